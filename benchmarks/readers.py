"""Measure the readers on documents made from sample text: `python -m benchmarks --only readers`.

Makes PDFs by Chromium (one column, two columns, turned, tables with and without rulings, scanned) and by LibreOffice
where it is installed, and a DOCX; reads them back by ours, pdfplumber, pypdfium2 alone, pypdf and python-docx in the
same run, and prints for each: characters found, in order, figures whole, pages (of a DOCX: characters) a CPU second,
peak memory; then what has to hold, and whether it does.
"""

from __future__ import annotations

import re
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from benchmarks import reader_samples as samples
from benchmarks.reader_samples import Sample
from benchmarks.record import Bound, Readers, Reading

FIGURE = re.compile(r"\d+(?:\.\d+)?")
LOOK_ALIKE = re.compile("[\u2e80-\u2fdf]")


class Score(NamedTuple):
    """What a reader made of a sample. Shares from 0 to 1; `speed` in pages or characters a CPU second; MiB."""

    recall: float
    ordered: float
    figures: float
    rows: float
    speed: float
    peak: float
    look_alikes: int


class Raw(NamedTuple):
    """What comes out of a reader's process: text, rows of tables, CPU seconds, peak memory in MiB."""

    text: str
    rows: list[tuple[str, ...]]
    seconds: float
    peak: float


def ours(path: Path) -> tuple[str, list[tuple[str, ...]]]:
    """Text and rows of tables."""
    from pipeline.readers import read

    document = read(path)
    cells = [block for block in document.blocks if block.kind == "cell"]
    rows = [
        tuple(document.text[block.start : block.end] for block in group)
        for _, group in groupby(cells, key=lambda block: (block.table, block.row))
    ]
    return document.text, rows


def by_pdfplumber(path: Path) -> tuple[str, list[tuple[str, ...]]]:
    import pdfplumber

    with pdfplumber.open(path) as document:
        return "\n".join(page.extract_text() for page in document.pages), []


def by_pdfium(path: Path) -> tuple[str, list[tuple[str, ...]]]:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document), []


def by_pypdf(path: Path) -> tuple[str, list[tuple[str, ...]]]:
    import pypdf

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages), []


def by_python_docx(path: Path) -> tuple[str, list[tuple[str, ...]]]:
    import docx

    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells), []


Reader = Callable[[Path], tuple[str, list[tuple[str, ...]]]]
RIVALS: dict[str, Reader] = {"pdfplumber": by_pdfplumber, "pypdfium2": by_pdfium, "pypdf": by_pypdf}


