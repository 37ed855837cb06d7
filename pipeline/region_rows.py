"""Divisions as rows of the database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from schemas.divisions import LEVELS, Level, load_divisions

COUNTRY = "100000"


def level_of(adcode: str) -> Level:
    """The level, as the digits of the code say."""
    if adcode == COUNTRY:
        return "country"
    return "province" if adcode.endswith("0000") else "prefecture" if adcode.endswith("00") else "county"


def region_rows(names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Rows for the divisions with these codes and for all above them, highest first.

    `names` gives, for a code that the table of divisions does not know, the name the fact carries.
    """
    known = load_divisions()
    rows: dict[str, dict[str, Any]] = {}
    for code, name in names.items():
        if code not in known:
            rows[code] = {"adcode": code, "name": name or code, "level": level_of(code), "parent": None}
            continue
        chain = sorted({*known.ancestors(code), known.by_code(code)}, key=lambda d: LEVELS.index(d.level))
        above = None
        for link in chain:
            rows[link.adcode] = {
                "adcode": link.adcode, "name": link.name, "level": link.level, "parent": above}
            above = link.adcode
    return list(rows.values())
