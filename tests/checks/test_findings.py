"""Findings in the database: what `youju check` prints, and decisions that outlive a run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

from pipeline.cli import main

REPORT = """昭通市民政局关于社会工作站建设情况的报告
（2022年6月30日）

全市共建成社工站152个（乡镇136个、街道12个、社区3个）。
全市持证社工1290人（初级1002人，中级288人）。
"""


@pytest.fixture
def youju(tmp_path: Path):
    """Run a command on a folder with one report."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    places = {"{db}": str(tmp_path / "y.db"), "{in}": str(folder), "{out}": str(tmp_path / "out")}

    def call(*words: str, code: int = 0) -> str:
        result = CliRunner().invoke(main, [places.get(word, word) for word in words])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result.output

    call("run", "{in}", "--db", "{db}", "--out", "{out}")
    return call


def rows(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def finding(youju) -> dict:
    (row,) = rows(youju("check", "--db", "{db}", "--format", "json"))
    return row


def test_findings_are_printed_by_kind_with_their_figures(youju):
    said = youju("check", "--db", "{db}")
    assert "【待核】分项与合计" in said
    assert "136个 + 12个 + 3个 = 151个，总数 152个" in said
    assert "共 1 个疑点：待核 1" in said


def test_what_had_nothing_to_check_says_so(youju):
    said = youju("check", "--db", "{db}").splitlines()
    assert "分项与合计：相符 1，不符 1" in said
    assert "占比：没有可核对的" in said
    assert "覆盖：没有可核对的" in said


def test_every_check_is_listed_with_its_formula_and_facts(youju):
    found = [row for row in rows(youju("check", "--db", "{db}", "--all")) if row["kind"] == "sum"]
    assert [row["verdict"] for row in found] == ["inconsistent", "consistent"]
    assert found[1]["formula"] == "1002人 + 288人 = 1,290人，总数 1290人"
    assert len(found[1]["facts"]) == 3


def test_a_dismissal_outlives_a_run(youju):
    name = finding(youju)["id"]
    youju("check", "--db", "{db}", "--dismiss", name[:6], "--reason", "另有县级总站1个")
    youju("run", "{in}", "--db", "{db}", "--out", "{out}")
    row = finding(youju)
    assert (row["id"], row["state"], row["reason"]) == (name, "dismissed", "另有县级总站1个")
    assert "【排除】分项与合计" in youju("check", "--db", "{db}")


def test_a_decision_stays_where_the_text_around_it_moves(youju, tmp_path):
    youju("check", "--db", "{db}", "--confirm", finding(youju)["id"])
    moved = REPORT.replace("全市共建成", "近年来，各项工作有序推进。全市共建成")
    (tmp_path / "reports" / "a.txt").write_text(moved, encoding="utf-8")
    youju("run", "{in}", "--db", "{db}", "--out", "{out}")
    assert finding(youju)["state"] == "confirmed"


def test_a_decision_lapses_when_a_figure_changes(youju, tmp_path):
    youju("check", "--db", "{db}", "--confirm", finding(youju)["id"])
    (tmp_path / "reports" / "a.txt").write_text(REPORT.replace("136个", "135个"), encoding="utf-8")
    youju("run", "{in}", "--db", "{db}", "--out", "{out}")
    assert finding(youju)["state"] == "open"


def test_a_decision_can_be_taken_back(youju):
    name = finding(youju)["id"]
    youju("check", "--db", "{db}", "--confirm", name)
    youju("check", "--db", "{db}", "--reopen", name)
    assert finding(youju)["state"] == "open"


def test_a_dismissal_needs_a_reason(youju):
    assert "须说明理由" in youju("check", "--db", "{db}", "--dismiss", finding(youju)["id"], code=2)


def test_an_unknown_finding_is_named(youju):
    assert "没有编号为 zzz 的疑点" in youju("check", "--db", "{db}", "--confirm", "zzz", code=2)


def test_an_open_error_gives_exit_code_one_until_decided(youju, tmp_path):
    text = REPORT + "全市持证社工90人，占社工总数的190%。\n"
    (tmp_path / "reports" / "a.txt").write_text(text, encoding="utf-8")
    youju("run", "{in}", "--db", "{db}", "--out", "{out}")
    said = rows(youju("check", "--db", "{db}", "--format", "json", code=1))
    (error,) = [row for row in said if row["severity"] == "error"]
    youju("check", "--db", "{db}", "--confirm", error["id"])


def test_an_office_checks_by_its_own_rules(youju, tmp_path):
    path = tmp_path / "own.toml"
    path.write_text('[[bound]]\nid = "many"\nmessage = "站点过多"\nindicator = "station.count"\nhigh = 150\n',
                    encoding="utf-8")
    assert "昭通市站点过多：152个 > 150" in youju("check", "--db", "{db}", "--rules", str(path))


def test_facts_of_a_finding_stand_in_their_order_however_they_were_stored(youju, tmp_path: Path):
    before = finding(youju)["facts"]
    db = Database(tmp_path / "y.db")
    links = list(db.query("SELECT finding, fact, position FROM finding_facts ORDER BY position DESC"))
    with db.conn:
        db.execute("DELETE FROM finding_facts")
        db.table("finding_facts").insert_all(links)
    db.close()
    assert len(before) > 1
    assert finding(youju)["facts"] == before
