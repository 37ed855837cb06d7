"""The subjects of the sentences with figures; sentences without any are read only where something asks for them.

Half of a report stands in paragraphs without a figure, or behind the last one of theirs. What they name matters to
figures elsewhere in two cases only: 全区 is said of the district named last, and the county of a township holds
until the report's end. Whoever asks for one of these has them read first.
"""

from __future__ import annotations

import re

from extractors.regions import RegionScope
from extractors.remembered import Remembered
from extractors.subjects import Subject
from schemas.divisions import Division
from schemas.records import Span

_GOES_ON = re.compile("[她他](?!们|人|项|省|市|县|区|地|各|方|国|乡|镇|村|山)|站里|该站|[镇乡街](?:上|里)")
"""她去年走访320户, 站里有社工3名: of the station told of in the paragraph before."""
Passed = tuple[Span, Division | None]
"""A sentence passed over, and the division that the heading over it names."""


class RegionReader:
    """Leads a `RegionScope` through the sentences of a report."""

    def __init__(self, text: str, home: Division | None, masked: bool) -> None:
        self.home, self._text = home, text
        self._scope = RegionScope(home, masked, Remembered(self._read_all), Remembered(self._read_all))
        self._passed: list[Passed] = []
        """Of this paragraph, since its last sentence with figures."""
        self._unread: list[tuple[Subject | None, list[Passed]]] = []
        """Of the paragraphs before, each with the subject that was open where it was left."""
        self._behind: Subject | None = None
        """The township or station of the last paragraph that told of one, under this heading."""
        self._behind_unread = False

    def end(self) -> None:
        """The report ends."""
        self._scope.townships.end()
        self._scope.latest.end()

    def enter(self, fresh: bool, section: Division | None = None) -> None:
        """A sentence begins, as `RegionScope.enter` has it."""
        if fresh:
            if self._scope.open:
                self._note(self._scope.open)
            self._behind_unread = bool(self._passed)
            if self._passed:
                self._unread.append((self._scope.open, self._passed))
                self._passed = []
        self._scope.enter(fresh, section)

    def _note(self, subject: Subject) -> None:
        """What the paragraph before was about where it ended: a township or station, or another division."""
        if subject.rule == "township":
            self._behind = subject
        elif subject.rule != "report":
            self._behind = None

    def pass_over(self, sentence: Span) -> None:
        """It has no figures."""
        self._passed.append((sentence, self._scope.section))

    def subjects(self, sentence: Span) -> list[Subject]:
        """The subjects of a sentence in order, the first at its start."""
        if self._passed:
            section, passed, self._passed = self._scope.section, self._passed, []
            self._read(passed)
            self._scope.section = section
        opened = self._scope.open
        if (self._behind or self._behind_unread) and (opened is None or opened.rule == "report"):
            self._scope.open = self._station(sentence) or opened
        return self._scope.subjects(self._text, sentence)

    def _station(self, sentence: Span) -> Subject | None:
        """The station of the paragraphs before, where a sentence goes on about it or one who works there."""
        if not _GOES_ON.search(self._text, *sentence):
            return None
        if self._behind_unread:
            self._read_all()
        return self._behind

    def _read(self, passed: list[Passed]) -> None:
        for sentence, section in passed:
            self._scope.section = section
            self._scope.subjects(self._text, sentence)

    def _read_all(self) -> None:
        """Read what was passed over in the paragraphs before, and come back to where the scope stands."""
        if not self._unread:
            return
        scope, unread, self._unread = self._scope, self._unread, []
        opened_here, section = scope.open, scope.section
        for opened, passed in unread:
            scope.open = opened
            self._read(passed)
            if scope.open:
                self._note(scope.open)
        self._behind_unread = False
        scope.open, scope.section = opened_here, section
