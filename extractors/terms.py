"""Finding the codebook's words in a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from itertools import compress
from operator import attrgetter, itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from schemas.codebook import Codebook, Term
from schemas.divisions import load_divisions
from schemas.records import Span

GAP = "~"
GAP_WIDTH = 20
_THOUSANDS = re.compile(r"，(?<=\d，)(?=\d{3}(?!\d))")
_PERIOD = re.compile(
    r"\.(?<=[一-龥）”%％]\.)(?<![一二三四五六七八九十]\.)(?=\s*(?:[一-龥（“0-9]|$))", re.MULTILINE
)
"""A half-width full stop that ends a Chinese sentence.

Both patterns open with the mark itself, so that the search skips everything else.
"""
_FIRST = itemgetter(1)
"""Where a match of the automaton begins."""
_ENTRY, _BODY, _SINGLE = itemgetter(2), attrgetter("body"), attrgetter("single")
_tuple = tuple.__new__  # a Hit without the detour over its keyword arguments
_WIDE = tuple(zip("(),:;!?", "（），：；！？", strict=True))


DRIVING = 1.0
"""Weight from which on a verb tells its indicator by itself."""


_LEVELS = re.compile("[州县市区旗][市区县州旗](?<=[一-龥]..)")
"""Two levels side by side, which may be the end of a name and what follows it."""
LONGEST = 3
"""Characters of a name before its level."""


class Entry:
    """A word with the rows it is a word of.

    `rows`: code, role, weight and adjacency of each, as the figures read them again and again.
    `head`: the weight of its heaviest head, -1 where it is none. `body`: it is the name of an organisation. `single`:
    it is one character. `residents`: it is only of a place and who lives there. `driver`: it is a verb that tells its
    indicator by itself (引进, 招募).
    """

    __slots__ = ("body", "driver", "head", "residents", "rows", "single", "terms", "verb", "word")

    def __init__(self, word: str, terms: tuple[Term, ...]) -> None:
        self.word, self.terms, self.single = word, terms, len(word) == 1
        self.rows = tuple([(term.code, term.role, term.weight, term.adjacent) for term in terms])
        self.head, self.verb, self.body, self.driver = -1.0, False, False, False
        self.residents = all(code.startswith("admin.") for code, *_ in self.rows)
        for code, role, weight, _ in self.rows:
            if role == "verb":
                self.verb = True
                self.driver = self.driver or weight >= DRIVING
            else:
                self.head = max(self.head, weight)
                self.body = self.body or code.startswith("org.")


class Hit(NamedTuple):
    """A word of the codebook in the text."""

    start: int
    end: int
    entry: Entry

    @property
    def word(self) -> str:
        """The word as the codebook has it."""
        return self.entry.word

    @property
    def terms(self) -> tuple[Term, ...]:
        """All the rows it is a word of."""
        return self.entry.terms


def wide(text: str) -> str:
    """The text with half-width punctuation made full-width, one character for one: offsets stay.

    >>> wide("社工站(点)1,203个,")
    '社工站（点）1,203个，'
    >>> wide("全部挂牌.(二)每站3.5万元.")
    '全部挂牌。（二）每站3.5万元。'
    """
    for narrow, full in _WIDE:  # several times faster than `translate`, which looks up every character
        text = text.replace(narrow, full)
    return _PERIOD.sub("。", _THOUSANDS.sub(",", text))


def _gapped(rows: tuple[Term, ...]) -> list[tuple[str, re.Pattern[str], Entry]]:
    """Words with a gap (通过~考试) as patterns, after what stands before the gap; the gap ends with the clause."""
    return [
        (
            row.word.partition(GAP)[0],
            re.compile(rf"[^，。；、：（）\n]{{0,{GAP_WIDTH}}}?".join(map(re.escape, row.word.split(GAP)))),
            Entry(row.word, (row,)),
        )
        for row in rows
        if GAP in row.word
    ]


class _Parts(dict[Entry, Entry | None]):
    """Of each entry what belongs to some codes, worked out when it is first asked for."""

    def __init__(self, codes: frozenset[str]) -> None:
        super().__init__()
        self._codes = codes

    def __missing__(self, entry: Entry) -> Entry | None:
        terms = tuple(term for term in entry.terms if term.code in self._codes)
        whole = len(terms) == len(entry.terms)
        self[entry] = part = entry if whole else Entry(entry.word, terms) if terms else None
        return part


class TermFinder:
    """The words of one codebook, compiled once."""

    def __init__(self, codebook: Codebook) -> None:
        by_word: dict[str, list[Term]] = defaultdict(list)
        for row in codebook.terms:
            by_word[row.word].append(row)
        self._rows = [(word, terms) for word, terms in by_word.items() if GAP not in word]
        self._words: list[Entry | None] = [None] * len(self._rows)
        self._automaton = AhoCorasick([word for word, _ in self._rows], matchkind=MatchKind.Standard)
        self._gapped = _gapped(codebook.terms)
        self._opens_gap = re.compile("|".join({re.escape(opening) for opening, _, _ in self._gapped}) or "(?!)")
        self._parts: dict[frozenset[str], _Parts] = {}

    def find(self, text: str, span: Span | None = None) -> list[Hit]:
        """All hits in a span, else in the whole text, overlapping ones too, by start, the longer first.

        Which of two overlapping words counts depends on the figure (`visible`).
        """
        start, end = span or (0, len(text))
        words, entry_of = self._words, self._entry_of
        matches = self._automaton.find_matches_as_indexes(text[start:end], overlapping=True)  # by their ends
        matches.reverse()
        matches.sort(key=_FIRST)
        hits = [_tuple(Hit, (first + start, last + start, words[index] or entry_of(index))) for index, first, last in matches]
        if self._opens_gap.search(text, start, end):
            gapped = [
                Hit(*match.span(), entry)
                for opening, pattern, entry in self._gapped
                if text.find(opening, start, end) >= 0
                for match in pattern.finditer(text, start, end)
            ]
            if gapped:
                hits = sorted(hits + gapped, key=lambda hit: (hit[0], -hit[1]))
        return hits

    def _entry_of(self, index: int) -> Entry:
        """The entry of a word, made when the word is first found: of ten thousand a text holds some."""
        word, terms = self._rows[index]
        self._words[index] = entry = Entry(word, tuple(terms))
        return entry

    def parts(self, codes: frozenset[str]) -> _Parts:
        """Each entry with its rows of some codes only, None where it has none."""
        if codes not in self._parts:
            self._parts[codes] = _Parts(codes)
        return self._parts[codes]


class Sight:
    """What the figures of some codes see of the words of a sentence.

    What is visible in the sentence is, but for a word that a border of the span cuts, what is visible in a span of it,
    and worked out once.
    """

    def __init__(self, text: str, hits: list[Hit], bodies: list[Hit], parts: _Parts, levels: bool) -> None:
        # What it needs of the sentence's `Words`, not they themselves: they hold it.
        self._text, self._hits, self._bodies, self._parts = text, hits, bodies, parts
        self._kept = _visible(hits, parts)
        self._starts = [hit[0] for hit in self._kept]
        single = any(map(_SINGLE, map(_ENTRY, self._kept)))
        self._plain = not single and not (levels and any(map(self._names_level, self._kept)))
        """No word can be a part of another, but in the names of bodies."""

    def seen(self, span: Span) -> list[Hit]:
        """`visible(within(hits, span), codes)`."""
        start, end = span
        kept = self._kept
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        if (first and kept[first - 1][1] > start) or (last and kept[last - 1][1] > end):
            return _visible(within(self._hits, span), self._parts)
        return kept[first:last]

    def heard(self, span: Span) -> list[Hit]:
        """Those seen that are no part of another word: a single character inside the span, a level (县级), a deed in the
        name of an organisation (服务 in 志愿服务队)."""
        found = self.seen(span) if span[0] < span[1] else []
        if not found:
            return found
        if not self._plain:
            found = [hit for hit in found if (hit[1] - hit[0] > 1 or hit[0] == span[0]) and not self._names_level(hit)]
        return _outside(within(self._bodies, span), found) if self._bodies else found

    def _names_level(self, hit: Hit) -> bool:
        """The word names a level (县级)."""
        return self._text.startswith("级", hit[1])


class Words:
    """The codebook's words in one sentence."""

    def __init__(self, finder: TermFinder, text: str, sentence: Span) -> None:
        self.finder, self._text = finder, text
        self.hits = _no_names(finder.find(text, sentence), text, sentence)
        self.bodies = list(compress(self.hits, map(_BODY, map(_ENTRY, self.hits))))
        """The names of organisations."""
        self._levels = text.find("级", sentence.start, sentence.end + 1) >= 0
        """Some word may name a level (县级)."""
        self._sights: dict[frozenset[str], Sight] = {}

    def within(self, span: Span) -> list[Hit]:
        """All hits that lie in a span."""
        return within(self.hits, span)

    def sight(self, codes: frozenset[str]) -> Sight:
        """What the figures of some codes see of them."""
        found = self._sights.get(codes)
        if found is None:
            found = self._sights[codes] = Sight(self._text, self.hits, self.bodies, self.finder.parts(codes), self._levels)
        return found

    def opens_longer(self, hit: Hit) -> bool:
        """A noun stands there that only opens a longer one: 社工 of 社工站."""
        start, end, longest = hit[0], hit[1], -1
        for n in range(bisect_left(self.hits, (start,)), len(self.hits)):
            first, last, entry = self.hits[n]
            if first != start or last < end:
                break
            if entry.head >= 0:
                if last == end < longest and not entry.verb:
                    return True
                longest = max(longest, last)
        return False


