"""The table of divisions: what is in it, how it hangs together, what it was before."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from schemas.divisions import Divisions, load_divisions, load_name_rules, read_divisions, township_counties

TABLE = load_divisions()
CURRENT = [d for d in TABLE if d.current]
FORMER = [d for d in TABLE if not d.current]


def test_the_country_and_its_parts_are_counted() -> None:
    levels = Counter(d.level for d in CURRENT)
    assert levels["country"] == 1
    assert levels["province"] == 34
    assert levels["prefecture"] == 333, "293 cities, 30 autonomous prefectures, 7 地区, 3 盟"
    assert 2840 <= levels["county"] <= 2860


@pytest.mark.parametrize(
    ("ending", "count"), [("自治州", 30), ("地区", 7), ("盟", 3)], ids=["autonomous", "地区", "盟"]
)
def test_prefectures_by_kind(ending: str, count: int) -> None:
    assert sum(d.level == "prefecture" and d.name.endswith(ending) for d in CURRENT) == count


@pytest.mark.parametrize(("ending", "count"), [("自治县", 117), ("自治旗", 3), ("林区", 1), ("特区", 1)])
def test_counties_by_kind(ending: str, count: int) -> None:
    names = [d.name for d in CURRENT if d.level == "county" and d.name.endswith(ending)]
    assert len([n for n in names if n not in ("北林区", "新林区", "金林区", "万柏林区", "碑林区")]) == count


def test_codes_in_force_are_unique_and_well_formed() -> None:
    codes = [d.adcode for d in CURRENT]
    assert len(codes) == len(set(codes))
    assert all(len(code) == 6 and code.isdigit() for code in codes)


def test_every_division_hangs_under_its_level() -> None:
    rank = {"country": 0, "province": 1, "prefecture": 2, "county": 3}
    for division in TABLE:
        if division.level == "country":
            continue
        parent = TABLE.by_code(division.parent)
        assert rank[parent.level] < rank[division.level], division
        if division.current:
            assert parent.current, division


def test_no_placeholder_nor_economic_zone_is_a_division() -> None:
    names = {d.name for d in TABLE}
    assert not names & {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
    assert not [n for n in names if n.endswith(("开发区", "示范区", "园区", "管委会")) and len(n) > 5]


@pytest.mark.parametrize("name", ["东莞市", "中山市", "儋州市", "嘉峪关市"])
def test_cities_without_counties(name: str) -> None:
    (city,) = [d for d in TABLE.by_name(name) if d.current]
    assert (city.level, TABLE.children(city.adcode)) == ("prefecture", ())


@pytest.mark.parametrize(
    ("name", "parent"),
    [("海淀区", "110000"), ("彭水苗族土家族自治县", "500000"), ("仙桃市", "420000"), ("济源市", "410000"),
     ("琼海市", "460000"), ("石河子市", "650000"), ("神农架林区", "420000"), ("瑞丽市", "533100")],
)  # fmt: skip
def test_counties_without_prefecture_hang_under_the_province(name: str, parent: str) -> None:
    (county,) = TABLE.by_name(name)
    assert county.parent == parent


def test_every_former_division_has_heirs_in_force() -> None:
    for division in FORMER:
        assert division.valid_to is not None
        assert 2007 <= division.valid_to <= 2026
        for heir in division.successors:
            assert TABLE.by_code(heir), division
        heirs = TABLE.heirs(division.adcode) or division.successors
        assert heirs, division
        assert all(TABLE.by_code(heir).current for heir in heirs), division
    assert len(FORMER) > 300


RENAMED = [
    ("襄樊市", 2010, "襄阳市"), ("思茅市", 2007, "普洱市"), ("潞西市", 2010, "芒市"), ("蒙自县", 2010, "蒙自市"),
    ("文山县", 2010, "文山市"), ("呈贡县", 2011, "呈贡区"), ("弥勒县", 2013, "弥勒市"), ("香格里拉县", 2014, "香格里拉市"),
    ("江川县", 2015, "江川区"), ("腾冲县", 2015, "腾冲市"), ("晋宁县", 2016, "晋宁区"), ("沾益县", 2016, "沾益区"),
    ("泸水县", 2016, "泸水市"), ("马龙县", 2018, "马龙区"), ("水富县", 2018, "水富市"), ("澄江县", 2019, "澄江市"),
    ("禄丰县", 2021, "禄丰市"), ("怀仁县", 2018, "怀仁市"), ("增城市", 2014, "增城区"), ("从化市", 2014, "从化区"),
    ("章丘市", 2016, "章丘区"), ("即墨市", 2017, "即墨区"), ("富阳市", 2014, "富阳区"), ("临安市", 2017, "临安区"),
    ("大丰市", 2015, "大丰区"), ("赣县", 2016, "赣县区"), ("南康市", 2013, "南康区"), ("铜山县", 2010, "铜山区"),
    ("吴江市", 2012, "吴江区"), ("密云县", 2015, "密云区"), ("延庆县", 2015, "延庆区"), ("崇明县", 2016, "崇明区"),
    ("蓟县", 2016, "蓟州区"), ("梅县", 2013, "梅县区"), ("郫县", 2016, "郫都区"), ("开县", 2016, "开州区"),
    ("盘县", 2017, "盘州市"), ("户县", 2016, "鄠邑区"), ("米林县", 2023, "米林市"), ("毕节地区", 2011, "毕节市"),
    ("海东地区", 2013, "海东市"), ("那曲地区", 2017, "那曲市"), ("哈密地区", 2016, "哈密市"),
]  # fmt: skip


@pytest.mark.parametrize(("then", "year", "now"), RENAMED)
def test_renamed(then: str, year: int, now: str) -> None:
    (former,) = [d for d in TABLE.by_name(then) if d.name == then and d.valid_to == year]
    assert [TABLE.by_code(code).name for code in former.successors] == [now]


MERGED = [
    ("崇文区", "东城区"), ("宣武区", "西城区"), ("卢湾区", "黄浦区"), ("闸北区", "静安区"), ("南汇区", "浦东新区"),
    ("塘沽区", "滨海新区"), ("大港区", "滨海新区"), ("下城区", "拱墅区"), ("胶南市", "黄岛区"), ("莱城区", "莱芜区"),
    ("莱芜市", "济南市"), ("米泉市", "米东区"), ("萝岗区", "黄埔区"), ("三山区", "弋江区"), ("长岛县", "蓬莱区"),
    ("崇安区", "梁溪区"), ("沧浪区", "姑苏区"), ("白下区", "秦淮区"), ("戚墅堰区", "武进区"), ("西林区", "金林区"),
    ("江北区", "两江新区"), ("居巢区", "巢湖市"),
]  # fmt: skip


@pytest.mark.parametrize(("then", "now"), MERGED)
def test_merged(then: str, now: str) -> None:
    former = next(d for d in TABLE.by_name(then) if not d.current)
    assert TABLE.by_code(former.successors[0]).name == now


def test_split_among_several() -> None:
    (chaohu,) = [d for d in TABLE.by_name("巢湖市") if d.level == "prefecture"]
    assert [TABLE.by_code(c).name for c in chaohu.successors] == ["合肥市", "芜湖市", "马鞍山市"]


@pytest.mark.parametrize(
    ("name", "year"),
    [("临平区", 2021), ("钱塘区", 2021), ("光明区", 2018), ("龙港市", 2019), ("白杨市", 2023), ("和康县", 2024),
     ("西沙区", 2020), ("襄阳市", 2010), ("沾益区", 2016), ("北屯市", 2011), ("两江新区", 2025)],
)  # fmt: skip
def test_set_up_in_a_year(name: str, year: int) -> None:
    (division,) = [d for d in TABLE.by_name(name) if d.name == name]
    assert division.valid_from == year
    assert not division.existed(year - 1)
    assert division.existed(year)


@pytest.mark.parametrize(
    ("name", "year", "then"),
    [("沾益区", 2012, "沾益县"), ("沾益区", 2016, "沾益区"), ("沾益区", 2021, "沾益区"), ("襄阳市", 2009, "襄樊市"),
     ("毕节市", 2008, "毕节地区"), ("昆明市", 2008, "昆明市"), ("临平区", 2015, "临平区"), ("无为市", 2015, "无为县")],
)  # fmt: skip
def test_what_a_division_was_in_a_year(name: str, year: int, then: str) -> None:
    division = next(d for d in TABLE.by_name(name) if d.current)
    assert TABLE.as_of(division, year).name == then


ALIASES = [
    ("红河州", "红河哈尼族彝族自治州"), ("德宏州", "德宏傣族景颇族自治州"), ("楚雄州", "楚雄彝族自治州"), ("恩施州", "恩施土家族苗族自治州"),
    ("湘西州", "湘西土家族苗族自治州"), ("延边", "延边朝鲜族自治州"), ("耿马县", "耿马傣族佤族自治县"),
    ("耿马自治县", "耿马傣族佤族自治县"), ("双江", "双江拉祜族佤族布朗族傣族自治县"), ("景东", "景东彝族自治县"),
    ("科左中旗", "科尔沁左翼中旗"), ("莫旗", "莫力达瓦达斡尔族自治旗"), ("鄂伦春旗", "鄂伦春自治旗"), ("鄂温克旗", "鄂温克族自治旗"),
    ("前郭县", "前郭尔罗斯蒙古族自治县"), ("喀左县", "喀喇沁左翼蒙古族自治县"), ("积石山县", "积石山保安族东乡族撒拉族自治县"),
    ("东乡自治县", "东乡族自治县"), ("龙胜", "龙胜各族自治县"), ("浦东", "浦东新区"), ("神农架", "神农架林区"), ("六枝", "六枝特区"),
    ("内蒙古", "内蒙古自治区"), ("内蒙", "内蒙古自治区"), ("广西", "广西壮族自治区"), ("宁夏", "宁夏回族自治区"),
    ("新疆", "新疆维吾尔自治区"), ("西藏", "西藏自治区"), ("香港", "香港特别行政区"), ("锡盟", "锡林郭勒盟"),
    ("大兴安岭", "大兴安岭地区"), ("巴音郭楞", "巴音郭楞蒙古自治州"), ("克州", "克孜勒苏柯尔克孜自治州"), ("塔县", "塔什库尔干塔吉克自治县"),
    ("围场", "围场满族蒙古族自治县"), ("峰峰", "峰峰矿区"), ("土左旗", "土默特左旗"), ("石河子", "石河子市"),
]  # fmt: skip


@pytest.mark.parametrize(("alias", "name"), ALIASES)
def test_alias(alias: str, name: str) -> None:
    assert name in [d.name for d in TABLE.by_name(alias)]


@pytest.mark.parametrize("name", ["沪", "京", "粤", "市", "两江", "河南县县", "开发区", ""])
def test_no_division_bears(name: str) -> None:
    assert TABLE.by_name(name) == ()


def test_a_province_keeps_its_bare_name_to_itself() -> None:
    assert [d.name for d in TABLE.by_name("河南")] == ["河南省"]
    assert [d.name for d in TABLE.by_name("河北")] == ["河北省"]


@pytest.mark.parametrize(
    ("code", "ancestor", "within"),
    [("530112", "530100", True), ("530112", "530000", True), ("530112", "100000", True), ("530100", "530100", True),
     ("530112", "530300", False), ("530000", "530100", False), ("540621", "542400", True), ("341421", "341400", True),
     ("530328", "530300", True), ("500105", "500000", True)],
)  # fmt: skip
def test_is_within(code: str, ancestor: str, within: bool) -> None:
    assert TABLE.is_within(code, ancestor) is within


@pytest.mark.parametrize(
    ("codes", "name"),
    [(["530600", "530100", "533400"], "云南省"), (["530111", "530112"], "昆明市"), (["530100", "530111"], "昆明市"),
     (["530100", "440100"], "全国"), (["110101", "110108"], "北京市"), (["532601"], "文山市")],
)  # fmt: skip
def test_common_ancestor(codes: list[str], name: str) -> None:
    assert TABLE.common_ancestor(codes).name == name


def test_common_ancestor_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="没有"):
        TABLE.common_ancestor([])


def test_ancestors_and_province() -> None:
    assert [d.name for d in TABLE.ancestors("530112")] == ["昆明市", "云南省", "全国"]
    assert TABLE.province_of("530112") == TABLE.by_code("530000") == TABLE.province_of("530000")
    assert TABLE.province_of("100000") is None
    with pytest.raises(KeyError, match="999999"):
        TABLE.by_code("999999")


@pytest.mark.parametrize(
    ("township", "county"),
    [("竹基镇", "530323"), ("西山乡", "533103"), ("永昌街道", "530502"), ("芒宽彝族傣族乡", "530502"), ("长安镇", "441900")],
)  # fmt: skip
def test_counties_of_a_township(township: str, county: str) -> None:
    assert county in township_counties(township)


def test_unknown_township_has_no_county() -> None:
    assert township_counties("不存在镇") == ()


def test_every_township_is_in_a_known_county() -> None:
    from schemas.divisions import townships

    names = townships()
    assert len(names) > 29000
    assert {code for codes in names.values() for code in codes.split()} <= {d.adcode for d in TABLE}


def test_name_rules_speak_of_names_that_exist() -> None:
    rules, names = load_name_rules(), set(TABLE.names())
    for listed in (rules.chain_only, rules.edge, rules.not_after, rules.not_before):
        assert not [n for n in listed if n not in names]
    assert all(len(pair) == 2 and pair[0] in rules.boundary for pair in rules.no_boundary)


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    head = "adcode,name,level,parent,valid_from,valid_to,short,aliases,successors\n"
    table.write_text(head + "100000,全国,country,,,,,,\n5301,昆明市,prefecture,530000,,,,,\n", "utf-8")
    with pytest.raises(ValueError, match="第 3 行"):
        read_divisions(table)


def test_loading_is_quick() -> None:
    path = Path(__file__).parents[2] / "schemas" / "data" / "divisions.csv"
    best = min(_seconds(path) for _ in range(5))
    assert best < 0.06, f"{best:.3f} s"


def _seconds(path: Path) -> float:
    began = time.process_time()
    assert isinstance(read_divisions(path), Divisions)
    return time.process_time() - began


def test_importing_the_module_loads_nothing() -> None:
    code = "import extractors.places, sys; sys.exit('ahocorasick_rs' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


@pytest.mark.parametrize(("text", "asked"), [("全县建成社工站16个。", 0), ("城关镇建成社工站1个。", 1)])
def test_a_text_without_townships_waits_for_none(text: str, asked: int) -> None:
    code = ("import sys\nfrom extractors.places import find_townships\nfrom schemas.divisions import townships\n"
            "find_townships(sys.argv[1]); print(townships.cache_info().currsize)")
    done = subprocess.run([sys.executable, "-c", code, text], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True)
    assert int(done.stdout) == asked
