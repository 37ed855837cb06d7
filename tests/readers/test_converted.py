"""Old Word and WPS files: read through LibreOffice, named where it is missing, nothing left behind."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from hostile import ole

from pipeline.readers import ReadError, read
from pipeline.readers.converted import to_docx
from pipeline.readers.isolation import read_isolated
from schemas.records import Span

LINES = ["石桥县社工站建设情况汇报", "截至2022年6月底，全县建成社工站12个，配备社工38名。", "单位：万元"]
ROWS = [["乡镇", "投入"], ["石桥镇", "28.5"]]


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A .doc that LibreOffice wrote."""
    folder = tmp_path_factory.mktemp("old")
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    page = "<html><meta charset=utf-8>" + "".join(f"<p>{line}</p>" for line in LINES) + f"<table border=1>{rows}</table>"
    (folder / "a.html").write_text(page, encoding="utf-8")
    return by_libreoffice(folder / "a.html", "doc:MS Word 97", folder)


def by_libreoffice(path: Path, kind: str, folder: Path) -> Path:
    """The file that LibreOffice makes of `path`, with its usual settings."""
    subprocess.run(["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to",
                    kind, "--outdir", str(folder), str(path)],
                   check=True, capture_output=True, timeout=120)  # fmt: skip
    return folder / "a.doc"


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


@pytest.mark.parametrize("name", ["a.doc", "a.wps"])
def test_text_tables_and_places(old: Path, tmp_path: Path, scratch: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(old.read_bytes())
    document = read(path)
    assert document.text.split("\n")[:3] == LINES
    cells = {document.text[b.start : b.end]: b for b in document.blocks if b.kind == "cell"}
    assert cells["28.5"].header == "投入|石桥镇|单位：万元"
    assert document.media == "doc"
    assert document.notes == ("旧版 Word 文档，由 LibreOffice 转换后读取",)
    at = document.text.index("12个")
    assert (document.locate(Span(at, at + 3)).block or "").startswith("converted/body/2/run")
    assert os.listdir(scratch) == []


def test_in_isolation_it_reads_the_same(old: Path) -> None:
    assert read_isolated(old) == read(old)


def test_without_libreoffice_it_is_said_what_to_do(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReadError, match=r"a.doc：旧版 Word、WPS 文档要由 LibreOffice 转换，本机没有安装（请安装") as caught:
        read(old)
    assert caught.value.cause == "no_converter"


def test_it_is_ended_at_the_limit_with_all_it_started(old: Path, scratch: Path) -> None:
    with pytest.raises(ReadError) as caught:
        to_docx(old, old.read_bytes(), timeout=0.3)
    assert caught.value.cause == "timeout"
    assert os.listdir(scratch) == []
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert str(scratch) not in running


def test_a_damaged_text_is_not_read_as_something_else(old: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(ole("WordDocument", stream=b"\xec\xa5" + bytes(30) + "全县建站99个。".encode() * 500))
    with pytest.raises(ReadError) as caught:
        read(path)
    assert caught.value.cause in ("damaged", "no_text")


class _Counting(BaseHTTPRequestHandler):
    """A server of pictures that remembers who asked."""

    asked: ClassVar[list[str]] = []

    def answer(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        self.send_error(404)

    do_GET = do_HEAD = do_OPTIONS = do_PROPFIND = answer  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the screen."""


def test_no_link_is_followed(tmp_path: Path) -> None:
    server = HTTPServer(("127.0.0.1", 0), _Counting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        page = f"<html><p>建站12个</p><img src='http://127.0.0.1:{server.server_port}/spy.png'></html>"
        (tmp_path / "a.html").write_text(page, encoding="utf-8")
        made = by_libreoffice(tmp_path / "a.html", "doc:MS Word 97", tmp_path)
        assert _Counting.asked, "with its usual settings LibreOffice asks"
        _Counting.asked.clear()
        assert to_docx(made, made.read_bytes()).startswith(b"PK")
        assert _Counting.asked == []
    finally:
        server.shutdown()
        server.server_close()
