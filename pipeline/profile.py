"""One region with all its indicators, and who reports what."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from pipeline.compare import Comparison, Selection, compare
from pipeline.render import MASKED, SHORT, Labels, aligned, cell_text, heading

LEVEL = {"country": "全国", "province": "省级", "prefecture": "市州级", "county": "县级"}


def reported_indicators(db: Database, status: str = "actual", statistic: str = "level") -> tuple[str, ...]:
    """All indicators with a figure of some region, in the order of the codebook; `other` last."""
    query = """SELECT DISTINCT f.indicator, i.position FROM facts AS f JOIN indicators AS i ON i.code = f.indicator
                WHERE f.adcode IS NOT NULL AND f.reach != 'aside' AND f.status = ? AND f.statistic = ?
                ORDER BY f.indicator = 'other', i.position IS NULL, i.position, f.indicator"""
    return tuple(row["indicator"] for row in db.query(query, [status, statistic]))


def profile(db: Database, adcode: str, *, status: str = "actual", time: str = "") -> Comparison:
    """The comparison of all indicators for one region alone."""
    codes = tuple(code for code in reported_indicators(db, status) if code != "other")
    whole = compare(db, Selection(codes, status=status, time=time, only=adcode), others=False)
    kept = {code for row in whole.rows for code in row.cells}
    return Comparison(whole.selection, tuple(c for c in whole.columns if c.code in kept), whole.rows)


def profile_table(comparison: Comparison, labels: Labels) -> str:
    """A region's indicators, one a line: figure, time, whose report, fact id, how many stand behind."""
    lines = []
    for row in comparison.rows:
        for column in comparison.columns:
            cell = row.cells[column.code]
            lines.append([heading(column), cell_text(cell, column, labels), cell.time,
                          "本地区" if cell.own else "他处提及", f"#{cell.fact[:SHORT]}", str(cell.behind or "")])
    if not lines:
        return "没有数据"
    return aligned(["指标", "数值", "时间", "来自", "事实", "另有"], lines)


def coverage(db: Database, *, status: str = "actual", time: str = "") -> list[dict[str, Any]]:
    """For each indicator how many regions report it, by level, and how many of them only masked.

    A row is `indicator, label, regions, masked, conflicts` and a count for each level.
    """
    codes = reported_indicators(db, status)
    levels = {row["adcode"]: row["level"] for row in db.query("SELECT adcode, level FROM regions")}
    table = compare(db, Selection(codes, status=status, time=time), others=False)
    rows: list[dict[str, Any]] = []
    for column in table.columns:
        told = {row.adcode: row.cells[column.code] for row in table.rows if column.code in row.cells}
        rows.append({
            "indicator": column.code, "label": column.label, "regions": len(told),
            "masked": sum(cell.qualifier == "masked" for cell in told.values()),
            "conflicts": sum(cell.conflict for cell in told.values()),
            **{level: sum(levels.get(adcode) == level for adcode in told) for level in LEVEL}})
    return rows


def coverage_table(rows: list[dict[str, Any]]) -> str:
    """The coverage for the screen."""
    if not rows:
        return "没有数据"
    header = ["代码", "指标", "地区数", *LEVEL.values(), MASKED, "有不同数字"]
    names = ("indicator", "label", "regions", *LEVEL, "masked", "conflicts")
    return aligned(header, [[str(row[name] or "") for name in names] for row in rows])
