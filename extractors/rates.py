"""What an amount is for each one of: 每个社工站2万元, 每人每年, 一个项目5万元.

A figure's own words tell first; then its neighbour in a list, the clause before it, and the words that opened the list it
is an item of (每站每年须完成：（1）…；（2）…). A share is for no one: `facts` leaves it out there.
"""

from __future__ import annotations

import re

from extractors.bounds import LOW
from extractors.phrases import Phrase
from schemas.cues import Cues, load_cues
from schemas.patterns import any_of
from schemas.records import Quantity, Span

Per = tuple[str, Span]
"""A code and the words that told it."""
_PER_AFTER = re.compile(r"(?:[/／](?:年|月|人|名|站|个?社工站|个?乡镇|村|个?社区|县))+|每人|每站|每月|每年")
_SUM = re.compile(r"共|总|累计|合计|全(?:省|市|州|县|区)")
_SPEAKS = re.compile(
    "每|各|均|单|/|／|一[个名家]|标准|工资|月薪|年薪|收入|按月|社区[至平]|单站"
    "|以下|下列|如下|年(?:均|(?<=[，；、：　 站点心]年)度?[培开举完组招接探走督孵承受链可能])"
)
"""One of these stands in every sentence that says what something is for each one of."""
_TOTAL = re.compile(_SUM.pattern + "|已|截至|目前|标准，全[年市县区省州旗]")
_APART = re.compile("[，；。\\n]|标准|要求|^[^（]*）")
"""Between two items, ends what the first is for each one of; so does the bracket it stands in."""
_APART_FAR = re.compile("[。；\\n]")
_PLACED = re.compile(r"，(?:而|但)?(?!全)[一-龥]{2,6}?(?:则|仅|只|也)?(?:为|有|达到?)$")
"""Another place beside the one before: 甲县每站8万元，乙县仅为5万元."""
_GRADED = re.compile(
    r"(?:补贴|补助|奖励|津贴|工资)?[，、](?:而|但)?(?:普通|一般|其他|其余|专职|兼职|初级|中级|高级|助理|见习|资深)?"
    r"(?:社工师?|社会工作师|人员|站长|督导|志愿者)(?:的|为|则|另|再|奖励?|补贴?|补助|发放?){0,3}"
)
"""People of another grade beside those before: 站长每月4200元，普通社工3500元."""
_BIGGER = re.compile(r"(?:以[上下内])?的(?:乡镇（街道）|[一-龥]{1,6}?)(?:应|须|要|可)?(?:适当)?(?:增加|配备|不少于|不低于|至少)?")
"""What is asked of the bigger ones: 每站2名，3万人以上的乡镇不少于3名."""
_YEARLY = re.compile(
    "年(?<=[，；、：　 站点心]年)(?:均|度)?[可能]?"
    "(?:培训|开展|举办|完成|组织|招募|接待|探访|走访|督导|孵化|培育|承接|受理|链接)[^，。；：、\\d年率]{0,8}$"
)
"""年培训800人次."""
_LAID_OUT = re.compile(
    r"(社工站|社会工作服务站|站点|各站)[^，。；：\d]{0,12}(?:不得?[少低]于|应|须|需|达到|完成)[^，。；：]{0,6}(?:以下|下列|如下)"
)
"""社工站全年服务量不得少于以下标准：…: any station's."""
_BARE_VERB = re.compile(f"[，、](?:入户)?(?:{any_of(load_cues().structure.deeds)})(?![^，]*[共全])")
_MARK = r"[ 　]*(?:（[\d一二三四五六七八九十]{1,2}）|\d{1,2}[.、．]|[①②③]|[一二三]是)"
_OPENS = re.compile("：")
_ITEM = re.compile(_MARK)
_OTHER_EACH = re.compile("每(?![年月]|人次)")
_EACH = re.compile(
    r"每[个家所处](?:试点)?(?=资助|补助|给予|奖励|奖补|支持|安排|投入|拨付|资金|额度|配备|至少|不少于|不低于|不超过|平均|最高|一次性|约|[\d一两三]|$)"
)
"""Each of what was named before it: 资助项目10个，每个3万元."""
_NAMED = (
    (re.compile("社会组织|机构|基地|企业|团队|队伍|小组|班|课|活动|家庭|学校|中心"), ""),
    (re.compile("项目"), "project"),
    (re.compile("设区市|市州|州市|地市"), "city"),
    (re.compile("社工站|社工点|社工室|服务站|服务点|站点|示范站|工作站|(?<=[建点的])站"), "station"),
    (re.compile("社区(?!社?[会工])|居委会|居民区"), "community"),
    (re.compile("[县区](?![域级内外里])|县（市、区）"), "county"),
    (re.compile("乡镇|镇街|街道|街镇"), "township"),
    (re.compile("行政村|[个]村"), "village"),
    (re.compile("社工师?|志愿者|[人成]员|持证|工作师"), "person"),
)
"""What 每个 can refer to, by the nouns that name it; what is named by none of the codes is for none."""
_ONES = frozenset(("一个", "一名", "一家"))
_ONE = re.compile(
    r"(?:(社工站|社会工作站|站点|站)|(项目)|(社工|人)|(社区)|(村)|(县|区)|(乡镇|镇|街道))(?:[一每]年)?(?:也就|大约|大概|平均|只有|才|要|约){0,2}"
)
"""一个站5名社工, 一个项目5万到10万."""
_BARE_MONTH = re.compile("(?:也就|大约|大概|平均|只有|才|只|就|能|可|挣|拿|领|到手|工资|有|约){0,4}")
"""一个月才2200元."""
_ONE_CODES = ("station", "project", "person", "community", "village", "county", "township")
_COUNTED_EACH = re.compile(
    r"(?:\d ?[个位]的?|其他|其余|所有)[一-龥]{0,6}?(县市区|区县|县区|县|设区市|街道|乡镇|镇街|社区|站点|社工站)各(?![级类项界地方种])[一-龥]{0,12}$"
)
"""为20个街道各配备2名."""
_EVERY = re.compile(
    r"((?:各|(?<=[^\d个])(?=城市社区|农村社区|村改居社区))"
    r"(?:县（市、区）|县（市）|县（区）|县市区|区县|县区|市、区|旗县区|乡镇（街道）|乡镇|镇街|街道|[城农]?[市村]?改?居?社区|站点|社工站|站))[^，。；：\d]{0,20}$"
)
"""Each of them with a bound of its own: 各县（市）开展主题活动不少于5场."""
_STANDARD = re.compile(r"(?:低保|特困|五保|孤儿|供养)[^，。；\d]{0,8}标准[^，。；]{0,14}$")
_AVERAGE = re.compile("(?:(?:站|社工室)点?平均|平均面积|面积平均|平均每站|站均面积)(?:由|为|在|达到?|约|近|超过?|从)*$")
_EACH_STATION = re.compile(r"[ 　]*(?:（?[\d一二三四五六七八九十]{1,2}[）、.．] ?)?每个?(?:[一-龥]{0,6}站|站)每年")
_OPENS_EACH = re.compile(r"[ 　]*(?:（?[\d一二三四五六七八九十]{1,2}[）、.．] ?)?(?:原则上|要求|确保|力争)?每个?[^，。；：\d]{1,10}站")
_OF_EACH = re.compile(
    "[，、；](?:并|还|且|均|都|至少|应|须|要|可|再|另|同时){0,2}"
    "(?:设置|设立|设有|配[备置齐有]|建有|拥有|面积|场所|场地|工作人员|社工)[^，。；]{0,16}$"
)
"""每个社工站面积不低于80平方米，配备2至4名社工: still for each of them."""
EACH_WITHIN = 14
"""How far into its sentence what all of it is for each one of may be told, in characters."""
_NOT_EACH = re.compile("均(?=已|由|为|实现|设|建|完|达|被|在)")
GIVEN = 32
"""How far before a figure the word may stand that gives it, others of a list between them, in characters."""
_GIVEN = re.compile(r"(?:奖励|奖补|补助|补贴|资助|给予|支持)(?:资金|经费|金额)?(?:约|最高|不超过)?(?:[\d,.]{1,8}万?元[、和及]){0,4}$")


