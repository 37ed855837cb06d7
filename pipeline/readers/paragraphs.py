"""From lines to blocks: which line goes on in the next, which is a heading, a title, a caption.

In wrapped text the room left at the end of a line decides (a full line goes on, a short one ends its
paragraph); where lines are paragraphs only a line that visibly breaks off in mid-sentence is joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from pipeline.readers.lines import SourceLine
from pipeline.readers.own_lines import ends_with_picture, is_imprint, is_item, opens
from pipeline.readers.shapes import (
    CAPTION,
    CLAUSE_MARKS,
    CREDIT,
    HANGING,
    LABEL,
    MARKDOWN,
    REPORT_WORD,
    cuts_figure,
    ends_sentence,
    hangs,
    has_marker,
    is_caption,
    is_heading,
    is_open,
    is_title,
    is_title_for_sure,
)
from pipeline.readers.wrapping import Wrap, wraps
from schemas.records import BlockKind

HEADLINE: Final = 48.0
"""No headline is wider, in ems."""


class Group(NamedTuple):
    """The lines (by index) of one block, and its kind."""

    lines: tuple[int, ...]
    kind: BlockKind
    level: int = 0


class Grouping(NamedTuple):
    """Blocks, and the lines (by index) that are captions cutting a sentence in two."""

    groups: list[Group]
    captions: list[int]


def group(source: str, lines: Sequence[SourceLine]) -> Grouping:
    """Join the lines of a text to blocks. Linear in the number of lines."""
    texts = [source[line.start : line.end] for line in lines]
    joiner = _Joiner(lines, texts, wraps(source, lines))
    members: list[list[int]] = []
    captions: list[int] = []
    i = 0
    while i < len(lines):
        if members and joiner.is_cutting_caption(members[-1], i):
            captions.append(i)
        elif members and joiner.goes_on(members[-1], i):
            members[-1].append(i)
        else:
            members.append([i])
        i += 1
    return Grouping(_kinds(lines, texts, members), captions)


class _Joiner:
    """Answers for the open block `block` (line indices) and the line `i` that follows it."""

    def __init__(
        self, lines: Sequence[SourceLine], texts: Sequence[str], wrapped: Sequence[Wrap | None]
    ) -> None:
        self.lines, self.texts, self.wrapped = lines, texts, wrapped
        # In Markdown every heading says so itself, and what is no heading is prose.
        self.markdown = sum(bool(MARKDOWN.match(t)) for t in texts) >= 2
        # Above the first full stop stand headlines; the longer line below one is no rest of it.
        self.prose = next((i for i, t in enumerate(texts) if "。" in t), len(texts))

    def goes_on(self, block: Sequence[int], i: int) -> bool:
        last, line = self.lines[block[-1]], self.lines[i]
        text, following = self.texts[block[-1]], self.texts[i]
        if last.whole or line.whole or last.kind or line.kind or MARKDOWN.match(following):
            return False
        if MARKDOWN.match(self.texts[block[0]]) or CREDIT.match(following):
            return False
        numbered = has_marker(self.texts[block[0]])
        heading = numbered and not any(c in "。！？；" for j in block for c in self.texts[j])
        if has_marker(following):
            return text[-1] in HANGING and not (heading and text[-1] not in "，、")
        if is_imprint(text) or is_imprint(following) or (is_item(following) and not hangs(text)):
            return False
        if cuts_figure(text, following):
            return True
        wrap = self.wrapped[block[-1]]
        if wrap is None or self.wrapped[i] is None:
            if i <= self.prose and last.width <= min(HEADLINE, line.width) and not hangs(text):
                return False
            return self._goes_on_unwrapped(text, following, last.width, heading)
        return self._goes_on_wrapped(block, i, wrap, heading)

    def _goes_on_unwrapped(self, text: str, following: str, width: float, heading: bool) -> bool:
        if ends_sentence(text) or ends_with_picture(text) or (heading and text[-1] not in HANGING):
            return False
        if opens(following) and not hangs(text):
            return False
        if (
            is_title(following)
            or LABEL.match(text)
            or not (any(c in CLAUSE_MARKS for c in text) or is_open(text))
        ):
            return False
        return self.markdown or hangs(text) or width > 30

    def _goes_on_wrapped(self, block: Sequence[int], i: int, wrap: Wrap, heading: bool) -> bool:
        last, line, text = self.lines[block[-1]], self.lines[i], self.texts[block[-1]]
        first = len(block) == 1
        room = wrap.room(last, self.texts[i], first)
        if wrap.indented and line.indent >= 1.5 and text[-1] not in HANGING:
            return False
        if ends_sentence(text):
            short_title = is_title(self.texts[i]) and self._room(i, wrap) >= 2.5
            apart = line.blank > wrap.blank
            return not (room >= 1 or self._opens(i, wrap) or short_title or apart)
        if text[-1] in HANGING:
            return True
        if room >= 1.5 and (line.blank > wrap.blank or opens(self.texts[i])) and not is_open(text):
            return False
        if first and is_title(text):
            if self.texts[i].startswith("——"):
                return False
            if block[0] == 0 and REPORT_WORD.search(text) and not is_title(self.texts[i]):
                return False  # a title as wide as the text
            sure = is_title_for_sure(self.texts[i]) or (is_title_for_sure(text) and is_title(self.texts[i]))
            after = sure and self._room(i, wrap) >= 2.5
            if wrap.room(last, self.texts[i]) >= 2.5 or after or line.blank > wrap.blank:
                return False
        if heading:
            return room < 1.5 and not self._opens(i, wrap)
        return room < 4 or hangs(text)

    def _room(self, i: int, wrap: Wrap) -> float:
        return wrap.room(self.lines[i], self.texts[i + 1] if i + 1 < len(self.texts) else "字")

    def _opens(self, i: int, wrap: Wrap) -> bool:
        """Whether line `i`, though not the last of its paragraph, left room: the indent it has lost."""
        if not wrap.lost_indent or i + 1 >= len(self.texts) or ends_sentence(self.texts[i]):
            return False
        return 1 <= self._room(i, wrap) <= 3 and not is_title(self.texts[i + 1])

    def is_cutting_caption(self, block: Sequence[int], i: int) -> bool:
        """Whether line `i` is the caption of a picture that stands in the middle of a sentence."""
        if i + 1 >= len(self.lines) or self.lines[i].whole or self.lines[i].kind:
            return False
        before, text, after = self.texts[block[-1]], self.texts[i], self.texts[i + 1]
        if ends_sentence(before) or not any(c in CLAUSE_MARKS for j in block for c in self.texts[j]):
            return False
        if not is_title(text) or not CAPTION.search(text) or (has_marker(before) and len(block) == 1):
            return False
        if has_marker(after) or MARKDOWN.match(after) or is_title(after):
            return False
        wrap = self.wrapped[i]
        usual = wrap.blank if wrap else 0
        return self.lines[i].blank > usual and self.lines[i + 1].blank > usual


def _kinds(
    lines: Sequence[SourceLine], texts: Sequence[str], members: Sequence[Sequence[int]]
) -> list[Group]:
    """Give each block its kind; a run of title-like lines is a title if one of them is so for sure."""
    groups = [_own_kind(lines, texts, block) for block in members]
    start = 0
    while start < len(groups):
        end = start
        while end < len(groups) and _maybe_title(lines, texts, groups[end]):
            end += 1
        if end > start:
            kind = _run_kind(texts, groups, start, end)
            groups[start:end] = [g._replace(kind=kind) for g in groups[start:end]]
        start = max(end, start + 1)
    return groups


def _own_kind(lines: Sequence[SourceLine], texts: Sequence[str], block: Sequence[int]) -> Group:
    line = lines[block[0]]
    if line.kind:
        return Group(tuple(block), line.kind, line.level)
    mark = MARKDOWN.match(texts[block[0]])
    if mark:
        return Group(tuple(block), "heading", len(mark.group(1)))
    text = "".join(texts[j] for j in block)
    kind: BlockKind = "heading" if is_heading(text) else "caption" if is_caption(text) else "paragraph"
    return Group(tuple(block), kind)


def _maybe_title(lines: Sequence[SourceLine], texts: Sequence[str], group: Group) -> bool:
    if group.kind != "paragraph" or len(group.lines) != 1 or lines[group.lines[0]].kind:
        return False
    return is_title(texts[group.lines[0]])


def _run_kind(texts: Sequence[str], groups: Sequence[Group], start: int, end: int) -> BlockKind:
    words = [texts[g.lines[0]] for g in groups[start:end]]
    if start == 0 and end - start <= 6:
        return "title"
    if len(groups) - end <= 4 and all(LABEL.match(texts[g.lines[0]]) for g in groups[end:]):
        # Nothing follows that a title could open: the signature and date at the end of a report.
        return "caption" if end - start == 1 and CAPTION.search(words[0]) else "paragraph"
    following = "".join(texts[j] for j in groups[end].lines) if end < len(groups) else ""
    if end - start == 1 and CAPTION.search(words[0]) and CREDIT.match(following):
        return "caption"
    if end - start <= 6 and any(is_title_for_sure(w) for w in words):
        return "title"
    return "heading" if end - start == 1 and end < len(groups) and len(following) > 40 else "paragraph"
