"""How the cost grows with documents, their length and the workers: `python -m benchmarks --only documents length workers`.

Prints a table in Markdown for each. Times of documents and of lengths are
processor time, so that a busy machine blurs them little; what workers gain is wall time and means something only on a
machine that does nothing else.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.generated import write_documents
from benchmarks.quantities import sample, spent
from benchmarks.record import Point
from pipeline import extract, load_codebook, read_text
from pipeline.batch import find_documents
from pipeline.checks import run_checks, told_of
from pipeline.run import run
from schemas.plausibility import load_rules

DOCUMENTS = (100, 200, 400, 800)
LENGTHS = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
"""Bytes of plain text in UTF-8; three to a character."""
WORKERS = (1, 2, 4, 8, 16)
_SUBREAPER = 36
"""`PR_SET_CHILD_SUBREAPER`: processes whose parent has ended become ours, and so do their times."""


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
        points.append(Point(x=size, seconds=seconds, rate=size / seconds))
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
    """Reading, extraction and checks of one text, longer and longer."""
    book, rules, points = load_codebook(), load_rules(), []

    def understand(name: str, source: str) -> None:
        document = read_text(name, source)
        list(run_checks([told_of(extract(document, book), document)], book, rules))

    for length in lengths:
        text = ("昭通市社工站工作报告\n\n" + sample(length // 3))[:length // 3]
        seconds = min(spent(lambda text=text: understand("a.txt", text)) for _ in range(3 if length < 10**6 else 1))  # type: ignore[misc]
        points.append(Point(x=length, seconds=seconds, rate=length / seconds))
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
            points.append(Point(x=count, seconds=seconds, rate=size / seconds))
    return points


def table(heads: tuple[str, str, str], points: list[Point], digits: int) -> None:
    """Print a curve as a table."""
    print(f"\n| {' | '.join(heads)} |\n| ---: | ---: | ---: |")
    for point in points:
        print(f"| {point.x:,} | {point.seconds:,.{digits}f} | {point.rate:,.{1 if point.rate < 1000 else 0}f} |")


def documents(quick: bool) -> list[Point]:
    """Print and give the curve over documents."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1)
    points = by_documents((20, 40) if quick else DOCUMENTS)
    table(("documents", "processor s", "documents/s of processor"), points, 1)
    return points


def length(quick: bool) -> list[Point]:
    """Print and give the curve over the length of one document."""
    points = by_length(LENGTHS[:3] if quick else LENGTHS)
    table(("bytes of one document", "processor s", "bytes/s"), points, 3)
    return points


def workers(quick: bool) -> list[Point]:
    """Print and give the curve over processes, to twice the cores."""
    counts = (1, 2) if quick else tuple(count for count in WORKERS if count <= 2 * (os.cpu_count() or 1))
    points = by_workers(counts, 20 if quick else 300)
    table(("workers", "wall s", "documents/s"), points, 1)
    return points
