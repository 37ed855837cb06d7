"""The log of the runs: one JSON line for every document and for the beginning, the checks and the end of a run."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pipeline.rows import dumps


def log_path(db: Path) -> Path:
    """Where the log of a database's runs lies.

    >>> log_path(Path("outputs/youju.db")).as_posix()
    'outputs/youju.log.jsonl'
    """
    return db.with_name(f"{db.stem}.log.jsonl")


class RunLog:
    """Lines are added to the end and are whole: what a sudden end leaves is readable."""

    def __init__(self, db: Path, run: int) -> None:
        self._stream = log_path(db).open("a", encoding="utf-8", errors="backslashreplace", buffering=1)
        self._run = run

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._stream.close()

    def write(self, event: str, path: Path | None = None, **details: Any) -> None:
        """Add a line: what happened (`started`, `stored`, `unchanged`, `same`, `failed`, `checking`, `ended`), to which file."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        row = {"time": now, "run": self._run, "event": event, **({"path": str(path)} if path else {}), **details}
        self._stream.write(dumps(row) + "\n")
