"""The Parquet dataset, read back by pyarrow and DuckDB: every fact once, in the folder of its province and year."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pyarrow.dataset
import pytest
from click.testing import CliRunner
from store_samples import fact, reading, store

from pipeline.cli import main
from pipeline.dataset import UNKNOWN, partitioned_rows, write_dataset
from pipeline.parquet import FACT_COLUMNS, fact_rows, fact_table


@pytest.fixture
def db(tmp_path: Path, zhaotong: Any, yunnan: Any) -> Any:
    """Two provinces, two years, and a report of no known place and time."""
    (tmp_path / "无名.txt").write_text("某地社工站情况\n建成社工站7个。\n", encoding="utf-8")
    lost = reading(tmp_path / "无名.txt", [fact("7个")], region=None, date="")
    return store(tmp_path / "youju.db", zhaotong, yunnan, lost)[0]


def export(place: Path, db: Path) -> Any:
    return CliRunner().invoke(main, ["export", str(place), "--db", str(db)])


def by_id(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(({name: row[name] for name in FACT_COLUMNS} for row in rows), key=lambda row: row["id"])


@pytest.fixture
def exported(tmp_path: Path, db: Any) -> Path:
    """The dataset."""
    result = export(tmp_path / "facts", tmp_path / "youju.db")
    assert result.exit_code == 0, result.output
    assert f"写出事实 {db.table('facts').count} 条" in result.stdout
    return tmp_path / "facts"


def test_folders_are_provinces_and_years(exported: Path) -> None:
    assert sorted(path.relative_to(exported).as_posix() for path in exported.rglob("*.parquet")) == [
        "province=530000/year=2022/facts.parquet", "province=530000/year=2025/facts.parquet",
        f"province={UNKNOWN}/year={UNKNOWN}/facts.parquet"]


def test_pyarrow_reads_the_facts_of_the_database(exported: Path, db: Any) -> None:
    read = pyarrow.dataset.dataset(exported, partitioning="hive").to_table().to_pylist()
    assert by_id(read) == by_id(fact_table(fact_rows(db)).to_pylist())
    for row in read:
        assert row["province"] == (int(row["adcode"][:2] + "0000") if row["adcode"] else None)
        assert row["year"] == (row["as_of"].year if row["as_of"] else None)


def test_duckdb_reads_the_facts_of_the_database(exported: Path, db: Any) -> None:
    table = f"read_parquet('{exported}/**/*.parquet', hive_partitioning = true)"
    query = duckdb.sql(f"SELECT * FROM {table}")
    rows = [dict(zip(query.columns, row, strict=True)) for row in query.fetchall()]
    assert by_id(rows) == by_id(fact_table(fact_rows(db)).to_pylist())
    counted = duckdb.sql(f"SELECT year, count(*), sum(value) FROM {table} WHERE province = 530000 GROUP BY year ORDER BY year")
    told = db.query("""SELECT CAST(substr(as_of, 1, 4) AS INTEGER) AS year, count(*) AS n, sum(value) AS sum FROM facts
                       WHERE adcode LIKE '53%' GROUP BY 1 ORDER BY 1""")
    assert counted.fetchall() == [(row["year"], row["n"], row["sum"]) for row in told]
    assert duckdb.sql(f"SELECT quote FROM {table} WHERE province IS NULL AND year IS NULL").fetchall() == [("7个",)]


def test_the_same_facts_give_the_same_bytes_and_leave_no_drafts(exported: Path, db: Any) -> None:
    before = {path: path.read_bytes() for path in exported.rglob("*.parquet")}
    assert write_dataset(db, exported) == (db.table("facts").count, 3)
    assert {path: path.read_bytes() for path in exported.rglob("*.parquet")} == before
    assert [path.name for path in exported.parent.iterdir() if path.name.startswith(".facts")] == []


def test_partitions_that_are_no_more_are_gone(exported: Path, db: Any) -> None:
    db.execute("UPDATE facts SET as_of = '2022-12-31' WHERE as_of LIKE '2025%'").connection.commit()
    assert write_dataset(db, exported)[1] == 2
    assert not (exported / "province=530000" / "year=2025").exists()


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path, db: Any) -> None:
    (tmp_path / "reports" / "a.txt").write_text("x", encoding="utf-8")
    result = export(tmp_path / "reports", tmp_path / "youju.db")
    assert result.exit_code == 2
    assert "别的东西" in result.output
    assert (tmp_path / "reports" / "a.txt").read_text(encoding="utf-8") == "x"
    assert export(tmp_path / "facts.doc", tmp_path / "youju.db").exit_code == 2


def test_rows_come_sorted_by_partition(db: Any) -> None:
    keys = [(row["province"] or "", row["year"] or "") for row in partitioned_rows(db)]
    assert keys == sorted(keys)
