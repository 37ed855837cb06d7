"""No digit, unit or 万 of a source can change without `verify` naming the fact that it belongs to.

Every round changes one character in each of the sample reports at once, so that 500 changes cost some dozens of
passes of `verify` over real files and a real database.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.batch import Reading, read_one
from pipeline.document_rows import digest
from pipeline.document_store import write_document
from pipeline.readers import read
from pipeline.shards import Shard, records_of, write_shard
from pipeline.store import begin_run, open_store
from pipeline.verify import verify
from schemas.codebook import load_codebook

SAMPLES = Path(__file__).parents[2] / "corpus" / "reports"
CHANGES = 500
SWAPS = {**{d: [e for e in "0123456789" if e != d] for d in "0123456789"}, "万": ["亿", "千"], "亿": ["万"],
         "个": ["家", "人"], "家": ["个"], "人": ["户", "个"], "名": ["户"], "场": ["元"], "期": ["元"], "元": ["人"],
         "户": ["人"], "次": ["元"], "%": ["倍"]}


class Change(NamedTuple):
    """One character of a file replaced: its offset, what stands there now, and the facts it belongs to."""

    path: Path
    at: int
    new: str
    facts: frozenset[str]


@pytest.fixture(scope="module")
def sources(tmp_path_factory) -> tuple[Path, dict[Path, str], list[Reading]]:
    """A folder with the sample texts as UTF-8, their characters, and what was read of them."""
    folder = tmp_path_factory.mktemp("mutations")
    texts: dict[Path, str] = {}
    for sample in sorted(SAMPLES.glob("*.txt")):
        path = folder / sample.name
        texts[path] = read(sample).source
        path.write_bytes(texts[path].encode("utf-8"))
    readings = [reading for path in texts if isinstance(reading := read_one(path), Reading)]
    assert len(readings) == len(texts)
    return folder, {r.path: texts[r.path] for r in readings if r.extraction.facts}, readings


@pytest.fixture(scope="module")
def db(sources):
    book = load_codebook()
    found = open_store(sources[0] / "y.db", create=True)
    run = begin_run(found, book, "test", {}, "2022-07-01T00:00:00+00:00")
    for reading in sources[2]:
        write_shard(records_of(reading), sources[0] / "shard")
        write_document(found, reading.path, Shard(sources[0] / "shard"), book, "test", run)
    return found


def rounds(sources, seed: int, everywhere: bool, masked: bool = True) -> Iterator[list[Change]]:
    """Lists of changes, one a file, up to CHANGES in all: inside figures of facts, or anywhere in the file.

    Without `masked` figures that the source masks are left alone: **万元 and **千元 both say nothing.
    """
    chance = random.Random(seed)
    spots: dict[Path, list[tuple[int, frozenset[str]]]] = {}
    for reading in sources[2]:
        owners: dict[int, set[str]] = {}
        for fact in reading.extraction.facts:
            if fact.qualifier == "masked" and not masked:
                continue
            for at in range(fact.start, fact.end):
                owners.setdefault(at, set()).add(fact.id)
        text = sources[1].get(reading.path, "")
        spots[reading.path] = [(at, frozenset(owners.get(at, ()))) for at in range(len(text))
                               if text[at] in SWAPS and (everywhere or at in owners)]
    done = 0
    while done < CHANGES:
        changes = []
        for path, places in spots.items():
            if places and done + len(changes) < CHANGES:
                at, facts = chance.choice(places)
                changes.append(Change(path, at, chance.choice(SWAPS[sources[1][path][at]]), facts))
        done += len(changes)
        yield changes


def changed(text: str, change: Change) -> str:
    return text[:change.at] + change.new + text[change.at + 1:]


def test_the_samples_prove_themselves(db):
    verdict = verify(db)
    assert verdict.clean
    assert verdict.facts > 300


@pytest.mark.parametrize("everywhere", [False, True], ids=["in figures of facts", "anywhere"])
def test_a_changed_character_is_caught_and_the_fact_it_touches_named(sources, db, everywhere):
    missed, made = [], 0
    for changes in rounds(sources, 6, everywhere):
        for change in changes:
            change.path.write_bytes(changed(sources[1][change.path], change).encode("utf-8"))
        verdict = verify(db)
        named = {fault.fact for fault in verdict.faults}
        files = {fault.path for fault in verdict.faults if not fault.fact}
        made += len(changes)
        missed += [c for c in changes if not c.facts <= named or str(c.path) not in files]
        for change in changes:
            change.path.write_bytes(sources[1][change.path].encode("utf-8"))
    assert made == CHANGES
    assert missed == []


def test_a_changed_figure_is_caught_even_where_hash_quote_and_sentence_were_changed_with_it(sources, db):
    """The figure read again is not the stored one: nobody can change a source and hide it in the database."""
    missed, made = [], 0
    for changes in rounds(sources, 7, everywhere=False, masked=False):
        with db.conn:
            for change in changes:
                forge(db, change, changed(sources[1][change.path], change))
            named = {fault.fact for fault in verify(db).faults}
            made += len(changes)
            missed += [f"{text[c.at - 6:c.at]}【{text[c.at]}→{c.new}】{text[c.at + 1:c.at + 5]}"
                       for c in changes if not c.facts <= named for text in [sources[1][c.path]]]
            db.conn.rollback()
        for change in changes:
            change.path.write_bytes(sources[1][change.path].encode("utf-8"))
    assert made == CHANGES
    assert missed == []


def forge(db, change: Change, text: str) -> None:
    """Write the changed file, and make the database agree with every character of it."""
    data = text.encode("utf-8")
    change.path.write_bytes(data)
    path = str(change.path.resolve())
    db.conn.execute("UPDATE documents SET sha256 = ? WHERE path = ?", [hashlib.sha256(data).hexdigest(), path])
    key = db.conn.execute("SELECT id FROM documents WHERE path = ?", [path]).fetchone()[0]
    for name in change.facts:
        start, end, sentence = db.conn.execute(
            'SELECT start, "end", sentence FROM facts WHERE id = ?', [name]).fetchone()
        db.conn.execute("UPDATE facts SET quote = ? WHERE id = ?", [text[start:end], name])
        row = db.conn.execute('SELECT start, "end" FROM sentences WHERE id = ?', [sentence]).fetchone()
        if row:
            db.conn.execute("UPDATE sentences SET source_sha = ? WHERE id = ? AND document = ?",
                            [digest(text[row[0]:row[1]]), sentence, key])
