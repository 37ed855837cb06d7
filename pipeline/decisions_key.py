"""Decisions as an answer key that `youju evaluate` reads.

Accepted facts go in as the machine has them, corrected and added ones as the verifier has them; a rejected one is
left out, so that the machine is charged for it. Of a text file the scope of the key is what was decided. The place
of a key in a PDF or DOCX is by the order of figures, which knows no scope: there the undecided facts go in as
borderline, neither rewarded nor punished.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.ledger import Decision
from pipeline.load import load_facts
from pipeline.rows import dumps, fact_row
from pipeline.server.edits import core
from pipeline.server.site import Site, Standing
from schemas.records import Fact

FIELDS = ("doc", "start", "end", "core", "quote", "indicator", "statistic", "value", "low", "high", "unit", "qualifier",
          "per", "status", "region", "place", "time", "dims", "req")


@dataclass(frozen=True, slots=True)
class Export:
    """The key files, how many decided facts they hold, and how many decisions were stale."""

    files: tuple[Path, ...]
    written: int
    stale: int


def export_keys(db_path: Path, folder: Path) -> Export:
    """Write a key for every document with decisions that stand."""
    site = Site(db_path)
    files: list[Path] = []
    written = 0
    folder.mkdir(parents=True, exist_ok=True)
    with site.database() as db:
        standing = site.standing(db)
        for document in list(db.query("SELECT id, doc FROM documents ORDER BY doc")):
            facts = list(load_facts(db, "f.document = ?", [document["id"]]))
            decided = [*_settled(facts, standing), *_added(document["doc"], facts, standing)]
            if not decided:
                continue
            files.append(folder / f"{document['doc']}.jsonl")
            _write(files[-1], decided, facts, standing)
            written += len(decided)
    return Export(tuple(files), written, len(standing.stale))


Decided = tuple[Decision, Mapping[str, Any]]


def _settled(facts: list[Fact], standing: Standing) -> Iterator[Decided]:
    """Each decided fact of the machine with the row that holds: its own, or the corrected one."""
    settled = standing.settled
    for fact in facts:
        if fact.id in settled:
            decision = standing.decisions[fact.id]
            yield decision, decision.after or {**fact_row(fact), "core": core(fact.quote, fact.start)}


def _added(doc: str, facts: list[Fact], standing: Standing) -> Iterator[Decided]:
    known = {fact.id for fact in facts}
    for name, decision in standing.decisions.items():
        if decision.action == "create" and decision.doc == doc and decision.after and name not in known:
            yield decision, decision.after


def _write(path: Path, decided: list[Decided], facts: list[Fact], standing: Standing) -> None:
    in_source = path.name.removesuffix(".jsonl").rpartition(".")[2].lower() not in ("docx", "pdf")
    keys = [_key(row) for decision, row in decided if decision.action != "reject"]
    if not in_source:
        settled = standing.settled
        keys += [{**_key({**fact_row(fact), "core": core(fact.quote, fact.start)}), "req": 0}
                 for fact in facts if fact.id not in settled]
    keys.sort(key=lambda row: (row["start"], row["end"]))
    path.write_text("".join(dumps(row) + "\n" for row in keys), encoding="utf-8")
    scope = path.with_suffix(".scope.json")
    if in_source:
        # The machine's own stretch too: a corrected span may begin elsewhere.
        spans = {(row["start"], row["end"]) for _, row in decided}
        spans |= {(d.start, d.end) for d, _ in decided if d.start is not None and d.end is not None}
        scope.write_text(json.dumps(sorted(spans)) + "\n", encoding="utf-8")


def _key(row: Mapping[str, Any]) -> dict[str, Any]:
    """A key's line; `other` is borderline by the contract."""
    return {name: {**row, "req": int(row["indicator"] != "other")}[name] for name in FIELDS}
