"""One page of a PDF: its lines and tables in reading order, and what had to be left out.

Only text and edges are kept, no character objects: 500 pages must fit in memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pypdfium2

from pipeline.readers.errors import ReadError
from pipeline.readers.limits import Limits
from pipeline.readers.pdf_aligned import Table
from pipeline.readers.pdf_chars import Char, page_chars
from pipeline.readers.pdf_lines import PageLine, build_lines, spaced
from pipeline.readers.pdf_tables import find_tables


class PageTable(NamedTuple):
    """A table: cell numbers by row and column, for each cell its text and edges; `y1`: its upper edge."""

    grid: list[list[int]]
    cells: list[tuple[str, array[float]]]
    xs: tuple[float, ...]
    y0: float
    y1: float


class Page(NamedTuple):
    """What stands on a page, in reading order. `em` in points; `slanted`: a watermark's text and edges."""

    number: int
    parts: list[PageLine | PageTable]
    em: float
    slanted: tuple[str, array[float]]


def read_page(
    path: Path, document: pypdfium2.PdfDocument, number: int, limits: Limits, notes: list[str]
) -> Page | None:
    """Read the page of index `number`, adding to `notes`; None where the page is damaged.

    Raises:
        ReadError: `too_large`.
    """
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
        parts: list[PageLine | PageTable] = []
        for turn, chars in found.flows:
            tables, rest = find_tables(page.raw, chars, turn, found.em)
            lines = [line.finished(found.em) for line in build_lines(rest, found.em)]
            parts += _in_order(lines, [_finished(table, found.em) for table in tables])
        return Page(number + 1, parts, found.em, (spaced(found.slanted, found.em), _edges(found.slanted)))
    finally:
        textpage.close()
        page.close()


def _in_order(lines: list[PageLine], tables: list[PageTable]) -> list[PageLine | PageTable]:
    """Put each table before the first line that stands below its top and is not beside it."""
    parts: list[PageLine | PageTable] = list(lines)
    for table in tables:
        below = (i for i, part in enumerate(parts) if (part.y0 + part.y1) / 2 < table.y1)
        parts.insert(next(below, len(parts)), table)
    return parts


def _finished(table: Table, em: float) -> PageTable:
    return PageTable(table.grid, [_cell(cell, em) for cell in table.cells], table.xs, table.y0, table.y1)


def _cell(chars: Sequence[Char], em: float) -> tuple[str, array[float]]:
    """The lines of a cell run together: the breaks are the layout's, but they part Latin words."""
    text, edges = "", array("f")
    for line in build_lines(chars, em) if chars else ():
        piece = spaced(line.chars, em)
        latin = text[-1:].isascii() and text[-1:].isalpha() and piece[0].isascii() and piece[0].isalpha()
        text += (" " if latin else "") + piece
        edges.extend(_edges(line.chars))
    return text, edges


def _edges(chars: Sequence[Char]) -> array[float]:
    edges = array("f")
    for char in chars:
        edges.extend(char.box)
    return edges
