"""Parquet, read back by pyarrow: every fact and cell, explicit types, codes as text."""

from __future__ import annotations

import json
from datetime import date

import pyarrow
import pyarrow.parquet
import pytest
from click.testing import CliRunner

from pipeline import tables
from pipeline.cli import main
from pipeline.compare import Selection, compare, compare_years
from pipeline.load import load_facts
from pipeline.parquet import FACT_COLUMNS, fact_rows, fact_schema, fact_table, write_facts
from pipeline.render import member_labels
from pipeline.rows import fact_row


@pytest.fixture
def facts(tmp_path, db):
    """The facts of the two reports as another program reads them."""
    path = tmp_path / "facts.parquet"
    assert write_facts(fact_rows(db), path) == db.table("facts").count
    return pyarrow.parquet.read_table(path)


def test_every_fact_is_there_as_the_json_lines_have_it(db, facts):
    rows = {row["id"]: row for row in facts.to_pylist()}
    lines = [fact_row(fact) for fact in load_facts(db)]
    assert [row["id"] for row in lines] == facts["id"].to_pylist()
    for line in lines:
        row = rows[line["id"]]
        assert json.loads(row["dims"]) == line["dims"]
        assert {name: row[name] for name in line.keys() & row.keys() - {"dims"}} == {
            name: line[name] for name in line.keys() & row.keys() - {"dims"}}


@pytest.mark.parametrize(("column", "type"), [
    ("id", "string"), ("adcode", "string"), ("indicator", "string"), ("time", "string"), ("dims", "string"),
    ("value", "double"), ("low", "double"), ("high", "double"), ("confidence", "double"), ("ocr", "double"), ("start", "int64"),
    ("end", "int64"), ("line", "int32"), ("page", "int32"), ("own", "bool"), ("as_of", "date32[day]"),
])
def test_types_are_explicit_and_codes_stay_text(facts, column, type):
    assert str(facts.schema.field(column).type) == type


def test_columns_have_their_chinese_names(facts):
    assert facts.schema.field("adcode").metadata[b"label"].decode() == "区划代码"
    assert facts.column_names == list(FACT_COLUMNS)


def test_a_masked_figure_is_null_and_never_zero(facts):
    (row,) = (row for row in facts.to_pylist() if row["qualifier"] == "masked")
    assert (row["value"], row["low"], row["high"]) == (None, None, None)


def test_codes_keep_their_digits(facts):
    assert "530600" in facts["adcode"].to_pylist()
    assert facts["as_of"].to_pylist()[0].year == 2022


@pytest.mark.parametrize(("row", "column", "value"), [
    ({"as_of": "2022-06-30"}, "as_of", date(2022, 6, 30)),
    ({"as_of": ""}, "as_of", None),
    ({"as_of": "2022-02-31"}, "as_of", None),
    ({"dims": {"level": "township"}}, "dims", '{"level": "township"}'),
    ({"dims": '{"level": "township"}'}, "dims", '{"level": "township"}'),
    ({"own": 1}, "own", True),
    ({"value": 3}, "value", 3.0),
    ({"adcode": "010100"}, "adcode", "010100"),
    ({}, "adcode", None),
])  # fmt: skip
def test_rows_become_columns(row, column, value):
    assert fact_table([row])[column].to_pylist() == [value]


def test_no_facts_still_make_a_table_with_its_schema(tmp_path):
    assert write_facts([], tmp_path / "none.parquet") == 0
    assert pyarrow.parquet.read_schema(tmp_path / "none.parquet").equals(fact_schema())


def test_a_comparison_has_a_row_for_each_cell(tmp_path, db):
    table = compare(db, Selection(("station.count", "fund.input", "service.person_times")))
    tables.write(db, table, member_labels(db), tmp_path / "t.parquet")
    rows = pyarrow.parquet.read_table(tmp_path / "t.parquet").to_pylist()
    told = {(row["region"], row["indicator"]): row for row in rows}
    assert len(rows) == sum(len(row.cells) for row in table.rows)
    assert told["昭通市", "station.count"]["value"] == 146
    assert len(told["昭通市", "station.count"]["others"]) == 1
    assert told["昭通市", "fund.input"]["value"] == 90_000_000
    assert told["昭通市", "service.person_times"]["value"] is None
    assert ("红河哈尼族彝族自治州", "fund.input") not in told


def test_years_are_numbers_beside_the_indicator(tmp_path, db):
    tables.write(db, compare_years(db, Selection(("station.count",))), {}, tmp_path / "t.parquet")
    rows = pyarrow.parquet.read_table(tmp_path / "t.parquet").to_pylist()
    assert {(row["indicator"], row["year"]) for row in rows} == {("station.count", 2022)}


def test_the_command_writes_all_facts(tmp_path, db):
    path = tmp_path / "all.parquet"
    result = CliRunner().invoke(main, ["export", str(path), "--db", str(tmp_path / "youju.db")])
    assert result.exit_code == 0, result.output
    assert pyarrow.parquet.read_metadata(path).num_rows == db.table("facts").count
    refused = CliRunner().invoke(main, ["export", str(tmp_path / "all.doc"), "--db", str(tmp_path / "youju.db")])
    assert refused.exit_code == 2
    assert ".parquet" in refused.output
