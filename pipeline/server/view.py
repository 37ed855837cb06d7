"""One request: what a page function needs to answer it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from sqlite_utils import Database
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from pipeline.server.pages import Pages
from pipeline.server.queues import Queue, matching
from pipeline.server.security import Guard
from pipeline.server.site import Site

KEPT = 16
"""Sorted queues held in memory at once."""


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

    def matching(self, queue: Queue) -> list[str]:
        """The facts of a queue, sorted once for as long as the database stays what it is."""
        key = (self.site.mark(), replace(queue, state="open"))
        known = self.request.app.state.matched
        if key not in known:
            if len(known) >= KEPT:
                known.clear()
            known[key] = matching(self.db, queue)
        return list(known[key])

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
