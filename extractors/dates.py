"""Reads one time expression at a place and writes it as EDTF (ISO 8601-2).

Works on text without gaps (`gaps.squeeze`). Relative words (今年, 上半年, 6月底) are resolved against the anchor,
the report's own date; without one they are times with an empty `edtf`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from extractors.numerals import DIGIT, parse_numeral
from schemas.records import TimeKind

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class Anchor(NamedTuple):
    """The report's date: `year`, `month` and `day` are 0 where unknown."""

    year: int = 0
    month: int = 0
    day: int = 0

    @classmethod
    def of(cls, edtf: str) -> Anchor:
        """The first day, or as much of it, of an EDTF date or interval; unknown where there is none."""
        match = _DATE.match(edtf)
        return cls(int(match[1]), int(match[2] or 0), int(match[3] or 0)) if match else cls()


class Moment(NamedTuple):
    """A time as read: offsets in the text without gaps."""

    start: int
    end: int
    edtf: str
    kind: TimeKind


class _Point(NamedTuple):
    """A stretch of the calendar: its first and last day, month or year, as EDTF; `year` for what follows it."""

    end: int
    first: str
    last: str
    year: int
    month: int = 0
    known: bool = True


_YEARS = {
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "今年度": 0,
    "当年": 0,
    "同年": 0,
    "去年": -1,
    "上年": -1,
    "上年度": -1,
    "上一年": -1,
    "上一年度": -1,
    "去年度": -1,
    "前年": -2,
    "大前年": -3,
    "明年": 1,
    "下年度": 1,
    "下一年": 1,
    "下一年度": 1,
    "后年": 2,
}
"""Words for a year, as steps from the anchor's; 当年, 同年, 次年 and 翌年 look back to the last year named."""

