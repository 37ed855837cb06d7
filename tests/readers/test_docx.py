"""Word files: each kind of container, tables, automatic numbers, and the run every character came from."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from hostile import WORD, document_xml, package

from pipeline.readers import read
from schemas.records import Document, Span

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inner: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def reading(tmp_path: Path, body: str, parts: dict[str, bytes] | None = None) -> Document:
    parts = parts or {}
    rels = "".join(
        f'<Relationship Id="r{i}" Type="{REL}/{Path(name).stem.rstrip("1")}" Target="{name}"/>'
        for i, name in enumerate(parts)
    )
    path = tmp_path / "a.docx"
    path.write_bytes(
        package(
            {
                "word/document.xml": document_xml(body),
                "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELS}">{rels}</Relationships>'.encode(),
                **{f"word/{name}": data for name, data in parts.items()},
            }
        )
    )
    return read(path)


def part(name: str, inner: str) -> bytes:
    return f'<w:{name} xmlns:w="{WORD}">{inner}</w:{name}>'.encode()


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BOX = f"<w:txbxContent>{p(run('框内38人'))}</w:txbxContent>"

CONTAINERS = {
    "runs of one figure": (p(run("投入12") + run("8.5") + run("万元")), "投入128.5万元"),
    "hyperlink": (p(run("详见") + f"<w:hyperlink>{run('第12期')}</w:hyperlink>"), "详见第12期"),
    "inserted": (p(run("建站") + f"<w:ins>{run('12个')}</w:ins>"), "建站12个"),
    "moved to": (p(run("建站") + f"<w:moveTo>{run('12个')}</w:moveTo>"), "建站12个"),
    "deleted": (p(run("建站12个") + "<w:del><w:r><w:delText>15个</w:delText></w:r></w:del>"), "建站12个"),
    "moved from": (p(run("建站12个") + f"<w:moveFrom>{run('15个')}</w:moveFrom>"), "建站12个"),
    "content control, inline": (p(f"<w:sdt><w:sdtContent>{run('建站12个')}</w:sdtContent></w:sdt>"), "建站12个"),
    "content control, block": (f"<w:sdt><w:sdtContent>{p(run('建站12个'))}</w:sdtContent></w:sdt>", "建站12个"),
    "custom XML": (f'<w:customXml w:element="x">{p(run("建站12个"))}</w:customXml>', "建站12个"),
    "smart tag": (p(f'<w:smartTag w:element="x">{run("建站12个")}</w:smartTag>'), "建站12个"),
    "simple field": (p(f'<w:fldSimple w:instr="DOCPROPERTY n">{run("建站12个")}</w:fldSimple>'), "建站12个"),
    "complex field": (
        p(FIELD.format("begin") + "<w:r><w:instrText>REF n9</w:instrText></w:r>" + FIELD.format("separate")
          + run("建站12个") + FIELD.format("end")),
        "建站12个",
    ),
    "bidirectional": (p(f"<w:bdo>{run('建站12个')}</w:bdo>"), "建站12个"),
    "ruby": (
        p(f"<w:r><w:ruby><w:rt>{run('zhan')}</w:rt><w:rubyBase>{run('站')}</w:rubyBase></w:ruby></w:r>" + run("12个")),
        "站12个",
    ),
    "equation": (p(f'<m:oMath xmlns:m="{MATH}"><m:r><m:t>12</m:t></m:r></m:oMath>' + run("个")), "12个"),
    "no-break hyphen": (p("<w:r><w:t>12</w:t><w:noBreakHyphen/><w:t>15岁</w:t></w:r>"), "12-15岁"),
    "soft hyphen": (p("<w:r><w:t>建站</w:t><w:softHyphen/><w:t>12个</w:t></w:r>"), "建站12个"),
    "symbol": (p(f'<w:r><w:sym w:font="SimSun" w:char="2460"/></w:r>{run("建站")}'), "①建站"),
    "tab": (p("<w:r><w:t>建站</w:t><w:tab/><w:t>成效</w:t></w:r>"), "建站 成效"),
    "line break": (p("<w:r><w:t>建站。</w:t><w:br/><w:t>成效。</w:t></w:r>"), "建站。\n成效。"),
    "hidden": (p(run("建站12个") + run("15个", "<w:vanish/>")), "建站12个"),
    "hidden switched off": (p(run("建站12个", '<w:vanish w:val="0"/>')), "建站12个"),
    "text box": (p(run("正文。") + f"<w:r><w:pict><x>{BOX}</x></w:pict></w:r>"), "正文。\n框内38人"),
    "text box with fallback": (
        p(run("正文。") + f'<w:r><c:AlternateContent xmlns:c="{MC}"><c:Choice><w:drawing>{BOX}</w:drawing></c:Choice>'
          f"<c:Fallback><w:pict>{BOX}</w:pict></c:Fallback></c:AlternateContent></w:r>"),
        "正文。\n框内38人",
    ),
    "nested table": (
        f"<w:tbl><w:tr><w:tc>{p(run('外'))}<w:tbl><w:tr><w:tc>{p(run('内'))}</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>",
        "外\n内",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "text"), CONTAINERS.values(), ids=CONTAINERS.keys())
def test_container(tmp_path: Path, body: str, text: str) -> None:
    assert reading(tmp_path, body).text == text


def test_strict_namespace(tmp_path: Path) -> None:
    data = document_xml(p(run("建站12个"))).replace(
        WORD.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    path = tmp_path / "a.docx"
    path.write_bytes(package({"word/document.xml": data}))
    assert read(path).text == "建站12个"


def test_footnotes_follow_the_body(tmp_path: Path) -> None:
    notes = part(
        "footnotes",
        f'<w:footnote w:type="separator" w:id="0">{p(run("线"))}</w:footnote>'
        f'<w:footnote w:id="2">{p(run("含村级站3个。"))}</w:footnote>',
    )
    document = reading(tmp_path, p(run("建站12个。")), {"footnotes.xml": notes})
    assert document.text == "建站12个。\n含村级站3个。"
    assert document.locate(Span(7, 9)).block == "footnote 2/1/run 1"


def test_headers_and_contents_are_furniture(tmp_path: Path) -> None:
    styles = part("styles", '<w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style>')
    body = p(run("一、基本情况 3"), '<w:pStyle w:val="T1"/>') + p(run("建站12个。"))
    head = part("hdr", p(run("内部资料2022")))
    document = reading(tmp_path, body, {"styles.xml": styles, "header1.xml": head})
    assert document.text == "建站12个。"
    assert [f.text for f in document.furniture] == ["一、基本情况 3", "内部资料2022"]


def test_levels_of_headings(tmp_path: Path) -> None:
    styles = part(
        "styles",
        '<w:style w:styleId="A"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="B"><w:name w:val="x"/><w:basedOn w:val="A"/></w:style>',
    )
    outline = p(run("队伍"), '<w:outlineLvl w:val="2"/>')
    body = p(run("基本情况"), '<w:pStyle w:val="B"/>') + outline + p(run("建站12个。"))
    document = reading(tmp_path, body, {"styles.xml": styles})
    assert [(b.kind, b.level) for b in document.blocks] == [("heading", 2), ("heading", 3), ("paragraph", 0)]


LISTS = """<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"""


def test_automatic_numbers(tmp_path: Path) -> None:
    def item(text: str, level: int, number: int = 1) -> str:
        return p(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')

    body = "".join(
        [item("甲", 0), item("乙", 1), item("丙", 1), item("丁", 2), item("戊", 0), item("己", 1), item("庚", 3),
         item("辛", 0, 2)]
    )  # fmt: skip
    document = reading(tmp_path, body, {"numbering.xml": part("numbering", LISTS)})
    assert document.text.split("\n") == [
        "一、甲", "（一）乙", "（二）丙", "3.丁", "二、戊", "（一）己", "庚", "一、辛",
    ]  # fmt: skip
    assert document.locate(Span(0, 1)).block == "body/1/number"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(run(text) if text else '')}</w:tc>"


def test_table_with_merged_cells(tmp_path: Path) -> None:
    rows = [
        cell("县区", '<w:vMerge w:val="restart"/>') + cell("投入（万元）", '<w:gridSpan w:val="2"/>'),
        cell("", "<w:vMerge/>") + cell("2021年") + cell("2022年"),
        cell("青禾县") + cell("12.5") + cell("28"),
    ]
    table = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    document = reading(tmp_path, p(run("各县情况如下。")) + table)
    cells = [(document.text[b.start : b.end], b.row, b.column, b.header) for b in document.blocks[1:]]
    assert cells == [
        ("县区", 0, 0, ""),
        ("投入（万元）", 0, 1, ""),
        ("2021年", 1, 1, ""),
        ("2022年", 1, 2, ""),
        ("青禾县", 2, 0, "县区"),
        ("12.5", 2, 1, "投入（万元）|2021年|青禾县"),
        ("28", 2, 2, "投入（万元）|2022年|青禾县"),
    ]
    at = document.text.index("28")
    assert document.locate(Span(at, at + 2)).block == "table 1/row 3/cell 3/run 1"


def test_a_figure_over_two_runs_is_placed_at_its_first(tmp_path: Path) -> None:
    document = reading(tmp_path, p(run("建站。")) + p(run("投入") + run("12") + run("8万元")))
    start = document.text.index("128")
    place = document.locate(Span(start, start + 5))
    assert (place.quote, place.block) == ("128万元", "body/2/run 2")


def test_same_text_as_python_docx(tmp_path: Path) -> None:
    oracle = docx.Document()
    oracle.add_heading("二〇二二年社工站建设情况", 1)
    for number in range(30):
        paragraph = oracle.add_paragraph(f"第{number}乡镇建站")
        paragraph.add_run(f"{number * 7}个").bold = True
        paragraph.add_run("，运行平稳。")
    table = oracle.add_table(3, 4)
    for i, row in enumerate(table.rows):
        for j, one in enumerate(row.cells):
            one.text = f"第{i}行{j}列"
    path = tmp_path / "a.docx"
    oracle.save(str(path))
    expected = [one.text for one in oracle.paragraphs] + [c.text for row in table.rows for c in row.cells]
    assert read(path).text.split("\n") == expected
