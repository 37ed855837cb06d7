"""The sentences that the page opens: facts with what a reader needs to find them again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from pipeline.render import QUALIFIER, STATUS, Labels, figure
from pipeline.show import place


def evidence(db: Database, ids: Iterable[str], labels: Labels) -> dict[str, Any]:
    """`facts` by id and the `sentences` they point into; a sentence with many figures stands once.

    Of a sentence the fact knows its index and where the figure begins and ends in it.
    """
    facts: dict[str, Any] = {}
    sentences: dict[str, int] = {}
    query = """
        SELECT f.id, f.region, f.value, f.low, f.high, f.unit, f.qualifier, f.status, f.time, f.dims, f.quote, f.doc,
               f.text_start, f.text_end, f.page, f.line, f.block, i.label, s.text AS sentence, s.text_start AS s_start,
               r.title
          FROM json_each(?) AS asked CROSS JOIN facts AS f ON f.id = asked.value
          JOIN indicators AS i ON i.code = f.indicator LEFT JOIN sentences AS s ON s.id = f.sentence
          LEFT JOIN reports AS r ON r.id = f.report"""
    for row in db.query(query, [json.dumps(sorted(set(ids)))]):
        sentence = row["sentence"] or row["quote"]
        start = row["text_start"] - row["s_start"] if row["sentence"] else 0
        end = row["text_end"] - row["s_start"] if row["sentence"] else len(sentence)
        facts[row["id"]] = {
            "region": row["region"] or "", "label": row["label"], "quote": row["quote"],
            "figure": figure(row["value"], row["low"], row["high"], row["qualifier"]) + (row["unit"] or ""),
            "qualifier": QUALIFIER[row["qualifier"]], "status": STATUS[row["status"]], "time": row["time"],
            "dims": "、".join(labels.get(pair, pair[1]) for pair in json.loads(row["dims"]).items() if pair[1] != "all"),
            "doc": row["doc"], "place": place(row), "title": row["title"] or "",
            "at": [sentences.setdefault(sentence, len(sentences)), start, end]}
    return {"facts": facts, "sentences": list(sentences)}
