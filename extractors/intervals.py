"""Number ranges of any text as intervals: 20~100, 大于10小于20, 五百以上, 位于20和30之间.

The words of comparison are the rows `comparison` of `schemas/data/units.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from extractors.numerals import DIGIT
from extractors.plain import ANY, BLANK, canonical, read_number
from schemas.units import load_units


class Interval(NamedTuple):
    """A range of numbers: an end that is None is open to infinity; `low_in` and `high_in`: the end belongs to it."""

    span: tuple[int, int]
    quote: str
    low: Decimal | None
    high: Decimal | None
    low_in: bool
    high_in: bool

    def __str__(self) -> str:
        """In mathematical notation.

        >>> str(find_intervals("大于10小于等于20")[0])
        '(10,20]'
        """
        low, high = ("" if end is None else f"{end:f}" for end in (self.low, self.high))
        return f"{'[' if self.low_in else '('}{low},{high}{']' if self.high_in else ')'}"


def _spaced(words: Iterable[str]) -> str:
    """An alternation of words, longest first, with stray spaces allowed inside."""
    return "|".join(BLANK.join(map(re.escape, word)) for word in sorted(words, key=lambda w: (-len(w), w)))


_ROWS = load_units().comparison
_OPERATORS = {word: row.operator for row in _ROWS for word in (*row.before, *row.after)}
_THAN = {word: row.operator for row in _ROWS for word in row.than}
_N = rf"(?:[负-]{BLANK})?(?:{ANY}{BLANK}分{BLANK}之{BLANK}{ANY}|[{DIGIT}]{{1,9}}+/[{DIGIT}]{{1,9}}+(?![/{DIGIT}])|{ANY})"
_FREE = rf"(?<![{DIGIT}A-Za-z.．%])"
_JOINED = re.compile(
    rf"(?P<in>(?:位于|介于|处于|在){BLANK})?第?{_FREE}(?P<a>{_N}){BLANK}(?P<to>[和与跟到至~～—–-]){BLANK}第?(?P<b>{_N})"
    rf"(?:(?P<between>{BLANK}之?间)|(?!{BLANK}[%％年月日号成折/-]))"
)
_BEFORE = re.compile(rf"(?P<word>{_spaced(w for row in _ROWS for w in row.before)}){BLANK}(?P<n>{_N})")
_COMPARED = re.compile(rf"比{BLANK}(?P<n>{_N}){BLANK}(?P<word>{_spaced(_THAN)})")
_AFTER = re.compile(rf"{_FREE}(?P<n>{_N}){BLANK}(?P<word>{_spaced(w for row in _ROWS for w in row.after)})")
_AND = re.compile(rf"{BLANK}[，,、]?{BLANK}(?:的?同时|并且|而且|且|又|但|和)?{BLANK}")
_DIGITS = re.compile(rf"[{DIGIT}]++")
_CODE = re.compile("[0０][0-9０-９]")
_SPACE = re.compile(r"[ \t　]+")
_NUMERALS = "零〇○一二三四五六七八九两十百千万亿兆半"
_BEFORE_FIRST = "".join({row_word[0] for row in _ROWS for row_word in row.before})
_NEXT = re.compile(rf"[{re.escape(_BEFORE_FIRST)}比位介处在第负{_NUMERALS}{DIGIT}.．-]")


def find_intervals(text: str, closed: bool = True) -> tuple[Interval, ...]:
    """All number ranges of `text` in order; two comparisons in a row that bound each other are one.

    `closed`: 20到100 and 20和100之间 hold both ends, as is meant in Chinese; else the first does not hold its end and
    the second neither.

    >>> [(i.quote, str(i)) for i in find_intervals("大概有20~100个，不小于三十，比四分之一大，比二分之一小")]
    [('20~100', '[20,100]'), ('不小于三十', '[30,)'), ('比四分之一大，比二分之一小', '(0.25,0.5)')]
    >>> str(find_intervals("位于20和30之间", closed=False)[0])
    '(20,30)'
    """
    plain = canonical(text)
    found: list[Interval] = []
    for item in _walk(plain, closed):
        whole = _merged(plain, found[-1], item) if found else None
        if whole:
            found[-1] = whole
        else:
            found.append(item)
    return tuple(item._replace(quote=text[item.span[0] : item.span[1]]) for item in found)


def _walk(text: str, closed: bool) -> Iterator[Interval]:
    floor = 0
    while start := _NEXT.search(text, floor):
        at = start.start()
        item = _joined(_JOINED.match(text, at), closed)
        for pattern in (_BEFORE, _COMPARED, _AFTER):
            item = item or _single(pattern.match(text, at))
        if item:
            yield item
            floor = item.span[1]
        else:
            floor = _past(text, at)


def _past(text: str, at: int) -> int:
    """The end of the run of digits at `at`, or the next character."""
    run = _DIGITS.match(text, at)
    return run.end() if run else at + 1


def _number(written: str) -> Decimal | None:
    minus = written[0] in "负-"
    bare = written[1:].lstrip(" \t　") if minus else written
    read = read_number(bare, 0)
    if read is None or read[1] != len(bare) or read[2] is None:
        return None
    return -read[2] if minus else read[2]


def _joined(match: re.Match[str] | None, closed: bool) -> Interval | None:
    if match is None or (match["to"] in "和与跟" and not match["between"]):
        return None
    low, high = _number(match["a"]), _number(match["b"])
    if low is None or high is None or low >= high or _CODE.match(match["a"]):
        return None
    start = match.start() if match["between"] or not match["in"] else match.start("a")
    low_in = closed or not match["between"]
    return Interval((start, match.end()), "", low, high, low_in, closed)


def _single(match: re.Match[str] | None) -> Interval | None:
    value = _number(match["n"]) if match else None
    if match is None or value is None:
        return None
    word = _SPACE.sub("", match["word"])
    operator = _THAN[word] if match.re is _COMPARED else _OPERATORS[word]
    low = value if operator[0] in ">=" else None
    high = value if operator[0] in "<=" else None
    holds = operator[-1] == "="
    return Interval(match.span(), "", low, high, holds and low is not None, holds and high is not None)


def _merged(text: str, first: Interval, second: Interval) -> Interval | None:
    """大于10小于20: both ends in one, where one bounds below, the other above, and nothing else stands between."""
    below, above = (first, second) if first.high is None else (second, first)
    if below.low is None or below.high is not None or above.high is None or above.low is not None:
        return None
    if below.low > above.high or not _AND.fullmatch(text, first.span[1], second.span[0]):
        return None
    return Interval((first.span[0], second.span[1]), "", below.low, above.high, below.low_in, above.high_in)
