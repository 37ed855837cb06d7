"""The times of a sentence as they are meant there, before it is asked which of them governs a figure.

`times` reads an expression by itself; here its sentence and its paragraph are heard: 从2008年开考至2010年 is one span, 上年
after 去年 the year before that, 年内 and 6月 after 2025年 within it, 12月 said in January a month of the year before, 现有 a
present without a date.
"""

from __future__ import annotations

import re
from itertools import pairwise

from extractors.ahead import looks_ahead, owed
from extractors.days import LASTED, MARKS, in_days
from extractors.elapsed import LAPSE, NOTHING, Told, lapsed, long_since, reckoned
from extractors.examinations import named_by_month
from extractors.times import parse_time
from schemas.cues import load_cues
from schemas.records import Quantity, Span, TimeKind, TimeValue
from schemas.trusted import changed

_WITHIN_YEAR = re.compile("年内|全年|全年度|上半年|下半年|年底|年末|年底前|年初|当年")
_NAMED_YEAR = re.compile(
    r"(?:到|至|截至|截止)?\s*(?:(?:19|20)\d\d|[一二][九〇零○][〇零○一二三四五六七八九]{2}|[去今明前本]|上一?|下一?)\s*年"
)
_BARE = re.compile(
    r"(?:截至|截止到?|到|至|自|从)?\s*第?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:月?\s*[至到—–~～－-]{1,2}\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2}))?\s*(?:月|个?季度)"
    r"|[上下]半年|[前头]\S{1,2}个?[月季]|年[底末初中终]|全年|年内)"
)
"""A time that does not tell its year: 6月, 上半年, 截至年底."""
_MONTHS_ONLY = re.compile(f"{_BARE.pattern}(?:[底末初]|[上中下]旬|份)?")
PRESENT = re.compile(r"目前|[现眼][在阶有已共设拥聘配下]|如今|当前|近|至今|一直|发稿|今[日天]|[年月以]来|年间|下来|过去|^[两三四五六七八九]年$")
"""Words that say "now" close an open time; others without a time of their own (项目期内) leave it open."""
COMPARED = re.compile(r"(?:比|较|与|同|相比|相较|对比|占)“?$|占[^，。；、\d]{2,10}(?<![市省县区州的])$|[比较](?!例|重)[^，。；、\d]{2,10}的$")
_WHOSE = re.compile("，?(?:[全我该][国省市州县区旗])?")
MEETING = re.compile(r"[^，。；、\d\n]{0,12}?(?:发布会|推进会|调度会|座谈会|例会|会议)")
"""第二季度新闻发布会: the time is in the name of what was held."""
_AS_OF = re.compile("截[至止]")
_BUDGETED = re.compile("的?(?:预算|安排|确定|下达|目标|计划|制定)")
_BEFORE = re.compile(r"(?:上年度?|上一年度?)")
_FROM = re.compile(r"(?:从|自|由)\s*$")
_ON_TO = re.compile(r"[^，。；：、\d（）]{0,20}?(?:至|到|—|-)\s*")
_SINCE_EVENT = re.compile(r"[^，。；：、\d]{1,12}?(?:以来|至今)")
_SINCE_EVENT_FROM = re.compile(
    r"[^，。；：\d]{1,40}?(?:以来|至今|开始(?=[，。；]))|[^，。；：\d]{0,12}?(?:投用|启用|运营|运行|成立|挂牌|启动|实施|开通)后?(?=，[^，。；\d]{0,8}(?:已|累计|先后|共))"
)
"""自2021年启动以来, 去年建成以来: open since then; after 自 the event may be long."""
_NOW = re.compile(
    r"现(?<![依托合用固对把与实发呈体表出兑再重从将在]现)(?:有(?![的行场]|效)|已|共[有建设]|设有|拥有|聘有?|配备|在(?=[有共已是达，]|[^，。；\d]{0,6}\d))|如今|眼下"
)
_EVENT_SINCE = re.compile(
    r"(?:(?<=[，。；：\n　 ])|(?<=[^\n]自)|(?<=[^\n]从))(?![长一近多几这年])[^，。；：、\d（）“”]{2,16}(?<![年月日])(?:以来|至今)(?=[，。])"
)
"""自社工站运行以来: open since something whose date the words do not tell."""
_HALF_YEAR = re.compile(r"(?<=[，。；：\n　 ])这?半年(?=累计|一?共|总共|里|内)")
_YEARS_SUMMED = re.compile("(?<![〇零一二三四五六七八九十])[两三四五六七八九十]年(?=[一总]?共|累计)")
"""两年共举办9期: no day of this year."""
_COUNTS = dict(zip("两三四五六七八2345678", (*range(2, 9), *range(2, 9)), strict=True))
_ALL_YEARS = re.compile("(?<![\\d.第近前后])([两三四五六七八2-8])年(?=[一总合]?[共计]|累计)")
"""两年合计: of the years told one by one before."""
_TOLD_BY_ALL = (
    (LAPSE, ("来", "到现在", "到如今", "到眼下")),
    (_HALF_YEAR, ("半年",)),
    (_EVENT_SINCE, ("以来", "至今")),
    (_NOW, ("现", "如今", "眼下")),
    (LASTED, ("为期", "历时", "天", "周")),
)
"""Times that only a whole sentence tells, with what one of stands in each."""
_TOLD_ALONE = ((_YEARS_SUMMED, ("年共", "年一共", "年总共", "年累计")), *_TOLD_BY_ALL)
"""The same where it tells no other: 2020—2022年，…，三年共承接36个."""
SPOKEN = re.compile(f"现|半年|下来|以来|如今|眼下|至今|年[一总]?共|年累计|{MARKS}")
"""One of these stands in every time that only a whole sentence tells."""
_OF_A_NOUN = re.compile(
    r"[^，。；、\d]{0,18}?(?:过来|下来|建成|成立|启动|设立|挂牌|覆盖|引进|下达|制定|出台|印发|组建|承接|立项)的"
    r"(?!是|有|[^，。；\d]{0,6}(?:基础|同时))[^，。；\d]{2,50}[，。；]"
)
_OF_A_GOAL = re.compile("(?:规划|计划)?(?:目标|任务|指标)(?:数|值|总数)?的")
"""仅为2025年目标数的68%: the year of the goal, not of what there is."""
_MONTH_FIRST = re.compile(r"(?:截至|截止|自)?\s*(?:1[0-2]|十[一二]?)\s*月|截[至止]到?年[底末]")
_SUMMED = re.compile(r"，?[^，。；\d]{0,8}?(?:[共已]|累计|先后)[^，。；]{0,12}?\d")
"""到年底，各站共聘用213名: so many were counted then."""
_OF_MONTH = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_NUMBERED_YEAR = re.compile(r"\d{4}")
_MONTH_NAMED = re.compile(r"自?\s*(?:\d{1,2}|十[一二]?|[一二三四五六七八九])\s*(?:月|[-—至到~～]\s*\d{1,2}\s*月)")
_AND = re.compile(r"\s*(?:[、和及与]|以及)\s*")
_YEARS = re.compile(r"\d{4}/\d{4}")
_ROSE_FROM = re.compile("[从由][^，。；\\d]{0,12}$")
ROSE = 14
"""How far before what was so at first 从 stands, in characters."""
_DEALT = re.compile(r"[^。；！？\d]{0,40}?(?:分别|各)")
_COMING_UP = re.compile("(?:将|拟|计划|预计)[于在]?$")
"""Before a month to come, whatever year was told."""


