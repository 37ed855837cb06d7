"""What changed between two runs, and why."""

from __future__ import annotations

import pytest
from store_samples import fact, reading, store

from pipeline.diff import as_rows, as_table, difference, runs, runs_table


@pytest.fixture
def history(tmp_path, folder, zhaotong, yunnan):
    """Four runs: both reports; the same again; a figure changed in one; the figure changed back."""
    path = folder / "昭通.txt"
    text = path.read_text(encoding="utf-8")
    store(tmp_path / "youju.db", zhaotong, yunnan)
    store(tmp_path / "youju.db", zhaotong, yunnan)
    path.write_text(text.replace("146个", "149个"), encoding="utf-8")
    store(tmp_path / "youju.db", reading(path, [fact("149个", time="2022")]))
    path.write_text(text, encoding="utf-8")
    return store(tmp_path / "youju.db", zhaotong)[0]


@pytest.mark.parametrize(("first", "last", "counts"), [
    (1, 1, {}),
    (1, 2, {}),
    (2, 3, {"removed": 5, "changed": 1}),
    (3, 4, {"added": 5, "changed": 1}),
    (1, 4, {}),
])
def test_the_difference_of_two_runs(history, first, last, counts):
    kinds = [change.kind for change in difference(history, first, last)]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == counts


def test_a_change_says_before_after_and_why(history):
    (change,) = (row for row in as_rows(difference(history, 2, 3)) if row["kind"] == "changed")
    assert (change["before"]["value"], change["after"]["value"]) == (146, 149)
    assert change["causes"] == ["来源文件已改"]
    table = as_table(difference(history, 2, 3))
    assert "quote=146个" in table
    assert table.endswith("减少 5，变更 1")


def test_no_difference_says_so(history):
    assert as_table(difference(history, 1, 2)) == "没有变化"


@pytest.mark.parametrize(("first", "last"), [(1, 9), (0, 1), (3, 2)])
def test_unknown_or_disordered_runs_are_refused(history, first, last):
    with pytest.raises(LookupError, match="次"):
        difference(history, first, last)


def test_runs_are_listed_with_their_counts(history):
    assert [(row["documents"], row["added"], row["changed"]) for row in runs(history)] == [
        (2, 10, 0), (2, 0, 0), (1, 0, 1), (1, 5, 1)]
    assert len(runs_table(runs(history)).splitlines()) == 6
