"""The time a whole report is about."""

from __future__ import annotations

import re

from extractors.openings import ReportSpan
from extractors.report_date import PLAN, SUMMARY
from extractors.times import find_times
from schemas.records import TimeValue

OPENING = 160
"""How far into a report its opening reaches, in characters."""
_DAYS = re.compile(r"\d{4}-\d\d-\d\d/\d")


_YEARLY = re.compile(r"(?:要点|计划|安排|打算)(?:[（(][^（）()]{1,16}[）)])*$")
_BULLETIN = re.compile(r"简报|月报|动态|快报")
_YEARS = re.compile(r"\d{4}/(?:\d{4}|\.\.)")
_ASSESSMENT = re.compile(r"评估|考核|绩效|自评")
ASSESSED = 400
"""How far into an assessment its year may be named, in characters."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"\d{4}-\d\d")


def _planned(report: ReportSpan, date: str) -> TimeValue | None:
    """The year of a yearly plan's title: 2022年工作要点; not the year in which a scheme was drawn up."""
    for line in report.lines:
        times = [t for t in find_times(line, date) if t.edtf] if _YEARLY.search(line) else []
        named = [t for t in times if t.kind == "point" and len(t.edtf) == 4]
        if len(named) == 1 and not any(t.kind == "span" for t in times):
            return named[0]
    return None


def _monthly(text: str, report: ReportSpan, said: list[TimeValue]) -> TimeValue | None:
    """7月，… at the head of a bulletin."""
    if not said or not any(_BULLETIN.search(line) for line in report.lines):
        return None
    first = said[0]
    opens = not text[report.head.end : first.span.start].strip()
    return first if opens and first.kind == "point" and _MONTH.fullmatch(first.edtf) else None


def _assessed(report: ReportSpan, times: list[TimeValue]) -> TimeValue | None:
    """The year that an assessment names as its own: 对2023年度项目执行情况进行评估."""
    if not any(_ASSESSMENT.search(line) for line in report.lines):
        return None
    early = (t for t in times if report.head.end <= t.span.start < report.head.end + ASSESSED)
    return next((t for t in early if t.quote.endswith("年度") and len(t.edtf) == 4), None)


def report_period(text: str, report: ReportSpan, times: tuple[TimeValue, ...], date: str) -> TimeValue | None:
    """The time a whole report is about: the year of a summary's title, or the span that its opening names.

    A plan for one year (要点, 计划, 安排) is about that year; other plans have none: what they speak of lies ahead.
    A bulletin is about the month that its opening begins with.
    """
    if PLAN.search(report.title) and not any(_BULLETIN.search(line) for line in report.lines):
        return _planned(report, date)
    inside = [t for t in times if t.edtf]
    line = text.find("\n", min(report.head.end + 1, report.span.end))
    opening = report.span.end if line < 0 else min(line, report.span.end)
    said = [t for t in inside if report.head.end <= t.span.start < min(opening, report.head.end + OPENING)]
    titled = [t for line in report.lines if SUMMARY.search(line) for t in find_times(line, date) if t.edtf and not _DAY.search(t.edtf)]
    stretch = next((t for t in said if t.kind in ("span", "since") and not _DAYS.search(t.edtf)), None)
    if stretch and titled and _YEARS.fullmatch(stretch.edtf):
        stretch = None  # “十三五”期间 at the head of a bulletin on 2020
    return (
        _monthly(text, report, said)
        or stretch
        or next((t for t in titled if t.kind in ("point", "span")), None)
        or _assessed(report, inside)
        or next((t for t in said if t.quote.startswith(("截至", "截止"))), None)
    )
