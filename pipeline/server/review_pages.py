"""The review: one figure in its source, its record beside it, and the decisions about it."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from starlette.responses import Response

from pipeline.explain import REGION_RULES, STATUS_RULES
from pipeline.ledger import ConflictError, Subject, machine_sha, meaning
from pipeline.render import member_labels
from pipeline.reviewed import lay_over
from pipeline.server import finding_pages
from pipeline.server.edits import EditError, edited, edited_row, form_of
from pipeline.server.language import say
from pipeline.server.pages import Sheet, place
from pipeline.server.pages import sheet as sheet_of
from pipeline.server.queues import Queue, choices
from pipeline.server.source import Group, Mark, groups, window
from pipeline.server.texts import Text
from pipeline.server.view import View
from pipeline.show import FIELD, find_fact, headings, marked_sentence
from schemas.confidence import load_calibration
from schemas.records import Box, Span

REASONS = ("不是本工作的数字", "日期、序号或文号", "口号或名称的一部分", "原文残缺或读错", "原文无法判断", "其他")


@dataclass(frozen=True, slots=True)
class Words:
    """What decided a field: its words in the source, the row that fired, the class of its colour."""

    field: str
    label: str
    words: str
    rule: str


def review(view: View) -> Response:
    """The fact that the address names, or the first that waits."""
    queue = Queue.of(view.request.query_params)
    name = view.get("fact")
    if not name:
        name = view.matching(queue).first(queue, view.site.standing(view.db))
    return shown(view, name, queue)


def shown(view: View, name: str, queue: Queue, *, status: int = 200, **more: Any) -> Response:
    """The review page of a fact; without one, that the queue is empty."""
    standing = view.site.standing(view.db)
    every = view.matching(queue)
    common = {"queue": queue, "total": len(every), "done": every.done(standing),
              "choices": {} if view.part else view.kept("choices", lambda: choices(view.db)), "notice": "",
              "conflict": None, "errors": "", "editing": False}
    template = "_work.html" if view.part else "review.html"
    if not name:
        return view.page(template, fact=None, push=f"/review?{queue.query()}", **{**common, **more})
    fact = find_fact(view.db, name)
    before, after = every.neighbours(fact["id"], queue, standing)
    history = view.site.ledger.history(fact["id"])
    decision = standing.decisions.get(fact["id"])
    corrected = decision.after if decision and decision.after else None
    values = {
        **common, **record(view, fact), "state": standing.state(fact["id"]),
        "stale": standing.stale.get(fact["id"], ""), "history": history, "seen": history[0].n if history else 0,
        "machine": machine_sha(meaning(fact)), "before": before, "after": after, "corrected": corrected,
        "form": form_of(corrected or fact), "adding": False, "reasons": REASONS,
        "position": every.position(fact["id"]), **more}
    return view.page(template, status=status, push=f"/review?{queue.query(fact=fact['id'])}", **values)


def record(view: View, fact: Mapping[str, Any]) -> dict[str, Any]:
    """What both the review and the evidence of a cell show of a fact."""
    text = view.site.text(view.db, fact["document"])
    labels = member_labels(view.db)
    evidence = json.loads(fact["evidence"])
    span = Span(fact["text_start"], fact["text_end"])
    named = indicator_names(view)
    return {
        "fact": fact, "document": fact["document"], "gone": text.gone,
        "figure_text": (span, text.document.text[span.start:span.end]),
        "path": [*filter(None, [fact["report_title"]]), *headings(view.db, fact["section"])],
        "where": view.where(fact), "indicators": named,
        "dims": say("、").join(say(labels.get(pair, "=".join(pair))) for pair in json.loads(fact["dims"]).items()),
        "evidence": [_words(text, each) for each in evidence],
        "rivals": [(named.get(code, code), score) for code, _, score in
                   (rival.partition(":") for rival in json.loads(fact["rivals"]))],
        "findings": list(view.db.query("""SELECT g.id, g.message, g.severity FROM findings AS g JOIN finding_facts AS x
                                           ON x.finding = g.id WHERE x.fact = ?""", [fact["id"]])),
        "groups": source(view, text, fact, evidence), "sheet": sheet(view, text, fact, evidence),
        "sentence": marked_sentence(fact)}


def indicator_names(view: View) -> dict[str, str]:
    """The labels of all indicators by code."""
    return {row["code"]: say(row["label"] or "其他") for row in view.db.query("SELECT code, label FROM indicators")}


def source(view: View, text: Text, fact: Mapping[str, Any], evidence: Sequence[Mapping[str, Any]]) -> list[Group]:
    """The blocks about a figure, with it, what decided, and the other figures marked."""
    document, span = text.document, Span(fact["text_start"], fact["text_end"])
    blocks = window(document, span)
    marks = [Mark(*span, "figure", say("所核的数字"))]
    marks += [Mark(e["span"][0], e["span"][1], f"ev ev-{e['field']}", say("{field}依据：{rule}", field=say(FIELD[e["field"]]), rule=e["rule"]))
              for e in evidence if e["span"]]
    marks += [Mark(row["text_start"], row["text_end"], "num") for row in view.db.query(
        "SELECT text_start, text_end FROM facts WHERE document = ? AND text_start >= ? AND text_end <= ? AND id != ?",
        [fact["document"], blocks[0].start, blocks[-1].end, fact["id"]])]
    return groups(document, blocks, marks)


def sheet(view: View, text: Text, fact: Mapping[str, Any], evidence: Sequence[Mapping[str, Any]]) -> Sheet | None:
    """The page of a PDF that the figure stands on; None for other media, or where the file is not what was stored.

    The figure's boxes are the stored ones; what decided is boxed too as soon as the file has been read again.
    """
    if fact["page"] is None or fact["media"] != "pdf" or not view.site.unchanged(view.db, fact["document"]):
        return None
    page = view.pages.page(Path(fact["path"]), text.document.sha256, fact["page"])
    marked = [] if text.gone else [(Span(*e["span"]), f"ev-{e['field']}", say("{field}依据", field=say(FIELD[e["field"]])))
                                   for e in evidence if e["span"]]
    boxes = [(box, kind, title) for span, kind, title in marked for box in text.document.locate(span).boxes]
    boxes += [(Box(*box), "figure", say("所核的数字")) for box in json.loads(fact["boxes"])]
    return sheet_of(page, [place(page, box, kind, title) for box, kind, title in boxes if box.page == page.number])


def evidence(view: View) -> Response:
    """A fact's evidence, for the side of the comparison."""
    standing = view.site.standing(view.db)
    decision = standing.decisions.get(view.path("fact"))
    if decision and decision.action == "create":  # the machine has no row of it
        lay_over(view.db, standing)
    fact = find_fact(view.db, view.path("fact"))
    return view.page("_evidence.html", **record(view, fact), state=standing.state(fact["id"]),
                     corrected=decision.after if decision and decision.action == "correct" else None)


