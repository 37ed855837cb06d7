"""Telephone area codes: the prefectures that each serves (`data/area_codes.csv`)."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def load_area_codes() -> dict[str, tuple[str, ...]]:
    """For each area code with its leading 0 (0668) the codes of the divisions it serves, a prefecture or a province."""
    text = (files("schemas") / "data" / "area_codes.csv").read_text(encoding="utf-8")
    return {row["code"]: tuple(row["adcodes"].split(";")) for row in csv.DictReader(text.splitlines())}
