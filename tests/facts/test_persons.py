"""People and families counted with the measure word of things."""

from __future__ import annotations

import pytest
from specification import cases, marked_facts, report, told

# Answers: the indicator, with `/` the unit.

COUNTED = """
@ 湖州市
children-behind: 社工站全年帮扶【45个】娃娃。 => service.people/人
children-of-a-kind: 社工陪着【15个】留守儿童过生日。 => service.people/人
children-before: 村里有留守儿童【52个】，社工每周都去看望。 => service.people/人
old-people-before: 探望独居老人【19个】。 => service.visits/人
patients: 转介【4个】精神障碍患者到医院。 => service.people/人
residents: 全年服务【1300个】居民。 => service.people/人
about-so-many: 每次活动都有【三十来个】老人参加。 => service.participants/人
parents-that-join: 【10来个】家长报名参加亲子活动。 => service.participants/人
children-back-at-school: 共有【18个】失学儿童返校，社工逐一帮扶。 => service.people/人
party-members: 上门看望困难党员【9个】。 => service.visits/人
children-that-pass-another-examination: 帮扶的孩子中，有【13个】孩子考上了大学。 => service.people/人
families: 结对帮扶了【26个】困难家庭。 => service.people/户
families-visited: 走访【64个】家庭。 => service.visits/户
families-that-join: 邻里节上，参加亲子家庭【30个】。 => service.participants/户
relief-households-visited: 慰问【11个】低保户。 => service.visits/户
workers-of-a-station: 站里【3个】社工跑遍了【14个】村。 => staff.station/人 admin.villages/个
children-by-name: 站里照看【8名】娃。 => service.people/人
grandmothers: 【17位】奶奶学会了用手机。 => service.people/人
"""

# The noun opens the name of something else, or the figure is small: the unit stays.

THINGS = """
@ 湖州市
homes-of-children: 建成【12个】儿童之家。 => 个
canteens-of-the-old: 设立【9个】老年食堂。 => 个
groups-of-children: 开展【6个】孩子成长小组。 => 个
projects-for-the-old: 实施【8个】老人关爱项目。 => 个
cases-of-children: 完成【21个】儿童个案。 => 个
quarters-of-residents: 街道下辖【20个】居民区。 => 个
halls-of-residents: 建起【3个】居民议事厅。 => 个
rooms-of-workers: 打造【6个】社工室。 => 个
villages-of-the-old: 为【7个】村的老人送餐。 => 个
posts-for-graduates: 设置社工岗位86个，其中面向高校毕业生【52个】。 => 个
phones-of-the-old: 手机里存了【300多个】老人的电话。 => 个
quarrels-of-residents: 化解【14个】居民纠纷。 => 个
cases-of-families: 为【143个】家庭开展个案帮扶。 => 个
wishes-of-children: 认领【90个】儿童微心愿。 => 个
somebodys-children: 他独自抚养【2个】孩子。 => 个
"""


@pytest.mark.parametrize(("home", "text", "answers"), cases(COUNTED))
def test_people_counted_with_the_word_for_things(home: str, text: str, answers: tuple[str, ...]) -> None:
    facts = marked_facts(report(text, home))
    assert told(facts, lambda fact: f"{fact.indicator}/{fact.unit}") == answers


@pytest.mark.parametrize(("home", "text", "answers"), cases(THINGS))
def test_things_are_not_taken_for_people(home: str, text: str, answers: tuple[str, ...]) -> None:
    assert told(marked_facts(report(text, home)), lambda fact: fact.unit) == answers
