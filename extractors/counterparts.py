"""Figures that 分别 holds against as many others before them: 计划开展个案136个、小组72个，实际分别完成149个、78个."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.links import Link
from extractors.phrases import RATIOS
from schemas.records import Quantity

_DEALS = "分别"
_LEADS = re.compile(
    "[，；](?:实际|现已|目前|至今|同期|上年|去年|结果|20\\d\\d年[底末]?)?(?:[已均共]|累计)?分别(?:[增减][加少长]?[至到]|完成|达成|达到?|为|是|有|开展|实现|落实|超过)?[了约]?$"
)
_AND = re.compile("[、和及与]|以及")
REACH = 16
"""How far before its first figure 分别 may open its clause, in characters."""
HANDED_DOWN = 0.8
"""What is left of a sum that a figure takes from the one it is held against."""


def held_against(text: str, start: int, quantities: list[Quantity], links: list[Link]) -> list[Link]:
    """The links of a sentence from `start`, where each figure behind 分别 counts what its counterpart before it does.

    As many figures of the same units, in the same order, stand right before 分别; others are left as they are.
    """
    if text.find(_DEALS, start, quantities[-1].span.start) < 0:
        return links
    found = list(links)
    for first in range(2, len(quantities)):
        at = quantities[first].span.start
        if not _LEADS.search(text, max(start, at - REACH), at):
            continue
        last = first
        while last + 1 < len(quantities) and _AND.fullmatch(text, quantities[last].span.end, quantities[last + 1].span.start):
            last += 1
        size = last - first + 1
        before = quantities[max(0, first - size) : first]
        alike = [row.unit for row in before] == [row.unit for row in quantities[first : last + 1]]
        if size > 1 and alike and all(row.dimension not in RATIOS for row in before):
            for k in range(first, last + 1):
                told = found[k - size]
                found[k] = replace(told, score=told.score * HANDED_DOWN, rivals=links[k].rivals, inherited=k - size)
    return found
