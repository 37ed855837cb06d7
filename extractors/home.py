"""The division a whole report is about.

Told by its title block, the body that issued it, what its mentions agree on, its file name, the townships it names,
or the imprint of its page; a report that hides its place (某市, **县) has none, and one that tells nothing says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache

from extractors.imprint import Imprint, imprint_of
from extractors.masthead import (
    is_foot,
    is_forum,
    is_library,
    is_path,
    is_published,
    posted_from,
    without_post,
)
from extractors.national import MINISTRY, MINISTRY_MEETS, NATIONAL, OF_MINISTRY, OF_THE_COUNTRY
from extractors.openings import ReportSpan
from extractors.place_matches import opens_name
from extractors.places import PlaceMention, find_places, find_townships, places_in, resolve
from extractors.strangers import GRANTED, NAMED, hosted, is_street, is_venue, own_mentions, without_names
from extractors.wholes import WHOLE
from schemas.divisions import COUNTRY, Division, Divisions, load_divisions

_ORGANISATION = re.compile(r"[^，。；\n]{0,14}(?:中心|协会|公司|机构|大学|学院|基金会|联合会)")
NEAR = 400
"""Where neither tells whose report it is, a township named this early does, in characters."""
_HEADS_LINE = re.compile(r"(?:^|\n)[\s　■●◆▲★•·—\-*【（(\d一二三四五六七八九十.、．）)]*$")
_HEADING_END = re.compile("[：:】\n]")
FOOT = 8
"""In so many lines a page's foot and the signature above it stand."""
EARLY, PROVINCES = 120, 3
"""Where nothing but mentions tells, the first must come this early below the title block, in characters."""
OURS = 3
"""我市 tells the writer's own division this much more than 全市, which may be the one above."""
LEARNT = 2
"""记者从市文明办获悉 alone tells the level."""
MOST = 0.6
"""A division with this much of the mentions of the one around it is the one meant."""
_MARK = re.compile(r"^[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、．.]\s*")
_SIGNED = re.compile(
    r"[（(]?(?:供稿单位|供稿|来源|作者单位|单位|发布单位)?[：:]?"
    r"([^\s：]{2,20}?(?:局|厅|委|政府|委员会|办公室|工作部|中心|社工站|服务站))(?:供稿|宣)?[，,\s]*(?:\S{0,14}[年月日])?[）)]?"
)
_BASE_BEFORE = re.compile(
    r"(?:与|和|同|赴|到|自|从|向|学习|借鉴|对标|参照|引进|引入|邀请|聘请|链接|对接|依托|来自|加强与|牵手|比)$"
)
_ORIGIN_AFTER = re.compile(
    r"[^，。；：、\n]{0,8}?(?:服务团|服务队|社工团|工作队|医疗队|志愿队|援建|援助|支援|援[疆藏川滇黔甘青桂]|前方指挥部|对口|帮扶|助力|情系|牵手|基金会|公司|大学|学院)"
)
"""Help that comes from the division named: 上海社工服务团在都江堰."""
_OWN_OFFICE = re.compile(
    r"[市州县区旗省](?:(?<!省)(?:(?<=[，。；：”“\n从到由受 ].)|(?<=来自.))"
    r"(?:民政局|民政部门|慈善总会|委社会工作部|委社工部|社工协会|社会工作协会|委、|政府|领导|四套班子)|"
    r"(?<=[，。；：”“\n]省)委社会工作部)"
)
"""An office that needs no name where it writes: 市民政局."""
_LEARNT_FROM = re.compile("从([省市州盟县旗区])[一-龥]{2,12}?(?:获悉|了解到|得知)")
_INSIDE = re.compile(
    r"[省市州盟县旗各](?:(?<!各)内(?=\d|各|的?社工|有|共|高校|外?[多数])|(?<=各)(?:设区市|地级市|市州|州市|市（州）|州（市）|地市|市（地）))"
)
"""省内, 各市州: the writer stands above them."""
_COUNTIES = re.compile(
    "[各市州这县区](?:(?<=各)(?:县(?:（[市区]|[市区])|区县|旗县)|(?<=[市州])县两级|(?<=这)些[县区]|（(?:(?<=县（)市、区）|(?<=区（)县、市）))"
)
_OF_ALL = re.compile(r"\W{0,2}(?:全省|我省|自治区|全区(?=.{2,24}在))")
_MASKED = re.compile(
    r"[*xX×某○〇](?:(?<=\*)\**|(?<=[xX×某])[xX×某]{0,2}|(?<=[○〇])[○〇]+)(?:自治)?(?:省|市|州|县|区|旗)"
)
_GOVERNMENT = re.compile(r"(?:局|厅|委|委员会|人民政府|政府|办公室|办事处)$")
_BYLINE = re.compile(r"(?:记者|通讯员|特约记者|见习记者|(?<!工)作者|编辑|摄影|图文|文/)")
"""A line on who wrote: the place in it is where they sit (记者 王某 南昌报道)."""
_GOES = re.compile("[^，。；！？\n]{0,20}(?:来到|走进|奔赴|前往|抵达|赶赴)(?!社区|村|群众|居民|家)")
"""Who goes somewhere is not at home there: 上海市…团队来到绿春县."""
_COMES = re.compile("[^，。；：！？\n]{0,16}(?:来到|走进|奔赴|前往|抵达|赶赴|来)")
_SITE = re.compile("[一-龥]{2,8}(?:社区网|论坛|在线|之窗|热线|网)")
"""A line that is the name of a site."""
_OFFICE_AFTER = re.compile("民政局|民政厅|民政部门|人民政府|政府|委社|县委|市委|区委|街道办|财政局|残联|社会工作部")


