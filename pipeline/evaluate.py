"""Compare extracted facts with answer keys: the program's own account of how right it is.

A key is a file `<document>.jsonl`, one fact a line as in docs/facts.md, with `core` (where the digits alone
stand), `req` (1: must be found; 0: borderline, neither rewarded nor punished) and `any` (other values that
are right too). `<document>.scope.json`, where there is one, lists the stretches that the key covers.

A key fact and an extracted one are a pair where the extracted one covers the first digit of the core: one to
one, nearest first. For DOCX and PDF the key's offsets are those of the authored text, not of what a reader
rebuilds; there the two sequences of figures are aligned in reading order. `whole` counts a pair only where
every field that a table needs is right.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.units import unit_class

Row = Mapping[str, Any]
Pairs = list[tuple[Row, Row]]

FIELDS = ("value", "unit", "qualifier", "indicator", "statistic", "per", "status", "region", "time")
WHOLE = ("value", "unit", "indicator", "statistic", "status", "region", "time")
BOUNDS = ("value", "low", "high")


@dataclass(frozen=True, slots=True)
class Score:
    """How well one document, or all, agree with their keys."""

    name: str
    count: Counter[str]
    errors: list[str] = field(default_factory=list)

    @property
    def figures(self) -> dict[str, float]:
        """Recall, precision, both F1 and the share of pairs in which each field is right."""
        c = self.count
        told = c["key"] + c["got"]
        figures: dict[str, float] = {
            "facts": c["key"], "recall": _ratio(c["hit"], c["key"]), "precision": _ratio(c["hit"], c["got"]),
            "f1": _ratio(2 * c["hit"], told), "whole_f1": _ratio(2 * c["whole"], told)}
        figures |= {name: _ratio(c[name], c["hit"]) for name in FIELDS if name != "time"}
        return {**figures, "time": _ratio(c["time_right"], c["timed"])}

    def __str__(self) -> str:
        return f"{self.name}: " + " ".join(f"{name}={value}" for name, value in self.figures.items())


def evaluate(keys: Path, facts: Iterable[Row]) -> tuple[list[Score], Score]:
    """The score of each document that has a key in the folder `keys`, and the score of all together."""
    found = _by_document(facts)
    scores = [score(path, found.get(path.name.removesuffix(".jsonl"), []))
              for path in sorted(keys.glob("*.jsonl"))]
    total: Counter[str] = Counter()
    for each in scores:
        total.update(each.count)
    return scores, Score("ALL", total, [error for each in scores for error in each.errors])


def score(path: Path, facts: Sequence[Row]) -> Score:
    """The score of one document against its key."""
    doc = path.name.removesuffix(".jsonl")
    pairs, missed, extra = _matched(path, facts)
    count: Counter[str] = Counter(key=len(pairs) + len(missed), got=len(pairs) + len(extra), hit=len(pairs))
    errors: list[str] = []
    for key, got in pairs:
        right = {name: agrees(name, key, got) for name in FIELDS}
        count.update({name: int(ok) for name, ok in right.items()})
        count["whole"] += is_whole(key, got)
        if key.get("time"):
            count["timed"] += 1
            count["time_right"] += right["time"]
        errors += [_wrong(doc, name, key, got) for name, ok in right.items() if not ok]
    errors += [f"{doc}:{k['start']} missed: {k['quote']!r} {k['indicator']} {k['region']}" for k in missed]
    errors += [f"{doc}:{g['start']} extra: {g.get('quote')!r} {g.get('indicator')} {g.get('region')}"
               for g in extra]
    return Score(doc, count, errors)


def judged(keys: Path, facts: Iterable[Row]) -> list[tuple[Row, bool]]:
    """Each fact that the keys of a folder judge, with whether it is wholly right.

    Left out are `other`, what no key covers, and what the key leaves open. A fact that the key does not have is wrong.
    """
    found = _by_document(facts)
    verdicts: list[tuple[Row, bool]] = []
    for path in sorted(keys.glob("*.jsonl")):
        pairs, _, extra = _matched(path, found.get(path.name.removesuffix(".jsonl"), []))
        verdicts += [(got, is_whole(key, got)) for key, got in pairs] + [(got, False) for got in extra]
    return verdicts


def is_whole(key: Row, got: Row) -> bool:
    """Every field that a table needs is right."""
    return all(agrees(name, key, got) for name in WHOLE)


def _by_document(facts: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for fact in facts:
        found.setdefault(Path(fact["doc"]).name, []).append(fact)
    return found


def _matched(path: Path, facts: Sequence[Row]) -> tuple[Pairs, list[Row], list[Row]]:
    """A document's key against its facts: pairs, keys that were missed, facts that no key has."""
    keys = read_rows(path)
    in_source = Path(path.name.removesuffix(".jsonl")).suffix.lower() not in (".docx", ".pdf")
    scope = path.with_suffix(".scope.json")
    if in_source and scope.exists():
        spans = json.loads(scope.read_text(encoding="utf-8"))
        facts = [f for f in facts if any(start <= f["start"] < end for start, end in spans)]
    facts = [f for f in facts if f.get("indicator") != "other"]
    pairs, missed, extra = _by_place(keys, facts) if in_source else _by_order(keys, facts)
    required = [(key, got) for key, got in pairs if key.get("req", 1)]
    return required, [key for key in missed if key.get("req", 1)], extra


