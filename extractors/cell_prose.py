"""A table cell that tells more than a lone number (个案服务4个，21人次) is read as a sentence; what it leaves open its headers say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.cells import Cell
from extractors.figures import Figure
from schemas.records import Quantity, Span, TimeValue

_HAN = re.compile("[一-龥]")
FEWEST = 4
"""Characters of its own from which on a cell with one number tells more than that: 个案服务4个, but not 共4个."""
BESIDE = 2
"""The same of a cell with several."""


def is_prose(text: str, span: Span, quantities: Sequence[Quantity], times: Sequence[TimeValue]) -> bool:
    """Whether a cell's sentence tells by itself what its figures count."""
    if not quantities:
        return False
    quotes = [*(row.quote for row in quantities), *(row.quote for row in times)]
    told = len(_HAN.findall(text, *span)) - sum(len(_HAN.findall(quote)) for quote in quotes)
    return told >= (FEWEST if len(quantities) == 1 else BESIDE)


def with_headers(figure: Figure, cell: Cell) -> Figure:
    """A figure of such a cell with what the headers say where its own words say nothing: what it counts, of whom, when, and
    whether it is planned or done."""
    start, _ = figure.sentence.span
    link = figure.link if figure.link.code or figure.link.void else cell.link
    own = figure.time is not None and figure.time.span.start >= start
    subject = cell.subject if cell.subject and figure.subject.rule in ("report", "heading") else figure.subject
    said = figure.status.rule != "default" and figure.status.span is not None
    status = figure.status if said or cell.status is None else cell.status
    return figure._replace(link=link, time=figure.time if own else cell.time or figure.time, subject=subject, status=status)
