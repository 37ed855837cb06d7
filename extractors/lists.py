"""Lists in running text: how their items begin, and which sentence announces one."""

from __future__ import annotations

import re

from extractors.ahead import demanded
from schemas.cues import load_cues
from schemas.patterns import any_of
from schemas.records import Sentence

ITEM = re.compile(
    r"\s*(?:[—\-－•●◆▲■★·]|[一二三四五六七八九十][是要]|第[一二三四五六七八九十][，、]|首先|其[一二三四次]|（[\d一二三四五六七八九十]{1,2}）"
    r"|\d{1,2}[.、．]|[①-⑩])"
)
"""How an item of a list begins."""
_FIRST_ITEM = re.compile(r"[\s　]*(?:一是|一要|第一[，、]|首先|其一|（一）|1[.、．]|①)")
FIRST = frozenset("一第首其（1①\t 　")
"""How the first item of a list may begin, by its first character."""
_ANNOUNCED = re.compile("(?:件(?:大|实)?事|个?方面|项(?:重点)?(?:工作|任务|举措|措施)|步棋?|点|如下|以下[^，。]{0,8})[^，。\\d]{0,6}[。：]$")
"""We did three things: 三件事, 以下工作."""


_NEXT_ITEM = re.compile(rf"；(?={ITEM.pattern})")
_ITEM_OF = 240
"""How far before a time its item of a list may begin, in characters."""


def left_behind(text: str, start: int, at: int) -> bool:
    """What starts at `start` stands in an item of a list that has ended by `at`: （一）8月底前配齐；（二）培训2期."""
    if not _NEXT_ITEM.search(text, start, at):
        return False
    floor = max(0, start - _ITEM_OF)
    begins = max(floor, *(text.rfind(mark, floor, start) + 1 for mark in "；：。\n"))
    return ITEM.match(text, begins, start) is not None


def announces(text: str, sentence: Sentence, after: Sentence | None, figures: bool) -> bool:
    """A list begins behind a sentence that says so, or that tells nothing else: 去年，我们做了三件事。一是…

    Args:
        after: the sentence behind it.
        figures: whether it has any.
    """
    if after is None or after.report != sentence.report or not _FIRST_ITEM.match(text, after.span.start):
        return False
    return not figures or _ANNOUNCED.search(text, *sentence.span) is not None


_DEMANDS_NOTHING = re.compile(f"{any_of(load_cues().headings.shortfalls)}|[了过]")


class Demands:
    """Whether the items being read are asked for: 今年要抓好四件事。第一，…; 第二，…."""

    def __init__(self) -> None:
        self.stand = False

    def enter(self, fresh: bool, item: bool) -> None:
        """A sentence begins; `fresh` where it opens a paragraph or an item, `item` where it begins as one of a list."""
        self.stand = self.stand and (item or not fresh)

    def leave(self, text: str, sentence: Sentence) -> None:
        """A sentence that announces a list ends."""
        start, end = sentence.span
        self.stand = self.stand or (demanded(text, start, end) and not _DEMANDS_NOTHING.search(text, start, end))
