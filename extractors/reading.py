"""Reading a report sentence by sentence: what each figure counts, of whom, when, and with what standing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from math import inf
from typing import Generic, NamedTuple, TypeVar

from extractors.assignment import assign
from extractors.cells import CellReader, as_phrase
from extractors.contexts import Context, context_of
from extractors.cue_words import CueWords
from extractors.elapsed import as_it_stands
from extractors.home import of_heading
from extractors.labels import labelled
from extractors.linking import linker_of
from extractors.links import Link
from extractors.lists import ITEM, announces
from extractors.phrases import RATIOS, Phrase, phrases, transparent
from extractors.rates import Per, PerScope
from extractors.region_reader import RegionReader
from extractors.rulings import Ruling, governing
from extractors.segments import ITEM_LEVEL, Segments
from extractors.settings import Setting
from extractors.shares import link_shares, statistic_of
from extractors.status import QUOTA, Decision, Standing, status_of
from extractors.subjects import Subject
from extractors.terms import Words, finder_of
from extractors.timing import TimeScope, with_its_whole
from extractors.topic import Topic
from extractors.voices import Passage
from schemas.codebook import Codebook
from schemas.cues import Cues
from schemas.divisions import Division
from schemas.records import Document, Evidence, Quantity, Section, Sentence, Span, Statistic, TimeValue
from schemas.trusted import changed

NAME = 20
"""A line that is nothing but a division's name is no longer than this, in characters."""
_AHEAD = re.compile("下一步|下步|打算|今后|下阶段|下一阶段|努力方向|工作(?:计划|安排|思路)$|工作设想")
HEADING = 30
"""A heading is no longer than this; what is run in with its text is a sentence."""
_BARE_ITEM = re.compile("，(?:入户)?(?:探访|走访|慰问|培育|孵化|链接|组织|开展|举办|协助|服务)[^，。；已共累实\\d]{0,8}")
"""每年完成个案不少于15个，入户探访600人次."""
_PARALLEL = re.compile("[，；](?:而)?[一-龥]{1,6}每[月人年](?:每[月年])?")
"""Between two rates of a list: 初级每月100元，中级每月200元."""
Answer = TypeVar("Answer", Division, TimeValue)
Numbered = TypeVar("Numbered", Quantity, TimeValue)


class Figure(NamedTuple):
    """A quantity with all that was decided about it. `phrase.parent` and `.listed` count within its sentence."""

    sentence: Sentence
    quantity: Quantity
    phrase: Phrase
    link: Link
    subject: Subject
    time: TimeValue | None
    status: Decision
    per: Per | None
    statistic: Statistic
    unit: Evidence | None = None


