"""Which subject of its sentence a figure is given: the last named before it, or the one that 分别 deals out to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise

from extractors.subjects import Subject
from schemas.divisions import load_divisions
from schemas.records import Quantity

_BODY = re.compile("(?:协会|中心|服务社|促进会|基金会|联合会|事务所|工作室|总社)$")
_BODY_ENDS = tuple("会心社所室")
NAMED = 240
"""How far before their count the first of some bodies may be named, in characters."""
_ITEMS = re.compile("[、和及与](?!谐|平|田)")
_SUM = re.compile("合计|总计|共计")


def assign(text: str, quantities: list[Quantity], subjects: list[Subject]) -> list[Subject]:
    """The subject of each figure of a sentence: the last named before it; 分别 deals figures out in order."""
    found = []
    named = [subject.at for subject in subjects[1:]]
    for quantity in quantities:
        last = subjects[bisect_right(named, quantity.span.start)]
        before = text[quantity.span.start - 1 : quantity.span.start]
        if before == "等":
            last = _and_others(text, quantity, subjects) or last
        elif before in _BODY_ENDS and _BODY.search(text, max(0, quantity.span.start - 6), quantity.span.start) and _are_all_named(text, quantity):
            last = _and_others(text, quantity, subjects) or subjects[0]
        found.append(last)
    for i, subject in _dealt_by_clauses(text, quantities, subjects):
        found[i] = replace(subject, rule="dealt out")
    for subject in subjects:
        if not subject.several:
            continue
        mine = [i for i, s in enumerate(found) if s is subject]
        for run in _dealt(text, subject, mine, quantities):
            for i, division in zip(run, subject.several, strict=False):
                found[i] = Subject(subject.at, division, span=subject.span, rule="dealt out")
    return found


def _dealt_by_clauses(
    text: str, quantities: list[Quantity], subjects: list[Subject]
) -> list[tuple[int, Subject]]:
    """甲县把A、乙县把B列入项目，分别增加36万元、25万元: each division in a clause of its own, and as many figures behind."""
    if len(subjects) < 3 or not quantities:
        return []
    where = text.find("分别", subjects[1].at, quantities[-1].span.start)
    after = [i for i, q in enumerate(quantities) if q.span.start > where]
    before = [s for s in subjects if s.rule == "named" and s.at < where][-len(after) or len(subjects) :]
    if len(before) < 2 or any(before[-1].at < s.at < where for s in subjects if s.several) or not _evenly(before, where, quantities):
        return []  # 甲县4.8万人，乙县1.6万人，丙县、丁县分别只有1万人、0.8万人: to the last two
    alike = len({quantities[i].dimension for i in after}) == 1 and len(after) == len(before)
    own = all(s.at < where for s in subjects)
    return list(zip(after, before, strict=True)) if alike and own else []


def _evenly(subjects: list[Subject], end: int, quantities: list[Quantity]) -> bool:
    """As many figures stand behind each subject up to `end`: none, or one each (甲县新建38个，乙县新建45个，覆盖率分别达到…)."""
    ends = [*(subject.at for subject in subjects[1:]), end]
    counts = {sum(s.at < q.span.start < stop for q in quantities) for s, stop in zip(subjects, ends, strict=True)}
    return len(counts) == 1


def _and_others(text: str, quantity: Quantity, subjects: list[Subject]) -> Subject | None:
    """A、B、C等100个: the figure belongs to the smallest division that holds all that its clause names."""
    start = -1
    for mark in "，。；：\n":  # each only back to the nearest before it, not through the document
        start = max(start, text.rfind(mark, max(start, 0), quantity.span.start))
    named = [s for s in subjects if s.division and start < s.at < quantity.span.start and s.rule != "whole"]
    if len({s.division.adcode for s in named if s.division}) < 2:
        return None
    common = load_divisions().common_ancestor([s.division.adcode for s in named if s.division])
    told = dict.fromkeys(s.place or s.division.name for s in named if s.division and s.division != common)
    return Subject(named[0].at, common, place="、".join(told), rule="joint")


def _are_all_named(text: str, quantity: Quantity) -> bool:
    """So many bodies are named right before their count: 甲市社工协会、乙市暖阳社工中心2家机构."""
    reach = max(0, quantity.span.start - NAMED)
    start = max(reach - 1, *(text.rfind(mark, reach, quantity.span.start) for mark in "，。；：\n")) + 1
    return quantity.value == len(_ITEMS.findall(text, start, quantity.span.start)) + 1 > 1


def _dealt(text: str, subject: Subject, mine: list[int], quantities: list[Quantity]) -> list[list[int]]:
    """The figures after 分别 that are dealt out to the divisions before it, one each: the first run of so many of one
    dimension, and any later one that stands side by side (分别慰问18名、27名，送去1.8万元、2.7万元)."""
    if not mine:
        return []
    where = text.find("分别", subject.at, quantities[mine[-1]].span.start)
    if where < 0:  # 甲、乙各建成社工站11个、12个; 甲、乙的资金为80万元和95万元
        alike = {d: [i for i in mine if quantities[i].dimension == d] for d in {quantities[i].dimension for i in mine}}
        even = [run for run in alike.values() if len(run) == len(subject.several) and _side_by_side(text, run, quantities)]
        where = subject.at if even else -1
    if where < 0 or text.find("。", where, quantities[mine[0]].span.start) >= 0:
        return []  # the sentence before dealt out its own
    total = _SUM.search(text, max(where, 0), quantities[mine[-1]].span.start)
    end = total.start() if total else quantities[mine[-1]].span.end
    after = [i for i in mine if end > quantities[i].span.start > where >= 0]
    dimensions = dict.fromkeys(quantities[i].dimension for i in after)
    runs = ([i for i in after if quantities[i].dimension == d] for d in dimensions)
    whole = [run for run in runs if len(run) == len(subject.several)]
    return whole[:1] + [run for run in whole[1:] if _side_by_side(text, run, quantities)]


def _side_by_side(text: str, mine: list[int], quantities: list[Quantity]) -> bool:
    """Several figures, and no word between them."""
    spans = [quantities[i].span for i in mine]
    return len(spans) > 1 and all(text[a.end : b.start] in ("、", "和", "及", "与") for a, b in pairwise(spans))
