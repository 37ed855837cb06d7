"""`youju regions import`: a newer list in, its changes told, nothing written unless asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline import regions_import
from pipeline.cli import main

PACKAGE = {
    "provinces.csv": "code,name\n33,浙江省\n",
    "cities.csv": "code,name,provinceCode\n3305,湖州市,33\n",
    "areas.csv": "code,name,cityCode,provinceCode\n330502,吴兴区,3305,33\n330521,莫干县,3305,33\n",
    "streets.csv": "code,name,areaCode,provinceCode,cityCode\n330502001,月河街道办事处,330502,33,3305\n",
}
HISTORY = "adcode,name,level,parent,valid_from,valid_to,successors,source\n"
BEFORE = (
    "adcode,name,level,parent,valid_from,valid_to,short,aliases,successors\n"
    "330502,吴兴区,county,330500,,,吴兴,,\n330521,德清县,county,330500,,,德清,,\n"
    "330522,长兴县,county,330500,,,长兴,,\n330599,老县,county,330500,,2003,,,330502\n"
)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of two counties; the tables it is written to lie in the test's own folder."""
    overrides = (regions_import.DATA / "divisions_overrides.toml").read_text("utf-8")
    data, source = tmp_path / "data", tmp_path / "package"
    for folder in (data, source / "dist"):
        folder.mkdir(parents=True)
    for name, text in PACKAGE.items():
        (source / "dist" / name).write_text(text, "utf-8")
    (data / "divisions_history.csv").write_text(HISTORY, "utf-8")
    (data / "divisions_overrides.toml").write_text(overrides, "utf-8")
    (data / "divisions.csv").write_text(BEFORE, "utf-8")
    monkeypatch.setattr(regions_import, "DATA", data)
    return source


def youju(*words: object):
    return CliRunner().invoke(main, ["regions", "import", *map(str, words)])


def test_what_changed_is_told_and_written(package):
    result = youju(package)
    assert result.exit_code == 0, result.output
    assert "改名  330521 德清县 → 莫干县" in result.stdout
    assert "撤销  330522 长兴县" in result.stdout
    assert "新增  330500 湖州市" in result.stdout
    assert "330599" not in result.stdout
    assert "330521,莫干县" in (regions_import.DATA / "divisions.csv").read_text("utf-8")
    assert (regions_import.DATA / "townships.csv.gz").is_file()
    assert [line for line in youju(package).stdout.splitlines() if line.startswith(("新增", "撤销", "改名"))] == []


def test_a_dry_run_writes_nothing(package):
    result = youju(package, "--dry-run")
    assert "（没有写入）" in result.stdout
    assert (regions_import.DATA / "divisions.csv").read_text("utf-8") == BEFORE


@pytest.mark.parametrize(("name", "text", "told"), [
    ("areas.csv", None, "缺少文件 areas.csv"),
    ("areas.csv", "code,cityCode\n330502,3305\n", "清单缺少一列"),
])
def test_a_package_that_is_none_is_refused(package, name, text, told):
    path = package / "dist" / name
    path.unlink() if text is None else path.write_text(text, "utf-8")
    result = youju(package)
    assert result.exit_code == 2
    assert told in result.stderr
    assert (regions_import.DATA / "divisions.csv").read_text("utf-8") == BEFORE
