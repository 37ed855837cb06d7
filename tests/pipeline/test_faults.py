"""What goes wrong around a run, with the real fault: told in Chinese, nothing half-written, and it can go on.

Full and read-only disks are in `test_disks.py`, runs that are killed or asked to stop in `test_resume.py`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import runs
from click.testing import CliRunner
from confined import ALONE, READING, WRITING, Holder, held_by_another, sound, turned_clock

from pipeline import store
from pipeline.cli import main
from pipeline.faults import RunError
from pipeline.run import run as run_here
from pipeline.run import write_outputs
from pipeline.store import open_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three reports."""
    runs.write_reports(tmp_path / "reports", 3)
    return tmp_path / "reports"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a locked database for a moment only."""
    monkeypatch.setattr(store, "PATIENCE", 0.2)


# --- a database that another holds ----------------------------------------------------------------


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("again", [False, True], ids=["at the start", "in the middle"])
def test_a_database_that_another_program_holds_is_told(tmp_path: Path, folder: Path, again: bool) -> None:
    db = tmp_path / "y.db"
    run_here([folder / "000.txt"], db, tmp_path / "out")
    others: list[Holder] = []

    def lock(outcomes: Iterable[object], _: int) -> Iterator[object]:
        for n, outcome in enumerate(outcomes):
            if n == 1:
                others.append(Holder(db, *WRITING))
            yield outcome

    if not again:
        others.append(Holder(db, *WRITING))
    with pytest.raises(RunError, match="另一程序占用"):
        run_here([folder], db, tmp_path / "out", progress=lock if again else lambda outcomes, _: outcomes)
    others[0].let_go()
    assert sound(db) == ["000.txt"]
    assert len(run_here([folder], db, tmp_path / "out").stored) == 2
    assert sound(db) == ["000.txt", "001.txt", "002.txt"]


def test_a_database_that_another_program_holds_for_a_while_is_waited_for(tmp_path: Path, folder: Path) -> None:
    db = tmp_path / "y.db"
    run_here([folder / "000.txt"], db, tmp_path / "out")
    other = Holder(db, *WRITING)
    process = runs.start(folder, db)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(5)
    other.let_go()
    out, _ = process.communicate(timeout=120)
    assert (process.returncode, "成功 3 份" in out) == (0, True)


@pytest.mark.usefixtures("impatient")
def test_readers_of_the_database_do_not_stand_in_the_way(tmp_path: Path, folder: Path) -> None:
    db = tmp_path / "y.db"
    run_here([folder / "000.txt"], db, tmp_path / "out")
    with held_by_another(db, *READING):
        assert len(run_here([folder], db, tmp_path / "out").stored) == 2


@pytest.mark.usefixtures("impatient")
def test_other_commands_tell_a_locked_database_too(tmp_path: Path, folder: Path) -> None:
    db = tmp_path / "y.db"
    run_here([folder], db, tmp_path / "out")
    with held_by_another(db, *ALONE):
        result = CliRunner().invoke(main, ["runs", "--db", str(db)])
    assert result.exit_code == 1
    assert "另一程序占用" in result.stderr


# --- two runs at once -----------------------------------------------------------------------------


def test_a_second_run_on_one_database_is_refused_and_spoils_nothing(tmp_path: Path) -> None:
    folder, db = tmp_path / "reports", tmp_path / "y.db"
    runs.write_reports(folder, 120)
    first = runs.start(folder, db, "--workers", 1)
    runs.wait_for(first, db, 3)
    code, told = runs.run(folder, db)
    assert first.poll() is None, "both were there at once"
    assert (code, "另一次 youju run 正在写入，请等它结束" in told, "Traceback" in told) == (1, True, False), told
    out, _ = first.communicate(timeout=120)
    assert (first.returncode, "成功 120 份" in out) == (0, True)
    assert runs.run(folder, db)[0] == 0, "nothing is left that refuses"
    assert [row["event"] for row in runs.log(db)].count("started") == 2


def test_of_runs_that_begin_together_one_works_and_the_others_are_refused(tmp_path: Path, folder: Path) -> None:
    db = tmp_path / "y.db"
    together = [runs.start(folder, db) for _ in range(4)]
    told = [(process.communicate(timeout=120), process.returncode) for process in together]
    # Who comes when the first has ended already finds all done.
    assert {code for _, code in told} <= {0, 1}
    assert [code for _, code in told].count(0) >= 1
    assert all("另一次 youju run 正在写入" in err for (_, err), code in told if code)
    assert sound(db) == ["000.txt", "001.txt", "002.txt"]
    assert len(runs.log(db, "stored")) == 3


# --- sources that vanish --------------------------------------------------------------------------


def test_a_source_that_vanishes_meanwhile_costs_itself_only(tmp_path: Path, folder: Path) -> None:
    def vanish(outcomes: Iterable[object], _: int) -> Iterator[object]:
        for outcome in outcomes:
            (folder / "001.txt").unlink(missing_ok=True)
            yield outcome

    result = run_here([folder], tmp_path / "y.db", tmp_path / "out", workers=1, progress=vanish)
    (failure,) = result.failures
    assert failure.path == folder / "001.txt"
    assert "文件不存在或无法打开" in failure.cause
    assert sound(tmp_path / "y.db") == ["000.txt", "002.txt"]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_folder_that_vanishes_meanwhile_loses_no_fact_and_comes_back(tmp_path: Path, workers: int) -> None:
    folder, db = tmp_path / "reports", tmp_path / "y.db"
    runs.write_reports(folder, 80)
    process = runs.start(folder, db, "--workers", workers, "--prune")
    runs.wait_for(process, db, 3)
    folder.rename(tmp_path / "unplugged")
    _, err = process.communicate(timeout=120)
    assert (process.returncode, "Traceback" in err) == (1, False), err
    stored, failed = len(runs.log(db, "stored")), len(runs.log(db, "failed"))
    assert (stored + failed, failed > 0) == (80, True)
    assert len(sound(db)) == stored, "what was pulled out is not deleted"
    (tmp_path / "unplugged").rename(folder)
    code, told = runs.run(folder, db)
    assert (code, f"成功 80 份（其中 {stored} 份未变" in told) == (0, True), told
    assert runs.run(folder, db, "--prune")[0] == 0
    assert len(sound(db)) == 80


def test_sources_that_are_saved_anew_all_the_time_are_stored_as_they_were_read(tmp_path: Path) -> None:
    folder, db = tmp_path / "reports", tmp_path / "y.db"
    paths = runs.write_reports(folder, 40)
    texts = [path.read_text(encoding="utf-8") for path in paths]
    process, turn = runs.start(folder, db, "--workers", 2), 0
    while process.poll() is None:
        turn += 1
        for n, path in enumerate(paths):  # half of them truncated and written, as simple programs do, half replaced
            draft = path if n % 2 else tmp_path / "draft"
            draft.write_text(texts[n] + f"另建社工室{turn}个。\n", encoding="utf-8")
            draft.replace(path)
    _, err = process.communicate()
    stored, failed = len(runs.log(db, "stored")), runs.log(db, "failed")
    assert (stored + len(failed), process.returncode, "Traceback" in err) == (40, int(bool(failed)), False), err
    assert all(int(Path(str(row["path"])).stem) % 2 for row in failed), "only what was half there can have failed"
    assert runs.run(folder, db)[0] == 0
    result = CliRunner().invoke(main, ["verify", "--db", str(db)])
    assert (result.exit_code, "不符 0" in result.stdout) == (0, True), result.output
    assert len(sound(db)) == 40


# --- the clock ------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="faketime is of POSIX, its place that of Debian")
def test_a_clock_that_goes_back_in_the_middle_and_between_runs_changes_nothing(tmp_path: Path) -> None:
    folder, db, clock = tmp_path / "reports", tmp_path / "back" / "y.db", tmp_path / "clock"
    runs.write_reports(folder, 30)
    assert runs.run(folder, tmp_path / "whole" / "y.db")[0] == 0
    clock.write_text("+0\n")
    process = runs.start(folder, db, "--workers", 2, env=turned_clock(clock))
    runs.wait_for(process, db, 5)
    clock.write_text("-400d\n")
    process.communicate(timeout=120)
    assert process.returncode == 0
    times = [str(row["time"]) for row in runs.log(db)]
    assert times != sorted(times), "it went back"
    assert runs.content(db) == runs.content(tmp_path / "whole" / "y.db")
    clock.write_text("-9000d\n")
    (folder / "000.txt").write_text((folder / "001.txt").read_text(encoding="utf-8") + "另建社工室3个。\n", encoding="utf-8")
    code, told = runs.run(folder, db, env=turned_clock(clock))
    assert (code, "第 2 次运行：成功 30 份（其中 29 份未变" in told) == (0, True), told
    rows = list(open_store(db).query("SELECT id, state FROM runs ORDER BY id"))
    assert [(row["id"], row["state"]) for row in rows] == [(1, "finished"), (2, "finished")]


def test_files_dated_before_what_is_stored_are_known_by_their_bytes(tmp_path: Path, folder: Path) -> None:
    run_here([folder], tmp_path / "y.db", tmp_path / "out")
    os.utime(folder / "000.txt", (0, 0))
    assert run_here([folder], tmp_path / "y.db", tmp_path / "out").unchanged == 3


# --- the tables -----------------------------------------------------------------------------------


def test_a_killed_writer_of_tables_leaves_no_drafts(tmp_path: Path, folder: Path) -> None:
    db, out = tmp_path / "y.db", tmp_path / "out"
    run_here([folder], db, out)
    (out / ".youju-left").mkdir()
    (out / ".youju-left" / "facts.csv").touch()
    write_outputs(open_store(db), out)
    assert not [path for path in out.iterdir() if path.name.startswith(".")]


# --- figures that no database integer holds ---------------------------------------------------------


def test_a_figure_larger_than_any_integer_of_sqlite_is_kept_and_the_batch_goes_on(folder: Path, tmp_path: Path) -> None:
    (folder / "huge.txt").write_text("湖州市民政局2022年社工站工作总结\n全市投入社工站资金99999999999999999999元。\n", encoding="utf-8")
    run_here([folder], tmp_path / "youju.db", tmp_path / "out")
    db = open_store(tmp_path / "youju.db")
    (row,) = db.query("select value from facts where quote = '99999999999999999999元'")
    assert row["value"] == 1e20
    told = CliRunner().invoke(main, ["verify", "--db", str(tmp_path / "youju.db")])
    assert "不符 0" in told.output
