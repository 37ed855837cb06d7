"""An amount for each, times how many there are, against the total: 10个社工站，每站2万元，共20万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.checks.intervals import Interval
from pipeline.checks.material import Passage, Told
from pipeline.checks.result import Check, check, named

_COUNTED = {
    "station": ("station.",), "township": ("admin.townships", "station."), "community": ("admin.villages", "station."),
    "village": ("admin.villages", "station."), "county": ("admin.counties",), "project": ("project.",),
    "person": ("staff.", "exam.", "training.", "service."),
}
"""For what `per` names, the indicators that count such things."""
_TOTAL = re.compile("(?:共|合计|共计|总计|总额|总共)(?:[^，。；、]{0,6})$")


def check_products(passage: Passage) -> Iterator[Check]:
    """The sentence's total against each × count, where it tells one of each."""
    each = [t for t in passage.told if t.fact.per in _COUNTED and t.fact.statistic == "level" and t.bounds]
    if len(each) != 1:
        return
    unit = each[0]
    counts = [t for t in passage.told if t is not unit and not t.fact.per and t.fact.statistic == "level"
              and t.bounds and t.fact.indicator.startswith(_COUNTED[unit.fact.per or ""])
              and t.fact.unit != unit.fact.unit]
    totals = [(i, t) for i, t in enumerate(passage.told)
              if t is not unit and t not in counts and not t.fact.per and t.bounds
              and t.fact.unit == unit.fact.unit and t.fact.statistic == "level"]
    if len(counts) != 1 or len(totals) != 1 or counts[0].fact.adcode != unit.fact.adcode:
        return
    (i, whole), count = totals[0], counts[0]
    if not (unit.bounds and count.bounds and whole.bounds):
        return
    product = _each(passage, unit).times(count.bounds)
    formula = f"{unit.words} × {count.words} = {_value(unit.fact.value, count.fact.value)}{unit.fact.unit}，文中 {whole.words}"
    told = [unit, count, whole]
    after = whole.at.start > max(unit.at.start, count.at.start)
    if product.meets(whole.bounds):
        yield check("per_each", "consistent", formula, told)
    elif after and _TOTAL.search(passage.gap(i)) and _together(passage, told):
        yield check("per_each", "inconsistent", formula, told, f"{named(whole)}的总额与单价乘数量不符")
    else:
        yield check("per_each", "cannot_tell", formula, told)


def _each(passage: Passage, unit: Told) -> Interval:
    """2万元 for each is 2万元 sharp, unless it is an average."""
    if unit.fact.qualifier != "exact" or unit.fact.value is None or "均" in passage.lead(passage.told.index(unit)):
        return unit.limits
    return Interval(unit.fact.value, unit.fact.value)


def _together(passage: Passage, told: list[Told]) -> bool:
    """No hard stop and no other amount between them: the three belong to one statement."""
    start, end = min(t.at.start for t in told), max(t.at.end for t in told)
    among = [t for t in passage.told if start <= t.at.start < end]
    return len(among) == len(told) and not re.search("[。；\n]", passage.view[start:end])


def _value(a: Decimal | None, b: Decimal | None) -> str:
    return f"{a * b:,}" if a is not None and b is not None else "？"
