"""The queue of findings: each with the facts it concerns side by side."""

from __future__ import annotations

import json
from collections.abc import Mapping

from starlette.responses import Response

from pipeline.findings import STATES, finding_rows
from pipeline.findings import decide as set_state
from pipeline.ledger import ConflictError, Decision, Subject
from pipeline.server.view import View
from pipeline.show import find_fact, place
from pipeline.store import open_store

SHOWN = 50
"""Findings on one page."""


def findings(view: View, *, status: int = 200, told: str = "") -> Response:
    """Findings of one state, worst first."""
    state = view.get("state", "open") if view.get("state", "open") in STATES else "open"
    rows = finding_rows(view.db)
    counts = {name: sum(row["state"] == name for row in rows) for name in STATES}
    shown = [row for row in rows if row["state"] == state][:SHOWN]
    standing = view.site.standing(view.db)
    ledger = view.site.ledger
    sides = {row["id"]: _sides(view, row["id"]) for row in shown}
    seen = {row["id"]: next(iter(ledger.history(_name(row["id"]), 1)), None) for row in shown}
    return view.page("findings.html", status=status, rows=shown, sides=sides, state=state, states=STATES, counts=counts,
                     standing=standing, seen=seen, told=told)


def decide(view: View, form: Mapping[str, str]) -> Response:
    """Set a finding's state, in the database and in the ledger."""
    row = next(iter(view.db.query("""SELECT g.*, coalesce(t.state, 'open') AS state, coalesce(t.reason, '') AS reason
        FROM findings AS g LEFT JOIN finding_states AS t ON t.finding = g.id WHERE g.id = ?""",
                                  [view.path("finding")])), None)
    state, reason = form.get("state", ""), form.get("reason", "").strip()
    if row is None or state not in STATES:
        raise LookupError("没有这个疑点")
    if state == "dismissed" and not reason:
        return findings(view, status=422, told="排除疑点须说明理由")
    subject = Subject(fact=_name(row["id"]), doc=row["doc"], quote=row["message"],
                      machine={"state": row["state"], "reason": row["reason"]})
    seen = form.get("seen", "")
    try:
        view.site.ledger.record(subject, "finding", view.who, view.site.now(), reason=reason,
                                after={"state": state, "reason": reason}, seen=int(seen) if seen.isdigit() else 0)
    except ConflictError as error:
        return findings(view, status=409, told=f"{error.decision.who} 已于 {error.decision.at} 处理，请再看一遍")
    _set(view, row["id"], state, reason)
    return view.redirect("/findings")


def restore(view: View, undone: Decision) -> None:
    """Give a finding back the state it had before a decision that was undone."""
    before = undone.before or {"state": "open", "reason": ""}
    _set(view, undone.fact.partition(":")[2], before["state"], before["reason"])


def _set(view: View, finding: str, state: str, reason: str) -> None:
    db = open_store(view.site.db_path)
    try:
        set_state(db, finding, state, reason, view.site.now())
    finally:
        db.conn.close()


def _name(finding: str) -> str:
    return f"finding:{finding}"


def _sides(view: View, finding: str) -> list[Mapping[str, object]]:
    """The facts of a finding in the order in which it names them."""
    rows = list(view.db.query("SELECT fact FROM finding_facts WHERE finding = ? ORDER BY position", [finding]))
    return [_side(view, row["fact"]) for row in rows]


def _side(view: View, name: str) -> Mapping[str, object]:
    fact = find_fact(view.db, name)
    text, base = fact["sentence_text"] or fact["quote"], fact["s_start"] or fact["text_start"]
    start, end = fact["text_start"] - base, fact["text_end"] - base
    return {**fact, "lead": text[:start], "figure_text": text[start:end], "tail": text[end:], "where": place(fact),
            "parts": json.loads(fact["dims"])}
