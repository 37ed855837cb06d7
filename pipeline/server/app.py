"""The application: routes, templates, and how an answer is made."""

from __future__ import annotations

import sqlite3
from asyncio import sleep
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from pipeline.findings import STATES
from pipeline.ledger import ACTIONS
from pipeline.render import QUALIFIER, STATISTIC, STATUS
from pipeline.server import compare_pages, finding_pages, ledger_pages, recall_pages, review_pages
from pipeline.server.data.pages import mount
from pipeline.server.edits import PER
from pipeline.server.language import COOKIE as LANGUAGE_COOKIE
from pipeline.server.language import LANGUAGES, amount, figure, language, say, told
from pipeline.server.pages import Pages
from pipeline.server.security import COOKIE, Guard, Protection
from pipeline.server.site import STATE_LABELS, Site
from pipeline.server.view import View

SLOW = 0.5
"""Seconds that a wrong token costs: guessing takes for ever."""

HERE = Path(__file__).parent

Read = Callable[[View], Response]
Write = Callable[[View, Mapping[str, str]], Response]


def build(site: Site, *, local: bool = True) -> Starlette:
    """The application over one database. `local`: bound to this machine, only its own names are answered."""
    routes = [
        Route("/", _get(lambda view: view.redirect("/review"))),
        Route("/login", _login, methods=["GET", "POST"]),
        Route("/language/{code}", _language),
        Route("/name", _post(_name), methods=["POST"]),
        *(Route(path, _get(page)) for path, page in READS.items()),
        *(Route(path, _post(write), methods=["POST"]) for path, write in WRITES.items()),
        mount(site.db_path),
        Mount("/static", StaticFiles(directory=HERE / "static")),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(Protection)])
    app.state.site = site
    app.state.guard = Guard(site.token, local)
    app.state.pages = Pages(site.lock)
    app.state.kept = {}
    app.state.templates = _templates()
    return app


READS: dict[str, Read] = {
    "/review": review_pages.review,
    "/facts/{fact}/evidence": review_pages.evidence,
    "/documents": recall_pages.documents,
    "/documents/{document}": recall_pages.recall,
    "/documents/{document}/new": recall_pages.new,
    "/documents/{document}/parse": recall_pages.parse,
    "/documents/{document}/pages/{number:int}.png": recall_pages.picture,
    "/findings": finding_pages.findings,
    "/sample": ledger_pages.sample,
    "/ledger": ledger_pages.ledger,
    "/compare": compare_pages.compare,
    "/compare.{form:str}": compare_pages.download,
}

READS_FROM = ("/review", "/documents", "/findings", "/sample", "/compare", "/ledger")
"""Where one may be sent back to."""

WRITES: dict[str, Write] = {
    "/facts/{fact}/{action:str}": review_pages.decide,
    "/undo": review_pages.undo,
    "/documents/{document}/facts": recall_pages.create,
    "/findings/{finding}": finding_pages.decide,
}


def _templates() -> Environment:
    environment = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True)
    environment.globals.update(figure=figure, amount=amount, QUALIFIER=QUALIFIER, STATISTIC=STATISTIC, STATUS=STATUS, ACTIONS=ACTIONS, PER=PER,
                               STATE_LABELS=STATE_LABELS, STATES=STATES, LANGUAGES=LANGUAGES, language=language, _=say)
    environment.filters["told"] = told
    environment.filters["combined"] = lambda first, second: {**first, **second}
    return environment


def _get(page: Read) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(_answered, request, page)
    return endpoint


def _post(write: Write) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        form = {key: value for key, value in (await request.form()).items() if isinstance(value, str)}
        return await run_in_threadpool(_answered, request, lambda view: _guarded(view, write, form))
    return endpoint


def _answered(request: Request, page: Read) -> Response:
    """Run a page with the database open; what is not there is told, not traced."""
    site: Site = request.app.state.site
    with site.database() as db:
        view = View(request, site, db)
        try:
            return page(view)
        except LookupError as error:
            return view.page("error.html", message=str(error.args[0] if error.args else error), status=404)
        except sqlite3.DatabaseError as error:
            why = say("数据库或核对记录不能读写（{error}）；没有记下任何决定", error=error)
            return view.page("error.html", message=why, status=503)


def _guarded(view: View, write: Write, form: Mapping[str, str]) -> Response:
    if view.site.read_only:
        return view.page("error.html", message=say("只读方式，不能改动"), status=403)
    if why := view.guard.refused(view.request, form):
        return view.page("error.html", message=why, status=403)
    return write(view, form)


def _name(view: View, form: Mapping[str, str]) -> Response:
    """Set the verifier's name, under which decisions go into the ledger."""
    from urllib.parse import quote

    back = form.get("back", "")
    response = view.redirect(back if back.startswith(READS_FROM) else "/review")
    name = " ".join(form.get("who", "").split())[:40]
    response.set_cookie("youju_who", quote(name), httponly=True, samesite="strict", max_age=31_536_000)
    return response


async def _language(request: Request) -> Response:
    """Choose the language of the page; it is remembered by a cookie."""
    back = request.query_params.get("back", "")
    response = RedirectResponse(back if back.startswith((*READS_FROM, "/login")) else "/review", 303)
    if (code := request.path_params["code"]) in LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, code, httponly=True, samesite="strict", max_age=31_536_000)
    return response


async def _login(request: Request) -> Response:
    """Ask for the token of an open server."""
    guard: Guard = request.app.state.guard
    templates: Environment = request.app.state.templates
    why = ""
    if request.method == "POST":
        form = {key: value for key, value in (await request.form()).items() if isinstance(value, str)}
        why = guard.refused(request, form)
        mark = None if why else guard.admit(form.get("token", ""), request.state.session)
        if mark:
            response = RedirectResponse("/review", 303)
            response.set_cookie(f"{COOKIE}_token", mark, httponly=True, samesite="strict")
            return response
        await sleep(SLOW)
        why = why or say("口令不对")
    html = templates.get_template("login.html").render(csrf=guard.csrf(request.state.session), told=why)
    return HTMLResponse(html, 403 if why else 200)


