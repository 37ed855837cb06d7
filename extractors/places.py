"""Names of administrative divisions and townships in running text.

`find_places` gives each place once, longest name first, a chain such as 云南省昆明市官渡区 as one mention
of its innermost division. Which words are places is data (`schemas/data/place_names.toml`); who is meant by
a name that several divisions bear is left to `resolve`, which never guesses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from schemas.divisions import (
    COUNTRY,
    Division,
    Level,
    load_divisions,
    load_name_rules,
    township_counties,
)
from schemas.records import Span

Form = Literal["full", "suffix", "short"]
LEVEL_ENDINGS = "省市州盟县区旗"
AFTER_LEVEL = ("级", "、", "（", "(", "直", "内", *LEVEL_ENDINGS)
ROAD = re.compile(
    r"[东西南北中]?[一二三四五六七八九十]?(?:环路|大道|大街|路|街|巷|胡同)(?![道网线径子况政程基]|段?工程)"
)
TOWNSHIP_AFTER = re.compile(
    r"(?:镇(?![村乡街级（(域])|(?:[一-龥]{1,4}族)?乡(?![镇村级（(土贤])|苏木|农场|林场|街道|社区|村(?![级（(民社居委镇、两]))"
)
TOWNSHIP_END = re.compile("镇(?![村乡街级域])|乡(?![镇村级土贤])|街道|苏木")
TOWNSHIP_LONGEST = 16


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A division named in the text.

    `candidates`: the divisions of that name, those in force first; never empty. `form`: the innermost name
    is full (官渡区), short with its level (红河州) or bare (昭通). `chained`: an outer name stands before it,
    has narrowed the candidates and is part of the span.
    """

    span: Span
    quote: str
    candidates: tuple[Division, ...]
    form: Form
    chained: bool = False


@dataclass(frozen=True, slots=True)
class TownshipMention:
    """A township, town, street or sumu named in the text; with the codes of the counties that have one."""

    span: Span
    quote: str
    counties: tuple[str, ...]


class _Entry(NamedTuple):
    name: str
    form: Form
    bearers: tuple[Division, ...]
    edge: bool
    chain_only: bool


class _Automaton(NamedTuple):
    matcher: Any
    entries: tuple[_Entry, ...]


@cache
def _automaton() -> _Automaton:
    from ahocorasick_rs import AhoCorasick  # 2 ms to import, not wanted at the start of every command

    table, rules = load_divisions(), load_name_rules()
    entries = []
    for name in table.names():
        bearers = table.by_name(name)
        divisions = _meant(bearers, None)
        form: Form = "short"
        if any(d.name == name for d in divisions):
            form = "full"
        elif any(name in d.aliases and name[-1] in LEVEL_ENDINGS for d in divisions):
            form = "suffix"
        county = all(d.level == "county" for d in divisions)
        edge = name in rules.edge or (county and (form == "short" or len(name) == 2))
        entries.append(_Entry(name, form, bearers, edge, name in rules.chain_only))
    return _Automaton(AhoCorasick([e.name for e in entries]), tuple(entries))


def _meant(bearers: tuple[Division, ...], year: int | None) -> tuple[Division, ...]:
    """Those that bore the name in `year`; else all but those whose territory another bearer holds now."""
    if len(bearers) == 1:
        return bearers
    if year is not None and (then := tuple(d for d in bearers if d.existed(year))):
        return then
    superseded = load_divisions().superseded
    return tuple(d for d in bearers if d.current or not any(superseded(d, other) for other in bearers))


# --- finding --------------------------------------------------------------------------------------


