"""What the page is made of: cells, series and tiles as plain rows, figures in the units that tables show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlite_utils import Database

from pipeline.compare import Cell, Column, Comparison, Row, compare_years
from pipeline.document_rows import division
from pipeline.region_rows import level_of
from pipeline.render import Labels, cell_text, review_note
from pipeline.units import SCALES
from schemas.divisions import load_divisions
from schemas.tiles import load_tiles

BEHIND = 12
"""Facts behind a cell that the page shows; how many more there are is told."""

STATES = ("本地区报告", "他处提及", "只有分项", "有不同数字", "已隐去", "未报告")
"""What the matrix of completeness tells of a cell."""

Point = dict[str, Any]


def names(comparison: Comparison) -> dict[str, str]:
    """A name for each region by its code; those of one name say which (朝阳区（北京市）)."""
    shared = Counter(row.region for row in comparison.rows)
    return {row.adcode: row.region if shared[row.region] == 1 else f"{row.region}（{_above(row.adcode)}）"
            for row in comparison.rows}


def _above(adcode: str) -> str:
    known = load_divisions()
    if adcode not in known:
        return adcode
    chain = [each for each in known.ancestors(adcode) if each.level != "country"]
    return "".join(each.name for each in sorted(chain, key=lambda each: each.adcode)) or adcode


def cell_points(comparison: Comparison, labels: Labels) -> list[Point]:
    """The cells of the table; `x0` and `x1` are the ends of its bar, None where nothing can be drawn."""
    called = names(comparison)
    return [_point(row, column, cell, called[row.adcode], labels)
            for row in comparison.rows for column in comparison.columns if (cell := row.cells.get(column.code))]


def _point(row: Row, column: Column, cell: Cell, name: str, labels: Labels) -> Point:
    scale = SCALES.get(column.unit, ("", 1))[1]
    first, last = (0, cell.value) if cell.value is not None else (cell.low, cell.high)
    return {
        "key": f"{row.adcode}|{column.code}", "column": column.code, "adcode": row.adcode, "name": name,
        "level": level_of(row.adcode), "text": told(cell, column, labels), "note": review_note(cell), "state": state(cell),
        "source": STATES[0] if cell.own else STATES[1], "part": bool(division(cell.dims)), "time": cell.time,
        "x0": None if first is None else first / scale, "x1": None if last is None else last / scale}


def told(cell: Cell, column: Column, labels: Labels) -> str:
    """A cell's words, with ✓ where people have looked at its figure."""
    return cell_text(cell, column, labels) + ("✓" if cell.reviewed else "")


def state(cell: Cell | None) -> str:
    """What the matrix of completeness tells of a cell: the first of its warnings, else whose figure it is."""
    if cell is None:
        return "未报告"
    if cell.qualifier == "masked":
        return "已隐去"
    if cell.conflict:
        return "有不同数字"
    if division(cell.dims):
        return "只有分项"
    return STATES[0] if cell.own else STATES[1]


def behind(comparison: Comparison) -> dict[str, list[Any]]:
    """By cell key: the fact in the cell, some of those behind it, and how many these are in all."""
    return {f"{row.adcode}|{code}": [cell.fact, cell.others[:BEHIND], cell.behind]
            for row in comparison.rows for code, cell in row.cells.items()}


def series(db: Database, comparison: Comparison, labels: Labels) -> tuple[list[Point], dict[str, list[Any]]]:
    """The figures of every indicator by year, whatever period the table is of, and what stands behind them."""
    points: list[Point] = []
    facts: dict[str, list[Any]] = {}
    chosen = comparison.selection
    for code in chosen.indicators:
        table = compare_years(db, replace(chosen, indicators=(code,), time=""))
        called = names(table)
        for row in table.rows:
            for column in table.columns:
                if cell := row.cells.get(column.code):
                    key = f"{row.adcode}|{code}|{column.code}"
                    points.append({**_point(row, column, cell, called[row.adcode], labels), "key": key,
                                   "column": code, "year": column.code})
                    facts[key] = [cell.fact, cell.others[:BEHIND], cell.behind]
    return points, facts


def tiles(comparison: Comparison) -> list[Point]:
    """The provinces with their places, and how many regions below each report something of a column."""
    below: dict[str, Counter[str]] = {}
    for row in comparison.rows:
        if level_of(row.adcode) in ("prefecture", "county"):
            below.setdefault(row.adcode[:2], Counter()).update(row.cells.keys())
    return [{"adcode": tile.adcode, "short": tile.short, "row": tile.row, "col": tile.column,
             "below": dict(below.get(tile.adcode[:2], {}))} for tile in load_tiles()]


def regions(comparison: Comparison) -> list[Mapping[str, str]]:
    """The rows of the table: code, name, level, and under how many rows of theirs they stand (0 to 2)."""
    called, known = names(comparison), load_divisions()
    shown = {row.adcode for row in comparison.rows if level_of(row.adcode) != "country"}
    return [{"adcode": row.adcode, "name": called[row.adcode], "level": level_of(row.adcode),
             "depth": str(sum(above.adcode in shown for above in known.ancestors(row.adcode)) if row.adcode in known else 0)}
            for row in comparison.rows]
