"""Text to facts: the one orchestrator of the extractors.

1. segments    cut the document into reports, sections, sentences
2. settings    each report's own division, date and period, and its numbers:
               every one a quantity, a time, or a non-quantity with its reason
3. reading     sentence by sentence: what each quantity counts, with its rivals; region, time, status, per
4. facts       records tied to the source
5. numbers     every number accounted for
"""

from __future__ import annotations

import gc
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from operator import attrgetter, itemgetter
from typing import NamedTuple

from extractors.bounds import far_bound
from extractors.breakdowns import dims_of, with_unit
from extractors.confidence import sureness
from extractors.figures import Figure
from extractors.rates import receiver_of
from extractors.reading import Reader
from extractors.segments import Segments, segment
from extractors.settings import Setting, settings_together
from extractors.status import is_reward_rule
from extractors.terms import wide
from schemas.codebook import Codebook, Indicator
from schemas.cues import Cues, load_cues
from schemas.records import (
    Document,
    Evidence,
    Extraction,
    Fact,
    NumberRow,
    Quantity,
    Reason,
    Region,
    Report,
    Span,
)
from schemas.trusted import changed, trusted

OTHER = "other"
BATCH = 256
"""So many sentences are read before their facts are made: a processor has near at hand what it has just done, and does
the same again twice as fast."""
_OF_ANOTHER = re.compile("每[家个所名位支]?(?:机构|医院|学校|企业|岗位|组织|团队|项目|小组|养老院|福利院|敬老院)[^，。；]{0,14}$")
"""每家机构派驻社工不少于5名: a norm for something else than its indicator's norms are for."""
FOR_EACH = 24
"""How far before a figure such words may begin, in characters."""
_HELD_AGAINST = re.compile("[，,；;](?:但|而|目前|现|仅)?(?:实际|实有|实配|到岗|缺口|尚缺)")
"""What a norm is held against behind it is of the whole: 已建站点应配社工144名，实际到岗97名."""
_BODY = re.compile("[局厅委办]$|政府$|中心$")
_IDLE = ("duration", "age", "length")
"""Dimensions that are no figure of the work unless an indicator claims them."""


def extract(document: Document, codebook: Codebook, cues: Cues | None = None) -> Extraction:
    """All facts of a document, and the account of all its numbers.

    Pure: the same document and codebook give the same extraction, fact ids included.
    """
    with without_collection():
        return _extract(document, codebook, cues or load_cues())


def figures_of(document: Document, codebook: Codebook, cues: Cues | None = None) -> Iterator[Figure]:
    """Every quantity of a document with all that was decided about it, before it is made a fact or left out."""
    segments = segment(document)
    reader = Reader(document, codebook, cues or load_cues(), segments)
    first = 0
    for settings in settings_together(document, segments):
        for _, figures in reader.read(list(enumerate(settings, first))):
            yield from figures
        first += len(settings)


@contextmanager
def without_collection() -> Iterator[None]:
    """No search for reference cycles: what an extraction makes has none and lives to its end, and the collector
    would look through all of it, and the dictionaries, again and again (a tenth of the time)."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.freeze()  # these two make all that is new old, which spares the collector one more look at it
            gc.unfreeze()
            gc.enable()


class Piece(NamedTuple):
    """What was understood of one report: its record, its facts, and its numbers in the source's order."""

    report: Report
    facts: list[Fact]
    numbers: list[NumberRow]


def pieces_of(document: Document, codebook: Codebook, cues: Cues, segments: Segments) -> Iterator[Piece]:
    """What `extract` gives, report by report, so that nobody has to hold all of a long document at once.

    `segments`: those of the document. The numbers of its furniture are left to `furniture_numbers`.
    """
    reader = Reader(document, codebook, cues, segments)
    first = 0
    for settings in settings_together(document, segments):  # 2
        group = list(enumerate(settings, first))
        first += len(group)
        unsure = {number: setting.home.adcode for number, setting in group if setting.home and setting.namesakes}
        facts: dict[int, list[Fact]] = {number: [] for number, _ in group}
        idle: dict[int, list[tuple[Span, Reason]]] = {number: [] for number, _ in group}
        read = reader.read(group)  # 3
        while batch := list(islice(read, BATCH)):
            for number, figures in batch:
                made, left = _facts(document, codebook, figures)  # 4
                facts[number].extend(_without_code(made, unsure[number]) if number in unsure else made)
                idle[number].extend(left)
        for number, setting in group:
            idle[number].extend([(mention.span, mention.reason) for mention in setting.scan.mentions])
            idle[number].extend([(time.span, "date") for time in setting.scan.times])
            yield Piece(_report(setting), facts[number], _numbers(document, facts[number], idle[number]))  # 5


