"""The cue words of one sentence, found once for all its figures.

A cue speaks for the figures after it until something ends its reach (`schemas.cues`). Each figure sees the sentence
up to itself only; what the whole sentence holds is looked for once, and looked at again where a figure cuts a word.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from schemas.cues import Cue, Cues
from schemas.records import Span

LONGEST = 16
HEAD = 8
"""A cue that stands so close before a colon opens the list behind it: 应完成：…；…"""
_ITEM = re.compile(r"[ 　]*(?:（[\d一二三四五六七八九十]{1,2}）|[①-⑩]|\d{1,2}[.、．](?!\d))")
"""The next item of a list that a cue opened: the mark between the two ends nothing (须完成：（1）…；（2）…)."""


class CueWords:
    """The cues of a sentence of `text`."""

    def __init__(self, text: str, sentence: Span, cues: Cues) -> None:
        self._text, self._sentence = text, sentence
        self._rows = cues.cue if cues.any_cue.search(text, *sentence) else ()
        self._found: dict[int, _Found] = {}
        self._anywhere: dict[str, bool] = {}
        self._searched: dict[tuple[str, int], tuple[int, int]] = {}

    def anywhere(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern finds anything in the sentence; each is asked once. It may look on a little behind it."""
        found = self._anywhere.get(pattern.pattern)
        if found is None:
            start, end = self._sentence
            found = pattern.search(self._text, start, end + LONGEST) is not None
            self._anywhere[pattern.pattern] = found
        return found

    def holds(self, pattern: re.Pattern[str], start: int, end: int) -> bool:
        """Whether `pattern.search` finds anything in a stretch; what an earlier figure searched is not searched again.

        For patterns of at most `LONGEST` characters that do not look beyond what they match.
        """
        if not self.anywhere(pattern):
            return False
        key = pattern.pattern, start
        searched, found = self._searched.get(key, (start, -1))
        if 0 <= found <= end:
            return True
        match = pattern.search(self._text, max(start, min(searched, end) - LONGEST), end)
        self._searched[key] = max(searched, end), match.end() if match else found
        return match is not None

    def before(self, at: int, category: str) -> Span | None:
        """The last cue of a category before a figure at `at` that still reaches it."""
        for n, row in enumerate(self._rows):
            if row.category == category:
                if n not in self._found:
                    self._found[n] = _Found(self._text, self._sentence, row)
                cue = self._found[n].last(at)
                if cue and not self._found[n].ended(cue.end, at):
                    return cue
        return None


class _Found:
    """The cues of one row in a sentence."""

    def __init__(self, text: str, sentence: Span, row: Cue) -> None:
        self._text, self._sentence, self._row = text, sentence, row
        matches = list(row.pattern.finditer(text, *sentence))
        self._starts, self._ends = [m.start() for m in matches], [m.end() for m in matches]
        self._cues: list[Span | None] = [None]  # the last cue among the first n matches
        for match in matches:
            self._cues.append(Span(*match.span()) if row.is_cue(match) else self._cues[-1])
        self._stops: dict[int, re.Match[str] | None] = {}

    def last(self, at: int) -> Span | None:
        """The last cue that ends by `at`."""
        n = bisect_right(self._ends, at)
        cue = self._cues[n]
        if n < len(self._starts) and self._starts[n] < at:  # cut by the figure: a shorter word may stand there
            for match in self._row.pattern.finditer(self._text, self._starts[n], at):
                cue = Span(*match.span()) if self._row.is_cue(match) else cue
        return cue

    def ended(self, start: int, at: int) -> bool:
        """Something between a cue's end and the figure ends its reach."""
        if start not in self._stops:
            stop = self._row.end.search(self._text, start, self._sentence.end)
            listed = self._text.find("：", start, start + HEAD) >= 0
            while stop and stop[0] == "；" and (listed or _ITEM.match(self._text, stop.end())):
                stop = self._row.end.search(self._text, stop.end(), self._sentence.end)
            self._stops[start] = stop
        stop = self._stops[start]
        if stop is None or stop.start() >= at:
            return False
        return stop.end() <= at or self._row.end.search(self._text, stop.start(), at) is not None