class Reader:
    """Reads the reports of one document in order."""

    def __init__(self, document: Document, codebook: Codebook, cues: Cues, segments: Segments) -> None:
        self.document, self.codebook, self.cues, self.segments = document, codebook, cues, segments
        self.wide = segments.wide
        self.view = transparent(self.wide)
        self.untitled = re.sub(r"《[^》\n]{0,80}》", lambda m: "\x02" * len(m[0]), self.wide)
        self.finder = finder_of(codebook)
        self.linker = linker_of(codebook, cues)
        self.cells = CellReader(document, self.linker, self.finder)
        self.topic = Topic(codebook, self.view)
        self.outer = _outer_sections(segments)
        self.titles: dict[int, tuple[str, ...]] = {-1: ()}
        self.headings: dict[Span, Words] = {}
        self.contexts: dict[tuple[str, ...], Context] = {}
        """By headings, of the report being read."""
        self.about = False
        """The report being read is about the codebook's subject."""
        self.rates = PerScope(self.wide, cues)
        self.sentences = iter(segments.sentences)
        self.upcoming = next(self.sentences, None)

    def read(self, number: int, setting: Setting) -> Iterator[list[Figure]]:
        """The figures of one report, a list for each sentence that has any."""
        region = RegionReader(self.view, setting.home, setting.masked)
        time = TimeScope(setting.period, now=setting.date[:4])
        time.told.plan = setting.plan.edtf if setting.plan else ""
        numbers, moments = _Ordered(setting.scan.quantities), _Ordered(setting.scan.times)
        divisions = _Told(self.segments, self.outer, lambda s: of_heading(s.title, setting.home))
        years = _Told(self.segments, self.outer, lambda s: self._dated(s, moments, setting.date))
        self.contexts.clear()
        self.rates = PerScope(self.wide, self.cues)
        self.about = self.topic.pervades(setting.report)
        block = section = -2
        headed = stands = None
        previous: list[tuple[Quantity, Link]] = []
        for sentence in self._sentences_of(number):
            before = block, section
            block, section, span = sentence.block, sentence.section, sentence.span
            new_block, moved = block != before[0], section != before[1]
            fresh = item = False
            if moved:
                stands, headed = None, divisions.of(section)
                time.heading = years.of(section)
                time.period = time.heading or (None if self._looks_ahead(section) else setting.period)
                context = self._context(section, setting)
                time.told.ahead = context.plans or context.planned
            if new_block:
                stands, previous = self._named_alone(setting, sentence) or stands, []
            if moved:
                self.rates.stand_under(self._headings_over(sentence))
            if moved or new_block:
                fresh = new_block or self._new_item(section)
                item = fresh and ITEM.match(self.wide, span.start) is not None
                region.enter(fresh, stands or headed)
                time.enter(fresh, item)
            if fresh and not item:
                self.rates.close_list()
            if time.event:
                time.scene(self.wide, span)
            quantities, times = numbers.upcoming(span), moments.upcoming(span)
            ruling = governing(self.wide, span, times, setting.date, quantities, time.told)
            if quantities and not self._is_cell(sentence):
                self.rates.enter(span)
                subjects = region.subjects(span)
                figures = self._sentence(sentence, setting, quantities, ruling, subjects, time, previous)
                previous = _levels(figures) or previous
                yield figures
            else:
                region.pass_over(span)
                if quantities:
                    yield [self._cell(sentence, quantity, setting, region) for quantity in quantities]
            opens = self.wide.endswith("：", *span)
            if opens:
                self.rates.opens_list(span)
            if opens or ruling.strong:
                time.leave(ruling, opens=opens, announces=not opens and not item and announces(self.wide, sentence, self.upcoming, bool(quantities)))
        region.end()

    def _sentences_of(self, number: int) -> Iterator[Sentence]:
        """Those of a report; they come once, report by report."""
        while self.upcoming is not None and self.upcoming.report <= number:
            sentence, self.upcoming = self.upcoming, next(self.sentences, None)
            if sentence.report == number:
                yield sentence

    def _named_alone(self, setting: Setting, sentence: Sentence) -> Division | None:
        """The division that a line consists of: it heads the paragraphs below it (江苏省昆山市, in a digest)."""
        blocks = self.document.blocks
        block = blocks[sentence.block] if sentence.block < len(blocks) else None
        if block is not None and self.wide.startswith("【", block.start) and not block.header:
            caption = self.wide.find("】", block.start, block.start + NAME)
            if caption > 0 and (told := of_heading(self.wide[block.start : caption], setting.home)):
                return told
        if block is None or block.end - block.start > NAME or block.header or block.start < setting.report.head.end:
            return None
        return of_heading(self.wide[block.start : block.end], setting.home, abroad=True)

    # --- a sentence ---

    def _sentence(
        self, sentence: Sentence, setting: Setting, quantities: list[Quantity], ruling: Ruling,
        subjects: list[Subject], scope: TimeScope, previous: list[tuple[Quantity, Link]],
    ) -> list[Figure]:  # fmt: skip
        text, span = self.document.text, sentence.span
        hits = Words(self.finder, self.untitled, span)
        told = [labelled(text, quantity) for quantity in quantities]
        quantities = [quantity for quantity, _ in told]
        around = phrases(self.view, span, quantities)
        starts = [quantity.span.start for quantity in quantities]
        heading = self._heading(sentence)
        passage = Passage(self.view, quantities, around, hits, starts, span.start, heading, self._heading_words)
        links = self.linker.link(passage, previous)
        links = link_shares(passage, links, self.linker)
        on_topic = self._on_topic(sentence)
        assigned = assign(self.view, quantities, subjects)
        words, context = CueWords(self.untitled, span, self.cues), self._context(sentence.section, setting)
        figures: list[Figure] = []
        pers: list[Per | None] = []
        for i, (quantity, phrase) in enumerate(zip(quantities, around, strict=True)):
            whole = figures[phrase.parent] if phrase.parent >= 0 else None
            link = self.topic.check(links[i], span, on_topic, quantity, whole=whole.link if whole else None)
            time = scope.of(self.wide, quantity, ruling, phrase.clause)
            time = with_its_whole(text, time, whole.time, whole.quantity, quantity) if whole else time
            neighbour = figures[phrase.listed] if phrase.listed >= 0 else None
            per = self.rates.of(phrase, quantities, i, pers)
            pers.append(per)
            status = self._status(sentence, context, quantity, phrase, link, time, per, words)
            if neighbour and self._shares_norm(neighbour, quantity, status):
                status = neighbour.status
            elif whole and status.rule == "default" and self._is_part_of_norm(whole, quantity):
                status = whole.status
            if time is None and status.status == "target" and setting.plan:
                time = self._due(setting.plan, phrase.clause)
            afar = time is setting.period is not scope.heading and time and not span.start <= time.span.start < span.end
            if time and afar and status.status == "actual" and link.code in self.codebook.instants:
                time = as_it_stands(time, text[phrase.clause.start : quantity.span.start])
            statistic = statistic_of(text, quantity, phrase, self.cues)
            figures.append(
                Figure(sentence, quantity, phrase, link, assigned[i], time, status, per, statistic, told[i][1])
            )
        return figures

    def _heading(self, sentence: Sentence) -> Span | None:
        """The heading that a sentence stands under; what is run in with its text is none."""
        if sentence.section < 0:
            return None
        start, end = span = self.segments.sections[sentence.section].heading
        return None if end - start > HEADING or sentence.span.start < end else span

    def _headings_over(self, sentence: Sentence) -> list[Span]:
        """The headings that a sentence stands under, innermost first."""
        found, section = [], sentence.section
        while section >= 0:
            heading = self.segments.sections[section].heading
            if self.segments.sections[section].level < ITEM_LEVEL and heading.end <= sentence.span.start:
                found.append(heading)
            section = self.outer[section]
        return found

    def _heading_words(self, heading: Span) -> Words:
        """The words of a heading, found once for all its figures."""
        if heading not in self.headings:
            self.headings[heading] = Words(self.finder, self.untitled, heading)
        return self.headings[heading]

    def _due(self, plan: TimeValue, clause: Span) -> TimeValue:
        """When an aim of a plan for some years is due: by its last; what is to be done each year, in all of them."""
        if "每年" in self.wide[slice(*clause)]:
            return plan
        return changed(plan, {"edtf": plan.edtf.split("/")[-1], "kind": "point"})

    def _status(
        self, sentence: Sentence, context: Context, quantity: Quantity, phrase: Phrase, link: Link,
        time: TimeValue | None, per: Per | None, words: CueWords,
    ) -> Decision:  # fmt: skip
        row = self.codebook.indicators[link.code] if link.code else None
        standing = Standing(context, time, per[0] if per else None, norm=bool(row and row.norm_per))
        return status_of(self.untitled, sentence.span, quantity, phrase, words, standing)

    def _context(self, section: int, setting: Setting) -> Context:
        """What the headings of a section and the title of the report say of the standing of its figures."""
        headings = self._headings(section)
        context = self.contexts.get(headings)
        if context is None:
            context = self.contexts[headings] = context_of(headings, setting.report.title, setting.date)
        return context

    def _shares_norm(self, neighbour: Figure, quantity: Quantity, status: Decision) -> bool:
        """An item joined by 、 to a norm is a norm (电脑不少于2台、打印机1台), and a rate beside one."""
        if status.rule != "default" or neighbour.status.status != "standard" or neighbour.status.rule == QUOTA:
            return False
        between = self.wide[neighbour.quantity.span.end : quantity.span.start]
        if quantity.dimension == "money" and _PARALLEL.fullmatch(between):
            return True
        if neighbour.per and _BARE_ITEM.fullmatch(between):
            return True
        return "、" in between and not re.search("[，；]|已|实[际建配有]|在建|完成", between)

    def _is_part_of_norm(self, whole: Figure, quantity: Quantity) -> bool:
        """每站不少于3名，其中持证人员1名以上: what is asked of a part of what is asked."""
        if whole.status.status != "standard" or whole.status.rule == QUOTA or whole.quantity.unit != quantity.unit:
            return False
        return not re.search("[。；]|已|实[际建配有]|完成|目前", self.wide[whole.quantity.span.end : quantity.span.start])

    # --- a table cell ---

    def _is_cell(self, sentence: Sentence) -> bool:
        blocks = self.document.blocks
        return 0 <= sentence.block < len(blocks) and bool(blocks[sentence.block].header)

    def _cell(self, sentence: Sentence, quantity: Quantity, setting: Setting, region: RegionReader) -> Figure:
        cell = self.cells.read(self.document.blocks[sentence.block], quantity, region, setting.date)
        phrase = as_phrase(quantity)
        time = cell.time or setting.period
        subject = cell.subject or Subject(sentence.span.start, setting.home)
        words = CueWords(self.untitled, sentence.span, self.cues)
        context = self._context(sentence.section, setting)
        told = self._status(sentence, context, cell.quantity, phrase, cell.link, time, None, words)
        status = cell.status or told
        statistic: Statistic = statistic_of(self.document.text, cell.quantity, phrase, self.cues)
        statistic = "growth" if statistic == "share" and cell.growth else statistic
        return Figure(
            sentence, cell.quantity, phrase, cell.link, subject, time, status, None, statistic, cell.unit
        )

    # --- where the sentence stands ---

    def _dated(self, section: Section, moments: _Ordered[TimeValue], date: str) -> TimeValue | None:
        """The time a heading gives to its section (四、2023年工作打算, 一、上半年工作情况)."""
        if section.level >= ITEM_LEVEL or len(section.title) > HEADING:
            return None
        named = moments.inside(section.heading)
        times = governing(self.wide, section.heading, named, date).strong if named else ()
        told = len(times) == 1 and times[0].kind != "until" and not times[0].quote.startswith(("全年", "年内"))
        return times[0] if told and times[0].edtf else None

    def _on_topic(self, sentence: Sentence) -> bool:
        """The report is about the subject, or, in a report on many things, the section is."""
        if self.about:
            return True
        section = sentence.section
        while section >= 0 and self.outer[section] >= 0:
            section = self.outer[section]
        return self.topic.fills(self.segments.sections[section].span if section >= 0 else sentence.span)

    def _new_item(self, section: int) -> bool:
        """What has begun is a heading or list item; an item inside the same one has not."""
        return section < 0 or self.segments.sections[section].level <= ITEM_LEVEL

    def _looks_ahead(self, section: int) -> bool:
        """A heading over the sentence turns to what is to come: the year summed up is not its time."""
        return any(map(_turns_ahead, self._headings(section)))

    def _headings(self, section: int) -> tuple[str, ...]:
        """Titles of a section and of those it stands in, innermost first, list items left out."""
        if section not in self.titles:
            outer = self._headings(self.outer[section])
            row = self.segments.sections[section]
            self.titles[section] = (row.title, *outer) if row.level < ITEM_LEVEL else outer
        return self.titles[section]


