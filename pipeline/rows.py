"""The JSON lines that leave the program: a fact or a number as a plain row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from schemas.records import Fact, Finding, NumberRow

FACT_FIELDS = (
    "doc", "start", "end", "quote", "indicator", "statistic", "value", "low", "high", "unit", "qualifier",
    "per", "status", "region", "place", "time", "dims", "id", "adcode", "confidence", "part_of",
)


def fact_row(fact: Fact) -> dict[str, Any]:
    """A fact as a row: the fields of the contract, then its id, code, confidence and place in the source.

    Places that a medium does not have (the page of a TXT file) are left out, and so is `ocr` of what was not
    read by OCR.
    """
    data = fact.model_dump(mode="json")
    row = {name: data[name] for name in FACT_FIELDS}
    place = data["locator"]
    row |= {name: place[name] for name in ("line", "page", "block") if place[name] is not None}
    if fact.ocr is not None:
        row["ocr"] = fact.ocr
    if place["boxes"]:
        row["boxes"] = place["boxes"]
    return row


def number_row(number: NumberRow) -> dict[str, Any]:
    """A number as a row: its place, and the fact it became or the reason it did not."""
    return number.model_dump(mode="json", exclude_none=True)


def dumps(row: Mapping[str, Any]) -> str:
    """One compact JSON line, Chinese as it is."""
    return json.dumps(row, ensure_ascii=False)


def write_lines(rows: Iterable[Mapping[str, Any]], stream: TextIO) -> int:
    """Write rows as JSON lines; returns how many."""
    count = 0
    for row in rows:
        stream.write(dumps(row) + "\n")
        count += 1
    return count


def json_schema(record: str) -> dict[str, Any]:
    """The JSON Schema of the rows above: of a `fact`, a `number` or a `finding`."""
    if record == "number":
        return NumberRow.model_json_schema(mode="serialization")
    if record == "finding":
        return Finding.model_json_schema(mode="serialization")
    whole = Fact.model_json_schema(mode="serialization")
    place = whole["$defs"]["Locator"]["properties"]
    properties = {name: whole["properties"][name] for name in (*FACT_FIELDS, "ocr")}
    properties |= {name: place[name] for name in ("line", "page", "block", "boxes")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Fact", "type": "object",
        "properties": properties, "required": list(FACT_FIELDS), "additionalProperties": False}
