"""A run may end at any moment; the next goes on there and ends with the same facts."""

from __future__ import annotations

import gzip
import os
import random
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
import runs
from makepdf import Page, build

from pipeline import worker
from pipeline.run import run as run_here
from pipeline.shards import Shard, ShardError, code_digest, stands
from pipeline.store import open_store
from schemas.codebook import load_codebook

BOOK = load_codebook()


def states(db: Path) -> list[str]:
    """How each run ended."""
    return [row["state"] for row in open_store(db).query("SELECT state FROM runs ORDER BY id")]


@pytest.mark.parametrize(("workers", "kills"), [(1, 1), (2, 5)])
def test_killed_at_random_it_ends_with_the_same_facts(tmp_path: Path, workers: int, kills: int) -> None:
    folder = tmp_path / "reports"
    runs.write_reports(folder, 36)
    assert runs.run(folder, tmp_path / "whole" / "y.db")[0] == 0
    db = tmp_path / "torn" / "y.db"
    pick = random.Random(workers)
    for _ in range(kills):
        process = runs.start(folder, db, "--workers", workers)
        runs.wait_for(process, db, len(runs.log(db, "stored")) + pick.randint(0, 7))
        process.kill()
        process.communicate()
    before = len(runs.log(db, "stored"))
    assert before < 36, "killed too late to show anything"
    assert runs.run(folder, db, "--workers", workers)[0] == 0
    assert runs.content(db) == runs.content(tmp_path / "whole" / "y.db")
    for name in ("facts.jsonl", "numbers.jsonl", "findings.jsonl", "indicators.csv", "facts.csv"):
        assert (db.parent / "out" / name).read_bytes() == (tmp_path / "whole" / "out" / name).read_bytes()
    last = runs.log(db, "ended")[-1]
    assert last["stored"] + last["unchanged"] == 36
    assert last["unchanged"] >= before, "what was stored is not read again"
    assert states(db)[-1] == "finished"
    assert set(states(db)[:-1]) <= {"died"}


def test_a_finished_shard_spares_the_work(tmp_path: Path) -> None:
    (path,) = runs.write_reports(tmp_path / "reports", 1)
    job = worker.job(tmp_path / "shards", None, BOOK.digest, code_digest())
    done = job(worker.Task(path))
    assert isinstance(done, worker.Done)
    written = done.shard.stat().st_mtime_ns
    assert job(worker.Task(path)) == worker.Done(path, done.sha256, done.shard, pytest.approx(0, abs=9))
    assert done.shard.stat().st_mtime_ns == written
    other_code = worker.job(tmp_path / "shards", None, BOOK.digest, "another")
    assert other_code(worker.Task(path)).shard != done.shard


@pytest.mark.parametrize("torn", [
    lambda data: b"", lambda data: data[:2], lambda data: data[:200], lambda data: data[:200] + bytes(len(data) - 200),
    lambda data: gzip.compress(b"{}"),
], ids=["empty", "head", "half", "zeros", "other"])
def test_a_shard_that_did_not_reach_the_disk_is_made_again(tmp_path: Path, torn: Callable[[bytes], bytes]) -> None:
    (path,) = runs.write_reports(tmp_path / "reports", 1)
    job = worker.job(tmp_path / "shards", None, BOOK.digest, code_digest())
    shard = job(worker.Task(path)).shard
    whole = list(Shard(shard).lines())
    shard.write_bytes(torn(shard.read_bytes()))
    assert not stands(shard)
    with pytest.raises(ShardError):
        list(Shard(shard).lines())
    job(worker.Task(path))
    assert list(Shard(shard).lines()) == whole


@pytest.mark.parametrize(("workers", "number"), [(1, signal.SIGINT), (2, signal.SIGINT), (2, signal.SIGTERM)])
def test_asked_to_stop_it_finishes_what_it_is_at_and_says_how_to_go_on(
        tmp_path: Path, workers: int, number: signal.Signals) -> None:
    folder, db = tmp_path / "reports", tmp_path / "y.db"
    runs.write_reports(folder, 97)
    for n in (2, 5, 8):  # read in processes of their own
        page = Page().lines(["昭通市社工站工作报告", f"全市建成社工站{n + 30}个，配备工作人员{n + 90}名。"])
        (folder / f"{n:03}.pdf").write_bytes(build(page))
    process = runs.start(folder, db, "--workers", workers, start_new_session=True)
    runs.wait_for(process, db, 3)
    os.killpg(process.pid, number)  # as a terminal does: to every process of the run
    out, err = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "做完手头的文件就停" in err
    assert "再运行同一命令即从这里继续" in out
    assert "失败 0 份" in out
    stored = len(runs.log(db, "stored"))
    assert 3 <= stored < 100
    store = open_store(db)
    assert store.table("documents").count == stored
    assert f"余 {100 - stored} 份" in out
    assert states(db) == ["interrupted"]
    code, told = runs.run(folder, db)
    assert code == 0
    assert f"成功 100 份（其中 {stored} 份未变" in told


