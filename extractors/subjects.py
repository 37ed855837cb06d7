"""What a stretch of a sentence is about, and how brackets, parts (其中…；) and lists of townships change it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import attrgetter

from extractors.places import PlaceMention
from schemas.divisions import Division, load_divisions
from schemas.records import Span

_TOWNS_JOINT = re.compile("[、和及与](?:[一-龥]{1,12}[市县区旗])?")
_AND_OTHERS = re.compile("(?<=[站点室心司会校院所村镇社])等(?=[\\d一二三四五六七八九十百][\\d十百多余]{0,5}(?:[个家所处名]|支队))")
_STATIONS = re.compile("[^，。；：\\d]{3,24}站(?:[、和及与]|以及)")
_AMONG = re.compile("其中[^，。；]{0,16}$")
_TOTAL = re.compile(
    r"[共合总其剩余](?:(?<=[，；。、].)|(?<=[，；。][两三四五几][地县市区旗].)|(?<=[，；。][两三四五几][地县市区旗]一.))"
    r"(?:(?<=共)(?=[吸有建开投配招服培完聘选派引带]|覆盖|计)|(?<=[合总])计|(?<=[剩余])[余下](?=的?\d)|(?<=其)(?:余|他(?:[县区各市]|功能区|园区|开发区|地区|\d{1,2}个?[市县区旗州])))"
)
_SOME_OF = re.compile(
    "(?:部分|有的|一些|少数|多数|个别|其他|其余|余下|剩余|各)(?:县(?![级内城])|旗(?![县内])|区县|县区|市县)|"
    "(?:其他|其余|余下|剩余)(?<!外，..)的?\\d{1,2}个?([县市区旗州])"
)


@dataclass(slots=True)
class Subject:
    """What a stretch of a sentence is about from `at` on; `division` None where the source masks it."""

    at: int
    division: Division | None
    place: str = ""
    span: Span | None = None
    rule: str = "report"
    several: tuple[Division, ...] = ()


def after_brackets(text: str, sentence: Span, subjects: list[Subject]) -> list[Subject]:
    """What a bracket names ends with it: 建站17个（海晏县5个、刚察县2个），社工38人."""
    if len(subjects) < 2 or text.find("）", subjects[1].at, sentence.end) < 0:
        return subjects
    ends: list[Subject] = []
    opened: list[int] = []
    for i in range(sentence.start, sentence.end):
        if text[i] == "（":
            opened.append(i)
        elif text[i] == "）" and opened:
            start = opened.pop()
            outer = [s for s in subjects if s.at <= start]
            if outer and any(start < s.at < i for s in subjects):
                ends.append(replace(outer[-1], at=i + 1))
    return sorted([*subjects, *ends], key=lambda s: s.at) if ends else subjects


_COUNTIES = re.compile("(?:[两三四五六七八九十]|\\d{1,2}个?)(?:县|区|县区|县（市、区）|县市)(?![级内城])")


def of_counties(text: str, end: int, mention: PlaceMention, home: Division | None) -> Division | None:
    """濮阳、清丰、南乐三县, told in a report of 濮阳市: among counties the name is the county's."""
    if home is None or not _COUNTIES.match(text, end):
        return None
    return next((d for d in mention.candidates if d.level == "county" and d.parent == home.adcode), None)


def joined_towns(text: str, towns: list[Subject]) -> list[Subject]:
    """Townships joined by 、 share a figure: it is of the smallest division that holds them all."""
    joined: list[Subject] = []
    run: list[Subject] = []
    for town in towns:
        between = text[run[-1].at + len(run[-1].place) : town.at] if run else ""
        if not (run and _TOWNS_JOINT.fullmatch(between)):
            run = []
        run.append(town)
        codes = [t.division.adcode for t in run if t.division]
        if len(run) > 1 and len(codes) == len(run):
            common = load_divisions().common_ancestor(codes)
            starts = [min(t.at, t.span.start) if t.span else t.at for t in run]
            names = "、".join(text[start : t.at + len(t.place)] for start, t in zip(starts, run, strict=True))
            joined.append(Subject(town.at, common, place=names, span=town.span, rule="joint"))
    return joined


