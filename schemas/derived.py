"""Indicators computed from two others: rows of `data/derived.toml`."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict


class Derived(BaseModel):
    """A derived indicator: `factor` × numerator ÷ denominator, of one region and, unless `standing`, one year."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    label: str
    unit: str
    numerator: str
    denominator: str
    factor: Decimal = Decimal(1)
    standing: bool = False


@cache
def load_derived() -> dict[str, Derived]:
    """The derived indicators by code, in the file's order."""
    text = (files("schemas") / "data" / "derived.toml").read_text(encoding="utf-8")
    rows = [Derived(**row) for row in tomllib.loads(text, parse_float=Decimal)["derived"]]
    return {row.code: row for row in rows}
