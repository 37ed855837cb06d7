"""A reading that is not sure enough is told to people, with what it might be instead; the fact stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from extractors.facts import OTHER
from pipeline.render import flat
from schemas.codebook import Codebook
from schemas.confidence import Trait, load_calibration
from schemas.records import Extraction, Fact, Finding, Report

KIND: Final = "doubtful_reading"
REASONS: Final = 2
"""How many of the gravest doubts are told."""


def told_doubtful(extraction: Extraction, codebook: Codebook) -> Extraction:
    """The extraction with the findings of its doubtful readings."""
    found = doubtful(extraction.facts, extraction.doc, extraction.reports, codebook)
    return extraction.model_copy(update={"findings": (*extraction.findings, *found)}) if found else extraction


def doubtful(facts: Iterable[Fact], doc: str, reports: Sequence[Report], codebook: Codebook) -> list[Finding]:
    """A finding for each fact below the threshold of confidence; `other` claims nothing. `reports`: of the document."""
    threshold = load_calibration().threshold
    return [_finding(fact, doc, reports[fact.report], codebook) for fact in facts
            if fact.confidence < threshold and fact.indicator != OTHER]


def _finding(fact: Fact, doc: str, report: Report, codebook: Codebook) -> Finding:
    """Without the number, which every training changes: what people decided about it would lapse."""
    label = codebook.indicators[fact.indicator].label
    others = list(alternatives(fact, report, codebook))
    why = "；".join(trait.label for trait in doubts(fact)[:REASONS])
    message = f"“{flat(fact.quote)}”读作{label}，把握不大：{why}。" + (f"也可能{'；'.join(others)}" if others else "请对照原文")
    return Finding(kind=KIND, severity="info", doc=doc, facts=(fact.id,), message=message)


def doubts(fact: Fact) -> list[Trait]:
    """What speaks against a reading, the gravest first; nothing of a reading that is sure enough."""
    traits = load_calibration().traits
    return [traits[each.rule] for each in fact.evidence if each.field == "confidence" and each.rule in traits]


def alternatives(fact: Fact, report: Report, codebook: Codebook) -> Iterator[str]:
    """What a doubted reading might be instead, in Chinese: of the fields that the gravest doubts are about."""
    fields = {trait.field for trait in doubts(fact)[:REASONS]}
    rivals = [codebook.indicators[rival.rpartition(":")[0]].label for rival in fact.rivals]
    if rivals:
        yield f"是{'、'.join(rivals)}"
    if "region" in fields and report.region and report.region.name != fact.region:
        yield f"属{report.region.name}"
    if "time" in fields and not fact.time and report.date:
        yield f"是报告所在的 {report.date[:4]} 年"
    if "status" in fields and fact.status != "actual":
        yield "是已有的，不是计划"
