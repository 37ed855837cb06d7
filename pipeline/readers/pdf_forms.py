"""Form objects of a PDF page, drawings in the drawing: their matrices, and text that pdfium leaves unmoved in them.

pdfium tells the place of characters given by ActualText in the coordinates of the form that holds them, of all
others on the page. Pages put into forms are common: merged, stamped, several on a sheet.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium

Matrix = tuple[float, float, float, float, float, float]


def matrix_of(item: Any) -> Matrix:
    """The matrix of a page object; the identity where it has none."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
        return (1, 0, 0, 1, 0, 0)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def times(inner: Matrix, outer: Matrix | None) -> Matrix:
    """The matrix that applies `inner` first, then `outer`."""
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


Rect = tuple[float, float, float, float]
"""left, bottom, right, top."""
_MOST: Final = 200_000
"""Objects that are looked at."""
_IDENTITY: Final = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_NEAR: Final = 1.0


class Drawn(NamedTuple):
    """An object of a page: pdfium's handle, its kind, the matrix of the forms it stands in (None: it moves nothing)."""

    item: Any
    kind: int
    matrix: Matrix | None


def objects_of(page: Any) -> list[Drawn]:
    """The objects of a page and of the forms on it, the forms themselves left out."""
    get, get_type = pdfium.FPDFPage_GetObject, pdfium.FPDFPageObj_GetType
    found: list[Drawn] = []
    forms: list[Drawn] = []
    for i in range(min(pdfium.FPDFPage_CountObjects(page), _MOST)):
        item = get(page, i)
        kind = get_type(item)
        (forms if kind == pdfium.FPDF_PAGEOBJ_FORM else found).append(Drawn(item, kind, None))
    seen = 0
    while forms and len(found) + seen < _MOST:
        form = forms.pop()
        seen += 1
        matrix = times(matrix_of(form.item), form.matrix)
        for i in range(min(pdfium.FPDFFormObj_CountObjects(form.item), _MOST)):
            item = pdfium.FPDFFormObj_GetObject(form.item, i)
            kind = get_type(item)
            inner = Drawn(item, kind, None if matrix == _IDENTITY else matrix)
            (forms if kind == pdfium.FPDF_PAGEOBJ_FORM else found).append(inner)
    return found


class Forms:
    """The text objects of a page that stand in forms which move them, with the matrix to the page."""

    def __init__(self, objects: Sequence[Drawn]) -> None:
        texts = (o for o in objects if o.matrix is not None and o.kind == pdfium.FPDF_PAGEOBJ_TEXT)
        self.matrices = {address(o.item): o.matrix for o in texts}

    def __bool__(self) -> bool:
        return bool(self.matrices)

    def placed(self, textpage: Any, i: int, box: Rect, x: float, y: float) -> tuple[Rect, float, float]:
        """Box and origin of character `i` on the page, whether or not pdfium told them there."""
        item = pdfium.FPDFText_GetTextObject(textpage, i)
        matrix = self.matrices.get(address(item))
        edges = [ctypes.c_float() for _ in range(4)]
        if matrix is None or not pdfium.FPDFPageObj_GetBounds(item, *(ctypes.byref(edge) for edge in edges)):
            return box, x, y
        own: Rect = (edges[0].value, edges[1].value, edges[2].value, edges[3].value)
        if _holds(moved(own, matrix), box) or not _holds(own, box):
            return box, x, y
        return moved(box, matrix), *point(x, y, matrix)


def point(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    """A point moved by a matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def moved(rect: Rect, matrix: Matrix) -> Rect:
    """The rectangle around a rectangle moved by a matrix."""
    corners = [point(x, y, matrix) for x in (rect[0], rect[2]) for y in (rect[1], rect[3])]
    xs, ys = [c[0] for c in corners], [c[1] for c in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def address(pointer: Any) -> int:
    """Where an object of pdfium stands in memory, which tells it from others."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _holds(outer: Rect, box: Rect) -> bool:
    """Whether the middle of a box lies in a rectangle."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] - _NEAR <= x <= outer[2] + _NEAR and outer[1] - _NEAR <= y <= outer[3] + _NEAR
