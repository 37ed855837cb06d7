"""Shares, growth and multiples: what whole a percentage is a share of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.linking import Linker
from extractors.links import EARLIER, Link
from extractors.neighbours import TAKEN
from extractors.nouns import noun_end
from extractors.passage import Passage
from extractors.phrases import RATIOS, Phrase
from extractors.terms import Hit
from schemas.cues import Cues
from schemas.records import Quantity, Span, Statistic

_SHARE_OF = re.compile(
    r"占(?:到|了)?(?P<whole>[^，。；]{0,24}?)(?:的?(?:比例|比重|比率|比|总数|总量))?(?:的|达到|达|为|约|近|到|超过)*$"
)
_RATE = re.compile(
    r"(?P<rate>[一-龥]{1,8}(?:率|比例|占比|比重|(?<=覆盖)面))(?:为|达到|达|约|近|均|分别|到|已|的|提升至|提高到|高达|只有|仅|只|才|、)*(?:[由从](?:20\d\d年[底末初]?|[去上]年|年初|原来|最初|起初|[^，。；\d]{1,8}(?:之初|初期|之前|前))的?)?$"
)
_OUT_OF = re.compile(r"(?:总额|总支出|总量|总数)?中[^，。；]{0,20}(?:比例|占比|比重)|(?:总额|总支出)的")
_OVER = re.compile("在[^，。；]{2,20}中的(?=[一-龥]{0,4}(?:率|比例|占比|比重)$)")
"""志愿服务站点在社区设施中的覆盖比例."""
_OF_MONEY = re.compile("(?:资金|经费|公益金|预算|费用)(?:[^，。；]{0,20}(?:用于|占比|比例|比重)[^，。；]{0,16})?$")
"""公益金用于购买服务的比例, 督导费用: a part of the money."""
_NAMED = 0.7
"""A noun of at least this weight names what has grown."""
HEAVY = 0.9
"""A noun of at least this weight is what a ratio is of, whatever verb stands between."""
NAMED_AFTER = 4
"""How near the end of a rate's name the noun it is named after must end, in characters."""
_RATE_NAME = re.compile("[一-龥]{1,8}率")
_RANKED = re.compile("[一-龥]{1,8}率(?=(?:最|较|居|位居|位列|排名?)[^，。；]{1,16}?[（，\\d])")
"""持证率最高的是甲市（68%），最低的乙市只有22.5%."""
RANKED = 60
"""How far before a ratio the rate that ranks it may be named, in characters."""
_OF_ALL = re.compile("全[国省市州县区旗盟]的?")
_AND = re.compile("[、和及与]")
_CONDITION = re.compile("(?:以[上下内])?的")
_HOLDERS = re.compile("的(?:人员|人|社工|也|就|只|仅|约)?占(?:到|了|比)?[近约]?$")
"""持有证书的占37.3%, of nobody knows whom."""
_BY_SEX = re.compile("[男女]性?(?:的)?[一-龥]{2,8}占")
"""男性志愿者占44.7%: of the volunteers."""
_IS = re.compile("(?:以上|左右)?(?:是|为|系)(?![了期])")
_OF = re.compile("的")
_PARTS = re.compile("[ 　\n]*若?(?:按|从|分)[^，。；\\d]{2,12}?(?:分|看|划分|统计)[，：]")
"""Opens a sentence that divides what the one before counted: 若按服务方向来分，…."""
_CONTENT = re.compile("满意[度率][^，。；]{0,6}$")
"""群众对社工站服务满意度达96%: of nobody whom the report counts."""
_GROWTH_NAMED = re.compile("(?:增长率|增速|增幅|涨幅)（$")
_BARE = re.compile("占比?(?:了|到|达到?|约|近|高达|已|为|超过?)*")
"""青年志愿服务队最多，占比达62%: of what the clauses before name, where they count nothing."""
BEFORE = 40
"""How far before the clause of such a share its whole may be named, in characters."""
ROUNDING = Decimal("0.5")
"""How far a share may lie from what part and whole give, in percentage points: 三成, 占41%."""
WITHIN = 12
"""So many figures back the whole of a part is looked for."""
AMONG = 24
"""How far before the clause of a share its whole may begin (社工站服务对象中，老年人占46%), in characters."""
_AMONG = re.compile("[^，。；]{2,20}(?=[当之]?中，$)")
_COMPARED = re.compile("[比较][^，。；]*$")
"""持证总量比机构改革前增长31%: what is compared with is not what has grown."""
_RATE_BEHIND = re.compile("的?(全?覆盖|建成|建站)(?![率面人])")
"""11个县已实现100%全覆盖: the rate is told behind its figure."""
_PART = re.compile(r"其中(?:，|：)?[^，。；]{0,8}$")