def _visible(hits: list[Hit], parts: _Parts) -> list[Hit]:
    """The hits of some codes, each with their rows only, a longer one swallowing the shorter inside it."""
    kept: list[Hit] = []
    begun = reach = -1
    for hit, own in zip(hits, map(parts.__getitem__, map(_ENTRY, hits)), strict=True):
        if own:
            start, end, entry = hit
            # Two entries of one span both count: 持有社工证 is a noun, and a verb with its gap.
            if end > reach or (end == reach and start == begun):
                kept.append(hit if own is entry else _tuple(Hit, (start, end, own)))
                begun, reach = start, end
    return kept


_DEED = "服务"
_NAMED_BY = re.compile(f"{_DEED}(?=中心|[站所室]|点位|设施|场所|机构|平台|窗口|大厅|体系|网络|阵地|热线|品牌|能力|水平|质量)")
"""服务 in 党群服务中心, 服务能力: no deed, whatever body or quality it is."""


def _no_names(hits: list[Hit], text: str, span: Span) -> list[Hit]:
    """The hits without the deed that only opens the name of a body or a quality, and without what a division's name ends
    with (州市 of 柳州市, 县市 of 长兴县市级示范站)."""
    if _LEVELS.search(text, *span):
        hits = [hit for hit in hits if not (hit[2].residents and hit[1] - hit[0] == 2 and _ends_name(text, hit[0]))]
    if not _NAMED_BY.search(text, *span):
        return hits
    ends = {match.end() for match in _NAMED_BY.finditer(text, *span)}
    return [hit for hit in hits if not (hit[1] in ends and hit[2].word == _DEED)]


