"""The queue of findings: one at a time, the facts it concerns side by side, settled by keyboard."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.responses import Response

from pipeline.findings import LABELS, STATES, queued
from pipeline.findings import decide as set_state
from pipeline.ledger import ConflictError, Decision, Subject
from pipeline.render import member_labels
from pipeline.server.language import say, told
from pipeline.server.pages import Sheet, place, strip
from pipeline.server.view import View
from pipeline.show import find_fact, headings
from pipeline.store import open_store
from schemas.records import Box

REASONS = ("口径或范围不同", "时间不同", "说的是不同地区", "原文如此，不是矛盾", "程序读错，已在该数处更正", "其他")
"""Why a finding is dismissed; the rest goes into the note."""
NEARBY = 30
"""Findings listed beside the one that is looked at."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Cases:
    """A choice of findings. `state`: open, confirmed, dismissed, all."""

    state: str = "open"
    kind: str = ""
    doc: str = ""

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> Cases:
        """From the parameters of a page; what is unknown there is left out."""
        given = cls(**{f.name: parameters[f.name] for f in fields(cls) if parameters.get(f.name)})
        return given if given.state in (*STATES, "all") else replace(given, state="open")

    def query(self, **more: str) -> str:
        """The parameters that differ from the usual, for a link."""
        given = {f.name: getattr(self, f.name) for f in fields(self)}
        return urlencode({**{name: value for name, value in given.items() if value != getattr(Cases, name)}, **more})

    def within(self, rows: Sequence[Row]) -> list[Row]:
        """The findings of the kind and file asked for, in whatever state."""
        return [row for row in rows if self.kind in ("", _kind(row)) and self.doc in ("", row["doc"])]

    def wants(self, row: Row) -> bool:
        """Whether a finding is in the state asked for."""
        return self.state in ("all", row["state"])


def findings(view: View) -> Response:
    """The finding that the address names, or the first that waits."""
    return shown(view, view.get("finding"), Cases.of(view.request.query_params))


