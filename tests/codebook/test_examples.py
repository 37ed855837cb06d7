"""Every example sentence of every codebook that is shipped, both ways, as a test of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from example_gaps import CAUSE

import schemas
from pipeline.codebook_lint import example_fault
from schemas.codebook import load_codebook

BOOKS = Path(schemas.__file__).parent / "data" / "codebooks"
STATIONS = BOOKS / "social_work_station.toml"
ELDERLY = BOOKS / "elderly_care.toml"


def cases(path: Path):
    """(path, code, sentence, whether the indicator claims its figure) for every example of a codebook."""
    for row in load_codebook(path).indicator:
        for claims, sentences in ((True, row.examples), (False, row.counterexamples)):
            for sentence in sentences:
                marks = [pytest.mark.xfail(strict=True, reason=CAUSE[sentence])] if sentence in CAUSE else []
                yield pytest.param(path, row.code, sentence, claims, marks=marks,
                                   id=f"{row.code}-{'+' if claims else '-'}-{sentence}")


@pytest.mark.parametrize(("path", "code", "sentence", "claims"), [*cases(STATIONS), *cases(ELDERLY)])
def test_the_marked_figure_is_claimed_or_left_alone(path, code, sentence, claims):
    assert example_fault(load_codebook(path), code, sentence, claims=claims) is None


@pytest.mark.parametrize("row", load_codebook(STATIONS).indicator, ids=lambda row: row.code)
def test_every_indicator_has_enough_sentences_of_its_own(row):
    assert len(set(row.examples)) >= 6
    assert len(set(row.counterexamples)) >= 3


def test_sentences_in_half_width_punctuation_are_among_them():
    sentences = [s for row in load_codebook(STATIONS).indicator for s in (*row.examples, *row.counterexamples)]
    assert sum("," in s or "(" in s for s in sentences) >= 50


def test_every_gap_is_still_an_example():
    sentences = {s for row in load_codebook(STATIONS).indicator for s in (*row.examples, *row.counterexamples)}
    assert set(CAUSE) <= sentences
