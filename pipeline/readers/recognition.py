"""Text recognition (OCR) in the picture of a page, by RapidOCR: the extra `ocr`, its models in the package.

On when it is installed. One thread, so that the same picture gives the same text and several documents can be
read side by side.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from itertools import pairwise
from statistics import median
from typing import Any, Final, NamedTuple

from pipeline.readers.spaces import is_han

EXTRA: Final = "pip install 'youju[ocr]'"
"""How it is installed, for messages."""
LEGIBLE: Final = 0.5
"""Lines recognised with less confidence are no text."""
_UPRIGHT: Final = 0.9
"""A picture whose lines are as sure as this stands upright."""


class Sign(NamedTuple):
    """A recognised character: its place in pixels from the upper left corner, its confidence, 0 to 1.

    `spaced`: the recogniser saw a space before it.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float
    spaced: bool


class Recognition(NamedTuple):
    """A recognised line: its signs, its confidence, how far it falls for each pixel to the right."""

    signs: tuple[Sign, ...]
    confidence: float
    slope: float


class Picture(NamedTuple):
    """What was recognised in a picture turned anticlockwise by `turns` quarters, and how its lines slope."""

    turns: int
    lines: tuple[Recognition, ...]
    illegible: int
    """Lines that could not be made out."""

    @property
    def slope(self) -> float:
        """The usual slope of lines that are long enough to tell."""
        return median([line.slope for line in self.lines if len(line.signs) >= 6] or [0.0])


def is_available() -> bool:
    """Whether the extra is installed."""
    try:
        return find_spec("rapidocr_onnxruntime") is not None
    except (ImportError, ValueError):
        return False


def recognised(image: Any) -> Picture:
    """The text in a picture (numpy array: height, width, 3 channels BGR), whichever way up it lies."""
    import numpy

    best: Picture | None = None
    most = -1.0
    for turns in (0, 1, 3, 2):
        lines, upwards = _lines(numpy.ascontiguousarray(numpy.rot90(image, turns)))
        count = sum(len(line.signs) for line in lines) + upwards
        worth = sum(line.confidence * len(line.signs) for line in lines)
        if worth > most:
            legible = tuple(line for line in lines if line.confidence >= LEGIBLE)
            best, most = Picture(turns, legible, len(lines) - len(legible)), worth
        if worth >= _UPRIGHT * count:
            break
    return best or Picture(0, (), 0)


@lru_cache(maxsize=1)
def _engine() -> Any:
    import cv2
    from rapidocr_onnxruntime import RapidOCR

    cv2.setNumThreads(1)
    return RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)


def _lines(image: Any) -> tuple[list[Recognition], int]:
    """The lines of a picture, and how many characters stand in lines that run upwards."""
    found, _ = _engine()(image, use_cls=False, return_word_box=True, text_score=0.0)
    lines: list[Recognition] = []
    upwards = 0
    for corners, text, score, boxes, signs, confidences in found or ():
        (left, top), (right, other), (_, bottom), _ = corners
        if text.strip() and right - left >= 0.6 * (bottom - top):
            slope = (other - top) / (right - left)
            made = _signs(boxes, signs, confidences, corners, slope)
            lines.append(Recognition(made, float(score), slope))
        else:
            upwards += len(text.strip())
    return [line for line in lines if line.signs], upwards


def _signs(boxes: Any, texts: Any, confidences: Any, corners: Any, slope: float) -> tuple[Sign, ...]:
    """The signs of a line; the recogniser tells their middles well, their widths follow from the distances."""
    (left, top), _, _, (_, bottom) = corners
    middles = [(min(p[0] for p in box) + max(p[0] for p in box)) / 2 for box in boxes]
    placed = list(zip(texts, middles, strict=True))
    steps = [b - a for (s, a), (t, b) in pairwise(placed) if is_han(s) and is_han(t)]
    em = min(median(steps), bottom - top) if steps else 0.8 * (bottom - top)
    signs: list[Sign] = []
    spaced = False
    for at, (text, middle) in enumerate(placed):
        if not text.strip():
            spaced = True
            continue
        near = [abs(middles[i] - middle) for i in (at - 1, at + 1) if 0 <= i < len(middles)]
        half = min([0.5 * em * (0.5 if text.isascii() else 1.0), *(0.5 * step for step in near if step > 1)])
        fall = slope * (middle - left)
        signs.append(Sign(text, middle - half, top + fall, middle + half, bottom + fall, float(confidences[at]), spaced))
        spaced = False
    return tuple(signs)
