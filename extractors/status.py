"""Is a figure a result, a plan or a rule."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.bounds import LOW, bound_kind
from extractors.contexts import Context
from extractors.cue_words import CueWords
from extractors.phrases import RATIOS, Phrase
from schemas.cues import load_cues
from schemas.patterns import any_of
from schemas.records import Quantity, Span, Status, TimeValue

_RESULTS = f"已(?!于)|{any_of(load_cues().structure.results)}|现有(?=[^，。；、的]{{0,10}}\\d)"
_RESULT = re.compile(rf"{_RESULTS}|仅有?$|累计|共有|[一-龥]了(?=[约近超逾]?[\d一二两三四五六七八九十百])")
_PAST = re.compile(
    rf"{_RESULTS}|实际|累计(?:支出|发放|投入|完成|开展|服务|培训|救助|培育|建成|拨付)|"
    r"共(?:安排|下达|下拨|拨付|争取|筹集)|20\d\d年[^，。；]{0,8}(?:共|累计)"
)
_DONE = re.compile("已(?!于)|累计|先后")
"""Told of a sentence that only takes over the time of the one before, it is about what has been done."""
_GRANT = re.compile(r"给予|补助|奖补|奖励|补贴|标准|每(?!年)")
_BUILT = re.compile("(?:建成|新建|打造|培育|创建|登记)[^，。；]{0,4}$")
"""A rate of what is to be built is a goal: 每个县建成1个."""
_RULE_AFTER = re.compile(
    r"[^，。；]{0,8}(?:标准(?!化|体系)|(?<![按照到合])要求|的比例|的一次性|一次性奖励|的一次性奖|给予(?:奖|补|资)|执行(?=[，。；、]))"
)
_MORE_ITEMS = re.compile(
    r"(?:[^，。；、\d]{0,6}、[^，。；、\d]{1,14}\d[\d.]*[^，。；、\d]{1,6}(?:/年|/月)?){1,4}(?=的?标准)"
)
"""Further items of the list whose standard is said at its end: 示范站18万元、一般站12万元的标准."""
_RULE_BEFORE = re.compile(
    r"(?:按照?|规定|明确|约定|核定)[^，。；\d]{0,16}(?:每|年?人均|应)|"
    r"\d万?(?:人|户)(?:以[上下]|以内)?的?每[站个][^，。；\d]{0,6}$"
)
"""What was laid down, with what it is for each one of: 明确人员待遇每人每年, 按照一类县每站, 5万人以下每站."""
_LAID_DOWN = re.compile("(?<![按照据])规定(?!动作|时间)[^。；\\d]{0,16}$")
"""省里规定，社工站每年运营经费10万元."""
_HELD_AGAINST = re.compile(
    "(?:[低少高]于|不足|不及|未达到?|达不到|没有?达到|超[过出]|距离?)"
    "(?:[^，。；\\d]{2,12}要求|[^，。；\\d]{0,12}(?:约定|规定|核定))的“?(?:每[站人个名月年])?$|"
    "(?:距离?|与)[^，。；\\d]{0,8}(?:标准|要求)的?(?:每[站人个名月年])?$|(?P<short>(?:未|没有?)(?:能)?按[^，。；\\d]{0,4}(?:要求|规定|标准)配[齐备足够]?了?)$"
)
_CLOSES = re.compile("[，。；）”\\n]|(?:还|尚|仍|存)[差有在]|$")
"""站均社工1.6人，低于省定要求的2人: the second is the norm, but no noun that falls short of one (低于要求的6个站点)."""
_STAFFED = re.compile(r"每(?:千|百|万|\d+)(?:名|位|个|人|户|张)[^，。；已实]{0,12}(?:配备|配置|配|设置|设立)$")
"""每100名服务对象配备1名."""
_RELIEF_STANDARD = re.compile(r"(?:低保|生活保障|特困|五保|孤儿|供养|基本生活)[^，。；\d]{0,8}标准(?:[^，。；]|，(?:集中|分散)供养){0,30}$")
"""农村低保标准由每人每年4100元提高到4800元."""
_PAID_OUT = re.compile("平均标准|支出|发放")
STANDARD = 40
"""How far before an amount the standard it is may be named, others of its list between them, in characters."""
LAID_OUT = 60
"""How far into its sentence the opening of a list of norms may reach, in characters."""
_LAID_OUT = re.compile(
    r"(?:不得?[少低高]于|须|应|需|符合|达到|满足|执行|完成)[^，。；：]{0,6}(?:以下|下列|如下)(?:最低|基本|各项)?"
    r"(?:标准|指标|要求|条件|数量|服务量|工作量)："
)
"""全年服务量不得少于以下标准：探访300户次，个案10个."""
_FOLLOWING = re.compile("以下|下列|如下")
"""One of these stands in the opening of every such list."""
_WILL = re.compile(r"[^，。；]{0,14}将(?:[于在][^，。；]{0,12}|全部|全面|实现|建成|完成|陆续|正式)")
"""13个乡镇社工站将全部挂牌."""
_DOERS = re.compile("[^，。；、\\d]{2,12}(?:预计|计划|打算|拟|将)+(?:新?招|聘|提供|举办|参加|走访|组织|面向|投入|承接|派)")
"""65家机构预计将招录500人: the bodies are there."""
_AGREED = re.compile(r"(?:合同|协议)约定[^，。；\d]{0,14}$")
_CONDITION = re.compile(
    r"每(?:新增|新建|新招|建成|引进|培育|孵化|招用|录用)|(?:对|给予)[^。；]{0,24}(?:评为|获评|取得|考取|通过|验收合格|考核优秀|新建|新设立|新成立|"
    r"示范|达标|获得|入选|优秀|良好|合格|星级)|(?:以上|优秀|合格|达标|符合条件)的[^。；\d]{0,16}，给予|新(?:引进|成立|登记|注册|落户|入驻)的|(?:评为|获评|验收合格|考核优秀|获得)[^，。；]{0,12}的"
)
_GRANTED = re.compile(r"给予|奖励|奖补|补助|补贴|资助|扶持")
"""What is granted under a condition is a rule: 对评为优秀的社工站，每个奖励2万元."""
GRANTED_ON, REWARD = PROMISES = "granted on a condition", "reward for a certificate"
_PAID = re.compile(r"共|总|累计|合计|已|兑现|发放了|今年|去年|20\d\d年")
_COMPARED = re.compile(r"[比较同](?:(?<!同)(?:上年|去年|上一年|前年|上年度|20\d\d年)|(?<=同)比)")
_GOAL_AFTER = re.compile(r"的?(?:建设|年度|建站|既定|预定)?(?:目标|任务)(?!任务?完成|完成)")
"""The figure is the goal itself: 完成年初确定的60个目标."""
_MET = re.compile("(?:提前|超额|如期|圆满|顺利|全面|已经?)(?:[^，。；\\d]{0,4})完成(?!全年|年初|上级|省|市)[^，。；\\d]{0,8}$")
"""提前完成建站80个的目标, but not 完成年初确定的60个目标."""
_ON_TOP = "基础上"
"""What stands before it is the ground a plan is built on: 在已建成62个的基础上，新建12个."""
_REWARD = re.compile(r"[对奖]|给予|发给|补贴|补助|津贴")
_HOLDERS = re.compile(
    r"考过|拿到|[初中高]级[、，]|[初中高]级的?(?:一次性)?(?:奖|给予|分别|补)|证书?的|证人员|资格证|资格的|师资格[，的]|证的人员|考试的|社会工作师的|取得.{0,20}证|获得.{0,20}证|通过.{0,16}考试|社会工作师"
)
_GRADE_GETS = re.compile(
    "(?:取得|考取|考出|通过|达到)[助初中高][理级][^，。；]{0,10}，(?:再|另|则|每月|每人)*(?:增加|增发|加发|给予|奖励|发放|发给|补助|补贴)$"
)
"""取得中级的，增加150元."""
_OF_A_GRADE = re.compile("(?:初级|中级|高级|助理|助理社工师|社工师)(?:社工|社会工作者|证书)?(?:每人|各|分别)?$")
"""给予初级600元、中级1200元奖励: so much to each who reached the grade."""
_ENTITLED = re.compile(
    r"(?:最[少多高低]|均|都)(?:能|可)(?:领|拿|得|获)(?:取|到)?$|每月(?:将|分别|可|再|另)*(?:增加|加发?|增发|补贴?|领取?|享受)$|"
    r"一次性(?:补|奖)(?:助|励|贴)?$"
)
"""最多能领4000元, 每月分别增加200元."""
_GROWN = load_cues().raised
"""由16个扩大到40个: the first is what stands today, whatever is planned."""
_WAS = re.compile("[由从](?:(?:目前|现在|现有|当前|原来|原先)的?)?$")
_PLAN_TERM = re.compile("五[”’]?(?:期间|时期)$")
EARLY = 3
"""So many years before its end what is told of a plan's term is still to come: “十四五”期间, said in 2021 or 2022."""
QUOTA = "quota in brackets or beside what came of it"
_SET = load_cues().quota
_ALONE = "任务"
"""It says by itself what was set: 全市任务60个; the others are cues, or need a bracket or an outcome."""
_DID = re.compile("[成额].{0,2}$")
"""完成任务60个, 超额完成任务60个."""
_LABEL = re.compile(f"(?:{any_of(_SET.target)}|安排|打算)(?:值|任务)?$")
"""年度目标：开展个案30个."""
_FORMS = re.compile(f"{_SET.nouns}|将|不[少低小得超高]|至少|规定的|核定的|最[低高]|以内|标准|要求|比例|一次性|给予|约定|每|\x02")
"""One of these stands in a sentence, or a title, whose figures are goals or norms by their own form; amounts of money
and for each one of something may be without."""
_SUMMED = re.compile("共(?:补助|发放|安排|投入|拨付|兑现|计补)|总计|累计|合计|截至|目前|实际|完成|已(?!建|设)")
"""Results among norms: 共补助58万元, but not 对已建站点每站补助2万元."""
_CARRIED_OUT = re.compile("落实|执行|遵守|按照?(?![时期月年])|依照|对照")
"""下一步将严格落实每站不少于2名的要求: what is laid down already."""
BOUNDS = ("floor", "ceiling")
_STRIVES = re.compile("力争|争取|努力|打算|拟|预计|预期|有望|目标|即?还?将|下一?步|下一?阶段|今后|未来|接下来|我们[要想]")
"""Cues of what somebody means to reach, not of what a plan lays down (计划每站不少于2名)."""
ASKED = ("staff", "service", "training", "supervision")
"""Families of indicators that a call for tenders asks of the bidder."""
_FOUND = re.compile("现有|共有|已|目前|截至|累计|实际|上一|上年|去年|以来|完成了|服务过")
WRITTEN_BY = "04"
"""By this month of the next year what sums up a year is written."""
PERIODS = ("year", "month")
"""What an amount recurs in; anything else it is for each one of makes a rate."""


