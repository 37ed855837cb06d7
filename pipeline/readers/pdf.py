"""Text PDFs: pdfium's characters with their boxes, our own lines, columns and tables.

1. Each page: visible characters, ruled tables, lines in reading order.
2. Across pages: running heads and page numbers by their place.
3. Source, one line of the page a line; a box for every character; then `rebuild` as for any file.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

import pypdfium2

from pipeline.readers.errors import ReadError
from pipeline.readers.limits import LIMITS, Limits
from pipeline.readers.lines import SourceLine
from pipeline.readers.pdf_chars import Char, page_chars
from pipeline.readers.pdf_lines import Line, build_lines, spacing
from pipeline.readers.pdf_tables import Table, find_tables
from pipeline.readers.rebuild import rebuild
from pipeline.readers.shapes import is_title
from pipeline.readers.tables import header_rows, headers, unit_line
from schemas.records import Box, Document, Furniture

_PASSWORD: Final = 4
_PAGE_NUMBER: Final = re.compile(
    r"^(?:[-–—－·•\s]*\d{1,4}[-–—－·•\s]*|第\s?\d{1,4}\s?页.{0,12}|\d{1,4}\s?/\s?\d{1,4})$"
)
_DIGITS: Final = re.compile(r"\d+")


class Page(NamedTuple):
    """What stands on a page, in reading order."""

    number: int
    parts: list[Line | Table]
    em: float
    bottom: float
    top: float
    slanted: tuple[Char, ...] = ()


def read_pdf(path: Path, data: bytes, limits: Limits = LIMITS) -> Document:
    """Read a PDF that has text.

    Raises:
        ReadError: encrypted, truncated, damaged, too large, without text.
    """
    pages, notes = _pages(path, data, limits)
    writer = _Writer()
    marginal = _margins(pages)
    for page in pages:
        writer.page(page, marginal)
    if not writer.lines:
        raise ReadError(path, "no_text", "；".join(notes))
    source = "".join(writer.chars)
    rebuilt = rebuild(source, writer.lines, writer.furniture)
    return Document(
        name=path.name, media="pdf", sha256=hashlib.sha256(data).hexdigest(), source=source,
        text=rebuilt.text, origin=rebuilt.origin, blocks=rebuilt.blocks, furniture=rebuilt.furniture,
        notes=tuple(notes), places=writer.places, boxes=tuple(writer.boxes),
    )  # fmt: skip


def _pages(path: Path, data: bytes, limits: Limits) -> tuple[list[Page], list[str]]:
    if b"%%EOF" not in data[-65536:]:
        raise ReadError(path, "truncated", "没有文件尾标记")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError(path, "encrypted" if error.err_code == _PASSWORD else "damaged") from error
    notes: list[str] = []
    pages: list[Page] = []
    bare: list[int] = []
    with document:
        if len(document) > limits.pages:
            raise ReadError(path, "too_large", f"{len(document)} 页")
        if pypdfium2.raw.FPDF_GetSecurityHandlerRevision(document.raw) != -1:
            notes.append("文件设有权限密码")
        for number in range(len(document)):
            page = _page(path, document, number, limits, notes)
            if page is None or not page.parts:
                bare.append(number + 1)
            if page is not None:
                pages.append(page)
    if bare:
        notes.append(f"第 {'、'.join(map(str, bare[:20]))} 页没有文字")
    return pages, notes


def _page(
    path: Path, document: pypdfium2.PdfDocument, number: int, limits: Limits, notes: list[str]
) -> Page | None:
    try:
        page = document[number]
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        notes.append(f"第 {number + 1} 页损坏：{error}")
        return None
    try:
        found = page_chars(page.raw, textpage.raw, limits.page_characters)
        if found is None:
            raise ReadError(path, "too_large", f"第 {number + 1} 页超过 {limits.page_characters} 字")
        total = sum(len(chars) for _, chars in found.flows)
        if found.unmapped > 0.5 * max(1, total):
            notes.append(f"第 {number + 1} 页的字体没有编码表，需要文字识别")
        if found.hidden:
            notes.append(f"第 {number + 1} 页有 {found.hidden} 个看不见的字未读")
        parts: list[Line | Table] = []
        for turn, chars in found.flows:
            tables, rest = find_tables(page.raw, chars, turn)
            parts += _in_order(build_lines(rest, found.em), tables)
        _, height = page.get_size()
        return Page(number + 1, parts, found.em, 0.0, height, found.slanted)
    finally:
        textpage.close()
        page.close()


def _in_order(lines: list[Line], tables: list[Table]) -> list[Line | Table]:
    """Put each table before the first line that stands below its top and is not beside it."""
    parts: list[Line | Table] = list(lines)
    for table in tables:
        at = next(
            (
                i
                for i, part in enumerate(parts)
                if isinstance(part, Line) and (part.y0 + part.y1) / 2 < table.y1
            ),
            len(parts),
        )
        parts.insert(at, table)
    return parts


def _margins(pages: Sequence[Page]) -> set[int]:
    """Lines (by id) that are running heads, footers or page numbers: same place, same words but for digits."""
    heads: dict[tuple[str, int], list[Line]] = defaultdict(list)
    marginal: set[int] = set()
    for page in pages:
        lines = [part for part in page.parts if isinstance(part, Line)]
        outer = sorted(lines, key=lambda line: line.y0)
        for line in {id(one): one for one in [*outer[:2], *outer[-2:]]}.values():
            key = (_DIGITS.sub("0", line.text), round(line.y0 / 6))
            heads[key].append(line)
        for line, inner in ((outer[0], outer[1:2]), (outer[-1], outer[-2:-1])) if outer else ():
            gap = min((abs(line.y0 - one.y0) for one in inner), default=page.em * 9)
            if _PAGE_NUMBER.match(line.text) and gap > 1.6 * page.em:
                marginal.add(id(line))
    for (text, _), lines in heads.items():
        enough = max(2, min(3, len(pages) // 3))
        if len(lines) >= enough and (len(text) <= 40) and any(c != "0" for c in text) and len(pages) > 1:
            marginal |= {id(line) for line in lines}
    return marginal


class _Writer:
    """Writes the source, a box for every character, the lines and the furniture."""

    def __init__(self) -> None:
        self.chars: list[str] = []
        self.places: array[int] = array("q")
        self.boxes: list[Box] = []
        self.lines: list[SourceLine] = []
        self.furniture: list[Furniture] = []
        self.tables = 0
        self.unit = ""
        self.title: Line | None = None

    def page(self, page: Page, marginal: set[int]) -> None:
        """One page: running heads to the furniture, lines and cells to the text."""
        previous: Line | None = None
        leading = _leading([p for p in page.parts if isinstance(p, Line) and id(p) not in marginal])
        for part in page.parts:
            if isinstance(part, Table):
                self._table(part, page)
                previous = None
            elif id(part) in marginal:
                start = len(self.chars)
                self._write(part.chars, page)
                text = "".join(self.chars[start:])
                kind = "page" if _PAGE_NUMBER.match(text) else "running_head"
                self.furniture.append(Furniture(start, len(self.chars), text, kind))  # type: ignore[arg-type]
            else:
                blank = int(previous is not None and previous.y0 - part.y0 > 1.5 * leading)
                self._line(part, page, blank)
                previous = part
            self._break()
        if page.slanted:
            start = len(self.chars)
            self._write(page.slanted, page)
            self.furniture.append(Furniture(start, len(self.chars), "".join(self.chars[start:]), "watermark"))
            self._break()

    def _line(self, line: Line, page: Page, blank: int) -> None:
        em = page.em
        large = _is_large(line, em)
        if large and self._goes_on_from_title(line, page):
            # A title too long for its line; no break is written, so that it is one line of the source.
            del self.chars[-1], self.places[-1]
            self._write(line.chars, page)
            self.lines[-1] = self.lines[-1]._replace(end=len(self.chars))
            self.title = line
            return
        start = len(self.chars)
        self._write(line.chars, page)
        text = "".join(self.chars[start:])
        self.title = line if large and is_title(text) else None
        self.lines.append(
            SourceLine(start, len(self.chars), (line.x0 - line.left) / em, (line.x1 - line.x0) / em, blank,
                       page.number, "title" if self.title else None, measure=line.measure / em)
        )  # fmt: skip
        self.unit = unit_line(text) or (self.unit if len(text) < 12 else "")

    def _goes_on_from_title(self, line: Line, page: Page) -> bool:
        """Whether `line` is the rest of the large title line before it, which reached the margin."""
        if self.title is None or abs(_size(self.title) - _size(line)) > 0.1 * page.em:
            return False
        widest = max(part.x1 - part.x0 for part in page.parts if isinstance(part, Line))
        first = self.title.x1 - self.title.x0
        return first + _size(line) >= 0.97 * widest and self.lines[-1].page == page.number

    def _table(self, table: Table, page: Page) -> None:
        spans: list[tuple[int, int]] = []
        texts: list[str] = []
        for cell in table.cells:
            start = len(self.chars)
            for line in build_lines(cell, page.em) if cell else ():
                if len(self.chars) > start and self.chars[-1].isascii() and line.chars[0].text.isascii():
                    self._space()
                self._write(line.chars, page)
            spans.append((start, len(self.chars)))
            texts.append("".join(self.chars[start:]))
            self._break()
        head = headers(table.grid, texts, header_rows(table.grid, texts), self.unit)
        placed: set[int] = set()
        for row, line_cells in enumerate(table.grid):
            for column, cell_number in enumerate(line_cells):
                start, end = spans[cell_number]
                if cell_number in placed or start == end:
                    continue
                placed.add(cell_number)
                self.lines.append(
                    SourceLine(start, end, 0, 0, 0, page.number, "cell", whole=True, table=self.tables,
                               row=row, column=column, header=head[cell_number])
                )  # fmt: skip
        self.tables += 1

    def _write(self, chars: Sequence[Char], page: Page) -> None:
        for left, char in zip([None, *chars], chars, strict=False):
            if left is not None and spacing(left, char, page.em):
                self._space()
            self.chars.extend(char.text)
            self.places.extend([len(self.boxes)] * len(char.text))
            self.boxes.append(Box(page.number, *(round(edge, 2) for edge in char.box)))

    def _space(self) -> None:
        self.chars.append(" ")
        self.places.append(-1)

    def _break(self) -> None:
        self.chars.append("\n")
        self.places.append(-1)


def _is_large(line: Line, em: float) -> bool:
    """Whether the type is clearly larger than the body's."""
    return _size(line) >= 1.25 * em


def _size(line: Line) -> float:
    han = sorted(c.width for c in line.chars if "\u4e00" <= c.text <= "\u9fff")
    return han[len(han) // 2] if han else 0.0


def _leading(lines: Sequence[Line]) -> float:
    steps = sorted(a.y0 - b.y0 for a, b in pairwise(lines) if a.y0 > b.y0)
    return steps[len(steps) // 2] if steps else 1e9