_HAN_DAY = "一二三四五六七八九十"
_YY = "(?:0[5-9]|[12][0-9]|3[0-5])"
MONTH = rf"(?:1[0-2]|0?[1-9]|１[０-２]|０?[１-９]|十[一二]?|[一二三四五六七八九])(?![{DIGIT}])"
DAY = rf"(?:3[01]|[12][0-9]|0?[1-9]|３[０１]|[１２][０-９]|０?[１-９]|二?十[{_HAN_DAY}]?|三十一?|[{_HAN_DAY}])(?![{DIGIT}])"
_TO = r"(?:——|--|[-—–－~～至到])"
_POINT = re.compile(
    rf"""
    (?:
      (?P<year>(?:19|20|１９|２０)[{DIGIT}]{{2}}|[一二][九〇零○][〇零○一二三四五六七八九]{{2}}
        |[{DIGIT}]{{2}}(?=年{MONTH}月)|{_YY}(?=年[底末](?!蕴|端)))年(?:度(?!假))?
      |(?P<rel>今年度?|本年度?|当年|同年|去年度?|上一?年度?|大?前年|明年|次年|翌年|(?<=[，。；,;]第)二年(?![级度])|下一?年度|下一年|后年)(?!级|龄|轻|年(?!底|末|初|中))
    )?
    (?:
      (?P<half>[上下])半年(?P<halfend>[底末])?
      |(?:第)?(?P<quarter>[一二三四1-4])季度(?P<quarterend>[底末])?
      |[前头](?P<quarters>[二两三23])个?季度
      |[前头](?P<months>1[0-2]|[1-9]|１[０-２]|[１-９]|十[一二]?|[一二两三四五六七八九])个月
      |第?(?P<q1>[一二三四1-4])(?:[、和]|{_TO})第?(?P<q2>[一二三四1-4])季度
      |(?P<month>{MONTH}|元(?=月))(?:月份?(?!内|均)|(?=[底末])|(?={_TO}{MONTH}月))
        (?:(?P<day>{DAY})(?:[日号](?!常|益|程|报)|(?={_TO}{DAY}[日号]))|(?P<part>上旬|中旬|下旬|初(?!步|级)|底|末|中(?=[，、]))|(?=))
      |年?(?P<edge>底(?![蕴色气])|末|初(?!步|级|中|审|期|次|心)|终)
      |年(?P<middle>中)
    )?
    """,
    re.VERBOSE,
)
_LATER = re.compile(
    rf"{_TO}(?:(?P<year>(?:19|20|１９|２０)[{DIGIT}]{{2}})年(?:度)?)?"
    rf"(?:(?P<rel>今年|本年|去年|明年))?(?:(?P<month>{MONTH})月份?)?(?:(?P<day>{DAY})[日号]|(?P<edge>底|末|初|[上中下]旬))?"
)
_YEAR_SPAN = re.compile(rf"(?P<a>(?:19|20)[{DIGIT}]{{2}}){_TO}(?P<b>(?:19|20)[{DIGIT}]{{2}})(?:年度?)?")
_NUMERIC = re.compile(
    r"(?P<y>(?:19[0-9]|20[0-4])[0-9])(?:(?P<s>[-./])(?P<m>1[0-2]|0?[1-9])(?:(?P=s)(?P<d>3[01]|[12][0-9]|0?[1-9])(?![0-9])|(?=[至到底起前以]|[^0-9一-龥.%％\-]|$)))"
)
_NUMERIC_SPAN = re.compile(
    r"((?:19[0-9]|20[0-4])[0-9])([-./])(1[0-2]|0?[1-9])(?:\2(3[01]|[12][0-9]|0?[1-9]))?"
    rf"{_TO}((?:19|20)[0-9]{{2}})\2(1[0-2]|0?[1-9])(?:\2(3[01]|[12][0-9]|0?[1-9]))?(?![0-9])"
)
"""2021.07—2022.06, 2023-01-05至2023-03-31."""
_YEAR_ALONE = re.compile("20[0-9]{2}(?=，[一-龥])")
_LED_IN = re.compile(r"[\w、，；：.\-—~（“《#]")
_PLAN = re.compile(
    r"十(?P<n>[一二三四五])五(?:[”’」』]?(?P<part>期间|时期|以来|末期?|初期?|中期|规划期|收官之年|开局之年)(?P<edge>年?[底末])?)?"
)
_AGO = re.compile(
    rf"(?:[{DIGIT}]{{1,2}}|[一二两三四五六七八九十几数]{{1,3}}|多)(?:个)?(?:多)?(?:年|月|周|天)(?:多)?(?:以来|来(?!自|源|到|往)|间(?!隔|断|接)|前(?!期|后|夕|列|沿|端|置|提|景)|之?后(?=[^。；]{{0,24}}将)|(?<=再过.年)(?=[^。；]{{0,24}}将))"
)
_YEARS_OFF = re.compile(rf"([{DIGIT}]{{1,2}}|[一二两三四五六七八九十])年(前)?(?:之?后)?")
_RECENT = re.compile(
    rf"(?:[{DIGIT}]{{1,2}}|[一二两三四五六七八九十几]{{1,3}})(?:个)?(?:年|月|周|天)(?:度)?(?:多)?(?:时间)?(?:以?来)?"
)
_SINCE = re.compile(r"(?:以来|起?算起|开始(?=[，。、；：,;:])|来(?![自源到往])|至今|起(?![步草点来源到])|以后|之后|后(?=[，,；]))")
_UNTIL = re.compile(r"(?:以前|之前|前(?![期往后列三两瞻置提景沿端夕来0-9一二四五六七八九十]))")
_ALSO = re.compile(r"(?:期间|全年|之间|当中)")
_FROM = re.compile(r"(?:截至目?|截止到?|截止至|截至到|截至|自从?|从)$")
_BOTH = re.compile("(?P<a>[去今])(?P<b>[今明])两年")
_LEARNT = re.compile("记者[昨前].|[昨前].[，,]?记者")
_EACH_YEAR = re.compile(r"每年的?$")
_ROW = re.compile(
    rf"(?P<year>(?:19|20)[{DIGIT}]{{2}})(?=(?:、(?:19|20)[{DIGIT}]{{2}}){{0,6}}(?:[、和及与](?:19|20)[{DIGIT}]{{2}}[两三四五]?年|[两三四五]年))"
)
"""2019、2020和2021年: each is a year."""
_BARE = re.compile(
    r"(?:截至|截止|截止到|到|至)?(?:目前为止|目前|现在|当前|现阶段|发稿[时前日]?|今[天日])|[至迄]今|近年来?|近[些几]年来?|多年来|近期|近日|日前|长期以来|一直以来|一段时期以来"
    r"|一段时间以来|当月[底末]?|本月[底末]?|[上下]个?月[底末]?|[本上]季度|全年(?:度)?|年内|(?<![\d个每半整本当])月内|同期|昨[日天晚]|前天|新的?一年(?![度级])"
)


