"""When a figure is the total of its region: 全市共建成社工站146个, not 在安置点建成3个 nor 6个县、2个区."""

from __future__ import annotations

from pipeline.checks.material import Passage, plain
from schemas.plausibility import Rules

NEAR = 12
"""How many characters lie between two items of one list at most."""


def is_total(passage: Passage, i: int, rules: Rules) -> bool:
    """The words say that the figure is its region's whole, and none says that it is only some of it."""
    told = passage.told[i]
    fact = told.fact
    if (fact.indicator not in rules.stock or not plain(fact) or fact.place or not fact.adcode or fact.part_of
            or told.bounds is None or passage.brackets[i] >= 0 or _listed(passage, i)):
        return False
    region, lead = fact.region or "", passage.lead(i)
    own = any(lead.endswith(region[:n]) for n in range(2, len(region) + 1))
    return (own or bool(rules.words.total.search(lead))) and not rules.words.some.search(lead + noun(passage, i))


def _listed(passage: Passage, i: int) -> bool:
    """It stands in a list of its own kind: 49个乡镇、2个街道."""
    for k in (i, i + 1):
        if 0 < k < len(passage.told) and "、" in passage.gap(k) and len(passage.gap(k)) <= NEAR:
            one, other = passage.told[k - 1].fact, passage.told[k].fact
            if one.indicator == other.indicator and one.unit == other.unit:
                return True
    return False


def noun(passage: Passage, i: int) -> str:
    """What a figure counts, where that stands behind it: up to the end of the word that decided its indicator."""
    told = passage.told[i]
    origin = told.fact.span.start - told.at.start
    tail = passage.tail(i) or passage.after(i)
    ends = [e.span[1] - origin - told.at.end for e in told.fact.evidence
            if e.field == "indicator" and e.span and e.span[0] >= told.fact.span.end]
    inside = [end for end in ends if 0 < end <= len(tail)]
    return tail[:max(inside)] if inside else tail[:4]
