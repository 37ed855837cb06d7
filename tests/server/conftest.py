"""A database of the reports, the page served over it, and a browser that looks at it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from serving import Served, furnish, write_reports

from pipeline.run import run
from pipeline.server.site import Site

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the reports, a PDF among them, and the database of a run over them."""
    folder = tmp_path_factory.mktemp("built")
    write_reports(folder / "reports")
    shutil.copy(ROOT / "corpus" / "reports" / "09_dianjiang_briefing.pdf", folder / "reports")
    run([folder / "reports"], folder / "youju.db", folder / "out")
    return folder


@pytest.fixture
def served(built: Path, tmp_path: Path) -> Iterator[Served]:
    """The page over a copy of that database, with an empty ledger."""
    shutil.copy(built / "youju.db", tmp_path / "youju.db")
    one = Served(Site(tmp_path / "youju.db", "甲"))
    yield one
    one.stop()


@pytest.fixture(scope="session")
def seen(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A page that is only looked at, with something of everything: findings, decisions of each sort, figures from OCR."""
    folder = tmp_path_factory.mktemp("seen")
    shutil.copy(built / "youju.db", folder / "youju.db")
    one = Served(Site(folder / "youju.db", "甲"))
    furnish(one)
    yield one
    one.stop()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page that may talk to this machine only, and must run without a complaint of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    one = context.new_page()
    errors: list[str] = []
    one.on("pageerror", lambda error: errors.append(str(error)))
    one.on("request", lambda request: errors.append(request.url) if "://127.0.0.1" not in request.url else None)
    one.on("console", lambda message: errors.append(message.text) if "Content Security Policy" in message.text else None)
    yield one
    context.close()
    assert errors == []
