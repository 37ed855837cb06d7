"""Building the table from a package of the public list, here a small one written for the test."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.regions_import import (
    DATA,
    Row,
    import_divisions,
    import_townships,
    write_divisions,
    write_townships,
)
from schemas.divisions import load_divisions, read_divisions

PACKAGE = {
    "provinces.csv": 'code,name\n11,"北京市"\n45,"广西壮族自治区"\n53,"云南省"\n44,"广东省"\n42,"湖北省"\n',
    "cities.csv": "code,name,provinceCode\n"
    '1101,"市辖区",11\n4501,"南宁市",45\n5301,"昆明市",53\n5325,"红河哈尼族彝族自治州",53\n4419,"东莞市",44\n'
    '4290,"省直辖县级行政区划",42\n',
    "areas.csv": "code,name,cityCode,provinceCode\n"
    '110108,"海淀区",1101,11\n530114,"呈贡区",5301,53\n530128,"禄劝彝族苗族自治县",5301,53\n'
    '530171,"昆明高新技术产业开发区",5301,53\n532502,"开远市",5325,53\n441900,"东莞市",4419,44\n429004,"仙桃市",4290,42\n',
    "streets.csv": "code,name,areaCode,provinceCode,cityCode\n"
    '110108001,"海淀街道",110108,11,1101\n530114001,"龙城街道办事处",530114,53,5301\n'
    '441900003,"南城街道",441900,44,4419\n530128100,"屏山街道",530128,53,5301\n530128400,"实验农场",530128,53,5301\n',
}
HISTORY = (
    "# our own\nadcode,name,level,parent,valid_from,valid_to,successors,source\n"
    "530121,呈贡县,county,530100,,2011,530114,国函〔2011〕58号\n"
)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "dist").mkdir()
    for name, text in PACKAGE.items():
        (tmp_path / "dist" / name).write_text(text, "utf-8")
    (tmp_path / "divisions_history.csv").write_text(HISTORY, "utf-8")
    (tmp_path / "divisions_overrides.toml").write_text(
        (DATA / "divisions_overrides.toml").read_text("utf-8"), "utf-8"
    )
    return tmp_path


def rows(package: Path) -> dict[str, Row]:
    return {row.name: row for row in import_divisions(package, package)}


def test_placeholders_and_zones_are_dropped_and_their_counties_lifted(package: Path) -> None:
    found = rows(package)
    assert not {"市辖区", "省直辖县级行政区划", "昆明高新技术产业开发区"} & set(found)
    assert (found["海淀区"].parent, found["仙桃市"].parent) == ("110000", "420000")
    assert found["呈贡区"].parent == "530100"


def test_a_city_without_counties_is_a_prefecture_once(package: Path) -> None:
    (dongguan,) = [row for row in import_divisions(package, package) if row.name == "东莞市"]
    assert (dongguan.adcode, dongguan.level) == ("441900", "prefecture")


def test_short_names_and_aliases_come_by_rule(package: Path) -> None:
    found = rows(package)
    assert found["禄劝彝族苗族自治县"].short == "禄劝"
    assert found["禄劝彝族苗族自治县"].aliases == ("禄劝县", "禄劝自治县")
    assert found["红河哈尼族彝族自治州"].aliases == ("红河州", "红河自治州")
    assert found["广西壮族自治区"].short == "广西"


def test_the_heir_learns_since_when(package: Path) -> None:
    found = rows(package)
    assert (found["呈贡县"].valid_to, found["呈贡县"].successors) == ("2011", ("530114",))
    assert found["呈贡区"].valid_from == "2011"


def test_an_unknown_heir_is_an_error(package: Path) -> None:
    history = package / "divisions_history.csv"
    history.write_text(HISTORY.replace("530114", "530999"), "utf-8")
    with pytest.raises(ValueError, match="530999"):
        import_divisions(package, package)


def test_townships_hang_under_county_or_city(package: Path) -> None:
    found = import_townships(package, import_divisions(package, package))
    assert found == [
        ("南城街道", "441900"), ("屏山街道", "530128"), ("海淀街道", "110108"), ("龙城街道", "530114"),
    ]  # fmt: skip


def test_written_tables_are_read_back_and_the_same_each_time(package: Path) -> None:
    table = import_divisions(package, package)
    write_divisions(table, package / "a.csv")
    assert [d.name for d in read_divisions(package / "a.csv")] == [row.name for row in table]
    towns = import_townships(package, table)
    write_townships(towns, package / "a.gz")
    write_townships(towns, package / "b.gz")
    assert (package / "a.gz").read_bytes() == (package / "b.gz").read_bytes()


def test_the_tracked_table_holds_all_of_our_own_history() -> None:
    known = {(d.adcode, d.name) for d in load_divisions()}
    with (DATA / "divisions_history.csv").open(encoding="utf-8") as file:
        lines = list(csv.DictReader(line for line in file if not line.startswith("#")))
    assert len(lines) > 400
    assert not [line for line in lines if (line["adcode"], line["name"]) not in known]
    assert all(line["source"] for line in lines)
