"""Who published a page, by what stands at its edges and nowhere in its prose.

A government page names its division again and again without a sentence that does: the code of the site
(网站标识码 begins with the division's own code), the registration of the site, the body that runs it, its address, the
area code of its telephone. Each alone may be another's (a county's page on its city's site), so they only say where
the report's division lies, and tell it where nothing in the report does.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.masthead import posted_from
from extractors.places import find_places, find_townships, resolve
from schemas.area_codes import load_area_codes
from schemas.divisions import COUNTRY, Division, load_divisions
from schemas.press import load_press

EDGE = 600
"""How far from either end of the text the edges reach, in characters."""
_SITE = re.compile(r"(?:网站)?标识码\s*[：:]?\s*(\d{6})\d{4}(?!\d)")
_INDEX = re.compile(r"索\s*引\s*号\W{0,4}(?:11)?(\d{6})\d")
"""The number under which a government page is filed begins with its division's code, or with 11 and that code."""
_POLICE = re.compile(r"公网安备\s*[：:]?\s*(\d{4})\d{10}(?!\d)")
_LICENCE = re.compile("([京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新])(?:公网安备|ICP[备证])")
_PHONE = re.compile(r"(?<![\d\-])[（(]?(0\d{2,3})(?:[）)]\s?|\s?[-—－–]\s?)\d{7,8}(?!\d)")
_OFFICIAL = re.compile("主办单位|人民政府|民政局|街道办|政府网站|社工站|社工服务站")
_OFFICE = re.compile("咨询|民政|社工|办公|政府|街道|镇|公示|监督|报名|联系人|[股科室]，")
_SITE_OWNER = re.compile("举报|广告|客服|QQ|邮箱|投稿|编辑|新闻热线|总机|法律顾问")
"""A line of the site's owner: a page that reprints has the telephone of who reprinted it."""
_REPRINTED = re.compile("版权所有|Copyright|ICP[备证]|免责声明|转载")
_BODY = re.compile(
    r"(?:主办|承办|主管|发布|供稿|编辑|报送|作者|承接|运营|执行|实施|服务|购买|委托|指导)(?:单位|机构|部门|方)\s*\W{0,4}[：:|]\s*\|?\s*([^\n，。|：]{2,30})"
    r"|(?:版权所有|主办|承办|供稿|地址|信息来源|来源|来自|关于我们)\s*[：:]\s*([^\n，。|：]{2,30})"
)
_PRESS = re.compile(r"日报|晚报|早报|晨报|新闻网|电视台|融媒|发布(?![会了的布])|网(?:讯|(?=\d{1,2}月\d{1,2}日(?:消息|讯|电)))")
_PAPER = re.compile(f"[一-龥]{{2,8}}?(?={_PRESS.pattern})")
_PROVINCES = {
    "京": "11", "津": "12", "冀": "13", "晋": "14", "蒙": "15", "辽": "21", "吉": "22", "黑": "23", "沪": "31",
    "苏": "32", "浙": "33", "皖": "34", "闽": "35", "赣": "36", "鲁": "37", "豫": "41", "鄂": "42", "湘": "43",
    "粤": "44", "桂": "45", "琼": "46", "渝": "50", "川": "51", "贵": "52", "云": "53", "藏": "54", "陕": "61",
    "甘": "62", "青": "63", "宁": "64", "新": "65",
}  # fmt: skip


class Imprint(NamedTuple):
    """`within`: the divisions one of which the publisher lies in, none where nothing tells; `body`: the division
    of the publisher itself, as the site's code or the name of the body that runs it tells."""

    within: tuple[Division, ...] = ()
    body: Division | None = None

    def holds(self, adcode: str) -> bool:
        """Whether a division may be the publisher's."""
        table = load_divisions()
        return not self.within or any(table.is_within(adcode, d.adcode) for d in self.within)


def imprint_of(text: str) -> Imprint:
    """The imprint of a page's text, from its edges."""
    table = load_divisions()
    edges = text if len(text) <= 2 * EDGE else f"{text[:EDGE]}\n{text[-EDGE:]}"
    site = next((d for m in _SITE.finditer(edges) if (d := _coded(m[1]))), None)
    site = site or next((table.by_code(m[1]) for m in _INDEX.finditer(edges) if m[1] in table), None)
    if site:
        return Imprint((site,), site)
    served = _served(edges)
    within = served or _registered(edges) or _posted(edges)
    around = Imprint(within)
    named = (match[1] or match[2] for match in _BODY.finditer(edges))
    for name in (*named, *(_PAPER.findall(edges) if _PRESS.search(edges) else ())):
        body = _named(name, around)
        if body and around.holds(body.adcode):
            return Imprint(within or (body,), body)
    papers = {load_press().codes[name] for name in load_press().pattern.findall(edges)}
    if len(papers) == 1 and around.holds(paper := papers.pop()):
        return Imprint(within or (table.by_code(paper),), table.by_code(paper))
    return Imprint(within, served[0] if len(served) == 1 and served[0].level != "province" else None)


def _coded(code: str) -> Division | None:
    """The division of a code, or the one around it where the code is of none (a zone, an office)."""
    table = load_divisions()
    return next((table.by_code(c) for c in (code, f"{code[:4]}00", f"{code[:2]}0000") if c in table), None)


def _served(text: str) -> tuple[Division, ...]:
    """The divisions that the area code of an office's telephone serves; none where two telephones differ."""
    codes: set[str] = set()
    for line in text.split("\n"):
        if (_OFFICE.search(line) or not _REPRINTED.search(text)) and not _SITE_OWNER.search(line):
            codes |= {m[1] for m in _PHONE.finditer(line)} & load_area_codes().keys()
    table = load_divisions()
    return tuple(table.by_code(c) for c in load_area_codes()[codes.pop()]) if len(codes) == 1 else ()


def _registered(text: str) -> tuple[Division, ...]:
    """Where the site of an office is registered: with the police of a prefecture, or in a province."""
    if not _OFFICIAL.search(text):
        return ()
    if police := _POLICE.search(text):
        division = _coded(f"{police[1]}00")
        return (division,) if division else ()
    licence = _LICENCE.search(text)
    return (load_divisions().by_code(f"{_PROVINCES[licence[1]]}0000"),) if licence else ()


def _posted(text: str) -> tuple[Division, ...]:
    """The province that an account posted from, as the platform adds it: 发表于内蒙古."""
    named = next((name for line in text.split("\n") if (name := posted_from(line))), "")
    found = [d for m in find_places(named) if (d := resolve(m)) and d.level == "province"] if named else []
    return tuple(found[:1])


def _named(name: str, around: Imprint) -> Division | None:
    """The division in the name of a body; of a township's, the county that can be meant."""
    context = around.within[0].adcode if len(around.within) == 1 else COUNTRY
    found = [d for m in find_places(name) if (d := resolve(m, context, prefer="prefecture"))]
    if found:
        return found[-1]
    counties = [c for town in find_townships(name) for c in town.counties if around.holds(c)]
    return load_divisions().by_code(counties[0]) if len(counties) == 1 else None
