"""Compare regions: one fact for each cell, chosen by one stated rule.

A cell is region × indicator. Its candidates are the facts of that region and indicator with the asked
statistic (level), status (actual), breakdown and period. Never a candidate: a figure for less or other than
the region (a township, one station), for several regions together, for each station or person; a figure of a
division below the region; a figure in a unit of another class than the column's (people and person-times
do not mix). Of the candidates the first is taken by

1. the region's own report before others' mention,
2. what is told as the total, before a plain figure, before a part, before a part of a part,
3. a figure before a masked one,
4. the latest year of the as-of day; in it a figure with a time of its own before one that has only its
   report's; then the latest day,
5. the larger figure: where a report gives a total and what went into it, the total is never less,
6. the first place in the text.

The rest stay behind the cell; where another candidate equal in 1, 2 and 4, of the same time and breakdown, says
something else, the cell is marked. A masked cell says so; a region that does not report has no cell. Neither is ever 0.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlite_utils import Database

from pipeline.periods import bounds
from pipeline.units import unit_class

# The rule of the module's docstring, once, as an order.
RULE = """f.own DESC, f.parts, f.value IS NULL AND f.low IS NULL,
          substr(f.as_of, 1, 4) DESC, f.time = '', f.as_of DESC, coalesce(f.value, f.high) DESC, f.doc, f.start, f.id"""


@dataclass(frozen=True, slots=True)
class Selection:
    """What to compare. `time` is EDTF: the figure's as-of day must lie within it."""

    indicators: tuple[str, ...]
    status: str = "actual"
    statistic: str = "level"
    time: str = ""
    dims: Mapping[str, str] = field(default_factory=dict)
    under: str = ""
    """Adcode of a division: only it and the divisions below it."""
    only: str = ""
    """Adcode of a division: only it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The fact that fills a cell, and the ids of those behind it."""

    fact: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    qualifier: str
    time: str
    dims: Mapping[str, str]
    own: bool
    as_of: str = ""
    conflict: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """An indicator of the comparison; `unit` is the word most of its cells use, `unit_class` what may mix."""

    code: str
    label: str
    unit: str
    unit_class: str


@dataclass(frozen=True, slots=True)
class Row:
    """A region and its cells by indicator code."""

    region: str
    adcode: str
    cells: Mapping[str, Cell]
    rank: int | None = None
    """Its place in a ranking; None outside one, and for a region without a figure."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Regions down, indicators across; `notes` says in Chinese what was left out and why."""

    selection: Selection
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


_Fact = sqlite3.Row
_Cells = dict[str, dict[str, Cell]]


def compare(db: Database, selection: Selection) -> Comparison:
    """The comparison of all regions that report one of the indicators.

    Raises:
        LookupError: an indicator is unknown; ValueError: the time is no EDTF. The messages are Chinese.
    """
    labels = _labels(db, selection.indicators)
    columns: list[Column] = []
    cells: _Cells = {}
    notes: list[str] = []
    found = _candidates(db, selection)
    for code in selection.indicators:
        column, left_out = _column(code, labels[code], found[code])
        columns.append(column)
        notes += left_out
        for adcode, group in _by_region(found[code], column.unit_class).items():
            cells.setdefault(adcode, {})[code] = _cell(group)
    return _assembled(db, selection, columns, cells, notes)


def compare_years(db: Database, selection: Selection) -> Comparison:
    """One indicator, regions down and years across: in each cell the figure whose as-of day lies in the year.

    Raises:
        LookupError, ValueError: as `compare`, and where more than one indicator is asked for.
    """
    labels = _labels(db, selection.indicators)
    if len(selection.indicators) != 1:
        raise LookupError("逐年对比一次只能取一个指标")
    (code,) = selection.indicators
    facts = [fact for fact in _candidates(db, selection)[code] if fact["as_of"]]
    whole, notes = _column(code, labels[code], facts)
    cells: _Cells = {}
    for adcode, group in _by_region(facts, whole.unit_class).items():
        for year in {fact["as_of"][:4] for fact in group}:
            same = [fact for fact in group if fact["as_of"][:4] == year]
            cells.setdefault(adcode, {})[year] = _cell(same)
    years = sorted({year for row in cells.values() for year in row})
    columns = [replace(whole, code=year, label=f"{year}年") for year in years]
    return _assembled(db, selection, columns, cells, [f"指标：{whole.label}", *notes])


