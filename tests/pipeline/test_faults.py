"""What goes wrong around a run, with the real fault: told in Chinese, nothing half-written, and it can go on."""

from __future__ import annotations

import os
import resource
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import runs
from click.testing import CliRunner

from pipeline import store
from pipeline.cli import main
from pipeline.faults import RunError
from pipeline.run import run as run_here
from pipeline.run import write_outputs
from pipeline.store import held, open_store

OWN_MOUNTS = sys.platform == "linux" and shutil.which("unshare") is not None and subprocess.run(
    ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False).returncode == 0
mounts = pytest.mark.skipif(not OWN_MOUNTS, reason="needs file systems of its own (unshare)")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three reports."""
    runs.write_reports(tmp_path / "reports", 3)
    return tmp_path / "reports"


def whole(db: Path) -> list[str]:
    """The documents stored, in a database that is sound."""
    stored = open_store(db)
    assert list(stored.query("PRAGMA integrity_check")) == [{"integrity_check": "ok"}]
    assert list(stored.query("PRAGMA foreign_key_check")) == []
    return sorted(row["doc"] for row in stored.table("documents").rows)


def on_small_disk(place: Path, size: str, *commands: list[str]) -> subprocess.CompletedProcess[str]:
    """Run commands one after the other with a file system of this size at `place`."""
    place.mkdir(exist_ok=True)
    script = [f"mount -t tmpfs -o size={size} none {shlex.quote(str(place))}",
              *(f"{shlex.join(command)}; echo exit $?" for command in commands)]
    return subprocess.run(["unshare", "-rm", "sh", "-c", " && ".join(script[:1]) + "\n" + "\n".join(script[1:])],
                          cwd=runs.ROOT, capture_output=True, text=True, timeout=300, check=False)


@mounts
def test_a_full_disk_ends_the_run_and_more_space_continues_it(tmp_path: Path) -> None:
    folder, disk = tmp_path / "reports", tmp_path / "disk"
    runs.write_reports(folder, 24)
    db = disk / "y.db"
    more = ["mount", "-o", "remount,size=40m", str(disk)]
    check = [sys.executable, "-m", "pipeline.cli", "verify", "--db", str(db)]
    done = on_small_disk(disk, "700k", runs.words(folder, db), check, more, runs.words(folder, db), check)
    exits = [line for line in done.stdout.splitlines() if line.startswith("exit")]
    assert exits == ["exit 1", "exit 0", "exit 0", "exit 0", "exit 0"], done
    assert "磁盘已满" in done.stderr
    assert "已入库的文件完好" in done.stderr
    assert "Traceback" not in done.stderr
    assert "成功 24 份（其中" in done.stdout


@mounts
def test_tables_that_find_no_space_leave_the_old_ones(tmp_path: Path, folder: Path) -> None:
    db, out = tmp_path / "y.db", tmp_path / "disk"
    words = [word if word != str(db.parent / "out") else str(out) for word in runs.words(folder, db)]
    many = tmp_path / "many"
    runs.write_reports(many, 24)
    larger = [word if word != str(folder) else str(many) for word in words]
    listing = ["sh", "-c", f"cd {out} && sha256sum * && ls -A | grep -c youju-; true"]
    done = on_small_disk(out, "80k", words, listing, larger, listing)
    before, after = (part.splitlines() for part in done.stdout.split("exit 0\n")[1:3])
    assert "磁盘已满" in done.stderr
    assert [line for line in after if "  " in line and len(line.split()[0]) == 64] == before[:7], done.stdout
    assert len(whole(db)) == 24


@mounts
def test_a_read_only_disk_is_told_and_can_still_be_read(tmp_path: Path, folder: Path) -> None:
    disk = tmp_path / "disk"
    read_only = ["mount", "-o", "remount,ro", str(disk)]
    words = runs.words(folder, disk / "y.db")
    new = runs.words(folder, disk / "new.db")
    compare = [sys.executable, "-m", "pipeline.cli", "compare", "station.count", "--db", str(disk / "y.db")]
    done = on_small_disk(disk, "40m", words, read_only, words, new, compare)
    exits = [line for line in done.stdout.splitlines() if line.startswith("exit")]
    assert exits == ["exit 0", "exit 0", "exit 1", "exit 1", "exit 0"], done
    assert done.stderr.count("只读") == 2
    assert "Traceback" not in done.stderr


def test_a_file_that_may_not_grow_ends_the_run(tmp_path: Path) -> None:
    folder, db = tmp_path / "reports", tmp_path / "y.db"
    runs.write_reports(folder, 24)

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, resource.RLIM_INFINITY))

    code, told = runs.run(folder, db, preexec_fn=small_files)
    assert code == 1
    assert "再运行同一命令，即从这里继续" in told
    assert "Traceback" not in told
    before = len(whole(db))
    assert 0 < before < 24
    code, told = runs.run(folder, db)
    assert (code, len(whole(db))) == (0, 24)
    assert f"其中 {before} 份未变" in told


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a locked database for a moment only."""
    monkeypatch.setattr(store, "PATIENCE", 0.2)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("again", [False, True], ids=["at the start", "in the middle"])
