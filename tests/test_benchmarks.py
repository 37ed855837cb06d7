"""The benchmarks run, what they write is whole, and the documents tell what was written. How fast is no matter of tests."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import docs_examples as documents
import pytest

from benchmarks import endurance
from benchmarks.generated import write_documents
from benchmarks.record import PARTS, TOLD_PICTURE, Point, Record, read_record
from benchmarks.tables import MARKS

RECORD = read_record()


def test_the_record_told_is_of_a_whole_run() -> None:
    assert not RECORD.quick
    assert RECORD.lacks == []
    assert [part.part for part in RECORD.took] == list(PARTS)
    assert RECORD.machine.cores > 0
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", RECORD.machine.date)
    assert RECORD.peers
    assert RECORD.peers.missing == []
    jobs = " ".join(peer.job for peer in RECORD.peers.texts)
    assert [name for name in ("jieba.cut", "jieba.posseg", "JioNLP", "Recognizers-Text") if name not in jobs] == []
    assert RECORD.comparison
    assert RECORD.comparison.pandas
    assert RECORD.comparison.pandas.same


def test_the_curves_told_span_what_is_asked() -> None:
    assert RECORD.length
    assert RECORD.documents
    assert RECORD.workers
    assert (RECORD.length[0].x, RECORD.length[-1].x) == (1_000, 10_000_000)
    assert len(RECORD.documents) >= 4
    assert [point.x for point in RECORD.workers][:2] == [1, 2]


@pytest.mark.parametrize("curve", ["documents", "length"])
def test_the_cost_told_grows_no_faster_than_the_input(curve: str) -> None:
    points: list[Point] = getattr(RECORD, curve)
    for less, more in pairwise(points):
        assert more.seconds / less.seconds < 1.5 * more.x / less.x, (less, more)
    first, last = points[0], points[-1]
    assert last.seconds / first.seconds < 1.5 * last.x / first.x


@pytest.mark.parametrize("mark", MARKS)
def test_each_table_stands_in_a_document_as_the_record_has_it(mark: str) -> None:
    pages = [path for path in documents.DOCUMENTS if f"<!-- {mark} -->\n" in path.read_text(encoding="utf-8")]
    assert len(pages) == 1, mark
    text = pages[0].read_text(encoding="utf-8")
    assert documents.replace_between(text, mark, lambda _: MARKS[mark](RECORD)) == text, "make docs"


def test_the_picture_is_in_the_documents() -> None:
    assert TOLD_PICTURE.read_bytes().startswith(b"\x89PNG")
    assert f"images/{TOLD_PICTURE.name}" in (documents.ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")


def test_one_command_measures_writes_and_draws(tmp_path: Path) -> None:
    out = tmp_path / "new" / "figures.json"
    done = subprocess.run([sys.executable, "-m", "benchmarks", "--quick", "--out", str(out), "--only",
                           "numbers", "extraction", "documents", "length", "workers", "growth"],
                          cwd=documents.ROOT, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode == 0, done.stderr
    record = Record.model_validate_json(out.read_bytes())
    assert record.quick
    assert record.lacks == ["compiled", "readers", "comparison", "peers"]
    assert out.with_suffix(".png").read_bytes().startswith(b"\x89PNG")
    assert "load average" in done.stdout


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("endurance")


def test_a_long_batch_is_accounted_for_and_the_same_when_killed(place: Path) -> None:
    broken = write_documents(place / "reports", 60)
    whole = endurance.run_whole(place / "reports", broken, place / "whole" / "y.db", 2)
    assert (whole.accounted, whole.documents, whole.broken) == (True, 60, len(broken))
    assert whole.late <= endurance.MOST
    killed = endurance.run_torn(place / "reports", place / "torn" / "y.db", 2, 2, 60)
    assert killed
    assert max(killed) < 60
    assert endurance.digests(place / "torn" / "y.db") == endurance.digests(place / "whole" / "y.db")