class Decision(NamedTuple):
    """A status and the words that decided it."""

    status: Status
    span: Span | None = None
    rule: str = "default"


ACTUAL = Decision("actual")
"""Nothing says otherwise."""


class Standing(NamedTuple):
    """What a figure's surroundings say of its standing.

    `norm`: its indicator has norms of its own (the rooms and posts of a station). `asked`: a call for tenders asks for it.
    """

    context: Context
    time: TimeValue | None
    per: str | None
    norm: bool
    asked: bool = False

    @property
    def future(self) -> bool:
        """The figure's time lies after the report's."""
        if self.time is None or self.time.kind == "since" or self.time.quote.startswith(("截至", "截止")):
            return False
        if self.context.review and not self.context.plans:
            return False  # what a heading calls a review is over, whenever the text was found to be written
        first = self.time.edtf.removeprefix("../").split("/")[0]
        if len(first) == 10 and self.context.date == str(int(first[:4]) - 1) and first[5:7] <= WRITTEN_BY:
            return False  # 2019年度评估报告: a day of early 2020 was over when it was written
        start, date = _cut(first, self.context.date)
        return start > date

    @property
    def past(self) -> bool:
        """The figure's time lies before the report's."""
        if self.time is None or self.time.kind not in ("point", "span", "until"):
            return False
        end, date = _cut(self.time.edtf.split("/")[-1], self.context.date)
        return end < date

    def early(self, sentence: Span) -> bool:
        """The sentence tells the term of a plan that has only begun."""
        if self.time is None or self.time.span.start < sentence.start or not self.context.date:
            return False
        last = self.time.edtf.split("/")[-1][:4]
        return bool(_PLAN_TERM.search(self.time.quote)) and last >= str(int(self.context.date[:4]) + EARLY)

    @property
    def deadline(self) -> bool:
        """The figure's time is a deadline that has not passed."""
        return self.time is not None and self.time.quote.endswith("前") and not self.past


