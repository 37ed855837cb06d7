"""Headers of table cells: what the column and the row of a cell are about, in words of the table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

_UNIT: Final = re.compile(r"单位\s?[:：]\s?([^\s（）()，。、/]{1,8}(?:[、，/][^\s（）()，。、/]{1,8}){0,3})")
_FIGURE: Final = re.compile(r"^[\s约近超≥≤]*[\d０-９.,，%％‰\-—–~～/*×X]++(?<![.,，])[余多万亿千百]*+(?!年)\w{0,3}$")

Grid = Sequence[Sequence[int]]
"""For each row and grid column the number of its cell, -1 for none; a merged cell stands at all its
places."""


def unit_line(text: str) -> str:
    """The unit that a caption gives for a whole table, or the units among which its columns choose; "" for none.

    >>> unit_line("表2 各县投入情况（单位：万元）"), unit_line("单位：个、万元")
    ('万元', '个、万元')
    """
    found = _UNIT.search(text)
    return found.group(1) if found else ""


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure and no name.

    >>> [is_figure(t) for t in ("1,204", "35.6%", "约300余人", "麒麟区", "6月", "2.志愿者")]
    [True, True, True, False, False, False]
    """
    if not text or text[-1] in "年月日":
        return False
    return bool(_FIGURE.match(text)) and any(c.isdigit() or c in "*×" for c in text)


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is no figure.

    >>> [is_nothing(t) for t in ("", "—", "/", "0")]
    [True, True, True, False]
    """
    return not text.strip("-—–－/…· \u3000")


def header_rows(grid: Grid, texts: Sequence[str], marked: int = 0) -> int:
    """How many rows at the top are header: those the file marks, else the first and what it merges with.

    A table whose first row holds a figure beside its first cell has no header row.
    """
    if marked:
        return min(marked, len(grid) - 1)
    if len(grid) < 2 or any(c >= 0 and is_figure(texts[c]) and not _is_year(texts[c]) for c in grid[0][1:]):
        return 0
    depth = 1
    for row in range(1, min(len(grid) - 1, 4)):
        merged_down = any(c >= 0 and c in grid[row - 1] for c in grid[row])
        spanning = any(a == b >= 0 for a, b in zip(grid[row - 1], grid[row - 1][1:], strict=False))
        figures = any(c >= 0 and is_figure(texts[c]) and not _is_year(texts[c]) for c in grid[row])
        if figures or not (merged_down or spanning):
            break
        depth = row + 1
    return depth


def headers(grid: Grid, texts: Sequence[str], depth: int, unit: str = "") -> list[str]:
    """For each cell its column header, row header and the table's unit, joined by `|`; "" for header cells.

    The column header is every header cell above it, top first; the row header every name to its left; what
    stands under 单位 is the unit of its row.
    """
    result = [""] * len(texts)
    above = [_distinct(grid[row][column] for row in range(depth)) for column in range(_columns(grid))]
    for row in range(depth, len(grid)):
        units = {cell for cell, head in zip(grid[row], above, strict=False) if _is_unit(head, texts)}
        names: list[int] = []
        for column, cell in enumerate(grid[row]):
            if cell < 0:
                continue
            if not result[cell]:
                own = [c for c in (*above[column], *names) if c != cell and texts[c]]
                words = list(dict.fromkeys(f"单位：{texts[c]}" if c in units else texts[c] for c in own))
                result[cell] = "|".join([*words, f"单位：{unit}"] if unit else words)
            if cell not in names and not is_nothing(texts[cell]) and not is_figure(texts[cell]):
                names.append(cell)
    return result


def _columns(grid: Grid) -> int:
    return max((len(row) for row in grid), default=0)


def _distinct(cells: Iterable[int]) -> list[int]:
    return [c for c in dict.fromkeys(cells) if c >= 0]


def _is_unit(head: Sequence[int], texts: Sequence[str]) -> bool:
    """A column headed 单位 tells the unit of its row."""
    return bool(head) and texts[head[-1]].replace(" ", "") in ("单位", "计量单位")


def _is_year(text: str) -> bool:
    return bool(re.match(r"(?:19|20)\d\d年?$", text))
