"""Table cells: the column and row headers say what a lone number counts, of which division, when, in what unit.

The reader gives a cell its headers as `column|row|单位：…` (schemas.records.Block).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.linking import Linker
from extractors.links import Link
from extractors.phrases import RATIOS, Phrase
from extractors.places import find_townships, places_in, resolve
from extractors.quantities import parse_quantity
from extractors.region_reader import RegionReader
from extractors.status import Decision
from extractors.subjects import Subject
from extractors.terms import TermFinder, visible, wide
from extractors.times import find_times
from schemas.divisions import COUNTRY
from schemas.records import Block, Document, Evidence, Quantity, Span, TimeValue
from schemas.trusted import changed

_UNIT = re.compile(r"（([^（）]{1,12})）|单位：?([^|（）]{1,24})|(?<=[一-龥±])([%％‰])$")
_UNIT_ALONE = re.compile(r"[百千万亿]{0,2}(?:个|人|户|人次|户次|元|家|所|处|张|件|小时|平方米|名|次|份|支|对|起|期|场|%|％)")
"""A header that is nothing but a unit: the cell between a row's label and its number."""
_UNITS_BELOW = re.compile(r"(?:计量)?单\s*位")
"""The header of a column of units."""
_WHOLE = re.compile(r"合\s*计|总\s*计|小\s*计|全[省市县区州盟旗]")
COLUMN, ROW = 5.0, 4.0
"""How loudly a word of the column and of the row header speaks."""
ABOVE = 200
"""How far above a table its unit may stand, in characters."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What the headers make of a number; `unit` is the evidence of a unit that stands in a header."""

    quantity: Quantity
    link: Link
    subject: Subject | None
    time: TimeValue | None
    growth: bool
    unit: Evidence | None = None
    status: Decision | None = None


_PLANNED = re.compile(r"指标[量数]|目标|计划|指标值|任务[数量]?$|指标任务|规划|应建|应完成|合同[数量约]|协议[数量]|约定|约定数")
_DONE = re.compile(r"实际|完成(?!时限|目标)|已|现状|基期")
_NORM = re.compile(r"标准$|标准值")
_MONEY = re.compile("金额|资金|经费|补助|投入|支出|拨款|预算|公益金|合计金")
_NO_FIGURE = re.compile(r"分值|得分|权重|评分|名次|排名|序号|扣分|分数")
"""Columns whose numbers are marks and places, and count nothing."""
_COMPARED = re.compile(r"增[减长幅速]|增加[量数]|[±＋+][-－]?(?=[%％])|同比|环比|[比较][上去][年期]|[升降涨]幅|变化")
"""Columns that compare with another time."""
_YEAR = re.compile(r"^((?:19|20)\d\d)$")
_SAME = re.compile("[上去]年同[期月季]")
_LEVELS = frozenset(("街道", "社区", "镇", "村", "市", "县", "区", "旗"))
"""In brackets these belong to a name (乡镇（街道）), and are no unit."""