class PerScope:
    """What a list is for each one of, while a report is read sentence by sentence; `text` is the wide one."""

    def __init__(self, text: str, cues: Cues) -> None:
        self._text, self._cues = text, cues
        self._listed: Per | None = None
        self._headed: Per | None = None
        self._opened: tuple[int, Per] | None = None
        self._sentence = Span(0, 0)
        self._tells: bool | None = None
        self._each: Per | None = None

    def close_list(self) -> None:
        """A paragraph begins that is no item of a list."""
        self._listed = None

    def enter(self, sentence: Span) -> None:
        """A sentence with figures begins."""
        self._opened, self._sentence, self._tells = None, sentence, None
        opens = _OPENS_EACH.match(self._text, *sentence)
        self._each = _per_in(self._text, sentence.start, opens.end(), self._cues) if opens else None
        if _EACH_STATION.match(self._text, *sentence) and self._text.find("；", *sentence) >= 0:
            told = _per_in(self._text, sentence.start, sentence.start + EACH_WITHIN, self._cues)
            self._opened = (sentence.start, told) if told else None  # 每站每年…；…；…
        if self._text.find("：", *sentence) < 0 or not self._speaks():
            return
        for colon in _OPENS.finditer(self._text, *sentence):
            per = self._heads(sentence.start, colon.start()) or _laid_out(self._text, sentence.start, colon.start())
            if per:
                self._opened = colon.end(), per
                return

    def stand_under(self, headings: list[Span]) -> None:
        """Sentences follow that stand under headings, innermost first: （二）年度服务量（单站）."""
        telling = (heading for heading in headings if _SPEAKS.search(self._text, *heading))
        self._headed = next((per for heading in telling if (per := _per_in(self._text, *heading, self._cues))), None)

    def _speaks(self) -> bool:
        """The sentence says what something is for each one of; asked where it opens a list or has figures."""
        if self._tells is None:
            self._tells = _SPEAKS.search(self._text, *self._sentence) is not None
        return self._tells

    def opens_list(self, sentence: Span) -> None:
        """The sentence ends and opens a list: its items are for each one of what it names."""
        self._listed = self._heads(sentence.start, sentence.end - 1)

    def _goes_on(self, phrase: Phrase, at: int) -> bool:
        """The clause tells more of what the sentence opens with, and no total."""
        start = phrase.lead.start - 1
        return bool(_OF_EACH.match(self._text, start, at)) and not _TOTAL.search(self._text, start, at)

    def _heads(self, start: int, colon: int) -> Per | None:
        """What the words before a colon are for each one of, where no figure stands behind them: the last clause's,
        and before the first item of a list the sentence's."""
        items = _ITEM.match(self._text, colon + 1)
        marks = "。；" if items else "。；，："
        start = max(start, *(self._text.rfind(mark, start, colon) + 1 for mark in marks))
        per = _per_in(self._text, start, colon, self._cues)
        return per if per and not re.search(r"\d", self._text[per[1].end : colon]) else None

    def of(self, phrase: Phrase, quantities: list[Quantity], i: int, pers: list[Per | None]) -> Per | None:
        """What the i-th figure of the sentence is for each one of; `pers` are those of the figures before it."""
        per = per_of(self._text, phrase, quantities, i, self._cues, pers) if self._speaks() else None
        at = quantities[i].span.start
        if not per and self._each and self._goes_on(phrase, at):
            return self._each
        if per or not (self._opened or self._listed or self._headed):
            return per
        if _OTHER_EACH.search(self._text, phrase.clause.start, at):
            return None
        if self._opened and self._opened[0] <= at:
            return None if _SUM.search(self._text, phrase.lead.start, at) else self._opened[1]
        return self._listed or self._headed


