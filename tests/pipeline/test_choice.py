"""What is chosen ahead is what the rule chooses: both by the same statement, held against a plain reading of the rule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from pipeline.choice import refresh, stands_open
from pipeline.compare import Comparison, Selection, compare, compare_years
from pipeline.store import open_store
from pipeline.units import unit_class

CODES = ("station.count", "service.people")
REGIONS = {"530000": None, "530600": "530000", "530602": "530600"}
DAYS = ["", "2021-06-30", "2021-12-31", "2022-06-30", "2022-12-31"]
SELECTIONS: list[dict[str, Any]] = [
    {}, {"time": "2022"}, {"time": "2021-01/2021-12"}, {"time": "2021/2022"}, {"time": "2022-06"}, {"time": "2022/.."}, {"status": "target"},
    {"dims": {"level": "township"}}, {"under": "530600"}, {"only": "530602"}, {"statistic": "share"}]

FACTS = st.fixed_dictionaries({
    "indicator": st.sampled_from(CODES), "status": st.sampled_from(["actual", "actual", "actual", "target"]),
    "statistic": st.sampled_from(["level", "level", "level", "share"]), "adcode": st.sampled_from([*REGIONS, None]),
    "number": st.sampled_from([(1.0, None, None), (2.0, None, None), (None, None, None), (None, 1.0, 3.0), (None, 1.0, 4.0)]),
    "unit": st.sampled_from(["个", "家", "人", "人次"]), "time": st.sampled_from(["", "2021", "2022-06"]),
    "dims": st.sampled_from(["{}", '{"level": "township"}']), "own": st.integers(0, 1), "parts": st.integers(0, 3),
    "reach": st.sampled_from(["whole", "part", "aside"]), "as_of": st.sampled_from(DAYS)})


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """A database with the regions and indicators, and no facts."""
    db = open_store(tmp_path_factory.mktemp("choice") / "youju.db", create=True)
    db.table("regions").insert_all({"adcode": code, "name": f"地{code}", "level": "", "parent": above}
                                   for code, above in REGIONS.items())
    db.table("indicators").insert_all({"code": code, "label": code} for code in CODES)
    db.table("documents").insert({"id": "d", "doc": "a.txt", "path": "a.txt", "sha256": ""})
    return db


def insert(db: Database, rows: list[dict[str, Any]], first: int = 0) -> None:
    """Facts in short as rows of the store."""
    for n, row in enumerate(rows, start=first):
        value, low, high = row["number"]
        kind = "masked" if value is None and low is None else "exact" if low is None else "range"
        db.table("facts").insert({
            **{name: told for name, told in row.items() if name != "number"},
            "id": f"f{n:03}", "document": "d", "doc": "a.txt", "start": n, "end": n + 1, "quote": "",
            "value": value, "low": low, "high": high, "qualifier": kind, "unit_class": unit_class(row["unit"])})


def told(table: Comparison) -> Any:
    """All that a comparison says."""
    return (table.columns, table.notes, [(row.adcode, {code: (*cell[:7], dict(cell.dims), *cell[8:]) for code, cell in row.cells.items()})
                                         for row in table.rows])


def answers(db: Database) -> list[Any]:
    return [*(told(compare(db, Selection(CODES, **asked))) for asked in SELECTIONS),
            told(compare_years(db, Selection(CODES[:1]))), told(compare_years(db, Selection(CODES[1:], time="2022")))]


def order(row: dict[str, Any]) -> tuple[Any, ...]:
    """The rule of `pipeline.compare`, read from its docstring: the least is chosen."""
    value = row["value"] if row["value"] is not None else row["high"]
    day = row["as_of"]
    return (-row["own"], row["parts"], row["value"] is None and row["low"] is None, -int(day[:4] or 0), row["time"] == "",
            -int(day.replace("-", "") or 0), -value if value is not None else float("inf"), row["start"])


def expected(db: Database, code: str, year: str = "") -> dict[str, tuple[str, bool, tuple[str, ...]]]:
    """By region: the chosen fact, whether another differs, those behind it. Worked out in Python from the docstring."""
    facts = [row for row in db.query("SELECT * FROM facts WHERE status = 'actual' AND statistic = 'level' AND adcode IS NOT NULL")
             if row["indicator"] == code and row["reach"] != "aside" and row["as_of"].startswith(year)]
    spread = {kind: len({row["adcode"] for row in facts if row["unit_class"] == kind}) for kind in sorted({row["unit_class"] for row in facts})}
    kind = max(spread, key=lambda name: spread[name], default="")
    cells = {}
    for adcode in REGIONS:
        group = sorted((row for row in facts if row["adcode"] == adcode and row["unit_class"] == kind), key=order)
        if group:
            rivals = [row for row in group if all(row[name] == group[0][name] for name in ("own", "parts", "as_of", "time", "dims"))]
            said = {(row["value"], row["low"], row["high"]) for row in rivals if row["qualifier"] != "masked"}
            cells[adcode] = (group[0]["id"], len(said) > 1, tuple(row["id"] for row in group[1:]))
    return cells


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rows=st.lists(FACTS, max_size=24), more=st.lists(FACTS, max_size=3), gone=st.integers(0, 23))
def test_the_table_gives_what_the_rule_gives(empty: Database, rows: list[dict[str, Any]], more: list[dict[str, Any]], gone: int) -> None:
    db = empty
    db.execute("DELETE FROM facts")
    refresh(db)
    for change in (lambda: insert(db, rows), lambda: insert(db, more, 500),
                   lambda: db.execute("DELETE FROM facts WHERE id = ?", [f"f{gone:03}"])):
        change()
        now = answers(db)
        refresh(db)
        assert not stands_open(db)
        assert answers(db) == now
        for code in CODES:
            for asked, year in ({}, ""), ({"time": "2022"}, "2022"):
                table = compare(db, Selection((code,), **asked))
                assert {row.adcode: (cell.fact, cell.conflict, cell.others) for row in table.rows for cell in row.cells.values()} \
                    == expected(db, code, year)


def test_what_stands_behind_a_cell_is_counted_also_where_it_is_not_listed(db: Database) -> None:
    listed, counted = (compare(db, Selection(("station.count",)), others=others) for others in (True, False))
    for one, other in zip(listed.rows, counted.rows, strict=True):
        for code, cell in one.cells.items():
            assert (len(cell.others), cell.behind) == (cell.behind, other.cells[code].behind)
            assert other.cells[code].others == ()


@pytest.mark.parametrize("change", [
    "UPDATE facts SET value = 1000 WHERE quote = '146个'",
    "DELETE FROM finding_facts; DELETE FROM numbers; DELETE FROM facts WHERE quote = '146个'",
])
def test_no_answer_is_taken_from_a_table_that_lags_behind(db: Database, change: str) -> None:
    refresh(db)
    before = told(compare(db, Selection(("station.count",))))
    db.conn.executescript(change)
    assert stands_open(db)
    after = told(compare(db, Selection(("station.count",))))
    assert after != before
    refresh(db)
    assert told(compare(db, Selection(("station.count",)))) == after


def test_a_run_leaves_the_table_made(tmp_path: Path, folder: Path) -> None:
    from pipeline.run import run

    run([folder], tmp_path / "run.db", tmp_path / "out")
    db = open_store(tmp_path / "run.db")
    assert not stands_open(db)
    assert db.execute("SELECT count(*) FROM chosen").fetchone()[0] > 0
