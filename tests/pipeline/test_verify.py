"""Every fact proves itself from its file, or is named."""

from __future__ import annotations

import pytest
from store_samples import fact, reading, store

from extractors.persons import RULE
from pipeline.verify import reparsed_differs, verify


def edit(path, old, new):
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def test_untouched_files_prove_every_fact(db):
    verdict = verify(db)
    assert verdict.faults == []
    assert (verdict.facts, verdict.proved, verdict.clean) == (10, 10, True)


def test_nothing_to_verify_is_no_pass(tmp_path):
    db, _ = store(tmp_path / "youju.db")
    assert verify(db).clean is False


@pytest.mark.parametrize(("old", "new", "named"), [
    pytest.param("146个", "147个", {"146个", "约320人"}, id="a digit of a figure, and its sentence"),
    pytest.param("全市已", "全省已", {"146个", "约320人"}, id="another word of the sentence"),
    pytest.param("设情况\n全", "设情况\n\n全", {"146个", "约320人", "50人次", "9000余万元", "2万元", "200个"},
                 id="a line put in before all"),
    pytest.param("200个。\n", "200个。\n附记\n", set(), id="a line added at the end"),
])
def test_a_changed_file_names_what_fails_and_leaves_nothing_proved(db, folder, old, new, named):
    edit(folder / "昭通.txt", old, new)
    verdict = verify(db)
    assert {fault.quote for fault in verdict.faults if fault.fact} == named
    assert any("昭通.txt：来源文件已改动，其 6 条事实" in str(fault) for fault in verdict.faults)
    assert (verdict.proved, verdict.stale, verdict.failed) == (4, 6 - len(named), len(named))
    assert not verdict.clean


def test_a_missing_file_is_named_with_all_its_facts(db, folder):
    (folder / "云南.txt").unlink()
    verdict = verify(db)
    assert len({fault.fact for fault in verdict.faults if fault.fact}) == 4
    assert "来源文件不在了" in str(verdict.faults[0])


@pytest.mark.parametrize(("column", "value"), [
    ("value", 145), ("value", None), ("low", 1), ("unit", "人"), ("qualifier", "about"), ("quote", "147个"),
    ("start", 18), ("source_sha", "0" * 16),
])
def test_a_value_changed_in_the_database_is_named(db, zhaotong, column, value):
    table = "sentences" if column == "source_sha" else "facts"
    where = "text LIKE '%146个%'" if table == "sentences" else "quote = '146个'"
    db.execute(f'UPDATE {table} SET "{column}" = ? WHERE {where}', [value])
    verdict = verify(db)
    assert zhaotong.extraction.facts[0].id in {fault.fact for fault in verdict.faults}
    assert not verdict.clean


@pytest.mark.parametrize(("quote", "stored", "same"), [
    ("146个", {"value": 146, "unit": "个", "qualifier": "exact"}, True),
    ("9000余万元", {"value": 90_000_000, "unit": "元", "qualifier": "more_than"}, True),
    ("5个以上", {"value": 5, "unit": "个", "qualifier": "at_least"}, True),
    ("5个以上", {"value": 5, "unit": "个", "qualifier": "more_than"}, True),
    ("5个以上", {"value": 5, "unit": "个", "qualifier": "exact"}, False),
    ("1.38亿小时", {"value": 138_000_000, "unit": "小时", "qualifier": "exact"}, True),
    ("95.5%", {"value": 95.5, "unit": "%", "qualifier": "exact"}, True),
    ("**人次", {"value": None, "unit": "人次", "qualifier": "masked"}, True),
    ("**人次", {"value": 0, "unit": "人次", "qualifier": "masked"}, False),
    ("600—1000元", {"value": None, "low": 600, "high": 1000, "unit": "元", "qualifier": "range"}, True),
    ("建设情况", {"value": 1, "unit": "个", "qualifier": "exact"}, False),
])
def test_the_quote_is_read_again(quote, stored, same):
    row = {"quote": quote, "value": None, "low": None, "high": None, **stored}
    assert (reparsed_differs(row) == "") is same


@pytest.mark.parametrize(("unit", "value", "clean"), [("人", 45, True), ("人", 54, False), ("户", 45, False)])
def test_the_noun_behind_a_figure_proves_that_it_counts_people(tmp_path, unit, value, clean):
    path = tmp_path / "娃娃.txt"
    path.write_text("湖州市社工站情况\n社工站全年帮扶45个娃娃。\n", encoding="utf-8")
    noun = {"field": "unit", "span": (19, 21), "rule": RULE}
    row = fact("45个", "service.people", value=value, unit=unit, evidence=[noun] if unit == "人" else [])
    assert verify(store(tmp_path / "youju.db", reading(path, [row]))[0]).clean is clean


@pytest.mark.parametrize(("evidence", "clean"), [
    ([{"field": "unit", "span": (14, 16), "rule": "表头"}], True),
    ([{"field": "unit", "span": (10, 12), "rule": "表头"}], False),
    ([{"field": "status", "span": (14, 16), "rule": "表头"}], False),
    ([], False),
])
def test_a_unit_in_the_head_of_a_table_proves_its_figures(tmp_path, evidence, clean):
    path = tmp_path / "表.txt"
    path.write_text("昭通市社工站情况\n投入资金（万元）\n本年1230.5\n", encoding="utf-8")
    row = fact("1230.5", "fund.input", value=12_305_000, unit="元", evidence=evidence)
    assert verify(store(tmp_path / "youju.db", reading(path, [row]))[0]).clean is clean


def test_gb18030_files_prove_themselves_too(tmp_path):
    path = tmp_path / "旧.txt"
    path.write_bytes("昭通市工作报告\r\n全市已经建成社会工作服务站146个。\r\n".encode("gb18030"))
    db, _ = store(tmp_path / "youju.db", reading(path, [fact("146个")]))
    assert verify(db).clean
