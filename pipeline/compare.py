"""Compare regions: one fact for each cell, chosen by one stated rule.

A cell is region × indicator. Its candidates are the facts of that region and indicator with the asked
statistic (level), status (actual), breakdown and period. Never a candidate: a figure for less or other than
the region (a township, one station), for several regions together, for each station or person; a figure of a
division below the region; a figure in a unit of another class than the column's (people and person-times
do not mix). Of the candidates the first is taken by

1. a figure that people have accepted, corrected or added (`pipeline.reviewed`) before one that nobody has looked at,
2. the region's own report before others' mention,
3. what is told as the total, before a plain figure, before a part, before a part of a part,
4. a figure before a masked one,
5. the latest year of the as-of day; in it a figure with a time of its own before one that has only its
   report's; then the latest day,
6. the larger figure: where a report gives a total and what went into it, the total is never less,
7. the first place in the text.

The rest stay behind the cell; where another candidate equal in 1, 2, 3 and 5, of the same time and breakdown, says
something else, the cell is marked. A masked cell says so; a region that does not report has no cell. Neither is ever 0.
"""

from __future__ import annotations

import gc
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlite_utils import Database

from pipeline.choice import ANY, CANDIDATE, RULE, YEAR, best, stands_open
from pipeline.periods import bounds
from pipeline.reviewed import machine_rows
from pipeline.units import unit_class


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


class Machine(NamedTuple):
    """A figure as the machine has it."""

    value: float | None
    low: float | None
    high: float | None
    unit: str
    qualifier: str


class Cell(NamedTuple):
    """The fact that fills a cell, how many others stand behind it, and their ids where these were asked for."""

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
    behind: int = 0
    others: tuple[str, ...] = ()
    reviewed: int = 0
    """1 accepted, 2 corrected, 3 added by people; 0 nobody has looked at it."""
    machine: Machine | None = None
    """Beside a corrected figure what the machine has."""


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


_Cells = dict[str, dict[str, Cell]]


class _Choice(NamedTuple):
    """The choice for one region, indicator, period and class of units, as the database gives it."""

    indicator: str
    period: str
    unit_class: str
    adcode: str
    fact: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    qualifier: str
    time: str
    dims: str
    own: int
    as_of: str
    conflict: int
    candidates: int
    reviewed: int

    def cell(self) -> Cell:
        """The cell that it fills."""
        return Cell(*self[4:11], _dims(self.dims), self.own == 1, self.as_of, self.conflict == 1, self.candidates - 1,
                    reviewed=self.reviewed)


_COLUMNS = ", ".join(name if name != "fact" else "id" for name in _Choice._fields)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Make very many small objects without the garbage collector, which would walk over all of them again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def compare(db: Database, selection: Selection, *, others: bool = True) -> Comparison:
    """The comparison of all regions that report one of the indicators.

    `others`: whether cells list what stands behind them, which takes several times as long as the choice itself.

    Raises:
        LookupError: an indicator is unknown; ValueError: the time is no EDTF. The messages are Chinese.
    """
    labels = _labels(db, selection.indicators)
    columns: list[Column] = []
    cells: _Cells = {}
    notes: list[str] = []
    found: dict[str, list[_Choice]] = {code: [] for code in selection.indicators}
    with _uncollected():
        for choice in _choices(db, selection):
            found[choice.indicator].append(choice)
        for code in selection.indicators:
            column, kept, left_out = _column(code, labels[code], found[code])
            columns.append(column)
            notes += left_out
            for choice in kept:
                cells.setdefault(choice.adcode, {})[code] = choice.cell()
    if others:
        _list_others(db, selection, columns, cells, lambda indicator, _: indicator)
    return _assembled(db, selection, columns, cells, notes)


def compare_years(db: Database, selection: Selection, *, others: bool = True) -> Comparison:
    """One indicator, regions down and years across: in each cell the figure whose as-of day lies in the year.

    Raises:
        LookupError, ValueError: as `compare`, and where more than one indicator is asked for.
    """
    labels = _labels(db, selection.indicators)
    if len(selection.indicators) != 1:
        raise LookupError("逐年对比一次只能取一个指标")
    (code,) = selection.indicators
    whole, kept, notes = _column(code, labels[code], _choices(db, selection, by_year=True))
    cells: _Cells = {}
    for choice in kept:
        cells.setdefault(choice.adcode, {})[choice.period] = choice.cell()
    years = sorted({choice.period for choice in kept})
    columns = [replace(whole, code=year, label=f"{year}年") for year in years]
    if others:
        _list_others(db, selection, [replace(whole, code=year) for year in years], cells, lambda _, year: year)
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
    looked = _beside(db, cells)
    rows = tuple(Row(names[adcode], adcode, cells[adcode]) for adcode in sorted(cells))
    conflicts = sum(cell.conflict for row in rows for cell in row.cells.values())
    marked = [f"{conflicts} 格另有不同数字（标 ※），用 youju show 查看"] if conflicts else []
    if looked:
        marked.append(f"{looked.total()} 格经人核对，其中更正 {looked[2]} 格、新增 {looked[3]} 格；机器原读的数保留在旁")
    return Comparison(selection, tuple(columns), rows, (*notes, *marked, *_unplaced(db, selection)))


