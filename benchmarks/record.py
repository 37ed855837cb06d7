"""What a run of the benchmarks wrote down: `outputs/benchmarks.json`, and `benchmarks/record.json`, which the documents tell.

Rates are per second of processor time where nothing else is said; ratios are medians of pairs measured in one run.
"""

from __future__ import annotations

import os
import platform
from datetime import date
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict

ROOT = Path(__file__).parent.parent
WRITTEN = ROOT / "outputs" / "benchmarks.json"
PICTURE = ROOT / "outputs" / "benchmarks.png"
TOLD = ROOT / "benchmarks" / "record.json"
TOLD_PICTURE = ROOT / "docs" / "images" / "benchmarks.png"


class Row(BaseModel):
    """Measured values; nothing else may stand among them."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Machine(Row):
    """Where and when; `memory` in GiB."""

    cpu: str
    cores: int
    memory: float
    python: str
    system: str
    date: str

    @classmethod
    def here(cls) -> Self:
        """This machine, today."""
        cpu = platform.processor() or platform.machine()
        info = Path("/proc/cpuinfo")
        if info.is_file():
            cpu = next((line.partition(":")[2].strip() for line in info.read_text(encoding="utf-8").splitlines()
                        if line.startswith("model name")), cpu)
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30 if hasattr(os, "sysconf") else 0.0
        return cls(cpu=cpu, cores=os.cpu_count() or 1, memory=round(memory, 1), python=platform.python_version(),
                   system=f"{platform.system()} {platform.machine()}", date=date.today().isoformat())

    def __str__(self) -> str:
        return f"{self.cpu}, {self.cores} cores, {self.memory:.0f} GiB, Python {self.python}, {self.system}, {self.date}"


class Point(Row):
    """A point of a curve: `x`, the seconds it cost in all, and how much of `x` in a second."""

    x: int
    seconds: float
    rate: float


class Pair(Row):
    """youju and `jieba.cut` on the same text: characters a second of both at their best, median ratio."""

    characters: int
    found: int
    jieba: float
    youju: float
    ratio: float


class Numbers(Row):
    """Every number of a text; `growth` over characters in one text."""

    made: Pair
    growth: list[Point]


class Extraction(Row):
    """The whole extraction, of the samples and of text with a number in about every 40 characters."""

    samples: Pair
    made: Pair
    growth: list[Point]


class Reading(Row):
    """A file read: shares found, in order, of figures whole, of table rows exact; pages (of a DOCX: characters) a second; MiB."""

    file: str
    reader: str
    found: float
    ordered: float
    figures: float
    rows: float | None
    speed: float
    peak: float


class Bound(Row):
    """What has to hold."""

    what: str
    told: str
    holds: bool


class Readers(Row):
    """Files of every format."""

    readings: list[Reading]
    bounds: list[Bound]


class Pandas(Row):
    """The same selection by pandas; milliseconds by the clock, median ratio, whether it chose the same facts."""

    version: str
    pandas_ms: float
    sqlite_ms: float
    ratio: float
    same: bool


class Comparison(Row):
    """The cells of 20 indicators, all counties and one year; milliseconds of processor time, MB of a whole process."""

    facts: int
    cells: int
    select_ms: float
    compare_ms: float
    pandas: Pandas | None
    workbook_cells: int
    workbook_mb: float
    workbook_s: float


class Peer(Row):
    """A job on the sample reports, and how many times as fast youju reads numbers (`numbers`) and facts (`facts`)."""

    job: str
    rate: float
    numbers: float
    facts: float


class Peers(Row):
    """`pages` and `pdfplumber` in pages a second; `missing` says which peers did not run, and why."""

    characters: int
    texts: list[Peer]
    pages: float
    pdfplumber: float
    pdf_ratio: float
    missing: list[str]


class Growth(Row):
    """When so many documents are stored; bytes and milliseconds are of one document."""

    documents: int
    facts: int
    shard_bytes: float
    db_bytes: float
    merge_ms: float
    checks_s: float
    tables_s: float
    peak_mib: float


class Took(Row):
    """How long a part took by the clock, and the load average (one minute) before and after it."""

    part: str
    seconds: float
    before: float
    after: float


class Record(Row):
    """A run. A part that was not asked for, or failed, is None."""

    machine: Machine
    quick: bool
    took: list[Took]
    numbers: Numbers | None = None
    extraction: Extraction | None = None
    compiled: Extraction | None = None
    readers: Readers | None = None
    comparison: Comparison | None = None
    peers: Peers | None = None
    documents: list[Point] | None = None
    length: list[Point] | None = None
    workers: list[Point] | None = None
    growth: list[Growth] | None = None

    @property
    def lacks(self) -> list[str]:
        """The parts that were not measured."""
        return [name for name in PARTS if getattr(self, name) is None]

    @property
    def load(self) -> tuple[float, float]:
        """The least and the greatest load average while it ran."""
        loads = [load for part in self.took for load in (part.before, part.after)]
        return min(loads), max(loads)

    def write(self, path: Path) -> None:
        """Write it as JSON."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.model_dump_json(indent=1) + "\n", encoding="utf-8")


PARTS = {
    "numbers": "benchmarks.quantities", "extraction": "benchmarks.extraction",
    "compiled": "benchmarks.extraction", "readers": "benchmarks.readers",
    "comparison": "benchmarks.comparison", "peers": "benchmarks.peers", "documents": "benchmarks.curves",
    "length": "benchmarks.curves", "workers": "benchmarks.curves", "growth": "benchmarks.growth",
}
"""Each part with the module whose function of that name, or `figures`, measures it."""


def read_record(path: Path = TOLD) -> Record:
    """A record that was written."""
    return Record.model_validate_json(path.read_bytes())
