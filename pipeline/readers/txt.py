"""Plain text, Markdown included.

`Document.source` is the decoded file to the code point: carriage returns and a byte order mark
(U+FEFF, as `encoding="utf-8"` leaves it) are characters of it, so its offsets are those of
`open(path, encoding="utf-8", newline="").read()`.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.readers.errors import ReadError
from pipeline.readers.lines import split_lines
from pipeline.readers.rebuild import rebuild
from pipeline.readers.txt_tables import with_tables
from schemas.records import Document


def from_text(name: str, source: str, sha256: str = "", notes: tuple[str, ...] = ()) -> Document:
    """A document from a decoded text.

    Args:
        name: the file's name, kept in every fact.
        source: the text as it is on disk, line breaks untouched.
        sha256: digest of the file's bytes; of the UTF-8 text where it is left out.
        notes: what had to be assumed on the way here.
    """
    rebuilt = rebuild(source, with_tables(source, split_lines(source)))
    return Document(
        name=name,
        media="txt",
        sha256=sha256 or hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest(),
        source=source,
        text=rebuilt.text,
        origin=rebuilt.origin,
        blocks=rebuilt.blocks,
        furniture=rebuilt.furniture,
        notes=notes,
    )


def read_txt(path: Path, data: bytes) -> Document:
    """Read a text file: strict UTF-8, UTF-16 by its mark, GB18030, then a guess that is recorded.

    Raises:
        ReadError: `encoding` where no encoding fits, `empty`, `no_text`.
    """
    source, notes = decode(path, data)
    if not source.strip("\ufeff \t\r\n\f\u3000"):
        raise ReadError(path, "empty", "没有文字")
    return from_text(path.name, source, hashlib.sha256(data).hexdigest(), notes)


def decode(path: Path, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of `data`, and what had to be assumed of its encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), ("编码：UTF-16",)
        except UnicodeDecodeError as error:
            raise ReadError(path, "encoding", f"UTF-16 在第 {error.start} 字节处出错") from error
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        first_bad = error.start
    try:
        text = data.decode("gb18030")
        if _is_plausible(text):
            return text, ("编码：GB18030",)
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes  # some 20 ms, for files in an encoding that no one names

    best = from_bytes(data).best()
    if best is None or not _is_plausible(str(best)):
        raise ReadError(path, "encoding", f"UTF-8 在第 {first_bad} 字节处出错，GB18030 也不符")
    return str(best), (f"编码不能确定，按 {best.encoding} 读取",)


def _is_plausible(text: str) -> bool:
    """Whether a decoded text reads like Chinese: mostly common Han, ASCII and punctuation, no controls."""
    sample = text[:20000]
    odd = sum(
        (c < " " and c not in "\t\n\r\f\v") or "\ue000" <= c <= "\uf8ff" or "\u3400" <= c <= "\u4dbf"
        for c in sample
    )
    return odd <= 0.01 * len(sample)
