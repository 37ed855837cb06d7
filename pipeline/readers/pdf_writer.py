"""The source of a document of pages as it grows page by page: text, a box for every character, lines, cells, furniture.

A table that a page break cuts is one table: the repeated header becomes furniture, rows count on.
"""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, NamedTuple

from pipeline.readers.lines import SourceLine
from pipeline.readers.page_layout import Page, PageTable
from pipeline.readers.pdf_lines import PageLine
from pipeline.readers.shapes import has_marker, is_caption, is_title
from pipeline.readers.tables import header_rows, headers, is_figure, unit_line
from schemas.records import Furniture, Recognition

PAGE_NUMBER: Final = re.compile(
    r"^(?:[-–—－·•\s]*\d{1,4}[-–—－·•\s]*|第\s?\d{1,4}\s?页.{0,12}|\d{1,4}\s?/\s?\d{1,4})$"
)


class Outer(NamedTuple):
    """One of the first or last lines of a page: which line of the source, and where it stands.

    `apart`: distance to its inner neighbour in ems; `prose`: it reads like a line of a paragraph.
    """

    line: int
    page: int
    text: str
    y0: float
    apart: float
    prose: bool


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table that the next page may go on with: its number, columns, header rows and rows so far."""

    number: int
    xs: tuple[float, ...]
    head: tuple[tuple[int, ...], ...]
    texts: Sequence[str]
    unit: str
    page: int = 0
    rows: int = 0

    @property
    def depth(self) -> int:
        """How many rows are header."""
        return len(self.head)

    def goes_on_in(self, table: PageTable, page: int) -> bool:
        """Whether a table on `page` has the same columns and comes right after."""
        same = len(table.xs) == len(self.xs) and all(
            abs(a - b) <= table.slack for a, b in zip(table.xs, self.xs, strict=True)
        )
        return same and page == self.page + 1

    def repeats_header(self, table: PageTable, texts: Sequence[str]) -> bool:
        """Whether `table` begins with the header rows of this one."""
        top = [[texts[c] if c >= 0 else "" for c in row] for row in table.grid[: self.depth]]
        own = [[self.texts[c] if c >= 0 else "" for c in row] for row in self.head]
        return self.depth > 0 and top == own

    def headers_of(self, table: PageTable, texts: Sequence[str], repeated: bool) -> list[str]:
        """The headers of the cells of a part of this table."""
        if self.rows == 0 or repeated:
            return headers(table.grid, texts, self.depth, self.unit)
        base = len(self.texts)
        grid = [*self.head, *([c + base if c >= 0 else c for c in row] for row in table.grid)]
        return headers(grid, [*self.texts, *texts], self.depth, self.unit)[base:]

    def after(self, page: int, rows: int) -> OpenTable:
        """The table after `rows` more on `page`."""
        return replace(self, page=page, rows=self.rows + rows)


class Part(NamedTuple):
    """What of a cell stands on one page, with the confidence of its characters where it was recognised."""

    text: str
    edges: array[float]
    page: int
    confidence: Mapping[tuple[float, ...], float]


class Held(NamedTuple):
    """A cell of the last row of a page: its parts; its table, row, column, header."""

    parts: list[Part]
    cell: tuple[int, int, int, str]


def _may_part_a_table(text: str) -> bool:
    """Whether a line may stand between two parts of one table: a head, a foot, a page number."""
    return len(text) <= 40 and not (has_marker(text) or is_caption(text) or unit_line(text) or "。" in text)


class Writer:
    """Writes the source, a box for every character, the lines and the furniture."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.size = 0
        self.places: array[int] = array("i")
        self.pages: array[int] = array("i")
        self.edges: array[float] = array("f")
        self.sure: list[Recognition] = []
        self.confidence: Mapping[tuple[float, ...], float] = {}
        self.lines: list[SourceLine] = []
        self.furniture: list[Furniture] = []
        self.outer: list[Outer] = []
        self.page_count = 0
        self.tables = 0
        self.open: OpenTable | None = None
        self.held: list[Held] = []
        self.unit = ""
        self.title: PageLine | None = None

    def page(self, page: Page, confidence: Mapping[tuple[float, ...], float] | None = None) -> None:
        """One page: its lines and cells in order, a watermark to the furniture.

        `confidence`: of every character by its box, where the page was recognised in a picture.
        """
        self.confidence = confidence or {}
        previous: PageLine | None = None
        lines = [part for part in page.parts if isinstance(part, PageLine)]
        leading = _leading(lines)
        written: dict[int, int] = {}
        for part in page.parts:
            if isinstance(part, PageTable):
                self._table(part, page)
                previous = None
            else:
                if not PAGE_NUMBER.match(part.text):
                    self.release()
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
        widest = max((line.x1 - line.x0 for line in lines), default=0.0)
        for at in sorted({0, 1, len(ordered) - 2, len(ordered) - 1} & set(range(len(ordered)))):
            line = ordered[at]
            inner = ordered[at + 1 : at + 2] if at < len(ordered) / 2 else ordered[max(0, at - 1) : at]
            apart = min((abs(line.y0 - one.y0) / page.em for one in inner), default=9.0)
            wide = line.x1 - line.x0 > 0.8 * widest and len(lines) > 4
            prose = wide or any(c in "，。；" for c in line.text)
            if id(line) in written:
                self.outer.append(Outer(written[id(line)], page.number, line.text, line.y0, apart, prose))

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
        if self.open is not None and not _may_part_a_table(line.text):
            self.open = None
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
        opened = self.open
        if opened is None or not opened.goes_on_in(table, page.number):
            depth = header_rows(table.grid, texts)
            opened = OpenTable(
                self.tables, table.xs, tuple(tuple(row) for row in table.grid[:depth]), texts, self.unit
            )
            self.tables += 1
        repeated = opened.rows > 0 and opened.repeats_header(table, texts)
        head = opened.headers_of(table, texts, repeated)
        dropped = opened.depth if repeated else 0
        first = dropped
        if self.held and opened.rows and self._goes_on(table, texts, dropped):
            self._take_up(table, dropped, page.number)
            first += 1
        if first < len(table.grid):
            self.release()
        rows = opened.rows - first
        placed: set[int] = set()
        for row, numbers in enumerate(table.grid):
            for column, number in enumerate(numbers):
                if number in placed or number < 0 or not texts[number] or dropped <= row < first:
                    continue
                placed.add(number)
                part = Part(*table.cells[number], page.number, self.confidence)
                if row < dropped:
                    start = self.size
                    self._write(*part[:3])
                    self.furniture.append(Furniture(start, self.size, texts[number], "running_head"))
                    self._break()
                else:
                    cell = (opened.number, rows + row, column, head[number])
                    self.held.append(Held([part], cell))
            if row < len(table.grid) - 1:
                self.release()
        self.open = opened.after(page.number, len(table.grid) - first)

    def _goes_on(self, table: PageTable, texts: Sequence[str], row: int) -> bool:
        """Whether row `row` is the rest of the held one, cut by the page: no name of its own, no figure, text that
        has a beginning."""
        if row >= len(table.grid):
            return False
        cells = [texts[number] if number >= 0 else "" for number in table.grid[row]]
        begun = {held.cell[2] for held in self.held}
        filled = {column for column, text in enumerate(cells) if text}
        return bool(filled) and 0 not in filled and filled <= begun and not any(map(is_figure, cells))

    def _take_up(self, table: PageTable, row: int, page: int) -> None:
        """Add the cells of row `row` to those that are held."""
        for held in self.held:
            number = table.grid[row][held.cell[2]]
            if number >= 0 and table.cells[number][0]:
                held.parts.append(Part(*table.cells[number], page, self.confidence))

    def release(self) -> None:
        """Write the row of a table that was held back until it is known whether the next page goes on with it."""
        held, self.held = self.held, []
        confidence = self.confidence
        for cell in held:
            start = self.size
            for number, part in enumerate(cell.parts):
                self.confidence = part.confidence
                latin = number and self.pieces[-1][-1:].isascii() and self.pieces[-1][-1:].isalpha()
                between = " " if latin and part.text[0].isascii() and part.text[0].isalpha() else ""
                self._write(between + part.text, part.edges, part.page)
            line = SourceLine(start, self.size, 0, 0, 0, cell.parts[0].page, "cell", 0, True, 0.0, *cell.cell)
            self.lines.append(line)
            self._break()
        self.confidence = confidence

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
        if self.confidence:
            self._mark(text, edges)
        self.pieces.append(text)
        self.size += len(text)

    def _mark(self, text: str, edges: array[float]) -> None:
        """Note how surely `text` was recognised; neighbours of the same two decimals are one stretch."""
        at = 0
        for offset, char in enumerate(text, self.size):
            if char == " ":
                continue
            sure = math.floor(100 * self.confidence.get(tuple(edges[at : at + 4]), 0.0)) / 100
            at += 4
            last = self.sure[-1] if self.sure else None
            if last and last.confidence == sure and last.end in (offset, offset - 1) and last.end >= self.size:
                self.sure[-1] = last._replace(end=offset + 1)
            else:
                self.sure.append(Recognition(offset, offset + 1, sure))

    def _break(self) -> None:
        self.pieces.append("\n")
        self.places.append(-1)
        self.size += 1


def _leading(lines: Sequence[PageLine]) -> float:
    steps = sorted(a.y0 - b.y0 for a, b in pairwise(lines) if a.y0 > b.y0)
    return steps[len(steps) // 2] if steps else 1e9
