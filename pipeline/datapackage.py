"""The outputs as a Frictionless data package: every column with its type, codes as text."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pipeline.layout import TABLES
from pipeline.rows import FACT_FIELDS, fact_row
from schemas.records import Fact

COLUMNS = (*FACT_FIELDS, "line", "page", "block", "ocr")
_TYPES = {
    "start": "integer", "end": "integer", "line": "integer", "page": "integer", "value": "number",
    "low": "number", "high": "number", "confidence": "number", "ocr": "number", "dims": "object",
}
_REQUIRED = ("id", "doc", "start", "end", "quote", "indicator", "statistic", "qualifier", "status")


def write_facts_csv(facts: Iterable[Fact], path: Path) -> None:
    """Write facts as CSV (UTF-8 with mark), one a line, ASCII column names; `dims` as a JSON object."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, restval="", extrasaction="ignore")
        writer.writeheader()
        for fact in facts:
            row = fact_row(fact)
            writer.writerow({**row, "dims": json.dumps(row["dims"], ensure_ascii=False)})


def write_package(folder: Path, table_header: Sequence[str], version: str = "") -> None:
    """Write `datapackage.json` beside `facts.csv` and `indicators.csv`.

    `table_header` is the header of the indicator table, whose cells may hold a word (已隐去, a range) and so
    are of any type.
    """
    labels = {column.name: column.label for table in TABLES if table.name == "facts" for column in table.columns}
    facts = [{
        "name": name, "title": labels[name], "type": _TYPES.get(name, "string"),
        **({"constraints": {"required": True}} if name in _REQUIRED else {})} for name in COLUMNS]
    table = [{"name": name, "type": "string" if name.endswith(("代码", "地区", "说明", "时间", "编号")) else "any"}
             for name in table_header]
    package: dict[str, Any] = {
        "name": "youju", "title": "社工站指标", "profile": "tabular-data-package",
        **({"version": version} if version else {}),
        "resources": [_resource("facts", "事实", facts, "id"), _resource("indicators", "指标表", table, None)]}
    text = json.dumps(package, ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def _resource(name: str, title: str, fields: list[dict[str, Any]], key: str | None) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if key:
        schema["primaryKey"] = key
    return {
        "name": name, "title": title, "path": f"{name}.csv", "profile": "tabular-data-resource",
        "scheme": "file", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8-sig", "schema": schema}