def ranked(comparison: Comparison) -> Comparison:
    """The regions by their figure of the first column, largest first, equal figures on one place.

    Regions without a figure (masked, a range, not reported) follow without a place.
    """
    code = comparison.columns[0].code

    def value(row: Row) -> float | None:
        return row.cells[code].value if code in row.cells else None

    order = sorted(comparison.rows, key=lambda row: (value(row) is None, -(value(row) or 0), row.adcode))
    values = [value(row) for row in order]
    return replace(comparison, rows=tuple(
        replace(row, rank=values.index(told) + 1 if told is not None else None)
        for row, told in zip(order, values, strict=True)))


def _assembled(db: Database, selection: Selection, columns: Sequence[Column], cells: _Cells,
               notes: Sequence[str]) -> Comparison:
    names = {row["adcode"]: row["name"] for row in db.query("SELECT adcode, name FROM regions")}
    rows = tuple(Row(names[adcode], adcode, cells[adcode]) for adcode in sorted(cells))
    conflicts = sum(cell.conflict for row in rows for cell in row.cells.values())
    marked = [f"{conflicts} 格另有不同数字（标 ※），用 youju show 查看"] if conflicts else []
    return Comparison(selection, tuple(columns), rows, (*notes, *marked, *_unplaced(db, selection)))


def find_region(db: Database, name: str) -> str:
    """The adcode of a region of the database, by code or full name.

    Raises:
        LookupError: no such region, or several of that name; the message is Chinese.
    """
    codes = [row["adcode"] for row in db.query(
        "SELECT adcode FROM regions WHERE adcode = ? OR name = ? ORDER BY adcode", [name, name])]
    if len(codes) != 1:
        raise LookupError(f"{name} 有多个：{'、'.join(codes)}，请用代码" if codes else f"库中没有地区 {name}")
    return str(codes[0])


def covered_indicators(db: Database, limit: int) -> list[str]:
    """The indicators that most regions report results for, in the order of the codebook; `other` never."""
    query = """SELECT indicator FROM facts
                WHERE adcode IS NOT NULL AND reach != 'aside' AND status = 'actual' AND statistic = 'level'
                  AND indicator != 'other'
                GROUP BY indicator ORDER BY count(DISTINCT adcode) DESC, count(*) DESC, indicator LIMIT ?"""
    chosen = [row["indicator"] for row in db.query(query, [limit])]
    place = {row["code"]: row["position"] for row in db.query("SELECT code, position FROM indicators")}
    return sorted(chosen, key=lambda code: (place[code] is None, place[code], code))


def _labels(db: Database, codes: Sequence[str]) -> dict[str, str]:
    rows = db.query("SELECT code, label FROM indicators")
    known = {row["code"]: row["label"] or row["code"] for row in rows}
    if unknown := [code for code in codes if code not in known]:
        raise LookupError(f"没有这个指标：{'、'.join(unknown)}（youju codebook 列出全部指标）")
    return known


def _asked(selection: Selection) -> tuple[str, list[Any]]:
    """The SQL condition on facts `f` that a selection makes, whatever region they are about."""
    where = [f"f.indicator IN ({', '.join('?' * len(selection.indicators))})", "f.status = ?", "f.statistic = ?"]
    values: list[Any] = [*selection.indicators, selection.status, selection.statistic]
    if selection.time:
        first, last = bounds(selection.time)
        if not first:
            raise ValueError(f"时间应写作 2021、2022-06、2022-01/2022-06 等，收到 {selection.time}")
        where.append("f.as_of BETWEEN ? AND ?")
        values += [first, last or "9999"]
    for name, member in selection.dims.items():
        where.append("json_extract(f.dims, '$.' || ?) = ?")
        values += [name, member]
    return " AND ".join(where), values


