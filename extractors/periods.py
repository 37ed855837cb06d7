"""Periods of days in any text: what `times` finds, and what is counted from today: 下周, 近三年, 90年代.

Reports leave such words unresolved, since nobody knows the day they were counted from; here the day is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from extractors.dates import Anchor, Moment
from extractors.gaps import squeeze
from extractors.measure import unit_at
from extractors.numbers import walk
from extractors.numerals import DIGIT, parse_numeral


class Period(NamedTuple):
    """A period as written: `span` and `quote` in the source, its first and last day, both in it."""

    span: tuple[int, int]
    quote: str
    first: date
    last: date


class _Part(NamedTuple):
    """A period as read, in the text without gaps; `named`: whether its year is told."""

    start: int
    end: int
    first: date
    last: date
    named: bool = True


_HAN = "一二三四五六七八九十"
_STEPS = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1, "下下": 2}
_WEEKDAYS = dict(zip("一二三四五六日天", (0, 1, 2, 3, 4, 5, 6, 6), strict=True))
_SEASONS = {"春": 3, "夏": 6, "秋": 9, "冬": 12}
_YEARS = {"前年": -2, "去年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
_M = rf"(?P<month>1[0-2]|[1-9]|十[一二]?|[{_HAN[:9]}])月的?"
_N = rf"(?:[{DIGIT}]{{1,3}}+|[两{_HAN}]{{1,3}})"
_WEEK = re.compile(
    r"(?P<step>上上|下下|[上下本这])个?(?:周|星期|礼拜)(?:(?P<end>末)|(?P<day>[一二三四五六日天]))?"
)
_MONTH = re.compile(r"(?P<step>上上|下下|[上下本这])个月")
_WINDOW = re.compile(
    rf"(?P<way>最近|近|过去|上|前(?!{_N}个?月)|未来|今后|接下来|(?<![以之然最今])后|下)(?P<n>{_N})个?"
    r"(?P<unit>年|月|周|星期|天|日(?!元))(?![级代龄度])"
)
_DECADE = re.compile(
    rf"(?:(?P<century>[上本]|[{DIGIT}]{{1,2}}|[{_HAN}]{{1,3}})世纪)?(?P<ten>[1-9]0|[{_HAN[:9]}]十)年代"
)
_WEEK_OF = re.compile(rf"{_M}第?(?P<n>[一二三四1-4])个?(?:周|星期)")
_LAST_DAY = re.compile(rf"{_M}最后一个(?:周|星期|礼拜)(?P<day>[一二三四五六日天])")
_SEASON = re.compile(r"(?P<year>前年|[去今本明后]年)?(?P<season>[春夏秋冬])[天季]")
_SHORT = re.compile(r"(?P<a>0[0-9]|[零〇][零〇一二三四五六七八九])年(?![0-9一二三四五六七八九十]{1,2}月)")
_OLD = re.compile(rf"(?<=[在于元])(?P<y>[1-9][0-9]{{2}})年(?![{DIGIT}{_HAN}])")
_BARE = re.compile(r"(?<![0-9.\-/至到])(?P<y>19[0-9]{2}|20[0-9]{2}|2100)(?![0-9.,年/\-至到])")
_WEEKDAY = re.compile(r"(?<=星期)[一二三四五六日天]|(?<=周)[一二三四五六日天](?=[到至\-—])")
_START = re.compile(rf"[上下本这最近过前未今接后去明{DIGIT}{_HAN}零〇春夏秋冬]")
_TO = re.compile(r"——|--|[-—–－~～至到]")
_AND = re.compile(r"[与和]")
_LEFT = re.compile(r"(?:从|自)$")


def find_periods(text: str, today: date) -> tuple[Period, ...]:
    """All periods of `text` in order; words without a year are read in that of `today`.

    A decade without a century is the last that has begun. 近, 过去 end the day before `today`, 未来 begins the day after.

    >>> day = date(2017, 3, 22)
    >>> for p in find_periods("下周开会；近三年；上世纪90年代；从一月十日到十二日", day):
    ...     print(p.quote, p.first, p.last)
    下周 2017-03-27 2017-04-02
    近三年 2014-03-22 2017-03-21
    上世纪90年代 1990-01-01 1999-12-31
    从一月十日到十二日 2017-01-10 2017-01-12
    """
    piece = squeeze(text, 0, len(text))
    parts = _joined(piece.text, _settled([*_told(piece.text, today), *_counted(piece.text, today)]))
    found = []
    for part in parts:
        left = _LEFT.search(piece.text, max(0, part.start - 1), part.start)
        a, b = piece.span(
            left.start() if left and _TO.search(piece.text, part.start, part.end) else part.start, part.end
        )
        found.append(Period((a, b), text[a:b], part.first, part.last))
    return tuple(found)


def _told(text: str, today: date) -> Iterator[_Part]:
    """What `times` reads, as days; a time without an end stays for `_joined`."""
    for item in walk(_WEEKDAY.sub("。", text), Anchor(today.year, today.month)):
        if isinstance(item, Moment) and item.edtf:
            first, _, last = item.edtf.partition("/")
            yield _Part(
                item.start,
                item.end,
                _day(first, False),
                _day(last or first, True),
                bool(re.match(r"[0-9]{2}|[去今明前上本]", text[item.start : item.end])),
            )


def _day(edtf: str, last: bool) -> date:
    """The first or last day of an EDTF date; an open end is the first or last day there is."""
    if edtf in ("", ".."):
        return date.max if last else date.min
    year, month, day = (int(part) for part in [*edtf.split("-"), "0", "0"][:3])
    if day:
        return _date(year, month, day)
    if not last:
        return date(year, month or 1, 1)
    return _month(year, month or 12)[1]


def _date(year: int, month: int, day: int) -> date:
    """The day, or the last of its month where that is shorter."""
    return min(date(year, month, 1) + timedelta(day - 1), _month(year, month)[1])


def _month(year: int, month: int) -> tuple[date, date]:
    after = date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else date.max
    return date(year, month, 1), after - timedelta(1)


def _moved(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return _date(year, month + 1, day.day)


def _counted(text: str, today: date) -> Iterator[_Part]:
    """What is counted from today, and years and decades that reports do not write."""
    floor = 0
    while found := _START.search(text, floor):
        at = found.start()
        floor = at + 1
        for pattern, days in _READERS:
            match = pattern.match(text, at)
            read = days(match, today) if match else None
            if match and read:
                yield _Part(at, match.end(), *read, named=pattern not in (_WEEK_OF, _LAST_DAY))
                floor = match.end()
                break


_Days = tuple[date, date] | None


def _week(match: re.Match[str], today: date) -> _Days:
    monday = today - timedelta(today.weekday() - 7 * _STEPS[match["step"]])
    if match["day"]:
        day = monday + timedelta(_WEEKDAYS[match["day"]])
        return day, day
    return monday + timedelta(5 if match["end"] else 0), monday + timedelta(6)


def _other_month(match: re.Match[str], today: date) -> _Days:
    first = _moved(today.replace(day=1), _STEPS[match["step"]])
    return _month(first.year, first.month)


def _window(match: re.Match[str], today: date) -> _Days:
    n = int(parse_numeral(match["n"]) or 0)
    back = match["way"] in ("最近", "近", "过去", "上", "前")
    start = today if back else today + timedelta(1)
    try:
        if match["unit"] in "年月":
            other = _moved(start, (-n if back else n) * (12 if match["unit"] == "年" else 1))
        else:
            other = start + timedelta((-n if back else n) * (7 if match["unit"] in ("周", "星期") else 1))
    except (ValueError, OverflowError):
        return None
    low, high = min(start, other), max(start, other)
    return (low, high - timedelta(1)) if low < high else None


def _decade(match: re.Match[str], today: date) -> _Days:
    ten = int(parse_numeral(match["ten"]) or 0)
    now = today.year // 100
    if match["century"]:
        century = {"上": now - 1, "本": now}.get(
            match["century"], int(parse_numeral(match["century"]) or 0) - 1
        )
    else:
        century = now if now * 100 + ten <= today.year else now - 1
    year = century * 100 + ten
    return (date(year, 1, 1), date(year + 9, 12, 31)) if 0 < year < 9990 else None


def _first_monday(match: re.Match[str], today: date) -> _Days:
    first = date(today.year, int(parse_numeral(match["month"]) or 1), 1)
    monday = first + timedelta(-first.weekday() % 7 + 7 * (int(parse_numeral(match["n"]) or 1) - 1))
    return monday, monday + timedelta(6)


def _last_day(match: re.Match[str], today: date) -> _Days:
    last = _month(today.year, int(parse_numeral(match["month"]) or 1))[1]
    day = last - timedelta((last.weekday() - _WEEKDAYS[match["day"]]) % 7)
    return day, day


def _season(match: re.Match[str], today: date) -> _Days:
    first = date(today.year + _YEARS.get(match["year"] or "今年", 0), _SEASONS[match["season"]], 1)
    return first, _moved(first, 3) - timedelta(1)


def _short(match: re.Match[str], today: date) -> _Days:
    year = 2000 + int(parse_numeral(match["a"]) or 0)
    return date(year, 1, 1), date(year, 12, 31)


def _year(match: re.Match[str], today: date) -> _Days:
    if match.re is _BARE and unit_at(match.string, match.end()):
        return None
    return date(int(match["y"]), 1, 1), date(int(match["y"]), 12, 31)


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], _Days]], ...] = (
    (_WEEK, _week),
    (_MONTH, _other_month),
    (_DECADE, _decade),
    (_WINDOW, _window),
    (_LAST_DAY, _last_day),
    (_WEEK_OF, _first_monday),
    (_SEASON, _season),
    (_SHORT, _short),
    (_OLD, _year),
    (_BARE, _year),
)


def _settled(parts: list[_Part]) -> list[_Part]:
    """From the left, the longest at each place; none overlapping."""
    kept: list[_Part] = []
    for part in sorted(parts, key=lambda p: (p.start, -p.end)):
        if not kept or part.start >= kept[-1].end:
            kept.append(part)
    return kept


def _joined(text: str, parts: list[_Part]) -> list[_Part]:
    """Two ends as one period: A到B, A与B间, A之后B之前; a time that stays open is none."""
    kept: list[_Part] = []
    for part in parts:
        whole = _pair(text, kept[-1], part) if kept else None
        if whole:
            kept[-1] = whole
        else:
            kept.append(part)
    return [part for part in kept if part.first != date.min and part.last != date.max]


def _pair(text: str, first: _Part, second: _Part) -> _Part | None:
    between = text[first.end : second.start]
    if first.last == date.max and second.first == date.min and not between:
        return _Part(first.start, second.end, first.first, second.last)
    if first.last == date.max or second.first == date.min or first.first == date.min:
        return None
    start, end = first.start, second.end
    if _AND.fullmatch(between):
        close = "之间" if text.startswith("之间", end) else "间"
        if text.startswith(close, end):
            end += len(close)
        elif not text[:end].endswith("间"):
            return None
        start -= text[start - 1 : start] == "在"
    elif not _TO.fullmatch(between):
        return None
    last = second.last
    if last < first.first and not second.named:
        last = _moved(last, 12)
    return _Part(start, end, first.first, last) if first.first < last else None
