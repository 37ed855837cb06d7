"""Runs, and what changed between two of them.

Each run notes, for the facts that its documents gained, lost or changed, what they said before and after and
why. The difference of two runs is the sum of the notes in between: what came and went again is no difference.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from pipeline.render import SHORT, STATUS, aligned, figure

STATE = {"finished": "完成", "running": "进行中", "interrupted": "已停下", "died": "意外中断"}
KIND = {"added": "新增", "removed": "减少", "changed": "变更"}


@dataclass(frozen=True, slots=True)
class Change:
    """A fact's change: what it said before and after (None where it was not there), and the causes, Chinese."""

    fact: str
    kind: str
    causes: tuple[str, ...]
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def runs(db: Database) -> list[dict[str, Any]]:
    """The recorded runs, first to last."""
    return list(db.query("""SELECT id, started, state, version, codebook, documents, failed, facts, added, removed,
                                   changed, options FROM runs ORDER BY id"""))


def difference(db: Database, first: int, last: int) -> list[Change]:
    """What changed after run `first` up to and with run `last`, fact by fact.

    Raises:
        LookupError: a run is unknown, or they are not in order; the message is Chinese.
    """
    known = {row["id"] for row in runs(db)}
    if missing := [str(run) for run in (first, last) if run not in known]:
        raise LookupError(f"没有第 {'、'.join(missing)} 次运行（youju runs 列出各次运行）")
    if first > last:
        raise LookupError(f"第 {first} 次运行晚于第 {last} 次，请先写较早的一次")
    notes: dict[str, list[dict[str, Any]]] = {}
    for note in db.query("SELECT * FROM changes WHERE run > ? AND run <= ? ORDER BY run, rowid", [first, last]):
        notes.setdefault(note["fact"], []).append(note)
    changes = (_sum(fact, rows) for fact, rows in notes.items())
    return sorted((change for change in changes if change), key=lambda c: (_doc(c), c.fact))


def _sum(fact: str, notes: Sequence[Mapping[str, Any]]) -> Change | None:
    before, after = notes[0]["before"], notes[-1]["after"]
    if before == after:
        return None
    kind = "added" if before is None else "removed" if after is None else "changed"
    return Change(fact, kind, tuple(dict.fromkeys(note["cause"] for note in notes)),
                  json.loads(before) if before else None, json.loads(after) if after else None)


def _doc(change: Change) -> str:
    return str((change.after or change.before or {})["doc"])


def as_rows(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """The changes as plain rows."""
    return [{"fact": c.fact, "kind": c.kind, "causes": list(c.causes), "before": c.before, "after": c.after}
            for c in changes]


def as_table(changes: Sequence[Change]) -> str:
    """The changes for the screen, and their counts."""
    if not changes:
        return "没有变化"
    lines = [[KIND[c.kind], f"#{c.fact[:SHORT]}", _doc(c), *_told(c), "、".join(c.causes)] for c in changes]
    counts = "，".join(f"{label} {n}" for kind, label in KIND.items()
                      if (n := sum(change.kind == kind for change in changes)))
    return aligned(["变化", "事实", "文件", "此前", "此后", "原因"], lines) + f"\n{counts}"


def _told(change: Change) -> tuple[str, str]:
    """Before and after in words: the whole of a fact that came or went, else the fields that differ."""
    if change.before is None or change.after is None:
        return _say(change.before), _say(change.after)
    fields = [name for name in change.after if change.before.get(name) != change.after[name]]
    return tuple("，".join(f"{name}={row.get(name)}" for name in fields)  # type: ignore[return-value]
                 for row in (change.before, change.after))


def _say(row: Mapping[str, Any] | None) -> str:
    if row is None:
        return ""
    number = figure(row["value"], row["low"], row["high"], row["qualifier"])
    return f"{row['region'] or '地区不明'} {row['indicator']} {number}{row['unit']}（{STATUS[row['status']]}）"


def runs_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """The runs for the screen."""
    header = ["运行", "开始（UTC）", "状态", "版本", "指标字典", "文件", "失败", "事实", "新增", "减少", "变更"]
    names = ("version", "codebook", "documents", "failed", "facts", "added", "removed", "changed")
    return aligned(header, [[str(row["id"]), row["started"], STATE[row["state"]], *(str(row[name]) for name in names)]
                            for row in rows])
