"""One page of a PDF: its lines and tables in reading order, and what had to be left out."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pypdfium2

from pipeline.readers.errors import ReadError
from pipeline.readers.limits import Limits
from pipeline.readers.page_layout import Page, lay_out
from pipeline.readers.pdf_chars import page_chars
from pipeline.readers.pdf_forms import objects_of
from pipeline.readers.pdf_strokes import strokes_of
from pipeline.readers.scanned import is_picture


class Sheet(NamedTuple):
    """A page by the characters the file has; what is to be noted where they are used.

    `is_picture`: what is to be read on it is to be seen only.
    """

    page: Page
    is_picture: bool
    notes: tuple[str, ...]


def read_page(
    path: Path, document: pypdfium2.PdfDocument, number: int, limits: Limits, notes: list[str]
) -> Sheet | None:
    """Read the page of index `number`; None, and a line in `notes`, where the page is damaged.

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
        objects = objects_of(page.raw)
        found = page_chars(page.raw, textpage.raw, objects, limits.page_characters)
        if found is None:
            raise ReadError(path, "too_large", f"第 {number + 1} 页超过 {limits.page_characters} 字")
        total = sum(len(chars) for _, chars in found.flows)
        told = []
        if found.unmapped > 0.5 * max(1, total):
            told.append(f"第 {number + 1} 页的字体没有编码表")
        if found.hidden:
            told.append(f"第 {number + 1} 页有 {found.hidden} 个看不见的字未读")
        laid = lay_out(number + 1, found.flows, list(strokes_of(objects)), found.em, found.slanted)
        return Sheet(laid, is_picture(page.raw, found), tuple(told))
    finally:
        textpage.close()
        page.close()
