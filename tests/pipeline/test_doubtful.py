"""A reading below the threshold of confidence becomes a finding with what it might be instead."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from extractors.facts import extract
from pipeline.cli import main
from pipeline.doubtful import told_doubtful
from pipeline.readers.txt import from_text
from schemas.codebook import load_codebook
from schemas.confidence import load_calibration
from schemas.records import Evidence, Finding

HEAD = "湖州市民政局关于社会工作服务站建设情况的汇报\n（2023年7月）\n\n"


def findings(body: str) -> list[Finding]:
    book = load_codebook()
    return list(told_doubtful(extract(from_text("汇报.txt", f"{HEAD}{body}\n"), book), book).findings)


@pytest.mark.parametrize(("body", "told"), [
    pytest.param("2023年6月底，全市建成社工站137个。", [], id="sure"),
    pytest.param("购买苹果18斤。", [], id="claims nothing"),
    pytest.param("埭溪镇社工站近30万元。",
                 ["“近30万元”读作投入资金，把握不大：没有一个词说明它，按单位、金额或表头的缺省归入；"], id="by default"),
])
def test_only_what_is_below_the_threshold_is_told(body: str, told: list[str]) -> None:
    # The second reason is the second heaviest of the learned weights, which each learning moves.
    assert [finding.message[: len(start)] for finding, start in zip(findings(body), told, strict=True)] == told


@pytest.mark.parametrize(("doubts", "change", "told"), [
    (["vague"], {}, "约数或区间。请对照原文"),
    (["close_rival", "people"], {"rivals": ("staff.social_workers:4.1", "service.people:3.3")},
     "落选的指标得分相近；人数、人次、户数：能被数的对象多。也可能是社会工作人才、服务人数"),
    (["region_carried"], {"region": "德清县"}, "地区承自前面的句子。也可能属湖州市"),
    (["region_carried"], {"region": "湖州市"}, "地区承自前面的句子。请对照原文"),
    (["untimed"], {"time": ""}, "没有时间。也可能是报告所在的 2023 年"),
    (["plan_document"], {"status": "target"}, "只因在规划、方案里而作为目标。也可能是已有的，不是计划"),
    (["vague", "people", "untimed"], {"time": ""}, "约数或区间；人数、人次、户数：能被数的对象多。请对照原文"),
])
def test_what_it_might_be_instead_is_of_the_fields_in_doubt(doubts: list[str], change: dict[str, object], told: str) -> None:
    book = load_codebook()
    extraction = extract(from_text("汇报.txt", f"{HEAD}驻站社工30人。\n"), book)
    evidence = tuple(Evidence(field="confidence", span=None, rule=rule) for rule in doubts)
    fact = extraction.facts[0].model_copy(update={"confidence": 0.5, "evidence": evidence, "rivals": (), **change})
    (finding,) = told_doubtful(extraction.model_copy(update={"facts": (fact,)}), book).findings
    assert finding.message == f"“30人”读作社工站工作人员，把握不大：{told}"


def test_a_finding_is_light_and_leads_to_its_fact() -> None:
    book = load_codebook()
    extraction = told_doubtful(extract(from_text("汇报.txt", f"{HEAD}埭溪镇社工站近30万元。\n"), book), book)
    (finding,) = extraction.findings
    (fact,) = [fact for fact in extraction.facts if fact.confidence < load_calibration().threshold]
    assert (finding.kind, finding.severity, finding.doc, finding.facts) == ("doubtful_reading", "info", "汇报.txt", (fact.id,))


def test_what_it_might_be_instead_is_told(samples: list[str]) -> None:
    """Of the fields in doubt alone: the indicators that lost, the report's region, the report's year."""
    assert any("也可能是" in message for message in samples)
    assert not any("None" in message or "other" in message for message in samples)
    for message in samples:
        read_as = message.partition("读作")[2].partition("，把握")[0]
        assert read_as not in message.partition("也可能")[2].split("；")[0].removeprefix("是").split("、")


@pytest.fixture(scope="module")
def samples() -> list[str]:
    """What is told of the sample reports."""
    root = Path(__file__).parents[2] / "corpus"
    texts = [path.read_bytes().decode("utf-8") for path in sorted((root / "dev" / "reports").glob("*.txt"))]
    book = load_codebook()
    read = [told_doubtful(extract(from_text(f"{n}.txt", text), book), book) for n, text in enumerate(texts)]
    return [finding.message for extraction in read for finding in extraction.findings]


def test_a_run_shows_it_in_its_findings_and_with_the_fact(tmp_path: Path) -> None:
    (tmp_path / "汇报.txt").write_text(f"{HEAD}埭溪镇社工站近30万元。\n", encoding="utf-8")
    run = CliRunner().invoke(main, ["run", str(tmp_path), "--db", str(tmp_path / "a.db"), "--out", str(tmp_path / "out")])
    assert run.exit_code == 0
    assert "疑点 1 个" in run.stdout
    (row,) = map(json.loads, (tmp_path / "out" / "findings.jsonl").read_text(encoding="utf-8").splitlines())
    checked = CliRunner().invoke(main, ["check", "--db", str(tmp_path / "a.db")])
    assert checked.exit_code == 0
    assert "【待核】理解的把握不大" in checked.stdout
    shown = CliRunner().invoke(main, ["show", row["facts"][0], "--db", str(tmp_path / "a.db")])
    told = re.search(r"置信度\t(0\.\d\d)", shown.stdout)
    assert told
    assert float(told[1]) < load_calibration().threshold
    assert "（没有一个词说明它，按单位、金额或表头的缺省归入；" in shown.stdout
    assert "疑点\t“近30万元”读作投入资金，把握不大" in shown.stdout
