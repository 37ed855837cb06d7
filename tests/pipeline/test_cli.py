"""The commands as a user runs them, on small reports in real files."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from pipeline.cli import main

CITY = """昭通市民政局关于社工站建设情况的报告
（2022年6月30日）

一、建设情况
截至2022年6月，全市共建成乡镇（街道）社工站146个，配备社工站工作人员320名。
二、资金投入
2021年，全市投入社工站建设资金1200万元。
全市持证社工650人，累计服务群众**人次。
"""
PREFECTURE = """红河州民政局关于社工站建设情况的汇报
（2022年5月）

截至2022年5月，全州共建成社工站88个，全州持证社工420人。
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with two good reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "city.txt").write_text(CITY, encoding="utf-8")
    (folder / "prefecture.txt").write_text(PREFECTURE, encoding="utf-8")
    return folder


@pytest.fixture
def youju(tmp_path: Path):
    """Run a command in this process; `{db}` and `{out}` stand for this test's files."""
    def call(*words: object, code: int = 0):
        places = {"{db}": tmp_path / "y.db", "{out}": tmp_path / "out"}
        result = CliRunner().invoke(main, [str(places.get(str(word), word)) for word in words])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result
    return call


@pytest.fixture
def stored(youju, reports):
    """The two reports, run."""
    return youju("run", reports, "--db", "{db}", "--out", "{out}")


def rows(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_run_ends_with_a_table_and_the_counts(stored, tmp_path):
    assert "昭通市" in stored.stdout
    assert "146（乡镇街道） #" in stored.stdout
    assert "成功 2 份，失败 0 份" in stored.stdout
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "indicators.xlsx", "indicators.csv", "facts.csv", "datapackage.json", "facts.jsonl", "numbers.jsonl", "findings.jsonl"}


def test_running_twice_gives_the_same_files(youju, reports, stored, tmp_path):
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*l")}
    again = youju("run", reports, "--db", "{db}", "--out", "{out}")
    assert "事实新增 0，减少 0，变更 0" in again.stdout
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*l")} == before


@pytest.mark.parametrize("workers", [1, 2])
def test_extract_writes_facts_whose_slices_are_their_quotes(youju, reports, workers):
    facts = rows(youju("extract", reports, "--workers", workers).stdout)
    assert [fact["doc"] for fact in facts] == sorted(fact["doc"] for fact in facts)
    for fact in facts:
        raw = (reports / fact["doc"]).read_text(encoding="utf-8")
        assert raw[fact["start"]:fact["end"]] == fact["quote"]
    found = {(fact["indicator"], fact["region"], fact["value"]) for fact in facts}
    assert ("station.count", "昭通市", 146) in found
    assert ("staff.certified", "红河哈尼族彝族自治州", 420) in found


def test_extract_into_a_file_prints_nothing(youju, reports, tmp_path):
    result = youju("extract", reports, "-o", tmp_path / "f.jsonl")
    assert result.stdout == ""
    assert rows((tmp_path / "f.jsonl").read_text(encoding="utf-8")) == rows(youju("extract", reports).stdout)


@pytest.mark.parametrize("command", ["extract", "numbers"])
@pytest.mark.parametrize("workers", [1, 2])
def test_a_bad_document_gets_one_line_and_the_rest_goes_on(youju, reports, tmp_path, command, workers):
    (reports / "broken.docx").write_bytes("不是 Word 文件".encode() * 50)
    result = youju(command, reports, "-o", tmp_path / "o.jsonl", "--workers", workers, code=1)
    (line,) = result.stderr.splitlines()
    assert "broken.docx：" in line
    assert {row["doc"] for row in rows((tmp_path / "o.jsonl").read_text(encoding="utf-8"))} == {
        "city.txt", "prefecture.txt"}


def test_run_with_a_bad_document_stores_the_rest(youju, reports):
    (reports / "empty.txt").touch()
    result = youju("run", reports, "--db", "{db}", "--out", "{out}", code=1)
    assert "empty.txt：" in result.stderr
    assert "成功 2 份，失败 1 份" in result.stdout


