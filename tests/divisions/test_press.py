"""The table of newspapers whose name tells no place."""

from __future__ import annotations

import pytest

from extractors.places import find_places
from schemas.divisions import load_divisions
from schemas.press import load_press


@pytest.mark.parametrize(("paper", "code"), sorted(load_press().codes.items()))
def test_a_paper_is_of_a_division_in_force_that_its_name_does_not_tell(paper: str, code: str) -> None:
    assert code in load_divisions()
    assert [m.quote for m in find_places(paper) if m.form != "short"] == []
