"""Small documents with facts put together by hand, so that these tests do not hang on the extractors."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from pipeline.batch import Reading
from pipeline.document_store import write_document
from pipeline.readers import read
from pipeline.shards import Shard, records_of, write_shard
from pipeline.store import Stored, begin_run, close_run, count_run, open_store
from schemas.codebook import load_codebook
from schemas.records import (
    Document,
    Extraction,
    Fact,
    NumberRow,
    Region,
    Report,
    Section,
    Sentence,
    Span,
)

ADCODE = {"昭通市": "530600", "红河哈尼族彝族自治州": "532500", "云南省": "530000", "昭阳区": "530602",
          "曲靖市": "530300"}


def fact(quote: str, indicator: str = "station.count", **fields: Any) -> dict[str, Any]:
    """A fact in short: its quote (first found in the text, or the `nth`), its indicator, what differs."""
    return {"quote": quote, "indicator": indicator, **fields}


def reading(path: Path, facts: Sequence[dict[str, Any]], region: str | None = "昭通市",
            date: str = "2022-06-30") -> Reading:
    """Read a text file and give it these facts; its first line is its title, each 。 ends a sentence."""
    document = read(path)
    sentences = tuple(Sentence(span=Span(*m.span()), report=0, section=0)
                      for m in re.finditer(r"[^。\n]+。?", document.text))
    title = sentences[0].span
    made = tuple(_fact(document, sentences, row, region) for row in facts)
    return Reading(path, document, Extraction(
        doc=document.name, sha256=document.sha256, sentences=sentences, facts=made,
        reports=(Report(span=Span(0, len(document.text)), title=document.text[title.start:title.end], date=date,
                        region=Region(name=region, adcode=ADCODE[region]) if region else None),),
        sections=(Section(span=Span(0, len(document.text)), heading=title, level=1,
                          title=document.text[title.start:title.end]),),
        numbers=tuple(NumberRow(doc=f.doc, start=f.start, end=f.end, quote=f.quote, fact=f.id) for f in made)))


def _fact(document: Document, sentences: Sequence[Sentence], row: dict[str, Any], home: str | None) -> Fact:
    fields = dict(row)
    at = -1
    for _ in range(fields.pop("nth", 1)):
        at = document.text.index(row["quote"], at + 1)
    span = Span(at, at + len(row["quote"]))
    locator = document.locate(span)
    digits = re.search(r"\d+(?:\.\d+)?", row["quote"])
    region = fields.pop("region", home)
    number = Decimal(digits[0]) * (10_000 if "万" in row["quote"] else 1) if digits else None
    name = hashlib.sha256(f"{document.name}{locator.start}{row['indicator']}".encode()).hexdigest()[:12]
    return Fact.model_validate({
        "id": name, "doc": document.name, "start": locator.start, "end": locator.end, "value": number,
        "unit": row["quote"].lstrip("约近0123456789.万余") or "个", "region": region,
        "adcode": ADCODE.get(region or ""), "span": span, "locator": locator,
        "sentence": next(s.span for s in sentences if s.span.start <= at < s.span.end), **fields,
        "quote": locator.quote})


def store(path: Path, *readings: Reading) -> tuple[Database, list[Stored]]:
    """A database with these documents stored in one run."""
    book = load_codebook()
    db = open_store(path, create=True)
    run = begin_run(db, book, "test", {}, "2022-07-01T00:00:00+00:00")
    stored = []
    for each in readings:
        write_shard(records_of(each), shard := path.with_name("shard"))
        stored.append(write_document(db, each.path, Shard(shard), book, "test", run))
        shard.unlink()
    count_run(db, run, stored, 0)
    close_run(db, "finished")
    return db, stored


def dump(db: Database) -> dict[str, list[dict[str, Any]]]:
    """All rows of the tables that describe documents, in a fixed order, without SQLite's own row numbers."""
    tables = ("documents", "reports", "sections", "sentences", "facts", "numbers", "findings", "regions")
    return {table: sorted(({k: v for k, v in row.items() if k != "n"} for row in db.table(table).rows), key=repr)
            for table in tables}