def meant(
    text: str, sentence: Span, times: list[TimeValue], date: str, told: Told = NOTHING
) -> list[TimeValue]:
    """The times of a sentence in order, each with the EDTF it has there; `date` is the report's."""
    times = _present(text, sentence, times)
    if not times:
        return times
    times = _summed(text, sentence, _spanning(text, sentence, times))
    times = _in_told_year(text, sentence, times, date, told)
    times = _apart([since_event(text, sentence, time) for time in times])
    times = [_that_month(named_by_month(text, time), told) for time in times]
    times = [_month_of_last_year(text, sentence, time, date, told) for time in times]
    times = in_days(text, lapsed(times, date, told.month), told.month, told.day)
    return long_since([reckoned(time, date, told) for time in _year_before(times, date)], date, told)


def modifies(text: str, time: TimeValue) -> bool:
    """去年从民政部门划转过来的社工站一度闲置，: a year in what is said of a noun, with no figure in its clause."""
    named = _OF_A_NOUN.match(text, time.span.end) or _OF_A_GOAL.match(text, time.span.end)
    return time.kind == "point" and "年" in time.quote and named is not None


def names_year(time: TimeValue) -> bool:
    """Whether a time tells its year itself, so that those after it need not."""
    return time.kind in ("point", "span") and bool(time.edtf) and bool(_NAMED_YEAR.match(time.quote))


