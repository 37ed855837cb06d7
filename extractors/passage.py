"""A sentence as its figures are linked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from extractors.phrases import Phrase
from extractors.terms import Words
from schemas.records import Quantity, Span

_PEOPLE_TIMES = ("person", "household", "person_time")


@dataclass(slots=True)
class Passage:
    """A sentence as its figures are linked: the text, its figures, their surroundings, the words found in it."""

    text: str
    quantities: list[Quantity]
    around: list[Phrase]
    hits: Words
    starts: list[int]
    """Where its figures start."""
    start: int
    """Where the sentence starts."""
    heading: Span | None
    """The heading it stands under."""
    heading_words: Callable[[Span], Words]
    """Looks for the words of a heading, where a figure asks for them."""

    def counts(self, clause: Span) -> bool:
        """A clause holds a figure of its own; in how many lots something was done (分两批建站：第一批6个) is none."""
        first, last = bisect_left(self.starts, clause.start), bisect_left(self.starts, clause.end)
        return first < last and (last - first > 1 or self.quantities[first].unit != "批")

    def owns(self, i: int, clause: Span) -> bool:
        """A clause behind the i-th figure is about figures of its own: another stands between the two, or it tells people
        as the i-th does (儿童主任60名，培训儿童主任60人次), or stands behind a semicolon; not where it tells parts of it."""
        if not self.counts(clause):
            return False
        if i + 1 < len(self.quantities) and self.starts[i + 1] < clause.start:
            return True
        if self.quantities[i].dimension not in _PEOPLE_TIMES or self.text[clause.start : clause.start + 2] == "其中":
            return False
        k = bisect_left(self.starts, clause.start)
        apart = self.text[clause.start - 1] == "；" and self.quantities[i].dimension != "person_time"
        return apart or self.quantities[k].dimension in _PEOPLE_TIMES

    def has_each(self, i: int) -> bool:
        """192个村建起服务所192个: what the i-th has is counted right behind it, and is no further item of a list."""
        rows = self.quantities
        if i + 1 == len(rows) or rows[i + 1].dimension != "count" or rows[i + 1].span.start >= self.around[i].clause.end:
            return False
        return self.text.find("、", rows[i].span.end, rows[i + 1].span.start) < 0

    def whole_of(self, i: int) -> int:
        """The figure that the i-th is a part of in the end, itself where it is none: 4名（中级1名、初级3名），较上年增加2名."""
        while i >= 0 and self.around[i].parent >= 0:
            i = self.around[i].parent
        return i
