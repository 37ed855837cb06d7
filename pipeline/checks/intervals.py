"""What a printed figure allows: the interval of values that it may stand for.

A count is what it says; a figure printed in 万 or with decimals was rounded to its last printed place; 近, 余
and 约 widen it. Sums and ratios are then computed on intervals, so that rounding never looks like a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from schemas.records import Fact

ABOUT = Decimal("0.1")
"""约, 左右: one tenth to either side."""
ENDLESS = Decimal("Infinity")
_DIGITS = re.compile(r"[0-9０-９][0-9０-９,，]*(?:[.．]([0-9０-９]+))?")
_OPEN = re.compile(r"超过|多于|以上|突破|逾|超|高于|大于")
_ROUNDED = frozenset({"%", "倍", "个百分点"})


class Interval(NamedTuple):
    """A closed interval; `high` may be infinite."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """Whether the two share a value."""
        return self.low <= other.high and other.low <= self.high

    def widened(self, by: Decimal) -> Interval:
        """The interval with `by` added at both ends."""
        return Interval(self.low - by, self.high + by)

    def scaled(self, by: Decimal) -> Interval:
        """The interval times a number above nought."""
        return Interval(self.low * by, self.high * by)

    def times(self, other: Interval) -> Interval:
        """The product of two intervals that hold nothing negative."""
        return Interval(self.low * other.low, _product(self.high, other.high))

    def over(self, other: Interval) -> Interval | None:
        """The quotient, None where the divisor may be nought."""
        if other.low <= 0:
            return None
        least = Decimal(0) if other.high.is_infinite() else self.low / other.high
        return Interval(least, self.high / other.low)

    def less(self, other: Interval) -> Interval:
        """The difference."""
        lowest = -ENDLESS if other.high.is_infinite() else self.low - other.high
        return Interval(lowest, self.high - other.low)


def _product(a: Decimal, b: Decimal) -> Decimal:
    return Decimal(0) if not a or not b else a * b


def total(parts: Iterable[Interval]) -> Interval:
    """The sum of intervals."""
    rows = list(parts)
    return Interval(sum((p.low for p in rows), Decimal(0)), sum((p.high for p in rows), Decimal(0)))


def interval(fact: Fact) -> Interval | None:
    """The values a fact allows; None where the source masks it.

    近500万 is 400万 to 500万 and 80余万 80万 to 90万: one step of the last place that is not nought.
    """
    if fact.low is not None and fact.high is not None:
        return Interval(fact.low, fact.high)
    value = fact.value
    if value is None:
        return None
    match fact.qualifier:
        case "at_least":
            return Interval(value, ENDLESS)
        case "at_most":
            return Interval(Decimal(0), value)
        case "more_than":
            return Interval(value, ENDLESS if _OPEN.search(fact.quote) else value + step(value))
        case "nearly":
            return Interval(value - step(value), value)
        case "about":
            return Interval(value * (1 - ABOUT), value * (1 + ABOUT))
        case "exact":
            half = last_place(fact) / 2
            return Interval(value - half, value + half)
    return None


def step(value: Decimal) -> Decimal:
    """One unit of the last digit that is not nought.

    >>> step(Decimal(2200)), step(Decimal("1.5"))
    (Decimal('1E+2'), Decimal('0.1'))
    """
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)) if value else Decimal(0)


def last_place(fact: Fact) -> Decimal:
    """What one unit of the last printed place is worth: 1万 in 28万人次, 0.1 in 73.3%, nothing in 302个."""
    match = _DIGITS.search(fact.quote)
    if match is None or fact.value is None:
        return Decimal(0)
    digits = Decimal(match[0].replace(",", "").replace("，", "").replace("．", ".")) if match[0] else Decimal(0)
    scale = fact.value / digits if digits else Decimal(1)
    if scale == 1 and not match[1] and fact.unit not in _ROUNDED:
        return Decimal(0)
    return scale.scaleb(-len(match[1] or ""))
