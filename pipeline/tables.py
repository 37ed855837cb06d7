"""The indicator table as files: CSV, and a workbook in which every cell leads to its sentence."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from pipeline.cells import cell_rows
from pipeline.compare import Cell, Column, Comparison
from pipeline.render import (
    MASKED,
    QUALIFIER,
    STATUS,
    Labels,
    as_csv,
    as_json,
    cell_text,
    figure,
    heading,
    review_note,
    width,
)
from pipeline.sdmx import as_sdmx_csv
from pipeline.show import marked_sentence, place
from pipeline.units import SCALES

LINKS = 65_000
"""Links a sheet may hold: over 65,530 its cells vanish in Excel. Evidence goes on over more sheets."""

FORMS = (".xlsx", ".csv", ".sdmx.csv", ".json", ".html", ".parquet")
"""The suffixes that `write` knows."""

RULE_TOLD = (
    "每格取一个数：先取经人核对的，再取未经核对的；先取本地区自己的报告，再取他处提到的；先取合计，再取一般的数，再取分项；先取有数的，再取隐去的；"
    "再取年份最新的，同年先取写明时间的；再取较大的（合计不小于其中之一）；最后取文中最先出现的。",
    "空格表示未报告；“已隐去”表示原文以 ** 或 XX 隐去；两者都不是 0。",
    "※ 表示另有同口径的不同数字。✓ 表示经人核对。括号内是分项。约、近、余、≥、≤ 依原文。",
)
"""The rule of `compare` and the marks of its tables, for readers."""

WRAPPED = (9, 10, 11, 12)
"""Columns of the evidence whose text may take several lines."""
ON_A_PAGE = 14
"""Indicators that stay readable across one page."""
COMMENTS = 3_000
"""Cells up to which each has its sentence as a comment."""
AROUND = 80

EVIDENCE = (
    ("事实编号", 18), ("地区", 16), ("区划代码", 10), ("指标", 16), ("数值", 14), ("单位", 8), ("限定", 8),
    ("状态", 8), ("时间", 18), ("分组", 14), ("原文", 18), ("句子", 80), ("文件", 30), ("位置", 12),
    ("表中", 8),
)


def write(db: Database, comparison: Comparison, labels: Labels, path: Path) -> None:
    """Write a comparison in the form that the file's suffix names.

    Raises:
        ValueError: another suffix; the message is Chinese. ImportError: the form needs a library that is missing.
    """
    suffix = ".sdmx.csv" if path.name.lower().endswith(".sdmx.csv") else path.suffix.lower()
    if suffix not in FORMS:
        raise ValueError(f"{path}：只能写 {'、'.join(FORMS)} 文件")
    with replacing(path) as draft:
        if suffix == ".xlsx":
            write_xlsx(db, comparison, labels, draft)
        elif suffix == ".csv":
            write_csv(comparison, labels, draft)
        elif suffix == ".sdmx.csv":
            draft.write_text(as_sdmx_csv(comparison), encoding="utf-8", newline="")
        elif suffix == ".html":
            from pipeline.html_report.page import write_html

            write_html(db, comparison, labels, draft)
        elif suffix == ".parquet":
            from pipeline.parquet import cell_schema, write_rows

            write_rows(cell_rows(comparison), cell_schema(), draft)
        else:
            draft.write_text(as_json(comparison) + "\n", encoding="utf-8")


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A draft beside `path` that takes its place when the block ends well, and else disappears."""
    draft = path.with_name(f".{path.stem}.{os.getpid()}{path.suffix}")
    try:
        yield draft
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def write_csv(comparison: Comparison, labels: Labels, path: Path) -> None:
    """Write the comparison as CSV that Excel opens with its Chinese intact."""
    path.write_text(as_csv(comparison, labels), encoding="utf-8-sig", newline="")


