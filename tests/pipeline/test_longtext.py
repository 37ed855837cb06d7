"""A long text is understood and written report by report: the same shard, in little memory, whatever goes wrong."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from html import escape
from pathlib import Path

import docx
import hostile
import pytest

from pipeline import worker
from pipeline.batch import SHORT_TEXT, Failure, Reading, read_one
from pipeline.longtext import LONG, into_shard, is_long, read_long, records
from pipeline.printing import Printed, printed
from pipeline.readers import read
from pipeline.readers.isolation import PLAIN_BYTES
from pipeline.rows import dumps, fact_row, number_row
from pipeline.shards import RECORDS, Shard, records_of, stands, write_shard
from schemas.codebook import load_codebook

BOOK = load_codebook()
SAMPLES = Path(__file__).parents[2] / "corpus"
REPORTS = sorted(SAMPLES.glob("reports/*.txt"))
TEXT = "\n".join(read(path).source for path in REPORTS)
"""Many reports in one file."""


def times(size: int) -> str:
    """The text again and again, up to so many bytes."""
    return TEXT * (size // len(TEXT.encode()) + 1)


def work(path: Path, shards: Path) -> worker.Outcome:
    return worker.job(shards, None, BOOK.digest, "code")(worker.Task(path))


def told(shard: Path) -> dict[str, list[bytes]]:
    """What a shard says, by the kind of record."""
    found: dict[str, list[bytes]] = {kind: [] for kind in RECORDS}
    for line in Shard(shard).lines():
        found[line.kind].append(line.json)
    return found


def whole(path: Path, place: Path) -> dict[str, list[bytes]]:
    """What the shard made of the whole text at once says."""
    reading = read_one(path)
    assert isinstance(reading, Reading)
    write_shard(records_of(reading), place)
    return told(place)


def mixed(folder: Path) -> Path:
    """Many reports with page numbers in between, which are no part of the text."""
    pages = [f"{text.rstrip()}\n— {n} —\n" for n, text in enumerate(TEXT.split("\n\n"), 1)]
    (folder / "mixed.txt").write_text("\n".join(pages), encoding="utf-8")
    return folder / "mixed.txt"


@pytest.mark.parametrize("path", [*REPORTS, None], ids=lambda path: path.stem if path else "many reports, page numbers")
def test_written_report_by_report_a_shard_says_the_same(path: Path | None, tmp_path: Path) -> None:
    path = path or mixed(tmp_path)
    write_shard(records(read(path), BOOK), tmp_path / "long.gz")
    written = told(tmp_path / "long.gz")
    assert written == whole(path, tmp_path / "whole.gz")
    assert written["fact"]


def test_the_mixed_text_has_all_that_is_written_apart(tmp_path: Path) -> None:
    shard = whole(mixed(tmp_path), tmp_path / "whole.gz")
    assert len(shard["report"]) > 5
    assert shard["finding"]
    assert any(b'"reason":"page"' in number for number in shard["number"])


@pytest.mark.parametrize("size", [LONG, PLAIN_BYTES + 1], ids=["in the worker", "in a child"])
def test_a_worker_writes_a_long_text_so(size: int, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(times(size), encoding="utf-8")
    assert is_long(path)
    done = work(path, tmp_path / "shards")
    assert isinstance(done, worker.Done)
    assert stands(done.shard)
    assert told(done.shard) == whole(path, tmp_path / "whole.gz")


@pytest.mark.parametrize("name", ["a.docx", "a.html"])
def test_a_worker_writes_other_long_documents_so(name: str, tmp_path: Path) -> None:
    paragraphs = times(3 * SHORT_TEXT).splitlines()
    path = tmp_path / name
    if name == "a.docx":
        made = docx.Document()
        for each in paragraphs:
            made.add_paragraph(each)
        made.save(str(path))
    else:
        body = "".join(f"<p>{escape(each)}</p>\n" for each in paragraphs)
        path.write_text(f"<html><head><meta charset=utf-8></head><body>{body}</body></html>", encoding="utf-8")
    done = work(path, tmp_path / "shards")
    assert isinstance(done, worker.Done)
    assert len(read(path).text) > SHORT_TEXT
    assert told(done.shard) == whole(path, tmp_path / "whole.gz")


def test_a_megabyte_takes_a_child_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(times(PLAIN_BYTES + 1), encoding="utf-8")
    wrote = read_long(path, None, partial(into_shard, place_of=tmp_path.joinpath))
    assert not isinstance(wrote, OSError)
    assert 0 < wrote.memory < 160 * 2**20


@pytest.mark.parametrize("size", [LONG, PLAIN_BYTES + 1], ids=["in this process", "in a child"])
def test_the_lines_of_a_long_text_are_those_of_the_whole(size: int, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(times(size), encoding="utf-8")
    reading = read_one(path)
    assert isinstance(reading, Reading)
    for kind, rows in (("facts", map(fact_row, reading.extraction.facts)), ("numbers", map(number_row, reading.extraction.numbers))):
        for document in printed([path], kind, None, 1):  # type: ignore[arg-type]
            assert isinstance(document, Printed)
            assert document.lines.read_text(encoding="utf-8") == "".join(f"{dumps(row)}\n" for row in rows)


WORK = """import sys
from pathlib import Path
from pipeline import worker
from pipeline.memory import peak_memory
done = worker.job(Path(sys.argv[2]), None, "digest", "code")(worker.Task(Path(sys.argv[1])))
print(peak_memory() // 2**20, done.memory // 2**20)"""


@pytest.mark.parametrize(("name", "most"), [("a.docx", 150), ("a.html", 130)])
def test_a_worker_holds_nothing_of_other_long_documents_and_its_child_little(name: str, most: int, tmp_path: Path) -> None:
    path = tmp_path / name
    line = "全县社工站走访慰问困难老人、儿童和残疾人，群众反映良好。"
    if name == "a.docx":
        path.write_bytes(hostile.docx(hostile.paragraph(line) * 40_000))
    else:
        path.write_text(f"<html><head><meta charset=utf-8></head><body>{f'<p>{line}</p>' * 40_000}</body></html>", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", WORK, str(path), str(tmp_path / "shards")], cwd=Path(__file__).parents[2],
                          capture_output=True, text=True, check=True)
    worker_peak, peak = map(int, done.stdout.split())
    assert 0 < worker_peak < 60
    assert peak < most


PRINT = """import sys
from pipeline.cli import main
from pipeline.memory import peak_memory
main(["extract", sys.argv[1], "-o", sys.argv[2]], standalone_mode=False)
print(peak_memory())"""


def test_who_prints_the_facts_of_a_megabyte_holds_none_of_them(tmp_path: Path) -> None:
    path, out = tmp_path / "a.txt", tmp_path / "facts.jsonl"
    path.write_text(times(PLAIN_BYTES + 1), encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", PRINT, str(path), str(out)], cwd=Path(__file__).parents[2], capture_output=True,
                          text=True, check=True)
    assert out.read_text(encoding="utf-8").count("\n") > 10_000
    assert 0 < int(done.stdout) < 80 * 2**20


@pytest.mark.parametrize("size", [LONG, PLAIN_BYTES + 1], ids=["in the worker", "in a child"])
def test_what_keeps_a_long_text_from_being_written_is_told(size: int, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(times(size), encoding="utf-8")
    (tmp_path / "shards").write_text("no folder")
    halt = work(path, tmp_path / "shards")
    assert isinstance(halt, worker.Halt)
    path.write_bytes(b"\xff\x00\x81" * size)
    failure = work(path, tmp_path / "other")
    assert isinstance(failure, Failure)
    assert (failure.stage, "内容是二进制数据" in failure.cause) == ("read", True)
    assert not list((tmp_path / "other").rglob("*.gz*"))
