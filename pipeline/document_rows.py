"""A document's extraction as rows of the database."""

from __future__ import annotations

import hashlib
import json
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.periods import as_of
from pipeline.units import unit_class
from schemas.records import Fact, Finding, NumberRow, Report, Section, Span

if TYPE_CHECKING:
    from pipeline.shards import Header, Passage

Row = dict[str, Any]

PLAIN = ("id", "doc", "start", "end", "quote", "indicator", "statistic", "unit", "qualifier", "per", "status",
         "region", "adcode", "place", "time", "confidence", "ocr", "part_of")
"""Fields of a fact that are columns as they are."""

UNDIVIDED = frozenset({("flow", "*"), ("source", "mixed"), ("source", "unknown"), ("level", "township")})
"""Breakdown members that take nothing away: how money moved tells no part of it, nor does a mixed source; and
a region's stations are those of its townships and streets, unless a report adds others to a total."""


class Home(NamedTuple):
    """What a report says of its facts: its division's code, its date."""

    adcode: str | None
    date: str


class Rows:
    """The rows of a document, kind by kind as its shard gives them: each is made when it is asked for, none is held.

    `key` is the document's.
    """

    def __init__(self, key: str) -> None:
        self._key, self._suffix = key, ""
        self._homes: list[Home] = []
        self._sentences = (array("q"), array("q"))
        self._sections = 0
        self._opened: list[tuple[int, Section]] = []
        self._told = set[str]()

    def lengthen(self, suffix: str) -> None:
        """From now on add this to every id of a fact, wherever it is named: another document has the same."""
        self._suffix = f"-{suffix}"

    def document(self, header: Header, path: str, codebook: str, version: str) -> Row:
        """The document's own row."""
        return {"id": self._key, "doc": header.doc, "path": path, "sha256": header.sha256, "media": header.media,
                "chars": header.chars, "ocr": header.ocr, "notes": json.dumps(header.notes, ensure_ascii=False),
                "codebook": codebook, "version": version}

    def reports(self, reports: Iterable[Report]) -> Iterator[Row]:
        """To be made before the rows of facts."""
        for report in reports:
            n = len(self._homes)
            self._homes.append(Home(report.region.adcode if report.region else None, report.date))
            yield {
                "id": f"{self._key}-r{n}", "document": self._key, "position": n, "title": report.title, "body": report.body,
                "region": report.region.name if report.region else None,
                "adcode": report.region.adcode if report.region else None, "date": report.date,
                "dated": report.dated.model_dump_json() if report.dated else None,
                "text_start": report.span.start, "text_end": report.span.end}

    def sections(self, sections: Iterable[Section]) -> Iterator[Row]:
        """In the order of the text: each knows the one above it."""
        for section in sections:
            while self._opened and not _holds(self._opened[-1][1], section):
                self._opened.pop()
            n, self._sections = self._sections, self._sections + 1
            yield {
                "id": f"{self._key}-h{n}", "document": self._key, "position": n,
                "parent": f"{self._key}-h{self._opened[-1][0]}" if self._opened else None, "level": section.level,
                "title": section.title, "text_start": section.span.start, "text_end": section.span.end}
            self._opened.append((n, section))

    def sentences(self, passages: Iterable[Passage]) -> Iterator[Row]:
        """To be made before the rows of facts, in the order of the text."""
        starts, ends = self._sentences
        for passage in passages:
            n = len(starts)
            starts.append(passage.span.start)
            ends.append(passage.span.end)
            yield {
                "id": f"{self._key}-s{n}", "document": self._key,
                "report": f"{self._key}-r{passage.report}" if passage.report >= 0 else None,
                "section": f"{self._key}-h{passage.section}" if passage.section >= 0 else None,
                "text": passage.text, "text_start": passage.span.start, "text_end": passage.span.end,
                "start": passage.start, "end": passage.end, "source_sha": passage.sha}

    def facts(self, facts: Iterable[Fact]) -> Iterator[Row]:
        """A part and its whole stand in one sentence: no more facts than those of one are looked at together."""
        for _, together in groupby(facts, key=attrgetter("sentence")):
            of_sentence = list(together)
            known = {fact.id: fact for fact in of_sentence}
            for fact in of_sentence:
                yield self._fact(fact, known.get(fact.part_of or ""))

    def numbers(self, numbers: Iterable[NumberRow]) -> Iterator[Row]:
        """One row each."""
        for each in numbers:
            yield {"document": self._key, **each.__dict__, "fact": self._named(each.fact)}

    def findings(self, findings: Iterable[Finding]) -> tuple[list[Row], list[Row]]:
        """The rows of findings and of their links to facts; equal findings of a document give one row."""
        return finding_rows((each.model_copy(update={"facts": tuple(self._named(name) for name in each.facts)})
                             for each in findings), self._key, self._told)

    def _named(self, fact: str | None) -> str | None:
        return fact + self._suffix if fact else fact

    def _fact(self, fact: Fact, whole: Fact | None) -> Row:
        home = self._homes[fact.report] if 0 <= fact.report < len(self._homes) else None
        sentence = self._sentence_of(fact.span)
        place = fact.locator
        return {
            **{name: getattr(fact, name) for name in PLAIN}, "id": self._named(fact.id), "part_of": self._named(fact.part_of),
            "document": self._key,
            "value": number(fact.value), "low": number(fact.low), "high": number(fact.high),
            "dims": json.dumps(fact.dims, ensure_ascii=False, sort_keys=True),
            "report": f"{self._key}-r{fact.report}" if home else None,
            "sentence": f"{self._key}-s{sentence}" if sentence >= 0 else None,
            "text_start": fact.span.start, "text_end": fact.span.end,
            "sentence_start": fact.sentence.start, "sentence_end": fact.sentence.end,
            "line": place.line, "page": place.page, "block": place.block, "boxes": json.dumps(place.boxes),
            "evidence": json.dumps([e.model_dump() for e in fact.evidence], ensure_ascii=False),
            "rivals": json.dumps(fact.rivals, ensure_ascii=False),
            "reviewed": 0, **standing_of(fact, whole, home.adcode if home else None, home.date if home else "")}

    def _sentence_of(self, span: Span) -> int:
        """Index of the sentence that holds a span, -1 where none does."""
        starts, ends = self._sentences
        n = bisect_right(starts, span.start) - 1
        return n if n >= 0 and span.end <= ends[n] else -1


