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

from extractors.breakdowns import dims_of, with_unit
from extractors.confidence import sureness
from extractors.reading import Figure, Reader
from extractors.segments import segment
from extractors.settings import Setting, settings_of
from extractors.status import is_reward_rule
from extractors.terms import wide
from schemas.codebook import Codebook
from schemas.cues import Cues, load_cues
from schemas.records import (
    Document,
    Evidence,
    Extraction,
    Fact,
    Mention,
    NumberRow,
    Quantity,
    Reason,
    Region,
    Report,
    Span,
    TimeValue,
)
from schemas.trusted import changed, trusted

OTHER = "other"
_HELD_AGAINST = re.compile("[，,；;](?:但|而|目前|现|仅)?(?:实际|实有|实配|到岗|缺口|尚缺)")
"""What a norm is held against behind it is of the whole: 已建站点应配社工144名，实际到岗97名."""
_IDLE = ("duration", "age", "length")
"""Dimensions that are no figure of the work unless an indicator claims them."""


def extract(document: Document, codebook: Codebook, cues: Cues | None = None) -> Extraction:
    """All facts of a document, and the account of all its numbers.

    Pure: the same document and codebook give the same extraction, fact ids included.
    """
    with _without_collection():
        return _extract(document, codebook, cues or load_cues())


def figures_of(document: Document, codebook: Codebook, cues: Cues | None = None) -> Iterator[Figure]:
    """Every quantity of a document with all that was decided about it, before it is made a fact or left out."""
    segments = segment(document)
    reader = Reader(document, codebook, cues or load_cues(), segments)
    for number, setting in enumerate(settings_of(document, segments)):
        for figures in reader.read(number, setting):
            yield from figures


@contextmanager
def _without_collection() -> Iterator[None]:
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


def _extract(document: Document, codebook: Codebook, cues: Cues) -> Extraction:
    segments = segment(document)  # 1
    settings = settings_of(document, segments)  # 2
    reader = Reader(document, codebook, cues, segments)
    facts: list[Fact] = []
    idle: list[Mention] = []
    for number, setting in enumerate(settings):
        for figures in reader.read(number, setting):  # 3
            made, left = _facts(document, codebook, figures)  # 4
            facts.extend(made)
            idle.extend(left)
        idle.extend(setting.scan.mentions)
        idle.extend(_mention(time, "date") for time in setting.scan.times)
    return Extraction(
        doc=document.name,
        sha256=document.sha256,
        reports=tuple(map(_report, settings)),
        sections=segments.sections,
        sentences=segments.sentences,
        facts=tuple(facts),
        numbers=_numbers(document, facts, idle),  # 5
    )


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
        dated=Evidence(field="date", span=setting.dated.span, rule=setting.dated.rule)
        if setting.date
        else None,
        region=Region(name=home.name, adcode=home.adcode) if home else None,
    )


# --- 4: the records ---


def _facts(document: Document, codebook: Codebook, figures: list[Figure]) -> tuple[list[Fact], list[Mention]]:
    """The facts of a sentence, and the quantities that are no figure of the work."""
    made: dict[int, Fact] = {}
    left: list[Mention] = []
    for i, figure in enumerate(figures):
        quantity = figure.quantity
        if _is_base(document.text, quantity):
            left.append(_mention(quantity, "structure"))
        elif figure.link.code is None and quantity.dimension in _IDLE:
            left.append(_mention(quantity, "age" if quantity.dimension == "age" else "duration"))
        else:
            made[i] = _fact(document, codebook, figure)
    for i, fact in made.items():
        whole = made.get(figures[i].phrase.parent)
        if whole and whole.indicator == fact.indicator and fact.statistic == "level":
            made[i] = changed(fact, {"part_of": whole.id})
            made[figures[i].phrase.parent] = _with_all(whole, fact)
    return list(made.values()), left


def _mention(number: Quantity | TimeValue, reason: Reason) -> Mention:
    return trusted(Mention, {"span": number.span, "quote": number.quote, "reason": reason})


def _with_all(whole: Fact, part: Fact) -> Fact:
    """The whole of parts by level or grade is told as `all`."""
    missing = {name: "all" for name in part.dims if name not in whole.dims and name in ("level", "grade")}
    return changed(whole, {"dims": {**whole.dims, **missing}}) if missing else whole


def _is_base(text: str, quantity: Quantity) -> bool:
    """The base of a rate, no figure: 每万人拥有3名, 每千名老人."""
    return text[quantity.span.start - 1 : quantity.span.start] == "每" and quantity.quote[0] in "百千万"


