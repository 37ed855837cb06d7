"""The page of a PDF: the box stands on the figure, also where the page is turned."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from ctypes import c_int
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdfium2 import raw
from serving import Served

from pipeline.run import run
from pipeline.server.site import Site

sys.path.append(str(Path(__file__).parents[1] / "readers"))
from makepdf import Page, build

DPI = 4
"""Device pixels a point in which pdfium itself is asked where characters lie."""


def turned(turn: int) -> bytes:
    """A page with /Rotate whose lines are upright when it is shown, as scanners and office programs make them."""
    page = Page(extra=f"/Rotate {90 * turn}")
    lines = ["临河县社工站建设情况汇报", "临河县民政局 2022年12月20日", "全县建成社工站128个，配备驻站社工36名。"]
    for n, line in enumerate(lines):
        at = {1: (100 + 30 * n, 60), 2: (500, 100 + 30 * n), 3: (500 - 30 * n, 780)}[turn]
        page.text(*at, line, 14, turn=turn)
    return build(page)


@pytest.fixture(params=[1, 2, 3], ids=["90", "180", "270"])
def rotated(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    (tmp_path / "转.pdf").write_bytes(turned(request.param))
    run([tmp_path / "转.pdf"], tmp_path / "youju.db", tmp_path / "out")
    one = Served(Site(tmp_path / "youju.db", "甲"))
    yield one
    one.stop()


def on_the_page(path: str, quote: str) -> tuple[float, float, float, float, float]:
    """Where pdfium itself puts a quote on the page as it is shown: left, top, right, bottom, and the page's width."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        words = page.get_textpage()
        hit = words.search(quote).get_next()
        assert hit
        width, height = page.get_size()
        corners = []
        for n in range(hit[0], hit[0] + hit[1]):
            left, bottom, right, top = words.get_charbox(n)
            for x, y in ((left, bottom), (right, top)):
                across, down = c_int(), c_int()
                raw.FPDF_PageToDevice(page, 0, 0, round(width * DPI), round(height * DPI), 0, x, y, across, down)
                corners.append((across.value / DPI, down.value / DPI))
    return (min(x for x, _ in corners), min(y for _, y in corners), max(x for x, _ in corners), max(y for _, y in corners),
            width)


def test_on_a_turned_page_the_box_stands_on_the_figure(rotated: Served, page: Any) -> None:
    with rotated.site.database() as db:
        fact = next(db.query("SELECT f.id, d.path FROM facts AS f JOIN documents AS d ON d.id = f.document WHERE f.quote = '128个'"))
    page.goto(f"{rotated.url}/review?fact={fact['id']}")
    rect, svg = (page.locator(query).bounding_box() for query in (".sheet rect.figure", ".sheet svg"))
    left, top, right, bottom, width = on_the_page(fact["path"], "128个")
    scale = svg["width"] / width
    assert right - left > bottom - top  # it is shown upright
    assert rect["x"] - svg["x"] == pytest.approx(left * scale, abs=3 * scale)
    assert rect["x"] + rect["width"] - svg["x"] == pytest.approx(right * scale, abs=3 * scale)
    assert rect["y"] - svg["y"] <= top * scale + 2
    assert rect["y"] + rect["height"] - svg["y"] >= bottom * scale - 2
    assert rect["height"] < 3 * (bottom - top) * scale
    assert page.locator(".sheet").bounding_box()["y"] <= rect["y"] < 800


def test_the_box_stands_on_the_figure(served: Served, page: Any) -> None:
    with served.site.database() as db:
        fact = next(db.query("""SELECT f.*, d.path FROM facts AS f JOIN documents AS d ON d.id = f.document
                                 WHERE f.page = 1 AND f.quote GLOB '[0-9][0-9][0-9][0-9]*' ORDER BY f.start"""))
    page.goto(f"{served.url}/review?fact={fact['id']}&state=all")
    page.wait_for_function("() => document.querySelector('.sheet rect.figure')")
    rect, svg = (page.locator(query).bounding_box() for query in (".sheet rect.figure", ".sheet svg"))
    with pypdfium2.PdfDocument(fact["path"]) as document:
        words = document[0].get_textpage()
        digits = re.match(r"\d+", fact["quote"])
        assert digits
        found = []
        search = words.search(fact["quote"])
        while hit := search.get_next():
            found.append((words.get_charbox(hit[0]), words.get_charbox(hit[0] + hit[1] - 1)))
        width, height = document[0].get_size()
    assert len(found) == 1
    (first, last), scale = found[0], svg["width"] / width
    left, right = first[0] * scale + svg["x"], last[2] * scale + svg["x"]
    middle = (height - (first[1] + first[3]) / 2) * scale + svg["y"]
    assert rect["x"] - 2 <= left < right <= rect["x"] + rect["width"] + 2
    assert rect["width"] < right - left + 12
    assert rect["y"] < middle < rect["y"] + rect["height"]
    assert page.locator(".sheet").bounding_box()["y"] <= rect["y"] < 800  # scrolled into view
    assert page.evaluate("() => { const i = new Image(); i.src = document.querySelector('.sheet image').getAttribute('href');"
                         " return i.decode().then(() => i.naturalWidth) }") > width
