"""The straight strokes drawn on a PDF page, by pdfium's path objects."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

import pypdfium2.raw as pdfium

from pipeline.readers.pdf_forms import Drawn, Matrix, matrix_of, times
from pipeline.readers.pdf_tables import THIN, Point, Stroke

_MOST: Final = 20_000
"""More path objects than this are a drawing, not a table."""


def strokes_of(objects: Sequence[Drawn]) -> Iterator[Stroke]:
    """Straight strokes of a page's paths, thin bars as their middle line, in page coordinates."""
    paths = [o for o in objects if o.kind == pdfium.FPDF_PAGEOBJ_PATH]
    for path in paths[:_MOST]:
        yield from _path(path.item, times(matrix_of(path.item), path.matrix))


def _path(item: Any, matrix: Matrix) -> Iterator[Stroke]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    yield from straight(_outline(item, matrix), bool(stroke.value))


def straight(outline: Sequence[Sequence[Point]], stroked: bool) -> Iterator[Stroke]:
    """The strokes of a path given as lists of points: its sides where it is stroked, thin bars as one stroke."""
    if not outline:
        return
    xs, ys = [p[0] for part in outline for p in part], [p[1] for part in outline for p in part]
    left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
    if right - left <= THIN or top - bottom <= THIN:
        middle_x, middle_y = (left + right) / 2, (bottom + top) / 2
        flat = top - bottom < right - left
        yield ((left, middle_y), (right, middle_y)) if flat else ((middle_x, bottom), (middle_x, top))
        return
    for part in outline:
        thin = min(
            max(p[0] for p in part) - min(p[0] for p in part),
            max(p[1] for p in part) - min(p[1] for p in part),
        )
        if stroked or thin <= THIN:
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
