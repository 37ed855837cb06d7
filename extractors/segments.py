"""Cutting a document into reports, sections and sentences.

A file may hold one report or many. A report opens with its title block (title, issuing body, date), or, in an
article about several places, with a heading that names one. Sections follow the marks of official prose:
一、 （一） 1. （1） 一是.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.places import find_places
from extractors.terms import wide
from schemas.records import Block, Document, Section, Sentence, Span
from schemas.trusted import trusted

_TITLE_WORDS = re.compile(
    r"(?:报告|汇报|汇报材料|交流材料|材料|讲话|提纲|意见|通知|方案|总结|情况|公报|通报|部署|做法|经验|规划|计划|办法|细则|要点|简报|"
    r"综述|清单|发言|新闻|公告|函|纪要|指南|标准|说明|解读|述评|年报|动态|信息|摘要)(?:[（(].*[）)])?$"
)
_BODY = re.compile(
    r"(?:局|厅|委|部|委员会|人民政府|政府|办公室|办事处|中心|协会|联合会|社工站|服务站|工作部|工委)$"
)
_PART = re.compile(
    r"^(?:材料|附件|附录|案例|经验|交流材料|典型)[一二三四五六七八九十\d]{0,3}(?:[—\-：:、．. 　]|$)"
)
_FIELD = re.compile(
    r"[一-龥]{0,6}(?:单位|地点|实施地|周期|时间|日期|金额|资金情况|对象|人数|电话|地址|负责人|联系人)：\S"
)
"""A line of a form (项目实施单位：…), no title."""
_DATE_ALONE = re.compile(
    r"[12〇○零一二三四五六七八九\d]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?"
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
_CLOSE = "”’」』）)》】"
_MARKS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(r"(?:第[一二三四五六七八九十]{1,3}[章部节]分?[\s　、]?|[一二三四五六七八九十]{1,3}、)")),
    (2, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")),
    (3, re.compile(r"\d{1,2}(?:[、．]|\.(?!\d))")),
    (4, re.compile(r"[（(]\d{1,2}[）)]|[①②③④⑤⑥⑦⑧⑨⑩]")),
    (
        5,
        re.compile(
            r"[一二三四五六七八九十]{1,2}是|[一二三四五六七八九十]抓|第[一二三四五六七八九十]，|首先，|其次，|在[^，。；]{2,14}方面[。，：]"
        ),
    ),
)
_MARK = re.compile("|".join(f"({pattern.pattern})" for _, pattern in _MARKS))
"""Any mark; the group that matched is its level."""
_BEFORE_MARK = re.compile("[。；：！]")
_STOPS = re.compile(rf"[。！？!?][{_CLOSE}]*|[（()）；，]")
_ENDS = re.compile(rf"[。！？!?][{_CLOSE}]*|[（()）]")
"""The stops that matter in a block no longer than a sentence may be."""
LONGEST = 1200
ITEM_LEVEL = 5
TOP = 120
"""How far down a page its navigation may reach, in characters."""
BARE = 60
"""A report shorter than this is no report: what stands before a title on an attachment's first page."""


@dataclass(frozen=True, slots=True)
class ReportSpan:
    """A report's stretch of the text; `head` spans its title block."""

    span: Span
    head: Span
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Segments:
    """Reports, sections and sentences of a document, in order; sentences name their report and section."""

    reports: tuple[ReportSpan, ...]
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]


def segment(document: Document) -> Segments:
    """Cut a document; every character of a block belongs to exactly one sentence."""
    text = wide(document.text)
    blocks = document.blocks or (Block(0, len(text), "paragraph"),)
    reports = _reports(text, blocks)
    sections = _sections(text, document.text, blocks)
    return Segments(reports, sections, _sentences(text, blocks, reports, sections))


# --- reports ---


def _reports(text: str, blocks: tuple[Block, ...]) -> tuple[ReportSpan, ...]:
    opens = _openings(text, blocks)
    if not opens or opens[0][0] != 0:
        opens.insert(0, (0, 0))
    found = []
    for n, (first, last) in enumerate(opens):
        following = opens[n + 1][0] if n + 1 < len(opens) else len(blocks)
        span = Span(blocks[first].start, blocks[following - 1].end)
        lines = tuple(text[b.start : b.end].strip(" 　#") for b in blocks[first:last])
        head = Span(blocks[first].start, blocks[last - 1].end if last > first else blocks[first].start)
        found.append(ReportSpan(span, head, " ".join(_title_lines(lines)), lines))
    return tuple(found)