def is_timeless(decision: Decision, time: TimeValue, date: str) -> bool:
    """What is promised to all who meet a condition is of no time told before, nor a norm or a result of the day by which
    something else is to be reached (2025年底全覆盖。每站应配2名)."""
    if decision.rule in PROMISES or decision.status == "target":
        return decision.rule in PROMISES
    last, date = _cut(time.edtf.removeprefix("../"), date)
    by_then = time.kind == "until" or (time.kind == "point" and time.quote.endswith(("底", "末", "前")) and not time.quote.startswith("截"))
    return by_then and bool(date) and last > date


def _cut(a: str, b: str) -> tuple[str, str]:
    """Two dates at the precision both have."""
    width = min(len(a), len(b))
    return a[:width], b[:width]


def status_of(
    text: str, sentence: Span, quantity: Quantity, phrase: Phrase, cues: CueWords, standing: Standing
) -> Decision:
    """The status of one figure: its own form first, then cues, then where and when it stands."""
    start = quantity.span.start
    telling = cues.anywhere(_FORMS)
    if telling or text[start - 1] in "由从的":
        outright = _outright(text, sentence, quantity)
        if outright:
            return outright
    listed = _LAID_OUT.search(text, sentence.start, start) if cues.anywhere(_FOLLOWING) else None
    if listed and listed.end() - sentence.start < LAID_OUT:
        return Decision("standard", Span(*listed.span()), "list of a norm")
    money = quantity.dimension == "money"
    rule = _norm(text, sentence, quantity, phrase, standing.per) if telling or standing.per or money else None
    ahead = standing.future or standing.deadline
    if ahead and rule and (standing.per or (standing.norm and not money)) and standing.time is not None:
        floor = max(sentence.start, text.rfind("；", sentence.start, start))
        # 到2023年底新建78个。每站不少于3人: the date is of the sentence before
        ahead = standing.time.span.end > floor or quantity.dimension in RATIOS
    promised = rule is not None and rule.rule in PROMISES
    carried = standing.time is not None and standing.time.span.end <= sentence.start
    ruled = rule is not None and rule.rule not in BOUNDS
    each = standing.norm and not money and standing.per is not None and standing.per not in PERIODS
    if ahead and carried and each and not rule and not _RESULT.search(text, sentence.start, start):
        return Decision("standard", None, "what each is to have")  # 到2025年…。每个站配2—4名
    if ahead and (promised or (carried and (ruled or each or cues.before(start, "standard")))):
        ahead = False  # 2025年底前取得证书的奖励800元; 到2025年…。每站应配2名: the year is of the sentence before
    laid = standing.per or standing.norm or promised
    goal = ahead or (rule and standing.context.plans and not laid)
    if goal and not _RESULT.search(text, _opened(text, sentence, phrase), start):
        told = carried and not standing.context.planned and not standing.context.plans
        if told and _DONE.search(text, sentence.start, start):
            return Decision("actual", None, "done in its sentence")
        return Decision("target", None, "future time" if ahead else "section of plans")
    if rule:
        return (rule.rule in BOUNDS and _striven_for(text, start, cues)) or rule
    laid_down = cues.before(start, "standard")
    if not laid_down or text.find("力争", laid_down.end, start) >= 0 or _striven_for(text, start, cues):  # 省里要求每站2名，我市力争达到3名
        cue = cues.before(start, "target")
        if cue:
            return Decision("target", cue, "target cue")
    if laid_down:
        return Decision("standard", laid_down, "standard cue")
    if standing.early(sentence) and not _RESULT.search(text, sentence.start, start):
        return Decision("target", None, "a plan's term to come")
    if _labelled(text, sentence) and not _RESULT.search(text, sentence.start, start):
        return Decision("target", None, "label of plans")
    if standing.past:
        return ACTUAL
    return _by_place(text, sentence, quantity, phrase, cues, standing)


