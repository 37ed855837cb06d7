"""Checks: sums and ratios computed again, reports held against themselves and each other.

A figure is never repaired. Each check gives a verdict with its formula and the facts it rests on; what does not
fit becomes a `Finding`. A contradiction is said only where the text itself ties the figures together: in doubt
the verdict is `cannot_tell`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import groupby

from pipeline.checks.changes import check_changes
from pipeline.checks.coverage import check_coverage
from pipeline.checks.material import Material, Passage, Told, told_of
from pipeline.checks.parts import check_parts
from pipeline.checks.plausibility import Plausibility
from pipeline.checks.products import check_products
from pipeline.checks.repeats import Collection
from pipeline.checks.result import KINDS, Check, Verdict
from pipeline.checks.shares import check_shares
from schemas.codebook import Codebook
from schemas.plausibility import Rules

__all__ = ["CHECKS", "KINDS", "Check", "Material", "Told", "Verdict", "run_checks", "told_of"]

CHECKS = (
    lambda material, passage, book, rules: check_parts(passage, book, rules),
    check_shares,
    lambda material, passage, book, rules: check_products(passage),
    lambda material, passage, book, rules: check_changes(material, passage),
    lambda material, passage, book, rules: check_coverage(material, passage, rules),
)
"""What is asked of every sentence."""


def run_checks(pieces: Iterable[Sequence[Told]], book: Codebook, rules: Rules) -> Iterator[Check]:
    """Every check of every document, then what the documents say together.

    `pieces` gives the facts of one report, or of a whole document, at a time, those of a document one after the other; no
    more than one piece is held.
    """
    with closing(Collection(book, rules)) as collection:
        for _, reports in groupby(filter(None, pieces), key=lambda told: told[0].document):
            plausibility = Plausibility(rules)
            for told in reports:
                material = Material(told)
                for passage in material.passages:
                    yield from check_passage(material, passage, book, rules)
                yield from plausibility.check(material)
                collection.add(material)
            yield from plausibility.jumps()
        yield from collection.checks()


def check_passage(material: Material, passage: Passage, book: Codebook, rules: Rules) -> Iterator[Check]:
    """The checks of one sentence."""
    for ask in CHECKS:
        yield from ask(material, passage, book, rules)