def _openings(text: str, blocks: tuple[Block, ...]) -> list[tuple[int, int]]:
    """(first block, block after the title block) of every report."""
    opens: list[tuple[int, int]] = []
    inner = [i for i in range(len(blocks)) if _names_place(text, blocks, i)]
    headlines = frozenset(inner) if len(inner) > 1 else frozenset()
    i = 0
    while i < len(blocks):
        if _is_signature(text, blocks, i):
            i += 2
            continue
        headline = i in headlines or _is_headline(text, blocks, i) or _opens_news(text, blocks, i)
        if not headline and not _is_title(text, blocks[i]):
            i += 1
            continue
        last = i + 1
        while (
            last < len(blocks)
            and last - i < 8
            and (_is_dateline(text, blocks[last]) or (not headline and _is_title(text, blocks[last])))
        ):
            last += 1
        lines = [text[b.start : b.end].strip() for b in blocks[i:last]]
        titled = any(b.level for b in blocks[i:last])
        if (headline or not opens or _strong(lines, titled)) and (last < len(blocks) or not opens):
            opens.append((i, last))
        i = last
    return _merge_bare(text, blocks, opens)


def _is_signature(text: str, blocks: tuple[Block, ...], i: int) -> bool:
    """A body and a date below a paragraph: they close the report above, and open none."""
    if not 0 < i < len(blocks) - 1 or blocks[i].kind == "cell":
        return False
    line = text[blocks[i].start : blocks[i].end].strip(" 　")
    above = text[blocks[i - 1].start : blocks[i - 1].end].rstrip()
    signed = len(line) <= 30 and bool(_BODY.search(line)) and not _TITLE_WORDS.search(line)
    date = text[blocks[i + 1].start : blocks[i + 1].end].strip(" 　（）")
    return signed and above.endswith(("。", "！", "”")) and bool(_DATE_ALONE.fullmatch(date))


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
    above = text[blocks[i - 1].start : blocks[i - 1].end].rstrip()
    below = text[blocks[i + 1].start : blocks[i + 1].end].strip()
    apart = above.endswith(("。", "）", ")", "！", "”")) and len(below) >= 60
    if not apart or not 10 <= len(line) <= 48 or re.search("[。；，：:]", line):
        return False
    if any(pattern.match(line) for _, pattern in _MARKS):
        return False
    return any(mention.form in ("full", "suffix") or mention.chained for mention in find_places(line))


def _opens_news(text: str, blocks: tuple[Block, ...], i: int) -> bool:
    """A short line below a closed paragraph, over a date of its own or over the opening words of a news item."""
    block = blocks[i]
    line = text[block.start : block.end].strip(" 　#")
    if block.kind == "cell" or not 8 <= len(line) <= 48 or line[-1] in "。；，：" or "。" in line:
        return False
    if not 0 < i < len(blocks) - 1 or any(pattern.match(line) for _, pattern in _MARKS) or _BODY.search(line):
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
    return bool(_NEWS.match(below) or (leads and _LATELY.match(below)))


def _is_headline(text: str, blocks: tuple[Block, ...], i: int) -> bool:
    """A headline that names its place first, over a paragraph: one item of news among several."""
    block = blocks[i]
    line = text[block.start : block.end].strip(" 　#")
    if block.kind == "cell" or not 6 <= len(line) <= 60 or line[-1] in "。；，：！？" or "。" in line:
        return False
    if any(pattern.match(line) for _, pattern in _MARKS) or i + 1 >= len(blocks):
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
    )


def _is_title(text: str, block: Block) -> bool:
    line = text[block.start : block.end].strip()
    if _FIELD.match(line) and not _PART.match(line):
        return False
    if block.kind == "title":
        return True
    if block.kind == "cell" or not line or len(line) > 60 or line[-1] in "。；，：！":
        return False
    if any(pattern.match(line) for _, pattern in _MARKS[:4]):
        return False
    return bool(_PART.match(line) or (_TITLE_WORDS.search(line) and "，" not in line) or (block.level == 1))


def _is_dateline(text: str, block: Block) -> bool:
    line = text[block.start : block.end].strip()
    return (
        len(line) < 30
        and bool(re.search(r"\d{4}\s*年|\d{4}-\d|^[（(].*[）)]$", line))
        and not line.endswith("。")
    )