def _striven_for(text: str, start: int, cues: CueWords) -> Decision | None:
    """力争每站不少于2名, 下一步将为每站配齐不少于2名: a bound that is striven for, where nothing between lays it down."""
    cue = cues.before(start, "target")
    if cue is None or not _STRIVES.match(text, *cue) or _CARRIED_OUT.search(text, cue.end, start):
        return None
    laid_down = cues.before(start, "standard")
    if laid_down and laid_down.start > cue.start and not LOW.search(text, *laid_down):
        return None
    return Decision("target", cue, "a bound that is striven for")


def _outright(text: str, sentence: Span, quantity: Quantity) -> Decision | None:
    """A goal, or what was before, by the words that touch the figure."""
    start, end = quantity.span
    goal_noun = _GOAL_AFTER.match(text, end, end + 8)
    if goal_noun and _MET.search(text, max(sentence.start, start - 16), start):
        return Decision("actual", Span(end, goal_noun.end()), "a goal that was met")
    if goal_noun:
        return Decision("target", Span(end, goal_noun.end()), "the goal itself")
    if _DOERS.match(text, end):
        return Decision("actual", None, "who will do it")
    if _WILL.match(text, end):
        return Decision("target", None, "will be")
    if _GROWN.match(text, end) and _WAS.search(text, max(sentence.start, start - 6), start):
        return Decision("actual", None, "what it was before")
    quota = _SET.label.search(text, max(sentence.start, start - 10), start)
    if not quota:
        return None
    if _SET.fulfilled.match(text, end):
        return Decision("target", Span(*quota.span()), QUOTA)
    at = quota.start()
    alone = quota[1] == _ALONE and not _DID.search(text, max(sentence.start, at - 3), at)
    inside = text[start - 1] == "（"
    if inside and not text.startswith("）", end):
        return None
    if alone or inside or text[at - 1] == "（":
        return Decision("standard" if quota[1] in _SET.standard else "target", Span(*quota.span()), QUOTA)
    return None


