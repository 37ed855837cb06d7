"""SDMX-CSV 2.0: what a statistical system finds in each observation."""

from __future__ import annotations

import csv

import pytest

from pipeline import tables
from pipeline.compare import Selection, compare, compare_years
from pipeline.sdmx import COMPONENTS, time_period

CODES = ("station.count", "staff.station", "staff.certified", "fund.input", "service.person_times")


@pytest.fixture
def observations(tmp_path, db):
    """The file, read as CSV by another program."""
    tables.write(db, compare(db, Selection(CODES)), {}, tmp_path / "t.sdmx.csv")
    data = (tmp_path / "t.sdmx.csv").read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(data.decode().splitlines()))


def only(rows, area, indicator):
    (row,) = (row for row in rows if (row["REF_AREA"], row["INDICATOR"]) == (area, indicator))
    return row


def test_every_row_names_its_structure_and_action_first(observations):
    assert list(observations[0]) == ["STRUCTURE", "STRUCTURE_ID", "ACTION", *COMPONENTS]
    assert {(row["STRUCTURE"], row["STRUCTURE_ID"], row["ACTION"]) for row in observations} == {
        ("datastructure", "YOUJU:INDICATORS(1.0.0)", "I")}


@pytest.mark.parametrize(("area", "indicator", "told"), [
    ("530600", "station.count", {"OBS_VALUE": "146", "UNIT_MEASURE": "个", "OBS_STATUS": "A", "TIME_PERIOD": "2022",
                                 "OWN_REPORT": "true", "CONFLICT": "false"}),
    ("530600", "fund.input", {"OBS_VALUE": "90000000", "UNIT_MEASURE": "元", "QUALIFIER": "more_than"}),
    ("530600", "service.person_times", {"OBS_VALUE": "", "OBS_STATUS": "Q", "QUALIFIER": "masked"}),
    ("532500", "station.count", {"OBS_VALUE": "88", "TIME_PERIOD": "2022-12", "OWN_REPORT": "false"}),
    ("530000", "staff.certified", {"BREAKDOWN": "grade=all", "STATUS": "actual", "STATISTIC": "level"}),
])
def test_an_observation_says(observations, area, indicator, told):
    row = only(observations, area, indicator)
    assert {name: row[name] for name in told} == told


def test_no_key_stands_twice_and_what_is_not_reported_has_none(observations):
    keys = [(row["REF_AREA"], row["INDICATOR"], row["TIME_PERIOD"]) for row in observations]
    assert len(keys) == len(set(keys)) == 6
    assert not [row for row in observations if (row["REF_AREA"], row["INDICATOR"]) == ("532500", "fund.input")]


def test_years_are_observations_of_the_indicator(tmp_path, db):
    tables.write(db, compare_years(db, Selection(("station.count",))), {}, tmp_path / "t.sdmx.csv")
    rows = list(csv.DictReader((tmp_path / "t.sdmx.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["INDICATOR"] for row in rows} == {"station.count"}


@pytest.mark.parametrize(("edtf", "period"), [
    ("2022", "2022"), ("2022-06", "2022-06"), ("2022-06-30", "2022-06-30"), ("2022-33", "2022-Q1"), ("2022-41", "2022-S2"),
    ("2022-01/2022-06", "2022-01-01/P6M"), ("2020/2021", "2020-01-01/P24M"), ("2021/..", ""), ("", ""),
    ("2022-06-05/2022-06-30", ""), ("2021~", ""),
])  # fmt: skip
def test_times_become_periods_of_sdmx_or_nothing(edtf, period):
    assert time_period(edtf) == period