def agrees(name: str, key: Row, got: Row) -> bool:
    """Whether a field of an extracted fact is right."""
    others = key.get("any", {}).get(name, [])
    if name == "value":
        same = all(_close(key.get(bound), got.get(bound)) for bound in BOUNDS)
        return same or any(_close(value, got.get("value")) for value in others)
    if name == "unit":
        return unit_class(key.get("unit")) == unit_class(got.get("unit"))
    if name == "time":
        # A key without a time asks for none; `../` marks an open beginning and is optional.
        return not key.get("time") or _time(got.get("time")) in {_time(t) for t in (key["time"], *others)}
    return (got.get(name) or None) in {value or None for value in (key.get(name), *others)}


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _by_place(keys: Sequence[Row], facts: Sequence[Row]) -> tuple[Pairs, list[Row], list[Row]]:
    """Pairs by offsets, then the key facts and the extracted facts left alone."""
    candidates = sorted(
        (abs(got["start"] - key["start"]) + abs(got["end"] - key["end"]), k, g)
        for k, key in enumerate(keys) for g, got in enumerate(facts)
        if got["start"] <= key["core"][0] < got["end"])
    links: list[tuple[int, int]] = []
    for _, k, g in candidates:
        if all(k != other_k and g != other_g for other_k, other_g in links):
            links.append((k, g))
    return _split(keys, facts, links)


def _by_order(keys: Sequence[Row], facts: Sequence[Row]) -> tuple[Pairs, list[Row], list[Row]]:
    """Pairs by the best alignment of the two sequences of figures, each in its own reading order."""
    keys = sorted(keys, key=lambda row: (row["start"], row["end"]))
    facts = sorted(facts, key=lambda row: (row["start"], row["end"]))
    worth = [[_likeness(key, got) for got in facts] for key in keys]
    best = [[0] * (len(facts) + 1) for _ in range(len(keys) + 1)]
    for k in reversed(range(len(keys))):
        for g in reversed(range(len(facts))):
            taken = best[k + 1][g + 1] + worth[k][g] if worth[k][g] else 0
            best[k][g] = max(taken, best[k + 1][g], best[k][g + 1])
    links: list[tuple[int, int]] = []
    k = g = 0
    while k < len(keys) and g < len(facts):
        if worth[k][g] and best[k][g] == best[k + 1][g + 1] + worth[k][g]:
            links.append((k, g))
            k, g = k + 1, g + 1
        elif best[k][g] == best[k + 1][g]:
            k += 1
        else:
            g += 1
    return _split(keys, facts, links)


def _likeness(key: Row, got: Row) -> int:
    """3 for the same words, 2 where the extracted quote holds the key's digits, 0 for different figures."""
    want, have = _bare(key["quote"]), _bare(got["quote"])
    if want == have:
        return 3
    start, end = (at - key["start"] for at in key["core"])
    digits = _bare(key["quote"][start:end])
    return 2 if digits and re.search(rf"(?<!\d){re.escape(digits)}(?!\d)", have) else 0


def _bare(quote: str) -> str:
    return re.sub(r"\s+", "", quote)


def _split(keys: Sequence[Row], facts: Sequence[Row],
           links: Sequence[tuple[int, int]]) -> tuple[Pairs, list[Row], list[Row]]:
    used_keys, used_facts = {k for k, _ in links}, {g for _, g in links}
    return ([(keys[k], facts[g]) for k, g in links],
            [key for k, key in enumerate(keys) if k not in used_keys],
            [got for g, got in enumerate(facts) if g not in used_facts])


def _wrong(doc: str, name: str, key: Row, got: Row) -> str:
    want, have = ({b: row.get(b) for b in BOUNDS} if name == "value" else row.get(name) for row in (key, got))
    return f"{doc}:{key['start']} {name}: want {want!r} got {have!r} in {key['quote']!r}"


def _close(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(float(a) - float(b)) <= 1e-9 * max(1.0, abs(float(a)), abs(float(b)))


def _time(text: str | None) -> str:
    return (text or "").strip().removeprefix("../")


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
