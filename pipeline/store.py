"""The SQLite store: the file, its runs, and what it knows of documents and findings.

What was understood of a document is stored by `document_store`.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from itertools import islice
from pathlib import Path
from typing import Any, Literal, NamedTuple
from weakref import WeakSet

from sqlite_utils import Database

from pipeline import layout
from pipeline.document_rows import finding_rows
from pipeline.faults import RunError, passes, told
from schemas.codebook import Codebook, expand
from schemas.records import Finding

PATIENCE = 20.0
"""Seconds to wait for another program that holds the database."""

UNLINK = "DELETE FROM finding_facts WHERE finding IN (SELECT id FROM findings"
"""Opens the statement that deletes the links of findings to facts; a condition on the findings and `)` close it."""

BATCH = 1000
"""Rows that are written together of what comes one by one."""

State = Literal["finished", "interrupted", "died"]
"""How a run ended: with its tables written, because a stop was asked for, of a fault."""


class StoreError(ValueError):
    """A database that cannot be used; the message, in Chinese, names the file."""


class Stored(NamedTuple):
    """What storing a document did: counts of changed facts, or the path that already holds the same file."""

    facts: int
    added: int = 0
    removed: int = 0
    changed: int = 0
    same_as: str = ""


class _Connection(sqlite3.Connection):
    """A connection that can be looked up as long as anything holds it."""


_OPENED: WeakSet[_Connection] = WeakSet()


def opened_stores() -> set[sqlite3.Connection]:
    """The connections that `open_store` opened and that something still holds."""
    return set(_OPENED)


def open_store(path: Path, *, create: bool = False) -> Database:
    """Open the database, in WAL mode and with foreign keys enforced.

    Raises:
        StoreError: the file is missing (unless `create`), is no database of ours, or of another version.
        RunError: another program holds it, the disk is full or read-only.
    """
    if not create and not path.is_file():
        raise StoreError(f"{path}：没有这个数据库，请先运行 youju run")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        db = Database(_connect(path, create))
        _check_layout(db, path, create)
        if create:
            db.enable_wal()
            # A power cut may take the last documents, never the database; the next run stores them again.
            db.execute("PRAGMA synchronous = NORMAL")
            with db.atomic():
                layout.create(db)
        db.execute("PRAGMA foreign_keys = ON")
    except (sqlite3.DatabaseError, OSError) as error:
        kind = RunError if passes(error) else StoreError
        raise kind(f"不能作为数据库打开：{told(error, path)}") from error
    return db


def _connect(path: Path, create: bool) -> sqlite3.Connection:
    opened = sqlite3.connect(path, timeout=PATIENCE, factory=_Connection)
    _OPENED.add(opened)
    connection: sqlite3.Connection = opened
    try:
        connection.execute("SELECT 1 FROM sqlite_master")
    except sqlite3.OperationalError as error:
        if create or error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
        # To read on a read-only disk, where WAL finds no place for its files and nobody writes.
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)
    return connection


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a database for one run. The system lets go of it when this process ends, however it ends.

    Raises:
        RunError: another run holds it, or nothing can be written beside it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(f"{path}.lock", timeout=0, isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
    except (sqlite3.OperationalError, OSError) as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            raise RunError(f"{path}：另一次 youju run 正在写入，请等它结束") from error
        raise RunError(told(error, path)) from error
    with closing(lock):
        yield


def _check_layout(db: Database, path: Path, create: bool) -> None:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if db.table("labels").exists() and db.table("facts").exists():
        if version != layout.stamp():
            raise StoreError(f"{path}：由另一版本的程序建立，请换一个文件或删除后重新运行 youju run")
    elif not create or db.table_names():
        raise StoreError(f"{path}：不是 youju 的数据库")


def document_id(path: Path) -> str:
    """A document's key: twelve hex digits of its absolute path."""
    return hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]


def begin_run(db: Database, codebook: Codebook, version: str, options: Mapping[str, Any],
              started: str) -> int:
    """Record a run and bring the indicators up to date; returns the run's number."""
    with db.atomic():
        db.table("indicators").upsert_all(
            [{"code": row.code, "label": row.label, "definition": row.definition,
              "units": json.dumps(row.units, ensure_ascii=False), "dims": json.dumps(row.dims), "position": n}
             for n, row in enumerate(codebook.indicators.values())], pk="code")
        db.execute("DELETE FROM members")
        db.table("members").insert_all(
            {"dim": dim.name, "member": member, "label": _label(words) or member}
            for dim in codebook.breakdown for member, words in dim.members.items())
        # Only one run at a time holds the database: one that still says so came to a sudden end.
        db.execute("UPDATE runs SET state = 'died' WHERE state = 'running'")
        number = int(next(db.query("SELECT coalesce(max(id), 0) + 1 AS n FROM runs"))["n"])
        db.table("runs").insert({
            "id": number, "started": started, "state": "running", "version": version, "codebook": codebook.digest,
            "options": json.dumps(options, ensure_ascii=False), "documents": 0, "failed": 0, "facts": 0,
            "added": 0, "removed": 0, "changed": 0})
    return number


def count_run(db: Database, run: int, stored: Sequence[Stored], failed: int, *, unchanged: int = 0) -> None:
    """Record the run's counts; documents are those stored and those unchanged."""
    with db.atomic():
        db.table("runs").update(run, {
            "documents": len(stored) + unchanged, "failed": failed, "facts": sum(s.facts for s in stored),
            "added": sum(s.added for s in stored), "removed": sum(s.removed for s in stored),
            "changed": sum(s.changed for s in stored)})


def close_run(db: Database, state: State) -> None:
    """Say of the run at work how it ended; where a fault keeps the database from taking it, the next run will."""
    with suppress(sqlite3.Error) if state != "finished" else nullcontext():
        if state == "died":  # perhaps because another program holds it: that was waited for
            db.execute("PRAGMA busy_timeout = 0")
        with db.atomic():
            db.execute("UPDATE runs SET state = ? WHERE state = 'running'", [state])


def _label(words: Sequence[str]) -> str:
    """The first word of a breakdown member, without brackets, as its name: it will stand in brackets itself."""
    return re.sub("[（）()]", "", expand(words[0])[0]) if words else ""


def known_documents(db: Database, codebook: str, version: str) -> dict[str, str]:
    """By path, the hash of every document stored by this version of the program with this codebook."""
    return {row["path"]: row["sha256"] for row in db.query(
        "SELECT path, sha256 FROM documents WHERE codebook = ? AND version = ?", [codebook, version])}


def missing_documents(db: Database) -> list[str]:
    """Paths of stored documents that are no more."""
    return [row["path"] for row in db.query("SELECT path FROM documents ORDER BY path")
            if not Path(row["path"]).is_file()]


def write_findings(db: Database, findings: Iterable[Finding]) -> int:
    """Replace the findings across documents, which may come one by one; returns how many there are now."""
    told, coming = set[str](), iter(findings)
    with db.atomic():
        db.execute(f"{UNLINK} WHERE document IS NULL)")
        db.execute("DELETE FROM findings WHERE document IS NULL")
        while some := list(islice(coming, BATCH)):
            rows, links = finding_rows(some, None, told)
            db.table("findings").insert_all(rows)
            db.table("finding_facts").insert_all(links)
    return len(told)
