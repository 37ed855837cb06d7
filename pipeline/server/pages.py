"""A PDF's page as a picture, and the boxes of a span in the picture's own points."""

from __future__ import annotations

import io
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import pypdfium2

from pipeline.server.language import say
from schemas.records import Box

SCALE = 2.0
"""Pixels a point: sharp on a screen of double density at the usual width."""
KEPT = 24


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is shown: size in points, rotation in degrees, and its lower left corner."""

    number: int
    width: float
    height: float
    rotation: int
    left: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle in the picture, from its upper left corner, in points; `kind` is a class of the style sheet."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with what is boxed on it; `view` is the part of it that is shown, as SVG wants it."""

    page: Page
    places: Sequence[Place]
    view: str


def sheet(page: Page, places: Sequence[Place]) -> Sheet:
    """The whole page."""
    return Sheet(page, places, f"0 0 {page.width:g} {page.height:g}")


def strip(page: Page, places: Sequence[Place], around: float = 40) -> Sheet:
    """The page's whole width from `around` points above its boxes to as much below.

    >>> strip(Page(1, 600, 800, 0, 0, 0), [Place(100, 300, 50, 20, "figure")]).view
    '0 260 600 100'
    """
    top = max(0.0, min(place.y for place in places) - around)
    bottom = min(page.height, max(place.y + place.height for place in places) + around)
    return Sheet(page, places, f"0 {top:g} {page.width:g} {bottom - top:g}")


def place(page: Page, box: Box, kind: str, title: str = "") -> Place:
    """A box of the unrotated page as it lies in the picture.

    >>> place(Page(1, 600, 800, 0, 0, 0), Box(1, 100, 700, 150, 720), "figure")
    Place(x=100, y=80, width=50, height=20, kind='figure', title='')
    >>> place(Page(1, 800, 600, 90, 0, 0), Box(1, 100, 700, 150, 720), "figure")
    Place(x=700, y=100, width=20, height=50, kind='figure', title='')
    """
    left, right = box.left - page.left, box.right - page.left
    bottom, top = box.bottom - page.bottom, box.top - page.bottom
    if page.rotation == 90:
        left, right, bottom, top = bottom, top, page.height - right, page.height - left
    elif page.rotation == 180:
        left, right, bottom, top = page.width - right, page.width - left, page.height - top, page.height - bottom
    elif page.rotation == 270:
        left, right, bottom, top = page.width - top, page.width - bottom, left, right
    return Place(left, page.height - top, right - left, top - bottom, kind, title)


class Pages:
    """Draws pages of PDFs and keeps the last few. pdfium is not thread-safe: `lock` is the site's."""

    def __init__(self, lock: Lock) -> None:
        self._lock = lock
        self._pictures: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._sizes: dict[tuple[str, int], Page] = {}

    def page(self, path: Path, sha256: str, number: int) -> Page:
        """The size and turn of a page (1-based).

        Raises:
            LookupError: the file has no such page.
        """
        key = (sha256, number)
        if key not in self._sizes:
            with self._lock, pypdfium2.PdfDocument(path) as document:
                self._sizes[key] = _page(document, number)
        return self._sizes[key]

    def picture(self, path: Path, sha256: str, number: int) -> bytes:
        """A page as PNG.

        Raises:
            LookupError: the file has no such page.
        """
        key = (sha256, number)
        if key not in self._pictures:
            with self._lock, pypdfium2.PdfDocument(path) as document:
                _page(document, number)
                stream = io.BytesIO()
                document[number - 1].render(scale=SCALE).to_pil().save(stream, "PNG", compress_level=1)
            self._pictures[key] = stream.getvalue()
            while len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
        return self._pictures[key]


def _page(document: pypdfium2.PdfDocument, number: int) -> Page:
    if not 1 <= number <= len(document):
        raise LookupError(say("文件没有第 {n} 页", n=number))
    page = document[number - 1]
    width, height = page.get_size()
    left, bottom, _, _ = page.get_cropbox()
    return Page(number, width, height, page.get_rotation(), left, bottom)
