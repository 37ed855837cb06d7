"""A sentence that leads in a list of plans or norms stands over its items as a heading does: 明年，我们打算做好以下工作：一、…;
每站每年须完成：（1）…."""

from __future__ import annotations

import re

from extractors.ahead import demanded, owed
from extractors.contexts import turns_ahead
from schemas.cues import load_cues
from schemas.patterns import any_of
from schemas.records import Span, span_of

LONGEST = 90
"""No sentence that leads in a list is longer, in characters."""
_FIRST = re.compile("一、|[（(][一1][）)]|1(?:[、．]|\\.(?!\\d))|①")
"""The mark of a list's first item."""
_OPENS = re.compile(
    "(?:件(?:大|实)?事|个?方面|[项点](?:重点)?(?:工作|任务|举措|措施|重点)|步棋?|如下|(?:以下|下列)[^，。；：]{0,8})[^，。；：\\d]{0,6}[。：]|："
)
"""How such a sentence ends."""
_STARTS = re.compile("[。！？；\n]")
_COMING = re.compile(
    "(?:明年|来年|下半年|新的一年|下一年度?)[^。；]{0,30}(?:打算|计划|拟|将|(?<![主重])要|重点|着力|力争|抓好|做好)|"
    "20\\d\\d年[^。；]{0,24}(?:打算|计划[^，。；]{0,4}[做从抓]|将|力争)"
)
_PAST = re.compile(
    f"{any_of(load_cues().headings.shortfalls)}|[了过]|以来|已经?|回顾|现将|汇报|报告|答复|通报|总结|情况|介绍|体会|成效|做法|"
    "\\d(?![\\d年月、．.)）])"
)
"""It tells of what has been, of the report itself (现将2023年总结和2024年工作计划报告如下：), or has a figure of its own."""


def is_first(text: str, start: int) -> bool:
    """A mark that starts there is that of a list's first item."""
    return _FIRST.match(text, start) is not None


def lead_in(text: str, floor: int, start: int) -> Span | None:
    """The sentence that ends right before the mark at `start`, where it says that plans or norms follow; it begins behind `floor`."""
    end = start
    while end > floor and text[end - 1] in " \u3000\n":
        end -= 1
    if end == floor or text[end - 1] not in "：。":
        return None
    begin = max(floor, end - LONGEST - 1)
    for mark in _STARTS.finditer(text, begin, end - 1):
        begin = mark.end()
    if begin > floor and not _STARTS.match(text, begin - 1):
        return None
    opens = _OPENS.search(text, begin, end)
    if not opens or _PAST.search(text, begin, end):
        return None
    ahead = _COMING.search(text, begin, end) or turns_ahead(text[begin : end - 1])
    ahead = ahead or demanded(text, begin, end) or owed(text, begin, end)
    return span_of(Span, (begin, end)) if ahead else None
