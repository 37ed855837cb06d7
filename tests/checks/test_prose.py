"""Figures in prose against each other: what is consistent, what contradicts itself, what nobody can tell.

Each row is a sentence of a report of 昭通市, June 2022, the kind of check that it is about and its verdict; None
means that there is nothing of the kind to check.
"""

from __future__ import annotations

import pytest

from pipeline.checks import KINDS

GOOD, BAD, OPEN = "consistent", "inconsistent", "cannot_tell"

CASES = [
    # parts in brackets
    ("sum", GOOD, "全市建成社工站152个（乡镇137个、街道12个、社区3个）。"),
    ("sum", BAD, "全市建成社工站152个（乡镇136个、街道12个、社区3个）。"),
    ("sum", BAD, "全市建成社工站152个（乡镇138个、街道12个、社区3个）。"),
    ("sum", GOOD, "全市持证社工1290人（初级1002人，中级288人）。"),
    ("sum", BAD, "全市持证社工1290人（初级1002人，中级298人）。"),
    ("sum", BAD, "全市持证社工1290人（初级1002人，中级278人）。"),
    ("sum", GOOD, "全市持证社工1290人（初级1000人，中级286人，高级4人）。"),
    ("sum", BAD, "全市持证社工1290人（初级1000人，中级286人，高级9人）。"),
    ("sum", GOOD, "全市建成社工站88个（其中：乡镇（街道）60个，社区28个）。"),
    ("sum", BAD, "全市建成社工站88个（其中：乡镇（街道）70个，社区28个）。"),
    ("sum", OPEN, "全市建成社工站88个（其中：乡镇（街道）50个，社区28个）。"),
    ("sum", GOOD, "全市持证社工640人（其中高级3人）。"),
    ("sum", BAD, "全市持证社工640人（其中高级703人）。"),
    ("sum", GOOD, "全市共有持证社工520人（男180人、女340人）。"),
    ("sum", BAD, "全市共有持证社工520人（男180人、女330人）。"),
    ("sum", BAD, "全市共有持证社工520人（其中男180人、女330人）。"),
    ("sum", None, "全市建成社工站88个（较上年增加95个）。"),
    ("sum", None, "开展入户走访5120户（7016人）。"),
    ("sum", OPEN, "服务困难群众1200人（老年人900人、残疾人500人）。"),
    ("sum", BAD, "服务困难群众1200人（其中老年人1900人）。"),
    # 其中
    ("sum", GOOD, "全市辖村（社区）1470个，其中行政村1120个，社区350个，社工站全部建成。"),
    ("sum", BAD, "全市辖村（社区）1470个，其中行政村1120个，社区340个，社工站全部建成。"),
    ("sum", BAD, "全市辖村（社区）1470个，其中行政村1120个，社区360个，社工站全部建成。"),
    ("sum", GOOD, "全市共有社会工作人才2210人，其中持证社工431人。"),
    ("sum", OPEN, "全市共有社会工作人才2210人，其中持证社工2431人。"),
    ("sum", GOOD, "成功缴费1842人，其中报考助理社会工作师1500人、社会工作师338人、高级社会工作师4人。"),
    ("sum", BAD, "成功缴费1842人，其中报考助理社会工作师1700人、社会工作师338人、高级社会工作师4人。"),
    ("sum", BAD, "全市2042人报考，成功缴费1842人，其中报考助理社会工作师1700人、社会工作师338人、高级社会工作师4人。"),
    ("sum", OPEN, "成功缴费1842人，其中报考助理社会工作师1500人、社会工作师300人。"),
    ("sum", GOOD, "举办社工培训班9期，其中线上培训5期，参训人数400人，线下培训4期，参训人数260人。"),
    ("sum", GOOD, "2021年投入社工站建设资金500万元，其中省级资金300万元，市级资金200万元。"),
    ("sum", BAD, "2021年投入社工站建设资金500万元，其中省级资金400万元，市级资金200万元。"),
    ("sum", OPEN, "2021年投入社工站建设资金500万元，其中省级资金200万元，市级资金200万元。"),
    ("sum", BAD, "2021年投入社工站建设资金500万元，其中福彩公益金620万元。"),
    ("sum", GOOD, "2021年投入社工站建设资金33.4万元，其中省级资金16.7万元，市级资金16.8万元。"),
    ("sum", GOOD, "2021年投入社工站建设资金近500万元，其中省级资金300万元，市级资金180万元。"),
    ("sum", GOOD, "2021年投入社工站建设资金500余万元，其中省级资金300万元，市级资金260万元。"),
    ("sum", BAD, "2021年投入社工站建设资金500余万元，其中省级资金400万元，市级资金260万元。"),
    ("sum", OPEN, "2021年投入社工站建设资金**万元，其中省级资金300万元，市级资金200万元。"),
    ("sum", OPEN, "2021年投入社工站建设资金500万元，其中省级资金**万元，市级资金200万元。"),
    ("sum", BAD, "2021年投入社工站建设资金500万元，其中省级资金**万元，市级资金700万元。"),
    ("sum", OPEN, "全市培育社工机构20家，其中枢纽型机构2家，承接社工站的机构9家。"),
    ("sum", OPEN, "全市注册志愿者900人，其中党员志愿者600人，青年志愿者500人。"),
    # 包括, 分为, 合计
    ("sum", GOOD, "全市建成社工站165个，包括乡镇137个、街道12个、社区16个。"),
    ("sum", BAD, "全市建成社工站165个，包括乡镇137个、街道12个、社区18个。"),
    ("sum", BAD, "全市建成社工站165个，包括乡镇137个、街道12个、社区14个。"),
    ("sum", GOOD, "全市建成乡镇社工站137个、街道社工站12个，合计149个。"),
    ("sum", BAD, "全市建成乡镇社工站137个、街道社工站12个，合计159个。"),
    ("sum", GOOD, "昭阳区建成社工站20个、鲁甸县建成社工站12个、巧家县建成社工站16个，合计48个。"),
    ("sum", BAD, "昭阳区建成社工站20个、鲁甸县建成社工站12个、巧家县建成社工站16个，合计58个。"),
    ("sum", None, "全市建成社工站165个，配备社工410人，开展活动60场。"),
    # shares
    ("share", GOOD, "省级支持资金2500万元，其中用于社工站建设1810万元，占比72.4%。"),
    ("share", BAD, "省级支持资金2500万元，其中用于社工站建设1810万元，占比76.4%。"),
    ("share", GOOD, "省级支持资金2500万元，其中用于社工站建设1810万元，占72%。"),
    ("share", OPEN, "省级支持资金2500万元，其中用于社工站建设1815万元，占比72.7%。"),
    ("share", OPEN, "投入社工站建设资金2500万元，培训经费1810万元，占比90%。"),
    ("share", GOOD, "全市社会工作人才1000人，其中持证社工231人，占23.1%。"),
    ("share", BAD, "全市社会工作人才1000人，其中持证社工231人，占33.1%。"),
    ("share", GOOD, "全市社会工作人才1000人，其中持证社工231人（占23.1%）。"),
    ("share", BAD, "全市社会工作人才1000人，其中持证社工231人（占13.1%）。"),
    ("share", OPEN, "全市注册志愿者98.2万人，占常住人口的17.6%。"),
    ("share", GOOD, "全市常住人口558万人。注册志愿者98.2万人，占常住人口的17.6%。"),
    ("share", None, "招募大学毕业生1520人，其中95%充实到社工站工作。"),
    ("share", GOOD, "省级支持资金近2500万元，其中用于社工站建设约1800万元，占比72.4%。"),
    ("share", OPEN, "省级支持资金**万元，其中用于社工站建设1810万元，占比72.4%。"),
    # rates
    ("rate", GOOD, "全市共有村（社区）1450个，建成村（社区）社工室640个，建成率44.14%。"),
    ("rate", BAD, "全市共有村（社区）1450个，建成村（社区）社工室640个，建成率54.14%。"),
    ("rate", OPEN, "全市建成村（社区）社工室640个，建成率44.14%。"),
    ("rate", GOOD, "全市社会工作人才1000人，持证社工231人，持证率23.1%。"),
    ("rate", BAD, "全市社会工作人才1000人，持证社工231人，持证率32.1%。"),
    ("rate", BAD, "全市建成村（社区）社工室3个，建成率44.16%。"),
    # each times how many
    ("per_each", GOOD, "对12个社工站给予每站2万元补助，共24万元。"),
    ("per_each", BAD, "对12个社工站给予每站2万元补助，共34万元。"),
    ("per_each", GOOD, "按照每个社工站不少于2万元的标准，为40个社工站补助资金共86万元。"),
    ("per_each", BAD, "按照每个社工站不少于2万元的标准，为40个社工站补助资金共66万元。"),
    ("per_each", None, "按照每个社工站2万元的标准安排建设资金。"),
    # growth, multiples
    ("growth", GOOD, "社工站由2020年的100个增加到2021年的120个，增长20%。"),
    ("growth", BAD, "社工站由2020年的100个增加到2021年的120个，增长30%。"),
    ("growth", GOOD, "2020年建成社工站100个，2021年建成社工站120个，增长20%。"),
    ("growth", BAD, "2020年建成社工站100个，2021年建成社工站120个，增长35%。"),
    ("growth", OPEN, "2022年报名参加社会工作者考试1702人，同比增长25.7%。"),
    ("growth", GOOD, "社工机构由2020年的40家减少到2021年的30家，下降25%。"),
    ("growth", BAD, "社工机构由2020年的40家减少到2021年的30家，下降35%。"),
    ("growth", GOOD, "持证社工从300人增加到451人，增长50.3%。"),
    # differences
    ("difference", GOOD, "持证率由40%提高到55%，提高15个百分点。"),
    ("difference", BAD, "持证率由40%提高到55%，提高25个百分点。"),
    ("difference", GOOD, "社工站从60个增加到88个，增加28个。"),
    ("difference", BAD, "社工站从60个增加到88个，增加38个。"),
    # coverage
    ("coverage", GOOD, "全市辖146个乡镇（街道）。全市建成乡镇（街道）社工站146个，实现全覆盖。"),
    ("coverage", BAD, "全市辖146个乡镇（街道）。全市建成乡镇（街道）社工站140个，实现全覆盖。"),
    ("coverage", OPEN, "全市辖146个乡镇（街道）。全市建成乡镇（街道）社工站150个，实现全覆盖。"),
    ("coverage", None, "全市辖146个乡镇（街道）。全市建成乡镇（街道）社工站140个。"),
    # told twice in one report
    ("repeat", GOOD, "全市共建成乡镇（街道）社工站146个。全市已建成的146个乡镇（街道）社工站运转良好。"),
    ("repeat", BAD, "全市共建成乡镇（街道）社工站146个。全市143个乡镇（街道）社工站运转良好。"),
    ("repeat", BAD, "全市共建成社工站146个（乡镇131个、街道10个、社区5个）。全市已建成乡镇（街道）社工站143个。"),
    ("repeat", OPEN, "截至2020年底，全市共建成乡镇（街道）社工站100个。截至2022年6月，全市共建成乡镇（街道）社工站146个。"),
    ("repeat", OPEN, "全市共有社会工作人才800余人。全市共有社会工作人才812人。"),
    ("repeat", None, "全市共建成乡镇（街道）社工站146个，打造示范社工站12个。"),
    ("repeat", None, "举办培训班3期，培训社工120人次。举办培训班5期，培训社工310人次。"),
]


