"""The samples in the repository are extracted at least as well as when their floors were written."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.batch import Failure, find_documents, read_all
from pipeline.evaluate import evaluate
from pipeline.floors import below, digest, read_floors
from pipeline.rows import fact_row

ROOT = Path(__file__).parents[2]
FLOORS = read_floors(ROOT / "tests" / "floors.toml")


@pytest.mark.parametrize("name", FLOORS)
def test_quality_has_not_fallen(name):
    floors = FLOORS[name]
    documents, keys = ROOT / floors["documents"], ROOT / floors["keys"]
    assert digest(documents, keys) == floors["digest"], (
        "The documents or keys changed: look at `youju evaluate --errors`, then write the floors anew.")
    outcomes = list(read_all(find_documents([documents])))
    assert not [str(outcome) for outcome in outcomes if isinstance(outcome, Failure)]
    facts = [fact_row(fact) for reading in outcomes for fact in reading.extraction.facts]
    assert below(floors, evaluate(keys, facts)[1].figures) == []