# Most numbers are no times: one look at what follows the first digits spares the patterns.
_GATE = re.compile(
    rf"[{DIGIT}]{{1,4}}(?:[年月日号季底末./、和及与]|[两三四五]年|个?多?[年月周天]|{_TO}|[{DIGIT}]{{1,4}}-)"
    r"|[〇零○一二两三四五六七八九十几数]{1,4}(?:个?多?[年月周天日号季底末五、]|[-—–~至到])|[^0-9０-９〇零一二两三四五六七八九十几数百千万亿]"
)


def read_time(text: str, at: int, floor: int, anchor: Anchor, last: int = 0) -> Moment | None:
    """The time expression whose first number or word is at `at`; `last` is the year named last before it."""
    if not _GATE.match(text, at):
        alone = _YEAR_ALONE.match(text, at) if text.startswith("20", at) else None
        if alone and abs(int(alone[0]) - anchor.year) <= 1 and not _LED_IN.match(text[at - 1 : at]):
            return Moment(at, alone.end(), alone[0], "point")  # 2025，立个小目标
        return None
    plan = _PLAN.match(text, at)
    if plan:
        return _plan(text, plan, floor)
    lead = 2 if text[max(0, at - 2) : at] in ("过去", "最近") else 1 if text[at - 1 : at] == "近" else 0
    lead = 3 if text[max(0, at - 3) : at] == "过去的" else lead
    if lead:
        recent = _RECENT.match(text, at)
        named = lead == 3 and recent and recent[0].endswith("月") and "个" not in recent[0]  # 过去的11月
        if recent and not named:
            return Moment(max(at - lead, floor), recent.end(), "", "none")
    row = _ROW.match(text, at)
    if row:
        return Moment(at, row.end(), str(_year(row["year"])), "point")
    if text[at] in "去今" and (both := _BOTH.match(text, at)):
        first = anchor.year - (both["a"] == "去")
        ends = (first, first + (2 if both["a"] == "今" and both["b"] == "今" else 1))
        return Moment(at, both.end(), f"{ends[0]}/{ends[1]}" if anchor.year else "", "span" if anchor.year else "none")
    if _EACH_YEAR.search(text, max(floor, at - 3), at) and (each := _POINT.match(text, at)) and each["month"]:
        return Moment(at, each.end(), "", "none")
    span = _YEAR_SPAN.match(text, at)
    if span:
        a, b = int(span["a"]), int(span["b"])
        if a < b and (span[0].endswith(("年", "年度")) or b - a < 12):
            return _opened(text, at, floor, span.end(), f"{a}/{b}", "span")
    both_ends = _NUMERIC_SPAN.match(text, at)
    if both_ends and bool(both_ends[4]) == bool(both_ends[7]):
        return _numeric_span(text, both_ends, floor)
    numeric = _NUMERIC.match(text, at)
    if numeric:
        return _numeric(text, numeric, floor)
    point = _point(text, at, anchor, last)
    if point:
        return _whole(text, at, floor, point, anchor)
    ago = _AGO.match(text, at)
    if ago:
        years = _YEARS_OFF.fullmatch(ago[0]) if anchor.year else None
        off = int(parse_numeral(years[1]) or 0) * (-1 if years[2] else 1) if years else 0
        return Moment(at, ago.end(), str(anchor.year + off) if off else "", "point" if off else "none")
    bare = _BARE.match(text, at)
    return _word(bare, anchor) if bare else None


