"""Numerals to exact decimals: Arabic, full-width, Chinese and mixed.

`parse_numeral` reads one numeral written out in full; it does not search. What it cannot read is None,
never a guess. The spellings it knows are also exported as pattern sources for the scanners.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

DIGIT = "0-9０-９"
HAN_DIGIT = "〇零○一二三四五六七八九两"
HAN_SCALE = "十百千万亿廿卅"
FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟萬億"
"""As on bank notes; 陆, 伍 and 拾 are common in names and words, so only a scale after them makes a number."""

ARABIC = (
    rf"(?:[{DIGIT}]++(?![{DIGIT}.．,，])|[{DIGIT}]{{1,3}}(?:,[{DIGIT}]{{3}})+(?![{DIGIT}])(?:[.．][{DIGIT}]+)?"  # 1,234,567.8
    r"|[０-９]{1,3}(?:，[０-９]{3})+(?![０-９])(?:[.．][０-９]+)?"  # １，２３４
    rf"|[{DIGIT}]+(?:[.．][{DIGIT}]+)?)"  # 1234.5
)
"""Source of an Arabic numeral; a comma separates thousands only between groups of three."""

MAX_LENGTH = 24
"""Longer runs of digits are codes: an amount of 10^24 stands in no report, and `Decimal` keeps 28 places."""

_DIGITS = dict(zip("〇零○一二三四五六七八九", (0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_DIGITS |= {"两": 2, "兩": 2} | dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True))
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "萬": 10**4, "億": 10**8, "兆": 10**12}
_TWENTY = {"廿": 20, "卅": 30, "卌": 40}

_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.", ",，")
_TOKEN = re.compile(r"[0-9]+(?:\.[0-9]+)?|.", re.DOTALL)


@lru_cache(maxsize=8192)
def parse_numeral(text: str) -> Decimal | None:
    """The value of a numeral, exact; None where `text` is no numeral.

    >>> parse_numeral("1,100万"), parse_numeral("3万4000"), parse_numeral("1.38亿")
    (Decimal('11000000'), Decimal('34000'), Decimal('138000000'))
    >>> parse_numeral("两千三百"), parse_numeral("一万五千亿"), parse_numeral("零点九"), parse_numeral("二〇二二")
    (Decimal('2300'), Decimal('1500000000000'), Decimal('0.9'), Decimal('2022'))
    >>> parse_numeral("统一") is None
    True
    """
    if not text or len(text) > 2 * MAX_LENGTH:
        return None
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    text = text.translate(_WIDE)
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    whole, point, rest = text.partition("点")
    if not point:
        return _whole(text)
    decimals = "".join(str(_DIGITS[c]) for c in rest.rstrip("万亿") if c in _DIGITS)
    scales = rest[len(rest.rstrip("万亿")) :]
    if not decimals or len(decimals) + len(scales) != len(rest):
        return None
    base = _whole(whole)
    if base is None:
        return None
    value = base + Decimal(f"0.{decimals}")
    for scale in scales:
        value *= _LARGE[scale]
    return tidy(value)


def tidy(value: Decimal) -> Decimal:
    """`value` without an empty fraction: 3455000.0 is 3455000."""
    whole = value.to_integral_value()
    return whole if whole == value else value


def _whole(text: str) -> Decimal | None:
    """A numeral without 点: a row of digits (二〇二二) or digits and scales (三万五千)."""
    if not text:
        return None
    if not any(c in _SMALL or c in _LARGE or c in _TWENTY for c in text):
        if not all(c in _DIGITS for c in text):
            return None
        return Decimal("".join(str(_DIGITS[c]) for c in text))
    return _scaled(_TOKEN.findall(text))


def _scaled(tokens: list[str]) -> Decimal | None:
    """Digits and scales, read from the left: 一万五千亿 is (一万 + 五千) 亿."""
    total = section = Decimal(0)
    number: Decimal | None = None
    last = 0  # the scale just passed, for 三万五 = 35000
    small = 10**4  # 十, 百 and 千 stand in falling order: 二十三十 is two numerals
    for token in tokens:
        if token in _SMALL:
            scale = _SMALL[token]
            if scale >= small:
                return None
            small = scale
            section += (Decimal(1) if number is None else number) * scale
            number, last = None, scale
        elif token in _LARGE:
            scale = _LARGE[token]
            part = section + (number or 0)
            if not part and not total and number is None:
                part = Decimal(1)
            whole = total != 0 and (not part or total < scale)
            total = (total + part) * scale if whole else total + part * scale
            section, number, last, small = Decimal(0), None, scale, 10**4
        elif token in _TWENTY:
            section += _TWENTY[token]
            number, last = None, 10
        elif token in _DIGITS:
            digit = _DIGITS[token]
            if number:
                return None  # 三五万: two digits in one place
            number = Decimal(digit)
            last = last if digit else 0
        else:
            if number is not None or not token[0].isdigit():
                return None
            number = Decimal(token)
            last = last if len(token) == 1 and token != "0" else 0
    if number and last > 10:
        number *= last // 10
    return tidy(total + section + (number or 0))


_VAGUE_DIGITS = (("几", "一", "九"), ("数", "二", "九"))


@lru_cache(maxsize=1024)
def parse_vague(text: str) -> tuple[Decimal, Decimal] | None:
    """The bounds of a numeral that names none: 几, 数 and two digits in a row.

    >>> parse_vague("数十"), parse_vague("十几"), parse_vague("三五"), parse_vague("七八十")
    ((Decimal('20'), Decimal('90')), (Decimal('11'), Decimal('19')), (Decimal('3'), Decimal('5')), \
(Decimal('70'), Decimal('80')))
    >>> parse_vague("五十") is None, parse_vague("二〇") is None
    (True, True)
    """
    for mark, least, most in _VAGUE_DIGITS:
        if mark in text:
            least = "二" if len(text) > 1 and text[0] == mark else least
            return _ends(text.replace(mark, least), text.replace(mark, most))
    for i in range(len(text) - 1):
        a, b = _DIGITS.get(text[i], 0), _DIGITS.get(text[i + 1], 0)
        if a and b:
            if (b - a == 1 or (a, b) == (3, 5)) and not any(c in _DIGITS for c in text[i + 2 :]):
                return _ends(text[: i + 1] + text[i + 2 :], text[:i] + text[i + 1 :])
            return None
    return None


def _ends(low: str, high: str) -> tuple[Decimal, Decimal] | None:
    first, second = parse_numeral(low), parse_numeral(high)
    return (first, second) if first is not None and second is not None and first < second else None
