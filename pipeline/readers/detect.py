"""What a file is, told from its bytes; the ending only decides whether that is what its name promises."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Final

from pipeline.readers import ole
from pipeline.readers.errors import ReadError

_STREAMS: Final = {"WordDocument": "doc", "Workbook": "xls", "Book": "xls", "PowerPoint Document": "ppt"}
_ENDINGS: Final = {
    ".txt": "txt", ".md": "txt", ".text": "txt", ".docx": "docx", ".docm": "docx", ".pdf": "pdf",
    ".doc": "doc", ".wps": "doc", ".htm": "html", ".html": "html", ".ofd": "ofd",
}  # fmt: skip
_IMAGES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_NAMES: Final = {
    "txt": "文本", "docx": "Word 文档", "pdf": "PDF", "doc": "旧版 Word 文档", "ofd": "OFD", "zip": "ZIP",
    "html": "网页", "image": "图片", "xls": "旧版 Excel 表格", "ppt": "旧版 PowerPoint 演示", "ole": "其他 OLE 文件",
}  # fmt: skip

_ADVICE: Final = {
    "image": "图片，需要先做文字识别",
}


def media_type(path: Path, data: bytes) -> str:
    """The reader's name for a file: `txt`, `docx`, `pdf`, `html`, `ofd`, `doc`.

    Raises:
        ReadError: `empty`, `encrypted` (an OLE container with a password), `wrong_type`, `unsupported`.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise ReadError(path, "empty", "" if not data else "只有空白")
    found = _by_content(path, data)
    promised = _ENDINGS.get(path.suffix.lower())
    if promised and promised != found and not (promised == "txt" and found == "html"):
        raise ReadError(path, "wrong_type", f"名为 {path.suffix}，内容是{_NAMES.get(found, '其他格式')}")
    if found not in ("txt", "docx", "pdf", "html", "ofd", "doc"):
        raise ReadError(path, "unsupported", _ADVICE.get(found, _NAMES.get(found, found)))
    return found


def _by_content(path: Path, data: bytes) -> str:
    head = data[:1024]
    if b"%PDF-" in head:
        return "pdf"
    if data.startswith(ole.MAGIC):
        found = ole.streams(data)
        if "EncryptedPackage" in found:
            raise ReadError(path, "encrypted")
        return next((kind for name, kind in _STREAMS.items() if name in found), "ole")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _by_members(path, data)
    if data.startswith(_IMAGES):
        return "image"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "txt"
    if head.count(b"\0") > 0:
        promised = path.suffix.lower()
        raise ReadError(path, "wrong_type", f"名为 {promised or '无扩展名'}，内容是二进制数据")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if start.startswith((b"<!doctype html", b"<html", b"<!-- saved")) else "txt"


def _by_members(path: Path, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            names = set(container.namelist()[:5000])
    except (zipfile.BadZipFile, ValueError, OverflowError) as error:
        raise ReadError(path, "truncated", "ZIP 目录读不出") from error
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return "docx"
    return "ofd" if "OFD.xml" in names else "zip"
