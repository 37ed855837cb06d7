"""The built DOCX and PDF hold the authored figures in the authored order; wraps never lose a character."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pypdfium2
import pytest

from corpus.build import HERE
from corpus.render import docx_bytes, txt
from corpus.source import Source, read_source

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


def test_there_are_two_word_files_and_three_pdfs() -> None:
    assert len(of_format("docx")) >= 2
    assert len(of_format("pdf")) >= 3
    assert len(SOURCES) >= 16