def shown(view: View, name: str, cases: Cases, *, status: int = 200, **more: Any) -> Response:
    """The page of a finding; without one, the first that waits, and that the queue is empty where none does."""
    every = queued(view.db)
    rows = cases.within(every)
    wanted = [row for row in rows if cases.wants(row)]
    finding = next((row for row in every if row["id"] == name), None) if name else next(iter(wanted), None)
    if name and finding is None:
        raise LookupError(say("没有这个疑点"))
    asked = {row["id"] for row in wanted} | ({finding["id"]} if finding else set())
    queue = [row for row in every if row["id"] in asked]
    at = next((n for n, row in enumerate(queue) if finding and row["id"] == finding["id"]), 0)
    first = max(0, min(at - NEARBY // 3, len(queue) - NEARBY))
    named = finding["id"] if finding else ""
    history = view.site.ledger.history(_name(named)) if finding else []
    common = {
        "cases": cases, "finding": finding, "nearby": queue[first:first + NEARBY], "first": first + 1, "total": len(rows),
        "open": sum(row["state"] == "open" for row in rows), "before": queue[at - 1]["id"] if at else "",
        "after": next((row["id"] for row in queue[at + 1:]), "") or next((row["id"] for row in queue[:at]), ""),
        "sides": _sides(view, finding) if finding else [], "standing": view.site.standing(view.db), "history": history,
        "seen": history[0].n if history else 0, "reasons": REASONS, "states": told(STATES.items()),
        "kind": say(LABELS[_kind(finding)]) if finding else "",
        "kinds": told((kind, LABELS[kind]) for kind in dict.fromkeys(_kind(row) for row in every)),
        "docs": [(doc, doc) for doc in sorted({row["doc"] for row in every})], "notice": "", "told": ""}
    return view.page("findings.html", status=status, push=f"/findings?{cases.query(**({'finding': named} if named else {}))}",
                     **{**common, **more})


def decide(view: View, form: Mapping[str, str]) -> Response:
    """Set a finding's state, in the database and in the ledger, and go on to the next."""
    row = next(iter(view.db.query("""SELECT g.*, coalesce(t.state, 'open') AS state, coalesce(t.reason, '') AS reason
        FROM findings AS g LEFT JOIN finding_states AS t ON t.finding = g.id WHERE g.id = ?""",
                                  [view.path("finding")])), None)
    cases, state = Cases.of(dict(parse_qsl(form.get("cases", "")))), form.get("state", "")
    if row is None or state not in STATES:
        raise LookupError(say("没有这个疑点"))
    note = form.get("note", "").strip()
    reason = "：".join(filter(None, [form.get("reason", "").strip(), note]))
    if state == "dismissed" and (not reason or reason == "其他"):
        return shown(view, row["id"], cases, status=422, told=say("排除疑点须说明理由"))
    subject = Subject(fact=_name(row["id"]), doc=row["doc"], quote=row["message"],
                      machine={"state": row["state"], "reason": row["reason"]})
    seen = form.get("seen", "")
    try:
        view.site.ledger.record(subject, "finding", view.who, view.site.now(), reason=reason,
                                after={"state": state, "reason": reason}, seen=int(seen) if seen.isdigit() else 0)
    except ConflictError as error:
        return shown(view, row["id"], cases, status=409, told=say(
            "{who} 已于 {at} 处理，请再看一遍；您的决定没有记下", who=error.decision.who, at=error.decision.at))
    _set(view, row["id"], state, reason)
    following = form.get("next", "")
    if view.part:
        return shown(view, following, cases)
    return view.redirect(f"/findings?{cases.query(**({'finding': following} if following else {}))}")


def restored(view: View, undone: Decision, cases: Cases) -> Response:
    """Give a finding back the state it had before a decision that was undone, and show it again."""
    before, name = undone.before or {"state": "open", "reason": ""}, undone.fact.partition(":")[2]
    _set(view, name, before["state"], before["reason"])
    known = next(view.db.query("SELECT 1 FROM findings WHERE id = ?", [name]), None)
    if view.part:
        return shown(view, name if known else "", cases, notice=say("已撤销上一个决定"))
    return view.redirect(f"/findings?{cases.query(**({'finding': name} if known else {}))}")


def _set(view: View, finding: str, state: str, reason: str) -> None:
    db = open_store(view.site.db_path)
    try:
        set_state(db, finding, state, reason, view.site.now())
    finally:
        db.conn.close()


def _kind(row: Row) -> str:
    return row["kind"] if row["kind"] in LABELS else "plausibility"


def _name(finding: str) -> str:
    return f"finding:{finding}"


def _sides(view: View, finding: Row) -> list[Row]:
    """The facts of a finding in the order in which it names them."""
    labels = member_labels(view.db)
    rows = view.db.query("SELECT fact FROM finding_facts WHERE finding = ? ORDER BY position", [finding["id"]])
    return [_side(view, row["fact"], labels) for row in list(rows)]


def _side(view: View, name: str, labels: Mapping[tuple[str, str], str]) -> Row:
    fact = find_fact(view.db, name)
    text, base = (fact["sentence_text"], fact["s_start"]) if fact["sentence_text"] else (fact["quote"], fact["text_start"])
    start, end = fact["text_start"] - base, fact["text_end"] - base
    return {
        **fact, "lead": text[:start], "figure_text": text[start:end], "tail": text[end:], "where": view.where(fact),
        "indicator_label": say(fact["label"] or "其他"), "sheet": _strip(view, fact),
        "path": [*filter(None, [fact["report_title"]]), *headings(view.db, fact["section"])],
        "breakdown": say("、").join(say(labels.get(pair, pair[1])) for pair in json.loads(fact["dims"]).items())}


def _strip(view: View, fact: Row) -> Sheet | None:
    """The strip of a PDF's page about a figure; None for other media, or where the file is another by now."""
    boxes = [Box(*box) for box in json.loads(fact["boxes"])]
    file = next(view.db.query("SELECT sha256, media FROM documents WHERE id = ?", [fact["document"]]))
    if not boxes or file["media"] != "pdf" or not view.site.unchanged(view.db, fact["document"]):
        return None
    page = view.pages.page(Path(fact["path"]), file["sha256"], boxes[0].page)
    return strip(page, [place(page, box, "figure", say("所核的数字")) for box in boxes if box.page == page.number])
