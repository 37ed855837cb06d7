"""A page laid out: its characters put into lines and tables in reading order, whatever format they came from.

Only text and edges are kept, no character objects: 500 pages must fit in memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.readers.pdf_aligned import Table
from pipeline.readers.pdf_borderless import borderless_tables
from pipeline.readers.pdf_chars import Char
from pipeline.readers.pdf_lines import PageLine, build_lines, lines_of, rows_of, spaced
from pipeline.readers.pdf_tables import Stroke, find_tables


class PageTable(NamedTuple):
    """A table: cell numbers by row and column, for each cell its text and edges; `y1`: its upper edge."""

    grid: list[list[int]]
    cells: list[tuple[str, array[float]]]
    xs: tuple[float, ...]
    y0: float
    y1: float
    slack: float = 4.0
    """How far the columns of its continuation may stand off, in points."""


class Page(NamedTuple):
    """What stands on a page, in reading order. `em` in points; `slanted`: a watermark's text and edges."""

    number: int
    parts: list[PageLine | PageTable]
    em: float
    slanted: tuple[str, array[float]]


def lay_out(
    number: int,
    flows: Sequence[tuple[int, Sequence[Char]]],
    strokes: Sequence[Stroke],
    em: float,
    slanted: Sequence[Char] = (),
) -> Page:
    """The page `number` of characters by direction of writing (quarter turns) and straight strokes.

    `em`: width of the usual Han character in points; `slanted`: text at an odd angle.
    """
    parts: list[PageLine | PageTable] = []
    for turn, chars in flows:
        tables, rest = find_tables(strokes, chars, turn, em)
        more, rows = borderless_tables(rows_of(rest, em), em)
        lines = [line.finished(em) for line in lines_of(rows, em)]
        parts += _in_order(lines, [_finished(table, em) for table in (*tables, *more)])
    return Page(number, parts, em, (spaced(slanted, em), _edges(slanted)))


def _in_order(lines: list[PageLine], tables: list[PageTable]) -> list[PageLine | PageTable]:
    """Put each table before the first line that stands below its top and is not beside it."""
    parts: list[PageLine | PageTable] = list(lines)
    for table in tables:
        below = (i for i, part in enumerate(parts) if (part.y0 + part.y1) / 2 < table.y1)
        parts.insert(next(below, len(parts)), table)
    return parts


def _finished(table: Table, em: float) -> PageTable:
    cells = [_cell(cell, em) for cell in table.cells]
    return PageTable(table.grid, cells, table.xs, table.y0, table.y1, table.slack)


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