def finding_rows(findings: Iterable[Finding], key: str | None, told: set[str]) -> tuple[list[Row], list[Row]]:
    """Rows of findings and of their links to facts, but of those whose ids are in `told` already; theirs are added."""
    rows: list[Row] = []
    links: list[Row] = []
    for finding in findings:
        # Not by the facts' ids, which move with the text: what people decided of a finding is kept under its id.
        name = digest(json.dumps([key, finding.kind, finding.message, finding.doc]))
        if name not in told:
            told.add(name)
            rows.append({"id": name, "document": key, "doc": finding.doc, "kind": finding.kind,
                         "severity": finding.severity, "message": finding.message})
            links += [{"finding": name, "fact": fact, "position": n} for n, fact in enumerate(finding.facts)]
    return rows, links


LARGEST = 2**63 - 1
"""The largest integer that SQLite keeps."""


def number(value: Decimal | None) -> int | float | None:
    """A decimal as SQLite keeps it; up to fifteen digits survive the way there and back, and what is larger than its
    integers is kept as a float."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() and abs(value) <= LARGEST else float(value)


def _holds(outer: Section, inner: Section) -> bool:
    return outer.level < inner.level and outer.span.end > inner.span.start


def digest(text: str) -> str:
    """Sixteen hex digits by which a stretch of source is known again."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


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
