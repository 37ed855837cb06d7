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
    """Character boxes to one box a line: neighbours on a page that follow each other, also up or down."""
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
    """On one level line, reading rightwards."""
    return box.bottom < last.top and last.bottom < box.top and box.left >= last.left


def _above(last: Box, box: Box) -> bool:
    """On one upright line, as on a page turned by a quarter."""
    same = abs(box.left - last.left) < 0.5 and abs(box.right - last.right) < 0.5
    high = (box.top - box.bottom) / 2
    return same and box.bottom - last.top < high and last.bottom - box.top < high
