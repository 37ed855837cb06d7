"""The nouns of youju: what flows from a file to a table.

All offsets are half-open and count Unicode code points. `Document.text` is the one coordinate system
inside the program; `Document.locate` leads from it to the place in the source file, and a `Fact` that
leaves the program carries the source's offsets (for TXT the raw file's).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, count
from operator import add
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, field_serializer

from schemas.boxes import Box as Box
from schemas.boxes import merge
from schemas.trusted import trusted

Qualifier = Literal["exact", "about", "nearly", "more_than", "at_least", "at_most", "range", "masked"]
Statistic = Literal["level", "share", "growth", "multiple"]
Status = Literal["actual", "target", "standard"]
Reason = Literal[
    "date",
    "document_number",
    "ordinal",
    "heading",
    "page",
    "slogan",
    "structure",
    "phone",
    "name",
    "version",
    "age",
    "duration",
    "word",
    "template",
    "unlinked",
]
"""Why a number is knowingly no fact; `unlinked` says honestly that the program found no meaning for it."""

Media = Literal["txt", "docx", "pdf", "html", "ofd", "doc"]


class Span(NamedTuple):
    """A half-open stretch of code points."""

    start: int
    end: int


span_of: Callable[[type[Span], tuple[int, int]], Span] = tuple.__new__
"""`span_of(Span, (start, end))`: a span without the detour over its names, for those made by the thousand."""


class Record(BaseModel):
    """Base of the records: frozen, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


# --- the document ---------------------------------------------------------------------------------


class Locator(Record):
    """Where a span of `Document.text` stands in the source file.

    `start`, `end`: source offsets (TXT: into the decoded file; PDF, OFD, DOCX: into the rebuilt text).
    `line`: 1-based line of a TXT or HTML file. `page`: 1-based page of a PDF or OFD, with one box a line in `boxes`.
    `block`: DOCX place such as `body/12/run 3` or `table 2/row 4/cell 1`, DOC: the same of the DOCX that LibreOffice
    makes of it (`converted/body/12/run 3`); HTML: `line:column`.
    """

    start: int
    end: int
    quote: str
    line: int | None = None
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    block: str | None = None


BlockKind = Literal["paragraph", "heading", "title", "cell", "caption"]


class Block(NamedTuple):
    """A paragraph-like stretch of `Document.text`; blocks are in order and do not overlap.

    `level`: depth of a heading where the file itself says it (DOCX style, Markdown `#`), else 0.
    `header`: for a table cell, the texts of its column header and row header, with the unit they name.
    """

    start: int
    end: int
    kind: BlockKind
    level: int = 0
    table: int = -1
    row: int = -1
    column: int = -1
    header: str = ""


class Furniture(NamedTuple):
    """What the reader kept out of the text: page numbers, running heads, captions that cut a sentence.

    `start`, `end`: source offsets as in `Locator` (for PDF and DOCX: into `Document.source`).
    """

    start: int
    end: int
    text: str
    kind: Literal["page", "running_head", "caption", "watermark", "reading"]


class Recognition(NamedTuple):
    """A stretch of `Document.source` that was recognised in a picture (OCR): no characters of the file prove it.

    `confidence`: what the recogniser gives the stretch, 0 to 1.
    """

    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text, rebuilt once while reading, and the map back to its source.

    `source` is the text as the file has it (TXT: the decoded file, to the code point; PDF, DOCX: what the
    reader took from it, one block a line). `text` is `source` with hard wraps joined, furniture dropped and
    stray spaces inside figures closed up; `origin[i]` is the offset in `source` of `text[i]`, strictly
    increasing. A plain dataclass: it holds an entry for every character, which Pydantic would validate
    one by one.
    """

    name: str
    media: Media
    sha256: str
    source: str
    text: str
    origin: array[int]
    blocks: tuple[Block, ...]
    furniture: tuple[Furniture, ...] = ()
    notes: tuple[str, ...] = ()
    """What the reader had to assume, in Chinese: a doubtful encoding, pages without text."""
    places: array[int] = field(default_factory=lambda: array("i"))
    """For PDF, OFD, DOCX, HTML: for each character of `source` an index into `boxes` or `runs`, -1 for none."""
    boxes: Sequence[Box] = ()
    runs: Sequence[str] = ()
    recognized: tuple[Recognition, ...] = ()
    """What of `source` was read by OCR, in order, without overlaps; a scan read so is one stretch a line."""

    def recognition(self, span: Span) -> float | None:
        """The lowest confidence with which OCR read a span of `text`; None where the file holds its characters."""
        start, end = self.source_span(span)
        first = bisect_left(self.recognized, start, key=lambda stretch: stretch.end - 1)
        last = bisect_left(self.recognized, end, key=lambda stretch: stretch.start)
        return min((stretch.confidence for stretch in self.recognized[first:last]), default=None)

    def source_span(self, span: Span) -> Span:
        """The stretch of `source` that `span` of `text` was rebuilt from."""
        start, end = span
        if start >= end:
            raise ValueError(f"空区间没有出处：{span}")
        return span_of(Span, (self.origin[start], self.origin[end - 1] + 1))

    def locate(self, span: Span) -> Locator:
        """The place in the source file of a span of `text`.

        Raises:
            ValueError: the span is empty or outside the text.
        """
        start, end = self.source_span(span)
        line: int | None = None
        page: int | None = None
        block: str | None = None
        boxes: tuple[Box, ...] = ()
        if self.media == "txt":
            line = bisect_left(_line_ends(self.source), start) + 1
            marks = []
        else:
            marks = [p for p in self.places[start:end] if p >= 0]
        if self.media in ("pdf", "ofd"):
            boxes = merge(tuple(self.boxes[p] for p in marks))
            page = boxes[0].page if boxes else None
        elif self.media == "html" or marks:
            block = self.runs[marks[0]]
            line = int(block.partition(":")[0]) if self.media == "html" else None
        values = {"start": start, "end": end, "quote": self.source[start:end], "line": line, "page": page,
                  "boxes": boxes, "block": block}
        return trusted(Locator, values)


@lru_cache(maxsize=4)
def _line_ends(source: str) -> list[int]:
    """Where the lines of a source end; kept, since every fact of a document asks."""
    return list(map(add, accumulate(map(len, source.split("\n"))), count()))[:-1]


# --- segments -------------------------------------------------------------------------------------


class Evidence(Record):
    """What decided one field of a fact, or a report's date: the words, and the rule or row of the vocabulary.

    Of `confidence` it is what speaks against the reading: the id of a trait (schemas.confidence), and no words.
    """

    field: Literal["indicator", "region", "time", "status", "per", "unit", "qualifier", "statistic", "dims", "date", "confidence"]
    span: Span | None
    """In `Document.text`; None where the report as a whole decided, or the file's name."""
    rule: str