def home_of(text: str, report: ReportSpan, document_name: str, outer: Division | None) -> tuple[Division | None, str]:
    """The division a report is about, and what told it: title block, issuing body, file name, or its mentions.

    Returns (None, "masked") where the report hides it, (None, "unknown") where nothing tells.
    """
    table = load_divisions()
    head = "\n".join(report.lines)
    body = text[report.head.end : report.span.end]
    if _MASKED.search(head) or (not places_in(head, None) and len(_MASKED.findall(body)) >= 2):
        return None, "masked"
    imprint = cache(lambda: imprint_of(text[report.span.start : report.span.end]))  # most reports need none
    told = report.lines
    if told and all(map(is_published, told)):  # a bulletin's issuer and day: its name stands above them
        told = (*[line for line in text[report.span.start : report.head.start].split("\n") if line and not is_forum(line)], *told)
    below = max((n for n, line in enumerate(told) if is_path(line)), default=-1) + 1
    own_lines = (line for line in told[below:] if not (_BYLINE.search(line) or is_path(line) or is_library(line)))
    lines = [without_post(line) for line in own_lines if not _SITE.fullmatch(line)]
    bodies = [line for line in reversed(lines[1:]) if _GOVERNMENT.search(line)]
    bare: Division | None = None
    quoted: Division | None = None
    for line in (*bodies, *lines):
        if MINISTRY_MEETS.match(line) and not _own_level(text, report):
            return table.by_code(COUNTRY), "title"
        if whole := _way(line, table):
            return whole, "title"
        named = [
            (division, mention)
            for mention in without_names(places_in(line, None))
            if (division := _resolved(mention, outer or _around(mention, lines), imprint))
            and not _only_beside(line[: mention.span.start])
            and not (NAMED.match(line, mention.span.end) or is_street(text, mention))
        ]
        outside = [pair for pair in named if not _in_quotes(line, pair[1].span.start)]
        if named and not outside and len(lines) > 1:
            quoted = quoted or named[0][0]  # “阿里公益”项目: a name, unless no other line tells
            continue
        named = outside or named
        own = [pair for pair in named if not (_ORIGIN_AFTER.match(line, pair[1].span.end) or _comes(line, pair[1], named))]
        if own:
            named_most = max(own, key=lambda pair: body.count(pair[1].quote))[0]
            meant = named_most if named_most == _of_path(text, report) else _as_whole(line, named_most, table)
            if meant.level == "county" and all(mention.form == "short" for _, mention in own):
                bare = bare or meant  # 峡江边的站长: perhaps a word, which a full name in another line tells
            elif bare is None or not table.is_within(bare.adcode, meant.adcode):
                return meant, "title"
        if bare:
            continue
        if named:
            helpers = tuple(division.adcode for division, _ in named)
            return _by_words(text, report, table, helpers) or named[0][0], "title"
        if township := _by_townships(line, table, outer, imprint):
            return township, "title"
        if OF_THE_COUNTRY.match(line) and not _own_level(text, report):
            return table.by_code(COUNTRY), "title"
    if bare or quoted:
        return bare or quoted, "title"
    return _untitled(text, report, body, table, document_name, outer, imprint)


