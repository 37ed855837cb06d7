"""Full-text search over the sentences: any word of any length, none missed.

SQLite's own tokenizers find no two-character Chinese word. The index therefore holds, for each sentence, its
overlapping pairs of characters, each written as ten hex digits so that punctuation and digits count as well.
A phrase of such pairs is then the same as a substring.
"""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

from sqlite_utils import Database

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width letters, digits and signs to their half-width forms, one to one."""


def fold(text: str) -> str:
    """Text as it is compared: half-width, lower case, of the same length."""
    narrow = text.translate(_WIDE)
    lower = narrow.lower()
    return lower if len(lower) == len(narrow) else narrow


def _hex(text: str) -> list[str]:
    return [f"{ord(char):05x}" for char in fold(text)]


def grams(text: str) -> str:
    """The index entry of a sentence: its pairs of characters, and its last character alone."""
    codes = _hex(text)
    return " ".join([a + b for a, b in pairwise(codes)] + codes[-1:])


def phrase(word: str) -> str:
    """The FTS5 query that finds a word.

    >>> phrase("社")
    '"0793e"*'
    """
    codes = _hex(word)
    if len(codes) == 1:
        return f'"{codes[0]}"*'
    return '"' + " ".join(a + b for a, b in pairwise(codes)) + '"'


def search(db: Database, words: str, limit: int = 50) -> list[dict[str, Any]]:
    """Sentences that hold every one of the words (split at blanks), best first, each with its facts.

    A row is `sentence, doc, text, marked, line, page, facts`; `facts` a list of `id, quote, indicator,
    label, region`; `marked` the sentence with the words in 【】.
    """
    terms = words.split()
    if not terms:
        return []
    rows = list(db.query(
        """SELECT s.id AS sentence, s.text, d.doc, min(f.line) AS line, min(f.page) AS page,
                  json_group_array(json_object('id', f.id, 'quote', f.quote, 'indicator', f.indicator,
                      'label', i.label, 'region', f.region)) FILTER (WHERE f.id IS NOT NULL) AS facts
             FROM (SELECT rowid, rank FROM search WHERE search MATCH ? ORDER BY rank, rowid LIMIT ?) AS hit
             JOIN sentences AS s ON s.n = hit.rowid
             JOIN documents AS d ON d.id = s.document
             LEFT JOIN facts AS f ON f.sentence = s.id
             LEFT JOIN indicators AS i ON i.code = f.indicator
            GROUP BY s.n ORDER BY hit.rank, d.doc, s.text_start""",
        [" AND ".join(phrase(term) for term in terms), limit]))
    return [{**row, "facts": json.loads(row["facts"]), "marked": mark(row["text"], terms)} for row in rows]


def mark(text: str, terms: list[str]) -> str:
    """The text with every place of every term in 【】; places that touch or overlap are one."""
    folded = fold(text)
    inside = bytearray(len(text))
    for term in map(fold, terms):
        at = folded.find(term)
        while at >= 0:
            inside[at:at + len(term)] = b"\1" * len(term)
            at = folded.find(term, at + 1)
    pieces: list[str] = []
    for n, char in enumerate(text):
        if inside[n] and not (n and inside[n - 1]):
            pieces.append("【")
        pieces.append(char)
        if inside[n] and not (n + 1 < len(text) and inside[n + 1]):
            pieces.append("】")
    return "".join(pieces)
