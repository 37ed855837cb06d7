"""`youju explain`: what is told of a figure, and where it comes from."""

from __future__ import annotations

from math import exp

import pytest
from click.testing import CliRunner

from extractors.facts import extract
from pipeline.cli import main
from pipeline.explain import REASONS, NoNumberError, explain, number_at, parse_place
from pipeline.readers.txt import from_text
from schemas.codebook import load_codebook
from schemas.confidence import load_calibration

REPORT = """湖州市民政局关于社会工作服务站建设情况的汇报（2023年7月）

2022年以来，德清县投入资金120余
万元，建成社工站13个（其中：乡镇（街道）8个，村社区5个），开展个案服务46个。
要求每个社工站配备不少于2名社工。到2025年，全市力争建成社工站90个。
"""
BOOK = load_codebook()
DOCUMENT = from_text("汇报.txt", REPORT)
EXTRACTION = extract(DOCUMENT, BOOK)


def told(quote: str) -> str:
    return explain(DOCUMENT, EXTRACTION, BOOK, REPORT.index(quote))


@pytest.mark.parametrize(("quote", "lines"), [
    ("120余", ["数字\t「120余万元」读作 1,200,000余元；超过；量纲：金额", "指标\t投入资金（fund.input）", "「投入」", "动词（verbs）",
              "地区\t德清县（330521）", "「德清县」（第 41 字）句中写明的地区", "时间\t2022/..", "「2022年以来」（第 33 字）",
              "报告日期\t2023-07 ←「2023年7月」标题下的日期或发布日期（第 23 字）",
              "第 3 行"]),
    ("13个", ["建成社工站【13个】（其中", "指标\t社工站点数（station.count）", "「社工站」", "名词（heads），权重 1.1，字典条目 '{社工|",
             "状态\t实际", "没有计划或标准的字样", "分组\tlevel=all"]),
    ("8个", ["从属\t是「13个」", "分组\tlevel=township"]),
    ("46个", ["指标\t个案（service.cases），得分 ", "落选\t", "得分"]),
    ("不少于2名", ["状态\t标准", "下限（不少于、至少）", "每\tstation", "不少于；量纲：人数"]),
    ("90个", ["状态\t目标", "地区\t湖州市（330500）", "「全市」", "指本级或上级全体", "时间\t2025"]),
    ("2023年7月", ["结果\t不是工作数字：日期或时间（date）", "…湖州市民政局", "【2023年7月】"]),
])
def test_every_decision_is_told_with_its_words(quote, lines):
    text = told(quote)
    assert [line for line in lines if line not in text] == []


def test_a_rival_is_told_with_its_score_its_words_and_what_spoke_against_it():
    document = from_text("r.txt", "湖州市社会工作情况（2023年7月）\n\n社工站入户走访困难家庭860户，建立服务档案600户。\n")
    text = explain(document, extract(document, BOOK), BOOK, document.source.index("600户"))
    (rival,) = [line for line in text.splitlines() if "（service.visits）" in line]
    assert "落选" in rival
    assert "得分 " in rival
    assert "「入户走访」" in rival


def test_confidence_is_told_with_what_it_is_made_of():
    document = from_text("r.txt", "湖州市社会工作情况（2023年7月）\n\n埭溪镇社工站近30万元。\n")
    text = explain(document, extract(document, BOOK), BOOK, document.source.index("30万元"))
    known = load_calibration()
    (line,) = [line for line in text.splitlines() if line.startswith("置信度")]
    assert "完全正确" in line
    points = [float(line.split("\t")[1].split("\u3000")[0]) for line in text.splitlines()
              if line.startswith(("\u3000起点", "\u3000减分", "\u3000加分"))]
    assert points[0] == known.base
    assert float(line.split("\t")[1][:4]) == pytest.approx(1 / (1 + exp(-sum(points))), abs=0.006)
    assert [abs(each) for each in points[1:]] == sorted((abs(each) for each in points[1:]), reverse=True)
    assert f"\u3000待核\t低于 {known.threshold:g}，列为疑点" in text


def test_a_sure_figure_waits_for_nobody():
    assert "待核" not in told("13个")


def test_a_rate_is_told_with_its_row():
    document = from_text("r.txt", "湖州市社会工作情况（2023年7月）\n\n社工持证率达62.5%。\n")
    text = explain(document, extract(document, BOOK), BOOK, document.source.index("62.5%"))
    assert "「社工持证率」（第 20 字）比率（rate），字典条目 持证" in text


def test_a_figure_without_an_indicator_says_so():
    document = from_text("o.txt", "湖州市社会工作情况（2023年7月）\n\n会议提出三个问题，购买苹果18斤。\n")
    text = explain(document, extract(document, BOOK), BOOK, document.source.index("18斤"))
    assert "未归入任何指标（other）" in text


@pytest.mark.parametrize("quote", ["120余\n万元", "13个", "不少于2名"])
def test_any_character_of_the_number_will_do(quote):
    start = REPORT.index(quote)
    rows = {number_at(EXTRACTION, start + k).quote for k in range(len(quote))}
    assert rows == {quote}


def test_every_number_of_the_report_can_be_explained():
    for row in EXTRACTION.numbers:
        text = explain(DOCUMENT, EXTRACTION, BOOK, row.start)
        assert (f"事实 {row.fact}" in text) if row.fact else (REASONS[row.reason] in text)


def test_beside_a_number_the_nearest_is_named():
    with pytest.raises(NoNumberError, match=r"最近的是第 \d+—\d+ 字的「120余万元」"):
        number_at(EXTRACTION, REPORT.index("资金"))


@pytest.mark.parametrize("place", ["汇报.txt", "汇报.txt:", "汇报.txt:x", ":12", "汇报.txt:-3", "汇报.txt:³"])
def test_a_wrong_place_is_refused(place):
    with pytest.raises(ValueError, match="应写作 文件:位置"):
        parse_place(place)


@pytest.mark.parametrize(("place", "code", "words"), [
    ("{path}:{at}", 0, "社工站点数（station.count）"),
    ("{path}:0", 2, "第 0 字处没有数字"),
    ("{path}", 2, "应写作 文件:位置"),
    ("none.txt:3", 2, "none.txt"),
])
def test_the_command(tmp_path, place, code, words):
    path = tmp_path / "汇报.txt"
    path.write_bytes(REPORT.encode())
    result = CliRunner().invoke(main, ["explain", place.format(path=path, at=REPORT.index("13个"))])
    assert result.exit_code == code
    assert words in result.output
