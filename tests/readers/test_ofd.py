"""OFD: the text as written, each character with its place on the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.ofd import MM, OfdPage, build_ofd, container, document_parts, wrapped
from pipeline.readers import read
from pipeline.readers.errors import ReadError
from pipeline.readers.isolation import read_isolated
from schemas.records import Document, Span

TEXT = (
    "今年以来石桥县民政局扎实推进乡镇社工站建设，全县建成站点17个，配备驻站社工43名，其中持证社工9名。"
    "各站点平均面积不少于60平方米，累计投入福彩公益金128.5万元，服务困难群众4,620余人次，"
    "开展小组活动36场，入户走访1,980户，群众满意度达到97.5%。"
)
SIZE = 12 * MM


def save(tmp_path: Path, data: bytes) -> Document:
    path = tmp_path / "a.ofd"
    path.write_bytes(data)
    return read(path)


def reading(tmp_path: Path, *pages: OfdPage, template: OfdPage | None = None, resources: str = "") -> Document:
    return save(tmp_path, build_ofd(*pages, template=template, resources=resources))


def box_of(document: Document, words: str) -> tuple[int, float, float, float, float]:
    start = document.text.index(words)
    (box,) = document.locate(Span(start, start + len(words))).boxes
    return box


def code(text: str, attributes: str) -> str:
    return f"<ofd:TextCode {attributes}>{text}</ofd:TextCode>"


RUNS = {
    "one step for each": ([code("投入28万元", 'X="0" Y="5" DeltaX="4.2 4.2 2.1 2.1 4.2"')], "投入28万元"),
    "repeated steps": ([code("投入1286万元", 'X="0" Y="5" DeltaX="g 2 4.2 g 4 2.1 4.2"')], "投入1286万元"),
    "too few steps: the last goes on": ([code("服务群众", 'X="0" Y="5" DeltaX="4.2"')], "服务群众"),
    "no steps at all": ([code("投入28万元", 'X="0" Y="5"')], "投入28万元"),
    "several codes on a line": (
        [code("投入", 'X="0" Y="5" DeltaX="4.2"'), code("28", 'X="8.4" Y="5" DeltaX="2.1"'), code("万元", 'X="12.6" DeltaX="4.2"')],
        "投入28万元",
    ),
    "drawn out of order": ([code("万元", 'X="12.6" Y="5" DeltaX="4.2"'), code("投入28", 'X="0" Y="5" DeltaX="4.2 4.2 2.1"')], "投入28万元"),
    "a space between": ([code("共 28 个", 'X="0" Y="5" DeltaX="4.2 2.1 2.1 2.1 2.1"')], "共28个"),
    "characters of markup": ([code("&lt;28&gt;个", 'X="0" Y="5" DeltaX="g 3 2.1 2.1"')], "<28>个"),
    "look-alikes": ([code("⼯作⼈员12名，60㎡", 'X="0" Y="5"')], "工作人员12名，60㎡"),
}


@pytest.mark.parametrize("kind", RUNS)
def test_runs_of_text(tmp_path: Path, kind: str) -> None:
    codes, expected = RUNS[kind]
    assert reading(tmp_path, OfdPage().codes(codes, 30, 30)).text == expected


@pytest.mark.parametrize("width", [18, 25, 34])
def test_wrapped_paragraphs(tmp_path: Path, width: int) -> None:
    page = OfdPage()
    for number, (indent, line) in enumerate(wrapped(TEXT, width, 2)):
        page.text(30 + indent * SIZE, 30 + 7 * number, line, SIZE)
    assert reading(tmp_path, page).text == TEXT


def test_every_character_has_its_box_in_points(tmp_path: Path) -> None:
    document = reading(tmp_path, OfdPage().text(72 * MM, 142 * MM, "投入128.5万元", SIZE))
    height = 297 / MM
    assert box_of(document, "128.5") == pytest.approx((1, 96, height - 143.4, 126, height - 131.4), abs=0.1)
    assert box_of(document, "万") == pytest.approx((1, 126, height - 143.4, 138, height - 131.4), abs=0.1)


def test_size_of_the_page_itself_goes_before_that_of_the_document(tmp_path: Path) -> None:
    document = reading(tmp_path, OfdPage(box="10 10 100 100").text(20, 20, "投入28万元"))
    assert box_of(document, "投").left == pytest.approx(10 / MM, abs=0.1)
    assert box_of(document, "投").bottom == pytest.approx((100 - 10) / MM - 0.12 * 4.2 / MM, abs=0.1)


MATRICES = {
    "scaled": ('CTM="2 0 0 2 0 0"', 8.4, 4.2 * 2),
    "moved": ('CTM="1 0 0 1 5 5"', 4.2, 4.2),
    "turned by a quarter": ('CTM="0 1 -1 0 60 0"', 4.2, 4.2),
}


@pytest.mark.parametrize("kind", MATRICES)
def test_transformed_text(tmp_path: Path, kind: str) -> None:
    attributes, wide, high = MATRICES[kind]
    document = reading(tmp_path, OfdPage().text(30, 60, "投入28万元", 4.2, attributes))
    assert document.text == "投入28万元"
    box = box_of(document, "投")
    assert ((box.right - box.left) * MM, (box.top - box.bottom) * MM) == pytest.approx((wide, high), abs=0.01)


def test_template_below_every_page_is_a_running_head(tmp_path: Path) -> None:
    head = OfdPage().text(60, 15, "石桥县民政局年度报告")
    pages = [OfdPage(extra='<ofd:Template TemplateID="1"/>') for _ in range(3)]
    for number, page in enumerate(pages):
        page.text(30, 40, f"第{'一二三'[number]}站建成，投入28万元，服务群众300人次，运行平稳有序。")
        page.text(30, 47, "下一步继续做好服务。")
    document = reading(tmp_path, *pages, template=head)
    assert "年度报告" not in document.text
    assert [f.text for f in document.furniture if f.kind == "running_head"] == ["石桥县民政局年度报告"] * 3


def test_several_documents_in_a_file_count_their_pages_on(tmp_path: Path) -> None:
    parts = document_parts("Doc_0", [OfdPage().text(30, 40, "甲县建站12个。")])
    parts |= document_parts("Doc_1", [OfdPage().text(30, 40, "乙县建站15个。")])
    document = save(tmp_path, container(parts, ["Doc_0/Document.xml", "/Doc_1/Document.xml"]))
    assert document.text == "甲县建站12个。\n乙县建站15个。"
    assert box_of(document, "15").page == 2


UNSEEN = {
    "not visible": ('Visible="false"', ""),
    "clear": ('Alpha="0"', ""),
    "neither filled nor stroked": ('Fill="false"', ""),
    "white on bare paper": ("", "255 255 255"),
}


@pytest.mark.parametrize("kind", UNSEEN)
def test_text_that_nobody_sees_is_left_out_and_said(tmp_path: Path, kind: str) -> None:
    attributes, fill = UNSEEN[kind]
    page = OfdPage().text(30, 40, "投入28万元").text(30, 60, "投入99万元", 4.2, attributes, fill)
    document = reading(tmp_path, page)
    assert document.text == "投入28万元"
    assert document.notes == ("第 1 页有 6 个看不见的字未读",)


def test_text_outside_the_page(tmp_path: Path) -> None:
    assert reading(tmp_path, OfdPage().text(30, 40, "投入28万元").text(30, 320, "投入99万元")).text == "投入28万元"


def test_composite_graphics_are_drawn_where_they_are_used(tmp_path: Path) -> None:
    inner = OfdPage().text(0, 10, "投入28万元").objects[0]
    unit = f'<ofd:CompositeGraphicUnit ID="7"><ofd:Content>{inner}</ofd:Content></ofd:CompositeGraphicUnit>'
    page = OfdPage(['<ofd:PageBlock ID="4"><ofd:CompositeObject ID="5" Boundary="30 40 50 20" ResourceID="7"/></ofd:PageBlock>'])
    document = reading(tmp_path, page, resources=unit)
    assert document.text == "投入28万元"
    assert box_of(document, "投").left == pytest.approx(30 / MM, abs=0.1)


def test_slanted_watermark_is_furniture(tmp_path: Path) -> None:
    page = OfdPage().text(30, 40, "投入28万元").text(60, 150, "样稿2022", 14, 'CTM="0.7 -0.7 0.7 0.7 0 0"')
    document = reading(tmp_path, page)
    assert document.text == "投入28万元"
    assert [f.kind for f in document.furniture] == ["watermark"]


def test_ruled_table_with_its_caption(tmp_path: Path) -> None:
    page = OfdPage().text(30, 30, "表1 各乡镇投入（单位：万元）")
    page.table([["乡镇", "2022年"], ["石桥镇", "28.5"], ["青禾乡", "6"]], [30, 60, 90], 40)
    page.text(30, 75, "以上数据由各乡镇报送。")
    document = reading(tmp_path, page)
    cells = {document.text[b.start : b.end]: b for b in document.blocks if b.kind == "cell"}
    assert len(cells) == 6
    assert cells["28.5"].header == "2022年|石桥镇|单位：万元"
    assert document.text.endswith("\n以上数据由各乡镇报送。")


def test_font_without_character_codes_is_said(tmp_path: Path) -> None:
    assert reading(tmp_path, OfdPage().text(30, 40, "\ue001\ue002\ue003")).notes == ("第 1 页的字体没有编码表，需要文字识别",)


def test_missing_page_is_said(tmp_path: Path) -> None:
    parts = document_parts("Doc_0", [OfdPage().text(30, 40, "建站12个。"), OfdPage()])
    del parts["Doc_0/Pages/Page_1/Content.xml"]
    document = save(tmp_path, container(parts, ["Doc_0/Document.xml"]))
    assert document.notes == ("第 2 页损坏：缺少部件 Pages/Page_1/Content.xml",)


def test_boxes_survive_the_way_out_of_a_child_process(tmp_path: Path) -> None:
    document = reading(tmp_path, OfdPage().text(30, 40, "投入28万元"))
    assert read_isolated(tmp_path / "a.ofd") == document


def test_file_without_documents(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="没有可读的文字"):
        save(tmp_path, container({}, []))
