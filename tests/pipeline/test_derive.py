"""Derived indicators rest on two facts, or say why there is none."""

from __future__ import annotations

import pytest
from store_samples import fact, reading, store

from pipeline.derive import as_rows, as_table, derive
from schemas.codebook import load_codebook
from schemas.derived import load_derived


def derived(tmp_path, code, text, facts):
    path = tmp_path / "own.txt"
    path.write_text(f"昭通市报告\n{text}\n", encoding="utf-8")
    db, _ = store(tmp_path / "youju.db", reading(path, facts))
    return as_rows(derive(db, [code]))


STAFF = "station.staff_per_station"


@pytest.mark.parametrize(("code", "text", "facts", "value", "about"), [
    (STAFF, "20个，50人。", [fact("20个"), fact("50人", "staff.station")], 2.5, False),
    (STAFF, "20个，约50人。", [fact("20个"), fact("约50人", "staff.station", qualifier="about")], 2.5, True),
    ("staff.certified_share", "200人，50人。",
     [fact("200人", "staff.social_workers"), fact("50人", "staff.certified")], 25, False),
    ("fund.per_station", "20个，500万元。",
     [fact("20个"), fact("500万元", "fund.input", unit="元", dims={"flow": "invested"})], 25, False),
    ("fund.per_township", "10个，500万元。", [
        fact("10个", "admin.townships", time="2020"),
        fact("500万元", "fund.input", unit="元", time="2021")], 50, False),
])
def test_a_quotient_of_two_facts(tmp_path, code, text, facts, value, about):
    (row,) = derived(tmp_path, code, text, facts)
    assert (row["value"], row["about"], row["reason"]) == (value, about, "")
    assert len({row["numerator"]["fact"], row["denominator"]["fact"]}) == 2


@pytest.mark.parametrize(("text", "facts", "reason"), [
    ("20个，**人。", [fact("20个"), fact("**人", "staff.station", value=None, unit="人", qualifier="masked")],
     "分子被隐去或为区间"),
    ("20个，50人。", [fact("20个", dims={"level": "community"}), fact("50人", "staff.station")], "分母只是分项"),
    ("0个，50人。", [fact("0个"), fact("50人", "staff.station")], "分母为零"),
    ("20个，50人。", [fact("20个", time="2020"), fact("50人", "staff.station", time="2021")],
     "年份不同（2021，2020）"),
])
def test_what_cannot_be_divided_says_why(tmp_path, text, facts, reason):
    (row,) = derived(tmp_path, STAFF, text, facts)
    assert (row["value"], row["reason"]) == (None, reason)


def test_a_region_that_reports_one_of_the_two_has_no_row(db):
    assert [row["region"] for row in as_rows(derive(db, [STAFF]))] == ["昭通市"]
    assert "约2.19人/站" in as_table(derive(db))


def test_an_unknown_code_is_refused(db):
    with pytest.raises(LookupError, match="没有这个派生指标"):
        derive(db, ["station.count"])


def test_the_rows_name_indicators_of_the_codebook():
    codes = load_codebook().indicators.keys()
    for row in load_derived().values():
        assert {row.numerator, row.denominator} <= codes
        assert row.code not in codes
