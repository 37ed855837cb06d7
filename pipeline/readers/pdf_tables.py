"""Ruled tables of a PDF page: the rulings drawn on it, the grid they make, the characters in its cells."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

import pypdfium2.raw as pdfium

from pipeline.readers.pdf_aligned import NEAR, Ruling, Table, aligned_table, bars_of_tables
from pipeline.readers.pdf_chars import Char, upright

_THIN: Final = 3.0
"""A bar up to so many points thick is a ruling."""
_MOST: Final = 20_000
"""More path objects than this are a drawing, not a table."""


def find_tables(page: Any, chars: Sequence[Char], turn: int, em: float) -> tuple[list[Table], list[Char]]:
    """The tables of a page and the characters outside them."""
    across, down = _rulings(page, turn)
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


def _rulings(page: Any, turn: int) -> tuple[list[Ruling], list[Ruling]]:
    across: list[Ruling] = []
    down: list[Ruling] = []
    for (ax, ay), (bx, by) in _strokes(page):
        (ax, ay), (bx, by) = upright(ax, ay, turn), upright(bx, by, turn)
        wide, high = abs(bx - ax), abs(by - ay)
        if high <= _THIN < wide:
            across.append(Ruling((ay + by) / 2, min(ax, bx), max(ax, bx)))
        elif wide <= _THIN < high:
            down.append(Ruling((ax + bx) / 2, min(ay, by), max(ay, by)))
    return _merged(across), _merged(down)


Point = tuple[float, float]


def _strokes(page: Any) -> Iterator[tuple[Point, Point]]:
    """Straight strokes of the page's paths, thin bars as their middle line, in page coordinates."""
    stack: list[tuple[Any, Matrix | None]] = [
        (pdfium.FPDFPage_GetObject(page, i), None) for i in range(pdfium.FPDFPage_CountObjects(page))
    ]
    seen = 0
    while stack and seen < _MOST:
        item, outer = stack.pop()
        seen += 1
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            matrix = _times(_matrix(item), outer)
            count = pdfium.FPDFFormObj_CountObjects(item)
            stack += [(pdfium.FPDFFormObj_GetObject(item, i), matrix) for i in range(min(count, _MOST))]
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield from _path(item, _times(_matrix(item), outer))


Matrix = tuple[float, float, float, float, float, float]


def _matrix(item: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
        return (1, 0, 0, 1, 0, 0)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(inner: Matrix, outer: Matrix | None) -> Matrix:
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _path(item: Any, matrix: Matrix) -> Iterator[tuple[Point, Point]]:
    points = _outline(item, matrix)
    if not points:
        return
    xs, ys = [p[0] for part in points for p in part], [p[1] for part in points for p in part]
    left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
    if right - left <= _THIN or top - bottom <= _THIN:
        middle_x, middle_y = (left + right) / 2, (bottom + top) / 2
        flat = top - bottom < right - left
        yield ((left, middle_y), (right, middle_y)) if flat else ((middle_x, bottom), (middle_x, top))
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    for part in points:
        thin = min(
            max(p[0] for p in part) - min(p[0] for p in part),
            max(p[1] for p in part) - min(p[1] for p in part),
        )
        if stroke.value or thin <= _THIN:
            yield from pairwise(part)


def _outline(item: Any, matrix: Matrix) -> list[list[Point]]:
    """The straight parts of a path, each a list of points; empty where it is curved or too long."""
    count = pdfium.FPDFPath_CountSegments(item)
    if not 2 <= count <= 4000:
        return []
    a, b, c, d, e, f = matrix
    parts: list[list[Point]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, i)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return []
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not parts:
            parts.append([point])
        else:
            parts[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            parts[-1].append(parts[-1][0])
    return parts


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
