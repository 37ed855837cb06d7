"""Numbers that count nothing: reads one at a place, by the rows of `schemas/data/mentions.toml`."""

from __future__ import annotations

import re
from functools import cache

from extractors.numerals import DIGIT
from schemas.records import Reason
from schemas.units import load_mentions

HAN = "〇零一二三四五六七八九十百千万亿两廿卅"
_START = r"(?<![^\s。：:；;，,、！？!?“”（(》】—…#\-•·>|])"
_MACROS = {"<D>": f"[{DIGIT}]", "<H>": f"[{HAN}]", "<d>": DIGIT, "<h>": HAN, "<START>": _START}

Found = tuple[int, int, Reason]
"""Start, end, reason."""


def _expand(source: str) -> str:
    for macro, value in _MACROS.items():
        source = source.replace(macro, value)
    return source


@cache
def _compiled(on: str) -> tuple[re.Pattern[str], list[tuple[Reason, re.Pattern[str] | None]]]:
    """The rows for numbers that start with a `digit`, a `han` numeral or a `mask`; hundreds of patterns, when first asked for."""
    rows = [row for row in load_mentions().pattern if row.on == on]
    pattern = re.compile("|".join(f"({_expand(row.pattern)})" for row in rows))
    extends = [re.compile(f"(?:{_expand(row.extend)})$") if row.extend else None for row in rows]
    return pattern, [(row.reason, extend) for row, extend in zip(rows, extends, strict=True)]


def _gate() -> re.Pattern[str]:
    """What some row for digits needs; most numbers meet none of it."""
    rows = [row for row in load_mentions().pattern if row.on == "digit"]
    before = "".join(row.prev for row in rows)
    after = "|".join(_expand(row.next) for row in rows if row.next)
    return re.compile(rf"(?<=[{before}])|[{DIGIT}]{{0,24}}+(?:{after})")


_NUMERALS = re.compile(f"[{HAN}]")
_WINDOW = 12


def _index() -> dict[str, list[tuple[str, int, Reason]]]:
    """Fixed words by the two characters around (or from) their first numeral: word, its offset there, reason."""
    table: dict[str, list[tuple[str, int, Reason]]] = {}
    for row in load_mentions().words:
        for word in row.words:
            first = _NUMERALS.search(word)
            if first is None or len(word) < 2:
                raise ValueError(f"词中没有数字：{word}")
            at = first.start()
            key = word[at - 1 : at + 1] if at else word[:2]
            table.setdefault(key, []).append((word, at, row.reason))
    for words in table.values():
        words.sort(key=lambda entry: -len(entry[0]))
    return table


_WORDS = _index()
_GATE = _gate()


def read_word(text: str, at: int, floor: int) -> Found | None:
    """The fixed word around the Chinese numeral at `at`, not reaching back before `floor`."""
    around = _WORDS.get(text[at - 1 : at + 1])
    onward = _WORDS.get(text[at : at + 2])
    if onward and text[at - 1 : at] == "第":
        onward = None
    if around is None and onward is None:
        return None
    best: Found | None = None
    for words in (around or (), onward or ()):
        for word, offset, reason in words:
            first = at - offset
            if first >= floor and text.startswith(word, first):
                end = first + len(word)
                if best is None or end > best[1]:
                    best = first, end, reason
                break
    return best


def read_mention(text: str, at: int, floor: int, on: str) -> Found | None:
    """The number at `at` if a row of the table takes it; `on` is what it starts with."""
    if on == "digit" and not _GATE.match(text, at):
        return None
    pattern, rows = _compiled(on)
    match = pattern.match(text, at)
    if match is None or match.lastindex is None:
        return None
    reason, extend = rows[match.lastindex - 1]
    first = at
    if extend:
        left = extend.search(text, max(floor, at - _WINDOW), at)
        first = left.start() if left else at
    return first, match.end(), reason
