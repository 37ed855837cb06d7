"""Text PDFs: pdfium's characters with their boxes, our own lines, columns and tables.

1. Each page: visible characters, ruled tables, lines in reading order (`pdf_page`).
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
from typing import Final, Literal, NamedTuple, overload

import pypdfium2

from pipeline.readers.errors import ReadError
from pipeline.readers.limits import LIMITS, Limits
from pipeline.readers.lines import SourceLine
from pipeline.readers.pdf_lines import PageLine
from pipeline.readers.pdf_page import Page, PageTable, read_page
from pipeline.readers.rebuild import rebuild
from pipeline.readers.shapes import is_title
from pipeline.readers.tables import header_rows, headers, unit_line
from schemas.records import Box, Document, Furniture

_PASSWORD: Final = 4
_PAGE_NUMBER: Final = re.compile(
    r"^(?:[-–—－·•\s]*\d{1,4}[-–—－·•\s]*|第\s?\d{1,4}\s?页.{0,12}|\d{1,4}\s?/\s?\d{1,4})$"
)
_DIGITS: Final = re.compile(r"\d+")


class Outer(NamedTuple):
    """One of the first or last lines of a page: which line of the source, and where it stands.

    `apart`: distance to its inner neighbour in ems, for the very first and last line.
    """

    line: int
    page: int
    text: str
    y0: float
    apart: float


def read_pdf(path: Path, data: bytes, limits: Limits = LIMITS) -> Document:
    """Read a PDF that has text.

    Raises:
        ReadError: encrypted, truncated, damaged, too large, without text.
    """
    writer = _Writer()
    notes = _read_pages(path, data, limits, writer)
    source = "".join(writer.pieces)
    lines, furniture = _without_margins(writer, source)
    if not lines:
        raise ReadError(path, "no_text", "；".join(notes))
    rebuilt = rebuild(source, lines, [*writer.furniture, *furniture])
    return Document(
        name=path.name, media="pdf", sha256=hashlib.sha256(data).hexdigest(), source=source,
        text=rebuilt.text, origin=rebuilt.origin, blocks=rebuilt.blocks, furniture=rebuilt.furniture,
        notes=tuple(notes), places=writer.places, boxes=Boxes(writer.pages, writer.edges),
    )  # fmt: skip


class Boxes(Sequence[Box]):
    """A box for every character, kept as bare numbers: half a million of them take 10 MB, not 90."""

    def __init__(self, pages: array[int], edges: array[float]) -> None:
        self._pages, self._edges = pages, edges

    def __len__(self) -> int:
        return len(self._pages)

    @overload
    def __getitem__(self, at: int) -> Box: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Box, ...]: ...

    def __getitem__(self, at: int | slice) -> Box | tuple[Box, ...]:
        if isinstance(at, slice):
            return tuple(self[i] for i in range(*at.indices(len(self))))
        page = self._pages[at]
        at = at % len(self)
        return Box(page, *(round(edge, 2) for edge in self._edges[4 * at : 4 * at + 4]))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Boxes) and (self._pages, self._edges) == (other._pages, other._edges)

    __hash__ = None  # type: ignore[assignment]


def _read_pages(path: Path, data: bytes, limits: Limits, writer: _Writer) -> list[str]:
    """Write every page to `writer` as it is read, so that none is kept; what is to be noted."""
    if b"%%EOF" not in data[-65536:]:
        raise ReadError(path, "truncated", "没有文件尾标记")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError(path, "encrypted" if error.err_code == _PASSWORD else "damaged") from error
    notes: list[str] = []
    bare: list[int] = []
    with document:
        if len(document) > limits.pages:
            raise ReadError(path, "too_large", f"{len(document)} 页")
        if pypdfium2.raw.FPDF_GetSecurityHandlerRevision(document.raw) != -1:
            notes.append("文件设有权限密码")
        for number in range(len(document)):
            page = read_page(path, document, number, limits, notes)
            if page is None or not page.parts:
                bare.append(number + 1)
            if page is not None:
                writer.page(page)
            if writer.size > limits.characters:
                raise ReadError(path, "too_large", f"超过 {limits.characters} 字")
        writer.page_count = len(document)
    if bare:
        notes.append(f"第 {'、'.join(map(str, bare[:20]))} 页没有文字")
    return notes


def _without_margins(writer: _Writer, source: str) -> tuple[list[SourceLine], list[Furniture]]:
    """Part the lines from running heads, footers and page numbers: same place, same words but for digits."""
    heads: dict[tuple[str, int], list[Outer]] = defaultdict(list)
    for outer in writer.outer:
        heads[_DIGITS.sub("0", outer.text), round(outer.y0 / 6)].append(outer)
    marginal = {o.line for o in writer.outer if _PAGE_NUMBER.match(o.text) and o.apart > 1.6}
    enough = max(2, min(3, writer.page_count // 3))
    for (text, _), same in heads.items():
        if len({o.page for o in same}) >= enough and len(text) <= 40 and text.strip("0"):
            marginal |= {o.line for o in same}
    furniture: list[Furniture] = []
    for at in sorted(marginal):
        line = writer.lines[at]
        text = source[line.start : line.end]
        kind: Literal["page", "running_head"] = "page" if _PAGE_NUMBER.match(text) else "running_head"
        furniture.append(Furniture(line.start, line.end, text, kind))
    return [line for at, line in enumerate(writer.lines) if at not in marginal], furniture


class _Writer:
    """Writes the source, a box for every character, the lines and the furniture."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.size = 0
        self.places: array[int] = array("i")
        self.pages: array[int] = array("i")
        self.edges: array[float] = array("f")
        self.lines: list[SourceLine] = []
        self.furniture: list[Furniture] = []
        self.outer: list[Outer] = []
        self.page_count = 0
        self.tables = 0
        self.unit = ""
        self.title: PageLine | None = None

    def page(self, page: Page) -> None:
        """One page: its lines and cells in order, a watermark to the furniture."""
        previous: PageLine | None = None
        lines = [part for part in page.parts if isinstance(part, PageLine)]
        leading = _leading(lines)
        written: dict[int, int] = {}
        for part in page.parts:
            if isinstance(part, PageTable):
                self._table(part, page)
                previous = None
            else:
                blank = int(previous is not None and previous.y0 - part.y0 > 1.5 * leading)
                if self._line(part, page, blank):
                    written[id(part)] = len(self.lines) - 1
                previous = part
            self._break()
        self._outer(page, lines, written)
        text, edges = page.slanted
        if text:
            start = self.size
            self._write(text, edges, page.number)
            self.furniture.append(Furniture(start, self.size, text, "watermark"))
            self._break()

    def _outer(self, page: Page, lines: Sequence[PageLine], written: dict[int, int]) -> None:
        """Remember the two lowest and the two highest lines of a page."""
        ordered = sorted(lines, key=lambda line: line.y0)
        for line in {id(one): one for one in [*ordered[:2], *ordered[-2:]]}.values():
            if id(line) in written:
                inner = (
                    ordered[1:2] if line is ordered[0] else ordered[-2:-1] if line is ordered[-1] else [line]
                )
                apart = min((abs(line.y0 - one.y0) / page.em for one in inner), default=9.0)
                self.outer.append(Outer(written[id(line)], page.number, line.text, line.y0, apart))

    def _line(self, line: PageLine, page: Page, blank: int) -> bool:
        """Write a line; False where it went on from a title and is no line of its own."""
        em = page.em
        large = line.size >= 1.25 * em
        if large and self._goes_on_from_title(line, page):
            # A title too long for its line; the break is taken back, so that it is one line of the source.
            self.pieces.pop()
            self.places.pop()
            self.size -= 1
            self._write(line.text, line.boxes, page.number)
            self.lines[-1] = self.lines[-1]._replace(end=self.size)
            self.title = line
            return False
        start = self.size
        self._write(line.text, line.boxes, page.number)
        self.title = line if large and is_title(line.text) else None
        self.lines.append(
            SourceLine(
                start,
                self.size,
                (line.x0 - line.left) / em,
                (line.x1 - line.x0) / em,
                blank,
                page.number,
                "title" if self.title else None,
                measure=line.measure / em,
            )
        )
        self.unit = unit_line(line.text) or (self.unit if len(line.text) < 12 else "")
        return True

    def _goes_on_from_title(self, line: PageLine, page: Page) -> bool:
        """Whether `line` is the rest of the large title line before it, which reached the margin."""
        if self.title is None or abs(self.title.size - line.size) > 0.1 * page.em:
            return False
        widest = max(part.x1 - part.x0 for part in page.parts if isinstance(part, PageLine))
        first = self.title.x1 - self.title.x0
        return first + line.size >= 0.97 * widest and self.lines[-1].page == page.number

    def _table(self, table: PageTable, page: Page) -> None:
        texts = [text for text, _ in table.cells]
        head = headers(table.grid, texts, header_rows(table.grid, texts), self.unit)
        placed: set[int] = set()
        for row, numbers in enumerate(table.grid):
            for column, number in enumerate(numbers):
                if number in placed or not texts[number]:
                    continue
                placed.add(number)
                start = self.size
                self._write(*table.cells[number], page.number)
                cell = (self.tables, row, column, head[number])
                self.lines.append(
                    SourceLine(start, self.size, 0, 0, 0, page.number, "cell", 0, True, 0.0, *cell)
                )
                self._break()
        self.tables += 1

    def _write(self, text: str, edges: array[float], page: int) -> None:
        """Write `text`; `edges` has four numbers for each of its characters that is no space."""
        first = len(self.pages)
        count = len(edges) // 4
        if count == len(text):
            self.places.extend(range(first, first + count))
        else:
            at = first
            for char in text:
                self.places.append(-1 if char == " " else at)
                at += char != " "
        self.pages.extend([page] * count)
        self.edges.extend(edges)
        self.pieces.append(text)
        self.size += len(text)

    def _break(self) -> None:
        self.pieces.append("\n")
        self.places.append(-1)
        self.size += 1


def _leading(lines: Sequence[PageLine]) -> float:
    steps = sorted(a.y0 - b.y0 for a, b in pairwise(lines) if a.y0 > b.y0)
    return steps[len(steps) // 2] if steps else 1e9
