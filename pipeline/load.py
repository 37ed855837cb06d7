"""Facts read back from the database as the records they were stored from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlite_utils import Database

from pipeline.document_rows import PLAIN
from schemas.records import Evidence, Fact, NumberRow, Region, Report, Span

ORDER = "ORDER BY d.path, f.start, f.id"


def load_facts(db: Database, where: str = "1", parameters: Sequence[Any] = ()) -> Iterator[Fact]:
    """Facts that meet a condition on `f` (facts) and `d` (documents), in the order of their files."""
    query = f"SELECT f.* FROM facts AS f JOIN documents AS d ON d.id = f.document WHERE {where} {ORDER}"
    for row in db.query(query, list(parameters)):
        yield fact_of(row)


def load_numbers(db: Database) -> Iterator[NumberRow]:
    """Every number of every document, in the order of their files."""
    for row in db.query("""SELECT n.doc, n.start, n."end", n.quote, n.fact, n.reason FROM numbers AS n
                           JOIN documents AS d ON d.id = n.document ORDER BY d.path, n.start, n."end" """):
        yield NumberRow(**row)


def load_report(db: Database, name: str) -> Report | None:
    """A report by its id."""
    for row in db.query("SELECT * FROM reports WHERE id = ?", [name]):
        return Report(
            span=Span(row["text_start"], row["text_end"]), title=row["title"], body=row["body"],
            date=row["date"], dated=Evidence.model_validate_json(row["dated"]) if row["dated"] else None,
            region=Region(name=row["region"], adcode=row["adcode"]) if row["adcode"] else None)
    return None


def fact_of(row: Mapping[str, Any]) -> Fact:
    """A row of `facts` as the record."""
    return Fact.model_validate({
        **{name: row[name] for name in PLAIN},
        "value": decimal(row["value"]), "low": decimal(row["low"]), "high": decimal(row["high"]),
        "dims": json.loads(row["dims"]),
        "report": int(row["report"].rpartition("-r")[2]) if row["report"] else -1,
        "span": (row["text_start"], row["text_end"]),
        "sentence": (row["sentence_start"], row["sentence_end"]),
        "locator": {
            "start": row["start"], "end": row["end"], "quote": row["quote"], "line": row["line"],
            "page": row["page"], "block": row["block"], "boxes": json.loads(row["boxes"])},
        "evidence": json.loads(row["evidence"]), "rivals": json.loads(row["rivals"]),
    })


def decimal(value: float | None) -> Decimal | None:
    """A number of the database as the decimal it was stored from."""
    if value is None:
        return None
    return Decimal(int(value)) if value == int(value) else Decimal(repr(value))
