"""The time a whole report is about."""

from __future__ import annotations

import re

from extractors.masthead import invites, is_library, is_published
from extractors.moments import MEETING, since_event
from extractors.openings import ReportSpan
from extractors.report_date import BARE_YEAR, PLAN, SUMMARY, YEARBOOK, head_lines, reviewed
from schemas.records import Span, TimeValue
from schemas.trusted import changed

OPENING = 160
"""How far into a report its opening reaches, in characters."""
_FROM_DAY = re.compile("[月日]起$")
_DAYS = re.compile(r"\d{4}-\d\d-\d\d/\d")
_YEARLY = re.compile(r"(?:要点|计划|安排|打算)(?:[（(][^（）()]{1,16}[）)])*$")
_BULLETIN = re.compile(r"简报|月报|月度|动态|快报")
_TOLD_OF = re.compile(
    f"{SUMMARY.pattern}|(?<=月)(?:份)?(?:工作|服务)?(?:简报|月报|快报)|情况|自评|结项|结题|绩效|动态|回顾|公示|明细|统计|月度|季度"
    r"|(?:分配|下达|拨付|预拨|安排)[^\n]{0,40}(?:资金|经费|公益金|补助)"
)
"""A title of this kind names the time that its report is about: 2022年8月工作情况."""
_WHOLE_MONTHS = re.compile(r"(\d{4}-\d\d)-01/(\d{4}-\d\d)-(?:3[01]|29|28)")
"""From the first day of a month to the last of another."""
_WHOLE_YEAR = re.compile(r"(\d{4})-01-01/\1-12-31")
_REPORTED = re.compile(r"(?:报告期|(?:报告|统计|数据|汇报)(?:周期|时段|区间|期间|时间段))(?:为|[：:])?\s*$")
_MONTHLY = re.compile("月报|月度(?:报告|简报|总结)")
_MONTH_LINE = re.compile(r"20\d\d[年.\-/]\d{1,2}月?")
_TERM = re.compile(r"(?:项目|服务|合同|实施|执行|运营)(?:周期|期限|期间|时间|起止时间)(?:[：:]\s*|[ \t]*\n\s*)$|统计(?:时间)?期限(?:为|是|[：:])?$")
_FUNDED = re.compile("度?(?:中央|省级?|市级?|县级|区级)?(?:专项)?(?:财政|彩票|福彩|福利彩票|公益金)")
"""2023年中央彩票公益金项目: the year of the money, and not of what was done with it."""
_OF_A_PLAN = re.compile(r"[^\n]{0,24}规划[》]?[^\n]{0,8}(?:评估|自评|总结|情况|报告)")
_ASSESSED_TERM = re.compile(r"(?:评估|考核|自评)(?:期|期间|时段|周期|范围)?[为是：]?$|（$")
_ASSESSMENT = re.compile(r"评估|考核|绩效|自评")
ASSESSED = 400
"""How far into an assessment its year may be named, in characters."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"\d{4}-\d\d")
_MONTHS = re.compile(r"\d{4}-\d\d/\d{4}-\d\d")
_YEARS = re.compile(r"\d{4}/\d{4}")
_SPAN = re.compile(r"\d{4}/(?:\d{4}|\.\.)")
_ISSUE = re.compile(r"\s?(?:总?第\s?\d{1,4}\s?[期号]|\d{1,2}\s?期)")
"""2016年第3期 numbers a bulletin, and may be of the year before."""
_FIRST_SECTION = re.compile(r"[一1][、.．][^\n，。]{0,10}(?:情况|成效|概况|工作)\s*\n[ 　]*")
_TOLD_BELOW = re.compile("[^。\\n\\d]{0,40}(?:情况|进展|数据|结果)[^。\\n\\d]{0,8}(?:通报|汇报|报告|公布|公示)?如下")
_COUNTED = re.compile(r"\d\s?[万余多]{0,2}[个人名户家场次元支处所座件份例组节]")
_YEAR_ENDED = re.compile("年终|岁末|年度(?:盘点|账单|答卷|总结|报告|回[顾眸]|成绩单|关键词)|这一年")
_YEARLY_MATTER = re.compile("度(?!先进|优秀|十佳|表彰)[^，。；、《]{0,24}?(?:考试|年会|评估|考核|证书)")
_PASSED = re.compile(r"\s*|.{0,40}(?:过去的|走过|告别|回首|回顾)(?:了)?")
"""What stands before the month of a bulletin in its opening: nothing, or 刚刚过去的."""
_TERM_OF_PLAN = re.compile(r"十.五[”」』]?(?:期间|时期|以来|规划期)(?![的末初])")
"""“十四五”期间; of the plan itself, one year of it or a thing in it (“十四五”规划收官之年) is no time."""
_THIS_YEAR = re.compile(r"\d{4}/\.\.")


def report_period(text: str, report: ReportSpan, times: tuple[TimeValue, ...], date: str) -> TimeValue | None:
    """The time a whole report is about: the year of a summary's title, or the span that its opening names.

    A plan for one year (要点, 计划, 安排) is about that year; other plans have none: what they speak of lies ahead.
    A bulletin is about the month that its opening begins with, a yearbook about the year before its own.
    """
    inside = [t for t in times if t.edtf]
    titled = _titled(text, report, inside)
    book = YEARBOOK.search(text, report.span.start, min(report.span.end, report.head.end + 40))
    if book and date == str(int(book[1] or book[2]) - 1):
        year = next(n for n, group in enumerate(book.groups(), 1) if group)
        edtf = str(int(book[year]) - 1)
        return TimeValue(span=Span(*book.span(year)), quote=book[year], edtf=edtf, kind="point")
    plan, summary = PLAN.search(report.title), SUMMARY.search(report.title)
    looks_back = summary is not None and plan is not None and summary.start() < plan.start()
    if plan and not looks_back and not any(_BULLETIN.search(line) for line in report.lines):
        return _planned(text, report, inside)
    start, end = _opening(text, report)
    said = [t for t in inside if start <= t.span.start < min(end, start + OPENING)]
    if titled:  # 7月工作简报, written in August: 本月 is July
        said = [t for t in said if t.quote != "本月"]
    head = [t for t in inside if t.span.end <= report.head.end]
    if term := _term_told(text, report, inside, date):
        return term
    stretch = _opened(text, said, [t for t in titled if not _outlasts(t, date)], date)
    return (
        _monthly(text, report, said)
        or (_this_year(stretch, titled, date) if stretch else None)
        or (_of_project(text, report, inside) if titled and _FUNDED.match(text, titled[0].span.end) else None)
        or next(iter(titled), None)
        or _as_of(text, [t for t in inside if report.head.end < t.span.start < report.head.end + OPENING])
        or _reviewed(text, report)
        or _year_of(text, said, summary is not None or _headed_by_year(report, said, date))
        or _year_ended(text, report, date)
        or _of_what_is_told(text, said)
        or _assessed(text, report, inside)
        or _of_project(text, report, inside)
        or _without_title(text, report, inside)
        or next((t for t in head if t.quote.startswith(("截至", "截止"))), None)
    )


def _outlasts(time: TimeValue, date: str) -> bool:
    """The term of a plan that its mid-term assessment names is not over: the assessment may be about a part of it."""
    return bool(date) and _YEARS.fullmatch(time.edtf) is not None and time.edtf[5:] > date[:4]


def _opening(text: str, report: ReportSpan) -> tuple[int, int]:
    """The first line below the title block that neither only speaks to the readers of the page nor tells when it appeared."""
    start = min(report.head.end + 1, report.span.end)
    while (end := text.find("\n", start, report.span.end)) > 0:
        line = text[start:end].strip()
        if line and not (invites(line) or is_published(line) or is_library(line)):
            break
        start = end + 1
    return (start, end if end > 0 else report.span.end)


def _opened(text: str, said: list[TimeValue], titled: list[TimeValue], date: str) -> TimeValue | None:
    """The span that the opening names as the report's own: none that only says which year of a five-year plan this is,
    none that is over where it goes on to a later time, no months told of after other things, none beside a span
    in the title."""
    said = [t for t in said if not (text[t.span.start - 1] in "（" and t.kind == "span" and text.startswith("）》", t.span.end))]
    said = [t for t in said if not (t.kind == "span" and MEETING.match(text, t.span.end))]
    first = text.rfind("\n", 0, said[0].span.start) + 1 if said else 0
    if said and not text[first : said[0].span.start].strip(" 　自从"):
        said = [since_event(text, Span(first, len(text)), said[0]), *said[1:]]  # 自2021年9月启动…以来，
    spans = (t for t in said if t.kind in ("span", "since") and not _DAYS.search(t.edtf) and not _FROM_DAY.search(t.quote))
    stretch = next((t for t in spans if "五" not in t.quote or _TERM_OF_PLAN.match(text, t.span.start)), None)
    if stretch is None or (stretch.kind == "span" and "。" in text[said[0].span.start : stretch.span.start]):
        return None
    if stretch.kind == "since" and "。" in text[first : stretch.span.start]:
        return None
    if _COUNTED.search(text, first, stretch.span.start):
        return None  # 建成社工站12个，今年以来服务…: of its clause, or sentence, only
    if date and _MONTHS.fullmatch(stretch.edtf) and stretch.edtf[-7:] > date:
        return None  # 5月至6月, told in March: of a year that only the title can tell
    if titled and titled[0].kind == "span":
        return None  # 今年以来 in a report on the first half of the year
    if titled and _SPAN.fullmatch(stretch.edtf) and not _THIS_YEAR.fullmatch(stretch.edtf):
        return None  # “十三五”期间 in a bulletin on 2020
    if _YEARS.fullmatch(stretch.edtf):
        opens = not text[text.rfind("\n", 0, stretch.span.start) + 1 : stretch.span.start].strip(" 　“")
        later = (t.edtf for t in said) if opens else (date, *(t.edtf for t in said))
        return None if any(edtf[:4] > stretch.edtf[5:] for edtf in later) else stretch
    return stretch


def _as_of(text: str, said: list[TimeValue]) -> TimeValue | None:
    """The day up to which the opening says that all below stands: 现将截至9月底的建设情况通报如下."""
    return next((t for t in said if t.quote.startswith("截") and t.edtf and _TOLD_BELOW.match(text, t.span.end)), None)


def _headed_by_year(report: ReportSpan, said: list[TimeValue], date: str) -> bool:
    """2021年全市募捐突破3000万元, told when that year was out and its article opens with it: news of a year's results."""
    year = said[0].edtf if said else ""
    return len(year) == 4 and year < date[:4] and any(line.startswith(f"{year}年") for line in report.lines)


