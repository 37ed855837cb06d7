"""Tables in plain text: Markdown rows, cells parted by tabs or by runs of spaces.

A stretch of lines is a table only where the columns agree from line to line and one of them holds figures;
a table of contents (numbered headings and pages) is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.readers.lines import BLANKS, SourceLine
from pipeline.readers.shapes import em_width, has_marker
from pipeline.readers.tables import header_rows, headers, is_figure, unit_line

_MARKDOWN_ROW: Final = re.compile(r"\|.*\|$")
_RULE_ROW: Final = re.compile(r"\|(?:\s*:?-{2,}:?\s*\|)+$")
_PARTS: Final = (re.compile(r"\t"), re.compile(r"[ \u3000]{2,}|\u3000"), re.compile(r" "))
"""What parts cells, surest first; single spaces need more lines to be believed."""

MERGED: Final = 2
"""How many columns at its left a row may leave out."""
FEWEST: Final = 3
"""Cells that a row must keep."""

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
            if len(first) < fewest:
                continue
            rows = [first]
            merged = MERGED if pattern is _PARTS[1] and not any(is_figure(source[a:b]) for a, b in first) else 0
            for line in lines[at + 1 :]:
                splits = _splits(source, line, pattern)
                row = next((r for r in splits if len(r) == len(first)), None) or _padded(splits[0], len(first), merged)
                if row is None:
                    break
                rows.append(row)
            if len(rows) >= fewest and _agree(source, rows):
                return rows, len(rows)
    return [], 0


def _padded(row: list[Cell], columns: int, merged: int) -> list[Cell] | None:
    """A row whose first columns are merged with those of the row above, and so left out."""
    missing = columns - len(row)
    if not 0 < missing <= merged or len(row) < FEWEST:
        return None
    return [(row[0][0], row[0][0])] * missing + row


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


def _agree(source: str, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether rows make a table: short cells, no sentence, and a column that holds figures under its head."""
    texts = [[source[a:b] for a, b in row] for row in rows]
    if any(em_width(t) > 40 or "。" in t or "，" in t for row in texts for t in row):
        return False
    if any(has_marker(row[0]) and not is_figure(row[0]) for row in texts):
        return False
    body = texts[1:]
    return any(all(is_figure(row[c]) or not row[c] for row in body) and any(row[c] for row in body)
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
