"""The second reader confirms what the page shows and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.readers import read
from pipeline.readers.second_reader import unconfirmed_figures

REPORTS = sorted((Path(__file__).parents[2] / "corpus" / "reports").glob("*.pdf"))


@pytest.mark.parametrize("path", REPORTS, ids=[path.name for path in REPORTS])
def test_samples_are_confirmed(path: Path) -> None:
    assert unconfirmed_figures(path, read(path)) == ()


def test_a_figure_the_page_does_not_show_is_told() -> None:
    document = read(REPORTS[0])
    figure = "106.7"
    changed = replace(document, text=document.text.replace(figure, "986.7"))
    assert figure in document.text
    assert unconfirmed_figures(REPORTS[0], changed) == ((1, "986.7"),)
