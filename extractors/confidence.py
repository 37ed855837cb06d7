"""How sure the reading of a figure is: what of its circumstances speaks for and against it.

Each circumstance is a trait, a row of `schemas/data/confidence.toml` with a weight learned from the samples. Readings
of the same traits have the same confidence, worked out once.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.figures import Figure
from extractors.links import Link
from extractors.phrases import RATIOS
from schemas.confidence import Calibration, load_calibration
from schemas.records import Document, Evidence, Span
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
_TIME = re.compile("年(?:(?<=[0-9]年)|(?<=[今去前上半]年)|度)|月(?<=[0-9]月)|季度")
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


def traits_of(document: Document, figure: Figure) -> list[str]:
    """The ids of the traits that a figure's reading has."""
    found = _of_link(figure.link, figure.quantity.span)
    quantity, sentence, subject, time, phrase = (
        figure.quantity, figure.sentence, figure.subject, figure.time, figure.phrase)  # fmt: skip
    dimension = quantity.dimension
    if dimension in RATIOS:
        found.append("ratio")
    elif dimension in _PEOPLE:
        found.append("people")
    elif dimension == "money":
        found.append("money")
    if quantity.qualifier in _VAGUE:
        found.append("vague")
    if subject.rule == "township":
        found.append("township")
    if subject.span and subject.span[0] < sentence.span[0]:
        found.append("region_carried")
    if time is None:
        start, end = max(sentence.span[0], quantity.span[0] - REACH), min(sentence.span[1], quantity.span[1] + REACH)
        found.append("time_passed_over" if _TIME.search(document.text, start, end) else "untimed")
    elif phrase.clause[0] <= time.span[0] < phrase.clause[1]:
        found.append("timed_beside")
    rule = figure.status.rule
    if rule == "document of plans":
        found.append("plan_document")
    elif rule != "default":
        found.append("status_told")
    if figure.per:
        found.append("per_each")
    if phrase.parent >= 0:
        found.append("part")
    if sentence.block >= 0 and document.blocks[sentence.block].header:
        found.append("cell")
    return found


def _of_link(link: Link, at: Span) -> list[str]:
    found: list[str] = []
    score = link.score
    if link.fallback or not link.words:
        found.append("no_words")
    elif score < FAINT:
        found.append("faint_words")
    elif score < MODEST:
        found.append("modest_words")
    for code, rival in link.rivals:
        if code != link.code:
            if score < CLOSE * (score + rival):
                found.append("close_rival")
            elif score < NEAR * (score + rival):
                found.append("near_rival")
            break
    if 0 < link.weight < GENERIC:
        found.append("generic_word")
    if link.words:
        for span, _ in link.words:
            if span[1] == at[0] or span[0] == at[1]:
                break
        else:
            found.append("words_apart")
    return found
