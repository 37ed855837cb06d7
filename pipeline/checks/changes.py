"""Growth, multiples and differences against both levels: 由100个增加到120个，增长20%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.checks.intervals import Interval, total
from pipeline.checks.material import Material, Passage, Told, plain
from pipeline.checks.result import Check, Verdict, check, named
from pipeline.checks.shares import HUNDRED, agree

_FROM = re.compile(r"(?:由|从)[^，。；]{0,24}$")
_TO = re.compile(r"^[^，。；]{0,8}，?[^，。；]{0,12}(?:至|到|为|达)[^，。；]{0,4}$")
_UP = re.compile(r"增长|增加|上升|提高|提升|净增|增幅|新增|增")
_DOWN = re.compile(r"减少|下降|降低|减|降")
_THAN = re.compile(r"(?:比|较)[^，。；]{0,20}(?:的|年|年底|年末|同期)$")
_MORE = re.compile(r"^[^，。；]{0,12}，(?:比|较)(?:上年|去年|上期|20\d\d年|上年同期|去年同期)(?:净?增加|减少|增长|下降|新增)了?$")
_SOON = 24
"""How many characters may lie between a level and the change told of it."""


def check_changes(material: Material, passage: Passage) -> Iterator[Check]:
    """Every change of a sentence whose two levels are told."""
    for i, told in enumerate(passage.told):
        if i == 0 or told.bounds is None or len(passage.gap(i)) > _SOON:
            continue
        direction = _direction(passage.gap(i))
        if told.fact.unit == "个百分点":
            yield from _points(passage, i, direction)
        elif told.fact.unit == "%" and direction:
            yield from _growth(material, passage, i, direction)
        elif told.fact.statistic == "multiple":
            yield from _multiple(material, passage, i)
        elif told.fact.statistic == "level" and direction:
            yield from _increment(passage, i, direction)


def _direction(gap: str) -> int:
    """1 for a growth, -1 for a decline, 0 where the words tell neither."""
    return 1 if _UP.search(gap) else -1 if _DOWN.search(gap) else 0


def _from_to(passage: Passage, i: int) -> tuple[Told, Told] | None:
    """The two levels right before the `i`th figure: 由A增加到B, or B，比…的A增长."""
    if i < 2:
        return None
    first, second = passage.told[i - 2], passage.told[i - 1]
    if first.fact.unit != second.fact.unit or first.bounds is None or second.bounds is None:
        return None
    if _FROM.search(passage.gap(i - 2)) and _TO.search(passage.gap(i - 1)):
        return first, second
    if _THAN.search(passage.gap(i - 1)) and not re.search("[，。；]", passage.gap(i)):
        return second, first
    return None


def _points(passage: Passage, i: int, direction: int) -> Iterator[Check]:
    pair = _from_to(passage, i)
    if pair and pair[0].fact.unit == "%" and direction:
        yield _difference(*pair, passage.told[i], direction)


def _increment(passage: Passage, i: int, direction: int) -> Iterator[Check]:
    pair = _from_to(passage, i)
    if pair and pair[0].fact.unit == passage.told[i].fact.unit:
        yield _difference(*pair, passage.told[i], direction)


def _difference(before: Told, after: Told, change: Told, direction: int) -> Check:
    up, down = (after, before) if direction > 0 else (before, after)
    computed = up.limits.less(down.limits)
    verdict = agree(computed, change)
    message = f"{named(after)}的增减与前后两数不符" if verdict == "inconsistent" else ""
    return check("difference", verdict, f"{up.words} − {down.words} ≠ {change.words}" if message else
                 f"{up.words} − {down.words} = {change.words}", [before, after, change], message)


def _growth(material: Material, passage: Passage, i: int, direction: int) -> Iterator[Check]:
    change = passage.told[i]
    pair = _from_to(passage, i)
    if pair and pair[0].fact.unit != "%":
        yield _ratio(*pair, change, direction, sure=True)
        return
    if found := _grown_by(passage, i, direction):
        yield found
        return
    after = _level_before(passage, i)
    if after is None:
        return
    base, sure = _base(material, passage, i, after)
    if base is not None:
        yield _ratio(base, after, change, direction, sure=sure)
    else:
        yield check("growth", "cannot_tell", f"{after.words}，{passage.gap(i).strip('，')}{change.words}：未见上期数",
                    [after, change])


def _grown_by(passage: Passage, i: int, direction: int) -> Check | None:
    """41.6亿元，较上年增加13.2亿元，增长46.5%: the level before is the difference."""
    if i < 2 or not re.match("[，、]?(?:同比|增幅)?[^，。；]{0,4}$", passage.gap(i)):
        return None
    after, by = passage.told[i - 2], passage.told[i - 1]
    if (not plain(after.fact) or after.fact.unit != by.fact.unit or not after.bounds or not by.bounds
            or not _MORE.search(passage.gap(i - 1)) or _direction(passage.gap(i - 1)) != direction):
        return None
    base = after.limits.less(by.limits) if direction > 0 else total([after.limits, by.limits])
    quotient = by.limits.over(base)
    if quotient is None:
        return None
    verdict = agree(quotient.scaled(HUNDRED), passage.told[i])
    sign = "−" if direction > 0 else "+"
    return check("growth", verdict, f"{by.words} ÷ ({after.words} {sign} {by.words})，文中 {passage.told[i].words}",
                 [after, by, passage.told[i]],
                 f"{named(after)}的增幅与增加数不符" if verdict == "inconsistent" else "")


def _multiple(material: Material, passage: Passage, i: int) -> Iterator[Check]:
    """B是A的1.79倍; 增长1.5倍 is 2.5 times."""
    change = passage.told[i]
    after = _level_before(passage, i)
    if after is None or change.bounds is None:
        return
    base, sure = _base(material, passage, i, after)
    if base is None:
        yield check("growth", "cannot_tell", f"{after.words}，{change.words}：未见上期数", [after, change])
        return
    quotient = after.limits.over(base.limits)
    if quotient is None:
        return
    if re.search("增长|增加", passage.gap(i)):
        quotient = quotient.less(Interval(Decimal(1), Decimal(1)))
    yield _told_ratio(agree(quotient, change), base, after, change, sure)


def _ratio(base: Told, after: Told, change: Told, direction: int, sure: bool) -> Check:
    quotient = after.limits.over(base.limits)
    if quotient is None:
        return check("growth", "cannot_tell", f"{base.words} → {after.words}", [base, after, change])
    one = Interval(Decimal(1), Decimal(1))
    computed = (quotient.less(one) if direction > 0 else one.less(quotient)).scaled(HUNDRED)
    return _told_ratio(agree(computed, change), base, after, change, sure)


def _told_ratio(verdict: Verdict, base: Told, after: Told, change: Told, sure: bool) -> Check:
    if verdict == "inconsistent" and not sure:
        verdict = "cannot_tell"
    value = ""
    if base.fact.value and after.fact.value is not None:
        ratio = after.fact.value / base.fact.value
        value = f"，实为 {ratio:.4g} 倍（{(ratio - 1) * 100:+.4g}%）"
    message = f"{named(after)}的增幅与前后两数不符" if verdict == "inconsistent" else ""
    return check("growth", verdict, f"{base.words} → {after.words}，文中 {change.words}{value}",
                 [base, after, change], message)


def _level_before(passage: Passage, i: int) -> Told | None:
    """The level right before a change, where it is a result."""
    told = next((t for t in reversed(passage.told[:i]) if not t.fact.part_of), passage.told[0])
    return told if plain(told.fact) and told.bounds and told.fact.unit not in ("%", "倍") else None


def _base(material: Material, passage: Passage, i: int, after: Told) -> tuple[Told | None, bool]:
    """The level of the year before, and whether it is surely the one meant: told in the same sentence."""
    year = after.fact.time[:4]
    if not re.fullmatch(r"\d{4}", after.fact.time) or after.fact.indicator == "other":
        return None, False
    before = str(int(year) - 1)
    found = [(other, other.told[k]) for other, k in material.levels(after.fact, after.fact.indicator)
             if other.told[k].fact.time == before and other.told[k].fact.unit == after.fact.unit
             and other.told[k].fact.dims == after.fact.dims and other.told[k].bounds]
    if len({told.fact.value for _, told in found}) != 1:
        return None, False
    other, told = found[0]
    near = other is passage and passage.told[i - 2] is told if i >= 2 else False
    return told, near
