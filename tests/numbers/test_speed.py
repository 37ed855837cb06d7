"""The time grows with the text and with nothing else: no pattern backtracks."""

from __future__ import annotations

import time

import pytest

from extractors.numbers import scan
from extractors.quantities import parse_quantity

MEGA = 1_000_000
LINES = [
    "1", "９", "万", "一", "亿", " ", "\n", "　", "*", "X", "×", "年", "多", "余", "个", "（", "“", "《", "〔", "-", "，", ".", ",",
    "%", "+", "几", "数", "第", "1 ", "一 ", "1,", "1.", "1-", "1+", "12:", "一、", "一是", "1个", "百分之", "一个", "2022年", "6月",
    "今年", "至今", "近", "“一", "《一", "(1", "1月-", "约近", "不少于", "万万", "1万", "数十", "三五", "一1", "*1", "**人", "XX区",
    "十四五", "十九届一中、", "1\n", "一\n", "1 \n 2", "a1", "1a", "一户一", "\n一\n", "1/", "〔2021〕", "自2021年", "1年",
]


def spent(text: str) -> float:
    start = time.process_time()
    scan(text, "2022-06")
    return time.process_time() - start


@pytest.mark.parametrize("unit", LINES, ids=repr)
def test_a_long_line_of_one_thing_takes_no_longer_than_its_length_says(unit: str) -> None:
    small, large = (unit * (size // len(unit)) for size in (MEGA // 128, MEGA // 16))
    quick = min(spent(small) for _ in range(3))
    assert spent(large) < 3 * max(0.05, 8 * quick)


@pytest.mark.parametrize("unit", ["1", "万", " "])
def test_a_megabyte_in_one_line_is_done_at_once(unit: str) -> None:
    assert spent(unit * MEGA) < 2


def test_a_long_quote_is_refused_not_pondered() -> None:
    start = time.process_time()
    assert parse_quantity("1" * MEGA) is None
    assert parse_quantity("万" * MEGA) is None
    assert time.process_time() - start < 1
