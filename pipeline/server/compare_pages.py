"""The comparison in the browser: the same cells as `youju compare`, each a way to its evidence."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.responses import Response

from pipeline import compare as comparing
from pipeline.compare import Comparison, Selection
from pipeline.render import as_csv, cell_text, heading, member_labels, review_note
from pipeline.reviewed import lay_over
from pipeline.server.charts import bars, levels, lines, of_level
from pipeline.server.language import say
from pipeline.server.queues import choices
from pipeline.server.view import View

FIRST = 4
"""Indicators shown before any are chosen."""

YEARS = "years"
"""The chart of all years."""
LEVELS = {"country": "全国", "province": "省级", "prefecture": "市级", "county": "县级"}

REVIEWS = {1: "accepted", 2: "corrected", 3: "created"}
"""The classes of the style sheet for what people did."""

DIMS = {"level": "层级", "kind": "类型", "grade": "等级", "source": "来源", "flow": "流向", "population": "人群"}
"""Breakdowns of the codebook by their names; one of an office's own keeps its code."""


def compare(view: View) -> Response:
    """The table that the address asks for; a mistake in it is told above an empty one."""
    told = ""
    lay_over(view.db, view.site.standing(view.db))
    try:
        table = _comparison(view)
    except (LookupError, ValueError) as error:
        told, table = str(error.args[0]), Comparison(Selection(()), (), ())
    labels = member_labels(view.db)
    columns = {column.code: column for column in table.columns}
    every = [(row.adcode, code, cell) for row in table.rows for code, cell in row.cells.items()]
    cells = {(adcode, code): cell_text(cell, columns[code], labels, say) for adcode, code, cell in every}
    notes = {(adcode, code): review_note(cell, say) for adcode, code, cell in every if cell.reviewed}
    headings = {column.code: heading(column, say) for column in table.columns}
    known = view.kept("choices", lambda: choices(view.db))
    chosen = _codes(view)
    charted = _charted(view, table, headings)
    code, _, level = charted.partition("/")
    drawn = of_level(table, level)
    title = say("{chart}：{level}", chart=headings.get(code, say("逐年")), level=say(LEVELS[level])) if level else ""
    return view.page(
        "compare.html", table=table, cells=cells, headings=headings, told=told, choices=known, chosen=chosen,
        given=view.request.query_params, query=view.request.url.query, looked=notes, reviews=REVIEWS,
        ranked=any(row.rank for row in table.rows), breakdowns=_breakdowns(view, chosen), divided=_divided(view),
        years=view.kept("years", lambda: _years(view)), charted=charted,
        drawable=_drawable(table, headings), bars=bars(drawn, code, title, cells) if code in headings else None,
        lines=lines(drawn, title, cells) if code == YEARS else None)


def _drawable(table: Comparison, headings: Mapping[str, str]) -> list[tuple[str, str]]:
    """What can be drawn: a column, or the columns of all years, of the divisions of one level."""
    columns: dict[str, tuple[str, list[str]]] = {column.code: (say(column.label), [column.code]) for column in table.columns}
    if len(columns) > 1 and all(code.isdigit() for code in columns):
        columns = {YEARS: (say("逐年"), list(headings)), **columns}
    return [(f"{name}/{level}", say("{chart}：{level}", chart=told, level=say(LEVELS[level])))
            for name, (told, codes) in columns.items() for level in levels(table, codes)]


def _charted(view: View, table: Comparison, headings: Mapping[str, str]) -> str:
    """The chart asked for: by itself the first that can be drawn, empty for none."""
    known = [name for name, _ in _drawable(table, headings)]
    asked = view.get("chart", "-")
    return asked if asked in ("", *known) else next(iter(known), "")


def download(view: View) -> Response:
    """What is on the screen, as CSV or as a workbook with its evidence."""
    form = view.path("form")
    if form not in ("csv", "xlsx"):
        raise LookupError(say("只能下载 .csv 或 .xlsx"))
    lay_over(view.db, view.site.standing(view.db))
    try:
        table = _comparison(view)
    except ValueError as error:
        raise LookupError(str(error.args[0])) from error
    labels = member_labels(view.db)
    name = {"Content-Disposition": f'attachment; filename="indicators.{form}"'}
    if form == "csv":
        return Response(as_csv(table, labels).encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers=name)
    from pipeline.tables import write_xlsx

    with TemporaryDirectory() as folder:
        path = Path(folder) / "indicators.xlsx"
        write_xlsx(view.db, table, labels, path)
        data = path.read_bytes()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Response(data, media_type=kind, headers=name)


def _codes(view: View) -> tuple[str, ...]:
    chosen = tuple(view.request.query_params.getlist("indicator"))
    first = 1 if view.get("by_year") else FIRST
    return chosen or tuple(view.kept(f"covered {first}", lambda: comparing.covered_indicators(view.db, first)))


def _divided(view: View) -> list[str]:
    """The breakdowns asked for, `dim=member` each."""
    return [pair for pair in view.request.query_params.getlist("dim") if "=" in pair]


def _breakdowns(view: View, codes: Sequence[str]) -> list[tuple[str, str]]:
    """The breakdowns that the chosen indicators have, with their members."""
    rows = view.db.query("SELECT dims FROM indicators WHERE code IN (SELECT value FROM json_each(?))", [json.dumps(codes)])
    dims = dict.fromkeys(dim for row in rows for dim in json.loads(row["dims"] or "[]"))
    labels = member_labels(view.db)
    return [(f"{dim}={member}", say("{dim}：{member}", dim=say(DIMS.get(dim, dim)), member=say(label)))
            for dim in dims for (of, member), label in labels.items() if of == dim]


def _years(view: View) -> list[str]:
    """The years that figures are of, latest first."""
    rows = view.db.query("SELECT DISTINCT substr(as_of, 1, 4) AS year FROM facts WHERE as_of != '' ORDER BY year DESC")
    return [row["year"] for row in rows]


def _comparison(view: View) -> Comparison:
    under = view.get("under")
    selection = Selection(
        _codes(view), view.get("status", "actual") or "actual", view.get("statistic", "level") or "level",
        view.get("time"), dict(pair.split("=", 1) for pair in _divided(view)),
        comparing.find_region(view.db, under) if under else "")
    table = (comparing.compare_years if view.get("by_year") else comparing.compare)(view.db, selection)
    return comparing.ranked(table) if view.get("rank") and table.columns else table
