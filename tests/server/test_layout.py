"""Every page in both languages and at two sizes: nothing cut, nothing without a name, nothing faint, nothing overlapping."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from looking import CONTRAST, CUT, OVERLAP, UNNAMED
from serving import Served

SIZES = [(1280, 800), (1920, 1080)]
PATHS = ["/review", "pdf", "ocr", "edit", "reject", "done", "/documents", "recall", "new", "/findings", "dismiss", "conflict", "/sample",
         "/compare", "/compare?indicator=station.count&by_year=1&chart=years/county", "evidence", "/ledger", "error"]
SCROLLED = "() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]"
KEYS = {"edit": "e", "reject": "r", "dismiss": "r"}


@pytest.fixture(scope="module")
def eye(browser: Any) -> Iterator[Any]:
    """One page of the browser for all that is only looked at."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def address(seen: Served, path: str) -> str:
    """Where a page stands that needs a fact or a document to be named."""
    if path.startswith("/"):
        return path
    with seen.site.database() as db:
        pdf = next(db.query("SELECT id FROM facts WHERE page = 1"))["id"]
        ocr = next(db.query("SELECT id FROM facts WHERE ocr IS NOT NULL"))["id"]
    document = seen.document("临河.txt")
    return {
        "pdf": f"/review?fact={pdf}&state=all", "ocr": f"/review?fact={ocr}&ocr=1", "edit": "/review", "reject": "/review",
        "done": "/review?region=无", "recall": f"/documents/{document}", "new": f"/documents/{document}/new?start=30&end=33",
        "dismiss": "/findings", "conflict": "/findings?state=confirmed", "evidence": "/compare", "error": "/review?fact=nosuch",
    }[path]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_cut_unnamed_or_faint(seen: Served, eye: Any, path: str, language: str) -> None:
    eye.goto(f"{seen.url}/language/{language}?back=/documents")
    for width, height in SIZES:
        eye.set_viewport_size({"width": width, "height": height})
        eye.goto(seen.url + address(seen, path))
        if path in KEYS:
            eye.keyboard.press(KEYS[path])
        if path == "evidence":
            eye.locator("table.grid a").first.click()
            eye.wait_for_selector("#evidence dl")
        assert eye.evaluate(SCROLLED) == [0, 0]
        assert [eye.evaluate(look) for look in (CUT, CONTRAST, UNNAMED, OVERLAP)] == [[], [], [], []]


def test_every_control_is_reached_by_the_tab_key(seen: Served, eye: Any) -> None:
    eye.goto(f"{seen.url}/language/zh?back=/review")
    eye.goto(f"{seen.url}/review")
    eye.evaluate("() => document.activeElement.blur()")
    reached = set()
    for _ in range(60):
        eye.keyboard.press("Tab")
        reached.add(eye.evaluate("() => document.activeElement.outerHTML.slice(0, 200)"))
    wanted = eye.evaluate("""() => [...document.querySelectorAll('a[href], button, select, input:not([type=hidden])')]
        .filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 200))""")
    assert set(wanted) <= reached
