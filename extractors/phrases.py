"""The phrase a figure stands in: what leads to it, what follows it, and what it hangs on.

Chinese reports put the thing counted before the figure (社工站达137个) or after it (137个社工站), drop it in
lists (初级2786人，中级607人), and open a figure up in parentheses or after 其中. This module finds those
stretches; it knows no indicator.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from schemas.records import Quantity, Span, span_of

RATIOS = ("share", "point", "multiple")
"""Dimensions of figures that have no parts."""
NEAREST = 3
"""How many clauses before a figure's own are looked at."""
_BOUNDARY = re.compile("[。！？\n；，：▲●■◆★]")
_END = re.compile("[。！？\n]")
_BRACKET = re.compile("[（）]")
_RANKED = re.compile("[^，。；\\d]{0,4}[，；][^，。；\\d]{2,12}(?:最[多少高低]|次之|其次|居[首末次]|领先|(?:紧随|紧跟)其后)，(?:为|有|达到?)?")
"""…1176人，甲县最多，为243人: an item of the list that a clause of its own ranks."""
_SHARE = re.compile("，?占[^，。；]{0,8}")
_AMONG = re.compile(r"(?:在)?[^，。；]{2,30}(?:中|(?<![公这那哪心家城村])里面?)，")
"""在172个社工站中，…; 32名社工里，…: what follows are parts."""
_TRANSPARENT = re.compile(r"（(?!不?含|包括)[^（）\d]{1,8}）|(?<=[县市区镇乡村道])（[街镇乡区市农林开园高社居嘎苏团][^（）\d]{1,14}）")
"""乡镇（街道）, 县（市、区）, 乡镇（街道、开发区管委会）: a bracket inside a name, no opening of a list."""
BLANK = "\x01"
"""What stands in its place."""
IN_NAME = re.compile(f"[^、]*?{BLANK}[^、]*$")
"""From a figure to a place in the bracket of its own noun."""


class Phrase(NamedTuple):
    """The surroundings of one figure of a sentence.

    lead:   from the previous boundary or figure up to the figure.
    tail:   from the figure to the next boundary or figure.
    rest:   from the end of the tail to the end of the clause or the next figure.
    before: the clauses of the sentence before the lead, nearest first, at most `NEAREST`.
    after:  the next clause of the sentence.
    clause: the whole clause, between commas.
    listed: index of the figure before it in the same list, where the two share a clause or a run of clauses.
    parent: index of the figure whose bracket or 其中 it stands in.
    """

    lead: Span
    tail: Span
    rest: Span
    before: tuple[Span, ...]
    after: Span
    clause: Span
    listed: int = -1
    parent: int = -1


def transparent(text: str) -> str:
    """Brackets that belong to a name blanked out, one character for one, so that they bound nothing.

    >>> transparent("137个乡镇（街道），12个")
    '137个乡镇\\x01街道\\x01，12个'
    """
    return _TRANSPARENT.sub(
        lambda m: BLANK + m[0][1:-1].replace("、", BLANK).replace("，", BLANK) + BLANK, text
    )


def phrases(text: str, sentence: Span, quantities: list[Quantity]) -> list[Phrase]:
    """The phrase of each figure of a sentence, in order.

    `text` is the document's text after `wide` and `transparent`; spans are absolute. The sentence is cut once for
    all its figures, so that the cost of a long list grows with its length alone.
    """
    cut = _Cut(text, sentence, quantities)
    clauses = cut.clauses
    ends, ceilings = [clause.end for clause in clauses], [*(row.span.start for row in quantities[1:]), sentence.end]
    found: list[Phrase] = []
    k = 0
    for i, quantity in enumerate(quantities):
        start, finish = quantity.span
        k = bisect_left(ends, finish, k, len(ends) - 1)
        clause = clauses[k]
        floor, opened, ceiling = clause.start, -1, ceilings[i]
        stop = end = min(ceiling, ends[k])
        if cut.brackets:
            opened = cut.opened(start)
            floor = max(floor, opened + 1, cut.closed(k, start) + 1)
            stop = cut.bracket(finish, end)
        if i and quantities[i - 1].span.end > floor:
            floor = _item_start(text, quantities[i - 1].span.end, start)
        if stop >= ceiling and ceiling <= ends[k]:
            comma = text.find("、", finish, stop)  # 、 before the next figure ends the item
            stop = stop if comma < 0 else comma  # inside a lone noun it does not
        lead = span_of(Span, (floor, max(floor, start)))
        after = clauses[k + 1] if k + 1 < len(clauses) else span_of(Span, (end, end))
        listed, parent = _listed(text, quantities, i), cut.parent(i, opened, lead.end)
        tail, rest = span_of(Span, (finish, stop)), span_of(Span, (stop, max(stop, end)))
        found.append(Phrase(lead, tail, rest, cut.before(k), after, clause, listed, parent))
    return found


