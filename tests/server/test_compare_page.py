"""The comparison in the browser: filters, charts, and downloads that hold what is on the screen."""

from __future__ import annotations

import csv
import io
import sqlite3
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from looking import press
from serving import Served
from sqlite_utils import Database

from pipeline.compare import Selection, compare
from pipeline.run import run
from pipeline.server.charts import Bars, bars, lines
from pipeline.server.site import Site

REPORTS = {
    "昭通市": "{year}年12月20日\n全市建成社工站{0}个（其中县级站10个、乡镇站{1}个），投入资金{2}万元。\n力争{next}年建成社工站300个。\n",
    "曲靖市": "{year}年12月20日\n全市建成社工站{0}个，投入资金{2}万元。\n",
    "玉溪市": "{year}年12月20日\n全市建成社工站**个，投入资金{2}万元。\n",
}
YEARS = {2020: (60, 50, 90), 2021: (110, 100, 120), 2022: (146, 136, 300)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("compare")
    for n, (name, text) in enumerate(REPORTS.items()):
        for year, figures in YEARS.items():
            body = text.format(*(figure + 10 * n for figure in figures), year=year, next=year + 1)
            (place / f"{name}{year}.txt").write_text(f"{name}社工站建设工作报告\n{name}民政局 {body}", encoding="utf-8")
    run([place], place / "youju.db", place / "out")
    return place


@pytest.fixture(scope="module")
def compared(folder: Path) -> Any:
    one = Served(Site(folder / "youju.db", "甲", read_only=True))
    yield one
    one.stop()


def grid(page: Any) -> list[list[str]]:
    """The table on the screen, row by row."""
    rows = page.locator("table.grid tr").all()
    return [[cell.strip() for cell in row.locator("th, td").all_inner_texts()] for row in rows]


def test_a_cell_opens_its_evidence_without_leaving_the_page(compared: Served, page: Any) -> None:
    page.goto(f"{compared.url}/compare?indicator=station.count")
    page.locator("table.grid a").first.click()
    page.wait_for_selector("#evidence dl")
    assert "社工站" in page.locator("#evidence").inner_text()
    assert page.url.endswith("/compare?indicator=station.count")


@pytest.mark.parametrize(("query", "rows"), [
    ("indicator=station.count", [["玉溪市", "已隐去"], ["曲靖市", "156"], ["昭通市", "146"]]),
    ("indicator=station.count&rank=1", [["1", "曲靖市", "156"], ["2", "昭通市", "146"], ["", "玉溪市", "已隐去"]]),
    ("indicator=station.count&dim=level%3Dcounty", [["昭通市", "10（县级）"]]),
    ("indicator=station.count&dim=level%3Dall", [["昭通市", "146"]]),
    ("indicator=station.count&time=2020", [["玉溪市", "已隐去"], ["曲靖市", "70"], ["昭通市", "60"]]),
    ("indicator=station.count&time=2020/2021&under=530600", [["昭通市", "110"]]),
    ("indicator=station.count&status=target", [["昭通市", "300"]]),
    ("indicator=fund.input&dim=level%3Dcounty", [["没有符合的数字。"]]),
])
def test_the_filters_choose_what_the_command_would(compared: Served, page: Any, query: str, rows: list[list[str]]) -> None:
    page.goto(f"{compared.url}/compare?{query}")
    shown = grid(page)[1:]
    assert sorted(shown) == sorted(rows)
    if "rank" in query:
        assert shown == rows


def test_a_breakdown_is_chosen_in_the_form(compared: Served, page: Any) -> None:
    page.goto(f"{compared.url}/compare?indicator=station.count")
    page.select_option("[name=dim]", label="层级：乡镇街道")
    page.fill("[name=time]", "2021")
    page.get_by_role("button", name="对比").click()
    page.wait_for_url("**dim=level**")
    assert grid(page)[1:] == [["昭通市", "100（乡镇街道）"]]
    assert page.input_value("[name=time]") == "2021"


@pytest.mark.parametrize("time", ["去年", "2020-13"])
def test_a_time_that_is_none_is_told(compared: Served, page: Any, time: str) -> None:
    page.goto(f"{compared.url}/compare?indicator=station.count&time={time}")
    assert "时间应写作" in page.locator("[role=alert]").inner_text()


QUERIES = ["indicator=station.count&indicator=fund.input", "indicator=station.count&rank=1&chart=",
           "indicator=station.count&dim=level%3Dcounty", "indicator=fund.input&by_year=1", "indicator=station.count&time=2021"]


@pytest.mark.parametrize("query", QUERIES)
def test_the_workbook_holds_what_is_on_the_screen(compared: Served, page: Any, query: str) -> None:
    page.goto(f"{compared.url}/compare?{query}")
    shown = grid(page)
    book = openpyxl.load_workbook(io.BytesIO(compared.client().get(f"/compare.xlsx?{query}").data))
    sheet = book["指标表"]
    names = [str(cell.value) for cell in sheet[1]]
    kept = [n for n, name in enumerate(names) if name != "区划代码"]

    def text(value: Any) -> str:
        return f"{value:,}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value or "")

    assert [[text(row[n].value) for n in kept] for row in sheet.iter_rows()] == shown


@pytest.mark.parametrize("query", QUERIES)
def test_the_csv_holds_the_same_cells(compared: Served, query: str) -> None:
    text = compared.client().get(f"/compare.csv?{query}").data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    page = compared.client().get(f"/compare?{query}").text
    ids = [value for row in rows for name, value in row.items() if name.endswith("事实编号") and value]
    assert ids
    assert sorted(ids) == sorted(name for name in ids if f'fact={name}"' in page.split("<table")[1])
    assert page.split("<table")[1].count("/evidence") == len(ids)


# --- charts ---------------------------------------------------------------------------------------


def test_bars_are_as_long_as_their_figures_and_open_their_evidence(compared: Served, page: Any) -> None:
    page.goto(f"{compared.url}/compare?indicator=fund.input&time=2022")
    boxes = [rect.bounding_box()["width"] for rect in page.locator(".chart rect").all()]
    assert page.locator(".chart text.end").all_text_contents() == ["玉溪市", "曲靖市", "昭通市"]
    assert [round(320 * width / boxes[0]) for width in boxes] == [320, 310, 300]
    page.locator(".chart a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#evidence dl")
    assert "玉溪市" in page.locator("#evidence dl").inner_text()


def test_years_are_lines_and_what_is_masked_is_not_drawn(compared: Served, page: Any) -> None:
    page.goto(f"{compared.url}/compare?indicator=station.count&by_year=1")
    assert sorted(page.locator(".line > text").all_text_contents()) == ["昭通市", "曲靖市"]
    assert page.locator(".line circle").count() == 6
    across = [circle.bounding_box()["x"] for circle in page.locator(".line1 circle").all()]
    down = [circle.bounding_box()["y"] for circle in page.locator(".line1 circle").all()]
    assert (across, down) == (sorted(across), sorted(down, reverse=True))
    page.select_option("[name=chart]", "")
    page.get_by_role("button", name="对比").click()
    page.wait_for_url("**chart=**")
    assert page.locator(".chart").count() == 0


def test_a_chart_shows_one_level_of_divisions(folder: Path) -> None:
    db = Database(sqlite3.connect(folder / "youju.db"))
    table = compare(db, Selection(("station.count", "fund.input")))
    texts = {(row.adcode, code): "" for row in table.rows for code in row.cells}
    drawn = bars(table, "fund.input", "资金", texts)
    assert isinstance(drawn, Bars)
    assert [bar.region for bar in drawn.marks] == ["玉溪市", "曲靖市", "昭通市"]
    assert bars(table, "no.such", "", texts) is None
    assert lines(compare(db, Selection(())), "", {}) is None
    db.conn.close()


# --- decisions ------------------------------------------------------------------------------------


def test_a_corrected_figure_stands_with_the_machines_beside_it(served: Served, page: Any) -> None:
    fact = served.fact("12个")
    page.goto(f"{served.url}/review?fact={fact}")
    page.keyboard.press("e")
    page.check("#edit [name=override]")
    page.fill("#edit [name=value]", "13")
    page.fill("#edit [name=reason]", "原文排印有误")
    press(page, "Enter")
    page.goto(f"{served.url}/compare?indicator=station.count&chart=")
    row = next(row for row in grid(page) if row[0] == "临河区")
    assert row[1] == "13已更正，机器读作12个"
    page.locator("table.grid tr", has_text="临河区").locator("a").click()
    page.wait_for_selector("#evidence dl")
    assert "已更正为：社工站点数　13个" in page.locator("#evidence").inner_text()
