"""The server without a browser: what it answers, what it refuses, how fast, and what outlives a run."""

from __future__ import annotations

import json
import re
import shutil
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from serving import Client, Served, write_reports

from pipeline.cli import main
from pipeline.evaluate import evaluate
from pipeline.rows import fact_row
from pipeline.run import run
from pipeline.server.site import Site

PAGES = ("/review", "/documents", "/findings", "/sample", "/compare", "/ledger")


def act(client: Client, fact: str, action: str, **fields: str):
    page = client.get(f"/review?fact={fact}&state=all").text
    return client.post(f"/facts/{fact}/{action}", {**client.form(page), **fields}, **{"HX-Request": "true"})


def edit_fields(page: str) -> dict[str, str]:
    """The fields of the correction as the browser would send them untouched."""
    form = page.split('id="edit"')[1].split("</form>")[0]
    fields = dict(re.findall(r'<input(?: type="hidden")? name="(\w+)" value="([^"]*)"', form))
    for name, options in re.findall(r'<select name="(\w+)">(.*?)</select>', form, re.S):
        chosen = re.search(r'<option(?: value="([^"]*)")? selected>([^<]*)', options)
        fields[name] = (chosen[1] if chosen[1] is not None else chosen[2]) if chosen else ""
    return fields


# --- what it shows --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_with_a_strict_policy(served: Served, path: str) -> None:
    answer = served.client().get(path)
    assert answer.status == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script(?! src=)|<[^>]*\s(?:style|on\w+)=", answer.text)


def test_the_text_of_a_report_is_never_markup(served: Served) -> None:
    for path in (f"/review?fact={served.fact('900份')}", f"/documents/{served.document('临河.txt')}"):
        text = served.client().get(path).text
        assert "document.title" in text
        assert "<script>document" not in text
        assert "<img" not in text


def test_the_recall_view_accounts_for_every_number(served: Served) -> None:
    client, key = served.client(), served.document("临河.txt")
    text = client.get(f"/documents/{key}").text
    with served.site.database() as db:
        rows = list(db.query('SELECT fact, reason, quote FROM numbers WHERE document = ?', [key]))
    assert f'<b id="numbers">{len(rows)}</b>' in text
    assert f'<b id="facts">{sum(row["fact"] is not None for row in rows)}</b>' in text
    idle = re.findall(r'class="(?:idle|unlinked)"[^>]*title="非事实', text)
    assert len(idle) == sum(row["reason"] is not None for row in rows)


def test_the_comparison_downloads_what_is_on_the_screen(served: Served) -> None:
    query = "indicator=station.count&indicator=staff.certified"
    csv = served.client().get(f"/compare.csv?{query}")
    assert csv.data.startswith(b"\xef\xbb\xbf")
    assert "东山区" in csv.text
    assert served.client().get(f"/compare.xlsx?{query}").data.startswith(b"PK")


# --- what it refuses ------------------------------------------------------------------------------


@pytest.mark.parametrize("token", ["", "0" * 64], ids=["none", "wrong"])
def test_a_write_without_the_sessions_token_is_refused(served: Served, token: str) -> None:
    client, fact = served.client(), served.fact("12个")
    fields = {**client.form(client.get(f"/review?fact={fact}").text), "csrf": token}
    assert client.post(f"/facts/{fact}/accept", fields).status == 403
    assert served.site.ledger.history() == []


def test_a_write_with_another_sessions_token_is_refused(served: Served) -> None:
    mine, other, fact = served.client(), served.client(), served.fact("12个")
    fields = other.form(other.get(f"/review?fact={fact}").text)
    mine.get("/review")
    assert mine.post(f"/facts/{fact}/accept", fields).status == 403


def test_a_write_from_another_site_is_refused(served: Served) -> None:
    client, fact = served.client(), served.fact("12个")
    fields = client.form(client.get(f"/review?fact={fact}").text)
    assert client.post(f"/facts/{fact}/accept", fields, Origin="http://elsewhere.example").status == 403


def test_only_this_machines_names_are_answered(served: Served) -> None:
    assert served.client().get("/review", Host="elsewhere.example").status == 421


def test_a_form_of_a_megabyte_is_refused(served: Served) -> None:
    assert served.client().post("/undo", {"csrf": "x" * 1_000_000}).status == 413


@pytest.mark.parametrize("path", [
    "/static/../app.py", "/static/%2e%2e/app.py", "/documents/..%2f..%2fetc%2fpasswd", "/documents/nosuch",
    "/documents/nosuch/pages/1.png", "/facts/nosuch/evidence", "/review?fact=nosuch", "/compare.db"])
