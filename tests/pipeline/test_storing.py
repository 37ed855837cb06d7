"""Who stores or verifies a long text holds little of it, whatever is made of it: rows, checks, tables."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
import runs

from benchmarks.generated import long_text
from pipeline.store import open_store

SHORT, LONG = 100_000, 900_000
"""Bytes of a text; as records the facts of the longer took who stores some 200 MiB more."""
GROWTH = 25
"""Bytes of memory that a byte of text may take."""


VERIFY = """import sys
from pathlib import Path
from pipeline.memory import peak_memory
from pipeline.store import open_store
from pipeline.verify import verify
verdict = verify(open_store(Path(sys.argv[1])))
assert verdict.clean
print(peak_memory())"""


class Stored(NamedTuple):
    """A run over a text of some size: bytes that its process held at most, its database, and how many facts are in it."""

    memory: int
    db: Path
    facts: int


def run_over(folder: Path, size: int) -> Stored:
    reports, db = folder / "reports", folder / "y.db"
    reports.mkdir(parents=True)
    (reports / "long.txt").write_bytes(long_text(size))
    (reports / "short.txt").write_text("昭通市社工站工作报告\n全市建成社工站12个。\n", encoding="utf-8")
    code, told = runs.run(reports, db, "--workers", 2)  # two, so that no text is read where rows are stored
    assert code == 0, told
    (end,) = runs.log(db, "ended")
    return Stored(int(str(end["memory"])), db, open_store(db).table("facts").count)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> tuple[Stored, Stored]:
    folder = tmp_path_factory.mktemp("stored")
    return run_over(folder / "short", SHORT), run_over(folder / "long", LONG)


def verified(db: Path) -> int:
    """Bytes that a process held at most that verified a database."""
    done = subprocess.run([sys.executable, "-c", VERIFY, str(db)], capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_who_stores_a_text_does_not_hold_its_facts(stored: tuple[Stored, Stored]) -> None:
    short, long = stored
    assert long.facts > 6 * short.facts > 6_000
    assert (long.memory - short.memory) / (LONG - SHORT) < GROWTH, stored


def test_nor_does_who_verifies_them(stored: tuple[Stored, Stored]) -> None:
    least, most = (verified(each.db) for each in stored)
    assert (most - least) / (LONG - SHORT) < GROWTH, (least, most)
