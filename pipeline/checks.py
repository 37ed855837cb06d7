"""Checks across facts: what does not fit is said beside the facts, never repaired."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from pipeline.periods import bounds
from schemas.records import Fact, Finding, Report


def run_checks(facts: Sequence[Fact], reports: dict[tuple[str, int], Report]) -> tuple[Finding, ...]:
    """All findings about these facts. `reports` gives a fact's report by file name and index."""
    return (*_conflicts(facts), *_shares(facts), *_future(facts, reports))


def _conflicts(facts: Iterable[Fact]) -> Iterator[Finding]:
    """One thing said twice with different exact values."""
    def subject(fact: Fact) -> tuple[str, ...]:
        return (fact.indicator, fact.adcode or "", fact.time, fact.statistic, fact.status, fact.unit,
                repr(sorted(fact.dims.items())))

    told = [f for f in facts if f.adcode and f.time and f.value is not None and f.qualifier == "exact"
            and f.indicator != "other" and not f.place and not f.per]
    for _, group in groupby(sorted(told, key=lambda f: (subject(f), f.doc, f.start)), key=subject):
        same = list(group)
        if len({f.value for f in same}) > 1:
            said = "、".join(dict.fromkeys("".join(f.quote.splitlines()) for f in same))
            yield Finding(kind="conflict", severity="warning", doc=same[0].doc,
                          facts=tuple(f.id for f in same),
                          message=f"{same[0].region}{same[0].time}同一指标数值不一致：{said}")


def _shares(facts: Iterable[Fact]) -> Iterator[Finding]:
    """A share of more than the whole."""
    for fact in facts:
        if fact.statistic == "share" and fact.unit == "%" and fact.value is not None and fact.value > 100:
            yield Finding(kind="share_over_100", severity="error", doc=fact.doc, facts=(fact.id,),
                          message=f"占比超过100%：{fact.quote}")


def _future(facts: Iterable[Fact], reports: dict[tuple[str, int], Report]) -> Iterator[Finding]:
    """A result dated after the report that tells it."""
    for fact in facts:
        report = reports.get((fact.doc, fact.report))
        if report is None or fact.status != "actual":
            continue
        begins, written = bounds(fact.time)[0], bounds(report.date)[1]
        if begins and written and begins > written:
            yield Finding(kind="dated_after_report", severity="warning", doc=fact.doc, facts=(fact.id,),
                          message=f"{fact.quote}的时间{fact.time}晚于报告日期{report.date}")