class Region(Record):
    """An administrative division, county level or above: official name and GB/T 2260 code.

    `adcode` is six digits; `100000` is the country.
    """

    name: str
    adcode: str


class Report(Record):
    """One report in a file: a file may hold many. `region`, `date` are None where the text hides them."""

    span: Span
    title: str
    body: str = ""
    """The issuing body, as written."""
    region: Region | None = None
    date: str = ""
    """EDTF; empty where nothing tells."""
    dated: Evidence | None = None
    """What told the date; the rule is one of those of `extractors.report_date`."""


class Section(Record):
    """A heading and what it opens. `level` counts from 1: 一、 is 1, （一） 2, `1.` 3, 一是 4."""

    span: Span
    heading: Span
    level: int
    title: str


@dataclass(slots=True, unsafe_hash=True)
class Sentence:
    """A sentence, its report and its innermost section by index (-1: none); never changed once made."""

    span: Span
    report: int
    section: int = -1
    block: int = -1


# --- numbers --------------------------------------------------------------------------------------
#
# Plain dataclasses, never changed once made: they do not leave the program, every figure asks them for their fields a
# hundred times, and of a Pydantic model each answer takes several times as long.


@dataclass(slots=True, unsafe_hash=True)
class Quantity:
    """A quantity expression: qualifier + number + unit where they touch.

    `value`, `low`, `high` are in the base unit (9000余万元 is 90000000 元); `core` holds the digits alone.
    `word` is the unit as written (万元, 余名), `unit` the base unit (元, 人), `dimension` what it measures.
    """

    span: Span
    core: Span
    quote: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    word: str
    dimension: str
    qualifier: Qualifier
    inferred: bool = False
    """The unit is not written and was taken from the context (近500万财政支持)."""


TimeKind = Literal["point", "span", "since", "until", "none"]


@dataclass(slots=True, unsafe_hash=True)
class TimeValue:
    """A time expression. `edtf` is empty where it names no time of its own (近年来, 目前)."""

    span: Span
    quote: str
    edtf: str
    kind: TimeKind


@dataclass(slots=True, unsafe_hash=True)
class Mention:
    """A number that is knowingly no quantity of the work, and why."""

    span: Span
    quote: str
    reason: Reason


# --- facts ----------------------------------------------------------------------------------------


class Fact(Record):
    """One figure a report states, tied to its exact place. Fields as in docs/facts.md."""

    id: str
    doc: str
    start: int
    end: int
    quote: str
    indicator: str
    statistic: Statistic = "level"
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str
    qualifier: Qualifier = "exact"
    per: str | None = None
    status: Status = "actual"
    region: str | None = None
    adcode: str | None = None
    place: str = ""
    time: str = ""
    dims: dict[str, str] = {}
    confidence: float = 1.0
    ocr: float | None = None
    """The recogniser's confidence where the figure was read by OCR."""
    part_of: str | None = None
    """Id of the fact whose part this one is (其中, parentheses)."""
    span: Span
    """Where the quantity stands in `Document.text`; `start`, `end` are the source's."""
    sentence: Span
    report: int = 0
    locator: Locator
    evidence: tuple[Evidence, ...] = ()
    rivals: tuple[str, ...] = ()
    """The indicators that lost, best first, each `code:score`."""

    @field_serializer("value", "low", "high", when_used="json")
    def _number(self, number: Decimal | None) -> float | int | None:
        if number is None:
            return None
        return int(number) if number == number.to_integral_value() else float(number)


Severity = Literal["error", "warning", "info"]


class Finding(Record):
    """What does not fit, beside the facts it concerns; a fact is never repaired."""

    kind: str
    severity: Severity
    message: str
    """In Chinese, with the figures in it."""
    facts: tuple[str, ...] = ()
    doc: str = ""


class NumberRow(Record):
    """One line of `youju numbers`: a number of the document, and the fact it became or the reason it did not."""

    doc: str
    start: int
    end: int
    quote: str
    fact: str | None = None
    reason: Reason | None = None


class Extraction(Record):
    """All that was understood of one document."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)

    doc: str
    sha256: str
    reports: tuple[Report, ...]
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    facts: tuple[Fact, ...]
    numbers: tuple[NumberRow, ...]
    findings: tuple[Finding, ...] = ()
