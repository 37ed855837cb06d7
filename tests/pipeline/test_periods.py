"""First and last days of EDTF values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.periods import as_of, bounds


@pytest.mark.parametrize(("edtf", "first", "last"), [
    ("2021", "2021-01-01", "2021-12-31"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2021-06-30", "2021-06-30", "2021-06-30"),
    ("2022-01/2022-06", "2022-01-01", "2022-06-30"),
    ("2021/..", "2021-01-01", ""),
    ("../2021", "", "2021-12-31"),
    ("2022-34", "2022-04-01", "2022-06-30"),
    ("2022-41", "2022-07-01", "2022-12-31"),
    ("2021~", "2021-01-01", "2021-12-31"),
    ("2021-13", "", ""),
    ("", "", ""),
    ("去年", "", ""),
])
def test_bounds(edtf, first, last):
    assert bounds(edtf) == (first, last)


@pytest.mark.parametrize(("time", "report", "actual", "day"), [
    ("2021", "2022-03-01", True, "2021-12-31"),
    ("2021", "2021-08-01", True, "2021-08-01"),
    ("2025", "2021-08-01", False, "2025-12-31"),
    ("2021/..", "2022-06", True, "2022-06-30"),
    ("", "2022-06", True, "2022-06-30"),
    ("2021/..", "", True, "2021-01-01"),
    ("", "", True, ""),
])
def test_as_of(time, report, actual, day):
    assert as_of(time, report, actual=actual) == day


@given(st.text(alphabet="0123456789-/.~", max_size=24))
def test_anything_gives_two_days_or_nothing(text):
    for day in bounds(text):
        assert day == "" or len(day) == 10
