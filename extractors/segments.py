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

from extractors.openings import MARK, ReportSpan, reports_of
from extractors.terms import wide
from schemas.records import Block, Document, Section, Sentence, Span, span_of
from schemas.trusted import trusted

_CLOSE = "”’」』）)》】"
_ATTACHED = re.compile(r"[ 　]*附(?:件|表|录)?(?:\d{1,2}|[一二三四五六七八九十])?[：:]")
_BEFORE_MARK = re.compile("[。；：！]")
_HEADING_END = re.compile("[。：]")
_STOPS = re.compile(rf"[。！？!?（()）；，](?:(?<=[。！？!?])[{_CLOSE}]+)?")
_ENDS = re.compile(rf"[。！？!?（()）](?:(?<=[。！？!?])[{_CLOSE}]+)?")
"""The stops that matter in a block no longer than a sentence may be."""
_PLAIN_ENDS = re.compile(rf"[。！？!?][{_CLOSE}]*")
"""Those in a block without brackets."""
LONGEST = 1200
UNMARKED = 2
"""Headings without a mark stand below chapters and their parts, the first of them with 一、."""
ITEM_LEVEL = 7
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
    marks: list[tuple[int, int, int]] = []  # start, end of the heading, level
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
    for (start, end, level), stop in zip(marks, _stops(marks, blocks[-1].end), strict=True):
        if level:
            sections.append(
                trusted(
                    Section,
                    {
                        "span": Span(start, stop),
                        "heading": Span(start, end),
                        "level": level,
                        "title": source[start:end].strip("。：:. \n"),
                    },
                )
            )
    return tuple(sections)


def _stops(marks: list[tuple[int, int, int]], end: int) -> list[int]:
    """Where each mark's section stops: at the next mark of its level or above, else at `end`.

    From the last mark to the first, so that none looks through all that follow it.
    """
    following = [end] * (ITEM_LEVEL + 1)  # by level, the start of the next mark
    stops = []
    for start, _, level in reversed(marks):
        stops.append(min(following[: level + 1]))
        following[level] = start
    return stops[::-1]


def _level(text: str, start: int) -> int:
    mark = MARK.match(text, start)
    return mark.lastindex or 0 if mark else 0


def _marks_in(text: str, block: Block) -> list[tuple[int, int, int]]:
    """Run-in headings of a paragraph: marks at its start or after a sentence end."""
    found = []
    starts = [block.start, *(m.end() for m in _BEFORE_MARK.finditer(text, block.start, block.end - 1))]
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
            yield trusted(Sentence, {"span": span, "report": report, "section": section, "block": n})


def _holds_bracket(text: str, block: Block) -> bool:
    return text.find("（", block.start, block.end) >= 0 or text.find("(", block.start, block.end) >= 0


def _cut(text: str, block: Block) -> list[Span]:
    """Sentences of a block: cut after 。！？ and their closing marks; a bracket is never cut in two.

    A stretch of more than `LONGEST` characters without a stop is cut at its commas, so that no figure has an
    unbounded sentence to be read in.
    """
    length = block.end - block.start
    if length <= LONGEST and not _holds_bracket(text, block):
        ends = [match.end() for match in _PLAIN_ENDS.finditer(text, block.start, block.end)]
        spans = [span_of(Span, pair) for pair in pairwise((block.start, *ends, block.end)) if pair[0] < pair[1]]
    else:
        spans = list(_around_brackets(text, block, _STOPS if length > LONGEST else _ENDS))
    return [span for span in spans if not text[span[0] : span[1]].isspace()] or [Span(block.start, block.end)]


def _around_brackets(text: str, block: Block, stops: re.Pattern[str]) -> Iterator[Span]:
    """What stands between the stops of a block, those in brackets left out."""
    start, depth = block.start, 0
    for match in stops.finditer(text, block.start, block.end):
        mark, end = match[0][0], match.end()
        if mark in "（(":
            depth += 1
        elif mark in "）)":
            depth = max(0, depth - 1)
        elif (mark in "。！？!?" and depth == 0) or end - start > LONGEST:
            yield span_of(Span, (start, end))
            start, depth = end, 0
    if start < block.end:
        yield span_of(Span, (start, block.end))
