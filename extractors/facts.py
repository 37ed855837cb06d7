"""Text to facts: the one orchestrator of the extractors.

1. segments    cut the document into reports, sections, sentences
2. setting     each report's own division and date
3. numbers     every number: quantity, time, or a non-quantity with its reason
4. linking     what each quantity counts, with its rivals
5. scopes      region, time, status, per, breakdowns
6. facts       records tied to the source; every number accounted for
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from extractors.linking import BASE_UNIT, Link, Linker, dims_of
from extractors.numbers import Scan, scan
from extractors.phrases import RATIOS, Phrase, phrases, transparent
from extractors.regions import RegionScope, Subject, assign, home_of
from extractors.report_date import latest_year, report_date, report_period
from extractors.segments import ITEM_LEVEL, ReportSpan, Segments, segment
from extractors.shares import link_shares, statistic_of
from extractors.status import Decision, is_reward_rule, per_of, status_of
from extractors.terms import Hit, TermFinder, wide, within
from extractors.timing import Ruling, TimeScope, governing
from extractors.topic import Topic
from schemas.codebook import Codebook
from schemas.cues import Cues, load_cues
from schemas.divisions import Division
from schemas.records import (
    Document,
    Evidence,
    Extraction,
    Fact,
    Mention,
    NumberRow,
    Quantity,
    Region,
    Report,
    Sentence,
    Span,
    TimeValue,
)

OTHER = "other"
_IDLE = ("duration", "age", "length")
"""Dimensions that are no figure of the work unless an indicator claims them."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a whole report: its division, its date, and its numbers."""

    report: ReportSpan
    home: Division | None
    masked: bool
    date: str
    period: TimeValue | None
    """The time the whole report is about, where its title or its opening says so."""
    scan: Scan


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures of one sentence with all that was decided about them."""

    sentence: Sentence
    quantities: list[Quantity]
    around: list[Phrase]
    links: list[Link]
    subjects: list[Subject]
    times: list[TimeValue | None]
    statuses: list[Decision]
    pers: list[tuple[str, Span] | None]


def extract(document: Document, codebook: Codebook, cues: Cues | None = None) -> Extraction:
    """All facts of a document, and the account of all its numbers.

    Pure: the same document and codebook give the same extraction, fact ids included.
    """
    cues = cues or load_cues()
    segments = segment(document)  # 1
    settings = _settings(document, segments)  # 2, 3
    reader = _Reader(document, codebook, cues, segments)
    facts: list[Fact] = []
    idle: list[Mention] = []
    for number, setting in enumerate(settings):
        for reading in reader.read(number, setting):  # 4, 5
            made, left = _facts(document, codebook, reading, setting)  # 6
            facts.extend(made)
            idle.extend(left)
        idle.extend(setting.scan.mentions)
        idle.extend(Mention(span=t.span, quote=t.quote, reason="date") for t in setting.scan.times)
    return Extraction(
        doc=document.name,
        sha256=document.sha256,
        reports=tuple(map(_report, settings)),
        sections=segments.sections,
        sentences=segments.sentences,
        facts=tuple(facts),
        numbers=_numbers(document, facts, idle),
    )


# --- 2, 3: the setting of each report ---


def _settings(document: Document, segments: Segments) -> list[Setting]:
    text, settings = document.text, []
    outer: Division | None = None
    latest = latest_year(text, document.name)
    for n, report in enumerate(segments.reports):
        home, how = home_of(text, report, document.name if len(segments.reports) == 1 else "", outer)
        date = report_date(text, report.span, report.lines, latest)
        if n == 0:
            outer = home if how == "title" else None
        found = scan(text, date, report.span.start, report.span.end)
        period = report_period(text, report, found.times, date)
        settings.append(Setting(report, home, how == "masked", date, period, found))
    return settings


def _report(setting: Setting) -> Report:
    home = setting.home
    body = next(
        (line for line in reversed(setting.report.lines) if re.search(r"[局厅委办]$|政府$|中心$", line)), ""
    )
    return Report(
        span=setting.report.span,
        title=setting.report.title,
        body=body,
        date=setting.date,
        region=Region(name=home.name, adcode=home.adcode) if home else None,
    )


# --- 4, 5: sentence by sentence ---


class _Reader:
    """Reads the sentences of a document in order, scopes carried along."""

    def __init__(self, document: Document, codebook: Codebook, cues: Cues, segments: Segments) -> None:
        self.document = document
        self.text = document.text
        self.wide = wide(document.text)
        self.view = transparent(self.wide)
        self.untitled = _without_titles(self.wide)
        self.codebook, self.cues, self.segments = codebook, cues, segments
        self.linker = Linker(codebook, cues)
        self.hits = TermFinder(codebook).find(self.untitled)
        self.topic = Topic(codebook, self.view)
        self.outer = _outer_sections(segments)

    def read(self, number: int, setting: Setting) -> list[Reading]:
        """The readings of one report."""
        readings: list[Reading] = []
        region, time = RegionScope(setting.home, setting.masked), TimeScope(setting.period)
        block = section = last_block = -2
        previous: tuple[Quantity, Link] | None = None
        quantities, times = setting.scan.quantities, setting.scan.times
        for sentence in (s for s in self.segments.sentences if s.report == number):
            fresh = sentence.block != block or self._new_item(section, sentence.section)
            block, section = sentence.block, sentence.section
            region.enter(fresh)
            time.enter(fresh)
            mine = _quantities_in(quantities, sentence.span)
            ruling = governing(self.text, sentence.span, _times_in(times, sentence.span), setting.date)
            subjects = region.subjects(self.view, sentence.span)
            previous = None if fresh and sentence.block != last_block else previous
            last_block = sentence.block
            if mine:
                readings.append(
                    self._reading(
                        sentence,
                        setting,
                        mine,
                        within(self.hits, sentence.span),
                        ruling,
                        subjects,
                        time,
                        self._on_topic(setting, sentence),
                        previous,
                    )
                )
                previous = _last_level(readings[-1]) or previous
            time.leave(ruling)
        return readings

    def _reading(
        self,
        sentence: Sentence,
        setting: Setting,
        quantities: list[Quantity],
        hits: list[Hit],
        ruling: Ruling,
        subjects: list[Subject],
        scope: TimeScope,
        on_topic: bool,
        previous: tuple[Quantity, Link] | None,
    ) -> Reading:
        around = phrases(self.view, sentence.span, quantities)
        links = self.linker.link(self.view, quantities, around, hits, previous)
        links = link_shares(self.view, sentence.span, quantities, around, links, hits, self.linker)
        links = [
            self.topic.check(link, sentence.span, on_topic, quantity)
            for link, quantity in zip(links, quantities, strict=True)
        ]
        times = [
            scope.of(self.text, quantity, ruling, phrase.clause)
            for quantity, phrase in zip(quantities, around, strict=True)
        ]
        pers: list[tuple[str, Span] | None] = []
        for i, phrase in enumerate(around):
            earlier = pers[phrase.listed] if phrase.listed >= 0 else None
            pers.append(per_of(self.wide, phrase, quantities, i, self.cues, earlier))
        headings = self._headings(sentence)
        statuses: list[Decision] = []
        for i in range(len(quantities)):
            statuses.append(
                self._status(sentence, setting, quantities, around, links, times, pers, statuses, headings, i)
            )
        return Reading(
            sentence,
            quantities,
            around,
            links,
            assign(self.view, quantities, subjects),
            times,
            statuses,
            pers,
        )

    def _status(
        self,
        sentence: Sentence,
        setting: Setting,
        quantities: list[Quantity],
        around: list[Phrase],
        links: list[Link],
        times: list[TimeValue | None],
        pers: list[tuple[str, Span] | None],
        before: list[Decision],
        headings: tuple[str, ...],
        i: int,
    ) -> Decision:
        """The status of one figure; an item of a list joined by 、 shares its neighbour's norm."""
        time, per, code = times[i], pers[i], links[i].code
        found = status_of(
            self.untitled,
            sentence.span,
            quantities[i],
            around[i],
            self.cues,
            per=per[0] if per else None,
            headings=headings,
            title=setting.report.title,
            future=_future(time, setting.date),
            deadline=bool(time and time.quote.endswith("前") and not _past(time, setting.date)),
            past=bool(time and time.kind in ("point", "span") and _past(time, setting.date)),
            norm=bool(code and self.codebook.indicators[code].norm_per),
        )
        listed = around[i].listed
        if found.rule != "default" or listed < 0 or before[listed].status != "standard":
            return found
        between = self.wide[quantities[listed].span.end : quantities[i].span.start]
        return before[listed] if "、" in between and "，" not in between and "；" not in between else found

    def _on_topic(self, setting: Setting, sentence: Sentence) -> bool:
        """The report is about the subject, or, in a report on many things, the section is."""
        section = sentence.section
        while section >= 0 and self.outer[section] >= 0:
            section = self.outer[section]
        own = self.segments.sections[section].span if section >= 0 else sentence.span
        return self.topic.holds(setting.report.span, own)

    def _new_item(self, before: int, now: int) -> bool:
        """A heading or list item has begun; an item inside the same one has not."""
        if before == now or now < 0:
            return before != now
        return self.segments.sections[now].level <= ITEM_LEVEL

    def _headings(self, sentence: Sentence) -> tuple[str, ...]:
        """Titles of the sections the sentence stands in, innermost first, list items left out."""
        found, section = [], sentence.section
        while section >= 0:
            if self.segments.sections[section].level < ITEM_LEVEL:
                found.append(self.segments.sections[section].title)
            section = self.outer[section]
        return tuple(found)


