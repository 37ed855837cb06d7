"""Lines that head the paragraphs below them by themselves, without the mark of a heading.

A division (江苏省昆山市, in a digest; 【湖州市】 before its paragraph) or a year (2021年; 【2021】).
"""

from __future__ import annotations

import re

from extractors.home import of_heading
from extractors.times import find_times
from schemas.divisions import Division
from schemas.records import Block, Span, TimeValue
from schemas.trusted import changed

NAME = 20
"""A line that is nothing but a division's name is no longer than this, in characters."""
_YEAR = re.compile(r"[^\w（(《]{0,3}(?:\d{1,2}[ 　｜|、.]{1,2})?(20[0-4]\d)年?度?[：: 　]?")
_STRETCH = re.compile(r"\d{4}|\d{4}-\d\d/\d{4}-\d\d")
_PROSE = re.compile("[，。；]")
_YEAR_BEFORE = re.compile(r"【(20[0-4]\d)年?度?】")


def place_alone(text: str, block: Block, home: Division | None) -> Division | None:
    """The division that a line consists of, or that stands in 【】 before its paragraph; `text` with full-width marks."""
    if block.header:
        return None
    if text.startswith("【", block.start):
        caption = text.find("】", block.start, block.start + NAME)
        if caption > 0 and (told := of_heading(text[block.start : caption], home)):
            return told
    if block.end - block.start > NAME:
        return None
    return of_heading(text[block.start : block.end], home, abroad=True)


def year_alone(text: str, block: Block) -> TimeValue | None:
    """The year that a line consists of, or that stands in 【】 before its paragraph; the year or the months in a bracket at
    the end of a line (数说社工站（2023年1—6月）)."""
    if block.header:
        return None
    short = block.end - block.start <= NAME
    match = _YEAR.fullmatch(text, block.start, block.end) if short else None
    if match and not _PROSE.search(text, *_line_below(text, block)):
        match = None  # the head of a column
    if short and not match and text.endswith("）", block.start, block.end):
        return _bracketed(text, block)
    match = match or (_YEAR_BEFORE.match(text, block.start, block.end) if text.startswith("【", block.start) else None)
    return TimeValue(span=Span(*match.span(1)), quote=match[1], edtf=match[1], kind="point") if match else None


def _bracketed(text: str, block: Block) -> TimeValue | None:
    """The year or the months that stand in a bracket at the end of a line over prose."""
    start = text.find("（", block.start + 2, block.end)
    times = find_times(text[start + 1 : block.end - 1]) if start > 0 and _PROSE.search(text, *_line_below(text, block)) else ()
    if len(times) != 1 or len(times[0].quote) != block.end - start - 2 or not _STRETCH.fullmatch(times[0].edtf):
        return None
    return changed(times[0], {"span": Span(start + 1, block.end - 1)})


def _line_below(text: str, block: Block) -> tuple[int, int]:
    """Where the line after a block begins and ends."""
    end = text.find("\n", block.end + 1)
    return block.end + 1, end if end >= 0 else len(text)