def find_places(
    text: str, start: int = 0, end: int | None = None, *, home: str | None = None, year: int | None = None
) -> tuple[PlaceMention, ...]:
    """The places named in `text[start:end]`, in order, not overlapping; spans are in `text`.

    Args:
        home: the code of the division the text is about; bare names of counties in it are then taken
            in the middle of a clause too (督导施甸开展工作).
        year: of the report; candidates are then the divisions that bore the name in that year, if any did,
            otherwise those that bear it now or bore it last.

    Cost is linear in the length of the text.
    """
    stop = len(text) if end is None else end
    found: list[PlaceMention] = []
    position = start
    groups = _by_start(text, start, stop)
    for index, (at, matches) in enumerate(groups):
        if at < position:
            continue
        outer = found[-1] if found and found[-1].span.end == at else None
        for after, entry in matches:
            blocked = _blocked(text, after, stop, entry)
            if blocked:
                position = blocked
                break
            mention = _chained(text, after, entry, outer, year)
            if mention:
                found[-1] = mention
            elif _stands_alone(text, at, after, entry, start, outer is not None, home) and not (
                entry.edge and entry.form == "short" and _cuts_into(groups, index, after)
            ):
                meant = _meant(entry.bearers, year)
                mention = PlaceMention(Span(at, after), text[at:after], meant, entry.form)
                found.append(mention)
            if mention:
                position = after
                break
    return tuple(found)


_Group = tuple[int, list[tuple[int, _Entry]]]


def _by_start(text: str, start: int, stop: int) -> list[_Group]:
    """All matches, those of one start together, the longest first."""
    automaton = _automaton()
    piece = text[start:stop] if start or stop < len(text) else text
    groups = list[_Group]()
    hits = automaton.matcher.find_matches_as_indexes(piece, overlapping=True)
    for index, first, last in sorted(hits, key=lambda hit: (hit[1], -hit[2])):
        if not groups or groups[-1][0] != first + start:
            groups.append((first + start, []))
        groups[-1][1].append((last + start, automaton.entries[index]))
    return groups


def _cuts_into(groups: list[_Group], index: int, after: int) -> bool:
    """Whether a bare county name would cut into a greater name that begins inside it: 从|江西."""
    for at, matches in groups[index + 1 : index + 4]:
        if at >= after:
            return False
        if any(last > after and not (entry.edge or entry.chain_only) for last, entry in matches):
            return True
    return False


def _chained(
    text: str, after: int, entry: _Entry, outer: PlaceMention | None, year: int | None
) -> PlaceMention | None:
    if outer is None or _cut_word(text, after, entry):
        return None
    table = load_divisions()
    codes = [d.adcode for d in outer.candidates]
    inner = tuple(
        d for d in entry.bearers
        if any(d.adcode != code and table.is_within(d.adcode, code) for code in codes)
    )  # fmt: skip
    if entry.chain_only:
        inner = tuple(d for d in inner if d.parent in codes)
    if not inner or (entry.form == "short" and not _ends_well(text, after, entry)):
        return None
    span = Span(outer.span.start, after)
    return PlaceMention(span, text[span.start : span.end], _meant(inner, year), entry.form, True)


def _stands_alone(
    text: str, at: int, after: int, entry: _Entry, start: int, adjacent: bool, home: str | None
) -> bool:
    rules = load_name_rules()
    if entry.chain_only or _cut_word(text, after, entry):
        return False
    before = text[at - 1] if at > 0 else ""
    if before and before in rules.not_after.get(entry.name, ""):
        return False
    if entry.form == "short" and not _ends_well(text, after, entry):
        return False
    if not entry.edge or adjacent or at == start:
        return True
    if home is not None and any(load_divisions().is_within(d.adcode, home) for d in entry.bearers):
        return True
    return _breaks_before(text, at)


def _breaks_before(text: str, at: int) -> bool:
    if at == 0:
        return True
    rules, before = load_name_rules(), text[at - 1]
    if not "一" <= before <= "鿿":
        return not before.isalnum() or before.isdigit()
    return before in rules.boundary and text[at - 1 : at + 1] not in rules.no_boundary


def _cut_word(text: str, after: int, entry: _Entry) -> bool:
    """Whether the level at the end of a name belongs to the word after it: 上海市|民, 新建县|级."""
    if entry.form == "short":
        return False
    rules = load_name_rules()
    if text.startswith(rules.suffix_words, after - 1) and not text.startswith(
        rules.suffix_words_but, after - 1
    ):
        return True
    if len(entry.name) == 2 and text.startswith("级", after):
        return True
    return entry.name[:-1] in rules.chain_only and text.startswith(
        ("级", "区", "市", "（", "(", "直", "乡", "城"), after
    )


