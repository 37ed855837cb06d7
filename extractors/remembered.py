"""What a report has told of names so far."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable
from operator import itemgetter
from typing import Generic, TypeVar

Told = TypeVar("Told")
_AT = itemgetter(0)


class Remembered(Generic[Told]):
    """What a report tells of a name, each time from where it is told on."""

    def __init__(self, read_all: Callable[[], None]) -> None:
        self._read_all = read_all
        self._told: dict[str, list[tuple[int, Told]]] = {}

    def end(self) -> None:
        """Nothing is asked any more. Lets go of what reads, which holds this in turn: no search for cycles would find them."""
        self._read_all = _nothing

    def note(self, name: str, at: int, told: Told) -> None:
        """At `at` something is told of a name."""
        insort(self._told.setdefault(name, []), (at, told), key=_AT)

    def before(self, name: str, at: int) -> Told | None:
        """What was told of a name last, before `at`."""
        self._read_all()
        told = self._told.get(name, [])
        n = bisect_left(told, at, key=_AT)
        return told[n - 1][1] if n else None


def _nothing() -> None:
    """All is read."""