def is_part(text: str, subject: Subject) -> bool:
    """其中 stands before it: what is told of it is part of what was told before."""
    named = subject.rule in ("named", "township", "joint")
    takes = subject.span is not None and text.startswith("占", subject.span.end)  # 甲区占了4家；
    return named and (takes or bool(_AMONG.search(text, max(0, subject.at - 18), subject.at)))


def _after_examples(text: str, sentence: Span, marks: list[Subject]) -> list[Subject]:
    """甲县一街道社工站、乙县二镇社工站等100个站: so many of the whole, of which some are named."""
    found: list[Subject] = []
    if len(marks) < 2:
        return found
    run: list[Subject] = []
    for mark in [*marks, None]:
        joined = mark and run and mark.rule == "named" and _STATIONS.fullmatch(text, run[-1].at + 1, mark.at)
        if not joined and len(codes := {m.division.adcode for m in run if m.division}) > 1:
            last = run[-1]
            at = text.find("站", last.at, sentence.end)
            common = load_divisions().common_ancestor(list(codes))
            found.append(Subject(at if at > 0 else last.at + 1, common, span=last.span, rule="stations joined"))
        if mark and joined:
            run.append(mark)
        else:
            run = [mark] if mark and mark.rule == "named" else []
    if text.find("等", *sentence) < 0:
        return found
    for match in _AND_OTHERS.finditer(text, *sentence):
        start = max(text.rfind(mark, sentence.start, match.start()) for mark in "，。；：（") + 1
        named = [m.division for m in marks if max(start, sentence.start) <= m.at < match.start() and m.division and m.rule != "whole"]
        if len({d.adcode for d in named}) > 1 and text.find("、", start, match.start()) > 0:
            common = load_divisions().common_ancestor([d.adcode for d in named])
            found.append(Subject(match.start(), common, span=Span(*match.span()), rule="examples"))
    return found


def after_parts(text: str, sentence: Span, first: Subject, marks: list[Subject]) -> list[Subject]:
    """新建30个，其中宜州区6个；配备社工90名: what is told of a part ends with it, and of examples with them."""
    ends: list[Subject] = []
    outer = first
    for mark in sorted(marks, key=attrgetter("at")):
        if not is_part(text, mark):
            outer = mark
        elif (stop := text.find("；", mark.at, sentence.end)) >= 0:
            ends.append(replace(outer, at=stop))
    return [*ends, *_after_examples(text, sentence, marks)]


def of_the_rest(text: str, sentence: Span, home: Division, before: Subject | None, marks: list[Subject]) -> Iterator[Subject]:
    """Where the others beside the one named last are spoken of (神木市建成12个，其余11个县区98个; 部分县区): what holds them
    all, a division named earlier in the sentence or `home`. `before` is what was open when it began."""
    for match in _SOME_OF.finditer(text, sentence.start, sentence.end):
        earlier = sorted((m for m in marks if m.at < match.start()), key=attrgetter("at"))
        last = earlier[-1] if earlier else before
        if not last or not last.division or last.division.level == home.level:
            continue
        county = last.division.level == "county"
        if not (county or match[1]):
            continue
        around = {d.adcode for d in load_divisions().ancestors(last.division.adcode)} if county and match[1] else frozenset()
        holds = next((m.division for m in reversed(earlier) if m.division and m.division.adcode in around), home)
        yield Subject(match.start(), holds, span=Span(*match.span()), rule="the rest of its divisions")


def totals(text: str, sentence: Span, home: Division | None, marks: list[Subject]) -> list[Subject]:
    """Where the report's own division speaks again after its parts: 共计, 其余."""
    found: list[Subject] = []
    for match in _TOTAL.finditer(text, sentence.start, sentence.end) if marks else ():
        before = [m for m in marks if m.at < match.start()]
        if _is_list(before) or (match[0][0] in "其剩余" and before and is_part(text, before[-1])):
            found.append(Subject(match.start(), home, span=Span(*match.span()), rule="total"))
    return found


def _is_list(subjects: list[Subject]) -> bool:
    """Several divisions are named, so that what a total stands before is of them all."""
    return any(s.several for s in subjects) or len({s.division for s in subjects if s.rule == "named"}) > 1
