"""What the pages work on: the database (opened read-only), its source files, its ledger."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

from sqlite_utils import Database

from pipeline.ledger import Decision, Ledger, Subject, ledger_path, stale, subject_of
from pipeline.server.language import say
from pipeline.server.texts import Text, Texts, is_same

_SUBJECTS = """SELECT f.*, s.source_sha FROM facts AS f LEFT JOIN sentences AS s ON s.id = f.sentence
                WHERE f.id IN (SELECT value FROM json_each(?))"""


@dataclass(frozen=True)
class Standing:
    """The decisions that stand, by fact id, and why some of them hold no longer."""

    decisions: Mapping[str, Decision]
    stale: Mapping[str, str]

    @cached_property
    def settled(self) -> Set[str]:
        """Facts that need no further look."""
        return self.decisions.keys() - self.stale.keys()

    def state(self, fact: str) -> str:
        """open, accepted, corrected, rejected, created or stale."""
        if fact not in self.decisions:
            return "open"
        return "stale" if fact in self.stale else STATES[self.decisions[fact].action]


STATES = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "create": "created", "finding": "open"}
STATE_LABELS = {"open": "未核", "accepted": "已接受", "corrected": "已更正", "rejected": "已否定", "created": "人工新增",
                "stale": "须重核"}


@dataclass(slots=True)
class Site:
    """One database and how it may be used."""

    db_path: Path
    who: str = "核对人"
    read_only: bool = False
    token: str = ""
    _texts: Texts = field(default_factory=Texts)
    _standing: tuple[int, tuple[int, int], Standing] | None = None
    _open: sqlite3.Connection | None = None
    _same: dict[tuple[str, str, int, int], bool] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)
    """pdfium is not thread-safe: pages are drawn one at a time."""

    @property
    def ledger(self) -> Ledger:
        """The ledger beside the database."""
        path = ledger_path(self.db_path)
        if self._open is None and path.is_file():
            # SQLite puts a ledger in order whenever its last connection is closed, which costs each decision 10 ms.
            self._open = sqlite3.connect(path, check_same_thread=False)
            self._open.execute("SELECT 1 FROM sqlite_master").fetchone()
        return Ledger(path)

    @contextmanager
    def database(self) -> Iterator[Database]:
        """The database, opened so that no page can change what the machine said."""
        connection = sqlite3.connect(f"{self.db_path.resolve().as_uri()}?mode=ro", uri=True,
                                     check_same_thread=False, timeout=10)
        try:
            yield Database(connection)
        finally:
            connection.close()

    def now(self) -> str:
        """The time of a decision, ISO with zone."""
        return datetime.now(UTC).astimezone().isoformat(timespec="seconds")

    def mark(self) -> tuple[int, int]:
        """Changes whenever the database does."""
        return _changed(self.db_path), _changed(Path(f"{self.db_path}-wal"))

    def standing(self, db: Database) -> Standing:
        """What stands of the ledger, held against the facts as they are now; only what is new is looked at again."""
        last, mark = self.ledger.last(), self.mark()
        known = self._standing
        if known and known[:2] == (last, mark):
            return known[2]
        same = known and known[1] == mark
        decisions = dict(known[2].decisions) if known and same else {}
        lapsed = dict(known[2].stale) if known and same else {}
        fresh = self.ledger.standing(since=known[0] if known and same else 0)
        subjects = {row["id"]: subject_of(row) for row in db.query(_SUBJECTS, [json.dumps(list(fresh))])}
        for key, row in fresh.items():
            decisions.pop(key, None)
            lapsed.pop(key, None)
            if row is None or row.action == "finding":
                continue
            decisions[key] = row
            if why := stale(row, subjects.get(key)):
                lapsed[key] = why
        held = Standing(decisions, lapsed)
        self._standing = (last, mark, held)
        return held

    def subject(self, db: Database, fact: str) -> Subject:
        """A fact as the subject of a decision.

        Raises:
            LookupError: there is no such fact.
        """
        row = next(db.query(_SUBJECTS, [json.dumps([fact])]), None)
        if row is None:
            raise LookupError(say("没有编号为 {fact} 的事实", fact=fact))
        return subject_of(row)

    def text(self, db: Database, document: str) -> Text:
        """A document of the database, read again from its file if that is what was stored.

        Raises:
            LookupError: the database has no such document.
        """
        row = self._row(db, document)
        return self._texts.get(db, row)

    def unchanged(self, db: Database, document: str) -> bool:
        """Whether a document's file is there and is what was stored; looked at again when it was touched."""
        row = self._row(db, document)
        try:
            state = Path(row["path"]).stat()
            key = (str(row["path"]), str(row["sha256"]), state.st_mtime_ns, state.st_size)
            if key not in self._same:
                self._same[key] = is_same(row)
            return self._same[key]
        except OSError:
            return False

    @staticmethod
    def _row(db: Database, document: str) -> Mapping[str, Any]:
        row = next(db.query("SELECT * FROM documents WHERE id = ?", [document]), None)
        if row is None:
            raise LookupError(say("库中没有这份文件"))
        return row


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0
