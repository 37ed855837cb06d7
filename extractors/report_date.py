"""The date of a report: its title block, its signature, or the latest year it speaks of as present."""

from __future__ import annotations

import re

from extractors.segments import ReportSpan
from extractors.terms import wide
from extractors.times import find_times
from schemas.records import Span, TimeValue

_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九０１２３４５６７８９", "00012345678901234567" + "89")
_YEAR = re.compile(r"(?<!\d)(?:20[0-3]\d|199\d)(?=\s*年)")
_CITED = re.compile(r"[〔\[﹝（(]\s*((?:19|20)\d{2})\s*[〕\]﹞）)]\s*\d+\s*号")
_STRETCH = re.compile(r"((?:19|20)\d{2})\s*年?\s*[—\-－~～至到]+\s*(?:19|20)\d{2}\s*年")
"""The years of a plan: it was written before the first is out."""
_AHEAD = re.compile(r"(?:到|(?<!截)至|—|-|－|~|力争|规划|计划|拟|将于|将在|—\s*)$")
_DEADLINE = re.compile(r"\s*年\s*(?:\d{1,2}\s*月)?\s*(?:\d{1,2}\s*日)?[底末]?\s*前")
_PLAN = re.compile(r"(?:规划|方案|计划|意见|要点|办法|部署|计划书)(?:[（(][^（）()]{1,16}[）)])*(?:\s|$)")
_SUMMARY = re.compile(r"总结|公报|年报|年度|简报|月报|季报|工作报告|信息|通报|评估")
_PLANNED = re.compile(r"\s*年[^。\n]{0,10}(?:计划|拟|将|力争|预计|打算|要|再|目标)")
_DAYS = re.compile(r"\d{4}-\d\d-\d\d/\d")
OPENING = 160
"""How far into a report its opening reaches, in characters."""
_QUOTED = re.compile(r"《[^》\n]{0,80}》|[〔\[﹝（(]\s*\d{4}\s*[〕\]﹞）)]")


def report_date(text: str, span: Span, lines: tuple[str, ...], latest: str) -> str:
    """EDTF date of a report; empty where nothing tells.

    Order of trust: a date in the title block, a line of its own at the end, the year of the title, then `latest`,
    the latest year the whole file speaks of: the reports of one file are of one time.
    """
    body = text[span.start : span.end]
    tail = [t.strip() for t in body.rstrip().rsplit("\n", 4)[1:]]
    titled = [
        y
        for line in lines[:2]
        if _SUMMARY.search(line)
        for y in _YEAR.findall(line.translate(_CHINESE_DIGITS))
    ]
    if titled and not any(len(_full(line)) > 4 and _full(line).startswith(titled[0]) for line in lines):
        return str(titled[0])
    dated = (*lines, "".join(lines[-2:])[-30:], *reversed(tail))
    for line in dated:
        edtf = _full(line.strip("（）() 　")) if len(line) < 40 else ""
        if len(edtf) > 4:
            return edtf
    for line in lines:
        if stretch := _STRETCH.search(line.translate(_CHINESE_DIGITS)):
            return stretch[1]
        if years := _YEAR.findall(line.translate(_CHINESE_DIGITS)):
            return str(max(years))
    if _PLAN.search(" ".join(lines)):
        return _written(body) or latest
    return latest


def _written(body: str) -> str:
    """When a plan without a date was written: the year of the latest paper it cites, else its first year."""
    cited = [m[1] for m in _CITED.finditer(body)]
    return max(cited, default="") or min(_YEAR.findall(body), default="")


def report_period(text: str, report: ReportSpan, times: tuple[TimeValue, ...], date: str) -> TimeValue | None:
    """The time a whole report is about: the year of a summary's title, or the span that its opening names.

    A plan has none: what it speaks of lies ahead.
    """
    if _PLAN.search(report.title):
        return None
    inside = [t for t in times if t.edtf]
    line = text.find("\n", min(report.head.end + 1, report.span.end))
    opening = report.span.end if line < 0 else min(line, report.span.end)
    said = [t for t in inside if report.head.end <= t.span.start < min(opening, report.head.end + OPENING)]
    stretch = next((t for t in said if t.kind in ("span", "since") and not _DAYS.search(t.edtf)), None)
    titled = [t for line in report.lines if _SUMMARY.search(line) for t in find_times(line, date) if t.edtf]
    return (
        stretch
        or next((t for t in titled if t.kind in ("point", "span")), None)
        or next((t for t in said if t.quote.startswith(("截至", "截止"))), None)
    )


def latest_year(text: str, name: str = "") -> str:
    """The latest year of a text, without years of document names and numbers, and years it only looks ahead
    to; failing that, the year in the file's name."""
    plain = _QUOTED.sub(lambda m: " " * len(m[0]), text)
    past: list[str] = []
    planned: list[str] = []
    goal = -1
    for match in _YEAR.finditer(plain):
        if _AHEAD.search(plain, max(0, match.start() - 4), match.start()):
            goal = match.start()
        elif goal > plain.rfind("。", 0, match.start()):
            continue  # 到2022年底…，2023年底…: the second year is a goal too
        elif _DEADLINE.match(plain, match.end()) or _PLANNED.match(plain, match.end()):
            planned.append(match[0])
            goal = match.start()
        else:
            past.append(match[0])
    past = past or planned
    return max(past, default="") or _full(wide(name))[:4]


def _full(line: str) -> str:
    """The date a line gives: 2022年5月18日, 二〇二二年五月, 2022-05-18."""
    plain = re.search(r"((?:19|20)\d{2})[-./](\d{1,2})[-./](\d{1,2})", wide(line))
    if plain:
        return f"{plain[1]}-{int(plain[2]):02d}-{int(plain[3]):02d}"
    points = [t.edtf for t in find_times(line) if t.kind == "point" and t.edtf]
    return max(points, key=len, default="")
