"""The noun behind a figure: how far it reaches, and whether there is one at all."""

from __future__ import annotations

import re

from schemas.cues import Cues
from schemas.records import Span

_WHICH = re.compile(
    "(?:具[有备]|拥有|符合|从事|来自)[^，。；：、\\d]{1,20}?的(?=[一-龥]{2})"
    "|(?:行动不便|生活(?:不能|难以|无法)自理|无人照[料看顾]|身患[^，。；]{1,6}|年老体弱|符合条件|有需[要求]|需要帮助|无依无靠)的"
)
"""2家具有评估资质的社工机构: which ones they are stands before the noun."""


def noun_start(text: str, tail: Span) -> int:
    """Where the noun phrase after the figure begins: behind what says which of its kind are counted."""
    which = _WHICH.match(text, *tail)
    return which.end() if which else tail.start


def noun_end(text: str, tail: Span, cues: Cues) -> int:
    """Where the noun phrase after the figure ends: at the first verb or particle that cannot be in it, or behind two
    characters of it at one that may only open it."""
    start, end = noun_start(text, tail), tail.end
    match = cues.stops.search(text, start, end)
    stop = match.start() if match else end
    inner = cues.inner_stops.search(text, start, end)
    while inner and inner.start() < stop:
        at = inner.start()
        if at >= 2 and "一" <= text[at - 2] <= "龥" and "一" <= text[at - 1] <= "龥":
            return at
        inner = cues.inner_stops.search(text, at + 1, end)
    return stop


def opens_noun(text: str, start: int, end: int) -> bool:
    """The figure is followed by a noun (三个问题): what it counts is that, in the codebook or not."""
    return end - start >= 2 and "一" <= text[start] <= "鿿" and text[start] != "的"
