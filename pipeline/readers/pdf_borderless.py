"""Tables with no rulings at all: rows whose parts stand below each other, with a column of figures.

Prose in columns looks alike from afar, so little is believed: cells are short and hold no sentence, the rows
follow each other, and in one column at least every cell of the body is a figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from pipeline.readers.pdf_aligned import Table, columns_of, grid_of, has_figure, inherit
from pipeline.readers.pdf_chars import Char
from pipeline.readers.pdf_lines import Line, parts_of
from pipeline.readers.shapes import has_marker
from pipeline.readers.tables import is_figure, unit_line

_GAP: Final = 0.9
"""Ems between two cells of a row."""
_FEWEST: Final = 3
"""Rows, of which the header may be one."""
_WIDEST: Final = 20
"""Characters of a cell."""
_HEADER: Final = 2
"""Rows of the header above the first row that has all columns."""


class _Row(NamedTuple):
    """A row of characters, its parts with their texts."""

    parts: list[Line]
    texts: list[str]
    y: float

    @property
    def is_candidate(self) -> bool:
        """Whether it may be a row of a table: several short cells, no sentence, no heading."""
        if len(self.parts) < 2 or (has_marker(self.texts[0]) and not is_figure(self.texts[0])):
            return False
        return all(len(text) <= _WIDEST and not set(text) & set("。，；：…") for text in self.texts)


def borderless_tables(rows: Sequence[list[Char]], em: float) -> tuple[list[Table], list[list[Char]]]:
    """The tables among the rows of a page (top first), and the rows outside them."""
    if sum(_has_gap(row, em) for row in rows) < _FEWEST:
        return [], list(rows)
    parted = [_row(row, em) for row in rows]
    tables: list[Table] = []
    rest: list[list[Char]] = []
    at = 0
    while at < len(parted):
        end = _end(parted, at, em)
        table = _table(parted[at:end], em) if end - at >= _FEWEST else None
        if table is None:
            # What does not begin here may begin with the next row: a line above a table can look like a row.
            rest.append(rows[at])
            at += 1
            continue
        tables.append(table)
        at = end
    return tables, rest


def _has_gap(row: Sequence[Char], em: float) -> bool:
    return any(right.x0 - left.x1 > _GAP * em for left, right in pairwise(row))


def _row(row: Sequence[Char], em: float) -> _Row:
    parts = parts_of(row, em, _GAP)
    return _Row(parts, ["".join(c.text for c in part.chars) for part in parts], median(c.base for c in row))


def _end(rows: Sequence[_Row], start: int, em: float) -> int:
    """Where the rows that may be one table with row `start` end; a lone cell between two rows goes with them."""
    at = start
    while at < len(rows) and (at == start or rows[at - 1].y - rows[at].y <= 3.5 * em):
        row = rows[at]
        if not row.is_candidate and not (at > start and _goes_on(rows, at)):
            break
        at += 1
    return at


def _goes_on(rows: Sequence[_Row], at: int) -> bool:
    """Whether row `at`, alone between two rows, belongs to the table: a figure, or the second line of a cell of the
    row above, to which it is nearer than the next row is."""
    row = rows[at]
    if len(row.parts) > 1 or len(row.texts[0]) > _WIDEST or at + 1 >= len(rows) or not rows[at + 1].is_candidate:
        return False
    if is_figure(row.texts[0]):
        return True
    if set(row.texts[0]) & set("。，；：") or unit_line(row.texts[0]):
        return False
    return rows[at - 1].y - row.y < 0.9 * (row.y - rows[at + 1].y)


def _table(rows: Sequence[_Row], em: float) -> Table | None:
    """The table that these rows make, if one."""
    most = max(len(row.parts) for row in rows)
    first = next((i for i, row in enumerate(rows) if any(map(is_figure, row.texts[1:])) and not _is_header(row)), len(rows))
    body = [row for row in rows[first:] if len(row.parts) > 1]
    if len(body) < _FEWEST - 1 or first > _HEADER or first + len(body) < _FEWEST:
        return None
    columns = columns_of([(part.x0, part.x1) for row in body for part in row.parts])
    if len(columns) != most or len(columns) < 2:
        return None
    if sum(len(row.parts) for row in body) < 0.6 * len(body) * len(columns):
        return None
    if not any(_is_of_figures(body, column) for column in columns[1:]):
        return None
    joined = [i for i, row in enumerate(rows) if i > first and len(row.parts) == 1 and not has_figure(row.parts)]
    grid, cells = grid_of([row.parts for row in rows], columns, joined)
    for number in range(first - 1):
        _spread(grid[number], rows[number].parts, columns)
    inherit(grid, cells)
    left, right = columns[0][0], columns[-1][1]
    xs = (left, *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), right)
    low = min(part.y0 for part in rows[-1].parts)
    return Table(grid, cells, xs, low, max(part.y1 for part in rows[0].parts), slack=2 * em)


def _spread(line: list[int], parts: Sequence[Line], columns: Sequence[tuple[float, float]]) -> None:
    """Let the cells of an upper row of the header stand over all columns that no other is nearer to."""
    numbers = sorted({number for number in line if number >= 0})
    if len(numbers) != len(parts) or len(parts) == len(columns):
        return
    for at, (start, end) in enumerate(columns):
        away = [max(part.x0 - end, start - part.x1, 0.0) for part in parts]
        if at or min(away) == 0:
            line[at] = numbers[away.index(min(away))]


def _is_header(row: _Row) -> bool:
    """Whether the figures of a row are the years above its columns."""
    return all(text[:2] in ("19", "20") and text[-1] in "年0123456789" and len(text) < 6 for text in row.texts[1:])


def _is_of_figures(body: Sequence[_Row], column: tuple[float, float]) -> bool:
    """Whether most rows have a cell in the column, and every cell is a figure."""
    texts = [
        text for row in body for part, text in zip(row.parts, row.texts, strict=True)
        if part.x0 < column[1] and column[0] < part.x1
    ]  # fmt: skip
    return len(texts) >= max(2, 0.6 * len(body)) and all(is_figure(text) or text in "—-–/无" for text in texts)
