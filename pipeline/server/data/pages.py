"""The database to look around in, by Datasette, read-only, under /data/ (extra `[data]`).

It is one more page behind the same guard: token, own names of this machine, headers and Content-Security-Policy are
those of every answer. Nothing is written there; of Datasette's own pages about itself only its styles and scripts are
answered.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse
from starlette.routing import Mount

from pipeline.layout import TABLES
from pipeline.server.data.queries import QUERIES

HERE = Path(__file__).parent
PREFIX = "/data/"
NAME = "youju"
"""The database in addresses, whatever its file is called."""

SETTINGS = {
    "base_url": PREFIX, "default_page_size": 50, "max_returned_rows": 3000, "sql_time_limit_ms": 5000, "num_sql_threads": 2, "cache_size_kb": 100_000,
    "default_facet_size": 20, "facet_time_limit_ms": 500, "facet_suggest_time_limit_ms": 30, "suggest_facets": False,
    "allow_download": False, "max_csv_mb": 50, "truncate_cells_html": 160, "default_cache_ttl": 0}
"""Limits that keep a page of a million facts short: what takes longer than its limit is left out, and the page says so."""

FACETS = {"facts": ["indicator", "status", "statistic"], "documents": ["media"], "regions": ["level"],
          "findings": ["severity", "kind"], "numbers": ["reason"], "reports": []}
LABELS = {"regions": "name", "indicators": "label", "documents": "doc", "reports": "title", "sentences": "text"}
"""By which column a row that others refer to is named."""
HIDDEN = ("labels", "chosen_stale", "finding_states", "search", "search_config", "search_data", "search_docsize", "search_idx")

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


def mount(db_path: Path) -> Mount:
    """The route of the database's pages; without Datasette every one says how to get it."""
    return Mount(PREFIX.rstrip("/"), app=_Guarded(db_path))


class _Guarded:
    """Datasette without its pages about itself and without any way to write."""

    def __init__(self, db_path: Path) -> None:
        self.db_path = db_path
        self.application: Any = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        if scope["method"] not in ("GET", "HEAD"):
            answer: Any = PlainTextResponse("只读", 405)
        elif path.startswith(f"{PREFIX}-/") and not path.startswith(f"{PREFIX}-/static"):
            answer = PlainTextResponse("没有这一页", 404)
        elif path == PREFIX:
            answer = RedirectResponse(f"{PREFIX}{NAME}", 303)
        else:
            # Datasette takes its own prefix off the whole path.
            self.application = answer = self.application or _application(self.db_path)
            scope = {**scope, "root_path": ""}
        await answer(scope, receive, send)


def _application(db_path: Path) -> Any:
    try:
        from datasette.app import Datasette
        from datasette.database import Database
    except ImportError:
        return HTMLResponse("<!doctype html><meta charset=utf-8><title>数据 · 有据</title>"
                            "<p>浏览数据需要另装：pip install 'youju[data]'</p>", 501)

    datasette = Datasette([], settings=SETTINGS, metadata=metadata(), template_dir=str(HERE / "templates"),
                          static_mounts=[("static", str(HERE / "static"))])
    datasette.remove_database("_memory")
    datasette.add_database(Database(datasette, path=str(db_path.resolve()), is_mutable=True), name=NAME)
    return datasette.app()


def metadata() -> dict[str, Any]:
    """Titles, Chinese names of tables and columns, facets, and the canned queries."""
    tables: dict[str, Any] = {name: {"hidden": True} for name in HIDDEN}
    for table in TABLES:
        tables[table.name] = {
            **tables.get(table.name, {}), "title": f"{table.label}（{table.name}）",
            "columns": {column.name: column.label for column in table.columns}, "facets": FACETS.get(table.name, []),
            **({"label_column": LABELS[table.name]} if table.name in LABELS else {})}
    tables["chosen"] = {
        "title": "入表的数（chosen）", "facets": ["period"],
        "description": "每个地区、指标、年份（* 为不限年份）按选取规则取出的一条事实，对比表即由此而来。"}
    queries = {query.name: {"title": query.title, "description": query.description, "sql": query.sql, "hide_sql": True,
                            "params": list(query.parameters)}
               for query in QUERIES}
    about = "只读；每个结果都可存为 CSV 或 JSON。"
    return {"title": "有据 · 数据", "extra_css_urls": ["/static/data.css"],
            "databases": {NAME: {"description": about, "tables": tables, "queries": queries}}}
