"""What an extraction makes is freed when nothing holds it any more: no search for cycles would find it.

An extraction runs without that search, and what it leaves is old before the next search comes: a worker would grow by
some tens of kilobytes a document.
"""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from extractors.facts import extract
from pipeline.readers import read
from schemas.codebook import load_codebook

SAMPLES = Path(__file__).parents[2] / "corpus"
BOOK = load_codebook()


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*/reports/*.*"))[::4] + sorted(SAMPLES.glob("reports/*.*")), ids=lambda path: path.stem)
def test_nothing_is_left_to_be_searched_for(path: Path) -> None:
    document = read(path)
    extract(document, BOOK)
    gc.collect()
    gc.disable()
    try:
        extract(document, BOOK)
        assert gc.collect() == 0
    finally:
        gc.enable()
