"""The phrase a figure stands in: what leads to it, what follows it, and what it hangs on.

Chinese reports put the thing counted before the figure (社工站达137个) or after it (137个社工站), drop it in
lists (初级2786人，中级607人), and open a figure up in parentheses or after 其中. This module finds those
stretches; it knows no indicator.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from schemas.records import Quantity, Span

RATIOS = ("share", "point", "multiple")
"""Dimensions of figures that have no parts."""
_HARD = "。！？\n；"
_SOFT = "，："
_AMONG = re.compile(r"(?:在)?[^，。；]{2,30}中，")
"""在172个社工站中，…: what follows are parts."""
_TRANSPARENT = re.compile(r"（[^（）\d]{1,8}）")
"""乡镇（街道）, 县（市、区）: a bracket inside a name, no opening of a list."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """The surroundings of one figure of a sentence.

    lead:   from the previous boundary or figure up to the figure.
    tail:   from the figure to the next boundary or figure.
    rest:   from the end of the tail to the end of the clause or the next figure.
    before: the clauses of the sentence before the lead, nearest first.
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
        lambda m: "\x01" + m[0][1:-1].replace("、", "\x01").replace("，", "\x01") + "\x01", text
    )


def phrases(text: str, sentence: Span, quantities: list[Quantity]) -> list[Phrase]:
    """The phrase of each figure of a sentence, in order.

    `text` is the document's text after `wide` and `transparent`; spans are absolute.
    """
    clauses = _clauses(text, sentence)
    found: list[Phrase] = []
    for i, quantity in enumerate(quantities):
        k = next((k for k, c in enumerate(clauses) if c.end >= quantity.span.end), len(clauses) - 1)
        clause = clauses[k]
        opened = _open_bracket(text, sentence.start, quantity.span.start)
        closed = _closed_bracket(text, clause.start, quantity.span.start)
        floor = max(clause.start, opened + 1, closed + 1)
        previous = quantities[i - 1] if i else None
        if previous and previous.span.end > floor:
            floor = _item_start(text, previous.span.end, quantity.span.start)
        ceiling = quantities[i + 1].span.start if i + 1 < len(quantities) else sentence.end
        end = min(ceiling, clause.end)
        stop = _first(text, "（）", quantity.span.end, end)
        comma = _first(text, "、", quantity.span.end, stop)
        if stop >= ceiling and comma < stop and ceiling <= clause.end:
            stop = comma  # 、 before the next figure ends the item; inside a lone noun it does not
        before = tuple(reversed(clauses[:k]))
        lead = Span(floor, max(floor, quantity.span.start))
        parent = _parent(text, quantities, i, opened, lead, sentence)
        found.append(
            Phrase(
                lead=lead,
                tail=Span(quantity.span.end, stop),
                rest=Span(stop, max(stop, end)),
                before=before,
                after=clauses[k + 1] if k + 1 < len(clauses) else Span(end, end),
                clause=clause,
                listed=_listed(text, quantities, i),
                parent=parent,
            )
        )
    return found


def _item_start(text: str, start: int, end: int) -> int:
    """Where the next item of a list begins after the figure before it: behind the 、 that ends that figure's own
    short noun, or stands right before this one; a 、 further on stands inside this item's noun."""
    comma = text.find("、", start, end)
    if 0 <= comma - start <= 8:
        return comma + 1
    return end if text[start:end].endswith("、") else start


def _clauses(text: str, sentence: Span) -> list[Span]:
    """The sentence cut at commas, colons and semicolons."""
    cuts, start = [], sentence.start
    for i in range(sentence.start, sentence.end):
        if text[i] in _HARD or text[i] in _SOFT:
            cuts.append(Span(start, i))
            start = i + 1
    cuts.append(Span(start, sentence.end))
    return [c for c in cuts if c.end > c.start] or [sentence]


def _open_bracket(text: str, floor: int, at: int) -> int:
    """Where the bracket that is open at `at` began, or -1."""
    depth = 0
    for i in range(at - 1, floor - 1, -1):
        if text[i] == "）":
            depth += 1
        elif text[i] == "（":
            if not depth:
                return i
            depth -= 1
    return -1


def _closed_bracket(text: str, floor: int, at: int) -> int:
    """Where a bracket that was opened before `floor` closes, or -1: what it held does not lead to the figure."""
    depth = 0
    for i in range(floor, at):
        depth += {"（": 1, "）": -1}.get(text[i], 0)
        if depth < 0:
            return i
    return -1


def _first(text: str, stops: str, start: int, end: int) -> int:
    return next((i for i in range(start, end) if text[i] in stops), end)


def _parent(text: str, quantities: list[Quantity], i: int, opened: int, lead: Span, sentence: Span) -> int:
    """The figure a part belongs to: the one before its bracket, or before its 其中."""
    if opened >= 0:
        inside = [k for k in range(i) if quantities[k].span.end <= opened]
        if inside and opened - quantities[inside[-1]].span.end <= 12:
            return inside[-1]
    where = text.rfind("其中", sentence.start, lead.end)
    among = _AMONG.search(text, sentence.start, lead.end)
    if where < 0 and among and "；" not in text[among.end() : lead.end]:
        where = among.end()
    if where < 0 or "；" in text[where : lead.end] or (opened >= 0 and where < opened):
        return -1
    wholes = [
        k for k in range(i) if quantities[k].span.end <= where and quantities[k].dimension not in RATIOS
    ]
    return wholes[-1] if wholes else -1


def _listed(text: str, quantities: list[Quantity], i: int) -> int:
    """The figure before it in the same list, over the share of that item: 甲县68人，占23.6%；乙县26人，占19.9%."""
    k = i - 1
    if k < 0 or not _same_list(text, quantities[k], quantities[i]):
        return -1
    if quantities[k].dimension in RATIOS and quantities[i].dimension not in RATIOS and k:
        item = text[quantities[k - 1].span.end : quantities[k].span.start]
        if re.fullmatch("，?占[^，。；]{0,8}", item) and quantities[k - 1].unit == quantities[i].unit:
            return k - 1
    return k


def _same_list(text: str, previous: Quantity, quantity: Quantity) -> bool:
    between = text[previous.span.end : quantity.span.start]
    return len(between) <= 40 and not any(c in "。！？\n" for c in between) and between.count("，") <= 1
