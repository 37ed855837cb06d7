"""Web pages: the article with its places, without what surrounds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.readers import read
from schemas.records import Document, Span

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>门户 2022</title><style>p{x:1}</style></head><body>
<div id="top"><a href="/">首页</a><a href="/b">政务公开</a><a href="/c">第1234号公告</a></div>
<div id="main"><h1>石桥县社工站建设见成效</h1><div class="info">发布时间：2022-06-30 来源：石桥县民政局</div>
<div class="text"><p>今年以来，石桥县建成社工站<b>12</b>个，
配备社工36名，累计投入福彩公益金128.5万元。</p>
<p>各站点服务困难群众4600余&nbsp;人次，开展小组活动&#51;&#54;场，群众满意度不断提升。</p></div></div>
<div class="foot"><a href="/x">联系我们</a> 电话 12345</div><script>var n = 99;</script></body></html>"""


def reading(tmp_path: Path, page: str, encoding: str = "utf-8") -> Document:
    path = tmp_path / "a.html"
    path.write_bytes(page.encode(encoding))
    return read(path)


def test_article_is_lifted_out(tmp_path: Path) -> None:
    document = reading(tmp_path, PAGE)
    assert document.text.split("\n") == [
        "石桥县社工站建设见成效",
        "发布时间：2022-06-30 来源：石桥县民政局",
        "今年以来，石桥县建成社工站12个，配备社工36名，累计投入福彩公益金128.5万元。",
        "各站点服务困难群众4600余人次，开展小组活动36场，群众满意度不断提升。",
    ]
    assert document.blocks[0].kind == "title"


def test_numbers_outside_the_article_are_furniture(tmp_path: Path) -> None:
    document = reading(tmp_path, PAGE)
    assert [f.text for f in document.furniture] == ["首页政务公开第1234号公告", "联系我们 电话 12345"]


@pytest.mark.parametrize(
    ("words", "line", "place"), [("12个", 4, "4:38"), ("36名", 5, "5:5"), ("36场", 6, "6:33")]
)
def test_line_and_column(tmp_path: Path, words: str, line: int, place: str) -> None:
    document = reading(tmp_path, PAGE)
    start = document.text.index(words)
    locator = document.locate(Span(start, start + len(words)))
    assert (locator.line, locator.block) == (line, place)


def test_declared_encoding(tmp_path: Path) -> None:
    page = PAGE.replace('charset="utf-8"', "charset=gb2312")
    assert "建成社工站12个" in reading(tmp_path, page, "gb18030").text


def test_data_table(tmp_path: Path) -> None:
    rows = "<tr><td rowspan=2>乡镇<td colspan=2>投入<tr><td>2021年<td>2022年<tr><td>石桥镇<td>8<td>28.5"
    document = reading(tmp_path, f"<html><body><p>单位：万元</p><table>{rows}</table></body></html>")
    cells = {document.text[b.start : b.end]: b for b in document.blocks if b.kind == "cell"}
    assert cells["28.5"].header == "投入|2022年|石桥镇|单位：万元"
    assert (cells["28.5"].row, cells["28.5"].column) == (2, 2)


def test_layout_table_is_no_table(tmp_path: Path) -> None:
    text = "今年以来全县建成社工站12个。" * 20
    document = reading(
        tmp_path, f"<html><table><tr><td>左栏<td><p>{text}</p><tr><td>页脚<td>完</table></html>"
    )
    assert {b.kind for b in document.blocks} == {"paragraph"}


def test_unclosed_and_stray_tags(tmp_path: Path) -> None:
    document = reading(tmp_path, "<html><div><p>建站12个。<p>培训30人。</b></div></span><br>完成。")
    assert document.text == "建站12个。\n培训30人。\n完成。"
