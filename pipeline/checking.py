"""The checks over a database: its facts in their sentences, and what was found stored beside them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlite_utils import Database

from pipeline.checks import Told, run_checks
from pipeline.findings import write_checks
from pipeline.load import fact_of, load_report
from schemas.codebook import Codebook
from schemas.plausibility import Rules, load_rules
from schemas.records import Report, Span


def check_store(db: Database, book: Codebook, rules: Rules | None = None) -> int:
    """Run every check over the whole database and store what came of it; returns how many findings there are."""
    return write_checks(db, run_checks(load_told(db), book, rules or load_rules()))


def load_told(db: Database) -> Iterator[list[Told]]:
    """The facts of one report at a time, each with its sentence; those of a document one after the other."""
    for document in list(db.query("SELECT id FROM documents ORDER BY path")):
        key = document["id"]
        facts = db.query("""
            SELECT f.*, s.text AS sentence_text, s.text_start AS s_start FROM facts AS f
              JOIN sentences AS s ON s.id = f.sentence WHERE f.document = ? ORDER BY f.start, f.id""", [key])
        for name, rows in groupby(facts, key=itemgetter("report")):
            report = load_report(db, name) if name else None
            yield [_told(row, key, report) for row in rows]


def _told(row: dict[str, Any], key: str, report: Report | None) -> Told:
    at = Span(row["text_start"] - row["s_start"], row["text_end"] - row["s_start"])
    return Told(fact_of(row), key, row["sentence_text"], at, report)
