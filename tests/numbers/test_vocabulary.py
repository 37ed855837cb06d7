"""The vocabulary of numbers refuses rows that could not work."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from schemas.units import Mentions, Pattern, Unit, Units, load_mentions, load_units

UNIT: dict[str, Any] = {"words": ("站",), "dimension": "count", "examples": ()}
ROW: dict[str, Any] = {"name": "n", "reason": "word", "on": "han", "pattern": "一切", "examples": ("一切 => 一切",)}


@pytest.mark.parametrize(
    "change",
    [{"dimension": "weight"}, {"not_before": "("}, {"han": "never"}, {"mention": "because"}, {"colour": "red"}, {"words": None}],
)
def test_a_wrong_unit_is_refused(change: dict[str, Any]) -> None:
    assert Unit(**UNIT)
    with pytest.raises(ValidationError):
        Unit(**UNIT | change)


@pytest.mark.parametrize(
    "change", [{"pattern": "("}, {"pattern": "(一)切"}, {"reason": "none"}, {"on": "digit"}, {"on": "letter"}, {"next": "["}]
)
def test_a_wrong_pattern_is_refused(change: dict[str, Any]) -> None:
    assert Pattern(**ROW)
    with pytest.raises(ValidationError):
        Pattern(**ROW | change)


def test_a_word_stands_for_one_unit() -> None:
    with pytest.raises(ValidationError, match="单位重复：站"):
        Units(unit=(Unit(**UNIT), Unit(**UNIT)), bound=())


def test_every_row_carries_examples() -> None:
    assert all(row.examples for row in load_units().unit)
    assert all(row.examples for row in load_mentions().pattern)


@pytest.mark.parametrize(("table", "name", "loaded"), [(Units, "units", load_units), (Mentions, "mentions", load_mentions)])
def test_each_pattern_that_is_shipped_is_one_by_itself(table: Any, name: str, loaded: Any) -> None:
    text = (Path(__file__).parents[2] / "schemas" / "data" / f"{name}.toml").read_text(encoding="utf-8")
    assert table.model_validate(tomllib.loads(text)) == loaded()
