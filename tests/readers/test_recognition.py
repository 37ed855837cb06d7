"""What was recognised in a picture (OCR) stays marked from the document to the fact, and little confidence is a finding."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extractors.facts import extract
from pipeline import load_codebook, read_text
from pipeline.confirm import confirmed
from pipeline.rows import fact_row
from schemas.records import Document, Recognition

TEXT = "昭通市民政局社工站工作报告\n全市建成社工站146个。\n配备工作人员320名。\n持证率为12‰。\n"


def scanned(*confidence: float) -> Document:
    """The text as if each of its last lines had been recognised with that confidence."""
    document = read_text("a.txt", TEXT)
    stretches, at = [], len(document.source)
    for line, sure in zip(reversed(TEXT.splitlines(keepends=True)), reversed(confidence), strict=False):
        stretches.insert(0, Recognition(at - len(line), at - 1, sure))
        at -= len(line)
    return replace(document, recognized=tuple(stretches))


@pytest.mark.parametrize(("confidence", "told"), [
    ((), [None, None]),
    ((0.99, 0.97, 0.5), [0.99, 0.97]),
    ((0.97, 0.5), [None, 0.97]),
], ids=["characters of the file", "a scan", "a scanned half"])
def test_a_fact_knows_how_surely_its_line_was_recognised(confidence: tuple[float, ...], told: list[float | None]) -> None:
    facts = extract(scanned(*confidence), load_codebook()).facts[:2]
    assert [fact.ocr for fact in facts] == told
    assert ["ocr" in fact_row(fact) for fact in facts] == [sure is not None for sure in told]


@pytest.mark.parametrize(("confidence", "quotes"), [
    ((), []),
    ((0.99, 0.97, 0.3), []),
    ((0.99, 0.62, 0.99), ["320名"]),
    ((0.8, 0.62, 0.99), ["146个", "320名"]),
])
def test_little_confidence_is_a_finding(confidence: tuple[float, ...], quotes: list[str]) -> None:
    document = scanned(*confidence)
    extraction = confirmed(Path("a.txt"), document, extract(document, load_codebook()))
    known = {fact.id: fact.quote for fact in extraction.facts}
    found = [finding for finding in extraction.findings if finding.kind == "unsure_recognition"]
    assert [known[fact] for finding in found for fact in finding.facts if not known[fact].endswith("‰")] == quotes


@pytest.mark.parametrize(("span", "told"), [((0, 2), None), ((1, 3), 0.8), ((2, 6), 0.6), ((4, 5), None), ((6, 9), 0.6)])
def test_of_a_span_the_least_sure_stretch_counts(span: tuple[int, int], told: float | None) -> None:
    from schemas.records import Span

    document = replace(read_text("a.txt", "零一二三四五六七八九"), recognized=(Recognition(2, 4, 0.8), Recognition(5, 8, 0.6)))
    assert document.recognition(Span(*span)) == told
