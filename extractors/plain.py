"""Plain numbers and percentages of any Chinese text, simplified or traditional.

`quantities` reads what reports count, with units and bounds, and leaves numbers in words alone. This module is its
plain counterpart for text of any kind: every number and its value, whatever stands after it. Each function is
linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Context, Decimal
from typing import NamedTuple

from extractors.measure import unit_at
from extractors.mentions import read_word
from extractors.numerals import DIGIT, MAX_LENGTH, parse_numeral, tidy
from schemas.units import load_units


class Number(NamedTuple):
    """A number as written: `span` and `quote` in the source, `value` exact (28 digits where a quotient has no end).

    For a percentage, `value` counts hundredths: 三成 is 30.
    """

    span: tuple[int, int]
    quote: str
    value: Decimal


_CANON = str.maketrans(
    "壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟萬億點負幾兩倆俩雙對個／－＋＾％﹪ｋＫｍＭｅＥ＜＞＝",
    "一二二三三三四五六六七八九十百千万亿点负几两两两双对个/-+^%%kKmMeE<>=",
)
"""Character for character, so that offsets stay; digits keep their width, which tells their commas apart."""
_FORMAL = frozenset("肆伍陆陸柒捌玖叁參叄贰貳俩倆")
_URL = re.compile(r"https?://[!-~]+")

BLANK, _GAP = r"[ \t　]{0,8}+", r"[ \t　]{1,8}+"
_D, _U = "零〇○一二三四五六七八九两", "十百千万亿兆"
_SCALE = r"(?:[十万亿兆]|百(?![ \t　]{0,8}分)|千(?![克米瓦卡赫帕升伏]))"
_SCALED = rf"(?:{BLANK}[余多几]?{BLANK}{_SCALE})"
_ARABIC = (
    rf"(?:(?<![{DIGIT}][.．])(?:[{DIGIT}]{{1,3}}(?:,[{DIGIT}]{{3}})+(?![{DIGIT}])|[０-９]{{1,3}}(?:，[０-９]{{3}})+(?![０-９])"
    rf"|[{DIGIT}]++)(?:[.．][{DIGIT}]++(?![.．][{DIGIT}]))?|(?<![{DIGIT}.．])[.．][{DIGIT}]++(?![.．][{DIGIT}])|[{DIGIT}]++)"
    rf"(?:{_SCALED}{{1,4}}(?:{BLANK}[{DIGIT}]{{1,4}}{_SCALED}){{0,4}}(?:(?<=[百千万])[{DIGIT}]{{1,4}}(?![{DIGIT}.．%]))?"
    rf"|{BLANK}[kKM](?![A-Za-z0-9]))?"
)
_HAN = (
    rf"(?:半百|[{_D}{_U}](?:[{_D}{_U}]|[余多几]{BLANK}{_SCALE}|{_GAP}[余多几]?{BLANK}{_SCALE}|(?<=[{_U}]){_GAP}[{_D}](?!{BLANK}[折成])){{0,40}}+)"
    rf"(?:{BLANK}点{BLANK}[{_D[:-1]}]{{1,16}}(?:{BLANK}[万亿]){{0,2}})?"
)
ANY = rf"(?:{_ARABIC}|{_HAN})"
_NUMBER = re.compile(ANY)
_HAN_NUMBER = re.compile(_HAN)
_START = re.compile(rf"[{DIGIT}{_D}{_U}半对]|(?<![{DIGIT}.．])[.．](?=[{DIGIT}])")
_OPERATED = re.compile(
    rf"(?P<base>[{DIGIT}]{{1,24}}+(?:[.．][{DIGIT}]{{1,24}}+)?)(?:[eE](?P<ten>[+-]?[{DIGIT}]{{1,3}})(?![{DIGIT}A-Za-z])"
    rf"|\^(?P<sign>[+-]{{0,2}})(?P<power>[{DIGIT}]{{1,3}})(?![{DIGIT}]))"
)
_SLASH = re.compile(
    rf"(?:(?P<whole>[{DIGIT}]{{1,9}}+)[ 　]{{1,3}})?(?P<part>[{DIGIT}]{{1,9}}+)/(?P<of>[{DIGIT}]{{1,9}}+)(?![/{DIGIT}.年月日])"
)
_FRACTION = re.compile(
    rf"(?:(?P<whole>{ANY}){BLANK}又{BLANK})?(?P<of>{ANY}){BLANK}分{BLANK}之{BLANK}(?P<minus>负{BLANK})?(?P<part>{ANY})"
)
_PERCENT_OF = re.compile(rf"(?P<of>[百千万]){BLANK}分{BLANK}之{BLANK}(?P<minus>[负-]{BLANK})?(?P<part>{ANY})")
_TENTHS = next(row for row in load_units().unit if "成" in row.words).not_before
_PERCENT = re.compile(
    rf"(?P<number>{ANY}){BLANK}(?:%|(?:个{BLANK})?百{BLANK}分{BLANK}点)"
    rf"|(?P<tenths>{ANY}|半){BLANK}成(?!{_TENTHS})(?:(?P<half>半)|{BLANK}(?P<more>[一二三四五六七八九])(?![一-龥]))?"
    rf"|(?P<price>[{DIGIT}]{BLANK}[{DIGIT}]|[{_D[3:]}]{BLANK}[{_D[3:]}]|{ANY}|半){BLANK}折(?![磨腾叠射返]|合(?!计))|(?<=打)(?P<even>对折)"
)
_GROUP = re.compile(
    rf"{BLANK}(?:(?P<twelve>打(?![开造击破响下算工]))|双(?![方边重向选语休])|对(?![应于外口接一比照立待]))"
)
_HOUR = frozenset(_D)
_GROUPING = frozenset("打双对")
_SPACE = re.compile(r"[ \t　]+")
_LOOSE = re.compile("[余多几]")
_OTHER = re.compile(r"[一-龥A-Za-z0-9０-９]")
_THOUSANDS = {"k": 3, "K": 3, "M": 6}
_PRECISE = Context(prec=28)

_Item = tuple[bool, int, int, Decimal]
"""Whether it is a percentage, start, end, value."""


def find_numbers(text: str) -> tuple[Number, ...]:
    """All numbers of `text` in order; percentages, ordinals and numerals that are part of a word are none.

    A numeral of one character counts where a unit follows or where it stands alone. 余, 多 and 几 inside a numeral
    leave its value (十余万 is 100000); 打, 双 and 对 multiply it.

    >>> [(n.quote, str(n.value)) for n in find_numbers("4.78万亿，負三十二，3又一千分之23，五十打，2e5，百分之五，一切")]
    [('4.78万亿', '4780000000000'), ('負三十二', '-32'), ('3又一千分之23', '3.023'), ('五十打', '600'), ('2e5', '200000')]
    """
    return tuple(Number((a, b), text[a:b], value) for share, a, b, value in _walk(text) if not share)


def find_percentages(text: str) -> tuple[Number, ...]:
    """All percentages of `text` in order, in hundredths: %, 百分之, 百分点, 成 and 折.

    >>> [(n.quote, str(n.value)) for n in find_percentages("由25%提高4.5个百分点，三成半，打八五折，百分之一百二十点五")]
    [('25%', '25'), ('4.5个百分点', '4.5'), ('三成半', '35'), ('八五折', '85'), ('百分之一百二十点五', '120.5')]
    """
    return tuple(Number((a, b), text[a:b], value) for share, a, b, value in _walk(text) if share)


def canonical(text: str) -> str:
    """`text` with one spelling for each numeral and sign, and addresses of web pages blotted out; offsets stay."""
    return _URL.sub(lambda match: "\n" * len(match[0]), text.translate(_CANON))


def _walk(source: str) -> Iterator[_Item]:
    """Numbers and percentages from the left, none overlapping."""
    text = canonical(source)
    floor = 0
    while found := _START.search(text, floor):
        at = found.start()
        word = read_word(text, at, floor)
        if word and not (text[word[1] - 1] == "点" and text[word[1] : word[1] + 1] in _HOUR):  # 一点 is a word, 一点两位 is not
            floor = max(word[1], at + 1)
            continue
        item = _percentage(text, at) or read_number(text, at)
        if item is None:
            run = _NUMBER.match(text, at)
            floor = run.end() if run else at + 1
            continue
        share, end, value = item
        alone = _HAN_NUMBER.fullmatch(text, at, end) if not share else None
        if value is not None and (share or not alone or _stands(source, text, at, end)):
            start = _signed(text, at, floor)
            yield share, start, end, -value if start < at else value
        floor = end


def _signed(text: str, at: int, floor: int) -> int:
    """Where the sign before a number stands, or the number itself."""
    sign = at - 1
    while sign > floor and text[sign] in " \t　" and at - sign < 8:
        sign -= 1
    if sign < floor:
        return at
    if text[sign] == "负":
        return sign
    joined = sign == at - 1 and text[sign] == "-"
    return (
        sign
        if joined
        and not (sign and ((text[sign - 1].isalnum() and text[sign - 1] < "一") or text[sign - 1] in ")-%）"))
        else at
    )


def read_number(text: str, at: int) -> tuple[bool, int, Decimal | None] | None:
    """The number at `at` of canonical text, without its sign: False, end, value (None: none that can be read)."""
    for pattern, value_of in ((_FRACTION, _quotient), (_SLASH, _slashed), (_OPERATED, _operated)):
        match = pattern.match(text, at)
        value = value_of(match) if match else None
        if match and value is not None:
            return False, match.end(), value
    match = _NUMBER.match(text, at)
    if match is None or (text[at - 1 : at].isascii() and text[at - 1 : at].isalpha()):
        return None
    value = _value(match[0])
    end = match.end()
    group = _GROUP.match(text, end)
    if group and value is not None and not (text[at] in "一1" and end == at + 1 and group[0].strip() == "对"):
        return False, group.end(), value * (12 if group["twelve"] else 2)
    return False, end, value


def _percentage(text: str, at: int) -> tuple[bool, int, Decimal | None] | None:
    match = _PERCENT_OF.match(text, at)
    if match:
        value = _value(match["part"]) if match["part"] != "百" else Decimal(100)
        if value is not None:
            value = tidy(value * 100 / {"百": 100, "千": 1000, "万": 10**4}[match["of"]])
        return True, match.end(), -value if match["minus"] and value is not None else value
    match = _PERCENT.match(text, at)
    if match is None:
        return None
    if match["even"]:
        return True, match.end(), Decimal(50)
    if match["number"]:
        return True, match.end(), _value(match["number"])
    if match["price"]:
        return True, match.end(), _discount(_SPACE.sub("", match["price"]))
    value = Decimal("0.5") if match["tenths"] == "半" else _value(match["tenths"])
    if value is None:
        return None
    more = 5 if match["half"] else int(parse_numeral(match["more"]) or 0) if match["more"] else 0
    return True, match.end(), tidy(value * 10) + more


def _discount(price: str) -> Decimal | None:
    """七折 is 70, 八五折 and 85折 are 85; ten tenths are no discount."""
    value = Decimal(5) if price == "半" else _value(price)
    if value is None or value == 10:
        return None
    return value if value > 10 else tidy(value * 10)


def _value(written: str) -> Decimal | None:
    if len(written) > 8 * MAX_LENGTH:
        return None
    text = _LOOSE.sub("", _SPACE.sub("", written))
    if text == "半百":
        return Decimal(50)
    if text[0] in ".．":
        text = "0" + text
    power = _THOUSANDS.get(text[-1], 0)
    value = parse_numeral(text[:-1] if power else text)
    return tidy(value * 10**power) if value is not None else None


def _quotient(match: re.Match[str]) -> Decimal | None:
    of, part = _value(match["of"]), _value(match["part"])
    whole = _value(match["whole"]) if match["whole"] else Decimal(0)
    if not of or part is None or whole is None:
        return None
    return whole + (-part if match["minus"] else part) / of


def _slashed(match: re.Match[str]) -> Decimal | None:
    """1/2 and 1 4/3; 2021/5 is a date, 0/0 nothing."""
    text, at = match.string, match.start()
    part, of = _value(match["part"]), _value(match["of"])
    if not of or part is None or (text[at - 1 : at] in "/.年" and at) or 1900 <= part <= 2099:
        return None
    return (_value(match["whole"]) or 0 if match["whole"] else 0) + part / of


def _operated(match: re.Match[str]) -> Decimal | None:
    base = _value(match["base"])
    if base is None:
        return None
    if match["ten"]:
        return tidy(base * Decimal(10) ** int(match["ten"]))
    power = int(match["power"]) * (-1 if match["sign"].count("-") % 2 else 1)
    if not base and power <= 0:
        return None
    return _PRECISE.power(base, power)


def _stands(source: str, text: str, at: int, end: int) -> bool:
    """Whether a Chinese numeral is a number here and no part of a word."""
    core = _SPACE.sub("", text[at:end])
    if text[at - 1 : at] == "第" or core[0] in "万亿兆":
        return False
    if core[-1] in _GROUPING or core == "半百":
        return True
    if len(core) > 1:
        if not any(c in _U for c in core):
            return len(core) > 2 or any(c in "零〇○" for c in core)
        return core[0] in "十百" or any(c in _D for c in core) or unit_at(text, end) is not None
    if core not in _D + "十" or source[at] in _FORMAL:
        return False
    before, after = text[at - 1 : at], _SPACE.sub("", text[end : end + 4])
    if not after or not _OTHER.match(after):
        return not before or before == "点" or not _OTHER.match(before)
    unit = unit_at(text, end)
    told = unit is not None and unit.dimension != "money"
    return told or after.startswith("分之") or (after[0] == "点" and after[1:2] != "" and after[1] in _D)
