"""Every number of a text, once: a quantity, a time, or a mention that counts nothing.

One rule settles overlaps, here and nowhere else: from the left, at the first character of the next number, the
first reader that accepts it takes it (fixed words and other mentions, then times, then quantities); what it
took is passed over. A number that no reader takes is a mention all the same, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.dates import Anchor, Moment, read_time
from extractors.days import going_on, read_days
from extractors.gaps import Squeezed, squeeze
from extractors.measure import Measure, read_measure
from extractors.mentions import Found, read_mention, read_word
from extractors.numerals import DIGIT, FORMAL
from schemas.records import Mention, Quantity, Reason, Span, TimeValue, span_of

_CIRCLED = "①-⑳⑴-⒇㈠-㈩❶-❿"
_HAN = "〇零一二三四五六七八九十百千万亿两廿卅"
_MASK = "*＊×XxＸｘ"
# Each opens with two plain characters or sets of them; what stands before is asked after these, by looking back.
_TIME_WORDS = (
    "今年",
    "去今两年",
    "至今(?!年)",
    "迄今",
    "本年(?<![基成样标文]本年)",
    "去年",
    "上年",
    "上一年",
    "前年",
    "明年(?<!文明年)",
    "后年",
    "次年",
    "下一年",
    "下年度",
    "当年",
    "同年",
    "年底(?![蕴色气])",
    "年[末初]",
    "年终(?!盘点|总结|回顾|考核|报告|述职|检查|评比|奖|工作)",
    "上半年",
    "下半年",
    "前[二两三23](?<!提前.)个?季度",
    f"前[{DIGIT}](?<!提前.)[{DIGIT}]?个月",
    "前十(?<!提前.)[一二]?个月",
    "前[二两三四五六七八九](?<!提前.)个月",
    "头[二两三23](?<![牵街源手老带龙镇村码人户口]头.)个?季度",
    f"头[{DIGIT}](?<![牵街源手老带龙镇村码人户口]头.)[{DIGIT}]?个月",
    "头十(?<![牵街源手老带龙镇村码人户口]头.)[一二]?个月",
    "头[一二两三四五六七八九](?<![牵街源手老带龙镇村码人户口]头.)个月",
    "截至目前",
    "截[至止](?:发稿|今[日天])",
    "截止(?:到)?目前",
    "到目前",
    "目前(?<![项题栏科条数书]目前)",
    "现阶段",
    "当前",
    "近年来?",
    "近些年来?",
    "多年来",
    "近几年来?",
    "近期",
    "近日",
    "日前(?<![节假生]日前)",
    "当月",
    "月内",
    "本月(?<![基成样标文]本月)",
    "上月",
    "上个月",
    "下月",
    "下个月",
    "本季度(?<![基成样标文]本季度)",
    "上季度",
    "大前年",
    "翌年",
    "今明两年",
    "全年(?<!安全年)",
    "年内",
    "同期(?<!合同期)",
    "长期以来",
    "一直以来",
    "月[底初]",
    "昨[日天晚]",
    "前天(?<![以之目]前天)",
    "新一年(?![度级])",
    "新的一年(?![度级])",
)


def _next_pattern() -> re.Pattern[str]:
    """The first character of the next number. One character set comes first, so the search skips the rest fast; a
    second says of most time words that they do not stand there."""
    tails: dict[str, list[str]] = {}
    for word in _TIME_WORDS:
        tails.setdefault(word[0], []).append(word[1:])
    words = "|".join(f"(?<={c})(?:{'|'.join(rest)})" for c, rest in tails.items())
    first = "".join(tails)
    second = "".join(sorted({rest[1 : rest.index("]")] if rest[0] == "[" else rest[0] for rests in tails.values() for rest in rests}))
    return re.compile(
        rf"[{DIGIT}{_CIRCLED}{_HAN}{_MASK}几数{FORMAL}{first}]"
        rf"(?:(?<=[{DIGIT}{_CIRCLED}{_HAN}*＊×])|(?<=[几数])(?<![人户次个总家]数)[十百千万亿]|(?<=几)[名家位户场支期份所]|(?<=[{FORMAL}])[拾佰仟萬億万亿]"
        rf"|(?<=[XxＸｘ])[XxＸｘ多余万个名人家户场次]|(?=[{second}])(?<!截至)(?<![今以之]后)(?:{words}))"
    )


_NEXT = _next_pattern()
_KIND = dict.fromkeys("".join(c for c in map(chr, range(0x2460, 0x2800))), "digit")
_KIND |= dict.fromkeys("0123456789０１２３４５６７８９㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", "digit") | dict.fromkeys(
    _HAN + FORMAL + "几数", "han"
)
_KIND |= dict.fromkeys(_MASK, "mask")
_RUN = {
    "digit": re.compile(rf"[{_CIRCLED}]|[{DIGIT}]+(?:[.．,][{DIGIT}]+)*"),
    "han": re.compile(rf"[{_HAN}{FORMAL}几数]+"),
    "mask": re.compile(r"[*＊×XxＸｘ]+"),
    "time": re.compile("."),
}
_REACHED = tuple("达到过有约近逾超共计破每")
"""What stands before a bare scale that counts: 达百人."""
_SCALE = frozenset("十百千万亿")
_COUNTED = re.compile(r"(?:共|共计|合计|总计|累计|达|达到|为|有|至|数|计)$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NAME = re.compile(r"[一-龥]{0,2}(?:省|市|县|区|乡|镇|村|街道|社区|路|河|湖|山|桥|小学|中学)")
_LONE = frozenset("\n\t |")
_COLON = frozenset(":：")
_ENDS = frozenset(["", *"\n\x03，,；;、。（( 　|｜▲●■◆★"])
_PART_ENDS = frozenset("、，；）),;")
PARTS = 70
"""How far before a part of a total the total's unit may stand, in characters."""
PART = re.compile(
    r"\d[\d,.]*[万千余多]{0,2}(人次|户次|场次|[人名位个家户支所处场次期份件])[啦了]?[（(]其?中?[：:，,]?"
    r"(?:[一-龥“”]{2,10}[：:]?\d[\d,.]*[、，；,;])*[一-龥“”]{2,10}[：:]?$"
)
"""Before a part that leaves out the unit of its total: 持证社工11,870人（初级9,214、中级2,629."""
_LABELLED = re.compile(
    r"(?:^|[\n\x03，,；;、。 　|｜▲●■◆★])(?![一-龥]*(?:电话|热线|邮编|账号|阅读|浏览|点击|回复|编号|传真|编辑|密码|时间|序号|期号))"
    r"[一-龥、/]{2,10}(?:[（(][一-龥]{1,4}[）)])?[:：]$|[一-龥][（(](?:[万亿]?元|人次?|户次?|名|个|家|场次?|次|份|小时)[）)][:：]$"
)
"""A line of a form: 个案：642."""

