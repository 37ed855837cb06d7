"""The container of old Office files (compound file): as much of it as tells what is inside."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SMALL: Final = 64
"""Bytes of a sector of the stream that holds the small streams."""
_CUTOFF: Final = 4096
"""Streams shorter than this are small."""
_MOST: Final = 4096
"""Sectors of a chain that are followed."""


def streams(data: bytes) -> dict[str, tuple[int, int]]:
    """The streams of a container by name: first sector and size; none where its directory cannot be read."""
    found: dict[str, tuple[int, int]] = {}
    try:
        shift, first = _shift(data), struct.unpack_from("<I", data, 48)[0]
        for sector in _chain(data, first, shift):
            base = (sector + 1) << shift
            for at in range(base, min(base + (1 << shift), len(data) - 127), 128):
                (length,) = struct.unpack_from("<H", data, at + 64)
                name = data[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
                found.setdefault(name, struct.unpack_from("<II", data, at + 116))
    except (struct.error, ValueError):
        pass
    return found


def head_of(data: bytes, name: str, count: int) -> bytes:
    """The first `count` bytes (less than 64) of a stream; fewer where the container is broken.

    Raises:
        ValueError: there is no such stream, or its place cannot be told.
    """
    known = streams(data)
    if name not in known:
        raise ValueError(name)
    start, size = known[name]
    try:
        shift = _shift(data)
        if size >= _CUTOFF:
            at = (start + 1) << shift
        else:
            skipped, rest = divmod(start * _SMALL, 1 << shift)
            sectors = list(_chain(data, known.get("Root Entry", (0, 0))[0], shift))
            at = ((sectors[skipped] + 1) << shift) + rest
    except (struct.error, IndexError) as error:
        raise ValueError(name) from error
    return data[at : at + count]


def _shift(data: bytes) -> int:
    """The binary logarithm of the size of a sector."""
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in (9, 12):
        raise ValueError(f"sector size {shift}")
    return int(shift)


def _chain(data: bytes, sector: int, shift: int) -> Iterator[int]:
    """The sectors of a chain, as far as the file has them and the first 109 blocks of the table reach."""
    for _ in range(_MOST):
        block, place = divmod(sector, (1 << shift) // 4)
        if (sector + 1) << shift >= len(data):
            return
        yield sector
        if block >= 109:
            return
        (table,) = struct.unpack_from("<I", data, 76 + 4 * block)
        (sector,) = struct.unpack_from("<I", data, ((table + 1) << shift) + 4 * place)
