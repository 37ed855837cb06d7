"""Shares, growth, multiples: what whole a percentage is a share of, and what grew."""

from __future__ import annotations

import pytest
from specification import cases, marked_facts, read, report, told

from schemas.records import Fact

# Answers: the code, `/` the statistic, left out for a level.

SHARES = """
@ 吉安市
covered: 社工站覆盖率达【95%】。 => station.count/share
built-rate: 社工站建成率【100%】。 => station.count/share
rate-behind-its-figure: 已有6个县实现【100%】全覆盖。 => station.count/share
rate-since-a-beginning: 持证率由项目启动之初的【11%】提高到目前的【46.5%】。 => staff.certified/share staff.certified/share
rate-of-another-check: 社工机构86家，年检通过率【98.5%】。 => other/share
station-rate-bare: 全市【100%】的乡镇建有社工站。 => station.count/share
certified-rate: 社工持证率达到【62.5%】。 => staff.certified/share
pass-rate: 考试通过率【21.4%】。 => exam.registered/share
paid-rate: 报名缴费率【83%】。 => exam.registered/share
archive-rate: 特殊困难群众建档率【98%】。 => service.records/share
paid-out-rate: 社工站资金拨付率【76%】。 => fund.input/share
rates-of-cities: 建成率达【100%】的有3个市，超过【90%】的有吉州区（【98.2%】）。 => station.count/share station.count/share station.count/share
share-of-named: 持证社工226人，占社工总数的【47%】。 => staff.social_workers/share
share-of-holders: 其中中级180人，占持证社工的【25%】。 => staff.certified/share
share-of-stations: 示范站20个，占社工站总数的【11%】。 => station.count/share
share-of-population: 志愿者32万人，占常住人口的【14%】。 => admin.population/share
growth-beside-a-share: 志愿者32万人，占常住人口的【14%】，较上年增长【21%】。 => admin.population/share staff.volunteers/growth
share-by-sex: 男性志愿者占【44%】，女性占【56%】。 => staff.volunteers/share staff.volunteers/share
share-of-unnamed-whole: 社工站工作人员480人，其中女性占【72%】。 => staff.station/share
share-of-people: 配备社工420名，本科以上学历占【64%】。 => staff.station/share
share-of-a-part: 配备驻站社工420名，其中持证168名，占【40%】。 => staff.station/share
share-of-a-part-without-whole: 持证168名，占【40%】。 => staff.certified/share
share-of-which-kind: 年收入50万元以下的社工机构占【61%】。 => org.agencies/share
rates-ranked: 持证率最高的是永新县（【68%】），最低的永丰县只有【22.5%】。 => staff.certified/share staff.certified/share
rate-of-stars: 全市社工站137个，星级率【66.7%】。 => station.count/share
of-the-whole-city: 吉州区、青原区两个城区持证社工占全市的【七成】。 => staff.certified/share
share-that-does-not-reckon: 配备驻站社工420名，其中持证168名，占【62%】。 => staff.certified/share
share-of-money: 投入资金900万元，其中省级补助占【55%】。 => fund.input/share
money-out-of: 福彩公益金总支出中用于社会工作的比例为【6%】。 => fund.input/share
proportion-word: 社工机构承接运营的社工站比例达【80%】。 => station.count/share
tenths: 近【九成】社工站配有督导。 => station.count/share
percent-in-words: 社工站覆盖率达到【百分之九十】。 => station.count/share
satisfaction: 服务对象满意率达【98%】。 => other/share
two-rates: 社工站建成率、覆盖率分别为【96%】、【88%】。 => station.count/share station.count/share
in-brackets: 持证社工226人（占【47%】）。 => staff.certified/share
growth-of-what-was-told: 吉州区信用时数44万小时。与上年相比，青原区增幅【66%】，吉水县增长【45.8%】。 => service.hours/growth service.hours/growth
growth-of-one-of-two: 志愿者21万人，活动6300场。与上年相比，增长【12%】。 => other/growth
"""

GROWTH = """
@ 绥化市
year-on-year: 投入资金120万元，同比增长【9%】。 => fund.input/growth
grown-by: 社工人才较上年增长【12.5%】。 => staff.social_workers/growth
fallen: 投诉件下降【8%】，社工服务持续改善。 => other/growth
points: 社工持证率提高【3.2个百分点】。 => staff.certified/growth
points-after-rate: 社工站覆盖率达92%，提升【7个百分点】。 => station.count/growth
yearly-average: 持证社工年均增长【15%】。 => staff.certified/growth
applicants: 报考人数2680人，同比增加【67%】。 => exam.registered/growth
growth-then-share: 持证社工增长【15%】，持证率达【47%】。 => staff.certified/growth staff.certified/share
grown-by-count: 社工站比上年增加【12个】。 => station.count
cut-back: 投入资金120万元，较上年压减【9%】。 => fund.input/growth
fewer-than: 全市社工320人，比上年少了【3.5%】。 => staff.social_workers/growth
more-than: 全市社工320人，比2020年的231人多出【39%】。 => staff.social_workers/growth
growth-of-each: 新增站点312个，新增持证社工1240名，增幅分别为【44%】和【21%】。 => station.count/growth staff.certified/growth
"""

