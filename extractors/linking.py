"""Linking a figure to what it counts.

The words around it speak for their indicators (`extractors.voices`); the indicator with the highest sum wins,
the losers are kept as rivals. What the words leave open, the figure takes from its neighbours
(`extractors.neighbours`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from extractors.addends import add_up
from extractors.counterparts import held_against
from extractors.links import THRESHOLD, Kin, Link, is_one, is_small_word
from extractors.neighbours import Neighbours
from extractors.passage import Passage
from extractors.terms import Hit, Words
from extractors.ties import Parts
from extractors.voices import GENERIC, Voices, counts_another, listen
from schemas.codebook import Codebook
from schemas.cues import Cues
from schemas.records import Quantity, Span, span_of

AGAINST = 0.35
"""What is left of a sum when one of the indicator's `unless` words stands in the phrase."""
BESIDE = 1.6
"""What one of its `beside` words makes of a sum that a light noun beside the figure opens: 现有社工9名."""
FOR = 1.3
"""What one of the indicator's `supports` words makes of a sum."""


def _in_formula(text: str, at: Span) -> bool:
    """The figure stands in a quoted model: “1名站长+N名社工”."""
    if _LEADS.match(text, at.end) or (_LED.search(text, at.start - 3, at.start) and _OF_MODEL.match(text, at.end)):
        return True
    opening = text.rfind("“", max(0, at.start - 30), at.start)
    closing = text.find("”", at.end, at.end + 30)
    inside = text[opening:closing] if opening >= 0 and closing >= 0 else ""
    if not ("+" in inside or "＋" in inside) or "”" in inside:
        return False
    return bool(_VARIABLE.search(inside)) or _MODEL.match(text, closing + 1) is not None


