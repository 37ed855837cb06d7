"""Tables of a PDF that no box rules: by bars, by alignment alone, on turned pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from makepdf import Page, build

from pipeline.readers import read
from schemas.records import Document, Span

XS = (100.0, 220.0, 320.0, 420.0)


def reading(tmp_path: Path, *pages: Page) -> Document:
    path = tmp_path / "a.pdf"
    path.write_bytes(build(*pages))
    return read(path)


def set_rows(page: Page, rows: list[list[str]], top: float = 740, leading: float = 20, xs: tuple[float, ...] = XS,
             right: bool = False) -> Page:
    """Rows of cells at `xs`, figures flush right where asked; empty cells are left out."""
    for number, row in enumerate(rows):
        for x, cell in zip(xs, row, strict=False):
            wide = sum(5 if c.isascii() else 10 for c in cell)
            shift = 60 - wide if right and x != xs[0] else 0
            if cell:
                page.text(x + shift, top - leading * number, cell, 10)
    return page


def cells(document: Document) -> list[tuple[str, str]]:
    """The figures of tables and names with their headers."""
    return [(document.text[b.start : b.end], b.header) for b in document.blocks if b.kind == "cell"]


ROWS = [["乡镇", "站点数（个）", "社工", "投入"], ["石桥镇", "3", "12", "28.5"], ["青禾乡", "11", "7", "6"], ["合计", "14", "19", "34.5"]]
TOLD = {"28.5": "投入|石桥镇|单位：万元", "11": "站点数（个）|青禾乡|单位：万元", "34.5": "投入|合计|单位：万元"}


@pytest.mark.parametrize("right", [False, True], ids=["flush left", "flush right"])
def test_columns_set_by_alignment_alone(tmp_path: Path, right: bool) -> None:
    page = Page().text(90, 780, "今年以来，各乡镇社工站建设稳步推进，运行平稳有序，情况如下。", 10)
    page.text(180, 762, "表1 各乡镇情况（单位：万元）", 10)
    set_rows(page, ROWS, right=right).text(90, 640, "以上数据由各乡镇报送，下一步继续推进。", 10)
    document = reading(tmp_path, page)
    found = cells(document)
    assert len(found) == 16
    assert {text: header for text, header in found if text in TOLD} == TOLD
    assert document.text.endswith("\n以上数据由各乡镇报送，下一步继续推进。")


def test_years_as_headers(tmp_path: Path) -> None:
    rows = [["乡镇", "2021年", "2022年"], ["石桥镇", "3", "12"], ["青禾乡", "1", "4"]]
    assert ("4", "2022年|青禾乡") in cells(reading(tmp_path, set_rows(Page(), rows)))


def test_header_of_two_rows(tmp_path: Path) -> None:
    page = set_rows(Page(), [["2021年", "2022年"], ["3", "12"], ["1", "4"]], top=720, xs=(220.0, 320.0))
    page.text(100, 720, "乡镇", 10).text(240, 740, "站点数（个）", 10).text(100, 740, "地区", 10)
    page.text(100, 700, "石桥镇", 10).text(100, 680, "青禾乡", 10)
    assert ("4", "站点数（个）|2022年|青禾乡") in cells(reading(tmp_path, page))


def test_second_line_of_a_cell_goes_with_the_first(tmp_path: Path) -> None:
    page = set_rows(Page(), [["乡镇", "做法", "站点"], ["石桥镇", "建立三级", "3"], ["青禾乡", "服务站点", "1"], ["大可乡", "无", "2"]],
                    leading=30)
    page.text(220, 740 - 30 - 12, "服务网络", 10)
    found = dict(cells(reading(tmp_path, page)))
    assert "建立三级服务网络" in found
    assert found["1"] == "站点|青禾乡|服务站点"


def test_name_in_the_first_column_holds_for_the_rows_below(tmp_path: Path) -> None:
    rows = [["片区", "乡镇", "站点"], ["东片", "石桥镇", "3"], ["", "青禾乡", "11"], ["西片", "大可乡", "2"]]
    assert ("11", "站点|东片|青禾乡") in cells(reading(tmp_path, set_rows(Page(), rows)))


@pytest.mark.parametrize("bars", [True, False], ids=["three bars", "no rulings"])
def test_figures_below_each_other_never_become_one(tmp_path: Path, bars: bool) -> None:
    rows = [["片区", "乡镇", "站点"], ["东片", "石桥镇", "3"], ["", "", "12"], ["西片", "大可乡", "2"]]
    page = set_rows(Page(), rows)
    for y in (755, 735, 670) if bars else ():
        page.rule(90, y, 480, y)
    found = [text for text, _ in cells(reading(tmp_path, page))]
    assert "3" in found
    assert "12" in found


def test_table_goes_on_over_the_page(tmp_path: Path) -> None:
    first = set_rows(Page(), ROWS[:3], top=120).text(290, 40, "- 1 -")
    second = set_rows(Page(), [["大可乡", "5", "9", "7.5"], ["长湖镇", "6", "8", "9.5"], ["圭山镇", "2", "3", "1.5"]], top=780)
    second.text(290, 40, "- 2 -")
    assert ("9.5", "投入|长湖镇") in cells(reading(tmp_path, first, second))


HEAD = ["乡镇", "做法", "投入（万元）"]


@pytest.mark.parametrize("repeated", [False, True], ids=["header once", "header repeated"])
def test_row_cut_by_the_page_is_one(tmp_path: Path, repeated: bool) -> None:
    xs = [90.0, 190, 390, 490]
    first = Page().table([HEAD, ["石桥镇", "建立三级服务点1", "28.5"]], xs, 120).text(290, 40, "- 1 -")
    rest = [["", "2个，运行平稳", ""], ["青禾乡", "新建", "6"]]
    second = Page().table([HEAD, *rest] if repeated else rest, xs, 780).text(290, 40, "- 2 -").text(90, 600, "以上。")
    document = reading(tmp_path, first, second)
    found = dict(cells(document))
    assert found["建立三级服务点12个，运行平稳"] == "做法|石桥镇"
    assert found["6"] == "投入（万元）|青禾乡|新建"
    assert [b.row for b in document.blocks if b.kind == "cell"] == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    start = document.text.index("12个")
    assert [box.page for box in document.locate(Span(start, start + 3)).boxes] == [1, 2]
    assert document.text.endswith("\n以上。")


@pytest.mark.parametrize("row", [["", "大可乡", "7"], ["大可乡", "新建", "7"], ["", "", "12"]], ids=["merged name", "own name", "a figure"])
def test_row_of_its_own_on_the_next_page(tmp_path: Path, row: list[str]) -> None:
    xs = [90.0, 190, 390, 490]
    first = Page().table([HEAD, ["石桥镇", "做法一", "28.5"]], xs, 120)
    document = reading(tmp_path, first, Page().table([row, ["青禾乡", "新建", "6"]], xs, 780))
    found = [text for text, _ in cells(document)]
    assert found[3:] == ["石桥镇", "做法一", "28.5", *filter(None, row), "青禾乡", "新建", "6"]


def test_line_below_a_table_stays_below(tmp_path: Path) -> None:
    page = Page().table([HEAD, ["石桥镇", "做法一", "28.5"]], [90.0, 190, 390, 490], 400).text(90, 300, "数据由各镇报送")
    assert reading(tmp_path, page).text.endswith("28.5\n数据由各镇报送")


@pytest.mark.parametrize("turn", [1, 3])
@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "no rulings"])
def test_table_on_a_turned_page(tmp_path: Path, turn: int, ruled: bool) -> None:
    page = Page(extra=f"/Rotate {90 * turn}")
    for r, row in enumerate(ROWS):
        for x, cell in zip(XS, row, strict=True):
            # Down the page as it is read is sideways on the page as it is stored.
            at = (100 + 20 * r, x) if turn == 1 else (495 - 20 * r, 842 - x)
            page.text(*at, cell, 10, turn=turn)
    for edge in (90, 210, 310, 410, 500) if ruled else ():
        y = edge if turn == 1 else 842 - edge
        page.rule(85 if turn == 1 else 430, y, 165 if turn == 1 else 510, y)
    for r in range(5) if ruled else ():
        x = 85 + 20 * r if turn == 1 else 510 - 20 * r
        page.rule(x, 90 if turn == 1 else 342, x, 500 if turn == 1 else 752)
    assert ("28.5", "投入|石桥镇") in cells(reading(tmp_path, page))


NO_TABLES = {
    "contents": [["前言……", "1"], ["一、基本情况", "3"], ["二、主要做法", "5"]],
    "names": [["张三", "石桥镇"], ["李四", "青禾乡"], ["王五", "大可乡"]],
    "two rows": [["石桥镇", "3"], ["青禾乡", "11"]],
    "prose in columns": [["今年投入12万元，建站", "服务群众300人次，较"], ["3个，社工9名，投", "去年增长12%。下一步"],
                         ["入持续增加。", "继续推进。"]],
    "signature": [["报送单位：石桥县民政局", "2022年6月"], ["联系人：张三", "电话"], ["签发：", "李四"]],
}


@pytest.mark.parametrize("rows", NO_TABLES.values(), ids=NO_TABLES.keys())
def test_no_table(tmp_path: Path, rows: list[list[str]]) -> None:
    page = set_rows(Page(), rows, xs=(100.0, 320.0))
    assert cells(reading(tmp_path, page)) == []
