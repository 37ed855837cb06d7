"""Shares and rates against the figures they were computed from: 4355万元…3194万元，占比73.3%.

The printed percentage is an interval of half a unit of its last place; a computed one off by no more than a
further half was perhaps cut off, not rounded, and is `cannot_tell`. A contradiction needs figures that the text
itself ties together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from pipeline.checks.intervals import ENDLESS, Interval, last_place
from pipeline.checks.material import Material, Passage, Told, plain
from pipeline.checks.result import Check, Verdict, check, named
from pipeline.units import unit_class
from schemas.codebook import Codebook, expand
from schemas.plausibility import Rate, Rules, side

_CUE = re.compile(r"(占比|占|所占比例|比例|比重)([^，。；：（）\x01]*)$")
_FILLER = re.compile(r"的比例|的比重|的|比例|比重|为|达到|达|约|近|超过|高达|仅|占|比")
_ALL = re.compile(r"全[省市州县区镇部]|本[省市州县区]|总人数|总数|总量|总额|总|各类|所有|资金|经费|数|人员")
_CONTAINED = re.compile(r"其中|总额中|资金中|当中|中，|用于|包括|包含|里")
HUNDRED = Decimal(100)


class Pair(NamedTuple):
    """What a percentage may be a share of. `sure`: the text ties part and whole together."""

    part: Told
    whole: Told
    sure: bool


def check_shares(material: Material, passage: Passage, book: Codebook, rules: Rules) -> Iterator[Check]:
    """Every share of a sentence that a cue ties to the figure before it."""
    for i, told in enumerate(passage.told):
        if told.fact.unit != "%" or told.fact.statistic == "growth" or i == 0:
            continue
        if rate := _rate_of(passage, i, rules):
            if found := _check_rate(material, passage, i, rate):
                yield found
        elif _CUE.search(passage.gap(i)) and (found := _check_share(material, passage, i, book, rules)):
            yield found


def _check_share(material: Material, passage: Passage, i: int, book: Codebook, rules: Rules) -> Check | None:
    part = i - 1
    cue = _CUE.search(passage.gap(i))
    if cue is None or not _amount(passage.told[part]) or len(passage.gap(i)) > 30:
        return None
    if rules.words.changing.search(passage.lead(part) + passage.gap(i)):
        return None
    noun = _ALL.sub("", _FILLER.sub("", cue[2]))
    found = _named_wholes(material, passage, part, noun, book, rules) if noun else _wholes_before(passage, part, rules)
    pairs = [pair for pair in found if pair.whole.limits.high >= pair.part.limits.low]
    return _settle("share", passage.told[part], passage.told[i], pairs)


def _wholes_before(passage: Passage, part: int, rules: Rules) -> Iterator[Pair]:
    """Amounts in the part's unit before it; sure where the words between say that one holds the other."""
    for k in range(part - 1, -1, -1):
        whole = passage.told[k]
        if not _comparable(whole, passage.told[part]) or rules.words.changing.search(passage.lead(k)):
            continue
        between = passage.view[whole.at.end:passage.told[part].at.start]
        linked = passage.told[part].fact.part_of == whole.fact.id
        yield Pair(passage.told[part], whole, linked or bool(_CONTAINED.search(between)))


def _named_wholes(material: Material, passage: Passage, part: int, noun: str, book: Codebook,
                  rules: Rules) -> Iterator[Pair]:
    """Amounts of the same report that go by the name the share gives its whole."""
    codes = {row.code for row in book.indicators.values()
             if any(noun in word or word in noun for name in row.names for word in expand(name))}
    for other, k in material.beside(passage.told[part].fact):
        whole = other.told[k]
        if whole is passage.told[part] or not _comparable(whole, passage.told[part]):
            continue
        if rules.words.changing.search(other.lead(k)):
            continue
        if whole.fact.indicator in codes or noun in other.label(k):
            yield Pair(passage.told[part], whole, other is passage or noun in other.label(k))


def _rate_of(passage: Passage, i: int, rules: Rules) -> list[Rate]:
    """The rates that the words right before a percentage may name."""
    lead = passage.lead(i)
    return [rate for rate in rules.rate if any(word in lead for word in rate.words)]


def _check_rate(material: Material, passage: Passage, i: int, rates: list[Rate]) -> Check | None:
    """A rate whose numerator is the figure before it; the denominator is sought in the sentence, then the report."""
    if passage.lead(i) != re.split("[，（]", passage.gap(i))[-1] or not _amount(passage.told[i - 1]):
        return None
    part = passage.told[i - 1]
    for rate in rates:
        numerator = side(rate.part)
        if part.fact.indicator != numerator.indicator or (
                numerator.dim and part.fact.dims.get(numerator.dim) != numerator.member):
            continue
        pairs = []
        for code in rate.wholes:
            for other, k in material.levels(part.fact, side(code).indicator):
                whole = other.told[k]
                if _comparable(whole, part) and not (whole.fact.dims.keys() & {"kind", "grade"}):
                    pairs.append(Pair(part, whole, other is passage and k < i))
        near = [pair for pair in pairs if pair.sure]
        return _settle("rate", part, passage.told[i], near or pairs, whole_numbers=True)
    return None


