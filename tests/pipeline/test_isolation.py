"""Work in a child process: whatever becomes of the child, the parent gets a result or a named error."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import hostile
import pytest

from pipeline.readers import ReadError
from pipeline.readers.isolation import PLAIN_BYTES, ChildError, is_small_text, run_isolated

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")


def nothing(*_: object) -> None:
    return None


def spin() -> None:
    while True:
        pass


def hoard() -> int:
    return len(bytearray(8 * 2**30))


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