def per_of(
    text: str, phrase: Phrase, quantities: list[Quantity], i: int, cues: Cues, pers: list[Per | None]
) -> Per | None:
    """What the i-th figure is for each one of: the nearest such word in its lead or right behind it, else what the
    figures before it are (`_shared`), else the words of the clause before it where no total and no other figure stands
    between.

    A thing (每个社工站) outranks a period (每年).
    """
    at = quantities[i].span.start
    start = max(phrase.lead.start, text.rfind("；", phrase.lead.start, at) + 1)
    own = _per_in(text, start, at, cues) or _spoken(text, start, quantities, i)
    if own:
        return own
    after = _PER_AFTER.match(text, quantities[i].span.end)
    if after and (quantities[i].dimension not in ("person", "count") or not after[0].startswith("每")):  # 督导4名每月到站
        return _per_in(text, after.start(), after.end(), cues)
    shared = _shared(text, phrase, quantities, i, pers)
    if shared:
        return shared
    floor = quantities[i - 1].span.end if i else 0
    told = _PER_AFTER.match(text, floor) if i else None
    floor = told.end() if told else floor  # 每站3万元/年，三年来共拨付207万元
    if not phrase.before or _TOTAL.search(text, phrase.lead.start, at):
        return None
    floor = max(floor, phrase.before[0].start)
    start = max(floor, text.rfind("；", floor, phrase.lead.start) + 1, text.rfind("”", floor, phrase.lead.start) + 1)
    return _per_in(text, start, phrase.lead.start, cues)


