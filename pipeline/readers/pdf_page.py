"""One page of a PDF: its lines and tables in reading order, and what had to be left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.readers.errors import ReadError
from pipeline.readers.limits import Limits
from pipeline.readers.page_layout import Page, lay_out
from pipeline.readers.pdf_chars import page_chars
from pipeline.readers.pdf_forms import objects_of
from pipeline.readers.pdf_strokes import strokes_of
from pipeline.readers.scanned import is_picture

_MOST: Final = 5000
"""Annotations of a page that are looked at."""


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
        page = _opened(document, number)
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


def _opened(document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    """The page of index `number`, with what is filled into its form fields and written onto it."""
    page = document[number]
    if not _is_written_on(page.raw):
        return page
    pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    return document[number]


def _is_written_on(page: Any) -> bool:
    """Whether a page has form fields, text boxes or stamps; of the others (links, marks) none has text of its own."""
    for i in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page, i)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind in (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP):
            return True
    return False