class _Cut:
    """A sentence cut at its marks; the questions are asked of its figures from the left."""

    def __init__(self, text: str, sentence: Span, quantities: list[Quantity]) -> None:
        self._text, self._quantities = text, quantities
        self.clauses = _clauses(text, sentence)
        held = text.find("（", *sentence) >= 0 or text.find("）", *sentence) >= 0  # most sentences hold none
        self.brackets = [m.start() for m in _BRACKET.finditer(text, *sentence)] if held else []
        self._among_which, self._semicolons = _places(text, "其中", sentence), _places(text, "；", sentence)
        self._passed = 0
        self._open: list[int] = []
        self._closed: tuple[int, int] = (-1, -1)
        self._among: re.Match[str] | None = None
        if text.find("中，", *sentence) >= 0 or text.find("里，", *sentence) >= 0 or text.find("里面，", *sentence) >= 0:
            self._among = _AMONG.search(text, sentence.start, sentence.end)
        self._ends = [quantity.span.end for quantity in quantities]

    def before(self, k: int) -> tuple[Span, ...]:
        """The clauses before the k-th, nearest first."""
        return tuple(self.clauses[max(0, k - NEAREST) : k][::-1])

    def opened(self, at: int) -> int:
        """Where the bracket that is open at `at` began, or -1; `at` grows from call to call."""
        while self._passed < len(self.brackets) and self.brackets[self._passed] < at:
            place = self.brackets[self._passed]
            if self._text[place] == "（":
                self._open.append(place)
            elif self._open:
                self._open.pop()
            self._passed += 1
        return self._open[-1] if self._open else -1

    def bracket(self, start: int, end: int) -> int:
        """Where the first bracket in a stretch stands, its end for none."""
        n = bisect_left(self.brackets, start)
        return self.brackets[n] if n < len(self.brackets) and self.brackets[n] < end else end

    def closed(self, k: int, at: int) -> int:
        """Where in the k-th clause a bracket opened before it closes, if before `at`, else -1: what it held does
        not lead to the figure."""
        if self._closed[0] != k:
            self._closed = k, self._unopened(self.clauses[k])
        return self._closed[1] if self._closed[1] < at else -1

    def _unopened(self, clause: Span) -> int:
        depth = 0
        for n in range(bisect_left(self.brackets, clause.start), len(self.brackets)):
            place = self.brackets[n]
            depth += 1 if self._text[place] == "（" else -1
            if depth < 0:
                return place
            if place >= clause.end and clause is not self.clauses[-1]:
                break
        return -1

    def parent(self, i: int, opened: int, end: int) -> int:
        """The figure the i-th is a part of: the one before its bracket, or before the 其中 that stands before
        `end`, where its lead ends."""
        if opened >= 0:
            k = bisect_right(self._ends, opened, hi=i) - 1
            if k >= 0 and opened - self._ends[k] <= 12:
                return k
        which = bisect_right(self._among_which, end - len("其中")) - 1
        where = self._among_which[which] if which >= 0 else -1
        if where < 0 and self._among and self._among.end() <= end:
            where = self._among.end()
        if where < 0 or self._divided(where, end) or where < opened:
            return -1
        k = bisect_right(self._ends, where, hi=i) - 1
        depth = self._depth(where)
        while k >= 0 and (self._quantities[k].dimension in RATIOS or self._depth(self._quantities[k].span.start) > depth):
            k -= 1  # 4人（年初5人），其中初级2人: of the four
        return self._of_its_kind(i, k, depth) if k >= 0 else k

    def _of_its_kind(self, i: int, k: int, depth: int) -> int:
        """The k-th figure, or one before it that is counted as the i-th is where the k-th is not: 评估18个站，平均86分，
        其中优秀5个."""
        unit = self._quantities[i].unit
        if self._quantities[k].unit == unit or self._quantities[i].dimension in RATIOS:
            return k
        alike = (n for n in range(k - 1, -1, -1) if self._quantities[n].unit == unit and self._depth(self._quantities[n].span.start) <= depth)
        return next(alike, k)

    def _depth(self, at: int) -> int:
        """In how many brackets a place stands."""
        before = self.brackets[: bisect_left(self.brackets, at)]
        return sum(1 if self._text[place] == "（" else -1 for place in before)

    def _divided(self, start: int, end: int) -> bool:
        """A semicolon stands between."""
        return bisect_left(self._semicolons, start) < bisect_left(self._semicolons, end)


def _places(text: str, word: str, sentence: Span) -> list[int]:
    """Where a word stands in a sentence."""
    found: list[int] = []
    at = text.find(word, *sentence)
    while at >= 0:
        found.append(at)
        at = text.find(word, at + len(word), sentence.end)
    return found


_STATED = re.compile("累计|先后|一共|共(?![享建同])")
"""4个站共走访低保、五保家庭3126户: what the first figure does, not what it counts."""


def _item_start(text: str, start: int, end: int) -> int:
    """Where the next item of a list begins after the figure before it: behind the 、 that ends that figure's own
    short noun, or stands right before this one; a 、 further on stands inside this item's noun."""
    comma = text.find("、", start, end)
    if 0 <= comma - start <= 8 and not _STATED.search(text, start, comma):
        return comma + 1
    return end if text[start:end].endswith("、") else start


def _clauses(text: str, sentence: Span) -> list[Span]:
    """The sentence cut at commas, colons and semicolons."""
    cuts, start = [], sentence.start
    for mark in _BOUNDARY.finditer(text, *sentence):
        at, after = mark.span()
        if at > start:
            cuts.append(span_of(Span, (start, at)))
        start = after
    if sentence.end > start:
        cuts.append(span_of(Span, (start, sentence.end)))
    return cuts or [sentence]


def _listed(text: str, quantities: list[Quantity], i: int) -> int:
    """The figure before it in the same list, over the share of that item: 甲县68人，占23.6%；乙县26人，占19.9%."""
    k = i - 1
    if k < 0 or not _same_list(text, quantities[k], quantities[i]):
        return -1
    if quantities[k].dimension in RATIOS and quantities[i].dimension not in RATIOS and k:
        item = text[quantities[k - 1].span.end : quantities[k].span.start]
        if _SHARE.fullmatch(item) and quantities[k - 1].unit == quantities[i].unit:
            return k - 1
    return k


def _same_list(text: str, previous: Quantity, quantity: Quantity) -> bool:
    between = text[previous.span.end : quantity.span.start]
    near = len(between) <= 40 and not _END.search(between)
    return near and (between.count("，") <= 1 or bool(_RANKED.fullmatch(between)))
