"""Times that have ended before a figure: told of a part, of whom something is for, or inside a clause that has closed."""

from __future__ import annotations

import re

from extractors.lists import left_behind
from schemas.records import Quantity, TimeValue

AGO = re.compile("年前$")
_FOR = re.compile("(?:对|兑现|补发|[清结]算)$")
_OF_NOUN = re.compile("[一-龥]{4}(?<![截年][至止底初末])(?<![至到于在从自达和及与])$")
"""慈善组织2022年底资产达…: a time behind the noun it is told of."""


def ended_before(text: str, time: TimeValue, quantity: Quantity, earlier: TimeValue | None) -> bool:
    """What was told of a part, or in an earlier item of a list, has ended before the figure; a year goes on. So has what
    was told inside a clause that has closed, where the sentence told an `earlier` time."""
    brief = time.kind in ("point", "until") and len(time.edtf) > 4
    if brief and earlier and earlier.edtf and _OF_NOUN.search(text, max(0, time.span.start - 6), time.span.start):
        return text.find("；", time.span.end, quantity.span.start) >= 0
    return _of_a_part(text, time, quantity) or (brief and left_behind(text, time.span.start, quantity.span.start))


def _of_a_part(text: str, time: TimeValue, quantity: Quantity) -> bool:
    """建设24个，其中2017年前先建2个；建成孵化基地1个; 对2021年底前建成的20个，每站补助2万元: what is told of a part, or of
    whom something is for, ends with it."""
    start, end = time.span
    if (text.endswith("其中", 0, start) or AGO.search(time.quote)) and text.find("；", end, quantity.span.start) >= 0:
        return True
    return bool(_FOR.search(text, max(0, start - 4), start)) and text.find("，", end, quantity.span.start) >= 0