def test_run_tells_what_the_readers_noted(youju, reports):
    (reports / "sure.txt").write_bytes("彝良县建成社工站12个。".encode("gb18030"))
    words = "全縣建成社工站12個，配備社工36名，服務群眾350人次，各鄉鎮統一配置電腦。"
    (reports / "guessed.txt").write_bytes(words.encode("big5"))
    told = youju("run", reports, "--db", "{db}", "--out", "{out}").stderr
    assert told.startswith("guessed.txt：编码不能确定，按 big5 读取\n")
    assert "sure.txt" not in told
    assert youju("run", reports, "--db", "{db}", "--out", "{out}").stderr == ""


def test_numbers_leave_no_digit_out(youju, reports):
    numbers = rows(youju("numbers", reports / "city.txt").stdout)
    raw = (reports / "city.txt").read_text(encoding="utf-8")
    covered = {place for row in numbers for place in range(row["start"], row["end"])}
    assert [place for place, char in enumerate(raw) if char.isdigit() and place not in covered] == []
    assert all(("fact" in row) != ("reason" in row) for row in numbers)
    assert all(raw[row["start"]:row["end"]] == row["quote"] for row in numbers)


def test_compare_gives_rows_with_fact_ids(youju, stored):
    asked = ("station.count", "staff.certified")
    table = json.loads(youju("compare", *asked, "--db", "{db}", "--format", "json").stdout)
    cells = {row["region"]: {code: cell["value"] for code, cell in row["cells"].items()} for row in table}
    assert cells == {"昭通市": {"station.count": 146, "staff.certified": 650},
                     "红河哈尼族彝族自治州": {"station.count": 88, "staff.certified": 420}}
    told = youju("show", table[0]["cells"]["station.count"]["fact"], "--db", "{db}").stdout
    assert "【146个】" in told
    assert "第 5 行" in told


def test_compare_as_csv_and_on_screen(youju, stored):
    text = youju("compare", "station.count", "--db", "{db}", "--format", "csv").stdout
    assert text.startswith("\ufeff")
    assert len(list(csv.reader(text.splitlines()))) == 3
    assert "昭通市" in youju("compare", "station.count", "--db", "{db}").stdout


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "json"])
def test_compare_into_a_file(youju, stored, tmp_path, suffix):
    result = youju("compare", "station.count", "--rank", "--db", "{db}", "-o", tmp_path / f"t.{suffix}")
    assert result.stdout == ""
    assert (tmp_path / f"t.{suffix}").stat().st_size > 50


@pytest.mark.parametrize(("words", "told"), [
    (["compare", "staff.certified", "--by-year"], "2022年"),
    (["compare", "staff.certified", "--rank"], "名次"),
    (["profile", "昭通市"], "#"),
    (["profile", "530600", "--format", "json"], '"adcode": "530600"'),
    (["coverage"], "市州级"),
    (["coverage", "--format", "json"], '"prefecture": 2'),
    (["runs"], "指标字典"),
    (["diff", "1", "1"], "没有变化"),
])
def test_other_views(youju, stored, words, told):
    assert told in youju(*words, "--db", "{db}").stdout


def test_verify_is_clean_then_names_the_changed_fact(youju, stored, reports):
    assert "相符" in youju("verify", "--db", "{db}").stdout
    path = reports / "city.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("146个", "148个"), encoding="utf-8")
    result = youju("verify", "--db", "{db}", code=1)
    assert "'146个'：原文此处是'148个'" in result.stdout
    assert "city.txt：来源文件已改动" in result.stdout


def test_verify_without_facts_is_no_pass(youju, tmp_path):
    (tmp_path / "plain.txt").write_text("关于召开会议的通知\n请按时参加会议。\n", encoding="utf-8")
    youju("run", tmp_path / "plain.txt", "--db", "{db}", "--out", "{out}")
    assert "没有可核对的数据" in youju("verify", "--db", "{db}", code=1).stdout


def test_check_prints_the_findings(youju, stored):
    assert "没有疑点" in youju("check", "--db", "{db}").stdout


def test_search_finds_words_and_their_facts(youju, stored):
    (row,) = rows(youju("search", "工作人员", "--db", "{db}", "--format", "json").stdout)
    assert "社工站【工作人员】320名" in row["marked"]
    assert "#" in youju("search", "持证", "--db", "{db}").stdout


