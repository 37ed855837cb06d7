"""The vocabulary of numbers, validated on load: units, bounds, and the numbers that count nothing.

The rows are in `data/units.toml` and `data/mentions.toml`; every row carries its examples, which the tests run.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import ValidationInfo, field_validator, model_validator

from schemas.records import Qualifier, Reason, Record

Dimension = Literal[
    "money", "person", "person_time", "household", "count", "event", "item", "area", "duration", "share",
    "point", "multiple", "length", "age", "other", "bare",
]
"""What a quantity measures; `bare` is a number without a unit, which its context must give."""


SHIPPED = {"patterns": "compiled together"}
"""Context of the tables that come with the program: the tests compile each of their patterns, the program all at once."""


def _groups(pattern: str) -> int:
    """How many groups a pattern captures; a ValueError where it is none."""
    try:
        return re.compile(pattern).groups
    except re.error as error:
        raise ValueError(f"规则写错：{pattern}（{error}）") from error


class Unit(Record):
    """A row of units: words of one dimension, with the base unit that facts carry.

    `unit` empty: each word is its own base unit. `factor`: base units in one word.
    """

    words: tuple[str, ...]
    unit: str = ""
    factor: Decimal = Decimal(1)
    dimension: Dimension
    not_before: str = ""
    han: Literal["yes", "many", "no"] = "yes"
    mention: Reason | None = None
    examples: tuple[str, ...]
    counter: tuple[str, ...] = ()

    @field_validator("not_before")
    @classmethod
    def _compiles(cls, pattern: str, info: ValidationInfo) -> str:
        if info.context is not SHIPPED:
            _groups(pattern)
        return pattern


class Bound(Record):
    """A row of qualifiers: words before a number or after its unit."""

    qualifier: Qualifier
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class Comparison(Record):
    """A row of words that compare with a number: before it, after it, or after it where 比 stands before it."""

    operator: Literal[">", ">=", "<", "<=", "="]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    than: tuple[str, ...] = ()


class Units(Record):
    """The whole table."""

    unit: tuple[Unit, ...]
    bound: tuple[Bound, ...]
    comparison: tuple[Comparison, ...] = ()

    @model_validator(mode="after")
    def _unique(self) -> Units:
        words = [w for row in self.unit for w in row.words]
        twice = sorted({w for w in words if words.count(w) > 1})
        if twice:
            raise ValueError(f"单位重复：{'、'.join(twice)}")
        return self


class Pattern(Record):
    """A row of patterns for numbers that count nothing; it must match at the number's first character.

    `on`: where the number starts, a digit, a Chinese numeral or a mask. `extend`: a pattern for what stands
    left of the number and belongs to it (the organ's sign before 〔2021〕36号). `prev` (characters) and `next` (a
    pattern): a row for digits says what must stand before or after them for it to match at all.
    """

    name: str
    reason: Reason
    on: Literal["digit", "han", "mask"]
    pattern: str
    prev: str = ""
    next: str = ""
    extend: str = ""
    examples: tuple[str, ...]
    counter: tuple[str, ...] = ()

    @field_validator("pattern", "next", "extend")
    @classmethod
    def _compiles(cls, pattern: str, info: ValidationInfo) -> str:
        if info.context is not SHIPPED and _groups(pattern):
            raise ValueError(f"规则不得含捕获组：{pattern}")
        return pattern

    @model_validator(mode="after")
    def _told(self) -> Pattern:
        if self.on == "digit" and not (self.prev or self.next):
            raise ValueError(f"数字规则须写明 prev 或 next：{self.name}")
        return self


class Words(Record):
    """Fixed words with a Chinese numeral in them, which is no number: 统一, 三农."""

    reason: Reason
    words: tuple[str, ...]


class Mentions(Record):
    """The whole table, in the order the patterns are tried."""

    pattern: tuple[Pattern, ...]
    words: tuple[Words, ...]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("schemas").joinpath("data", name).read_text(encoding="utf-8"))


@cache
def load_units() -> Units:
    """The units and bounds of `data/units.toml`.

    Raises:
        pydantic.ValidationError: a row is wrong.
    """
    return Units.model_validate(_load("units.toml"), context=SHIPPED)


@cache
def load_mentions() -> Mentions:
    """The patterns and words of `data/mentions.toml`.

    Raises:
        pydantic.ValidationError: a row is wrong.
    """
    return Mentions.model_validate(_load("mentions.toml"), context=SHIPPED)
