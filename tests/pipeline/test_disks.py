"""Full and read-only disks under a run, with the real fault: told in Chinese, nothing half-written, and it can go on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import runs
from confined import (
    bound_by_permissions,
    files_of_at_most,
    on_small_disk,
    own_mounts,
    sound,
    without_permission,
)

from pipeline.run import run as run_here
from pipeline.runlog import log_path
from pipeline.shards import stands
from pipeline.store import open_store

CAN_GO_ON = "已入库的文件完好；排除后再运行同一命令，即从这里继续"
COUNT = 24


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reports enough to fill a small disk."""
    runs.write_reports(tmp_path / "reports", COUNT)
    return tmp_path / "reports"


def youju(*words: object) -> list[str]:
    """A command line."""
    return [sys.executable, "-m", "pipeline.cli", *map(str, words)]


def tell(*words: object, **options: object) -> tuple[int, str]:
    """A command's exit code and all it says."""
    done = subprocess.run(youju(*words), cwd=runs.ROOT, capture_output=True, text=True, timeout=300,  # type: ignore[call-overload]
                          check=False, **options)
    return done.returncode, done.stdout + done.stderr


# --- full -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("workers", [1, 2])
def test_files_that_may_not_grow_end_the_run_and_a_larger_quota_continues_it(tmp_path: Path, folder: Path, workers: int) -> None:
    db = tmp_path / "y.db"
    code, told = runs.run(folder, db, "--workers", workers, preexec_fn=files_of_at_most(500_000))
    assert code == 1
    assert CAN_GO_ON in told
    assert "Traceback" not in told
    before = len(sound(db))
    assert 0 < before < COUNT
    code, told = runs.run(folder, db)
    assert (code, len(sound(db))) == (0, COUNT)
    assert f"其中 {before} 份未变" in told


def test_a_log_that_finds_no_space_ends_the_run(tmp_path: Path, folder: Path) -> None:
    db = tmp_path / "y.db"
    log_path(db).symlink_to("/dev/full")
    code, told = runs.run(folder, db)
    assert (code, "磁盘已满" in told, CAN_GO_ON in told, "Traceback" in told) == (1, True, True, False), told
    log_path(db).unlink()
    assert runs.run(folder, db)[0] == 0
    assert len(sound(db)) == COUNT


def test_a_shard_that_finds_no_space_leaves_no_piece_of_it(tmp_path: Path, folder: Path) -> None:
    db = tmp_path / "y.db"
    run_here([folder / "001.txt"], db, tmp_path / "out")
    long = folder / "000.txt"
    long.write_text(long.read_text(encoding="utf-8") * 400, encoding="utf-8")
    code, told = runs.run(folder, db, preexec_fn=files_of_at_most(100_000))
    assert (code, "文件超出允许的大小" in told, CAN_GO_ON in told) == (1, True, True), told
    pieces = [path for path in (tmp_path / "y.db.shards").rglob("*") if path.is_file()]
    assert [path for path in pieces if path.suffix != ".gz" or not stands(path)] == [], "others' are whole"
    assert sound(db) == ["001.txt"]
    assert runs.run(folder, db)[0] == 0
    assert len(sound(db)) == COUNT


TABLES = """import sys
from pathlib import Path
from pipeline.faults import told
from pipeline.run import write_outputs
from pipeline.store import open_store
db = open_store(Path(sys.argv[1]))
try:
    write_outputs(db, Path(sys.argv[2]))
except OSError as error:
    sys.exit(told(error, Path(sys.argv[2])))
"""


def listed(out: Path) -> dict[str, bytes]:
    """Every file of a folder, hidden ones too."""
    return {path.name: path.read_bytes() for path in out.iterdir()}


def test_tables_that_may_not_grow_leave_the_old_ones(tmp_path: Path, folder: Path) -> None:
    db, out = tmp_path / "y.db", tmp_path / "out"
    run_here([folder / "000.txt", folder / "001.txt"], db, out)
    before = listed(out)
    run_here([folder], db, tmp_path / "elsewhere")
    largest = max(path.stat().st_size for path in (tmp_path / "elsewhere").iterdir())
    done = subprocess.run([sys.executable, "-c", TABLES, str(db), str(out)], cwd=runs.ROOT, capture_output=True, text=True,
                          preexec_fn=files_of_at_most(largest - 1), check=False)
    assert (done.returncode, "文件超出允许的大小" in done.stderr, "Traceback" in done.stderr) == (1, True, False), done
    assert listed(out) == before


@pytest.mark.parametrize("words", [["compare", "station.count"], ["runs"], ["numbers"]], ids=lambda words: words[0])
def test_results_that_find_no_space_are_told(tmp_path: Path, folder: Path, words: list[str]) -> None:
    db = tmp_path / "y.db"
    if words[0] == "numbers":
        words = ["numbers", str(folder)]
    else:
        run_here([folder / "000.txt"], db, tmp_path / "out")
        words = [*words, "--db", str(db)]
    with open("/dev/full", "w") as full:
        done = subprocess.run(youju(*words), cwd=runs.ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, "磁盘已满" in done.stderr, "Traceback" in done.stderr) == (1, True, False), done


