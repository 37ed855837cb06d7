"""The date of a report, and what told it.

The rules in their order of trust; the first that applies decides, and its name stands in the report's evidence:

    yearbook        the year before that of a yearbook, which tells of it
    title year      the year of a summary's title: its 今年 is that year, whenever it was signed
    dateline        a date in the title block, or a line of publication below it
    signature       a date on a line of its own at the end
    title span      the first year of a span in the title: a plan was written before its first year is out; a report
                    on some years after the last
    title mention   the year of any other title
    own number      the year of the document's own number, above its title
    cited           of a plan: the latest paper it cites, else the first year it names
    lead            the full date that news open with, where the report names no later year; the month and day, where
                    only a year was told otherwise
    address         the date in the address of a web page, at the beginning or the end
    post            when a forum's user posted it
    latest year     the latest year the whole file speaks of as present: the reports of one file are of one time
    file name       a date in the file's name, where the text names no year or only the year before it
    year ahead      the latest year there is, though the text only looks ahead to it
"""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.latest_year import CHINESE_DIGITS, QUOTED, YEAR, Dated, latest_year
from extractors.masthead import is_foot, is_forum, is_library, is_published
from extractors.numerals import DIGIT
from extractors.openings import DATE_ALONE, ReportSpan, signs
from extractors.terms import wide
from extractors.times import find_times
from schemas.cues import load_cues
from schemas.patterns import any_of
from schemas.records import Span, TimeValue

