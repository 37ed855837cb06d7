"""A division's figures beside the sum of the divisions right below it.

A sum stands for the whole only where every part told a plain figure of one kind; otherwise the parts that are
missing are named and no sum is given out as a total.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from pipeline.compare import Cell, Column, Selection, compare
from pipeline.document_rows import division
from pipeline.render import SHORT, Labels, aligned, cell_text, heading, plain
from pipeline.units import SCALES
from schemas.divisions import load_divisions


@dataclass(frozen=True, slots=True)
class RollUp:
    """One indicator of one division: its own cell, the sum of its parts, and the parts without a figure.

    `total` is None unless `missing` is empty. `bounded` says that some part is about, over or at least its
    figure, so that the sum is too.
    """

    column: Column
    own: Cell | None
    parts: dict[str, Cell]
    missing: tuple[str, ...]
    total: float | None
    bounded: bool


def roll_up(db: Database, adcode: str, indicators: Sequence[str], *, time: str = "",
            status: str = "actual") -> list[RollUp]:
    """The roll-up of each indicator; parts are the divisions in force right below `adcode`.

    Raises:
        LookupError, ValueError: as `compare`; also where the division has none below it.
    """
    children = {d.adcode: d.name for d in load_divisions().children(adcode) if d.current}
    if not children:
        raise LookupError(f"{adcode} 没有下级行政区划")
    table = compare(db, Selection(tuple(indicators), status=status, time=time, under=adcode), others=False)
    rows = {row.adcode: row.cells for row in table.rows}
    result = []
    for column in table.columns:
        own = rows.get(adcode, {}).get(column.code)
        told = {code: rows[code][column.code] for code in children if column.code in rows.get(code, {})}
        kinds = [division(cell.dims) for cell in told.values()]
        usual = max(kinds, key=kinds.count) if kinds else ()
        parts = {code: cell for code, cell in told.items()
                 if cell.value is not None and division(cell.dims) == usual}
        missing = tuple(name for code, name in children.items() if code not in parts)
        result.append(RollUp(
            column, own, parts, missing, None if missing else sum(cell.value or 0 for cell in parts.values()),
            any(cell.qualifier != "exact" for cell in parts.values())))
    return result


def roll_up_table(rows: Sequence[RollUp], labels: Labels) -> str:
    """The roll-up for the screen; a sum that is not complete is not shown."""
    lines = []
    for row in rows:
        scale = SCALES.get(row.column.unit, ("", 1))[1]
        own = f"{cell_text(row.own, row.column, labels)} #{row.own.fact[:SHORT]}" if row.own else ""
        total = "" if row.total is None else ("约" if row.bounded else "") + plain(row.total / scale)
        shown = "、".join(row.missing[:8]) + (f" 等 {len(row.missing)} 个" if len(row.missing) > 8 else "")
        lines.append([heading(row.column), own, total, f"{len(row.parts)}/{len(row.parts) + len(row.missing)}",
                      shown])
    return aligned(["指标", "本级", "下级合计", "已报", "缺"], lines)