def test_only_what_the_database_names_is_served(served: Served, path: str) -> None:
    assert served.client().get(path).status == 404


def test_pages_of_a_pdf_are_served_and_no_others(served: Served) -> None:
    client, pdf, txt = served.client(), served.document("09_dianjiang_briefing.pdf"), served.document("临河.txt")
    assert client.get(f"/documents/{pdf}/pages/1.png").data.startswith(b"\x89PNG")
    assert [client.get(f"/documents/{key}/pages/{n}.png").status for key, n in ((pdf, 0), (pdf, 99), (txt, 1))] == [404] * 3


def test_read_only_shows_everything_and_writes_nothing(built: Path, tmp_path: Path) -> None:
    shutil.copy(built / "youju.db", tmp_path / "youju.db")
    served = Served(Site(tmp_path / "youju.db", read_only=True))
    client, fact = served.client(), served.fact("12个")
    page = client.get(f"/review?fact={fact}").text
    assert "接受" not in page.split("<main")[1]
    assert client.post(f"/facts/{fact}/accept", client.form(page)).status == 403
    assert not served.site.ledger.path.exists()
    served.stop()


def test_an_open_server_shows_nothing_before_its_token(built: Path, tmp_path: Path) -> None:
    shutil.copy(built / "youju.db", tmp_path / "youju.db")
    served = Served(Site(tmp_path / "youju.db", token="correct-horse-7"), local=False)
    client, pdf = served.client(), served.document("09_dianjiang_briefing.pdf")
    assert client.get("/review").headers["location"] == "/login"
    for path in (*PAGES, f"/documents/{pdf}/pages/1.png", "/compare.csv"):
        assert "建成" not in client.get(path).text
        assert client.get(path).status == 303
    csrf = client.form(client.get("/login").text)["csrf"]
    assert client.post("/login", {"csrf": csrf, "token": "wrong"}).status == 403
    assert client.get("/review").status == 303
    assert client.post("/login", {"csrf": csrf, "token": "correct-horse-7"}).status == 303
    assert client.get("/review").status == 200
    served.stop()


@pytest.mark.parametrize(("options", "told"), [
    (["--host", "0.0.0.0"], "必须给 --token"),
    (["--host", "0.0.0.0", "--token", "short"], "太短"),
    ([], "没有这个数据库"),
])
def test_serve_refuses_what_would_be_unsafe_or_pointless(tmp_path: Path, options: list[str], told: str) -> None:
    result = CliRunner().invoke(main, ["serve", "--db", str(tmp_path / "no.db"), *options])
    assert (result.exit_code, told in result.output) == (2, True)


# --- decisions ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("fields", "told"), [
    ({"region": "临河"}, "没有县级以上地区「临河」"),
    ({"time": "去年"}, "时间「去年」应写作"),
    ({"indicator": "no.such"}, "指标不能是"),
    ({"quote": "12万个"}, "句中没有「12万个」"),
    ({"quote": "全县建成", "text_start": "", "text_end": ""}, "不能读作一个数量"),
    ({"unit": "元"}, "原文的单位是个"),
    ({"override": "1", "value": "13"}, "须说明理由"),
    ({"override": "1", "value": "很多", "reason": "另查"}, "不是数字"),
    ({"dims": "level=moon"}, "没有分组 level=moon"),
])
def test_a_correction_is_validated_and_what_was_typed_stays(served: Served, fields: dict[str, str], told: str) -> None:
    client, fact = served.client(), served.fact("12个")
    page = client.get(f"/review?fact={fact}").text
    answer = client.post(f"/facts/{fact}/correct", {**client.form(page), **edit_fields(page), **fields},
                         **{"HX-Request": "true"})
    assert answer.status == 422
    assert told in answer.text
    assert all(f'value="{value}"' in answer.text for name, value in fields.items()
               if value and name in ("region", "time", "quote", "reason"))
    assert served.site.ledger.history() == []


def test_a_corrected_value_is_read_from_the_span(served: Served) -> None:
    client, fact = served.client(), served.fact("12个")
    page = client.get(f"/review?fact={fact}").text
    client.post(f"/facts/{fact}/correct", {**client.form(page), **edit_fields(page), "quote": "36名", "unit": "",
                                           "qualifier": "", "value": "99", "text_start": "", "text_end": ""})
    (row,) = served.site.ledger.history(fact)
    assert row.after is not None
    assert row.before is not None
    assert (row.after["value"], row.after["unit"], row.after["quote"], row.after["override"]) == (36, "人", "36名", False)
    assert row.before["value"] == 12


