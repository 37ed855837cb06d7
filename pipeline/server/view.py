"""One request: what a page function needs to answer it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import unquote

from sqlite_utils import Database
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from pipeline.server.language import language, say
from pipeline.server.pages import Pages
from pipeline.server.queues import Matched, Queue, matching
from pipeline.server.security import Guard
from pipeline.server.site import Site

KEPT = 16
"""Sorted queues and other answers of the database held in memory at once."""

Kept = TypeVar("Kept")


class View:
    """The request with the site, the open database and the templates."""

    def __init__(self, request: Request, site: Site, db: Database) -> None:
        self.request, self.site, self.db = request, site, db
        self.guard: Guard = request.app.state.guard
        self.pages: Pages = request.app.state.pages

    @property
    def who(self) -> str:
        """The verifier's name."""
        return unquote(self.request.cookies.get("youju_who", "")) or self.site.who

    @property
    def part(self) -> bool:
        """Whether htmx asks, which replaces the work area only."""
        return "hx-request" in self.request.headers and "hx-history-restore-request" not in self.request.headers

    def kept(self, name: object, make: Callable[[], Kept]) -> Kept:
        """What `make` gives, asked once for as long as the database stays what it is."""
        known: dict[Any, Any] = self.request.app.state.kept
        key = (self.site.mark(), language(), name)
        if key not in known:
            made = make()
            if len(known) >= KEPT:
                known.clear()
            known[key] = made
            return made
        found: Kept = known[key]
        return found

    def matching(self, queue: Queue) -> Matched:
        """The facts of a queue, sorted once."""
        return self.kept(replace(queue, state="open"), lambda: Matched(matching(self.db, queue)))

    def where(self, fact: Mapping[str, Any]) -> str:
        """Where in its file a fact stands."""
        if fact["page"] is not None:
            return say("第 {n} 页", n=fact["page"])
        return say("第 {n} 行", n=fact["line"]) if fact["line"] is not None else str(fact["block"] or "")

    def path(self, name: str) -> str:
        """A parameter of the path."""
        return str(self.request.path_params[name])

    def get(self, name: str, default: str = "") -> str:
        """A parameter of the query."""
        return self.request.query_params.get(name, default)

    def page(self, template: str, *, status: int = 200, push: str = "", **values: Any) -> Response:
        """A page from its template; `push` is the address it is known by from now on."""
        html = self.request.app.state.templates.get_template(template).render(
            csrf=self.guard.csrf(self.request.state.session), who=self.who, read_only=self.site.read_only,
            part=self.part, here=self.request.url.path,
            back=self.request.url.path + (f"?{query}" if (query := self.request.url.query) else ""), **values)
        response = HTMLResponse(html, status)
        if push and self.part:
            response.headers["HX-Push-Url"] = push
        return response

    def redirect(self, path: str) -> Response:
        """To another page of ours."""
        return RedirectResponse(path, 303)