_CITED = re.compile(r"[〔\[﹝（(]\s*((?:19|20)\d{2})\s*[〕\]﹞）)]\s*\d+\s*号")
_OWN_NUMBER = re.compile(r"[ 　]*[一-龥]{2,12}[〔\[﹝（(]\s*((?:19|20)\d{2})\s*[〕\]﹞）)]\s*\d+\s*号[ 　]*$")
_STRETCH = re.compile(r"((?:19|20)\d{2})\s*年?\s*[—\-－~～至到]+\s*((?:19|20)\d{2})\s*年")
"""The years of a plan: it was written before the first is out."""
PLAN = re.compile(f"(?:{any_of(load_cues().headings.plans)}|意见|办法|部署)" r"(?:[（(][^（）()]{1,16}[）)])*(?:\s|$)")
_LOOKS_BACK = re.compile("总结|回顾|报告|汇报|情况|成效|评估|公报|自评|综述")
SUMMARY = re.compile(
    r"总结|小结|公报|年报|年度|简报|月报|季报|工作报告|信息|通报|评估|"
    r"盘点|成绩单|大事[记件]|件大事|回眸|述职|工作亮点|答卷|账单|数[说读]"
)
_REVIEW = re.compile(
    r"盘点|回[顾眸]|成绩单|大事[记件]|件大事|年报|关键词|告别|再见|这一年|的我们|数[说读]|账单|答卷|亮点|瞬间|致敬|"
    "年终|年末|岁末|来信|足迹|收官"
)
BARE_YEAR = re.compile(r"(?<![\d\-/.])20[0-4]\d(?![\d\-/.年])")
_THEN_AHEAD = re.compile(r"\d{4}年[^\n]{0,20}?(?:情况|工作|成效|进展)[和及暨与、]+\d{4}年[^\n]{0,12}?(?:计划|安排|打算|思路|要点|谋划)")
"""2022年工作情况和2023年工作安排 was written when the first was out."""
_FIVE_YEARS = re.compile("十([一二三四五六七八九])五")
_NUMERIC = re.compile(r"(?<!\d)((?:19|20)\d{2})[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<![\d\-./])(\d{1,2})([-./])(\d{1,2})\2((?:19|20)\d{2})(?![\d\-./])")
"""17/05/2023, 08-17-2022."""
_EPAPER = re.compile(r"-->\s*((?:19|20)\d{2}-\d\d-\d\d)\s")
"""What a newspaper's page leaves of its own form."""
_TO_DAY = re.compile(rf"[—\-–~～至]+{_NUMERIC.pattern}")
_HAN_DAY = re.compile(r"((?:时间|日期)[：:]\s*)?\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
"""A day in figures and words; its label, where it has one, shows it to be the page's."""
_PUBLISHED = re.compile(r"(?:时间|日期|来源|(?<!工)作者|字号|编辑|浏览|点击)\s*[：:]?|\d{1,2}[:：]\d{2}")
"""What stands beside the date on a line of publication."""
_OPENED = re.compile(r"(?:\s|[（(【]?(?:本报|本网)讯[^，。\n\d]{0,30}|[一-龥]{2,8}(?:网|社)?讯)*")
_OUT = re.compile(r"\s*年(?:[底末]|，)")
_NEWS_DAY = re.compile(
    r"[（(]?(?:记者|通讯员)?[^，。\d\n]{0,16}[）)]?\s*(\d{1,2})月(\d{1,2})日(?:(?:上午|下午|晚)?[，,]|是[^。\n]{0,12}日。)"
    r"[^。\n]{0,60}(?:召开|举行|举办|启动|揭牌|获悉|了解到|开展|走进|来到)|[一-龥]{2,8}(\d{1,2})月(\d{1,2})日(?:[电讯]|发自)"
)
"""7月20日，…召开会议; 某社4月6日电: the day of an item of news."""
_ADDRESS = re.compile(
    r"https?://[!-~]*?/(?:[a-z]{0,4})((?:19|20)\d{2})(?:[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?=[/_.-])|/([1-9])/([1-9]|[12]\d|3[01])(?=/)|/(1[0-2])/([1-9])(?=/))"
)
YEARBOOK = re.compile(r"年鉴[·\s（(〔\[—-]{0,3}((?:19|20)\d\d)|((?:19|20)\d\d)年?[一-龥]{0,8}年鉴")
_DATE_SIGNS = "0123456789./-—～~至"
LAST = "2050"
"""No report is signed later."""
LATE = "10"
"""From this month on who posts may tell of the next year's plans."""
_HEAD_LINES = 8
_HEAD_REACH = 400
FOOT = 8
"""In so many lines a page's foot and the signature above it stand."""
_LINE = 40
"""A line no longer than this may be a dateline or a signature."""


def report_date(text: str, report: ReportSpan, latest: Dated) -> Dated:
    """The date of a report; `latest` is what `latest_year` says of the whole file."""
    found = next((dated for rule in _RULES if (dated := rule(text, report))), None) or _posted(text, report, latest) or latest
    if found.rule == "dateline" and any(PLAN.search(line) for line in report.lines):
        plan = _title_span(text, report)  # put on a site when its years were over
        found = plan if plan and plan.rule == "title span" and int(found.edtf[:4]) > int(plan.edtf) + 4 else found
    if len(found.edtf) == 4 and found.rule in ("title mention", "latest year"):
        return _on_day(text, report, found.edtf) or found
    return found


def _posted(text: str, report: ReportSpan, latest: Dated) -> Dated | None:
    """When a forum's user posted the text, unless the text tells of years long before or of a later one."""
    for start, line in _lines(text, report.span.start, min(report.span.end, report.span.start + _HEAD_REACH)):
        dated = _full(line, start) if is_forum(line) else None
        since = int(dated.edtf[:4]) - int(latest.edtf[:4]) if dated and latest.edtf else 0
        if dated and (since in (0, 1) or (since == -1 and dated.edtf[5:7] >= LATE)):
            return dated._replace(rule="post")
    return None


def _on_day(text: str, report: ReportSpan, year: str) -> Dated | None:
    """7月20日，…召开会议 at the beginning of an item of news that tells its year elsewhere."""
    if any(SUMMARY.search(line) or PLAN.search(line) for line in report.lines):
        return None
    opened = _OPENED.match(text, report.head.end, report.span.end)
    day = _NEWS_DAY.match(text, opened.end() if opened else report.head.end)
    if not day:
        return None
    first = 1 if day[1] else 3
    of_month, of_year = int(day[first + 1]), int(day[first])
    if not (1 <= of_year <= 12 and 1 <= of_month <= 31):
        return None
    if of_year <= 3 and _is_over(text, report, year):
        year = str(int(year) + 1)
    return Dated(f"{year}-{of_year:02d}-{of_month:02d}", "lead", Span(day.start(first), day.end(first + 1) + 1))


def _is_over(text: str, report: ReportSpan, year: str) -> bool:
    """Whether a report speaks of a year only as of one that is out (截至2014年底, 2014年，全市新增) and of this year beside it."""
    told = [m.end() for m in YEAR.finditer(text, *report.span) if m[0] == year]
    return bool(told) and text.find("今年", *report.span) >= 0 and all(_OUT.match(text, at) for at in told)


def _yearbook(text: str, report: ReportSpan) -> Dated | None:
    """延边年鉴（2019） tells of 2018, unless its text names 2019 alone."""
    for start, line in _lines(text, report.span.start, min(report.span.end, report.span.start + _HEAD_REACH))[:3]:
        match = YEARBOOK.search(line)
        told = str(int(match[1] or match[2]) - 1) if match else ""
        body = text[start + len(line) : report.span.end]
        if match and (f"{told}年" in body or f"{int(told) + 1}年" not in body):
            return Dated(told, "yearbook", _at(start, match.span()))
    return None


def _title_year(text: str, report: ReportSpan) -> Dated | None:
    lines = head_lines(text, report)
    summed = [line for line in lines[:2] if SUMMARY.search(line[1]) or _THEN_AHEAD.search(line[1])]
    year = next((y for start, line in summed for y in _years(line, start)), None) or reviewed(lines)
    if year is None:
        return None
    dated = any(d and len(d.edtf) > 4 and d.edtf[:4] == year.edtf for d in (_full(line, start) for start, line in lines))
    return None if dated else year._replace(rule="title year")


def reviewed(lines: list[tuple[int, str]]) -> Dated | None:
    """The year that the headline of a review names without 年: 年终盘点 | 2022，我们一起走过."""
    for start, line in lines[:2]:
        year = BARE_YEAR.search(line) if _REVIEW.search(line) else None
        if year:
            return Dated(year[0], "", _at(start, year.span()))
    return None


def _dateline(text: str, report: ReportSpan) -> Dated | None:
    """The date of the title block or of a line of publication; a site's clock (2025年1月21日 星期二) where there is no other."""
    lines = head_lines(text, report)
    clocks = [line for line in lines if "星期" in line[1]]
    if clocks:
        told = _of_lines(text, [line for line in lines if line not in clocks]) or _published(text, report)
        return told or _of_lines(text, clocks)
    return _of_lines(text, lines) or _published(text, report)


def _of_lines(text: str, lines: list[tuple[int, str]]) -> Dated | None:
    """The first full date of some lines, or one that stands across the last two."""
    for start, line in lines:
        dated = _full(line, start) if len(line) < _LINE and not is_library(line) else None
        if dated and len(dated.edtf) > 4:
            return dated._replace(rule="dateline")
    lines = [line for line in lines if not is_library(line[1])]
    if lines:
        first, last = lines[-2:][0][0], lines[-1][0] + len(lines[-1][1])
        first = max(first, last - 30)
        while first < last and text[first] in _DATE_SIGNS:
            first += 1  # not a part of one
        dated = _full(text[first:last].replace("\n", " "), first)
        if dated and len(dated.edtf) > 4:
            return dated._replace(rule="dateline")
    return None


def _published(text: str, report: ReportSpan) -> Dated | None:
    """The line of publication of a web page: 2023-03-22 15:02 来源：…"""
    reach = min(report.span.end, report.head.end + _HEAD_REACH)
    above = text.count("\n", report.span.start, report.head.start)
    for start, line in _lines(text, report.span.start, reach)[: above + _HEAD_LINES + len(report.lines)]:
        day = _NUMERIC.search(line) or _HAN_DAY.search(line) or _DAY_FIRST.search(line)
        if day and not is_library(line) and len(line) <= 100 and not line.rstrip().endswith("。") and _PUBLISHED.search(line):
            dated = _full(line[day.start() :], start + day.start())
            if dated and len(dated.edtf) == 10 and (day.re is not _HAN_DAY or day[1] or is_published(line)):
                return dated._replace(rule="dateline")
    return None


def _signature(text: str, report: ReportSpan) -> Dated | None:
    lines = _lines(text, report.span.start, report.span.end)
    told = [line for line in lines[-FOOT:] if line[1].strip() and not _is_furniture(line[1])]
    for start, line in reversed(told[-4:]):
        signed = len(line.strip()) < _LINE and "。" not in line and "\t" not in line
        dated = _full(line, start) if signed else None
        if dated and len(dated.edtf) > 4 and dated.edtf < LAST:  # 居民最低生活保障人数 万人 2061.3
            return dated._replace(rule="signature")
    for n in range(len(lines) - 1, 0, -1):  # above the attachments
        start, line = lines[n]
        if len(line) < _LINE and DATE_ALONE.fullmatch(line.strip(" 　（）")) and signs(lines[n - 1][1].strip()):
            dated = _full(line, start)
            if dated and len(dated.edtf) > 4:
                return dated._replace(rule="signature")
    return None


def _is_furniture(line: str) -> bool:
    """A line of the page's foot without a day, or of the library that holds the paper."""
    return is_library(line) or (is_foot(line) and not _NUMERIC.search(line))


def _title_span(text: str, report: ReportSpan) -> Dated | None:
    """The title's years, line by line: the first of a span, in a report that looks back the last; else the latest."""
    for start, line in head_lines(text, report):
        stretch = _STRETCH.search(line.translate(CHINESE_DIGITS))
        if stretch:
            back = _LOOKS_BACK.search(line) and not PLAN.search(line)
            return Dated(stretch[2] if back else stretch[1], "title span", _at(start, stretch.span()))
        years = _years(line, start)
        if years:
            return max(years)._replace(rule="title mention")
        months = next((t for t in find_times(line) if t.kind == "span" and len(t.edtf) == 15), None)
        if months:
            ends = months.edtf.split("/")
            return Dated(ends[0 if PLAN.search(line) else -1][:4], "title span", _at(start, months.span))
        term = _FIVE_YEARS.search(line) if PLAN.search(line) else None
        if term:
            return Dated(str(2006 + 5 * "一二三四五六七八九".index(term[1])), "title span", _at(start, term.span()))
    return None


def _own_number(text: str, report: ReportSpan) -> Dated | None:
    reach = min(report.span.end, report.head.end + _HEAD_REACH)
    for start, line in _lines(text, report.span.start, reach)[: _HEAD_LINES]:
        number = _OWN_NUMBER.match(line)
        if number:
            return Dated(number[1], "own number", _at(start, number.span(1)))
    return None


def _cited(text: str, report: ReportSpan) -> Dated | None:
    """When a plan without a date was written: the year of the latest paper it cites, else its first year."""
    if not PLAN.search(" ".join(report.lines)):
        return None
    body = (report.span.start, report.span.end)
    cited = max((Dated(m[1], "cited", Span(*m.span(1))) for m in _CITED.finditer(text, *body)), default=None)
    return cited or min((Dated(m[0], "cited", Span(*m.span())) for m in YEAR.finditer(text, *body)), default=None)


def _lead(text: str, report: ReportSpan) -> Dated | None:
    """2020年11月1日，… at the very beginning, where the report names no later year."""
    start = _OPENED.match(text, report.head.end, report.span.end)
    at = start.end() if start else report.head.end
    stop = text.find("。", at, min(report.span.end, at + _HEAD_REACH))
    lead = text[at : stop if stop > 0 else at]
    first = next((t for t in find_times(lead) if t.kind == "point" and len(t.edtf) == 10), None)
    if first is None or first.span.start > _LINE or QUOTED.search(lead[: first.span.start]):
        return None
    own = latest_year(text[report.span.start : report.span.end])
    return Dated(first.edtf, "lead", _at(at, first.span)) if own.edtf == first.edtf[:4] else None


def _address(text: str, report: ReportSpan) -> Dated | None:
    lines = _lines(text, report.span.start, report.span.end)
    for start, line in (*lines[:4], *lines[-4:]):
        if left := _EPAPER.search(line):
            return Dated(left[1], "address", Span(start + left.start(1), start + left.end(1)))
        found = _ADDRESS.search(line)
        if found:
            day = "-".join(part.zfill(2) for part in found.groups() if part)
            return Dated(day, "address", Span(start + found.start(1), start + found.end()))
    return None


_RULES: tuple[Callable[[str, ReportSpan], Dated | None], ...] = (
    _yearbook, _title_year, _dateline, _signature, _title_span, _own_number, _cited, _lead, _address,
)  # fmt: skip


# --- lines and the dates in them ---


def _lines(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """The lines of a stretch with their places, without the empty ones."""
    found = []
    for line in text[start:end].split("\n"):
        if line:
            found.append((start, line))
        start += len(line) + 1
    return found


def head_lines(text: str, report: ReportSpan) -> list[tuple[int, str]]:
    """The lines of the title block, stripped, with their places."""
    found = []
    for start, line in _lines(text, report.head.start, report.head.end):
        bare = line.strip(" 　#")
        if bare:
            found.append((start + line.index(bare), bare))
    return found


def _years(line: str, start: int) -> list[Dated]:
    return [Dated(m[0], "", _at(start, m.span())) for m in YEAR.finditer(line.translate(CHINESE_DIGITS))]


_FIGURES = re.compile(f"[{DIGIT}一二五]")
"""One of these stands in every year: 2022年, 二〇二二年, 十四五末."""


def _full(line: str, start: int) -> Dated | None:
    """The fullest date a line gives: 2022年5月18日, 二〇二二年五月, 2022-05-18."""
    if not _FIGURES.search(line):
        return None
    plain = _NUMERIC.search(wide(line))
    while plain and (last := _TO_DAY.match(wide(line), plain.end())):
        plain = last  # of a week the last day
    if plain and int(plain[2]) <= 12 and int(plain[3]) <= 31:
        edtf = f"{plain[1]}-{int(plain[2]):02d}-{int(plain[3]):02d}"
        return Dated(edtf, "", _at(start, plain.span()))
    if turned := _DAY_FIRST.search(wide(line)):
        return _turned(turned, start)
    points: list[TimeValue] = [t for t in find_times(line) if t.kind == "point" and t.edtf]
    fullest = max(points, key=lambda t: len(t.edtf), default=None)
    return Dated(fullest.edtf, "", _at(start, fullest.span)) if fullest else None


def _turned(match: re.Match[str], start: int) -> Dated:
    """17/05/2023 or 05/17/2023; of 05/06/2023 only the year is sure."""
    one, two = int(match[1]), int(match[3])
    day, month = (one, two) if one > 12 else (two, one)
    sure = one == two or (one > 12) != (two > 12)
    if not sure or not (1 <= month <= 12 and 1 <= day <= 31):
        return Dated(match[4], "", _at(start, match.span(4)))
    return Dated(f"{match[4]}-{month:02d}-{day:02d}", "", _at(start, match.span()))


def _at(start: int, span: tuple[int, int]) -> Span:
    return Span(start + span[0], start + span[1])