_MODELS = "(?:“[^”]{1,12}”)?[^，。；、“”]{0,6}(?:格局|模式|机制|架构|体系|工作法|方式|做法|办法)"
_LEADS = re.compile(f"[^，。；、“”]{{0,8}}(?:[＋+]|(?:带动?|联动)了?(?=[\\dN一二三两多几]))[^，。；、“”]{{0,14}}{_MODELS}")
_LED, _OF_MODEL = re.compile("(?:[＋+]|带动?|联动)$"), re.compile(f"[^，。；、“”]{{0,8}}{_MODELS}")
"""1名社工带10名义工的格局: neither the one nor the ten."""
_MODEL = re.compile("(?:的?“[^”]{1,10}”)?(?:模式|机制|体系|工作法|架构)")
_ADDED = re.compile("[带＋+]|联动")
"""Every model holds one of these."""
_VARIABLE = re.compile("[NXnxＮＸ]")
_SET_UP = re.compile(
    r"(?:建成|建立|建设|新建|新设|设立|设置|成立|打造|至少|不少于|各|配备|创建|建起|挂牌|培育|办|举办|每[^，。；]{1,16}有)(?:了)?$"
)
"""Before 一个, 一家: it is counted, and no manner of speaking."""
_NAMED_UNITS = frozenset({"person_time", "area", "duration"})
"""Dimensions whose unit is never left out: 5.8万居民 are no 人次."""
_DIVISIONS = re.compile("[主乡]?[城镇]?[县市区旗州镇村](?:[（\x01][^）\x01\\d]{1,6}[）\x01]|区|县|市|街)?(?:\\d|[均都已全]|实现|建成|完成|达到|率先)")
"""其余13个县区130个: counted themselves, and the figure after them is what they have."""
NOUN = 12
"""Within so many characters behind a bare number what it counts is looked for."""
_PLACES = "主乡城镇县市区旗州村"
"""What they open with; asked first, for every figure."""
_NOT_COUNTED = re.compile(
    "每[低高少多超升降]出?$|每(?:增加|减少|提高|降低|下降)$|没有$|等奖$|扣[减除罚]?[^，。；剩余后]{0,10}$|"
    "(?:缺口|[尚还仍][缺差])(?:[仍还共]?有|为|达|约)?$|"
    "(?:评选|评选出|评出|表彰|表扬)了?[“《]?(?:最美|优秀|十佳|先进|模范|杰出|金牌|明星)[^，。；站室\\d]{0,8}$"
)
"""每低1个百分点, 没有1个个案, 二等奖1个, 扣合同价的0.5%, 缺口159人, 评选“最美社工”10名: a condition, none, a prize, a penalty,
what is missing, honours."""
_HONOURED = re.compile(
    "(?![^，。；]{0,20}(?:工作师|社工师|证书|资格|职称))"
    "[^，。；、）\\d]{0,8}(?:获评|当选|荣获|荣膺|荣登|被评为|被授予|入选|上榜|获得?“|"
    "获得?[^，。；]{0,16}(?:称号|表彰|奖))"
)
"""10名社工获评“最美社工”: honours."""
_WON, REWARDED = re.compile("获|当选|入选|上榜|荣|被评|被授"), 16
"""Words of honours, and how far behind the last figure of a sentence one may stand, in characters."""
BEFORE = 16
"""How far before a figure such words may begin, in characters."""
_SUMMED_UP = re.compile("、[^，。；]{1,12}等(?![级次候待同于额近约超达共])(?=[一-龥])")
"""Before the noun that a list of kinds is summed up in."""
_SIZE = re.compile("(?:及?以[上下内])?的(?:乡镇（街道）|乡镇|镇|街道|村|社区|县|区)(?:每站|每个|不少于|至少|应|须|可|要|配)")
_SPENT = re.compile("(?:全年|当年|当月|年内|[上下]?半年|累计|合计|一?共计?|平均)*(?:支出|发放|支付|拨付)(?:资金|金额)?")
"""集中供养516人。全年支出209万元: for those that the sentence before counted."""
_DIVIDED = re.compile("分[成为]?$")
_STANDS = re.compile(
    "(?:截[至止]|目前|现)[^。；]{0,24}?[^比增新年季月]有$|(?<![^，。；：\n])(?:[全我][国省市州县区旗])?(?:已经?|累计已?)有$|"
    "(?:目前|现有|在册)[^。；]{0,30}人，[^，。；\\d]{0,16}的(?:有|达)?$"
)
"""截至2020年末，全市有823人取得证书; 在册人才874人，取得证书的403人: so many hold one."""
_PASSERS = re.compile("(?:通过|合格|过关|过线|取证)(?:考试)?(?:者|人员|考生|的人)当?[中里]")
"""考试通过者中，助理社会工作师2890人: of this examination, whatever the grade's own word tells."""
_STANDS_AT_ALL = re.compile("[^考报新通成上次批][国省市州县区旗](?:(?:[一共总累]计?|现)?有|累计)$")
"""全市共有3100人取得证书, where no time and no examination is told."""
_OF_A_TIME = re.compile("考[试点场生]|报[考名]|[今去当本上]年|年(?![底末])|月|成绩|通过|放榜|新增")
OF_A_TIME = 160
"""How far before a figure such a time or examination is looked for, in characters."""
_OF_A_YEAR = re.compile("[^，。；]{0,24}(?:\\d{4}年|年度|[今去本当]年|本次|这次)")
STANDS = 40
"""How far before a figure such a time may begin, in characters."""
PEOPLE = ("person", "person_time")
_PUBLIC = re.compile("[居村市]民|群众|老人|老年人|长者|儿童|孩子|家长|学生|青少年|妇女|残疾人|职工|牧民|观众")
"""Who comes to a lecture as to any other activity."""
EVENT = 1.0
"""The lightest word that names the event which people took part in."""
THINGS = ("count", "event", "item")
"""Dimensions of what does nothing by itself."""
_PARTIES = ("小组", "组", "路", "片", "标段", "标包", "包", "阶段", "步", "类", "档", "等级", "层次", "板块")
"""分4个小组, 分3路: a way of going about it."""
_TIMES = "月年周天日季晚"
"""4处服务点每月服务300人次: what each does in each month puts no condition."""
_PER_ONE = re.compile("[一1](?![\\d十百千万])")


class _Leaning(NamedTuple):
    """What of a phrase as a whole speaks for and against an indicator."""

    supports: tuple[str, ...]
    unless: tuple[str, ...]
    beside: tuple[str, ...]
    not_of: tuple[str, ...]


