"""What a figure counts, as a record: the winner, its words, and the losers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from schemas.codebook import Codebook
from schemas.records import Quantity, Span

NONE, EARLIER = -1, -2
THRESHOLD = 3.0
"""Below this sum the words say too little: the figure is `other`."""


_ANY_THING = frozenset("个处")
"""Units of divisions that count anything else too."""


@dataclass(slots=True)
class Link:
    """What a figure counts: the winner (None below the threshold), its words, and the losers.

    `inherited`: the figure of the sentence it took its code from, `NONE` or, from the sentence before, `EARLIER`. `fallback`: no word assigned it.
    `weight`: the codebook's weight of its strongest word. `void`: the figure counts nothing, whatever words stand near it.
    """

    code: str | None
    score: float = 0.0
    words: list[tuple[Span, str]] = field(default_factory=list)
    rivals: list[tuple[str, float]] = field(default_factory=list)
    inherited: int = NONE
    fallback: bool = False
    weight: float = 0.0
    void: bool = False


class Kin(NamedTuple):
    """What the indicators of a codebook are to each other: `by_unit`, the one that takes figures of a unit where no word
    does; `follows`, of each the one likely behind it; `stocks`, what one told of a part of another means;
    `place_units`, the units that are kinds of places."""

    by_unit: dict[str, str]
    follows: dict[str, str]
    stocks: dict[tuple[str, str], str]
    place_units: frozenset[str]

    @classmethod
    def of(cls, codebook: Codebook) -> Kin:
        """As the codebook's rows say."""
        rows = codebook.indicator
        return cls(
            {unit: row.code for row in rows for unit in row.fallback},
            {code: row.code for row in rows for code in row.follows},
            {(row.stock_of, whole): row.code for row in rows for whole in row.stock_among},
            frozenset(unit for row in rows if is_division(row.code) for unit in row.units) - _ANY_THING,
        )


def is_division(code: str | None) -> bool:
    """The code counts divisions (乡镇数, 村数), whose names also tell the levels of other things."""
    return code is not None and code.startswith("admin.") and code != "admin.population"


def is_one(quantity: Quantity) -> bool:
    """一个, 一家, 一场, 一位: mostly an article; not so 翻一番."""
    return quantity.quote[:1] == "一" and quantity.value == 1 and quantity.dimension not in ("money", "share", "multiple", "duration")


def is_small_word(quantity: Quantity) -> bool:
    """一个, 两家, 三项: as often a manner of speaking as a figure."""
    return (
        quantity.quote[:1] in "一二两三四五六七八九十几"
        and (quantity.value or 0) <= 10
        and quantity.dimension in ("count", "item", "other", "household")
    )
