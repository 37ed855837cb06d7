"""What people decided about facts: an append-only ledger beside the database.

It is a file of its own (`youju.db` has `youju.review.db`), because the database may be deleted and built anew at
any time, and a person's work may not. A decision is kept under the fact's id with digests of the quote, of the
sentence's source and of what the machine said; so it holds again after every run, and is stale as soon as one of
them changed. Nothing is ever updated or deleted, which triggers enforce; an undo is a row too.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Literal

from pipeline.document_rows import digest
from schemas.records import Record

Action = Literal["accept", "correct", "reject", "create", "finding", "undo"]

ACTIONS = {"accept": "接受", "correct": "更正", "reject": "否定", "create": "新增", "finding": "疑点处理", "undo": "撤销"}

MEANING = ("quote", "indicator", "statistic", "value", "low", "high", "unit", "qualifier", "per", "status", "region",
           "place", "time", "dims")
"""The fields whose change makes a decision stale."""

PATIENCE = 10.0
"""Seconds to wait for another pen."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS decisions (
    n INTEGER PRIMARY KEY AUTOINCREMENT, fact TEXT NOT NULL, doc TEXT NOT NULL,
    start INTEGER, "end" INTEGER, quote_sha TEXT NOT NULL, source_sha TEXT NOT NULL, machine_sha TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('accept', 'correct', 'reject', 'create', 'finding', 'undo')),
    who TEXT NOT NULL, at TEXT NOT NULL, before TEXT, after TEXT, reason TEXT NOT NULL DEFAULT '',
    undoes INTEGER UNIQUE REFERENCES decisions (n));
CREATE INDEX IF NOT EXISTS decisions_fact ON decisions (fact, n);
CREATE TRIGGER IF NOT EXISTS decisions_kept BEFORE DELETE ON decisions
    BEGIN SELECT raise(ABORT, '核对记录只增不删'); END;
CREATE TRIGGER IF NOT EXISTS decisions_fixed BEFORE UPDATE ON decisions
    BEGIN SELECT raise(ABORT, '核对记录只增不改'); END;
CREATE VIEW IF NOT EXISTS held AS SELECT * FROM decisions AS d WHERE action != 'undo'
    AND NOT EXISTS (SELECT 1 FROM decisions AS u WHERE u.undoes = d.n);
CREATE VIEW IF NOT EXISTS standing AS SELECT * FROM held AS d
    WHERE NOT EXISTS (SELECT 1 FROM held AS e WHERE e.fact = d.fact AND e.n > d.n);
"""


class Decision(Record):
    """One row. `before` is what the machine said, `after` what holds now (None: as the machine said, or rejected)."""

    n: int
    fact: str
    doc: str
    start: int | None
    end: int | None
    quote_sha: str
    source_sha: str
    machine_sha: str
    action: Action
    who: str
    at: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    reason: str
    undoes: int | None


class Subject(Record):
    """What a decision is about: the fact as the machine has it, None where a person found the figure."""

    fact: str
    doc: str
    start: int | None = None
    end: int | None = None
    quote: str = ""
    source_sha: str = ""
    machine: dict[str, Any] | None = None


class ConflictError(Exception):
    """Somebody decided in the meantime; nothing was written. `decision` is theirs."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(f"{decision.who} 已于 {decision.at} {ACTIONS[decision.action]}")
        self.decision = decision


def ledger_path(db: Path) -> Path:
    """Where the ledger of a database lies.

    >>> ledger_path(Path("outputs/youju.db")).as_posix()
    'outputs/youju.review.db'
    """
    return db.with_name(f"{db.stem}.review.db")


def subject_of(row: Mapping[str, Any]) -> Subject:
    """A row of `facts`, joined with its sentence's `source_sha`, as the subject of a decision."""
    return Subject(fact=row["id"], doc=row["doc"], start=row["start"], end=row["end"], quote=row["quote"],
                   source_sha=row["source_sha"] or "", machine=meaning(row))


def meaning(row: Mapping[str, Any]) -> dict[str, Any]:
    """What the machine says of a figure; SQLite hands whole numbers back as floats, so both read alike."""
    told = {name: row[name] for name in MEANING}
    if isinstance(told["dims"], str):
        told["dims"] = json.loads(told["dims"])
    return {name: int(v) if isinstance(v, float) and v.is_integer() else v for name, v in told.items()}


def machine_sha(machine: Mapping[str, Any] | None) -> str:
    """The digest by which a change of the machine's reading is seen; empty where it had none."""
    return digest(json.dumps(machine, ensure_ascii=False, sort_keys=True)) if machine is not None else ""


def stale(decision: Decision, subject: Subject | None) -> str:
    """Why a decision no longer holds, in Chinese; empty where it does.

    >>> subject = Subject(fact="f", doc="d", quote="5个", machine={"value": 5})
    >>> decision = Decision(n=1, fact="f", doc="d", start=0, end=2, quote_sha=digest("5个"), source_sha="",
    ...     machine_sha=machine_sha({"value": 5}), action="accept", who="甲", at="", before=None, after=None,
    ...     reason="", undoes=None)
    >>> stale(decision, subject), stale(decision, subject.model_copy(update={"machine": {"value": 6}}))
    ('', '机器的取值已变')
    """
    if subject is None:
        return "" if decision.action == "create" else "机器不再抽到此数"
    if decision.quote_sha != digest(subject.quote) or decision.source_sha != subject.source_sha:
        return "原文已改动"
    return "" if decision.machine_sha == machine_sha(subject.machine) else "机器的取值已变"


