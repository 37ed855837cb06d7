"""The lines a reader hands to `rebuild`: where they stand in the source, and what the file says of them."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from pipeline.readers.shapes import em_width
from schemas.records import BlockKind

BREAKS: Final = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
BLANKS: Final = " \t\u00a0\u3000\u2002\u2003\u2009\u200b\ufeff"


class SourceLine(NamedTuple):
    """One line that is not blank, trimmed: `source[start:end]`.

    `indent`, `width` in ems; `blank`: blank lines before it; `page`: counts page breaks before it.
    `kind` is None where only the words can tell; `whole`: the file itself says that the line is a
    paragraph by itself, which nothing may be joined to; `measure`: width of the column the line stands in,
    where the page has several.
    """

    start: int
    end: int
    indent: float
    width: float
    blank: int = 0
    page: int = 0
    kind: BlockKind | None = None
    level: int = 0
    whole: bool = False
    measure: float = 0.0
    table: int = -1
    row: int = -1
    column: int = -1
    header: str = ""


def split_lines(source: str) -> list[SourceLine]:
    """The lines of a plain text, whatever ends them (LF, CRLF, CR, form feed, U+2028).

    >>> [source_line[:2] for source_line in split_lines(" 甲\\r\\n\\r\\n乙 ")]
    [(1, 2), (6, 7)]
    """
    lines: list[SourceLine] = []
    start, blank, page = 0, 0, 0
    for end, after, mark in _ends(source):
        raw = source[start:end]
        body = raw.strip(BLANKS)
        if body:
            left = start + raw.index(body[0])
            lines.append(
                SourceLine(left, left + len(body), em_width(source[start:left]), em_width(body), blank, page)
            )
            blank = 0
        elif mark != "\f":
            blank += 1
        page += mark == "\f"
        start = after
    return lines


def _ends(source: str) -> list[tuple[int, int, str]]:
    """(end of the line, start of the next, the break), the last line included."""
    ends = [(m.start(), m.end(), m.group()) for m in BREAKS.finditer(source)]
    return [*ends, (len(source), len(source), "")]
