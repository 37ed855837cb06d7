"""Times: the phrase, its EDTF and its kind, read against a report dated June 2022."""

from __future__ import annotations

import re

import pytest

from extractors.times import find_times

ANCHOR = "2022-06"

# phrase, EDTF or -, kind
TABLE = """
2021年 2021 point
2021年度 2021 point
２０２１年 2021 point
1949年 1949 point
二〇二二年 2022 point
二零二一年 2021 point
一九九八年 1998 point
2022年6月 2022-06 point
2022年06月 2022-06 point
2022年12月 2022-12 point
２０２２年６月 2022-06 point
二〇二二年六月 2022-06 point
二〇二一年十二月 2021-12 point
2022年6月30日 2022-06-30 point
2022年6月3号 2022-06-03 point
二〇二二年六月三十日 2022-06-30 point
2022年6月底 2022-06 point
2022年6月末 2022-06 point
2022年6月初 2022-06 point
2022年6月上旬 2022-06 point
2022年6月中旬 2022-06 point
2022年6月下旬 2022-06 point
2022年6底 2022-06 point
2021年底 2021-12 point
2021年年底 2021-12 point
2021年末 2021-12 point
2021年初 2021-01 point
2021年年初 2021-01 point
2022年年中 2022-06 point
22年6月 2022-06 point
2021-05-27 2021-05-27 point
2021/5/27 2021-05-27 point
2021.5.27 2021-05-27 point
2021.05 2021-05 point
2021-06 2021-06 point
6月 2022-06 point
六月 2022-06 point
6月份 2022-06 point
5月底 2022-05 point
5月27日 2022-05-27 point
五月二十七日 2022-05-27 point
6月30日前 ../2022-06-30 until
7月底前 ../2022-07 until
今年 2022 point
本年度 2022 point
去年 2021 point
上年 2021 point
上年度 2021 point
上一年度 2021 point
前年 2020 point
明年 2023 point
今年6月 2022-06 point
去年6月 2021-06 point
去年12月31日 2021-12-31 point
今年5月底 2022-05 point
去年底 2021-12 point
今年底 2022-12 point
今年年底 2022-12 point
明年年初 2023-01 point
年底 2022-12 point
年初 2022-01 point
当月 2022-06 point
本月 2022-06 point
上月 2022-05 point
上个月 2022-05 point
全年 2022 point
年内 2022 point
上半年 2022-01/2022-06 span
下半年 2022-07/2022-12 span
2021年上半年 2021-01/2021-06 span
2021年下半年 2021-07/2021-12 span
去年下半年 2021-07/2021-12 span
一季度 2022-01/2022-03 span
第一季度 2022-01/2022-03 span
二季度 2022-04/2022-06 span
2021年四季度 2021-10/2021-12 span
2021年第三季度 2021-07/2021-09 span
1季度 2022-01/2022-03 span
前三季度 2022-01/2022-09 span
2021年前三季度 2021-01/2021-09 span
前两个季度 2022-01/2022-06 span
前5个月 2022-01/2022-05 span
今年前5个月 2022-01/2022-05 span
前11个月 2022-01/2022-11 span
前十一个月 2022-01/2022-11 span
头三个月 2022-01/2022-03 span
今年头两个月 2022-01/2022-02 span
头两个季度 2022-01/2022-06 span
2021年前十个月 2021-01/2021-10 span
2021年9月至今 2021-09/.. since
截至12月底 2022-12 point
2022年—2024年底 2022/2024-12 span
一、二季度 2022-01/2022-06 span
1至6月 2022-01/2022-06 span
1—9月 2022-01/2022-09 span
1-6月 2022-01/2022-06 span
1月至6月 2022-01/2022-06 span
1月-6月份 2022-01/2022-06 span
一至六月 2022-01/2022-06 span
2022年1月至6月 2022-01/2022-06 span
2022年1至9月 2022-01/2022-09 span
2021年1-11月 2021-01/2021-11 span
今年1—6月 2022-01/2022-06 span
去年9月至12月 2021-09/2021-12 span
2021年9月至2022年3月 2021-09/2022-03 span
去年9月至今年3月 2021-09/2022-03 span
5月31日至6月2日 2022-05-31/2022-06-02 span
2021年5月31日至6月2日 2021-05-31/2021-06-02 span
4月7日-9日 2022-04-07/2022-04-09 span
4月7-9日 2022-04-07/2022-04-09 span
2021—2025年 2021/2025 span
2021-2023年 2021/2023 span
2021至2023年 2021/2023 span
2021年—2025年 2021/2025 span
2021年至2023年 2021/2023 span
2021年到2023年 2021/2023 span
十四五 2021/2025 span
十四五期间 2021/2025 span
十四五时期 2021/2025 span
十三五 2016/2020 span
十三五期间 2016/2020 span
十二五时期 2011/2015 span
十五五期间 2026/2030 span
十三五末 2020 point
十四五末 2025 point
十四五初期 2021 point
十四五以来 2021/.. since
2021年以来 2021/.. since
2021年来 2021/.. since
2021年至今 2021/.. since
2021年起 2021/.. since
2021年以后 2021/.. since
自2021年以来 2021/.. since
自2020年6月以来 2020-06/.. since
从2021年9月起 2021-09/.. since
2020年6月以来 2020-06/.. since
2021年3月15日起 2021-03-15/.. since
今年以来 2022/.. since
今年来 2022/.. since
去年以来 2021/.. since
去年6月以来 2021-06/.. since
今年年初以来 2022-01/.. since
下半年以来 2022-07/.. since
2021年底以来 2021-12/.. since
2021年以前 ../2020 until
2021年之前 ../2020 until
2021年前 ../2020 until
2021年6月以前 ../2021-05 until
2021年6月底前 ../2021-06 until
2021年6月30日前 ../2021-06-30 until
2025年底前 ../2025-12 until
今年9月底前 ../2022-09 until
截至2022年6月底 2022-06 point
截至2021年底 2021-12 point
截至2022年5月 2022-05 point
截止2022年6月30日 2022-06-30 point
截止到2022年6月 2022-06 point
截至今年5月底 2022-05 point
截至去年底 2021-12 point
近年来 - none
近两年 - none
近两年来 - none
近三年 - none
近3年 - none
近2年来 - none
近几年来 - none
近5年来 - none
近三个月 - none
两年来 - none
一年来 - none
3年来 - none
三年前 2019 point
过去一年 - none
最近两年 - none
多年来 - none
目前 - none
当前 - none
现阶段 - none
截至目前 - none
截止目前 - none
到目前为止 - none
至今 - none
近期 - none
近日 - none
长期以来 - none
当年 - none
截至发稿时 - none
截至今日 - none
十四五开局之年年末 2021-12 point
十三五收官之年底 2020-12 point
从2019年开始 2019/.. since
三季度末 2022-09 point
2021年三季度末 2021-09 point
上半年末 2022-06 point
第三、四季度 2022-07/2022-12 span
2021年3—4季度 2021-07/2021-12 span
5月下旬至6月上旬 2022-05/2022-06 span
本季度 2022-04/2022-06 span
上季度 2022-01/2022-03 span
本月底 2022-06 point
截至上月底 2022-05 point
次年 - none
翌年 - none
大前年 2019 point
去今两年 2021/2022 span
今明两年 2022/2023 span
年底以前 ../2022-12 until
2021年底以前 ../2021-12 until
21年底 2021-12 point
21年末 2021-12 point
2022年6月3⏎0日 2022-06-30 point
6月⏎30日 2022-06-30 point
20⏎22年6月 2022-06 point
2022⏎年6月底 2022-06 point
2022 年 6 月 2022-06 point
2022年6月29日-30日 2022-06-29/2022-06-30 span
2021年6月⏎至2022年5月 2021-06/2022-05 span
"""
ROWS = [
    (phrase.replace("⏎", "\n"), edtf, kind)
    for phrase, edtf, kind in (line.rsplit(" ", 2) for line in TABLE.strip().splitlines())
]


