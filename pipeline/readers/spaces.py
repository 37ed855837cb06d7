"""Which spaces inside a line are the layout's and not the writer's.

Copying from a typeset page leaves spaces between Han and digits (超过 2万, 9000 余); they are closed. Two
numbers are never fused, and spaces between Latin words or between two Han phrases of a title stay.
"""

from __future__ import annotations

import re
from typing import Final

INVISIBLE: Final = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f") | frozenset(
    chr(c) for c in range(32) if c not in (9, 10, 11, 12, 13)
)
"""Zero-width and control characters: never part of the text."""
SPACE: Final = frozenset(" \t\u00a0\u3000\u202f\u205f\n\r\v\f\x85\u2028\u2029") | frozenset(
    chr(c) for c in range(0x2000, 0x200B)
)
PUNCTUATION: Final = frozenset("，。、；：？！（）《》〈〉【】「」『』“”‘’〔〕﹝﹞…％")
UNITS: Final = frozenset("余多万亿千百元人名位个家场次期份户所处支宗件只条岁年月日号天小倍平米%％‰")
_SCALES: Final = frozenset("余多万亿千百")
_DASHES: Final = frozenset("-—–~～－至")
_COLUMN: Final = re.compile(r"[ \t\u3000]\d[\d.,，%％]*(?=[ \t\u3000]|$)")


def is_han(char: str) -> bool:
    """Whether `char` is a Chinese character, the zero 〇 included."""
    bmp = "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char in "〇○"
    return bmp or char >= "\U00020000"


def is_row(text: str) -> bool:
    """Whether the line is a row of a table set with spaces: its spaces part cells and stay.

    >>> is_row("麒麟区 12 35 260"), is_row("全州 29 个站点，共有 300 人")
    (True, False)
    """
    if any(c in "，。；：" for c in text):
        return False
    return len(_COLUMN.findall(text)) >= 2


def is_stray(left: str, right: str, run: int, beyond: str = "", before: str = "") -> bool:
    """Whether `run` spaces between the characters `left` and `right` are to be closed up.

    `before` and `beyond` are the nearest characters, spaces aside, left of `left` and right of `right`.

    >>> [is_stray(a, b, 1) for a, b in ("超2", "9余", "12", "强精", "力。", "ab", "%充")]
    [True, True, False, False, True, False, True]
    """
    if left.isdigit() and right.isdigit():
        return False
    if run > 1:
        return (left.isdigit() and right in UNITS) or right in "，。；：）》”％%"
    if left in PUNCTUATION or right in PUNCTUATION:
        return True
    if left.isdigit() and (is_han(right) or right in "%‰℃"):
        return True
    if right.isdigit() and is_han(left):
        return True
    if left in _SCALES and right in UNITS:
        return before.isdigit() or before in _SCALES
    if left in "%‰㎡" and is_han(right):
        return True
    if left.isdigit() and right in _DASHES:
        return beyond.isdigit()
    if left in _DASHES and right.isdigit():
        return before.isdigit() or before in UNITS
    return left == "*" and before == "*" and right in UNITS


def is_cut_date(left: str, right: str, after: str) -> bool:
    """Whether the digits at both sides of one space are those of one date: no month or day is 0, no year has two.

    Any other two numbers stay two, whatever stands between them.

    >>> [is_cut_date(*c) for c in (("1", "0", "月"), ("20", "22", "年"), ("1", "2", "月"), ("12", "30", "年"))]
    [True, True, False, False]
    """
    if right == "0":
        return (after == "月" and left == "1") or (after == "日" and left in ("1", "2", "3"))
    return after == "年" and re.fullmatch("(?:19|20)[0-9]{2}", left + right) is not None


def stands_alone(text: str, at: int, step: int) -> bool:
    """Whether the Chinese character at `at` has no other beside it in the direction of `step` (-1 or 1).

    >>> stands_alone("，其 中", 1, -1), stands_alone("骨干 人", 1, -1), stands_alone("社 工30", 2, 1)
    (True, False, True)
    """
    beside = text[at + step : at + step + 1] if at + step >= 0 else ""
    return not beside or beside in SPACE or beside in PUNCTUATION or (step > 0 and beside.isdigit())
