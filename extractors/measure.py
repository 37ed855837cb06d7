"""Reads one quantity at a place: bound, number, scale, unit, bound, or a range of two.

Everything here works on text without gaps (`gaps.squeeze`). Whether a number may be read as a quantity at all
is settled in `numbers`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from extractors.numerals import ARABIC, DIGIT, FORMAL, MAX_LENGTH, parse_numeral, parse_vague, tidy
from extractors.unit_words import UNIT, UNITS
from schemas.records import Qualifier
from schemas.units import Unit, load_units


class Measure(NamedTuple):
    """A quantity as read: offsets in the text without gaps, numbers already in the base unit."""

    start: int
    end: int
    core_start: int
    core_end: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: Unit | None
    base: str
    """The base unit; empty where none is written."""
    word: str
    qualifier: Qualifier


_BEFORE: dict[str, Qualifier] = {w: row.qualifier for row in load_units().bound for w in row.before}
_AFTER: dict[str, Qualifier] = {w: row.qualifier for row in load_units().bound for w in row.after}
_OPENING = frozenset(("exact", "masked", *_BEFORE.values()))
"""Qualifiers that the first figure of a range may have."""
_BEFORE_LAST = frozenset(w[-1] for w in _BEFORE)
_BEFORE_MAX = max(map(len, _BEFORE))


def _words(words: dict[str, Qualifier]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))


_SCALE = "十百千万亿"
_MIXED = (  # 7万5千4百, 1亿2000万, 3万4000
    rf"(?:[亿万千][{DIGIT}]{{1,4}}(?=[万千百])){{0,3}}"
    rf"(?:万(?!(?:19|20)[{DIGIT}]{{2}}年)[{DIGIT}]{{1,4}}(?![{DIGIT}.％%])|[千百][{DIGIT}]{{1,3}}(?![{DIGIT}.％%]))?"
)
_H = "〇零一二三四五六七八九十百千万亿两廿卅"
_CHINESE = (
    rf"(?:[{_H}]|(?:几|(?<![人户次个总家])数)(?=[十百千万亿])|[{FORMAL}](?=[拾佰仟萬億万亿]))[{_H}{FORMAL}]{{0,23}}(?:(?<=[十百])几[万亿]{{0,2}})?"
    r"(?:点[〇零一二三四五六七八九]{1,8}[万亿]{0,2})?"
)
_BROKEN = rf"[{DIGIT}]{{1,12}}[.．][{DIGIT}]++(?=[{_SCALE}]{{1,2}}[{DIGIT}])"
"""A decimal with its scale ends there: 6.8万⏎2022年 are two."""
_TYPED = rf"(?<=[一-龥])(?<!第)[0-9]{{1,3}}(?:，[0-9]{{3}})+(?![0-9.，])(?=[余多]?[十百千万亿]?[{''.join(sorted({w[0] for w in UNITS}))}])"
"""1，234人: the comma as an input method types it; a unit follows (`_matched`)."""
_MASK = r"(?:[*＊]{1,6}(?:[.．][*＊]{1,6})?|×{1,6}(?:[.．]×{1,6})?|[XＸ]{1,6}(?:[.．][XＸ]{1,6})?|[xｘ]{2,6})"
_NOT_MANY = (  # 多元化, 多部门 are words
    "(?!出|元(?:化|主|参|投|联|服|共|治|支|的|供|协|筹|体|社|模)|样|种|功能|方|层|数|部门|重|维|措)"
)
_INNER = (
    rf"(?:余(?!下|额|名单)|多{_NOT_MANY}|来(?=[个名人户家场次位项件份万亿支所处天元])"
    r"|以上(?=[学课小]时|人次|人员|名))"
)
_ONE = re.compile(
    rf"""
    (?P<core>{_TYPED}|{_BROKEN}|{ARABIC}{_MIXED}|{_CHINESE}|{_MASK})
    (?P<early>{_INNER})?
    (?P<scale>[{_SCALE}]{{1,3}})?
    (?P<more>{_INNER})?
    (?P<half>个半(?=[小学课]时|钟头))?
    (?P<unit>{UNIT})?
    (?P<late>余|多{_NOT_MANY}|半(?=[，。、；的以左及之]|$)|(?<=成)[一二三四五六七八九](?![一-龥]))?
    (?P<after>{_words(_AFTER)})?
    """,
    re.VERBOSE,
)
_PARTS = re.compile(
    rf"(?:(?P<whole>[{_H}]{{1,6}})分之(?P<part>{ARABIC}|[{_H}]{{1,12}}(?:点[〇零一二三四五六七八九]{{1,8}})?|{_MASK}|几)"
    rf"|(?P<up>[1-9])/(?P<down>[2-9]|10)(?![{DIGIT}/年月日.]))"
    rf"(?P<more>[多余])?(?P<after>{_words(_AFTER)})?"
)
_SIGN = re.compile(r"(?:[¥￥]|RMB ?|CNY ?|人民币)$")
_SIGNS = frozenset("¥￥BY币 ")
_COINED = frozenset("元块")
_PAID = re.compile(r"(?:花了?|花费|付了?|赚了?|挣了?|收费|票价|卖|售价)[我你他她每人约近]{0,2}$")
_ALONE = re.compile(r"[，。、；！？）,.;!?)]|$")
_SINGLE = frozenset("0123456789０１２３４５６７８９一二两三四五六七八九")
_COINS = re.compile(rf"([{DIGIT}]|[一二两三四五六七八九])[角毛](?:([{DIGIT}]|[一二三四五六七八九])(?:分(?![之别钟配])|(?=[，。、；]|$)))?")
_SHARED = (
    rf"(?:、[{DIGIT}]{{1,9}}(?:[.．][{DIGIT}]{{1,4}})?){{0,12}}[、和及与][{DIGIT}]{{1,9}}(?:[.．][{DIGIT}]{{1,4}})?(?P<scale>[百千万亿]{{1,2}})?(?P<unit>{UNIT})"
)
_DEALT = re.compile(r"分别[^。；！？\n]{0,60}$")
"""分别建成12、36个: the unit stands at the last and holds for each."""
_TO = re.compile(rf"(?:——|--|[-—–－~～至到])(?=[{DIGIT}{_H}*＊×XＸ几数])")
_measure = tuple.__new__  # a Measure without the detour over its keyword arguments
_MINUS = frozenset("-－−负")
_SIGNED = frozenset(("share", "point", "multiple"))
_JOINERS = frozenset("、和及与")
_ENDS = frozenset("—-–－~～至到")
_CHANGE = ("从", "由")
_LOOSE: dict[str, Qualifier] = {"余": "more_than", "多": "more_than", "来": "about", "以上": "more_than"}
_MASKS = frozenset("*＊×XxＸｘ")
_PERCENT = UNITS["%"][0]
_CHINESE_FIRST = frozenset(_H + FORMAL + "几数")
_ROW = frozenset(_SCALE + "零〇拾佰仟萬億")
_PRICE = frozenset(("元", "美元", "港元", "元人民币"))
_WIDE_SCALE = frozenset("百千万亿")


# Compiled when first asked for, which is seldom: with all units in it each takes as long as reading a report.


@cache
def _shared() -> re.Pattern[str]:
    return re.compile(_SHARED)


@cache
def _unit_word() -> re.Pattern[str]:
    return re.compile(UNIT)


@cache
def _followed() -> re.Pattern[str]:
    return re.compile(rf"[余多]?[十百千万亿]?(?:{UNIT})")


def _matched(text: str, at: int) -> re.Match[str] | None:
    """The parts of the expression whose number starts at `at`."""
    match = _ONE.match(text, at)
    if match and "，" in match[1] and match[1][0] < "０" and not _followed().match(text, match.end(1)):
        return _ONE.match(text, at, text.index("，", at))  # 每站配备1，234街: two numbers
    return match


def unit_at(text: str, at: int) -> Unit | None:
    """The row of the unit written at `at`; None where no unit stands there."""
    match = _unit_word().match(text, at)
    return UNITS[match[0]][0] if match else None


def read_measure(text: str, at: int, floor: int) -> Measure | None:
    """The quantity whose number starts at `at`; words before it count from `floor` on. None: no number there."""
    if text.find("分之", at + 1, at + 8) > 0 or text[at + 1 : at + 2] == "/":
        parts = _PARTS.match(text, at)
        share = _fraction(text, parts, floor) if parts else None
        if share:
            return share
    match = _matched(text, at)
    if match is None:
        return None
    first = _single(text, match, floor)
    if first is None:
        return None
    if first.base == "块" and _PAID.search(text, max(floor, at - 6), at) and _ALONE.match(text, first.end):
        first = first._replace(unit=UNITS["元"][0], base="元")  # 花了三块
    if first.base in _COINED and first.value is not None and text[first.end : first.end + 1] in _SINGLE:
        first = _with_coins(text, first)
    if text[first.end : first.end + 1] in _JOINERS and not first.unit and not first.word:
        first = _with_shared(text, first)
    if text[at - 1 : at] in _MINUS and at > floor and _signed(text, first):
        first = _negative(text, first, floor)
    to = _TO.match(text, first.end) if text[first.end : first.end + 1] in _ENDS else None
    if to and first.unit and text[at - 1 : at] in _CHANGE and text[first.end] in "到至":
        return first  # 从60个到191个: two figures, no range
    if to and first.qualifier in _OPENING:
        other = _matched(text, to.end())
        second = _single(text, other, to.end()) if other else None
        joined = _range(first, second) if second else None
        if joined:
            return joined
    return first


def _with_shared(text: str, item: Measure) -> Measure:
    """The unit and scale of the last number of a list that 分别 opens."""
    if item.value is None or not _DEALT.search(text, max(0, item.start - 64), item.start):
        return item
    match = _shared().match(text, item.end)
    if match is None:
        return item
    row, base = UNITS[match["unit"]]
    scale = parse_numeral(f"1{match['scale']}") if match["scale"] else Decimal(1)
    return item._replace(value=tidy(item.value * (scale or 1) * row.factor), unit=row, base=base)


def _with_coins(text: str, item: Measure) -> Measure:
    """3元5角 and 五块三毛 are one amount; 三块 alone stay three pieces."""
    match = _COINS.match(text, item.end)
    if match is None or item.value is None or item.qualifier != "exact":
        return item
    coins = (parse_numeral(match[1]) or 0) * 10 + (parse_numeral(match[2]) or 0 if match[2] else 0)
    return item._replace(end=match.end(), value=item.value + coins / Decimal(100), unit=UNITS["元"][0], base="元")


def _signed(text: str, item: Measure) -> bool:
    """Whether a sign before the number may be its own: a ratio, or a number that is all there is (a table cell)."""
    if item.unit:
        return item.unit.dimension in _SIGNED
    return item.core_start == 1 and item.end == len(text) and not item.word


def _negative(text: str, item: Measure, floor: int) -> Measure:
    """负3.5%, 增长-3.5%; but not the second end of 5-10%, nor a bullet."""
    at = item.core_start - 1
    before = text[at - 1 : at] if at > floor else ""
    told = at == 0 or text[at] == "负" or "一" <= before <= "龥" or before in ("：", ":", "（", "(")
    if item.value is None or not told or before in _CHINESE_FIRST or before in UNITS:
        return item
    return item._replace(start=at, value=-item.value)


def read_bound(text: str, at: int, floor: int) -> tuple[int, Qualifier | None]:
    """Where the bounding word that ends at `at` starts, and what it says; `at` itself where there is none."""
    if at <= floor or text[at - 1] not in _BEFORE_LAST:
        return at, None
    for length in range(min(_BEFORE_MAX, at - floor), 0, -1):
        word = text[at - length : at]
        if word in _BEFORE:
            if word == "上" and not _hundreds(text, at, floor):
                return at, None
            if word == "约" and text[max(floor, at - 2) : at - 1] in _AGREED:
                return at, None
            return at - length, _BEFORE[word]
    return at, None


_AGREED = frozenset("签履违预节续特")
"""Before 约 one of these makes a verb: 签约783名."""


def _hundreds(text: str, at: int, floor: int) -> bool:
    """上百, 上千, 上万 bound a number; 网上百科, 以上千 do not."""
    return text[at : at + 1] in _WIDE_SCALE and (at - 2 < floor or text[at - 2] not in "以线网之身")


def _single(text: str, match: re.Match[str], floor: int) -> Measure | None:
    core, early, scale, more, half, word, late, after = match.groups()
    at, core_end = match.span(1)
    end = tail = match.end()
    chinese = core[0] in _CHINESE_FIRST
    masked = core[0] in _MASKS
    value = low = high = None
    if len(core) > MAX_LENGTH or (core[0] in "0０" and core[1:2].isdigit()):
        return None  # a code, or the rest of a number that was cut
    if not masked:
        if chinese:
            value, low, high = _number(core, scale or "")
            core_end = at + (len(core.rstrip("万亿")) or len(core))
        else:
            value = parse_numeral(core + scale if scale else core)
        if value is None and low is None:
            return None
    row, base = UNITS[word] if word else (None, "")
    if row and chinese and (row.han == "no" or (row.han == "many" and core == "一")):
        row, base, word, end, late, after = None, "", None, match.start(6), None, None
        tail = end
    if row and word:
        if row.factor != 1:
            value, low, high = (_convert(n, row, word) for n in (value, low, high))
        if value is not None and (half or late == "半"):
            value += Decimal("0.5") * row.factor
        elif value is not None and late and late not in "余多半":
            value += parse_numeral(late) or 0
    start, before = read_bound(text, at, floor) if text[at - 1 : at] in _BEFORE_LAST else (at, None)
    if core in _WIDE_SCALE and word in _PRICE and not (before or early or more or after):
        return None  # 单位：万元 names a unit
    if row is None and text[at - 1 : at] in _SIGNS and _SIGN.search(text, max(floor, at - 4), at):
        row, base = UNITS["元"][0], "元"
        start = min(start, at - 1) if text[at - 1] in "¥￥" else start
    if after:
        tail = match.end() - len(after)
    qualifier: Qualifier = "exact"
    if masked:
        qualifier = "masked"
    elif low is not None:
        qualifier = "range"
    elif before:
        qualifier = before
    elif after:
        qualifier = _AFTER[after]
    elif early or more or late:
        qualifier = _LOOSE.get(early or more or late or "", "exact")
    return _measure(
        Measure, (start, end, at, core_end, value, low, high, row, base, text[core_end:tail], qualifier)
    )


def _number(core: str, scale: str) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Value of a Chinese numeral, or low and high of one that names no number (数十, 三五)."""
    value = parse_numeral(core + scale)
    if value is not None and (len(core) < 2 or not _ROW.isdisjoint(core)):
        return value, None, None
    bounds = parse_vague(core + scale)
    if bounds:
        return None, *bounds
    return value, None, None


