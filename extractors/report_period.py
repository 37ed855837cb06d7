"""The time a whole report is about."""

from __future__ import annotations

import re

from extractors.report_date import PLAN, SUMMARY
from extractors.segments import ReportSpan
from extractors.times import find_times
from schemas.records import TimeValue

OPENING = 160
"""How far into a report its opening reaches, in characters."""
_DAYS = re.compile(r"\d{4}-\d\d-\d\d/\d")


def report_period(text: str, report: ReportSpan, times: tuple[TimeValue, ...], date: str) -> TimeValue | None:
    """The time a whole report is about: the year of a summary's title, or the span that its opening names.

    A plan has none: what it speaks of lies ahead.
    """
    if PLAN.search(report.title):
        return None
    inside = [t for t in times if t.edtf]
    line = text.find("\n", min(report.head.end + 1, report.span.end))
    opening = report.span.end if line < 0 else min(line, report.span.end)
    said = [t for t in inside if report.head.end <= t.span.start < min(opening, report.head.end + OPENING)]
    stretch = next((t for t in said if t.kind in ("span", "since") and not _DAYS.search(t.edtf)), None)
    titled = [t for line in report.lines if SUMMARY.search(line) for t in find_times(line, date) if t.edtf]
    return (
        stretch
        or next((t for t in titled if t.kind in ("point", "span")), None)
        or next((t for t in said if t.quote.startswith(("截至", "截止"))), None)
    )
