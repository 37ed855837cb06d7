"""Parts and their whole, as prose tells them: in brackets, after 其中, before 合计.

A part larger than its whole is a contradiction; a sum larger than the whole is one where the parts are known
not to overlap (乡镇, 街道, 社区), a smaller sum where they are also known to be all. Whatever is not known to be
so is `cannot_tell`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.checks.intervals import total
from pipeline.checks.material import Passage, Told
from pipeline.checks.result import Check, Verdict, check, named
from schemas.codebook import Codebook
from schemas.plausibility import Rules

_WITHIN = re.compile("其中|包括|包含|分别为|分别是|分为")
_ALL_TOLD = re.compile("分别为|分别是|分为|包括")
_HARD = re.compile("[。；！？\n]")
_TOTAL = re.compile("(?:合计|共计|总计|总共|共)(?:有|为|达|约|建成|投入|筹集|是)?[:：]?$")
_SURE_TOTAL = re.compile("(?:合计|共计|总计)(?:有|为|达|约)?[:：]?$")
REACH = 30
"""How many characters may stand between a whole and what opens its list of parts."""
Division = Literal["overlapping", "apart", "told", "complete"]
"""Parts may overlap; do not; do not and the text lists them as all; are all there can be."""
SHORTFALL = Decimal("0.1")
"""A list told as complete that falls short by more than this leaves something out on purpose."""
SHORT = 16
"""How long the words of a further part may be."""


@dataclass(frozen=True)
class Group:
    """A whole and its parts, by their places in the passage; `all_told`: the text says these are all."""

    whole: int
    parts: tuple[int, ...]
    all_told: bool


def check_parts(passage: Passage, book: Codebook, rules: Rules) -> Iterator[Check]:
    """Every group of parts in a sentence against its whole."""
    for group in _groups(passage, rules):
        yield _judge(passage, group, book, rules)


def _groups(passage: Passage, rules: Rules) -> Iterator[Group]:
    bracketed = list(_in_brackets(passage, rules))
    yield from bracketed
    taken = {part for group in bracketed for part in group.parts}
    listed = list(_after_cue(passage, rules, taken))
    yield from listed
    taken |= {n for group in listed for n in (*group.parts, group.whole)}
    yield from _before_total(passage, rules, taken)


def _in_brackets(passage: Passage, rules: Rules) -> Iterator[Group]:
    """143个（乡镇131个、街道10个、社区2个）."""
    for opened in dict.fromkeys(b for b in passage.brackets if b >= 0):
        inside = [i for i, b in enumerate(passage.brackets) if b == opened]
        whole = inside[0] - 1
        if whole < 0 or passage.told[whole].at.end > opened:
            continue
        between = passage.view[passage.told[whole].at.end:opened]
        if re.search("[，。；：！？（）\n]", between) or len(between) > REACH:
            continue
        ends = (i for i in inside[1:] if _HARD.search(passage.gap(i)) or _WITHIN.search(passage.gap(i)))
        first = range(inside[0], next(ends, inside[-1] + 1))  # behind it the whole is divided another way
        parts = [i for i in inside if i in first and _alike(passage, whole, i)
                 and not rules.words.changing.search(passage.lead(i))]
        opening = passage.view[opened:passage.told[inside[0]].at.start]
        said = _WITHIN.search(opening)
        if parts:
            yield Group(whole, tuple(parts), not said or bool(_ALL_TOLD.search(opening)))


def _after_cue(passage: Passage, rules: Rules, taken: set[int]) -> Iterator[Group]:
    """1682个村（社区），其中行政村1226个，社区456个."""
    for i in range(1, len(passage.told)):
        cue = _WITHIN.search(passage.gap(i))
        if not cue or i in taken or _HARD.search(passage.gap(i)):
            continue
        whole = _whole_before(passage, i, taken)
        if whole < 0 or cue.start() > REACH or not _alike(passage, whole, i):
            continue
        parts = [k for k in _list_from(passage, whole, i, taken) if not rules.words.changing.search(passage.lead(k))]
        if parts and parts[0] == i:
            yield Group(whole, tuple(parts), bool(_ALL_TOLD.search(passage.gap(i))))


def _whole_before(passage: Passage, i: int, taken: set[int]) -> int:
    """The figure right before a cue, past what stands in brackets behind it."""
    k = i - 1
    while k >= 0 and (k in taken or passage.brackets[k] > passage.brackets[i]):
        k -= 1
    same = k >= 0 and passage.brackets[k] == passage.brackets[i]
    return k if same and passage.told[k].fact.statistic == "level" else -1


def _list_from(passage: Passage, whole: int, first: int, taken: set[int]) -> Iterator[int]:
    """The figures of a list, up to a hard stop, another cue or a figure of the whole's unit on other things.

    Behind a figure of another unit (4期，其中线下2期，参训315人，网络2期) only what the reader linked belongs to it.
    """
    skipped = False
    for k in range(first, len(passage.told)):
        gap = passage.gap(k)
        if k > first and (_HARD.search(gap) or _WITHIN.search(gap) or _TOTAL.search(gap)):
            return
        if k in taken or passage.brackets[k] != passage.brackets[first]:
            continue
        linked = passage.told[k].fact.part_of == passage.told[whole].fact.id
        near = not skipped and (k == first or len(passage.lead(k)) <= SHORT)
        if _alike(passage, whole, k) and (linked or near):
            yield k
        elif passage.told[k].fact.unit == passage.told[whole].fact.unit:
            return
        else:
            skipped = True


def _before_total(passage: Passage, rules: Rules, taken: set[int]) -> Iterator[Group]:
    """乡镇131个、街道10个，合计141个."""
    for whole in range(2, len(passage.told)):
        gap = passage.gap(whole)
        if whole in taken or not _TOTAL.search(gap) or _HARD.search(gap) or len(gap) > REACH:
            continue
        parts: list[int] = []
        for k in range(whole - 1, -1, -1):
            if k in taken or not _alike(passage, whole, k) or rules.words.changing.search(passage.lead(k)):
                break
            parts.insert(0, k)
            if _HARD.search(passage.gap(k)) or len(passage.gap(k)) > REACH:
                break
        if len(parts) > 1:
            yield Group(whole, tuple(parts), bool(_SURE_TOTAL.search(gap)))


def _alike(passage: Passage, whole: int, part: int) -> bool:
    """Both are amounts in one unit, of one status, and for each one of the same."""
    a, b = passage.told[whole].fact, passage.told[part].fact
    return (a.statistic == b.statistic == "level" and a.unit == b.unit and a.per == b.per
            and a.status == b.status)


def _judge(passage: Passage, group: Group, book: Codebook, rules: Rules) -> Check:
    whole = passage.told[group.whole]
    parts = [passage.told[i] for i in group.parts]
    verdict, message = _verdict(passage, group, book, rules)
    formula = _formula(whole, parts)
    told = [whole, *parts]
    if verdict == "inconsistent" and len(parts) > 1 and (twin := _other_whole(passage, group)):
        message += f"（合计却与同句的{twin.words}相符）"
        told.append(twin)
    return check("sum", verdict, formula, told, f"{named(whole)}{message}" if message else "")


def _verdict(passage: Passage, group: Group, book: Codebook, rules: Rules) -> tuple[Verdict, str]:
    whole, parts = passage.told[group.whole], [passage.told[i] for i in group.parts]
    if whole.bounds is None:
        return "cannot_tell", ""
    known = [p.bounds for p in parts if p.bounds is not None]
    if any(p.low > whole.bounds.high for p in known):
        sure = whole.fact.unit == "元" or all(_one_matter(whole, p) for p in parts)
        return ("inconsistent", "的分项大于总数") if sure else ("cannot_tell", "")
    if len(parts) == 1:
        return ("consistent", "") if known else ("cannot_tell", "")
    summed = total(known)
    division = _division(passage, group, book, rules)
    apart = division != "overlapping"
    if summed.low > whole.bounds.high:
        return ("inconsistent", "的分项之和大于总数") if apart else ("cannot_tell", "")
    if len(known) < len(parts):
        return "cannot_tell", ""
    if summed.meets(whole.bounds):
        return "consistent", ""
    close = whole.bounds.low - summed.high <= whole.bounds.low * SHORTFALL
    short = division == "complete" or (division == "told" and close)
    return ("inconsistent", "的分项之和小于总数") if short else ("cannot_tell", "")


def _one_matter(whole: Told, part: Told) -> bool:
    return whole.fact.indicator == part.fact.indicator != "other"


def _division(passage: Passage, group: Group, book: Codebook, rules: Rules) -> Division:
    """How the parts divide their whole, as far as the data and the words tell."""
    parts = [passage.told[i] for i in group.parts]
    apart: Division = "told" if group.all_told else "apart"
    regions = {t.fact.adcode for t in parts}
    if len(regions) == len(parts) and None not in regions:
        return apart
    for partition in rules.partition:
        members = [partition.member(passage.label(i)) for i in group.parts]
        if -1 not in members and len(set(members)) == len(members):
            if partition.complete:
                return "complete" if len(members) == len(partition.members) else "apart"
            return apart
    return "apart" if _by_dims(parts, book) else "overlapping"


def _by_dims(parts: Sequence[Told], book: Codebook) -> bool:
    """The codebook has a sum over a breakdown, and each part is another member of it."""
    indicator = book.indicators.get(parts[0].fact.indicator)
    for relation in indicator.relations if indicator else ():
        match = re.search(r"= sum\([a-z_.]+\[([a-z_]+)\]\)", relation)
        members = {t.fact.dims.get(match[1]) if match else None for t in parts}
        if match and None not in members and len(members) == len(parts) and _same_code(parts):
            return True
    return False


def _same_code(parts: Sequence[Told]) -> bool:
    return len({t.fact.indicator for t in parts}) == 1


def _other_whole(passage: Passage, group: Group) -> Told | None:
    """A figure of the sentence that the parts do add up to."""
    summed = total(passage.told[i].limits for i in group.parts if passage.told[i].bounds)
    return next((t for k, t in enumerate(passage.told)
                 if k != group.whole and k not in group.parts and _alike(passage, group.whole, k)
                 and t.bounds and summed.meets(t.bounds)), None)


def _formula(whole: Told, parts: Sequence[Told]) -> str:
    if len(parts) == 1:
        return f"{parts[0].words} ≤ {whole.words}"
    values = [t.fact.value for t in parts]
    known = [v for v in values if v is not None]
    added = f" = {sum(known):,}{whole.fact.unit}" if len(known) == len(values) else ""
    return f"{' + '.join(t.words for t in parts)}{added}，总数 {whole.words}"


def whole_groups(passage: Passage, book: Codebook, rules: Rules) -> Iterator[Group]:
    """The groups whose parts are known not to overlap and add up to their whole: there are no others."""
    for group in _groups(passage, rules):
        apart = len(group.parts) > 1 and _division(passage, group, book, rules) != "overlapping"
        if apart and _verdict(passage, group, book, rules)[0] == "consistent":
            yield group
