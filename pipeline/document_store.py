"""Write what was understood of a document into the store, and take it out again.

A document is known by its path; storing it again replaces its own rows and no others, in one transaction. The same
file met under a second path is stored once. Ids are computed from the document, never counted up, so a second run
over unchanged files changes nothing but the table `runs`. Nothing of a document is held as a whole: its shard is read
line by line, twice, and which facts changed is found out by the database.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from pipeline.document_rows import Row, Rows
from pipeline.region_rows import region_rows
from pipeline.search import grams
from pipeline.shards import Line, Shard
from pipeline.store import BATCH, UNLINK, Stored, document_id
from schemas.codebook import Codebook

MEANING = ("doc", "quote", "indicator", "statistic", "value", "low", "high", "unit", "qualifier", "per", "status",
           "region", "place", "time", "dims")
"""What a fact says; its place in the file is left out, so moved text is no change."""


def write_document(db: Database, file: Path, shard: Shard, codebook: Codebook, version: str, run: int) -> Stored:
    """Store a document, replacing what the database held of it, and note which facts changed and why.

    Raises:
        ShardError: the shard is not there, or not whole. sqlite3.IntegrityError: a row does not fit.
    """
    key, path, header = document_id(file), str(file.resolve()), shard.header()
    twin = _twin(db, key, header.sha256)
    if twin and Path(twin["path"]).is_file():
        return Stored(0, same_as=twin["path"])
    with db.atomic():
        old = twin["id"] if twin else key
        known = next(db.query("SELECT sha256, codebook FROM documents WHERE id = ?", [old]), None)
        _keep_facts(db, old)
        if twin:  # the file was moved: its rows follow it
            _remove(db, old)
        _remove(db, key)
        db.execute("DELETE FROM failures WHERE document = ?", [key])
        rows = Rows(key)
        _insert(db, "documents", [rows.document(header, path, codebook.digest, version)])
        if _write_referred(db, shard, rows, key):
            rows.lengthen(key[:4])
        facts = _write_rest(db, shard, rows)
        _index(db, key)
        kinds = _note_changes(db, key, run, _cause(known, header.sha256, codebook.digest))
    return Stored(facts, kinds["added"], kinds["removed"], kinds["changed"])


def remove_document(db: Database, path: str, run: int) -> int:
    """Remove a document whose file is no more and note its facts as removed; returns how many they were."""
    key = document_id(Path(path))
    with db.atomic():
        _keep_facts(db, key)
        _remove(db, key)
        return _note_changes(db, key, run, "来源文件已删除")["removed"]


def _write_referred(db: Database, shard: Shard, rows: Rows, key: str) -> bool:
    """Store what the other rows refer to: the reports, the divisions and indicators of them and of the facts.

    Returns whether another document holds one of the facts' ids: two files of one name can give the same.
    """
    taken, divisions, indicators = False, set[str](), set[str]()

    def refer(names: Mapping[str | None, str | None]) -> None:
        new = {code: name or "" for code, name in names.items() if code and code not in divisions}
        divisions.update(new)
        _add_missing(db, "regions", "adcode", region_rows(new))

    for kind, lines in groupby(shard.lines(), key=attrgetter("kind")):
        if kind == "report":
            reports = [line.record() for line in lines]
            refer({report.region.adcode: report.region.name for report in reports if report.region})
            _insert(db, "reports", rows.reports(reports))
        while kind == "fact" and (facts := [line.values() for line in islice(lines, BATCH)]):
            refer({fact["adcode"]: fact["region"] for fact in facts})
            codes = {fact["indicator"] for fact in facts} - indicators
            indicators |= codes
            # A code the codebook does not list still gets its row, so that no fact is refused for it.
            _add_missing(db, "indicators", "code", [{"code": code} for code in sorted(codes)])
            taken = taken or _taken(db, key, [fact["id"] for fact in facts])
    return taken


def _write_rest(db: Database, shard: Shard, rows: Rows) -> int:
    """Store all that refers to reports, divisions and indicators; returns how many facts there are."""
    tables: dict[str, tuple[str, Callable[[Iterable[Any]], Iterator[Row]]]] = {
        "section": ("sections", rows.sections), "passage": ("sentences", rows.sentences),
        "fact": ("facts", rows.facts), "number": ("numbers", rows.numbers)}
    facts = 0
    for kind, lines in groupby(shard.lines(), key=attrgetter("kind")):
        records = map(Line.record, lines)
        if kind in tables:
            table, made = tables[kind]
            count = _insert(db, table, made(records))
            facts += count if kind == "fact" else 0
        elif kind == "finding":
            found, links = rows.findings(records)
            _insert(db, "findings", found)
            _insert(db, "finding_facts", links)
    return facts


def _insert(db: Database, table: str, rows: Iterable[Row]) -> int:
    """Insert rows that all have the same columns, each made when its turn comes; returns how many they were."""
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return 0
    columns = ", ".join(f'"{name}"' for name in first)
    sql = f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(first))})"
    return int(db.conn.executemany(sql, (tuple(row.values()) for row in chain([first], rows))).rowcount)


def _add_missing(db: Database, table: str, key: str, rows: Sequence[Row]) -> None:
    """Rows that others refer to; what is there already stays as it is."""
    if rows:
        db.table(table).insert_all(rows, pk=key, ignore=True)


def _twin(db: Database, key: str, sha256: str) -> dict[str, Any] | None:
    return next(db.query("SELECT id, path FROM documents WHERE sha256 = ? AND id != ?", [sha256, key]), None)


def _taken(db: Database, key: str, ids: Sequence[str]) -> bool:
    query = "SELECT 1 FROM facts WHERE document != ? AND id IN (SELECT value FROM json_each(?)) LIMIT 1"
    return next(db.query(query, [key, json.dumps(ids)]), None) is not None


def _remove(db: Database, key: str) -> None:
    """Delete a document's rows, and the links of findings across documents to its facts."""
    for row in db.query("SELECT n, text FROM sentences WHERE document = ?", [key]):
        db.execute("INSERT INTO search (search, rowid, grams) VALUES ('delete', ?, ?)",
                   [row["n"], grams(row["text"])])
    db.execute("DELETE FROM finding_facts WHERE fact IN (SELECT id FROM facts WHERE document = ?)", [key])
    db.execute(f"{UNLINK} WHERE document = ?)", [key])
    for table in ("findings", "numbers", "facts", "sentences", "sections", "reports"):
        db.execute(f"DELETE FROM {table} WHERE document = ?", [key])
    db.execute("DELETE FROM documents WHERE id = ?", [key])


