"""A document's text as the page shows it: blocks, cut where a mark begins or ends.

Marks may overlap (a word that decided the region can lie in the one that decided the time), so a stretch of text
carries the classes of all marks that cover it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from schemas.records import Block, Document, Span

AROUND = 30
"""Blocks shown before and after the one that is looked at."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of `Document.text` with a class of the style sheet; `title` says in words what the colour says."""

    start: int
    end: int
    kind: str
    title: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text under the same marks; `at` is its offset in `Document.text`."""

    at: int
    text: str
    kinds: str = ""
    title: str = ""
    href: str = ""


@dataclass(slots=True)
class Paragraph:
    """A block and its pieces."""

    block: Block
    pieces: list[Piece]


@dataclass(slots=True)
class Group:
    """A paragraph, or the rows of a table."""

    paragraph: Paragraph | None = None
    rows: list[list[Paragraph]] = field(default_factory=list)


def window(document: Document, span: Span, around: int = AROUND) -> tuple[Block, ...]:
    """The blocks about a place, with those before and after it."""
    blocks = blocks_of(document)
    at = max(0, bisect_right(blocks, span.start, key=lambda block: block.start) - 1)
    return blocks[max(0, at - around):at + around + 1]


def blocks_of(document: Document) -> tuple[Block, ...]:
    """The blocks of a document; a text without any is one paragraph."""
    return document.blocks or (Block(0, len(document.text), "paragraph"),)


def groups(document: Document, blocks: Sequence[Block], marks: Iterable[Mark]) -> list[Group]:
    """The blocks with their marks, cells gathered into tables."""
    ordered = sorted(marks, key=lambda mark: mark.start)
    found: list[Group] = []
    for table, members in groupby(_paragraphs(document.text, blocks, ordered), key=lambda p: p.block.table):
        if table < 0:
            found += [Group(paragraph) for paragraph in members]
        else:
            rows = groupby(members, key=lambda p: p.block.row)
            found.append(Group(None, [list(row) for _, row in rows]))
    return found


def _paragraphs(text: str, blocks: Sequence[Block], marks: Sequence[Mark]) -> Iterable[Paragraph]:
    longest = max((mark.end - mark.start for mark in marks), default=0)
    for block in blocks:
        first = bisect_left(marks, block.start - longest, key=lambda mark: mark.start)
        last = bisect_left(marks, block.end, key=lambda mark: mark.start)
        mine = [mark for mark in marks[first:last] if mark.end > block.start]
        yield Paragraph(block, list(_pieces(text, block, mine)))


def _pieces(text: str, block: Block, marks: Sequence[Mark]) -> Iterable[Piece]:
    cuts = {block.start, block.end}
    for mark in marks:
        cuts |= {max(mark.start, block.start), min(mark.end, block.end)}
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        over = [mark for mark in marks if mark.start < end and start < mark.end]
        yield Piece(
            start, text[start:end], " ".join(dict.fromkeys(mark.kind for mark in over)),
            "；".join(dict.fromkeys(mark.title for mark in over if mark.title)),
            next((mark.href for mark in over if mark.href), ""))


def text_span(document: Document, start: int, end: int) -> Span | None:
    """Where a stretch of the source stands in `Document.text`; None for what the reader kept out of it."""
    first, last = bisect_left(document.origin, start), bisect_left(document.origin, end)
    return Span(first, last) if first < last else None
