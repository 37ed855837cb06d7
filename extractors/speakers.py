"""Who speaks: a figure in a quotation is about the division of the one who is named behind it.

“一个站一年就10万元。”安吉县民政局一名干部坦言。
"""

from __future__ import annotations

import re

from extractors.places import find_places, resolve
from extractors.subjects import Subject
from schemas.divisions import Division, load_divisions
from schemas.records import Span

REACH = 300
"""How far a quotation reaches from a sentence in it, in characters."""
_ENDS = re.compile("”(?<=[。！？]”)")
_SPEAKS = re.compile("[^，。；“\\n]{2,40}?(?:说|介绍|坦言|直言|表示|告诉|感慨|坦承|解释|算了)")


def speaker_of(text: str, sentence: Span, home: Division) -> Subject | None:
    """The division of the speaker, from where the quotation begins in a sentence; None where none within `home` is named
    right behind its end."""
    closes = text.find("”", sentence.start + 1, sentence.start + REACH)  # behind most sentences none does
    end = _ENDS.search(text, closes, sentence.start + REACH) if closes >= 0 else None
    if not end or not _SPEAKS.match(text, end.end()) or text.find("\n", sentence.start, end.end()) >= 0:
        return None
    opening = _opening(text, end.start())
    if opening < 0 or opening >= sentence.end:
        return None
    place = next(iter(find_places(text, end.end(), end.end() + 24, home=home.adcode)), None)
    division = resolve(place, home.adcode) if place and place.span.start == end.end() else None
    if place is None or division is None or not load_divisions().is_within(division.adcode, home.adcode):
        return None
    return Subject(max(opening, sentence.start), division, span=place.span, rule="speaker")


def _opening(text: str, close: int) -> int:
    """Where the quotation opens that closes at `close`, -1 for nowhere near."""
    depth = 0
    for at in range(close, max(0, close - REACH) - 1, -1):
        depth += (text[at] == "”") - (text[at] == "“")
        if depth == 0:
            return at
    return -1
