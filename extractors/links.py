"""What a figure counts, as a record: the winner, its words, and the losers."""

from __future__ import annotations

from dataclasses import dataclass, field

from schemas.records import Quantity, Span

NONE, EARLIER = -1, -2
THRESHOLD = 3.0
"""Below this sum the words say too little: the figure is `other`."""


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