def _year_of(text: str, said: list[TimeValue], summary: bool) -> TimeValue | None:
    """The year that a summary opens with: 2021年是“十四五”开局之年."""
    first = said[0] if summary and said else None
    opens = first and not text[: first.span.start].rsplit("\n", 1)[-1].strip(" 　")
    return first if first and opens and first.kind == "point" and len(first.edtf) == 4 else None


def _of_what_is_told(text: str, said: list[TimeValue]) -> TimeValue | None:
    """The year of the examination, meeting or assessment that an item of news is about: 2024年度…考试开考."""
    sentence = text.find("。", said[0].span.start) if said else 0
    named = (t for t in said if t.span.start < sentence and len(t.edtf) == 4 and _YEARLY_MATTER.match(text, t.span.end - 1))
    return next((t for t in named if text[t.span.start - 1] not in "《“"), None)


def plan_years(text: str, report: ReportSpan, times: tuple[TimeValue, ...]) -> TimeValue | None:
    """The years of a plan for several, as its title or that of an assessment of it tells them: what it aims at without
    a date is due by the last."""
    ours = PLAN.search(report.title) and not SUMMARY.search(report.title)
    if not ours and "五" not in report.title:
        return None
    for start, line in head_lines(text, report):
        for time in times:
            of_plan = ours or ("五" in time.quote and _OF_A_PLAN.match(text, time.span.end))
            if of_plan and start <= time.span.start < start + len(line) and _YEARS.fullmatch(time.edtf):
                return time
    return None


