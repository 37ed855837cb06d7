"""Parts that add up to their whole count what it counts: 岗位1856个，其中社区1203个、社工机构421个、事业单位232个.

What a part's own words name (社工机构) is then who has them, not what is counted.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from extractors.links import Link
from extractors.phrases import Phrase
from schemas.records import Quantity

LEAST = 10
"""A whole below this may be the sum of other things by chance."""
MANY = 3
"""So many parts, one of them of the whole's own kind, make the others so too, whatever they name (团队860个，其中学校310个、社会组织120个、…)."""
_OWN = ("person", "money")
"""Of people and money a part may be of an indicator of its own: 其中志愿者34名, 社会捐赠3000万元."""
HANDED_DOWN = 0.8
"""What is left of a sum that a part takes from its whole."""


def add_up(quantities: list[Quantity], around: list[Phrase], links: list[Link]) -> list[Link]:
    """The links of a sentence, where two or more parts of one unit that make up their whole exactly are of its kind."""
    count = 0
    for phrase in around:
        count += phrase.parent >= 0
    if count < 2:
        return links  # as in most sentences
    parts: defaultdict[int, list[int]] = defaultdict(list)
    for k, phrase in enumerate(around):
        if phrase.parent >= 0 and quantities[k].unit == quantities[phrase.parent].unit:
            parts[phrase.parent].append(k)
    found = list(links)
    for whole, own in parts.items():
        told, value = links[whole], quantities[whole].value
        if len(own) < 2 or not told.code or value is None or value < LEAST:
            continue
        if sum(quantities[k].value or 0 for k in own) != value:
            continue
        others = [k for k in own if links[k].code != told.code]
        kindred = quantities[whole].dimension not in _OWN and len(own) >= MANY and len(others) < len(own)
        for k in others:
            if kindred or (not links[k].void and _kind(links[k].code) != _kind(told.code)):
                rivals = [(links[k].code or "", links[k].score), *links[k].rivals]
                found[k] = replace(told, score=told.score * HANDED_DOWN, rivals=rivals, inherited=whole)
    return found


def _kind(code: str | None) -> str:
    """The group of an indicator: `staff` of staff.certified."""
    return (code or "").partition(".")[0]
