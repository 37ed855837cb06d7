"""Pages of a PDF that are pictures: drawn, recognised (OCR), and laid out like any other page.

The place of every character is where the recogniser saw it; rulings of tables are looked for in the picture.
"""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Iterator, Mapping
from statistics import median
from typing import Any, Final, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.readers.page_layout import Page, lay_out
from pipeline.readers.pdf_chars import Char, PageChars, usual_width
from pipeline.readers.pdf_forms import Rect
from pipeline.readers.pdf_tables import Point, Stroke
from pipeline.readers.recognition import Picture, Sign, recognised

_SIDE: Final = 2000
"""Pixels of the longer side of the picture; the recogniser makes larger ones as small."""
_SCALE: Final = 3.0
_FINE: Final = 64
"""pdfium converts whole pixels; places are told to this part of one."""
_FEW: Final = 50
"""Characters that a scanned page may bear beside its picture: a stamp, a page number, the scanner's name."""
_DARK: Final = 140
_LONG: Final = 40
"""Dark runs of so many pixels, without a gap, are rulings."""
_MOST: Final = 2000
"""Rulings of a page."""


class Recognised(NamedTuple):
    """A page that was recognised, the confidence of every character by its box, lines that could not be made out."""

    page: Page
    confidence: Mapping[tuple[float, ...], float]
    illegible: int


def is_picture(page: Any, found: PageChars) -> bool:
    """Whether the text of a page is only to be seen: no text or hardly any over a large picture, no character map."""
    total = sum(len(chars) for _, chars in found.flows)
    if found.unmapped > 0.5 * max(1, total):
        return True
    if total == 0:
        return bool(pdfium.FPDFPage_CountObjects(page) > 0)
    return total <= _FEW and _covered(page) > 0.5


def _covered(page: Any) -> float:
    """The share of the page that its largest picture covers."""
    area = pdfium.FPDF_GetPageWidthF(page) * pdfium.FPDF_GetPageHeightF(page)
    edges = [ctypes.c_float() for _ in range(4)]
    largest = 0.0
    for i in range(min(pdfium.FPDFPage_CountObjects(page), 1000)):
        item = pdfium.FPDFPage_GetObject(page, i)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_IMAGE and pdfium.FPDFPageObj_GetBounds(
            item, *(ctypes.byref(edge) for edge in edges)
        ):
            left, bottom, right, top = (edge.value for edge in edges)
            largest = max(largest, (right - left) * (top - bottom))
    return largest / area if area > 0 else 0.0


def recognised_page(page: pypdfium2.PdfPage, number: int) -> Recognised:
    """Draw the page `number` and recognise its text."""
    width, height = page.get_size()
    scale = min(_SCALE, _SIDE / max(width, height))
    image = page.render(scale=scale).to_numpy()[:, :, :3]
    picture = recognised(image)
    place = _Place(page.raw, image.shape[1], image.shape[0], picture.turns)
    level = _Level(picture.slope, scale, max(image.shape))
    chars: list[Char] = []
    confidence: dict[tuple[float, ...], float] = {}
    for line in picture.lines:
        base = median(level.point(sign.left, sign.bottom)[1] for sign in line.signs)
        for sign in line.signs:
            box = place.box(sign)
            (x0, y1), (x1, y0) = level.point(sign.left, sign.top), level.point(sign.right, sign.bottom)
            chars.append(Char(sign.text, x0, y0, x1, y1, base, box, len(chars), sign.spaced))
            key = tuple(array("f", box))
            confidence[key] = min(sign.confidence, confidence.get(key, 1.0))
    strokes = list(_rulings(image, picture, level))
    laid = lay_out(number, [(0, chars)] if chars else [], strokes, usual_width(chars))
    return Recognised(laid, confidence, picture.illegible)


class _Place:
    """From pixels of the picture, as it was turned for reading, to points of the page."""

    def __init__(self, page: Any, width: int, height: int, turns: int) -> None:
        self.page, self.width, self.height, self.turns = page, width, height, turns

    def point(self, x: float, y: float) -> Point:
        """The place on the page of a pixel of the turned picture."""
        w, h = self.width, self.height
        x, y = ((x, y), (w - y, x), (w - x, h - y), (y, h - x))[self.turns]
        left, bottom = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDF_DeviceToPage(self.page, 0, 0, w * _FINE, h * _FINE, 0, round(x * _FINE), round(y * _FINE),
                                 ctypes.byref(left), ctypes.byref(bottom))  # fmt: skip
        return left.value, bottom.value

    def box(self, sign: Sign) -> Rect:
        """The place of a sign on the page."""
        (ax, ay), (bx, by) = self.point(sign.left, sign.top), self.point(sign.right, sign.bottom)
        return (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


class _Level:
    """From pixels of the turned picture to points in which its sloping lines are level; upwards from `high` pixels."""

    def __init__(self, slope: float, scale: float, high: int) -> None:
        self.slope, self.scale, self.high = slope, scale, high

    def point(self, x: float, y: float) -> Point:
        """Where a pixel stands; the slope of a scan is slight, so that a shear does for a turn."""
        return (x + self.slope * y) / self.scale, (self.high - (y - self.slope * x)) / self.scale


def _rulings(image: Any, picture: Picture, level: _Level) -> Iterator[Stroke]:
    """Straight dark lines across and down, in level points."""
    import cv2
    import numpy

    grey = cv2.cvtColor(numpy.ascontiguousarray(numpy.rot90(image, picture.turns)), cv2.COLOR_BGR2GRAY)
    dark = (grey < _DARK).astype("uint8")
    for across in (True, False):
        shape = (1, _LONG) if across else (_LONG, 1)
        runs = cv2.morphologyEx(dark, cv2.MORPH_OPEN, numpy.ones(shape, "uint8"))
        # A sloping line falls into steps that touch at their corners.
        runs = cv2.dilate(runs, numpy.ones((3, 1) if across else (1, 3), "uint8"))
        _, _, boxes, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
        for left, top, width, height in boxes[1:_MOST, :4].tolist():
            fall = abs(level.slope) * (width if across else height)
            if (height if across else width) > 8 + 1.5 * fall:
                continue
            sign = 1 if level.slope >= 0 else -1
            middle = (left + width / 2, top + height / 2)
            long, deep = (width / 2, sign * fall / 2) if across else (-sign * fall / 2, height / 2)
            yield level.point(middle[0] - long, middle[1] - deep), level.point(middle[0] + long, middle[1] + deep)