def _beside(db: Database, cells: _Cells) -> Counter[int]:
    """Put beside each corrected figure what the machine has; counts the cells by what people did."""
    looked = [(row, code) for row in cells.values() for code, cell in row.items() if cell.reviewed]
    told = machine_rows(db, [row[code].fact for row, code in looked if row[code].reviewed == 2])
    for row, code in looked:
        if (its := told.get(row[code].fact)) is not None:
            row[code] = row[code]._replace(machine=Machine(*(its[name] for name in Machine._fields)))
    return Counter(row[code].reviewed for row, code in looked)


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


def _inside(selection: Selection) -> tuple[str, list[Any]]:
    """The SQL condition on the region of `f` that a selection makes."""
    if selection.only:
        return " AND f.adcode = ?", [selection.only]
    if selection.under:
        return """ AND f.adcode IN (WITH RECURSIVE below(adcode) AS (SELECT ? UNION ALL
                   SELECT r.adcode FROM regions AS r JOIN below ON r.parent = below.adcode)
                   SELECT adcode FROM below)""", [selection.under]
    return "", []


def _choices(db: Database, selection: Selection, *, by_year: bool = False) -> list[_Choice]:
    """The chosen facts, region by region: from the table where it has them, else chosen now by the same statement."""
    where, values = _asked(selection)
    inside, codes = _inside(selection)
    period = None if selection.dims else _whole_period(selection.time, by_year)
    if period is None or stands_open(db):
        dated = " AND f.as_of != ''" if by_year else ""
        source, values = best(where + inside + dated, YEAR if by_year else f"'{ANY}'"), [*values, *codes]
    else:
        which = "f.period NOT IN (?, '')" if by_year else "f.period = ?"
        marks = ", ".join("?" * len(selection.indicators))
        source = f"""SELECT * FROM chosen AS f
                      WHERE f.indicator IN ({marks}) AND f.status = ? AND f.statistic = ? AND {which}{inside}"""
        values = [*selection.indicators, selection.status, selection.statistic, period, *codes]
    return list(map(_Choice._make, db.conn.execute(f"SELECT {_COLUMNS} FROM ({source})", values)))


def _whole_period(time: str, by_year: bool) -> str | None:
    """The period of the table `chosen` that a selection's time is; None where it is none."""
    if not time:
        return ANY
    first, last = bounds(time)
    return first[:4] if not by_year and (first, last) == (f"{first[:4]}-01-01", f"{first[:4]}-12-31") else None


def _column(code: str, label: str, choices: Sequence[_Choice]) -> tuple[Column, list[_Choice], list[str]]:
    """The column with the unit class that most regions use, its choices, and a note where that leaves figures out."""
    regions: dict[str, set[str]] = {}
    for choice in choices:
        regions.setdefault(choice.unit_class, set()).add(choice.adcode)
    if not regions:
        return Column(code, label, "", ""), [], []
    chosen = max(sorted(regions), key=lambda name: len(regions[name]))
    kept = [choice for choice in choices if choice.unit_class == chosen]
    words = Counter(choice.unit for choice in kept)
    unit = max(sorted(words), key=lambda word: words[word])
    column = Column(code, label, unit, unit_class(unit))
    if len(kept) == len(choices):
        return column, kept, []
    left = [choice for choice in choices if choice.unit_class != chosen]
    count = sum(choice.candidates for choice in left)
    return column, kept, [f"{label}：另有 {count} 个数以{'、'.join(sorted({choice.unit for choice in left}))}计，与{unit}不能同列"]


def _list_others(db: Database, selection: Selection, columns: Sequence[Column], cells: _Cells,
                 column_of: Callable[[str, str], str]) -> None:
    """Put into each cell the ids of the facts behind it, best first. `column_of`: the column of an indicator and year."""
    where, values = _asked(selection)
    inside, codes = _inside(selection)
    classes = {column.code: column.unit_class for column in columns}
    behind: dict[tuple[str, str], list[str]] = {}
    for adcode, indicator, year, kind, fact in db.conn.execute(
            f"""SELECT f.adcode, f.indicator, {YEAR}, f.unit_class, f.id FROM facts AS f
                 WHERE {where}{inside} AND {CANDIDATE} ORDER BY f.adcode, {RULE}""", [*values, *codes]):
        code = column_of(indicator, year)
        if classes.get(code) == kind:
            behind.setdefault((adcode, code), []).append(fact)
    for (adcode, code), facts in behind.items():
        if len(facts) > 1:
            cells[adcode][code] = cells[adcode][code]._replace(others=tuple(facts[1:]))


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
          FROM facts AS f WHERE {where} AND (f.adcode IS NULL OR f.reach = 'aside')""", values))
    notes = []
    if row["hidden"]:
        notes.append(f"{row['hidden']} 个数的地区在原文中隐去或不明，未列入")
    if row["aside"]:
        notes.append(f"{row['aside']} 个数说的是部分地点、几地合计或平均每站每人，不作为地区数列入")
    return notes