def _only_beside(before: str) -> bool:
    """A place that the title's own deals with: 到上海学习, 获评湖南省…示范站; not where the way leads (从甲市到乙县)."""
    if GRANTED.search(before[-12:]):
        return True
    return _BASE_BEFORE.search(before[-3:]) is not None and not (before.endswith("到") and "从" in before)


def _comes(line: str, mention: PlaceMention, named: list[tuple[Division, PlaceMention]]) -> bool:
    """Whose people come to the place named next: 深圳社工走进汝城县, as the host tells it."""
    after = (m for _, m in named if m.span.start > mention.span.end)
    return any(_COMES.fullmatch(line, mention.span.end, m.span.start) for m in after)


def _way(line: str, table: Divisions) -> Division | None:
    """从修武到武陟, two counties of one city: the city, through which the way leads."""
    start = line.find("从")
    if start < 0 or line.find("到", start) < 0:
        return None
    mentions = places_in(line, None)
    first = next((m for m in mentions if m.span.start == start + 1), None)
    last = next((m for m in mentions if first and line[first.span.end : m.span.start] == "到"), None)
    ends = [d for m in (first, last) if m and (d := resolve(m, prefer="prefecture"))]
    if len(ends) < 2 or ends[0].level != ends[1].level:
        return None
    whole = table.common_ancestor([d.adcode for d in ends])
    return whole if whole.adcode != COUNTRY else None


def _in_quotes(line: str, at: int) -> bool:
    """A place in quotes is part of a name: 阳山县“广东…双百工程”."""
    before = line[:at]
    return before.count("“") > before.count("”") or before.count("《") > before.count("》")


def _untitled(
    text: str, report: ReportSpan, body: str, table: Divisions, name: str, outer: Division | None, imprint: Callable[[], Imprint]
) -> tuple[Division | None, str]:
    """The division of a report whose title block tells none, and what told it."""
    signed = _by_signature(body, outer, imprint)
    if signed:
        return signed, "title"
    first = next(iter(places_in(body[:EARLY], None)), None)
    if first and not body[: first.span.start].strip(" 　\n0123456789年，") and _OFFICE_AFTER.match(body, first.span.end):
        return _resolved(first, outer, imprint), "mentions"  # 2022年，南山区民政局…
    said, site = _by_words(text, report, table), _of_path(text, report)
    if said and (end := _own_level(text, report)) and (paper := _above(said, body, imprint, table)) and _fits(paper, end):
        return paper, "imprint"
    if said and (site is None or table.is_within(said.adcode, site.adcode)):
        return said, "mentions"
    if site:
        return site, "imprint"
    filed = find_places(name)
    division = resolve(filed[0], prefer="prefecture") if filed else None
    if division:
        return division, "file name"
    end = _own_level(text, report)
    towns = _by_townships(body if end else body[:NEAR], table, outer, imprint)
    for near, how in ((towns, "mentions"), (outer, "outer"), (imprint().body, "imprint")):
        whole = near and _at_level(near, end, table)
        if whole:
            return whole, how
    return None, "unknown"


def _above(said: Division, body: str, imprint: Callable[[], Imprint], table: Divisions) -> Division | None:
    """The publisher's division, where the one inside it is named but once, and not at the start: a city's paper on
    我市, with a word of one of its counties."""
    name = said.name.rstrip("县市区旗")
    if said.level != "county" or body.count(name) > 1 or name in body.lstrip().partition("\n")[0]:
        return None
    paper = imprint().body
    return paper if paper and paper != said and paper.level == "prefecture" and table.is_within(said.adcode, paper.adcode) else None


def _of_path(text: str, report: ReportSpan) -> Division | None:
    """The division that the navigation above a report names last: 首页 > 曲水县民政局 > 工作动态."""
    lines = (line for line in text[report.span.start : report.head.end].split("\n") if is_path(line))
    return next((d for line in lines for m in reversed(places_in(line, None)) if (d := resolve(m, prefer="prefecture"))), None)


def _at_level(division: Division, end: str, table: Divisions) -> Division | None:
    """The division or the one around it of which 全市 or 我县 can be said; itself where the report says neither."""
    return next((d for d in (division, *table.ancestors(division.adcode)) if not end or _fits(d, end)), None)


def _one(imprint: Imprint) -> Division:
    """The one division that the publisher surely lies in; else the country."""
    return imprint.within[0] if len(imprint.within) == 1 else load_divisions().by_code(COUNTRY)


def _as_whole(line: str, told: Division, table: Divisions) -> Division:
    """全省社工宣传活动在保定启动 is about the province, of which the place named is where it was held."""
    whole = _OF_ALL.match(line)
    if not whole:
        return told
    above = [told, *table.ancestors(told.adcode)]
    return next((d for d in above if d.level == "province"), told)


