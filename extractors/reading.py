"""Reading the sentences of a report: what each figure counts, of whom, when, and with what standing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from extractors.assignment import assign
from extractors.cell_prose import with_headers
from extractors.cells import Cell, CellReader, as_phrase
from extractors.contexts import Context, context_of
from extractors.cue_words import CueWords
from extractors.elapsed import as_it_stands
from extractors.figures import NOBODY, NOWHERE, UNTIMED, Cut, Figure, Located, Timed, Worded
from extractors.labels import labelled
from extractors.leads import BY_PLACE
from extractors.linking import linker_of
from extractors.links import Link
from extractors.moments import SPOKEN
from extractors.outline import HEADING, Outline, Told
from extractors.passage import Passage
from extractors.persons import THING, counted
from extractors.phrases import RATIOS, Phrase, phrases, transparent
from extractors.rates import Per, PerScope
from extractors.region_reader import RegionReader
from extractors.rulings import UNRULED, governing
from extractors.segments import ITEM_LEVEL, Segments
from extractors.settings import Setting
from extractors.shares import link_shares, statistic_of
from extractors.situations import Ordered, Situated, situated
from extractors.status import ASKED, QUOTA, Decision, Standing, is_timeless, status_of
from extractors.subjects import Subject
from extractors.terms import Words, finder_of
from extractors.timing import TimeScope, due, with_its_list, with_its_whole
from extractors.topic import Topic
from schemas.codebook import Codebook
from schemas.cues import Cues, load_cues
from schemas.patterns import any_of
from schemas.records import Document, Quantity, Section, Sentence, Span, Statistic, TimeValue

BATCH = 1024
"""So many sentences are read together."""
_BARE_ITEM = re.compile(f"，(?:入户)?(?:{any_of(load_cues().structure.deeds)})[^，。；已共累实\\d]{{0,8}}")
"""每年完成个案不少于15个，入户探访600人次."""
_PARALLEL = re.compile("[，；](?:而)?(?![一-龥]{0,5}(?:目前|现|已|实|到位|发放|支出|[去上今]年))[一-龥]{1,6}每[月人年](?:每[月年])?")
"""Between two rates of a list: 初级每月100元，中级每月200元."""


@dataclass(slots=True)
class Going:
    """A report that is being read, and what was told in it so far.

    about:    it is about the codebook's subject.
    contexts: by headings.
    previous: the figures of the last sentence in the block that counts anything.
    """

    number: int
    setting: Setting
    sentences: Iterator[Situated]
    region: RegionReader
    time: TimeScope
    years: Told[TimeValue]
    rates: PerScope
    about: bool
    contexts: dict[tuple[str, ...], Context] = field(default_factory=dict)
    previous: list[tuple[Quantity, Link]] = field(default_factory=list)


def _together(reports: Iterable[Going]) -> Iterator[list[tuple[Going, list[Situated]]]]:
    """The sentences of reports in order, no more than `BATCH` at a time."""
    batch: list[tuple[Going, list[Situated]]] = []
    left = BATCH
    for going in reports:
        while part := list(islice(going.sentences, left)):
            batch.append((going, part))
            left -= len(part)
            if not left:
                yield batch
                batch, left = [], BATCH
    if batch:
        yield batch


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
        self.outline = Outline(segments)
        self.headings: dict[Span, Words] = {}
        self.spoken = [match.start() for match in SPOKEN.finditer(self.wide)]
        self.sentences = iter(segments.sentences)
        self.upcoming = next(self.sentences, None)

    def read(self, reports: list[tuple[int, Setting]]) -> Iterator[tuple[int, list[Figure]]]:
        """The figures of the next reports, each by its number, a list for each sentence that has any.

        Question by question for many sentences together, of one report or of several: a processor has near at hand
        what it has just done, and does the same again in half the time.
        """
        begun = [self._begun(report) for report in reports]
        for batch in _together(begun):
            worded = [self._worded(*part) for part in batch]
            timed = [self._timed(*part, words) for part, words in zip(batch, worded, strict=True)]
            located = [self._located(*part) for part in batch]
            rated = [self._rated(*part, words) for part, words in zip(batch, worded, strict=True)]
            for (going, part), words, times, places, pers in zip(batch, worded, timed, located, rated, strict=True):
                for figures in self._figures(going, part, words, times, places, pers):
                    yield going.number, figures
        for going in begun:
            going.region.end()

    def _begun(self, report: tuple[int, Setting]) -> Going:
        """A report of which nothing has been read."""
        number, setting = report
        time, moments = TimeScope(setting.period, now=setting.date[:4]), Ordered(setting.scan.times)
        time.told.plan = setting.plan.edtf if setting.plan else ""
        time.told.period = setting.period.edtf if setting.period else ""
        return Going(
            number,
            setting,
            situated(self.document, self.wide, self.outline, setting, self._sentences_of(number)),
            RegionReader(self.view, setting.home, setting.masked),
            time,
            Told(self.outline, lambda section: self._dated(section, moments, setting.date)),
            PerScope(self.wide, self.cues),
            self.topic.pervades(setting.report),
        )

    def _sentences_of(self, number: int) -> Iterator[tuple[Sentence, Sentence | None]]:
        """Those of a report, each with the one behind it; they come once, report by report."""
        while self.upcoming is not None and self.upcoming.report <= number:
            sentence, self.upcoming = self.upcoming, next(self.sentences, None)
            if sentence.report == number:
                yield sentence, self.upcoming

    # --- what its figures count ---

    def _worded(self, going: Going, batch: list[Situated]) -> list[Worded | None]:
        """What the figures of each sentence count; None for sentences without, and for cells."""
        cut = [self._cut(each) if each.quantities and each.prose else None for each in batch]
        heard = [of and Words(self.finder, self.untitled, each.sentence.span) for each, of in zip(batch, cut, strict=True)]
        found: list[Worded | None] = [None] * len(batch)
        for i, (each, of, words) in enumerate(zip(batch, cut, heard, strict=True)):
            if each.begins and not BY_PLACE.match(self.wide, each.sentence.span.start):
                going.previous = []
            if of and words:
                found[i] = self._linked(going, each.sentence, of, words)
        return found

    def _cut(self, each: Situated) -> Cut:
        """The figures of a sentence with their phrases and the units that a label told."""
        told = [counted(self.view, q) if q.unit == THING else labelled(self.document.text, q) for q in each.quantities]
        quantities = [quantity for quantity, _ in told]
        return Cut(quantities, [unit for _, unit in told], phrases(self.view, each.sentence.span, quantities))

    def _linked(self, going: Going, sentence: Sentence, cut: Cut, words: Words) -> Worded:
        quantities, span = cut.quantities, sentence.span
        starts, heading = [quantity.span.start for quantity in quantities], self.outline.heading_over(sentence)
        passage = Passage(self.view, quantities, cut.around, words, starts, span.start, heading, self._heading_words)
        links = link_shares(passage, self.linker.link(passage, going.previous), self.linker, going.previous)
        on_topic = going.about or self._on_topic(sentence)
        checked: list[Link] = []
        for link, quantity, phrase in zip(links, quantities, cut.around, strict=True):
            whole = checked[phrase.parent] if phrase.parent >= 0 else None
            of = checked[link.inherited] if quantity.dimension in RATIOS and 0 <= link.inherited < len(checked) else None
            if of and of.code is None:  # what grew is none of the subject's
                checked.append(of)
                continue
            checked.append(self.topic.check(link, span, on_topic, quantity, whole=whole))
        going.previous = _levels(quantities, checked) or going.previous
        return Worded(quantities, cut.units, cut.around, checked)

    # --- when, and of whom ---

    def _timed(self, going: Going, batch: list[Situated], worded: list[Worded | None]) -> list[Timed]:
        """The times that govern the figures of each sentence."""
        scope, setting = going.time, going.setting
        found = [UNTIMED] * len(batch)
        for i, (each, words) in enumerate(zip(batch, worded, strict=True)):
            span, section = each.sentence.span, each.sentence.section
            if each.moved:
                scope.heading = going.years.of(section)
                scope.period = scope.heading or (None if self.outline.looks_ahead(section) else setting.period)
                context = self._context(going, section)
                scope.told.ahead = context.plans or context.planned
            if each.year and (each.moved or each.begins):
                scope.heading = scope.period = each.year
            if each.moved or each.begins:
                scope.enter(each.fresh, each.item)
            if scope.event:
                scope.scene(self.wide, span)
            if each.times or self._speaks(span):
                ruling = governing(self.wide, span, each.times, setting.date, each.quantities, scope.told)
            elif words or each.opens:
                ruling = UNRULED
            else:
                continue
            if words:
                figures = zip(words.quantities, words.around, strict=True)
                times = [scope.of(self.wide, quantity, ruling, phrase.clause) for quantity, phrase in figures]
                found[i] = Timed(times, scope.heading)
            if each.opens or ruling.strong or ruling.exam:
                scope.leave(ruling, opens=each.opens, announces=each.told, idle=each.quantities[-1].span.end if each.quantities else span.start)
        return found

    def _speaks(self, span: Span) -> bool:
        """A word stands there that may tell a time by the whole sentence."""
        first = bisect_left(self.spoken, span.start)
        return first < len(self.spoken) and self.spoken[first] < span.end

    def _located(self, going: Going, batch: list[Situated]) -> list[Located]:
        """The subjects of each sentence with figures, and the cells of tables as they are read."""
        region, date = going.region, going.setting.date
        found = [NOWHERE] * len(batch)
        for i, each in enumerate(batch):
            if each.moved or each.begins:
                region.enter(each.fresh, each.division)
            told: list[Subject] = []
            if each.quantities and each.prose:
                told = region.subjects(each.sentence.span)
            else:
                region.pass_over(each.sentence.span)
            if each.quantities:
                cells = [self.cells.read(each.cell, quantity, region, date) for quantity in each.quantities] if each.cell else []
                found[i] = Located(told, cells)
        return found

    def _rated(self, going: Going, batch: list[Situated], worded: list[Worded | None]) -> list[list[Per | None]]:
        """What each figure of each sentence is for each one of."""
        rates = going.rates
        found = [NOBODY] * len(batch)
        for i, (each, words) in enumerate(zip(batch, worded, strict=True)):
            if each.moved:
                rates.stand_under(self.outline.headings_over(each.sentence))
            if each.fresh and not each.item:
                rates.close_list()
            if words:
                rates.enter(each.sentence.span)
                pers: list[Per | None] = []
                for n, phrase in enumerate(words.around):
                    pers.append(rates.of(phrase, words.quantities, n, pers))
                found[i] = pers
            if each.opens:
                rates.opens_list(each.sentence.span)
        return found

    # --- the figures ---

    def _figures(
        self, going: Going, batch: list[Situated], worded: list[Worded | None], timed: list[Timed],
        located: list[Located], rated: list[list[Per | None]],
    ) -> Iterator[list[Figure]]:  # fmt: skip
        for each, words, time, where, pers in zip(batch, worded, timed, located, rated, strict=True):
            if words:
                figures = self._sentence(going, each, words, where.subjects, time, pers)
                yield list(map(with_headers, figures, where.cells)) if where.cells else figures
            elif where.cells:
                yield [self._cell(going, each.sentence, cell) for cell in where.cells]

    def _sentence(
        self, going: Going, each: Situated, words: Worded, subjects: list[Subject], timed: Timed, pers: list[Per | None],
    ) -> list[Figure]:  # fmt: skip
        sentence, text, quantities, setting = each.sentence, self.document.text, words.quantities, going.setting
        span = sentence.span
        assigned = assign(self.view, quantities, subjects)
        cues, context = CueWords(self.untitled, span, self.cues), self._context(going, sentence.section)
        context = context._replace(plans=True) if each.asked else context
        figures: list[Figure] = []
        for i, (quantity, phrase) in enumerate(zip(quantities, words.around, strict=True)):
            link, time, per = words.links[i], timed.times[i], pers[i]
            whole = figures[phrase.parent] if phrase.parent >= 0 else None
            time = with_its_whole(text, time, whole.time, whole.quantity, quantity) if whole else time
            neighbour = figures[phrase.listed] if phrase.listed >= 0 else None
            time = with_its_list(text, time, neighbour.time, neighbour.quantity, quantity) if neighbour and neighbour.time is not time else time
            status = self._status(sentence, context, quantity, phrase, link, time, per, cues)
            if neighbour and self._shares_norm(neighbour, quantity, status):
                status = neighbour.status
            elif whole and status.rule == "default" and self._is_part_of_norm(whole, quantity):
                status = whole.status
            told = time and time.span.end <= span.start and time not in (setting.period, timed.heading)
            if time and told and is_timeless(status, time, setting.date):
                time = None  # a rule is of no time that a sentence before told
            if time is None and status.status == "target" and setting.plan:
                time = due(setting.plan, self.wide[slice(*phrase.clause)])
            afar = time is setting.period is not timed.heading and time and not span.start <= time.span.start < span.end
            if time and afar and not each.cell and status.status == "actual" and link.code in self.codebook.instants:
                time = as_it_stands(time, text[phrase.clause.start : quantity.span.start])
            last = figures[-1] if figures else None
            statistic = statistic_of(text, quantity, phrase, self.cues, last and last.quantity, last.statistic if last else "level")
            figures.append(
                Figure(sentence, quantity, phrase, link, assigned[i], time, status, per, statistic, words.units[i])
            )
        return figures

    def _heading_words(self, heading: Span) -> Words:
        """The words of a heading, found once for all its figures."""
        if heading not in self.headings:
            self.headings[heading] = Words(self.finder, self.untitled, heading)
        return self.headings[heading]

    def _status(
        self, sentence: Sentence, context: Context, quantity: Quantity, phrase: Phrase, link: Link,
        time: TimeValue | None, per: Per | None, words: CueWords,
    ) -> Decision:  # fmt: skip
        row = self.codebook.indicators[link.code] if link.code else None
        asked = bool(context.tender and link.code and link.code.startswith(ASKED))
        standing = Standing(context, time, per[0] if per else None, norm=bool(row and row.norm_per), asked=asked)
        return status_of(self.untitled, sentence.span, quantity, phrase, words, standing)

    def _context(self, going: Going, section: int) -> Context:
        """What the headings of a section and the title of the report say of the standing of its figures."""
        headings = self.outline.titles(section)
        context = going.contexts.get(headings)
        if context is None:
            setting = going.setting
            context = going.contexts[headings] = context_of(headings, setting.report.title, setting.date)
        return context

    def _shares_norm(self, neighbour: Figure, quantity: Quantity, status: Decision) -> bool:
        """An item joined by 、 to a norm is a norm (电脑不少于2台、打印机1台), and a rate beside one."""
        between = self.wide[neighbour.quantity.span.end : quantity.span.start]
        if status.rule == "default" and between == "/":
            return True  # 指标8个/48节
        if status.rule != "default" or neighbour.status.status != "standard" or neighbour.status.rule == QUOTA:
            return False
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

    def _cell(self, going: Going, sentence: Sentence, cell: Cell) -> Figure:
        phrase = as_phrase(cell.quantity)
        time = cell.time or going.years.of(sentence.section) or going.setting.period
        subject = cell.subject or Subject(sentence.span.start, going.setting.home)
        words = CueWords(self.untitled, sentence.span, self.cues)
        context = self._context(going, sentence.section)
        told = self._status(sentence, context, cell.quantity, phrase, cell.link, time, None, words)
        status = cell.status or told
        statistic: Statistic = statistic_of(self.document.text, cell.quantity, phrase, self.cues)
        statistic = "growth" if statistic == "share" and cell.growth else statistic
        return Figure(
            sentence, cell.quantity, phrase, cell.link, subject, time, status, None, statistic, cell.unit
        )

    # --- where the sentence stands ---

    def _dated(self, section: Section, moments: Ordered[TimeValue], date: str) -> TimeValue | None:
        """The time a heading gives to its section (四、2023年工作打算, 一、上半年工作情况)."""
        if section.level >= ITEM_LEVEL or len(section.title) > HEADING:
            return None
        named = moments.inside(section.heading)
        times = governing(self.wide, section.heading, named, date).strong if named else ()
        told = len(times) == 1 and times[0].kind != "until" and not times[0].quote.startswith(("全年", "年内"))
        return times[0] if told and times[0].edtf else None

    def _on_topic(self, sentence: Sentence) -> bool:
        """In a report on many things, the section is about the subject."""
        return self.topic.fills(self.outline.chapter(sentence.section) or sentence.span)

def _levels(quantities: list[Quantity], links: list[Link]) -> list[tuple[Quantity, Link]]:
    """The figures of a sentence that count something themselves: no share, nothing fallen back on."""
    return [
        (quantity, link)
        for quantity, link in zip(quantities, links, strict=True)
        if link.code and quantity.dimension not in RATIOS and not link.fallback
    ]
