"""The division of a report whose full name several bear, where nothing tells which is meant: 和平区, 鼓楼区.

Its name is known and its code is not: the facts keep the name, as the source has it, and no comparison takes them.
"""

from __future__ import annotations

from collections import Counter

from extractors.openings import ReportSpan
from extractors.places import PlaceMention, find_places, resolve
from extractors.strangers import NAMED
from schemas.divisions import Division, load_divisions

NEAR = 400
"""How far into a report without a telling title such a name is looked for, in characters."""


def namesake_of(text: str, report: ReportSpan, told: Division | None = None) -> tuple[Division | None, bool]:
    """The division that shares with others the name a report gives itself, and whether nothing tells which it is.

    The name stands in the title, or else, where nothing `told` a division, most often near the top. (None, False) where
    there is none, or it is unambiguous; of several the one in the division told.
    """
    parts = [line for line in report.lines if line]
    if told is None:
        parts.append(text[report.head.end : min(report.head.end + NEAR, report.span.end)])
    for part in parts:
        named: Counter[str] = Counter()
        meant: dict[str, PlaceMention] = {}
        for mention in find_places(part):
            if mention.form != "full" or NAMED.match(part, mention.span.end):
                continue
            if resolve(mention) or {d.level for d in mention.candidates} != {"county"}:
                return None, False
            named[mention.quote] += 1
            meant[mention.quote] = mention
        if named:
            bearers = meant[named.most_common(1)[0][0]].candidates
            inside = [d for d in bearers if told and load_divisions().is_within(d.adcode, told.adcode)]
            return (inside or bearers)[0], len(inside) != 1
    return None, False
