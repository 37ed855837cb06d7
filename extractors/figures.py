"""What is found of the figures of a sentence, question by question, until each is a figure with all that was decided."""

from __future__ import annotations

from typing import NamedTuple

from extractors.cells import Cell
from extractors.links import Link
from extractors.phrases import Phrase
from extractors.rates import Per
from extractors.status import Decision
from extractors.subjects import Subject
from schemas.records import Evidence, Quantity, Sentence, Statistic, TimeValue


class Figure(NamedTuple):
    """A quantity with all that was decided about it. `phrase.parent` and `.listed` count within its sentence."""

    sentence: Sentence
    quantity: Quantity
    phrase: Phrase
    link: Link
    subject: Subject
    time: TimeValue | None
    status: Decision
    per: Per | None
    statistic: Statistic
    unit: Evidence | None = None


class Cut(NamedTuple):
    """The figures of a sentence, where a label told it the unit of each, and their phrases."""

    quantities: list[Quantity]
    units: list[Evidence | None]
    around: list[Phrase]


class Worded(NamedTuple):
    """The same with what each figure counts."""

    quantities: list[Quantity]
    units: list[Evidence | None]
    around: list[Phrase]
    links: list[Link]


class Timed(NamedTuple):
    """The times that govern the figures of a sentence, and the one that its headings tell."""

    times: list[TimeValue | None]
    heading: TimeValue | None


class Located(NamedTuple):
    """What the stretches of a sentence are about, or the cell that it stands in as it is read, one for each figure."""

    subjects: list[Subject]
    cells: list[Cell]


UNTIMED, NOWHERE = Timed([], None), Located([], [])
NOBODY: list[Per | None] = []
"""Of a sentence without figures."""
