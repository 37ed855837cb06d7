"""Formulas of a model that count nothing, and rates told beside each other: whose they are, and where they end."""

from __future__ import annotations

import pytest
from specification import cases, marked_facts, report, told

# Answers: the indicator.

MODELS = """
@ 阜阳市
led: 形成了【1名】社工带【10名】义工的格局。 => other other
led-by-a-station: 推行【1个】社工站带【5个】社工室的工作法。 => other other
moved: 构建起【1个】总站带动【12个】站点的服务机制。 => other other
linked: 创新1名社工联动【5名】志愿者的模式。 => other
wide-plus: 探索“【1个】中心＋N个站点”架构。 => other
plus-then-its-name: 实行【1名】社工＋【3名】志愿者的“1+3”服务模式。 => other other
way: 采取【1名】督导带【5名】社工的方式开展培训。 => other other
# --- real people and stations ---
led-out: 全区5名社工带出【30名】义工骨干。 => staff.volunteers
led-in-fact: 全市【21名】督导带领【318名】社工开展服务。 => staff.supervisors staff.social_workers !! noun-or-deed
with-volunteers: 【6名】社工带着【40名】志愿者走访老人。 => staff.social_workers staff.volunteers
stations-led-in-fact: 【8个】总站带【96个】站点运行。 => station.count station.count
what-led-to-a-model: 建成【12个】总站，带动形成【86个】站点的格局。 => station.count station.count
before-a-model: 建站【30个】，形成“总站+站点”的服务格局。 => station.count
before-another-model: 配备社工【60名】，建立社工带义工机制。 => staff.station
"""

# Answers: what the amount is for each one of.

YEARLY = """
@ 阜阳市
of-a-station: 社工站年培训【800人次】。 => year
of-a-centre: 该中心场地宽敞，年培训【800人次】。 => year
visitors: 社工站常年开展活动，年接待居民【6000人次】。 => year
hatched: 建成孵化基地，年孵化社会组织【10家】。 => year
cases: 全站年完成个案【20个】、小组【12个】。 => year year
visits: 社工站有社工3名，年探访老人【900户次】。 => year
volume: 社工站年服务量突破【10万人次】。 => none
this-year: 今年开展活动【60场】。 => none
whole-year: 全年培训【800人次】。 => none
a-year: 2022年培训【800人次】。 => none
new-year: 新年开展慰问活动【12场】。 => none
loss: 社工站年流失率【12%】。 => none
"""

BESIDE = """
@ 阜阳市
people-of-another-grade: 站长每月【4200元】，普通社工【3500元】。 => month month
with-what-it-is: 给予每名专职社工每月【300元】补贴，兼职人员【100元】。 => person person
people-beside-an-amount: 人均补助【800元】，普通社工【320名】。 => person none
volunteers-beside-an-amount: 每人每月【300元】，志愿者【1200名】参与。 => person none
both-of-each-station: 每站有社工【3名】，志愿者【20名】。 => station station
"""

# Answers: the status.

NORMS_BESIDE = """
@ 阜阳市
lower-grade: 社工站站长工资不低于每月【5000元】，社工每月【4000元】。 => standard standard
what-is-paid-now: 社工月薪不低于【4000元】，目前站里社工每月【4500元】。 => standard actual
what-was-paid: 标准为每人每年【3000元】，实际发放每人每年【2600元】。 => standard actual
laid-down: 省里规定，社工站每年运营经费【10万元】。 => standard
laid-down-with-its-neighbour: 规定一级站每年补助【20万元】，二级站每年【15万元】。 => standard standard
paid-by-the-rules: 按规定，每年发放补贴【20万元】。 => actual
what-has-come: 每站补助不少于【10万元】，已到位每年【8万元】。 => standard actual
"""


@pytest.mark.parametrize(("home", "text", "answers"), cases(MODELS))
def test_a_formula_counts_nothing(home: str, text: str, answers: tuple[str, ...]) -> None:
    assert told(marked_facts(report(text, home)), lambda fact: fact.indicator) == answers


@pytest.mark.parametrize(("home", "text", "answers"), [*cases(YEARLY), *cases(BESIDE)])
def test_what_it_is_for_each_one_of(home: str, text: str, answers: tuple[str, ...]) -> None:
    assert told(marked_facts(report(text, home)), lambda fact: fact.per or "none") == answers


@pytest.mark.parametrize(("home", "text", "answers"), cases(NORMS_BESIDE))
def test_a_norm_ends_where_a_result_begins(home: str, text: str, answers: tuple[str, ...]) -> None:
    assert told(marked_facts(report(text, home)), lambda fact: fact.status) == answers
