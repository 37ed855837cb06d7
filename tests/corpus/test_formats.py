"""The built DOCX and PDF hold the authored figures in the authored order; wraps never lose a character."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pypdfium2
import pytest

from corpus.build import HERE
from corpus.ofd import ofd_bytes
from corpus.render import docx_bytes, plain_txt, txt
from corpus.source import Source, read_source
from extractors.facts import extract
from pipeline import load_codebook
from pipeline.readers import read

SOURCES = [read_source(path) for path in sorted((HERE / "src").glob("*.md"))]


def of_format(kind: str) -> list[Source]:
    return [s for s in SOURCES if s.header.get("format", "txt") == kind]


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def pdf_text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return "".join(page.get_textpage().get_text_range() for page in pdf)


def assert_in_order(source: Source, text: str) -> None:
    at = 0
    for row in sorted(source.rows, key=lambda r: r["start"]):
        at = text.find(squeeze(row["quote"]), at)
        assert at >= 0, f"{row['quote']} is missing after {text[max(0, at - 20) : at]}"
        at += 1


@pytest.mark.parametrize("source", of_format("docx"), ids=lambda s: s.doc)
def test_docx_holds_the_figures_and_is_reproducible(source: Source) -> None:
    document = docx.Document(str(HERE / "reports" / source.doc))
    items = (i for i in document.iter_inner_content())
    texts = [i.text if hasattr(i, "text") else "".join(c.text for r in i.rows for c in r.cells) for i in items]
    assert_in_order(source, squeeze("".join(texts)))
    assert docx_bytes(source) == docx_bytes(source)


@pytest.mark.parametrize("source", of_format("pdf"), ids=lambda s: s.doc)
def test_pdf_holds_the_figures(source: Source) -> None:
    assert_in_order(source, squeeze(pdf_text(HERE / "reports" / source.doc)))


@pytest.mark.parametrize("source", [s for s in SOURCES if "wrap" in s.header], ids=lambda s: s.doc)
def test_wrapping_adds_white_space_and_page_numbers_only(source: Source) -> None:
    text, _ = txt(source)
    without_pages = re.sub(r"\n- \d+ -\n+ ", "", text)
    assert squeeze(without_pages) == squeeze(source.text)
    assert max(map(len, text.splitlines())) <= 2 * int(source.header["wrap"]) + 8
    assert re.search(r"\d\s*\n\s*\n?[^\s-]", text), "some figure should be broken by a line end"


def saved(source: Source, kind: str, folder: Path) -> Path:
    """The report as a file of that kind; PDFs are those that Chromium printed for the corpus."""
    if kind == "pdf":
        return HERE / "reports" / source.doc
    make = {"txt": lambda s: plain_txt(s)[0].encode(), "docx": docx_bytes, "ofd": ofd_bytes}[kind]
    path = folder / f"a.{kind}"
    path.write_bytes(make(source))
    return path


def told(path: Path) -> list[tuple[object, ...]]:
    """The facts of a file but for their places; a page number that cuts a figure is none of its words."""
    document = read(path)
    return [
        (document.text[slice(*f.span)], f.indicator, f.statistic, f.value, f.low, f.high, f.unit, f.qualifier,
         f.region, f.time, f.status, f.per, sorted(f.dims.items()))
        for f in extract(document, load_codebook()).facts
    ]  # fmt: skip


SAVED = [(s, kind) for s in SOURCES for kind in ("docx", "ofd")] + [(s, "pdf") for s in of_format("pdf")]


@pytest.mark.parametrize(("source", "kind"), SAVED, ids=lambda part: getattr(part, "name", part))
def test_the_same_report_gives_the_same_facts(source: Source, kind: str, tmp_path: Path) -> None:
    expected = told(saved(source, "txt", tmp_path))
    assert len(expected) > 20
    assert told(saved(source, kind, tmp_path)) == expected


def test_there_are_two_word_files_and_three_pdfs() -> None:
    assert len(of_format("docx")) >= 2
    assert len(of_format("pdf")) >= 3
    assert len(SOURCES) >= 16
