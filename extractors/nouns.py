"""The noun behind a figure: how far it reaches, and whether there is one at all."""

from __future__ import annotations

from collections.abc import Callable

from extractors.links import is_division
from extractors.phrases import Phrase
from extractors.terms import Hit
from schemas.cues import Cues
from schemas.records import Quantity, Span, span_of

WHICH = 22
"""So far behind a figure what says which of their kind are counted may reach, in characters."""
BETWEEN = 2
"""So much may stand between a word of the codebook and the noun that it only says more of, in characters."""
DEED_NOUN = 12
"""The longest noun of several words behind a figure, in characters."""
_COUNTERS = frozenset("名位个家所支")
"""Behind these a noun follows; 人 and 次 are themselves what is counted."""


def kind_behind(text: str, tail: Span, of: int, cues: Cues) -> Span | None:
    """The noun behind a 的 at `of`, where what stands before that may say which of its kind are counted: 2家具有评估资质的
    社工机构. It does where it holds no noun of the codebook, and this one does."""
    if text[tail.start - 1] not in _COUNTERS:
        return None
    return span_of(Span, (of + 1, noun_end(text, span_of(Span, (of + 1, tail.end)), cues)))


def deed_as_noun(quantity: Quantity, phrase: Phrase, heard: Callable[[Span], list[Hit]]) -> int:
    """Where a deed ends that is what was held so often, and the clause with it: 3场技能培训, 2次志愿者入户培训; else 0.
    `heard` gives the words of a span."""
    tail = phrase.tail
    if quantity.dimension != "event" or not 2 <= tail.end - tail.start <= DEED_NOUN or tail.end != phrase.clause.end:
        return 0
    words = heard(tail)
    return tail.end if words and words[-1].end == tail.end else 0


def noun_end(text: str, tail: Span, cues: Cues) -> int:
    """Where the noun phrase after the figure ends: at the first verb or particle that cannot be in it, or behind two
    characters of it at one that may only open it."""
    start, end = tail
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


def counted(text: str, noun: list[Hit], end: int, cues: Cues, least: float) -> list[Hit]:
    """The words in the noun behind a figure, which ends at `end`, that say what is counted: none where it ends as another
    (1万个社区问题); of two joined nouns those of the first (9家社工机构和社工室), if it weighs so much at least."""
    other = cues.others.search(text, noun[-1].end, end)
    if other and other.start() - noun[-1].end <= BETWEEN:
        return []
    for hit in noun:
        joined = hit.entry.head >= least and text.startswith(("和", "及", "与", "以及"), hit.end)
        if joined and not any(is_division(row[0]) for row in hit.entry.rows):
            return [h for h in noun if h.end <= hit.end]
    return noun
