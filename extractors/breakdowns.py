"""The breakdowns of a figure, and the unit of a number written without one."""

from __future__ import annotations

from schemas.codebook import Codebook, Dim, Indicator
from schemas.records import Quantity
from schemas.trusted import changed

BASE_UNIT = {
    "money": "元",
    "person": "人",
    "person_time": "人次",
    "count": "个",
    "household": "户",
    "item": "份",
    "event": "次",
    "area": "平方米",
    "duration": "小时",
}
"""The unit of a number that is written without one, by the dimension of what it counts."""


def dims_of(indicator: Indicator, codebook: Codebook, near: str, clause: str) -> dict[str, str]:
    """The breakdowns that the words around a figure make plain: its own phrase first, then its clause."""
    found: dict[str, str] = {}
    for name in indicator.dims:
        dim = codebook.dims_by_name[name]
        member = _last_member(dim, near) or (None if dim.near else _last_member(dim, clause))
        if member:
            found[name] = member
    return found


def _last_member(dim: Dim, where: str) -> str | None:
    """The member whose word ends last in a stretch, the longest of those that do."""
    if not dim.pattern.search(where):
        return None
    for at in range(len(where) - 1, -1, -1):
        for word, member in dim.by_last.get(where[at], ()):
            if where.endswith(word, 0, at + 1):
                return member
    return None


def with_unit(quantity: Quantity, codebook: Codebook, code: str) -> Quantity:
    """A bare number (近500万财政支持) takes the unit of what it counts, and is marked so."""
    indicator = codebook.indicators.get(code)
    if quantity.dimension != "bare" or not indicator:
        return quantity
    dimension = next((d for d in indicator.dimensions if d in BASE_UNIT), "")
    return changed(quantity, {"unit": BASE_UNIT.get(dimension, ""), "dimension": dimension or "bare", "inferred": True})
