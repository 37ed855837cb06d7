"""How sure a figure's reading is, as rows of data: what speaks for and against it, each with its weight.

The weights were learned from the samples (`python -m corpus.calibrate`); the rows, their names and the threshold are
written by hand. The confidence of a reading is `1 / (1 + exp(-(base + its points)))`: the share of such readings that
were wholly right.
"""

from __future__ import annotations

import math
import tomllib
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Literal

from pydantic import Field

from schemas.codebook import Row


class Trait(Row):
    """A circumstance under which readings are right more or less often than others."""

    id: str = Field(pattern=r"^[a-z_]+$")
    field: Literal["indicator", "region", "time", "status", "per", "value"]
    """Which answer it makes surer or less sure."""
    label: str
    """In Chinese."""
    points: float = 0.0
    """What it adds to the log-odds of being wholly right."""
    facts: int = 0
    """How many facts of the samples had it."""


class Calibration(Row):
    """The file of traits."""

    threshold: float = Field(gt=0, lt=1)
    """Below it a fact is told to people to decide, with its alternatives."""
    base: float = 0.0
    """Log-odds of a reading without any trait."""
    facts: int = 0
    """How many facts of the samples it was learned from."""
    trait: tuple[Trait, ...]

    @cached_property
    def traits(self) -> dict[str, Trait]:
        """Traits by id."""
        return {row.id: row for row in self.trait}

    def confidence(self, ids: tuple[str, ...]) -> float:
        """0 to 1, two digits: the share of readings with these traits that are wholly right."""
        points = self.base + sum(self.traits[each].points for each in ids)
        return round(1 / (1 + math.exp(-points)), 2)

    def doubts(self, ids: tuple[str, ...]) -> tuple[Trait, ...]:
        """Those of the traits that speak against a reading, the gravest first."""
        against = [self.traits[each] for each in ids if self.traits[each].points < 0]
        return tuple(sorted(against, key=lambda row: row.points))


@lru_cache(maxsize=1)
def load_calibration() -> Calibration:
    """The calibration the program ships."""
    return Calibration(**tomllib.loads((files("schemas") / "data" / "confidence.toml").read_text(encoding="utf-8")))
