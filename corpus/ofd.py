"""Write OFD files (GB/T 33190): pages of text and rules by hand, and a whole report set on A4.

Measures are millimetres from the upper left corner, as in the format itself. The same input gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from corpus.source import Source

NAMESPACE = "http://www.ofdspec.org/2016"
MM = 25.4 / 72
"""One point."""
_NO_LINE_START = "，。；：、！？）》”’%％"


def em_width(char: str) -> float:
    """Advance of a character in ems: ASCII takes half."""
    return 0.5 if char.isascii() else 1.0


@dataclass
class OfdPage:
    """A page under construction: objects of its layer, other children of `Page`, and its own area if it has one."""

    objects: list[str] = field(default_factory=list)
    extra: str = ""
    box: str = ""

    def text(self, x: float, y: float, text: str, size: float = 4.2, attributes: str = "", fill: str = "") -> OfdPage:
        """Write `text` with its baseline from (x, y), a step of `DeltaX` for each character but the first."""
        steps = [em_width(char) * size for char in text[:-1]]
        return self.codes([f'<ofd:TextCode X="0" Y="{size:g}"{_delta(steps)}>{escape(text)}</ofd:TextCode>'],
                          x, y - size, size, attributes, fill)

    def codes(self, codes: Sequence[str], x: float, y: float, size: float = 4.2, attributes: str = "",
              fill: str = "") -> OfdPage:
        """A text object at (x, y) of the given `TextCode` elements."""
        colour = f'<ofd:FillColor Value="{fill}"/>' if fill else ""
        self.objects.append(f'<ofd:TextObject ID="{10 + len(self.objects)}" Boundary="{x:g} {y:g} 180 20" Font="1" '
                            f'Size="{size:g}" {attributes}>{colour}{"".join(codes)}</ofd:TextObject>')
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> OfdPage:
        """A stroked line."""
        self.objects.append(f'<ofd:PathObject ID="{10 + len(self.objects)}" Boundary="{x0:g} {y0:g} {x1 - x0:g} {y1 - y0:g}" '
                            f'LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L {x1 - x0:g} {y1 - y0:g}</ofd:AbbreviatedData>'
                            '</ofd:PathObject>')
        return self

    def table(self, rows: Sequence[Sequence[str]], xs: Sequence[float], top: float, high: float = 7.0) -> OfdPage:
        """A ruled table with column edges `xs`."""
        for r in range(len(rows) + 1):
            self.rule(xs[0], top + r * high, xs[-1], top + r * high)
        for x in xs:
            self.rule(x, top, x, top + len(rows) * high)
        for r, row in enumerate(rows):
            for x, cell in zip(xs, row, strict=False):
                self.text(x + 1, top + r * high + 5, cell, 3.5)
        return self

    def xml(self) -> str:
        """The part of this page."""
        area = f"<ofd:Area><ofd:PhysicalBox>{self.box}</ofd:PhysicalBox></ofd:Area>" if self.box else ""
        layer = f'<ofd:Layer Type="Body" ID="2">{"".join(self.objects)}</ofd:Layer>'
        return f'{_HEAD}<ofd:Page xmlns:ofd="{NAMESPACE}">{area}{self.extra}<ofd:Content>{layer}</ofd:Content></ofd:Page>'


_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def _delta(steps: Sequence[float]) -> str:
    """`DeltaX` with runs of four and more written as `g n v`."""
    words: list[str] = []
    at = 0
    while at < len(steps):
        run = next((n for n in range(len(steps) - at) if steps[at + n] != steps[at]), len(steps) - at)
        words += ["g", str(run), f"{steps[at]:g}"] if run > 3 else [f"{steps[at]:g}"] * run
        at += run
    return f' DeltaX="{" ".join(words)}"' if words else ""


def document_parts(folder: str, pages: Sequence[OfdPage], template: OfdPage | None = None,
                   resources: str = "") -> dict[str, str]:
    """The parts of one document below `folder`; `template` lies under every page that refers to template 1."""
    common = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    parts = {f"{folder}/Pages/Page_{i}/Content.xml": page.xml() for i, page in enumerate(pages)}
    if resources:
        common += "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
        parts[f"{folder}/DocumentRes.xml"] = f'{_HEAD}<ofd:Res xmlns:ofd="{NAMESPACE}">{resources}</ofd:Res>'
    if template is not None:
        common += '<ofd:TemplatePage ID="1" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
        parts[f"{folder}/Tpls/Tpl_0/Content.xml"] = template.xml()
    kids = "".join(f'<ofd:Page ID="{100 + i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
    parts[f"{folder}/Document.xml"] = (
        f'{_HEAD}<ofd:Document xmlns:ofd="{NAMESPACE}"><ofd:CommonData><ofd:MaxUnitID>999</ofd:MaxUnitID>{common}'
        f"</ofd:CommonData><ofd:Pages>{kids}</ofd:Pages></ofd:Document>"
    )
    return parts


def container(parts: dict[str, str], roots: Sequence[str]) -> bytes:
    """The file of these parts, with `OFD.xml` naming the documents `roots`."""
    bodies = "".join(f"<ofd:DocBody><ofd:DocRoot>{root}</ofd:DocRoot></ofd:DocBody>" for root in roots)
    first = f'{_HEAD}<ofd:OFD xmlns:ofd="{NAMESPACE}" Version="1.0" DocType="OFD">{bodies}</ofd:OFD>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in {"OFD.xml": first, **parts}.items():
            file.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def build_ofd(*pages: OfdPage, template: OfdPage | None = None, resources: str = "") -> bytes:
    """The bytes of an OFD of one document with these pages (A4)."""
    return container(document_parts("Doc_0", pages, template, resources), ["Doc_0/Document.xml"])


# --- a whole report -------------------------------------------------------------------------------

_LEFT, _TOP, _WIDE, _BOTTOM = 25.0, 25.0, 160.0, 270.0
_SIZE, _LEADING = 12 * MM, 21.6 * MM


def ofd_bytes(source: Source) -> bytes:
    """A report as an office saves it: wrapped lines, ruled tables, a page number at the foot of each page."""
    from corpus.render import tables

    pages = [OfdPage()]
    y = _TOP

    def room(high: float) -> None:
        nonlocal y
        if y + high > _BOTTOM:
            pages.append(OfdPage())
            y = _TOP
        y += high

    for item in tables(source.blocks):
        if isinstance(item, list):
            step = _WIDE / len(item[0].cells)
            xs = [_LEFT + step * i for i in range(len(item[0].cells) + 1)]
            at = 0
            while at < len(item):
                fits = max(1, int((_BOTTOM - y - 3) // 7))
                rows = [row.cells for row in item[at : at + fits]]
                pages[-1].table(rows, xs, y + 3)
                y += 3 + 7.0 * len(rows)
                at += len(rows)
                if at < len(item):
                    pages.append(OfdPage())
                    y = _TOP
            continue
        large = item.kind == "heading" and item.level == 1
        size = 18 * MM if large else _SIZE
        for indent, line in wrapped(item.text, _WIDE / size, 0 if item.kind == "heading" else 2):
            room(_LEADING * size / _SIZE)
            wide = sum(map(em_width, line)) * size
            pages[-1].text(_LEFT + (_WIDE - wide) / 2 if large else _LEFT + indent * size, y, line, size)
    for number, page in enumerate(pages, 1):
        page.text(100, 285, f"- {number} -")
    return build_ofd(*pages)


def wrapped(text: str, width: float, indent: float) -> list[tuple[float, str]]:
    """Lines of at most `width` ems, the first with `indent`; words of ASCII are kept whole."""
    lines, line, start, used = [], "", indent, indent
    words: list[str] = []
    for char in text:
        if words and (char in _NO_LINE_START or (char.isascii() and words[-1][-1].isascii() and char != " ")):
            words[-1] += char
        else:
            words.append(char)
    for word in words:
        wide = sum(map(em_width, word))
        if line and used + wide > width:
            lines.append((start, line))
            line, start, used = "", 0.0, 0.0
        line, used = line + word, used + wide
    return [*lines, (start, line)]
