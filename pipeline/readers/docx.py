"""Word files by a direct walk over their XML, in document order.

Kept: inserted and moved-to text, content controls, fields' results, text boxes, footnotes, automatic
numbers, the base of ruby. Left out: deleted and moved-from text, hidden text, field codes. Headers, footers
and tables of contents become furniture.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from lxml import etree

from pipeline.readers.docx_styles import Numbering, Style, child, is_on, number_of, read_styles, value, whole
from pipeline.readers.docx_tree import GONE, cell_grid, choice, first_places, flat
from pipeline.readers.errors import ReadError
from pipeline.readers.lines import BLANKS, SourceLine
from pipeline.readers.ooxml import Package, local
from pipeline.readers.rebuild import rebuild
from pipeline.readers.shapes import em_width, has_marker, is_title
from pipeline.readers.tables import header_rows, headers, unit_line
from pipeline.readers.wrapping import wraps
from schemas.records import BlockKind, Document, Furniture

_TEXT: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_DEEPEST: Final = 120


def read_docx(path: Path, data: bytes) -> Document:
    """Read a Word file (.docx).

    Raises:
        ReadError: encrypted, truncated, a bomb, not a Word file, or without text.
    """
    package = Package(path, data)
    main = (package.targets("", "officeDocument") or ["word/document.xml"])[0]
    if main not in package.names:
        raise ReadError(path, "wrong_type", "ZIP 中没有 Word 正文")
    walker = _Walker(package, main)
    walker.blocks(package.children(main, "body"), "body")
    walker.notes(main)
    walker.margins(main)
    return walker.document(path.name, hashlib.sha256(data).hexdigest())


class _Walker:
    """Walks the parts and writes the source, its lines and the run of every character."""

    def __init__(self, package: Package, main: str) -> None:
        self.package = package
        self.styles = read_styles(self._part(main, "styles"))
        self.numbering = Numbering.read(self._part(main, "numbering"))
        self.pieces: list[str] = []
        """The source so far; not by characters, of which each would be an object of its own."""
        self.size = 0
        self.places: array[int] = array("i")
        self.runs: list[str] = []
        self.lines: list[SourceLine] = []
        self.furniture: list[Furniture] = []
        self.boxes: list[etree._Element] = []
        self.fields: list[bool] = []
        self.tables = 0
        self.depth = 0
        self.last = ""

    def _part(self, main: str, kind: str) -> etree._Element | None:
        names = self.package.targets(main, kind)
        return self.package.xml(names[0]) if names else None

    # --- blocks -----------------------------------------------------------------------------------

    def blocks(self, parent: Iterable[etree._Element], place: str) -> None:
        """Paragraphs and tables of a container, in order."""
        self._guard(1)
        for number, element in enumerate(flat(parent), 1):
            if local(element.tag) == "p":
                self.paragraph(element, f"{place}/{number}")
            else:
                self.table(element)
        self._guard(-1)

    def paragraph(self, element: etree._Element, place: str) -> None:
        """One paragraph, a line of the source for each manual line break, then its text boxes."""
        properties = child(element, "pPr")
        style = self.styles.get(value(child(properties, "pStyle")) or "", Style())
        start, first = self.size, len(self.pieces)
        self._number(properties, style, place)
        self._inline(element, place, style.hidden)
        text = "".join(self.pieces[first:])
        if style.contents:
            self._apart(start, text)
        else:
            level = _outline(properties, style)
            kind = _kind(text, style, level, value(child(properties, "jc")) or "")
            self._lines(start, text, kind, level)
        self._end_line()
        if text.strip():
            self.last = text
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box, f"{place}/textbox")

    def _number(self, properties: etree._Element | None, style: Style, place: str) -> None:
        number = number_of(child(properties, "numPr")) or style.number
        label = self.numbering.label(*number) if number else ""
        if label:
            self._write(label + (" " if label[-1].isalnum() else ""), f"{place}/number")

    def _inline(self, parent: etree._Element, place: str, hidden: bool) -> None:
        run = 0
        stack: list[Iterator[etree._Element]] = [iter(parent)]
        while stack:
            element = next(stack[-1], None)
            if element is None:
                stack.pop()
                continue
            name = local(element.tag)
            if name == "r":
                run += 1
                self._run(element, f"{place}/run {run}", hidden)
            elif name == "txbxContent":
                self.boxes.append(element)
            elif name == "t" and "math" in str(element.tag):
                self._write(element.text or "", f"{place}/math")
            elif name == "AlternateContent":
                stack.append(iter(choice(element)))
            elif name not in GONE:
                stack.append(iter(element))

    def _run(self, run: etree._Element, place: str, hidden: bool) -> None:
        properties = child(run, "rPr")
        vanish = child(properties, "vanish")
        style = self.styles.get(value(child(properties, "rStyle")) or "", Style())
        hidden = is_on(vanish) if vanish is not None else hidden or style.hidden
        for element in run:
            name = local(element.tag)
            if name == "fldChar":
                self._field(value(element, "fldCharType") or "")
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                self.boxes += [e for e in _descend(element) if local(e.tag) == "txbxContent"]
            elif name == "ruby":
                base = child(element, "rubyBase")
                if base is not None:
                    for inner in base:
                        self._run(inner, place, hidden)
            elif hidden or (self.fields and not all(self.fields)):
                continue
            elif name == "t":
                self._write(element.text or "", place)
            elif name == "sym":
                self._symbol(element, place)
            elif name in _TEXT:
                self._write(_TEXT[name], place)

    def _field(self, kind: str) -> None:
        """Between `begin` and `separate` stands the field's code, after it what is printed."""
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _symbol(self, element: etree._Element, place: str) -> None:
        written = value(element, "char") or ""
        code = int(written, 16) if re.fullmatch("[0-9A-Fa-f]{1,4}", written) else 0
        # Private codes are pictures of a symbol font; surrogates are no characters.
        if code >= 32 and not 0xD800 <= code <= 0xF8FF:
            self._write(chr(code), place)

    # --- tables -----------------------------------------------------------------------------------

    def table(self, element: etree._Element) -> None:
        """One table: each cell a line of kind `cell` with its place and headers, merged cells once."""
        self.tables += 1
        number, unit = self.tables, unit_line(self.last)
        grid, cells, marked = cell_grid(element)
        raw: list[str] = []
        starts: list[int] = []
        nested: list[etree._Element] = []
        places = first_places(grid, len(cells))
        for cell, (row, column) in zip(cells, places, strict=True):
            starts.append(self.size)
            first = len(self.pieces)
            inner = list(flat(cell))
            nested += [e for e in inner if local(e.tag) == "tbl"]
            for paragraph in (e for e in inner if local(e.tag) == "p"):
                place = f"table {number}/row {row + 1}/cell {column + 1}"
                style = self.styles.get(value(child(paragraph, "pPr", "pStyle")) or "", Style())
                self._number(child(paragraph, "pPr"), style, place)
                self._inline(paragraph, place, style.hidden)
                self._end_line()
            raw.append("".join(self.pieces[first:]))
        texts = [" ".join(text.split()) for text in raw]
        head = headers(grid, texts, header_rows(grid, texts, marked), unit)
        for start, text, (row, column), header in zip(starts, raw, places, head, strict=True):
            self._cell(start, text, number - 1, row, column, header)
        for inner_table in nested:
            self._guard(1)
            self.table(inner_table)
            self._guard(-1)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box, f"table {number}/textbox")

    def _cell(self, start: int, text: str, table: int, row: int, column: int, header: str) -> None:
        body = text.strip(BLANKS + "\n")
        if body:
            left = start + text.index(body)
            self.lines.append(
                SourceLine(left, left + len(body), 0, em_width(body), kind="cell", whole=True,
                           table=table, row=row, column=column, header=header)
            )  # fmt: skip

    # --- what stands outside the body ---------------------------------------------------------------

    def notes(self, main: str) -> None:
        """Footnotes and endnotes, after the body."""
        for kind in ("footnotes", "endnotes"):
            root = self._part(main, kind)
            for note in root if root is not None else ():
                if value(note, "type") in (None, "normal"):
                    self.blocks(note, f"{kind[:-1]} {value(note, 'id')}")

    def margins(self, main: str) -> None:
        """Headers and footers: written to the source, kept out of the text."""
        for kind in ("header", "footer"):
            for name in self.package.targets(main, kind):
                lines, self.lines = self.lines, []
                start, first = self.size, len(self.pieces)
                self.blocks(self.package.xml(name), kind)
                text = "".join(self.pieces[first:])
                for line in self.lines:
                    self._apart(line.start, text[line.start - start : line.end - start])
                self.lines = lines

    def document(self, name: str, sha256: str) -> Document:
        """The document walked so far."""
        source = "".join(self.pieces)
        if not self.lines:
            raise ReadError(self.package.path, "no_text")
        # Paragraphs of the file are whole, unless somebody pasted wrapped lines as paragraphs.
        wrapped = wraps(source, [line._replace(whole=line.kind is not None) for line in self.lines])
        lines = [line._replace(whole=wrap is None) for line, wrap in zip(self.lines, wrapped, strict=True)]
        rebuilt = rebuild(source, _titles(source, lines), self.furniture)
        return Document(
            name=name, media="docx", sha256=sha256, source=source, text=rebuilt.text, origin=rebuilt.origin,
            blocks=rebuilt.blocks, furniture=rebuilt.furniture, places=self.places, runs=tuple(self.runs),
        )  # fmt: skip

    # --- writing ------------------------------------------------------------------------------------

    def _write(self, text: str, place: str) -> None:
        if not text:
            return
        if not self.runs or self.runs[-1] != place:
            self.runs.append(place)
        self.pieces.append(text)
        self.places.extend([len(self.runs) - 1] * len(text))
        self.size += len(text)
        if self.size > self.package.limits.characters:
            raise ReadError(self.package.path, "too_large", f"超过 {self.package.limits.characters} 字")

    def _end_line(self) -> None:
        self.pieces.append("\n")
        self.places.append(-1)
        self.size += 1

    def _lines(self, start: int, text: str, kind: BlockKind | None, level: int) -> None:
        for part in text.split("\n"):
            body = part.strip(BLANKS)
            if body:
                left = start + part.index(body)
                indent = em_width(part[: left - start])
                width = em_width(body)
                self.lines.append(SourceLine(left, left + len(body), indent, width, kind=kind, level=level))
            start += len(part) + 1

    def _apart(self, start: int, text: str) -> None:
        body = text.strip(BLANKS + "\n")
        if body:
            left = start + text.index(body)
            self.furniture.append(Furniture(left, left + len(body), body, "running_head"))

    def _guard(self, step: int) -> None:
        self.depth += step
        if self.depth > _DEEPEST:
            raise ReadError(self.package.path, "too_deep")


