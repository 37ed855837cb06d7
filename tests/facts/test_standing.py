"""A bound that is striven for and one that is laid down; what a call for tenders asks, and what it tells of today."""

from __future__ import annotations

import pytest
from specification import cases, marked_facts, report, told

from schemas.records import Fact

# Answers: the status, with `/` what the amount is for each one of. The report is of July 2023.

STRIVEN_FOR = """
@ 酒泉市
strive: 力争每站不少于【2名】社工。 => target/station
strive-for-a-list: 力争每个乡镇社工站持证人员不少于【1名】、场地不小于【80平方米】。 => target/station target/station
expect: 预计每站配备不少于【2名】社工。 => target/station
intend: 拟在每个站配备至少【1名】督导。 => target/station
effort: 努力让每个社区有不少于【2名】持证社工。 => target/community
goal: 目标是每站服务面积不低于【100平方米】。 => target/station
next-step: 下一步，我们将为每站配齐不少于【2名】社工，每站投入不低于【10万元】。 => target/station target/station
from-now-on: 今后，每个站每月至少开展活动【4场】。 => target/station
will-hire: 将招聘社工【80名】，确保每站不少于【2名】。 => target target/station
for-no-one: 力争全年培训不少于【300人】。 => target
money: 今年将投入不少于【200万元】。 => target
by-a-year: 到2025年，每个站持证社工不少于【3名】。 => target/station
beside-what-is-laid-down: 下一步，将按照每站3人的标准配齐人员，力争实现持证率【60%以上】。 => target
# --- laid down ---
asked: 省厅要求每站不少于【2名】社工。 => standard/station
by-a-plan: 计划明确，每站补助不低于【10万元】。 => standard/station
by-a-programme: 《方案》规定，每站社工不少于【3名】。 => standard/station
agreed: 合同约定每站每年服务不少于【1500人次】。 => standard/station
for-a-goal: 为实现年度目标，按每站不少于【2名】社工配备。 => standard/station
carried-out: 下一步将严格落实每站不少于【2名】社工的要求。 => standard/station
carried-out-by-rule: 今后将严格执行每站补助不低于【6万元】的规定。 => standard/station
more-than-is-asked: 省里要求每站至少配【2名】社工，我市力争达到【3名】。 => standard/station target
between-the-two: 下一步，要求各站配备不少于【2名】社工。 => standard/station
next-sentence: 全市计划建站40个。每站不少于【2名】社工。 => standard/station
grade-behind-a-year: 到2025年，全市建成社工站90个。对考取证书的社工一次性奖励【700元】。 => standard/person
laid-down-behind-a-year: 到2025年，全市建成社工站90个。原则上每站配备【3名】社工。 => standard/station
reward-until-a-day: 2025年底前取得社会工作师证书的，分别一次性奖励【900元】、【1800元】。 => standard/person standard/person
grade-gets: 取得初级资格的，每人每月增加补贴90元；取得中级的，增加【160元】；取得高级的，增加【240元】。 => standard/person standard/person
granted-to-those-who-qualify: 符合条件的社工机构，给予【4万元】补助。 => standard
laid-down-in-its-year: 到2025年，每个社工站应配备【3名】社工。 => target/station
plan-as-a-thing: 各站列好服务计划，开展小组【14个】。 => actual
pleas-as-things: 提出动态管理建议【416条】，协助新纳入低保【32户】。 => actual actual
allotted-by-a-norm: 运营补助按每站2万元，安排【26个】站【52万元】。 => actual actual
norms-behind-a-year: 到2025年，建成社工站90个。每个社工站面积不少于【80平方米】，配备【2—4名】社工，其中至少【1名】持证。 => standard/station standard/station standard/station
standards-behind-a-year: 到2025年，建成社工站90个。按照示范站【5万元】、普通站【3万元】的标准补助。 => standard standard
bracket-of-what-each-has: 全市34名社工（每站【2名】）协助核查低保对象【8326户】。 => actual/station actual
norm-of-another-body: 原则上每家机构派驻社工【不少于5名】，每个社工站配备社工【不少于2名】。 => standard standard/station
by-the-year-and-in-all: 为每个站落实经费【3万元】/年，三年来拨付【207万元】。 => actual/station actual
"""  # noqa: E501

