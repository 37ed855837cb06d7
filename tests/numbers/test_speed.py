"""The time grows with the text and with nothing else: no pattern backtracks.

Machines are noisy, so no test asks how long anything takes: each compares a text with one four times as long, which
takes four times as long where the work is linear and sixteen times where it is quadratic.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest

from benchmarks.quantities import ratio_to_jieba, sample
from extractors.intervals import find_intervals
from extractors.numbers import scan
from extractors.periods import find_periods
from extractors.plain import find_numbers, find_percentages
from extractors.quantities import parse_quantity

SHORT = 4_000
TIMES = 4
LIMIT = 9.0
"""Between the 4 of linear work and the 16 of quadratic work."""
ATTEMPTS = 6
LINES = [
    "1", "９", "万", "一", "亿", " ", "\n", "　", "*", "X", "×", "年", "多", "余", "个", "（", "“", "《", "〔", "-", "，", ".", ",",
    "%", "+", "几", "数", "第", "1 ", "一 ", "1,", "1.", "1-", "1+", "12:", "一、", "一是", "1个", "百分之", "一个", "2022年", "6月",
    "今年", "至今", "近", "“一", "《一", "(1", "1月-", "约近", "不少于", "万万", "1万", "数十", "三五", "一1", "*1", "**人", "XX区",
    "十四五", "十九届一中、", "1\n", "一\n", "1 \n 2", "a1", "1a", "一户一", "\n一\n", "1/", "〔2021〕", "自2021年", "1年",
    "共12\n", "5元5", "头", "前1",
]
PLAIN = [
    "1", "万", "一", " ", "一 ", "1 ", "1/", "百分之", "十余", "1,", "1.", ".", "-", "一又", "一分之", "1万", "2^", "2e", "对", "半",
    "五折", "负", "一 百", "大于", "大 于", "比1", "1到", "1和", "在1", "上周", "近三", "十月", "2018", "1年到", "90年代", "http://",
]


def spent(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def growth(work: Callable[[str], object], unit: str, short: int = SHORT) -> float:
    """How much longer a text four times as long takes: the least of some attempts."""
    small, large = (unit * (size // len(unit)) for size in (short, TIMES * short))
    least = float("inf")
    for _ in range(ATTEMPTS):
        quick = min(spent(lambda: work(small)) for _ in range(2))
        least = min(least, spent(lambda: work(large)) / max(quick, 1e-4))
        if least < LIMIT:
            break
    return least


@pytest.mark.parametrize("unit", LINES, ids=repr)
def test_a_long_line_of_one_thing_takes_no_longer_than_its_length_says(unit: str) -> None:
    assert growth(lambda text: scan(text, "2022-06"), unit) < LIMIT


@pytest.mark.parametrize("unit", PLAIN, ids=repr)
@pytest.mark.parametrize("find", [find_numbers, find_percentages, find_intervals, lambda text: find_periods(text, date(2022, 6, 1))])
def test_reading_plain_text_is_linear(find: Callable[[str], object], unit: str) -> None:
    assert growth(find, unit) < LIMIT


@pytest.mark.parametrize("unit", ["1", "万", " "])
def test_a_megabyte_in_one_line_is_read_like_a_quarter_of_it(unit: str) -> None:
    assert growth(lambda text: scan(text, "2022-06"), unit, 1 << 18) < LIMIT


def test_numbers_are_read_much_faster_than_words_are_cut() -> None:
    pytest.importorskip("jieba")
    _, _, ratio = ratio_to_jieba(sample(20_000), rounds=3)
    assert ratio > 3  # the goal of 10 is for `make bench` on a quiet machine


@pytest.mark.parametrize("unit", ["1", "万"])
def test_a_long_quote_is_refused_not_pondered(unit: str) -> None:
    assert parse_quantity(unit * (1 << 20)) is None
    assert growth(parse_quantity, unit) < LIMIT