def _opened(text: str, sentence: Span, phrase: Phrase) -> int:
    """Where the bracket that a lead stands in opened, else where the lead starts."""
    start = phrase.lead.start
    bracket = text.rfind("（", max(sentence.start, start - 40), start)
    return start if bracket < 0 or text.find("）", bracket, start) >= 0 else bracket


def _by_place(
    text: str, sentence: Span, quantity: Quantity, phrase: Phrase, words: CueWords, standing: Standing
) -> Decision:
    """Without words of its own: what the section and the kind of document say."""
    plans, planned, norms, ruled = standing.context[:4]
    dated = standing.time is not None and standing.time.span.start >= sentence.start
    norms, planned = norms or (ruled and not (dated and not standing.per)), planned or ruled
    if standing.asked and not dated and not _FOUND.search(text, sentence.start, quantity.span.end):
        return Decision("standard", None, "call for tenders")
    compared = words.holds(_COMPARED, sentence.start, phrase.after.end)
    if not planned and not plans and not compared and not norms:
        return ACTUAL
    granted = planned and quantity.dimension == "money"
    if granted and _GRANT.search(text, phrase.clause.start, min(quantity.span.end + 8, max(quantity.span.end, phrase.clause.end))):
        return Decision("standard", None, "grant in a document of plans")
    ground = text.rfind(_ON_TOP, sentence.start, quantity.span.start)
    since = sentence.start if ground < 0 else ground + len(_ON_TOP)
    if (_SUMMED if norms else _PAST if planned else _RESULT).search(text, since, quantity.span.end):
        return ACTUAL
    if compared:
        return Decision("actual", None, "compared with a year before")
    if norms:
        return Decision("standard", None, "section of norms")
    if plans:
        return Decision("target", None, "section of plans")
    if planned:
        built = _BUILT.search(text, phrase.lead.start, quantity.span.start)
        posts = standing.norm and quantity.low is not None and quantity.dimension == "person"  # 总站配备社工3—5名
        rate = (posts or (standing.per and standing.per not in PERIODS)) and not built
        return Decision("standard" if rate else "target", None, "document of plans")
    return ACTUAL


