"""The figures of a PDF, confirmed by a second reader: one that it does not see becomes a finding."""

from __future__ import annotations

from pathlib import Path

from pipeline.readers.errors import CAUSES, ReadError
from pipeline.readers.isolation import ChildError, run_isolated
from schemas.records import Document, Extraction, Fact, Finding

KIND = "unconfirmed_figure"


def confirmed(path: Path, document: Document, extraction: Extraction) -> Extraction:
    """The extraction, with a finding for every figure of a PDF's pages with facts that only one reader sees.

    A second reader that fails leaves one finding which says so; the facts stay as they are.
    """
    pages = {fact.locator.page for fact in extraction.facts if fact.locator.page}
    if document.media != "pdf" or not pages:
        return extraction
    from pipeline.readers.second_reader import figures_by_page, missing_figures

    try:
        missing = run_isolated(missing_figures, path, figures_by_page(document, pages))
        found = [_unseen(page, figure, extraction.facts, document.name)
                 for page, figure in dict.fromkeys(missing)]
    except (ChildError, ReadError) as error:
        found = [Finding(kind=KIND, severity="info", doc=document.name,
                         message=f"第二种读法没有读完（{CAUSES[error.cause]}），这份 PDF 的数字未经证实")]
    return extraction.model_copy(update={"findings": (*extraction.findings, *found)}) if found else extraction


def _unseen(page: int, figure: str, facts: tuple[Fact, ...], doc: str) -> Finding:
    touched = tuple(fact.id for fact in facts if fact.locator.page == page and figure in fact.quote)
    return Finding(kind=KIND, severity="warning", doc=doc, facts=touched,
                   message=f"第 {page} 页的数字“{figure}”换一种读法看不到，请对照原件")