def _present(text: str, sentence: Span, times: list[TimeValue]) -> list[TimeValue]:
    """With 现有, 现已 among them: like 目前, they give no date and close an open one."""
    if not SPOKEN.search(text, *sentence):
        return times
    said = text[slice(*sentence)]
    found = [
        TimeValue(Span(*m.span()), m[0], "", "none")
        for words, marks in (_TOLD_BY_ALL if times else _TOLD_ALONE)
        if any(map(said.__contains__, marks))
        for m in words.finditer(text, *sentence)
    ]
    found = [now for now in found if not any(_dates(text, time, now) for time in times)]
    return _apart(sorted([*found, *times], key=_place)) if found else times


def _dates(text: str, time: TimeValue, now: TimeValue) -> bool:
    """2013年底，全市现有: the year says of when 现有 is."""
    dated = time.kind == "point" and time.edtf and time.quote[-1] in "年底末月日"
    return bool(dated) and _WHOSE.fullmatch(text, time.span.end, now.span.start) is not None


def _place(time: TimeValue) -> tuple[int, int]:
    """The order of times in a text, the longer of two first."""
    return time.span.start, -time.span.end


def _summed(text: str, sentence: Span, times: list[TimeValue]) -> list[TimeValue]:
    """2018年投入210万元，2019年投入320万元，两年合计530万元: both of them, where the years told before are so many."""
    if len(times) < 2 or text.find("年", *sentence) < 0:
        return times
    found = list(times)
    for match in _ALL_YEARS.finditer(text, *sentence):
        years = [int(t.edtf[:4]) for t in times if t.kind == "point" and t.edtf[:4].isdigit() and t.span.end < match.start()]
        if years and max(years) - min(years) + 1 == _COUNTS[match[1]]:
            found.append(_over(text, Span(*match.span()), f"{min(years)}/{max(years)}", "span"))
    return _apart(sorted(found, key=_place)) if len(found) > len(times) else times


def _spanning(text: str, sentence: Span, times: list[TimeValue]) -> list[TimeValue]:
    """从A…至B as one span, where nothing counted stands between."""
    found: list[TimeValue] = []
    for time in times:
        first = found[-1] if found else None
        if (
            first
            and first.kind == time.kind == "point"
            and first.edtf
            and first.edtf < time.edtf
            and _FROM.search(text, max(sentence.start, first.span.start - 2), first.span.start)
            and _ON_TO.fullmatch(text, first.span.end, time.span.start)
        ):
            whole = Span(first.span.start, time.span.end)
            found[-1] = _over(text, whole, f"{first.edtf}/{time.edtf}", "span")
        else:
            found.append(time)
    return found


