"""What holds for a whole report: its division, its date, the time it is about, and its numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from extractors.home import home_of
from extractors.latest_year import Dated, latest_year
from extractors.namesakes import namesake_of
from extractors.numbers import Scan, scan
from extractors.openings import ReportSpan
from extractors.report_date import report_date
from extractors.report_period import plan_years, report_period
from extractors.segments import Segments
from schemas.divisions import Division
from schemas.records import Block, Document, Mention, Span, TimeValue
from schemas.trusted import changed

TOGETHER = 32_768
"""Reports of no more characters together are understood at once: a processor has near at hand what it has just done."""
_MONTH = re.compile(r"\d{4}-\d\d")
_ROW_NUMBERS = frozenset(("序号", "编号", "行次", "名次", "排名"))


@dataclass(frozen=True, slots=True)
class Setting:
    """The setting of one report. `home` is None where the report hides its division (`masked`) or nothing tells;
    with `namesakes` it is one of several that share its name, and nothing tells which."""

    report: ReportSpan
    home: Division | None
    masked: bool
    namesakes: bool
    dated: Dated
    period: TimeValue | None
    plan: TimeValue | None
    """The years of a plan for several."""
    scan: Scan

    @property
    def date(self) -> str:
        """EDTF date of the report; empty where nothing tells."""
        return self.dated.edtf


def settings_together(document: Document, segments: Segments) -> Iterator[list[Setting]]:
    """The setting of each report of a document, in order; short reports many at a time, each question asked of all of
    them before the next one is. They are made with their numbers when they are asked for."""
    text, wide = document.text, segments.wide
    outer: Division | None = None
    main: TimeValue | None = None
    latest = latest_year(text, document.name)
    first, name = segments.reports[0], document.name if len(segments.reports) == 1 else ""
    for reports in _together(segments.reports):
        homes, dates, found = [], [], []
        for report in reports:
            home, how = home_of(wide, report, name, outer)
            outer = home if report is first and how == "title" else outer
            namesake, unsure = namesake_of(wide, report, home) if how not in ("title", "masked") else (None, False)
            homes.append((namesake or home, how == "masked", unsure))
        for report in reports:
            dated = report_date(text, report, latest)
            if report is first and dated.rule == "dateline" and dated.edtf[:4] >= latest.edtf[:4]:
                latest = dated  # the page's own day, also for its parts
            dates.append(dated)
        scans = [_scan(text, dated.edtf, report.span, document.blocks) for report, dated in zip(reports, dates, strict=True)]
        for report, (home, masked, namesakes), dated, numbers in zip(reports, homes, dates, scans, strict=True):
            period = report_period(wide, report, numbers.times, dated.edtf)
            main = period if report is first else main
            if period is None and report.title.startswith(("附件", "附表")):
                period = main  # what is attached is about the time of what it is attached to
            if period and _MONTH.fullmatch(period.edtf) and dated.edtf[:7] != period.edtf:
                numbers = replace(numbers, times=_of_month(numbers.times, period.edtf))
            plan = plan_years(wide, report, numbers.times)
            found.append(Setting(report, home, masked, namesakes, dated, period, plan, numbers))
        yield found


def _together(reports: tuple[ReportSpan, ...]) -> Iterator[list[ReportSpan]]:
    """Reports in order, those of no more than `TOGETHER` characters together."""
    group: list[ReportSpan] = []
    for report in reports:
        if group and report.span.end - group[0].span.start > TOGETHER:
            yield group
            group = []
        group.append(report)
    if group:
        yield group


def _of_month(times: tuple[TimeValue, ...], month: str) -> tuple[TimeValue, ...]:
    """本月 and 下月 in a bulletin are the month that it is about and the one behind that, though it was written in the next."""
    year, number = int(month[:4]), int(month[5:7])
    told = {"本月": month, "下月": f"{year + number // 12}-{number % 12 + 1:02}"}
    return tuple(changed(t, {"edtf": told[t.quote]}) if t.quote in told else t for t in times)


def _counting(cell: Block, found: Scan) -> Scan:
    """The numbers of a cell; what stands under 序号 counts the rows and nothing else."""
    if not found.quantities or cell.header.replace(" ", "").split("|")[0] not in _ROW_NUMBERS:
        return found
    numbers = [Mention(span=q.span, quote=q.quote, reason="ordinal") for q in found.quantities]
    return Scan((), found.times, tuple(sorted([*found.mentions, *numbers], key=lambda m: m.span)))


def _scan(text: str, date: str, span: Span, blocks: tuple[Block, ...]) -> Scan:
    """The numbers of a report; each table cell by itself, since a lone number is a figure there."""
    first = bisect_left(blocks, span.start, key=lambda b: b.start)
    mine = blocks[first : bisect_left(blocks, span.end, lo=first, key=lambda b: b.start)]
    if not any(b.kind == "cell" for b in mine):
        return scan(text, date, span.start, span.end)
    scans: list[Scan] = []
    for is_cell, group in groupby(mine, key=lambda b: b.kind == "cell"):
        run = list(group)
        if is_cell:
            scans += [_counting(b, scan(text, date, b.start, b.end)) for b in run]
        else:
            scans.append(scan(text, date, run[0].start, run[-1].end))
    return Scan(
        tuple(q for s in scans for q in s.quantities),
        tuple(t for s in scans for t in s.times),
        tuple(m for s in scans for m in s.mentions),
    )