def _word(match: re.Match[str], anchor: Anchor) -> Moment:
    word = match[0]
    edtf = ""
    left = _FROM.search(match.string, max(0, match.start() - 4), match.start())
    start = left.start() if left and left[0].startswith("截") else match.start()
    if word.startswith(("当月", "本月", "月内")) and anchor.month:
        edtf = _month(anchor.year, anchor.month)
    elif word[0] in "上下" and "月" in word and anchor.month:
        edtf = _month(*_step(anchor.year, anchor.month, word[0] == "下"))
    elif word.endswith("季度") and anchor.month:
        first = (anchor.month - 1) // 3 * 3 + 1 - (3 if word[0] == "上" else 0)
        year = anchor.year if first > 0 else anchor.year - 1
        first = first if first > 0 else 10
        return Moment(start, match.end(), f"{_month(year, first)}/{_month(year, first + 2)}", "span")
    elif word in ("全年", "全年度", "年内") and anchor.year:
        edtf = str(anchor.year)
    elif word[0] in "昨前" and _LEARNT.search(match.string, max(0, match.start() - 2), match.end() + 4):
        pass  # 记者昨日获悉: when it was told, not when it was so
    elif word[0] in "昨前" and anchor.day:
        days = 2 if word[0] == "前" else 1
        edtf = (date(anchor.year, anchor.month, 1) + timedelta(days=anchor.day - 1 - days)).isoformat()
    elif word[0] == "新" and anchor.year:  # said while the old year ends, or has been summed up
        edtf = str(anchor.year + (anchor.month == 0 or anchor.month >= 10))
    return Moment(start, match.end(), edtf, "point" if edtf else "none")


def _plan(text: str, match: re.Match[str], floor: int) -> Moment:
    """十四五 is 2021 to 2025; 十三五末 is 2020."""
    first = 2001 + 5 * "一二三四五".index(match["n"]) + 5
    part = match["part"] or ""
    if part.startswith(("末", "收官")):
        edtf, kind = str(first + 4), "point"
    elif part.startswith(("初", "开局")):
        edtf, kind = str(first), "point"
    elif part == "以来":
        return Moment(match.start(), match.end(), f"{first}/..", "since")
    else:
        edtf, kind = f"{first}/{first + 4}", "span"
    if match["edge"]:
        edtf += "-12"
    return Moment(match.start(), match.end(), edtf, "point" if kind == "point" else "span")


def _numeric(text: str, match: re.Match[str], floor: int) -> Moment:
    """2021-05-27, 2021.5.27, 2021/5."""
    year, month, day = int(match["y"]), int(match["m"]), match["d"]
    return _opened(
        text,
        match.start(),
        floor,
        match.end(),
        _month(year, month) + (f"-{int(day):02}" if day else ""),
        "point",
    )


def _numeric_span(text: str, match: re.Match[str], floor: int) -> Moment:
    """2021.07—2022.06."""
    first, last = (
        _month(int(year), int(month)) + (f"-{int(day):02}" if day else "")
        for year, month, day in (match.group(1, 3, 4), match.group(5, 6, 7))
    )
    return _opened(text, match.start(), floor, match.end(), f"{first}/{last}", "span")


def _point(text: str, at: int, anchor: Anchor, last: int) -> _Point | None:
    match = _POINT.match(text, at)
    if match is None or match.end() == at:
        return None
    year, known = anchor.year, bool(anchor.year)
    if match["year"]:
        year, known = _year(match["year"]), True
    elif match["rel"]:
        rel = match["rel"]
        if rel in ("当年", "同年"):
            year, known = last, bool(last)
        elif rel in ("次年", "翌年", "二年"):
            year, known = last + 1, bool(last) and (rel != "二年" or last < anchor.year)
        else:
            year = anchor.year + _YEARS[rel] if anchor.year else 0
    first, final, month = _parts(match, year)
    return _Point(match.end(), first, final, year, month, known)


def _year(text: str) -> int:
    value = int(parse_numeral(text) or 0)
    return value if value > 99 else 2000 + value if value < 50 else 1900 + value


