"""One fact for a reader: its sentence with the figure marked, and where and why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from pipeline.dated import told_date
from pipeline.render import QUALIFIER, STATISTIC, STATUS, figure, member_labels
from schemas.confidence import load_calibration

FIELD = {
    "indicator": "指标", "region": "地区", "time": "时间", "status": "状态", "per": "每", "unit": "单位", "qualifier": "限定",
    "statistic": "统计方式", "dims": "分组", "confidence": "置信度",
}


def find_fact(db: Database, name: str) -> dict[str, Any]:
    """The fact with this id, or with this unique beginning of an id.

    Raises:
        LookupError: no fact or several; the message is Chinese.
    """
    name = name.strip().removeprefix("#")
    rows = list(db.query("""
        SELECT f.*, s.text AS sentence_text, s.text_start AS s_start, s.section, d.path, d.media, i.label,
               r.title AS report_title, r.date AS report_date, r.dated
          FROM facts AS f JOIN documents AS d ON d.id = f.document
          JOIN indicators AS i ON i.code = f.indicator
          LEFT JOIN sentences AS s ON s.id = f.sentence LEFT JOIN reports AS r ON r.id = f.report
         WHERE f.id = :name OR substr(f.id, 1, length(:name)) = :name
         ORDER BY f.id != :name, f.id LIMIT 9""", {"name": name})) if name else []
    if not rows:
        raise LookupError(f"没有编号为 {name} 的事实")
    if rows[0]["id"] != name and len(rows) > 1:
        raise LookupError(f"{name} 不止一条事实：{'、'.join(row['id'] for row in rows)}")
    return rows[0]


def headings(db: Database, section: str | None) -> list[str]:
    """The titles above a sentence, outermost first."""
    path: list[str] = []
    while section:
        row = next(db.query("SELECT parent, title FROM sections WHERE id = ?", [section]))
        path.insert(0, row["title"])
        section = row["parent"]
    return path


def marked_sentence(fact: Mapping[str, Any]) -> str:
    """The sentence with the figure in 【】."""
    text = fact["sentence_text"]
    if text is None:
        return f"【{fact['quote']}】"
    start, end = fact["text_start"] - fact["s_start"], fact["text_end"] - fact["s_start"]
    return f"{text[:start]}【{text[start:end]}】{text[end:]}"


def place(fact: Mapping[str, Any]) -> str:
    """Where in the file, for people."""
    if fact["page"] is not None:
        return f"第 {fact['page']} 页"
    if fact["line"] is not None:
        return f"第 {fact['line']} 行"
    return str(fact["block"] or "")


def show(db: Database, name: str) -> str:
    """What the program knows about a fact, in Chinese, one line a matter.

    Raises:
        LookupError: as `find_fact`.
    """
    fact = find_fact(db, name)
    labels = member_labels(db)
    dims = json.loads(fact["dims"])
    lines = [
        ("事实", fact["id"]),
        ("句子", marked_sentence(fact)),
        ("章节", " > ".join(filter(None, [fact["report_title"], *headings(db, fact["section"])]))),
        ("文件", f"{fact['doc']}，{place(fact)}，第 {fact['start']}—{fact['end']} 字（{fact['path']}）"),
        ("指标", f"{fact['label'] or ''}（{fact['indicator']}）"),
        ("数值", figure(fact["value"], fact["low"], fact["high"], fact["qualifier"]) + (
            fact["unit"] if fact["qualifier"] != "masked" else f"（{fact['unit']}）")),
        ("限定", f"{QUALIFIER[fact['qualifier']]}；{STATISTIC[fact['statistic']]}"
                 + (f"；每 {fact['per']}" if fact["per"] else "")),
        ("地区", f"{fact['region']}（{fact['adcode']}）" if fact["region"] else "原文隐去或不明"),
        ("地点", fact["place"]),
        ("时间", fact["time"] or "原文未说"),
        ("报告日期", _report_date(db, fact) if fact["report"] else ""),
        ("状态", STATUS[fact["status"]]),
        ("分组", "、".join(labels.get(pair, "=".join(pair)) for pair in dims.items())),
        ("置信度", _confidence(fact)),
        *(("依据", f"{FIELD.get(e['field'], e['field'])}：{_words(fact, e)}{e['rule']}")
          for e in json.loads(fact["evidence"]) if e["field"] != "confidence"),
        *(("疑点", row["message"]) for row in db.query(
            "SELECT message FROM findings JOIN finding_facts ON finding = findings.id WHERE fact = ?",
            [fact["id"]])),
    ]
    return "\n".join(f"{label}\t{text}" for label, text in lines if text)


def _confidence(fact: Mapping[str, Any]) -> str:
    """How sure the reading is, and what speaks against it, the gravest first."""
    traits = load_calibration().traits
    doubts = [traits[e["rule"]].label for e in json.loads(fact["evidence"])
              if e["field"] == "confidence" and e["rule"] in traits]
    return f"{fact['confidence']:.2f}" + (f"（{'；'.join(doubts)}）" if doubts else "")


def _report_date(db: Database, fact: Mapping[str, Any]) -> str:
    """The date of the fact's report, and the words that told it."""
    evidence = json.loads(fact["dated"] or "null")
    if not evidence:
        return told_date(fact["report_date"], "", "")
    if not evidence["span"]:
        return told_date(fact["report_date"], evidence["rule"], fact["doc"])
    start, end = evidence["span"]
    row = next(db.query("""SELECT text, text_start FROM sentences
                            WHERE document = ? AND text_start <= ? AND text_end >= ?""",
                        [fact["document"], start, end]), None)
    words = row["text"][start - row["text_start"] : end - row["text_start"]] if row else fact["report_date"]
    return told_date(fact["report_date"], evidence["rule"], " ".join(words.split()))


def _words(fact: Mapping[str, Any], evidence: Mapping[str, Any]) -> str:
    """The words that decided, where they stand in the fact's own sentence."""
    span, text = evidence["span"], fact["sentence_text"]
    if not span or text is None:
        return ""
    start, end = span[0] - fact["s_start"], span[1] - fact["s_start"]
    return f"「{text[start:end]}」 " if 0 <= start < end <= len(text) else ""
