"""What a figure counts where people tell it in everyday words: letters, features, reports of the field."""

from __future__ import annotations

import pytest
from specification import cases, marked_facts, report

from schemas.records import Fact

TOLD = """
# --- a county that stands out in a list ---
first-of-all: 全县持证社工126人，乡镇中，城关镇以【41人】居首，甲镇、乙镇分别为【18人】和【15人】。 => staff.certified staff.certified staff.certified
# --- exams ---
passed: 考试结果【36人】过关，其中助理社会工作师【30人】、社会工作师【6人】。 => exam.passed exam.passed exam.passed
sat: 全县【45人】考社工证。 => exam.registered
# --- the noun of the figure before is that figure's ---
moved-by-volunteers: 暴雨夜里，社工和【20余名】志愿者冒雨转移出【17位】老人。 => staff.volunteers service.people
# --- a condition is none of what it asks ---
more-for-the-bigger: 每站至少配备【2名】专职社工，人口5万以上的可增至【4名】。 => staff.station staff.station
# --- what a growth is compared with has not grown ---
since-the-reform: 全市持证社工【3200人】，持证总量比机构改革前增长【31%】。 => staff.certified staff.certified/growth
# --- a verb that touches its noun ---
rooms-reach: 到2025年底，村（社区）社工室覆盖【40%】以上。 => station.count/share
# --- verbs of every day ---
set-up: 在边境一线建站设点【18个】，配备驻站社工【40名】。 => station.count staff.station
moved-in: 去年我们搬进了【180平方米】的新院子。 => station.area
knocked: 今年，社工敲了【2310次】门。 => service.visits
came: 这一年活动凑了【64场】，来过的居民有【2300人次】。 => service.activities service.participants
live-here: 辖区8个社区、【4.6万】居民。 => admin.population
yearly-courses: 每年举办督导班【4期】，年培训【600人次】。 => training.sessions training.participants
supervisors-course: 每年举办站长、骨干、督导培训班不少于【5期】。 => training.sessions
covered-alone: 低保边缘家庭中重度残疾人单独施保【120人】。 => service.relief_recipients
"""


def _tell(fact: Fact | None) -> str:
    if fact is None:
        return "-"
    return fact.indicator if fact.statistic == "level" else f"{fact.indicator}/{fact.statistic}"


@pytest.mark.parametrize(("home", "text", "answers"), cases(TOLD))
def test_everyday_words(home: str, text: str, answers: tuple[str, ...]) -> None:
    assert tuple(map(_tell, marked_facts(report(text, home)))) == answers
