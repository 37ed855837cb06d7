"""Whatever the file, a reader answers with a document or a named error, and the process lives on."""

from __future__ import annotations

import contextlib
import os
import random
import re
import time
from pathlib import Path

import hostile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makepdf import Page, build

from pipeline.readers import READERS, ReadError, read
from pipeline.readers.errors import CAUSES
from pipeline.readers.isolation import read_isolated
from pipeline.readers.txt import decode

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


@pytest.mark.parametrize("encoding", ["big5", "utf-16-be"])
def test_guessed_encoding_is_doubted(encoding: str) -> None:
    words = "全縣建成社工站12個，配備社工36名，服務群眾350人次，各鄉鎮統一配置電腦。"
    text, notes = decode(Path("a.txt"), words.encode(encoding))
    assert text == words
    assert notes == (f"编码不能确定，按 {encoding.replace('-', '_')} 读取",)


def test_broken_encoding_is_no_text() -> None:
    with pytest.raises(ReadError, match="UTF-8 在第 2 字节处出错"):
        decode(Path("a.txt"), "全县建成社工站12个。".encode("gb18030") * 5 + b"\xff\xfe\xfa")


def mutations(data: bytes, count: int, seed: int) -> list[bytes]:
    """Copies of `data` with a few bytes changed, cut out or doubled."""
    pick = random.Random(seed)
    made = []
    for _ in range(count):
        out = bytearray(data)
        for _ in range(pick.randint(1, 6)):
            at = pick.randrange(len(out))
            out[at : at + pick.randint(0, 3)] = pick.randbytes(pick.randint(0, 3))
        made.append(bytes(out))
    return made


RICH = (
    '<w:p><w:pPr><w:pStyle w:val="1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    '<w:r><w:t>建站12个</w:t><w:sym w:char="F0A7"/></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/>'
    '<w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
)
NUMBERING = (
    f'<w:numbering xmlns:w="{hostile.WORD}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
).encode()
RELATIONS = b'<Relationships><Relationship Type="x/numbering" Target="numbering.xml"/></Relationships>'


def test_mutated_word_files_fail_by_name_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    bodies = mutations(hostile.document_xml(RICH), 300, 1)
    lists = mutations(NUMBERING, 300, 2)
    for body, numbering in zip(bodies, lists, strict=True):
        parts = {"word/document.xml": body, "word/numbering.xml": numbering}
        path.write_bytes(hostile.package({**parts, "word/_rels/document.xml.rels": RELATIONS}))
        with contextlib.suppress(ReadError):
            assert read(path).text


@pytest.mark.parametrize("odd", ["x", "-1", "", "9" * 30, "1.5", "²"])
def test_odd_values_in_a_word_file_break_nothing(tmp_path: Path, odd: str) -> None:
    path = tmp_path / "a.docx"
    body = hostile.document_xml(re.sub(r'(w:(?:val|char))="(?!restart)[^"]*"', rf'\1="{odd}"', RICH))
    numbering = re.sub(rb'(w:val|w:ilvl)="[^"]*"', rb'\1="' + odd.encode() + b'"', NUMBERING)
    parts = {"word/document.xml": body, "word/numbering.xml": numbering}
    path.write_bytes(hostile.package({**parts, "word/_rels/document.xml.rels": RELATIONS}))
    assert "建站12个" in READERS["docx"](path, path.read_bytes()).text


def test_mutated_pdfs_fail_by_name_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    page = Page().text(90, 700, "投入28万元").table([["乡镇", "站点"], ["石桥镇", "3"]], [90, 190, 290], 660)
    for data in mutations(build(page), 30, 3):
        path.write_bytes(data)
        with contextlib.suppress(ReadError):
            assert read_isolated(path, timeout=10).text


@settings(deadline=None, max_examples=150)
@given(st.text("<>/&;#=\"' \n甲12abtdrphi!-", max_size=120))
def test_any_page_fails_by_name_or_not_at_all(tmp_path_factory: pytest.TempPathFactory, page: str) -> None:
    path = tmp_path_factory.mktemp("page", numbered=True) / "a.html"
    path.write_text("<html>" + page, encoding="utf-8")
    with contextlib.suppress(ReadError):
        document = read(path)
        assert len(document.origin) == len(document.text)
