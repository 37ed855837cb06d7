"""Text PDFs: pdfium's characters with their boxes, our own lines, columns and tables.

1. Each page: visible characters, ruled tables, lines in reading order (`pdf_page`).
2. Across pages: running heads and page numbers by their place.
3. Source, one line of the page a line; a box for every character; then `rebuild` as for any file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pypdfium2

from pipeline.readers.errors import ReadError
from pipeline.readers.limits import LIMITS, Limits
from pipeline.readers.paged import paged_document
from pipeline.readers.pdf_page import read_page
from pipeline.readers.pdf_writer import Writer
from schemas.records import Document

_PASSWORD: Final = 4


def read_pdf(path: Path, data: bytes, limits: Limits = LIMITS) -> Document:
    """Read a PDF that has text.

    Raises:
        ReadError: encrypted, truncated, damaged, too large, without text.
    """
    writer = Writer()
    notes = _read_pages(path, data, limits, writer)
    return paged_document(path, data, "pdf", writer, notes)


def _read_pages(path: Path, data: bytes, limits: Limits, writer: Writer) -> list[str]:
    """Write every page to `writer` as it is read, so that none is kept; what is to be noted."""
    if b"%%EOF" not in data[-65536:]:
        raise ReadError(path, "truncated", "没有文件尾标记")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError(path, "encrypted" if error.err_code == _PASSWORD else "damaged") from error
    notes: list[str] = []
    bare: list[int] = []
    with document:
        if len(document) > limits.pages:
            raise ReadError(path, "too_large", f"{len(document)} 页")
        if pypdfium2.raw.FPDF_GetSecurityHandlerRevision(document.raw) != -1:
            notes.append("文件设有权限密码")
        for number in range(len(document)):
            page = read_page(path, document, number, limits, notes)
            if page is None or not page.parts:
                bare.append(number + 1)
            if page is not None:
                writer.page(page)
            if writer.size > limits.characters:
                raise ReadError(path, "too_large", f"超过 {limits.characters} 字")
        writer.page_count = len(document)
    if bare:
        notes.append(f"第 {'、'.join(map(str, bare[:20]))} 页没有文字")
    return notes
