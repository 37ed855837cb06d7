"""The files of a run, read back by other programs."""

from __future__ import annotations

import csv
import json

import pytest
from frictionless import Package
from openpyxl import load_workbook

from pipeline import render, tables
from pipeline.compare import Selection, compare
from pipeline.render import member_labels
from pipeline.rows import json_schema
from pipeline.run import overview, write_outputs


@pytest.fixture
def outputs(tmp_path, db):
    """The folder that a run writes."""
    write_outputs(db, tmp_path / "out")
    return tmp_path / "out"


def test_the_workbook_is_a_table_with_its_evidence(outputs):
    book = load_workbook(outputs / "indicators.xlsx")
    assert book.sheetnames == ["指标表", "证据", "说明"]
    sheet = book["指标表"]
    header = [cell.value for cell in sheet[1]]
    assert header[:2] == ["地区", "区划代码"]
    assert sheet.freeze_panes == "C2"
    money = next(n for n, title in enumerate(header) if title.endswith("（万元）"))
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
    assert rows["昭通市"][money].value == "9,000余"
    assert rows["昭通市"][1].value == "530600"
    counts = header.index(next(title for title in header if title.endswith("（个）")))
    assert rows["昭通市"][counts].value == 146
    assert rows["红河哈尼族彝族自治州"][counts].value == 88
    assert rows["红河哈尼族彝族自治州"][money].value is None
    masked = next(n for n, cell in enumerate(rows["昭通市"]) if cell.value == "已隐去")
    assert rows["昭通市"][masked].font.italic


def test_every_row_links_to_its_region_in_the_evidence(outputs):
    book = load_workbook(outputs / "indicators.xlsx")
    for row in book["指标表"].iter_rows(min_row=2):
        sheet, _, place = row[0].hyperlink.location.partition("!")
        evidence = book[sheet.strip("'")]
        assert evidence[f"B{place[1:]}"].value == row[0].value
        assert all(cell.hyperlink is None for cell in row[1:])


