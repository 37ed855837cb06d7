"""A document's extraction as rows of the database."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipeline.periods import as_of
from pipeline.region_rows import region_rows
from pipeline.units import unit_class
from schemas.records import Extraction, Fact, Finding, Section, Sentence, Span

if TYPE_CHECKING:
    from pipeline.shards import Passage, Shard

Row = dict[str, Any]

PLAIN = ("id", "doc", "start", "end", "quote", "indicator", "statistic", "unit", "qualifier", "per", "status",
         "region", "adcode", "place", "time", "confidence", "ocr", "part_of")
"""Fields of a fact that are columns as they are."""

UNDIVIDED = frozenset({("flow", "*"), ("source", "mixed"), ("source", "unknown"), ("level", "township")})
"""Breakdown members that take nothing away: how money moved tells no part of it, nor does a mixed source; and
a region's stations are those of its townships and streets, unless a report adds others to a total."""


def document_rows(shard: Shard, key: str, path: str, codebook: str, version: str) -> dict[str, list[Row]]:
    """Everything the store keeps of a document, by table."""
    extraction = shard.extraction
    findings, links = finding_rows(extraction.findings, key)
    adcodes = {fact.adcode for fact in extraction.facts} | {
        report.region.adcode for report in extraction.reports if report.region}
    names = {fact.adcode: fact.region for fact in extraction.facts}
    return {
        "regions": region_rows({code: names.get(code) or "" for code in adcodes if code}),
        # A code the codebook does not list still gets its row, so that no fact is refused for it.
        "indicators": [{"code": code} for code in sorted({fact.indicator for fact in extraction.facts})],
        "documents": [{
            "id": key, "doc": extraction.doc, "path": path, "sha256": extraction.sha256,
            "media": shard.media, "chars": shard.chars, "ocr": shard.ocr,
            "notes": json.dumps(shard.notes, ensure_ascii=False), "codebook": codebook,
            "version": version}],
        "reports": _report_rows(extraction, key),
        "sections": _section_rows(extraction.sections, key),
        "sentences": [_sentence_row(passage, sentence, n, key) for n, (passage, sentence)
                      in enumerate(zip(shard.passages, extraction.sentences, strict=True))],
        "facts": _fact_rows(extraction, key),
        "numbers": [{"document": key, **number.model_dump()} for number in extraction.numbers],
        "findings": findings,
        "finding_facts": links,
    }


def rekey(extraction: Extraction, suffix: str) -> Extraction:
    """The same extraction with every fact id lengthened, wherever it is named."""
    def longer(name: str | None) -> str | None:
        return f"{name}-{suffix}" if name else None

    return extraction.model_copy(update={
        "facts": tuple(fact.model_copy(update={"id": longer(fact.id), "part_of": longer(fact.part_of)})
                       for fact in extraction.facts),
        "numbers": tuple(n.model_copy(update={"fact": longer(n.fact)}) for n in extraction.numbers),
        "findings": tuple(f.model_copy(update={"facts": tuple(longer(name) for name in f.facts)})
                          for f in extraction.findings),
    })


def finding_rows(findings: Iterable[Finding], key: str | None) -> tuple[list[Row], list[Row]]:
    """Rows of findings and of their links to facts; equal findings of a document give one row."""
    rows: dict[str, Row] = {}
    links: list[Row] = []
    for finding in findings:
        # Not by the facts' ids, which move with the text: what people decided of a finding is kept under its id.
        name = digest(json.dumps([key, finding.kind, finding.message, finding.doc]))
        if name not in rows:
            rows[name] = {"id": name, "document": key, "doc": finding.doc, "kind": finding.kind,
                          "severity": finding.severity, "message": finding.message}
            links += [{"finding": name, "fact": fact, "position": n} for n, fact in enumerate(finding.facts)]
    return list(rows.values()), links