@lru_cache(maxsize=256)
def _turns_ahead(heading: str) -> bool:
    """A heading turns to what is to come; kept, since every section below it asks."""
    return _AHEAD.search(heading) is not None


def _levels(figures: list[Figure]) -> list[tuple[Quantity, Link]]:
    """The figures of a sentence that count something themselves: no share, nothing fallen back on."""
    return [
        (figure.quantity, figure.link)
        for figure in figures
        if figure.link.code and figure.quantity.dimension not in RATIOS and not figure.link.fallback
    ]


def _outer_sections(segments: Segments) -> list[int]:
    """For each section the one it lies in, -1 for none."""
    outer: list[int] = []
    stack: list[int] = []
    for n, section in enumerate(segments.sections):
        while stack and segments.sections[stack[-1]].span.end <= section.span.start:
            stack.pop()
        outer.append(stack[-1] if stack else -1)
        stack.append(n)
    return outer


class _Ordered(Generic[Numbered]):
    """Numbers of a report in order, to be asked for those in a span."""

    def __init__(self, rows: Sequence[Numbered]) -> None:
        self._rows: Sequence[Numbered] = rows
        self._starts: list[float] = [*(row.span.start for row in rows), inf]
        self._next = 0

    def upcoming(self, span: Span) -> list[Numbered]:
        """Those that start in a span behind those asked for before."""
        if self._starts[self._next] >= span[1]:
            return []
        found = self.inside(span)
        self._next = bisect_left(self._starts, span[1], self._next)
        return found

    def inside(self, span: Span) -> list[Numbered]:
        """Those that start in a span."""
        start, end = span
        first = bisect_left(self._starts, start)
        return list(self._rows[first : bisect_left(self._starts, end, first)])


class _Told(Generic[Answer]):
    """What the innermost heading that tells says, for a section; each heading is asked once."""

    def __init__(
        self, segments: Segments, outer: list[int], tell: Callable[[Section], Answer | None]
    ) -> None:
        self._sections, self._outer = segments.sections, outer
        self._tell: Callable[[Section], Answer | None] = tell
        self._told: dict[int, Answer | None] = {-1: None}

    def of(self, section: int) -> Answer | None:
        """The answer for a section, -1 for none."""
        if section not in self._told:
            own = self._tell(self._sections[section])
            self._told[section] = self.of(self._outer[section]) if own is None else own
        return self._told[section]