def test_stopped_while_it_checks_or_writes_tables_it_says_how_to_go_on(tmp_path: Path) -> None:
    folder, db = tmp_path / "reports", tmp_path / "y.db"
    runs.write_reports(folder, 300)
    process = runs.start(folder, db)
    runs.wait_for(process, db, 1, "checking")
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=120)
    assert (process.returncode, "Traceback" in err) == (130, False), err
    assert "已立即停下。已入库的文件完好；再运行同一命令，即从这里继续" in err
    assert states(db) == ["interrupted"]
    code, told = runs.run(folder, db)
    assert (code, "其中 300 份未变" in told) == (0, True)
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".")]


def test_a_run_is_finished_when_its_tables_are_written_and_not_before(tmp_path: Path) -> None:
    folder, db = tmp_path / "reports", tmp_path / "y.db"
    runs.write_reports(folder, 60)
    process = runs.start(folder, db)
    runs.wait_for(process, db, 1, "checking")
    process.send_signal(signal.SIGSTOP)
    counted = next(open_store(db).query("SELECT state, documents FROM runs"))
    assert (counted, runs.log(db, "ended")) == ({"state": "running", "documents": 60}, [])
    assert not (tmp_path / "out" / "facts.csv").exists()
    process.kill()
    process.communicate(timeout=120)
    assert runs.run(folder, db)[0] == 0
    assert (tmp_path / "out" / "facts.csv").exists()
    assert (states(db), len(runs.log(db, "ended"))) == (["died", "finished"], 1)


def test_asked_twice_it_stops_at_once(tmp_path: Path) -> None:
    folder, db = tmp_path / "reports", tmp_path / "y.db"
    runs.write_reports(folder, 30)
    process = runs.start(folder, db, "--workers", 2)
    runs.wait_for(process, db, 1)
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=120)
    assert (process.returncode, "Traceback" in err) == (130, False), err
    assert "再运行同一命令" in err
    store = open_store(db)
    assert list(store.query("PRAGMA integrity_check")) == [{"integrity_check": "ok"}]
    assert runs.run(folder, db)[0] == 0
    assert open_store(db).table("documents").count == 30


def test_unchanged_documents_are_not_read_again(tmp_path: Path) -> None:
    folder, db = tmp_path / "reports", tmp_path / "y.db"
    first, *others = runs.write_reports(folder, 4)
    run_here([folder], db, tmp_path / "out")
    first.write_text(first.read_text(encoding="utf-8").replace("20个", "21个"), encoding="utf-8")
    result = run_here([folder], db, tmp_path / "out")
    assert result.unchanged == len(others)
    assert [(s.added, s.removed, s.changed) for s in result.stored] == [(0, 0, 1)]
    assert not (tmp_path / "y.db.shards").exists(), "nothing is left lying about"


def test_another_program_or_codebook_reads_again(tmp_path: Path) -> None:
    folder, db = tmp_path / "reports", tmp_path / "y.db"
    runs.write_reports(folder, 2)
    run_here([folder], db, tmp_path / "out")
    assert run_here([folder], db, tmp_path / "out", version="2").unchanged == 0
    shipped = Path(runs.ROOT / "schemas/data/codebooks/social_work_station.toml")
    own = tmp_path / "own.toml"
    own.write_text("# 本单位\n" + shipped.read_text(encoding="utf-8"), encoding="utf-8")
    assert run_here([folder], db, tmp_path / "out", version="2", codebook=own).unchanged == 0


def test_deleted_files_are_told_and_pruned_on_request(tmp_path: Path) -> None:
    folder, db = tmp_path / "reports", tmp_path / "y.db"
    first, *_ = runs.write_reports(folder, 3)
    run_here([folder], db, tmp_path / "out")
    first.unlink()
    assert run_here([folder], db, tmp_path / "out").missing == [str(first)]
    assert open_store(db).table("documents").count == 3
    run_here([folder], db, tmp_path / "out", prune=True)
    store = open_store(db)
    assert {row["doc"] for row in store.table("facts").rows} == {"001.txt", "002.txt"}
    assert list(store.query("PRAGMA foreign_key_check")) == []
    assert {row["cause"] for row in store.query("SELECT cause FROM changes WHERE run = 3")} == {"来源文件已删除"}
    assert run_here([folder], db, tmp_path / "out").missing == []
