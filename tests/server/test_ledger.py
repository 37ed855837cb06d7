"""The ledger: append-only, undone by a further row, one pen at a time."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.ledger import ConflictError, Ledger, Subject, ledger_path


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(ledger_path(tmp_path / "youju.db"))


def subject(name: str = "f1", value: int = 12) -> Subject:
    return Subject(fact=name, doc="甲.txt", start=3, end=6, quote="12个", source_sha="s", machine={"value": value})


def test_an_empty_ledger_has_no_file_and_no_rows(ledger: Ledger) -> None:
    assert (ledger.standing(), ledger.history(), ledger.last(), ledger.path.exists()) == ({}, [], 0, False)


@pytest.mark.parametrize("statement", ["UPDATE decisions SET who = '乙'", "DELETE FROM decisions"])
def test_no_row_can_be_changed_or_deleted(ledger: Ledger, statement: str) -> None:
    ledger.record(subject(), "accept", "甲", "t1")
    with sqlite3.connect(ledger.path) as connection, pytest.raises(sqlite3.IntegrityError, match="只增不"):
        connection.execute(statement)


def test_a_row_says_who_when_before_after_and_why(ledger: Ledger) -> None:
    ledger.record(subject(), "correct", "甲", "2022-12-30T08:00:00+08:00", after={"value": 13}, reason="看错")
    (row,) = ledger.history("f1")
    assert (row.who, row.at, row.before, row.after, row.reason) == (
        "甲", "2022-12-30T08:00:00+08:00", {"value": 12}, {"value": 13}, "看错")


def test_an_undo_brings_back_what_stood_before_and_keeps_all_rows(ledger: Ledger) -> None:
    ledger.record(subject(), "reject", "甲", "t1")
    ledger.record(subject(), "accept", "甲", "t2", seen=1)
    assert ledger.undo("甲", "t3") is not None
    assert ledger.standing()["f1"].action == "reject"
    assert ledger.undo("甲", "t4") is not None
    assert ledger.standing() == {}
    assert ledger.undo("甲", "t5") is None
    assert [row.action for row in ledger.history()] == ["undo", "undo", "accept", "reject"]


def test_what_is_new_since_a_row_is_told_also_where_it_was_undone(ledger: Ledger) -> None:
    for name in ("f1", "f2", "f3"):
        ledger.record(subject(name), "accept", "甲", "t")
    ledger.undo("甲", "t")
    ledger.record(subject("f1"), "reject", "甲", "t", seen=1)
    fresh = ledger.standing(since=3)
    assert {name: row and row.action for name, row in fresh.items()} == {"f1": "reject", "f3": None}


def test_each_person_undoes_their_own(ledger: Ledger) -> None:
    ledger.record(subject("f1"), "accept", "甲", "t1")
    ledger.record(subject("f2"), "accept", "乙", "t2")
    undone = ledger.undo("甲", "t3")
    assert undone is not None
    assert undone.fact == "f1"
    assert set(ledger.standing()) == {"f2"}


def test_who_has_not_seen_the_last_row_is_told_and_nothing_is_written(ledger: Ledger) -> None:
    ledger.record(subject(), "accept", "甲", "t1")
    with pytest.raises(ConflictError, match="甲 已于 t1 接受"):
        ledger.record(subject(), "reject", "乙", "t2", seen=0)
    assert len(ledger.history()) == 1
    ledger.record(subject(), "reject", "乙", "t3", seen=1)
    assert ledger.standing()["f1"].who == "乙"
    with pytest.raises(ConflictError):
        ledger.undo("甲", "t4")


def test_of_many_at_once_exactly_one_gets_through(ledger: Ledger) -> None:
    def attempt(n: int) -> bool:
        try:
            ledger.record(subject(), "accept", f"核对人{n}", "t")
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(16))) == 1
    assert len(ledger.history()) == 1
