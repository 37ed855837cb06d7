"""Cutting a document into reports, sections and sentences.

A file may hold one report or many. A report opens with its title block (title, issuing body, date), or, in an
article about several places, with a heading that names one. Sections follow the marks of official prose:
一、 （一） 1. （1） 一是.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from extractors.contexts import LEADS_IN
from extractors.lead_ins import is_first, lead_in
from extractors.openings import MARK, MARK_BEGINS, ReportSpan, reports_of
from extractors.terms import wide
from schemas.records import Block, Document, Section, Sentence, Span, span_of
from schemas.trusted import trusted

_CLOSE = "”’」』）)》】"
_ATTACHED = re.compile(r"[ 　]*附(?:件|表|录)?(?:\d{1,2}|[一二三四五六七八九十])?[：:]")
_BEFORE_MARK = re.compile(f"[。；：！](?=[ 　]*{MARK_BEGINS})")
_HEADING_END = re.compile("[。：]")
_STOPS = re.compile(rf"[。！？（）；，](?:(?<=[。！？])[{_CLOSE}]+)?")
"""What may end a sentence in a block that is longer than one may be, and what keeps it from that."""
_ENDS = re.compile(rf"[。！？][{_CLOSE}]*")
"""What may end one in a block that is not; brackets are asked for apart, most sentences have none."""
_ALONE = re.compile("[ 　#]*[超近约逾]?\\d[\\d.,]*[十百千万亿]{0,2}[余多]?[一-龥]{1,4}")
"""A headline cries out its figure before it says of what: 超1.7万人！社工考试参考人数创新高."""
_BRACKET = re.compile("[（）]")
LONGEST = 1200
UNMARKED = 2
"""Headings without a mark stand below chapters and their parts, the first of them with 一、."""
ITEM_LEVEL = 7
_Mark = tuple[int, int, int]
"""Where a heading starts and ends, and its level."""


class Sentences:
    """The sentences of a document, cut anew each time one goes through them: a long text's would fill the memory."""

    def __init__(
        self, text: str, blocks: tuple[Block, ...], reports: tuple[ReportSpan, ...], sections: tuple[Section, ...]
    ) -> None:
        self._text, self._blocks, self._reports, self._sections = text, blocks, reports, sections

    def __iter__(self) -> Iterator[Sentence]:
        return _sentences(self._text, self._blocks, self._reports, self._sections)


@dataclass(frozen=True, slots=True)
class Segments:
    """Reports, sections and sentences of a document, in order; sentences name their report and section.

    `wide`: the text they were cut from, the document's with full-width punctuation.
    """

    wide: str
    reports: tuple[ReportSpan, ...]
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...] | Sentences


def segment(document: Document, hold: bool = True) -> Segments:
    """Cut a document; every character of a block belongs to exactly one sentence.

    Unless told to `hold` them the sentences are cut again whenever they are gone through.
    """
    text = wide(document.text)
    blocks = document.blocks or (Block(0, len(text), "paragraph"),)
    reports = reports_of(text, blocks)
    sections = _sections(text, document.text, blocks)
    sentences = Sentences(text, blocks, reports, sections)
    return Segments(text, reports, sections, tuple(sentences) if hold else sentences)


# --- sections ---


def _sections(text: str, source: str, blocks: tuple[Block, ...]) -> tuple[Section, ...]:
    marks: list[_Mark] = []
    for block in blocks:
        if block.kind in ("title", "cell"):
            if block.kind == "title":
                marks.append((block.start, block.end, 0))
            continue
        if block.kind == "heading":
            marks.append((block.start, block.end, _level(text, block.start) or UNMARKED + (min(block.level, 3) or 1)))
            continue
        if _ATTACHED.match(text, block.start, block.end):
            marks.append((block.start, block.end, 0))  # what is attached stands under no heading of the text
        marks.extend(_marks_in(text, block))
    sections = []
    marks = _led_in(text, marks)
    for (start, end, level), stop in zip(marks, _stops(text, marks, blocks[-1].end), strict=True):
        if level:
            sections.append(
                trusted(
                    Section,
                    {
                        "span": span_of(Span, (start, stop)),
                        "heading": span_of(Span, (start, end)),
                        "level": abs(level),
                        "title": source[start:end].strip("。：:. \n") + (LEADS_IN if level < 0 else ""),
                    },
                )
            )
    return tuple(sections)


def _led_in(text: str, marks: list[_Mark]) -> list[_Mark]:
    """The marks with the sentences that lead in a list of plans, their level that of its items with a minus."""
    found: list[_Mark] = []
    for start, end, level in marks:
        if UNMARKED < level < ITEM_LEVEL and is_first(text, start):
            before = lead_in(text, found[-1][0] if found else 0, start)
            if before and not (found and found[-1][1] >= before.end):
                found.append((*before, -level))
        found.append((start, end, level))
    return found


