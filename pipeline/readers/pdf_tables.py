"""Ruled tables of a page: the rulings drawn on it, the grid they make, the characters in its cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pipeline.readers.pdf_aligned import NEAR, Ruling, Table, aligned_table, bars_of_tables
from pipeline.readers.pdf_chars import Char, upright

THIN: Final = 3.0
"""A bar up to so many points thick is a ruling."""

Point = tuple[float, float]
Stroke = tuple[Point, Point]
"""A straight line from one point of the page to another, in page coordinates (points)."""


def find_tables(
    strokes: Sequence[Stroke], chars: Sequence[Char], turn: int, em: float
) -> tuple[list[Table], list[Char]]:
    """The tables that `strokes` rule, and the characters outside them."""
    across, down = _rulings(strokes, turn)
    tables: list[Table] = []
    rest = list(chars)
    for rows, columns in _groups(across, down):
        xs, ys = _positions(columns), _positions(rows)[::-1]
        if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > 20_000:
            continue
        grid, count = _cells(xs, ys, rows, columns)
        inside = [c for c in rest if _is_in(c, xs, ys)]
        cells = _fill(inside, grid, count, xs, ys)
        if sum(bool(cell) for cell in cells) < 2:
            continue
        taken = {id(c) for cell in cells for c in cell}
        rest = [c for c in rest if id(c) not in taken]
        tables.append(Table(grid, cells, tuple(xs), ys[-1], ys[0]))
    free = [r for r in across if not any(t.y0 - NEAR <= r.at <= t.y1 + NEAR for t in tables)]
    for bars in bars_of_tables(free):
        table = aligned_table(bars, rest, em)
        if table is not None:
            taken = {id(c) for cell in table.cells for c in cell}
            rest = [c for c in rest if id(c) not in taken]
            tables.append(table)
    return tables, rest


def _rulings(strokes: Sequence[Stroke], turn: int) -> tuple[list[Ruling], list[Ruling]]:
    across: list[Ruling] = []
    down: list[Ruling] = []
    for (ax, ay), (bx, by) in strokes:
        (ax, ay), (bx, by) = upright(ax, ay, turn), upright(bx, by, turn)
        wide, high = abs(bx - ax), abs(by - ay)
        if high <= THIN < wide:
            across.append(Ruling((ay + by) / 2, min(ax, bx), max(ax, bx)))
        elif wide <= THIN < high:
            down.append(Ruling((ax + bx) / 2, min(ay, by), max(ay, by)))
    return _merged(across), _merged(down)


def _merged(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Pieces of one line joined: same place to a point, gaps up to `NEAR`."""
    merged: list[Ruling] = []
    for ruling in sorted(rulings, key=lambda r: (round(r.at), r.start)):
        last = merged[-1] if merged else None
        if last and abs(last.at - ruling.at) <= 1.5 and ruling.start <= last.end + NEAR:
            merged[-1] = Ruling(last.at, last.start, max(last.end, ruling.end))
        else:
            merged.append(ruling)
    return merged


def _groups(across: Sequence[Ruling], down: Sequence[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Rulings that touch each other, each group a possible table."""
    if len(across) * len(down) > 4_000_000:
        return []
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, row in enumerate(across):
        for j, column in enumerate(down):
            crosses = row.start - NEAR <= column.at <= row.end + NEAR
            if crosses and column.start - NEAR <= row.at <= column.end + NEAR:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for i, row in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(row)
    for j, column in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(column)
    found = [g for g in groups.values() if len(g[0]) >= 2 and len(g[1]) >= 2]
    return sorted(found, key=lambda g: -max(r.at for r in g[0]))


def _positions(rulings: Sequence[Ruling]) -> list[float]:
    """The distinct places of rulings, rising; those within `NEAR` count as one."""
    places: list[float] = []
    for at in sorted(r.at for r in rulings):
        if not places or at - places[-1] > NEAR:
            places.append(at)
    return places


def _cells(
    xs: Sequence[float], ys: Sequence[float], rows: Sequence[Ruling], columns: Sequence[Ruling]
) -> tuple[list[list[int]], int]:
    """Number the cells of the grid; squares with no ruling between them are one cell."""
    wide, high = len(xs) - 1, len(ys) - 1
    parent = list(range(wide * high))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for r in range(high):
        middle = (ys[r] + ys[r + 1]) / 2
        for c in range(wide):
            centre = (xs[c] + xs[c + 1]) / 2
            if c + 1 < wide and not _covers(columns, xs[c + 1], middle):
                parent[root(r * wide + c + 1)] = root(r * wide + c)
            if r + 1 < high and not _covers(rows, ys[r + 1], centre):
                parent[root((r + 1) * wide + c)] = root(r * wide + c)
    numbers: dict[int, int] = {}
    grid = [[numbers.setdefault(root(r * wide + c), len(numbers)) for c in range(wide)] for r in range(high)]
    return grid, len(numbers)


def _covers(rulings: Sequence[Ruling], at: float, along: float) -> bool:
    return any(abs(r.at - at) <= NEAR and r.start - NEAR <= along <= r.end + NEAR for r in rulings)


def _is_in(char: Char, xs: Sequence[float], ys: Sequence[float]) -> bool:
    x, y = (char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2
    return xs[0] <= x <= xs[-1] and ys[-1] <= y <= ys[0]


def _fill(
    chars: Sequence[Char], grid: list[list[int]], count: int, xs: Sequence[float], ys: Sequence[float]
) -> list[list[Char]]:
    cells: list[list[Char]] = [[] for _ in range(count)]
    for char in chars:
        x, y = (char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2
        column = next((c for c in range(len(xs) - 1) if x <= xs[c + 1]), -1)
        row = next((r for r in range(len(ys) - 1) if y >= ys[r + 1]), -1)
        if row >= 0 and column >= 0:
            cells[grid[row][column]].append(char)
    return cells
