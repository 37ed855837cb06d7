"""The words of all units: one pattern for them, and the row of each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from schemas.units import Unit, load_units

_COMMON = "个人元名次场户家%期支份件平项"
"""First characters of the most frequent units, tried first for speed alone."""
_GUARD = itemgetter(1)


def _unit_pattern() -> tuple[str, dict[str, tuple[Unit, str]]]:
    """One alternation for all units, grouped by first character, longest first; and the row of each word.

    What may not follow is written once for words that share it: written with each it is half of the pattern, and of the
    time that compiling it takes.
    """
    rows = {word: (row, row.unit or word) for row in load_units().unit for word in row.words}
    groups: dict[str, list[tuple[str, str]]] = {}
    alone: dict[str, list[str]] = {}
    for word in sorted(rows, key=lambda w: (-len(w), w)):
        row = rows[word][0]
        guard = f"(?!{row.not_before})" if row.not_before else ""
        if len(word) == 1 and guard and word not in _COMMON:
            alone.setdefault(guard, []).append(word)  # after the longer ones that begin so
        else:
            groups.setdefault(word[0], []).append((re.escape(word[1:]), guard))
    common = sorted(groups, key=lambda c: (_COMMON + c).index(c))
    found = [f"{re.escape(c)}{_any(_any(rest for rest, _ in same) + guard for guard, same in groupby(groups[c], _GUARD))}"
             for c in common]
    return "|".join(found + [_any(map(re.escape, words)) + guard for guard, words in alone.items()]), rows


def _any(alternatives: Iterable[str]) -> str:
    return f"(?:{'|'.join(alternatives)})"


UNIT, UNITS = _unit_pattern()