def _last_level(reading: Reading) -> tuple[Quantity, Link] | None:
    """The last figure of a sentence that counts something itself: no share, no part."""
    for quantity, link in zip(reversed(reading.quantities), reversed(reading.links), strict=True):
        if link.code and quantity.dimension not in RATIOS and not link.fallback:
            return quantity, link
    return None


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


def _without_titles(view: str) -> str:
    """Names of documents 《…》 blanked, one character for one: what they name is not what is counted."""
    return re.sub(r"《[^》\n]{0,80}》", lambda m: "\x02" * len(m[0]), view)


def _quantities_in(rows: tuple[Quantity, ...], span: Span) -> list[Quantity]:
    start = bisect_left(rows, span.start, key=lambda r: r.span.start)
    return list(takewhile(lambda r: r.span.start < span.end, rows[start:]))


def _times_in(rows: tuple[TimeValue, ...], span: Span) -> list[TimeValue]:
    start = bisect_left(rows, span.start, key=lambda r: r.span.start)
    return list(takewhile(lambda r: r.span.start < span.end, rows[start:]))


def _future(time: TimeValue | None, date: str) -> bool:
    """A figure's time lies after the report's year."""
    if not time or not date or time.kind == "since":
        return False
    start = time.edtf.split("/")[0]
    width = min(len(start), len(date))
    return bool(width) and start[:width] > date[:width]