def test_the_evidence_holds_quote_sentence_file_and_place(outputs):
    sheet = load_workbook(outputs / "indicators.xlsx")["证据"]
    header = [cell.value for cell in sheet[1]]
    rows = [dict(zip(header, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)]
    row = next(row for row in rows if row["原文"] == "146个")
    assert row["句子"] == "全市已建成社工站【146个】，配备社工约320人。"
    assert (row["文件"], row["位置"], row["表中"]) == ("昭通.txt", "第 2 行", "是")
    behind = next(row for row in rows if row["原文"] == "140个")
    assert behind["表中"] == "备查"


def test_the_comment_of_a_cell_is_its_sentence(outputs):
    sheet = load_workbook(outputs / "indicators.xlsx")["指标表"]
    told = {cell.value: cell.comment.text for row in sheet.iter_rows(min_row=2, min_col=3) for cell in row if cell.value is not None}
    assert told[146].splitlines()[:3] == ["全市已建成社工站【146个】，配备社工约320人。", "昭通.txt，第 2 行", "另有 1 处"]
    assert all(words for words in told.values())
    assert "**人次】" in told["已隐去"]


def test_columns_and_rows_have_room_for_their_words(tmp_path, db):
    path = tmp_path / "t.xlsx"
    db.execute("UPDATE sentences SET text = text || ?", ["长" * 400])
    tables.write_xlsx(db, overview(db, 9), member_labels(db), path)
    book = load_workbook(path)
    sheet = book["指标表"]
    for column in sheet.iter_cols(min_row=2, min_col=3):
        needed = max(render.width(str(cell.value)) for cell in column if cell.value is not None)
        assert sheet.column_dimensions[column[0].column_letter].width >= needed
    assert min(row.height for n, row in book["证据"].row_dimensions.items() if n > 1) >= 15 * 800 // 80


def test_a_large_table_has_no_comments_and_all_its_evidence(tmp_path, db, monkeypatch):
    monkeypatch.setattr(tables, "COMMENTS", 2)
    tables.write_xlsx(db, overview(db, 9), member_labels(db), tmp_path / "t.xlsx")
    book = load_workbook(tmp_path / "t.xlsx")
    assert not [cell for row in book["指标表"].iter_rows() for cell in row if cell.comment]
    assert book["证据"].max_row > 5


@pytest.mark.parametrize(("sentence", "told"), [
    ("有【9个】。", "有【9个】。"),
    ("甲" * 90 + "【9个】" + "乙" * 90, "…" + "甲" * 80 + "【9个】" + "乙" * 80 + "…"),
    ("甲" * 80 + "【9个】", "甲" * 80 + "【9个】"),
])
def test_a_long_sentence_is_cut_around_its_figure(sentence, told):
    assert tables._shortened(sentence) == told


def test_evidence_goes_on_over_sheets_before_links_run_out(tmp_path, db, monkeypatch):
    monkeypatch.setattr(tables, "LINKS", 2)
    tables.write_xlsx(db, overview(db, 9), member_labels(db), tmp_path / "t.xlsx")
    book = load_workbook(tmp_path / "t.xlsx")
    assert [name for name in book.sheetnames if name.startswith("证据")] == [
        "证据", "证据2", "证据3", "证据4"]
    assert book["指标表"]["A3"].hyperlink.location == "'证据'!A3"


def test_a_figure_that_looks_like_a_formula_stays_text(tmp_path, db):
    db.execute("UPDATE regions SET name = '=1+1' WHERE adcode = '530600'")
    tables.write_xlsx(db, overview(db, 9), member_labels(db), tmp_path / "t.xlsx")
    cells = [row[0] for row in load_workbook(tmp_path / "t.xlsx")["指标表"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}


def test_csv_opens_in_excel(outputs):
    data = (outputs / "indicators.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    city = next(row for row in rows if row["地区"] == "昭通市")
    money = next(name for name in city if name.endswith("（元）"))
    assert city["行政区划代码"] == "530600"
    assert (city[money], city[money.replace("（元）", " 说明")]) == ("90000000", "超过")


def test_another_program_finds_the_data_package_valid_and_codes_text(outputs):
    package = Package(str(outputs / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["type", "message"])
    facts = package.get_resource("facts").read_rows()
    city = next(row for row in facts if row["quote"] == "146个")
    assert (city["adcode"], city["value"], city["dims"]) == ("530600", 146, {})
    assert next(row for row in facts if row["quote"] == "**人次")["value"] is None


def test_the_data_package_describes_its_files(outputs):
    package = json.loads((outputs / "datapackage.json").read_text(encoding="utf-8"))
    parse = {"integer": int, "number": float, "object": json.loads, "string": str, "any": str}
    for resource in package["resources"]:
        fields = resource["schema"]["fields"]
        with (outputs / resource["path"]).open(encoding=resource["encoding"], newline="") as stream:
            header, *rows = csv.reader(stream)
        assert header == [field["name"] for field in fields]
        assert rows
        for row in rows:
            for field, text in zip(fields, row, strict=True):
                if text:
                    parse[field["type"]](text)
                else:
                    assert not field.get("constraints", {}).get("required")
    types = {field["name"]: field["type"] for field in package["resources"][0]["schema"]["fields"]}
    assert (types["adcode"], types["value"], types["dims"]) == ("string", "number", "object")


def test_an_empty_comparison_still_writes_its_files(tmp_path, db):
    empty = compare(db, Selection(("service.goods",)))
    tables.write_xlsx(db, empty, {}, tmp_path / "t.xlsx")
    assert load_workbook(tmp_path / "t.xlsx")["指标表"].max_row == 1


def test_json_lines_keep_to_their_schema(outputs, zhaotong, yunnan):
    rows = [json.loads(line) for line in (outputs / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    schema = json_schema("fact")
    assert len(rows) == len(zhaotong.extraction.facts) + len(yunnan.extraction.facts)
    for row in rows:
        assert set(schema["required"]) <= row.keys() <= schema["properties"].keys()
    by_quote = {row["quote"]: row for row in rows}
    assert by_quote["**人次"]["value"] is None
    assert by_quote["9000余万元"]["value"] == 90_000_000
    assert by_quote["9000余万元"]["line"] == 3
