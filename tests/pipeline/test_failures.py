"""Documents that fail: told, remembered, tried again a few times, and never in the way of the others."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from functools import partial
from pathlib import Path

import hostile
import pytest
import runs
from click.testing import CliRunner
from makepdf import Page, build

from pipeline import worker
from pipeline.batch import SHORT_TEXT, Failure, find_documents, read_all, read_one
from pipeline.cli import main
from pipeline.failures import ATTEMPTS, failure_rows
from pipeline.pool import TRIES, each
from pipeline.run import run as run_here
from pipeline.store import open_store

BROKEN = "不是 Word 文件".encode() * 50


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good reports and one that is no Word file."""
    runs.write_reports(tmp_path / "reports", 2)
    (tmp_path / "reports" / "broken.docx").write_bytes(BROKEN)
    return tmp_path / "reports"


def failures(db: Path) -> list[tuple[str, str, int]]:
    return [(row["doc"], row["stage"], row["attempts"]) for row in failure_rows(open_store(db))]


def test_a_failure_is_tried_three_times_and_no_more(tmp_path: Path, folder: Path) -> None:
    db = tmp_path / "y.db"
    for attempt in range(1, ATTEMPTS + 1):
        (failure,) = run_here([folder], db, tmp_path / "out").failures
        assert failure.attempts == 1
        assert failures(db) == [("broken.docx", "read", attempt)]
    (failure,) = run_here([folder], db, tmp_path / "out").failures
    assert "不再重试" in failure.cause
    assert failures(db) == [("broken.docx", "read", ATTEMPTS)]
    run_here([folder], db, tmp_path / "out", retry=True)
    assert failures(db) == [("broken.docx", "read", ATTEMPTS + 1)]


@pytest.mark.parametrize("change", ["content", "program"])
def test_what_changed_is_tried_anew(tmp_path: Path, folder: Path, change: str) -> None:
    db = tmp_path / "y.db"
    for _ in range(ATTEMPTS):
        run_here([folder], db, tmp_path / "out")
    if change == "content":
        (folder / "broken.docx").write_bytes(BROKEN + b"!")
    run_here([folder], db, tmp_path / "out", version="2" if change == "program" else "")
    assert failures(db) == [("broken.docx", "read", 1)]


def test_success_and_deletion_end_a_failure(tmp_path: Path, folder: Path) -> None:
    db = tmp_path / "y.db"
    run_here([folder], db, tmp_path / "out")
    (folder / "broken.docx").write_bytes(hostile.docx(hostile.paragraph("昭通市建成社工站12个。")))
    assert run_here([folder], db, tmp_path / "out").failures == []
    assert failures(db) == []
    (folder / "empty.txt").touch()
    run_here([folder], db, tmp_path / "out")
    (folder / "empty.txt").unlink()
    run_here([folder], db, tmp_path / "out")
    assert failures(db) == []


def test_the_command_lists_them(tmp_path: Path, folder: Path) -> None:
    db = tmp_path / "y.db"
    run_here([folder], db, tmp_path / "out")
    told = CliRunner().invoke(main, ["failures", "--db", str(db)]).stdout
    assert "内容与扩展名不符" in told
    assert "共 1 份" in told
    (row,) = [json.loads(line) for line in
              CliRunner().invoke(main, ["failures", "--db", str(db), "--format", "json"]).stdout.splitlines()]
    assert (row["path"], row["stage"], row["run"]) == (str(folder / "broken.docx"), "read", 1)
    (folder / "broken.docx").unlink()
    run_here([folder], db, tmp_path / "out")
    assert "没有失败的文件" in CliRunner().invoke(main, ["failures", "--db", str(db)]).stdout