def write_xlsx(db: Database, comparison: Comparison, labels: Labels, path: Path) -> None:
    """Write the workbook: the table, the evidence of every cell and of what stands behind it, the notes."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    order = _evidence_order(comparison)
    ids = list(order)
    rows = {name: n for n, name in enumerate(ids)}
    # Rows go to disk as they are written: a national table with its evidence would not fit into memory.
    book = xlsxwriter.Workbook(str(path), {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False})
    try:
        formats = _formats(book)
        _table_sheet(book.add_worksheet("指标表"), comparison, labels, rows, _comments(db, comparison), formats)
        for part in range(0, max(1, len(ids)), LINKS):
            chunk = ids[part:part + LINKS]
            facts = _evidence(db, chunk)
            sheet = book.add_worksheet(_evidence_name(part))
            _evidence_sheet(sheet, ((fact, order[fact["id"]]) for fact in facts), labels, formats)
            sheet.autofilter(0, 0, len(chunk), len(EVIDENCE) - 1)
        _note_sheet(book.add_worksheet("说明"), comparison, formats)
    finally:
        try:
            book.close()
        except FileCreateError as error:  # it wraps the system's error, which says what is wrong
            raise error.args[0] from error


def _evidence_name(row: int) -> str:
    part = row // LINKS
    return "证据" if part == 0 else f"证据{part + 1}"


def _formats(book: Any) -> dict[str, Any]:
    base = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter", "border": 1,
            "border_color": "#BFBFBF"}
    kinds: dict[str, dict[str, Any]] = {
        "header": {"bold": True, "bg_color": "#DCE6F1", "text_wrap": True, "align": "center"},
        "text": {}, "wrap": {"text_wrap": True},
        "number": {"num_format": "#,##0.##########", "align": "right"},
        "whole": {"num_format": "#,##0", "align": "right"},
        "bound": {"align": "right", "text_wrap": True},
        "masked": {"align": "right", "font_color": "#7F7F7F", "italic": True},
        "conflict": {"align": "right", "text_wrap": True, "bg_color": "#FFE699"},
        "link": {"font_color": "#0563C1", "underline": 1},
    }
    return {name: book.add_format({**base, **kind}) for name, kind in kinds.items()}


def _table_sheet(sheet: Any, comparison: Comparison, labels: Labels, rows: dict[str, int], comments: dict[str, str],
                 formats: dict[str, Any]) -> None:
    """Regions down, in a ranking after their places, indicators across; a region's name links to its first evidence."""
    places = any(row.rank for row in comparison.rows)
    names = (*(["名次"] if places else []), "地区", "区划代码")
    region = len(names) - 2
    sheet.freeze_panes(1, len(names))
    sheet.set_landscape()
    sheet.set_paper(8)  # A3: the table is wide
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, len(names) - 1)
    sheet.set_row(0, 45)
    sheet.set_column(0, 0, 8)
    sheet.set_column(region, region, 22)
    sheet.set_column(region + 1, region + 1, 10)
    for n, column in enumerate(comparison.columns, start=len(names)):
        sheet.set_column(n, n, _column_width(comparison, column, labels))
    if len(comparison.columns) <= ON_A_PAGE:
        sheet.fit_to_pages(1, 0)
    for n, title in enumerate([*names, *(heading(column) for column in comparison.columns)]):
        sheet.write_string(0, n, title, formats["header"])
    for r, row in enumerate(comparison.rows, start=1):
        first = min(rows[cell.fact] for cell in row.cells.values())
        target = f"internal:'{_evidence_name(first)}'!A{first % LINKS + 2}"
        if row.rank:
            sheet.write_number(r, 0, row.rank, formats["whole"])
        if r <= LINKS:
            sheet.write_url(r, region, target, formats["link"], row.region)
        else:
            sheet.write_string(r, region, row.region, formats["text"])
        sheet.write_string(r, region + 1, row.adcode, formats["text"])
        for c, column in enumerate(comparison.columns, start=len(names)):
            cell = row.cells.get(column.code)
            if cell is None:
                sheet.write_blank(r, c, None, formats["text"])
            else:
                _table_cell(sheet, r, c, cell, cell_text(cell, column, labels), column.unit, formats)
                if told := comments.get(cell.fact):
                    lines = sum(1 + len(line) // 24 for line in told.splitlines())
                    sheet.write_comment(r, c, told, {"width": 320, "height": 30 + 14 * lines})
    if comparison.rows:
        sheet.autofilter(0, 0, len(comparison.rows), len(names) + len(comparison.columns) - 1)


def _column_width(comparison: Comparison, column: Column, labels: Labels) -> float:
    """Characters that the words of a column take, within bounds; of a long table the first rows are looked at."""
    cells = (row.cells.get(column.code) for row in comparison.rows[:COMMENTS])
    return min(40.0, max([13.0, *(1.05 * width(cell_text(cell, column, labels)) + 2 for cell in cells if cell)]))


def _table_cell(sheet: Any, r: int, c: int, cell: Cell, text: str, unit: str,
                formats: dict[str, Any]) -> None:
    """A plain figure goes in as a number, whatever is bounded, partial or in conflict as text."""
    value = None if cell.value is None else cell.value / SCALES.get(unit, (unit, 1))[1]
    if value is not None and text.replace(",", "").replace(".", "").isdigit():
        sheet.write_number(r, c, value, formats["whole" if value == int(value) else "number"])
    else:
        kind = "conflict" if cell.conflict else "masked" if text == MASKED else "bound"
        sheet.write_string(r, c, text, formats[kind])


def _comments(db: Database, comparison: Comparison) -> dict[str, str]:
    """The sentence of each cell's fact as a comment; none in a large table, for comments are kept in memory."""
    cells = {cell.fact: cell for row in comparison.rows for cell in row.cells.values()}
    if len(cells) > COMMENTS:
        return {}
    comments = {}
    for fact in _evidence(db, list(cells)):
        cell = cells[fact["id"]]
        behind = [f"另有 {cell.behind} 处" + ("，数字不同" if cell.conflict else "")] if cell.behind else []
        looked = [review_note(cell)] if cell.reviewed else []
        told = [_shortened(marked_sentence(fact)), f"{fact['doc']}，{place(fact)}", *looked, *behind, fact["id"]]
        comments[cell.fact] = "\n".join(told)
    return comments


def _shortened(sentence: str) -> str:
    """A sentence with at most so many characters on either side of its figure."""
    start, end = sentence.index("【"), sentence.index("】") + 1
    before, after = sentence[:start], sentence[end:]
    return (f"…{before[-AROUND:]}" if len(before) > AROUND else before) + sentence[start:end] + (
        f"{after[:AROUND]}…" if len(after) > AROUND else after)


def _evidence_sheet(sheet: Any, facts: Iterable[tuple[dict[str, Any], bool]], labels: Labels,
                    formats: dict[str, Any]) -> None:
    """One row a fact, with whether it stands in the table or behind it."""
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for n, (title, size) in enumerate(EVIDENCE):
        sheet.set_column(n, n, size)
        sheet.write_string(0, n, title, formats["header"])
    for r, (fact, chosen) in enumerate(facts, start=1):
        texts = (
            fact["id"], fact["region"] or "", fact["adcode"] or "", fact["label"] or fact["indicator"],
            figure(fact["value"], fact["low"], fact["high"], fact["qualifier"]), fact["unit"],
            QUALIFIER[fact["qualifier"]], STATUS[fact["status"]], fact["time"],
            "、".join(labels.get(pair, pair[1]) for pair in json.loads(fact["dims"]).items()),
            fact["quote"], marked_sentence(fact), fact["doc"], place(fact),
            "是" if chosen else "备查")
        # No program makes a row high enough for its wrapped text unless somebody opens and edits it.
        sheet.set_row(r, 15 * max(_lines(texts[n], EVIDENCE[n][1]) for n in WRAPPED))
        for n, text in enumerate(texts):
            sheet.write_string(r, n, text, formats["wrap" if n in WRAPPED else "text"])


def _lines(text: str, size: int) -> int:
    """Lines that a text takes in a column of so many characters."""
    return sum(max(1, -(-int(1.15 * width(line)) // size)) for line in text.splitlines() or [""])


def _note_sheet(sheet: Any, comparison: Comparison, formats: dict[str, Any]) -> None:
    chosen = comparison.selection
    lines = [
        f"状态：{STATUS[chosen.status]}；时间：{chosen.time or '不限，各格取最新'}",
        *RULE_TOLD,
        "点地区名到该地区的证据。",
        *comparison.notes,
    ]
    sheet.set_column(0, 0, 100)
    for n, text in enumerate(lines):
        sheet.write_string(n, 0, text, formats["wrap"])


def _evidence_order(comparison: Comparison) -> dict[str, bool]:
    """Ids of the facts in the cells (True) and behind them, region by region in the order of the table."""
    order: dict[str, bool] = {}
    for row in comparison.rows:
        for cell in row.cells.values():
            order[cell.fact] = True
        for cell in row.cells.values():
            for other in cell.others:
                order.setdefault(other, False)
    return order


def _evidence(db: Database, ids: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The facts with these ids, in this order, with their sentences."""
    return db.query("""
        SELECT f.id, f.region, f.adcode, f.indicator, f.value, f.low, f.high, f.unit, f.qualifier, f.status,
               f.time, f.dims, f.quote, f.doc, f.text_start, f.text_end, f.page, f.line, f.block, i.label,
               s.text AS sentence_text, s.text_start AS s_start
          FROM json_each(?) AS asked CROSS JOIN facts AS f ON f.id = asked.value
          JOIN indicators AS i ON i.code = f.indicator LEFT JOIN sentences AS s ON s.id = f.sentence
         ORDER BY asked.key""", [json.dumps(ids)])
