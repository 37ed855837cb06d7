"""Facts and comparisons as Parquet: flat tables with explicit types, codes as text (extra `[parquet]`).

Each column carries its Chinese name as metadata of the field (`label`). What a column means stands in docs/facts.md
and, for those that the database adds (`own`, `reach`, `as_of`, `unit_class`), in docs/commands.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from pipeline.cells import COLUMNS
from pipeline.layout import TABLES
from pipeline.rows import FACT_FIELDS

if TYPE_CHECKING:
    import pyarrow

FACT_COLUMNS = (*FACT_FIELDS, "line", "page", "block", "ocr", "own", "reach", "as_of", "unit_class")
"""The columns of a fact, in their order: those of the JSON lines, then what the database works out for comparisons."""

ROWS = 50_000
"""Rows held in memory at once, and the size of a row group."""

_KINDS = {
    "start": "int64", "end": "int64", "line": "int32", "page": "int32", "rank": "int32", "reviewed": "int32", "year": "int32", "value": "float64",
    "low": "float64", "high": "float64", "confidence": "float64", "ocr": "float64", "as_of": "date32", "own": "bool", "conflict": "bool",
    "others": "list"}
"""What is not text. `dims` is text too: a JSON object."""


def fact_schema() -> pyarrow.Schema:
    """The schema of `fact_table`."""
    labels = {column.name: column.label for table in TABLES if table.name == "facts" for column in table.columns}
    return _schema({name: labels[name] for name in FACT_COLUMNS})


def cell_schema() -> pyarrow.Schema:
    """The schema of the cells of a comparison: one row for each region and indicator (or year)."""
    return _schema(COLUMNS)


def fact_table(rows: Iterable[Mapping[str, Any]]) -> pyarrow.Table:
    """Fact rows as one table in memory.

    A row is a row of the database's table `facts` or of its JSON lines; columns it lacks are null, others are left
    out. `dims` may be a mapping or its JSON text; `as_of` is an ISO day, and null where it is empty.
    """
    return _table(rows, fact_schema())


def fact_rows(db: Database) -> Iterator[dict[str, Any]]:
    """All facts of a database with the columns of `FACT_COLUMNS`, document by document, in the order of the text."""
    columns = ", ".join(f'f."{name}"' for name in FACT_COLUMNS)
    return db.query(f"SELECT {columns} FROM facts AS f JOIN documents AS d ON d.id = f.document ORDER BY d.path, f.start, f.id")


def write_facts(rows: Iterable[Mapping[str, Any]], path: Path) -> int:
    """Write fact rows as one Parquet file, some at a time; returns how many they were."""
    return write_rows(rows, fact_schema(), path)


def write_rows(rows: Iterable[Mapping[str, Any]], schema: pyarrow.Schema, path: Path) -> int:
    """Write rows of a schema as one Parquet file (zstd), a row group for every `ROWS`; returns how many they were."""
    import pyarrow.parquet

    count, left = 0, iter(rows)
    with pyarrow.parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while part := list(islice(left, ROWS)):
            writer.write_table(_table(part, schema))
            count += len(part)
    return count


def _schema(labels: Mapping[str, str]) -> pyarrow.Schema:
    import pyarrow

    kinds = {"date32": pyarrow.date32(), "bool": pyarrow.bool_(), "list": pyarrow.list_(pyarrow.string()),
             "int32": pyarrow.int32(), "int64": pyarrow.int64(), "float64": pyarrow.float64(), "text": pyarrow.string()}
    return pyarrow.schema([
        pyarrow.field(name, kinds[_KINDS.get(name, "text")], metadata={"label": label}) for name, label in labels.items()])


def _table(rows: Iterable[Mapping[str, Any]], schema: pyarrow.Schema) -> pyarrow.Table:
    import pyarrow

    whole = list(rows)
    columns = []
    for field in schema:
        values = [row.get(field.name) for row in whole]
        if convert := _CONVERTED.get(field.name):
            values = [None if value is None else convert(value) for value in values]
        columns.append(pyarrow.array(values, field.type))
    return pyarrow.Table.from_arrays(columns, schema=schema)


def _day(value: Any) -> date | None:
    """An ISO day; None for an empty one and for one that no calendar has."""
    try:
        return value if isinstance(value, date) else date.fromisoformat(value)
    except ValueError:
        return None


def _dims(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(dict(value), ensure_ascii=False, sort_keys=True)


_CONVERTED: dict[str, Callable[[Any], Any]] = {"as_of": _day, "dims": _dims, "own": bool, "conflict": bool, "others": list}