def _settle(kind: str, part: Told, share: Told, pairs: list[Pair], whole_numbers: bool = False) -> Check | None:
    """One consistent pair settles it; one sure pair that is off contradicts; else nobody can tell."""
    if share.bounds is None or part.bounds is None:
        return check(kind, "cannot_tell", f"{part.words}，{share.words}", [part, share])
    judged = [(judge(pair, share), pair) for pair in pairs]
    for verdict, pair in judged:
        if verdict == "consistent":
            return check(kind, verdict, _formula(pair, share), [pair.part, share, pair.whole])
    values = {pair.whole.fact.value for pair in pairs}
    if len(values) == 1 and pairs[0].sure and judged[0][0] == "inconsistent":
        pair = pairs[0]
        return check(kind, "inconsistent", _formula(pair, share), [pair.part, share, pair.whole],
                     f"{named(part)}的比例与数字不符")
    implied = part.bounds.over(_fraction(share.bounds)) if share.bounds.high else None
    if implied is None:
        return check(kind, "cannot_tell", f"{part.words}，{share.words}", [part, share])
    if whole_numbers and not pairs and _no_count(part, share):
        return check(kind, "inconsistent", f"{part.words} ÷ {share.words} 不得整数", [part, share],
                     f"{named(part)}的比率与任何整数的总数都不符")
    return check(kind, "cannot_tell", f"{part.words} ÷ {share.words} ≈ {_about(implied)}，文中未见可靠的总数",
                 [part, share])


def judge(pair: Pair, share: Told) -> Verdict:
    """The printed share against the computed one."""
    if not pair.part.bounds or not pair.whole.bounds or not share.bounds:
        return "cannot_tell"
    quotient = pair.part.bounds.over(pair.whole.bounds)
    if quotient is None:
        return "cannot_tell"
    return agree(quotient.scaled(HUNDRED), share)


def agree(computed: Interval, printed: Told) -> Verdict:
    """A computed interval against a printed figure, with the slack of a cut-off last place."""
    if printed.bounds is None:
        return "cannot_tell"
    if computed.meets(printed.bounds):
        return "consistent"
    near = computed.meets(printed.bounds.widened(last_place(printed.fact) / 2))
    return "cannot_tell" if near else "inconsistent"


def _no_count(part: Told, share: Told) -> bool:
    """No whole number of things gives this share, the last place cut off or rounded: 3 of how many is 44.16%?"""
    if not part.bounds or not share.bounds or part.bounds.low != part.bounds.high or share.fact.qualifier != "exact":
        return False
    wide = share.bounds.widened(last_place(share.fact) / 2)
    if wide.low <= 0 or not part.fact.value:
        return False
    implied = part.bounds.over(_fraction(wide))
    if implied is None or implied.high.is_infinite():
        return False
    return implied.low.to_integral_value(ROUND_CEILING) > implied.high.to_integral_value(ROUND_FLOOR)


def _fraction(share: Interval) -> Interval:
    return Interval(share.low / HUNDRED, share.high / HUNDRED)


def _amount(told: Told) -> bool:
    return told.fact.statistic == "level" and told.fact.unit != "%"


def _comparable(whole: Told, part: Told) -> bool:
    """Amounts of one kind, region and time, of which one may hold the other."""
    a, b = whole.fact, part.fact
    return (plain(a) and whole.bounds is not None and part.bounds is not None and unit_class(a.unit) == unit_class(b.unit) and a.adcode == b.adcode
            and a.place == b.place and (a.time == b.time or not a.time or not b.time))


def _formula(pair: Pair, share: Told) -> str:
    low_high = pair.part.bounds and pair.whole.bounds and pair.part.bounds.over(pair.whole.bounds)
    computed = _about(low_high.scaled(HUNDRED), "%") if low_high else "？"
    return f"{pair.part.words} ÷ {pair.whole.words} = {computed}，文中 {share.words}"


def _about(bounds: Interval, unit: str = "") -> str:
    """An interval in few digits."""
    low, high = (f"{x:.4g}" if x < 100 else f"{x:,.0f}" for x in (bounds.low, min(bounds.high, Decimal(10) ** 15)))
    if bounds.high == ENDLESS:
        return f"≥{low}{unit}"
    return f"{low}{unit}" if low == high else f"{low}—{high}{unit}"
