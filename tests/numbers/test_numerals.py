"""Numerals: every spelling to one exact decimal."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.numerals import parse_numeral, parse_vague
from extractors.quantities import parse_quantity

WRITTEN = """
0 0 | 7 7 | 10 10 | 1936 1936 | 007 7 | 12.5 12.5 | 0.35 0.35 | 345.50 345.50 | 1,234 1234 | 12,345,678.9 12345678.9
０ 0 | １２ 12 | ２０２２ 2022 | ３．５ 3.5 | １，２３４ 1234 | １2３ 123
1万 10000 | 1.5万 15000 | 9000万 90000000 | 1.38亿 138000000 | 3千 3000 | 5百 500 | 2百万 2000000 | 1千万 10000000
3万4000 34000 | 3万4 34000 | 1亿2000万 120000000 | 2亿5 250000000 | 3千5百 3500 | 1,100万 11000000 | ５．２万 52000 | 1万亿 1000000000000
零 0 | 〇 0 | 一 1 | 两 2 | 九 9 | 十 10 | 十一 11 | 十九 19 | 二十 20 | 二十一 21 | 九十九 99 | 百 100 | 一百 100
一百零一 101 | 一百一 110 | 一百一十 110 | 一百一十一 111 | 三百五 350 | 三百零五 305 | 九百九十九 999 | 千 1000 | 一千 1000
一千零一 1001 | 一千零一十 1010 | 一千一 1100 | 两千三百 2300 | 两千零二十二 2022 | 九千九百九十九 9999 | 万 10000 | 一万 10000
一万零一 10001 | 一万零五百 10500 | 一万五 15000 | 一万五千 15000 | 十万 100000 | 十二万 120000 | 二十三万四千 234000 | 百万 1000000
一百二十万 1200000 | 千万 10000000 | 一千零五十万 10500000 | 亿 100000000 | 一亿 100000000 | 一亿零三百万 103000000
三亿五千万 350000000 | 十亿 1000000000 | 一万亿 1000000000000 | 一万五千亿 1500000000000 | 九万亿 9000000000000
零点九 0.9 | 三点一四 3.14 | 十二点五 12.5 | 三点五万 35000 | 一百二十点零五 120.05 | 二点三亿 230000000
二〇二二 2022 | 二零一九 2019 | 一九四九 1949 | 一二三四五 12345
廿 20 | 廿五 25 | 卅 30 | 卅一 31
壹 1 | 拾 10 | 贰佰 200 | 叁仟伍佰 3500 | 玖万捌仟 98000 | 壹拾贰万 120000 | 伍拾 50
"""
"""numeral and value, a pair between bars"""

PAIRS = [tuple(pair.split()) for pair in WRITTEN.replace("\n", "|").split("|") if pair.strip()]


@pytest.mark.parametrize(("text", "value"), PAIRS)
def test_a_numeral_is_read_exactly(text: str, value: str) -> None:
    assert parse_numeral(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "社工", "统一", "一个", "二十三十", "三五万", "点五", "三点", "点", "1.2.3", "1万个", "9" * 60, "零点", "一点个"]
)
def test_what_is_no_numeral_is_none(text: str) -> None:
    assert parse_numeral(text) is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("几", 1, 9), ("几十", 20, 90), ("几百", 200, 900), ("几万", 20000, 90000), ("几十万", 200000, 900000),
        ("数十", 20, 90), ("数百", 200, 900), ("数千", 2000, 9000), ("数十万", 200000, 900000), ("十几", 11, 19),
        ("二十几", 21, 29), ("十几万", 110000, 190000), ("一百几十", 110, 190),
        ("三五", 3, 5), ("一二", 1, 2), ("七八", 7, 8), ("两三", 2, 3), ("七八十", 70, 80), ("两三百", 200, 300),
        ("三四千", 3000, 4000), ("十五六", 15, 16), ("二十七八", 27, 28), ("三五百万", 3000000, 5000000),
    ],
)
def test_a_numeral_that_names_no_number_gives_its_bounds(text: str, low: int, high: int) -> None:
    assert parse_vague(text) == (low, high)


@pytest.mark.parametrize("text", ["十", "五十", "三百", "一百零五", "二〇二二", "十二"])
def test_a_plain_numeral_has_no_bounds(text: str) -> None:
    assert parse_vague(text) is None


HAN = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A whole number below 10^12 in Chinese, as it is read out."""
    if number < 10:
        return HAN[number]
    for scale, name in ((10**8, "亿"), (10**4, "万")):
        if number >= scale:
            head, rest = divmod(number, scale)
            gap = "零" if rest and rest < scale // 10 else ""
            return chinese(head) + name + gap + (chinese(rest) if rest else "")
    for scale, name in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= scale:
            head, rest = divmod(number, scale)
            gap = "零" if rest and rest < scale // 10 else ""
            return HAN[head] + name + gap + (chinese(rest) if rest else "")
    raise AssertionError(number)


numbers = st.integers(0, 10**12 - 1) | st.integers(0, 100_000)


@given(numbers)
def test_a_number_written_in_chinese_reads_back(number: int) -> None:
    assert parse_numeral(chinese(number)) == number


@given(numbers)
def test_a_number_with_thousands_separators_or_full_width_reads_back(number: int) -> None:
    wide = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert parse_numeral(f"{number:,}") == parse_numeral(str(number)) == parse_numeral(wide) == number


@given(st.integers(1, 10**9), st.sampled_from(["人", "个", "元", "场", "户", "人次", "平方米"]))
def test_a_quantity_written_every_way_is_the_same(number: int, unit: str) -> None:
    plain = str(number)
    wide = plain.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    scaled = f"{Decimal(number) / 10**4:f}万"
    spellings = [plain, f"{number:,}", wide, scaled, chinese(number)]
    parsed = [parse_quantity(spelling + unit) for spelling in spellings if spelling + unit != "一人次"]
    assert [(q.value, q.unit) if q else None for q in parsed] == [(number, unit)] * len(parsed)


@given(st.decimals(0, 10**9, places=4))
def test_decimals_are_exact_and_scales_multiply(number: Decimal) -> None:
    assert parse_numeral(str(number)) == number
    assert parse_numeral(f"{number}万") == number * 10**4
    assert parse_numeral(f"{number}亿") == number * 10**8


@given(st.text(alphabet="0123456789０９,.．点〇零一二三五九十百千万亿两廿几数壹拾 ", max_size=60))
def test_anything_is_a_number_or_none(text: str) -> None:
    value = parse_numeral(text)
    assert value is None or value >= 0
    bounds = parse_vague(text)
    assert bounds is None or bounds[0] < bounds[1]
