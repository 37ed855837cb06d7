"""Words of bounds around a figure (不少于, 最高), also where their measure stands between them and it."""

from __future__ import annotations

import re

from extractors.phrases import Phrase
from schemas.records import Qualifier, Quantity, Span

_BOUNDED = re.compile("[不至最以]")
"""One of these characters stands in every word of a bound."""
LOW = re.compile(r"不少于|不低于|至少|不小于|不[得能可]少于|不[得能可]低于|最低(?![的者]|生活)")
_HIGH = re.compile(r"不得?超过|不得?高于|不得多于|以内|最高(?![的者同])")
_FAR_LOW = re.compile(r"(?:不[得能可]?少于|不[得能可]?低于)[^，。；：、\d]{1,10}$")
_AT_LEAST = re.compile(r"至少[^，。；：、\d]{1,10}$")
_FAR_HIGH = re.compile(
    r"(?:不超过|不高于|不得超过|最高(?![的者同]))[^，。；：、\d]{1,8}$|不(?:得?超过|高于)[^，。；：、\d]{1,20}(?:总额|总支出|总量|总数)$"
)
"""A bound with its measure between it and the figure: 不低于购买经费的10%, 最高给予社工站10万元."""


def far_bound(text: str, phrase: Phrase, quantity: Quantity) -> tuple[Qualifier, Span] | None:
    """The bound that stands apart from an exact figure (至少配备1名, 不低于每月3500元) and its word, where one does."""
    if quantity.qualifier != "exact":
        return None
    lead = text[phrase.lead.start : quantity.span.start]
    if not _BOUNDED.search(lead):
        return None
    low = _FAR_LOW.search(lead) or _AT_LEAST.search(lead)
    high = None if low or quantity.dimension == "multiple" else _FAR_HIGH.search(lead)
    word = LOW.match(low[0]) if low else _HIGH.match(high[0]) if high else None
    if word is None:
        return None
    start = phrase.lead.start + (low or high or word).start()
    return "at_least" if low else "at_most", Span(start, start + len(word[0]))


def bound_kind(lead: str, quantity: Quantity) -> str:
    """`floor` or `ceiling`, as a figure is a bound by its own words; empty where it is none."""
    quote = quantity.quote
    if not (_BOUNDED.search(lead) or _BOUNDED.search(quote)):
        return ""
    if LOW.search(quote) or LOW.search(lead[-8:]) or _FAR_LOW.search(lead):
        return "floor"
    if quantity.dimension != "multiple" and (
        _HIGH.search(quote) or _HIGH.search(lead[-6:]) or _FAR_HIGH.search(lead)
    ):
        return "ceiling"
    return ""
