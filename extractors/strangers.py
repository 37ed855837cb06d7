"""Places that a report names and that are not its own: in the names of newspapers, where help comes from or people went,
hosts and visitors, and those it holds itself against."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.openings import ReportSpan
from extractors.places import PlaceMention, resolve
from extractors.proper_names import AGENCY, EVENT
from schemas.divisions import load_divisions

NAMED = re.compile(f"{EVENT}|日报|晚报|早报|晨报|商报|时报|都市报|新闻网|社区网|电视台|广播|融媒|在线|网(?![格络点上])")
"""What bears the name of a place and is of no division: a newspaper, an event."""
GRANTED = re.compile("(?:荣?获评?|获得|喜获|入选|入围|被?评为|列入|跻身|亮相|登上|上榜)为?(?:20\\d\\d年度?)?[“《]?$")
"""Who grants an honour stands above who gets it."""
_HELPS = re.compile(r"[^，。；：、\n]{0,4}(?:援[疆藏川滇黔甘青桂]|前方指挥部|对口|支援)")
_HELPED = re.compile("(?:对口(?:支援|帮扶|协作)|支援|援建|驰援|捐助|情系)(?:[一-龥]{2,8}[、和])*$")
"""Who is helped is another, whoever else is named: 对口支援北川, 支援玉树、舟曲."""
_GATHERED = re.compile("(?:会聚|汇聚|齐聚|相聚|云集|聚集)$")
"""Where people from all over the country met is not what they met about."""
_HERE = re.compile("我[省市州盟县旗区](?:召开|举行|举办|启动|开幕|开班|调研|考察|督导|检查)")
_HOSTED = re.compile(rf"([^。！？\n]{{0,60}})(?:在|到|来|赴){_HERE.pattern}")
"""Who meets or visits here is another: 河北省…现场会在我市召开."""
_HELD = re.compile("[^，。；、\n]{0,12}?(?:举行|举办|召开|启动|开幕|开班)")
_WIRED = re.compile(r"[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日[讯电]")
_LEARNS = re.compile("[^，。；！？\n]{0,30}(?:考察|学习|取经|参观)")
_COMPARED = (
    (re.compile(r"[与和同比][^，。；！？\n]{0,24}$"),
     re.compile(r"[^，。；！？\n]{0,24}?(?:相比|(?:兄弟|先进|发达|周边|邻近|相邻|同类)(?:城市|地区|省市|市县|县市|区县|省份))")),
    (re.compile(r"(?:学习|借鉴|参照|对标)[^，。；！？\n]{0,24}$"), re.compile(r"[^，。；！？\n]{0,24}?(?:经验|做法|模式)")),
)
"""What stands around others that the writer holds itself against: 与广州、珠海等兄弟城市相比, 借鉴杭州经验."""
_RETURNS = re.compile("[^，。；、\n]{0,4}(?:返[京沪津渝穗深乡]|籍)")
"""Who comes back from there is at home here: 新疆喀什返京人员."""
_GONE_TO = re.compile("(?:赴|前往|到)[^，。；！？\n]*$")


def own_mentions(text: str, mentions: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    """The mentions without those in the names of newspapers, and, where others remain, of organisations."""
    spoken = tuple(m for m in mentions if not (NAMED.match(text, m.span.end) or is_street(text, m)))
    spoken = tuple(m for m in spoken if not _HELPS.match(text, m.span.end)) or spoken
    spoken = tuple(m for m in spoken if not _HELPED.search(text, max(0, m.span.start - 14), m.span.start))
    spoken = tuple(m for m in without_names(spoken) if not _RETURNS.match(text, m.span.end))
    visited = {m.quote for m in spoken if _visited(text, m) or _compared(text, m)}
    spoken = tuple(m for m in spoken if not _sits(text, m) and m.quote not in visited) or spoken
    spoken = tuple(m for m in spoken if not GRANTED.search(text, max(0, m.span.start - 12), m.span.start)) or spoken
    if any(map(text.__contains__, ("会聚", "汇聚", "齐聚", "相聚", "云集", "聚集"))):
        met = {m.quote for m in spoken if _GATHERED.search(text, max(0, m.span.start - 2), m.span.start)}
        spoken = tuple(m for m in spoken if m.quote not in met) if met else spoken
    return tuple(m for m in spoken if not AGENCY.match(text, m.span.end)) or spoken


def without_names(mentions: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    """The mentions without short names of counties that touch, somewhere, a place they do not lie in: 广州正阳社会工作服务中心
    bears a name of its own."""
    ends = {m.span.end: m for m in mentions}
    names = set()
    for m in mentions:
        before = ends.get(m.span.start) if m.form == "short" else None
        if before and not any(load_divisions().is_within(c.adcode, d.adcode) for c in m.candidates for d in before.candidates):
            names.add(m.quote)
    return tuple(m for m in mentions if m.quote not in names) if names else mentions


def is_street(text: str, mention: PlaceMention) -> bool:
    """Whether the short name of a county is that of a street or town elsewhere: 【红山】…, where 红山街社工站 follows."""
    if mention.form != "short" or mention.chained or any(d.level != "county" or d.name in text for d in mention.candidates):
        return False
    return _heads_street(text, mention.quote)


@lru_cache(maxsize=256)  # every mention of the name asks
def _heads_street(text: str, name: str) -> bool:
    return re.search(f"{name}(?:(?:、[一-龥]{{2,4}}){{0,8}}等?(?=街|镇|乡))?[街镇乡村]", text) is not None


def is_venue(text: str, mention: PlaceMention) -> bool:
    """Whether something was only held there: 启动仪式在石家庄市裕华区举行."""
    return text.startswith("在", mention.span.start - 1) and _HELD.match(text, mention.span.end) is not None


def _sits(text: str, mention: PlaceMention) -> bool:
    """Whether the place is where an agency's reporter sits: 新华社南宁8月9日电."""
    return _WIRED.match(text, mention.span.end) is not None and text[mention.span.start - 1 : mention.span.start] in ("社", "网", "报")


def _visited(text: str, mention: PlaceMention) -> bool:
    """Whether people went to the place to learn: 赴杭州市、宁波市考察."""
    return _LEARNS.match(text, mention.span.end) is not None and (
        _GONE_TO.search(text, max(0, mention.span.start - 30), mention.span.start) is not None
    )


def _compared(text: str, mention: PlaceMention) -> bool:
    """Whether the writer holds itself against the place: 与广州、珠海等兄弟城市相比, 借鉴杭州经验."""
    start, end = mention.span
    return any(after.match(text, end) and before.search(text, max(0, start - 26), start) for before, after in _COMPARED)


def hosted(text: str, report: ReportSpan, mentions: tuple[PlaceMention, ...]) -> set[str]:
    """Codes of the divisions that meet or visit here, and so are not the report's own."""
    if not _HERE.search(text, report.span.start, report.span.end):
        return set()
    spans = [m.span(1) for m in _HOSTED.finditer(text, report.span.start, report.span.end)]
    visitors = [m for m in mentions if any(a <= m.span.start < b for a, b in spans)]
    return {d.adcode for m in visitors if (d := resolve(m, prefer="prefecture"))}