def _index(db: Database, key: str) -> None:
    sentences = db.execute("SELECT n, text FROM sentences WHERE document = ?", [key])
    db.conn.executemany("INSERT INTO search (rowid, grams) VALUES (?, ?)", ((n, grams(text)) for n, text in sentences))


# --- what changed ---


def _keep_facts(db: Database, key: str) -> None:
    """Keep aside what a document's facts say, for `_note_changes`."""
    columns = ", ".join(MEANING)
    db.execute(f"CREATE TEMP TABLE IF NOT EXISTS facts_before (id, {columns})")
    db.execute("DELETE FROM temp.facts_before")
    db.execute(f"INSERT INTO temp.facts_before SELECT id, {columns} FROM facts WHERE document = ?", [key])


def _note_changes(db: Database, key: str, run: int, cause: str) -> Counter[str]:
    """Note each fact of a document that came, went or changed its meaning since `_keep_facts`; how many of each kind."""
    columns, kinds = ", ".join(MEANING), Counter[str]()
    both = db.execute(f"""SELECT id, 0 AS after, {columns} FROM temp.facts_before
                UNION ALL SELECT id, 1 AS after, {columns} FROM facts WHERE document = ? ORDER BY id, after""", [key])

    def changes() -> Iterator[Row]:
        for fact, rows in groupby(both, key=itemgetter(0)):
            said = {after: _meaning(values) for _, after, *values in rows}
            old, new = said.get(0), said.get(1)
            if old != new:
                kind = "added" if old is None else "removed" if new is None else "changed"
                kinds[kind] += 1
                yield {"run": run, "fact": fact, "kind": kind, "cause": cause, "before": old, "after": new}

    _insert(db, "changes", changes())
    return kinds


def _meaning(values: Sequence[Any]) -> str:
    return json.dumps(dict(zip(MEANING, values, strict=True)), ensure_ascii=False)


def _cause(known: Mapping[str, Any] | None, sha256: str, codebook: str) -> str:
    if known is None:
        return "新文件"
    if known["sha256"] != sha256:
        return "来源文件已改"
    return "指标字典已改" if known["codebook"] != codebook else "程序规则已改"
