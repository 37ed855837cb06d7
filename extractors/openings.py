"""Where the reports of a document open.

A report opens with its title block (title, issuing body, date), or, in an article about several places, with a
heading that names one. A line that looks like a title opens none within a report unless something shows it: a kind of
document with its place, the opening words of news, a place that cannot be the one of the report above.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.masthead import (
    below_furniture,
    invites,
    is_field,
    is_foot,
    is_library,
    is_path,
    is_published,
    masthead,
    named,
    posted,
)
from extractors.places import find_places, find_townships, resolve
from schemas.divisions import Division, load_divisions
from schemas.records import Block, Span

_TITLE_WORDS = re.compile(
    r"(?:报告|汇报|汇报材料|交流材料|材料|讲话|提纲|意见|通知|方案|总结|情况|公报|通报|部署|做法|经验|规划|计划|办法|细则|要点|简报|"
    r"综述|清单|发言|打算|思路|安排|谋划|回顾|新闻|公告|函|纪要|指南|标准|说明|解读|述评|年报|动态|信息|摘要)(?:[（(].*[）)])?$"
)
_BODY = re.compile(
    r"(?:局|厅|委|部|委员会|人民政府|政府|办公室|办事处|中心|协会|联合会|社工站|服务站|工作部|工委)$"
)
_SIGNER = re.compile(rf"{_BODY.pattern}|(?:站|院|所|社|会|馆|街道|镇|乡)$")
_PART = re.compile(
    r"^(?:材料|附件|附录|案例|经验|交流材料|典型)[一二三四五六七八九十\d]{0,3}(?:[—\-：:、．. 　]|$)"
)
_OPEN_TO_ALL = re.compile("(?:此件|公开(?:方式|属性)|信息公开)")
_COUNTED = re.compile(r"\d\s?万?余?[个人次户场节名元家份件]")
_ATTACHED = re.compile(r"附\s?件\s?\d?\s?[：:]")
_FIELD = re.compile(
    r"[一-龥]{0,6}(?:单位|地点|实施地|周期|时间|日期|金额|资金情况|对象|人数|电话|地址|负责人|联系人|机构|[一-龥]方|采购人|供应商|代理商|编号|名称|内容|方式)：\S"
    r"|(?:图文|文图|文字|图片|摄影|供稿|供图|撰稿|撰文|作者|记者|通讯员|编辑|责编|美编|排版|校对|校审|审校|初审|复审|终审|审核|监制|来源|主办|承办|协办)：\S"
)
"""A line of a form (项目实施单位：…) or of who made the page (供稿：…), no title."""
_BROKEN = re.compile("[。；，：:]")
_DATED = re.compile(r"\d{4}\s*年|\d[-./]\d{1,2}[-./](?:19|20)\d{2}$|\d{4}[-./]\d|^[（(].*[）)]$|^(?:〔\d{4}〕)?\s?第\s?\d{1,4}\s?期")
_YEAR_LINE = re.compile(r"(?:19|20)\d{2}年")
DATE_ALONE = re.compile(
    r"[12〇○零一二三四五六七八九\d]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?|[12]\d{3}[-./]\d{1,2}(?:[-./]\d{1,2})?"
)
_ANY_DATE = re.compile(
    r"(?:(?:发布)?(?:时间|日期)：)?(?:[12]\d{3}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[12]\d{3}[-./]\d{1,2}[-./]\d{1,2})(?:\s*\d{1,2}:\d\d(?::\d\d)?)?(?:\s*[【\[]?(?:来源|信息来源|作者|编辑|记者|责任编辑|浏览|阅读|点击|字号|字体|打印|浏览量|发布机构|发布单位)[^\n。]{0,60})?"
)
_NEWS = re.compile(
    r"本报讯|本网讯|\S{2,8}讯[（(，,\s]|（?(?:通讯员|记者)[ 　]?[一-龥]{2,4}|[一-龥]{2,6}(?:网|社)\d{1,2}月\d{1,2}日[讯电]"
)
_LATELY = re.compile(r"(?:近日|日前|记者从|据悉|[12]\d{3}年\d{1,2}月\d{1,2}日|\d{1,2}月\d{1,2}日|连日来)")
"""How an item of news begins, surely or perhaps."""
_OF_WHOM = re.compile(r"关于|[省市州县区旗]|\d{4}\s*年")
MARKS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(r"第[一二三四五六七八九十]{1,3}[章部编]分?[\s　、]?")),
    (2, re.compile(r"第[一二三四五六七八九十]{1,3}节[\s　、]?")),
    (3, re.compile(r"[一二三四五六七八九十]{1,3}、|[▍▎▌┃█]?\s?(?:PART|Part)[\s.·]{0,2}\d{1,2}|0[1-9][\s　｜|](?=[^\d\s])")),
    (4, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")),
    (5, re.compile(r"\d{1,2}(?:[、．]|\.(?!\d)|\.(?=(?:1[0-2]|[1-9])月))")),
    (6, re.compile(r"[（(]\d{1,2}[）)]|[①②③④⑤⑥⑦⑧⑨⑩]")),
    (
        7,
        re.compile(
            r"[一二三四五六七八九十]{1,2}是|[一二三四五六七八九十]抓|第[一二三四五六七八九十]，|首先，|其次，|在[^，。；]{2,14}方面[。，：]"
        ),
    ),
)
MARK_BEGINS = r"[第一二三四五六七八九十▍▎▌┃█\sP\d（(①-⑩首其在]"
"""What every mark begins with."""
MARK = re.compile(f"(?={MARK_BEGINS})(?:{'|'.join(f'({pattern.pattern})' for _, pattern in MARKS)})")
"""Any mark; the group that matched is its level."""
LINE = 60
"""No title and no headline is longer, in characters."""
_EDGE = "#" + "".join(filter(str.isspace, map(chr, range(0x3001))))
TOP = 120
"""How far down a page its navigation may reach, in characters."""
OPENING = 100
"""How far into an article its first place must come, in characters."""
FURNITURE = 300
"""What stands above the first title without a sentence, and is no longer than this, is no report."""
_BULLETS = "●■◆▲★○□◇△☆•·—-▍▎▌┃█"
_ASIDE = re.compile("[（(].{4,14}[）)]$|【本期|[●■◆▲★○◇△☆•▍▎▌]")
"""Lines of a title block that are no part of the title: a date or an occasion in brackets, what a bulletin holds."""
_OF_ALL = re.compile("[，,]|各|全[省市州县]|的?(?:所有|多个|\\d{1,2}个)?[区县]")
_GUEST = re.compile("[与和同赴到从向比]|来自|借鉴|学习|邀请|引进|对接")
_WORD_AFTER = re.compile("大学|学院|师范|日报|晚报|网|路")
_HELPER_AFTER = re.compile("[^，。；]{0,6}(?:对口|帮扶|援助|支援|援建|捐赠|基金会|公司|协作|籍)")
_WRITER = re.compile("(?:记者|通讯员|撰稿|供稿)[ 　:：]{0,2}[一-龥]{2,4}(?:[ 　、]{1,3}[一-龥]{2,4}){0,4}$")
"""A line of who wrote (湖南日报·新湖南客户端通讯员 某某) is no headline."""
BARE = 60
"""A report shorter than this is no report: what stands before a title on an attachment's first page."""


