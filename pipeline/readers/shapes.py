"""What one line of a report looks like: a heading, a title, an issuing body, an ended sentence.

Pure questions on one string; the decisions that need neighbours are in `paragraphs`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

SENTENCE_ENDS: Final = frozenset("。！？；：!?;:…")
CLOSERS: Final = frozenset("”’」』）)》】〉\"'")
CLAUSE_MARKS: Final = frozenset("，。；！？,;!?")
HANGING: Final = frozenset("，、,（(“‘《〈【「『—－-+＋·")
"""A line that ends so goes on: nothing is complete after these."""

_NUMERAL = "一二三四五六七八九十百"
MARKER: Final = re.compile(
    rf"""(?:
      [{_NUMERAL}]{{1,3}}[、．]                      # 一、
    | [（(][{_NUMERAL}]{{1,3}}[）)]                  # （一）
    | \d{{1,2}}(?:[、．]|\.(?!\d))                    # 1. 1、 but not 1.5
    | [（(]\d{{1,2}}[）)]                             # （1）
    | 第[{_NUMERAL}]{{1,3}}[章节条编][\s　]            # 第一章
    | [①②③④⑤⑥⑦⑧⑨⑩]
    )""",
    re.VERBOSE,
)
BODY: Final = re.compile(
    r"(?:局|厅|委|委员会|人民政府|政府|办公室|办事处|街道办|中心|协会|联合会|党组|党委|党工委|社|课题组|科|处|院|大学)$"
)
REPORT_WORD: Final = re.compile(
    r"(?:报告|汇报|材料|材料[一二三四五六七八九十]|讲话|提纲|意见|通知|方案|总结|情况|公报|通报|部署|做法|经验|规划|计划|"
    r"办法|细则|要点|简报|综述|清单|附件\d*|附\s*件\d*|发言|致辞|纪要|指引|标准)$"
)
DATE_LINE: Final = re.compile(
    r"[（(]?\s*(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年\s*.{1,3}\s*月(?:\s*.{1,3}\s*日)?\s*[）)]?$"
)
CAPTION: Final = re.compile(
    r"^图\s?\d|^[（(]?图[片为：:]|"
    r"(?:现场|活动|会议|推进会|座谈会|仪式|合影|照片|图片|社工站|服务站|工作站|中心|摄[）)]?|供图[）)]?|图)$"
)
NUMBERED_CAPTION: Final = re.compile(r"^[表图]\s?\d{1,3}(?:[-.－]\d{1,2})?(?![\d、个张])")
PERSON: Final = re.compile(
    r"(?:长|主任|书记|主席|委员|巡视员|代表|主编)[\s　]*[\u4e00-\u9fff](?:[\s　]*[\u4e00-\u9fff]){1,3}$"
)
"""Office and name of a speaker."""
CREDIT: Final = re.compile(r"^[（(](?:据|来源|作者|供稿|摘自|转自)")
LABEL: Final = re.compile(r"[\u4e00-\u9fff]{1,6}[：:].{0,30}$")
"""A labelled line, such as 联系人：…: complete without a full stop."""
LABEL_START: Final = re.compile(
    r"(?:(?:信息|稿件)?来源|作者|编辑|审核|责编|发布\w{2}|浏览\w{0,2}|阅读\w{0,2}|点击\w{0,2}|字体|字号|文号)\s?[：:]"
)
STAMP: Final = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)")
STAMP_END: Final = re.compile(r"(?<!\d)\d{1,2}:\d\d(?::\d\d)?$")
"""A date and a time of day as machines write them, at the head of a page."""
_CUT_NUMBER: Final = re.compile(r"\d[万亿]?$")
_CUT_UNIT: Final = re.compile(r"(?:人(?!民|大|社局)|[名位个家户元场份%％]|平方米|小时|余[人名个家户元万]|万[人元户小名平]|年[，底])")
MARKDOWN: Final = re.compile(r"(#{1,6})[ \t　]+(?=\S)")


def em_width(text: str) -> float:
    """Width of `text` in ems: 1 for a wide character, 0.5 for a narrow one.

    >>> em_width("投入25万")
    4.0
    """
    if text.isascii():
        return len(text) / 2
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def ends_sentence(text: str) -> bool:
    """Whether nothing need follow `text`.

    >>> ends_sentence("服务居民300人。”"), ends_sentence("各乡镇（街道）"), ends_sentence("（据某局）")
    (True, False, True)
    """
    stripped = text.rstrip("".join(CLOSERS))
    if stripped and stripped[-1] in SENTENCE_ENDS:
        return True
    brackets = text.count("（") + text.count("(")
    return len(text) > 2 and text[0] in "（(" and text[-1] in "）)" and brackets == 1


def hangs(text: str) -> bool:
    """Whether `text` cannot be the end of anything: a comma, an open bracket or quotation mark is left.

    >>> hangs("县级指导、"), hangs("（即全县"), hangs("全面推进")
    (True, True, False)
    """
    if not text or text[-1] in HANGING:
        return True
    return is_open(text)


def cuts_figure(text: str, following: str) -> bool:
    """Whether a line end stands between a number and its unit, or inside the unit, in a sentence.

    >>> cuts_figure("全县，有317", "人报名"), cuts_figure("发放低保金，共681.6万", "元；"), cuts_figure("1,204", "人数")
    (True, True, False)
    """
    if not _CUT_NUMBER.search(text) or not _CUT_UNIT.match(following):
        return False
    return re.search("[，。；！？]|[一-龥][,;]", text) is not None


def is_open(text: str) -> bool:
    """Whether a bracket or quotation mark opened near the end of `text` is still open."""
    tail = text[-60:]
    return any(tail.rfind(o) > tail.rfind(c) for o, c in ("（）", "“”", "《》", "()"))


def has_marker(text: str) -> bool:
    """Whether `text` opens with the number of a heading or list item (一、 （一） 1.).

    >>> [has_marker(t) for t in ("一、基本情况", "（二）队伍", "1.5万元", "3.加强", "一是强化")]
    [True, True, False, True, False]
    """
    return MARKER.match(text) is not None


def is_heading(text: str) -> bool:
    """A numbered line of heading length with no sentence in it.

    >>> [is_heading(t) for t in ("一、基本情况", "（一）高位推动。一是", "二、抓保障，在“实”字上。")]
    [True, False, True]
    """
    if not has_marker(text) or em_width(text) > 60:
        return False
    body = text[:-1] if text[-1] in "。：:" else text
    if any(c in "。！？；" for c in body):
        return False
    return text[-1] not in "：:；，," and (text[-1] != "。" or em_width(text) <= 26)


def is_title(text: str) -> bool:
    """A line that could be a title, an issuing body or a date: short, no clause in it, not only a number.

    >>> [is_title(t) for t in ("某县民政局", "2022年工作总结", "全县共有12个，", "136", "强化保障 精准服务")]
    [True, True, False, False, True]
    """
    if em_width(text) > 36 or text[-1] in "：:、" or any(c in CLAUSE_MARKS for c in text):
        return False
    if has_marker(text) or is_open(text) or CREDIT.match(text) or NUMBERED_CAPTION.match(text):
        return False
    han = sum("\u4e00" <= c <= "\u9fff" for c in text)
    return han >= 2 and (han * 2 >= len(text) or DATE_LINE.match(text) is not None)


def is_caption(text: str) -> bool:
    """The numbered caption of a table or picture.

    >>> is_caption("表1 各县投入（单位：万元）"), is_caption("表3个季度的数据。")
    (True, False)
    """
    return em_width(text) <= 40 and "。" not in text and NUMBERED_CAPTION.match(text) is not None


def is_title_for_sure(text: str) -> bool:
    """A title line that its own words give away: an issuing body, a date, a word for a kind of report."""
    core = text.strip("（）() 　")
    return is_title(text) and any(p.search(core) for p in (BODY, REPORT_WORD, DATE_LINE, PERSON))
