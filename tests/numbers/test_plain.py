"""Plain numbers, percentages and intervals of any text."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.intervals import find_intervals
from extractors.plain import find_numbers, find_percentages

# A row: text => what is found, each with its value; ␣ is a space.
NUMBERS = """
库里有37箱 => 37 37
共1,280份 => 1,280 1280
共１，２８０份 => １，２８０ 1280
1, 280 => 1 1; 280 280
气温-6 => -6 -6
气温负六点五度 => 负六点五 -6.5
.75和-.75 => .75 0.75; -.75 -0.75
7.40 => 7.40 7.4
３.５与3．5 => ３.５ 3.5; 3．5 3.5
...8 => 8 8
1.2.3 => 1 1; 2 2; 3 3
6.3万亿 => 6.3万亿 6300000000000
3␣万2␣千5␣百 => 3␣万2␣千5␣百 32500
20万万 => 20万万 2000000000
三百␣四十␣二 => 三百␣四十␣二 342
六百␣点␣七 => 六百␣点␣七 600.7
三千二 => 三千二 3200
七兆零三亿 => 七兆零三亿 7000300000000
半百 => 半百 50
百六 => 百六 160
二十余万 => 二十余万 200000
三百多万 => 三百多万 3000000
一百零几亿 => 一百零几亿 10000000000
六百多 => 六百 600
貳佰叁拾萬 => 貳佰叁拾萬 2300000
負兩千點五 => 負兩千點五 -2000.5
叁拾陆 => 叁拾陆 36
三打 => 三打 36
五双 => 五双 10
一百对 => 一百对 200
30k => 30k 30000
-1.5␣M => -1.5␣M -1500000
3^4 => 3^4 81
2^-2 => 2^-2 0.25
7e3 => 7e3 7000
-1.5e+3 => -1.5e+3 -1500
8.0E-2 => 8.0E-2 0.08
四分之三 => 四分之三 0.75
４分之三 => ４分之三 0.75
负八分之一 => 负八分之一 -0.125
二又四分之一 => 二又四分之一 2.25
一千分之7 => 一千分之7 0.007
3/4 => 3/4 0.75
2␣1/2 => 2␣1/2 2.5
2021/12 => 2021 2021; 12 12
7只 => 7 7
七只 => 七 7
四斤 => 四 4
一点两位 => 一 1; 两 2
有一点难 =>
“三”与“八” => 三 3; 八 8
二〇二三年 => 二〇二三 2023
共1200，其中三十五 => 1200 1200; 三十五 35
占12%，另有8个 => 8 8
百分之七 =>
打八折 =>
提高3个百分点 =>
一切 =>
四川 =>
陆地 =>
陆家 =>
统一部署 =>
万一 =>
十分重视 =>
千万不要 =>
一一对应 =>
一对一帮扶 =>
第三 =>
第十三条 =>
七八个 =>
二三十人 =>
A4纸 =>
万 =>
https://example.org/a1?b=2 =>
"""
PERCENTAGES = """
25% => 25% 25
２５．５％ => ２５．５％ 25.5
-3.2% => -3.2% -3.2
10-15% => 15% 15
百分之八 => 百分之八 8
百分之１，２００ => 百分之１，２００ 1200
百分之百 => 百分之百 100
百␣分之␣六十␣点二 => 百␣分之␣六十␣点二 60.2
百分之负二 => 百分之负二 -2
千分之五 => 千分之五 0.5
3.5个百分点 => 3.5个百分点 3.5
二十␣个百␣分点 => 二十␣个百␣分点 20
八百點五個百分點 => 八百點五個百分點 800.5
五百分之1 =>
四成 => 四成 40
四成半 => 四成半 45
四成三 => 四成三 43
4.5成 => 4.5成 45
半成 => 半成 5
十成 => 十成 100
六折 => 六折 60
六五折 => 六五折 65
65折 => 65折 65
6.5折 => 6.5折 65
陆点五折 => 陆点五折 65
打对折 => 对折 50
对折 =>
十折 =>
三成员单位 =>
一成不变 =>
一折腾 =>
二三十个百分点 =>
https://example.org/?q=20%25 =>
"""
INTERVALS = """
大概有30~80个 => 30~80 [30,80]
从30␣-␣80个 => 30␣-␣80 [30,80]
三百到五百 => 三百到五百 [300,500]
二到六天 => 二到六 [2,6]
介于-5和12之间 => 介于-5和12之间 [-5,12]
在第三与第九之间 => 在第三与第九之间 [3,9]
12和18 =>
9到3 =>
5-8% =>
3月到6月 =>
2021-2022年 =>
0871-63521111 =>
大于二十 => 大于二十 (20,)
大于␣或␣等于20 => 大于␣或␣等于20 [20,)
不小于１，２００ => 不小于１，２００ [1200,)
超过1/4 => 超过1/4 (0.25,)
至多九个 => 至多九 (,9]
<␣=␣50 => <␣=␣50 (,50]
小于负三 => 小于负三 (,-3)
等于两百四 => 等于两百四 [240,240]
比六十大 => 比六十大 (60,)
比␣160␣低 => 比␣160␣低 (,160)
七百以上 => 七百以上 (700,)
七百或者以上 => 七百或者以上 [700,)
七百多个 => 七百多 (700,)
90之下 => 90之下 (,90)
大于3小于7 => 大于3小于7 (3,7)
最多90最少10 => 最多90最少10 [10,90]
400以上，␣900以下 => 400以上，␣900以下 (400,900)
比三分之一大，比二分之一小 => 比三分之一大，比二分之一小 (0.3333333333333333333333333333,0.5)
x大于3且y小于7 => 大于3 (3,); 小于7 (,7)
大于9小于7 => 大于9 (9,); 小于7 (,7)
"""


def rows(table: str) -> list[tuple[str, list[tuple[str, str]]]]:
    pairs = [line.partition("=>")[::2] for line in table.replace("␣", " ").strip().splitlines()]
    return [(text.strip(), [tuple(item.strip().rsplit(" ", 1)) for item in found.split(";") if item.strip()]) for text, found in pairs]  # type: ignore[misc]


@pytest.mark.parametrize(("text", "found"), rows(NUMBERS))
def test_every_number_and_no_other(text: str, found: list[tuple[str, str]]) -> None:
    assert [(n.quote, n.value) for n in find_numbers(text)] == [(quote, Decimal(value)) for quote, value in found]


@pytest.mark.parametrize(("text", "found"), rows(PERCENTAGES))
def test_every_percentage_and_no_other(text: str, found: list[tuple[str, str]]) -> None:
    assert [(n.quote, n.value) for n in find_percentages(text)] == [(quote, Decimal(value)) for quote, value in found]


@pytest.mark.parametrize(("text", "found"), rows(INTERVALS))
def test_every_interval_and_no_other(text: str, found: list[tuple[str, str]]) -> None:
    assert [(i.quote, str(i)) for i in find_intervals(text)] == found


def test_ends_may_be_left_open() -> None:
    assert [str(i) for i in find_intervals("30到80，在3和9之间", closed=False)] == ["[30,80)", "(3,9)"]


@given(st.text(alphabet="0123456789一二三十百千万亿点负半打对分之又百成折%-./^e,， 年个大于小到和间多余陆", max_size=24))
def test_what_is_found_stands_there_in_order(text: str) -> None:
    for found in (find_numbers(text), find_percentages(text), find_intervals(text)):
        spans = [item.span for item in found]
        assert all(text[a:b] == item.quote and a < b for item, (a, b) in zip(found, spans, strict=True))
        assert all(first[1] <= second[0] for first, second in pairwise(spans))


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False), st.sampled_from(["", "万", "亿", "%"]))
def test_a_number_written_out_is_found_again(value: Decimal, scale: str) -> None:
    found = (find_percentages if scale == "%" else find_numbers)(f"是{value}{scale}吗")
    assert [n.value for n in found] == [value * {"万": 10**4, "亿": 10**8}.get(scale, 1)]