def _labelled(text: str, sentence: Span) -> bool:
    """A sentence of plans by the label that it opens with."""
    colon = text.find("：", sentence.start, sentence.start + 12)
    return colon > 0 and _LABEL.search(text, sentence.start, colon) is not None


def _norm(text: str, sentence: Span, quantity: Quantity, phrase: Phrase, per: str | None) -> Decision | None:
    """A floor, a ceiling, a rate per head paid for a certificate: a rule by its own form."""
    start, end = quantity.span
    lead = text[phrase.lead.start : start]
    if bound := bound_kind(lead, quantity):
        return Decision("standard", quantity.span, bound)
    match = _RULE_AFTER.match(text, end, end + 14)
    total = text.endswith("共", sentence.start, start)
    if match and (per or "标准" in match[0] or "要求" in match[0] or lead.endswith("按")) and not total:
        return Decision("standard", Span(end, match.end()), "rule after")
    if _MORE_ITEMS.match(text, end):
        return Decision("standard", None, "rule after")
    lead_in = text[max(sentence.start, start - 30) : start]
    agreed = _AGREED.search(lead_in)
    if (against := _HELD_AGAINST.search(lead_in)) and (against["short"] or _CLOSES.match(text, end)):
        return Decision("standard", None, "held against a norm")
    laid_down = per in PERIODS and _LAID_DOWN.search(lead_in) and not _PAID.search(lead_in)
    for_each = per and per not in PERIODS and quantity.dimension not in RATIOS  # 按每站3人配齐，力争持证率60%
    if agreed or laid_down or (for_each and _RULE_BEFORE.search(lead_in) and not _PAID.search(lead_in)):
        return Decision("standard", None, "rule before")
    if is_reward_rule(text, sentence, quantity):
        return Decision("standard", None, REWARD)
    named = text[max(sentence.start, start - STANDARD) : start] if quantity.dimension == "money" else ""
    standard = _RELIEF_STANDARD.search(named)
    if standard and not _PAID_OUT.search(named, named.rfind("，", 0, standard.start()) + 1):
        return Decision("standard", None, "a standard by its name")
    if _STAFFED.search(lead_in):
        return Decision("standard", None, "posts for so many people")
    return _grant(text, sentence, quantity)


def _grant(text: str, sentence: Span, quantity: Quantity) -> Decision | None:
    """Money promised to all that meet a condition (每建成一个社工站，给予5万元补助), no sum paid out."""
    if quantity.dimension != "money":
        return None
    said = text[max(sentence.start, quantity.span.start - 40) : quantity.span.start]
    after = text[quantity.span.end : quantity.span.end + 8]
    if _ENTITLED.search(said) and not _PAID.search(said):
        return Decision("standard", None, "what one is entitled to")
    if _CONDITION.search(said) and _GRANTED.search(said[-16:] + after) and not _PAID.search(said):
        return Decision("standard", None, GRANTED_ON)
    return None


def is_reward_rule(text: str, sentence: Span, quantity: Quantity) -> bool:
    """Money promised to each holder of a certificate (对取得…证书的给予2000元一次性奖励), no sum paid out."""
    if quantity.dimension != "money":
        return False
    said = text[max(sentence.start, quantity.span.start - 70) : quantity.span.start]
    after = text[quantity.span.end : quantity.span.end + 24]
    rewards = _REWARD.search(said[-40:]) and re.search(r"奖|补贴|补助|津贴|资助", said[-24:] + after)
    holders = _HOLDERS.search(said) or _OF_A_GRADE.search(said)
    if _GRADE_GETS.search(said):
        return True
    small = quantity.value is None or quantity.value < 100000
    return bool(rewards and holders and small and not _PAID.search(said[-10:]))
