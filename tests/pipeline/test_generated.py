"""A hundred generated documents of all formats, one in a hundred broken: all accounted for, memory flat, resumable.

The same at ten thousand, with its figures, is told in docs/scale.md.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import runs

from benchmarks.generated import BROKEN, document, write_documents
from pipeline.store import open_store

COUNT = 100
MOST = 250 * 2**20
"""Bytes that a worker may hold."""


def test_documents_are_the_same_for_a_seed_and_in_their_shares() -> None:
    assert [document(n) for n in range(6)] == [document(n) for n in range(6)]
    assert document(0)[1] != document(0, seed=1)[1]
    kinds = Counter("broken" if broken else Path(name).suffix for name, _, broken in map(document, range(100)))
    assert kinds == {".txt": 60, ".docx": 25, ".pdf": 14, "broken": 1}
    assert len({document(27 + 100 * n)[0][6:] for n in range(len(BROKEN))}) == len(BROKEN)


def test_all_are_accounted_for_also_when_the_driver_is_killed(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    broken = write_documents(folder, COUNT)
    assert runs.run(folder, tmp_path / "whole" / "y.db", "--workers", 2)[0] == 1
    db = tmp_path / "torn" / "y.db"
    for _ in range(2):
        process = runs.start(folder, db, "--workers", 2)
        runs.wait_for(process, db, len(runs.log(db, "stored")) + 20)
        process.kill()
        process.communicate()
    code, told = runs.run(folder, db, "--workers", 2)
    assert code == 1
    assert runs.content(db) == runs.content(tmp_path / "whole" / "y.db")
    last = runs.log(db, "ended")[-1]
    assert last["stored"] + last["unchanged"] + last["failed"] == COUNT
    assert sorted(row["doc"] for row in open_store(db).table("failures").rows) == sorted(path.name for path in broken)
    assert all(f"{path.name}：" in told for path in broken)
    held = [int(str(row["memory"])) for row in runs.log(tmp_path / "whole" / "y.db", "stored")]
    assert max(held) < MOST
    assert max(held[-20:]) < 1.25 * max(held[:60]), "it does not grow with the documents"
