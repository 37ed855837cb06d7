"""Which time governs a figure.

A time governs what follows it in its sentence and the sentences of its paragraph, until another time, 目前, or
a new item (一是, （二）) begins; a time after the figure governs it where nothing before does
(8个站点于2021年5月授牌). The base of a comparison (是2021年的1.8倍, 比上年增长) governs nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from schemas.records import Quantity, Span, TimeValue

_COMPARED = re.compile(r"(?:比|较|与|同|相比|相较|对比)$")
_COMPARED_AFTER = re.compile(
    r"^(?:度|底|末|同期)?的\s*\d|^(?:度|同期)?相比|^(?:度|同期)?(?:增长|增加|提高|上升|下降|多)"
)
_NAMES = re.compile(r"《[^》\n]{0,80}》")
_AFTER_REACH = 24


@dataclass(slots=True)
class TimeScope:
    """The time that is open while a report is read, sentence by sentence."""

    open: TimeValue | None = None

    def enter(self, fresh: bool) -> None:
        """A sentence begins; `fresh` where it opens a paragraph or an item."""
        if fresh:
            self.open = None

    def of(self, text: str, quantity: Quantity, times: list[TimeValue], clause_end: int) -> TimeValue | None:
        """The time that governs a figure; `times` are its sentence's, in order."""
        before = [t for t in times if t.span.end <= quantity.span.start]
        if before:
            return before[-1] if before[-1].edtf else None
        after = [
            t
            for t in times
            if quantity.span.end <= t.span.start < min(clause_end, quantity.span.end + _AFTER_REACH)
        ]
        if after and after[0].edtf and after[0].kind == "point":
            return after[0]
        return self.open if self.open and self.open.edtf else None

    def leave(self, times: list[TimeValue]) -> None:
        """The sentence ends; its last time stays open."""
        if times:
            self.open = times[-1]


def governing(text: str, sentence: Span, times: list[TimeValue]) -> list[TimeValue]:
    """The times of a sentence that can govern: no base of a comparison, none inside the name of a document."""
    names = [m.span() for m in _NAMES.finditer(text, sentence.start, sentence.end)]
    kept = []
    for time in times:
        if any(a <= time.span.start < b for a, b in names):
            continue
        if _COMPARED.search(text, max(sentence.start, time.span.start - 2), time.span.start):
            continue
        if _COMPARED_AFTER.match(text[time.span.end : time.span.end + 10]):
            continue
        kept.append(time)
    return kept
