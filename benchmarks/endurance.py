"""A long batch, whole and with its driver killed: `python -m benchmarks.endurance [--count 10000] [--kills 5] [--workers N]`.

Generates documents (1 in 100 broken), runs over them once undisturbed and once with `kill -9` at random moments, each time
with the same command again until the end. Prints whether all are accounted for, whether both ends are equal byte for
byte, and what a worker held of memory at the beginning and at the end. Exit 1 where something does not hold. Ten thousand
documents take six to fourteen minutes for each of the two on two cores; `--only whole` leaves out the second.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.generated import write_documents
from benchmarks.record import ROOT, Machine, Row
from pipeline.runlog import log_path

MOST = 250.0
"""MiB that a worker may hold."""
FLAT = 1.25
"""How many times what the first documents took the last may take."""
FILES = ("facts.jsonl", "numbers.jsonl", "findings.jsonl", "indicators.csv", "facts.csv")


class Whole(Row):
    """A run to its end; memory in MiB of the worker that held most by then: after a tenth of the documents, and at the end."""

    documents: int
    stored: int
    failed: int
    broken: int
    facts: int
    numbers: int
    early: float
    late: float
    minutes: float

    @property
    def accounted(self) -> bool:
        """All documents are stored or named as failed, and the failed are those that were made broken."""
        return self.stored + self.failed == self.documents and self.failed == self.broken

    @property
    def flat(self) -> bool:
        """The memory of a worker is within bounds and does not grow with the documents."""
        return self.late <= MOST and self.late <= FLAT * self.early


def start(reports: Path, db: Path, workers: int) -> subprocess.Popen[bytes]:
    """Begin a run of the program, in a process of its own."""
    words = ["run", str(reports), "--db", str(db), "--out", str(db.parent / "out"), "--workers", str(workers)]
    return subprocess.Popen([sys.executable, "-m", "pipeline.cli", *words], cwd=ROOT, stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL)


def log(db: Path, event: str) -> list[dict[str, Any]]:
    """The log's lines of an event so far."""
    path = log_path(db)
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [row for row in map(json.loads, lines) if row["event"] == event]


def run_whole(reports: Path, broken: Sequence[Path], db: Path, workers: int) -> Whole:
    """An undisturbed run."""
    began = time.perf_counter()
    start(reports, db, workers).wait()
    minutes = (time.perf_counter() - began) / 60
    (end,) = log(db, "ended")
    held = [row["memory"] / 2**20 for row in log(db, "stored")]
    connection = sqlite3.connect(db)
    facts, numbers = (connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("facts", "numbers"))
    named = {Path(path) for (path,) in connection.execute("SELECT path FROM failures")}
    connection.close()
    return Whole(documents=end["stored"] + end["failed"] + end["left"], stored=end["stored"], failed=end["failed"],
                 broken=len(named & {path.resolve() for path in broken}), facts=facts, numbers=numbers,
                 early=max(held[:max(1, len(held) // 10)]), late=max(held), minutes=minutes)


def run_torn(reports: Path, db: Path, workers: int, kills: int, total: int, seed: int = 1) -> list[int]:
    """A run whose driver is killed, each time some documents further; how many were stored at each `kill -9`."""
    pick, killed = random.Random(seed), list[int]()
    for turn in range(kills):
        before = len(log(db, "stored"))
        target = before + pick.randint(0, max(1, 2 * (total - before) // (kills - turn + 1)))
        process = start(reports, db, workers)
        while process.poll() is None and len(log(db, "stored")) < target:
            time.sleep(0.02 if total < 1000 else 1)
        if process.poll() is not None:
            break
        process.kill()
        process.wait()
        killed.append(len(log(db, "stored")))
    start(reports, db, workers).wait()
    return killed


def digests(db: Path) -> dict[str, str]:
    """The hash of each table that a run wrote."""
    return {name: hashlib.sha256((db.parent / "out" / name).read_bytes()).hexdigest() for name in FILES}


def main() -> int:
    """Print what was measured; 1 where something does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", choices=["whole"], help="no second run with kills")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        broken = write_documents(folder / "reports", args.count)
        whole = run_whole(folder / "reports", broken, folder / "whole" / "y.db", args.workers)
        print(f"{Machine.here()}, {args.workers} workers", whole.model_dump_json(indent=1), sep="\n", flush=True)
        told = {"all accounted for": whole.accounted and whole.documents == args.count,
                f"a worker holds at most {MOST:.0f} MiB, at the end {FLAT} times as much as after a tenth": whole.flat}
        if not args.only:
            killed = run_torn(folder / "reports", folder / "torn" / "y.db", args.workers, args.kills, args.count)
            print(f"kill -9 after {', '.join(map(str, killed))} documents", flush=True)
            same = digests(folder / "whole" / "y.db") == digests(folder / "torn" / "y.db")
            told |= {f"killed {args.kills} times": len(killed) == args.kills, "the same tables, byte for byte": same}
    for what, holds in told.items():
        print(f"{'holds' if holds else 'FAILS'}  {what}")
    return int(not all(told.values()))


if __name__ == "__main__":
    sys.exit(main())
