"""The page in two languages: nothing that it says lacks its English, and the catalogue holds nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from jinja2 import Environment, nodes
from serving import Served

from pipeline import explain, load_codebook, render
from pipeline.findings import LABELS, STATES
from pipeline.ledger import ACTIONS
from pipeline.server import language
from pipeline.show import FIELD
from pipeline.store import _label
from pipeline.units import SCALES
from schemas.confidence import load_calibration
from schemas.units import load_units

HERE = Path(language.__file__).parent
ROOT = HERE.parents[1]
CHINESE = re.compile("[\u3001-\u303f\u4e00-\u9fff\uff00-\uffef]")
NAMES = {"中文"}
"""What is said in its own language always."""


def templates() -> list[Path]:
    return sorted(HERE.glob("templates/*.html"))


def parsed(path: Path) -> nodes.Template:
    environment = Environment(trim_blocks=True)
    environment.filters.update(told=list, combined=dict)
    return environment.parse(path.read_text(encoding="utf-8"))


def of_templates() -> Iterator[str]:
    for path in templates():
        yield from (node.value for node in parsed(path).find_all(nodes.Const) if isinstance(node.value, str))


def of_code() -> Iterator[str]:
    """Every text in the server's code that is no docstring."""
    for path in sorted(HERE.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        yield from (node.value for node in ast.walk(tree)
                    if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told)


def of_tables() -> Iterator[str]:
    """What the page shows of the program's own tables."""
    for labels in (render.STATUS, render.STATISTIC, render.QUALIFIER, render.PATTERNS, ACTIONS, FIELD, explain.REASONS,
                   explain.REGION_RULES, explain.STATUS_RULES, STATES, LABELS):
        yield from labels.values()
    yield from (trait.label for trait in load_calibration().trait)
    yield from (render.MASKED, render.TOTAL, "（{}）", "、", "{}，机器读作{}", *render.REVIEW.values(), *(unit for unit, _ in SCALES.values()))
    yield from ("机器不再抽到此数", "原文已改动", "机器的取值已变")  # pipeline.ledger.stale
    for name in ("", "elderly_care.toml"):
        book = load_codebook(ROOT / "schemas" / "data" / "codebooks" / name) if name else load_codebook()
        yield from (row.label for row in book.indicators.values())
        if not name:
            yield from (_label(words) or member for dim in book.breakdown for member, words in dim.members.items())


def of_units() -> Iterator[str]:
    """Measure words: one that has no English is shown as reports write it."""
    yield from (word for unit in load_units().unit for word in ((unit.unit,) if unit.unit else unit.words))


SAID = {text for source in (of_templates, of_code, of_tables) for text in source() if CHINESE.search(text)} - NAMES


def test_everything_said_has_its_english() -> None:
    assert SAID - language.catalogue().keys() == set()


def test_the_catalogue_holds_nothing_else() -> None:
    assert language.catalogue().keys() - SAID - {"≥{}", "≤{}", "{}{}"} - set(of_units()) == set()


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_a_template_says_nothing_past_the_catalogue(path: Path) -> None:
    bare = [node.data for node in parsed(path).find_all(nodes.TemplateData) if re.search("[\u4e00-\u9fff]", node.data)]
    assert bare == []


def test_the_script_says_nothing_past_the_catalogue() -> None:
    code = (HERE / "static" / "app.js").read_text(encoding="utf-8")
    assert not re.search("[\u4e00-\u9fff]", code)


def places(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_both_languages_fill_in_the_same() -> None:
    assert {text: english for text, english in language.catalogue().items() if places(text) != places(english)} == {}


def test_no_english_is_chinese_but_for_words_of_reports() -> None:
    told = {english for english in language.catalogue().values() if re.search("[\u4e00-\u9fff]", english)}
    assert {english for english in told if not re.search("分别|不少于|不超过|标准", english)} == set()


# --- on the page ----------------------------------------------------------------------------------


def test_the_page_is_chinese_until_english_is_chosen_and_stays_so(served: Served) -> None:
    client = served.client()
    assert '<html lang="zh-CN">' in client.get("/review").text
    answer = client.get("/language/en?back=/documents")
    assert (answer.status, answer.headers["location"]) == (303, "/documents")
    text = client.get("/review").text
    assert '<html lang="en">' in text
    assert "Accept <kbd>A</kbd>" in text
    assert "接受" not in text
    assert client.get("/language/zh").headers["location"] == "/review"
    assert "接受" in client.get("/review").text


@pytest.mark.parametrize("back", ["https://elsewhere.example", "//elsewhere.example", ""])
def test_a_switch_leads_to_our_own_pages_only(served: Served, back: str) -> None:
    assert served.client().get(f"/language/en?back={back}").headers["location"] == "/review"


def test_a_language_that_is_none_changes_nothing(served: Served) -> None:
    client = served.client()
    client.get("/language/xx")
    assert '<html lang="zh-CN">' in client.get("/review").text


def test_labels_and_errors_are_english_and_words_of_reports_are_not(served: Served) -> None:
    client, fact = served.client(), served.fact("12个")
    client.get("/language/en")
    text = client.get(f"/review?fact={fact}").text
    assert "Social-work stations" in text
    assert "临河县社工站建设情况汇报" in text
    assert "There is no fact nosuch" in client.get("/facts/nosuch/evidence").text or client.get("/facts/nosuch/evidence").status == 404
    answer = client.post(f"/facts/{fact}/correct", {**client.form(text), "quote": "99个", "indicator": "station.count"})
    assert "The sentence has no “99个”" in answer.text
