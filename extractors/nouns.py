"""The noun behind a figure: how far it reaches, and whether there is one at all."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.links import is_division
from extractors.phrases import Phrase
from extractors.terms import Hit
from schemas.cues import Cues
from schemas.records import Span, span_of

WHICH = 22
"""So far behind a figure what says which of their kind are counted may reach, in characters."""
BETWEEN = 2
"""So much may stand between a word of the codebook and the noun that it only says more of, in characters."""
DEED_NOUN = 12
"""The longest noun of several words behind a figure, in characters."""
_COUNTERS = frozenset("名位个家所支")
"""Behind these a noun follows; 人 and 次 are themselves what is counted."""


MANNER = re.compile(
    "不?定期|长期|常年|全天候|轮流|轮班|分[批片头组工赴]|每[天日周月季年]|主动|自[发愿]|陆续|统一|先后|相继|全程|随时|及时|昼夜|日夜|连续|逐[户一]|挨家|"
    "同时|一起|一道|共同|正式|积极|认真|深入|持续|坚持|立即|迅速|紧急|纷纷|率先|按时|如期|顺利|成功|专程|专职从事|就近|就地|义务(?!兵)|坐班|驻[村点守]|蹲点|到站|到岗|上门|下乡|进村|走村"
)
"""How or when something is done opens no noun behind a figure whose own stands before it: 社工12名轮流值班."""
_DOES = re.compile("[了着过]|(?=[约近超]?[\\d一二两三四五六七八九十])")
"""What follows a deed that those counted do."""


def kind_behind(text: str, tail: Span, of: int, cues: Cues) -> Span | None:
    """The noun behind a 的 at `of`, where what stands before that may say which of its kind are counted: 2家具有评估资质的
    社工机构. It does where it holds no noun of the codebook, and this one does."""
    if text[tail.start - 1] not in _COUNTERS:
        return None
    return span_of(Span, (of + 1, noun_end(text, span_of(Span, (of + 1, tail.end)), cues)))


def deed_as_noun(phrase: Phrase, heard: Callable[[Span], list[Hit]]) -> int:
    """Where a deed ends that is what was held so often, and the clause with it: 3场技能培训, 2次志愿者入户培训; else 0.
    `heard` gives the words of a span."""
    tail = phrase.tail
    if not 2 <= tail.end - tail.start <= DEED_NOUN or tail.end != phrase.clause.end:
        return 0
    words = heard(tail)
    return tail.end if words and words[-1].end == tail.end else 0


def noun_end(text: str, tail: Span, cues: Cues) -> int:
    """Where the noun phrase after the figure ends: at the first verb or particle that cannot be in it, or behind two
    characters of it at one that may only open it."""
    start, end = tail
    match = cues.stops.search(text, start, end)
    stop = match.start() if match else end
    inner = cues.inner_stops.search(text, start, end)
    while inner and inner.start() < stop:
        at = inner.start()
        if at >= 2 and "一" <= text[at - 2] <= "龥" and "一" <= text[at - 1] <= "龥":
            return at
        inner = cues.inner_stops.search(text, at + 1, end)
    return stop


def opens_noun(text: str, start: int, end: int) -> bool:
    """The figure is followed by a noun (三个问题): what it counts is that, in the codebook or not."""
    return end - start >= 2 and "一" <= text[start] <= "鿿" and text[start] != "的"


def counted(text: str, noun: list[Hit], end: int, cues: Cues, least: float) -> list[Hit]:
    """The words in the noun behind a figure, which ends at `end`, that say what is counted: none where it ends as another
    (1万个社区问题); of two joined nouns those of the first (9家社工机构和社工室), if it weighs so much at least."""
    if len(noun) > 1 and noun[-1].entry.verb and noun[-2].entry.head >= 0 and noun[-2].end == noun[-1].start and _DOES.match(text, noun[-1].end):
        return noun[:-1]  # 3名社工服务了8个社区
    other = cues.others.search(text, noun[-1].end, end)
    if other and other.start() - noun[-1].end <= BETWEEN:
        return []
    for hit in noun:
        joined = hit.entry.head >= least and text.startswith(("和", "及", "与", "以及"), hit.end)
        if joined and not any(is_division(row[0]) for row in hit.entry.rows):
            return [h for h in noun if h.end <= hit.end]
    return noun
