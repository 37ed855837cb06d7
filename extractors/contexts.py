"""What the headings over a figure and the title of its report say of its standing: plans, norms, or what has been."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractors.ahead import owed
from schemas.cues import load_cues
from schemas.patterns import any_of

_HEADINGS = load_cues().headings
_AHEAD = re.compile(
    f"{any_of(_HEADINGS.ahead)}|"
    r"(?:抓好|做好|部署|推进|完成|安排|确保)(?:今年|全年|当前|下半年|明年|20\d\d年)[^\n]{0,6}(?:工作|任务)"
)
_GOALS = re.compile(any_of(_HEADINGS.goals))
_ACCOUNT = re.compile(
    "(?:目标|任务|计划|指标|预期|规划)[^，、；和及与]{0,6}?(?:完成|实现|达成|落实|执行|进展|推进|兑现)(?:情况|程度|率|度|分析|结果|$)"
)
"""绩效目标完成情况 tells what came of the goals."""
_PLAN_TITLE = re.compile(
    rf"(?:{any_of(_HEADINGS.plans)}|实施意见|的意见|三年行动|任务清单|(?:招聘|招募|招录)(?:公告|简章|启事|通知))"
    r"(?:[（(][^（）()]{1,16}[）)])*(?:》的通知|\s|$)"
)
_SCHEDULE_TITLE = re.compile("^(?!.*(?:情况|总结|小结|进展|[及和与暨])).*(?:(?:工作|任务)安排|重点任务)(?:》的通知|\\s|$)")
"""2024年重点工作安排, but not 上半年工作情况和下半年工作安排."""
_SUMMARY_TITLE = re.compile(r"总结|汇报|报告|公报|通报")
_PRESENT_SECTION = re.compile(r"成就|挑战|形势|背景|现状|基础|成效|回顾|概况|总结|问题|不足|基本情况")
_PLAN_YEAR = re.compile(
    r"(20\d\d)年(?:度|的)?(?:工作)?(?:重点工作|重点任务|主要任务|工作任务|工作重点|工作要点|工作安排)(?!.*(?:情况|回顾|总结|进展|成效))"
)
_YEAR_WORK = re.compile(r"(20\d\d)年(?:主要|重点)?工作$")
"""三、2021年工作, in a report of that year's first months: what is to be done."""
_SHORTFALL = re.compile(any_of(_HEADINGS.shortfalls))
"""A heading of shortfalls and plans (存在不足与下半年计划): its plans need words of their own."""
_RULE_SECTION = re.compile(
    "服务要求|(?:建设|配备|补助|奖补|补贴|奖励|资助|资金|薪酬|待遇)标准|服务(?:量|指标|数量)(?!.*(?:完成|情况|统计|达|一览|数据))|人员要求|采购需求|付款方式"
)
_LAYS_DOWN = re.compile("(?:明确|制定|确定|统一|规定|细化|设定|核定)[^，。；]{0,12}标准$")
"""An item that opens so (三是明确补助标准。) tells norms behind it."""
_RULE_TITLE = re.compile(r"(?:办法|细则|规范|(?:建设|服务|管理)标准)(?:[（(][^（）()]{1,16}[）)])*(?:》的通知|\s|$)")
"""The title of a document of norms (运行管理办法（试行）)."""
_TENDER_TITLE = re.compile(
    "^(?!.*(?:中标|成交|结果|废标|流标|终止|合同)).*(?:招标|采购|磋商|谈判|询价|比选|遴选)[^，。；]{0,8}(?:公告|文件|需求|邀请|邀请函)$"
)
"""The title of a call for tenders: what it asks of bidders is a norm."""
LEADS_IN = "："
"""What the title of a section ends with that a sentence opens which says that plans or norms follow."""
_BACKGROUND = re.compile("背景|现状|回顾|成效")
_REVIEW = re.compile("回顾|成就|成效|总结|主要成绩|取得的成绩")


class Context(NamedTuple):
    """What stands over a figure says of its standing: the same for all figures of a section.

    `plans`: it stands under a heading of plans or goals. `planned`: in a document of plans, and not in its account of
    the present. `norms`: under a heading of norms. `ruled`: in a document of norms. `review`: under a heading that
    looks back. `date`: the report's. `tender`: in a call for tenders, and not in its account of what there is.
    """

    plans: bool
    planned: bool
    norms: bool
    ruled: bool
    review: bool
    date: str
    tender: bool = False


def context_of(headings: tuple[str, ...], title: str, date: str) -> Context:
    """The context of figures under `headings`, innermost first, in a report of that title and date."""
    plans = present = norms = review = False
    for says in map(_heading_says, headings):
        plans = plans or says.plans or bool(date and (says.year or says.work) and _is_coming(says, date))
        present, norms, review = present or says.present, norms or (says.norms and not present), review or says.review
    planned, ruled, tender = _title_says(title)
    tender = tender and not any(map(_BACKGROUND.search, headings))
    return Context(plans, planned and not present, norms, ruled, review, date, tender)


class _HeadingSays(NamedTuple):
    """What one heading says; `ahead`: it turns to what is to come; `year`: of coming work (三、2023年重点工作), said in that
    year or before it; `work`: the year of work past or coming."""

    plans: bool
    ahead: bool
    year: str
    work: str
    present: bool
    norms: bool
    review: bool


def _is_coming(heading: _HeadingSays, date: str) -> bool:
    """Whether the year that a heading names was not over, or had only begun, when the report was written."""
    early = date[5:7] in ("01", "02", "03")
    return heading.year >= date[:4] or heading.work > date[:4] or (early and heading.work == date[:4])


def turns_ahead(heading: str) -> bool:
    """Whether a heading turns to what is to come: what stands under it is not of the time summed up. Goals may be of it."""
    return _heading_says(heading).ahead


def lays_down(title: str) -> bool:
    """Whether an item opens by saying that norms follow."""
    return title.endswith("标准") and _LAYS_DOWN.search(title) is not None


@lru_cache(maxsize=256)
def _heading_says(heading: str) -> _HeadingSays:
    """Kept, since every section below a heading asks."""
    year, work = _PLAN_YEAR.search(heading), _YEAR_WORK.search(heading)
    leads = heading.endswith(LEADS_IN)
    laid_down = leads and owed(heading, 0, len(heading))
    ahead = (leads and not laid_down) or _AHEAD.search(heading) is not None
    aims = _GOALS.search(_ACCOUNT.sub("", heading)) is not None
    return _HeadingSays(
        plans=(ahead or aims) and not _SHORTFALL.search(heading),
        ahead=ahead,
        year=year[1] if year else "",
        work=work[1] if work else "",
        present=bool(_PRESENT_SECTION.search(heading)),
        norms=laid_down or bool(_RULE_SECTION.search(heading)),
        review=bool(_REVIEW.search(heading)),
    )


@lru_cache(maxsize=16)
def _title_says(title: str) -> tuple[bool, bool, bool]:
    """A title is that of a document of plans, of one of rules, of a call for tenders; kept, since every section of a report asks."""
    plans = _PLAN_TITLE.search(title) or _SCHEDULE_TITLE.search(title)
    tender = _TENDER_TITLE.search(title.strip()) is not None
    return bool(plans) and not _SUMMARY_TITLE.search(title), bool(_RULE_TITLE.search(title)), tender