def _ends_name(text: str, at: int) -> bool:
    """Whether a division's name ends with the character at `at` or the next; 全州 is no name but the whole of one."""
    by_name = load_divisions().by_name
    names = (text[start:end] for end in (at + 1, at + 2) for start in range(max(0, at - LONGEST), at))
    return any(name[0] != "全" and by_name(name) for name in names)


def _outside(bodies: list[Hit], hits: list[Hit]) -> list[Hit]:
    """The hits without verbs inside the name of a body."""
    if not bodies:
        return hits
    return [
        hit
        for hit in hits
        if not hit.entry.verb
        or not any(
            b.start <= hit.start and hit.end <= b.end and b.end - b.start > hit.end - hit.start
            for b in bodies
        )
    ]


_FINDERS: dict[str, TermFinder] = {}


def finder_of(codebook: Codebook) -> TermFinder:
    """The finder of a codebook, kept by the codebook's digest: documents come in batches."""
    key = codebook.digest or str(id(codebook))
    if key not in _FINDERS:
        _FINDERS.clear()
        _FINDERS[key] = TermFinder(codebook)
    return _FINDERS[key]


def heaviest(hits: list[Hit]) -> float:
    """The weight of the heaviest head; -1 where there is none."""
    return max([hit[2].head for hit in hits]) if hits else -1.0


def is_head(hit: Hit, weight: float = 0.0) -> bool:
    """The hit is a head of at least this weight."""
    return hit.entry.head >= weight


def within(hits: list[Hit], span: Span) -> list[Hit]:
    """The hits that lie in a span; `hits` are sorted."""
    start, end = span
    found = []
    for n in range(bisect_left(hits, (start,)), len(hits)):
        hit = hits[n]
        if hit[0] >= end:
            break
        if hit[1] <= end:
            found.append(hit)
    return found


def visible(hits: list[Hit], codes: frozenset[str]) -> list[Hit]:
    """The hits of some indicators, a longer word swallowing the shorter inside it: 社工站工作人员 is no 社工站.

    Only words of the given codes swallow: 服务儿童 hides no 服务 from a figure that cannot count people.
    """
    kept: list[Hit] = []
    for hit in hits:
        terms = tuple(term for term in hit.terms if term.code in codes)
        if terms and not (kept and kept[-1].end >= hit.end and kept[-1][:2] != hit[:2]):
            kept.append(Hit(hit.start, hit.end, Entry(hit.word, terms)))
    return kept
