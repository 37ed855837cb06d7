"""Finding the codebook's words in a text."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from schemas.codebook import Codebook, Term

_WIDE = str.maketrans("(),:;!?", "（），：；！？")


class Hit(NamedTuple):
    """A word of the codebook in the text, with all the rows it is a word of."""

    start: int
    end: int
    word: str
    terms: tuple[Term, ...]


def wide(text: str) -> str:
    """The text with half-width punctuation made full-width, one character for one: offsets stay.

    >>> wide("社工站(点)3个,")
    '社工站（点）3个，'
    """
    return text.translate(_WIDE)


@lru_cache(maxsize=8)
def _automaton(
    codebook_digest: str, rows: tuple[Term, ...]
) -> tuple[AhoCorasick, list[tuple[str, tuple[Term, ...]]]]:
    by_word: dict[str, list[Term]] = defaultdict(list)
    for row in rows:
        by_word[row.word].append(row)
    words = [(word, tuple(terms)) for word, terms in by_word.items()]
    return AhoCorasick([word for word, _ in words], matchkind=MatchKind.LeftmostLongest), words


class TermFinder:
    """The words of one codebook, compiled once."""

    def __init__(self, codebook: Codebook) -> None:
        self._automaton, self._words = _automaton(codebook.digest, codebook.terms)

    def find(self, text: str) -> list[Hit]:
        """All hits in order, leftmost-longest: a longer word swallows the shorter one inside it
        (社工站工作人员 is no 社工站, 督导人才 is no 督导)."""
        hits = []
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            word, terms = self._words[index]
            hits.append(Hit(start, end, word, terms))
        return hits