def _ends_well(text: str, after: int, entry: _Entry) -> bool:
    """Whether a bare name may end here: no other level follows (昭通|县), nor the rest of a word."""
    rules = load_name_rules()
    tails = rules.not_before.get(entry.name, ()) + rules.not_before_last.get(entry.name[-1], ())
    if tails and text.startswith(tails, after):
        return False
    follow = text[after : after + 1]
    if not follow or follow not in LEVEL_ENDINGS:
        return True
    return text.startswith(AFTER_LEVEL, after + 1) or (
        text.startswith(rules.suffix_words, after) and not text.startswith(rules.suffix_words_but, after)
    )


def _blocked(text: str, after: int, stop: int, entry: _Entry) -> int:
    """Where the name of a road or a township ends that begins with this bare name, else 0."""
    if entry.form != "short":
        return 0
    if road := ROAD.match(text, after, stop):
        return road.end()
    township = TOWNSHIP_AFTER.match(text, after, stop)
    # 昆明社区 is Kunming's communities, 和平社区 one community.
    if township is None or (township.group() in ("社区", "街道", "村") and not entry.edge):
        return 0
    return township.end()


# --- townships ------------------------------------------------------------------------------------


def find_townships(text: str, start: int = 0, end: int | None = None) -> tuple[TownshipMention, ...]:
    """The townships named in `text[start:end]`: the longest known name that ends at each 镇, 乡, 街道, 苏木."""
    stop, rules = len(text) if end is None else end, load_name_rules()
    found, floor = list[TownshipMention](), start
    for match in TOWNSHIP_END.finditer(text, start, stop):
        last = match.end()
        for first in range(max(floor, last - TOWNSHIP_LONGEST), match.start()):
            name = text[first:last]
            word = name in rules.township_never or (
                text[first : match.start()] in rules.township_edge and not _breaks_before(text, first)
            )
            if not word and (counties := township_counties(name)):
                found.append(TownshipMention(Span(first, last), name, counties))
                floor = last
                break
    return tuple(found)


# --- resolving ------------------------------------------------------------------------------------


def resolve(
    mention: PlaceMention, context: str = COUNTRY, *, prefer: Level | None = None, year: int | None = None
) -> Division | None:
    """The one division a mention means, or None where it stays open.

    Looks at the candidates within `context` (the code of the report's or the sentence's division), then
    within each division above it up to the province, then nationwide; the first circle that holds any
    decides, and only if it holds one. A bare name that a province bears means the province, unless the circle
    holds another too; the bare name of a district is not used in other provinces.

    Args:
        prefer: the level that wins where a circle holds several: 文山 is the prefecture in a provincial report.
        year: of the report; names borne then win, and the division is given under its name then.
    """
    table = load_divisions()
    candidates = _borne(mention.candidates, year)
    bare = mention.form == "short"
    province = next((d for d in candidates if d.level == "province" and bare), None)
    for circle in (context, *(d.adcode for d in table.ancestors(context))):
        within = [d for d in candidates if table.is_within(d.adcode, circle)]
        if not within:
            continue
        if province and circle == COUNTRY:
            return province
        if province and province not in within:
            within.append(province)
        if bare and circle == COUNTRY:
            within = _or_all([d for d in within if not d.name.endswith("区") or d.level != "county"], within)
        if prefer:
            within = _or_all([d for d in within if d.level == prefer], within)
        if year is None:
            within = _or_all([d for d in within if d.current], within)
        if len(within) != 1:
            return None
        return within[0] if year is None else table.as_of(within[0], year)
    return None


def _or_all(chosen: list[Division], among: list[Division]) -> list[Division]:
    return chosen or among


def _borne(candidates: tuple[Division, ...], year: int | None) -> tuple[Division, ...]:
    if year is None:
        return candidates
    return tuple(d for d in candidates if d.existed(year)) or candidates