def _by_signature(body: str, outer: Division | None, imprint: Callable[[], Imprint]) -> Division | None:
    """The division of the body that signs at the end: （海东市乐都区民政局供稿，2023年5月）."""
    last = [line for line in body.rstrip().rsplit("\n", FOOT)[1:] if not is_foot(line)]
    for line in reversed(last[-3:]):
        match = _SIGNED.fullmatch(line.strip())
        named = places_in(match[1], None) if match else ()
        found = [d for m in named if (d := _resolved(m, outer, imprint))]
        if found:
            return found[-1]
    return None


def _resolved(mention: PlaceMention, outer: Division | None, imprint: Callable[[], Imprint]) -> Division | None:
    """Who is meant, where several bear the name, around the file's own division or the publisher's."""
    alone = len(mention.candidates) == 1
    return resolve(mention, COUNTRY if alone else (outer or _one(imprint())).adcode, prefer="prefecture")


def _around(mention: PlaceMention, lines: list[str]) -> Division | None:
    """The division in another line of the title block that tells which of several of one name is meant."""
    if len(mention.candidates) == 1:
        return None
    named = (m.candidates[0] for line in lines for m in places_in(line, None) if len(m.candidates) == 1)
    table = load_divisions()
    return next((d for d in named if any(table.is_within(c.adcode, d.adcode) for c in mention.candidates)), None)


def of_heading(title: str, home: Division | None, abroad: bool = False) -> Division | None:
    """The division that a heading consists of (一、保山市; （二）蒙自市), where it lies inside the report's own; with
    `abroad` anywhere, if its name says its level.

    >>> from schemas.divisions import load_divisions
    >>> yunnan = load_divisions().by_code("530000")
    >>> [d and d.name for d in (of_heading("一、保山市", yunnan), of_heading("一、保山市的做法", yunnan))]
    ['保山市', None]
    """
    mark = _MARK.match(title)
    name = title[mark.end() if mark else 0 :].strip(" 　：:。【】●■◆▲★")
    if not 2 <= len(name) <= 16 or not opens_name(name):
        return None
    found = find_places(name, home=home.adcode if home else None)
    if len(found) != 1 or found[0].quote != name:
        return None
    around = home.adcode if home else COUNTRY
    division = resolve(found[0], around, prefer="prefecture")
    if division and load_divisions().is_within(division.adcode, around):
        return division
    return division if abroad and (found[0].chained or found[0].form != "short") else None


def _by_townships(text: str, table: Divisions, outer: Division | None, imprint: Callable[[], Imprint]) -> Division | None:
    """The county that most of the townships named have in common, where no other has as many of them."""
    votes: Counter[str] = Counter()
    for counties in {town.quote: town.counties for town in find_townships(text)}.values():
        told = [c for c in counties if imprint().holds(c)] or list(counties)
        votes.update([c for c in told if outer is None or table.is_within(c, outer.adcode)] or told)
    first = votes.most_common(2)
    if not first or (len(first) > 1 and first[1][1] == first[0][1]):
        return None
    return table.by_code(first[0][0])


def _fits(division: Division, end: str) -> bool:
    """我市 is said of a city; without such a word any division will do."""
    return division.adcode != COUNTRY and division.name.endswith(end)


def _depth(adcode: str) -> int:
    """0 for a province, 1 for a prefecture, 2 for a county: of two named as often the smaller is meant."""
    return 2 - (adcode[4:] == "00") - (adcode[2:] == "0000")


def _own_level(text: str, report: ReportSpan, least: int = 2) -> str:
    """The level that 我市, 全省, 市民政局 tell of the report's division: 市, 省; empty where none is said `least` times."""
    words: Counter[str] = Counter()
    for m in WHOLE.finditer(text, report.span.start, report.span.end):
        if "国" not in m[0] and m[0][0] != "该":
            words[m[0][-1]] += OURS if m[0][0] == "我" else 1
    for m in _OWN_OFFICE.finditer(text, report.span.start, report.span.end):
        words[m[0][0]] += 1
    for m in _LEARNT_FROM.finditer(text, report.span.start, report.span.end):
        words[m[1]] += LEARNT
    for m in _INSIDE.finditer(text, report.span.start, report.span.end):
        words[m[0][0] if m[0][0] != "各" else "省"] += 1
    return next((word for word, count in words.most_common(1) if count >= least), "")


