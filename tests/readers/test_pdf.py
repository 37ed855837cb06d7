"""Text PDFs: the text as written, each character with its place on the page."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from makepdf import Page, build

from pipeline.readers import read
from pipeline.readers.isolation import read_isolated
from schemas.records import Document, Span

TEXT = (
    "今年以来石桥县民政局扎实推进乡镇社工站建设，全县建成站点17个，配备驻站社工43名，其中持证社工9名。"
    "各站点平均面积不少于60平方米，累计投入福彩公益金128.5万元，服务困难群众4,620余人次，"
    "开展小组活动36场，入户走访1,980户，群众满意度达到97.5%。"
)
NEXT = "下一步，石桥县将进一步加大投入力度，力争三年内实现村级服务点全覆盖，把服务送到群众家门口。"


def wrap(text: str, width: float) -> list[str]:
    """Lines of `width` ems, the first indented by two."""
    lines, line, used = [], "\u3000\u3000", 2.0
    for char in text:
        size = 0.5 if char.isascii() else 1.0
        if used + size > width:
            lines.append(line)
            line, used = "", 0.0
        line, used = line + char, used + size
    return [*lines, line]


def save(tmp_path: Path, data: bytes) -> Document:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    return read(path)


def reading(tmp_path: Path, *pages: Page) -> Document:
    return save(tmp_path, build(*pages))


def box_of(document: Document, words: str) -> tuple[float, float, float, float]:
    start = document.text.index(words)
    boxes = document.locate(Span(start, start + len(words))).boxes
    assert len({box.page for box in boxes}) == 1
    return (
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )


@pytest.mark.parametrize("width", [18, 25, 34])
def test_wrapped_paragraphs(tmp_path: Path, width: float) -> None:
    document = reading(tmp_path, Page().lines([*wrap(TEXT, width), *wrap(NEXT, width)]))
    assert document.text == TEXT + "\n" + NEXT


def test_every_character_has_its_box(tmp_path: Path) -> None:
    document = reading(tmp_path, Page().text(90, 700, "投入128.5万元", 12))
    assert box_of(document, "128.5") == pytest.approx((114, 698.6, 144, 710.6), abs=2.5)
    assert box_of(document, "万") == pytest.approx((144, 698.6, 156, 710.6), abs=2.5)


def test_page_number_between_a_figure_and_its_unit(tmp_path: Path) -> None:
    lines = wrap(TEXT, 20)
    cut = next(i for i, line in enumerate(lines) if "128.5" in line)
    first = Page().lines(lines[: cut + 1]).text(290, 40, "— 3 —")
    second = Page().lines([*lines[cut + 1 :], *wrap(NEXT, 20)]).text(290, 40, "— 4 —")
    document = reading(tmp_path, first, second)
    assert document.text == TEXT + "\n" + NEXT
    assert [(f.text, f.kind) for f in document.furniture] == [("— 3 —", "page"), ("— 4 —", "page")]
    start = document.text.index("128.5万元")
    assert document.locate(Span(start, start + 7)).page == 1


def test_running_heads(tmp_path: Path) -> None:
    pages = [
        Page()
        .text(200, 800, "石桥县民政局年度报告")
        .lines(wrap(f"第{n}页的正文写在这里，共有站点{n}个。", 30))
        for n in "一二三四"
    ]
    document = reading(tmp_path, *pages)
    assert "年度报告" not in document.text
    assert [f.kind for f in document.furniture] == ["running_head"] * 4


def test_two_columns(tmp_path: Path) -> None:
    page = Page().text(120, 800, "石桥县社工站建设情况的汇报材料汇编", 16)
    page.lines(wrap(TEXT, 17), x=60).lines(wrap(NEXT, 17), x=310)
    document = reading(tmp_path, page)
    assert document.text.split("\n")[1:] == [TEXT, NEXT]


@pytest.mark.parametrize("turn", [1, 3])
def test_rotated_page(tmp_path: Path, turn: int) -> None:
    page = Page(extra=f"/Rotate {90 * turn}")
    for number, line in enumerate(wrap(TEXT, 34)):
        indent = 24 if number == 0 else 0
        at = (100 + 20 * number, 60 + indent) if turn == 1 else (500 - 20 * number, 780 - indent)
        page.text(*at, line.strip("\u3000"), turn=turn)
    document = reading(tmp_path, page)
    assert document.text == TEXT
    left, bottom, right, top = box_of(document, "石桥县")
    assert top - bottom == pytest.approx(36, abs=1)
    assert right - left == pytest.approx(12, abs=4)


def test_ruled_table_with_merged_cells(tmp_path: Path) -> None:
    rows = [
        ["乡镇", "站点（个）", "<"],
        ["^", "2021年", "2022年"],
        ["石桥镇", "3", "12"],
        ["青禾乡", "1", "4"],
    ]
    page = Page().text(90, 780, "表2 各乡镇情况（单位：个）").table(rows, [90, 190, 290, 390], 760)
    page.text(90, 600, "以上数据由各乡镇报送。")
    document = reading(tmp_path, page)
    cells = {document.text[b.start : b.end]: b for b in document.blocks if b.kind == "cell"}
    assert [b.kind for b in document.blocks] == ["caption", *["cell"] * 10, "paragraph"]
    assert cells["12"].header == "站点（个）|2022年|石桥镇|单位：个"
    assert (cells["4"].table, cells["4"].row, cells["4"].column) == (0, 3, 2)
    assert cells["石桥镇"].header == "乡镇|单位：个"


def test_cell_of_two_lines_is_one(tmp_path: Path) -> None:
    page = Page().table([["乡镇", "做法"], ["石桥镇", ""]], [90, 190, 290], 760, high=40)
    page.text(193, 706, "建立社工", 10).text(193, 692, "服务点12个", 10)
    document = reading(tmp_path, page)
    assert document.text.split("\n")[-1] == "建立社工服务点12个"


def test_fake_bold_is_not_doubled(tmp_path: Path) -> None:
    page = Page().text(90, 700, "投入28万元").text(90.3, 700, "投入28万元")
    assert reading(tmp_path, page).text == "投入28万元"


def test_wide_tracking_keeps_a_figure_whole(tmp_path: Path) -> None:
    assert reading(tmp_path, Page().text(90, 700, "投入1286万元", operators="2 Tc")).text == "投入1286万元"


def test_drawing_order_does_not_matter(tmp_path: Path) -> None:
    page = (
        Page().text(126, 700, "万元，").text(90, 680, "服务9人。").text(114, 700, "28").text(90, 700, "投入")
    )
    assert reading(tmp_path, page).text == "投入28万元，服务9人。"


@pytest.mark.parametrize("operators", ["3 Tr", "1 1 1 rg"], ids=["invisible", "white"])
def test_hidden_text_is_left_out_and_said(tmp_path: Path, operators: str) -> None:
    page = Page().text(90, 700, "投入28万元").text(90, 600, "投入99万元", operators=operators)
    document = reading(tmp_path, page)
    assert document.text == "投入28万元"
    assert document.notes == ("第 1 页有 6 个看不见的字未读",)


@pytest.mark.parametrize("operators", ["3 Tr", "1 1 1 rg"], ids=["invisible", "white"])
def test_hidden_text_in_a_form_is_left_out_too(tmp_path: Path, operators: str) -> None:
    page = Page().text(90, 700, "投入28万元").text(90, 600, "投入99万元", operators=operators)
    assert save(tmp_path, put_into_forms(build(page))).text == "投入28万元"


@pytest.mark.parametrize("turn", [False, True], ids=["upright", "turned"])
def test_page_put_into_a_form(tmp_path: Path, turn: bool) -> None:
    """Chromium tells some characters by ActualText, whose places pdfium gives in the form's own coordinates."""
    printed = Path(__file__).parents[2] / "corpus" / "reports" / "14_gusu_evaluation.pdf"
    document = save(tmp_path, put_into_forms(printed.read_bytes(), turn))
    assert document.text == read(printed).text
    assert document.notes == ()