def _past(time: TimeValue, date: str) -> bool:
    """A figure's time lies before the report's, as far as both are known."""
    width = min(len(time.edtf), len(date))
    return bool(width) and time.edtf[:width] < date[:width]


# --- 6: the records ---


def _facts(
    document: Document, codebook: Codebook, reading: Reading, setting: Setting
) -> tuple[list[Fact], list[Mention]]:
    """The facts of a sentence, and the quantities that are no figure of the work."""
    made: dict[int, Fact] = {}
    left: list[Mention] = []
    for i, quantity in enumerate(reading.quantities):
        link = reading.links[i]
        if _is_base(document.text, quantity):
            left.append(Mention(span=quantity.span, quote=quantity.quote, reason="structure"))
            continue
        if link.code is None and quantity.dimension in _IDLE:
            left.append(
                Mention(
                    span=quantity.span,
                    quote=quantity.quote,
                    reason="age" if quantity.dimension == "age" else "duration",
                )
            )
            continue
        made[i] = _fact(document, codebook, reading, setting, i)
    for i, fact in made.items():
        parent = reading.around[i].parent
        if parent in made and made[parent].indicator == fact.indicator and fact.statistic == "level":
            made[i] = fact.model_copy(update={"part_of": made[parent].id})
            whole = made[parent]
            missing = {
                name: "all" for name in fact.dims if name not in whole.dims and name in ("level", "grade")
            }
            made[parent] = whole.model_copy(update={"dims": {**whole.dims, **missing}}) if missing else whole
    return list(made.values()), left


def _is_base(text: str, quantity: Quantity) -> bool:
    """The base of a rate, no figure: 每万人拥有3名, 每千名老人."""
    return text[quantity.span.start - 1 : quantity.span.start] == "每" and quantity.quote[0] in "百千万"


