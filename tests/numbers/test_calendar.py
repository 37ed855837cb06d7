"""Periods of days, read on 12 June 2024, a Wednesday."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.periods import find_periods

TODAY = date(2024, 6, 12)
# text => quote, first day, last day
TABLE = """
下周开会 => 下周 2024-06-17 2024-06-23
上周 => 上周 2024-06-03 2024-06-09
下下周末 => 下下周末 2024-06-29 2024-06-30
上周五 => 上周五 2024-06-07 2024-06-07
下个月 => 下个月 2024-07-01 2024-07-31
近三年 => 近三年 2021-06-12 2024-06-11
过去两个月 => 过去两个月 2024-04-12 2024-06-11
未来五天 => 未来五天 2024-06-13 2024-06-17
前2周 => 前2周 2024-05-29 2024-06-11
前5个月 => 前5个月 2024-01-01 2024-05-31
80年代 => 80年代 1980-01-01 1989-12-31
20年代 => 20年代 2020-01-01 2029-12-31
上世纪五十年代 => 上世纪五十年代 1950-01-01 1959-12-31
18世纪60年代 => 18世纪60年代 1760-01-01 1769-12-31
明年春天 => 明年春天 2025-03-01 2025-05-31
九月的第二周 => 九月的第二周 2024-09-09 2024-09-15
去年 => 去年 2023-01-01 2023-12-31
今年二季度 => 今年二季度 2024-04-01 2024-06-30
2023年2月 => 2023年2月 2023-02-01 2023-02-28
09年入职 => 09年 2009-01-01 2009-12-31
零六年 => 零六年 2006-01-01 2006-12-31
在618年 => 618年 0618-01-01 0618-12-31
2015看起来是年份 => 2015 2015-01-01 2015-12-31
从2019到2022 => 从2019到2022 2019-01-01 2022-12-31
从三月五日到九日 => 从三月五日到九日 2024-03-05 2024-03-09
18年9月1日到19年1月31日 => 18年9月1日到19年1月31日 2018-09-01 2019-01-31
2023/1/5-2023/3/9 => 2023/1/5-2023/3/9 2023-01-05 2023-03-09
从上周一到八月一日 => 从上周一到八月一日 2024-06-03 2024-08-01
在2017年与2020年之间 => 在2017年与2020年之间 2017-01-01 2020-12-31
2015年之后2018年之前 => 2015年之后2018年之前 2015-01-01 2017-12-31
2015年之后 =>
共2015只 =>
一百二十天 =>
1320个 =>
"""


@pytest.mark.parametrize("row", TABLE.strip().splitlines())
def test_a_period_has_its_first_and_last_day(row: str) -> None:
    text, found = (part.strip() for part in row.split("=>"))
    periods = find_periods(text, TODAY)
    assert " ".join(f"{p.quote} {p.first} {p.last}" for p in periods) == found


WORDS = "上下本周月年日前后近两三十0129从到与间世纪代春天的第一最后个星期- "


@given(st.text(alphabet=WORDS, max_size=20), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_periods_stand_there_in_order_and_end_after_they_begin(text: str, today: date) -> None:
    periods = find_periods(text, today)
    assert all(text[p.span[0]:p.span[1]] == p.quote and p.first <= p.last for p in periods)
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(periods))