def put_into_forms(data: bytes, turn: bool = False) -> bytes:
    """The PDF with every page drawn in a form: moved, or turned and shown upright by the page's own rotation."""
    out = io.BytesIO()
    with pypdfium2.PdfDocument(data) as old, pypdfium2.PdfDocument.new() as new:
        for number in range(len(old)):
            width, height = old[number].get_size()
            page = new.new_page(height, width) if turn else new.new_page(width + 60, height + 60)
            drawn = old.page_as_xobject(number, new).as_pageobject()
            drawn.set_matrix(pypdfium2.PdfMatrix(0, 1, -1, 0, height, 0) if turn else pypdfium2.PdfMatrix(1, 0, 0, 1, 30, 60))
            page.insert_obj(drawn)
            page.gen_content()
            page.set_rotation(90 if turn else 0)
        new.save(out)
    return out.getvalue()


def test_text_layer_of_a_scan_is_read(tmp_path: Path) -> None:
    assert reading(tmp_path, Page().text(90, 700, "投入28万元", operators="3 Tr")).text == "投入28万元"


def test_outside_the_crop_box(tmp_path: Path) -> None:
    page = Page(extra="/CropBox[0 300 595 842]").text(90, 700, "投入28万元").text(90, 100, "投入99万元")
    assert reading(tmp_path, page).text == "投入28万元"