def statistic_of(text: str, quantity: Quantity, phrase: Phrase, cues: Cues, before: Quantity | None = None, then: Statistic = "level") -> Statistic:
    """`level` unless the unit is a ratio; a ratio after 增长, 同比 is growth, as is one beside such (`before`, whose
    statistic is `then`: 增幅分别为44%和21%), times is a multiple."""
    if quantity.dimension not in RATIOS:
        return "level"
    lead = text[phrase.lead.start : quantity.span.start]
    beside = before is not None and then == "growth" and _AND.fullmatch(text, before.span.end, quantity.span.start)
    bracketed = text[quantity.span.start - 1] == "（" and _GROWTH_NAMED.search(text, max(0, quantity.span.start - 5), quantity.span.start)
    if cues.growth.search(lead) or quantity.dimension == "point" or beside or bracketed:
        return "growth"
    return "multiple" if quantity.dimension == "multiple" else "share"


def link_shares(passage: Passage, links: list[Link], linker: Linker, previous: Sequence[tuple[Quantity, Link]] = ()) -> list[Link]:
    """The links of a sentence with its ratios linked to their wholes; where its own words tell none, the rate that
    its heading names does (（一）建成率。甲、乙分别为95%、92%), or what the sentence before counted, of which it tells the
    parts (按方向分，社区服务占41%)."""
    done = list(links)
    for i, quantity in enumerate(passage.quantities):
        if quantity.dimension in RATIOS and not links[i].void:
            link = _whole(passage, done, linker, i)
            if not link.code:
                ranked = _RANKED.search(passage.text, max(passage.start, quantity.span.start - RANKED), quantity.span.start)
                link = (ranked and _named_rate(ranked, linker)) or link
            if not link.code and previous and _PARTS.match(passage.text, passage.start):
                whole = previous[-1][1]
                link = replace(whole, score=whole.score * TAKEN, inherited=EARLIER) if whole.code else link
            if not link.code and previous and _goes_on(passage, linker, i):
                link = _told_before(previous) or link
            done[i] = link if link.code or not passage.heading else _headed(passage.text, passage.heading, linker) or link
    return _dealt(passage, done, linker)


def _goes_on(passage: Passage, linker: Linker, i: int) -> bool:
    """与上年相比，海曙增长66%: growth in a sentence that counts nothing itself up to it."""
    start, at = passage.start, passage.quantities[i].span.start
    if not linker.cues.growth.search(passage.text, passage.around[i].lead.start, at):
        return False
    counted = any(row.dimension not in RATIOS for row in passage.quantities[:i])
    return not counted and not any(hit.entry.head >= _NAMED and not hit.entry.residents for hit in linker.visible(passage.hits, Span(start, at)))


def _told_before(previous: Sequence[tuple[Quantity, Link]]) -> Link | None:
    """What the sentence before counted, where that is one indicator."""
    told = {link.code for quantity, link in previous if quantity.dimension not in RATIOS}
    whole = previous[-1][1]
    return replace(whole, score=whole.score * TAKEN, inherited=EARLIER) if len(told) == 1 and whole.code in told and whole.code else None


def _dealt(passage: Passage, links: list[Link], linker: Linker) -> list[Link]:
    """新增站点312个，新增社工1240名，增幅分别为44%和21%: each of what was counted right before them, in order."""
    quantities, text = passage.quantities, passage.text
    for i in range(2, len(quantities)):
        lead = text[passage.around[i].lead.start : quantities[i].span.start]
        if quantities[i].dimension not in RATIOS or "分别" not in lead or not linker.cues.growth.search(lead):
            continue
        last = i
        while last + 1 < len(quantities) and _AND.fullmatch(text, quantities[last].span.end, quantities[last + 1].span.start):
            last += 1
        wholes = links[max(0, 2 * i - last - 1) : i]
        counted = [row.dimension not in RATIOS for row in quantities[max(0, 2 * i - last - 1) : i]]
        if last > i and len(wholes) == last - i + 1 and all(counted) and all(link.code for link in wholes):
            for n, whole in enumerate(wholes):
                links[i + n] = replace(whole, score=whole.score * 0.8, inherited=i - len(wholes) + n)
    return links


def _headed(text: str, heading: Span, linker: Linker) -> Link | None:
    """The whole of the rate that a heading names."""
    rate = _RATE_NAME.search(text, *heading)
    return _named_rate(rate, linker) if rate else None


def _named_rate(rate: re.Match[str], linker: Linker) -> Link | None:
    """The whole of a rate by its name."""
    row = linker.codebook.rate_of(rate[0])
    return Link(row.of, 4.0, [(Span(*rate.span()), rate[0])], weight=0.8) if row else None


