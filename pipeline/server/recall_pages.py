"""The whole document with every number in its colour, and facts made from numbers that none claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.responses import JSONResponse, Response

from extractors.facts import fact_id
from pipeline.document_rows import number
from pipeline.explain import REASONS
from pipeline.ledger import ConflictError, Decision, Subject
from pipeline.server.edits import EditError, edited, edited_row, read_span
from pipeline.server.language import say
from pipeline.server.queues import Queue, choices, matching
from pipeline.server.review_pages import indicator_names, sentence_at
from pipeline.server.site import STATE_LABELS, Standing
from pipeline.server.source import Mark, blocks_of, groups, text_span, window
from pipeline.server.texts import CHANGED
from pipeline.server.view import View
from schemas.records import Document, Span

FAMILY = {
    "station": "社工站", "fund": "资金", "staff": "人员", "exam": "考试", "training": "培训", "supervision": "督导",
    "service": "服务", "project": "项目", "org": "机构组织", "admin": "行政区", "other": "其他",
}


def documents(view: View) -> Response:
    """All documents with what became of their numbers."""
    standing = view.site.standing(view.db)
    rows = list(view.db.query("""
        SELECT d.id, d.doc, d.media, d.chars, d.ocr, count(n.document) AS numbers, sum(n.fact IS NOT NULL) AS facts,
               sum(n.reason IS NOT NULL AND n.reason != 'unlinked') AS idle, sum(n.reason = 'unlinked') AS unlinked
          FROM documents AS d LEFT JOIN numbers AS n ON n.document = d.id GROUP BY d.id ORDER BY d.doc"""))
    settled = standing.settled
    done = Counter(row["document"] for row in view.db.query("SELECT id, document FROM facts") if row["id"] in settled)
    return view.page("documents.html", rows=rows, done=done)


def recall(view: View) -> Response:
    """One document, all of it."""
    key, queue = view.path("document"), Queue.of({**view.request.query_params, "order": "place"})
    text, standing = view.site.text(view.db, key), view.site.standing(view.db)
    marks, counts, outside = _marks(view, key, text.document, set(matching(view.db, queue, key)), standing)
    return view.page(
        "recall.html", document=key, name=text.document.name, gone=text.gone, queue=queue,
        choices=view.kept("choices", lambda: choices(view.db)),
        groups=groups(text.document, blocks_of(text.document), marks), counts=counts, outside=outside, families=FAMILY,
        reasons=REASONS, notes=text.document.notes)


def _marks(view: View, key: str, document: Document, wanted: set[str],
           standing: Standing) -> tuple[list[Mark], Counter[str], int]:
    """A mark for every number in the text, how many of each sort there are, and how many the reader kept out."""
    facts = {row["id"]: row for row in view.db.query("""
        SELECT f.id, f.text_start, f.text_end, f.indicator, f.region, f.time, f.confidence, i.label FROM facts AS f
          JOIN indicators AS i ON i.code = f.indicator WHERE f.document = ?""", [key])}
    marks, counts, outside = [], Counter[str](), 0
    for fact in facts.values():
        marks.append(_fact_mark(fact, fact["id"] in wanted, standing))
        counts["fact"] += 1
        counts["settled"] += fact["id"] in standing.settled
    for row in view.db.query('SELECT start, "end", reason FROM numbers WHERE document = ? AND fact IS NULL', [key]):
        counts[row["reason"]] += 1
        span = text_span(document, row["start"], row["end"])
        if span is None:
            outside += 1
            continue
        kind = "unlinked" if row["reason"] == "unlinked" else "idle"
        marks.append(Mark(*span, kind, say("非事实：{reason}；点此作为事实", reason=say(REASONS[row["reason"]])),
                          f"/documents/{key}/new?start={span.start}&end={span.end}"))
    for decision in created(standing, document):
        row = decision.after or {}
        counts["created"] += 1
        marks.append(Mark(row["text_start"], row["text_end"], "created", say("人工新增：{indicator}", indicator=row["indicator"])))
    return marks, counts, outside


def _fact_mark(fact: Mapping[str, Any], wanted: bool, standing: Standing) -> Mark:
    state = standing.state(fact["id"])
    told = say("；").join((say(fact["label"] or "其他"), fact["region"] or say("地区不明"), fact["time"] or say("无时间"),
                           say(STATE_LABELS[state]), say("置信度 {sure}", sure=f"{fact['confidence']:.2f}")))
    kinds = f"fact fam-{fact['indicator'].partition('.')[0]} st-{state}{'' if wanted else ' dim'}"
    return Mark(fact["text_start"], fact["text_end"], kinds, told, f"/review?fact={fact['id']}&state=all&order=place")


def created(standing: Standing, document: Document) -> list[Decision]:
    """Facts that verifiers found in a document and that still stand there word for word."""
    return [row for row in standing.decisions.values() if row.action == "create" and row.after and
            row.doc == document.name and document.source[row.after["start"]:row.after["end"]] == row.after["quote"]]


def new(view: View, form: Mapping[str, str] | None = None, *, status: int = 200, errors: str = "",
        conflict: Any = None) -> Response:
    """The form for a fact that the machine has not found, its span chosen in the source."""
    key = view.path("document")
    text = view.site.text(view.db, key)
    given = form or {"text_start": view.get("start"), "text_end": view.get("end")}
    span = _span(text.document, given)
    quote = text.document.text[span.start:span.end]
    first = {"indicator": "", "statistic": "level", "unit": "", "qualifier": "", "per": "", "status": "actual",
             "region": "", "adcode": "", "place": "", "time": "", "dims": "", "value": "", "low": "", "high": "",
             "quote": quote, "text_start": str(span.start), "text_end": str(span.end), "reason": "", "override": ""}
    if form is None:
        first |= _setting(view, key, span)
        try:
            found = read_span(text.document, span, "")
            first |= {"unit": found.unit, "qualifier": found.qualifier} | {
                name: str(number(value)) if value is not None else ""
                for name, value in (("value", found.value), ("low", found.low), ("high", found.high))}
        except EditError as error:
            errors = str(error)
    marks = [Mark(*span, "figure", say("选中的数字"))]
    return view.page(
        "new.html", status=status, document=key, name=text.document.name, gone=text.gone,
        indicators=indicator_names(view),
        groups=groups(text.document, window(text.document, span), marks), sheet=None, form={**first, **(form or {})},
        errors=errors, conflict=conflict, adding=True, editing=True, figure_text=(span, quote), queue=Queue())


def _setting(view: View, key: str, span: Span) -> dict[str, str]:
    """The division of the report that a place lies in, as a first guess that the verifier sees and may change."""
    row = next(view.db.query("""SELECT region, adcode FROM reports WHERE document = ? AND text_start <= ?
                                 ORDER BY text_start DESC LIMIT 1""", [key, span.start]), None)
    return {"region": (row and row["region"]) or "", "adcode": (row and row["adcode"]) or ""}


def create(view: View, form: Mapping[str, str]) -> Response:
    """Make a fact from a chosen span."""
    key = view.path("document")
    text = view.site.text(view.db, key)
    try:
        if text.gone:
            raise EditError(say("{why}，不能新增", why=say(text.gone)))
        sentence, report, source_sha = sentence_at(view, key, _span(text.document, form))
        made = edited(view.db, text.document, form, None, report, sentence)
        if next(view.db.query("SELECT 1 FROM facts WHERE document = ? AND text_start < ? AND text_end > ?",
                              [key, made.span.end, made.span.start]), None):
            raise EditError(say("此处已有事实，请到该事实处更正"))
        subject = Subject(fact=fact_id(made.doc, made.start, made.end, made.indicator, made.statistic), doc=made.doc,
                          start=made.start, end=made.end, quote=made.quote, source_sha=source_sha)
        view.site.ledger.record(subject, "create", view.who, view.site.now(), reason=form.get("reason", "").strip(),
                                after=edited_row(text.document, made, bool(form.get("override"))))
    except EditError as error:
        return new(view, form, status=422, errors=str(error))
    except ConflictError as error:
        return new(view, form, status=409, conflict=error.decision)
    return view.redirect(f"/documents/{key}#at{made.span.start}")


def parse(view: View) -> Response:
    """What a chosen span reads as, for the form."""
    document = view.site.text(view.db, view.path("document")).document
    span = _span(document, {"text_start": view.get("start"), "text_end": view.get("end")})
    try:
        found = read_span(document, span, view.get("unit"))
    except EditError as error:
        return JSONResponse({"error": str(error)})
    value, low, high = (number(each) for each in (found.value, found.low, found.high))
    amount = f"{low}—{high}" if low is not None else say("无值") if value is None else value
    return JSONResponse({"value": value, "low": low, "high": high, "unit": found.unit, "qualifier": found.qualifier,
                         "quote": document.text[span.start:span.end],
                         "told": say("读作：{figure}", figure=f"{amount} {found.unit}")})


def picture(view: View) -> Response:
    """A page of a PDF of the database; nothing else can be named."""
    key = view.path("document")
    row = next(view.db.query("SELECT path, sha256, media FROM documents WHERE id = ?", [key]), None)
    if row is None or row["media"] != "pdf":
        raise LookupError(say("不是 PDF 文件"))
    if not view.site.unchanged(view.db, key):
        raise LookupError(say(CHANGED))
    data = view.pages.picture(Path(row["path"]), row["sha256"], int(view.path("number")))
    return Response(data, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


def _span(document: Document, form: Mapping[str, str]) -> Span:
    start, end = form.get("text_start", ""), form.get("text_end", "")
    if not (start.isdigit() and end.isdigit() and 0 <= int(start) < int(end) <= len(document.text)):
        raise LookupError(say("原文中没有这个位置"))
    return Span(int(start), int(end))
