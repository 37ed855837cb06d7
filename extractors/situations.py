"""The sentences of a report with their numbers, and where each of them stands, before anything in them is read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from math import inf
from typing import Generic, NamedTuple, TypeVar

from extractors.captions import NAME, place_alone, year_alone
from extractors.cell_prose import is_prose
from extractors.home import of_heading
from extractors.lists import FIRST, ITEM, Demands, announces
from extractors.outline import Outline, Told
from extractors.settings import Setting
from schemas.divisions import Division
from schemas.records import Block, Document, Quantity, Sentence, Span, TimeValue

Numbered = TypeVar("Numbered", Quantity, TimeValue)


class Situated(NamedTuple):
    """A sentence with its numbers, and where it stands.

    moved:    it stands in another section than the one before it.
    begins:   it opens a block.
    fresh:    it opens a block or an item.
    item:     it begins as an item of a list.
    opens:    it ends with a colon, and opens a list.
    told:     it says that a list follows, without a colon (我们做了三件事。).
    asked:    it belongs to a list of what is asked for (要抓好三件事。第一，…).
    division: the one that a heading, or a line of its own, puts over it.
    year:     the one that a line of its own puts over it.
    cell:     the table cell that it stands in.
    prose:    it tells by itself what its figures count, in a cell too.
    """

    sentence: Sentence
    quantities: list[Quantity]
    times: list[TimeValue]
    moved: bool
    begins: bool
    fresh: bool
    item: bool
    opens: bool
    told: bool
    asked: bool
    division: Division | None
    year: TimeValue | None
    cell: Block | None
    prose: bool


_situated = tuple.__new__  # one without the detour over its keyword arguments


class Ordered(Generic[Numbered]):
    """Numbers of a report in order, to be asked for those in a span."""

    def __init__(self, rows: Sequence[Numbered]) -> None:
        self._rows: Sequence[Numbered] = rows
        self._starts: list[float] = [*(row.span.start for row in rows), inf]
        self.upcoming = self._starts[0]
        """Where the first starts that has not been taken."""

    def take(self, span: Span) -> list[Numbered]:
        """Those that start in a span behind those taken before."""
        found = self.inside(span)
        self.upcoming = self._starts[bisect_left(self._starts, span[1])]
        return found

    def inside(self, span: Span) -> list[Numbered]:
        """Those that start in a span."""
        start, end = span
        first = bisect_left(self._starts, start)
        return list(self._rows[first : bisect_left(self._starts, end, first)])


def situated(
    document: Document, wide: str, outline: Outline, setting: Setting, sentences: Iterable[tuple[Sentence, Sentence | None]]
) -> Iterator[Situated]:
    """The sentences of a report, each given with the one behind it, as they stand; `wide` is the document's wide text."""
    numbers, moments, blocks = Ordered(setting.scan.quantities), Ordered(setting.scan.times), document.blocks
    divisions = Told(outline, lambda section: of_heading(section.title, setting.home))
    block = section = -2
    below = setting.report.head.end
    headed = stands = year = None
    demands = Demands()
    for sentence, after in sentences:
        begins, moved = sentence.block != block, sentence.section != section
        block, section, span = sentence.block, sentence.section, sentence.span
        within = blocks[block] if 0 <= block < len(blocks) else None
        fresh = item = False
        if moved:
            stands, headed = None, divisions.of(section)
            year = year if outline.is_item(section) else None
        if begins and within and within.start >= below and (within.end - within.start <= NAME or wide.startswith("【", within.start)):
            stands = place_alone(wide, within, setting.home) or stands
            year = year_alone(wide, within) or year
        if moved or begins:
            fresh = begins or outline.begins_item(section)
            item = fresh and ITEM.match(wide, span.start) is not None
        cell = within if within and within.header else None
        quantities = numbers.take(span) if numbers.upcoming < span[1] else []
        times = moments.take(span) if moments.upcoming < span[1] else []
        opens, prose = wide.endswith("：", *span), cell is None or is_prose(wide, span, quantities, times)
        if demands.stand:
            demands.enter(fresh, item)
        asked, told = demands.stand, not item and after is not None and wide[after.span.start] in FIRST
        told = told and announces(wide, sentence, after, bool(quantities))
        if told:
            demands.leave(wide, sentence)
        yield _situated(
            Situated,
            (sentence, quantities, times, moved, begins, fresh, item, opens, told and not opens, asked, stands or headed, year, cell, prose),
        )
