"""Days told by their number alone, and days that something goes on: 10日至11日, 3月20日持续至26日, 为期一周.

A day without a month is of the month of the report, or of the one before where it had not come yet; `moments` puts it into
the month that its paragraph tells.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from extractors.dates import DAY, MONTH, Anchor, Moment
from extractors.numerals import parse_numeral
from schemas.records import TimeValue
from schemas.trusted import changed

_GOES_ON = "(?:(?:正式)?(?:开始|启动|开营|开班|开幕)[，,]?)?(?:一直|将)?(?:持续|延续)?[至到]"
_ON_TO = re.compile(f"{_GOES_ON}(?:(?P<month>{MONTH})月)?(?P<last>{DAY})[日号](?!常|益|程|报)")
"""Behind a day, the last of the days that something goes on: 3月20日启动，持续至26日."""
_MORE = re.compile(f"(?:[ \\n]*[、和及][ \\n]*{DAY}[ \\n]*[日号](?!常|益|程|报))+(?!分别)")
"""Behind a day, further days of its month: 7月3日、10日、17日."""
_DAYS = re.compile(f"(?P<first>{DAY})(?:[日号](?:{_GOES_ON}|[-—–－~～]{{1,2}})|[-—–－~～至到]{{1,2}})(?P<last>{DAY})[日号](?!常|益|程|报|内)")
_LED = re.compile("[从自于在]$|本月$")
_COMING = re.compile("(?:[将拟定]|计划|预计|时间)[^，。；\\n]{0,6}$")
COMING = 10
"""How far before days the word may stand that says they are to come, in characters."""
_OTHER_MONTH = re.compile("(?<![本当])月$|周期$")
_HAN = "一二两三四五六七八九十"
_COUNT = f"(?:\\d{{1,2}}|[{_HAN}]{{1,3}})"
LASTED = re.compile(
    f"(?:为期|历时)了?{_COUNT}(?:天(?!半)|日|周|个星期)|(?:(?<=[，。；\n])|(?<=这)|(?<=[，。；]在)){_COUNT}(?:天|周|个星期)(?:时间)?[里中](?=，)"
)
"""How long something went on: 为期10天, 7天里."""
_LENGTH = re.compile(f"为期|历时|{_COUNT}(?:天|周|个星期)(?:时间)?[里中]$")
MARKS = "为期|历时|天里，|天中，|天时间[里中]，|周里，|周时间[里中]，"
"""One of these stands where such a length is told."""
_BEGINS = re.compile("[^。；\n]{0,36}?(?:启动|开营|开幕|开班|开课|开训|开赛|启幕|拉开|开始|举办|举行|开展)")
_ENDS = re.compile("[^。；\n]{0,36}?(?:结束|结业|结营|闭幕|落幕|圆满|收官|总结|评估)")
_NUMBER = re.compile(f"\\d+|[{_HAN}]+")
_IS_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def read_days(text: str, at: int, anchor: Anchor) -> Moment | None:
    """The days at `at` that tell no month (20日至26日), in the month of `anchor` or the one before."""
    match = _DAYS.match(text, at) if anchor.month else None
    if match is None or _OTHER_MONTH.search(text, max(0, at - 2), at):
        return None
    led = text[at - 1 : at] in ("", "\n", "，", "。", "；", "（") or _LED.search(text, max(0, at - 2), at)
    if not led and text[match.end("first")] not in "日号":
        return None
    first, last = (int(parse_numeral(match[name]) or 0) for name in ("first", "last"))
    month = anchor.year * 12 + anchor.month - 1
    month -= bool(anchor.day and last > anchor.day and not _COMING.search(text, max(0, at - COMING), at))
    days = _between(date(month // 12, month % 12 + 1, 1), first, last)
    return Moment(at, match.end(), days, "span") if days else None


def going_on(text: str, moment: Moment) -> Moment:
    """A day with the last of the days that what began goes on (3月20日持续至26日), the month of several days (7月3日、10日);
    any other time as it is."""
    day = moment.edtf[:10]
    end = moment.end + (moment.kind == "since" and text.startswith("，", moment.end))  # 3月20日起，持续至26日
    if len(day) == 10 and moment.kind == "point" and (more := _MORE.match(text, end)):
        return moment._replace(end=more.end(), edtf=day[:7])
    if len(day) < 10 or moment.kind not in ("point", "since") or not (match := _ON_TO.match(text, end)):
        return moment
    start = date.fromisoformat(day)
    month = int(parse_numeral(match["month"]) or 0) if match["month"] else start.month
    try:
        last = start.replace(month=month, day=int(parse_numeral(match["last"]) or 0))
    except ValueError:
        return moment
    return moment._replace(end=match.end(), edtf=f"{day}/{last}", kind="span") if last > start else moment


def _between(month: date, first: int, last: int) -> str:
    """Two days of a month as EDTF; empty where they are none."""
    try:
        days = month.replace(day=first), month.replace(day=last)
    except ValueError:
        return ""
    return f"{days[0]}/{days[1]}" if first < last else ""


def in_days(text: str, times: list[TimeValue], month: str, day: TimeValue | None) -> list[TimeValue]:
    """The times of a sentence, 20日至26日 in the month told before them, and 为期10天 as the days from the one on which
    something began.

    `month` is the last month or day of the paragraph, EDTF; `day` the last day told in the report.
    """
    for time in times:
        if (time.kind == "span" and "日" in time.quote) or (time.kind == "none" and _LENGTH.match(time.quote)):
            break
    else:
        return times
    found: list[TimeValue] = []
    for time in times:
        if time.kind == "span" and month and _IS_DAY.match(time.edtf) and "月" not in time.quote and _DAYS.match(time.quote):
            days = _between(date(int(month[:4]), int(month[5:7]), 1), int(time.edtf[8:10]), int(time.edtf[19:21]))
            time = changed(time, {"edtf": days}) if days and days[:7] <= time.edtf[:7] else time
        elif time.kind == "none" and day and _LENGTH.match(time.quote):
            time = _lasted(text, time, day)
        elif time.kind == "point" and len(time.edtf) >= 7:
            month = time.edtf
        day = time if _IS_DAY.match(time.edtf) else day
        found.append(time)
    return found


def _lasted(text: str, length: TimeValue, day: TimeValue) -> TimeValue:
    """The days of a length from the day that something began; as it is where it did not begin that day."""
    end = day.span.end
    if day.kind not in ("span", "since") and (not _BEGINS.match(text, end) or _ENDS.match(text, end)):
        return length
    number = _NUMBER.search(length.quote)
    days = int(parse_numeral(number[0]) or 0) if number else 0
    days *= 7 if "周" in length.quote or "星期" in length.quote else 1
    first = day.edtf[:10]
    last = date.fromisoformat(first) + timedelta(days - 1)
    return changed(length, {"edtf": f"{first}/{last}", "kind": "span"}) if days > 1 else length
