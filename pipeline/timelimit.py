"""A bound on what a computation in this process may take, for work that is too short for a process of its own."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

AGAIN: Final = 0.5
"""Seconds after which the interruption comes again, should something have swallowed it."""


class OverdueError(Exception):
    """The computation took longer than it may."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """End what runs inside after `seconds` of this process's own CPU time, so that a busy machine ends nothing.

    Interrupts Python code and regular expressions. Without effect outside the main thread and on Windows.

    Raises:
        OverdueError: it took longer.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return

    def overdue(number: int, frame: FrameType | None) -> None:
        raise OverdueError(f"超过 {seconds:g} 秒")

    before = signal.signal(signal.SIGVTALRM, overdue)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