Item = Measure | Moment | Found


@dataclass(frozen=True, slots=True)
class Scan:
    """All numbers of a text; each list in order, no span overlapping another of any list."""

    quantities: tuple[Quantity, ...]
    times: tuple[TimeValue, ...]
    mentions: tuple[Mention, ...]


def scan(text: str, anchor: str = "", start: int = 0, end: int | None = None) -> Scan:
    """Every number of `text[start:end]`, as quantity, time or mention; spans are offsets in `text`.

    `anchor` is the report's date in EDTF; 今年 and its like are resolved against it.

    >>> found = scan("2022年6月底，全县建成社工站12个，统一挂牌。", anchor="2022")
    >>> [(q.quote, q.unit) for q in found.quantities], [t.edtf for t in found.times]
    ([('12个', '个')], ['2022-06'])
    >>> [(m.quote, m.reason) for m in found.mentions]
    [('统一', 'word')]
    """
    piece = squeeze(text, start, len(text) if end is None else end)
    quantities: list[Quantity] = []
    times: list[TimeValue] = []
    mentions: list[Mention] = []
    for item in list(walk(piece.text, Anchor.of(anchor))):
        if isinstance(item, Measure):
            if item.unit and item.unit.mention:
                mentions.append(_mention(text, piece, item.start, item.end, item.unit.mention))
            else:
                quantities.append(quantity_of(text, piece, item))
        elif isinstance(item, Moment):
            times.append(time_of(text, piece, item))
        else:
            mentions.append(_mention(text, piece, *item))
    return Scan(tuple(quantities), tuple(times), tuple(mentions))


_COMPARED = frozenset("比较同")
"""比上年增长: a year compared is none that 当年 could mean."""


def walk(text: str, anchor: Anchor) -> Iterator[Item]:
    """The numbers of a text without gaps, from the left, none overlapping."""
    floor = year = 0
    search = _NEXT.search
    while found := search(text, floor):
        at = found.start()
        on = _KIND.get(text[at], "time")
        item = _settle(text, at, floor, on, anchor, year)
        if item is None:
            run = _RUN[on].match(text, at)
            floor = run.end() if run else at + 1
            continue
        yield item
        floor = item[1]
        if isinstance(item, Moment) and item.edtf[:4].isdigit() and text[item[0] - 1 : item[0]] not in _COMPARED:
            year = int(item.edtf[:4])