def _fact(document: Document, codebook: Codebook, reading: Reading, setting: Setting, i: int) -> Fact:
    quantity, link, subject = reading.quantities[i], reading.links[i], reading.subjects[i]
    time, status, per, phrase = reading.times[i], reading.statuses[i], reading.pers[i], reading.around[i]
    code = link.code or OTHER
    quantity = _with_unit(quantity, codebook, code)
    locator = document.locate(quantity.span)
    statistic = statistic_of(document.text, quantity, phrase)
    indicator = codebook.indicators.get(code)
    near = document.text[phrase.lead.start : phrase.tail.end]
    clause = document.text[max(reading.sentence.span.start, phrase.lead.start - 40) : phrase.rest.end]
    division = subject.division
    qualifier = quantity.qualifier
    if qualifier == "more_than" and status.status == "standard" and "以上" in quantity.quote:
        qualifier = "at_least"
    per_code = per[0] if per else None
    if not per and status.status == "standard":
        reward = is_reward_rule(document.text, reading.sentence.span, quantity)
        per_code = "person" if reward else (indicator.norm_per or None) if indicator else None
    return Fact(
        id=fact_id(document.name, locator.start, locator.end, code, statistic),
        doc=document.name,
        start=locator.start,
        end=locator.end,
        quote=locator.quote,
        indicator=code,
        statistic=statistic,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        qualifier=qualifier,
        per=per_code,
        status=status.status,
        region=division.name if division else None,
        adcode=division.adcode if division else None,
        place=subject.place,
        time=time.edtf if time else "",
        dims=dims_of(indicator, codebook, near, clause) if indicator else {},
        confidence=link.confidence,
        span=quantity.span,
        sentence=reading.sentence.span,
        report=reading.sentence.report,
        locator=locator,
        evidence=tuple(_evidence(link, subject, time, status, per)),
        rivals=tuple(f"{rival}:{score}" for rival, score in link.rivals),
    )


def fact_id(doc: str, start: int, end: int, code: str, statistic: str) -> str:
    """Twelve hexadecimal digits; the same document, place and indicator keep their id from run to run."""
    return hashlib.sha256(f"{doc}\0{start}\0{end}\0{code}\0{statistic}".encode()).hexdigest()[:12]


def _with_unit(quantity: Quantity, codebook: Codebook, code: str) -> Quantity:
    """A bare number (近500万财政支持) takes the unit of what it counts, and is marked so."""
    indicator = codebook.indicators.get(code)
    if quantity.dimension != "bare" or not indicator:
        return quantity
    dimension = next((d for d in indicator.dimensions if d in BASE_UNIT), "")
    return quantity.model_copy(
        update={"unit": BASE_UNIT.get(dimension, ""), "dimension": dimension or "bare", "inferred": True}
    )


def _evidence(
    link: Link, subject: Subject, time: TimeValue | None, status: Decision, per: tuple[str, Span] | None
) -> Iterator[Evidence]:
    for span, word in link.words:
        yield Evidence(field="indicator", span=span, rule=f"{link.code} ← {word}")
    yield Evidence(field="region", span=subject.span, rule=subject.rule)
    if time:
        yield Evidence(field="time", span=time.span, rule=time.quote)
    if status.rule != "default":
        yield Evidence(field="status", span=status.span, rule=status.rule)
    if per:
        yield Evidence(field="per", span=per[1], rule=per[0])


def _numbers(document: Document, facts: list[Fact], idle: list[Mention]) -> tuple[NumberRow, ...]:
    """One row for every number of the source, in the source's order."""
    rows = [NumberRow(doc=document.name, start=f.start, end=f.end, quote=f.quote, fact=f.id) for f in facts]
    for mention in idle:
        place = document.locate(mention.span)
        rows.append(
            NumberRow(
                doc=document.name, start=place.start, end=place.end, quote=place.quote, reason=mention.reason
            )
        )
    for piece in document.furniture:
        rows.extend(
            NumberRow(
                doc=document.name,
                start=piece.start + m.start(),
                end=piece.start + m.end(),
                quote=m[0],
                reason="page" if piece.kind == "page" else "heading",
            )
            for m in re.finditer(r"[0-9０-９]+", document.source[piece.start : piece.end])
        )
    return tuple(sorted(rows, key=lambda row: (row.start, row.end)))
