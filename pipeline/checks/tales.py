"""What the checks keep of facts to hold documents against each other: on disk, as far as memory is too small for it.

A national database tells of some hundred million facts. What is kept of them lies in a database of SQLite's own that has
no name and is gone when it is closed; a small one never leaves memory.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import combinations, groupby
from operator import itemgetter
from typing import Literal, NamedTuple

from pipeline.checks.intervals import Interval

MOST = 40
"""Tellings of one fact that are compared pair by pair, and reports that may share a sentence."""

Subject = tuple[str, ...]
Key = Literal["subject", "template", "figure"]
Where = tuple[str, int]
"""A report: its document's key, its place in it."""


class Tale(NamedTuple):
    """A fact as it is told somewhere. `when`: first and last day it may speak of, empty where unknown."""

    ids: tuple[str, ...]
    doc: str
    sentence: int
    report: Where
    title: str
    region: str
    words: str
    bounds: Interval
    when: tuple[str, str]
    subject: Subject
    """Of a total of a stock; empty for other figures."""
    template: str
    """The sentence without its digits and the figure's place in it, hashed; empty where too short."""
    figure: Subject
    """All that is told of it but its time; empty for small numbers, which meet by chance."""


class Told(NamedTuple):
    """A report of which something is kept: how many of its sentences, and the id of its first tale (empty: it has none)."""

    title: str
    doc: str
    sentences: int
    first: str


class Tales:
    """Tales, and sentences, of many reports; they come report by report."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("")
        self._db.executescript("""
            PRAGMA journal_mode = OFF;
            CREATE TABLE reports (document TEXT, report INTEGER, title TEXT, doc TEXT, sentences INTEGER, first TEXT,
                                  PRIMARY KEY (document, report)) WITHOUT ROWID;
            CREATE TABLE sentences (sentence TEXT, document TEXT, report INTEGER);
            CREATE TABLE pairs (a TEXT, m INTEGER, b TEXT, n INTEGER);
            CREATE TABLE tales (n INTEGER PRIMARY KEY, subject TEXT, template TEXT, figure TEXT, tale BLOB);""")

    def close(self) -> None:
        """Let go of what is kept."""
        self._db.close()

    def add(self, where: Where, title: str, doc: str, sentences: Iterable[str], tales: Iterable[Tale]) -> None:
        """Take in a report, or more of one: the hashes of its sentences, as often as it says them, and its tales."""
        first, hashes = "", list(sentences)
        self._db.executemany("INSERT INTO sentences VALUES (?, ?, ?)", ((each, *where) for each in hashes))
        for tale in tales:
            first = first or tale.ids[0]
            keys = [repr(key) if key else None for key in (tale.subject, tale.template, tale.figure)]
            if any(keys):
                self._db.execute("INSERT INTO tales VALUES (NULL, ?, ?, ?, ?)", [*keys, pickle.dumps(tale, 5)])
        self._db.execute("""
            INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
                   sentences = sentences + excluded.sentences, first = iif(first = '', excluded.first, first)""",
                         [*where, title, doc, len(hashes), first])

    def report(self, where: Where) -> Told:
        """What is kept of a report."""
        row = self._db.execute("SELECT title, doc, sentences, first FROM reports WHERE (document, report) = (?, ?)", where)
        return Told(*row.fetchone())

    def groups(self, key: Key) -> Iterator[list[Tale]]:
        """The tales that share a key, where there is more than one; the groups and their tales in the order they came in."""
        self._db.execute(f"CREATE INDEX by_{key} ON tales ({key}) WHERE {key} NOT NULL")
        for value, _ in self._db.execute(f"""SELECT {key}, min(n) FROM tales WHERE {key} NOT NULL
                                              GROUP BY {key} HAVING count(*) > 1 ORDER BY 2"""):
            yield [pickle.loads(tale) for (tale,) in self._db.execute(
                f"SELECT tale FROM tales WHERE {key} = ? ORDER BY n", [value])]

    def pairs(self, fewest: int) -> Iterator[tuple[Where, Where, int]]:
        """Reports that share so many sentences or more, and how many; what more than `MOST` say is a phrase of all."""
        told = self._db.execute("SELECT DISTINCT sentence, document, report FROM sentences ORDER BY 1, 2, 3")
        for _, rows in groupby(told, key=itemgetter(0)):
            reports = [(document, report) for _, document, report in rows]
            if 1 < len(reports) <= MOST:
                self._db.executemany("INSERT INTO pairs VALUES (?, ?, ?, ?)",
                                     ((*one, *other) for one, other in combinations(reports, 2)))
        for a, m, b, n, count in self._db.execute("""SELECT a, m, b, n, count(*) FROM pairs GROUP BY 1, 2, 3, 4
                                                      HAVING count(*) >= ? ORDER BY 1, 2, 3, 4""", [fewest]):
            yield (a, m), (b, n), count
