"""Every rule of plausibility against its own sentences, and what a rules file must look like."""

from __future__ import annotations

from pathlib import Path

import pytest
from check_samples import checks_of

from schemas.plausibility import RulesError, load_rules

RULES = load_rules()
FLAGGED = [(rule.id, text) for rule in RULES.rules for text in rule.flagged]
CLEAN = [(rule.id, text) for rule in RULES.rules for text in rule.clean]
COUNTY = "个旧市民政局关于社会工作站建设情况的报告\n（2022年6月30日）\n\n"


def findings(text: str) -> set[str]:
    title = {"title": COUNTY} if "个旧" in text else {}
    return {check.kind for check in checks_of(text, **title) if check.finding()}


@pytest.mark.parametrize(("rule", "text"), FLAGGED)
def test_a_rule_flags_its_sentences(rule, text):
    assert rule in findings(text)


@pytest.mark.parametrize(("rule", "text"), CLEAN)
def test_a_rule_leaves_its_other_sentences_alone(rule, text):
    assert rule not in findings(text)


def test_every_rule_has_sentences_of_both_kinds():
    assert [rule.id for rule in RULES.rules if not rule.flagged or not rule.clean] == []


OWN = """
[[bound]]
id = "village_money"
message = "每村金额过大"
indicator = "fund.input"
per = "village"
high = 100000
"""


def test_an_office_adds_its_own_rules(tmp_path: Path):
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    rules = load_rules(path)
    assert [r.id for r in rules.bound][-1] == "village_money"
    assert len(rules.bound) == len(RULES.bound) + 1


def test_a_rule_of_the_same_id_takes_the_place_of_ours(tmp_path: Path):
    path = tmp_path / "own.toml"
    path.write_text(OWN.replace("village_money", "share_over_100"), encoding="utf-8")
    rules = load_rules(path)
    assert [r.high for r in rules.bound if r.id == "share_over_100"] == [100_000]


@pytest.mark.parametrize(("text", "cause"), [
    ("[[bound]\n", "不是有效的"),
    ('[[bound]]\nid = "x"\nmessage = "m"\n', "low 与 high 至少给出一个"),
    ('[[order]]\nid = "x"\nmessage = "m"\nsmall = "a b"\nlarge = "c"\n', "应写作"),
    ('[[bound]]\nid = "x"\nmessage = "m"\nhigh = 1\nwrong = 2\n', "wrong"),
    ('[[zero]]\nid = "x"\nmessage = "m"\n[[dated]]\nid = "x"\nmessage = "m"\n', "规则编号重复"),
])
def test_a_broken_rules_file_is_refused_with_its_name_and_the_cause(tmp_path: Path, text, cause):
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RulesError, match=cause) as error:
        load_rules(path)
    assert str(path) in str(error.value)


def test_a_missing_rules_file_is_named(tmp_path: Path):
    with pytest.raises(RulesError, match="读不到规则文件"):
        load_rules(tmp_path / "none.toml")
