"""Whatever the file, a reader answers with a document or a named error, and the process lives on."""

from __future__ import annotations

import os
import time
from pathlib import Path

import hostile
import pytest

from pipeline.readers import ReadError, read
from pipeline.readers.errors import CAUSES
from pipeline.readers.isolation import read_isolated

PATIENCE = {"nested_form.pdf": 2}
"""Seconds for files that pdfium would be busy with for longer than a test should take."""
FILES = list(hostile.files())


@pytest.mark.parametrize(("name", "data", "causes"), FILES, ids=[name for name, _, _ in FILES])
def test_hostile_file_is_refused_by_name(tmp_path: Path, name: str, data: bytes, causes: set[str]) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    started = time.monotonic()
    with pytest.raises(ReadError) as caught:
        read_isolated(path, timeout=PATIENCE.get(name, 20))
    assert caught.value.cause in causes
    assert name in str(caught.value)
    assert CAUSES[caught.value.cause] in str(caught.value)
    assert time.monotonic() - started < 30
    assert os.listdir(tmp_path) == [name], "nothing is unpacked or left behind"


def test_there_are_enough_of_them() -> None:
    assert len(FILES) >= 40


def test_good_file_is_read_in_isolation(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("全县建站12个。", encoding="utf-8")
    assert read_isolated(path) == read(path)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"没有.txt：文件不存在"):
        read(tmp_path / "没有.txt")


@pytest.mark.parametrize(
    ("encoding", "note"),
    [("utf-8", ()), ("utf-8-sig", ()), ("gb18030", ("编码：GB18030",)), ("utf-16", ("编码：UTF-16",))],
)
def test_encodings(tmp_path: Path, encoding: str, note: tuple[str, ...]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("全县建成社工站12个，服务群众350人次。".encode(encoding))
    document = read(path)
    assert document.text == "全县建成社工站12个，服务群众350人次。"
    assert document.notes == note
