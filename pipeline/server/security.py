"""Who may do what: sessions, the token of an open server, CSRF tokens, and the headers of every answer.

- Bound to this machine, only its own names are answered (a page of elsewhere cannot reach it by a name of its own).
- With a token, nothing is shown before it was given.
- Every write carries a token made from the session, and comes from our own page.
- No script, style or picture of elsewhere, and none written into a page, is ever run or loaded.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable, Mapping
from hashlib import sha256
from urllib.parse import urlsplit

from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from pipeline.server.language import choose, say

COOKIE = "youju_session"
LONGEST = 65_536
"""Bytes of a form; nobody types more."""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                               "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
OPEN = ("/login", "/static/", "/language/")
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class Guard:
    """The secret of this run of the server, and what is made from it."""

    def __init__(self, token: str = "", local: bool = True) -> None:
        self.token, self.local = token, local
        self._secret = secrets.token_bytes(32)

    def session(self, request: Request) -> str:
        """The session of a request, a new one where it has none of ours."""
        name, _, sign = request.cookies.get(COOKIE, "").partition(".")
        known = name and hmac.compare_digest(sign, self._sign("session", name))
        return name if known else secrets.token_hex(16)

    def cookie(self, session: str) -> str:
        """A session as its cookie holds it."""
        return f"{session}.{self._sign('session', session)}"

    def csrf(self, session: str) -> str:
        """The token that a write in this session carries."""
        return self._sign("csrf", session)

    def allowed(self, request: Request) -> bool:
        """Whether the session has given the token, where there is one."""
        mark = request.cookies.get(f"{COOKIE}_token", "")
        return not self.token or hmac.compare_digest(mark, self._sign("token", request.state.session))

    def admit(self, given: str, session: str) -> str | None:
        """The cookie of a session that gave the right token, else None."""
        right = hmac.compare_digest(given.encode(), self.token.encode())
        return self._sign("token", session) if right else None

    def refused(self, request: Request, form: Mapping[str, str]) -> str:
        """Why a write is not accepted; empty where it is."""
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
            return say("请求来自别的网站")
        if not hmac.compare_digest(form.get("csrf", "").encode(), self.csrf(request.state.session).encode()):
            return say("页面已过期，请刷新后再试")
        return ""

    def _sign(self, purpose: str, text: str) -> str:
        return hmac.new(self._secret, f"{purpose} {text}".encode(), sha256).hexdigest()


class Protection(BaseHTTPMiddleware):
    """Applies the guard to every request."""

    async def dispatch(self, request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        guard: Guard = request.app.state.guard
        choose(request.cookies)
        response = self._turned_away(request, guard)
        if response is None:
            request.state.session = guard.session(request)
            path = request.url.path
            if path.startswith(OPEN) or guard.allowed(request):
                response = await call_next(request)
            elif request.method == "GET" and "hx-request" not in request.headers:
                response = RedirectResponse("/login", 303)
            else:
                response = PlainTextResponse(say("请先登录"), 401)
            if not request.cookies.get(COOKIE, "").startswith(request.state.session) and not path.startswith("/static/"):
                response.set_cookie(COOKIE, guard.cookie(request.state.session), httponly=True, samesite="strict")
            if not path.startswith("/static/"):
                response.headers.setdefault("Cache-Control", "no-store")
        response.headers.update(HEADERS)
        return response

    @staticmethod
    def _turned_away(request: Request, guard: Guard) -> Response | None:
        name = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
        if guard.local and name not in LOCAL:
            return PlainTextResponse(say("只接受本机的请求"), 421)
        if request.method not in ("GET", "HEAD", "POST"):
            return PlainTextResponse(say("不支持的方法"), 405)
        if request.method == "POST":
            length = request.headers.get("content-length", "")
            if not length.isdigit() or int(length) > LONGEST:
                return PlainTextResponse(say("表单过大"), 413)
        return None