def _candidates(db: Database, selection: Selection) -> dict[str, list[_Fact]]:
    """The facts that may fill a cell, by indicator; region by region, best first."""
    where, values = _asked(selection)
    if selection.only:
        where += " AND f.adcode = ?"
        values.append(selection.only)
    if selection.under:
        where += """ AND f.adcode IN (WITH RECURSIVE below(adcode) AS (SELECT ? UNION ALL
                     SELECT r.adcode FROM regions AS r JOIN below ON r.parent = below.adcode)
                     SELECT adcode FROM below)"""
        values.append(selection.under)
    cursor = db.conn.cursor()
    cursor.row_factory = sqlite3.Row  # a third of the time that dictionaries take
    found: dict[str, list[_Fact]] = {code: [] for code in selection.indicators}
    for row in cursor.execute(f"""
            SELECT f.indicator, f.id, f.adcode, f.value, f.low, f.high, f.unit, f.unit_class, f.qualifier,
                   f.time, f.dims, f.own, f.parts, f.as_of
              FROM facts AS f WHERE {where} AND f.reach != 'aside' AND f.adcode IS NOT NULL
             ORDER BY f.adcode, {RULE}""", values):
        found[row["indicator"]].append(row)
    return found


def _column(code: str, label: str, facts: Sequence[_Fact]) -> tuple[Column, list[str]]:
    """The column with the unit class that most regions use, and a note where that leaves figures out."""
    regions: dict[str, set[str]] = {}
    words: dict[str, int] = {}
    for fact in facts:
        regions.setdefault(fact["unit_class"], set()).add(fact["adcode"])
    if not regions:
        return Column(code, label, "", ""), []
    chosen = max(sorted(regions), key=lambda name: len(regions[name]))
    for fact in facts:
        if fact["unit_class"] == chosen:
            words[fact["unit"]] = words.get(fact["unit"], 0) + 1
    unit = max(sorted(words), key=lambda word: words[word])
    other = {f["unit"] for f in facts if f["unit_class"] != chosen}
    count = sum(f["unit_class"] != chosen for f in facts)
    note = f"{label}：另有 {count} 个数以{'、'.join(sorted(other))}计，与{unit}不能同列"
    return Column(code, label, unit, unit_class(unit)), [note] if count else []


def _by_region(facts: Iterable[_Fact], wanted: str) -> dict[str, list[_Fact]]:
    groups: dict[str, list[_Fact]] = {}
    for fact in facts:
        if fact["unit_class"] == wanted:
            groups.setdefault(fact["adcode"], []).append(fact)
    return groups


def _cell(group: Sequence[_Fact]) -> Cell:
    """The first of the ordered candidates, with the others behind it."""
    best = group[0]
    if len(group) == 1:
        return Cell(best["id"], best["value"], best["low"], best["high"], best["unit"], best["qualifier"],
                    best["time"], _dims(best["dims"]), bool(best["own"]), best["as_of"])
    rank = ("own", "parts", "as_of", "time", "dims")
    rivals = [f for f in group[1:] if all(f[name] == best[name] for name in rank)]
    said = {(f["value"], f["low"], f["high"]) for f in (best, *rivals) if f["qualifier"] != "masked"}
    return Cell(
        best["id"], best["value"], best["low"], best["high"], best["unit"], best["qualifier"], best["time"],
        _dims(best["dims"]), bool(best["own"]), best["as_of"], len(said) > 1, tuple(f["id"] for f in group[1:]))


@lru_cache(maxsize=1024)
def _dims(text: str) -> Mapping[str, str]:
    """Breakdowns repeat from fact to fact; cells share them."""
    return MappingProxyType(json.loads(text))


def _unplaced(db: Database, selection: Selection) -> list[str]:
    """What the reports do not let us put in a row, counted."""
    where, values = _asked(selection)
    row = next(db.query(f"""
        SELECT coalesce(sum(f.adcode IS NULL), 0) AS hidden,
               coalesce(sum(f.adcode IS NOT NULL AND f.reach = 'aside'), 0) AS aside
          FROM facts AS f WHERE {where}""", values))
    notes = []
    if row["hidden"]:
        notes.append(f"{row['hidden']} 个数的地区在原文中隐去或不明，未列入")
    if row["aside"]:
        notes.append(f"{row['aside']} 个数说的是部分地点、几地合计或平均每站每人，不作为地区数列入")
    return notes
