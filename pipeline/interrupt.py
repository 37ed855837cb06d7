"""Ctrl-C as a wish: the first asks to stop after the documents at work, the second stops at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def stoppable(asked: Callable[[], None]) -> Iterator[Callable[[], bool]]:
    """Gives a function that tells whether to stop; `asked` is called at the first SIGINT or SIGTERM.

    Outside the main thread signals stay as they are and nothing ever asks.
    """
    wishes: list[int] = []

    def wish(number: int, frame: FrameType | None) -> None:
        if wishes:
            raise KeyboardInterrupt
        wishes.append(number)
        asked()

    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    before = {number: signal.signal(number, wish) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(wishes)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