def _over(text: str, span: Span, edtf: str, kind: TimeKind) -> TimeValue:
    return TimeValue(span, text[slice(*span)], edtf, kind)


def since_event(text: str, sentence: Span, time: TimeValue) -> TimeValue:
    """去年建成以来 is open since then; any other time as it is."""
    if time.kind != "point" or not time.edtf:
        return time
    opened = _FROM.search(text, max(sentence.start, time.span.start - 2), time.span.start)
    event = (_SINCE_EVENT_FROM if opened else _SINCE_EVENT).match(text, time.span.end, sentence.end)
    if not event:
        return time
    span = Span(time.span.start, event.end())
    return _over(text, span, f"{time.edtf}/..", "since")


def _apart(times: list[TimeValue]) -> list[TimeValue]:
    """Without the times that stand inside the one before: the 至今 of 2019年启动至今."""
    found: list[TimeValue] = []
    for time in times:
        if not found or time.span.start >= found[-1].span.end:
            found.append(time)
    return found


def _in_told_year(
    text: str, sentence: Span, times: list[TimeValue], date: str, before: Told
) -> list[TimeValue]:
    """年内, 6月, 截至年底 after a year told in the sentence or the paragraph are in that year: 2021年试点，6月建成10个;
    under a heading that names a year to come (三、2021年工作计划) as well.

    Where the report's date is not known they are read as said in that year.
    """
    if not date:
        return _of_told_year(times, before)
    found: list[TimeValue] = []
    told, inside = before.year, before.headed and before.year > date[:4]
    for time in times:
        due = time.kind == "until" and _NAMED_YEAR.match(time.quote) is not None
        if (names_year(time) or due) and not modifies(text, time):
            compared = COMPARED.search(text, max(sentence.start, time.span.start - 12), time.span.start)
            if not compared:
                told, inside = time.edtf.split("/")[-1], True
        elif time.kind == "since" or (not time.edtf and PRESENT.search(time.quote)):
            told = ""
        elif "/" in before.period and time.edtf == before.period and not inside:
            pass  # 上半年 in a report on it
        elif told[:4] < date[:4] and _COMING_UP.search(text, max(0, time.span.start - 3), time.span.start):
            pass  # 余下1期将于6月完成
        elif told and told[:4] != date[:4] and time.edtf.startswith(date[:4]) and _BARE.match(time.quote) and not _of_each(text, time):
            time = _moved(text, sentence, time, date, told, inside)
        elif inside and told[:4] > date[:4] and time.edtf.startswith(f"../{date[:4]}") and _BARE.match(time.quote):
            time = changed(time, {"edtf": time.edtf.replace(date[:4], told[:4])})  # 明年6月底前…，年底前
        if _budgeted(text, time):
            time = changed(time, {"edtf": time.edtf[:4]})
        found.append(time)
    return found


def _of_told_year(times: list[TimeValue], before: Told) -> list[TimeValue]:
    """2022年以来，…，截至5月底 in a report without a date: of the year named last."""
    told = before.year or before.since
    found: list[TimeValue] = []
    for time in times:
        if not time.edtf and time.kind in ("point", "span") and _MONTHS_ONLY.fullmatch(time.quote) and told[:4].isdigit():
            read = parse_time(time.quote, told[:4])
            time = changed(time, {"edtf": read.edtf}) if read else time
        elif names_year(time) or (time.kind == "since" and time.edtf):
            told = time.edtf.split("/")[0] if time.kind == "since" else time.edtf.split("/")[-1]
        elif time.kind != "none":
            told = ""  # 去年: of a year nobody can name
        found.append(time)
    return found


def _of_each(text: str, time: TimeValue) -> bool:
    """每站全年开展个案不少于12个: of any year."""
    return time.quote.startswith("全年") and text[max(0, time.span.start - 2)] == "每"


