"""youju against named peers on the same text, paired in one run: `python -m benchmarks --only peers`.

Prints characters (of PDFs: pages) per second of processor time and how many times as fast youju is, as Markdown. JioNLP
and Recognizers-Text live in an environment of their own, made on demand (`environment.py`); without a package index
their rows are left out. The peers do less than the whole extraction: `jieba.cut` parts words,
JioNLP finds money and times, Recognizers-Text numbers and currency; the column `numbers` compares like with like.
"""

from __future__ import annotations

import json
import logging
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.environment import peers_python
from benchmarks.quantities import spent
from benchmarks.record import Peer, Peers
from extractors.numbers import scan
from pipeline import extract, load_codebook, read

ROOT = Path(__file__).parent.parent
REPORTS = ROOT / "corpus" / "reports"
OTHERS = {"jionlp": "JioNLP 1.5.31, money + time", "recognizers": "Recognizers-Text 1.0.2a2, number + currency"}
ROUNDS = 5


class Others:
    """The peers' own process; each request is one pass over all texts."""

    def __init__(self, texts: list[str]) -> None:
        self._process = subprocess.Popen([peers_python(), str(Path(__file__).with_name("peer_worker.py"))], text=True,
                                         stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self._send(json.dumps(texts))

    def _send(self, line: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def seconds(self, name: str) -> float:
        """Processor seconds of one pass.

        Raises:
            RuntimeError: the peer does not run; the message says why.
        """
        assert self._process.stdout
        self._send(name)
        answer: dict[str, Any] = json.loads(self._process.stdout.readline() or '{"error": "its process ended"}')
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return float(answer["seconds"])

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


def text_jobs(others: Others | None) -> list[tuple[str, Callable[[], float]]]:
    """Each measured job: its name, and what gives the seconds of one pass over the sample reports; ours come first."""
    import jieba
    import jieba.posseg

    jieba.setLogLevel(60)
    book = load_codebook()
    documents = [read(path) for path in sorted(REPORTS.glob("*.txt"))]
    texts = [document.text for document in documents]
    list(jieba.posseg.cut(texts[0][:100]))
    for document in documents:
        extract(document, book)
    jobs: list[tuple[str, Callable[[], float]]] = [
        ("numbers", lambda: spent(lambda: [scan(text, "2022") for text in texts])),
        ("facts", lambda: spent(lambda: [extract(document, book) for document in documents])),
        ("jieba.cut", lambda: spent(lambda: [list(jieba.cut(text)) for text in texts])),
        ("jieba.posseg.cut", lambda: spent(lambda: [list(jieba.posseg.cut(text)) for text in texts])),
    ]
    if others:
        jobs += [(label, lambda name=name: others.seconds(name)) for name, label in OTHERS.items()]  # type: ignore[misc]
    return jobs


def compare_texts(others: Others | None, size: int, rounds: int, missing: list[str]) -> list[Peer]:
    """Measure every job in turn, some rounds; print and give a row for each. What does not run is added to `missing`."""
    jobs = text_jobs(others)
    times: dict[str, list[float]] = {name: [] for name, _ in jobs}
    for _ in range(rounds):
        for name, work in jobs:
            try:
                times[name].append(work())
            except RuntimeError as error:
                missing.append(f"{name}: {error}")
                print(missing[-1], file=sys.stderr)
    found = []
    print("| on the same text | characters/s | youju's numbers | youju's facts |\n| --- | ---: | ---: | ---: |")
    for name, seconds in times.items():
        if seconds:
            ratios = [statistics.median(theirs / ours for theirs, ours in zip(seconds, times[mine], strict=False))
                      for mine in ("numbers", "facts")]
            label = {"numbers": "youju: every number", "facts": "youju: whole extraction"}.get(name, f"`{name}`")
            print(f"| {label} | {size / min(seconds):,.0f} | {ratios[0]:.2f} × | {ratios[1]:.2f} × |")
            found.append(Peer(job=label, rate=size / min(seconds), numbers=ratios[0], facts=ratios[1]))
    return found


def compare_pdfs(rounds: int) -> tuple[float, float, float]:
    """Read the sample PDFs by youju and by pdfplumber: pages a second of both, median ratio."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    paths = sorted(REPORTS.glob("*.pdf"))

    def by_pdfplumber() -> int:
        pages = 0
        for path in paths:
            with pdfplumber.open(path) as document:
                pages += len([page.extract_text() for page in document.pages])
        return pages

    pages = by_pdfplumber()
    for path in paths:
        read(path)
    pairs = [(spent(by_pdfplumber), spent(lambda: [read(path) for path in paths])) for _ in range(rounds)]
    theirs, ours = min(a for a, _ in pairs), min(b for _, b in pairs)
    ratio = statistics.median(a / b for a, b in pairs)
    print("\n| the same PDFs | pages/s | youju |\n| --- | ---: | ---: |")
    print(f"| youju: text, lines, tables, places | {pages / ours:,.1f} | 1.00 × |")
    print(f"| `pdfplumber.extract_text` | {pages / theirs:,.1f} | {ratio:.2f} × |")
    return pages / ours, pages / theirs, ratio


def figures(quick: bool) -> Peers:
    """Print and give both tables."""
    texts = [read(path).text for path in sorted(REPORTS.glob("*.txt"))]
    rounds = 1 if quick else ROUNDS
    others: Others | None = None
    missing: list[str] = []
    try:
        others = Others(texts)
    except (OSError, subprocess.CalledProcessError) as error:
        missing.append(f"JioNLP, Recognizers-Text: {error}")
        print(missing[-1], file=sys.stderr)
    size = sum(map(len, texts))
    print(f"{size:,} characters of sample reports, median of {rounds} pairs\n")
    try:
        found = compare_texts(others, size, rounds, missing)
    finally:
        if others:
            others.close()
    pages, pdfplumber, ratio = compare_pdfs(rounds)
    return Peers(characters=size, texts=found, pages=pages, pdfplumber=pdfplumber, pdf_ratio=ratio, missing=missing)
