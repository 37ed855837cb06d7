"""Names of administrative divisions and townships in running text.

`find_places` gives each place once, longest name first, a chain such as 云南省昆明市官渡区 as one mention
of its innermost division. Which words are places is data (`schemas/data/place_names.toml`); who is meant by
a name that several divisions bear is left to `resolve`, which never guesses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.place_matches import Form, Matches, Name, bearers_meant, names_in
from extractors.place_words import (
    LEVEL_ENDINGS,
    TOWNSHIP_END,
    breaks_before,
    cuts_word,
    ends_well,
    longer_name_ends,
)
from schemas.divisions import (
    COUNTRY,
    Division,
    Level,
    load_divisions,
    load_name_rules,
    township_counties,
    townships,
)
from schemas.records import Span

TOWNSHIP_LONGEST = 16
"""How long names of townships are at most."""
_JOINTS = "、和与及"
_JOIN = re.compile("^(?:、|和|及|与|以及|等)$")


@dataclass(slots=True)
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


@dataclass(slots=True)
class TownshipMention:
    """A township, town, street or sumu named in the text; with the codes of the counties that have one."""

    span: Span
    quote: str
    counties: tuple[str, ...]


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
    groups = names_in(text, start, stop)
    for index, (at, matches) in enumerate(groups):
        if at < position:
            continue
        outer = found[-1] if found and found[-1].span.end == at else None
        for after, entry in matches:
            bare = entry.form == "short"
            if bare and (longer := longer_name_ends(text, at, after, stop, entry.edge)):
                position = longer
                break
            mention = _chained(text, after, entry, outer, year)
            if mention:
                found[-1] = mention
            elif (
                _stands_alone(text, at, after, entry, start, outer is not None, home)
                and not (bare and entry.edge and _cuts_into(groups, index, after))
            ) or (entry.chain_only and home and _among_its_own(text, at, after, entry, found, home)):
                meant = bearers_meant(entry.bearers, year)
                mention = PlaceMention(Span(at, after), text[at:after], meant, entry.form)
                found.append(mention)
            if mention:
                position = after
                break
    return tuple(found)


def _among_its_own(
    text: str, at: int, after: int, entry: Name, found: list[PlaceMention], home: str
) -> bool:
    """Whether a common word is a name after all: it names a county of `home` and stands in a list of such
    (安吉、长兴、德清), or between a stop and a figure (；长兴28个), or before its 口岸; 城区 and its like only of the city right above."""
    full = entry.form != "short"
    if not any(d.parent == home if full else load_divisions().is_within(d.adcode, home) for d in entry.bearers):
        return False
    if found and found[-1].span.end == at - 1 and text[at - 1] in _JOINTS:
        return True
    follows = text[after : after + 1]
    if follows in _JOINTS and follows and text.startswith(_bare_names(home), after + 1):
        return True
    if not full and text.startswith(_AT_THE_BORDER, after):
        return True
    told = follows.isdigit() or (full and text.startswith(_HAS, after))
    return told and (at == 0 or text[at - 1] in "，；。：（\n 、" or text[at - 2 : at] in ("按照", "根据"))


_AT_THE_BORDER = ("口岸", "边境")
_HAS = ("建成", "已建", "共有", "现有", "投入", "已有", "累计", "全部", "财政", "民政局")
"""What a division does that a part of a town (城区) does not."""


@cache
def _bare_names(home: str) -> tuple[str, ...]:
    """The bare names of the divisions within one."""
    table = load_divisions()
    return tuple(
        name
        for name in table.names()
        if name[-1] not in LEVEL_ENDINGS and any(table.is_within(d.adcode, home) for d in table.by_name(name))
    )


def _cuts_into(groups: list[Matches], index: int, after: int) -> bool:
    """Whether a bare county name would cut into a greater name that begins inside it: 从|江西."""
    for at, matches in groups[index + 1 : index + 4]:
        if at >= after:
            return False
        if any(last > after and not (entry.edge or entry.chain_only) for last, entry in matches):
            return True
    return False


def _chained(
    text: str, after: int, entry: Name, outer: PlaceMention | None, year: int | None
) -> PlaceMention | None:
    if outer is None or _cut(text, after, entry):
        return None
    table = load_divisions()
    codes = [d.adcode for d in outer.candidates]
    inner = tuple(
        d for d in entry.bearers
        if any(d.adcode != code and table.is_within(d.adcode, code) for code in codes)
    )  # fmt: skip
    if entry.chain_only:
        inner = tuple(d for d in inner if d.parent in codes)
    if not inner or (entry.form == "short" and not ends_well(text, after, entry.name, entry.edge)):
        return None
    span = Span(outer.span.start, after)
    return PlaceMention(span, text[span.start : span.end], bearers_meant(inner, year), entry.form, True)


def _stands_alone(
    text: str, at: int, after: int, entry: Name, start: int, adjacent: bool, home: str | None
) -> bool:
    rules = load_name_rules()
    if entry.chain_only or _cut(text, after, entry):
        return False
    before = text[at - 1] if at > 0 else ""
    if before and before in rules.not_after.get(entry.name, ""):
        return False
    if entry.form == "short" and not ends_well(text, after, entry.name, entry.edge):
        return False
    if not entry.edge or adjacent or at == start:
        return True
    if home is not None and any(load_divisions().is_within(d.adcode, home) for d in entry.bearers):
        return True
    return breaks_before(text, at)


def _cut(text: str, after: int, entry: Name) -> bool:
    return entry.form != "short" and cuts_word(text, after, entry.name)


# --- townships ------------------------------------------------------------------------------------


def find_townships(text: str, start: int = 0, end: int | None = None) -> tuple[TownshipMention, ...]:
    """The townships named in `text[start:end]`: the longest known name that ends at each 镇, 乡, 街道, 苏木."""
    stop, rules = len(text) if end is None else end, load_name_rules()
    found, floor = list[TownshipMention](), start
    for match in TOWNSHIP_END.finditer(text, start, stop):
        # Asked for here: a text without any does not wait for the table.
        last, known = match.end(), townships()
        if text[last - 3 : last] not in _town_endings():
            continue  # most: 乡镇, 各街道
        for first in range(max(floor, last - TOWNSHIP_LONGEST), match.start()):
            name = text[first:last]
            if name not in known:
                continue
            word = name in rules.township_never or (
                text[first : match.start()] in rules.township_edge and not breaks_before(text, first)
            )
            if not word and (counties := township_counties(name)):
                found.append(TownshipMention(Span(first, last), name, counties))
                floor = last
                break
    return tuple(found)


@cache
def _town_endings() -> frozenset[str]:
    """The last three characters of all townships' names."""
    return frozenset([name[-3:] for name in townships()])


# --- both ------------------------------------------------------------------------------------------


def places_in(
    text: str,
    home: Division | None,
    start: int = 0,
    end: int | None = None,
    towns: tuple[TownshipMention, ...] | None = None,
) -> tuple[PlaceMention, ...]:
    """Places of a text, without those inside the name of a township (千佛山街道 is not in 佛山)."""
    found = find_places(text, start, end, home=home.adcode if home else None)
    if not found:
        return ()
    spans = [t.span for t in (find_townships(text, start, end) if towns is None else towns)]
    if not spans:
        return found
    return tuple(m for m in found if not any(t.start < m.span.start and m.span.end <= t.end for t in spans))


def joined(text: str, mentions: tuple[PlaceMention, ...]) -> list[list[PlaceMention]]:
    """Mentions joined by 、 和 及 stand together."""
    groups: list[list[PlaceMention]] = []
    for mention in mentions:
        if groups and _JOIN.match(text[groups[-1][-1].span.end : mention.span.start]):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


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
