"""Prove every stored fact again from the source files and nothing else.

For each document: the file is there and its bytes have the stored hash; read again, the characters from
`start` to `end` are the quote; the sentence around it is unchanged; and the quote, parsed again, gives the
stored value, bounds, unit and qualifier. A file that changed makes all its facts stale, also those whose
own characters still stand.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from pipeline.document_rows import digest, number
from schemas.records import Document

# 以上 is at_least in a rule and more_than of a result: which one lies in the sentence, not in the quote.
_SAME_BOUND = {"at_least": "more_than"}


@dataclass(frozen=True, slots=True)
class Fault:
    """A fact that does not prove itself or, without a fact, a file that changed; `cause` in Chinese."""

    doc: str
    path: str
    cause: str
    fact: str = ""
    quote: str = ""

    def __str__(self) -> str:
        if not self.fact:
            return f"{self.path}：{self.cause}"
        return f"{self.fact}\t{self.doc}\t{self.quote!r}：{self.cause}"


@dataclass(slots=True)
class Verdict:
    """What `verify` found: facts looked at, those proved, those stale, and the faults."""

    facts: int = 0
    proved: int = 0
    stale: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def failed(self) -> int:
        """Facts that do not prove themselves."""
        return self.facts - self.proved - self.stale

    @property
    def clean(self) -> bool:
        """Every fact proved, and at least one: nothing to verify is no pass."""
        return self.facts > 0 and self.proved == self.facts and not self.faults


def verify(db: Database) -> Verdict:
    """Check every document and fact of the database against the files they came from."""
    verdict = Verdict()
    for document in list(db.query("SELECT id, doc, path, sha256, media FROM documents ORDER BY path")):
        ((count,),) = db.execute("SELECT count(*) FROM facts WHERE document = ?", [document["id"]])
        facts = db.query("""
            SELECT f.*, s.start AS s_start, s."end" AS s_end, s.source_sha FROM facts AS f
              LEFT JOIN sentences AS s ON s.id = f.sentence WHERE f.document = ? ORDER BY f.start""",
            [document["id"]])
        verdict.facts += count
        faults, stale = _document(document, facts, count)
        failed = {fault.fact for fault in faults if fault.fact}
        verdict.stale += count - len(failed) if stale else 0
        verdict.proved += 0 if stale else count - len(failed)
        verdict.faults += faults
    return verdict


def _document(document: Mapping[str, Any], facts: Iterable[dict[str, Any]], count: int) -> tuple[list[Fault], bool]:
    """The faults of one document, and whether its facts are stale because the file is not what it was.

    `facts` are taken one by one: those of a long text outweigh it many times.
    """
    from pipeline.readers import ReadError
    from pipeline.readers.isolation import read_guarded

    path = Path(document["path"])

    def of_file(cause: str) -> Fault:
        return Fault(document["doc"], str(path), f"{cause}，其 {count} 条事实待重新抽取")

    def of_fact(fact: Mapping[str, Any], cause: str) -> Fault:
        return Fault(document["doc"], str(path), cause, fact["id"], fact["quote"])

    try:
        with path.open("rb") as stream:
            changed = hashlib.file_digest(stream, "sha256").hexdigest() != document["sha256"]
    except OSError as error:
        gone = isinstance(error, FileNotFoundError)
        cause = "来源文件不在了" if gone else f"来源文件读不到（{error.strerror}）"
        return [of_file(cause), *(of_fact(fact, cause) for fact in facts)], True
    try:
        again = read_guarded(path)
    except ReadError as error:
        return [of_file(str(error)), *(of_fact(fact, "来源文件读不了") for fact in facts)], True
    faults = [of_file("来源文件已改动")] if changed else []
    for fact in facts:
        faults += [of_fact(fact, cause) for cause in _fact(fact, again)]
    return faults, changed


def _fact(fact: Mapping[str, Any], document: Document) -> Iterator[str]:
    """The first reason why a fact does not prove itself, if any."""
    from extractors.persons import RULE, THING

    source = document.source
    found = source[fact["start"]:fact["end"]]
    if found != fact["quote"]:
        yield f"原文此处是{found!r}"
    elif fact["s_start"] is not None and digest(source[fact["s_start"]:fact["s_end"]]) != fact["source_sha"]:
        yield "所在句子已改动"
    elif differing := reparsed_differs(fact):
        # A table's header may hold the unit (投入（万元） above 1230.5), and a bound may stand apart (至少配备1名): the
        # fact's evidence says where.
        evidence = json.loads(fact["evidence"])
        told = [(e["field"], document.text[slice(*e["span"])]) for e in evidence if e["span"]]
        units, bounds = (["", *(word for field, word in told if field == name)] for name in ("unit", "qualifier"))
        if any(e["rule"] == RULE for e in evidence):  # 45个娃娃 counts people
            fact = {**fact, "quote": fact["quote"].removesuffix(THING) + fact["unit"]}
        if all(reparsed_differs(fact, word, bound) for word in units for bound in bounds):
            yield differing


def reparsed_differs(fact: Mapping[str, Any], word: str = "", bound: str = "") -> str:
    """How the quote, parsed again, differs from what is stored; empty where it does not.

    `word` is a unit that stands elsewhere and is read as if it followed the quote, `bound` one (至少) read before it.
    """
    from extractors.quantities import parse_quantity

    again = parse_quantity(bound + fact["quote"] + word, fact["unit"])
    if again is None:
        return "原文不能再读作数量"
    got = {"value": number(again.value), "low": number(again.low), "high": number(again.high),
           "unit": again.unit, "qualifier": _SAME_BOUND.get(again.qualifier, again.qualifier)}
    stored = {name: fact[name] for name in got}
    stored["qualifier"] = _SAME_BOUND.get(stored["qualifier"], stored["qualifier"])
    wrong = [f"{name} 存为 {_say(stored[name])}，重读为 {_say(got[name])}"
             for name in got if stored[name] != got[name]]
    return "；".join(wrong)


def _say(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "空" if value is None else str(value)
