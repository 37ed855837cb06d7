"""Which facts are looked at, in which order; a random sample and what it says of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from math import sqrt
from typing import Any
from urllib.parse import parse_qsl, urlencode

from sqlite_utils import Database

from pipeline.document_rows import digest
from pipeline.server.language import say
from pipeline.server.site import Standing
from schemas.confidence import load_calibration

ORDERS = {"doubt": "f.indicator = 'other', min(f.confidence, coalesce(f.ocr, 1)), f.document, f.start, f.id",
          "place": "f.doc, f.document, f.start, f.id"}


@dataclass(frozen=True)
class Queue:
    """A choice of facts. `state`: open (undecided or stale), settled, all. `sample`: `size-seed`, e.g. `50-1`."""

    doc: str = ""
    indicator: str = ""
    region: str = ""
    status: str = ""
    finding: str = ""
    low: str = ""
    ocr: str = ""
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
        given = {f.name: getattr(self, f.name) for f in fields(self)}
        return urlencode({**{name: value for name, value in given.items() if value != getattr(Queue, name)}, **more})


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
    if queue.ocr:
        where.append("f.ocr IS NOT NULL")
    if queue.low:
        where.append("f.confidence < ? AND f.indicator != 'other'")
        values.append(load_calibration().threshold)
    query = f"SELECT f.id FROM facts AS f WHERE {' AND '.join(where)} ORDER BY {ORDERS[queue.order]}"
    ids = [row[0] for row in db.execute(query, values)]
    return drawn(ids, queue.sample) if queue.sample else ids


class Matched:
    """The facts of a queue in its order, decided or not; each is found at once, however many there are."""

    def __init__(self, ids: Sequence[str]) -> None:
        self.ids = ids
        self._places = {name: n for n, name in enumerate(ids)}

    def __len__(self) -> int:
        return len(self.ids)

    def position(self, fact: str) -> int:
        """Its place from 1; 0 for a fact that is not in the queue."""
        return self._places.get(fact, -1) + 1

    def done(self, standing: Standing) -> int:
        """How many need no further look."""
        return sum(name in self._places for name in standing.settled)

    def first(self, queue: Queue, standing: Standing) -> str:
        """The first that the queue's `state` asks for, empty where none is left."""
        return next(self._wanted(range(len(self.ids)), queue, standing), "")

    def neighbours(self, fact: str, queue: Queue, standing: Standing) -> tuple[str, str]:
        """The nearest that are asked for before and after a fact; after the last comes the first.

        >>> nothing, queue = Standing({}, {}), Queue()
        >>> Matched("abcd").neighbours("b", queue, nothing), Matched("a").neighbours("a", queue, nothing)
        (('a', 'c'), ('', ''))
        """
        at = self._places.get(fact, -1)
        before = next(self._wanted(range(at - 1, -1, -1), queue, standing), "")
        after = next(self._wanted(range(at + 1, len(self.ids)), queue, standing), "")
        return before, after or next(self._wanted(range(at), queue, standing), "")

    def _wanted(self, places: range, queue: Queue, standing: Standing) -> Iterator[str]:
        """Of open: the undecided and the stale; of all, what is settled stays in."""
        settled = standing.settled
        for place in places:
            name = self.ids[place]
            if queue.state == "all" or (name in settled) == (queue.state == "settled"):
                yield name


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
        "indicator": [(row["code"], say(row["label"] or "其他")) for row in db.query(
            """SELECT code, label FROM indicators WHERE code IN (SELECT DISTINCT indicator FROM facts)
                ORDER BY position IS NULL, position""")],
        "region": [(row["region"],) * 2 for row in db.query(
            "SELECT region, min(adcode) AS a FROM facts WHERE region IS NOT NULL GROUP BY region ORDER BY a")],
    }