def number(value: Decimal | None) -> int | float | None:
    """A decimal as SQLite keeps it; up to fifteen digits survive the way there and back."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _report_rows(extraction: Extraction, key: str) -> list[Row]:
    return [{
        "id": f"{key}-r{n}", "document": key, "position": n, "title": report.title, "body": report.body,
        "region": report.region.name if report.region else None,
        "adcode": report.region.adcode if report.region else None, "date": report.date,
        "dated": report.dated.model_dump_json() if report.dated else None,
        "text_start": report.span.start, "text_end": report.span.end,
    } for n, report in enumerate(extraction.reports)]


def _section_rows(sections: Sequence[Section], key: str) -> list[Row]:
    rows: list[Row] = []
    opened: list[tuple[int, Section]] = []
    for n, section in enumerate(sections):
        while opened and not _holds(opened[-1][1], section):
            opened.pop()
        rows.append({
            "id": f"{key}-h{n}", "document": key, "position": n,
            "parent": f"{key}-h{opened[-1][0]}" if opened else None, "level": section.level,
            "title": section.title, "text_start": section.span.start, "text_end": section.span.end})
        opened.append((n, section))
    return rows


def _holds(outer: Section, inner: Section) -> bool:
    return outer.level < inner.level and outer.span.end > inner.span.start


def _sentence_row(passage: Passage, sentence: Sentence, n: int, key: str) -> Row:
    return {
        "id": f"{key}-s{n}", "document": key,
        "report": f"{key}-r{sentence.report}" if sentence.report >= 0 else None,
        "section": f"{key}-h{sentence.section}" if sentence.section >= 0 else None,
        "text": passage.text, "text_start": sentence.span.start, "text_end": sentence.span.end,
        "start": passage.start, "end": passage.end, "source_sha": passage.sha}


def digest(text: str) -> str:
    """Sixteen hex digits by which a stretch of source is known again."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _fact_rows(extraction: Extraction, key: str) -> list[Row]:
    starts = [sentence.span.start for sentence in extraction.sentences]
    known = {fact.id: fact for fact in extraction.facts}
    return [_fact_row(extraction, fact, known.get(fact.part_of or ""),
                      _sentence_of(extraction.sentences, starts, fact.span), key)
            for fact in extraction.facts]


def _sentence_of(sentences: Sequence[Sentence], starts: Sequence[int], span: Span) -> int:
    """Index of the sentence that holds a span, -1 where none does."""
    n = bisect_right(starts, span.start) - 1
    return n if n >= 0 and span.end <= sentences[n].span.end else -1


def _fact_row(extraction: Extraction, fact: Fact, whole: Fact | None, sentence: int, key: str) -> Row:
    report = extraction.reports[fact.report] if 0 <= fact.report < len(extraction.reports) else None
    place = fact.locator
    return {
        **{name: getattr(fact, name) for name in PLAIN}, "document": key,
        "value": number(fact.value), "low": number(fact.low), "high": number(fact.high),
        "dims": json.dumps(fact.dims, ensure_ascii=False, sort_keys=True),
        "report": f"{key}-r{fact.report}" if report else None,
        "sentence": f"{key}-s{sentence}" if sentence >= 0 else None,
        "text_start": fact.span.start, "text_end": fact.span.end,
        "sentence_start": fact.sentence.start, "sentence_end": fact.sentence.end,
        "line": place.line, "page": place.page, "block": place.block, "boxes": json.dumps(place.boxes),
        "evidence": json.dumps([e.model_dump() for e in fact.evidence], ensure_ascii=False),
        "rivals": json.dumps(fact.rivals, ensure_ascii=False),
        "reviewed": 0, **standing_of(fact, whole, report.region.adcode if report and report.region else None,
                                     report.date if report else "")}


def standing_of(fact: Fact, whole: Fact | None, adcode: str | None, date: str) -> Row:
    """What decides whether a fact fills a cell, as columns of `facts`.

    `whole`: the figure it is a part of; `adcode`, `date`: of its report.
    """
    parts = parts_of(fact, whole)
    return {
        "own": int(bool(adcode and fact.adcode == adcode)), "parts": parts,
        "reach": "aside" if fact.place or fact.per else "part" if parts > 1 else "whole",
        "unit_class": unit_class(fact.unit), "as_of": as_of(fact.time, date, actual=fact.status == "actual")}


def parts_of(fact: Fact, whole: Fact | None) -> int:
    """How far a figure is from its region's total: 0 told as the total, 1 plain, 2 a part, 3 a part of a part.

    `whole` is the figure under which the text puts it (其中). A part that is about another region
    (全市302个，其中甲县12个) is that region's plain figure.
    """
    divided = division(fact.dims)
    if whole is not None and whole.adcode == fact.adcode and whole.indicator == fact.indicator:
        return 1 + max(len(divided), 1)
    return 1 + len(divided) if divided or "all" not in fact.dims.values() else 0


def division(dims: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The breakdowns by which a figure is less than its region's whole, in a fixed order.

    >>> division({"level": "all", "flow": "won", "kind": "pilot"})
    (('kind', 'pilot'),)
    """
    return tuple(sorted((dim, member) for dim, member in dims.items() if member != "all"
                        and (dim, member) not in UNDIVIDED and (dim, "*") not in UNDIVIDED))