def _moved(
    text: str, sentence: Span, time: TimeValue, date: str, told: str, inside: bool
) -> TimeValue:
    """A time without a year put into the one told, unless it says itself that it is of the report's own time."""
    edtf = time.edtf.replace(date[:4], told[:4])
    whole = _WITHIN_YEAR.search(time.quote) and not _AS_OF.match(time.quote)
    if not inside and (told > date[: len(told)] or (edtf < date[: len(edtf)] and looks_ahead(text, *sentence))):
        return time
    if not whole and edtf.split("/")[0] < told[: len(edtf.split("/")[0])]:
        return time  # 2022年12月…，3月: the next year's
    if _AS_OF.match(time.quote) and "年" not in time.quote and (len(date) < 7 or _lately(time.edtf, date)):
        return time
    return changed(time, {"edtf": edtf})


def _lately(edtf: str, date: str) -> bool:
    """A month that ended by the report's date, three months before it at most."""
    return len(edtf) >= 7 and 0 <= int(date[5:7]) - int(edtf[5:7]) <= 3


def _budgeted(text: str, time: TimeValue) -> bool:
    """年初预算 is the year's, not January's."""
    bare = time.quote.endswith("年初") and len(time.edtf) == 7
    return bare and bool(_BUDGETED.match(text, time.span.end))


def _year_before(times: list[TimeValue], date: str) -> list[TimeValue]:
    """上年 after 去年 is the year before that: 去年，社工站由上年的32个增加到56个."""
    if not date:
        return times
    found: list[TimeValue] = []
    for time in times:
        last = next((t.edtf[:4] for t in reversed(found) if t.edtf[:4].isdigit()), "")
        if last and _BEFORE.match(time.quote) and int(last) == int(date[:4]) - 1 and time.edtf[:4] == last:
            time = changed(time, {"edtf": time.edtf.replace(last, str(int(last) - 1), 1)})
        if last and time.quote == "当年":  # 年末在册1.4万人；当年支出: of the year told before it
            time = changed(time, {"edtf": last})
        if time.quote == "当月" and (month := next((t.edtf[:7] for t in reversed(found) if _OF_MONTH.fullmatch(t.edtf)), "")):
            time = changed(time, {"edtf": month})
        found.append(time)
    return found


def _month_of_last_year(text: str, sentence: Span, time: TimeValue, date: str, told: Told) -> TimeValue:
    """12月 and 全年 said in a first quarter look back, and so does 6月起 said in January, unless they look ahead."""
    if date[5:7] not in ("01", "02", "03") or not time.edtf.startswith(date[:4]) or time.kind in ("none", "until"):
        return time
    if time.quote.startswith("全年"):
        ahead = told.ahead or told.year[:4] == date[:4] or _named_before(text, sentence, time, date)
        ahead = ahead or looks_ahead(text, *sentence) or owed(text, *sentence)
        return time if ahead or len(time.edtf) > 4 else changed(time, {"edtf": str(int(date[:4]) - 1)})
    later = int(time.edtf[5:7]) - int(date[5:7]) if time.edtf[5:7].isdigit() else 0
    back = later >= 3 and _MONTH_NAMED.match(time.quote) and not _named_before(text, sentence, time, date)
    if time.quote in ("年末", "年底"):
        before = text[time.span.start - 1]
        back = _SUMMED.match(text, time.span.end) is not None if before in "到至" else time.span.start == sentence.start
    if told.ahead or not (back or (_MONTH_FIRST.match(time.quote) and time.kind != "span")) or looks_ahead(text, *sentence):
        return time
    return changed(time, {"edtf": _NUMBERED_YEAR.sub(lambda year: str(int(year[0]) - 1), time.edtf)})


def _that_month(time: TimeValue, told: Told) -> TimeValue:
    """当月 is the month the paragraph told before it, where it told one."""
    return changed(time, {"edtf": told.month[:7]}) if time.quote == "当月" and len(told.month) == 7 else time