# Answers: the status.

HELD_AGAINST = """
@ 酒泉市
below-what-is-asked: 站均社工【1.6人】，低于省定要求的【2人】。 => actual standard
not-as-agreed: 个案完成【7个】，未达到合同约定的【10个】。 => actual standard
short-of-a-standard: 站点面积【45平方米】，达不到规范要求的【60平方米】。 => actual standard
above-what-is-laid-down: 社工月薪【2900元】，高于指导意见规定的【2800元】。 => actual standard
stations-that-fall-short: 建站【56个】，未达到省级要求的【6个】站点已整改。 => actual actual
bodies-that-do-not-meet-it: 不符合要求的【4个】机构被约谈。 => actual
stations-up-to-it: 达到省级标准的社工站【12个】。 => actual
built-by-it: 按照要求建成的【18个】社工站。 => actual
"""

TENDERS = """
in-a-list: 肃州区社工站运营服务采购公告¶2023年7月4日¶二、服务内容¶开展个案【12个】，小组【8个】，社区活动【20场】。 => standard standard standard
through-the-contract: 肃州区社工站项目招标公告¶2023年7月4日¶服务期内，开展个案服务【15个】，培育志愿者【60名】。 => standard standard
people: 肃州区社工站竞争性磋商公告¶2023年7月4日¶每站配备社工【2名】，全区合计【24名】。 => standard standard
under-figures-of-a-year: 肃州区招标公告¶2023年7月4日¶二、服务指标¶（1）每站每年完成个案【10个】；（2）开展社区活动【24场】。 => standard standard
what-there-is: 肃州区社工站采购公告¶2023年7月4日¶全区现有社工站【12个】。目前各站共有社工【15名】。 => actual actual
background: 肃州区社工站采购公告¶2023年7月4日¶三、项目背景¶全区社工站服务居民【3.2万人次】，开展个案【96个】。 => actual actual
year-before: 肃州区社工站采购公告¶2023年7月4日¶上一服务年度，社工站走访【820户】，开展活动【64场】。 => actual actual
what-came-of-it: 酒泉市社工站服务采购结果公告¶2023年7月4日¶派驻社工【12名】。 => actual
award: 肃州区社工站项目中标公告¶2023年7月4日¶中标金额：【82.6万元】。派驻社工【12名】。 => actual actual
in-a-summary: 酒泉市民政局2023年社工站工作总结¶2023年7月4日¶发布招标公告3次，建成社工站【9个】，配备社工【18名】。 => actual actual
"""


@pytest.mark.parametrize(("home", "text", "answers"), cases(STRIVEN_FOR))
def test_a_bound_is_striven_for_or_laid_down(home: str, text: str, answers: tuple[str, ...]) -> None:
    def tell(fact: Fact) -> str:
        return f"{fact.status}/{fact.per}" if fact.per else fact.status

    assert told(marked_facts(report(text, home)), tell) == answers


@pytest.mark.parametrize(("home", "text", "answers"), cases(HELD_AGAINST))
def test_what_is_held_against_a_norm(home: str, text: str, answers: tuple[str, ...]) -> None:
    assert told(marked_facts(report(text, home)), lambda fact: fact.status) == answers


@pytest.mark.parametrize(("home", "text", "answers"), cases(TENDERS))
def test_what_a_call_for_tenders_asks(home: str, text: str, answers: tuple[str, ...]) -> None:
    assert told(marked_facts(text), lambda fact: fact.status) == answers

# Answers: the status and the time.

