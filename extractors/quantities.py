"""Quantities: the number with its bound, scale and unit, found in a text or parsed from a quote."""

from __future__ import annotations

from extractors.dates import Anchor
from extractors.gaps import Squeezed, bare, squeeze
from extractors.measure import Measure, read_measure
from extractors.numbers import quantity_of, walk
from extractors.unit_words import UNITS
from schemas.han import simplified
from schemas.records import Quantity, Span
from schemas.trusted import changed

__all__ = ["find_quantities", "parse_quantity"]


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of `text` in order, durations and ages among them; dates and names are none.

    >>> for q in find_quantities("投入9000 余\\n万元，每站不少于2名社工，培训1-2期"):
    ...     print(q.quote.replace("\\n", ""), q.value, q.low, q.high, q.unit, q.qualifier)
    9000 余万元 90000000 None None 元 more_than
    不少于2名 2 None None 人 at_least
    1-2期 None 1 2 期 range
    >>> find_quantities("2022年印发滇民发〔2022〕9号")
    ()
    """
    piece = squeeze(text, 0, len(text))
    return tuple(
        quantity_of(text, piece, item) for item in walk(piece.text, Anchor()) if isinstance(item, Measure)
    )


def parse_quantity(quote: str, unit: str = "") -> Quantity | None:
    """The one quantity that `quote` is, from its first to its last character; None if it is none or more.

    White space inside counts for nothing. `unit` is the base unit of a quote that names none (`近500万` with 元).

    >>> parse_quantity("2200 余\\n\\n万元").value, parse_quantity("5%以\\n\\n内").qualifier
    (Decimal('22000000'), 'at_most')
    >>> parse_quantity("近500万", unit="元").unit
    '元'
    >>> parse_quantity("230餘萬元").value
    Decimal('2300000')
    >>> parse_quantity("统一") is None, parse_quantity("3个5人") is None
    (True, True)
    """
    text = simplified(bare(quote))
    item = next(filter(None, (_at(text, at) for at in range(min(len(text), 8)))), None)
    if item is None:
        return None
    piece = Squeezed(text, 0, [], [0])
    found = quantity_of(text, piece, item)
    update: dict[str, object] = {"quote": quote, "span": Span(0, len(quote))}
    if not found.unit and unit:
        row = UNITS.get(unit)
        update |= {"unit": unit, "inferred": True, "dimension": row[0].dimension if row else "other"}
    return changed(found, update)


def _at(text: str, at: int) -> Measure | None:
    """The quantity whose number starts at `at`, if it fills `text`."""
    item = read_measure(text, at, 0)
    return item if item and (item.start, item.end) == (0, len(text)) else None
