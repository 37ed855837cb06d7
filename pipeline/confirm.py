"""What a page does not prove by itself becomes a finding: a figure of a PDF that only one of two readers sees, and a
figure that was recognised in a picture (OCR) without certainty. The facts stay as they are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from pipeline.readers.errors import CAUSES, ReadError
from pipeline.readers.isolation import ChildError, run_isolated
from schemas.records import Document, Extraction, Fact, Finding

KIND: Final = "unconfirmed_figure"
UNSURE: Final = "unsure_recognition"
SURE: Final = 0.9
"""Confidence of a recogniser from which on a figure is taken as read."""
_MISREAD: Final = re.compile(r"[%％‰][0oO〇○°]|‰")
"""How a figure ends that recognisers mix up (‰ comes out as %0), however sure they are."""


def confirmed(path: Path, document: Document, extraction: Extraction) -> Extraction:
    """The extraction with its findings about reading: of OCR, and of a PDF's pages that a second reader confirms."""
    found = [*unsure(extraction.facts, document), *_unconfirmed(path, document, extraction)]
    return extraction.model_copy(update={"findings": (*extraction.findings, *found)}) if found else extraction


def unsure(facts: tuple[Fact, ...], document: Document) -> list[Finding]:
    """A finding for what OCR read with little confidence, or in a form that it is known to misread.

    Figures that read alike on a page share one.
    """
    told: dict[str, list[str]] = {}
    for fact in facts:
        if fact.ocr is not None and (fact.ocr < SURE or _is_misread(fact, document.text)):
            told.setdefault(_told(fact), []).append(fact.id)
    return [Finding(kind=UNSURE, severity="warning", doc=document.name, facts=tuple(ids), message=message)
            for message, ids in told.items()]


def _is_misread(fact: Fact, text: str) -> bool:
    """Whether a percentage is a ‰, or goes on with what may be the rest of one."""
    return bool(_MISREAD.match(text[: fact.span.end + 1], fact.span.end - 1))


def _told(fact: Fact) -> str:
    where = f"第 {fact.locator.page} 页的" if fact.locator.page else ""
    return f"{where}“{fact.quote}”是从图像识别的，把握 {fact.ocr:.2f}，请对照原件"


def _unconfirmed(path: Path, document: Document, extraction: Extraction) -> list[Finding]:
    """A figure that only one reader sees; a second reader that fails leaves one finding which says so.

    Pages that were recognised in a picture have no characters for a second reader.
    """
    pages = {fact.locator.page for fact in extraction.facts if fact.locator.page and fact.ocr is None}
    if document.media != "pdf" or not pages:
        return []
    from pipeline.readers.second_reader import figures_by_page, missing_figures

    try:
        missing = run_isolated(missing_figures, path, figures_by_page(document, pages))
    except (ChildError, ReadError) as error:
        return [Finding(kind=KIND, severity="info", doc=document.name,
                        message=f"第二种读法没有读完（{CAUSES[error.cause]}），这份 PDF 的数字未经证实")]
    return [_unseen(page, figure, extraction.facts, document.name) for page, figure in dict.fromkeys(missing)]


def _unseen(page: int, figure: str, facts: tuple[Fact, ...], doc: str) -> Finding:
    touched = tuple(fact.id for fact in facts if fact.locator.page == page and figure in fact.quote)
    return Finding(kind=KIND, severity="warning", doc=doc, facts=touched,
                   message=f"第 {page} 页的数字“{figure}”换一种读法看不到，请对照原件")