class CellReader:
    """Reads the cells of a document's tables."""

    def __init__(self, document: Document, linker: Linker, finder: TermFinder) -> None:
        self._document, self._linker, self._finder = document, linker, finder
        self._headers: dict[int, list[Block]] = {}
        self._rows: dict[tuple[int, int], list[Block]] = {}
        for block in document.blocks:
            if block.kind == "cell":
                self._headers.setdefault(block.table, []).append(block)
                self._rows.setdefault((block.table, block.row), []).append(block)

    def read(self, block: Block, quantity: Quantity, region: RegionReader, date: str) -> Cell:
        """The cell's number with what its headers say."""
        parts = wide(block.header).split("|")
        quantity, unit = self._with_unit(block, quantity, parts)
        column, *rows = [_UNIT.sub("", part) for part in parts]
        compared = any(_COMPARED.search(part) for part in parts)
        counted = self._compared_column(block) if compared and quantity.dimension in RATIOS else ""
        link = self._link(quantity, counted or column, rows)
        no_count = quantity.value is not None and quantity.value < 0 and quantity.dimension not in RATIOS
        if _NO_FIGURE.search(column) or no_count or (compared and quantity.dimension == "bare"):
            link = Link(None)
        subject = self._subject(block, parts, region)
        time = next((time for part in parts if (time := _time(part, date))), None)
        if compared or _SAME.match(column):
            time = self._compared_time(block, date, compared) or time
        if time:
            time = changed(time, {"span": quantity.span})
        growth = compared or "增" in column
        return Cell(quantity, link, subject, time, growth, unit, _status(column, quantity.span))

    def _compared_column(self, block: Block) -> str:
        """The header of the column beside which one compares: 2022年报名人数 | 2023年报名人数 | 增长比."""
        row = self._rows[block.table, block.row]
        left = (_UNIT.sub("", wide(b.header).split("|")[0]) for b in reversed(row[: row.index(block)]))
        return next((column for column in left if column and not _COMPARED.search(column)), "")

    def _compared_time(self, block: Block, date: str, compared: bool) -> TimeValue | None:
        """What a column is about whose header names no time of its own, from the other columns of its row.

        2023年 | 2022年 | 增减（%） is growth in the later year, 2024年3月 | 上年同期 a year before the column to its left.
        """
        row = self._rows[block.table, block.row]
        if compared:
            times = [time for b in row if (time := _time(wide(b.header).split("|")[0], date))]
            return max(times, key=lambda time: time.edtf, default=None)
        for left in reversed(row[: row.index(block)]):
            time = _time(wide(left.header).split("|")[0], date)
            if time:
                return changed(time, {"edtf": _earlier(time.edtf)})
        return None

    def _with_unit(
        self, block: Block, quantity: Quantity, parts: list[str]
    ) -> tuple[Quantity, Evidence | None]:
        """The number in the unit of its header, where exactly one unit there can be read with it.

        What compares with another year (增减（%）) has a unit of its own, and no other's.
        """
        if quantity.dimension != "bare":
            return quantity, None
        compared = [part for part in parts if _COMPARED.search(part)]
        own = [part for part in parts if not part.startswith("单位")]
        told = _read_with(quantity, _units(compared or own)) or _read_with(quantity, _units(compared or parts))
        if not told and not compared:
            told = _read_with(quantity, self._unit_column(block))
        if len(told) > 1:  # 单位：个、万元: the column tells which
            money = _MONEY.search(parts[0]) is not None
            told = {word: again for word, again in told.items() if (again.dimension == "money") == money}
        if len(told) != 1:
            return quantity, None
        ((word, again),) = told.items()
        span = self._where(block.table, word)
        names = ("value", "low", "high", "unit", "dimension", "word")
        read = changed(quantity, {name: getattr(again, name) for name in names})
        return read, Evidence(field="unit", span=span, rule=f"表头 {word}")

    def _unit_column(self, block: Block) -> list[str]:
        """What stands in the column 计量单位 of a cell's row: 持证社工人数 | 万人 | 12.4."""
        headed = (b for b in self._rows[block.table, block.row] if _UNITS_BELOW.fullmatch(wide(b.header).split("|")[0]))
        words = (self._document.text[b.start : b.end].strip() for b in headed)
        return [word for word in words if word and word != self._document.text[block.start : block.end].strip()]

    def _where(self, table: int, word: str) -> Span | None:
        """Where a unit stands: in a cell of the table, else in the lines above it."""
        text = self._document.text
        for cell in self._headers[table]:
            at = text.find(word, cell.start, cell.end)
            if at >= 0:
                return Span(at, at + len(word))
        first = self._headers[table][0].start
        at = text.rfind(word, max(0, first - ABOVE), first)
        return Span(at, at + len(word)) if at >= 0 else None

    def _link(self, quantity: Quantity, column: str, rows: list[str]) -> Link:
        ratio = quantity.dimension in RATIOS
        fits = self._linker.all_codes if ratio else self._linker.fits(quantity)
        best: dict[str, tuple[float, str]] = {}
        for text, loudness in ((column, COLUMN), *((row, ROW) for row in rows)):
            for hit in visible(self._finder.find(text), fits):
                for term in hit.terms:
                    score = loudness * term.weight
                    if not term.code.startswith("admin.") and score > best.get(term.code, (0.0, ""))[0]:
                        best[term.code] = (score, hit.word)
        ranked = sorted(best.items(), key=lambda pair: -pair[1][0])
        rate = self._linker.codebook.rate_of(column) if ratio and not ranked else None
        if rate:
            return Link(rate.of, COLUMN, [(quantity.span, column)], weight=1.0)
        if not ranked:
            money = quantity.dimension == "money" and self._linker.codebook.money
            return Link(money or None, 3.0)
        code, (score, word) = ranked[0]
        return Link(
            code, score, [(quantity.span, word)], [(c, s) for c, (s, _) in ranked[1:4]], weight=score / COLUMN
        )

    def _subject(self, block: Block, parts: list[str], region: RegionReader) -> Subject | None:
        """The division of the row, or of the column; a township gives the place."""
        for part in (*parts[1:], parts[0]):
            if _WHOLE.search(part):
                return Subject(block.start, region.home, rule="total row")
            for mention in places_in(part, region.home):
                division = resolve(
                    mention, region.home.adcode if region.home else COUNTRY, prefer="prefecture"
                )
                if division:
                    return Subject(block.start, division, rule=f"表头 {mention.quote}")
            for township in find_townships(part):
                return Subject(block.start, region.home, place=township.quote, rule=f"表头 {township.quote}")
        return None


def _read_with(quantity: Quantity, words: list[str]) -> dict[str, Quantity]:
    """The number in each of the units that can be read with it."""
    found = {word: parse_quantity(quantity.quote + word) for word in words}
    return {word: again for word, again in found.items() if again and again.dimension != "bare"}


def _time(part: str, date: str) -> TimeValue | None:
    """The time that a header names, a bare year included; none where it compares with another."""
    if _COMPARED.search(part):
        return None
    return next((time for time in find_times(_YEAR.sub(r"\1年", part), date) if time.edtf), None)


def _earlier(edtf: str) -> str:
    """A time a year before.

    >>> _earlier("2024-01/2024-03")
    '2023-01/2023-03'
    """
    return re.sub(r"(?<![\d\-])\d{4}", lambda m: str(int(m[0]) - 1), edtf)


def _units(parts: list[str]) -> list[str]:
    """The units that headers name: 资金（万元）, 单位：个."""
    named = [m[1] or m[2] or m[3] for part in parts for m in _UNIT.finditer(part)]
    named += [part for part in parts if _UNIT_ALONE.fullmatch(part)]
    words = (word.strip() for name in named for word in re.split("[、，,/]", name))
    return [word for word in words if word and word not in _LEVELS]


def _status(column: str, span: Span) -> Decision | None:
    """The status that a column's header tells: 年度指标值, 实际完成值."""
    if _DONE.search(column):
        return Decision("actual", span, f"表头 {column}")
    if _PLANNED.search(column):
        return Decision("target", span, f"表头 {column}")
    return Decision("standard", span, f"表头 {column}") if _NORM.search(column) else None


def as_phrase(quantity: Quantity) -> Phrase:
    """The surroundings of a number that stands alone."""
    here = Span(quantity.span.start, quantity.span.start)
    return Phrase(
        lead=here,
        tail=Span(quantity.span.end, quantity.span.end),
        rest=here,
        before=(),
        after=here,
        clause=here,
    )
