"""Stations that cover every township, against the number of townships the report tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.material import Material, Passage, plain
from pipeline.checks.result import Check, check, named
from schemas.plausibility import Rules

_FULL = re.compile("全覆盖|全面覆盖|全部建成|覆盖率(?:达到?|为)?100%")
_TOLD_OF = re.compile("辖|共有|现有|全[省市州县区]")


def check_coverage(material: Material, passage: Passage, rules: Rules) -> Iterator[Check]:
    """Each count of township stations that a sentence calls complete, against the townships."""
    if not _FULL.search(passage.view):
        return
    for i, told in enumerate(passage.told):
        fact = told.fact
        if (fact.indicator != "station.count" or fact.dims.get("level") != "township" or not plain(fact)
                or fact.place or "kind" in fact.dims or told.bounds is None
                or rules.words.some.search(passage.label(i)) or not _FULL.search(passage.after(i))):
            continue
        wholes = [other.told[k] for other, k in material.levels(fact, "admin.townships")
                  if other.told[k].bounds and _TOLD_OF.search(other.gap(k)) and not other.told[k].fact.part_of
                  and not re.match("[乡镇街道苏木]{1,2}[、，]", other.after(k))]
        values = {w.fact.value for w in wholes}
        if len(values) != 1:
            continue
        whole = wholes[0]
        if whole.bounds is None:
            continue
        if told.bounds.meets(whole.bounds):
            yield check("coverage", "consistent", f"{told.words} = {whole.words}", [told, whole])
        elif told.bounds.high < whole.bounds.low:
            yield check("coverage", "inconsistent", f"社工站 {told.words}，乡镇（街道）{whole.words}", [told, whole],
                        f"{named(told)}称全覆盖而站数少于乡镇（街道）数")
        else:
            yield check("coverage", "cannot_tell", f"社工站 {told.words}，乡镇（街道）{whole.words}", [told, whole])
