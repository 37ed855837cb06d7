"""Tables without upright rulings: rows parted by gaps, columns told by what stands below each other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.readers.pdf_chars import Char
from pipeline.readers.pdf_lines import Line, parts_of, rows_of
from pipeline.readers.tables import is_figure

NEAR = 3.0
"""Rulings closer than this many points touch."""


class Ruling(NamedTuple):
    """A straight line on a row or column of a grid: at `at`, from `start` to `end` (upright points)."""

    at: float
    start: float
    end: float


class Table(NamedTuple):
    """A grid: for each row (top first) and column the number of its cell, -1 for none; characters by cell."""

    grid: list[list[int]]
    cells: list[list[Char]]
    xs: tuple[float, ...]
    """Edges of the columns, rising."""
    y0: float
    y1: float
    slack: float = 4.0
    """How far the columns of its continuation may stand off, in points."""


def bars_of_tables(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Rulings across that begin and end alike, top first: the bars of a table without upright rulings."""
    groups: list[list[Ruling]] = []
    for ruling in sorted(rulings, key=lambda r: -r.at):
        for group in groups:
            if abs(group[0].start - ruling.start) <= NEAR and abs(group[0].end - ruling.end) <= NEAR:
                group.append(ruling)
                break
        else:
            groups.append([ruling])
    return [group for group in groups if len(group) >= 3 and group[0].end - group[0].start > 100]


def aligned_table(bars: Sequence[Ruling], chars: Sequence[Char], em: float) -> Table | None:
    """A table of rows parted by gaps between its first and last bar; header above the second bar.

    Columns are told from the body: where the parts of its rows overlap, they are one column.
    """
    top, second, bottom = bars[0].at, bars[1].at, bars[-1].at
    left, right = bars[0].start - em, bars[0].end + em
    inside = [c for c in chars if bottom <= (c.y0 + c.y1) / 2 <= top and left <= c.x0 <= right]
    rows = [parts_of(row, em, 0.9) for row in rows_of(inside, em)]
    body = [row for row in rows if row[0].y1 <= second + NEAR]
    columns = columns_of([(part.x0, part.x1) for row in body if len(row) > 1 for part in row])
    if len(columns) < 2 or sum(len(row) > 1 for row in body) < max(2, 0.6 * len(body)):
        return None
    edge = columns[0][1]
    joined = [i for i, row in enumerate(rows) if row in body and row[0].x0 > edge and not has_figure(row)]
    grid, cells = grid_of(rows, columns, joined)
    inherit(grid, cells)
    xs = (bars[0].start, *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), bars[0].end)
    return Table(grid, cells, xs, bottom, top)


def grid_of(
    rows: Sequence[Sequence[Line]], columns: Sequence[tuple[float, float]], joined: Collection[int]
) -> tuple[list[list[int]], list[list[Char]]]:
    """The cells of rows of parts, as in `Table`; the rows numbered in `joined` are second lines of the cells above."""
    grid: list[list[int]] = []
    cells: list[list[Char]] = []
    for number, row in enumerate(rows):
        line = [-1] * len(columns)
        for part in row:
            at = [i for i, (a, b) in enumerate(columns) if part.x0 < b and a < part.x1]
            at = at or [min(range(len(columns)), key=lambda i: abs(columns[i][0] - part.x0))]
            if grid and number in joined and grid[-1][at[0]] >= 0:
                cells[grid[-1][at[0]]] += part.chars
            else:
                cells.append(list(part.chars))
                for i in at:
                    line[i] = len(cells) - 1
        if any(cell >= 0 for cell in line):
            grid.append(line)
    return grid, cells


def has_figure(row: Sequence[Line]) -> bool:
    """Whether a part of the row is a figure: then it is a row of its own, or two figures would become one."""
    return any(is_figure("".join(c.text for c in part.chars)) for part in row)


def columns_of(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Stretches that overlap, as one each, rising."""
    columns: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if columns and start < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], end))
        else:
            columns.append((start, end))
    return columns


def inherit(grid: list[list[int]], cells: Sequence[Sequence[Char]]) -> None:
    """A name in the first column holds for the rows below that have only a name in the second."""

    def is_name(number: int) -> bool:
        return number >= 0 and not is_figure("".join(c.text for c in cells[number]))

    for above, row in pairwise(grid):
        if row[0] < 0 and len(row) > 2 and is_name(row[1]) and is_name(above[0]) and is_name(above[1]):
            row[0] = above[0]
