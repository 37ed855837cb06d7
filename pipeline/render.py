"""Comparisons and other tables as text, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from unicodedata import combining, east_asian_width

from pipeline.units import SCALES

if TYPE_CHECKING:  # not SQLite for whoever only prints
    from pipeline.compare import Cell, Column, Comparison, Machine

MASKED = "已隐去"
TOTAL = "合计"
REVIEW = {1: "已核", 2: "已更正", 3: "人工新增"}
"""What `facts.reviewed` says, for people."""
SHORT = 7
"""Digits of a fact id on screen; `youju show` takes any beginning that is unique."""

STATUS = {"actual": "实际", "target": "目标", "standard": "标准"}
STATISTIC = {"level": "数量", "share": "占比", "growth": "增幅", "multiple": "倍数"}
QUALIFIER = {
    "exact": "确数", "about": "约数", "nearly": "接近", "more_than": "超过", "at_least": "不少于",
    "at_most": "不超过", "range": "区间", "masked": "隐去",
}
PATTERNS = {"about": "约{}", "nearly": "近{}", "more_than": "{}余", "at_least": "≥{}", "at_most": "≤{}"}

Number = float | Decimal
Labels = Mapping[tuple[str, str], str]
Say = Callable[[str], str]
"""Says a Chinese word of a table in another language."""


def member_labels(db: Any) -> dict[tuple[str, str], str]:
    """Chinese names of breakdown members by (dim, member); every breakdown may also be told as a total."""
    rows = list(db.query("SELECT dim, member, label FROM members"))
    return {**{(row["dim"], "all"): TOTAL for row in rows}, **{(row["dim"], row["member"]): row["label"] for row in rows}}


def same(text: str) -> str:
    """How words of a table are said when nothing else is asked for: as they are."""
    return text


def figure(value: Number | None, low: Number | None, high: Number | None, qualifier: str,
           scale: int = 1, say: Say = same) -> str:
    """A figure as its source bounds it.

    >>> figure(2200, None, None, "more_than"), figure(None, 600, 1000, "range")
    ('2,200余', '600—1,000')
    """
    if value is not None:
        return say(PATTERNS.get(qualifier, "{}")).format(plain(value / scale))
    if low is not None and high is not None:
        return f"{plain(low / scale)}—{plain(high / scale)}"
    return say(MASKED)


def plain(value: Number) -> str:
    """A number with separators and without needless zeros.

    >>> plain(90000000.0), plain(345.5)
    ('90,000,000', '345.5')
    """
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return text or "0"


def cell_text(cell: Cell, column: Column, labels: Labels, say: Say = same) -> str:
    """A cell as tables show it: figure, its own unit where it differs, the part it is, ※ for a conflict."""
    _, scale = SCALES.get(column.unit, (column.unit, 1))
    text = figure(cell.value, cell.low, cell.high, cell.qualifier, scale, say)
    if cell.unit != column.unit and scale == 1:
        text = say("{}{}").format(text, say(cell.unit))
    parts = say("、").join(say(labels.get(pair, pair[1])) for pair in cell.dims.items() if pair[1] != "all")
    return text + (say("（{}）").format(parts) if parts else "") + ("※" if cell.conflict else "")


def review_note(cell: Cell, say: Say = same) -> str:
    """What people did to a cell's figure, with what the machine has beside a corrected one; empty for nothing."""
    if cell.machine is None:
        return say(REVIEW[cell.reviewed]) if cell.reviewed else ""
    value, low, high, unit, qualifier = cell.machine
    return say("{}，机器读作{}").format(
        say(REVIEW[cell.reviewed]), say("{}{}").format(figure(value, low, high, qualifier, say=say), say(unit)))


def heading(column: Column, say: Say = same) -> str:
    """A column's heading with its unit."""
    unit = SCALES.get(column.unit, (column.unit, 1))[0]
    return say(column.label) + (say("（{}）").format(say(unit)) if unit else "")


