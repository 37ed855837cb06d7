"""The sample reports of the repository (TXT, DOCX, PDF) from file to proof."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.batch import find_documents, read_all
from pipeline.cli import main
from pipeline.load import load_facts, load_numbers
from pipeline.store import open_store
from pipeline.verify import verify

REPORTS = Path(__file__).parents[2] / "corpus" / "reports"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The folder of one run over all samples: `y.db`, `out`, and what it printed."""
    folder = tmp_path_factory.mktemp("samples")
    words = ["run", str(REPORTS), "--db", str(folder / "y.db"), "--out", str(folder / "out")]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    return folder, result.stdout


@pytest.fixture(scope="module")
def readings():
    """The samples, extracted."""
    return list(read_all(find_documents([REPORTS])))


def test_every_kind_of_file_is_among_them():
    assert {path.suffix for path in find_documents([REPORTS])} >= {".txt", ".docx", ".pdf"}


def test_every_fact_proves_itself(run):
    verdict = verify(open_store(run[0] / "y.db"))
    assert [str(fault) for fault in verdict.faults] == []
    assert verdict.clean


def test_facts_and_numbers_come_back_from_the_store(run, readings):
    db = open_store(run[0] / "y.db")
    stored = {fact.id: fact for fact in load_facts(db)}
    extracted = {fact.id: fact for reading in readings for fact in reading.extraction.facts}
    assert stored.keys() == extracted.keys()
    for name, fact in stored.items():  # as JSON: of 三分之一 a database keeps fifteen digits
        assert fact.model_dump(mode="json") == extracted[name].model_dump(mode="json")
    assert Counter(load_numbers(db)) == Counter(n for r in readings for n in r.extraction.numbers)


def test_each_medium_says_where(run):
    rows = [json.loads(line) for line in (run[0] / "out" / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in rows:
        place = {".txt": {"line"}, ".docx": {"block"}, ".pdf": {"page", "boxes"}}[Path(row["doc"]).suffix]
        assert place <= row.keys(), row


def test_the_table_ends_the_run(run):
    assert "地区" in run[1].splitlines()[0]
    assert "失败 0 份" in run[1]
