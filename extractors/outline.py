"""The headings of a document: what stands over a sentence, and what the headings over it say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from extractors.contexts import lays_down, turns_ahead
from extractors.segments import ITEM_LEVEL, Segments
from schemas.divisions import Division
from schemas.records import Section, Sentence, Span, TimeValue

HEADING = 30
"""A heading is no longer than this; what is run in with its text is a sentence."""
Answer = TypeVar("Answer", Division, TimeValue)


class Outline:
    """The sections of a document as they lie in each other, each known by its index, -1 for none."""

    def __init__(self, segments: Segments) -> None:
        self.sections = segments.sections
        self.outer = _outer_sections(self.sections)
        """For each section the one it lies in."""
        self._titles: dict[int, tuple[str, ...]] = {-1: ()}

    def titles(self, section: int) -> tuple[str, ...]:
        """Titles of a section and of those it stands in, innermost first; of list items those that lay down norms."""
        if section not in self._titles:
            outer = self.titles(self.outer[section])
            row = self.sections[section]
            self._titles[section] = (row.title, *outer) if row.level < ITEM_LEVEL or lays_down(row.title) else outer
        return self._titles[section]

    def looks_ahead(self, section: int) -> bool:
        """A heading over the sentence turns to what is to come: the year summed up is not its time."""
        return any(map(turns_ahead, self.titles(section)))

    def is_item(self, section: int) -> bool:
        """A section is an item of a list, below all headings."""
        return section >= 0 and self.sections[section].level >= ITEM_LEVEL

    def begins_item(self, section: int) -> bool:
        """What has begun is a heading or list item; an item inside the same one has not."""
        return section < 0 or self.sections[section].level <= ITEM_LEVEL

    def chapter(self, section: int) -> Span | None:
        """The outermost section that a section lies in; None for none."""
        while section >= 0 and self.outer[section] >= 0:
            section = self.outer[section]
        return self.sections[section].span if section >= 0 else None

    def heading_over(self, sentence: Sentence) -> Span | None:
        """The heading that a sentence stands under; what is run in with its text is none."""
        if sentence.section < 0:
            return None
        start, end = span = self.sections[sentence.section].heading
        return None if end - start > HEADING or sentence.span.start < end else span

    def headings_over(self, sentence: Sentence) -> list[Span]:
        """The headings that a sentence stands under, innermost first."""
        found, section = [], sentence.section
        while section >= 0:
            heading = self.sections[section].heading
            if self.sections[section].level < ITEM_LEVEL and heading.end <= sentence.span.start:
                found.append(heading)
            section = self.outer[section]
        return found


class Told(Generic[Answer]):
    """What the innermost heading that tells says, for a section; each heading is asked once."""

    def __init__(self, outline: Outline, tell: Callable[[Section], Answer | None]) -> None:
        self._outline = outline
        self._tell: Callable[[Section], Answer | None] = tell
        self._told: dict[int, Answer | None] = {-1: None}

    def of(self, section: int) -> Answer | None:
        """The answer for a section, -1 for none."""
        if section not in self._told:
            own = self._tell(self._outline.sections[section])
            self._told[section] = self.of(self._outline.outer[section]) if own is None else own
        return self._told[section]


def _outer_sections(sections: tuple[Section, ...]) -> list[int]:
    outer: list[int] = []
    stack: list[int] = []
    for n, section in enumerate(sections):
        while stack and sections[stack[-1]].span.end <= section.span.start:
            stack.pop()
        outer.append(stack[-1] if stack else -1)
        stack.append(n)
    return outer
