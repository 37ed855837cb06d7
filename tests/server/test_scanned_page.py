"""Figures that OCR read from a scan: a queue of their own, marked everywhere, boxed like others."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from looking import press
from serving import DONGSHAN, Served

from pipeline.run import run
from pipeline.server.site import Site

sys.path.append(str(Path(__file__).parents[1] / "readers"))
from makepdf import Page, build

LINES = ["临河县社工站建设情况汇报", "临河县民政局 2022年12月20日", "全县建成社工站128个，配备驻站社工36名。"]


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A database of a scan and of a text."""
    folder = tmp_path_factory.mktemp("scanned")
    with pypdfium2.PdfDocument(build(Page().lines(LINES, size=16, leading=30))) as pdf:
        image = pdf[0].render(scale=200 / 72).to_pil().convert("L").crop((150, 100, 1400, 500))
    out = io.BytesIO()
    image.save(out, "PDF", resolution=200)
    (folder / "扫描.pdf").write_bytes(out.getvalue())
    (folder / "东山.txt").write_text(DONGSHAN, encoding="utf-8")
    run([folder / "扫描.pdf", folder / "东山.txt"], folder / "youju.db", folder / "out")
    one = Served(Site(folder / "youju.db", "甲"))
    yield one
    one.stop()


def test_the_queue_holds_the_figures_of_the_scan_and_no_others(scanned: Served) -> None:
    client, key = scanned.client(), scanned.document("扫描.pdf")
    with scanned.site.database() as db:
        facts = {row["quote"]: row["id"] for row in db.query("SELECT id, quote FROM facts WHERE document = ?", [key])}
    assert {"128个", "36名"} <= facts.keys()
    text = client.get("/review?ocr=1&state=all").text
    assert f"共 {len(facts)} 条" in text
    assert "文件中没有文字可证" in text
    assert f'href="/review?ocr=1&amp;doc={key}"' in client.get("/documents").text


def test_the_figure_is_boxed_at_once_and_all_else_when_the_scan_has_been_read_again(scanned: Served, page: Any) -> None:
    page.goto(f"{scanned.url}/review?fact={scanned.fact('128个')}&ocr=1")
    box, picture = (page.locator(query).bounding_box() for query in (".sheet rect.figure", ".sheet svg"))
    assert picture["x"] < box["x"] < box["x"] + box["width"] < picture["x"] + picture["width"]
    for _ in range(120):
        if not page.get_by_text("正在重新识别扫描件的文字").count():
            break
        time.sleep(0.5)
        page.reload()
    assert page.locator(".sheet rect.ev-indicator").count()
    press(page, "a")
    assert scanned.site.ledger.history()[0].action == "accept"
