"""Rectangles on a page, and how those of single characters become one a line."""

from __future__ import annotations

from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle on a page of a PDF or OFD, in points from the lower left corner of the unrotated page."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


def merge(boxes: tuple[Box, ...]) -> tuple[Box, ...]:
    """Character boxes to one box a line: neighbours on a page that follow each other, also up or down.

    >>> merge((Box(1, 30, 0, 40, 10), Box(1, 20, 0, 30, 10))), len(merge((Box(1, 90, 0, 99, 10), Box(1, 10, 8, 20, 18))))
    ((Box(page=1, left=20, bottom=0, right=40, top=10),), 2)
    """
    merged: list[Box] = []
    for box in boxes:
        last = merged[-1] if merged else None
        if last and last.page == box.page and (_beside(last, box) or _above(last, box)):
            merged[-1] = Box(
                box.page,
                min(last.left, box.left),
                min(last.bottom, box.bottom),
                max(last.right, box.right),
                max(last.top, box.top),
            )
        else:
            merged.append(box)
    return tuple(merged)


def _beside(last: Box, box: Box) -> bool:
    """On one level line, reading rightwards, or leftwards close by as on a page turned upside down."""
    level = box.bottom < last.top and last.bottom < box.top
    return level and (box.left >= last.left or abs(last.left - box.right) < (box.top - box.bottom) / 2)


def _above(last: Box, box: Box) -> bool:
    """On one upright line, as on a page turned by a quarter."""
    same = abs(box.left - last.left) < 0.5 and abs(box.right - last.right) < 0.5
    high = (box.top - box.bottom) / 2
    return same and box.bottom - last.top < high and last.bottom - box.top < high