LED_IN = """
@ 嘉峪关市
coming-year: 今年建站12个。¶明年，我们打算做好以下几项工作：¶一、扩大试点。新建社工站【4个】，设岗【50个】。¶二、抓好培训。培训社工【300人】。 => target/2024 target/2024 target/2024
next-stage: 建站12个。¶下一阶段，重点抓好以下三方面工作：¶（一）建好站点¶新建社工站【8个】。¶（二）育好人才¶举办培训班【2期】。 => target/- target/-
ends-with-its-list: 一、今年工作¶下半年，将从两方面着手：¶（一）建站¶建站【8个】。¶（二）育才¶培训【80人】。¶二、去年回顾¶建站【12个】。 => target/2023-07/2023-12 target/2023-07/2023-12 actual/2022
begins-anew: 下一步，重点做好以下工作：¶1.建站【8个】。¶2.培训【80人】。¶今年完成的工作有：¶1.走访老人【620户】。 => target/- target/- actual/2023
what-was-done: 今年以来，主要做了以下工作：¶一、建成社工站【12个】。¶二、培训社工【300人】。 => actual/2023/.. actual/2023/..
speaks-of-the-report-itself: 为做好下一步工作，现将有关情况汇报如下：¶一、基本情况¶建成社工站【178个】。¶二、主要做法¶培训社工【500人次】。 => actual/- actual/-
plan-in-the-name-of-the-report: 现将2022年总结和2023年工作计划报告如下：¶一、2022年总结¶建成社工站【34个】。¶二、2023年工作计划¶建站【16个】。 => actual/2022 target/2023
items-of-steps-to-come: 下步打算：¶一是新建社工站【16个】。¶二是培训社工【500人】。 => target/- target/-
met-with-what-falls-short: 当前还存在以下问题：¶一、人才不足，社工只有【12名】。 => actual/-
within-a-paragraph: 明年，我局将从以下几方面着手。1.建好站点。新建社工站【8个】。2.育好人才。培训社工【120人】。 => target/2024 target/2024
laid-down: 每站每年须完成：¶（1）走访【300户】。¶（2）小组【4个】。 => standard/- standard/-
"""  # noqa: E501

# Answers: the status.

SAID_OF_IT = """
@ 嘉峪关市
that-plan: 去年，该计划在3个区实施，开展个案【128个】、小组【214节】。 => actual actual
will-have: 再过5年，全市将拥有【2600名】这样的社工。 => target
will-all-at-once: 今年3月，全市将集中推出志愿服务项目【1200个】。 => target
taken-with-them: 将集中供养的特困人员【126人】、从业人员【86人】全部纳入培训，将从业社工【36人】编入队伍。 => actual actual actual
goal-of-which-so-much: 服务38.5万人次，为目标值【35万人次】的110%。 => target
share-of-a-goal: 完成目标任务【1万人次】的【120%】。 => target actual
present-beside-what-is-granted: 机构可享受3年免租，基地现入驻社工机构【2家】。 => actual
standard-by-its-item: 三是明确补助标准。每年每站补助【20万元】；聘用社工的，每年补助【6万元】。 => standard standard
standard-carried-out: 三是落实补助标准。全年发放补贴【20万元】。 => actual
bodies-that-will-hire: 今年还将加大投入，全市【65家】社工机构预计将招录社工【500人】。 => actual target
set-and-done-apart-by-blanks: 个案服务　　指标【12个】　　完成【14个】　　完成率117%。 => target actual
set-by-two-measures: 小组服务　　指标【8个】/【48节】　　完成【9个】/【53节】。 => target target actual actual
not-staffed-as-asked: 尚有【5个】镇社工站未按要求配齐【2名】专职人员。 => actual standard
short-of-a-standard-by-some: 站均社工【1.6人】，距离省定标准【3名】仍有差距。 => actual standard
each-of-two-striven-for: 下一步，力争实现每个区县至少有【5家】机构、每个街道建成【1个】社工站。 => target target
"""


@pytest.mark.parametrize(("home", "text", "answers"), cases(LED_IN))
def test_a_sentence_leads_in_a_list_of_plans(home: str, text: str, answers: tuple[str, ...]) -> None:
    assert told(marked_facts(report(text, home)), lambda fact: f"{fact.status}/{fact.time or '-'}") == answers


@pytest.mark.parametrize(("home", "text", "answers"), cases(SAID_OF_IT))
def test_what_is_said_of_plans(home: str, text: str, answers: tuple[str, ...]) -> None:
    assert told(marked_facts(report(text, home)), lambda fact: fact.status) == answers
