"""Derived indicators: two facts of a region, one divided by the other, with the evidence of both.

Nothing is computed from a masked figure, a range, a part by a breakdown, or figures of different years; the
reason stands in the cell's place. A bounded figure (约, 余, at least) makes the result approximate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from pipeline.compare import Cell, Selection, compare
from pipeline.document_rows import division
from pipeline.render import SHORT, aligned, plain
from schemas.derived import Derived, load_derived


@dataclass(frozen=True, slots=True)
class Result:
    """A derived figure of a region, or (value None) the Chinese reason why there is none."""

    region: str
    adcode: str
    derived: Derived
    value: float | None
    reason: str
    about: bool
    numerator: Cell
    denominator: Cell


def derive(db: Database, codes: Sequence[str] = (), *, time: str = "", under: str = "") -> list[Result]:
    """The derived figures of every region that reports both indicators; without codes all there are.

    Raises:
        LookupError: an unknown code; ValueError: the time is no EDTF. The messages are Chinese.
    """
    known = load_derived()
    if unknown := [code for code in codes if code not in known]:
        raise LookupError(f"没有这个派生指标：{'、'.join(unknown)}；可用：{'、'.join(known)}")
    results = []
    for code in codes or known:
        each = known[code]
        pair = (each.numerator, each.denominator)
        for row in compare(db, Selection(pair, time=time, under=under), others=False).rows:
            if len(row.cells) == 2:
                results.append(_result(row.region, row.adcode, each, *(row.cells[name] for name in pair)))
    return results


def _result(region: str, adcode: str, derived: Derived, above: Cell, below: Cell) -> Result:
    reason = _obstacle(derived, above, below)
    value = None
    if not reason and above.value is not None and below.value is not None:
        value = round(float(derived.factor) * above.value / below.value, 4)
    about = any(cell.qualifier != "exact" for cell in (above, below))
    return Result(region, adcode, derived, value, reason, about, above, below)


def _obstacle(derived: Derived, above: Cell, below: Cell) -> str:
    """Why the two cannot be divided; empty where they can."""
    for name, cell in (("分子", above), ("分母", below)):
        if cell.value is None:
            return f"{name}被隐去或为区间"
        if division(cell.dims):
            return f"{name}只是分项"
    if not below.value:
        return "分母为零"
    if not derived.standing and above.as_of[:4] != below.as_of[:4]:
        return f"年份不同（{above.as_of[:4] or '不明'}，{below.as_of[:4] or '不明'}）"
    return ""


def as_rows(results: Sequence[Result]) -> list[dict[str, Any]]:
    """The results as plain rows, each with the ids of its two facts."""
    return [{
        "region": r.region, "adcode": r.adcode, "indicator": r.derived.code, "label": r.derived.label,
        "value": r.value, "unit": r.derived.unit, "about": r.about, "reason": r.reason,
        "numerator": {"value": r.numerator.value, "fact": r.numerator.fact},
        "denominator": {"value": r.denominator.value, "fact": r.denominator.fact}} for r in results]


def as_table(results: Sequence[Result]) -> str:
    """The results for the screen."""
    if not results:
        return "没有数据"
    lines = [[
        r.derived.label, r.region,
        f"{'约' if r.about else ''}{plain(round(r.value, 2))}{r.derived.unit}" if r.value is not None else "—",
        f"#{r.numerator.fact[:SHORT]} ÷ #{r.denominator.fact[:SHORT]}", r.reason] for r in results]
    return aligned(["派生指标", "地区", "数值", "依据", "不能计算的原因"], lines)
