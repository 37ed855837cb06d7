"""A second opinion on the figures of a PDF, by pdfplumber: one it does not see is unconfirmed.

Five times slower than the first reader, so it runs where it is asked for. It sees hidden text and looks at
drawing order, hence only figures of ours that it lacks are told, never the other way round.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from pathlib import Path
from typing import Final

import pdfplumber

from schemas.records import Document

_FIGURE: Final = re.compile(r"\d+(?:[.,]\d+)*")


def unconfirmed_figures(path: Path, document: Document) -> tuple[tuple[int, str], ...]:
    """Figures of `document` (read from the PDF at `path`) that pdfplumber does not find: (page, figure).

    A figure that a line end cuts is whole in ours only; it counts as seen where its digits are there in order.
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    ours = _figures_by_page(document)
    missing: list[tuple[int, str]] = []
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            wanted = ours.get(number, Counter())
            text = page.extract_text() if wanted else ""
            lacking = wanted - Counter(_FIGURE.findall(text))
            if lacking:
                # Tracking, fake bold or a line end may part or double digits: look at the bare run of them.
                bare = re.sub(r"\s", "", text)
                missing += [(number, figure) for figure in lacking.elements() if figure not in bare]
            page.close()
    return tuple(missing)


def _figures_by_page(document: Document) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = {}
    for match in _FIGURE.finditer(document.text):
        place = document.places[document.origin[match.start()]]
        if place >= 0:
            found.setdefault(document.boxes[place].page, Counter())[match.group()] += 1
    return found
