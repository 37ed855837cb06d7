"""PDFs: pdfium's characters with their boxes, our own lines, columns and tables; pictures of pages by OCR.

1. Each page: visible characters, ruled tables, lines in reading order (`pdf_page`), or what is recognised in its
   picture where the extra `ocr` is installed (`scanned`).
2. Across pages: running heads and page numbers by their place (`paged`).
3. Source, one line of the page a line; a box for every character; then `rebuild` as for any file.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pypdfium2

from pipeline.readers import recognition
from pipeline.readers.errors import ReadError
from pipeline.readers.limits import LIMITS, Limits
from pipeline.readers.paged import paged_document
from pipeline.readers.pdf_page import read_page
from pipeline.readers.pdf_writer import Writer
from pipeline.readers.scanned import recognised_page
from schemas.records import Document

_PASSWORD: Final = 4


class PicturesError(Exception):
    """There are `pages` pages to be recognised in pictures, which takes seconds for each."""

    def __init__(self, pages: int) -> None:
        super().__init__(pages)
        self.pages = pages


def read_pdf(path: Path, data: bytes, limits: Limits = LIMITS, ask: bool = False) -> Document:
    """Read a PDF.

    Args:
        ask: recognise nothing in pictures, tell how much there is.

    Raises:
        ReadError: encrypted, truncated, damaged, too large, without text.
        PicturesError: with `ask`, where there are pictures and a recogniser.
    """
    work = _Work(path, limits, recognition.is_available() and not ask)
    work.read(data)
    if ask and work.pictures and recognition.is_available():
        raise PicturesError(min(len(work.pictures), limits.ocr_pages))
    return paged_document(path, data, "pdf", work.writer, work.told())


@dataclass(slots=True)
class _Work:
    """The pages of one PDF as they are written, and what has to be said of them. Page numbers count from 1."""

    path: Path
    limits: Limits
    recognise: bool
    writer: Writer = field(default_factory=Writer)
    notes: list[str] = field(default_factory=list)
    bare: list[int] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)

    def read(self, data: bytes) -> None:
        """Write every page as it is read, so that none is kept."""
        if b"%%EOF" not in data[-65536:]:
            raise ReadError(self.path, "truncated", "没有文件尾标记")
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise ReadError(self.path, "encrypted" if error.err_code == _PASSWORD else "damaged") from error
        with document:
            if len(document) > self.limits.pages:
                raise ReadError(self.path, "too_large", f"{len(document)} 页")
            if pypdfium2.raw.FPDF_GetSecurityHandlerRevision(document.raw) != -1:
                self.notes.append("文件设有权限密码")
            # Fields of a form show what was filled in only where pdfium's form module is on; it runs no script.
            with contextlib.suppress(pypdfium2.PdfiumError):
                document.init_forms()
            for number in range(1, len(document) + 1):
                self._page(document, number)
                if self.writer.size > self.limits.characters:
                    raise ReadError(self.path, "too_large", f"超过 {self.limits.characters} 字")
            self.writer.page_count = len(document)

    def _page(self, document: pypdfium2.PdfDocument, number: int) -> None:
        sheet = read_page(self.path, document, number - 1, self.limits, self.notes)
        if sheet is None:
            self.bare.append(number)
            return
        page = sheet.page
        if sheet.is_picture:
            self.pictures.append(number)
            if self.recognise and len(self.recognised) < self.limits.ocr_pages:
                self._recognise(document, number)
                return
        if not page.parts and not sheet.is_picture:
            self.bare.append(number)
        self.notes += sheet.notes
        self.writer.page(page)

    def _recognise(self, document: pypdfium2.PdfDocument, number: int) -> None:
        page = document[number - 1]
        try:
            found = recognised_page(page, number)
        finally:
            page.close()
        self.recognised.append(number)
        if found.illegible:
            self.notes.append(f"第 {number} 页有 {found.illegible} 行认不清，未读")
        if not found.page.parts:
            self.bare.append(number)
        self.writer.page(found.page, found.confidence)

    def told(self) -> list[str]:
        """What is to be noted of the document."""
        waiting = sorted(set(self.pictures) - set(self.recognised))
        notes = list(self.notes)
        if self.recognised:
            notes.append(f"{_pages(self.recognised)}由文字识别读取（共 {len(self.recognised)} 页），数字请核对")
        if waiting:
            why = f"一份文件最多识别 {self.limits.ocr_pages} 页" if self.recognised else f"请安装：{recognition.EXTRA}"
            notes.append(f"{_pages(waiting)}是图片，需要文字识别（{why}）")
        if self.bare:
            notes.append(f"{_pages(self.bare)}没有文字")
        return notes


def _pages(numbers: Sequence[int]) -> str:
    """Page numbers as they are said, the first twenty.

    >>> _pages([1, 3]), _pages(range(1, 30))[-18:]
    ('第 1、3 页', '17、18、19、20 等 29 页')
    """
    first = "、".join(map(str, numbers[:20]))
    return f"第 {first} 页" if len(numbers) <= 20 else f"第 {first} 等 {len(numbers)} 页"
