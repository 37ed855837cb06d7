"""What a check says: a verdict with its formula and all facts it rests on."""

from __future__ import annotations

from typing import Literal

from pipeline.checks.material import Told
from schemas.records import Finding, Record, Severity

Verdict = Literal["consistent", "inconsistent", "cannot_tell"]

KINDS = {
    "sum": "分项与合计", "share": "占比", "rate": "比率", "per_each": "单价与总额", "growth": "增幅与倍数",
    "difference": "增减与百分点", "coverage": "覆盖", "repeat": "同一事实", "report_repeat": "整篇重复",
    "plausibility": "合理性",
}
"""The checks in the order in which they are printed, by their Chinese names."""


class Check(Record):
    """One check of some figures. `formula` is what was computed, with the figures as printed.

    Of `repeat` the verdicts mean: the same, in conflict, compatible (by their precision or their dates).
    """

    kind: str
    verdict: Verdict
    formula: str
    message: str = ""
    severity: Severity = "warning"
    facts: tuple[str, ...]
    doc: str

    def finding(self) -> Finding | None:
        """What to look into: a contradiction, or what its own message calls doubtful."""
        if self.verdict != "inconsistent":
            return None
        return Finding(kind=self.kind, severity=self.severity, facts=self.facts, doc=self.doc,
                       message=f"{self.message}：{self.formula}" if self.message else self.formula)


def check(kind: str, verdict: Verdict, formula: str, told: list[Told], message: str = "",
          severity: Severity = "warning") -> Check:
    """A check of these figures; `doc` is the first one's."""
    return Check(kind=kind, verdict=verdict, formula=formula, message=message, severity=severity,
                 facts=tuple(dict.fromkeys(t.fact.id for t in told)), doc=told[0].fact.doc)


def named(told: Told) -> str:
    """Whose figure it is, for a message."""
    return (told.fact.region or "地区不明") + told.fact.place