def _convert(number: Decimal | None, row: Unit, word: str) -> Decimal | None:
    if number is None:
        return None
    if word == "折" and number >= 10:
        return number  # 八五折 is 85 %
    return tidy(number * row.factor)


def _fraction(text: str, match: re.Match[str], floor: int) -> Measure | None:
    whole, part, up, down, more, after = match.groups()
    if up:
        whole, part = down, up
        if int(up) >= int(down):
            return None
    start, before = read_bound(text, match.start(), floor)
    value = None if part[0] in _MASKS or part == "几" else parse_numeral(part)
    of = parse_numeral(whole)
    if not of or (value is None and part[0] not in _MASKS):
        return None
    if value is not None:
        value = tidy(value * 100 / of)
    qualifier: Qualifier = (
        "masked"
        if value is None
        else before or (_AFTER[after] if after else None) or ("more_than" if more else "exact")
    )
    core_end = match.end("down" if up else "part")
    return Measure(
        start, match.end(), match.start(), core_end, value, None, None, _PERCENT, "%", "", qualifier
    )


def _range(first: Measure, second: Measure) -> Measure | None:
    """Two ends as one quantity: 20-30万元, 3至5名; None where they are two."""
    if first.base and first.base != second.base:
        return None
    if second.unit is None and not second.word:
        return None
    value, high = first.value, second.value
    if value is None or high is None:
        masked = first.qualifier == second.qualifier == "masked"
        return _join(first, second, None, None) if masked else None
    low = value
    if not first.base and second.unit:
        low = tidy(low * second.unit.factor)
    carried = _carried(first, second)
    if carried is not None and carried < high and not first.word:
        low = carried
    return _join(first, second, low, high) if low < high else None


def _carried(first: Measure, second: Measure) -> Decimal | None:
    """The first end with the scale of the second: 20-30万 is 200000 to 300000."""
    factor = Decimal(1)
    for scale in second.word:
        if scale in "余多":
            continue
        if scale not in "百千万亿":
            break
        factor *= {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[scale]
    if factor == 1 or first.value is None:
        return None
    return tidy(first.value * factor * (second.unit.factor if second.unit else 1))


def _join(first: Measure, second: Measure, low: Decimal | None, high: Decimal | None) -> Measure:
    return Measure(
        first.start,
        second.end,
        first.core_start,
        second.core_end,
        None,
        low,
        high,
        second.unit,
        second.base,
        second.word,
        "masked" if low is None else "range",
    )
