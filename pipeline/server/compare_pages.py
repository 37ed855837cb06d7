"""The comparison in the browser: the same cells as `youju compare`, each a way to its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.responses import Response

from pipeline import compare as comparing
from pipeline.compare import Comparison, Selection
from pipeline.render import as_csv, cell_text, heading, member_labels
from pipeline.server.queues import choices
from pipeline.server.view import View

FIRST = 4
"""Indicators shown before any are chosen."""
BARS = 15


@dataclass(frozen=True, slots=True)
class Bar:
    """A region's figure as a bar: its length is a share of the longest."""

    region: str
    text: str
    share: float
    fact: str


def compare(view: View) -> Response:
    """The table that the address asks for; a mistake in it is told above an empty one."""
    told = ""
    try:
        table = _comparison(view)
    except (LookupError, ValueError) as error:
        told, table = str(error.args[0]), Comparison(Selection(()), (), ())
    labels = member_labels(view.db)
    columns = {column.code: column for column in table.columns}
    cells = {(row.adcode, code): cell_text(cell, columns[code], labels)
             for row in table.rows for code, cell in row.cells.items()}
    return view.page(
        "compare.html", table=table, cells=cells, heading=heading, told=told, choices=choices(view.db),
        chosen=_codes(view), given=view.request.query_params, query=view.request.url.query,
        standing=view.site.standing(view.db), bars=bars(table, cells))


def bars(table: Comparison, cells: dict[tuple[str, str], str]) -> list[Bar]:
    """The largest figures of the first column; none for a table without plain figures."""
    if not table.columns:
        return []
    code = table.columns[0].code
    rows = [(row, row.cells[code]) for row in table.rows if code in row.cells and row.cells[code].value]
    rows = sorted(rows, key=lambda pair: -(pair[1].value or 0))[:BARS]
    longest = max((abs(cell.value or 0) for _, cell in rows), default=1)
    return [Bar(row.region, cells[row.adcode, code], abs(cell.value or 0) / longest, cell.fact) for row, cell in rows]


def download(view: View) -> Response:
    """What is on the screen, as CSV or as a workbook with its evidence."""
    form = view.path("form")
    if form not in ("csv", "xlsx"):
        raise LookupError("只能下载 .csv 或 .xlsx")
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
    return chosen or tuple(comparing.covered_indicators(view.db, FIRST))


def _comparison(view: View) -> Comparison:
    under = view.get("under")
    selection = Selection(
        _codes(view), view.get("status", "actual") or "actual", view.get("statistic", "level") or "level",
        view.get("time"), {}, comparing.find_region(view.db, under) if under else "")
    table = (comparing.compare_years if view.get("by_year") else comparing.compare)(view.db, selection)
    return comparing.ranked(table) if view.get("rank") and table.columns else table
