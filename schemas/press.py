"""Newspapers whose name tells no place, and the divisions they write of (`data/press.toml`)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from schemas.patterns import any_of


class Press(NamedTuple):
    """`codes`: the division of each paper by its name; `pattern` finds any of the names."""

    codes: dict[str, str]
    pattern: re.Pattern[str]


@cache
def load_press() -> Press:
    """The papers of the table."""
    table = tomllib.loads((files("schemas") / "data" / "press.toml").read_text(encoding="utf-8"))
    codes = {paper: code for code, papers in table.items() for paper in papers}
    return Press(codes, re.compile(any_of(codes)))
