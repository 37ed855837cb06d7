"""Tables in plain text: Markdown rows, cells parted by tabs or by runs of spaces.

A stretch of lines is a table only where the columns agree from line to line and one of them holds figures;
a table of contents (numbered headings and pages) is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from typing import Final

from pipeline.readers.lines import BLANKS, BREAKS, SourceLine
from pipeline.readers.shapes import CLAUSE_MARKS, em_width, has_marker
from pipeline.readers.tables import header_rows, headers, is_figure, is_nothing, unit_line

_MARKDOWN_ROW: Final = re.compile(r"\|.*\|$")
_RULE_ROW: Final = re.compile(r"\|(?:\s*:?-{2,}:?\s*\|)+$")
_PARTS: Final = (re.compile(r"\t"), re.compile(r"[ \u3000]{2,}|\u3000"), re.compile(r" "))
"""What parts cells, surest first; single spaces need more lines to be believed."""

FEWEST: Final = 3
"""Columns of a table in which lines of one cell may name groups of rows."""
WIDEST_NAME: Final = 20.0
"""Of such a name, in ems."""

ASKEW: Final = 3.0
"""How far from its column a cell may stand, in ems, where the row leaves cells out."""
WIDEST_TABLE: Final = 12
"""Columns of a table whose rows may do so: each way to leave cells out is weighed."""

Cell = tuple[int, int]
"""Start and end in the source."""


def with_tables(source: str, lines: Sequence[SourceLine]) -> list[SourceLine]:
    """The lines, those of tables replaced by their cells."""
    result: list[SourceLine] = []
    number, i = 0, 0
    while i < len(lines):
        rows, used = _table_at(source, lines, i)
        if not rows:
            result.append(lines[i])
            i += 1
            continue
        unit = unit_line(source[lines[i - 1].start : lines[i - 1].end]) if i else ""
        result += _cells(source, rows, lines[i], number, unit)
        number += 1
        i += used
    return result


def _table_at(source: str, lines: Sequence[SourceLine], at: int) -> tuple[list[list[Cell]], int]:
    """The rows of a table that begins at line `at`, and how many lines it takes; none, 0 where none does."""
    text = source[lines[at].start : lines[at].end]
    if _MARKDOWN_ROW.match(text):
        return _markdown(source, lines, at)
    for pattern, fewest in zip(_PARTS, (2, 2, 3), strict=True):
        for first in _splits(source, lines[at], pattern):
            if len(first) < fewest or _is_prose(source, first):
                continue
            rows = [first]
            for i, line in enumerate(lines[at + 1 :], at + 1):
                following = lines[i + 1] if i + 1 < len(lines) else None
                row = _row(source, line, pattern, rows) or _spanning(source, line, following, pattern, len(first))
                if row is None or (_is_prose(source, row) and not (pattern is _PARTS[0] and len(row) >= FEWEST)):
                    break
                rows.append(row)
            if len(rows) >= fewest and _agree(source, rows):
                return rows, len(rows)
    return [], 0


def _row(source: str, line: SourceLine, pattern: re.Pattern[str], rows: Sequence[list[Cell]]) -> list[Cell] | None:
    """The line as a row under those above it; None where it is none."""
    splits = _splits(source, line, pattern)
    columns = len(rows[0])
    fitting = next((row for row in splits if len(row) == columns), None)
    if fitting or pattern is not _PARTS[1] or any(is_figure(source[a:b]) for a, b in rows[0]):
        return fitting
    return _placed(source, splits[0], rows[:2])


def _placed(source: str, row: list[Cell], above: Sequence[list[Cell]]) -> list[Cell] | None:
    """A row that leaves cells out, each of its cells in the column that it stands under."""
    starts = [min(_left(source, r[c][0]) for r in above if r[c][0] < r[c][1]) for c in range(len(above[0]))]
    if not 1 < len(row) < len(starts) <= WIDEST_TABLE:
        return None
    places = [_left(source, a) for a, _ in row]
    ways = sorted(
        (sum(abs(starts[c] - x) for c, x in zip(way, places, strict=True)), way)
        for way in combinations(range(len(starts)), len(row))
    )
    columns = ways[0][1]
    apart = max(abs(starts[c] - x) for c, x in zip(columns, places, strict=True))
    if apart > ASKEW or ways[1][0] - ways[0][0] < 1:
        return None
    cells = [(row[0][0], row[0][0])] * len(starts)
    for column, cell in zip(columns, row, strict=True):
        cells[column] = cell
    return cells


def _left(source: str, at: int) -> float:
    """How far from the left edge `at` stands, in ems."""
    start = at
    while start > 0 and not BREAKS.match(source, start - 1):
        start -= 1
    return em_width(source[start:at])


def _spanning(
    source: str, line: SourceLine, following: SourceLine | None, pattern: re.Pattern[str], columns: int
) -> list[Cell] | None:
    """A line of one cell between two rows: the name of the group that follows (二、社会工作)."""
    text = source[line.start : line.end]
    if columns < FEWEST or following is None or pattern is _PARTS[2]:
        return None
    if em_width(text) > WIDEST_NAME or text[-1] in "：:" or not CLAUSE_MARKS.isdisjoint(text):
        return None
    row = next((r for r in _splits(source, following, pattern) if len(r) == columns), [])
    if not any(is_figure(source[a:b]) for a, b in row[1:]) or len(_splits(source, line, pattern)[0]) > 1:
        return None
    return [(line.start, line.end), *[(line.end, line.end)] * (columns - 1)]


def _splits(source: str, line: SourceLine, pattern: re.Pattern[str]) -> list[list[Cell]]:
    """The cells of a line as it is trimmed; where tabs stand around it, also with the empty cells they make."""
    start, end = line.start, line.end
    while start > 0 and source[start - 1] == "\t":
        start -= 1
    while end < len(source) and source[end] == "\t":
        end += 1
    ways = [_split(source, line, pattern)]
    if pattern is _PARTS[0] and (start, end) != (line.start, line.end):
        ways.append(_split(source, line._replace(start=start, end=end), pattern))
    return ways


def _markdown(source: str, lines: Sequence[SourceLine], at: int) -> tuple[list[list[Cell]], int]:
    rows: list[list[Cell]] = []
    used = ruled = 0
    for line in lines[at:]:
        text = source[line.start : line.end]
        if not _MARKDOWN_ROW.match(text):
            break
        used += 1
        if _RULE_ROW.match(text):
            ruled += 1
        else:
            inner = line._replace(start=line.start + 1, end=line.end - 1)
            rows.append(_split(source, inner, re.compile(r"\|")))
    return (rows, used) if ruled and len(rows) >= 2 else ([], 0)


def _split(source: str, line: SourceLine, pattern: re.Pattern[str]) -> list[Cell]:
    cells: list[Cell] = []
    start = line.start
    for match in pattern.finditer(source, line.start, line.end):
        cells.append(_trimmed(source, start, match.start()))
        start = match.end()
    return [*cells, _trimmed(source, start, line.end)]


def _trimmed(source: str, start: int, end: int) -> Cell:
    while start < end and source[start] in BLANKS:
        start += 1
    while end > start and source[end - 1] in BLANKS:
        end -= 1
    return start, end


def _is_prose(source: str, row: Sequence[Cell]) -> bool:
    """Whether a cell is too long for one, or holds a sentence."""
    return any(em_width(text) > 40 or "。" in text or "，" in text for text in (source[a:b] for a, b in row))


def _agree(source: str, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether rows make a table, and no contents: a column holds figures under its head, or the first one numbers the rows."""
    texts = [[source[a:b] for a, b in row] for row in rows]
    if len(texts[0]) == 2 and any(has_marker(row[0]) and not is_figure(row[0]) for row in texts):
        return False
    body = texts[1:]
    if len(texts[0]) >= FEWEST and len(body) >= FEWEST and [row[0] for row in body] == [str(n) for n in range(1, len(body) + 1)]:
        return True
    return any(all(is_figure(row[c]) or is_nothing(row[c]) for row in body) and any(is_figure(row[c]) for row in body)
               for c in range(1, len(texts[0])))  # fmt: skip


def _cells(
    source: str, rows: Sequence[Sequence[Cell]], first: SourceLine, number: int, unit: str
) -> list[SourceLine]:
    wide = max(map(len, rows))
    texts: list[str] = []
    grid: list[list[int]] = []
    for row in rows:
        grid.append([len(texts) + c if c < len(row) else -1 for c in range(wide)])
        texts += [source[a:b] for a, b in row]
    head = headers(grid, texts, header_rows(grid, texts), unit)
    return [
        SourceLine(a, b, 0, 0, first.blank, first.page, "cell", 0, True, 0.0, number, r, c, head[grid[r][c]])
        for r, row in enumerate(rows)
        for c, (a, b) in enumerate(row)
        if a < b
    ]