@dataclass(frozen=True, slots=True)
class ReportSpan:
    """A report's stretch of the text; `head` spans its title block."""

    span: Span
    head: Span
    title: str
    lines: tuple[str, ...]


def reports_of(text: str, blocks: tuple[Block, ...]) -> tuple[ReportSpan, ...]:
    """The reports of a document in order; what stands before the first title belongs to its report where it is
    furniture of the page, and is a report else."""
    opens = _topmost(text, blocks, _openings(text, blocks))
    if not opens or not (opens[0][0] == 0 or _is_furniture(text, blocks, opens[0][0])):
        top = below_furniture(text, blocks)
        opens.insert(0, named(text, blocks) or ((0, 0) if opens else (top, top + _is_short(text, blocks, top))))
    found = []
    for n, (first, last) in enumerate(opens):
        following = opens[n + 1][0] if n + 1 < len(opens) else len(blocks)
        span = Span(blocks[first if n else 0].start, blocks[following - 1].end)
        lines = tuple(text[b.start : b.end].strip(" 　#") for b in blocks[first:last])
        head = Span(blocks[first].start, blocks[last - 1].end if last > first else blocks[first].start)
        found.append(ReportSpan(span, head, " ".join(_title_lines(lines)), lines))
    return tuple(found)


def _topmost(text: str, blocks: tuple[Block, ...], opens: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The openings with the masthead of the page; none lies in its furniture."""
    if post := posted(text, blocks):
        return [post, *((first, last) for first, last in opens if first >= post[1])]
    top = masthead(text, blocks)
    if top is None or top[1] >= len(blocks):
        return opens
    if opens and opens[0][0] <= top[1]:
        return [(opens[0][0], max(top[1], opens[0][1])), *((first, last) for first, last in opens[1:] if first >= top[1])]
    return [top, *opens]


def _openings(text: str, blocks: tuple[Block, ...]) -> list[tuple[int, int]]:
    """(first block, block after the title block) of every report."""
    opens: list[tuple[int, int]] = []
    line = [_is_line(text, block) for block in blocks]  # no paragraph opens a report
    inner = [i for i in range(len(blocks)) if line[i] and _names_place(text, blocks, i)]
    headlines = frozenset(inner) if len(inner) > 1 else frozenset()
    i = below_furniture(text, blocks)
    while i < len(blocks):
        if not line[i] or is_foot(text[blocks[i].start : blocks[i].end]) or (opens and _WRITER.search(text[blocks[i].start : blocks[i].end])):
            i += 1
            continue
        if closing := _closing(text, blocks, i):
            i += closing
            continue
        if blocks[i].kind != "cell" and is_path(text[blocks[i].start : blocks[i].end]):
            i += 1
            continue
        headline = i in headlines or _is_headline(text, blocks, i) or _opens_news(text, blocks, i)
        headline = headline or bool(opens and _moves_away(text, blocks, i, opens[-1]))
        if not headline and not _is_title(text, blocks[i]):
            i += 1
            continue
        last = i + 1
        while (
            last < len(blocks)
            and last - i < 8
            and (_is_dateline(text, blocks[last]) or (not headline and _is_title(text, blocks[last])))
            and not _heads_years(text, blocks, i, last)
        ):
            last += 1
        lines = [text[b.start : b.end].strip() for b in blocks[i:last]]
        titled = any(b.level for b in blocks[i:last])
        if not opens or ((headline or _strong(lines, titled)) and _has_text(text, blocks, last)):
            opens.append((i, last))
        i = last
    return _merge_bare(text, blocks, opens)


def _has_text(text: str, blocks: tuple[Block, ...], after: int) -> bool:
    """Whether anything is told below a title: a sentence, a table, figures; a page's foot tells nothing."""
    if after >= len(blocks):
        return False
    if text.find("。", blocks[after].start) >= 0 or blocks[after].kind == "cell" or blocks[-1].kind == "cell":
        return True
    return _COUNTED.search(text, blocks[after].start) is not None


def _is_furniture(text: str, blocks: tuple[Block, ...], first: int) -> bool:
    """No sentence stands above the first title: links, buttons, a table of who published it."""
    above = text[blocks[0].start : blocks[first].start]
    return len(above) <= FURNITURE and "。" not in above and not any(b.header for b in blocks[:first])


def _moves_away(text: str, blocks: tuple[Block, ...], i: int, above: tuple[int, int]) -> bool:
    """A short line over a paragraph whose opening names a division that neither holds nor lies in the one of the
    report above: another article has begun."""
    if not above[1] < i < len(blocks) - 1 or blocks[i].kind == "cell":
        return False
    line = text[blocks[i].start : blocks[i].end].strip(" 　#")
    below = text[blocks[i + 1].start : blocks[i + 1].end].strip()
    if not 6 <= len(line) <= 48 or line[-1] in "。；，：、" or "。" in line or len(below) < 40 or "。" not in below:
        return False
    if MARK.match(line) or _FIELD.match(line) or line[0] in _BULLETS:
        return False
    new = _place_of(line, "short") or _place_of(below[:OPENING])
    old = _place_of(text[blocks[above[0]].start : blocks[above[1] - 1].end], "short")
    if new is None or new.level == "country":
        return False
    if old is None or old.level == "country":
        return bool(_LATELY.match(below) and _place_of(line, "short") and _place_of(below[:OPENING], "short"))
    table = load_divisions()
    return not table.is_within(new.adcode, old.adcode) and not table.is_within(old.adcode, new.adcode)


def _place_of(text: str, bare: str = "") -> Division | None:
    """The first division that a stretch is about, leaving out those that give, teach or are gone to; one named
    without its level (`bare` "short") only in a headline, and no county then."""
    for mention in find_places(text):
        before, after = text[max(0, mention.span.start - 2) : mention.span.start], text[mention.span.end :]
        if _HELPER_AFTER.match(after) or _WORD_AFTER.match(after) or _GUEST.search(before):
            continue
        division = resolve(mention, prefer="prefecture")
        named = mention.form != "short" or mention.chained
        if division and (named or (bare and (division.level != "county" or mention.span.start == 0))):
            return division
    return None


def signs(line: str) -> bool:
    """Whether a line is the name of who signs a paper.

    >>> signs("某县民政局"), signs("某县民政局工作总结")
    (True, False)
    """
    return len(line) <= 30 and _SIGNER.search(line) is not None and not _TITLE_WORDS.search(line)


def _closing(text: str, blocks: tuple[Block, ...], i: int) -> int:
    """The number of blocks from `i` on that close the report above, and open none: a body and a date below a paragraph,
    the list of attachments above them."""
    if not 0 < i < len(blocks) - 1 or blocks[i].kind == "cell":
        return 0
    above = text[blocks[i - 1].start : blocks[i - 1].end].rstrip()
    attached = _ATTACHED.match(text, blocks[i].start, blocks[i].end)
    ended = above.endswith(("。", "！", "”")) or DATE_ALONE.fullmatch(above.strip(" 　（）"))
    if not (attached or ended or (signs(text[blocks[i].start : blocks[i].end].strip()) and text.find("。", blocks[i].start) < 0)):
        return 0
    for last in range(i + bool(attached), min(i + bool(attached) + 3, len(blocks))):
        line = text[blocks[last].start : blocks[last].end].strip(" 　（）")
        if DATE_ALONE.fullmatch(line) or _OPEN_TO_ALL.match(line):
            return last + 1 - i
        if not signs(line):
            return last - i if last > i and not attached and _is_headline(text, blocks, last) else 0
    return 0


def _merge_bare(text: str, blocks: tuple[Block, ...], opens: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A part heading with no text of its own (材料一) belongs to the report that follows it."""
    kept: list[tuple[int, int]] = []
    for first, last in opens:
        if kept and (kept[-1][1] == first or blocks[first].start - blocks[kept[-1][0]].start < BARE):
            kept[-1] = (kept[-1][0], last)
        else:
            kept.append((first, last))
    return kept


def _names_place(text: str, blocks: tuple[Block, ...], i: int) -> bool:
    """A line between two paragraphs that names a place somewhere: a headline where a file has several."""
    if not 0 < i < len(blocks) - 1 or blocks[i].kind == "cell":
        return False
    line = text[blocks[i].start : blocks[i].end].strip(" 　#")
    if not 10 <= len(line) <= 48 or _BROKEN.search(line):
        return False
    above = text[blocks[i - 1].start : blocks[i - 1].end].rstrip()
    below = text[blocks[i + 1].start : blocks[i + 1].end].strip()
    if not above.endswith(("。", "）", ")", "！", "”")) or len(below) < 60:
        return False
    if MARK.match(line):
        return False
    return any(mention.form in ("full", "suffix") or mention.chained for mention in find_places(line))


def _opens_news(text: str, blocks: tuple[Block, ...], i: int) -> bool:
    """A short line below a closed paragraph, over a date of its own or over the opening words of a news item."""
    block = blocks[i]
    line = text[block.start : block.end].strip(" 　#")
    if block.kind == "cell" or not 8 <= len(line) <= 48 or line[-1] in "。；，：" or "。" in line:
        return False
    if not 0 < i < len(blocks) - 1 or MARK.match(line) or _BODY.search(line):
        return False
    above = text[blocks[i - 1].start : blocks[i - 1].end].rstrip()
    below = text[blocks[i + 1].start : blocks[i + 1].end].strip(" 　（）")
    below = re.sub(r"(?<=[日\d])[ 　]*[一-龥]{2,8}(?<![午时])$", "", below)  # 2022-06-09 东南晚报
    top = blocks[i].start - blocks[0].start < TOP and bool(_ANY_DATE.fullmatch(below))
    if not (top or above.endswith(("。", "！", "”", "）", ")"))) or _ANY_DATE.search(line):
        return False
    if _ANY_DATE.fullmatch(below):
        after = text[blocks[i + 2].start : blocks[i + 2].end] if i + 2 < len(blocks) else ""
        return len(after.strip()) >= 40
    if len(below) < 40:
        return False
    places = find_places(line)
    leads = bool(places) and places[0].span.start == 0 and places[0].form != "short"
    leads = leads or any(town.span.start == 0 for town in find_townships(line))
    return bool(_NEWS.match(below) or (leads and _LATELY.match(below)))


def _is_headline(text: str, blocks: tuple[Block, ...], i: int) -> bool:
    """A headline that names its place first, over a paragraph: one item of news among several."""
    block = blocks[i]
    line = text[block.start : block.end].strip(" 　#")
    if block.kind == "cell" or not 6 <= len(line) <= 60 or line[-1] in "。；，：！？" or "。" in line:
        return False
    if MARK.match(line) or i + 1 >= len(blocks):
        return False
    below = text[blocks[i + 1].start : blocks[i + 1].end].strip()
    if len(below) < 40 and not _is_dateline(text, blocks[i + 1]):
        return False
    if re.match(r"(?:中国|全国|我国)", line):
        return True
    named = find_places(line)
    colon = re.search("[:：]", line[:18])
    return bool(
        named
        and named[0].span.start == 0
        and (colon or block.kind in ("title", "heading") or "，" not in line)
        and not _of_its_holder(below, resolve(named[0], prefer="prefecture"))
    )


def _of_its_holder(below: str, place: Division | None) -> bool:
    """What stands below a line that names a place speaks of the division that holds it: 慈溪市最活跃, 在宁波，哪里…?; 从宁波各区看."""
    first = next(iter(find_places(below[:OPENING])), None)
    if first is None or place is None or not _OF_ALL.match(below, first.span.end):
        return False
    holder = resolve(first, prefer="prefecture")
    return holder is not None and holder.level != "country" and holder != place and load_divisions().is_within(place.adcode, holder.adcode)


def _is_line(text: str, block: Block) -> bool:
    """Short enough for a title or a headline, or marked as one."""
    return block.end - block.start <= LINE or block.kind == "title" or len(text[block.start : block.end].strip(_EDGE)) <= LINE


def _is_title(text: str, block: Block) -> bool:
    line = text[block.start : block.end].strip()
    if _FIELD.match(line) and not _PART.match(line):
        return False
    if block.kind == "title":
        return True
    if block.kind == "cell" or not line or len(line) > 60 or line[-1] in "。；，：！":
        return False
    mark = MARK.match(line)
    if mark and (mark.lastindex or 0) <= 6:
        return False
    return bool(_PART.match(line) or (_TITLE_WORDS.search(line) and "，" not in line) or (block.level == 1))


def _is_short(text: str, blocks: tuple[Block, ...], i: int) -> bool:
    """A short line without a stop over a longer one with it."""
    if not 0 < i < len(blocks) - 1 or blocks[i].kind == "cell":
        return False
    line, below = (text[b.start : b.end].strip() for b in blocks[i : i + 2])
    return 6 <= len(line) <= 48 and line[-1] not in "。；，：、" and "。" not in line and "。" in below and len(below) > len(line)


def _is_dateline(text: str, block: Block) -> bool:
    line = text[block.start : block.end].strip()
    return (
        len(line) < 30
        and bool(_DATED.search(line))
        and not line.endswith("。")
        and not is_library(line)
    )


def _heads_years(text: str, blocks: tuple[Block, ...], first: int, i: int) -> bool:
    """A bare year below a line with a day heads the paragraphs of that year."""
    line = text[blocks[i].start : blocks[i].end].strip()
    return _YEAR_LINE.fullmatch(line) is not None and any(_is_dateline(text, block) for block in blocks[first:i])


def _strong(lines: list[str], titled: bool) -> bool:
    """A title block that surely opens a report: a part, an issuing body, or a kind of document with the place or
    the date it is of; the caption of a photograph (社工介绍项目情况) has neither."""
    if any(_BODY.search(line) or _PART.match(line) for line in lines):
        return True
    kind = any(_TITLE_WORDS.search(line) for line in lines)
    told = titled or len(lines) > 1 or any(_OF_WHOM.search(line) or find_places(line) for line in lines)
    return kind and told


def _title_lines(lines: tuple[str, ...]) -> list[str]:
    return [line for line in lines if not any(beside(line) for beside in _BESIDE_TITLE)][:3] or list(lines[:1])


_BESIDE_TITLE = (_ASIDE.match, _FIELD.match, is_field, is_path, is_published, invites)
"""What stands in a title block and is no title."""