def _whole(passage: Passage, links: list[Link], linker: Linker, i: int) -> Link:
    text, hits, phrase, quantity = passage.text, passage.hits, passage.around[i], passage.quantities[i]
    lead = text[phrase.lead.start : quantity.span.start]
    if _CONTENT.search(lead):
        return Link(None)
    share = _SHARE_OF.search(lead)
    if share and share["whole"].strip("比例重的"):
        start = phrase.lead.start + share.start("whole")
        named = _last_head(linker.visible(hits, Span(start, phrase.lead.start + share.end("whole"))))
        if named:
            return named
    if not (share and share["whole"].strip("比例重的")) and _OF_MONEY.search(lead) and linker.codebook.money:
        return Link(linker.codebook.money, 5.0, weight=0.8)
    within_whole = _OUT_OF.search(lead)
    if within_whole:
        whole = linker.visible(hits, Span(phrase.lead.start, phrase.lead.start + within_whole.start()))
        named = _last_head([hit for hit in whole if max(hit.terms, key=lambda t: t.weight).role != "verb"])
        if named:
            return named
    rate = None if linker.cues.growth.search(lead) else _RATE.search(lead)  # 增长率达18.4%
    if rate and (told := _of_rate(passage, links, linker, i, rate)):
        return told
    behind = _RATE_BEHIND.match(text, quantity.span.end)
    if behind and (row := linker.codebook.rate_of(behind[1])) and not _last_head(linker.visible(hits, phrase.lead)):
        return Link(row.of, 5.0, [(Span(*behind.span(1)), behind[1])], weight=0.8)
    of = _OF.match(text[quantity.span.end : quantity.span.end + 1])
    if of and not share:
        start, end = phrase.tail.start, min(phrase.tail.start + 16, phrase.tail.end)
        noun = Span(start, min(end, noun_end(text, phrase.tail, linker.cues)))  # of 社工站由 the noun
        named = _first_head(linker.visible(hits, noun)) or _first_head(linker.visible(hits, Span(start, end)))
        if named:
            return named
    among = _AMONG.search(text, max(passage.start, phrase.clause.start - AMONG), phrase.clause.start) if share and not _HOLDERS.search(lead) else None
    if among and (named := _last_head(linker.visible(hits, Span(*among.span())))):
        return named
    before = _nearest(links, i)
    condition = share and before >= 0 and _CONDITION.match(text, passage.quantities[before].span.end)
    if condition:  # 年收入50万元以下的机构占61%: of agencies, and no money
        before = _nearest(links, before)
    grown = _COMPARED.search(lead) if linker.cues.growth.search(lead) else None
    grows = Span(phrase.lead.start, phrase.lead.start + grown.start()) if grown else phrase.lead
    own = _named_before(linker.visible(hits, grows)) or (
        None if grown or _PART.search(lead) else _first_head(linker.visible(hits, phrase.tail))
    )
    own = None if _IS.match(text, quantity.span.end) else own  # 持证社工900人，六成是大学生: of those
    if own and (not share or (_OF_ALL.fullmatch(share["whole"]) and own.words[-1][0].end == phrase.lead.start + share.start())):
        return own  # 持证社工占全市的七成: of the city's
    if before >= 0 and linker.cues.growth.search(lead) and quantity.dimension != "point" and _is_part(passage, before):
        before = _nearest_count(passage.quantities, links, before)
    if share and before >= 0:
        before = _reckoned(passage.quantities, links, i, before)
    told = _of_before(passage.quantities, links, i, before, rate=not share)
    if before < 0 and not own and _BARE.fullmatch(lead):
        told = _last_head(linker.visible(hits, Span(max(passage.start, phrase.clause.start - BEFORE), phrase.clause.start))) or told
    return own if own and not told.code and (condition or _HOLDERS.search(lead) or _BY_SEX.match(lead)) else told


def _of_rate(passage: Passage, links: list[Link], linker: Linker, i: int, rate: re.Match[str]) -> Link | None:
    """What a named rate is of: what the codebook says, the noun it is named after, or the figure it is a rate of; None
    where only the words around can tell."""
    start = passage.around[i].lead.start
    end = start + rate.end("rate")
    row = linker.codebook.rate_of(rate["rate"])
    if row is None and linker.codebook.is_of_another(rate["rate"]):
        return Link(None)  # 验收合格率97.2%
    stop = end - (len(rate["rate"]) - row.named_at(rate["rate"]) if row else 0)  # 覆盖面: its own word names nothing
    over = _OVER.search(passage.text, start, end)
    stop = over.start() if over else stop
    named = _last_head(linker.visible(passage.hits, Span(start, stop)))
    if row:
        named = named or (_built_before(passage, linker, i) if row.named else None)
        return named if row.named and named else Link(row.of, 5.0, [(Span(start + rate.start("rate"), end), rate["rate"])], weight=0.8)
    if re.search(r"比例|占比|比重", rate["rate"]):
        return named if named and named.weight >= 0.7 and re.search("占比|比重", rate["rate"]) else None
    inside = named is not None and named.weight >= 1.0 and named.words[0][0].start >= start + rate.start("rate")
    if inside:  # 个案结案率: the rate names its own
        return named
    whole = _led_by(passage, links, i, rate["rate"], linker.cues)
    if whole >= 0:
        source = links[whole]
        return Link(source.code, source.score * 0.8, source.words, inherited=whole, weight=source.weight)
    close = named is not None and named.weight >= 1.0 and named.words[0][0].end >= end - NAMED_AFTER  # 社工站运营率
    return named if close else Link(None)


