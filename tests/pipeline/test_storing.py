"""The process that stores holds little of a long text, whatever is made of it: rows, checks, tables."""

from __future__ import annotations

from pathlib import Path

import runs

from benchmarks.generated import long_text
from pipeline.store import open_store

SHORT, LONG = 100_000, 900_000
"""Bytes of a text; as records the facts of the longer took the process that stores some 200 MiB more."""
GROWTH = 25
"""Bytes of memory that a byte of text may take."""


def held(folder: Path, size: int) -> tuple[int, int]:
    """Bytes that the process held at most, and how many facts it stored."""
    reports, db = folder / "reports", folder / "y.db"
    reports.mkdir(parents=True)
    (reports / "long.txt").write_bytes(long_text(size))
    (reports / "short.txt").write_text("昭通市社工站工作报告\n全市建成社工站12个。\n", encoding="utf-8")
    code, told = runs.run(reports, db, "--workers", 2)  # two, so that no text is read where rows are stored
    assert code == 0, told
    (end,) = runs.log(db, "ended")
    return int(str(end["memory"])), open_store(db).table("facts").count


def test_what_it_holds_does_not_grow_as_the_facts_do(tmp_path: Path) -> None:
    (least, few), (most, many) = held(tmp_path / "short", SHORT), held(tmp_path / "long", LONG)
    assert many > 6 * few > 6_000
    assert (most - least) / (LONG - SHORT) < GROWTH, (least, most)
