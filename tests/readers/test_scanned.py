"""Scanned PDFs: recognised where the extra `ocr` is installed, every character with its place and confidence."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy
import pypdfium2
import pytest
from makepdf import Page, build
from PIL import Image, ImageFilter

from pipeline.batch import Reading, read_one
from pipeline.confirm import unsure
from pipeline.readers import read, read_or_count
from schemas.records import Document, Recognition

REPORTS = Path(__file__).parents[2] / "corpus" / "reports"
TABLES, PROSE = REPORTS / "19_xindu_annual_tables.pdf", REPORTS / "14_gusu_evaluation.pdf"
FIGURE = re.compile(r"\d+(?:\.\d+)?")
SCALE = 200 / 72


def scan(path: Path, page: int, turn: int = 0) -> bytes:
    """A page as a scanner gives it: a picture at 200 dpi, noisy, unsharp, askew, turned by `turn` degrees."""
    with pypdfium2.PdfDocument(path) as pdf:
        image = pdf[page].render(scale=SCALE).to_pil().convert("L")
    image = image.rotate(0.4, fillcolor=255, resample=Image.Resampling.BICUBIC)
    noise = numpy.random.default_rng(1).normal(0, 12, (image.height, image.width))
    image = Image.fromarray((numpy.asarray(image) + noise).clip(0, 255).astype("uint8"))
    out = io.BytesIO()
    image.filter(ImageFilter.GaussianBlur(0.6)).rotate(turn, expand=True).save(out, "PDF", resolution=200, quality=75)
    return out.getvalue()


def joined(*parts: bytes) -> bytes:
    """The pages of several PDFs in one."""
    out, whole = io.BytesIO(), pypdfium2.PdfDocument.new()
    for part in parts:
        whole.import_pages(pypdfium2.PdfDocument(part))
    whole.save(out)
    return out.getvalue()


def first_page(path: Path) -> str:
    """The text of the first page as its characters tell it."""
    document = read(path)
    return "".join(
        char for char, at in zip(document.text, document.origin, strict=True)
        if document.places[at] >= 0 and document.boxes[document.places[at]].page == 1
    )  # fmt: skip


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Document]:
    """A scanned page with a ruled table, and what was read."""
    path = tmp_path_factory.mktemp("scan") / "a.pdf"
    path.write_bytes(scan(TABLES, 0))
    return path, read(path)


def test_figures_and_cells_of_a_scan(tables: tuple[Path, Document]) -> None:
    document = tables[1]
    wanted = Counter(FIGURE.findall(first_page(TABLES)))
    assert Counter(FIGURE.findall(document.text.replace("\n", ""))) == wanted
    cells = {document.text[b.start : b.end]: b.header for b in document.blocks if b.kind == "cell"}
    assert cells["121"] == "社区活动|大丰街道|单位：个、场、人次"
    assert document.notes == ("第 1 页由文字识别读取（共 1 页），数字请核对",)


def test_every_character_of_a_scan_is_marked_and_stands_on_ink(tables: tuple[Path, Document]) -> None:
    path, document = tables
    marked = {at for stretch in document.recognized for at in range(stretch.start, stretch.end)}
    shown = [at for at in document.origin if document.places[at] >= 0]
    assert set(shown) <= marked
    assert all(a.end <= b.start for a, b in zip(document.recognized, document.recognized[1:], strict=False))
    with pypdfium2.PdfDocument(path) as pdf:
        image = pdf[0].render(scale=2).to_pil().convert("L")
    bare = 0
    for at in shown:
        box = document.boxes[document.places[at]]
        edges = (box.left * 2, image.height - box.top * 2, box.right * 2, image.height - box.bottom * 2)
        bare += image.crop(tuple(map(round, edges))).getextrema()[0] > 140
    assert bare <= 0.005 * len(shown)


def test_page_that_lies_on_its_side(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(scan(PROSE, 0, turn=90))
    document = read(path)
    wanted = first_page(PROSE)
    got = re.sub(r"\s", "", document.text)
    assert Counter(FIGURE.findall(got)) == Counter(FIGURE.findall(wanted))
    assert sum((Counter(got) & Counter(wanted)).values()) >= 0.99 * len(wanted)
    box = document.boxes[0]
    assert 0.5 < (box.right - box.left) / (box.top - box.bottom) < 2


def test_scanned_page_among_others(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    text = build(Page().lines(["石桥县民政局社工站建设情况汇报", "（2022年6月30日）", "截至目前，全县建成社工站17个。"]))
    path.write_bytes(joined(text, scan(PROSE, 1), build(Page())))
    assert read_or_count(path) == 1
    reading = read_one(path)
    assert isinstance(reading, Reading)
    facts = {fact.quote: fact for fact in reading.extraction.facts}
    assert facts["17个"].ocr is None
    assert {fact.ocr is None for fact in facts.values() if fact.locator.page == 2} == {False}
    assert len([fact for fact in facts.values() if fact.locator.page == 2]) > 3
    assert reading.document.notes == ("第 2 页由文字识别读取（共 1 页），数字请核对", "第 3 页没有文字")


WITHOUT = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.startswith("rapidocr"):
            raise ImportError(name)
sys.meta_path.insert(0, Missing())
from pathlib import Path
from pipeline.readers import ReadError, read
try:
    print(read(Path(sys.argv[1])).notes)
except ReadError as error:
    print(error.cause, error)
"""


@pytest.mark.parametrize(("parts", "told"), [
    (("scan",), "no_text a.pdf：没有可读的文字（可能是扫描件，需要文字识别）"
                "（第 1 页是图片，需要文字识别（请安装：pip install 'youju[ocr]'））"),
    (("text", "scan"), """("第 2 页是图片，需要文字识别（请安装：pip install 'youju[ocr]'）",)"""),
])  # fmt: skip
def test_without_the_extra_it_is_named(tmp_path: Path, parts: tuple[str, ...], told: str) -> None:
    made = {"scan": scan(PROSE, 1), "text": build(Page().text(90, 700, "投入28万元"))}
    path = tmp_path / "a.pdf"
    path.write_bytes(joined(*(made[part] for part in parts)))
    result = subprocess.run([sys.executable, "-c", WITHOUT, str(path)], capture_output=True, text=True)
    assert result.stdout.strip() == told, result.stderr


@pytest.mark.parametrize(("words", "told"), [
    ("146个", []), ("3.5%", []), ("3.5%0", ["3.5%"]), ("3.5%o", ["3.5%"]), ("3.5％0", ["3.5％"]), ("3.5‰", ["3.5‰"]),
])
def test_figure_that_may_be_a_misread_permille_is_unsure(words: str, told: list[str]) -> None:
    from dataclasses import replace

    from extractors.facts import extract
    from pipeline import load_codebook, read_text

    document = read_text("a.txt", f"昭通市民政局社工站工作报告\n全市社工站持证率为{words}。\n")
    document = replace(document, recognized=(Recognition(0, len(document.source), 0.99),))
    facts = extract(document, load_codebook()).facts
    known = {fact.id: fact.quote for fact in facts}
    assert [known[fact] for finding in unsure(facts, document) for fact in finding.facts] == told
