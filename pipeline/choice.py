"""The rule that chooses the fact of a cell, as SQL, stated once.

Every choice is made by the same statement over the same order `RULE`: at the moment it is asked for (`best`), or
ahead for each year and for all years together, into the table `chosen` (`refresh`). The table holds what the statement
gives, and nothing else. Triggers note in `chosen_stale` whose facts changed since, whoever changed them; while anything
stands there, no answer is taken from the table.
"""

from __future__ import annotations

from sqlite_utils import Database

# The rule of the docstring of `compare`, once, as an order.
RULE = """f.reviewed > 0 DESC, f.own DESC, f.parts, f.value IS NULL AND f.low IS NULL,
          substr(f.as_of, 1, 4) DESC, f.time = '', f.as_of DESC, coalesce(f.value, f.high) DESC, f.doc, f.start, f.id"""

ANY = "*"
"""The period of a choice among all times."""
YEAR = "substr(f.as_of, 1, 4)"
"""The period of a choice within a year; empty where a figure has no as-of day."""

KEY = ("indicator", "status", "statistic", "period", "unit_class", "adcode")
CELL = ("id", "value", "low", "high", "unit", "qualifier", "time", "dims", "own", "as_of")
"""What a cell shows of its fact."""
TOLD = (*CELL, "reviewed", "parts", "doc", "start", "conflict", "candidates")
"""The columns of a choice after its key: the fact, what the rule looks at, whether another of equal standing differs,
and how many facts it was chosen from."""

CANDIDATE = "f.reach != 'aside' AND f.adcode IS NOT NULL"
_PLAIN = [name for name in TOLD if name not in ("conflict", "candidates")]
_SAME = "f.reviewed > 0, f.own, f.parts, f.as_of, f.time, f.dims"
"""What rivals of a figure share with it: one that differs from it is a conflict."""


def best(where: str, period: str = f"'{ANY}'") -> str:
    """SQL for the choice among the facts `f` that meet a condition: `KEY` and `TOLD`, a row for each key.

    `period` is an SQL expression over `f`.
    """
    group = f"f.indicator, f.status, f.statistic, {period}, f.unit_class, f.adcode"
    return f"""
        SELECT {', '.join((*KEY, *TOLD))} FROM (
            SELECT f.indicator, f.status, f.statistic, {period} AS period, f.unit_class, f.adcode,
                   {', '.join(f'f.{name}' for name in _PLAIN)}, {_differs('f.value')} OR {_differs('f.low')} OR {_differs('f.high')} AS conflict,
                   count(*) OVER (PARTITION BY {group}) AS candidates,
                   row_number() OVER (PARTITION BY {group} ORDER BY {RULE}) AS place
              FROM facts AS f WHERE {where} AND {CANDIDATE}
            WINDOW rivals AS (PARTITION BY {group}, {_SAME}))
         WHERE place = 1"""


def _differs(column: str) -> str:
    """SQL: among the rivals that are not masked this number is not the same, or only some have one."""
    least, most, told, every = (f"{call} FILTER (WHERE f.qualifier != 'masked') OVER rivals" for call in (
        f"min({column})", f"max({column})", f"count({column})", "count(*)"))
    return f"coalesce({least} < {most}, 0) OR ({told} > 0 AND {told} < {every})"


def tables() -> list[str]:
    """SQL that creates `chosen` and what keeps it true."""
    kinds = {"value": "FLOAT", "low": "FLOAT", "high": "FLOAT", "own": "INTEGER", "parts": "INTEGER", "start": "INTEGER",
             "conflict": "INTEGER", "reviewed": "INTEGER", "candidates": "INTEGER"}
    columns = ", ".join(f"{name} {kinds.get(name, 'TEXT')}" for name in (*KEY, *TOLD))
    note = "INSERT OR IGNORE INTO chosen_stale SELECT {0}.adcode, {0}.indicator WHERE {0}.adcode IS NOT NULL;"
    return [
        f"CREATE TABLE chosen ({columns}, PRIMARY KEY ({', '.join(KEY)})) WITHOUT ROWID",
        "CREATE INDEX idx_chosen_adcode_indicator ON chosen (adcode, indicator)",
        "CREATE TABLE chosen_stale (adcode TEXT, indicator TEXT, PRIMARY KEY (adcode, indicator)) WITHOUT ROWID",
        f"CREATE TRIGGER chosen_insert AFTER INSERT ON facts BEGIN {note.format('new')} END",
        f"CREATE TRIGGER chosen_delete AFTER DELETE ON facts BEGIN {note.format('old')} END",
        f"CREATE TRIGGER chosen_update AFTER UPDATE ON facts BEGIN {note.format('old')} {note.format('new')} END"]


def refresh(db: Database) -> None:
    """Choose again for the regions and indicators whose facts changed, in one transaction."""
    stale = "(f.adcode, f.indicator) IN (SELECT adcode, indicator FROM chosen_stale)"
    group = "f.indicator, f.status, f.statistic, f.unit_class, f.adcode"
    plain = ", ".join(f"f.{name}" for name in (*_PLAIN, "conflict"))
    with db.atomic():
        if not stands_open(db):
            return
        db.execute("DELETE FROM chosen WHERE (adcode, indicator) IN (SELECT adcode, indicator FROM chosen_stale)")
        db.execute(f"INSERT INTO chosen {best(stale, YEAR)}")
        # Of all times: the best of the years' best, for the rule is one order over all facts of a key.
        db.execute(f"""
            INSERT INTO chosen SELECT indicator, status, statistic, '{ANY}', unit_class, adcode, {', '.join(_PLAIN)}, conflict, total
              FROM (SELECT f.indicator, f.status, f.statistic, f.unit_class, f.adcode, {plain},
                           sum(f.candidates) OVER (PARTITION BY {group}) AS total,
                           row_number() OVER (PARTITION BY {group} ORDER BY {RULE}) AS place
                      FROM chosen AS f WHERE {stale}) WHERE place = 1""")
        db.execute("DELETE FROM chosen_stale")


def stands_open(db: Database) -> bool:
    """Whether facts changed since the table was made."""
    return db.execute("SELECT 1 FROM chosen_stale LIMIT 1").fetchone() is not None