def test_slanted_watermark_is_furniture(tmp_path: Path) -> None:
    page = Page().text(90, 700, "投入28万元")
    code = "样稿2022".encode("utf-16-be").hex()
    page.content.append(f"BT /F1 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm <{code}> Tj ET")
    document = reading(tmp_path, page)
    assert document.text == "投入28万元"
    assert [(f.text.replace(" ", ""), f.kind) for f in document.furniture] == [("样稿2022", "watermark")]


def test_look_alikes_are_folded_and_signs_are_not(tmp_path: Path) -> None:
    document = reading(tmp_path, Page().text(90, 700, "⼯作⼈员12名，面积60㎡，①Ⅱ"))
    assert document.text == "工作人员12名，面积60㎡，①Ⅱ"


def test_large_title_over_two_lines(tmp_path: Path) -> None:
    page = Page().text(90, 780, "石桥县民政局关于全面推进乡镇社会工作", 22)
    page.text(280, 750, "站建设情况的汇报", 22).lines(wrap(TEXT, 34), y=700)
    document = reading(tmp_path, page)
    first = document.blocks[0]
    assert first.kind == "title"
    assert document.text[first.start : first.end] == "石桥县民政局关于全面推进乡镇社会工作站建设情况的汇报"


def test_boxes_survive_the_way_out_of_a_child_process(tmp_path: Path) -> None:
    document = reading(tmp_path, Page().lines(wrap(TEXT, 30)))
    assert read_isolated(tmp_path / "a.pdf") == document
    assert document.boxes[-1] == document.boxes[len(document.boxes) - 1]
    assert len(document.boxes[2:5]) == 3


def test_page_without_text_is_said(tmp_path: Path) -> None:
    document = reading(tmp_path, Page().text(90, 700, "投入28万元"), Page())
    assert document.notes == ("第 2 页没有文字",)


def test_table_of_three_bars(tmp_path: Path) -> None:
    page = Page().text(90, 790, "表3 各乡镇情况（单位：万元）")
    rows = [
        ("乡镇", "站点数（个）", "投入"),
        ("石桥镇", "3", "28.5"),
        ("青禾乡", "11", "6"),
        ("合计", "14", "34.5"),
    ]
    for r, row in enumerate(rows):
        for x, cell in zip((100, 220, 380), row, strict=True):
            page.text(x, 745 - 20 * r, cell, 10)
    for y in (760, 740, 676):
        page.rule(90, y, 480, y)
    page.text(90, 640, "以上数据由各乡镇报送。", 10)
    document = reading(tmp_path, page)
    cells = {document.text[b.start : b.end]: b for b in document.blocks if b.kind == "cell"}
    assert len(cells) == 12
    assert cells["28.5"].header == "投入|石桥镇|单位：万元"
    assert cells["11"].header == "站点数（个）|青禾乡|单位：万元"
    assert document.text.endswith("\n以上数据由各乡镇报送。")


def test_table_over_two_pages_is_one(tmp_path: Path) -> None:
    xs = [90.0, 190, 290]
    first = Page().text(90, 790, "各乡镇投入（单位：万元）")
    first.table([["乡镇", "2022年"], ["石桥镇", "28"]], xs, 120).text(290, 40, "- 1 -")
    second = (
        Page()
        .table([["乡镇", "2022年"], ["青禾乡", "6"]], xs, 780)
        .text(90, 600, "以上。")
        .text(290, 40, "- 2 -")
    )
    document = reading(tmp_path, first, second)
    cells = [
        (document.text[b.start : b.end], b.table, b.row, b.header)
        for b in document.blocks
        if b.kind == "cell"
    ]
    assert cells[2:] == [
        ("石桥镇", 0, 1, "乡镇|单位：万元"),
        ("28", 0, 1, "2022年|石桥镇|单位：万元"),
        ("青禾乡", 0, 2, "乡镇|单位：万元"),
        ("6", 0, 2, "2022年|青禾乡|单位：万元"),
    ]
    assert [f.text for f in document.furniture] == ["- 1 -", "乡镇", "2022年", "- 2 -"]


def test_table_goes_on_without_repeating_its_header(tmp_path: Path) -> None:
    xs = [90.0, 190, 290]
    first = Page().table([["乡镇", "2022年"], ["石桥镇", "28"]], xs, 120)
    second = Page().table([["青禾乡", "6"], ["大可乡", "7"]], xs, 780)
    document = reading(tmp_path, first, second)
    cells = {document.text[b.start : b.end]: b for b in document.blocks}
    assert (cells["7"].table, cells["7"].row, cells["7"].header) == (0, 3, "2022年|大可乡")


def test_lines_that_repeat_from_page_to_page_are_no_heads(tmp_path: Path) -> None:
    pages = [
        Page().lines([f"全县建成社工站{n}个，配备社工{n}名，投入资金{n}万元，服务群众"] * 20)
        for n in (11, 12, 13, 14)
    ]
    document = reading(tmp_path, *pages)
    assert document.text.count("服务群众") == 80
    assert not document.furniture