def _stops(text: str, marks: list[_Mark], end: int) -> list[int]:
    """Where each mark's section stops: at the next mark of its level or above, else at `end`; what leads in a list, where
    a list of that level begins anew.

    From the last mark to the first, so that none looks through all that follow it.
    """
    following = [end] * (ITEM_LEVEL + 1)  # by level, the start of the next mark
    anew = [(end, end)] * (ITEM_LEVEL + 1)  # by level, the starts of the next two first items
    stops = []
    for start, _, level in reversed(marks):
        if level < 0:
            stops.append(min(*following[:-level], anew[-level][1]))
        else:
            stops.append(min(following[: level + 1]))
            if level and is_first(text, start):
                anew[level] = (start, anew[level][0])
        following[abs(level)] = start
    return stops[::-1]


def _level(text: str, start: int) -> int:
    mark = MARK.match(text, start)
    return mark.lastindex or 0 if mark else 0


def _marks_in(text: str, block: Block) -> list[tuple[int, int, int]]:
    """Run-in headings of a paragraph: marks at its start or after a sentence end."""
    found = []
    starts = [block.start, *(m.end() for m in _BEFORE_MARK.finditer(text, block.start, block.end))]
    for start in starts:
        while start < block.end and text[start] in " 　":
            start += 1
        level = _level(text, start)
        if level:
            stop = _HEADING_END.search(text, start, min(block.end, start + 60))
            found.append((start, stop.end() if stop else min(block.end, start + 40), level))
    return found


# --- sentences ---


def _sentences(
    text: str, blocks: tuple[Block, ...], reports: tuple[ReportSpan, ...], sections: tuple[Section, ...]
) -> Iterator[Sentence]:
    report = opened = 0
    section = -1
    turn = 0.0  # where the next section opens, or the innermost one ends
    stack: list[int] = []
    starts, stops = [section.span.start for section in sections], [section.span.end for section in sections]
    for n, block in enumerate(blocks):
        while report + 1 < len(reports) and block.start >= reports[report + 1].span.start:
            report += 1
        for span in _cut(text, block):
            if span[0] >= turn:
                while opened < len(starts) and starts[opened] <= span[0]:
                    stack = [s for s in stack if stops[s] > starts[opened]]
                    stack.append(opened)
                    opened += 1
                while stack and stops[stack[-1]] <= span[0]:
                    stack.pop()
                section = stack[-1] if stack else -1
                turn = min(starts[opened] if opened < len(starts) else inf, stops[section] if stack else inf)
            yield Sentence(span, report, section, n)


def _cut(text: str, block: Block) -> list[Span]:
    """Sentences of a block: cut after 。！？ and their closing marks; a bracket is never cut in two.

    A stretch of more than `LONGEST` characters without a stop is cut at its commas, so that no figure has an
    unbounded sentence to be read in.
    """
    cut = _at_length if block.end - block.start > LONGEST else _at_ends
    spans = [span_of(Span, pair) for pair in pairwise((block.start, *cut(text, block), block.end)) if pair[0] < pair[1]]
    return [span for span in spans if not text[span[0] : span[1]].isspace()] or [Span(block.start, block.end)]


def _at_ends(text: str, block: Block) -> Iterator[int]:
    """Where the sentences of a block end, those within brackets left out."""
    depth, last = 0, block.start
    for match in _ENDS.finditer(text, block.start, block.end):
        if depth or text.find("（", last, match.start()) >= 0:
            depth = _depth(text, last, match.start(), depth)
        alone = match[0] == "！" and last == block.start and _ALONE.fullmatch(text, last, match.start())
        last = match.end()
        if not depth and not alone:
            yield last


def _depth(text: str, start: int, end: int, depth: int) -> int:
    """How many brackets are open behind a stretch, `depth` being so before it."""
    for bracket in _BRACKET.finditer(text, start, end):
        depth = depth + 1 if bracket[0] == "（" else max(0, depth - 1)
    return depth


def _at_length(text: str, block: Block) -> Iterator[int]:
    """The same of a block so long that one may have to be cut at a comma, or within brackets."""
    start, depth = block.start, 0
    for match in _STOPS.finditer(text, block.start, block.end):
        mark, end = match[0][0], match.end()
        if mark == "（":
            depth += 1
        elif mark == "）":
            depth = max(0, depth - 1)
        elif (mark in "。！？" and depth == 0) or end - start > LONGEST:
            yield end
            start, depth = end, 0