def _titles(source: str, lines: list[SourceLine]) -> list[SourceLine]:
    """Top headings without a number, over numbered ones below, are the titles of reports."""
    heads = [line for line in lines if line.kind == "heading"]
    numbered = {line.level for line in heads if has_marker(source[line.start : line.end])}
    if not numbered or min(numbered) == 1:
        return lines
    return [
        line._replace(kind="title") if line.kind == "heading" and line.level == 1 else line for line in lines
    ]


def _descend(element: etree._Element) -> list[etree._Element]:
    """Descendants down to text boxes, one branch of each alternative."""
    found: list[etree._Element] = []
    stack = [element]
    while stack:
        one = stack.pop()
        name = local(one.tag)
        if name == "txbxContent":
            found.append(one)
        else:
            stack.extend(reversed(choice(one) if name == "AlternateContent" else list(one)))
    return found


def _outline(properties: etree._Element | None, style: Style) -> int:
    own = value(child(properties, "outlineLvl"))
    if own is None:
        return style.level
    return whole(own, 9, 9) + 1 if whole(own, 9, 9) < 9 else 0


def _kind(text: str, style: Style, level: int, align: str) -> BlockKind | None:
    """Title, heading or caption where the file says so; None where the words must tell."""
    body = text.strip()
    if style.title:
        return "title"
    if level and em_width(body) <= 60:
        return "heading"
    if align == "center" and body and is_title(body):
        return "title"
    return None
