"""Decisions of the ledger in the tables: reviewed first, corrected beside the machine's, rejected gone, stale without effect."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from sqlite_utils import Database

from pipeline.cli import main
from pipeline.compare import Cell, Selection, compare, compare_years
from pipeline.decisions_key import export_keys
from pipeline.ledger import Subject
from pipeline.reviewed import laid_over, lay_over
from pipeline.run import run
from pipeline.server.edits import edited, edited_row
from pipeline.server.site import Site
from pipeline.store import open_store
from schemas.records import Span

OWN = "昭通市民政局社工站建设工作报告\n昭通市民政局 2022年12月20日\n全市建成社工站146个，配备驻站社工320名。\n另有社工站6所在建。\n"
NEWER = "昭通市社会工作简讯\n昭通市民政局 2023年12月20日\n全市建成社工站180个。\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "本市.txt").write_text(OWN, encoding="utf-8")
    (tmp_path / "次年.txt").write_text(NEWER, encoding="utf-8")
    run([tmp_path / "本市.txt", tmp_path / "次年.txt"], tmp_path / "youju.db", tmp_path / "out")
    return Site(tmp_path / "youju.db", "甲")


def decide(site: Site, quote: str, action: Any, **fields: str) -> str:
    """Decide on a fact as the page does; `fields` are those of the form of a correction."""
    with site.database() as db:
        row = next(db.query("SELECT * FROM facts WHERE quote = ?", [quote]))
        after = None
        if action == "correct":
            document = site.text(db, row["document"]).document
            form = {"quote": quote, "text_start": str(row["text_start"]), "text_end": str(row["text_end"]), "unit": row["unit"],
                    "indicator": row["indicator"], "statistic": row["statistic"], "qualifier": row["qualifier"], "per": "",
                    "status": row["status"], "region": row["region"], "adcode": row["adcode"], "time": row["time"], "dims": "", **fields}
            made = edited(db, document, form, row, 0, Span(row["sentence_start"], row["sentence_end"]))
            after = edited_row(document, made, bool(fields.get("override")))
        site.ledger.record(site.subject(db, row["id"]), action, "甲", "t", after=after, reason=fields.get("reason", ""))
    return str(row["id"])


def cell(site: Site, code: str = "station.count", **selection: Any) -> Cell | None:
    """The cell of 昭通市 as the tables have it."""
    db = open_store(site.db_path)
    lay_over(db)
    rows = compare(db, Selection((code,), **selection)).rows
    db.conn.close()
    return next((row.cells.get(code) for row in rows if row.region == "昭通市"), None)


def test_without_decisions_nothing_is_laid_over(site: Site) -> None:
    with site.database() as db:
        assert lay_over(db) == 0
    assert (found := cell(site)) is not None
    assert (found.value, found.reviewed) == (180, 0)


def test_what_was_accepted_stands_before_what_nobody_has_looked_at(site: Site) -> None:
    decide(site, "146个", "accept")
    assert (found := cell(site)) is not None
    assert (found.value, found.reviewed, found.machine) == (146, 1, None)


def test_a_corrected_value_stands_with_the_machines_beside_it(site: Site) -> None:
    fact = decide(site, "180个", "correct", override="1", value="181", reason="原文排印有误")
    assert (found := cell(site)) is not None
    assert (found.fact, found.value, found.reviewed) == (fact, 181, 2)
    assert found.machine is not None
    assert (found.machine.value, found.machine.unit) == (180, "个")
    with site.database() as db:
        assert next(db.query("SELECT value, reviewed FROM facts WHERE id = ?", [fact])) == {"value": 180, "reviewed": 0}


def test_a_rejected_figure_leaves_its_cell(site: Site) -> None:
    decide(site, "180个", "reject")
    assert (found := cell(site)) is not None
    assert found.value == 146
    decide(site, "146个", "reject")
    decide(site, "320名", "reject")
    assert cell(site, "staff.station") is None


def test_a_correction_moves_a_figure_to_another_cell(site: Site) -> None:
    decide(site, "320名", "correct", indicator="staff.certified", region="曲靖市", adcode="530300")
    assert cell(site, "staff.station") is None
    db = open_store(site.db_path)
    lay_over(db)
    (row,) = compare(db, Selection(("staff.certified",))).rows
    assert (row.region, row.cells["staff.certified"].value, row.cells["staff.certified"].own) == ("曲靖市", 320, False)
    (row,) = compare_years(db, Selection(("staff.certified",))).rows
    assert row.cells["2022"].value == 320
    db.conn.close()


def test_the_choice_for_a_year_and_a_breakdown_knows_the_decisions_too(site: Site) -> None:
    decide(site, "180个", "correct", dims="level=township")
    for selection in ({"time": "2023"}, {"dims": {"level": "township"}}, {"time": "2023-06/2024-01"}):
        assert (found := cell(site, **selection)) is not None
        assert (found.value, found.reviewed, dict(found.dims)) == (180, 2, {"level": "township"})


def test_a_figure_that_people_found_is_in_the_table(site: Site) -> None:
    with site.database() as db:
        row = next(db.query("SELECT * FROM sentences WHERE text LIKE '%6所在建%'"))
        document = site.text(db, row["document"]).document
        start = document.text.index("6所")
        form = {"quote": "6所", "text_start": str(start), "text_end": str(start + 2), "unit": "", "indicator": "station.area",
                "statistic": "level", "qualifier": "", "per": "", "status": "actual", "region": "昭通市", "time": "2022", "dims": ""}
        made = edited(db, document, form, None, 0, Span(row["text_start"], row["text_end"]))
        site.ledger.record(Subject(fact="new", doc=made.doc, start=made.start, end=made.end, quote=made.quote,
                                   source_sha=row["source_sha"]), "create", "甲", "t", after=edited_row(document, made, False))
    assert (found := cell(site, "station.area")) is not None
    assert (found.fact, found.value, found.reviewed, found.own, found.as_of) == ("new", 6, 3, True, "2022-12-20")


def test_a_stale_decision_has_no_effect(site: Site) -> None:
    decide(site, "180个", "correct", override="1", value="999", reason="看错")
    path = site.db_path.parent / "次年.txt"
    path.write_text(NEWER.replace("180个", "180余个"), encoding="utf-8")
    run([site.db_path.parent / "本市.txt", path], site.db_path, site.db_path.parent / "out")
    assert (found := cell(site)) is not None
    assert (found.value, found.reviewed) == (180, 0)


def test_the_layer_is_gone_after_its_block(site: Site) -> None:
    decide(site, "180个", "reject")
    db: Database = open_store(site.db_path)
    before = db.execute("SELECT count(*) FROM facts").fetchone()[0]
    with laid_over(db) as count:
        assert (count, db.execute("SELECT count(*) FROM facts").fetchone()[0]) == (1, before - 1)
    assert db.execute("SELECT count(*) FROM facts").fetchone()[0] == before
    assert db.execute("SELECT count(*) FROM sqlite_temp_master").fetchone()[0] == 0
    db.conn.close()


def test_the_commands_and_the_tables_of_a_run_show_it(site: Site, tmp_path: Path) -> None:
    decide(site, "180个", "correct", override="1", value="181", reason="原文排印有误")

    def told(*arguments: str) -> str:
        result = CliRunner().invoke(main, [*arguments, "--db", str(site.db_path)])
        assert result.exit_code == 0, result.output
        return result.stdout

    assert "181✓" in told("compare", "station.count")
    assert "1 格经人核对，其中更正 1 格、新增 0 格" in told("compare", "station.count")
    assert "181" not in told("compare", "station.count", "--machine")
    (row,) = json.loads(told("compare", "station.count", "--format", "json"))
    assert (row["cells"]["station.count"]["reviewed"], row["cells"]["station.count"]["machine"]["value"]) == (2, 180)
    (line,) = csv.DictReader(io.StringIO(told("compare", "station.count", "--format", "csv").removeprefix("\ufeff")))
    assert (line["社工站点数（个）"], line["社工站点数 说明"]) == ("181", "已更正，机器读作180个")
    assert "181" in told("profile", "昭通市")
    run([tmp_path / "本市.txt", tmp_path / "次年.txt"], site.db_path, tmp_path / "out")
    sheet = openpyxl.load_workbook(tmp_path / "out" / "indicators.xlsx")["指标表"]
    found = next(c for row in sheet.iter_rows() for c in row if c.value == 181)
    assert found.comment is not None
    assert "已更正，机器读作180个" in found.comment.text
    facts = [json.loads(line) for line in (tmp_path / "out" / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    assert 180 in [fact["value"] for fact in facts]  # the machine's own records stay the machine's
    assert export_keys(site.db_path, tmp_path / "keys").written == 1
