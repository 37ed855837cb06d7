"""Documents that failed: remembered from run to run, and after some attempts not tried again.

A document fails anew with another content, another codebook or another program; then the count begins again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from pipeline.batch import Failure
from pipeline.render import aligned
from pipeline.worker import GivenUp

ATTEMPTS = 3
"""From so many on a document is left alone until it, the codebook or the program changes."""

STAGES = {"read": "读取", "extract": "抽取", "store": "入库"}


def remember(db: Database, key: str, failure: Failure, run: int, codebook: str, version: str) -> None:
    """Note that a document failed, in a transaction of its own. `key` is the document's."""
    if not failure.attempts:  # not tried this time
        return
    same = (failure.sha256, codebook, version)
    with db.atomic():
        known = next(db.query("SELECT attempts FROM failures WHERE document = ? AND (sha256, codebook, version) = (?, ?, ?)",
                              [key, *same]), None)
        db.table("failures").upsert({
            "document": key, "doc": failure.path.name, "path": str(failure.path.resolve()),
            "sha256": failure.sha256, "stage": failure.stage, "cause": failure.cause,
            "attempts": failure.attempts + (known["attempts"] if known else 0), "run": run, "codebook": codebook,
            "version": version}, pk="document")


def given_up(db: Database, codebook: str, version: str) -> dict[str, GivenUp]:
    """By path, the documents that failed with this codebook and program as often as they may."""
    return {row["path"]: GivenUp(row["sha256"], row["stage"], row["cause"], row["attempts"]) for row in db.query(
        "SELECT * FROM failures WHERE attempts >= ? AND codebook = ? AND version = ? AND sha256 != ''",
        [ATTEMPTS, codebook, version])}


def failure_rows(db: Database) -> list[dict[str, Any]]:
    """The documents that failed when they were last tried, in the order of their paths."""
    return list(db.query("SELECT doc, path, stage, cause, attempts, run, sha256 FROM failures ORDER BY path"))


def failures_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """The failures for the screen."""
    if not rows:
        return "没有失败的文件"
    lines = [[STAGES[row["stage"]], str(row["attempts"]), f"第 {row['run']} 次运行", row["cause"], row["path"]]
             for row in rows]
    tail = f"共 {len(rows)} 份；同一文件试满 {ATTEMPTS} 次即不再重试，youju run --retry 可再试"
    return aligned(["环节", "次数", "最近", "原因", "文件"], lines) + f"\n{tail}"


def forget_missing(db: Database) -> None:
    """Drop what is remembered of files that are no more."""
    lost = [row["document"] for row in db.query("SELECT document, path FROM failures")
            if not Path(row["path"]).exists()]
    with db.atomic():
        for key in lost:
            db.execute("DELETE FROM failures WHERE document = ?", [key])