def _extract(document: Document, codebook: Codebook, cues: Cues) -> Extraction:
    segments = segment(document)  # 1
    pieces = list(pieces_of(document, codebook, cues, segments))
    numbers = [row for piece in pieces for row in piece.numbers]
    if document.furniture:
        numbers = sorted([*numbers, *furniture_numbers(document)], key=attrgetter("start", "end"))
    return trusted(
        Extraction,
        {
            "doc": document.name,
            "sha256": document.sha256,
            "reports": tuple([piece.report for piece in pieces]),
            "sections": segments.sections,
            "sentences": tuple(segments.sentences),
            "facts": tuple([fact for piece in pieces for fact in piece.facts]),
            "numbers": tuple(numbers),
            "findings": (),
        },
    )


def _without_code(facts: list[Fact], adcode: str) -> list[Fact]:
    """Facts of a division whose name others bear: the name stands, the code is not known."""
    return [changed(fact, {"adcode": None}) if fact.adcode == adcode else fact for fact in facts]


def _report(setting: Setting) -> Report:
    home = setting.home
    body = next(filter(_BODY.search, reversed(setting.report.lines)), "")
    told = {"field": "date", "span": setting.dated.span, "rule": setting.dated.rule}
    return trusted(
        Report,
        {
            "span": setting.report.span,
            "title": setting.report.title,
            "body": body,
            "region": trusted(Region, {"name": home.name, "adcode": home.adcode}) if home and not setting.namesakes else None,
            "date": setting.date,
            "dated": trusted(Evidence, told) if setting.date else None,
        },
    )


# --- 4: the records ---


def _facts(
    document: Document, codebook: Codebook, figures: list[Figure]
) -> tuple[list[Fact], list[tuple[Span, Reason]]]:
    """The facts of a sentence, and the quantities that are no figure of the work, with the reason."""
    made: dict[int, Fact] = {}
    left: list[tuple[Span, Reason]] = []
    for i, figure in enumerate(figures):
        quantity = figure.quantity
        if _is_base(document.text, quantity):
            left.append((quantity.span, "structure"))
        elif figure.link.code is None and quantity.dimension in _IDLE:
            left.append((quantity.span, "age" if quantity.dimension == "age" else "duration"))
        else:
            made[i] = _fact(document, codebook, figure)
    for i, fact in made.items():
        whole = made.get(figures[i].phrase.parent)
        if whole and whole.indicator == fact.indicator and fact.statistic == "level":
            made[i] = changed(fact, {"part_of": whole.id})
            made[figures[i].phrase.parent] = _with_all(whole, fact)
    return list(made.values()), left


def _with_all(whole: Fact, part: Fact) -> Fact:
    """The whole of parts by level or grade is told as `all`."""
    missing = {name: "all" for name in part.dims if name not in whole.dims and name in ("level", "grade")}
    return changed(whole, {"dims": {**whole.dims, **missing}}) if missing else whole


def _is_base(text: str, quantity: Quantity) -> bool:
    """The base of a rate, no figure: 每万人拥有3名, 每千名老人."""
    return quantity.quote[0] in "百千万" and text.endswith("每", 0, quantity.span.start)


def _fact(document: Document, codebook: Codebook, figure: Figure) -> Fact:
    link, phrase, status, division = figure.link, figure.phrase, figure.status.status, figure.subject.division
    code = link.code or OTHER
    indicator = codebook.indicators.get(code)
    quantity = with_unit(figure.quantity, codebook, code)
    span, sentence, block = quantity.span, figure.sentence.span, figure.sentence.block
    locator = document.locate(span)
    start, end = locator.start, locator.end
    header = document.blocks[block].header if 0 <= block < len(document.blocks) else ""
    if header:
        near = clause = wide(header)  # a cell is told by its headers
    else:
        text, first = document.text, phrase.lead.start
        near, clause = text[first : phrase.tail.end], text[max(sentence.start, first - 40) : phrase.rest.end]
    norm = status == "standard"
    apart = far_bound(document.text, phrase, quantity)
    qualifier = apart[0] if apart else quantity.qualifier
    bounds = (Evidence(field="qualifier", span=apart[1], rule="bound apart"),) if apart else ()
    if qualifier == "more_than" and norm and "以上" in quantity.quote:
        qualifier = "at_least"
    per = _per(document.text, figure, indicator) if figure.statistic == "level" else None
    sure = sureness(document, figure)
    return trusted(
        Fact,
        {
            "id": fact_id(document.name, start, end, code, figure.statistic),
            "doc": document.name,
            "start": start,
            "end": end,
            "quote": locator.quote,
            "indicator": code,
            "statistic": figure.statistic,
            "value": quantity.value,
            "low": quantity.low,
            "high": quantity.high,
            "unit": quantity.unit,
            "qualifier": qualifier,
            "per": per,
            "status": status,
            "region": division.name if division else None,
            "adcode": division.adcode if division else None,
            "place": figure.subject.place,
            "time": figure.time.edtf if figure.time else "",
            "dims": dims_of(indicator, codebook, near, clause) if indicator else {},
            "confidence": sure.confidence,
            "ocr": document.recognition(span) if document.recognized else None,
            "part_of": None,
            "span": span,
            "sentence": sentence,
            "report": figure.sentence.report,
            "locator": locator,
            "evidence": (*_evidence(figure), *bounds, *sure.doubts),
            "rivals": tuple([f"{rival}:{score}" for rival, score in link.rivals if rival != code]),
        },
    )


