"""The subjects of the sentences with figures; sentences without any are read only where something asks for them.

Half of a report stands in paragraphs without a figure, or behind the last one of theirs. What they name matters to
figures elsewhere in two cases only: 全区 is said of the district named last, and the county of a township holds
until the report's end. Whoever asks for one of these has them read first.
"""

from __future__ import annotations

from extractors.regions import RegionScope
from extractors.remembered import Remembered
from extractors.subjects import Subject
from schemas.divisions import Division
from schemas.records import Span

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

    def end(self) -> None:
        """The report ends."""
        self._scope.townships.end()
        self._scope.latest.end()

    def enter(self, fresh: bool, section: Division | None = None) -> None:
        """A sentence begins, as `RegionScope.enter` has it."""
        if fresh and self._passed:
            self._unread.append((self._scope.open, self._passed))
            self._passed = []
        self._scope.enter(fresh, section)

    def pass_over(self, sentence: Span) -> None:
        """It has no figures."""
        self._passed.append((sentence, self._scope.section))

    def subjects(self, sentence: Span) -> list[Subject]:
        """The subjects of a sentence in order, the first at its start."""
        if self._passed:
            section, passed, self._passed = self._scope.section, self._passed, []
            self._read(passed)
            self._scope.section = section
        return self._scope.subjects(self._text, sentence)

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
        scope.open, scope.section = opened_here, section
