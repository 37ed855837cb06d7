"""Reports of invented figures, checked as `youju run` checks them, without a database."""

from __future__ import annotations

from extractors.facts import extract
from pipeline.checks import Check, run_checks, told_of
from pipeline.readers.txt import from_text
from schemas.codebook import load_codebook
from schemas.plausibility import load_rules

TITLE = "昭通市民政局关于社会工作站建设情况的报告\n（2022年6月30日）\n\n"


def checks_of(*texts: str, title: str = TITLE) -> list[Check]:
    """All checks of these reports, each under the title unless it has one of its own (a first line ending so)."""
    book = load_codebook()
    documents = []
    for n, text in enumerate(texts):
        document = from_text(f"报告{n}.txt", text if "\n\n" in text else title + text + "\n")
        documents.append(told_of(extract(document, book), document))
    return list(run_checks(documents, book, load_rules()))
