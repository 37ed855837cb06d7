"""The characters of a PDF page and where they stand, by pdfium's text page.

Every character has two positions: its box in the page's own coordinates (points, from the lower left
corner, unrotated), and an upright one in which the text it belongs to runs from left to right.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium

from pipeline.readers.pdf_forms import Drawn, Forms, Rect, address
from pipeline.readers.radicals import FOLD

_INVISIBLE: Final = 3
_WHITE: Final = 250
_SAMPLE: Final = 16


class Char(NamedTuple):
    """One character: upright `x0`, `y0`, `x1`, `y1` and baseline, and its `box` on the page."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    box: Rect
    order: int
    spaced: bool = False
    """A space of the file stands before it."""

    @property
    def width(self) -> float:
        """Advance in points."""
        return self.x1 - self.x0


class PageChars(NamedTuple):
    """The characters of a page by direction of writing (quarter turns), the main direction first."""

    flows: tuple[tuple[int, tuple[Char, ...]], ...]
    em: float
    """Width of the usual Han character, in points."""
    unmapped: int
    hidden: int
    """Characters left out because nobody sees them."""
    slanted: tuple[Char, ...] = ()
    """Text at an odd angle: watermarks."""


def page_chars(page: Any, textpage: Any, objects: Sequence[Drawn], limit: int) -> PageChars | None:
    """The visible characters of a page; None where there are more than `limit`."""
    total = pdfium.FPDFText_CountChars(textpage)
    if total > limit:
        return None
    hidden_objects = _hidden_objects(objects)
    forms = Forms(objects)
    crop = _crop(page)
    flows: dict[int, list[Char]] = {}
    slanted: list[Char] = []
    unmapped = hidden = 0
    rect, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    rect_at, x_at, y_at = ctypes.byref(rect), ctypes.byref(x), ctypes.byref(y)
    get_unicode, get_box = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    get_origin = pdfium.FPDFText_GetCharOrigin
    crop_left, crop_bottom, crop_right, crop_top = crop
    spaced, high, turn, level = False, 0, 0, math.nan
    for i in range(total):
        code = get_unicode(textpage, i)
        if code in (32, 0xA0, 0x3000, 9):
            spaced = spaced or not pdfium.FPDFText_IsGenerated(textpage, i)
            continue
        if code < 32 or code in (0xFFFE, 0xFFFF, 0x200B, 0xFEFF, 0xAD):
            unmapped += code == 0 and not pdfium.FPDFText_IsGenerated(textpage, i)
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        if not get_box(textpage, i, rect_at):
            continue
        # A font without a character map fails for most of its glyphs: a sample shows it.
        if i % _SAMPLE == 0 and pdfium.FPDFText_HasUnicodeMapError(textpage, i) == 1:
            unmapped += _SAMPLE
        box = (rect.left, rect.bottom, rect.right, rect.top)
        get_origin(textpage, i, x_at, y_at)
        at_x, at_y = x.value, y.value
        if forms:
            box, at_x, at_y = forms.placed(textpage, i, box, at_x, at_y)
        centre, middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        if not (crop_left <= centre <= crop_right and crop_bottom <= middle <= crop_top):
            hidden += 1
            continue
        if hidden_objects and _is_hidden(textpage, i, hidden_objects):
            hidden += 1
            continue
        text = chr(code)
        text = FOLD.get(text, text)
        if at_y != level or turn:
            # On the baseline of the character before it the direction is the same: asked once a line.
            angle = -pdfium.FPDFText_GetCharAngle(textpage, i) / (math.pi / 2)  # pdfium's run clockwise
            if abs(angle - round(angle)) > 0.06:
                slanted.append(Char(text, *box, at_y, box, i, spaced))
                spaced, level = False, math.nan
                continue
            turn, level = round(angle) % 4, at_y
        char = (
            turned_char(text, box, at_x, at_y, turn, i, spaced)
            if turn
            else Char(text, *box, at_y, box, i, spaced)
        )
        spaced = False
        flows.setdefault(turn, []).append(char)
    ordered = sorted(flows.items(), key=lambda flow: -len(flow[1]))
    em = usual_width(ordered[0][1]) if ordered else 12.0
    return PageChars(tuple((t, tuple(chars)) for t, chars in ordered), em, unmapped, hidden, tuple(slanted))


def upright(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point of the page in the coordinates of text written at `turn` quarter turns."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def turned_char(text: str, box: Rect, x: float, y: float, turn: int, order: int, spaced: bool) -> Char:
    """The character of a box on the page and an origin there, written at `turn` quarter turns."""
    ax, ay = upright(box[0], box[1], turn)
    bx, by = upright(box[2], box[3], turn)
    base = upright(x, y, turn)[1]
    return Char(text, min(ax, bx), min(ay, by), max(ax, bx), max(ay, by), base, box, order, spaced)


def usual_width(chars: Sequence[Char]) -> float:
    """Width of the usual Han character among `chars`, in points."""
    widths = Counter(round(c.x1 - c.x0, 1) for c in chars if "\u4e00" <= c.text <= "\u9fff")
    if widths:
        return max(1.0, widths.most_common(1)[0][0])
    return max(1.0, median([c.y1 - c.y0 for c in chars]) * 0.8) if chars else 12.0


def _crop(page: Any) -> Rect:
    edges = [ctypes.c_float() for _ in range(4)]
    at = [ctypes.byref(e) for e in edges]
    if not pdfium.FPDFPage_GetCropBox(page, *at) and not pdfium.FPDFPage_GetMediaBox(page, *at):
        return (-math.inf, -math.inf, math.inf, math.inf)
    left, bottom, right, top = (e.value for e in edges)
    return (
        (left, bottom, right, top)
        if right > left and top > bottom
        else (-math.inf, -math.inf, math.inf, math.inf)
    )


def _hidden_objects(objects: Sequence[Drawn]) -> set[int]:
    """Addresses of the text objects nobody sees: invisible ones beside visible ones, white on a bare page.

    A page all of whose text is invisible is a scan with a text layer, which is what there is to read.
    """
    texts = [o.item for o in objects if o.kind == pdfium.FPDF_PAGEOBJ_TEXT]
    under = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING, pdfium.FPDF_PAGEOBJ_PATH)
    painted = any(o.kind in under for o in objects)
    gone = {address(t) for t in texts if pdfium.FPDFTextObj_GetTextRenderMode(t) == _INVISIBLE}
    if len(gone) == len(texts):
        return set()
    return gone if painted else gone | _white(texts)


def _white(texts: Sequence[Any]) -> set[int]:
    """Addresses of the text objects filled with white or with nothing."""
    red, green, blue, alpha = shades = [ctypes.c_uint() for _ in range(4)]
    at, get = [ctypes.byref(shade) for shade in shades], pdfium.FPDFPageObj_GetFillColor
    found: set[int] = set()
    for item in texts:
        if get(item, *at) and (
            alpha.value == 0 or (red.value >= _WHITE and green.value >= _WHITE and blue.value >= _WHITE)
        ):
            found.add(address(item))
    return found


def _is_hidden(textpage: Any, i: int, hidden: set[int]) -> bool:
    return address(pdfium.FPDFText_GetTextObject(textpage, i)) in hidden