def _fact(document: Document, codebook: Codebook, figure: Figure) -> Fact:
    code = figure.link.code or OTHER
    indicator = codebook.indicators.get(code)
    quantity = with_unit(figure.quantity, codebook, code)
    locator = document.locate(quantity.span)
    phrase, sentence = figure.phrase, figure.sentence
    near = document.text[phrase.lead.start : phrase.tail.end]
    clause = document.text[max(sentence.span.start, phrase.lead.start - 40) : phrase.rest.end]
    header = document.blocks[sentence.block].header if 0 <= sentence.block < len(document.blocks) else ""
    if header:
        near = clause = wide(header)  # a cell is told by its headers
    norm = figure.status.status == "standard"
    qualifier = quantity.qualifier
    if qualifier == "more_than" and norm and "以上" in quantity.quote:
        qualifier = "at_least"
    per = figure.per[0] if figure.per else None
    if not per and norm:
        reward = is_reward_rule(document.text, sentence.span, quantity)
        whole = _HELD_AGAINST.match(document.text, quantity.span.end)
        per = "person" if reward else (indicator.norm_per or None) if indicator and not whole else None
    division = figure.subject.division
    sure = sureness(document, figure)
    return trusted(
        Fact,
        {
            "id": fact_id(document.name, locator.start, locator.end, code, figure.statistic),
            "doc": document.name,
            "start": locator.start,
            "end": locator.end,
            "quote": locator.quote,
            "indicator": code,
            "statistic": figure.statistic,
            "value": quantity.value,
            "low": quantity.low,
            "high": quantity.high,
            "unit": quantity.unit,
            "qualifier": qualifier,
            "per": per,
            "status": figure.status.status,
            "region": division.name if division else None,
            "adcode": division.adcode if division else None,
            "place": figure.subject.place,
            "time": figure.time.edtf if figure.time else "",
            "dims": dims_of(indicator, codebook, near, clause) if indicator else {},
            "confidence": sure.confidence,
            "ocr": document.recognition(quantity.span) if document.recognized else None,
            "part_of": None,
            "span": quantity.span,
            "sentence": sentence.span,
            "report": sentence.report,
            "locator": locator,
            "evidence": (*_evidence(figure), *sure.doubts),
            "rivals": tuple(f"{rival}:{score}" for rival, score in figure.link.rivals if rival != code),
        },
    )


def fact_id(doc: str, start: int, end: int, code: str, statistic: str) -> str:
    """Twelve hexadecimal digits; the same document, place and indicator keep their id from run to run."""
    return hashlib.sha256(f"{doc}\0{start}\0{end}\0{code}\0{statistic}".encode()).hexdigest()[:12]


def _evidence(figure: Figure) -> Iterator[Evidence]:
    for span, word in figure.link.words:
        yield _told("indicator", span, f"{figure.link.code} ← {word}")
    yield _told("region", figure.subject.span, figure.subject.rule)
    if figure.time:
        yield _told("time", figure.time.span, figure.time.quote)
    if figure.status.rule != "default":
        yield _told("status", figure.status.span, figure.status.rule)
    if figure.per:
        yield _told("per", figure.per[1], figure.per[0])
    if figure.unit:
        yield figure.unit


def _told(field: str, span: Span | None, rule: str) -> Evidence:
    return trusted(Evidence, {"field": field, "span": span, "rule": rule})


# --- 5: the account of the numbers ---


def _numbers(document: Document, facts: list[Fact], idle: list[Mention]) -> tuple[NumberRow, ...]:
    """One row for every number of the source, in the source's order."""
    rows = [_row(document.name, f.start, f.end, f.quote, f.id, None) for f in facts]
    for mention in idle:
        start, end = document.source_span(mention.span)
        rows.append(_row(document.name, start, end, document.source[start:end], None, mention.reason))
    for piece in document.furniture:
        reason: Reason = "page" if piece.kind == "page" else "heading"
        rows.extend(
            _row(document.name, piece.start + m.start(), piece.start + m.end(), m[0], None, reason)
            for m in re.finditer(r"[0-9０-９]+", document.source[piece.start : piece.end])
        )
    return tuple(sorted(rows, key=lambda row: (row.start, row.end)))


def _row(doc: str, start: int, end: int, quote: str, fact: str | None, reason: Reason | None) -> NumberRow:
    return trusted(
        NumberRow, {"doc": doc, "start": start, "end": end, "quote": quote, "fact": fact, "reason": reason}
    )
