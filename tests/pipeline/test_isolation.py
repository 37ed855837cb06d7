"""Work in a child process: whatever becomes of the child, the parent gets a result or a named error."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import hostile
import pytest

from pipeline.batch import Failure, read_or_use
from pipeline.readers import ReadError, read
from pipeline.readers.isolation import PLAIN_BYTES, ChildError, Then, UseError, is_small_text, run_isolated
from schemas.records import Document

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")


def nothing(*_: object) -> None:
    return None


def spin() -> None:
    while True:
        pass


def hoard(size: int = 8 * 2**30) -> int:
    return len(bytearray(size))


def refuse() -> None:
    raise ReadError("a.pdf", "encrypted")


def asked_to_stop(number: int) -> str:
    os.kill(os.getpid(), number)
    return "went on"


@pytest.mark.parametrize(("work", "args", "cause", "detail"), [
    (os.abort, (), "crashed", "退出码 -6"),
    (os._exit, (3,), "crashed", "退出码 3"),
    (time.sleep, (60,), "timeout", "超过 1 秒"),
    (spin, (), "timeout", "超过 1 秒"),
    (hoard, (), "too_large", "内存超限"),
    (int, ("x",), "damaged", "ValueError"),
])
def test_a_child_that_gives_no_result_is_named(work: Callable[..., object], args: tuple[object, ...], cause: str,
                                               detail: str) -> None:
    with pytest.raises(ChildError) as caught:
        run_isolated(work, *args, timeout=1)
    assert caught.value.cause == cause
    assert detail in caught.value.detail


def test_results_and_refusals_come_through() -> None:
    assert run_isolated(max, 3, 5) == 5
    assert run_isolated(nothing) is None
    with pytest.raises(ReadError, match=r"a\.pdf：文件有打开密码"):
        run_isolated(refuse)


def size(document: Document) -> int:
    return len(document.text)


def process(document: Document) -> int:
    return os.getpid()


def with_document(work: Callable[[], object], document: Document) -> object:
    return work()


def spin_for(seconds: float) -> float:
    began = time.process_time()
    while time.process_time() - began < seconds:
        pass
    return seconds


def html(tmp_path: Path, characters: int) -> Path:
    path = tmp_path / "a.html"
    path.write_text(f"<html><body><p>{'站' * characters}</p></body></html>", encoding="utf-8")
    return path


@pytest.mark.parametrize(("characters", "media", "used"), [
    (11, ("txt", "html"), True), (10, ("txt", "html"), False), (11, ("docx",), False)])
def test_a_long_document_is_used_where_it_was_read(tmp_path: Path, characters: int, media: tuple[str, ...], used: bool) -> None:
    path = html(tmp_path, characters)
    then = Then(10, media, pickle.dumps(size), 10, 2**30)
    result = run_isolated(read, path, then=then)
    assert result == characters if used else result.text == "站" * characters


def test_it_is_used_in_the_child(tmp_path: Path) -> None:
    assert run_isolated(read, html(tmp_path, 20), then=Then(10, ("html",), pickle.dumps(process), 10, 2**30)) != os.getpid()


def test_to_use_it_there_is_time_and_memory_of_its_own(tmp_path: Path) -> None:
    then = partial(Then, 10, ("html",), seconds=20, memory=3 * 2**30)
    for work in (partial(spin_for, 3), partial(hoard, 2**30)):
        assert run_isolated(read, html(tmp_path, 20), timeout=1, memory=2**30,
                            then=then(pickle.dumps(partial(with_document, work))))


@pytest.mark.parametrize(("work", "cause", "detail"), [
    (os.abort, "crashed", "退出码 -6"),
    (spin, "timeout", "超过 1 秒"),
    (hoard, "too_large", "内存超限"),
    (partial(int, "x"), "damaged", "ValueError"),
])
def test_a_child_that_fails_to_use_a_document_is_named(tmp_path: Path, work: Callable[[], object], cause: str, detail: str) -> None:
    with pytest.raises(UseError) as caught:
        run_isolated(read, html(tmp_path, 20), then=Then(10, ("html",), pickle.dumps(partial(with_document, work)), 1, 2**31))
    assert caught.value.cause == cause
    assert detail in caught.value.detail


@pytest.mark.parametrize(("work", "cause"), [(os.abort, "抽取进程异常退出"), (hoard, "抽取所需内存超限")])
def test_what_fails_after_reading_is_no_failure_to_read(tmp_path: Path, work: Callable[[], object], cause: str) -> None:
    failure = read_or_use(html(tmp_path, 300_001), None, partial(with_document, work))
    assert isinstance(failure, Failure)
    assert (failure.stage, failure.cause) == ("extract", cause)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_wish_to_stop_is_not_for_the_child(number: int) -> None:
    assert run_isolated(asked_to_stop, number) == "went on"


@pytest.mark.parametrize(("name", "data", "here"), [
    ("a.txt", "全市建成社工站146个。".encode(), True),
    ("a.txt", "全市建成社工站146个。".encode("utf-16"), True),
    ("a.txt", b"", True),
    ("a.txt", b"a" * (PLAIN_BYTES + 1), False),
    ("a.txt", hostile.text_pdf(), False),
    ("a.txt", hostile.docx(""), False),
    ("a.txt", hostile.ole("WordDocument"), False),
    ("a.txt", b"\xef\xbb\xbf\n<html>", False),
    ("a.pdf", "全市建成社工站146个。".encode(), False),
    ("a.html", b"<html>", False),
], ids=lambda value: None if isinstance(value, bytes) else str(value))
def test_only_small_plain_text_is_read_in_this_process(tmp_path: Path, name: str, data: bytes, here: bool) -> None:
    (tmp_path / name).write_bytes(data)
    assert is_small_text(tmp_path / name) is here
