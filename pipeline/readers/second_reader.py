"""A second opinion on the figures of a PDF, by pdfplumber: one it does not see is unconfirmed.

Five times slower than the first reader, so it looks at the pages it is asked about. It sees hidden text and
looks at drawing order, hence only figures of ours that it lacks are told, never the other way round.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

import pdfplumber

from schemas.records import Document

_FIGURE: Final = re.compile(r"\d+(?:[.,]\d+)*")


def unconfirmed_figures(path: Path, document: Document,
                        pages: Collection[int] | None = None) -> tuple[tuple[int, str], ...]:
    """Figures of `document` (read from the PDF at `path`) that pdfplumber does not find: (page, figure).

    A figure that a line end cuts is whole in ours only; it counts as seen where its digits are there in order.
    `pages` bounds the search to these, counted from 1.
    """
    return missing_figures(path, figures_by_page(document, pages))


def missing_figures(path: Path, wanted: Mapping[int, Counter[str]]) -> tuple[tuple[int, str], ...]:
    """Which of the figures wanted of each page pdfplumber does not find there: (page, figure)."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    missing: list[tuple[int, str]] = []
    with pdfplumber.open(path) as pdf:
        for number in sorted(wanted):
            page = pdf.pages[number - 1]
            text = page.extract_text()
            lacking = wanted[number] - Counter(_FIGURE.findall(text))
            if lacking:
                # Tracking, fake bold or a line end may part or double digits: look at the bare run of them.
                bare = re.sub(r"\s", "", text)
                missing += [(number, figure) for figure in lacking.elements() if figure not in bare]
            page.close()
    return tuple(missing)


def figures_by_page(document: Document, pages: Collection[int] | None = None) -> dict[int, Counter[str]]:
    """The figures of a PDF's text by page, counted; of `pages` only where given."""
    found: dict[int, Counter[str]] = {}
    for match in _FIGURE.finditer(document.text):
        place = document.places[document.origin[match.start()]]
        if place >= 0 and (pages is None or document.boxes[place].page in pages):
            found.setdefault(document.boxes[place].page, Counter())[match.group()] += 1
    return found