class Ledger:
    """Reads and appends decisions. Each call opens its own connection, so that threads do not share one."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def record(self, subject: Subject, action: Action, who: str, at: str, *, after: dict[str, Any] | None = None,
               reason: str = "", seen: int = 0) -> Decision:
        """Append a decision. `seen` is the last row about the fact that the person had on screen.

        Raises:
            ConflictError: there is a later row about the fact.
        """
        with self._writing() as connection:
            self._refuse_unseen(connection, subject.fact, seen)
            return _append(connection, {
                "fact": subject.fact, "doc": subject.doc, "start": subject.start, "end": subject.end,
                "quote_sha": digest(subject.quote), "source_sha": subject.source_sha,
                "machine_sha": machine_sha(subject.machine), "action": action, "who": who, "at": at,
                "before": _dump(subject.machine), "after": _dump(after), "reason": reason, "undoes": None})

    def undo(self, who: str, at: str) -> Decision | None:
        """Take back this person's last decision that stands; returns it, or None where there is none.

        Raises:
            ConflictError: somebody else has decided on that fact since.
        """
        with self._writing() as connection:
            last = connection.execute("SELECT * FROM held WHERE who = ? ORDER BY n DESC LIMIT 1", [who]).fetchone()
            if last is None:
                return None
            self._refuse_unseen(connection, last["fact"], last["n"], but=who)
            _append(connection, {**dict(last), "action": "undo", "at": at, "after": None, "reason": "",
                                 "undoes": last["n"], "n": None})
            return _decision(last)

    def standing(self, since: int = 0) -> dict[str, Decision | None]:
        """The decision that holds for each fact or finding with a row after `since`, by id; None where all its
        decisions were undone."""
        if not since:
            return {row.fact: row for row in self._query("SELECT * FROM standing ORDER BY n")}
        touched = {row.fact for row in self._query("SELECT * FROM decisions WHERE n > ?", [since])}
        found: dict[str, Decision | None] = dict.fromkeys(touched)
        found |= {row.fact: row for row in self._query(
            "SELECT * FROM standing WHERE fact IN (SELECT value FROM json_each(?))", [json.dumps(list(touched))])}
        return found

    def history(self, fact: str = "", limit: int = 200) -> list[Decision]:
        """The rows about one fact, or about all, latest first."""
        where, values = ("WHERE fact = ?", [fact]) if fact else ("", [])
        return self._query(f"SELECT * FROM decisions {where} ORDER BY n DESC LIMIT {int(limit)}", values)

    def last(self) -> int:
        """The number of the last row, 0 for an empty ledger."""
        rows = self._query("SELECT * FROM decisions ORDER BY n DESC LIMIT 1")
        return rows[0].n if rows else 0

    def _query(self, query: str, values: list[Any] | None = None) -> list[Decision]:
        if not self.path.is_file():
            return []
        connection = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)
        connection.row_factory = sqlite3.Row
        try:
            return [_decision(row) for row in connection.execute(query, values or [])]
        finally:
            connection.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that holds the only pen from its first statement on."""
        connection = sqlite3.connect(self.path, isolation_level=None, timeout=PATIENCE)
        connection.row_factory = sqlite3.Row
        try:
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'standing'").fetchone():
                _prepare(connection)
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        finally:
            connection.close()

    @staticmethod
    def _refuse_unseen(connection: sqlite3.Connection, fact: str, seen: int, but: str = "") -> None:
        row = connection.execute("SELECT * FROM decisions WHERE fact = ? AND n > ? AND who != ? ORDER BY n DESC LIMIT 1",
                                 [fact, seen, but]).fetchone()
        if row is not None:
            raise ConflictError(_decision(row))


def _prepare(connection: sqlite3.Connection) -> None:
    """Lay out a ledger. Two may begin it at once, and the change to WAL does not wait for the other by itself."""
    deadline = monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            break
        except sqlite3.OperationalError:
            if monotonic() > deadline:
                raise
            sleep(0.01)
    connection.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} COMMIT;")


def _append(connection: sqlite3.Connection, row: dict[str, Any]) -> Decision:
    row.pop("n", None)
    names = ", ".join(f'"{name}"' for name in row)
    cursor = connection.execute(f"INSERT INTO decisions ({names}) VALUES ({', '.join('?' * len(row))})",
                                list(row.values()))
    return _decision(connection.execute("SELECT * FROM decisions WHERE n = ?", [cursor.lastrowid]).fetchone())


def _decision(row: sqlite3.Row) -> Decision:
    values = dict(row)
    return Decision(**{**values, **{name: json.loads(values[name]) if values[name] else None
                                    for name in ("before", "after")}})


def _dump(value: dict[str, Any] | None) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