def _titled(text: str, report: ReportSpan, times: list[TimeValue]) -> list[TimeValue]:
    """The times in the lines of a title that say what they tell of; no date in brackets, but a span there."""
    lines = [(start, start + len(line), _TOLD_OF.search(line)) for start, line in head_lines(text, report)]
    told = any(telling for *_, telling in lines)
    found = []
    for time in times:
        bracketed = text[time.span.start - 1 : time.span.start] in ("（", "(")
        telling = next((t or (bracketed and told) for a, b, t in lines if a <= time.span.start < b), None)
        if telling and _ISSUE.match(text, time.span.end):
            continue
        if telling and "五" in time.quote and _OF_A_PLAN.match(text, time.span.end):
            continue  # what is assessed is no time
        if telling and (time.kind == "span" or (time.kind == "point" and not bracketed)) and not _DAY.search(time.edtf):
            found.append(time)
    return found


def _reviewed(text: str, report: ReportSpan) -> TimeValue | None:
    """The year of a review whose headline names it without 年."""
    year = reviewed(head_lines(text, report))
    return TimeValue(span=year.span, quote=year.edtf, edtf=year.edtf, kind="point") if year and year.span else None


def _year_ended(text: str, report: ReportSpan, date: str) -> TimeValue | None:
    """The year that a review without one in its headline looks back on: 年终盘点, published in December or soon after."""
    if date[5:7] not in ("12", "01", "02"):
        return None
    year = str(int(date[:4]) - (date[5:7] != "12"))
    for start, line in head_lines(text, report)[:2]:
        found = _YEAR_ENDED.search(line) or (BARE_YEAR.search(line) if year in line else None)
        if found:
            return TimeValue(span=Span(start + found.start(), start + found.end()), quote=found[0], edtf=year, kind="point")
    return None