class Linker:
    """Links the figures of a sentence; holds a codebook's rows by what they fit."""

    def __init__(self, codebook: Codebook, cues: Cues) -> None:
        self.codebook, self.cues = codebook, cues
        rows = codebook.indicator
        self._fits: dict[tuple[str, str], frozenset[str]] = {}
        self._order = {row.code: n for n, row in enumerate(rows)}
        agents, patients = ({row.code for row in rows if row.agent}, {row.code for row in rows if row.patient})
        self._parts = Parts(frozenset(agents), frozenset(patients))
        self._of_things = Parts(frozenset(), frozenset(patients))
        """Of figures of things: 9个县招募了社工, but it is none of the counties that were recruited."""
        self._money = frozenset(row.code for row in rows if "money" in row.dimensions)
        self._kin = Kin.of(codebook)
        self._followers = frozenset(self._kin.follows.values())
        self._events = frozenset(row.code for row in rows if "event" in row.dimensions and row.code in self._kin.follows)
        self._attendants = frozenset(self._kin.follows[row.code] for row in rows if row.code in self._events and row.fallback)
        """Who took part in whatever was held: of these the event itself is asked."""
        self._unitless = frozenset(row.code for row in rows if not set(row.dimensions) <= _NAMED_UNITS)
        self.all_codes = frozenset(self._order)
        self._held = {row.stock_of: row.code for row in rows if row.stock_of}
        self._seldom = {d: tuple(r.code for r in rows if d in r.seldom) for row in rows for d in row.seldom}
        leanings = {row.code: _Leaning(row.supports, row.unless, row.beside, row.not_of) for row in rows}
        self._leanings = {code: leaning for code, leaning in leanings.items() if any(leaning)}

    def fits(self, quantity: Quantity) -> frozenset[str]:
        """Codes whose dimension and unit admit the quantity."""
        key = (quantity.dimension, quantity.unit)
        if key not in self._fits:
            self._fits[key] = frozenset(
                row.code
                for row in self.codebook.indicator
                if (quantity.dimension in row.dimensions or quantity.dimension == "bare")
                and (quantity.unit in row.units or not quantity.unit or (not row.units and quantity.unit not in self._kin.place_units))
            )
        return self._fits[key]

    def visible(self, hits: Words, span: Span) -> list[Hit]:
        """The hits of all indicators in a span, the longer word swallowing the shorter inside it."""
        return hits.sight(self.all_codes).seen(span)

    def link(self, passage: Passage, previous: list[tuple[Quantity, Link]]) -> list[Link]:
        """One link for each quantity of a sentence, in order.

        `previous` are the figures of the sentence before in the paragraph, one of which a sentence may take up
        without naming it again (全市持证社工900人。甲县300人，乙县200人).
        """
        neighbours = Neighbours(self.codebook, self.cues, self._kin, passage, previous)
        text, quantities, around = passage.text, passage.quantities, passage.around
        models = _ADDED.search(text, max(0, passage.starts[0] - 30), quantities[-1].span.end + 30) is not None
        passers = _PASSERS.search(text, passage.start, quantities[-1].span.start)
        won = _WON.search(text, quantities[0].span.end, quantities[-1].span.end + REWARDED)
        links: list[Link] = []
        articles: list[int] = []
        noun_end = 0  # of the figure before
        for i, (quantity, phrase) in enumerate(zip(quantities, around, strict=True)):
            start, end = quantity.span
            fits = self._of_bare(passage, i, links) if quantity.dimension == "bare" else self.fits(quantity)
            parts = self._of_things if quantity.dimension in THINGS else self._parts
            voices = listen(passage, i, fits, self.cues, parts, noun_end)
            if quantity.dimension in self._seldom:
                voices.lessen(self._seldom[quantity.dimension])
            if phrase.listed >= 0:
                since = quantities[phrase.listed].span.end
                voices.follow(self._kin.follows.get(links[phrase.listed].code or ""), since, self._followers)
            elif i == 0 and previous and _SPENT.fullmatch(text, phrase.lead.start, start):
                voices.follow(self._kin.follows.get(previous[-1][1].code or ""), phrase.lead.start, self._followers)
            link = self._decide(passage, i, voices, noun_end)
            if link.code in self._held and _stands(text, passage.start, start):
                link = replace(link, code=self._held[link.code])
            each = text[end : end + 1] == "每" and text[end + 1 : end + 2] not in _TIMES
            condition = each or (text[start - 1] == "每" and not _PER_ONE.match(quantity.quote))
            before = text[max(passage.start, start - BEFORE) : start]
            divided = text.startswith(_PARTIES, end) and _DIVIDED.search(before) is not None
            fee = quantity.dimension == "money" and not link.code and counts_another(voices, phrase.lead)  # 保证金2万元
            alien = quantity.dimension in THINGS and link.code and not voices.own(link.code) and counts_another(voices, phrase.lead)
            honour = won and quantity.dimension == "person" and _HONOURED.match(text, end)
            short = quantity.dimension == "money" and "缺" in before  # 配套缺口216万元: money that is looked for
            if divided or fee or honour or alien or (_NOT_COUNTED.search(before) and not short) or _says_how_big(text, quantities, i):
                articles.append(i)
            if condition or (models and _in_formula(text, quantity.span)):
                link = Link(None)  # 10万人以上每站20万元, 每5个站配1名; “1名站长+1名专干+N名社工”模式
            elif link.code and is_small_word(quantity) and not voices.own(link.code):
                link = Link(None, rivals=[(link.code, link.score), *link.rivals])
            if is_one(quantity) and phrase.parent < 0 and not _SET_UP.search(text, phrase.lead.start, phrase.lead.end):
                articles.append(i)
            own = link.code and text[end : end + 1] != "的"  # a condition (每100名服务对象配备1名, 不足2场的站点) is heard
            noun_end = voices.noun_end if own else 0
            if text[end : end + 1] in _PLACES and _DIVISIONS.match(text, end):
                places = next((code for code in _codes(link) if code.startswith("admin.")), link.code)
                links.append(replace(link, code=places))
            else:
                links.append(neighbours.complete(i, link, links, fits))
            if quantity.dimension in PEOPLE and (links[i].code in self._attendants or (not links[i].code and self._came(passage, i))):
                links[i] = self._at_event(passage, i, links[i], fits)
            if passers and quantity.dimension == "person" and passers.end() <= start and links[i].code:
                links[i] = replace(links[i], code=self._obtained(links[i].code or "", fits))
        links = held_against(text, passage.start, quantities, neighbours.share_nouns(links))
        for i in articles:
            links[i] = Link(None, rivals=links[i].rivals, void=True)  # 有一家机构, 一场大雪
        return add_up(quantities, passage.around, links)

    def _came(self, passage: Passage, i: int) -> bool:
        """110名业务骨干到会: they were there."""
        return self.cues.present.search(passage.text, passage.quantities[i].span.end, passage.around[i].clause.end) is not None

    def _at_event(self, passage: Passage, i: int, link: Link, fits: frozenset[str]) -> Link:
        """培训为期三天，86名社工参加: they took part in what the nearest clause before names, where their own names nothing."""
        phrase = passage.around[i]
        if _PUBLIC.search(passage.text, *phrase.tail):
            return link
        for clause in (phrase.clause, *phrase.before):
            for hit in reversed(self.visible(passage.hits, clause)):
                events = [self._kin.follows[row[0]] for row in hit.entry.rows if row[0] in self._events and row[2] >= EVENT]
                if events:
                    apart = link.code not in events and events[0] in fits
                    return replace(link, code=events[0], score=max(link.score, THRESHOLD)) if apart else link
        return link

    def _obtained(self, code: str, fits: frozenset[str]) -> str:
        """What counts those who obtained it, for the stock of all who did, or another count of the same events."""
        kind = code.partition(".")[0]
        flows = (flow for flow, stock in self._held.items() if flow in fits and (code == stock or flow.startswith(f"{kind}.")))
        return next(flows, code)

    def _of_bare(self, passage: Passage, i: int, links: list[Link]) -> frozenset[str]:
        """Codes for a bare number: of money where a verb of money leads to it (投入30万打造…) or it is a part of money
        (120万元，其中建设80万), else all that need no unit of their own or whose unit its label tells (服务总人次：231,874)."""
        phrase, quantities = passage.around[i], passage.quantities
        lead = [(hit.end, term) for hit in passage.hits.within(phrase.lead) for term in hit.terms]
        at = phrase.lead.end
        whole = phrase.parent if phrase.parent >= 0 else phrase.listed
        if whole >= 0 and links[whole].code in self._money and quantities[i].quote[-1] in "万亿":
            named = [passage.around[k].lead.end for k in (whole, passage.around[whole].parent) if k >= 0]
            alike = passage.text[at - 2 : at] in [passage.text[end - 2 : end] for end in named]  # 养老项目327万元（…）、助残项目34万
            heads = {term.code for _, term in lead if term.role == "head"}
            tail = Span(phrase.tail.start, min(phrase.tail.end, phrase.tail.start + NOUN))
            counted = {t.code for hit in passage.hits.within(tail) for t in hit.terms if t.role == "head"}  # 津贴1566万元，使4.85万老人受惠
            if alike or (counted <= self._money and (phrase.parent >= 0 or heads <= self._money)):
                return self._money
        own = {term.code for end, term in lead if term.role == "head" and end == at}
        led = {term.code for end, term in lead if (term.role == "verb" or end == at) and term.weight >= GENERIC}
        label = phrase.before[0] if phrase.before and phrase.lead.start == phrase.lead.end else phrase.lead
        told = "人次" in passage.text[label.start : phrase.tail.end]
        if led & self._money and (not own or own & self._money):
            return self._money
        return self.all_codes if told else self._unitless

    def _decide(self, passage: Passage, i: int, voices: Voices, since: int) -> Link:
        """`since`: where the noun of the figure before ends; what stands in it is told of that figure."""
        if not voices.best:
            return Link(None)
        text, lead = passage.text, passage.around[i].lead
        opening = since if since > lead.start else lead.start
        near, said = text[opening : voices.noun_end], text[passage.start : lead.end]
        ranked = [
            (-round(voices.total(code) * self._leaning(code, near, said, voices), 3), self._order[code], code)
            for code in voices.best
        ]
        ranked.sort()
        if -ranked[0][0] < THRESHOLD:
            return Link(None, rivals=[(code, -score) for score, _, code in ranked[:3]])
        score, _, code = ranked[0]
        weight, words = 0.0, []
        for _, (start, end, entry) in voices.best[code].values():
            words.append((span_of(Span, (start, end)), entry.word))
            weight = max(weight, *[row[2] for row in entry.rows if row[0] == code])
        return Link(code, -score, words, [(c, -s) for s, _, c in ranked[1:4]], weight=weight)

    def _leaning(self, code: str, near: str, said: str, voices: Voices) -> float:
        """What the phrase as a whole makes of a sum: words for and against the indicator, another's noun."""
        known = self._leanings.get(code)
        if not known:
            return 1.0
        supports, unless, beside, not_of = known
        leaning = FOR if supports and any(map(near.__contains__, supports)) else 1.0
        taken = not_of and voices.noun != code and voices.noun.startswith(not_of)
        if taken or (unless and any(map(near.__contains__, unless)) and not _are_kinds(code, near, unless, voices)):
            leaning *= AGAINST
        if beside and voices.light(code) and any(map(said.__contains__, beside)):
            leaning *= BESIDE
        return leaning


