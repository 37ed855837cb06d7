"""What the checks look at: the facts of a document in their sentences, and of their reports.

`Told` is a fact with the words around it; a `Passage` is a sentence with all its figures in order. Spans here
count from the beginning of the sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors.phrases import transparent
from extractors.terms import wide
from pipeline.checks.intervals import Interval, interval
from schemas.records import Document, Extraction, Fact, Report, Span

REACH = 1000
"""As many figures of a kind before a fact, and as many behind it, are held against it; no report of people has more, and
what is farther off than that meets by chance. So the cost grows with the length of a report and no faster."""
_STOPS = re.compile("[，。；：、！？（）\n]|其中")


@dataclass(frozen=True)
class Told:
    """A fact, the sentence it stands in and its report; `document` is the key of its file."""

    fact: Fact
    document: str
    text: str
    at: Span
    report: Report | None = None

    @cached_property
    def bounds(self) -> Interval | None:
        """The values it allows, None where it is masked."""
        return interval(self.fact)

    @property
    def limits(self) -> Interval:
        """The same, where the caller knows that it is not masked.

        Raises:
            ValueError: it is.
        """
        if self.bounds is None:
            raise ValueError(f"隐去的数字没有区间：{self.fact.quote}")
        return self.bounds

    @property
    def words(self) -> str:
        """The quote on one line, without the spaces a wrap has left."""
        return re.sub(r"\s+", "", self.fact.quote)


@dataclass(frozen=True)
class Passage:
    """A sentence and its figures in order. `view` has full-width punctuation and no brackets inside names."""

    text: str
    told: tuple[Told, ...]

    @cached_property
    def view(self) -> str:
        return transparent(wide(self.text))

    def gap(self, i: int) -> str:
        """The words between the figure before the `i`th and the `i`th."""
        start = self.told[i - 1].at.end if i else 0
        return self.view[start:self.told[i].at.start]

    def after(self, i: int) -> str:
        """The words from the `i`th figure to the next, or to the sentence's end."""
        end = self.told[i + 1].at.start if i + 1 < len(self.told) else len(self.view)
        return self.view[self.told[i].at.end:end]

    def lead(self, i: int) -> str:
        """The words of its own that lead to the `i`th figure: behind the last stop."""
        return _STOPS.split(self.gap(i))[-1]

    def tail(self, i: int) -> str:
        """The words of its own behind the `i`th figure; none where they may belong to the next one."""
        pieces = _STOPS.split(self.after(i))
        return pieces[0] if len(pieces) > 1 or i + 1 == len(self.told) else ""

    def label(self, i: int) -> str:
        """What the sentence calls the `i`th figure."""
        return self.lead(i) + self.tail(i)

    @cached_property
    def brackets(self) -> tuple[int, ...]:
        """For each figure where the innermost bracket open around it begins, -1 for none."""
        opened: list[int] = []
        found: list[int] = []
        place = 0
        for told in self.told:
            for k in range(place, told.at.start):
                if self.view[k] == "（":
                    opened.append(k)
                elif self.view[k] == "）" and opened:
                    opened.pop()
            place = told.at.start
            found.append(opened[-1] if opened else -1)
        return tuple(found)


class Material:
    """The facts of one document, by sentence and by report."""

    def __init__(self, told: Iterable[Told]) -> None:
        self.told: tuple[Told, ...] = tuple(sorted(told, key=lambda t: t.fact.span))
        sentences: dict[Span, list[Told]] = defaultdict(list)
        self._places: dict[tuple[int, str, str], list[tuple[Passage, int]]] = defaultdict(list)
        self._levels: dict[tuple[int, str, str, str], list[tuple[Passage, int]]] = defaultdict(list)
        for each in self.told:
            sentences[each.fact.sentence].append(each)
        self.passages = tuple(Passage(rows[0].text, tuple(rows)) for rows in sentences.values())
        for passage in self.passages:
            for i, each in enumerate(passage.told):
                self._places[_place(each.fact)].append((passage, i))
                if plain(each.fact):
                    self._levels[(*_place(each.fact), each.fact.indicator)].append((passage, i))

    def beside(self, fact: Fact) -> Sequence[tuple[Passage, int]]:
        """The figures of the same report about the same region and place that are nearest to it, in order."""
        return _near(self._places.get(_place(fact), ()), fact)

    def levels(self, fact: Fact, indicator: str) -> Sequence[tuple[Passage, int]]:
        """Those that are amounts of an indicator, now and not for each one of something; the nearest, in order."""
        return _near(self._levels.get((*_place(fact), indicator), ()), fact)


def _place(fact: Fact) -> tuple[int, str, str]:
    return fact.report, fact.adcode or "", fact.place


def _near(figures: Sequence[tuple[Passage, int]], fact: Fact) -> Sequence[tuple[Passage, int]]:
    """Those within reach of a fact; `figures` are in order."""
    if len(figures) <= REACH:
        return figures
    at = bisect_left(figures, fact.span, key=lambda figure: figure[0].told[figure[1]].fact.span)
    return figures[max(0, at - REACH):at + REACH]


def plain(fact: Fact) -> bool:
    """An amount that is a result, for the whole and not for each one of something."""
    return fact.statistic == "level" and fact.status == "actual" and not fact.per


def told_of(extraction: Extraction, document: Document) -> list[Told]:
    """An extraction's facts with their sentences, without a database."""
    return [
        Told(fact, document.name, document.text[slice(*fact.sentence)],
             Span(fact.span.start - fact.sentence.start, fact.span.end - fact.sentence.start),
             extraction.reports[fact.report] if 0 <= fact.report < len(extraction.reports) else None)
        for fact in extraction.facts]
