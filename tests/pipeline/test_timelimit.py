"""A document whose extraction hangs is ended and named; what merely waits for a busy machine is not."""

from __future__ import annotations

import re
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import runs

from pipeline import batch
from pipeline.batch import Failure, read_all, read_one
from pipeline.timelimit import OverdueError, limited

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="timers of POSIX")


def spin() -> None:
    while True:
        pass


def backtrack() -> None:
    re.match(r"(a+)+$", "a" * 60 + "b")


def swallow() -> None:
    for _ in range(2):
        try:
            spin()
        except OverdueError:
            continue
    spin()


@pytest.mark.parametrize("work", [spin, backtrack, swallow])
def test_what_hangs_is_ended(work: Callable[[], None]) -> None:
    began = time.process_time()
    with pytest.raises(OverdueError, match=r"超过 0\.1 秒"), limited(0.1):
        work()
    assert time.process_time() - began < 5


def test_waiting_is_not_hanging_and_nothing_is_left_ticking() -> None:
    with limited(0.1):
        time.sleep(0.3)
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)
    assert signal.getsignal(signal.SIGVTALRM) == signal.SIG_DFL


def test_other_threads_go_unlimited() -> None:
    done: list[bool] = []

    def work() -> None:
        with limited(0.001):
            sum(range(10**6))
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


def test_a_document_that_takes_too_long_is_named_and_the_next_is_read(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (short,) = runs.write_reports(tmp_path / "reports", 1)
    read_one(short)  # loads what is loaded once
    monkeypatch.setattr(batch, "SHORT_SECONDS", 0.1)
    long = tmp_path / "reports" / "long.txt"
    long.write_text(short.read_text(encoding="utf-8") * 900, encoding="utf-8")
    failure, reading = read_all([long, short])
    assert failure == Failure(long, "抽取超时（超过 0.1 秒）", "extract")
    assert not isinstance(reading, Failure)
