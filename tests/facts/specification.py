"""Tables of cases as text: one behaviour a row, its figures marked 【】 in a sentence of a small report.

    @ 遵义市                                          the report's division, for the rows that follow
    noun-after: 全市建成社工站【137个】。 => station.count
    a-gap: 按照【一类】县每站3万元的标准补助。 => - !! class-number

`¶` ends a paragraph. The answers behind `=>` stand in the order of the marks, parted by blanks. A row with `!!`
is a known gap, by its cause in `gaps.GAPS`: it must fail, so that closing it is noticed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

import pytest
from _pytest.mark.structures import ParameterSet
from gaps import GAPS

from extractors.facts import extract
from pipeline.readers.txt import from_text
from schemas.codebook import load_codebook
from schemas.records import Extraction, Fact

TITLE = "{home}民政局关于社会工作服务站建设情况的汇报"
DATE = "（2023年7月）"
_MARK = re.compile(r"【([^【】]+)】")
_ROW = re.compile(r"(?P<id>[\w.+-]+): (?P<text>.+?) => (?P<answers>.+?)(?: !! (?P<gap>[a-z-]+))?$")


class Marked(NamedTuple):
    """A text without its marks, and where each marked figure stands in it."""

    text: str
    spans: tuple[tuple[int, int], ...]


def unmark(marked: str) -> Marked:
    """Strip 【】; `¶` becomes a line break.

    >>> unmark("建站【8个】。¶完")
    Marked(text='建站8个。\\n完', spans=((2, 4),))
    """
    plain, spans, at = "", [], 0
    for match in _MARK.finditer(marked):
        plain += marked[at : match.start()]
        spans.append((len(plain), len(plain) + len(match[1])))
        plain += match[1]
        at = match.end()
    return Marked((plain + marked[at:]).replace("¶", "\n"), tuple(spans))


def report(body: str, home: str = "湖州市", date: str = DATE) -> str:
    """A report of one title line, one date line, and the body."""
    return f"{TITLE.format(home=home)}\n{date}\n{body}\n"


@cache
def read(text: str, name: str = "汇报.txt") -> Extraction:
    """What the program understands of a text file."""
    return extract(from_text(name, text), load_codebook())


def marked_facts(marked: str, name: str = "汇报.txt") -> list[Fact | None]:
    """The fact at each mark of a text, None where no fact lies there."""
    text, spans = unmark(marked)
    facts = read(text, name).facts
    return [_at(facts, start, end) for start, end in spans]


def _at(facts: tuple[Fact, ...], start: int, end: int) -> Fact | None:
    found = [fact for fact in facts if fact.start < end and start < fact.end]
    assert len(found) <= 1, f"several facts at one mark: {[f.quote for f in found]}"
    return found[0] if found else None


def cases(table: str, home: str = "湖州市") -> list[ParameterSet]:
    """pytest parameters (home, marked text, answers) from a table."""
    return list(_cases(table, home))


def gap(cause: str) -> pytest.MarkDecorator:
    """The mark of a case that is a known gap."""
    return pytest.mark.xfail(strict=True, reason=GAPS[cause])


def _cases(table: str, home: str) -> Iterator[ParameterSet]:
    seen: set[str] = set()
    for line in table.strip().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("@ "):
            home = line[2:].strip()
            continue
        row = _ROW.match(line)
        assert row, f"not a row: {line}"
        assert row["id"] not in seen, f"id used twice: {row['id']}"
        seen.add(row["id"])
        marks = [gap(row["gap"])] if row["gap"] else []
        yield pytest.param(home, row["text"], tuple(row["answers"].split()), id=row["id"], marks=marks)


def told(facts: list[Fact | None], tell: Callable[[Fact], str]) -> tuple[str, ...]:
    """What each fact says of itself; `-` for no fact."""
    return tuple("-" if fact is None else tell(fact) for fact in facts)