def measured(reader: Reader, path: Path) -> Raw:
    """A reading in a process of its own, the imports not counted in the time."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_run, (reader, path))


def _run(reader: Reader, path: Path) -> Raw:
    import logging

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    for module in {"by_pdfplumber": ["pdfplumber"], "by_pypdf": ["pypdf"], "by_python_docx": ["docx"]}.get(
        reader.__name__, ["pipeline.readers"]
    ):
        __import__(module)
    started = time.process_time()
    text, rows = reader(path)
    seconds = time.process_time() - started
    return Raw(text, rows, seconds, _peak())


def _peak() -> float:
    """The most memory of this process in MiB; Linux counts what its parent had into `ru_maxrss`."""
    status = Path("/proc/self/status")
    if status.is_file():
        return int(re.search(r"VmHWM:\s*(\d+)", status.read_text())[1]) / 1024  # type: ignore[index]
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def score(sample: Sample, raw: Raw) -> Score:
    """How much of the sample is there, and in its order."""
    bare, wanted = re.sub(r"\s", "", raw.text), "".join(sample.wanted)
    recall = sum((Counter(bare) & Counter(wanted)).values()) / len(wanted)
    figures, got = Counter(FIGURE.findall("\n".join(sample.wanted))), Counter(FIGURE.findall(raw.text))
    found = set(raw.rows)
    return Score(
        recall, _ordered(sample.wanted, bare), sum((figures & got).values()) / sum(figures.values()),
        sum(row in found for row in sample.rows) / len(sample.rows) if sample.rows else 1.0,
        sample.size / raw.seconds, raw.peak, len(LOOK_ALIKE.findall(raw.text)),
    )  # fmt: skip


def _ordered(wanted: list[str], bare: str) -> float:
    """The share of characters found in order: paragraph by paragraph, each after the one before."""
    at = kept = 0
    for text in wanted:
        found = bare.find(text, at, at + 40 * len(text) + 4000)
        if found >= 0:
            at, kept = found + len(text), kept + len(text)
        elif len(text) > 20:
            blocks = SequenceMatcher(None, text, bare[at : at + 2 * len(text)], autojunk=False).get_matching_blocks()
            kept += sum(block.size for block in blocks)
            at += max((block.b + block.size for block in blocks if block.size > 8), default=0)
    return kept / sum(map(len, wanted))


def inked(sample: Sample, most: int = 10) -> float:
    """The share of characters of the first pages whose box shows ink on the page."""
    import pypdfium2

    from pipeline.readers import read

    document = read(sample.path)
    with pypdfium2.PdfDocument(sample.path) as pdf:
        pages = [pdf[n].render(scale=2, rotation=-pdf[n].get_rotation() % 360).to_pil().convert("L")
                 for n in range(min(most, len(pdf)))]  # fmt: skip
    shown = dark = 0
    for at in document.origin:
        place = document.places[at]
        if place < 0 or document.boxes[place].page > len(pages):
            continue
        box = document.boxes[place]
        image = pages[box.page - 1]
        edges = (2 * box.left, image.height - 2 * box.top, 2 * box.right, image.height - 2 * box.bottom)
        shown += 1
        dark += image.crop(tuple(round(edge) for edge in edges)).getextrema()[0] <= 128
    return dark / shown


@dataclass
class Verdict:
    """What was measured, what has to hold, and whether it does."""

    readings: list[Reading] = field(default_factory=list)
    bounds: list[Bound] = field(default_factory=list)

    def hold(self, what: str, value: float, least: float, form: str = "{:.4f}") -> None:
        """`value` must reach `least`."""
        self._note(what, f"{form.format(value)} (at least {form.format(least)})", value >= least)

    def below(self, what: str, value: float, most: float, form: str = "{:.0f}") -> None:
        """`value` must not exceed `most`."""
        self._note(what, f"{form.format(value)} (at most {form.format(most)})", value <= most)

    def _note(self, what: str, told: str, holds: bool) -> None:
        print(f"{'holds' if holds else 'FAILS'}  {what}: {told}", flush=True)
        self.bounds.append(Bound(what=what, told=told, holds=holds))

    def show(self, sample: Sample, name: str, reader: Reader) -> Score:
        """Measure, print one row."""
        got = score(sample, measured(reader, sample.path))
        shown = f"  rows {got.rows:7.2%}" if sample.rows and name == "youju" else ""
        print(
            f"{sample.path.name:13} {name:12} found {got.recall:8.3%}  in order {got.ordered:8.3%}"
            f"  figures whole {got.figures:8.3%}  {got.speed:9,.1f}/s  {got.peak:5.0f} MiB{shown}", flush=True,
        )  # fmt: skip
        rows = got.rows if sample.rows and name == "youju" else None
        self.readings.append(Reading(file=sample.path.name, reader=name, found=got.recall, ordered=got.ordered,
                                     figures=got.figures, rows=rows, speed=got.speed, peak=got.peak))
        return got


def text_pdfs(folder: Path, pages: int, verdict: Verdict) -> None:
    """PDFs with text: fidelity, speed against the others in the same run."""
    prose = samples.prose(folder, pages)
    few = samples.prose(folder, min(20, pages))
    made = [prose, samples.two_columns(folder, pages), samples.turned(few)]
    made += [samples.table(folder, pages, ruled) for ruled in (True, False)]
    office = samples.by_libreoffice(samples.word(folder, min(20, pages)))
    for sample in [*made, *([office] if office else [])]:
        got = verdict.show(sample, "youju", ours)
        others = {name: verdict.show(sample, name, reader) for name, reader in RIVALS.items()}
        name = sample.path.stem
        verdict.hold(f"{name}, characters found", got.recall, 1.0)
        verdict.hold(f"{name}, in order", got.ordered, 0.999)
        verdict.hold(f"{name}, figures whole", got.figures, 1.0)
        verdict.below(f"{name}, look-alikes of Han", got.look_alikes, 0)
        verdict.hold(f"{name}, characters on ink", inked(sample), 0.999)
        if sample.rows:
            verdict.hold(f"{name}, rows exact", got.rows, 0.99)
        if sample is prose:
            verdict.hold("times pdfplumber", got.speed / others["pdfplumber"].speed, 4, "{:.1f}")


def scans(folder: Path, verdict: Verdict) -> None:
    """Scanned pages: what they cost, and that no figure is lost; nothing where the extra is missing."""
    from pipeline.readers.recognition import is_available

    if not is_available():
        return
    sample = samples.scanned(samples.prose(folder, 3), 2)
    got = verdict.show(sample, "youju", ours)
    verdict.hold("scanned, in order", got.ordered, 0.98)
    verdict.hold("scanned, figures whole", got.figures, 0.99)


def figures(quick: bool) -> Readers:
    """Make the documents, read them, print and give all."""
    pages, most = (4, 12) if quick else (100, 500)
    verdict = Verdict()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text_pdfs(folder, pages, verdict)
        many = verdict.show(samples.prose(folder, most), "youju", ours)
        verdict.below(f"MiB at {most} pages", many.peak, 120)
        word = samples.word(folder, pages)
        got = verdict.show(word, "youju", ours)
        peer = verdict.show(word, "python-docx", by_python_docx)
        verdict.hold("DOCX, times python-docx", got.speed / peer.speed, 0.08, "{:.2f}")
        verdict.hold("DOCX, in order", got.ordered, 1.0)
        scans(folder, verdict)
    return Readers(readings=verdict.readings, bounds=verdict.bounds)
