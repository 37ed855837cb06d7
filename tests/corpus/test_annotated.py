"""The authoring format: what a mark says, and what its figure is worth."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.annotated import SourceError, parse_line, parse_quantity

QUANTITIES = [
    # quote, rule, value, low, high, unit, qualifier
    ("137个", False, "137", None, None, "个", "exact"),
    ("2,873人", False, "2873", None, None, "人", "exact"),
    ("9000余万元", False, "90000000", None, None, "元", "more_than"),
    ("5.1万余人次", False, "51000", None, None, "人次", "more_than"),
    ("逾8亿元", False, "800000000", None, None, "元", "more_than"),
    ("近 300平方米", False, "300", None, None, "平方米", "nearly"),
    ("约1200人", False, "1200", None, None, "人", "about"),
    ("800个左右", False, "800", None, None, "个", "about"),
    ("60%以上", False, "60", None, None, "%", "more_than"),
    ("60%以上", True, "60", None, None, "%", "at_least"),
    ("2%以内", True, "2", None, None, "%", "at_most"),
    ("不少于2 名", True, "2", None, None, "人", "at_least"),
    ("三百二十个", False, "320", None, None, "个", "exact"),
    ("百分之九十五", False, "95", None, None, "%", "exact"),
    ("两期", False, "2", None, None, "期", "exact"),
    ("百余场", False, "100", None, None, "场", "more_than"),
    ("１２０户", False, "120", None, None, "户", "exact"),
    ("2—5万元", False, None, "20000", "50000", "元", "range"),
    ("8万元至10万元", False, None, "80000", "100000", "元", "range"),
    ("2%至5%", False, None, "2", "5", "%", "range"),
    ("1-2个", False, None, "1", "2", "个", "range"),
    ("近六成", False, "60", None, None, "%", "nearly"),
    ("三分之一强", False, "33.33", None, None, "%", "more_than"),
    ("**人次", False, None, None, None, "人次", "masked"),
    ("XX万元", False, None, None, None, "元", "masked"),
]


@pytest.mark.parametrize(("quote", "rule", "value", "low", "high", "unit", "qualifier"), QUANTITIES)
def test_quantity(
    quote: str, rule: bool, value: str | None, low: str | None, high: str | None, unit: str, qualifier: str
) -> None:
    got = parse_quantity(quote, rule=rule)
    expected = tuple(None if v is None else Decimal(v) for v in (value, low, high))
    assert (got.value, got.low, got.high) == expected
    assert (got.unit, got.qualifier) == (unit, qualifier)


@given(st.integers(1, 10**7), st.sampled_from(["个", "人", "元", "场", "平方米"]))
def test_quantity_reads_back_any_whole_number(number: int, unit: str) -> None:
    assert parse_quantity(f"{number}{unit}", rule=False).value == number


@pytest.mark.parametrize("quote", ["若干个", "第3", "12匹", "个"])
def test_what_is_no_quantity_is_refused(quote: str) -> None:
    with pytest.raises(SourceError):
        parse_quantity(quote, rule=False)


def test_marks_are_stripped_and_defaults_hold_to_the_end_of_the_paragraph() -> None:
    line = "全州{t=2023}今年建站【8个@station.count】，{r=芒市 p=西山乡}西山乡【1个@station.count t=2022 target】。"
    got = parse_line(line, {"region": "德宏傣族景颇族自治州"})
    assert got.text == "全州今年建站8个，西山乡1个。"
    first, second = got.rows
    assert got.text[first["start"] : first["end"]] == first["quote"] == "8个"
    assert (first["region"], first["time"], first["status"]) == ("德宏傣族景颇族自治州", "2023", "actual")
    assert (second["region"], second["place"], second["time"]) == ("芒市", "西山乡", "2022")
    assert second["status"] == "target"


@pytest.mark.parametrize(
    "line", ["建站【8个@station.count colour=red】", "建站【8个@station.count", "建站{q}8个", "建站【8@station.count】"]
)
def test_a_wrong_mark_is_an_error_not_a_guess(line: str) -> None:
    with pytest.raises(SourceError):
        parse_line(line, {"region": "衡阳市"})


def test_other_is_never_required() -> None:
    assert parse_line("床位【30张@other】", {"region": "衡阳市"}).rows[0]["req"] == 0