# --- read-only ------------------------------------------------------------------------------------


@pytest.fixture
def finished(tmp_path: Path, folder: Path) -> Path:
    """The database of a whole run, alone in its folder but for the tables."""
    run_here([folder], tmp_path / "work" / "y.db", tmp_path / "work" / "out")
    return tmp_path / "work" / "y.db"


@pytest.mark.parametrize(("target", "cause"), [
    (lambda db: db, "只读"),
    (lambda db: db.with_name("new.db"), "没有权限"),
], ids=["a database", "a new one"])
def test_a_folder_without_permission_is_told_and_can_still_be_read(
        folder: Path, finished: Path, target: Callable[[Path], Path], cause: str) -> None:
    with without_permission(finished.parent):
        code, told = runs.run(folder, target(finished), preexec_fn=bound_by_permissions)
        assert (code, cause in told, "Traceback" in told) == (1, True, False), told
        code, told = tell("compare", "station.count", "--db", finished, preexec_fn=bound_by_permissions)
        assert (code, "昭通市" in told) == (0, True)
    assert len(sound(finished)) == COUNT


def test_an_output_folder_without_permission_costs_the_tables_only(folder: Path, finished: Path) -> None:
    out = finished.parent / "out"
    before = listed(out)
    with without_permission(out):
        (folder / "new.txt").write_text((folder / "000.txt").read_text(encoding="utf-8") + "另建社工室3个。\n", encoding="utf-8")
        code, told = runs.run(folder, finished, preexec_fn=bound_by_permissions)
    assert (code, "没有写入权限" in told, CAN_GO_ON in told) == (1, True, True), told
    assert listed(out) == before
    assert len(sound(finished)) == COUNT + 1
    assert [row["state"] for row in open_store(finished).query("SELECT state FROM runs ORDER BY id")] == ["finished", "died"]
    code, told = runs.run(folder, finished)
    assert (code, f"其中 {COUNT + 1} 份未变" in told) == (0, True)
    assert listed(out) != before


# --- on a disk of its own -------------------------------------------------------------------------

# The same once more on file systems made for it. Where the system refuses them (most containers) there is nothing to
# skip: the faults above come without.
if own_mounts():

    def test_a_full_disk_ends_the_run_and_more_space_continues_it(tmp_path: Path, folder: Path) -> None:
        disk = tmp_path / "disk"
        db = disk / "y.db"
        check, more = youju("verify", "--db", db), ["mount", "-o", "remount,size=40m", str(disk)]
        done = on_small_disk(disk, "700k", runs.words(folder, db), check, more, runs.words(folder, db), check)
        exits = [line for line in done.stdout.splitlines() if line.startswith("exit")]
        assert exits == ["exit 1", "exit 0", "exit 0", "exit 0", "exit 0"], done
        assert "磁盘已满" in done.stderr
        assert CAN_GO_ON in done.stderr
        assert "Traceback" not in done.stderr
        assert f"成功 {COUNT} 份（其中" in done.stdout

    def test_tables_that_find_no_space_leave_the_old_ones(tmp_path: Path, folder: Path) -> None:
        db, out = tmp_path / "y.db", tmp_path / "disk"
        few, many = (youju("run", *paths, "--db", db, "--out", out) for paths in ([folder / "000.txt", folder / "001.txt"], [folder]))
        listing = ["sh", "-c", f"cd {out} && sha256sum * && ls -A | grep -c youju-; true"]
        done = on_small_disk(out, "80k", few, listing, many, listing)
        before, after = (part.splitlines() for part in done.stdout.split("exit 0\n")[1:3])
        assert "磁盘已满" in done.stderr
        assert [line for line in after if "  " in line and len(line.split()[0]) == 64] == before[:7], done.stdout
        assert len(sound(db)) == COUNT

    def test_a_read_only_disk_is_told_and_can_still_be_read(tmp_path: Path, folder: Path) -> None:
        disk = tmp_path / "disk"
        read_only = ["mount", "-o", "remount,ro", str(disk)]
        words, new = runs.words(folder, disk / "y.db"), runs.words(folder, disk / "new.db")
        done = on_small_disk(disk, "40m", words, read_only, words, new, youju("compare", "station.count", "--db", disk / "y.db"))
        exits = [line for line in done.stdout.splitlines() if line.startswith("exit")]
        assert exits == ["exit 0", "exit 0", "exit 1", "exit 1", "exit 0"], done
        assert done.stderr.count("只读") == 2
        assert "Traceback" not in done.stderr