def decide(view: View, form: Mapping[str, str]) -> Response:
    """Accept, reject or correct a fact, and go on to the next."""
    action, queue = view.path("action"), Queue.parse(form.get("queue", ""))
    fact = find_fact(view.db, view.path("fact"))
    subject = view.site.subject(view.db, fact["id"])
    if form.get("machine") != machine_sha(subject.machine):
        return shown(view, fact["id"], queue, status=409, notice=say("重新抽取后机器的取值已变，请再看一遍；尚未记下任何决定"))
    after: dict[str, Any] | None = None
    if action == "correct":
        try:
            after = _corrected(view, fact, form)
        except EditError as error:
            return shown(view, fact["id"], queue, status=422, errors=str(error), editing=True, form=_typed(fact, form))
    elif action not in ("accept", "reject"):
        raise LookupError(say("没有这种处理"))
    return _written(view, subject, action, form, after, queue, fact)


def _written(view: View, subject: Subject, action: Any, form: Mapping[str, str], after: dict[str, Any] | None,
             queue: Queue, fact: Mapping[str, Any]) -> Response:
    try:
        view.site.ledger.record(subject, action, view.who, view.site.now(), after=after, seen=_int(form.get("seen")),
                                reason=form.get("reason", "").strip())
    except ConflictError as error:
        more = {"editing": True, "form": _typed(fact, form)} if action == "correct" else {}
        return shown(view, fact["id"], queue, status=409, conflict=error.decision, **more)
    following = form.get("next", "")
    if not view.part:
        return view.redirect(f"/review?{queue.query(**({'fact': following} if following else {}))}")
    return shown(view, following, queue)


