"""The selection of `benchmarks.comparison` by pandas, paired with SQLite in one process. Needs pandas, and nothing of ours.

Reads what to do as JSON from stdin and writes what it measured as JSON to stdout.
"""

from __future__ import annotations

import json
import resource
import sqlite3
import statistics
import sys
import time
from typing import Any

import pandas as pd

COLUMNS = ("id, indicator, status, statistic, unit_class, adcode, reach, own, parts, value, low, high, time, as_of, doc, start")
KEY = ["indicator", "unit_class", "adcode"]


def choose(facts: Any, indicators: list[str], year: str) -> Any:
    """The rule once more, as one would write it with pandas: filter, sort, keep the first of each cell."""
    facts = facts[facts["indicator"].isin(indicators) & (facts["status"] == "actual") & (facts["statistic"] == "level")
                  & (facts["reach"] != "aside") & facts["adcode"].notna() & facts["as_of"].str.startswith(year)]
    facts = facts.assign(hidden=facts["value"].isna() & facts["low"].isna(), undated=facts["time"] == "",
                         size=facts["value"].fillna(facts["high"]))
    facts = facts.sort_values([*KEY, "own", "parts", "hidden", "undated", "as_of", "size", "doc", "start", "id"],
                              ascending=[True] * 3 + [False, True, True, True, False, False, True, True, True], na_position="last")
    return facts.drop_duplicates(KEY)[[*KEY, "value", "id"]]


def main() -> None:
    """Measure and tell."""
    asked = json.load(sys.stdin)
    connection = sqlite3.connect(asked["db"])
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    facts = pd.read_sql_query(f"SELECT {COLUMNS} FROM facts", connection)
    load, memory = time.perf_counter() - start, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    pairs, mine, theirs = [], [], None
    for _ in range(asked["rounds"]):
        start = time.perf_counter()
        mine = connection.execute(asked["sql"], asked["parameters"]).fetchall()
        middle = time.perf_counter()
        theirs = choose(facts, asked["indicators"], asked["year"])
        pairs.append((middle - start, time.perf_counter() - middle))
    same = {row[-1] for row in mine} == set(theirs["id"]) if theirs is not None else False
    json.dump({
        "version": pd.__version__, "load": load, "memory": memory, "cells": len(mine), "same": same,
        "sqlite": 1000 * statistics.median(a for a, _ in pairs), "pandas": 1000 * statistics.median(b for _, b in pairs),
        "ratio": statistics.median(b / a for a, b in pairs)}, sys.stdout)


if __name__ == "__main__":
    main()
