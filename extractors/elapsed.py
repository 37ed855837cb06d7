"""Stretches that a text tells by their length alone: 两年来, 半年多来, 五年间, 一年来.

When they began is told by what was said before, or reckoned back from the report's date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from schemas.records import TimeValue
from schemas.trusted import changed


@dataclass(slots=True)
class Told:
    """What was told before a sentence: `year`, the time that last named its year in the paragraph; `plan`, the last
    span of years in the report; `month`, the last month or day in the paragraph; `since`, when what the report
    tells began; EDTF, empty where none. `ahead`: it stands where plans are told; `headed`: the heading over it told the
    year; `period`: what the report is about; `day`: the last day told."""

    year: str = ""
    plan: str = ""
    month: str = ""
    since: str = ""
    ahead: bool = False
    headed: bool = False
    period: str = ""
    day: TimeValue | None = None


NOTHING = Told()
_HAN = "一二两三四五六七八九十"
LAPSE = re.compile(  # opens with one set, so that the search skips the rest fast
    rf"[大半\d{_HAN}到](?:"
    rf"(?:(?<=大)半年多?|(?<=半)年多?|(?:(?<=\d)\d?|(?<=[{_HAN}])[{_HAN}]?)(?:年[多半]?|个多?半?月多?))"
    r"(?:以来|下来|来(?![自源到往了]))|(?<=到)(?:现在|如今|眼下))"
)
"""A while that has passed up to the report: 半年多来, 一年下来, 到现在."""
_AS_OF = re.compile("截[至止]")
_YEARS_UP_TO_NOW = re.compile(
    r"(?:近|过去|最近)?\s*([一二两三四五六七八九十]|\d{1,2})\s*年(?:多)?(?:以来|来)"
)
_YEARS_LONG = re.compile(r"([二两三四五六七八九十]|\d{1,2})\s*年间")
"""五年间: of that many years, up to the report or so."""
_SOME_YEARS = re.compile(r"\d{4}/\d{4}")
_ONE_YEAR = re.compile("一年(?:以来|来)|过去的?一年")
_NEW = re.compile("新|增|招|引进|选派|培养|年均")
_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_PLAN_SINCE = re.compile("规划[^，。；]{0,6}以来$")


def reckoned(time: TimeValue, date: str, told: Told) -> TimeValue:
    """两年来 said at a known date: open since that many years before, and 五年来 the plan of so many years that was
    spoken of; 三年来 may count this year or not, and gives none, as
    does 两年来 where the report names a beginning of its own; 一年来 said when a year is out, that year."""
    if not time.edtf and date and (year := _past_year(time, date, told)):
        return changed(time, {"edtf": year, "kind": "point"})
    if not time.edtf and told.plan and _PLAN_SINCE.search(time.quote):
        return changed(time, {"edtf": f"{told.plan[:4]}/..", "kind": "since"})
    match = (_YEARS_UP_TO_NOW.search(time.quote) or _YEARS_LONG.search(time.quote)) if not time.edtf and date else None
    if not match:
        return time
    years = _DIGITS.get(match[1]) or int(match[1])
    if years == 1:
        return time  # 一年来 in a report on a year is that year
    first, _, last = told.plan.partition("/")
    if last and int(last) - int(first) + 1 == years and last <= date[:4]:
        return changed(time, {"edtf": told.plan, "kind": "span"})
    if years > 2 or told.since or time.quote.endswith("间"):
        return time
    return changed(time, {"edtf": f"{int(date[:4]) - years}/..", "kind": "since"})


def _months(first: str, last: str) -> int:
    """How many months a span has, from its first to its last year or month."""
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7] or 12) - int(first[5:7] or 1) + 1


def as_it_stands(period: TimeValue, told: str) -> TimeValue:
    """What there is of something, in a report on more than a year (2016-01/2018-06), is as it stood at the end; what
    is said to be new was so over the whole. `told` is what leads to the figure."""
    first, _, last = period.edtf.partition("/")
    if len(last) < 4 or _months(first, last) <= 12 or _NEW.search(told):
        return period
    return changed(period, {"edtf": last, "kind": "point"})


def lapsed(times: list[TimeValue], date: str, told: str) -> list[TimeValue]:
    """半年多来 after a month told before it is open since that month, where the report is as much later: 3月设站，半年多来.

    `told` is the last month of the paragraph, EDTF.
    """
    if len(date) < 7:
        return times
    found: list[TimeValue] = []
    for time in times:
        if time.kind == "point" and len(time.edtf) >= 7 and not _AS_OF.match(time.quote):
            told = time.edtf
        elif told and not time.edtf and LAPSE.fullmatch(time.quote) and _as_long(time.quote, told, date):
            time = changed(time, {"edtf": f"{told[:7]}/..", "kind": "since"})
        found.append(time)
    return found


def _as_long(words: str, start: str, end: str) -> bool:
    """Whether so many months lie between two EDTF days or months, give or take one: 半年多 is from five to twelve."""
    months = (int(end[:4]) - int(start[:4])) * 12 + int(end[5:7]) - int(start[5:7])
    if words.startswith("到"):
        return 0 < months <= 24
    number = re.match(r"大?(半|\d+|[一二两三四五六七八九十]+)", words)
    count = number[1] if number else "半"
    if count == "半":
        lower, more = 6, 5
    else:
        named = int(count) if count.isdigit() else _DIGITS.get(count, 0)
        lower, more = (named * 12, 11) if "年" in words else (named, 1)
    return lower - 1 <= months <= lower + (more if "多" in words or "半" in words[1:] else 1)


def _past_year(time: TimeValue, date: str, told: Told) -> str:
    """The year that 一年来 is about: the one spoken of, else the one that is out or nearly so; empty in mid-year."""
    if not _ONE_YEAR.fullmatch(time.quote):
        return ""
    if told.year and told.year[:4] <= date[:4]:
        return told.year[:4]
    if told.year and len(date) == 4:
        return date  # 2024年工作…2025年计划。一年来，
    month = date[5:7]
    if month in ("01", "02", "03"):
        return str(int(date[:4]) - 1)
    return date[:4] if month in ("11", "12") else ""


def long_since(times: list[TimeValue], date: str, told: Told) -> list[TimeValue]:
    """五年间 after a year told before it is the years from that one on, where they end with the report's year or the one
    before (2018年出台办法，五年间), or as many as were told (2018—2022年…，五年间)."""
    if not date:
        return times
    found: list[TimeValue] = []
    began, stretch = told.year or told.since, ""
    for time in times:
        match = _YEARS_LONG.search(time.quote) if not time.edtf else None
        if match and found and found[-1].kind == "span" and time.span.start - found[-1].span.end <= 1:
            continue  # 2018年至2023年六年间
        years = (_DIGITS.get(match[1]) or int(match[1])) if match else 0
        if stretch and years == int(stretch[5:]) - int(stretch[:4]) + 1:
            time = changed(time, {"edtf": stretch, "kind": "span"})
        elif match and began:
            last = int(began[:4]) + years - 1
            if int(date[:4]) - last in (0, 1):
                time = changed(time, {"edtf": f"{began[:4]}/{last}", "kind": "span"})
        elif time.edtf[:4].isdigit() and time.kind in ("point", "since"):
            began = time.edtf
        stretch = time.edtf if _SOME_YEARS.fullmatch(time.edtf) else stretch
        found.append(time)
    return found