def _settle(text: str, at: int, floor: int, on: str, anchor: Anchor, year: int) -> Item | None:
    """The one rule: the first reader that accepts the number at `at`."""
    if on == "han":
        found = read_word(text, at, floor) or read_mention(text, at, floor, on)
    elif on == "time":
        return read_time(text, at, floor, anchor, year)
    elif (
        on == "mask" and text[at] == "*" and text[at - 1 : at] in ("", "\n") and text[at + 1 : at + 2] != "*"
    ):
        return None  # a list bullet
    else:
        found = read_mention(text, at, floor, on)
    if found:
        return found
    if on != "mask":
        moment = read_time(text, at, floor, anchor, year)
        if moment:
            return going_on(text, moment) if len(moment.edtf) in (10, 13) else moment
        days = read_days(text, at, anchor) if "日" in text[at + 1 : at + 8] else None
        if days:
            return days
    measure = read_measure(text, at, floor)
    if on == "han" and measure and _is_manner(text, measure):
        return _leftover(text, at, on)
    if measure and (measure.unit or _countable(text, measure, at, on)) and not _names_unit(text, measure):
        return measure
    return _leftover(text, at, on)


def _names_unit(text: str, measure: Measure) -> bool:
    """Whether all there is is a scale and a unit: a cell 万人 under 单位."""
    whole = (measure.start, measure.core_end, measure.end) == (0, 1, len(text))
    return whole and text[0] in _SCALE and measure.qualifier == "exact"


def _is_manner(text: str, measure: Measure) -> bool:
    """Whether a bare scale is a manner of speaking or part of a name: 百名社工人物, 千场活动进社区; not 突破万人, 达百人."""
    scale = text[measure.core_start] in _SCALE and measure.core_end == measure.core_start + 1
    cell = scale and text[measure.end : measure.end + 2].strip()[:1].isdigit()  # 人数 万人 2061.3: the unit of what follows
    return cell or (scale and not measure.word and measure.qualifier == "exact" and text[measure.start - 1 : measure.start] not in _REACHED)


def _countable(text: str, measure: Measure, at: int, on: str) -> bool:
    """Whether a number without a unit may still count something."""
    if on == "mask":
        return bool(measure.word)
    core = text[measure.core_start : measure.core_end]
    if on == "han":
        if measure.qualifier == "exact":
            return (
                len(core + measure.word) > 1
                and core[0] not in _SCALE
                and bool(_SCALE & set(core + measure.word))
            )
        return bool(_SCALE & set(core + measure.word))
    if measure.qualifier != "exact" or measure.word:
        return True
    if _YEAR.fullmatch(core):
        return False
    after = text[measure.end : measure.end + 1]
    if text[at - 1 : at] in _COLON and after in _ENDS and _LABELLED.search(text, max(0, at - 16), at):
        return True
    if after in _PART_ENDS and PART.search(text, max(0, at - PARTS), at):
        return True
    alone = (measure.start == 0 or text[at - 1] in _LONE) and (measure.end == len(text) or text[measure.end] in _LONE)
    return alone or bool(_COUNTED.search(text, max(0, at - 2), at))


def _leftover(text: str, at: int, on: str) -> Found | None:
    run = _RUN[on].match(text, at)
    end = run.end() if run else at + 1
    if on == "mask":
        return (at, end, "template") if end - at > 1 and text[at] in "*＊×" else None
    if on == "digit":
        return at, end, "date" if _YEAR.fullmatch(text, at, end) else "unlinked"
    reason: Reason = "name" if _NAME.match(text, end) else "word"
    return at, end, reason


def quantity_of(text: str, piece: Squeezed, item: Measure) -> Quantity:
    """The record of a quantity, with offsets in the source."""
    start, end, core_start, core_end, value, low, high, row, base, word, qualifier = item
    span = piece.span(start, end)
    if span[1] - span[0] == end - start:  # no gap inside
        shift = span[0] - start
        core = span_of(Span, (core_start + shift, core_end + shift))
    else:
        core = piece.span(core_start, core_end)
    quote, dimension = text[span[0] : span[1]], row.dimension if row else "bare"
    return Quantity(span, core, quote, value, low, high, base, word, dimension, qualifier)


def time_of(text: str, piece: Squeezed, item: Moment) -> TimeValue:
    """The record of a time, with offsets in the source."""
    span = piece.span(item[0], item[1])
    return TimeValue(span, text[span[0] : span[1]], item[2], item[3])


def _mention(text: str, piece: Squeezed, start: int, end: int, reason: Reason) -> Mention:
    span = piece.span(start, end)
    return Mention(span, text[span[0] : span[1]], reason)