def _listed(text: str, mentions: tuple[PlaceMention, ...], table: Divisions) -> Division | None:
    """The division around those that each head a line (■ 衡阳市：…), where there are two or more side by side."""
    heads = [m for m in mentions if _HEADS_LINE.search(text, max(0, m.span.start - 6), m.span.start)]
    heads = [m for m in heads if _HEADING_END.match(text, m.span.end) and (m.form != "short" or text[m.span.end] == "】")]
    heads = [m for m in heads if text[m.span.end] != "\n" or text.startswith("\n", m.span.start - 1)]
    codes = {d.adcode for m in heads if (d := resolve(m, prefer="prefecture"))}
    if len(codes) < 2 or any(a != b and table.is_within(a, b) for a in codes for b in codes):
        return None
    return table.common_ancestor(codes)


def _one_of_several(code: str, top: str, said: Counter[str], table: Divisions) -> bool:
    """Whether a division is only the first of several that a text on all of them names (镇巴县…, 佛坪县…, 汉中共有)."""
    others = [c for c in said if c != code and table.is_within(c, top) and not table.is_within(code, c) and not table.is_within(c, code)]
    return bool(others) and _depth(top) == 1 and said[top] > 0 and said[code] < MOST * sum(said[c] for c in (*others, code, top))


def _in_foot(text: str, report: ReportSpan, mention: PlaceMention) -> bool:
    """A place in a line below the text, of who runs the page."""
    start = text.rfind("\n", report.head.end, mention.span.start) + 1
    end = text.find("\n", mention.span.end)
    return start > 0 and is_foot(text[start : end if end >= 0 else len(text)])


def _by_words(
    text: str, report: ReportSpan, table: Divisions, helpers: tuple[str, ...] = ()
) -> Division | None:
    """The division that the report's mentions agree on, at the level that 我市, 全省 tell; none of `helpers`,
    where help comes from."""
    head = "\n".join(without_post(line) if posted_from(line) else line for line in text[report.span.start : report.head.end].split("\n"))
    mentions = own_mentions(text, places_in(text, None, report.span.start, report.span.end))
    mentions = tuple(m for m in mentions if (m.span.start >= report.head.end or m.quote in head) and not _in_foot(text, report, m))
    listed = _listed(text, mentions, table)
    if listed:
        return listed
    votes: Counter[str] = Counter()
    said: Counter[str] = Counter()
    office = False
    for n, mention in enumerate(mentions):
        office = office or bool(_OFFICE_AFTER.match(text, mention.span.end))
        division = resolve(mention, prefer="prefecture")
        if division and any(table.is_within(division.adcode, code) for code in helpers):
            continue
        if division and division.adcode != COUNTRY:
            titled = n and mention.quote.rstrip("省市州盟县区旗") in report.title
            after = mention.span.end
            opens = n == 0 and not (is_venue(text, mention) or _ORGANISATION.match(text, after) or _GOES.match(text, after))
            weight = 3 if opens or titled else 1
            said[division.adcode] += 1
            for candidate in (division, *table.ancestors(division.adcode)):
                votes[candidate.adcode] += weight
    end = _own_level(text, report)
    hosts = hosted(text, report, mentions)
    fits = [code for code in votes if code not in hosts and _fits(table.by_code(code), end)]
    if _COUNTIES.search(text, report.span.start, report.span.end):  # who speaks of its counties is none
        fits = [code for code in fits if _depth(code) < 2] or fits
    alone = len(said) == 1 and end == "" and any(_fits(table.by_code(code), _own_level(text, report, least=1)) for code in said)
    abroad = len({code[:2] for code in said}) >= PROVINCES and NATIONAL.search(text, report.head.end, report.head.end + 2 * EARLY)
    if not end and mentions and (abroad or OF_MINISTRY.search(text, report.head.end, mentions[0].span.start)):
        return table.by_code(COUNTRY)  # 据民政部统计，各地投入…, before any place is named; 全国…考试…浙江8万人、广东6万人、江苏4万人
    if fits and (end or office or alone or mentions[0].span.start - report.head.end < EARLY):
        top = max(fits, key=lambda code: (votes[code], _depth(code)))
        inner = [c for c in fits if table.is_within(c, top) and votes[c] >= MOST * votes[top] and not _one_of_several(c, top, said, table)]
        return table.by_code(max(inner, key=_depth))
    national = NATIONAL.search(text, report.span.start, report.span.start + 400) or MINISTRY.search(head)
    if national and not end:
        return table.by_code(COUNTRY)
    return None