def as_table(comparison: Comparison, labels: Labels, *, ids: bool = True) -> str:
    """The comparison for the screen, aligned; after each figure the beginning of its fact's id."""
    places = any(row.rank for row in comparison.rows)
    header = [*(["名次"] if places else []), "地区", *(heading(column) for column in comparison.columns)]
    lines = []
    for row in comparison.rows:
        line = [*([str(row.rank or "")] if places else []), row.region]
        for column in comparison.columns:
            cell = row.cells.get(column.code)
            text = cell_text(cell, column, labels) + ("✓" if cell.reviewed else "") if cell else ""
            line.append(f"{text} #{cell.fact[:SHORT]}" if cell and ids else text)
        lines.append(line)
    return "\n".join([aligned(header, lines), *(f"注：{note}" for note in comparison.notes)])


def as_csv(comparison: Comparison, labels: Labels) -> str:
    """The comparison as CSV text in base units: figure, how it is bound, part and fact id for each indicator.

    Write it with `utf-8-sig`, or Excel shows the Chinese garbled.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    places = any(row.rank for row in comparison.rows)
    writer.writerow(csv_header(comparison))
    for row in comparison.rows:
        line: list[Any] = [*([row.rank] if places else []), row.adcode, row.region]
        for column in comparison.columns:
            cell = row.cells.get(column.code)
            line += _csv_cell(cell, column, labels) if cell else ["", "", "", ""]
        writer.writerow(line)
    return stream.getvalue()


def csv_header(comparison: Comparison) -> list[str]:
    """The header of the comparison as CSV: four columns for each indicator."""
    header = [*(["名次"] if any(row.rank for row in comparison.rows) else []), "行政区划代码", "地区"]
    for column in comparison.columns:
        name = f"{column.label}（{column.unit}）" if column.unit else column.label
        header += [name, f"{column.label} 说明", f"{column.label} 时间", f"{column.label} 事实编号"]
    return header


def _csv_cell(cell: Cell, column: Column, labels: Labels) -> list[Any]:
    value = cell.value if cell.value is not None else figure(None, cell.low, cell.high, cell.qualifier)
    remarks = [QUALIFIER[cell.qualifier]] if cell.qualifier not in ("exact", "range", "masked") else []
    remarks += [labels.get(pair, pair[1]) for pair in cell.dims.items() if pair[1] != "all"]
    remarks += ["他处另有不同数字"] if cell.conflict else []
    remarks += [f"单位：{cell.unit}"] if cell.unit != column.unit else []
    remarks += [review_note(cell)] if cell.reviewed else []
    return [_whole(value), "；".join(remarks), cell.time, cell.fact]


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def as_rows(comparison: Comparison) -> list[dict[str, Any]]:
    """The comparison as plain rows: `region`, `adcode`, `cells` by code, each with value, unit, fact id …"""
    return [{
        "region": row.region, "adcode": row.adcode, **({"rank": row.rank} if row.rank else {}),
        "cells": {code: _json_cell(cell) for code, cell in row.cells.items()},
    } for row in comparison.rows]


def _json_cell(cell: Cell) -> dict[str, Any]:
    return {
        "value": _whole(cell.value), "unit": cell.unit, "fact": cell.fact, "low": _whole(cell.low),
        "high": _whole(cell.high), "qualifier": cell.qualifier, "time": cell.time, "as_of": cell.as_of, "dims": dict(cell.dims),
        "own": cell.own, "conflict": cell.conflict, "others": list(cell.others),
        **({"reviewed": cell.reviewed} if cell.reviewed else {}), **({"machine": _json_machine(cell.machine)} if cell.machine else {})}


def _json_machine(machine: Machine) -> dict[str, Any]:
    return {name: _whole(value) for name, value in machine._asdict().items()}


def as_json(comparison: Comparison) -> str:
    """`as_rows` as JSON text."""
    return json.dumps(as_rows(comparison), ensure_ascii=False, indent=1)


def flat(text: str) -> str:
    """Text on one line: a quote may run over a line end of its source.

    >>> flat("9000 余\\n\\n万元")
    '9000 余万元'
    """
    return "".join(text.splitlines())


def aligned(header: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Columns set apart by two blanks; a Chinese character counts as two places."""
    lines = [[flat(text) for text in line] for line in lines]
    widths = [max(width(line[n]) for line in (header, *lines)) for n in range(len(header))]
    rows = [header, ["-" * w for w in widths], *lines]
    return "\n".join(
        "  ".join(text + " " * (w - width(text)) for text, w in zip(row, widths, strict=True)).rstrip()
        for row in rows)


def width(text: str) -> int:
    """Places a text takes on a terminal.

    >>> width("昭通市#1")
    8
    """
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)
