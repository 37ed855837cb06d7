"""How the cost grows with documents, their length and the workers: `python -m benchmarks.curves [--quick]`.

Prints a table in Markdown for each and writes the picture `outputs/benchmarks.png`. Times of documents and of lengths are
processor time, so that a busy machine blurs them little; what workers gain is wall time and means something only on a
machine that does nothing else.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.generated import write_documents
from benchmarks.peers import machine, spent
from benchmarks.quantities import sample
from pipeline import extract, load_codebook, read_text
from pipeline.batch import find_documents
from pipeline.run import run

PICTURE = Path(__file__).parent.parent / "outputs" / "benchmarks.png"
DOCUMENTS = (100, 200, 400, 800)
LENGTHS = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
"""Bytes of plain text in UTF-8; three to a character."""
WORKERS = (1, 2, 4, 8)
_SUBREAPER = 36
"""`PR_SET_CHILD_SUBREAPER`: processes whose parent has ended become ours, and so do their times."""


class Point(NamedTuple):
    """A measurement: `x` of the curve, what it cost in all, and how much of the input was done in a second."""

    x: int
    seconds: float
    rate: float


def by_documents(sizes: tuple[int, ...]) -> list[Point]:
    """A whole run (mixed formats, storing, checks, tables) over more and more documents; seconds of all processes."""
    points = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_documents(folder / "reports", size)
            before = _processor()
            run([folder / "reports"], folder / "y.db", folder / "out", workers=2)
            seconds = _processor() - before
        points.append(Point(size, seconds, size / seconds))
    return points


def _processor() -> float:
    """Processor seconds of this process and of all below it that have ended."""
    until = time.monotonic() + 1
    while time.monotonic() < until:  # the servers that readers are forked from end a moment after their workers
        with contextlib.suppress(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)
        time.sleep(0.05)
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def by_length(lengths: tuple[int, ...]) -> list[Point]:
    """The extraction of one document, longer and longer."""
    book, points = load_codebook(), []
    for length in lengths:
        document = read_text("a.txt", "昭通市社工站工作报告\n\n" + sample(length // 3)[:length // 3])
        seconds = min(spent(lambda document=document: extract(document, book)) for _ in range(3 if length < 10**6 else 1))  # type: ignore[misc]
        points.append(Point(length, seconds, length / seconds))
    return points


def by_workers(counts: tuple[int, ...], documents: int) -> list[Point]:
    """The wall time of the same run with more and more processes."""
    points = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_documents(folder / "reports", documents)
        size = len(find_documents([folder / "reports"]))
        for count in counts:
            start = time.perf_counter()
            run([folder / "reports"], folder / f"{count}.db", folder / "out", workers=count)
            seconds = time.perf_counter() - start
            points.append(Point(count, seconds, size / seconds))
    return points


def table(heads: tuple[str, str, str], points: list[Point], digits: int) -> None:
    """Print a curve as a table."""
    print(f"\n| {' | '.join(heads)} |\n| ---: | ---: | ---: |")
    for point in points:
        print(f"| {point.x:,} | {point.seconds:,.{digits}f} | {point.rate:,.{1 if point.rate < 1000 else 0}f} |")


def draw(curves: dict[str, list[Point]], path: Path) -> None:
    """The curves side by side, both axes logarithmic: a straight line at 45 degrees is a cost that grows as the input."""
    import altair

    panels = []
    for title, points in curves.items():
        rows = [{"x": point.x, "y": round(point.seconds, 4)} for point in points]
        scale = altair.Scale(type="log")
        panels.append(altair.Chart(altair.Data(values=rows), width=260, height=220, title=title)
                      .mark_line(point=True).encode(x=altair.X("x:Q", scale=scale, title=None),
                                                    y=altair.Y("y:Q", scale=scale, title="seconds")))
    path.parent.mkdir(exist_ok=True)
    altair.hconcat(*panels, title=machine()).save(str(path), format="png", scale_factor=2)


def main() -> None:
    """Measure, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that it works")
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1)
    quick = parser.parse_args().quick
    documents = by_documents((20, 40) if quick else DOCUMENTS)
    lengths = by_length(LENGTHS[:3] if quick else LENGTHS)
    counts = (1, 2) if quick else tuple(count for count in WORKERS if count <= max(2, os.cpu_count() or 1))
    workers = by_workers(counts, 20 if quick else 400)
    print(f"{machine().replace('one process, ', '')}, {os.cpu_count()} cores")
    table(("documents", "processor s", "documents/s of processor"), documents, 1)
    table(("bytes of one document", "processor s", "bytes/s"), lengths, 3)
    table(("workers", "wall s", "documents/s"), workers, 1)
    draw({"documents in a run": documents, "bytes of one document": lengths, "workers (wall time)": workers}, PICTURE)
    print(f"\n{PICTURE}")


if __name__ == "__main__":
    main()
