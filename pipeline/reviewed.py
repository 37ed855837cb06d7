"""What people decided, laid over the facts for tables; the machine's own rows stay as they are.

While it lies, the name `facts` means on this connection the machine's facts without the rejected ones, with the
corrected ones as corrected and those that people added; `chosen` is chosen again where that matters. Both are
temporary views of the same names, so every query sees them. A decision that has become stale changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from pipeline.choice import ANY, KEY, TOLD, YEAR, best
from pipeline.document_rows import standing_of
from pipeline.layout import TABLES
from pipeline.ledger import Decision
from pipeline.load import fact_of
from pipeline.region_rows import region_rows

if TYPE_CHECKING:
    from pipeline.server.site import Standing

Row = dict[str, Any]

REVIEWED = {"accept": 1, "correct": 2, "create": 3}
"""The values of `facts.reviewed`; 0 is the machine's, not looked at or no longer as it was."""
_COLUMNS = tuple(column.name for table in TABLES if table.name == "facts" for column in table.columns)
_NAMES = ", ".join(f'"{name}"' for name in _COLUMNS)
_FIELDS = ("start", "end", "quote", "indicator", "statistic", "value", "low", "high", "unit", "qualifier", "per", "status",
           "region", "adcode", "place", "time", "text_start", "text_end", "line", "page", "block")
_LAID = ("VIEW chosen", "TABLE fresh_chosen", "VIEW regions", "TABLE more_regions", "VIEW facts", "TABLE touched",
         "TABLE reviewed_facts", "TABLE decided")


@contextmanager
def laid_over(db: Database) -> Iterator[int]:
    """Lay the ledger beside a database over its facts for as long as the block lasts.

    Gives how many facts people have decided on. The connection must not write facts meanwhile.
    """
    count = lay_over(db)
    try:
        yield count
    finally:
        if count:
            for name in _LAID:
                db.execute(f"DROP {name.split()[0]} IF EXISTS temp.{name.split()[1]}")


def lay_over(db: Database, standing: Standing | None = None) -> int:
    """Lay the ledger over the facts for as long as the connection lasts; returns how many facts it decides on."""
    if standing is None:
        from pipeline.server.site import Site

        path = next(row["file"] for row in db.query("PRAGMA database_list") if row["name"] == "main")
        if not path:
            return 0
        standing = Site(Path(path)).standing(db)
    held = [standing.decisions[name] for name in sorted(standing.settled)]
    if not held:
        return 0
    rows = list(_rows(db, held))
    db.conn.execute("CREATE TEMP TABLE decided (id TEXT PRIMARY KEY) WITHOUT ROWID")
    db.conn.executemany("INSERT INTO temp.decided VALUES (?)", [(decision.fact,) for decision in held])
    db.conn.execute(f"CREATE TEMP TABLE reviewed_facts AS SELECT {_NAMES} FROM main.facts WHERE 0")
    db.conn.executemany(f"INSERT INTO temp.reviewed_facts VALUES ({', '.join('?' * len(_COLUMNS))})",
                        [tuple(row[name] for name in _COLUMNS) for row in rows])
    db.conn.execute("""CREATE TEMP TABLE touched AS
        SELECT adcode, indicator FROM main.facts WHERE id IN (SELECT id FROM temp.decided) AND adcode IS NOT NULL
         UNION SELECT adcode, indicator FROM temp.reviewed_facts WHERE adcode IS NOT NULL""")
    db.conn.execute(f"""CREATE TEMP VIEW facts AS SELECT {_NAMES} FROM main.facts WHERE id NOT IN (SELECT id FROM temp.decided)
                         UNION ALL SELECT {_NAMES} FROM temp.reviewed_facts""")
    _regions(db, {row["adcode"]: row["region"] for row in rows if row["adcode"]})
    names, here = ", ".join((*KEY, *TOLD)), "(f.adcode, f.indicator) IN (SELECT adcode, indicator FROM temp.touched)"
    db.conn.execute(f"""CREATE TEMP TABLE fresh_chosen AS {best(here, YEAR)}""")
    db.conn.execute(f"""INSERT INTO temp.fresh_chosen {best(here, f"'{ANY}'")}""")
    db.conn.execute(f"""CREATE TEMP VIEW chosen AS
        SELECT {names} FROM main.chosen WHERE (adcode, indicator) NOT IN (SELECT adcode, indicator FROM temp.touched)
         UNION ALL SELECT {names} FROM temp.fresh_chosen""")
    db.conn.commit()
    return len(held)


def _regions(db: Database, named: dict[str, str]) -> None:
    """Divisions that only people's decisions name, with those above them."""
    db.conn.execute("CREATE TEMP TABLE more_regions AS SELECT adcode, name, level, parent FROM main.regions WHERE 0")
    db.conn.executemany("INSERT INTO temp.more_regions VALUES (:adcode, :name, :level, :parent)", region_rows(named))
    db.conn.execute("""CREATE TEMP VIEW regions AS SELECT adcode, name, level, parent FROM main.regions UNION ALL
                       SELECT * FROM temp.more_regions WHERE adcode NOT IN (SELECT adcode FROM main.regions)""")


def machine_rows(db: Database, facts: list[str]) -> dict[str, Row]:
    """What the machine itself says of some facts, by id, whatever lies over them."""
    rows = db.query("SELECT * FROM main.facts WHERE id IN (SELECT value FROM json_each(?))", [json.dumps(facts)])
    return {row["id"]: row for row in rows}


def _rows(db: Database, held: list[Decision]) -> Iterator[Row]:
    """The rows of `facts` as people have left them; rejected ones have none."""
    known = machine_rows(db, [decision.fact for decision in held])
    for decision in held:
        row = known.get(decision.fact)
        if row is None and decision.action == "create":
            row = _place(db, decision)
        if row is None or decision.action not in REVIEWED:
            continue
        row = {**row, "reviewed": REVIEWED[decision.action]}
        yield _corrected(db, row, decision.after) if decision.after else row


def _place(db: Database, decision: Decision) -> Row | None:
    """The empty row of a fact that a person found, in its document and sentence; None where these have changed."""
    row = next(db.query("""
        SELECT s.*, d.doc FROM sentences AS s JOIN documents AS d ON d.id = s.document
         WHERE d.doc = ? AND s.source_sha = ? AND s.start <= ? AND s."end" >= ?""",
                        [decision.doc, decision.source_sha, decision.start, decision.end]), None)
    if row is None:
        return None
    return {**dict.fromkeys(_COLUMNS), "id": decision.fact, "document": row["document"], "doc": row["doc"], "report": row["report"],
            "sentence": row["id"], "sentence_start": row["text_start"], "sentence_end": row["text_end"], "confidence": 1.0,
            "evidence": "[]", "rivals": "[]", "boxes": "[]"}


def _corrected(db: Database, row: Row, after: Mapping[str, Any]) -> Row:
    """A row with the values of a correction, and with all that follows from them."""
    made = {**row, **{name: after.get(name) for name in _FIELDS}, "boxes": json.dumps(after.get("boxes", [])),
            "dims": json.dumps(after["dims"], ensure_ascii=False, sort_keys=True)}
    report = next(db.query("SELECT adcode, date FROM reports WHERE id = ?", [row["report"]]), None) or {"adcode": None, "date": ""}
    whole = next(db.query("SELECT * FROM main.facts WHERE id = ?", [row["part_of"] or ""]), None)
    return {**made, **standing_of(fact_of(made), fact_of(whole) if whole else None, report["adcode"], report["date"])}
