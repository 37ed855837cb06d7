"""What a printed figure allows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.quantities import parse_quantity
from pipeline.checks.intervals import ENDLESS, Interval, interval, total
from schemas.records import Fact, Locator, Span

CASES = [
    ("302个", "个", 302, 302),
    ("1,234人", "人", 1234, 1234),
    ("3393人", "人", 3393, 3393),
    ("28万人次", "人次", 275_000, 285_000),
    ("149.2万人", "人", 1_491_500, 1_492_500),
    ("1.38亿小时", "小时", 137_500_000, 138_500_000),
    ("73.3%", "%", "73.25", "73.35"),
    ("95%", "%", "94.5", "95.5"),
    ("44.16%", "%", "44.155", "44.165"),
    ("1.79倍", "倍", "1.785", "1.795"),
    ("近500万元", "元", 4_000_000, 5_000_000),
    ("近2000人", "人", 1000, 2000),
    ("80余万人次", "人次", 800_000, 900_000),
    ("1073余万元", "元", 10_730_000, 10_740_000),
    ("2200余平方米", "平方米", 2200, 2300),
    ("300多人", "人", 300, 400),
    ("超过2万人", "人", 20_000, "Infinity"),
    ("40名以上", "人", 40, "Infinity"),
    ("不少于2万元", "元", 20_000, "Infinity"),
    ("不超过5万元", "元", 0, 50_000),
    ("约5400人", "人", 4860, 5940),
    ("600—1000元", "元", 600, 1000),
    ("1-2个", "个", 1, 2),
    ("三千人", "人", 3000, 3000),
]


def fact(quote: str, unit: str) -> Fact:
    """A fact as the reader would make it of these characters."""
    quantity = parse_quantity(quote, unit)
    assert quantity is not None
    here = Span(0, len(quote))
    return Fact(id="x", doc="d", start=0, end=len(quote), quote=quote, indicator="other", value=quantity.value,
                low=quantity.low, high=quantity.high, unit=quantity.unit, qualifier=quantity.qualifier, span=here,
                sentence=here, locator=Locator(start=0, end=len(quote), quote=quote))


@pytest.mark.parametrize(("quote", "unit", "low", "high"), CASES, ids=[c[0] for c in CASES])
def test_interval(quote, unit, low, high):
    assert interval(fact(quote, unit)) == (Decimal(low), Decimal(high))


def test_a_masked_figure_has_none():
    assert interval(fact("**万元", "元")) is None


NUMBERS = st.decimals(min_value=0, max_value=10**9, places=2)
INTERVALS = st.tuples(NUMBERS, NUMBERS).map(lambda pair: Interval(*sorted(pair)))


@given(INTERVALS, INTERVALS, st.integers(0, 10), st.integers(0, 10))
def test_results_hold_the_results_of_their_members(a, b, i, k):
    x, y = (row.low + (row.high - row.low) * n / 10 for row, n in ((a, i), (b, k)))
    assert total([a, b]).low <= x + y <= total([a, b]).high
    assert a.times(b).low <= x * y <= a.times(b).high
    assert a.less(b).low <= x - y <= a.less(b).high
    if b.low > 0:
        assert a.over(b).widened(Decimal("1e-9")).low <= x / y <= a.over(b).widened(Decimal("1e-9")).high


def test_nothing_is_divided_by_what_may_be_nought():
    assert Interval(Decimal(1), Decimal(2)).over(Interval(Decimal(0), Decimal(2))) is None


def test_endless_intervals_stay_so():
    endless = Interval(Decimal(2), ENDLESS)
    assert endless.times(Interval(Decimal(3), Decimal(3))) == (Decimal(6), ENDLESS)
    assert total([endless, endless]).high == ENDLESS
    assert Interval(Decimal(1), Decimal(1)).over(endless) == (Decimal(0), Decimal("0.5"))
