"""The HTML report in Chromium: no request to anywhere, every mark and cell a way to its sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from store_samples import fact, reading, store

from pipeline import tables
from pipeline.cli import main
from pipeline.compare import Selection, compare, compare_years
from pipeline.html_report.points import cell_points, regions
from pipeline.render import member_labels
from schemas.codebook import load_codebook
from schemas.divisions import load_divisions
from schemas.tiles import load_tiles

SIZES = [(1280, 800), (1920, 1080)]
CODES = ("station.count", "staff.certified", "fund.input", "service.person_times")
CUT = """() => [...document.querySelectorAll("header *, .controls *, .cell, thead th, #evidence *")].filter((e) => {
  if (!e.checkVisibility() || e.closest("select")) return false;
  const r = e.getBoundingClientRect();
  return r.right > innerWidth + 1 || e.scrollWidth > e.clientWidth + 2 && getComputedStyle(e).display !== "inline";
}).map((e) => e.outerHTML.slice(0, 120))"""
OVERFLOWING = """(name) => { const box = document.querySelector(`#${name} .chart`).getBoundingClientRect();
  return [...document.querySelectorAll(`#${name} svg text`)].filter((e) => {
    const r = e.getBoundingClientRect(); return r.width && (r.left < box.left - 1 || r.right > box.right + 1); }).map((e) => e.textContent); }"""


@pytest.fixture
def opened(tmp_path: Path, browser: Any) -> Iterator[Callable[..., Any]]:
    """Open a comparison as a page that may load nothing and must run without a complaint."""
    errors: list[str] = []

    def show(db: Any, table: Any, size: tuple[int, int] = SIZES[0]) -> Any:
        path = tmp_path / "report.html"
        tables.write(db, table, member_labels(db), path)
        page = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="zh-CN")
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: errors.append(request.url) if request.url != path.as_uri() else None)
        page.goto(path.as_uri())
        pages.append(page)
        return page

    pages: list[Any] = []
    yield show
    for page in pages:
        page.close()
    assert errors == []


@pytest.fixture
def table(db: Any) -> Any:
    return compare(db, Selection(CODES))


def view(page: Any, name: str, marks: str = "svg .mark-rect path, svg .mark-symbol path") -> Any:
    """Go to a view and wait for its marks."""
    page.click(f"#tab-{name}")
    found = page.locator(f"#{name} .chart").locator(marks)
    found.first.wait_for()
    return found


def mark(page: Any, name: str, words: str) -> Any:
    """The text of a chart."""
    return page.locator(f"#{name} svg text", has_text=re.compile(f"^{re.escape(words)}$"))


def quoted(page: Any) -> list[str]:
    """The figures marked in the sentences of the panel."""
    return page.locator("#evidence mark").all_text_contents()


def test_a_click_on_a_cell_opens_its_sentence_with_quote_file_and_place(db, table, opened):
    page = opened(db, table)
    page.locator("#table button", has_text="146").click()
    told = page.locator("#evidence").inner_text()
    assert quoted(page) == ["146个", "140个"]
    assert "全市已建成社工站146个，配备社工约320人。" in told
    assert "昭通.txt，第 2 行" in told
    assert "同一格的其他数（1 处）" in told


def test_the_table_shows_what_the_screen_shows(db, table, opened):
    page = opened(db, table)
    rows = {row.locator("th").inner_text(): row.locator("td").all_inner_texts() for row in page.locator("#table tbody tr").all()}
    assert rows["昭通市"] == ["146", "", "9,000余", "已隐去"]
    assert rows["红河哈尼族彝族自治州"] == ["88", "", "", ""]


@pytest.mark.parametrize(("name", "words", "quotes"), [
    ("bars", "146", ["146个", "140个"]),
    ("matrix", "", ["146个", "140个"]),
    ("series", "", ["146个", "140个"]),
])
def test_a_click_on_a_mark_opens_its_sentence(db, table, opened, name, words, quotes):
    page = opened(db, table)
    marks = view(page, name)
    if words:
        mark(page, name, words).click()
    elif name == "matrix":
        marks.nth(1 * len(CODES)).click()  # the second region, the first indicator
    else:
        marks.first.click()
    assert quoted(page)[:1] == quotes[:1]


def test_the_tile_map_opens_the_province_and_lists_those_below(db, table, opened):
    page = opened(db, table)
    view(page, "tiles")
    mark(page, "tiles", "云南").click()
    assert "省级没有数；下级有数的" in page.locator("#evidence").inner_text()
    page.locator("#evidence button", has_text="昭通市").click()
    assert quoted(page) == ["146个", "140个"]
    page.select_option("#column", "staff.certified")
    mark(page, "tiles", "8,408").click()
    assert quoted(page) == ["8408人"]


def test_controls_narrow_table_and_charts(db, table, opened):
    page = opened(db, table)
    page.select_option("#level", "province")
    assert page.locator("#table tbody tr:visible th").all_inner_texts() == ["云南省"]
    page.select_option("#level", "")
    page.fill("#filter", "红河")
    assert page.locator("#table tbody tr:visible th").all_inner_texts() == ["红河哈尼族彝族自治州"]
    view(page, "bars")
    mark(page, "bars", "88").wait_for()
    assert mark(page, "bars", "146").count() == 0


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(db, opened, size):
    every = tuple(row["code"] for row in db.query("SELECT DISTINCT indicator AS code FROM facts ORDER BY 1"))
    page = opened(db, compare(db, Selection(every)), size)
    page.locator("#table .cell").first.click()
    assert page.evaluate(CUT) == []
    for name in ("bars", "series", "tiles", "matrix"):
        view(page, name)
        assert page.evaluate(OVERFLOWING, name) == []


@pytest.mark.parametrize("size", SIZES)
def test_many_indicators_stand_side_by_side_with_their_headings_apart(db, opened, size):
    page = opened(db, compare(db, Selection(tuple(load_codebook().indicators))), size)
    view(page, "matrix")
    assert page.evaluate("() => document.querySelector('main').scrollWidth <= document.querySelector('main').clientWidth + 1")
    boxes = page.evaluate("""() => [...document.querySelectorAll('#matrix .role-axis-label')].map((g) => [...g.children].map((e) => {
      const r = e.getBoundingClientRect(); return [r.left, r.right]; })).find((row) => row.length > 30)""")
    assert len(boxes) == len(load_codebook().indicators)
    slant = 1 if boxes[0][1] - boxes[0][0] < 30 else 0.7  # upright, or at 45 degrees
    assert min(slant * (other[0] - one[0]) for one, other in pairwise(boxes)) >= 15


def test_a_run_writes_the_page_where_it_is_asked_for(tmp_path, folder):
    done = CliRunner().invoke(main, ["run", str(folder), "--db", str(tmp_path / "run.db"), "--out", str(tmp_path / "out"), "--html"])
    assert done.exit_code == 0, done.output
    assert "report.html" in done.output
    assert "昭通市" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_words_of_a_document_are_never_markup(tmp_path, opened):
    path = tmp_path / "own.txt"
    path.write_text('</script><script>document.title="x"</script><img src=x onerror="document.title=1">\n'
                    "有146个<!--<b>站</b>。\n", encoding="utf-8")
    db, _ = store(tmp_path / "youju.db", reading(path, [fact("146个")]))
    page = opened(db, compare(db, Selection(("station.count",))))
    page.locator("#table .cell").click()
    assert "有146个<!--<b>站</b>。" in page.locator("#evidence").inner_text()
    assert page.title() == "指标对比 · 有据"


def test_years_fill_the_views_too(db, opened):
    page = opened(db, compare_years(db, Selection(("station.count",))))
    assert page.locator("#table thead th").all_inner_texts() == ["地区", "2022年（个）"]
    for name in ("bars", "series", "tiles", "matrix"):
        view(page, name)


def test_an_empty_comparison_says_so(db, opened):
    page = opened(db, compare(db, Selection(("service.goods",))))
    assert "没有符合条件的数据" in page.locator("#table").inner_text()
    page.click("#tab-bars")
    assert "没有可画的数" in page.locator("#bars").inner_text()


def test_the_same_comparison_gives_the_same_file(tmp_path, db, table):
    for name in ("a.html", "b.html"):
        tables.write(db, table, member_labels(db), tmp_path / name)
    first = (tmp_path / "a.html").read_bytes()
    assert first == (tmp_path / "b.html").read_bytes()
    assert len(re.findall(rb"<script", first)) == 3
    assert b"http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'" in first


def test_what_people_looked_at_is_marked(table):
    (row,) = (row for row in table.rows if row.region == "昭通市")
    cell = row.cells["station.count"]._replace(reviewed=1)
    seen = replace(table, rows=(replace(row, cells={"station.count": cell}),))
    (point,) = cell_points(seen, {})
    assert (point["text"], bool(point["note"])) == ("146✓", True)


def test_a_division_is_indented_under_the_rows_it_lies_in(table):
    city = next(row for row in table.rows if row.adcode == "530600")
    alone = replace(table, rows=(city, replace(city, adcode="530602", region="昭阳区")))
    assert [(each["adcode"], each["depth"]) for each in regions(alone)] == [("530600", "0"), ("530602", "1")]


def test_a_masked_figure_has_no_bar(db, table):
    points = {point["key"]: point for point in cell_points(table, {})}
    masked = points["530600|service.person_times"]
    assert (masked["x0"], masked["x1"], masked["state"]) == (None, None, "已隐去")
    assert json.loads(json.dumps(masked))["text"] == "已隐去"


def test_every_province_has_one_tile_of_its_own():
    tiles, divisions = load_tiles(), load_divisions()
    provinces = {row.adcode for row in divisions if row.level == "province" and row.current}
    assert {tile.adcode for tile in tiles} == provinces
    assert len({(tile.row, tile.column) for tile in tiles}) == len(tiles) == 34
    assert all(tile.short for tile in tiles)