def _strong(lines: list[str], titled: bool) -> bool:
    """A title block that surely opens a report: a part, an issuing body, or a kind of document with the place or
    the date it is of; the caption of a photograph (社工介绍项目情况) has neither."""
    if any(_BODY.search(line) or _PART.match(line) for line in lines):
        return True
    kind = any(_TITLE_WORDS.search(line) for line in lines)
    told = titled or len(lines) > 1 or any(_OF_WHOM.search(line) or find_places(line) for line in lines)
    return kind and told


def _title_lines(lines: tuple[str, ...]) -> list[str]:
    kept = [line for line in lines if not re.match(r"^[（(].{4,14}[）)]$", line)]
    return kept[:3] or list(lines[:1])


# --- sections ---


def _sections(text: str, source: str, blocks: tuple[Block, ...]) -> tuple[Section, ...]:
    marks: list[tuple[int, int, int]] = []  # start, end of the heading, level
    for block in blocks:
        if block.kind in ("title", "cell"):
            if block.kind == "title":
                marks.append((block.start, block.end, 0))
            continue
        if block.kind == "heading":
            marks.append((block.start, block.end, _level(text, block.start) or min(block.level, 3) or 1))
            continue
        marks.extend(_marks_in(text, block))
    sections = []
    for (start, end, level), stop in zip(marks, _stops(marks, blocks[-1].end), strict=True):
        if level:
            sections.append(
                trusted(
                    Section,
                    {
                        "span": Span(start, stop),
                        "heading": Span(start, end),
                        "level": level,
                        "title": source[start:end].strip("。：:. \n"),
                    },
                )
            )
    return tuple(sections)


def _stops(marks: list[tuple[int, int, int]], end: int) -> list[int]:
    """Where each mark's section stops: at the next mark of its level or above, else at `end`.

    From the last mark to the first, so that none looks through all that follow it.
    """
    following = [end] * (ITEM_LEVEL + 1)  # by level, the start of the next mark
    stops = []
    for start, _, level in reversed(marks):
        stops.append(min(following[: level + 1]))
        following[level] = start
    return stops[::-1]


def _level(text: str, start: int) -> int:
    mark = _MARK.match(text, start)
    return mark.lastindex or 0 if mark else 0


def _marks_in(text: str, block: Block) -> list[tuple[int, int, int]]:
    """Run-in headings of a paragraph: marks at its start or after a sentence end."""
    found = []
    starts = [block.start, *(m.end() for m in _BEFORE_MARK.finditer(text, block.start, block.end - 1))]
    for start in starts:
        while start < block.end and text[start] in " 　":
            start += 1
        level = _level(text, start)
        if level:
            ends = [p for p in (text.find(c, start, block.end) for c in "。：") if p >= 0]
            end = min(ends) + 1 if ends and min(ends) - start < 60 else min(block.end, start + 40)
            found.append((start, end, level))
    return found


# --- sentences ---


def _sentences(
    text: str, blocks: tuple[Block, ...], reports: tuple[ReportSpan, ...], sections: tuple[Section, ...]
) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    report = opened = 0
    stack: list[int] = []
    for n, block in enumerate(blocks):
        while report + 1 < len(reports) and block.start >= reports[report + 1].span.start:
            report += 1
        for span in _cut(text, block):
            while opened < len(sections) and sections[opened].span.start <= span.start:
                stack = [s for s in stack if sections[s].span.end > sections[opened].span.start]
                stack.append(opened)
                opened += 1
            while stack and sections[stack[-1]].span.end <= span.start:
                stack.pop()
            section = stack[-1] if stack else -1
            found.append(trusted(Sentence, {"span": span, "report": report, "section": section, "block": n}))
    return tuple(found)


def _cut(text: str, block: Block) -> list[Span]:
    """Sentences of a block: cut after 。！？ and their closing marks; a bracket is never cut in two.

    A stretch of more than `LONGEST` characters without a stop is cut at its commas, so that no figure has an
    unbounded sentence to be read in.
    """
    spans, start, depth = [], block.start, 0
    stops = _STOPS if block.end - block.start > LONGEST else _ENDS
    for match in stops.finditer(text, block.start, block.end):
        mark = match[0][0]
        if mark in "（(":
            depth += 1
        elif mark in "）)":
            depth = max(0, depth - 1)
        elif (mark in "。！？!?" and depth == 0) or match.end() - start > LONGEST:
            spans.append(Span(start, match.end()))
            start, depth = match.end(), 0
    if start < block.end:
        spans.append(Span(start, block.end))
    return [s for s in spans if text[s.start : s.end].strip()] or [Span(block.start, block.end)]