def kill_reader(process: subprocess.Popen[str]) -> None:
    """Kill the process that reads for a run, once it has been at one file for a while."""
    seen: Counter[int] = Counter()
    until = time.monotonic() + 100
    while time.monotonic() < until and process.poll() is None:
        parents = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
        seen.update(pid for pid, parent in parents.items() if parents.get(parent) == process.pid)
        if slow := [pid for pid, times in seen.items() if times > 20]:
            os.kill(slow[0], signal.SIGKILL)
            return
        time.sleep(0.05)
    raise AssertionError("nothing to kill")


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the process in /proc")
def test_a_file_that_kills_its_reader_costs_itself_only(tmp_path: Path) -> None:
    folder, db = tmp_path / "reports", tmp_path / "y.db"
    runs.write_reports(folder, 3)
    (trap,) = [data for name, data, _ in hostile.files() if name == "nested_form.pdf"]
    (folder / "001_trap.pdf").write_bytes(trap)
    process = runs.start(folder, db)
    kill_reader(process)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "001_trap.pdf：读取进程异常退出（退出码 -9）" in err
    assert open_store(db).table("documents").count == 3
    assert failures(db) == [("001_trap.pdf", "read", 1)]


def doom(task: worker.Task, job: object) -> worker.Outcome:
    """The real work, except that one document ends its process."""
    if task.path.name == "001.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return job(task)  # type: ignore[operator,no-any-return]


def test_a_worker_that_dies_counts_every_try(tmp_path: Path) -> None:
    paths = runs.write_reports(tmp_path / "reports", 4)
    job = partial(doom, job=worker.job(tmp_path / "shards", None, "book", "code"))
    outcomes = list(each(job, [worker.Task(path) for path in paths], 2, worker.gone))
    assert [type(outcome) for outcome in outcomes] == [worker.Done, Failure, worker.Done, worker.Done]
    assert (outcomes[1].attempts, len(outcomes[1].sha256)) == (TRIES, 64)


def test_shards_that_find_no_place_are_no_fault_of_the_document(tmp_path: Path) -> None:
    (path,) = runs.write_reports(tmp_path / "reports", 1)
    (tmp_path / "file").touch()
    outcome = worker.job(tmp_path / "file" / "shards", None, "book", "code")(worker.Task(path))
    assert isinstance(outcome, worker.Halt)
    assert "不是文件夹" in outcome.cause


def test_hostile_files_of_every_kind_leave_the_batch_alone(tmp_path: Path) -> None:
    for name, data, _ in hostile.files():
        if name != "nested_form.pdf":  # pdfium is busy with it until its time is over
            (tmp_path / name).write_bytes(data)
    good = runs.write_reports(tmp_path, 1)
    outcomes = {outcome.path.name: outcome for outcome in read_all(find_documents([tmp_path]))}
    assert [name for name, outcome in outcomes.items() if not isinstance(outcome, Failure)] == [good[0].name]
    assert not [outcome for outcome in outcomes.values() if "处理出错" in str(outcome)]


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert read_one(tmp_path / "pipe.txt") == Failure(tmp_path / "pipe.txt", "不是普通文件")


