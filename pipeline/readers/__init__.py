"""Readers: a file to a `Document` with its source map. `read` is the one way in.

Adding a format is one row in `READERS` and one in `detect`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from pipeline.readers.errors import ReadError
from pipeline.readers.txt import read_txt
from schemas.records import Document

__all__ = ["ReadError", "read"]

READERS: Final[dict[str, Callable[[Path, bytes], Document]]] = {
    "txt": read_txt,
}


def read(path: Path) -> Document:
    """Read one report.

    Raises:
        ReadError: the file cannot be read; the message names the file and the cause.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(path, "missing", str(error.strerror)) from error
    if not data:
        raise ReadError(path, "empty")
    return READERS["txt"](path, data)
