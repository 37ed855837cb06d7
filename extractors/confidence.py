"""How sure the reading of a figure is: what of its circumstances speaks for and against it.

Each circumstance is a trait, a row of `schemas/data/confidence.toml` with a weight learned from the samples. Readings
of the same traits have the same confidence, worked out once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.phrases import RATIOS
from extractors.reading import Figure
from schemas.confidence import Calibration, load_calibration
from schemas.records import Document, Evidence
from schemas.trusted import trusted

FAINT, MODEST = 4.0, 6.0
"""Sums of the words' voices: one below these is less often right."""
CLOSE, NEAR = 0.6, 0.8
"""The winner's share in the sum of winner and best rival, below which the rival is close, or near."""
SURE = 0.9
"""From this confidence on nothing is kept of what speaks against a reading: three facts of four."""
GENERIC = 0.95
"""Weight of the heaviest word below which it names many things."""
REACH = 60
"""How far around a figure without a time one is looked for, in characters."""
_TIME = re.compile("20[0-9]{2}年|[今去前上]年|[0-9]月|年度|季度|半年")
_PEOPLE = frozenset(("person", "household", "person_time"))
_VAGUE = frozenset(("range", "more_than", "nearly", "about"))


class Sureness(NamedTuple):
    """The confidence of a reading, 0 to 1, and, below `SURE`, what speaks against it, the gravest first."""

    confidence: float
    doubts: tuple[Evidence, ...]


NONE = Sureness(0.0, ())
"""Of a figure that counts nothing known."""


def sureness(document: Document, figure: Figure) -> Sureness:
    """How sure the reading of a figure is; `NONE` where no indicator claims it."""
    if figure.link.code is None:
        return NONE
    calibration = load_calibration()
    if not _KEPT or _KEPT[0][0] is not calibration:
        _KEPT[:] = [(calibration, {})]
    kept, ids = _KEPT[0][1], tuple(traits_of(document, figure))
    known = kept.get(ids)
    if known is None:
        sure = calibration.confidence(ids)
        doubts = calibration.doubts(ids) if sure < SURE else ()
        told = (trusted(Evidence, {"field": "confidence", "span": None, "rule": row.id}) for row in doubts)
        known = kept[ids] = Sureness(sure, tuple(told))
    return known


_KEPT: list[tuple[Calibration, dict[tuple[str, ...], Sureness]]] = []
"""Answers by traits, of the calibration they were made with."""


def traits_of(document: Document, figure: Figure) -> Iterator[str]:
    """The ids of the traits that a figure's reading has."""
    yield from _of_link(figure)
    quantity, sentence = figure.quantity, figure.sentence
    if quantity.dimension in RATIOS:
        yield "ratio"
    elif quantity.dimension in _PEOPLE:
        yield "people"
    elif quantity.dimension == "money":
        yield "money"
    if quantity.qualifier in _VAGUE:
        yield "vague"
    subject = figure.subject
    if subject.rule == "township":
        yield "township"
    if subject.span and subject.span.start < sentence.span.start:
        yield "region_carried"
    if figure.time is None:
        start, end = max(sentence.span.start, quantity.span.start - REACH), min(sentence.span.end, quantity.span.end + REACH)
        yield "time_passed_over" if _TIME.search(document.text, start, end) else "untimed"
    elif figure.phrase.clause.start <= figure.time.span.start < figure.phrase.clause.end:
        yield "timed_beside"
    if figure.status.rule == "document of plans":
        yield "plan_document"
    elif figure.status.rule != "default":
        yield "status_told"
    if figure.per:
        yield "per_each"
    if figure.phrase.parent >= 0:
        yield "part"
    if sentence.block >= 0 and document.blocks[sentence.block].header:
        yield "cell"


def _of_link(figure: Figure) -> Iterator[str]:
    link = figure.link
    if link.fallback or not link.words:
        yield "no_words"
    elif link.score < FAINT:
        yield "faint_words"
    elif link.score < MODEST:
        yield "modest_words"
    rival = next((score for code, score in link.rivals if code != link.code), 0.0)
    if rival:
        share = link.score / (link.score + rival)
        if share < CLOSE:
            yield "close_rival"
        elif share < NEAR:
            yield "near_rival"
    if 0 < link.weight < GENERIC:
        yield "generic_word"
    start, end = figure.quantity.span
    if link.words and all(span.end != start and span.start != end for span, _ in link.words):
        yield "words_apart"