@pytest.mark.parametrize(("phrase", "edtf", "kind"), ROWS)
def test_a_time_is_found_whole_and_written_as_edtf(phrase: str, edtf: str, kind: str) -> None:
    text = f"我市情况：{phrase}，全市建成站点。"
    found = find_times(text, ANCHOR)
    assert [(t.quote, t.edtf or "-", t.kind) for t in found] == [(phrase, edtf, kind)]
    assert text[slice(*found[0].span)] == phrase


YEARLY = [r for r in ROWS if re.search("(?:19|20|１|２|[一二][九〇零]|十[二三四五]五)", r[0]) and r[1] != "-"]


@pytest.mark.parametrize(("phrase", "edtf", "kind"), YEARLY)
def test_a_time_that_names_its_year_needs_no_anchor(phrase: str, edtf: str, kind: str) -> None:
    assert [(t.edtf, t.kind) for t in find_times(f"截止情况：{phrase}，建成站点。")][-1:] == [(edtf, kind)]


@pytest.mark.parametrize("phrase", ["今年", "去年6月", "6月底", "上半年", "1至6月", "今年以来", "年底", "前三季度", "7月30日前", "截至今年5月底"])
def test_without_an_anchor_a_relative_time_names_none(phrase: str) -> None:
    assert [(t.quote, t.edtf) for t in find_times(f"情况：{phrase}，建成站点。")] == [(phrase, "")]


