"""youju against named peers on the same text, paired in one run: `python -m benchmarks.peers [--without-others]`.

Prints characters (of PDFs: pages) per second of processor time and how many times as fast youju is, as Markdown. JioNLP
and Recognizers-Text live in an environment of their own, made on demand in `.venv/peers`; without a package index, or
with `--without-others`, their rows are left out. The peers do less than the whole extraction: `jieba.cut` parts words,
JioNLP finds money and times, Recognizers-Text numbers and currency; the column `numbers` compares like with like.
"""

from __future__ import annotations

import argparse
import json
import logging
import platform
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from extractors.numbers import scan
from pipeline import extract, load_codebook, read

ROOT = Path(__file__).parent.parent
REPORTS = ROOT / "corpus" / "reports"
HOME = ROOT / ".venv" / "peers"
PACKAGES = ("jionlp==1.5.31", "recognizers-text-number==1.0.2a2", "recognizers-text-number-with-unit==1.0.2a2", "emoji<2",
            "grapheme", "setuptools")
"""Recognizers-Text asks for `emoji` and `grapheme` without saying so, and for an old `emoji`."""
OTHERS = {"jionlp": "JioNLP 1.5.31, money + time", "recognizers": "Recognizers-Text 1.0.2a2, number + currency"}
ROUNDS = 5


class Others:
    """The peers' own process; each request is one pass over all texts."""

    def __init__(self, texts: list[str]) -> None:
        self._process = subprocess.Popen([_python(), str(Path(__file__).with_name("peer_worker.py"))], text=True,
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


def _python() -> str:
    """The interpreter of the peers' environment, which is made where it is missing."""
    python = HOME / "bin" / "python"
    done = HOME / ".installed-texts"
    if not done.exists():
        print(f"making {HOME.relative_to(ROOT)} ...", file=sys.stderr)
        if not python.exists():
            venv.create(HOME, with_pip=True)
        subprocess.run([python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--pre", *PACKAGES],
                       check=True, capture_output=True)
        done.touch()
    return str(python)


def spent(work: Callable[[], object]) -> float:
    """Seconds of this process's processor time."""
    start = time.process_time()
    work()
    return time.process_time() - start


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


def compare_texts(others: Others | None, size: int) -> None:
    """Measure every job in turn, some rounds, and print a row for each."""
    jobs = text_jobs(others)
    times: dict[str, list[float]] = {name: [] for name, _ in jobs}
    for _ in range(ROUNDS):
        for name, work in jobs:
            try:
                times[name].append(work())
            except RuntimeError as error:
                print(f"{name}: {error}", file=sys.stderr)
    print("| on the same text | characters/s | youju's numbers | youju's facts |\n| --- | ---: | ---: | ---: |")
    for name, seconds in times.items():
        if seconds:
            ratios = [statistics.median(theirs / ours for theirs, ours in zip(seconds, times[mine], strict=False))
                      for mine in ("numbers", "facts")]
            label = {"numbers": "youju: every number", "facts": "youju: whole extraction"}.get(name, f"`{name}`")
            print(f"| {label} | {size / min(seconds):,.0f} | {ratios[0]:.2f} × | {ratios[1]:.2f} × |")


def compare_pdfs() -> None:
    """Read the sample PDFs by youju and by pdfplumber."""
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
    pairs = [(spent(by_pdfplumber), spent(lambda: [read(path) for path in paths])) for _ in range(ROUNDS)]
    theirs, ours = min(a for a, _ in pairs), min(b for _, b in pairs)
    print("\n| the same PDFs | pages/s | youju |\n| --- | ---: | ---: |")
    print(f"| youju: text, lines, tables, places | {pages / ours:,.1f} | 1.00 × |")
    print(f"| `pdfplumber.extract_text` | {pages / theirs:,.1f} | {statistics.median(a / b for a, b in pairs):.2f} × |")


def machine() -> str:
    """The processor, the Python and the day, as a line."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        cpu = next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        cpu = platform.processor() or platform.machine()
    return f"{cpu}, one process, Python {platform.python_version()}, {date.today().isoformat()}"


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without-others", action="store_true", help="no environment for JioNLP and Recognizers-Text")
    texts = [read(path).text for path in sorted(REPORTS.glob("*.txt"))]
    others = None
    if not parser.parse_args().without_others:
        try:
            others = Others(texts)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"JioNLP and Recognizers-Text could not be installed: {error}", file=sys.stderr)
    print(f"{machine()}; {sum(map(len, texts)):,} characters of sample reports, median of {ROUNDS} pairs\n")
    try:
        compare_texts(others, sum(map(len, texts)))
    finally:
        if others:
            others.close()
    compare_pdfs()


if __name__ == "__main__":
    main()
