"""Speed of the whole extraction against `jieba.cut`, paired in one run, and its growth with the text.

Usage: python -m benchmarks.extraction [TEXT FILE...]

Without files it runs on the sample reports (plain text), where every 27th character begins a figure, and on text made
from a fixed seed, which is as thin in figures as reports of provinces. Exit 1 where twice the text costs more than
2.5 times, up to 1 MB in one document.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import extractors.facts
from benchmarks.quantities import sample
from benchmarks.record import Extraction, Pair, Point
from pipeline import extract, load_codebook, read, read_text
from schemas.records import Document

ROUNDS = 5
REPORTS = Path(__file__).parent.parent / "corpus" / "reports"


def spent(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def ratio_to_jieba(documents: list[Document], rounds: int = ROUNDS) -> tuple[float, float, float]:
    """Characters per second of `jieba.cut` and of `extract` at their best, and the median ratio of the pairs."""
    import jieba

    jieba.setLogLevel(60)
    book = load_codebook()
    text = "\n".join(document.text for document in documents)
    list(jieba.cut(text[:100]))
    extract(documents[0], book)
    gc.freeze()  # neither dictionary is part of what is measured
    pairs = [(spent(lambda: list(jieba.cut(text))),
              spent(lambda: [extract(document, book) for document in documents])) for _ in range(rounds)]
    theirs, ours = min(a for a, _ in pairs), min(b for _, b in pairs)
    return len(text) / theirs, len(text) / ours, statistics.median(a / b for a, b in pairs)


def against_jieba(label: str, documents: list[Document], rounds: int = ROUNDS) -> Pair:
    """Print and give characters per second of both and the median of their ratios."""
    theirs, ours, ratio = ratio_to_jieba(documents, rounds)
    length = sum(len(document.text) for document in documents)
    facts = sum(len(extract(document, load_codebook()).facts) for document in documents)
    print(f"{label}: {length:,} characters, {facts:,} facts; jieba.cut {theirs:,.0f} chars/s, "
          f"extract {ours:,.0f} chars/s, ratio {ratio:.2f}")
    return Pair(characters=length, found=facts, jieba=theirs, youju=ours, ratio=ratio)


def growth(largest: int = 1_000_000) -> list[Point]:
    """The time of longer and longer documents, from an eighth of the largest to it; prints the most that twice the text costs."""
    book, points = load_codebook(), []
    for share in (8, 4, 2, 1):
        document = read_text("a.txt", "昭通市社工站工作报告\n\n" + sample(largest // share))
        seconds = min(spent(lambda document=document: extract(document, book)) for _ in range(3))  # type: ignore[misc]
        points.append(Point(x=len(document.text), seconds=seconds, rate=len(document.text) / seconds))
        print(f"{len(document.text):,} characters: {seconds:.2f} s")
    print(f"twice the text costs at most {worst(points):.2f} times")
    return points


def worst(points: list[Point]) -> float:
    """The most that twice the text costs."""
    return max(b.seconds / a.seconds for a, b in pairwise(points))


def compiled_now() -> bool:
    """The extractors come from a build."""
    return not str(extractors.facts.__file__).endswith(".py")


def compiled(quick: bool) -> Extraction | None:
    """The same by compiled extractors; None where no build of today's sources stands."""
    if not compiled_now():
        print("the extractors are not compiled (make compiled)", file=sys.stderr)
        return None
    return figures(quick)


def figures(quick: bool) -> Extraction:
    """Print and give all."""
    print(f"extractors: {'compiled' if compiled_now() else 'interpreted'}")
    rounds = 1 if quick else ROUNDS
    return Extraction(
        samples=against_jieba("samples", [read(path) for path in sorted(REPORTS.glob("*.txt"))], rounds),
        made=against_jieba("made text", [read_text("a.txt", "昭通市社工站工作报告\n\n" + sample(6_000 if quick else 60_000))], rounds),
        growth=growth(20_000 if quick else 1_000_000))


def main(paths: list[str]) -> int:
    """Print the figures; 1 where the cost grows faster than the text."""
    if paths:
        against_jieba("files", [read(Path(path)) for path in paths])
        return 0
    return int(worst(figures(quick=False).growth) > 2.5)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
