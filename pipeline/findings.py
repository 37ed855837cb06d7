"""Checks and findings in the database, and what people have decided about a finding.

Checks are done anew after every run; a decision is kept under the finding's id, which is made from its kind, its
file and its message with the figures in it. So it outlives a run, and lapses when a figure changes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any

from sqlite_utils import Database

from pipeline.checks import KINDS, Check
from pipeline.store import BATCH, write_findings
from schemas.records import Finding

LABELS = {**KINDS, "unconfirmed_figure": "换一种读法看不到", "unsure_recognition": "图像识别把握不大",
          "doubtful_reading": "理解的把握不大"}
"""Kinds of findings; what is not among them comes of a rule of plausibility."""
STATES = {"open": "待核", "confirmed": "属实", "dismissed": "排除"}
VERDICTS = {"consistent": "相符", "inconsistent": "不符", "cannot_tell": "无法判断"}


def write_checks(db: Database, checks: Iterable[Check]) -> int:
    """Replace the checks, and the findings that come of them; returns how many findings there are."""
    with db.atomic():
        db.execute("DELETE FROM checks")
        return write_findings(db, _written(db, enumerate(checks, start=1)))


def _written(db: Database, numbered: Iterator[tuple[int, Check]]) -> Iterator[Finding]:
    """Write checks as they come, for of a large database there are more than memory holds; gives their findings."""
    while some := list(islice(numbered, BATCH)):
        db.table("checks").insert_all(_row(n, check) for n, check in some)
        yield from (finding for _, check in some if (finding := check.finding()))


def _row(n: int, check: Check) -> dict[str, Any]:
    return {"n": n, "kind": check.kind, "verdict": check.verdict, "severity": check.severity, "doc": check.doc,
            "formula": check.formula, "message": check.message, "facts": json.dumps(check.facts)}


def finding_rows(db: Database) -> list[dict[str, Any]]:
    """The findings with their state and facts, open ones first, worst first."""
    facts: dict[str, list[str]] = {}
    for row in db.query("SELECT finding, fact FROM finding_facts ORDER BY finding, position"):
        facts.setdefault(row["finding"], []).append(row["fact"])
    return [{**row, "facts": facts.get(row["id"], [])} for row in queued(db)]


def queued(db: Database) -> list[dict[str, Any]]:
    """The findings with their state, in the order of `finding_rows`, without their facts."""
    return list(db.query("""
        SELECT g.id, coalesce(t.state, 'open') AS state, coalesce(t.reason, '') AS reason,
               g.severity, g.kind, g.doc, g.message
          FROM findings AS g
          LEFT JOIN finding_states AS t ON t.finding = g.id
         ORDER BY CASE coalesce(t.state, 'open') WHEN 'open' THEN 0 WHEN 'confirmed' THEN 1 ELSE 2 END,
                  CASE g.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END,
                  g.kind, g.doc, g.message"""))


def check_rows(db: Database) -> list[dict[str, Any]]:
    """Every check with its verdict and formula, in the order in which they were done."""
    rows = db.query("SELECT kind, verdict, severity, doc, formula, message, facts FROM checks ORDER BY n")
    return [{**row, "facts": json.loads(row["facts"])} for row in rows]


def decide(db: Database, name: str, state: str, reason: str, when: str) -> str:
    """Set a finding's state; the beginning of its id is enough. Returns the whole id.

    Raises:
        LookupError: no finding, or more than one, begins so; the message is Chinese.
        ValueError: a dismissal without a reason.
    """
    found = [row["id"] for row in db.query("SELECT id FROM findings WHERE id GLOB ? || '*'", [name])] if name else []
    if len(found) != 1:
        raise LookupError(f"没有编号为 {name} 的疑点" if not found else f"编号 {name} 对应 {len(found)} 个疑点，请多给几位")
    if state == "dismissed" and not reason.strip():
        raise ValueError("排除疑点须说明理由（--reason）")
    with db.atomic():
        db.table("finding_states").upsert(
            {"finding": found[0], "state": state, "reason": reason.strip(), "changed": when}, pk="finding")
    return str(found[0])


def tally(db: Database) -> list[tuple[str, dict[str, int]]]:
    """For every kind of check how many ended in each verdict; a kind that had nothing to check has no counts."""
    counts: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
    for row in db.query("SELECT kind, verdict, count(*) AS n FROM checks GROUP BY kind, verdict"):
        kind = row["kind"] if row["kind"] in KINDS else "plausibility"
        counts[kind][row["verdict"]] = counts[kind].get(row["verdict"], 0) + row["n"]
    return list(counts.items())


def printed(db: Database, short: int = 8) -> str:
    """What `youju check` shows: what was checked, then the findings, kind by kind."""
    lines = []
    for kind, counts in tally(db):
        told = "，".join(f"{label} {counts[name]}" for name, label in VERDICTS.items() if counts.get(name))
        lines.append(f"{KINDS[kind]}：{told or '没有可核对的'}")
    rows = finding_rows(db)
    for state, label in STATES.items():
        of_state = [row for row in rows if row["state"] == state]
        for kind, group in groupby(of_state, key=lambda row: LABELS.get(row["kind"], KINDS["plausibility"])):
            lines += ["", f"【{label}】{kind}"]
            lines += [line for row in group for line in _lines(row, short)]
    lines += ["", f"共 {len(rows)} 个疑点：{_counts(rows)}" if rows else "没有疑点"]
    return "\n".join(lines)


def _lines(row: dict[str, Any], short: int) -> Iterable[str]:
    facts = " ".join(f"#{fact[:short - 1]}" for fact in row["facts"])
    yield f"  {row['id'][:short]}  {row['message']}"
    yield f"            {row['doc']}  {facts}" + (f"  理由：{row['reason']}" if row["reason"] else "")


def _counts(rows: list[dict[str, Any]]) -> str:
    return "，".join(f"{label} {n}" for state, label in STATES.items() if (n := sum(r["state"] == state for r in rows)))
