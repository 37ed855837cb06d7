"""Rebuild a document's text from its lines, and the map back to the source in the same pass.

1. Furniture (page numbers, running heads) is set apart.
2. Lines are joined to blocks, captions that cut a sentence set apart.
3. Characters are emitted one by one with their source offset: stray spaces closed, blocks parted by "\\n".

`origin` grows with `text`, so a place is never searched for afterwards.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.readers import furniture as furnishing
from pipeline.readers.lines import BREAKS, SourceLine
from pipeline.readers.paragraphs import Group, group
from pipeline.readers.shapes import CLAUSE_MARKS, LABEL_START, MARKDOWN, STAMP, STAMP_END, em_width
from pipeline.readers.spaces import INVISIBLE, SPACE, is_cut_date, is_han, is_row, is_stray, stands_alone
from schemas.records import Block, Furniture


class Rebuilt(NamedTuple):
    """The fields of a `Document` that rebuilding fills."""

    text: str
    origin: array[int]
    blocks: tuple[Block, ...]
    furniture: tuple[Furniture, ...]


def rebuild(source: str, lines: Sequence[SourceLine], known: Sequence[Furniture] = ()) -> Rebuilt:
    """Text, map, blocks and furniture of a document. Linear in the length of `source`.

    Args:
        source: what the reader took from the file.
        lines: its lines in reading order, not overlapping.
        known: furniture the reader recognised itself (running heads by their place on the page).
    """
    apart = sorted([*known, *furnishing.find(source, lines)])
    kept, holes = _outside(source, lines, apart)
    groups, captions = group(source, kept)
    for line in (kept[i] for i in captions):
        apart.append(Furniture(line.start, line.end, source[line.start : line.end], "caption"))
    writer = _Writer(source, holes)
    for one in groups:
        writer.block(one, [kept[i] for i in one.lines])
    return Rebuilt("".join(writer.pieces), writer.origin, tuple(writer.blocks), tuple(sorted(apart)))


def _outside(
    source: str, lines: Sequence[SourceLine], apart: Sequence[Furniture]
) -> tuple[list[SourceLine], dict[int, int]]:
    """The lines that are not furniture, cut where furniture opens them, and the holes it leaves inside."""
    holes = {f.start: f.end for f in apart}
    kept: list[SourceLine] = []
    for line in lines:
        start = line.start
        while start < line.end and (start in holes or source[start] in SPACE):
            start = holes.get(start, start + 1)
        if start > line.start:
            line = line._replace(start=start, width=em_width(source[start : line.end]))
        if start < line.end:
            kept.append(line)
    return kept, holes


class _Writer:
    """Collects the text and its map."""

    def __init__(self, source: str, holes: dict[int, int]) -> None:
        self.source = source
        self.holes = holes
        self.pieces: list[str] = []
        self.chars: list[str] = []
        """Characters of the block at hand."""
        self.prose = False
        """Whether the block at hand holds a sentence."""
        self.origin: array[int] = array("i")
        self.blocks: list[Block] = []

    def block(self, group: Group, lines: Sequence[SourceLine]) -> None:
        """Write one block, after a line break of the source if it is not the first."""
        places = self._places(group, lines)
        if not places:
            return
        if self.origin:
            self._emit("\n", self._break(self.origin[-1] + 1, places[0]))
        start = len(self.origin)
        row = len(lines) == 1 and is_row(self.source[lines[0].start : lines[0].end])
        self.prose = any(not CLAUSE_MARKS.isdisjoint(self.source[line.start : line.end]) for line in lines)
        self._write(places, row, group.kind == "title")
        cell = (lines[0].table, lines[0].row, lines[0].column, lines[0].header)
        self.blocks.append(Block(start, len(self.origin), group.kind, group.level, *cell))
        self.pieces.append("".join(self.chars))
        self.chars.clear()

    def _places(self, group: Group, lines: Sequence[SourceLine]) -> list[int]:
        """Source offsets of the block's characters; -1 where two lines were joined."""
        places: list[int] = []
        for number, line in enumerate(lines):
            start = line.start
            if number == 0 and group.kind == "heading" and group.level:
                mark = MARKDOWN.match(self.source, start, line.end)
                start = mark.end() if mark and not line.kind else start
            if places:
                places.append(-1)
            i = start
            while i < line.end:
                if i in self.holes:
                    i = self.holes[i]
                    continue
                if self.source[i] not in INVISIBLE:
                    places.append(i)
                i += 1
        return places

    def _write(self, places: Sequence[int], row: bool, title: bool) -> None:
        source = self.source
        i, size = 0, len(places)
        while i < size:
            here = places[i]
            if here >= 0 and source[here] not in SPACE:
                self._emit(source[here], here)
                i += 1
                continue
            end = i
            while end < size and (places[end] < 0 or source[places[end]] in SPACE):
                end += 1
            if i > 0 and end < size:
                # In a title the space before a date parts it from the issuing body.
                self._gap(places, i, end, row or (title and source[places[end]].isdigit()))
            i = end

    def _gap(self, places: Sequence[int], start: int, end: int, keep: bool) -> None:
        """Keep or close the white space `places[start:end]` between two characters of a block."""
        left, right = self.source[places[start - 1]], self.source[places[end]]
        if -1 in places[start:end]:
            # A wrap parts nothing in Chinese; between two Latin words it stood for the space.
            if left.isascii() and right.isascii() and left.isalpha() and right.isalpha():
                self._emit(" ", places[start - 1] + 1)
            return
        if left.isdigit() and LABEL_START.match(self.source, places[end]):
            self._emit(" ", places[start])
            return
        if self._beside_stamp(places[start - 1], places[end]):
            self._emit(" ", places[start])
            return
        before = self._before(places, start - 2)
        beyond = self._beyond(places, end + 1)
        if self.prose and end - start == 1 and self._parts_a_word(places, start, end):
            return
        wide = any(self.source[place] in "\u3000\t" for place in places[start:end])
        if keep or not is_stray(left, right, end - start + wide, beyond, before):
            self._emit(" ", places[start])

    def _parts_a_word(self, places: Sequence[int], start: int, end: int) -> bool:
        """Whether the one space at `places[start]` cuts a word or a date: 其 中, 志 愿者, 1 0月."""
        source, left, right = self.source, places[start - 1], places[end]
        if source[places[start]] not in " \u00a0":
            return False
        if is_han(source[left]) and is_han(source[right]):
            return stands_alone(source, left, -1) or stands_alone(source, right, 1)
        if not (source[left].isdigit() and source[right].isdigit()):
            return False
        first, last = left, right
        while first > 0 and left - first < 4 and source[first - 1].isdigit():
            first -= 1
        while last + 1 < len(source) and last - right < 4 and source[last + 1].isdigit():
            last += 1
        following = source[last + 1 : last + 3].lstrip(" ")[:1]
        return is_cut_date(source[first : left + 1], source[right : last + 1], following)

    def _beside_stamp(self, left: int, right: int) -> bool:
        """Whether the time of day or the date of a publication line stands at either side: 18:05 阅读."""
        if self.source[right].isdigit():
            return STAMP.match(self.source, right) is not None
        return self.source[left].isdigit() and STAMP_END.search(self.source, max(0, left - 7), left + 1) is not None

    def _before(self, places: Sequence[int], i: int) -> str:
        while i >= 0 and (places[i] < 0 or self.source[places[i]] in SPACE):
            i -= 1
        return self.source[places[i]] if i >= 0 else ""

    def _beyond(self, places: Sequence[int], i: int) -> str:
        while i < len(places) and (places[i] < 0 or self.source[places[i]] in SPACE):
            i += 1
        return self.source[places[i]] if i < len(places) else ""

    def _break(self, after: int, before: int) -> int:
        """The offset in [after, before) of the source character that parts two blocks."""
        at = self.source.find("\n", after, before)
        if at < 0:
            found = BREAKS.search(self.source, after, before)
            at = found.start() if found else after
        return at

    def _emit(self, char: str, place: int) -> None:
        self.chars.append(char)
        self.origin.append(place)