MULTIPLES = """
@ 巴中市
times-of-year: 报考人数2680人，是2021年的【1.79倍】。 => exam.registered/multiple
times-of-last-year: 服务3.6万人次，是上年的【2倍】。 => service.person_times/multiple
doubled: 持证社工较2020年翻【两番】。 => staff.certified/growth
grown-times: 志愿者人数增长【1.5倍】。 => staff.volunteers/growth
times-of-plan: 投入资金900万元，为计划数的【1.2倍】。 => fund.input/multiple
"""

MORE = """
@ 吉安市
of-holders-by-grade: 全市226名持证社工中，中级占【25%】，初级占【74%】。 => staff.certified/share staff.certified/share
among-station-staff: 社工站工作人员中，35岁以下的占【68%】。 => staff.station/share !! share-among
among-after-figure: 社工站工作人员480人，其中党员占比【31%】。 => staff.station/share
among-people-served: 社工站服务对象中，老年人占【46%】、儿童占【31%】。 => service.people/share service.people/share
share-word-after-noun: 农村社工站占比【83.5%】。 => station.count/share
percent-of-stations: 全市【92%】的社工站由专业社工机构承接。 => station.count/share
raised-to: 乡镇社工站建成率由35%提高到【100%】。 => station.count/share
raised-from: 乡镇社工站建成率由【35%】提高到100%。 => station.count/share
rates-and-average: 参考率【83%】，通过率【21.4%】，高于全省平均水平【3.2个百分点】。 => exam.registered/share exam.registered/share exam.registered/growth
qualified-and-points: 考试合格率达【23%】，同比提高【4个百分点】。 => exam.registered/share exam.registered/growth
lottery-share: 其中用于社工站的资金占福彩公益金总额的【12%】。 => fund.input/share
part-of-project-money: 项目资金的【10%】用于督导和培训。 => fund.input/share
count-and-growth: 社工服务机构增加【8家】，增长【21%】。 => org.agencies org.agencies/growth
registration-rate: 志愿者注册率达【18%】。 => staff.volunteers/share
growth-in-tenths: 服务人次同比增长近【三成】。 => service.person_times/growth
times-of-before: 服务人次是建站前的【3倍】。 => service.person_times/multiple !! multiple-base
doubled-once: 报名人数较去年翻了【一番】。 => exam.registered/growth
holder-ratio: 持证人员比例达到【62.5%】。 => staff.certified/share
full-time-and-part-time: 专职社工占【76%】，兼职社工占【24%】。 => staff.social_workers/share staff.social_workers/share !! share-noun
floor-of-holders: 每站持证社工比例不低于【50%】。 => staff.certified/share
growth-in-a-plan: 每年增长【10%】的社工人才培养计划。 => staff.social_workers/growth
sum-and-growth: 投入资金同比增加【120万元】，增幅【15%】。 => fund.input fund.input/growth
share-in-brackets: 半数以上（【56%】）的社工站配备了心理咨询室。 => station.count/share !! percent-of
two-covers: 全市乡镇（街道）社工站覆盖率【100%】，村（社区）社工室覆盖率【64%】。 => station.count/share station.count/share
@ 文昌市
increase-rate: 服务32165人次，较去年增加1.2万人次，增幅达【59.6%】。 => service.person_times/growth
income-growth: 社工月均收入达4800元，较建站前增长【35%】。 => fund.input/growth
@ 肇庆市
executed-rate: 到位社工站资金1860万元，支出1423万元，执行率【76.5%】。 => fund.input/share
finished-rate: 建成社工站23个，完成率【100%】。 => station.count/share
recovered-rate: 发放问卷260份，有效率【93.5%】。 => service.records/share
valid-among-districts: 全市3100名社工报考，通过率【29%】，其中怀集县通过78人，通过率【42%】。 => exam.registered/share exam.registered/share
"""  # noqa: E501


def share(fact: Fact) -> str:
    return fact.indicator if fact.statistic == "level" else f"{fact.indicator}/{fact.statistic}"


@pytest.mark.parametrize(
    ("home", "text", "answers"), [*cases(SHARES), *cases(GROWTH), *cases(MULTIPLES), *cases(MORE)]
)
def test_whole_of_a_ratio(home: str, text: str, answers: tuple[str, ...]) -> None:
    found = told(marked_facts(report(text, home)), share)
    assert found == answers, " ".join(found)


@pytest.mark.parametrize(
    ("figure", "value", "unit"),
    [
        ("95%", 95, "%"),
        ("百分之九十", 90, "%"),
        ("九成", 90, "%"),
        ("九成五", 95, "%"),
        ("7个百分点", 7, "个百分点"),
        ("3‰", 0.3, "%"),
    ],
    ids=["percent", "words", "tenths", "tenths-and-half", "points", "per-mille"],
)
def test_a_ratio_is_stored_in_percent(figure: str, value: float, unit: str) -> None:
    (fact,) = read(report(f"社工站覆盖率达{figure}。")).facts
    assert fact.value is not None
    assert (float(fact.value), fact.unit) == (value, unit)


def test_a_part_by_percentage_is_no_part_of_a_sum() -> None:
    facts = read(report("持证社工226人，其中中级占25%。")).facts
    assert [f.part_of for f in facts] == [None, None]