def test_evaluate_scores_reports_and_facts_alike(youju, reports, tmp_path):
    keys = tmp_path / "keys"
    keys.mkdir()
    facts = rows(youju("extract", reports, "-o", tmp_path / "f.jsonl").stdout or "") or rows(
        (tmp_path / "f.jsonl").read_text(encoding="utf-8"))
    with (keys / "city.txt.jsonl").open("w", encoding="utf-8") as stream:
        for fact in facts:
            if fact["doc"] == "city.txt" and fact["indicator"] != "other":
                row = {**fact, "core": [fact["start"], fact["end"]], "req": 1}
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    first = youju("evaluate", reports, "--keys", keys, "--json", "--errors").stdout
    assert json.loads(first.splitlines()[-1])["whole_f1"] == 1.0
    assert youju("evaluate", tmp_path / "f.jsonl", "--keys", keys, "--json", "--errors").stdout == first


def test_schema_is_json_schema(youju):
    for record in ("fact", "number", "finding"):
        assert json.loads(youju("schema", record).stdout)["type"] == "object"


@pytest.mark.parametrize("words", [
    ["extract", "no/such/file.txt"],
    ["extract"],
    ["compare", "station.count", "--db", "no.db"],
    ["verify", "--db", "no.db"],
    ["nonsense"],
])
def test_misuse_exits_with_2(youju, words):
    youju(*words, code=2)


@pytest.mark.parametrize(("words", "told"), [
    (["compare", "no.such", "--db", "{db}"], "没有这个指标"),
    (["compare", "station.count", "--time", "去年", "--db", "{db}"], "时间应写作"),
    (["compare", "station.count", "--dims", "level", "--db", "{db}"], "分组=成员"),
    (["show", "zzz", "--db", "{db}"], "没有编号为 zzz 的事实"),
    (["compare", "station.count", "--db", "{db}", "-o", "t.doc"], "只能写"),
    (["profile", "无此地", "--db", "{db}"], "库中没有地区"),
    (["diff", "1", "9", "--db", "{db}"], "没有第 9 次运行"),
])
def test_wrong_words_are_explained_in_chinese(youju, stored, words, told):
    assert told in youju(*words, code=2).stderr


def test_an_empty_folder_is_misuse(youju, tmp_path):
    (tmp_path / "void").mkdir()
    assert "没有找到可读的文件" in youju("extract", tmp_path / "void", code=2).stderr


def test_help_answers_at_once_and_imports_nothing_heavy():
    code = ("import sys; from pipeline.cli import main\n"
            "try: main(['--help'])\n"
            "except SystemExit: pass\n"
            "print([m for m in ('pydantic', 'sqlite_utils', 'lxml', 'pypdfium2') if m in sys.modules])")
    started = time.perf_counter()
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert time.perf_counter() - started < 2
    assert result.stdout.splitlines()[-1] == "[]"


def test_a_text_waits_for_no_library_of_other_formats_or_of_the_database(tmp_path):
    (tmp_path / "a.txt").write_text("昭通市民政局报告\n截至2022年6月，全市共建成社工站146个。\n", encoding="utf-8")
    code = ("import sys; from pipeline.cli import main\n"
            "try: main(['extract', 'a.txt'])\n"
            "except SystemExit: pass\n"
            "heavy = 'sqlite_utils', 'lxml', 'pypdfium2', 'numpy', 'docx', 'charset_normalizer', 'tqdm'\n"
            "print([m for m in heavy if m in sys.modules])")
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    fact, loaded = result.stdout.splitlines()
    assert '"quote": "146个"' in fact
    assert loaded == "[]"


def test_every_command_and_option_is_documented():
    text = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
    for name, command in main.commands.items():
        assert f"\n## {name}\n" in text
        for option in command.params:
            if isinstance(option, click.Option):
                assert all(f"`{flag}" in text for flag in option.opts), (name, option.opts)


@pytest.mark.parametrize("command", [["compare", "station.count"], ["verify"], ["runs"], ["check"]], ids=" ".join)
def test_a_command_leaves_nothing_beside_the_database(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "汇报.txt").write_text("湖州市社工站工作总结\n（2022年12月）\n全市建成社工站96个。\n", encoding="utf-8")
    database = tmp_path / "out" / "a.db"
    youju = [sys.executable, "-c", "from pipeline.cli import main; main()"]
    subprocess.run([*youju, "run", str(tmp_path), "--db", str(database), "--out", str(tmp_path / "tables")], check=True, capture_output=True)
    assert [path.name for path in tmp_path.glob("out/a.db-*")] == []
    subprocess.run([*youju, *command, "--db", str(database)], check=True, capture_output=True)
    assert [path.name for path in tmp_path.glob("out/a.db-*")] == []