def _parts(match: re.Match[str], year: int) -> tuple[str, str, int]:
    """First and last of what the words after the year name."""
    if match["half"]:
        first = 1 if match["half"] == "上" else 7
        if match["halfend"]:
            return _month(year, first + 5), _month(year, first + 5), first + 5
        return _month(year, first), _month(year, first + 5), 0
    if match["quarter"]:
        n = int(parse_numeral(match["quarter"]) or 1)
        if match["quarterend"]:
            return _month(year, 3 * n), _month(year, 3 * n), 3 * n
        return _month(year, 3 * n - 2), _month(year, 3 * n), 0
    if match["quarters"]:
        return _month(year, 1), _month(year, 3 * int(parse_numeral(match["quarters"]) or 1)), 0
    if match["months"]:
        return _month(year, 1), _month(year, min(12, int(parse_numeral(match["months"]) or 1))), 0
    if match["q1"]:
        a, b = (int(parse_numeral(match[g]) or 1) for g in ("q1", "q2"))
        return _month(year, 3 * a - 2), _month(year, 3 * b), 0
    if match["month"]:
        month = int(parse_numeral(match["month"]) or 1)  # 元月 is the first
        whole = _month(year, month)
        if match["day"]:
            whole = f"{whole}-{int(parse_numeral(match['day']) or 1):02}"
        return whole, whole, month
    if match["edge"]:
        whole = _month(year, 1 if match["edge"] == "初" else 12)
        return whole, whole, 0
    if match["middle"]:
        return _month(year, 6), _month(year, 6), 6
    return str(year), str(year), 0


def _whole(text: str, at: int, floor: int, point: _Point, anchor: Anchor) -> Moment:
    """A point, with the other end of a range and the words after it."""
    end = point.end
    later = _LATER.match(text, end)
    if later and (later["year"] or later["rel"] or later["month"] or later["day"]):
        final = _other(later, point, anchor)
        if final and final > point.first:
            return _opened(
                text, at, floor, later.end(), f"{point.first}/{final}" if point.known else "", "span"
            )
    at -= text[at] == "二" and text[at + 1 : at + 2] == "年"
    if text[at] in "当同次翌第" and not point.known:
        return Moment(at, end, "", "none")
    if "季" in text[at:end] and text[at - 1 : at] == "第" and at > floor:
        at -= 1
    joined = point.first if point.first == point.last else f"{point.first}/{point.last}"
    kind: TimeKind = "point" if point.first == point.last else "span"
    return _opened(text, at, floor, end, joined if point.known else "", kind)


def _other(match: re.Match[str], first: _Point, anchor: Anchor) -> str:
    year = first.year
    if match["year"]:
        year = _year(match["year"])
    elif match["rel"]:
        year = anchor.year + _YEARS[match["rel"]] if anchor.year else 0
    month = int(parse_numeral(match["month"]) or 0) if match["month"] else 0
    if 0 < month < first.month and match["day"] and not (match["year"] or match["rel"]):
        year += 1  # 12月25日至1月3日
    if match["day"]:
        return (
            f"{_month(year, month or first.month)}-{int(parse_numeral(match['day']) or 1):02}"
            if month or first.month
            else ""
        )
    if match["edge"]:
        if not month and match["edge"].endswith("旬"):
            return ""
        return _month(year, month or (1 if match["edge"] == "初" else 12))
    return _month(year, month) if month else str(year)


def _opened(text: str, at: int, floor: int, end: int, edtf: str, kind: TimeKind) -> Moment:
    """With the words around it: 自…以来, …以前, 截至…, …期间."""
    left = _FROM.search(text, max(floor, at - 4), at)
    since = _SINCE.match(text, end)
    if since:
        if (since[0] in ("以后", "之后", "后") and kind != "point") or (since[0] == "开始" and not left):
            return Moment(at, end, edtf, kind)
        first = edtf.split("/")[0]
        return Moment(left.start() if left else at, since.end(), f"{first}/.." if first else "", "since")
    until = _UNTIL.match(text, end)
    if until:
        last = edtf.split("/")[-1]
        if last and (len(last) == 4 or (until[0] != "前" and text[end - 1] not in "底末")):
            last = _previous(last)
        return Moment(at, until.end(), f"../{last}" if last else "", "until")
    also = _ALSO.match(text, end)
    if also:
        end = also.end()
    if left and left[0].startswith("截"):
        at = left.start()
    return Moment(at, end, edtf, kind)


def _month(year: int, month: int) -> str:
    return f"{year}-{month:02}"


def _step(year: int, month: int, ahead: bool = False) -> tuple[int, int]:
    months = year * 12 + month + (0 if ahead else -2)
    return months // 12, months % 12 + 1


def _previous(edtf: str) -> str:
    """What lies before a year or a month; a day stays, as the last day allowed."""
    parts = [int(p) for p in edtf.split("-")]
    months = _month(*_step(parts[0], parts[1])) if len(parts) == 2 else edtf
    return str(parts[0] - 1) if len(parts) == 1 else months