def test_a_database_that_another_program_holds_is_told(tmp_path: Path, folder: Path, again: bool) -> None:
    db = tmp_path / "y.db"
    run_here([folder / "000.txt"], db, tmp_path / "out")
    other = sqlite3.connect(db, isolation_level=None)

    def lock(outcomes: Iterable[object], _: int) -> Iterator[object]:
        for n, outcome in enumerate(outcomes):
            if n == 1:
                other.execute("BEGIN IMMEDIATE")
            yield outcome

    if not again:
        other.execute("BEGIN IMMEDIATE")
    with pytest.raises(RunError, match="另一程序占用"):
        run_here([folder], db, tmp_path / "out", progress=lock if again else lambda outcomes, _: outcomes)
    other.execute("ROLLBACK")
    assert whole(db) == ["000.txt"]
    assert len(run_here([folder], db, tmp_path / "out").stored) == 2
    assert whole(db) == ["000.txt", "001.txt", "002.txt"]


@pytest.mark.usefixtures("impatient")
def test_readers_of_the_database_do_not_stand_in_the_way(tmp_path: Path, folder: Path) -> None:
    db = tmp_path / "y.db"
    run_here([folder / "000.txt"], db, tmp_path / "out")
    other = sqlite3.connect(db)
    other.execute("BEGIN")
    assert other.execute("SELECT count(*) FROM documents").fetchone() == (1,)
    assert len(run_here([folder], db, tmp_path / "out").stored) == 2


def test_a_second_run_on_one_database_is_refused(tmp_path: Path, folder: Path) -> None:
    words = ["run", str(folder), "--db", str(tmp_path / "y.db"), "--out", str(tmp_path / "out")]
    with held(tmp_path / "y.db"):
        result = CliRunner().invoke(main, words)
    assert result.exit_code == 1
    assert "另一次 youju run 正在写入" in result.stderr
    assert CliRunner().invoke(main, words).exit_code == 0


@pytest.mark.usefixtures("impatient")
def test_other_commands_tell_a_locked_database_too(tmp_path: Path, folder: Path) -> None:
    db = tmp_path / "y.db"
    run_here([folder], db, tmp_path / "out")
    other = sqlite3.connect(db, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN EXCLUSIVE")
    result = CliRunner().invoke(main, ["runs", "--db", str(db)])
    assert result.exit_code == 1
    assert "另一程序占用" in result.stderr


def test_a_source_that_vanishes_meanwhile_costs_itself_only(tmp_path: Path, folder: Path) -> None:
    def vanish(outcomes: Iterable[object], _: int) -> Iterator[object]:
        for outcome in outcomes:
            (folder / "001.txt").unlink(missing_ok=True)
            yield outcome

    result = run_here([folder], tmp_path / "y.db", tmp_path / "out", workers=1, progress=vanish)
    (failure,) = result.failures
    assert failure.path == folder / "001.txt"
    assert "文件不存在或无法打开" in failure.cause
    assert whole(tmp_path / "y.db") == ["000.txt", "002.txt"]


def test_a_clock_that_goes_back_changes_nothing(tmp_path: Path, folder: Path) -> None:
    db = tmp_path / "y.db"
    run_here([folder], db, tmp_path / "out")
    open_store(db).execute("UPDATE runs SET started = '2999-01-01T00:00:00+00:00'").connection.commit()
    os.utime(folder / "000.txt", (0, 0))
    result = run_here([folder], db, tmp_path / "out")
    assert (result.run, result.unchanged) == (2, 3)


def test_a_killed_writer_of_tables_leaves_no_drafts(tmp_path: Path, folder: Path) -> None:
    db, out = tmp_path / "y.db", tmp_path / "out"
    run_here([folder], db, out)
    (out / ".youju-left").mkdir()
    (out / ".youju-left" / "facts.csv").touch()
    write_outputs(open_store(db), out)
    assert not [path for path in out.iterdir() if path.name.startswith(".")]