def test_a_long_text_is_understood_in_a_process_of_its_own(tmp_path: Path) -> None:
    filler = "各地按照要求稳步推进各项工作，群众满意度持续提升。\n"
    text = "昭通市民政局关于社工站建设情况的报告\n" + filler * (SHORT_TEXT // len(filler) + 1)
    (tmp_path / "long.txt").write_text(text + "全市建成社工站146个。\n", encoding="utf-8")
    reading = read_one(tmp_path / "long.txt")
    assert not isinstance(reading, Failure)
    assert [fact.quote for fact in reading.extraction.facts] == ["146个"]


def numbers(path: Path) -> list[tuple[str, str]]:
    """What `youju numbers` says of a file: each number and why it is no fact, or `fact`."""
    result = CliRunner().invoke(main, ["numbers", str(path)])
    assert result.exit_code == 0, result.output
    return [(row["quote"], row.get("reason", "fact")) for row in map(json.loads, result.stdout.splitlines())]


PAGES = (("　　全市建成乡镇社工站146个。", "各地陆续开展服务。"), ("　　投入资金1200万元，", "由县级统筹使用。"),
         ("　　持证社工650人。", "后续将加强培训。"))


def test_numbers_of_running_heads_and_page_numbers_are_listed(tmp_path: Path) -> None:
    heading = [("2022", "heading"), ("8", "heading")]
    pages = [Page().text(90, 800, "社工站年报2022年第8期", 9).lines(list(lines), y=740).text(280, 40, f"— {n} —", 9)
             for n, lines in enumerate(PAGES, start=1)]
    (tmp_path / "a.pdf").write_bytes(build(*pages))
    assert numbers(tmp_path / "a.pdf") == [
        *heading, ("146个", "fact"), ("1", "page"), *heading, ("1200万元", "fact"), ("2", "page"),
        *heading, ("650人", "fact"), ("3", "page")]

    docx = pytest.importorskip("docx").Document()
    docx.sections[0].header.paragraphs[0].text = "社工站年报2022年第8期"
    docx.add_paragraph("全市建成乡镇社工站146个，配备工作人员320名。")
    docx.save(str(tmp_path / "b.docx"))
    assert sorted(numbers(tmp_path / "b.docx")) == sorted([*heading, ("146个", "fact"), ("320名", "fact")])

    lines = ["昭通市社工站报告", "全市建成乡镇社工站146个，", "— 2 —", "配备工作人员320名。", "第 3 页 共 8 页", "完。"]
    (tmp_path / "c.txt").write_text("\n".join(lines), encoding="utf-8")
    assert numbers(tmp_path / "c.txt") == [
        ("146个", "fact"), ("2", "page"), ("320名", "fact"), ("3", "page"), ("8", "page")]


def disguised() -> bytes:
    """A page that shows 12 and claims in its ActualText that it reads 98."""
    def code(text: str) -> str:
        return text.encode("utf-16-be").hex()

    page = Page().lines(["昭通市社工站报告"])
    page.content.append(
        f"q BT /F1 12 Tf 1 0 0 1 90 700 Tm <{code('全市建成社工站')}> Tj /Span <</ActualText <FEFF{code('98')}>>> BDC "
        f"<{code('12')}> Tj EMC <{code('个，工作人员45名。')}> Tj ET Q")
    return build(page)


def test_a_figure_that_the_page_does_not_show_becomes_a_finding(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(disguised())
    db = tmp_path / "y.db"
    run_here([tmp_path], db, tmp_path / "out")
    result = CliRunner().invoke(main, ["check", "--db", str(db), "--format", "json"])
    (finding,) = map(json.loads, result.stdout.splitlines())
    assert (finding["kind"], finding["severity"], finding["doc"]) == ("unconfirmed_figure", "warning", "a.pdf")
    assert finding["message"] == "第 1 页的数字“98”换一种读法看不到，请对照原件"
    facts = {row["id"]: row["quote"] for row in open_store(db).table("facts").rows}
    assert [facts[fact] for fact in finding["facts"]] == ["98个"]
    assert sorted(facts.values()) == ["45名", "98个"]
    assert "换一种读法看不到" in CliRunner().invoke(main, ["check", "--db", str(db)]).stdout


def test_a_damaged_pdf_for_the_second_reader_is_told_once(tmp_path: Path) -> None:
    from pipeline.confirm import confirmed
    from pipeline.readers import read

    (tmp_path / "a.pdf").write_bytes(disguised())
    reading = read_one(tmp_path / "a.pdf")
    document = read(tmp_path / "a.pdf")
    (tmp_path / "a.pdf").write_bytes(disguised()[:200])  # it changed meanwhile
    again = confirmed(tmp_path / "a.pdf", document, reading.extraction.model_copy(update={"findings": ()}))
    (finding,) = again.findings
    assert finding.severity == "info"
    assert "未经证实" in finding.message
    assert again.facts == reading.extraction.facts