def test_an_override_keeps_its_reason_and_says_what_it_is(served: Served) -> None:
    client, fact = served.client(), served.fact("12个")
    page = client.get(f"/review?fact={fact}").text
    client.post(f"/facts/{fact}/correct", {**client.form(page), **edit_fields(page), "override": "1", "value": "21",
                                           "reason": "原文排印颠倒"})
    (row,) = served.site.ledger.history(fact)
    assert row.after is not None
    assert (row.after["value"], row.after["override"], row.reason) == (21, True, "原文排印颠倒")
    with served.site.database() as db:
        assert next(db.query("SELECT value FROM facts WHERE id = ?", [fact]))["value"] == 12


def test_an_unclaimed_number_becomes_a_fact(served: Served) -> None:
    client, key = served.client(), served.document("临河.txt")
    at = re.search(rf"/documents/{key}/new\?start=\d+&amp;end=\d+", client.get(f"/documents/{key}").text.split("另有")[1])
    with served.site.database() as db:
        claimed = next(db.query("SELECT 1 FROM facts WHERE quote = '7匹'"), None)
    start = served.site.text(_db(served), key).document.text.index("3+N")
    path = at[0].replace("&amp;", "&") if at and not claimed else f"/documents/{key}/new?start={start}&end={start + 1}"
    page = client.get(path).text
    fields = {**client.form(page), **edit_fields(page), "indicator": "service.goods", "unit": "匹", "region": "临河区"}
    answer = client.post(f"/documents/{key}/facts", fields)
    assert answer.status == 303, re.findall(r'role="alert">([^<]*)', answer.text)
    (row,) = served.site.ledger.history()
    assert row.after is not None
    assert (row.action, row.after["indicator"], row.after["region"], row.before) == ("create", "service.goods", "临河区", None)
    assert "人工新增 <b>1</b>" in client.get(f"/documents/{key}").text


def _db(served: Served):
    import sqlite3

    from sqlite_utils import Database

    return Database(sqlite3.connect(served.site.db_path))


def test_a_fact_cannot_be_added_where_one_stands(served: Served) -> None:
    client, key = served.client(), served.document("临河.txt")
    start = served.site.text(_db(served), key).document.text.index("12个")
    page = client.get(f"/documents/{key}/new?start={start}&end={start + 3}").text
    fields = {**client.form(page), **edit_fields(page), "indicator": "station.count"}
    answer = client.post(f"/documents/{key}/facts", fields)
    assert (answer.status, "此处已有事实" in answer.text) == (422, True)


