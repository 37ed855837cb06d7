"""Where the names of divisions stand in a text, before it is asked which of them are places (`places`)."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from extractors.place_words import LEVEL_ENDINGS
from schemas.divisions import Division, load_divisions, load_name_rules

Form = Literal["full", "suffix", "short"]
SHORTEST = 2
"""How long names of divisions are at least."""
KEPT = 16_384
"""Characters of a text whose matches are kept together: kept of a whole one they would outweigh it many times."""


class Name(NamedTuple):
    """A name with the divisions that bear it.

    `edge`: it is one only where a clause or list begins; `chain_only`: only behind the name of a greater division.
    """

    name: str
    form: Form
    bearers: tuple[Division, ...]
    edge: bool
    chain_only: bool


class _Automaton(NamedTuple):
    matcher: Any
    names: tuple[str, ...]
    longest: int


@cache
def _automaton() -> _Automaton:
    from ahocorasick_rs import AhoCorasick  # 2 ms to import, not wanted at the start of every command

    names = tuple(load_divisions().names())
    return _Automaton(AhoCorasick(names), names, max(map(len, names)))


@cache
def _entry(name: str) -> Name:
    """Made when the name is first found: of seven thousand a text holds some."""
    bearers, rules = load_divisions().by_name(name), load_name_rules()
    divisions = bearers_meant(bearers, None)
    form: Form = "short"
    if name in [d.name for d in divisions]:
        form = "full"
    elif name[-1] in LEVEL_ENDINGS and any(name in d.aliases for d in divisions):
        form = "suffix"
    county = {d.level for d in divisions} <= {"county"}
    edge = name in rules.edge or (county and (form == "short" or len(name) == 2))
    return Name(name, form, bearers, edge, name in rules.chain_only)


def bearers_meant(bearers: tuple[Division, ...], year: int | None) -> tuple[Division, ...]:
    """Those that bore the name in `year`; else all but those whose territory another bearer holds now."""
    if len(bearers) == 1:
        return bearers
    if year is not None and (then := tuple(d for d in bearers if d.existed(year))):
        return then
    superseded = load_divisions().superseded
    return tuple(d for d in bearers if d.current or not any(superseded(d, other) for other in bearers))


Matches = tuple[int, list[tuple[int, Name]]]
"""Where names begin, and each with its end."""


def names_in(text: str, start: int, stop: int) -> list[Matches]:
    """All matches in a stretch, those of one start together, the longest first."""
    if stop - start == len(text):
        return _matches(text)
    found, longest = _begun(text, start, stop), _automaton().longest
    for n in range(len(found) - 1, -1, -1):
        at, matches = found[n]
        if at + longest <= stop:
            break
        found[n] = at, [match for match in matches if match[0] <= stop]
    return [group for group in found if group[1]]


def _begun(text: str, start: int, stop: int) -> list[Matches]:
    """The matches that begin in a stretch, wherever they end."""
    found = list[Matches]()
    for n in range(start // KEPT, max(start, stop - 1) // KEPT + 1):
        starts, groups = _matches_kept(text, n)
        found += groups[bisect_left(starts, start) : bisect_left(starts, stop)]
    return found


@lru_cache(maxsize=8)
def _matches_kept(text: str, number: int) -> tuple[list[int], list[Matches]]:
    """The matches that begin in one stretch of a text with their starts; kept, since every sentence there asks."""
    start, longest = number * KEPT, _automaton().longest
    groups = [group for group in _matches(text[start : start + KEPT + longest], start) if group[0] < start + KEPT]
    return [at for at, _ in groups], groups


def _matches(text: str, base: int = 0) -> list[Matches]:
    """The matches in a text, or in a stretch of one that begins at `base`."""
    (matcher, names, _), by_start = _automaton(), dict[int, list[tuple[int, Name]]]()
    for index, first, last in matcher.find_matches_as_indexes(text, overlapping=True):  # by their ends
        at, match = first + base, (last + base, _entry(names[index]))
        if at in by_start:
            by_start[at].insert(0, match)
        else:
            by_start[at] = [match]
    return sorted(by_start.items())


def holds_place(text: str, start: int, end: int) -> bool:
    """Whether a name of a division begins in a stretch, be it a place there or part of a word."""
    for n in range(start // KEPT, max(start, end - 1) // KEPT + 1):
        starts = _matches_kept(text, n)[0]
        first = bisect_left(starts, start)
        if first < len(starts) and starts[first] < end:
            return True
    return False


def opens_name(text: str) -> bool:
    """Whether some division's name begins as the text does."""
    return text[:SHORTEST] in _beginnings()


@cache
def _beginnings() -> frozenset[str]:
    return frozenset([name[:SHORTEST] for name in _automaton().names])
