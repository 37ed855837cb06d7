"""Rules of plausibility, carried out: bounds, what cannot be more than what, jumps, dates, noughts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline.checks.material import Material, Passage, Told, plain
from pipeline.checks.result import Check, check, named
from pipeline.checks.totals import is_total
from pipeline.periods import bounds
from pipeline.units import unit_class
from schemas.plausibility import Bound, Dated, Jump, Order, Rule, Rules, Side, Zero, side


class Plausibility:
    """What the rules say of a document, report by report; of those before, no more is kept than a jump needs."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._series: list[Series] = [defaultdict(dict) for _ in rules.jump]

    def check(self, material: Material) -> Iterator[Check]:
        """What they say of a report, or of more at once."""
        rules = self._rules
        for passage in material.passages:
            for i in range(len(passage.told)):
                for bound in rules.bound:
                    yield from _bound(passage, i, bound)
                for dated in rules.dated:
                    yield from _dated(passage.told[i], dated)
                for zero in rules.zero:
                    yield from _zero(passage, i, zero)
        totals = list(_totals(material, rules))
        for order in rules.order:
            yield from _order(totals, order)
        for jump, series in zip(rules.jump, self._series, strict=True):
            _add(totals, jump, series)

    def jumps(self) -> Iterator[Check]:
        """What they say of its years, when all its reports are in."""
        for jump, series in zip(self._rules.jump, self._series, strict=True):
            yield from _jump(series, jump)


def _says(rule: Rule, formula: str, told: list[Told]) -> Check:
    found = check("plausibility", "inconsistent", formula, told, f"{named(told[0])}{rule.message}", rule.severity)
    return found.model_copy(update={"kind": rule.id})


def _fine(rule: Rule, formula: str, told: list[Told]) -> Check:
    return check("plausibility", "consistent", formula, told).model_copy(update={"kind": rule.id})


def _bound(passage: Passage, i: int, rule: Bound) -> Iterator[Check]:
    told = passage.told[i]
    fact, limits = told.fact, told.bounds
    if (limits is None or fact.statistic != rule.statistic or (rule.indicator and fact.indicator != rule.indicator)
            or (fact.per or "") != rule.per or (rule.unit and fact.unit != rule.unit)):
        return
    if rule.level and (fact.place or _level(fact.adcode) not in rule.level):
        return
    clause = re.split("[，。；]", passage.view[:told.at.start])[-1]
    if any(word in clause for word in rule.unless):
        return
    over = rule.high is not None and limits.low > rule.high
    under = rule.low is not None and limits.high < rule.low
    limit = rule.high if over else rule.low
    if over or under:
        yield _says(rule, f"{told.words} {'>' if over else '<'} {limit:,}", [told])
    else:
        yield _fine(rule, told.words, [told])


def _level(adcode: str | None) -> str:
    """The level of a division, by its code."""
    if not adcode:
        return ""
    if adcode == "100000":
        return "country"
    return "province" if adcode.endswith("0000") else "prefecture" if adcode.endswith("00") else "county"


def _dated(told: Told, rule: Dated) -> Iterator[Check]:
    """A figure whose time begins after the last day of its report."""
    if told.report is None or not plain(told.fact) or told.fact.time.endswith("/.."):
        return
    begins, written = bounds(told.fact.time)[0], bounds(told.report.date)[1]
    if begins and written:
        formula = f"{told.words}（{told.fact.time}），报告日期 {told.report.date}"
        yield _says(rule, formula, [told]) if begins > written else _fine(rule, formula, [told])


def _zero(passage: Passage, i: int, rule: Zero) -> Iterator[Check]:
    told = passage.told[i]
    excused = any(word in passage.label(i) for word in rule.unless)
    if told.fact.value == 0 and plain(told.fact) and not excused:
        yield _says(rule, told.words, [told])


def _totals(material: Material, rules: Rules) -> Iterator[tuple[Told, str]]:
    """Totals of stocks with the day they stand for; a total said of part of the region is none."""
    for passage in material.passages:
        for i, told in enumerate(passage.told):
            if is_total(passage, i, rules):
                written = bounds(told.report.date)[1] if told.report else ""
                yield told, bounds(told.fact.time)[1] or written


def _order(totals: list[tuple[Told, str]], rule: Order) -> Iterator[Check]:
    """The smallest of what should be less against the largest of what should be more, report by report."""
    small, large = side(rule.small), side(rule.large)
    groups: dict[tuple[object, ...], tuple[list[Told], list[Told]]] = defaultdict(lambda: ([], []))
    for told, day in totals:
        key = (told.fact.report, told.fact.adcode, unit_class(told.fact.unit), day)
        if _is(told, small):
            groups[key][0].append(told)
        elif _is(told, large):
            groups[key][1].append(told)
    for lesser, greater in groups.values():
        if not lesser or not greater:
            continue
        a, b = min(lesser, key=lambda t: t.limits), max(greater, key=lambda t: t.limits)
        formula = f"{a.words} ≤ {b.words}"
        yield _says(rule, f"{a.words} > {b.words}", [a, b]) if a.limits.low > b.limits.high else _fine(
            rule, formula, [a, b])


def _is(told: Told, what: Side) -> bool:
    dims = told.fact.dims
    if told.fact.indicator != what.indicator:
        return False
    if what.dim:
        return dims.get(what.dim) == what.member and len(dims) == 1
    return all(member == "all" for member in dims.values())


Series = defaultdict[tuple[object, ...], dict[int, tuple[Told, Told]]]
"""By what they are totals of, the first and the last total of each year."""


def _add(totals: list[tuple[Told, str]], rule: Jump, series: Series) -> None:
    for told, day in totals:
        if told.fact.indicator in rule.indicators and day:
            key = (told.fact.indicator, told.fact.adcode, unit_class(told.fact.unit),
                   repr(sorted(told.fact.dims.items())))
            years = series[key]
            years[int(day[:4])] = (years.get(int(day[:4]), (told,))[0], told)


def _jump(series: Series, rule: Jump) -> Iterator[Check]:
    """Totals of neighbouring years, of one breakdown."""
    for years in series.values():
        for year in sorted(years.keys() & {y - 1 for y in years}):
            a, b = years[year][1], years[year + 1][0]
            if a.limits.low <= 0 or b.limits.low <= 0:
                continue
            formula = f"{year}年 {a.words}，{year + 1}年 {b.words}"
            ratio = max(a.limits.low / b.limits.high, b.limits.low / a.limits.high)
            yield _says(rule, formula, [a, b]) if ratio > rule.factor else _fine(rule, formula, [a, b])
