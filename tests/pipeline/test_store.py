"""The store: one transaction a document, nothing doubled, nothing of others touched."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from store_samples import dump, fact, reading, store

from pipeline.layout import TABLES
from pipeline.load import load_facts
from pipeline.store import StoreError, open_store


def test_facts_come_back_as_they_went_in(db, zhaotong, yunnan):
    stored = {each.id: each for each in load_facts(db)}
    for original in (*zhaotong.extraction.facts, *yunnan.extraction.facts):
        assert stored[original.id] == original


def test_storing_again_changes_nothing(tmp_path, db, zhaotong, yunnan):
    before = dump(db)
    db, stored = store(tmp_path / "youju.db", zhaotong, yunnan)
    assert dump(db) == before
    assert [(s.added, s.removed, s.changed) for s in stored] == [(0, 0, 0)] * 2
    assert db.table("runs").count == 2


def test_a_changed_document_replaces_its_own_rows_only(tmp_path, folder, db, yunnan):
    others = [row for row in dump(db)["facts"] if row["doc"] == "云南.txt"]
    path = folder / "昭通.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("146个", "147个"), encoding="utf-8")
    db, (done,) = store(tmp_path / "youju.db", reading(path, [fact("147个", time="2022")]))
    rows = dump(db)["facts"]
    assert [row for row in rows if row["doc"] == "云南.txt"] == others
    assert [row["quote"] for row in rows if row["doc"] == "昭通.txt"] == ["147个"]
    assert (done.added, done.removed, done.changed) == (0, 5, 1)
    causes = {row["cause"] for row in db.query("SELECT cause FROM changes WHERE run = 2")}
    assert causes == {"来源文件已改"}


def test_two_files_of_one_name_are_two_documents(tmp_path):
    readings = []
    for folder, count in (("a", 3), ("b", 4)):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / "report.txt"
        path.write_text(f"昭通市报告\n建成社工站{count}个。\n", encoding="utf-8")
        readings.append(reading(path, [fact(f"{count}个")]))
    assert readings[0].extraction.facts[0].id == readings[1].extraction.facts[0].id
    db, _ = store(tmp_path / "youju.db", *readings)
    assert sorted(row["quote"] for row in db.table("facts").rows) == ["3个", "4个"]
    assert len({row["fact"] for row in db.table("numbers").rows}) == 2
    before = dump(db)
    assert dump(store(tmp_path / "youju.db", *reversed(readings))[0]) == before


def test_a_copy_is_stored_once(tmp_path, folder, db):
    copy = folder / "副本.txt"
    copy.write_bytes((folder / "昭通.txt").read_bytes())
    before = dump(db)
    db, (done,) = store(tmp_path / "youju.db", reading(copy, [fact("146个")]))
    assert done.same_as == str((folder / "昭通.txt").resolve())
    assert dump(db) == before


def test_a_moved_file_takes_its_rows_along(tmp_path, folder, db):
    moved = folder / "新名.txt"
    os.rename(folder / "昭通.txt", moved)
    db, (done,) = store(tmp_path / "youju.db", reading(moved, [fact("146个")]))
    assert {row["doc"] for row in db.table("facts").rows} == {"云南.txt", "新名.txt"}
    assert (done.added, done.removed) == (1, 6)


def test_a_document_that_cannot_be_stored_leaves_the_database_as_it_was(tmp_path, db, zhaotong):
    before = dump(db)
    first = zhaotong.extraction.facts[0]
    twice = zhaotong.extraction.model_copy(update={"facts": (first, first)})
    broken = type(zhaotong)(zhaotong.path, zhaotong.document, twice)
    with pytest.raises(sqlite3.IntegrityError):
        store(tmp_path / "youju.db", broken)
    assert dump(open_store(tmp_path / "youju.db")) == before


def test_every_reference_holds(db):
    assert list(db.query("PRAGMA foreign_key_check")) == []
    assert list(db.query("PRAGMA integrity_check")) == [{"integrity_check": "ok"}]
    assert db.journal_mode == "wal"


def test_divisions_bring_those_above_them(db):
    parents = {row["adcode"]: row["parent"] for row in db.table("regions").rows}
    assert parents["530600"] == "530000"
    assert parents["530000"] == "100000"


def test_every_column_has_a_chinese_label(db):
    labels = {(row["table"], row["column"]): row["label"] for row in db.table("labels").rows}
    for table in TABLES:
        columns = [column.name for column in db.table(table.name).columns]
        assert columns == [column.name for column in table.columns]
        assert all(labels[table.name, column] for column in ["", *columns])


def test_the_store_refuses_what_is_no_database_of_ours(tmp_path: Path):
    with pytest.raises(StoreError, match="没有这个数据库"):
        open_store(tmp_path / "none.db")
    (tmp_path / "text.db").write_text("不是数据库" * 100, encoding="utf-8")
    with pytest.raises(StoreError, match="不能作为数据库打开"):
        open_store(tmp_path / "text.db")
    sqlite3.connect(tmp_path / "other.db").execute("CREATE TABLE t (x)")
    for create in (False, True):
        with pytest.raises(StoreError, match="不是 youju 的数据库"):
            open_store(tmp_path / "other.db", create=create)


def test_a_database_of_another_layout_is_refused(tmp_path, db):
    db.execute("PRAGMA user_version = 7")
    for create in (False, True):
        with pytest.raises(StoreError, match="另一版本"):
            open_store(tmp_path / "youju.db", create=create)


def test_a_place_where_no_database_can_be_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="不能作为数据库打开"):
        open_store(tmp_path / "file" / "y.db", create=True)