def _named_before(text: str, sentence: Span, time: TimeValue, date: str) -> bool:
    """Whether a sentence names the report's own year before a time: 今年6月, 2023年培训从6月起."""
    said = text[sentence.start : time.span.start]
    return "今年" in said or f"{date[:4]}年" in said


# --- times named together ---


def rows_of(text: str, times: list[TimeValue]) -> list[list[TimeValue]]:
    """Runs of times joined by 、 or 和: 2021年、2022年; each of two or more, of one length."""
    rows: list[list[TimeValue]] = []
    for before, time in pairwise(times):
        alike = before.kind == time.kind and before.kind in ("point", "span") and before.edtf < time.edtf
        if not alike or len(before.edtf) != len(time.edtf) or not before.edtf or not _AND.fullmatch(text, before.span.end, time.span.start):
            continue
        if rows and rows[-1][-1] is before:
            rows[-1].append(time)
        else:
            rows.append([before, time])
    return rows


def years_of(time: TimeValue) -> list[TimeValue]:
    """The years of a span that names its first and last, one by one: 2019—2021年分别安排…; none of any other time."""
    if not _YEARS.fullmatch(time.edtf) or not all(year in time.quote for year in time.edtf.split("/")):
        return []
    first, last = map(int, time.edtf.split("/"))
    return [changed(time, {"edtf": str(year), "kind": "point"}) for year in range(first, last + 1)]


def at_its_ends(text: str, time: TimeValue, quantities: list[Quantity]) -> dict[int, TimeValue]:
    """2021年至2023年，资金从80万元增加到140万元: so much in the first of the years, so much in the last."""
    years = years_of(time)
    found: dict[int, TimeValue] = {}
    for a, b in pairwise(quantities) if years else ():
        start = max(time.span.end, a.span.start - ROSE)
        rose = start < a.span.start and _ROSE_FROM.search(text, start, a.span.start) and load_cues().raised.fullmatch(text, a.span.end, b.span.start)
        if rose and a.unit == b.unit and text.find("；", time.span.end, a.span.start) < 0:
            found |= {a.span.start: years[0], b.span.start: years[-1]}
    return found


def dealt_out(
    text: str, sentence: Span, row: list[TimeValue], quantities: list[Quantity]
) -> dict[int, TimeValue]:
    """2021年、2022年分别投入80万元、110万元: the figures in order, by where they start; empty where 分别 is not said."""
    said = _DEALT.match(text, row[-1].span.end, sentence.end)
    if not said:
        return {}
    stop = min((p for p in (text.find("；", said.end()), sentence.end) if p > 0), default=sentence.end)
    told = [q for q in quantities if said.end() <= q.span.start < stop]
    if row[0].span == row[-1].span:  # of a span only figures that nothing but 、 keeps apart: 300万元、420万元、500万元
        apart = (k for k, (a, b) in enumerate(pairwise(told), 1) if not _AND.fullmatch(text, a.span.end, b.span.start))
        told = told[: next(apart, len(told))]
        told = told if len(told) == len(row) else []
    if not told or len(told) % len(row):
        return {}
    return {q.span.start: row[i % len(row)] for i, q in enumerate(told)}


def joint(text: str, row: list[TimeValue]) -> TimeValue | None:
    """2021年、2022年共投入: the stretch from the first to the last, where none between is left out."""
    ends = [(time.edtf.split("/")[0], time.edtf.split("/")[-1]) for time in row]
    if any(_count(b[0]) - _count(a[1]) != 1 for a, b in pairwise(ends)):
        return None
    whole = Span(row[0].span.start, row[-1].span.end)
    return _over(text, whole, f"{ends[0][0]}/{ends[-1][1]}", "span")


def _count(edtf: str) -> int:
    """A year as its number, a month as the count of months; a day has none that would follow another."""
    parts = [int(part) for part in edtf.split("-")]
    return parts[0] if len(parts) == 1 else parts[0] * 12 + parts[1] if len(parts) == 2 else 3 * parts[2]
