"""Whether a stretch of text tells of what is to come: the cues that give figures their standing, heard for the times
and the lists of a sentence."""

from __future__ import annotations

from extractors.bounds import LOW
from schemas.cues import load_cues

_CUES = load_cues()


def looks_ahead(text: str, start: int, end: int) -> bool:
    """Plans or goals are told: 计划12月建成, 会议要求，年内完成."""
    return _CUES.heard(text, start, end, "target")


def owed(text: str, start: int, end: int) -> bool:
    """What is told of is to be done by a rule: 全年个案不少于15个, 全年应完成个案15个."""
    return LOW.search(text, start, end) is not None or _CUES.heard(text, start, end, "standard")


def demanded(text: str, start: int, end: int) -> bool:
    """What a sentence announces is asked for: 要抓好四件事."""
    return _CUES.announced(text, start, end)
