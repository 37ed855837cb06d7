"""Put the page together: one file, no request to anywhere, only its own scripts may run (extra `[report]`)."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from pipeline.compare import Comparison
from pipeline.html_report import points
from pipeline.html_report.evidence import evidence
from pipeline.profile import LEVEL
from pipeline.render import STATISTIC, STATUS, Labels, heading
from pipeline.tables import RULE_TOLD

HERE = files("pipeline") / "html_report"


def write_html(db: Database, comparison: Comparison, labels: Labels, path: Path) -> None:
    """Write the page.

    Raises:
        ImportError: Altair, vl-convert or Jinja2 is missing.
    """
    path.write_text(page(db, comparison, labels), encoding="utf-8")


def page(db: Database, comparison: Comparison, labels: Labels) -> str:
    """The page as text."""
    import vl_convert
    from jinja2 import Environment

    from pipeline.html_report.charts import charts

    cells, behind = points.cell_points(comparison, labels), points.behind(comparison)
    years, behind_years = points.series(db, comparison, labels)
    behind |= behind_years
    ids = [name for first, others, _ in behind.values() for name in (first, *others)]
    data = {
        "cells": cells, "years": years, "tiles": points.tiles(comparison), "regions": points.regions(comparison),
        "columns": [_column(comparison, column.code) for column in comparison.columns],
        "indicators": _indicators(comparison), "behind": behind, "charts": charts(),
        "levels": LEVEL, **evidence(db, ids, labels)}
    vega = vl_convert.javascript_bundle()  # type: ignore[call-arg]  # its stub forgets that a snippet is optional
    scripts = [_inline(script) for script in (vega, (HERE / "report.js").read_text(encoding="utf-8"))]
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        (HERE / "page.html").read_text(encoding="utf-8"))
    return template.render(
        comparison=comparison, text=lambda cell, column: points.told(cell, column, labels), heading=heading,
        state=points.state, names=points.names(comparison), regions=points.regions(comparison), levels=LEVEL,
        ranked=any(row.rank for row in comparison.rows), scope=_scope(db, comparison), rule=RULE_TOLD,
        scripts=scripts, style=(HERE / "report.css").read_text(encoding="utf-8"),
        hashes=" ".join(_hash(script) for script in scripts), data=_json(data))


def _inline(script: str) -> str:
    """A script that cannot end the element it stands in: what could stands in strings and patterns only, where the
    escape means the same."""
    return re.sub(r"<(?=/?script|!--)", r"\\x3c", script, flags=re.IGNORECASE)


def _json(data: Any) -> str:
    """JSON without any `<`, which in it stands in strings only."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _column(comparison: Comparison, code: str) -> dict[str, Any]:
    column = next(each for each in comparison.columns if each.code == code)
    return {"code": code, "label": column.label, "heading": heading(column)}


def _indicators(comparison: Comparison) -> list[dict[str, Any]]:
    """The indicators that the series are about: the columns, or the one indicator whose years they are."""
    chosen = comparison.selection.indicators
    if all(column.code in chosen for column in comparison.columns):
        return [_column(comparison, column.code) for column in comparison.columns]
    label = next((note.removeprefix("指标：") for note in comparison.notes if note.startswith("指标：")), chosen[0])
    return [{"code": chosen[0], "label": label, "heading": label}]


def _scope(db: Database, comparison: Comparison) -> str:
    """What the page is about, in one line: of what kind its figures are, from how many documents."""
    chosen = comparison.selection
    documents, facts = db.table("documents").count, db.table("facts").count
    return (f"{STATUS[chosen.status]} · {STATISTIC[chosen.statistic]} · 时间：{chosen.time or '不限，各格取最新'} · "
            f"{len(comparison.rows)} 个地区 · 出自 {documents} 份文件的 {facts} 条事实")
