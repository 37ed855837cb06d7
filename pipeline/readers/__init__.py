"""Readers: a file to a `Document` with its source map. `read` is the one way in.

Adding a format is one row in `READERS` and one in `detect`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Final

from pipeline.readers.detect import media_type
from pipeline.readers.errors import ReadError
from pipeline.readers.limits import LIMITS
from schemas.han import is_traditional, simplified
from schemas.records import Document

__all__ = ["ReadError", "read"]


def _by(module: str, name: str, path: Path, data: bytes) -> Document:
    """Read with a function of a module that is imported now: a text waits for no library of the other formats."""
    read_format: Callable[[Path, bytes], Document] = getattr(import_module(f"{__name__}.{module}"), name)
    return read_format(path, data)


READERS: Final[dict[str, Callable[[Path, bytes], Document]]] = {
    "txt": partial(_by, "txt", "read_txt"),
    "docx": partial(_by, "docx", "read_docx"),
    "pdf": partial(_by, "pdf", "read_pdf"),
    "html": partial(_by, "html", "read_html"),
    "ofd": partial(_by, "ofd", "read_ofd"),
    "doc": partial(_by, "converted", "read_doc"),
}


def read(path: Path) -> Document:
    """Read one report.

    Raises:
        ReadError: the file cannot be read; the message names the file and the cause.
    """
    return _read(Path(path), READERS)


def read_or_count(path: Path) -> Document | int:
    """Read one report, or tell how many of its pages must be recognised in pictures first.

    Raises:
        ReadError: as `read` does.
    """
    from pipeline.readers.pdf import PicturesError, read_pdf

    try:
        return _read(Path(path), {**READERS, "pdf": partial(read_pdf, ask=True)})
    except PicturesError as error:
        return error.pages


def _read(path: Path, readers: Mapping[str, Callable[[Path, bytes], Document]], data: bytes | None = None) -> Document:
    data = load(path) if data is None else data
    try:
        return _in_simplified(readers[media_type(path, data)](path, data))
    except RecursionError as error:
        raise ReadError(path, "too_deep") from error
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as error:
        # A broken file may break a reader in ways nobody foresaw: still the user gets the file's name.
        raise ReadError(path, "damaged", f"{type(error).__name__}：{error}") from error


def read_made(path: Path, data: bytes, docx: bytes) -> Document:
    """Read the file `data` that `converted.to_docx` has made `docx`.

    Raises:
        ReadError: as `read` does.
    """
    from pipeline.readers.converted import read_converted

    return _read(path, {**READERS, "doc": partial(read_converted, docx=docx)}, data)


def _in_simplified(document: Document) -> Document:
    """A text in traditional characters, as if written in simplified ones; `source`, and so every quote, stays."""
    if not is_traditional(document.text):
        return document
    blocks = tuple(block._replace(header=simplified(block.header)) for block in document.blocks)
    notes = (*document.notes, "繁体字文本，按简体字识别")
    return replace(document, text=simplified(document.text), blocks=blocks, notes=notes)


def load(path: Path) -> bytes:
    """The bytes of a file that is not too large.

    Raises:
        ReadError: `missing`, `too_large`.
    """
    try:
        if path.stat().st_size > LIMITS.file_bytes:
            raise ReadError(path, "too_large", f"超过 {LIMITS.file_bytes // 2**20} MiB")
        return path.read_bytes()
    except OSError as error:
        raise ReadError(path, "missing", str(error.strerror)) from error