@pytest.mark.parametrize(("kind", "verdict", "text"), CASES, ids=[f"{k}-{v}-{t[:24]}" for k, v, t in CASES])
def test_prose(checked, kind, verdict, text):
    verdicts = {check.verdict for check in checked(text) if check.kind == kind}
    assert verdicts == ({verdict} if verdict else set())


def test_there_are_eighty_cases_of_every_outcome():
    assert len({text for _, _, text in CASES}) >= 80
    assert {verdict for _, verdict, _ in CASES} == {GOOD, BAD, OPEN, None}


@pytest.mark.parametrize(("kind", "verdict", "text"), [c for c in CASES if c[1] in (GOOD, OPEN, None)],
                         ids=[t[:28] for _, v, t in CASES if v in (GOOD, OPEN, None)])
def test_what_does_not_contradict_itself_gives_no_finding(checked, kind, verdict, text):
    assert [check.message for check in checked(text) if check.finding() and check.kind in KINDS] == []


def test_a_contradiction_names_its_figures_and_all_its_facts(checked):
    (check,) = [c for c in checked("全市建成社工站152个（乡镇136个、街道12个、社区3个）。") if c.kind == "sum"]
    finding = check.finding()
    assert finding is not None
    assert finding.message == "昭通市的分项之和小于总数：136个 + 12个 + 3个 = 151个，总数 152个"
    assert len(finding.facts) == 4


def test_parts_that_fit_another_figure_of_the_sentence_say_so(checked):
    text = "全市2042人报考，成功缴费1842人，其中报考助理社会工作师1700人、社会工作师338人、高级社会工作师4人。"
    (check,) = [c for c in checked(text) if c.kind == "sum"]
    assert "合计却与同句的2042人相符" in check.message