@pytest.mark.parametrize(
    ("phrase", "anchor", "edtf"),
    [("今年", "2022", "2022"), ("今年", "2019-03-02", "2019"), ("去年6月", "2022", "2021-06"), ("上月", "2022-01", "2021-12"),
     ("当月", "2022", ""), ("今年", "2020/2021", "2020"), ("今年", "", "")],
)
def test_any_edtf_date_serves_as_anchor(phrase: str, anchor: str, edtf: str) -> None:
    assert [t.edtf for t in find_times(f"情况：{phrase}，建成站点。", anchor)] == [edtf]


# sentence => phrase=EDTF …
SENTENCES = """
2021年投入80万元，2022年计划投入120万元 => 2021年=2021 2022年=2022
项目于2021年11月启动，同年12月8日挂牌 => 2021年11月=2021-11 同年12月8日=2021-12-08
2019年设站，当年培训3期 => 2019年=2019 当年=2019
贯彻《“十四五”民政事业发展规划》 => 十四五=2021/2025
“十四五”期间建站40个 => 十四五”期间=2021/2025
到2025年达到300个 => 2025年=2025
比2021年增长25.7% => 2021年=2021
2022年中央福彩公益金 => 2022年=2022
社工站从2021年2月启动 => 2021年2月=2021-02
今后年度资金安排 =>
按照滇民发〔2023〕18号要求 =>
报考人数连续2年上升 =>
共2031个社区社会组织 =>
配备2022名社工 =>
2022元 =>
以3年为一个周期 =>
开展为期3个月的培训 =>
总分2021.5分 =>
联系电话0871-2021202 =>
进入2022 年 6 月 => 2022 年 6 月=2022-06
目前进展，以及项目目前情况 => 目前= 目前=
推进项目前期工作 =>
前１１个月服务居民900人次 => 前１１个月=2022-01/2022-11
由街道牵头3个月内完成 =>
2020年建站10个，次年新增22个 => 2020年=2020 次年=2021
2019、2020和2021年分别建站 => 2019=2019 2020=2020 2021年=2021
2019、2020个 =>
每年3月开展宣传 => 3月=
每年的10月评比 => 10月=
工作21年底蕴深厚 =>
上周六至本周日 =>
提前3个月完成任务 =>
全年目标为12个 => 全年=2022
第三、第四季度各1次 => 第三、第四季度=2022-07/2022-12
市本级、季度考核 =>
"""


@pytest.mark.parametrize(("sentence", "times"), [line.split(" =>") for line in SENTENCES.strip().splitlines()])
def test_the_times_of_a_sentence(sentence: str, times: str) -> None:
    found = [f"{t.quote}={t.edtf}" for t in find_times(sentence, ANCHOR)]
    assert " ".join(found) == times.strip()


@pytest.mark.parametrize("raw", ["2022年⏎⏎6月底", "2022 年 6 月底", "截至 2022年 6⏎月底"])
def test_white_space_inside_a_time_changes_nothing(raw: str) -> None:
    text = "情况：" + raw.replace("⏎", "\n") + "，建成"
    found = [t.edtf for t in find_times(text)]
    assert found == ["2022-06"]


EDTF = re.compile(r"(\d{4}(-\d\d){0,2}|\.\.)?(/(\d{4}(-\d\d){0,2}|\.\.))?")


@pytest.mark.parametrize(("phrase", "edtf", "kind"), ROWS)
def test_what_is_written_is_edtf(phrase: str, edtf: str, kind: str) -> None:
    parser = pytest.importorskip("edtf")
    if edtf != "-":
        assert EDTF.fullmatch(edtf)
        parser.parse_edtf(edtf)
