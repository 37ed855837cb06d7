"""What `youju codebook lint` finds, and what it leaves in peace."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import schemas
from pipeline.cli import main
from pipeline.codebook_lint import Fault, lint, marked_facts
from schemas.codebook import Codebook, load_codebook

BOOKS = Path(schemas.__file__).parent / "data" / "codebooks"
SITES = {"code": "site.count", "label": "康复站点", "definition": "康复站", "dimensions": ["count"],
         "heads": ["康复{站|中心}/1.2"], "examples": ["建成康复站【36个】。"], "counterexamples": ["康复师【36名】。"]}


def faults(*rows: dict, **book) -> list[Fault]:
    told = {"name": "t", "label": "残疾人康复", "version": "1", "subject": ["康复"]} | book
    return lint(Codebook(**told, indicator=[SITES, *rows]))


def row(**change) -> dict:
    return SITES | {"code": "second.count", "heads": ["辅具站"], "examples": ["康复辅具站【3个】。"],
                    "counterexamples": ["建成康复站【36个】。"]} | change


def test_a_sound_codebook_has_no_faults():
    assert faults() == faults(row()) == []


@pytest.mark.parametrize(("fault", "kind", "told"), [
    ({"examples": ["康复辅具【3件】。"]}, "error", "应取而未取"),
    ({"examples": ["建成康复站【36个】。"]}, "error", "归入了 site.count「康复站点」"),
    ({"examples": ["【国康复站3】个。"], "heads": ["某物"]}, "error", "应取而未取"),
    ({"examples": ["第【三】，康复站。"]}, "error", "没有读到工作数字"),
    ({"counterexamples": ["康复辅具站【3个】。"]}, "error", "不应取而取"),
    ({"dimensions": ["counts"]}, "error", "没有「counts」这种量纲"),
    ({"dimensions": []}, "error", "没有 dimensions"),
    ({"heads": []}, "error", "没有 heads 也没有 verbs"),
    ({"code": "other"}, "error", "other 留给"),
    ({"relations": ["second.count <= third.count"]}, "error", "third.count 不在字典里"),
    ({"units": ["个", "箇"]}, "hint", "不认得单位「箇」"),
    ({"heads": ["辅具站", "康复站/1.2"]}, "hint", "「康复站」同样也是 second.count"),
    ({"counterexamples": []}, "hint", "例句不全"),
])
def test_a_fault_of_a_row_is_told(fault, kind, told):
    assert any(f.kind == kind and told in str(f) for f in faults(row(**fault)))


@pytest.mark.parametrize(("fault", "kind", "told"), [
    ({"subject": []}, "hint", "没有 subject"),
    ({"label": "站点"}, "hint", "没有一个主题词"),
])
def test_a_fault_of_the_book_is_told(fault, kind, told):
    assert [f.kind for f in faults(**fault) if told in str(f)] == [kind]


STAFF = {"code": "staff.count", "label": "康复师", "definition": "康复师", "dimensions": ["person"], "heads": ["康复师"],
         "examples": ["康复师【36名】。", "康复师持证率【36%】。"], "counterexamples": ["康复站【3个】。"]}


@pytest.mark.parametrize(("rates", "told"), [
    ([{"words": ["持证"], "of": "staff.count"}], []),
    ([{"words": ["持证", "持证上岗"], "of": "staff.count"}], []),
    ([{"words": ["{持证|上岗}"], "of": "staff.count"}, {"words": ["上岗"], "of": "site.count"}],
     ["错误  site.count：比率「上岗」轮不到：「上岗」在它前面", "提示  site.count：比率「上岗」没有例句"]),
    ([{"words": ["覆盖"], "of": "site.count"}], ["提示  site.count：比率「覆盖」没有例句，如：…覆盖率达【95%】。"]),
], ids=["sound", "longer-in-the-same-row", "hidden-by-another-row", "without-example"])
def test_a_fault_of_a_rate_is_told(rates, told):
    found = [str(fault) for fault in faults(STAFF, rate=rates)
             if "比率" in str(fault)]
    assert len(found) == len(told)
    assert all(words in fault for fault, words in zip(found, told, strict=True))


def test_the_figure_tried_is_the_marked_one():
    book = load_codebook(BOOKS / "elderly_care.toml")
    (fact,) = marked_facts(book, "新增护理型床位600张、家庭养老床位【1200张】,助餐点3个。")[0]
    assert (fact.quote, fact.indicator) == ("1200张", "bed.home")


def test_the_second_codebook_is_clean():
    assert lint(load_codebook(BOOKS / "elderly_care.toml")) == []


# --- the commands ---


def youju(*words: object):
    return CliRunner().invoke(main, [str(w) for w in words])


def test_a_started_codebook_is_sound_and_is_not_overwritten(tmp_path):
    path = tmp_path / "mine.toml"
    assert youju("codebook", "init", path).exit_code == 0
    result = youju("codebook", "lint", path)
    assert result.exit_code == 0
    assert "0 处错误，0 处提示" in result.stdout
    path.write_text("# 我的", encoding="utf-8")
    again = youju("codebook", "init", path)
    assert again.exit_code == 2
    assert "没有覆盖" in again.stderr
    assert path.read_text(encoding="utf-8") == "# 我的"


def test_a_name_without_toml_is_refused(tmp_path):
    assert "应以 .toml 结尾" in youju("codebook", "init", tmp_path / "mine.txt").stderr


def test_lint_ends_with_1_and_names_the_sentence_that_fails(tmp_path):
    path = tmp_path / "mine.toml"
    youju("codebook", "init", path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("建成社区康复站【36个】", "买来轮椅【36台】"), encoding="utf-8")
    result = youju("codebook", "lint", path)
    assert result.exit_code == 1
    assert "错误  site.count：应取而未取：全县买来轮椅【36台】" in result.stdout


def test_lint_of_a_broken_file_ends_with_1(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text("[[", encoding="utf-8")
    result = youju("codebook", "lint", path)
    assert result.exit_code == 1
    assert "不是有效的 UTF-8 TOML" in result.stdout


REPORT = """湖州市养老服务工作情况（2023年8月）

