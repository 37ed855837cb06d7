"""Where the characters of a web page stand: line and column of each, kept in the stretches that it is written in."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, overload

_COLUMN: Final = 32
"""Bits of a packed place that tell its column; the others its line."""


class Places(Sequence[str]):
    """`line:column` of characters, kept as the stretches in which each stands one column after the other (a page of 10 MB
    has four millions of them) and written when asked for."""

    def __init__(self) -> None:
        self._starts, self._packed = array("q"), array("q")
        """For each stretch: the number of its first character, and that one's place."""
        self._size = self._next = 0

    def append(self, line: int, column: int) -> None:
        """One more character, at a line from 1 and a column from 0."""
        packed = line << _COLUMN | column + 1
        if packed != self._next:
            self._starts.append(self._size)
            self._packed.append(packed)
        self._next = packed + 1
        self._size += 1

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...
    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        if isinstance(at, slice):
            return tuple(map(self._told, range(self._size)[at]))
        return self._told(range(self._size)[at])

    def _told(self, number: int) -> str:
        stretch = bisect_right(self._starts, number) - 1
        packed = self._packed[stretch] + number - self._starts[stretch]
        return f"{packed >> _COLUMN}:{packed & (1 << _COLUMN) - 1}"
