"""The database under /data/: Datasette behind the guard of the other pages, and its comparisons those of `youju compare`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from serving import Served

from pipeline.compare import Selection, compare
from pipeline.profile import coverage
from pipeline.server.data.pages import SETTINGS
from pipeline.server.security import HEADERS
from pipeline.server.site import Site
from pipeline.store import open_store

ROOT = Path(__file__).parents[2]


def rows(served: Served, query: str, **parameters: str) -> list[dict[str, Any]]:
    """What a canned query gives."""
    answer = served.client().get(f"/data/youju/{query}.json?{urlencode({'_shape': 'array', **parameters})}")
    assert answer.status == 200, answer.text
    return json.loads(answer.text)  # type: ignore[no-any-return]


@pytest.fixture
def guarded(served: Served) -> Iterator[Served]:
    """The same database behind a token."""
    one = Served(Site(served.site.db_path, "甲", token="correct horse battery"))
    yield one
    one.stop()


# --- what is shown --------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["station.count", "staff.certified", "fund.input", "service.cases"])
@pytest.mark.parametrize("year", ["", "2022"])
def test_the_comparison_is_that_of_the_command(served: Served, code: str, year: str) -> None:
    table = compare(open_store(served.site.db_path), Selection((code,), time=year))
    told = {row["事实编号"]: (row["区划代码"], row["数值"], row["另有不同数字"]) for row in rows(served, "compare", 指标=code, 年份=year)}
    assert told == {cell.fact: (row.adcode, cell.value, "※" if cell.conflict else "")
                    for row in table.rows for cell in row.cells.values()}
    assert told


def test_coverage_is_that_of_the_command(served: Served) -> None:
    told = {row["代码"]: (row["地区数"], row["县级"], row["已隐去"], row["有不同数字"]) for row in rows(served, "coverage", 年份="")}
    assert told == {row["indicator"]: (row["regions"], row["county"], row["masked"], row["conflicts"])
                    for row in coverage(open_store(served.site.db_path))}


def test_a_profile_the_years_and_the_sentence_lead_on(served: Served) -> None:
    first = rows(served, "compare", 指标="service.visits", 年份="")[0]
    profile = {row["代码"]: row for row in rows(served, "profile", 地区=first["区划代码"], 年份="")}
    assert profile["service.visits"]["数值"] == first["数值"]
    years = rows(served, "years", 地区=first["区划代码"], 指标="service.visits")
    assert first["事实编号"] in {row["事实编号"] for row in years}
    (told,) = rows(served, "evidence", 编号=first["事实编号"])
    assert told["原文"] in told["句子"]
    assert told["文件"] == "09_dianjiang_briefing.pdf"


def test_nothing_is_given_while_facts_wait_to_be_chosen_from(served: Served) -> None:
    db = open_store(served.site.db_path)
    db.conn.executescript("UPDATE facts SET value = value + 1 WHERE indicator = 'station.count'")
    assert rows(served, "compare", 指标="station.count", 年份="") == []


def test_tables_have_chinese_names_and_facets(served: Served) -> None:
    home = served.client().get("/data/youju").text
    assert all(words in home for words in ("事实（facts）", "行政区划（regions）", "地区对比：一个指标，各地区", "现成的对比"))
    assert "chosen_stale" not in home
    facts = served.client().get("/data/youju/facts").text
    assert all(words in facts for words in ("区划代码", "统计方式", 'data-column="indicator"'))
    assert "_facet=" in facts or 'class="facet-info' in facts


def test_limits_are_set_for_large_databases() -> None:
    assert SETTINGS["facet_time_limit_ms"] <= 1000
    assert SETTINGS["suggest_facets"] is False
    assert SETTINGS["sql_time_limit_ms"] <= 5000
    assert SETTINGS["allow_download"] is False


# --- who may, and what ----------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/data/", "/data/youju", "/data/youju/facts", "/data/youju/facts.json", "/data/-/static/app.css",
                                  "/data/youju?sql=select+1"])
def test_nothing_is_shown_before_the_token(guarded: Served, path: str) -> None:
    client = guarded.client()
    answer = client.get(path)
    assert (answer.status, answer.headers["location"]) == (303, "/login")
    form = client.form(client.get("/login").text)
    assert client.post("/login", {**form, "token": "correct horse battery"}).status == 303
    assert client.get(path).status in (200, 303)


def test_names_of_elsewhere_are_turned_away(served: Served) -> None:
    assert served.client().get("/data/youju", Host="evil.example").status == 421


@pytest.mark.parametrize("path", ["/data/youju", "/data/youju/facts", "/data/youju/facts.json", "/data/-/static/app.css"])
def test_every_answer_has_the_headers_of_the_other_pages(served: Served, path: str) -> None:
    answer = served.client().get(path)
    assert answer.status == 200
    assert {name: answer.headers[name.lower()] for name in HEADERS} == HEADERS


@pytest.mark.parametrize("path", ["/data/-/versions", "/data/-/settings", "/data/-/threads", "/data/-/plugins", "/data/-/actor.json"])
def test_datasette_says_nothing_of_itself(served: Served, path: str) -> None:
    assert served.client().get(path).status == 404


@pytest.mark.parametrize("path", ["/data/youju", "/data/youju/facts", "/data/-/logout"])
def test_nothing_is_posted(served: Served, path: str) -> None:
    assert served.client().post(path, {"sql": "delete from facts"}).status == 405


@pytest.mark.parametrize("sql", [
    "delete from facts", "update facts set value = 1", "drop table facts", "attach database '/etc/passwd' as x", "pragma user_version = 1",
    "with x as (select 1) insert into labels select '', '', ''"])
def test_nothing_is_written_by_a_query(served: Served, sql: str) -> None:
    before = served.site.db_path.read_bytes()
    answer = served.client().get(f"/data/youju.json?{urlencode({'sql': sql})}")
    assert answer.status == 400, answer.text[:200]
    assert served.site.db_path.read_bytes() == before


def test_only_this_database_is_there(served: Served, built: Path) -> None:
    client = served.client()
    for path in ("/data/_memory", "/data/_internal", "/data/other", "/data/youju.db", "/data/static/../data.py"):
        assert client.get(path).status in (403, 404), path


# --- in the browser -------------------------------------------------------------------------------


def test_pages_open_in_the_browser_and_run_no_script_of_a_document(served: Served, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    strange: list[str] = []
    page.on("request", lambda request: strange.append(request.url) if not request.url.startswith(served.url) else None)
    page.on("pageerror", lambda error: strange.append(str(error)))
    page.goto(f"{served.url}/data/")
    page.get_by_role("link", name="地区对比：一个指标，各地区").click()
    page.get_by_label("指标").fill("station.count")
    page.get_by_role("button", name="Run SQL").click()
    assert page.locator("table.rows-and-columns thead").inner_text().split()[:3] == ["地区", "区划代码", "数值"]
    assert page.locator("table.rows-and-columns tbody tr").count() == len(rows(served, "compare", 指标="station.count", 年份=""))
    page.goto(f"{served.url}/data/youju/sentences?text__contains=script")
    assert "<script>" in page.locator("table.rows-and-columns").inner_text()
    assert page.title() != "x"
    page.close()
    assert strange == []


def test_without_datasette_the_page_says_how_to_get_it(served: Served) -> None:
    code = """if 1:
        import sys
        sys.modules["datasette"] = None
        sys.path.insert(0, "tests/server")
        from pathlib import Path
        from serving import Served
        from pipeline.server.site import Site
        served = Served(Site(Path(sys.argv[1])))
        answer = served.client().get("/data/youju")
        print(answer.status, answer.text)
        served.stop()"""
    done = subprocess.run([sys.executable, "-c", code, str(served.site.db_path)], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("501")
    assert "youju[data]" in done.stdout