def _shared(
    text: str, phrase: Phrase, quantities: list[Quantity], i: int, pers: list[Per | None]
) -> Per | None:
    """What a figure takes over from those before it: an item of a list, a part of what is for each one of (每站2名，其中
    1名持证), a bound that is put to the same beside others, or for the bigger ones of them."""
    at = quantities[i].span.start
    earlier = pers[phrase.listed] if phrase.listed >= 0 else None
    if earlier:
        between = text[quantities[phrase.listed].span.end : at]
        alike = quantities[phrase.listed].unit == quantities[i].unit
        if not _APART.search(between) or (alike and (_PLACED.fullmatch(between) or _GRADED.fullmatch(between))):
            return earlier
    if i == 0:
        return None
    between = text[quantities[i - 1].span.end : at]
    if _APART_FAR.search(between) or _TOTAL.search(between) or _OTHER_EACH.search(between):
        return None
    if phrase.parent >= 0 and "其中" in between and _holds(quantities[phrase.parent], quantities[i]):
        return pers[phrase.parent]
    bound = LOW.search(quantities[i].quote) or LOW.search(between[-8:]) or quantities[i].quote.endswith("以上")
    if i > 1 and _BIGGER.fullmatch(between) and quantities[i].unit in (quantities[i - 2].unit, ""):
        return pers[i - 2]
    last = pers[i - 1]
    yearly = last and last[0] == "station" and text.startswith(("每年", "年"), last[1].end)
    return last if bound or (yearly and _BARE_VERB.match(between)) else None


def _holds(whole: Quantity, part: Quantity) -> bool:
    """Whether a part can be one of a whole, by unit and value."""
    larger = whole.value is not None and part.value is not None and part.value > whole.value
    return whole.unit == part.unit and not larger


def _laid_out(text: str, start: int, end: int) -> Per | None:
    """What a list of norms is for each one of, where its opening names its subject alone."""
    found = _LAID_OUT.search(text, start, end)
    return ("station", Span(*found.span(1))) if found else None


def receiver_of(text: str, sentence: Span, quantity: Quantity) -> str:
    """Whom money is promised to that a rule gives on a condition (对省级示范站另行奖励3万元): `station`, `person` or
    `project`, empty where it is none of them or a total."""
    at = quantity.span.start
    if quantity.dimension != "money" or not _GIVEN.search(text, max(sentence.start, at - GIVEN), at):
        return ""
    code = _named(text, max(sentence.start, at - 40), at)
    return code if code in ("station", "person", "project") else ""


def _per_in(text: str, start: int, end: int, cues: Cues) -> Per | None:
    """What the words of a stretch say, the last of them; a thing before a period."""
    if text.find("每", start, end) >= 0:
        each = _referred(text, start, end)
        if each is not None:
            return each
    if not cues.any_per.search(text, start, end):
        return None
    found = [
        (not row.period, match.end(), row.code, Span(*match.span()))
        for row in cues.per
        for match in row.pattern.finditer(text, start, end)
        if not _NOT_EACH.match(text, match.end() - 1)
    ]
    if not found:
        return None
    best = max(found, key=lambda key: key[:2])
    return best[2], best[3]


def _referred(text: str, start: int, end: int) -> Per | None:
    """What 每个 with no noun of its own refers to: the noun named last before it in its sentence."""
    found = list(_EACH.finditer(text, start, end))
    if not found:
        return None
    last = found[-1]
    floor = max(last.start() - 40, text.rfind("。", 0, last.start()) + 1, text.rfind("\n", 0, last.start()) + 1)
    code = _named(text, floor, last.start())
    return (code, Span(*last.span())) if code else None


def _named(text: str, start: int, end: int) -> str:
    """The code of the noun named last in a stretch; empty where it has none."""
    named = [(match.end(), -match.start(), code) for noun, code in _NAMED for match in noun.finditer(text, start, end)]
    return max(named)[2] if named else ""


def _spoken(text: str, start: int, quantities: list[Quantity], i: int) -> Per | None:
    """What other words than 每 say in a lead from `start`: 一个站5名社工, 29个县各建1个, 各站活动不少于5场, 低保标准."""
    at = quantities[i].span.start
    if i and quantities[i - 1].quote in _ONES:
        one = _ONE.match(text, quantities[i - 1].span.end, at)
        if one and one.end() == at:
            return _ONE_CODES[(one.lastindex or 1) - 1], Span(quantities[i - 1].span.start, at)
    if i and quantities[i - 1].quote == "一个月" and _BARE_MONTH.fullmatch(text, quantities[i - 1].span.end, at):
        return "month", Span(quantities[i - 1].span.start, at)
    if yearly := _YEARLY.search(text, start, at):
        return "year", Span(*yearly.span())
    if text.find("均", start, at) >= 0 and (average := _AVERAGE.search(text, start, at)):
        return "station", Span(*average.span())
    if quantities[i].dimension == "money" and (paid := _STANDARD.search(text, start, at)):
        return "person", Span(*paid.span())
    each = None
    if text.find("各", start, at) >= 0:
        each = _COUNTED_EACH.search(text, max(start - 12, text.rfind("。", 0, at) + 1), at)
    if not each and (LOW.search(quantities[i].quote) or LOW.search(text, start, at)):
        each = _EVERY.search(text, start, at)
    code = _named(each[1], 0, len(each[1])) if each else ""
    return (code, Span(*each.span())) if each and code else None
