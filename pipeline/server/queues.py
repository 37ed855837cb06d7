"""Which facts are looked at, in which order; a random sample and what it says of all."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from math import sqrt
from typing import Any
from urllib.parse import parse_qsl, urlencode

from sqlite_utils import Database

from pipeline.document_rows import digest
from pipeline.server.site import Standing

LOW = 0.5
"""Below this confidence a fact counts as doubtful."""

ORDERS = {"doubt": "f.indicator = 'other', f.confidence, f.document, f.start, f.id",
          "place": "f.doc, f.document, f.start, f.id"}


@dataclass(frozen=True, slots=True)
class Queue:
    """A choice of facts. `state`: open (undecided or stale), settled, all. `sample`: `size-seed`, e.g. `50-1`."""

    doc: str = ""
    indicator: str = ""
    region: str = ""
    status: str = ""
    finding: str = ""
    low: str = ""
    state: str = "open"
    order: str = "doubt"
    sample: str = ""

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> Queue:
        """From the parameters of a page; what is unknown there is left out."""
        given = {f.name: parameters[f.name] for f in fields(cls) if parameters.get(f.name)}
        queue = cls(**given)
        state = queue.state if queue.state in ("open", "settled", "all") else "open"
        size, _, seed = queue.sample.partition("-")
        sample = queue.sample if size.isdigit() and seed.isdigit() else ""
        return cls(**{**given, "state": state, "sample": sample, "order": queue.order if queue.order in ORDERS else "doubt"})

    @classmethod
    def parse(cls, query: str) -> Queue:
        """Back from `query`."""
        return cls.of(dict(parse_qsl(query)))

    def query(self, **more: str) -> str:
        """The parameters that differ from the usual, for a link."""
        usual = asdict(Queue())
        return urlencode({**{k: v for k, v in asdict(self).items() if v != usual[k]}, **more})


def matching(db: Database, queue: Queue, document: str = "") -> list[str]:
    """Ids of the facts that a queue's filters let through, decided or not, in its order."""
    where, values = ["1"], list[Any]()
    for column, value in (("f.document", document or queue.doc), ("f.indicator", queue.indicator),
                          ("f.region", queue.region), ("f.status", queue.status)):
        if value:
            where.append(f"{column} = ?")
            values.append(value)
    if queue.finding:
        where.append("f.id IN (SELECT fact FROM finding_facts)")
    if queue.low:
        where.append("f.confidence < ?")
        values.append(LOW)
    query = f"SELECT f.id FROM facts AS f WHERE {' AND '.join(where)} ORDER BY {ORDERS[queue.order]}"
    ids = [row[0] for row in db.execute(query, values)]
    return drawn(ids, queue.sample) if queue.sample else ids


def waiting(ids: Sequence[str], queue: Queue, standing: Standing) -> list[str]:
    """Those of a queue's facts that its `state` asks for; of all, what is settled stays in."""
    if queue.state == "all":
        return list(ids)
    settled = standing.settled
    return [name for name in ids if (name in settled) == (queue.state == "settled")]


def drawn(ids: Sequence[str], sample: str) -> list[str]:
    """A random choice that is the same for the same seed and ids.

    >>> len(drawn([str(n) for n in range(100)], "7-1")), drawn(["a", "b"], "7-1") == drawn(["b", "a"], "7-1")
    (7, True)
    """
    size, _, seed = sample.partition("-")
    count = int(size) if size.isdigit() else 50
    return sorted(ids, key=lambda name: digest(f"{seed} {name}"))[:count]


@dataclass(frozen=True, slots=True)
class Estimate:
    """Of `looked` facts settled in a sample `right` were accepted; `low`, `high` is Wilson's 95 % interval."""

    size: int
    looked: int
    right: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share that was right."""
        return self.right / self.looked if self.looked else 0.0


def estimate(ids: Sequence[str], standing: Standing) -> Estimate:
    """How right the machine is, judged by what of a sample has been settled."""
    states = [standing.state(name) for name in ids]
    looked = sum(state in ("accepted", "corrected", "rejected") for state in states)
    right = states.count("accepted")
    return Estimate(len(ids), looked, right, *wilson(right, looked))


def wilson(right: int, looked: int, z: float = 1.959964) -> tuple[float, float]:
    """Wilson's interval of a share; it stays inside 0 and 1 also for small samples.

    >>> tuple(round(end, 4) for end in wilson(9, 10)), wilson(0, 0)
    ((0.5958, 0.9821), (0.0, 1.0))
    """
    if not looked:
        return 0.0, 1.0
    share = right / looked
    middle, spread = share + z * z / (2 * looked), z * sqrt(share * (1 - share) / looked + z * z / (4 * looked**2))
    scale = 1 + z * z / looked
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def choices(db: Database) -> dict[str, list[tuple[str, str]]]:
    """What the filters offer: values with their labels."""
    return {
        "doc": [(row["id"], row["doc"]) for row in db.query("SELECT id, doc FROM documents ORDER BY doc")],
        "indicator": [(row["code"], row["label"] or "其他") for row in db.query(
            """SELECT code, label FROM indicators WHERE code IN (SELECT DISTINCT indicator FROM facts)
                ORDER BY position IS NULL, position""")],
        "region": [(row["region"],) * 2 for row in db.query(
            "SELECT region, min(adcode) AS a FROM facts WHERE region IS NOT NULL GROUP BY region ORDER BY a")],
    }


def dims(text: str) -> dict[str, str]:
    """Breakdowns of a row of `facts`."""
    return dict(json.loads(text))
