"""One page of a PDF: its lines and tables in reading order, and what had to be left out."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from pipeline.readers.errors import ReadError
from pipeline.readers.limits import Limits
from pipeline.readers.page_layout import Page, lay_out
from pipeline.readers.pdf_chars import page_chars
from pipeline.readers.pdf_strokes import strokes_of


def read_page(
    path: Path, document: pypdfium2.PdfDocument, number: int, limits: Limits, notes: list[str]
) -> Page | None:
    """Read the page of index `number`, adding to `notes`; None where the page is damaged.

    Raises:
        ReadError: `too_large`.
    """
    try:
        page = document[number]
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        notes.append(f"第 {number + 1} 页损坏：{error}")
        return None
    try:
        found = page_chars(page.raw, textpage.raw, limits.page_characters)
        if found is None:
            raise ReadError(path, "too_large", f"第 {number + 1} 页超过 {limits.page_characters} 字")
        total = sum(len(chars) for _, chars in found.flows)
        if found.unmapped > 0.5 * max(1, total):
            notes.append(f"第 {number + 1} 页的字体没有编码表，需要文字识别")
        if found.hidden:
            notes.append(f"第 {number + 1} 页有 {found.hidden} 个看不见的字未读")
        return lay_out(number + 1, found.flows, list(strokes_of(page.raw)), found.em, found.slanted)
    finally:
        textpage.close()
        page.close()
