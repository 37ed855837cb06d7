"""The page as a verifier uses it: in Chromium, by keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from looking import press, select, shown, within
from serving import Served

from pipeline.run import run
from pipeline.server.site import Site

# --- review ---------------------------------------------------------------------------------------


def test_twenty_figures_are_settled_with_the_keyboard_alone(served: Served, page: Any) -> None:
    page.goto(f"{served.url}/review")
    keys = ["a"] * 12 + ["r"] * 4 + ["a"] * 4
    seen = []
    for key in keys:
        seen.append(shown(page))
        if key == "r":
            page.keyboard.press("r")
            page.keyboard.press("2")
            press(page, "Enter")
        else:
            press(page, key)
    assert len(set(seen)) == 20
    standing = served.site.ledger.standing()
    assert [standing[name].action for name in seen] == [{"a": "accept", "r": "reject"}[key] for key in keys]
    assert {standing[seen[13]].reason, standing[seen[13]].who} == {"日期、序号或文号", "甲"}


def test_the_doubtful_come_first_and_skipping_decides_nothing(served: Served, page: Any) -> None:
    page.goto(f"{served.url}/review")
    seen = []
    for key in "jjjk":
        seen.append(shown(page))
        press(page, key)
    assert shown(page) == seen[2]
    with served.site.database() as db:
        certain = [next(db.query("SELECT confidence FROM facts WHERE id = ?", [name]))["confidence"] for name in seen]
    assert certain == sorted(certain)
    assert served.site.ledger.history() == []


def test_undo_brings_the_figure_back(served: Served, page: Any) -> None:
    page.goto(f"{served.url}/review")
    first = shown(page)
    press(page, "a")
    assert shown(page) != first
    press(page, "u")
    assert shown(page) == first
    assert served.site.ledger.standing() == {}
    assert page.get_by_text("已撤销上一个决定").is_visible()


def test_a_value_is_corrected_by_selecting_it_in_the_source(served: Served, page: Any) -> None:
    fact = served.fact("12个")
    page.goto(f"{served.url}/review?fact={fact}")
    page.keyboard.press("e")
    select(page, "36名")
    page.wait_for_function("() => document.querySelector('#reading').textContent.includes('36')")
    page.select_option("#edit [name=indicator]", "staff.station")
    page.focus("#edit [name=reason]")
    press(page, "Enter")
    row = served.site.ledger.standing()[fact]
    assert row.after is not None
    assert (row.after["quote"], row.after["value"], row.after["unit"], row.after["indicator"]) == ("36名", 36, "人", "staff.station")
    assert shown(page) != fact


def test_a_refused_correction_says_why_and_keeps_what_was_typed(served: Served, page: Any) -> None:
    fact = served.fact("12个")
    page.goto(f"{served.url}/review?fact={fact}")
    page.keyboard.press("e")
    page.fill("#edit [name=region]", "没有这个县")
    press(page, "Enter")
    assert page.get_by_text("没有县级以上地区「没有这个县」").is_visible()
    assert page.input_value("#edit [name=region]") == "没有这个县"
    page.fill("#edit [name=region]", "")
    press(page, "Enter")
    assert served.site.ledger.standing()[fact].action == "correct"


def test_what_was_typed_outlives_a_reload_until_it_is_given_up(served: Served, page: Any) -> None:
    fact = served.fact("12个")
    page.goto(f"{served.url}/review?fact={fact}")
    page.keyboard.press("e")
    page.fill("#edit [name=reason]", "写到一半")
    page.select_option("#edit [name=status]", "target")
    page.reload()
    assert page.input_value("#edit [name=reason]") == "写到一半"
    assert page.input_value("#edit [name=status]") == "target"
    page.focus("#edit [name=reason]")
    page.keyboard.press("Escape")
    page.reload()
    assert not page.locator("#edit").is_visible()


def test_letters_typed_into_a_field_are_no_commands(served: Served, page: Any) -> None:
    page.goto(f"{served.url}/review")
    page.keyboard.press("e")
    page.locator("#edit [name=reason]").press_sequentially("area")
    assert page.input_value("#edit [name=reason]") == "area"
    assert served.site.ledger.history() == []


def test_the_second_of_two_verifiers_is_told_and_may_insist(served: Served, browser: Any, page: Any) -> None:
    other = browser.new_context()
    second = other.new_page()
    second.goto(f"{served.url}/review")
    second.fill("[name=who]", "乙")
    second.get_by_role("button", name="更名").click()
    fact = served.fact("12个")
    for each in (page, second):
        each.goto(f"{served.url}/review?fact={fact}")
    press(page, "a")
    second.keyboard.press("e")
    second.fill("#edit [name=reason]", "另有依据")
    press(second, "Enter")
    assert "甲 已于" in second.locator("[role=alert]").inner_text().replace("\n", " ")
    assert second.input_value("#edit [name=reason]") == "另有依据"
    assert [row.who for row in served.site.ledger.history(fact)] == ["甲"]
    second.focus("#edit [name=reason]")
    press(second, "Enter")
    assert [row.who for row in served.site.ledger.history(fact)] == ["乙", "甲"]
    other.close()


def test_two_tabs_of_one_verifier_do_not_overwrite_each_other(served: Served, page: Any) -> None:
    fact = served.fact("85个")
    tab = page.context.new_page()
    for each in (page, tab):
        each.goto(f"{served.url}/review?fact={fact}")
    press(page, "a")
    press(tab, "a")
    assert "您的决定没有记下" in tab.locator("[role=alert]").inner_text()
    assert len(served.site.ledger.history(fact)) == 1


def test_a_report_with_a_script_in_it_is_text(served: Served, page: Any) -> None:
    for path in (f"/review?fact={served.fact('900份')}", f"/documents/{served.document('临河.txt')}"):
        page.goto(served.url + path)
        assert "有据" in page.title()
        assert page.locator("#source script, #source img").count() == 0
        assert '<script>document.title="x"</script>' in page.locator("#source").inner_text()


# --- the other pages ------------------------------------------------------------------------------


def test_in_the_recall_view_a_selection_becomes_a_fact(served: Served, page: Any) -> None:
    key = served.document("临河.txt")
    page.goto(f"{served.url}/documents/{key}")
    select(page, "3+N")
    page.keyboard.press("n")
    page.wait_for_url("**/new?**")
    page.fill("[name=quote]", "3")
    page.evaluate("() => { const f = document.querySelector('#edit').elements; f.text_end.value = +f.text_start.value + 1; }")
    page.select_option("[name=indicator]", "staff.social_workers")
    page.fill("[name=unit]", "名")
    page.fill("[name=region]", "130302")
    page.get_by_role("button", name="记下新事实").click()
    page.wait_for_url(f"**/documents/{key}#*")
    assert page.locator(".created").first.is_visible()
    (row,) = served.site.ledger.history()
    assert row.after is not None
    assert (row.after["value"], row.after["unit"], row.after["region"]) == (3, "人", "海港区")


def test_every_number_of_the_recall_view_leads_on(served: Served, page: Any) -> None:
    page.goto(f"{served.url}/documents/{served.document('临河.txt')}")
    fact = page.locator("#source a.fact", has_text="12个").first
    assert "置信度" in fact.get_attribute("title")
    fact.click()
    page.wait_for_url("**/review?fact=*")
    assert page.locator("mark.figure").inner_text() == "12个"


def test_a_sample_gives_an_estimate_with_its_interval(served: Served, page: Any) -> None:
    page.goto(f"{served.url}/sample?size=4&seed=3")
    page.get_by_role("link", name="开始核对样本").click()
    page.wait_for_url("**/review?*")
    for key in ("a", "a", "a"):
        press(page, key)
    page.keyboard.press("r")
    press(page, "Enter")
    assert page.get_by_text("这一队列已核完").is_visible()
    page.goto(f"{served.url}/sample?size=4&seed=3")
    assert page.locator("#estimate").inner_text() == "75.0%"
    assert "30.1%—95.4%" in page.locator("main").inner_text()


def test_a_document_of_ten_thousand_facts_opens_in_two_seconds_and_scrolls(tmp_path: Path, page: Any) -> None:
    lines = [f"全县建成社工站{n % 90 + 2}个，配备驻站社工{n % 70 + 3}名，开展个案{n % 50 + 4}个，培训社工{n % 300 + 5}人次，"
             f"投入资金{n % 800 + 6}万元。" for n in range(2000)]
    (tmp_path / "长.txt").write_text("临河县社工站建设情况汇报\n" + "\n".join(lines) + "\n", encoding="utf-8")
    run([tmp_path / "长.txt"], tmp_path / "youju.db", tmp_path / "out")
    served = Served(Site(tmp_path / "youju.db", "甲"))
    key = served.document("长.txt")
    with served.site.database() as db:
        assert db.table("facts").count == 10_000
    assert within(2, lambda: page.goto(f"{served.url}/documents/{key}"))
    facts = page.locator("#source a.fact")
    assert facts.count() == 10_000
    assert within(1, lambda: (facts.first.scroll_into_view_if_needed(), facts.last.scroll_into_view_if_needed()))
    assert facts.last.is_visible()
    page.goto(f"{served.url}/review")
    assert within(1, lambda: press(page, "a"))
    served.stop()
