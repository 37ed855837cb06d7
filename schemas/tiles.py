"""The provinces as a grid of tiles, each roughly where it lies: rows of `data/province_tiles.csv`.

A tile map gives every province the same room, so that Beijing is as visible as Xinjiang, and needs no borders.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from schemas.divisions import load_divisions


class Tile(NamedTuple):
    """A province's place: row from the north and column from the west, both from 0; `short` is its bare name."""

    adcode: str
    short: str
    row: int
    column: int


@cache
def load_tiles() -> tuple[Tile, ...]:
    """All provinces in the order of the file, north to south and west to east."""
    text = (files("schemas") / "data" / "province_tiles.csv").read_text(encoding="utf-8")
    divisions = load_divisions()
    return tuple(Tile(row["adcode"], divisions.by_code(row["adcode"]).short, int(row["row"]), int(row["column"]))
                 for row in csv.DictReader(text.splitlines()))