def _built_before(passage: Passage, linker: Linker, i: int) -> Link | None:
    """设立志愿服务站点，覆盖率100%: of the stations or bodies that the clause before names."""
    before = passage.around[i].before
    named = _last_head(linker.visible(passage.hits, before[0])) if before else None
    row = linker.codebook.indicators.get(named.code or "") if named else None
    return named if row and row.instant and "count" in row.dimensions else None


def _reckoned(quantities: list[Quantity], links: list[Link], i: int, part: int) -> int:
    """驻站社工40名，其中持证12名，占30%: of the forty, for twelve are 30 % of them; else the part itself is all there is."""
    count, share = quantities[part].value, quantities[i].value
    for k in range(part - 1, max(-1, part - WITHIN), -1):
        whole = quantities[k]
        alike = links[k].code and whole.dimension == quantities[part].dimension
        if alike and count and share and whole.value and abs(100 * count / whole.value - share) <= ROUNDING:
            return k
    return part


def _of_before(quantities: list[Quantity], links: list[Link], i: int, before: int, *, rate: bool) -> Link:
    """The whole is what the figure before counts; what cities are told by is a rate of theirs."""
    if before < 0:
        return Link(None)
    if rate and (links[before].code or "").startswith("admin."):
        # 建成率达到100%的有3个市，超过90%的有甲市（98.2%）: a rate of the same, and no share of the cities
        rates = [k for k in range(i) if quantities[k].dimension in RATIOS and links[k].code]
        before = rates[0] if rates else before
    source = links[before]
    return Link(source.code, source.score * 0.8, source.words, inherited=before, weight=source.weight)


def _led_by(passage: Passage, links: list[Link], i: int, rate: str, cues: Cues) -> int:
    """The figure a rate is of: the one its own word leads to (运营163个，运营率…), else for rates that take any
    figure (完成率) the one before it."""
    stem = rate.removesuffix("率")[-2:]
    for k in range(i - 1, -1, -1):
        if links[k].code and stem in passage.text[passage.around[k].lead.start : passage.quantities[k].span.start]:
            return k
    return _nearest(links, i) if cues.rates_of_figures.search(rate) else -1


def _nearest(links: list[Link], i: int) -> int:
    """The figure before it in the sentence that counts something: the whole, or the part the share tells of."""
    return next((k for k in range(i - 1, -1, -1) if links[k].code), -1)


def _is_part(passage: Passage, i: int) -> bool:
    """A share that says what of another whole the figure before it is (占常住人口的18%)."""
    return passage.quantities[i].dimension in RATIOS and "占" in passage.text[passage.around[i].lead.start : passage.quantities[i].span.start]


def _nearest_count(quantities: list[Quantity], links: list[Link], i: int) -> int:
    """The figure before it that counts something and is no ratio; itself where there is none."""
    return next((k for k in range(i - 1, -1, -1) if links[k].code and quantities[k].dimension not in RATIOS), i)


def _named_before(hits: list[Hit]) -> Link | None:
    """The last noun where a verb touches it (社工室覆盖40%), else the last word."""
    verb = hits[-1] if hits and hits[-1].entry.head < 0 else None
    noun = [hit for hit in hits if verb and hit.end == verb.start and hit.entry.head >= HEAVY]
    return _last_head(noun) or _last_head(hits)


def _last_head(hits: list[Hit]) -> Link | None:
    return next((link for hit in reversed(hits) if (link := _as_link(hit))), None)


def _first_head(hits: list[Hit]) -> Link | None:
    return next((link for hit in hits if (link := _as_link(hit))), None)


def _as_link(hit: Hit) -> Link | None:
    best = max(hit.terms, key=lambda t: t.weight)
    if best.weight < 0.7 or (best.code.startswith("admin.") and best.code != "admin.population"):
        return None
    return Link(best.code, 4.0 * best.weight, [(Span(hit.start, hit.end), hit.word)], weight=best.weight)