def _corrected(view: View, fact: Mapping[str, Any], form: Mapping[str, str]) -> dict[str, Any]:
    text = view.site.text(view.db, fact["document"])
    if text.gone:
        raise EditError(say("{why}，不能更正", why=say(text.gone)))
    report = int(fact["report"].rpartition("-r")[2]) if fact["report"] else 0
    made = edited(view.db, text.document, form, fact, report, Span(fact["sentence_start"], fact["sentence_end"]))
    return edited_row(text.document, made, bool(form.get("override")))


def undo(view: View, form: Mapping[str, str]) -> Response:
    """Take back the verifier's own last decision and show its fact again."""
    queue = Queue.parse(form.get("queue", ""))
    try:
        undone = view.site.ledger.undo(view.who, view.site.now())
    except ConflictError as error:
        theirs = error.decision
        if theirs.action == "finding":
            return finding_pages.shown(view, theirs.fact.partition(":")[2], finding_pages.Cases("all"), status=409, told=say(
                "{who} 已于 {at} 处理，请再看一遍；您的决定没有记下", who=theirs.who, at=theirs.at))
        return shown(view, theirs.fact, replace(queue, state="all"), status=409, conflict=theirs)
    if undone is None and "cases" in form:
        return finding_pages.shown(view, "", finding_pages.Cases.of(dict(parse_qsl(form["cases"]))), notice=say("没有可撤销的决定"))
    if undone is None:
        return shown(view, form.get("fact", ""), queue, notice=say("没有可撤销的决定"))
    if undone.action == "finding":
        return finding_pages.restored(view, undone, finding_pages.Cases.of(dict(parse_qsl(form.get("cases", "")))))
    known = next(view.db.query("SELECT 1 FROM facts WHERE id = ?", [undone.fact]), None)
    return shown(view, undone.fact if known else "", queue, notice=say("已撤销上一个决定"))


def _typed(fact: Mapping[str, Any], form: Mapping[str, str]) -> dict[str, str]:
    """What the verifier has typed, so that nothing of it is lost."""
    return {**form_of(fact), "reason": "", "override": "", **form}


def _words(text: Text, evidence: Mapping[str, Any]) -> Words:
    span = evidence["span"]
    words = text.document.text[span[0]:span[1]] if span else ""
    traits = {row.id: row.label for row in load_calibration().trait}
    rules = {"region": REGION_RULES, "status": STATUS_RULES, "confidence": traits}.get(evidence["field"], {})
    return Words(evidence["field"], say(FIELD[evidence["field"]]), words, say(rules.get(evidence["rule"], evidence["rule"])))


def sentence_at(view: View, document: str, span: Span) -> tuple[Span, int, str]:
    """The sentence that holds a place, its report's number, and the digest of its source."""
    rows = list(view.db.query("""SELECT text_start, text_end, report, source_sha FROM sentences
                                  WHERE document = ? ORDER BY text_start""", [document]))
    at = bisect_right(rows, span.start, key=lambda row: row["text_start"]) - 1
    if at < 0 or rows[at]["text_end"] < span.end:
        return span, 0, ""
    row = rows[at]
    report = int(row["report"].rpartition("-r")[2]) if row["report"] else 0
    return Span(row["text_start"], row["text_end"]), report, row["source_sha"]


def _int(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


