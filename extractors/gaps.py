"""Text without the white space that only separates the parts of an expression, and the way back.

Line ends and stray spaces stand anywhere in reports (`2200 余⏎万元`). Taking them out once lets every pattern
ignore them; a gap stays where it tells two numbers apart, or where a list marker opens its line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from extractors.numerals import DIGIT
from schemas.records import Span, span_of

_GLUE = rf"{DIGIT}A-Za-z.,．%％*"
_HAN = "一二三四五六七八九十"
_MARKER = (
    rf"[{_HAN}]{{1,3}}[、是]|[（(][{_HAN}0-9]{{1,3}}[）)]|[0-9]{{1,2}}(?:[.．、)）](?![0-9])|[.](?=(?:1[0-2]|[1-9])月))"
    r"|[①-⑳]|(?<=\n)(?:[*#•●·]|-(?![0-9]))"
)
_CELL = rf"(?<=[\n\t])[{DIGIT}.,]{{1,15}}\s{{0,4}}(?:$|[\t|]|\n\s{{0,4}}[{DIGIT}])"
_OWN_LINE = rf"(?<=\n)(?:[{DIGIT}]{{1,3}}(?:[.．][{DIGIT}]{{1,2}})?[%％](?:$|\n)|个案)"
"""A line that is a percentage, the cell of a table written out, or begins with the name of what is counted."""

_DAY = r"(?:19|20)[0-9]{2}[-./][0-9]{1,2}[-./][0-9]"  # 人才达到3万⏎2019-01-20

# A figure cut by one space or the end of a line in running text, told by the word right before it and the unit after
# it: 共12⏎071人, 共1⏎26个, 600至1 000元, 3.⏎5亿元, 1,2 00万元, 2 3 0 0余万元. Nobody writes two numbers so; numbers below
# each other or in columns never join.
_UNIT = "个名人户家场次期支份所件套元万亿千余多%％天课学倍亩公台节宗批处位"
_HEAD = "[一-龥—～-]"
_NUMBERED = "[第件表图页章条款号][0-9]"
_ON = r"(?=(?:(?<=\n)[ 　]{0,7}+)?"


def _cuts() -> str:
    """One alternative for each way of cutting; each looks back over a fixed width."""
    found = []
    # What follows the character before the figure, by how far behind it is: its set takes half a millisecond to compile.
    headed: dict[int, list[str]] = {}

    def head(width: int, follows: str) -> None:
        headed.setdefault(width, []).append(follows)

    for n in (1, 2, 3):
        whole = rf"[0-9]{{{n}}}"
        dated = rf"(?<!-[0-9]-{whole}\s)(?<!-[0-9][0-9]-{whole}\s)"  # 2023-05-09⏎50名儿童
        head(n + 1, rf"(?<={whole}\s)(?<!{_NUMBERED}{{{n}}}\s){dated}{_ON}[0-9]{{1,4}}(?:[.][0-9]{{1,3}})?[{_UNIT}])")
        head(n + 2, rf"(?<={whole},\n){_ON}[0-9]{{3}}[{_UNIT}])")
        head(n + 2, rf"(?<={whole}[.]\n){_ON}[0-9]{{1,2}}[{_UNIT}])")
        head(n + 1, rf"(?<={whole}\s)(?=[.]\s?[0-9])" if n == 1 else rf"(?<={whole}\s)(?=[.]\s[0-9])")
        for a in (1, 2):
            head(n + 2 + a, rf"(?<={whole},[0-9]{{{a}}}\s){_ON}[0-9]{{{3 - a}}}[{_UNIT}])")
    for k in range(7):
        head(2 * k + 2, rf"(?<=[0-9]{' [0-9]' * k} )(?=(?:[0-9] ){{0,7}}[0-9]\s?[{_UNIT}])")
    found += [rf"(?<={_HEAD}[\s\S]{{{width}}})(?:{'|'.join(rows)})" for width, rows in headed.items()]
    found.append(rf"(?<=[0-9]\s[.]\s)(?=[0-9]{{1,3}}\s?[{_UNIT}])")
    found.append(r"(?<=[0-9] )(?=[.] [0-9]{1,2} ?[万亿])")
    found.append(rf"(?<=[年月][0-9]\s){_ON}[0-9][日月号])")  # 6月3⏎0日
    found += [rf"(?<=[^0-9.,/-]{'20'[:n]}[0-9]{{{m}}}\n){_ON}[0-9]{{{4 - n - m}}}年)" for n, m in ((1, 0), (2, 0), (2, 1))]
    return "|".join(found)


_AFTER = _cuts()

# Opens with the white space itself, so that the search skips everything else at the speed of a character set.
_GAP = re.compile(
    r"(\s(?<![\s。；！？;!?]\s)"  # the first of a run, not after the end of a sentence
    rf"(?:(?<![{_GLUE}]\s)|(?=\s{{0,7}}+[^\s{_GLUE}])|{_AFTER})"  # 12 35 stay two numbers
    rf"(?!(?<=\n[{_HAN}]\n)[{_HAN}]{{1,3}}(?:\n|$))"  # a column of Chinese numerals
    rf"\s{{0,7}}+(?!\s|{_MARKER}|{_CELL}|{_OWN_LINE}|{_DAY}))"
)
_SPACE = re.compile(r"\s")


class Squeezed(NamedTuple):
    """`text` without gaps; from `cuts[i]` of it on, `removed[i + 1]` characters of the source are gone."""

    text: str
    base: int
    cuts: list[int]
    removed: list[int]

    def span(self, start: int, end: int) -> Span:
        """Where the stretch of `text` stands in the source."""
        _, shift, cuts, removed = self
        if not cuts:
            return span_of(Span, (start + shift, end + shift))
        i = bisect_right(cuts, start)
        gone = shift + removed[i]
        if i == len(cuts) or cuts[i] >= end:  # no gap inside
            return span_of(Span, (start + gone, end + gone))
        return span_of(Span, (start + gone, end + shift + removed[bisect_right(cuts, end - 1)]))


_FORM = re.compile(
    r"(?:(?<=[\n，,；;])|^)[一-龥、/（()）]{2,14}[:：]\s?\d[\d,.]*\n(?=[一-龥、/（()）]{2,14}[:：]|[一二三四五六七八九十]、)", re.MULTILINE
)
"""A line of a form that ends in its number: 个案：642. What the next line begins with is no unit of it."""


_NUMBER_ENDS = re.compile(r"\n(?<=[\d,.]\n)")
_FORM_ENDS = re.compile(r"[:：]\s?\d[\d,.]*\n")
"""How such a line ends: most texts have none, and are not gone through for its beginning."""
_DATELINE = re.compile(r"^[ 　]*(?:19|20)\d\d\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?\n(?=[到至])", re.MULTILINE)
"""A date on a line of its own, over 到2025年…: no stretch of time."""
_TO_NEXT = ("月\n到", "月\n至", "日\n到", "日\n至")


def _apart(match: re.Match[str]) -> str:
    return f"{match[0][:-1]}\x03"


def squeeze(text: str, start: int, end: int) -> Squeezed:
    """`text[start:end]` without gaps.

    >>> squeeze("投入2200 余\\n万元", 0, 11).text
    '投入2200余万元'
    >>> squeeze("12 35", 0, 5).text
    '12 35'
    """
    piece = text[start:end]
    if not _SPACE.search(piece):
        return Squeezed(piece, start, [], [0])
    if _NUMBER_ENDS.search(piece) and _FORM_ENDS.search(piece):
        piece = _FORM.sub(_apart, piece)
    if any(mark in piece for mark in _TO_NEXT):
        piece = _DATELINE.sub(_apart, piece)
    parts = _GAP.split(piece)
    kept, gaps = parts[::2], parts[1::2]
    cuts = list(accumulate(map(len, kept[:-1])))
    return Squeezed("".join(kept), start, cuts, list(accumulate(map(len, gaps), initial=0)))


def bare(quote: str) -> str:
    """A quote of one expression without any white space."""
    return "".join(quote.split())
