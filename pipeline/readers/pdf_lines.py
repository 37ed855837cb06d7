"""From characters to lines in reading order: baselines, gaps, columns.

The order of drawing in the file is not trusted: characters are put in order by where they stand.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from pipeline.readers.pdf_chars import Char

_GUTTER_LINES: Final = 3
"""So many lines must be parted at the same place before it is a gutter between columns."""


class PageLine(NamedTuple):
    """A finished line: its text with spaces, the edges of a box for each character that is no space.

    `boxes` holds left, bottom, right, top for each in page coordinates; the other places are upright.
    `left`, `measure`: left edge and width of the column, the width 0 where the page has only one; `size`:
    width of its Han characters.
    """

    text: str
    boxes: array[float]
    x0: float
    x1: float
    y0: float
    y1: float
    left: float
    measure: float
    size: float


class Line(NamedTuple):
    """Characters of one line from left to right, with its extent in points (upright)."""

    chars: tuple[Char, ...]
    x0: float
    x1: float
    y0: float
    y1: float
    left: float = 0.0
    """Left edge of the column it stands in."""
    measure: float = 0.0
    """Width of that column, where the page has several."""

    @classmethod
    def of(cls, chars: Sequence[Char]) -> Line:
        """The line made of `chars`, already in order."""
        return cls(
            tuple(chars),
            chars[0].x0,
            max(c.x1 for c in chars),
            min(c.y0 for c in chars),
            max(c.y1 for c in chars),
        )

    def finished(self, em: float) -> PageLine:
        """The line as it goes to the source."""
        boxes = array("f")
        for char in self.chars:
            boxes.extend(char.box)
        han = sorted(c.x1 - c.x0 for c in self.chars if "\u4e00" <= c.text <= "\u9fff")
        size = han[len(han) // 2] if han else 0.0
        place = (self.x0, self.x1, self.y0, self.y1, self.left, self.measure)
        return PageLine(spaced(self.chars, em), boxes, *place, size)


def build_lines(chars: Sequence[Char], em: float) -> list[Line]:
    """The lines of a flow of text in reading order, column by column."""
    return lines_of(rows_of(chars, em), em)


def lines_of(by_baseline: Sequence[Sequence[Char]], em: float) -> list[Line]:
    """The same from the rows of the flow."""
    rows = [parts_of(row, em) for row in by_baseline]
    gutter = _gutter(rows, em)
    if gutter is None:
        return _with_left([_joined(row) for row in rows])
    lines: list[Line] = []
    zone: list[list[Line]] = []
    margins = _marginal(rows, em)
    for number, row in enumerate(rows):
        if number in margins or any(part.x0 < gutter - 1 and part.x1 > gutter + 1 for part in row):
            lines += _columns(zone, gutter)
            lines.append(_joined(row))
            zone = []
        else:
            zone.append(row)
    return lines + _columns(zone, gutter)


def rows_of(chars: Sequence[Char], em: float) -> list[list[Char]]:
    """Characters by baseline, top first; a raised or lowered sign stays with the line it touches."""
    rows: list[list[Char]] = []
    bases: list[float] = []
    for char in sorted(chars, key=lambda c: (-c.base, c.x0)):
        if rows and abs(bases[-1] - char.base) <= 0.3 * em:
            rows[-1].append(char)
        else:
            rows.append([char])
            bases.append(char.base)
    return [_without_doubles(sorted(row, key=lambda c: (c.x0, c.order))) for row in rows]


def _without_doubles(row: Sequence[Char]) -> list[Char]:
    """Drop glyphs drawn twice on the spot to look bold."""
    kept: list[Char] = []
    for char in row:
        twin = next((k for k in kept[-3:] if k.text == char.text), None)
        if twin is None or char.x0 - twin.x0 >= 0.3 * (char.x1 - char.x0):
            kept.append(char)
    return kept


def parts_of(row: Sequence[Char], em: float, gap: float = 1.2) -> list[Line]:
    """A row cut at its gaps of more than `gap` ems, which may part columns or cells."""
    parts: list[list[Char]] = [[row[0]]]
    for left, right in pairwise(row):
        if right.x0 - left.x1 > gap * em:
            parts.append([])
        parts[-1].append(right)
    return [Line.of(part) for part in parts]


def _joined(row: Sequence[Line]) -> Line:
    return Line.of([c for part in row for c in part.chars])


def _gutter(rows: Sequence[Sequence[Line]], em: float) -> float | None:
    """Where the page is parted into two columns of prose, None where it is not.

    Cells of a table are parted too; columns of prose are wide on both sides of the gap.
    """
    gaps = [
        (left.x1, right.x0)
        for row in rows
        for left, right in pairwise(row)
        if left.x1 - left.x0 >= 6 * em and right.x1 - right.x0 >= 6 * em
    ]
    if len(gaps) < _GUTTER_LINES:
        return None
    best, most = None, 0
    for at in sorted({round((a + b) / 2) for a, b in gaps}):
        inside = sum(a <= at <= b for a, b in gaps)
        if inside > most:
            best, most = float(at), inside
    edges = [a for a, b in gaps if best is not None and a <= best <= b]
    justified = sum(max(edges, default=0) - edge <= 1.2 * em for edge in edges) >= 0.6 * len(edges)
    if not justified and most < 2 * _GUTTER_LINES:
        return None
    wide = [row for row in rows if best and any(p.x1 <= best for p in row) and any(p.x0 >= best for p in row)]
    crowded = sum(len(row) > 2 for row in wide)
    return best if most >= _GUTTER_LINES and crowded <= 0.3 * len(wide) else None


def _marginal(rows: Sequence[Sequence[Line]], em: float) -> set[int]:
    """The first and last row where they stand well apart from the rest: heads and feet cross the columns."""
    found: set[int] = set()
    if len(rows) > 2 and rows[0][0].y0 - rows[1][0].y1 > em:
        found.add(0)
    if len(rows) > 2 and rows[-2][0].y0 - rows[-1][0].y1 > em:
        found.add(len(rows) - 1)
    return found


def _columns(zone: Sequence[Sequence[Line]], gutter: float) -> list[Line]:
    """The rows of a zone, the left column first."""
    left = [[p for p in row if p.x1 <= gutter + 1] for row in zone]
    right = [[p for p in row if p.x1 > gutter + 1] for row in zone]
    return [
        line
        for side in (left, right)
        for line in _with_left([_joined(parts) for parts in side if parts], column=True)
    ]


def _with_left(lines: Sequence[Line], column: bool = False) -> list[Line]:
    left = min((line.x0 for line in lines), default=0.0)
    measure = max((line.x1 for line in lines), default=0.0) - left if column else 0.0
    return [line._replace(left=left, measure=measure) for line in lines]


def spaced(chars: Sequence[Char], em: float) -> str:
    """The text of characters in order, with a space where a gap stands for one."""
    pieces = [chars[0].text] if chars else []
    for left, right in pairwise(chars):
        if right.spaced or right.x0 - left.x1 > 0.2 * em:
            pieces.append(spacing(left, right, em))
        pieces.append(right.text)
    return "".join(pieces)


def spacing(left: Char, right: Char, em: float) -> str:
    """The space to write between two neighbours of a line: "" or " ".

    A gap parts Latin words from a fifth of an em, Han from most of one; digits may be tracked wide.
    """
    gap = right.x0 - left.x1
    if gap >= 0.9 * em:
        return " "
    latin = left.text.isascii() and right.text.isascii()
    if right.spaced and gap > 0.1 * em:
        return " "
    if latin and left.text.isalpha() and right.text.isalpha():
        return " " if gap > 0.2 * em else ""
    return " " if latin and left.text.isdigit() and right.text.isdigit() and gap > 0.5 * em else ""
