"""Patterns of many words.

Hundreds of words side by side are tried one after the other wherever one of them could begin. As a tree their shared
beginnings are tried once, and what opens with a plain character is searched for fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_NONE: Mapping[str, str] = {}


def any_of(words: Iterable[str], conditions: Mapping[str, str] = _NONE) -> str:
    """A pattern of any of some words, the longer first; `conditions` are patterns that hold where a word ends.

    >>> any_of(["每站", "每人", "每人每年", "人均"])
    '每(?:站|人(?:每年)?)|人均'
    >>> any_of(["县", "县级"], {"县": "(?!城)"})
    '县(?:级|(?!城))'
    """
    return "|".join(_branches([(word, conditions.get(word, "")) for word in dict.fromkeys(words)]))


def _branches(rows: list[tuple[str, str]]) -> list[str]:
    """The alternatives of what is left of words and of the conditions at their ends, an end after what goes on."""
    by_first: dict[str, list[tuple[str, str]]] = {}
    for rest, condition in rows:
        if rest:
            by_first.setdefault(rest[0], []).append((rest[1:], condition))
    found = [re.escape(first) + _group(_branches(rests)) for first, rests in by_first.items()]
    return found + [condition for rest, condition in rows if not rest]


def _group(branches: list[str]) -> str:
    if len(branches) == 1:
        return branches[0]
    if branches[-1] == "":
        return f"(?:{'|'.join(branches[:-1])})?"
    return f"(?:{'|'.join(branches)})"
