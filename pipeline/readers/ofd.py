"""OFD (GB/T 33190): a ZIP container of XML; its characters with their boxes, laid out as pages of a PDF are.

1. `OFD.xml` names the documents of the file, each document its pages, templates and resources.
2. Each page: what its templates and its own layers draw (`ofd_text`), then lines and tables (`page_layout`).
3. Nothing is rendered, no font is opened: a character's code is what `TextCode` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from pipeline.readers.errors import ReadError
from pipeline.readers.limits import LIMITS, Limits
from pipeline.readers.ofd_text import Drawing, Sheet, TooMuchError, numbers
from pipeline.readers.ooxml import Package, resolved
from pipeline.readers.page_layout import Page, lay_out
from pipeline.readers.paged import paged_document
from pipeline.readers.pdf_chars import Char, usual_width
from pipeline.readers.pdf_writer import Writer
from schemas.records import Document

_A4 = Sheet(0, 0, 210, 297)


class _Root(NamedTuple):
    """A document of the file: its part, its XML, the usual size of a page, templates and composite graphics by id."""

    part: str
    xml: etree._Element
    sheet: Sheet
    templates: Mapping[str, str]
    units: Mapping[str, etree._Element]


def read_ofd(path: Path, data: bytes, limits: Limits = LIMITS) -> Document:
    """Read an OFD that has text.

    Raises:
        ReadError: encrypted, truncated, a bomb, damaged, too large, without text.
    """
    package = Package(path, data, limits)
    if "Encryptions.xml" in package.names:
        raise ReadError(path, "encrypted")
    writer, notes, bare = Writer(), list[str](), list[int]()
    number = 0
    for root in _roots(package, notes):
        for element in root.xml.iterfind("{*}Pages/{*}Page"):
            number += 1
            if number > limits.pages:
                raise ReadError(path, "too_large", f"超过 {limits.pages} 页")
            name = _found(package, root.part, element.get("BaseLoc"))
            if name is None:
                notes.append(f"第 {number} 页损坏：缺少部件 {element.get('BaseLoc')}")
                continue
            page = _page(package, root, name, number, limits, notes)
            if not page.parts:
                bare.append(number)
            writer.page(page)
            if writer.size > limits.characters:
                raise ReadError(path, "too_large", f"超过 {limits.characters} 字")
    writer.page_count = number
    if bare:
        notes.append(f"第 {'、'.join(map(str, bare[:20]))} 页没有文字")
    return paged_document(path, data, "ofd", writer, notes)


def _roots(package: Package, notes: list[str]) -> Iterator[_Root]:
    """The documents that `OFD.xml` names, in order."""
    for body in package.xml("OFD.xml").iterfind("{*}DocBody"):
        part = _found(package, "OFD.xml", body.findtext("{*}DocRoot"))
        if part is None:
            notes.append(f"缺少部件 {body.findtext('{*}DocRoot')}")
            continue
        xml = package.xml(part)
        templates = {
            str(element.get("ID")): name
            for element in xml.iterfind("{*}CommonData/{*}TemplatePage")
            if (name := _found(package, part, element.get("BaseLoc")))
        }
        units: dict[str, etree._Element] = {}
        for kind in ("PublicRes", "DocumentRes"):
            for element in xml.iterfind(f"{{*}}CommonData/{{*}}{kind}"):
                units |= _units(package, part, element.text)
        sheet = _sheet(xml.find("{*}CommonData/{*}PageArea")) or _A4
        yield _Root(part, xml, sheet, templates, units)


def _units(package: Package, part: str, target: str | None) -> dict[str, etree._Element]:
    """The composite graphics of a file of resources, by id."""
    name = _found(package, part, target)
    if name is None:
        return {}
    return {str(unit.get("ID")): unit for unit in package.xml(name).iterfind(".//{*}CompositeGraphicUnit")}


def _page(package: Package, root: _Root, name: str, number: int, limits: Limits, notes: list[str]) -> Page:
    xml = package.xml(name)
    units = dict(root.units)
    for element in xml.iterfind("{*}PageRes"):
        units |= _units(package, name, element.text)
    drawing = Drawing(_sheet(xml.find("{*}Area")) or root.sheet, units, limits.page_characters)
    try:
        for template in xml.iterfind("{*}Template"):
            part = root.templates.get(template.get("TemplateID") or "")
            content = package.xml(part).find("{*}Content") if part else None
            if content is not None:
                drawing.draw(content)
        content = xml.find("{*}Content")
        if content is not None:
            drawing.draw(content)
    except TooMuchError:
        raise ReadError(package.path, "too_large", f"第 {number} 页超过 {limits.page_characters} 字") from None
    return _laid_out(drawing, number, notes)


def _laid_out(drawing: Drawing, number: int, notes: list[str]) -> Page:
    """The page of what was drawn; white text on bare paper is left out as unseen text is."""
    seen = [g for g in drawing.glyphs if drawing.painted or not g.white]
    hidden = drawing.hidden + len(drawing.glyphs) - len(seen)
    if drawing.unmapped > 0.5 * max(1, len(drawing.glyphs)):
        notes.append(f"第 {number} 页的字体没有编码表，需要文字识别")
    if hidden:
        notes.append(f"第 {number} 页有 {hidden} 个看不见的字未读")
    flows: dict[int, list[Char]] = {}
    for glyph in seen:
        if glyph.turn is not None:
            flows.setdefault(glyph.turn, []).append(glyph.char)
    ordered = sorted(flows.items(), key=lambda flow: -len(flow[1]))
    em = usual_width(ordered[0][1]) if ordered else 12.0
    return lay_out(number, ordered, drawing.strokes, em, [g.char for g in seen if g.turn is None])


def _sheet(area: etree._Element | None) -> Sheet | None:
    box = numbers(area.findtext("{*}PhysicalBox"), 4) if area is not None else None
    return Sheet(*box) if box and box[2] > 0 and box[3] > 0 else None


def _found(package: Package, part: str, target: str | None) -> str | None:
    """The part that `part` refers to, from its folder or, as some makers write, from the root."""
    target = (target or "").strip().replace("\\", "/")
    names = (resolved(part, target), resolved("", target))
    return next((name for name in names if target and name in package.names), None)
