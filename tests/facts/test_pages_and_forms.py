"""What a figure counts on web pages, in forms and in the prose of relief reports."""

from __future__ import annotations

import pytest
from specification import cases, marked_facts, read, report

FIGURES = """
# --- as real reports write ---
@ 湖州市
form-lines: 三、服务量统计¶个案：【642】¶小组：【287】¶社区活动：【1,126】¶探访（人次）：【18,905】¶义工（人）：【1,960】，服务时数（小时）：【32,480】 => service.cases service.groups service.activities service.visits staff.volunteers service.hours
holders-as-a-noun: 全市取得社会工作者职业资格证书的人员【402人】。 => staff.certified
holders-with-an-agent: 【13人】持有社工证。 => staff.certified
got-the-certificate: 考试放榜，【18人】拿到社工证书。 => exam.passed
volunteers-by-times: 带动社区社会组织【1.2万家】、志愿者【27.4万人次】。 => org.community_orgs staff.volunteers
households-and-people-glued: 全市【9168户】【15872人】享受城乡低保。 => service.relief_recipients service.relief_recipients
orphans-paid: 发放孤儿基本生活费【126万元】，实发【964人】，其中孤儿【243人】。 => fund.relief service.relief_recipients service.relief_recipients
station-and-volunteer-station: 新增【36个】社会工作和志愿服务站。 => station.count
service-inside-the-name-of-a-body: 社工与大榕树志愿服务队一道探望困难长者【14人】。 => service.visits
population-noun-split: 全省【2600多万】人口。 => admin.population
condition-before-its-figure: 督导按每【5个】站配1名的标准配备。 => other
worth-of-goods: 送去冬衣【3120套】，折合资金【118万元】。 => service.goods fund.linked
orphans-standards: 孤儿集中养育、散居养育标准分别为每人每月【1700元】、【1200元】。 => fund.relief fund.relief
formula: 推行“【1名】站长+N名社工”模式。 => other
departments-are-no-counties: 全区【12个】盟市民政部门负责人参会。 => other
hatched-and-hatching: 建成社会组织孵化基地【46个】，成功孵化【213家】，在孵【178家】。 => org.incubators org.community_orgs org.community_orgs
"""  # noqa: E501


@pytest.mark.parametrize(("home", "text", "answers"), cases(FIGURES))
def test_figures_of_pages_and_forms(home: str, text: str, answers: tuple[str, ...]) -> None:
    found = tuple(f.indicator for f in marked_facts(report(text, home)))
    assert found == answers, " ".join(found)


def test_a_cell_takes_its_breakdown_from_its_headers() -> None:
    rows = "| 县区 | 乡镇社工站（个） | 村（社区）社工室（个） |\n| --- | --- | --- |\n| 德清县 | 12 | 140 |\n"
    facts = read(report(rows)).facts
    assert [(f.region, f.value, f.dims.get("level")) for f in facts] == [
        ("德清县", 12, "township"),
        ("德清县", 140, "community"),
    ]


TABLES = {
    "the year of its column, the unit of its row, growth in per cent": (
        "指标　　　　　　　　　单位　　2023年　　2022年　　增减（%）\n一、志愿者　　　　　　万人　　3.2　　　2.9　　　　10.3\n"
        "二、志愿服务时长　　　万小时　41.5　　　45.2　　　-8.2",
        ["level 32000 人 2023", "level 29000 人 2022", "growth 10.3 % 2023",
         "level 415000 小时 2023", "level 452000 小时 2022", "growth -8.2 % 2023"],
    ),
    "a year without 年": ("指标　　2021　　2020\n社工站（个）　　15　　12", ["level 15 个 2021", "level 12 个 2020"]),
    "the same months a year before": (
        "指标　　单位　　2022年3月　　上年同期　　同比±%\n社工站　　个　　18　　12　　50.0",
        ["level 18 个 2022-03", "level 12 个 2021-03", "growth 50.0 % 2022-03"],
    ),
    "several units in the caption": (
        "（单位：个、万元）\n县　区　　新建站数　　金额\n德清县　　　36　　　　430",
        ["level 36 个 ", "level 4300000 元 "],
    ),
    "the unit of its column before those of the caption": (
        "（单位：个、人、万元）\n县　区　　投入（万元）　　社工（人）\n德清县　　　430　　　　36",
        ["level 4300000 元 ", "level 36 人 "],
    ),
    "a column of units": (
        "指标\t计量单位\t2022年\n持证社工\t万人\t12.4\n社工站\t个\t86\n志愿服务时间\t万小时\t3.5",
        ["level 124000 人 2022", "level 86 个 2022", "level 35000 小时 2022"],
    ),
    "units between label and number, under no header": (
        "社工站\t个\t86\n持证社工人数\t万人\t12.4\n志愿者\t万人\t3.5",
        ["level 86 个 ", "level 124000 人 ", "level 35000 人 "],
    ),
    "the numbers of rows": ("序号\t乡镇\t社工站（个）\n1\t甲镇\t3\n2\t乙乡\t1", ["level 3 个 ", "level 1 个 "]),
    "a difference whose unit nothing tells": ("指标　　单位　　2022年　　增减\n社工站　　个　　18　　6", ["level 18 个 2022", "level 6  2022"]),
}


@pytest.mark.parametrize(("rows", "expected"), TABLES.values(), ids=TABLES.keys())
def test_figures_of_tables_set_with_spaces(rows: str, expected: list[str]) -> None:
    text = report(f"2022年，各项工作平稳。\n{rows}\n注：数据来自报表。")
    assert [f"{f.statistic} {f.value} {f.unit} {f.time}" for f in read(text).facts] == expected


def test_a_column_that_compares_is_of_the_column_beside_it() -> None:
    rows = "级别\t2021年报名人数（人）\t2022年报名人数（人）\t增长比\n助理社会工作师\t1200\t1500\t25%\n社会工作师\t300\t420\t40%"
    found = read(report(f"2022年，各项工作平稳。\n附表：报名情况\n{rows}\n注：数据来自报表。")).facts
    assert [(f.indicator, f.statistic) for f in found] == [*[("exam.registered", "level")] * 2, ("exam.registered", "growth")] * 2


AIMS = """三、实施期限
2022年3月1日至2023年2月28日，周期为1年。
四、指标完成情况
序号\t指标名称\t指标任务\t已完成指标任务
1\t运营社工站\t2个\t2个
2\t个案服务\t个案≥4个、服务≥20人次\t个案服务5个，31人次
3\t探访\t≥600人次\t探访709人次（其中老人402人次），形成记录
4\t社区社会组织\t1个\t培育了“老伙伴”等社区社会组织3个，登记志愿者41名。"""


def test_a_cell_that_tells_more_than_a_number_is_read_as_a_sentence() -> None:
    found = read(report(AIMS)).facts
    assert {f.time for f in found} == {"2022-03/2023-02"}
    assert [f"{f.quote} {f.indicator} {f.status}" for f in found] == [
        "2个 station.count target", "2个 station.count actual",
        "≥4个 service.cases target", "≥20人次 service.person_times target",
        "5个 service.cases actual", "31人次 service.cases actual",
        "≥600人次 service.visits target", "709人次 service.visits actual", "402人次 service.visits actual",
        "1个 org.community_orgs target", "3个 org.community_orgs actual", "41名 staff.volunteers actual",
    ]  # fmt: skip