def _per(text: str, figure: Figure, indicator: Indicator | None) -> str | None:
    """What a level is for each one of: what was told, else what a norm of its kind is for; a share is for no one."""
    if figure.per or figure.status.status != "standard":
        return figure.per[0] if figure.per else None
    if is_reward_rule(text, figure.sentence.span, figure.quantity):
        return "person"
    given = receiver_of(text, figure.sentence.span, figure.quantity)
    whole = _HELD_AGAINST.match(text, figure.quantity.span.end)
    whole = whole or _OF_ANOTHER.search(text, max(figure.sentence.span.start, figure.quantity.span.start - FOR_EACH), figure.quantity.span.start)
    return given or (indicator.norm_per or None if indicator and not whole else None)


def fact_id(doc: str, start: int, end: int, code: str, statistic: str) -> str:
    """Twelve hexadecimal digits; the same document, place and indicator keep their id from run to run."""
    return hashlib.sha256(f"{doc}\0{start}\0{end}\0{code}\0{statistic}".encode()).hexdigest()[:12]


def _evidence(figure: Figure) -> list[Evidence]:
    link, subject, time, status = figure.link, figure.subject, figure.time, figure.status
    told = [_told("indicator", span, f"{link.code} ← {word}") for span, word in link.words]
    told.append(_shared("region", subject.span, subject.rule))
    if time:
        told.append(_shared("time", time.span, time.quote))
    if status.rule != "default":
        told.append(_shared("status", status.span, status.rule))
    if figure.per and figure.statistic == "level":
        told.append(_told("per", figure.per[1], figure.per[0]))
    if figure.unit:
        told.append(figure.unit)
    return told


def _told(field: str, span: Span | None, rule: str) -> Evidence:
    return trusted(Evidence, {"field": field, "span": span, "rule": rule})


_shared = lru_cache(maxsize=64)(_told)
"""What decided the region, the time or the status decided it for its neighbours too: one record for all of them."""


# --- 5: the account of the numbers ---


def _numbers(document: Document, facts: list[Fact], idle: list[tuple[Span, Reason]]) -> list[NumberRow]:
    """One row for every number of a report, in the source's order."""
    source, origin = document.source, document.origin
    rows: list[_Number] = [(f.start, f.end, f.quote, f.id, None) for f in facts]
    for span, reason in idle:
        start, end = origin[span[0]], origin[span[1] - 1] + 1
        rows.append((start, end, source[start:end], None, reason))
    return _in_order(document.name, rows)


def furniture_numbers(document: Document) -> list[NumberRow]:
    """One row for every number that the reader kept out of the text, in the source's order."""
    rows: list[_Number] = []
    for piece in document.furniture:
        of: Reason = "page" if piece.kind == "page" else "heading"
        for m in re.finditer(r"[0-9０-９]+", document.source[piece.start : piece.end]):
            rows.append((piece.start + m.start(), piece.start + m.end(), m[0], None, of))
    return _in_order(document.name, rows)


def _in_order(doc: str, rows: list[_Number]) -> list[NumberRow]:
    rows.sort(key=itemgetter(0, 1))
    return [
        trusted(NumberRow, {"doc": doc, "start": start, "end": end, "quote": quote, "fact": fact, "reason": reason})
        for start, end, quote, fact, reason in rows
    ]


_Number = tuple[int, int, str, str | None, Reason | None]
"""Source offsets, characters, the fact it became, or the reason why it became none."""
