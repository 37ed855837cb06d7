"""One fact for a reader."""

from __future__ import annotations

import pytest
from store_samples import Reading, store

from extractors.facts import extract
from pipeline.load import load_report
from pipeline.readers import read
from pipeline.show import headings, show
from schemas.codebook import load_codebook


def lines(text: str) -> dict[str, str]:
    return dict(line.split("\t", 1) for line in text.splitlines())


def test_a_fact_is_told_in_chinese_with_its_place(db, zhaotong, folder):
    told = lines(show(db, zhaotong.extraction.facts[0].id))
    assert told["句子"] == "全市已建成社工站【146个】，配备社工约320人。"
    assert told["文件"] == f"昭通.txt，第 2 行，第 19—23 字（{folder / '昭通.txt'}）"
    assert told["指标"].endswith("（station.count）")
    assert told["地区"] == "昭通市（530600）"
    assert (told["数值"], told["时间"], told["状态"]) == ("146个", "2022", "实际")
    assert told["章节"].startswith("昭通市社工站建设情况")


@pytest.mark.parametrize(("name", "date", "told"), [
    ("r.txt", "（2023年7月）", "2023-07 ←「2023年7月」标题下的日期或发布日期"),
    ("昭通2023.txt", "", "2023 ←「昭通2023.txt」文件名里的日期"),
    ("r.txt", "", "不明：标题、落款、正文和文件名都没有说；今年、去年一类的话因此没有年份"),
])
def test_the_date_of_the_report_is_told_with_what_told_it(tmp_path, name, date, told):
    path = tmp_path / name
    path.write_text(f"昭通市社工站建设情况汇报\n{date}\n全市已建成社工站146个。\n", encoding="utf-8")
    document = read(path)
    extraction = extract(document, load_codebook())
    db, _ = store(tmp_path / "youju.db", Reading(path, document, extraction))
    assert lines(show(db, extraction.facts[0].id))["报告日期"] == told
    kept = load_report(db, next(db.query("SELECT id FROM reports"))["id"])
    assert kept
    assert kept == extraction.reports[0].model_copy(update={"body": kept.body})


def test_a_masked_fact_has_no_figure(db, yunnan):
    assert lines(show(db, yunnan.extraction.facts[-1].id))["数值"] == "已隐去（人次）"


def test_the_beginning_of_an_id_is_enough(db, zhaotong):
    name = zhaotong.extraction.facts[1].id
    assert show(db, f"#{name[:7]}") == show(db, name)


@pytest.mark.parametrize("name", ["zzz", "", "%"])
def test_an_unknown_id_is_refused(db, name):
    with pytest.raises(LookupError, match="没有编号"):
        show(db, name)


def test_an_ambiguous_beginning_names_the_candidates(db, zhaotong):
    db.execute("PRAGMA foreign_keys = OFF")
    for n, fact in enumerate(zhaotong.extraction.facts[:2]):
        db.execute("UPDATE facts SET id = ? WHERE id = ?", [f"same{n}", fact.id])
    with pytest.raises(LookupError, match="same0、same1"):
        show(db, "same")


def test_headings_come_outermost_first(db):
    document = next(iter(db.table("documents").rows))["id"]
    db.table("sections").insert_all([
        {"id": "a", "document": document, "parent": None, "title": "一、建设"},
        {"id": "b", "document": document, "parent": "a", "title": "（一）站点"}])
    assert headings(db, "b") == ["一、建设", "（一）站点"]
