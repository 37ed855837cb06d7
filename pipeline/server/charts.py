"""Charts of the comparison as geometry: what the template draws as SVG, each mark with the fact it stands for.

Only plain figures are drawn. A masked one or a range has no length, and is never drawn as 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import floor, log10

from pipeline.compare import Cell, Comparison, Row
from pipeline.region_rows import level_of
from pipeline.render import plain
from pipeline.units import SCALES

MOST_BARS = 12
MOST_LINES = 8
"""More lines cannot be told apart."""

Texts = Mapping[tuple[str, str], str]
"""What a cell shows, by adcode and column."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A region's figure; `length` is in proportion to it."""

    region: str
    text: str
    fact: str
    x: int
    y: int
    length: float


@dataclass(frozen=True, slots=True)
class Bars:
    """The largest figures of a column, largest first; `left_out` counts the regions not drawn."""

    title: str
    marks: tuple[Bar, ...]
    left_out: int
    width: int = 800

    @property
    def height(self) -> int:
        """Of the whole drawing."""
        return 26 * len(self.marks) + 4


@dataclass(frozen=True, slots=True)
class Tick:
    """A label of an axis and where it stands."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of a year."""

    x: float
    y: float
    text: str
    fact: str


@dataclass(frozen=True, slots=True)
class Line:
    """A region through the years; a year without a figure has no point. `label` is where its name stands."""

    region: str
    points: tuple[Point, ...]
    label: float

    @property
    def path(self) -> str:
        """The line as SVG."""
        return "M" + "L".join(f"{point.x:.1f} {point.y:.1f}" for point in self.points)


@dataclass(frozen=True, slots=True)
class Lines:
    """Regions through the years, those with the most years and of them the largest figures; the axis of values begins at 0."""

    title: str
    lines: tuple[Line, ...]
    years: tuple[Tick, ...]
    ticks: tuple[Tick, ...]
    left_out: int
    width: int = 800
    height: int = 340
    left: int = 90
    right: int = 640


def bars(table: Comparison, code: str, title: str, texts: Texts) -> Bars | None:
    """A column as bars; None where it has no plain figure above 0."""
    found = [(row, row.cells[code]) for row in table.rows if code in row.cells and _drawn(row.cells[code])]
    found.sort(key=lambda pair: -(pair[1].value or 0))
    shown = found[:MOST_BARS]
    longest = max((cell.value or 0 for _, cell in shown), default=0)
    if not longest:
        return None
    marks = tuple(Bar(row.region, texts[row.adcode, code], cell.fact, 200, 26 * n + 4, round(400 * (cell.value or 0) / longest, 1))
                  for n, (row, cell) in enumerate(shown))
    return Bars(title, marks, len(table.rows) - len(shown))


def lines(table: Comparison, title: str, texts: Texts) -> Lines | None:
    """A table with a column for each year as lines; None where fewer than two years have figures."""
    codes = [column.code for column in table.columns if any(_drawn(row.cells.get(column.code)) for row in table.rows)]
    if len(codes) < 2:
        return None
    rows = sorted((row for row in table.rows if any(_drawn(row.cells.get(code)) for code in codes)),
                  key=lambda row: (-sum(_drawn(row.cells.get(code)) for code in codes), -_last(row, codes)))[:MOST_LINES]
    top, ticks = scale(max(row.cells[code].value or 0 for row in rows for code in codes if _drawn(row.cells.get(code))))
    frame = Lines(title, (), (), (), len(table.rows) - len(rows))
    first, last = int(codes[0]), int(codes[-1])

    def x(code: str) -> float:
        return frame.left + (frame.right - frame.left) * (int(code) - first) / (last - first)

    def y(value: float) -> float:
        return round(frame.height - 34 - (frame.height - 54) * value / top, 1)

    found = [(row, tuple(Point(round(x(code), 1), y(row.cells[code].value or 0), f"{code} {texts[row.adcode, code]}",
                               row.cells[code].fact) for code in codes if _drawn(row.cells.get(code)))) for row in rows]
    labels = apart([points[-1].y + 5 for _, points in found], 17, frame.height - 30)
    unit = SCALES.get(table.columns[0].unit, ("", 1))[1]
    return Lines(title, tuple(Line(row.region, points, label) for (row, points), label in zip(found, labels, strict=True)),
                 tuple(Tick(round(x(code), 1), code) for code in codes),
                 tuple(Tick(y(tick), plain(tick / unit)) for tick in ticks), frame.left_out)


def scale(most: float) -> tuple[float, tuple[float, ...]]:
    """A round end of an axis from 0 for values up to `most`, and its labels.

    >>> scale(386), scale(0.7)
    ((400.0, (0.0, 100.0, 200.0, 300.0, 400.0)), (0.8, (0.0, 0.2, 0.4, 0.6, 0.8)))
    """
    if most <= 0:
        return 1.0, (0.0, 1.0)
    power = 10.0 ** floor(log10(most))
    step = next(s for s in (0.2 * power, 0.5 * power, power, 2 * power) if most <= 5 * s)
    count = next(n for n in range(1, 6) if most <= n * step)
    return round(count * step, 6), tuple(round(n * step, 6) for n in range(count + 1))


def apart(places: Sequence[float], least: float, most: float) -> list[float]:
    """The places moved so that neighbours are `least` apart: downwards, and up again from `most`.

    >>> apart([10, 12, 60], 17, 99), apart([60, 10], 17, 99), apart([58, 60], 17, 60)
    ([10, 27, 60], [60, 10], [43, 60])
    """
    moved, order = list(places), sorted(range(len(places)), key=lambda n: places[n])
    for above, below in pairwise(order):
        moved[below] = max(moved[below], moved[above] + least)
    for below, above in pairwise([-1, *reversed(order)]):
        moved[above] = min(moved[above], most if below < 0 else moved[below] - least)
    return moved


def levels(table: Comparison, codes: Sequence[str]) -> list[str]:
    """The levels of which at least two divisions have a plain figure in one of the columns, the fullest first.

    A chart shows one level: a country beside its counties says nothing about either.
    """
    counts = Counter(level_of(row.adcode) for row in table.rows if any(_drawn(row.cells.get(code)) for code in codes))
    return [name for name, count in counts.most_common() if count > 1]


def of_level(table: Comparison, name: str) -> Comparison:
    """The rows of one level."""
    return replace(table, rows=tuple(row for row in table.rows if level_of(row.adcode) == name))


def _drawn(cell: Cell | None) -> bool:
    return cell is not None and cell.value is not None and cell.value >= 0


def _last(row: Row, codes: Sequence[str]) -> float:
    return next((row.cells[code].value or 0 for code in reversed(codes) if _drawn(row.cells.get(code))), 0.0)
