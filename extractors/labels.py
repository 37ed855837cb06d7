"""Numbers whose unit stands in their label: 探访（人次）：18,905."""

from __future__ import annotations

import re

from extractors.numbers import PART, PARTS
from extractors.quantities import parse_quantity
from schemas.records import Evidence, Quantity, Span
from schemas.trusted import changed

_LABEL = re.compile(r"[（(]([一-龥%％]{1,4})[）)]\s?[:：]\s?$")
REACH = 10
"""How far before its number the unit of a label may begin, in characters."""


def labelled(text: str, quantity: Quantity) -> tuple[Quantity, Evidence | None]:
    """A number without a unit in the unit of its label, or of the total it is a part of, and where that stands; any
    other as it is."""
    if quantity.dimension != "bare":
        return quantity, None
    start = quantity.span.start
    offset = max(0, start - REACH)
    match = _LABEL.search(text, offset, start)
    if match is None:
        offset = max(0, start - PARTS)
        match = PART.search(text, offset, start)
    again = parse_quantity(quantity.quote + match[1]) if match else None
    if match is None or again is None or again.dimension == "bare":
        return quantity, None
    names = ("value", "low", "high", "unit", "dimension", "word")
    read = changed(quantity, {name: getattr(again, name) for name in names})
    span = Span(*match.span(1))
    return read, Evidence(field="unit", span=span, rule=f"标签 {match[1]}")