2022年以来，全市共有养老机构86家、养老床位2.3万张，其中护理型床位1.3万张。德清县建成老年助餐点146个，
助餐服务老年人18万人次，培训养老护理员430人次，护理员持证率92%。敬老院入住率61%。到2025年，全市家庭养老床位达到5000张。
"""


def test_the_rates_of_a_codebook_name_columns_too(tmp_path):
    path = tmp_path / "养老.html"
    path.write_text("""<html><body><h1>湖州市养老服务工作情况</h1><p>2023年8月</p><table><tr><th>县区</th><th>入住率（%）</th><th>满意率</th></tr>
        <tr><td>德清县</td><td>61</td><td>97%</td></tr></table></body></html>""", encoding="utf-8")
    result = youju("extract", path, "--codebook", BOOKS / "elderly_care.toml")
    found = [(f["indicator"], f["statistic"], f["value"], f["unit"]) for f in map(json.loads, result.stdout.splitlines())]
    assert found == [("bed.count", "share", 61, "%"), ("other", "share", 97, "%")]


def test_a_report_is_read_with_a_codebook_of_ones_own(tmp_path):
    path = tmp_path / "养老.txt"
    path.write_text(REPORT, encoding="utf-8")
    result = youju("extract", path, "--codebook", BOOKS / "elderly_care.toml")
    assert result.exit_code == 0
    found = [(f["indicator"], f["value"], f["unit"], f["region"], f["time"], f["status"])
             for f in map(json.loads, result.stdout.splitlines())]
    assert found == [
        ("institution.count", 86, "家", "湖州市", "2022/..", "actual"),
        ("bed.count", 23000, "张", "湖州市", "2022/..", "actual"),
        ("bed.count", 13000, "张", "湖州市", "2022/..", "actual"),
        ("meal.sites", 146, "个", "德清县", "2022/..", "actual"),
        ("meal.person_times", 180000, "人次", "德清县", "2022/..", "actual"),
        ("staff.trained", 430, "人次", "德清县", "2022/..", "actual"),
        ("staff.carers", 92, "%", "德清县", "2022/..", "actual"),
        ("bed.count", 61, "%", "德清县", "2022/..", "actual"),
        ("bed.home", 5000, "张", "湖州市", "2025", "target"),
    ]
