"""Whether a stretch of text tells of what is to come: the cues that give figures their standing, heard for the times
and the lists of a sentence."""

from __future__ import annotations

import re

from extractors.bounds import LOW
from schemas.cues import load_cues
from schemas.records import Span

_CUES = load_cues()
_NEXT_STEPS = re.compile(r"[\s　]*(?:下一?步|今后|接下来|下一?阶段|未来)")
SENTENCE = 200
"""How far before a clause the start of its sentence is looked for, in characters."""


def looks_ahead(text: str, start: int, end: int) -> bool:
    """Plans or goals are told: 计划12月建成, 会议要求，年内完成."""
    return _CUES.heard(text, start, end, "target")


def owed(text: str, start: int, end: int) -> bool:
    """What is told of is to be done by a rule: 全年个案不少于15个, 全年应完成个案15个."""
    return LOW.search(text, start, end) is not None or _CUES.heard(text, start, end, "standard")


def demanded(text: str, start: int, end: int) -> bool:
    """What a sentence announces is asked for: 要抓好四件事."""
    return _CUES.announced(text, start, end)


def next_steps(text: str, clause: Span) -> bool:
    """The sentence of a clause opens with what comes next: 下一步，力争."""
    reach = max(0, clause.start - SENTENCE)
    start = max(text.rfind("。", reach, clause.start), text.rfind("\n", reach, clause.start), reach - 1) + 1
    return _NEXT_STEPS.match(text, start) is not None