def _this_year(stretch: TimeValue, titled: list[TimeValue], date: str) -> TimeValue:
    """今年以来 at the opening of a report that its title or its date puts at the end of the year is the year."""
    if not _THIS_YEAR.fullmatch(stretch.edtf) or stretch.edtf[:4] != date[:4]:
        return stretch
    year = next((t for t in titled if t.edtf == date[:4]), None)
    if year or date[5:7] in ("11", "12"):
        return year or changed(stretch, {"edtf": date[:4], "kind": "point"})
    return stretch


def _planned(text: str, report: ReportSpan, times: list[TimeValue]) -> TimeValue | None:
    """The year of a yearly plan's title: 2022年工作要点; not the year in which a scheme was drawn up."""
    for start, line in head_lines(text, report):
        named = [t for t in times if start <= t.span.start < start + len(line)] if _YEARLY.search(line) else []
        years = [t for t in named if t.kind == "point" and len(t.edtf) == 4]
        if len(years) == 1 and not any(t.kind == "span" for t in named):
            return years[0]
    return None


def _of_project(text: str, report: ReportSpan, times: list[TimeValue]) -> TimeValue | None:
    """The term that the form of a project tells: 项目周期：2021年9月至2022年8月."""
    early = (t for t in times if t.kind == "span" and t.span.start < report.head.end + ASSESSED)
    term = next((t for t in early if _TERM.search(text, max(0, t.span.start - 10), t.span.start)), None)
    whole = _WHOLE_YEAR.sub(r"\1", term.edtf) if term else ""
    return term and changed(term, {"edtf": _WHOLE_MONTHS.sub(r"\1/\2", whole), "kind": "point" if len(whole) == 4 else "span"})


def _term_told(text: str, report: ReportSpan, times: list[TimeValue], date: str) -> TimeValue | None:
    """The stretch that a form tells as the report's own: 报告期：2022年1月—6月; the month on a line of its own below 月报."""
    early = [t for t in times if t.span.start < report.head.end + ASSESSED]
    labelled = next((t for t in early if t.kind == "span" and _REPORTED.search(text, max(0, t.span.start - 8), t.span.start)), None)
    if labelled or not any(_MONTHLY.search(line) for line in report.lines):
        return labelled
    alone = ((start, line) for start, line in head_lines(text, report) if _MONTH.fullmatch(date) and _MONTH_LINE.fullmatch(line))
    return next((TimeValue(span=Span(start, start + len(line)), quote=line, edtf=date, kind="point") for start, line in alone), None)


def _without_title(text: str, report: ReportSpan, times: list[TimeValue]) -> TimeValue | None:
    """The year that the first section of a summary without its title opens with: 一、总体情况, 2021年，…"""
    first = None if report.lines else _FIRST_SECTION.match(text, report.span.start)
    year = next((t for t in times if first and t.span.start == first.end()), None)
    return year if year and year.kind == "point" and len(year.edtf) == 4 else None


def _assessed(text: str, report: ReportSpan, times: list[TimeValue]) -> TimeValue | None:
    """The time that an assessment names as its own: 对2023年度项目执行情况进行评估, 对规划前半程（2021年1月—2023年6月）."""
    if not any(_ASSESSMENT.search(line) for line in report.lines):
        return None
    early = [t for t in times if report.head.end <= t.span.start < report.head.end + ASSESSED]
    months = (t for t in early if t.kind == "span" and _MONTHS.fullmatch(t.edtf))
    term = next((t for t in months if _ASSESSED_TERM.search(text, max(0, t.span.start - 8), t.span.start)), None)
    return term or next((t for t in early if t.quote.endswith("年度") and len(t.edtf) == 4), None)


def _monthly(text: str, report: ReportSpan, said: list[TimeValue]) -> TimeValue | None:
    """7月，… at the head of a bulletin."""
    if not said or not any(_BULLETIN.search(line) for line in report.lines):
        return None
    first = said[0]
    opens = _PASSED.fullmatch(text, text.rfind("\n", 0, first.span.start) + 1, first.span.start)
    as_of = first.quote.startswith(("截至", "截止"))
    return first if opens and not as_of and first.kind == "point" and _MONTH.fullmatch(first.edtf) else None