def test_a_decision_takes_less_than_a_tenth_of_a_second(served: Served) -> None:
    client, times = served.client(), list[float]()
    page = client.get("/review").text
    for _ in range(20):
        path = re.search(r'action="(/facts/[^"]*/accept)"', page)
        assert path
        begun = time.process_time()
        page = client.post(path[1], client.form(page), **{"HX-Request": "true"}).text
        times.append(time.process_time() - begun)
    assert len(served.site.ledger.standing()) == 20
    assert sorted(times)[len(times) // 2] < 0.1  # processor time, server and client: the machine may be busy with other tests


def test_the_decision_about_a_finding_is_undone_in_both_places(served: Served) -> None:
    from pipeline.findings import finding_rows
    from pipeline.store import open_store, write_findings
    from schemas.records import Finding

    write_findings(open_store(served.site.db_path), [Finding(kind="repeat", severity="warning", message="前后不一")])
    client = served.client()

    def told() -> list[dict]:
        return [row for row in finding_rows(_db(served)) if row["kind"] == "repeat"]

    (finding,) = told()
    page = client.get("/findings").text
    path = f"/findings/{finding['id']}"
    assert client.post(path, {**client.form(page), "state": "confirmed"}).status == 303
    assert [row["state"] for row in told()] == ["confirmed"]
    assert client.post(path, {**client.form(page), "state": "open"}).status == 409  # from before: the second is told
    client.post("/undo", client.form(page))
    assert [row["state"] for row in told()] == ["open"]


def test_a_new_name_signs_what_follows_and_leads_back(served: Served) -> None:
    client, fact = served.client(), served.fact("12个")
    path = f"/review?fact={fact}"
    csrf = client.form(client.get(path).text)["csrf"]
    assert client.post("/name", {"csrf": csrf, "who": "乙 <b>", "back": path}).headers["location"] == path
    for elsewhere in ("https://elsewhere.example", "//elsewhere.example", ""):
        assert client.post("/name", {"csrf": csrf, "who": "乙 <b>", "back": elsewhere}).headers["location"] == "/review"
    act(client, fact, "accept")
    assert served.site.ledger.history()[0].who == "乙 <b>"
    assert "乙 &lt;b&gt;" in client.get("/ledger").text


def test_a_ledger_that_cannot_be_written_is_told_and_decides_nothing(served: Served) -> None:
    served.site.ledger.path.mkdir()
    answer = act(served.client(), served.fact("12个"), "accept")
    assert (answer.status, "没有记下任何决定" in answer.text) == (503, True)


# --- after a run ----------------------------------------------------------------------------------


@pytest.fixture
def again(tmp_path: Path):
    """Reports that may change, and a way to run over them again."""
    write_reports(tmp_path / "reports")

    def once() -> Served:
        run([tmp_path / "reports"], tmp_path / "youju.db", tmp_path / "out")
        return Served(Site(tmp_path / "youju.db", "甲"))
    return once


def test_decisions_hold_after_a_run_and_even_after_the_database_is_built_anew(again, tmp_path: Path) -> None:
    served = again()
    fact = served.fact("12个")
    act(served.client(), fact, "accept")
    served.stop()
    for path in tmp_path.glob("youju.db*"):
        path.unlink()
    served = again()
    assert "已接受" in served.client().get(f"/review?fact={fact}&state=all").text
    served.stop()


def test_a_decision_is_stale_once_its_sentence_changes_and_not_before(again, tmp_path: Path) -> None:
    served = again()
    client, changed, kept = served.client(), served.fact("12个"), served.fact("85个")
    for fact in (changed, kept):
        act(client, fact, "accept")
    served.stop()
    path = tmp_path / "reports" / "临河.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("36名", "38名"), encoding="utf-8")
    served = again()
    client = served.client()
    assert "须重核" in client.get(f"/review?fact={changed}&state=all").text
    assert "已接受" in client.get(f"/review?fact={kept}&state=all").text
    assert "原文已改动" in client.get("/ledger").text
    served.stop()


def test_a_form_from_before_a_run_that_changed_the_value_is_not_taken(served: Served) -> None:
    client, fact = served.client(), served.fact("12个")
    fields = client.form(client.get(f"/review?fact={fact}").text)
    answer = client.post(f"/facts/{fact}/accept", {**fields, "machine": "0" * 16}, **{"HX-Request": "true"})
    assert (answer.status, served.site.ledger.history()) == (409, [])


# --- the key --------------------------------------------------------------------------------------


def test_decisions_are_an_answer_key_that_charges_the_machine_for_its_mistakes(served: Served, tmp_path: Path) -> None:
    client = served.client()
    accepted = [served.fact(quote) for quote in ("12个", "230万元", "85个")]
    for fact in accepted:
        act(client, fact, "accept")
    act(client, served.fact("36名"), "reject", reason="原文残缺或读错")
    wrong = served.fact("14人")
    page = client.get(f"/review?fact={wrong}").text
    client.post(f"/facts/{wrong}/correct", {**client.form(page), **edit_fields(page), "indicator": "staff.station"})
    result = CliRunner().invoke(main, ["decisions", "export", str(tmp_path / "keys"), "--db", str(served.site.db_path)])
    assert "写出 5 条" in result.output, result.output
    from pipeline.load import load_facts

    with served.site.database() as db:
        facts = [fact_row(fact) for fact in load_facts(db)]
    _, total = evaluate(tmp_path / "keys", facts)
    assert (total.count["key"], total.count["got"], total.count["whole"]) == (4, 5, 3)


def test_of_a_pdf_the_undecided_facts_are_borderline(served: Served, tmp_path: Path) -> None:
    client = served.client()
    with served.site.database() as db:
        row = next(db.query("SELECT id FROM facts WHERE page = 1 AND indicator != 'other' ORDER BY start"))
    act(client, row["id"], "accept")
    CliRunner().invoke(main, ["decisions", "export", str(tmp_path / "keys"), "--db", str(served.site.db_path)])
    key = tmp_path / "keys" / "09_dianjiang_briefing.pdf.jsonl"
    rows = [json.loads(line) for line in key.read_text(encoding="utf-8").splitlines()]
    assert sum(row["req"] for row in rows) == 1
    from pipeline.load import load_facts

    with served.site.database() as db:
        facts = [fact_row(fact) for fact in load_facts(db)]
    _, total = evaluate(tmp_path / "keys", facts)
    assert (total.figures["recall"], total.figures["precision"]) == (1.0, 1.0)