def _stands(text: str, opening: int, at: int) -> bool:
    """Whether so many hold what the sentence from `opening` says they obtained."""
    if _STANDS.search(text, max(opening, at - STANDS), at):
        return True
    told = _STANDS_AT_ALL.search(text, max(opening, at - STANDS), at) and not _OF_A_TIME.search(text, max(opening, at - OF_A_TIME), at)
    return bool(told) and not _OF_A_YEAR.match(text, at)  # 全市共有628人通过2022年度…考试


def _says_how_big(text: str, quantities: list[Quantity], i: int) -> bool:
    """3万人以下的乡镇每站2人，3万至5万人的3人: how big a place is that has so many."""
    (_, end), unit = quantities[i].span, quantities[i].unit
    if i + 1 == len(quantities) or unit not in ("人", "户"):
        return False
    return (text.startswith("的", end) and (quantities[i + 1].span.start, quantities[i + 1].unit) == (end + 1, unit)) or bool(_SIZE.match(text, end))


def _are_kinds(code: str, near: str, unless: tuple[str, ...], voices: Voices) -> bool:
    """提供探访、慰问、陪伴等服务860人次: words against an indicator only name kinds of what its own noun sums up."""
    summed = list(_SUMMED_UP.finditer(near))
    if not summed or any(map(near[summed[-1].end() :].__contains__, unless)):
        return False
    at = voices.noun_end - len(near) + summed[-1].end() - 1
    return any(hit.start >= at for _, hit in voices.best[code].values())


_KEPT: list[Linker] = []


def linker_of(codebook: Codebook, cues: Cues) -> Linker:
    """The linker of a codebook, kept from one document to the next with what it has found to fit."""
    if not _KEPT or _KEPT[0].codebook is not codebook or _KEPT[0].cues is not cues:
        _KEPT[:] = [Linker(codebook, cues)]
    return _KEPT[0]


def _codes(link: Link) -> list[str]:
    """The indicators that a figure may count, the likeliest first."""
    return [code for code in (link.code, *(code for code, _ in link.rivals)) if code]
