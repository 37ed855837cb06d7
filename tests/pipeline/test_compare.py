"""The rule that fills a cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_samples import fact, reading, store

from pipeline.compare import (
    Selection,
    compare,
    compare_years,
    covered_indicators,
    find_region,
    ranked,
)
from pipeline.profile import coverage, profile, profile_table
from pipeline.render import as_csv, as_rows, as_table, cell_text, member_labels, width

OWN = "昭通市"


def cells(tmp_path: Path, lines: str, facts, others=(), **selection):
    """The station.count cell of 昭通市 after storing its own report and perhaps the province's."""
    path = tmp_path / "own.txt"
    path.write_text(f"昭通市报告\n{lines}\n", encoding="utf-8")
    readings = [reading(path, facts, region=OWN)]
    if others:
        (tmp_path / "other.txt").write_text(f"云南省报告\n{others[0]}\n", encoding="utf-8")
        readings.append(reading(tmp_path / "other.txt", others[1], region="云南省", date="2022-12-31"))
    db, _ = store(tmp_path / "youju.db", *readings)
    table = compare(db, Selection(("station.count",), **selection))
    return {row.region: row.cells["station.count"] for row in table.rows}, table, db


@pytest.mark.parametrize(("lines", "facts", "others", "chosen"), [
    pytest.param("有146个。", [fact("146个")], ("昭通有150个。", [fact("150个", region=OWN, time="2022-12")]), 146,
                 id="own report before a later mention"),
    pytest.param("社区90个，共46个。", [fact("90个", dims={"level": "community"}), fact("46个")], (), 46,
                 id="plain before part"),
    pytest.param("共146个，另90个。", [fact("90个", time="2021"), fact("146个", dims={"level": "all"}, time="2021")],
                 (), 146, id="told as the total before plain"),
    pytest.param("乡镇146个，剩32个。", [fact("146个", dims={"level": "township"}), fact("32个")], (), 146,
                 id="a region's stations are those of its townships"),
    pytest.param("底，192个，又333个。", [fact("192个", time="2022-03"), fact("333个")], (), 192,
                 id="in a year, a time of its own before the report's"),
    pytest.param("192个，又333个。", [fact("192个", time="2021-03"), fact("333个")], (), 333,
                 id="the latest year before a time of its own"),
    pytest.param("**个，146个。", [fact("**个", value=None, unit="个", qualifier="masked"), fact("146个")], (), 146,
                 id="figure before masked"),
    pytest.param("120个，146个。", [fact("120个", time="2020"), fact("146个", time="2021")], (), 146,
                 id="latest day"),
    pytest.param("120个，146个。", [fact("120个", time="2021"), fact("146个", time="2021")], (), 146,
                 id="the larger: a total holds its parts"),
    pytest.param("示范90个，社区46个。",
                 [fact("90个", dims={"kind": "pilot", "level": "community"}),
                  fact("46个", dims={"level": "community"})], (), 46, id="a part of a part comes last"),
    pytest.param("200个，146个。", [fact("200个", status="target"), fact("146个")], (), 146, id="targets stay out"),
    pytest.param("60个，146个。", [fact("60个", statistic="growth"), fact("146个")], (), 146,
                 id="growth stays out"),
    pytest.param("9个，146个。", [fact("9个", place="某镇"), fact("146个")], (), 146, id="a township stays out"),
    pytest.param("2个，146个。", [fact("2个", per="county"), fact("146个")], (), 146, id="per county stays out"),
    pytest.param("12个，146个。", [fact("12个", region="昭阳区"), fact("146个")], (), 146,
                 id="a county's figure is not its city's"),
])
def test_the_rule(tmp_path, lines, facts, others, chosen):
    found, _, _ = cells(tmp_path, lines, facts, others)
    assert found[OWN].value == chosen


@pytest.mark.parametrize(("region", "kept"), [(OWN, {OWN: 146}), ("昭阳区", {OWN: 146, "昭阳区": 150})])
def test_a_part_of_another_figure_is_its_own_regions_whole_only(tmp_path, region, kept):
    path = tmp_path / "own.txt"
    path.write_text("昭通市报告\n建成146个，其中150个。\n", encoding="utf-8")
    each = reading(path, [fact("146个"), fact("150个", region=region)])
    whole, part = each.extraction.facts
    part = part.model_copy(update={"part_of": whole.id})
    extraction = each.extraction.model_copy(update={"facts": (whole, part)})
    db, _ = store(tmp_path / "youju.db", type(each)(path, each.document, extraction))
    table = compare(db, Selection(("station.count",)))
    assert {row.region: row.cells["station.count"].value for row in table.rows} == kept


def test_of_equal_figures_the_first_in_the_text_stands_for_all(tmp_path):
    found, _, db = cells(tmp_path, "146个，又146个。", [fact("146个", nth=2), fact("146个")])
    (place,) = db.query("SELECT start FROM facts WHERE id = ?", [found[OWN].fact])
    assert place["start"] == min(row["start"] for row in db.query("SELECT start FROM facts"))


def test_how_money_moved_makes_no_part_of_it(tmp_path):
    path = tmp_path / "own.txt"
    path.write_text("昭通市报告\n福彩100万元，投入500万元。\n", encoding="utf-8")
    db, _ = store(tmp_path / "youju.db", reading(path, [
        fact("100万元", "fund.input", unit="元", dims={"source": "lottery"}, time="2022"),
        fact("500万元", "fund.input", unit="元", dims={"flow": "invested"}, time="2021")]))
    (row,) = compare(db, Selection(("fund.input",))).rows
    assert row.cells["fund.input"].value == 5_000_000


@pytest.mark.parametrize("aside", [{"place": "某镇"}, {"per": "station"}, {"region": None}])
def test_a_figure_not_of_the_region_fills_no_cell(tmp_path, aside):
    found, table, _ = cells(tmp_path, "9个。", [fact("9个", **aside)])
    assert found == {}
    assert any("1 个数" in note for note in table.notes)


def test_a_masked_cell_says_so_and_is_never_zero(tmp_path):
    found, table, db = cells(
        tmp_path, "**个。", [fact("**个", value=None, unit="个", qualifier="masked")])
    assert found[OWN].value is None
    assert cell_text(found[OWN], table.columns[0], {}) == "已隐去"
    assert as_rows(table)[0]["cells"]["station.count"]["value"] is None
    assert "已隐去" in as_csv(table, member_labels(db))


def test_a_part_says_which(tmp_path):
    found, table, db = cells(tmp_path, "90个。", [fact("90个", dims={"level": "township"})])
    assert cell_text(found[OWN], table.columns[0], member_labels(db)).startswith("90（")


@pytest.mark.parametrize(("second", "conflict"), [
    (fact("120个", time="2021"), True),
    (fact("146个", nth=2, time="2021"), False),
    (fact("120个", time="2020"), False),
])
def test_conflicts_show(tmp_path, second, conflict):
    found, table, db = cells(tmp_path, "146个，又146个，120个。", [fact("146个", time="2021"), second])
    assert found[OWN].conflict is conflict
    assert len(found[OWN].others) == 1
    assert ("※" in as_table(table, member_labels(db))) is conflict


@pytest.mark.parametrize(("selection", "value"), [
    ({"time": "2020"}, 120),
    ({"time": "2021-01/2021-12"}, 146),
    ({"status": "target"}, 200),
    ({"dims": {"level": "township"}}, 90),
])
def test_what_is_asked(tmp_path, selection, value):
    found, _, _ = cells(tmp_path, "120个，146个，200个，90个。", [
        fact("120个", time="2020"), fact("146个", time="2021"), fact("200个", status="target", time="2025"),
        fact("90个", dims={"level": "township"}, time="2019")], **selection)
    assert found[OWN].value == value


def test_people_and_person_times_do_not_share_a_column(tmp_path):
    path = tmp_path / "own.txt"
    path.write_text("昭通市报告\n服务500人。\n", encoding="utf-8")
    (tmp_path / "other.txt").write_text("云南省报告\n服务9000人次，红河服务300人。\n", encoding="utf-8")
    db, _ = store(
        tmp_path / "youju.db", reading(path, [fact("500人", "service.people")]),
        reading(tmp_path / "other.txt", [
            fact("9000人次", "service.people"),
            fact("300人", "service.people", region="红河哈尼族彝族自治州")], region="云南省"))
    table = compare(db, Selection(("service.people",)))
    assert {row.region for row in table.rows} == {"昭通市", "红河哈尼族彝族自治州"}
    assert any("人次" in note for note in table.notes)


def test_years_side_by_side(tmp_path):
    _, _, db = cells(tmp_path, "120个，130个，146个，90个。", [
        fact("120个", time="2020"), fact("130个", time="2021-03"), fact("146个", time="2021-06"),
        fact("90个", dims={"level": "township"}, time="2021-06")])
    table = compare_years(db, Selection(("station.count",)))
    assert [column.label for column in table.columns] == ["2020年", "2021年"]
    assert {year: cell.value for year, cell in table.rows[0].cells.items()} == {"2020": 120, "2021": 146}
    with pytest.raises(LookupError, match="一个指标"):
        compare_years(db, Selection(("station.count", "fund.input")))


def test_a_ranking_shares_places_and_leaves_those_without_a_figure_unplaced(tmp_path):
    path = tmp_path / "all.txt"
    path.write_text("云南省报告\n昭通5个，红河7个，全省7个，曲靖**个。\n", encoding="utf-8")
    db, _ = store(tmp_path / "youju.db", reading(path, [
        fact("5个", region="昭通市"), fact("7个", region="红河哈尼族彝族自治州"), fact("7个", nth=2),
        fact("**个", region="曲靖市", value=None, unit="个", qualifier="masked")], region="云南省"))
    table = ranked(compare(db, Selection(("station.count",))))
    assert [(row.region, row.rank) for row in table.rows] == [
        ("云南省", 1), ("红河哈尼族彝族自治州", 1), ("昭通市", 3), ("曲靖市", None)]
    assert as_table(table, {}).startswith("名次")
    assert as_rows(table)[2]["rank"] == 3


def test_a_profile_holds_one_region_and_all_it_reports(db):
    table = profile(db, "530600")
    told = {column.code: table.rows[0].cells[column.code].value for column in table.columns}
    assert told == {"station.count": 146, "fund.input": 90_000_000, "staff.station": 320,
                    "service.person_times": None}
    assert "他处提及" in profile_table(table, {})


def test_coverage_counts_who_reports_what(db):
    rows = {row["indicator"]: row for row in coverage(db)}
    assert (rows["station.count"]["regions"], rows["station.count"]["prefecture"]) == (2, 2)
    assert (rows["staff.certified"]["province"], rows["staff.certified"]["prefecture"]) == (1, 0)
    assert (rows["service.person_times"]["regions"], rows["service.person_times"]["masked"]) == (1, 1)


def test_regions_stand_in_the_order_of_their_codes(db):
    table = compare(db, Selection(("station.count", "staff.certified")))
    assert [row.adcode for row in table.rows] == ["530000", "530600", "532500"]
    assert table.rows[0].cells.keys() == {"staff.certified"}


def test_under_takes_a_division_and_those_below(db):
    inside = Selection(("station.count", "staff.certified"), under=find_region(db, "昭通市"))
    assert [row.adcode for row in compare(db, inside).rows] == ["530600"]


@pytest.mark.parametrize("ask", [
    lambda db: compare(db, Selection(("no.such",))),
    lambda db: find_region(db, "无此地"),
])
def test_unknown_names_are_refused(db, ask):
    with pytest.raises(LookupError, match="没有"):
        ask(db)


def test_the_most_covered_indicators_stand_in_the_order_of_the_codebook(db):
    assert covered_indicators(db, 1) == ["station.count"]
    order = [row["code"] for row in db.query("SELECT code FROM indicators ORDER BY position")]
    assert covered_indicators(db, 9) == [code for code in order if code in covered_indicators(db, 9)]
    assert len(covered_indicators(db, 9)) == 5


@pytest.mark.parametrize(("quote", "fields", "text"), [
    ("2200余平方米", {"qualifier": "more_than", "unit": "平方米"}, "2,200余"),
    ("约30个", {"qualifier": "about"}, "约30"),
    ("不少于5个", {"qualifier": "at_least", "value": 5, "unit": "个"}, "≥5"),
    ("1-2个", {"qualifier": "range", "value": None, "low": 1, "high": 2, "unit": "个"}, "1—2"),
    ("9000余万元", {"qualifier": "more_than", "value": 90_000_000, "unit": "元"}, "9,000余"),
    ("345.5万元", {"value": 3_455_000, "unit": "元"}, "345.5"),
])
def test_bounds_show(tmp_path, quote, fields, text):
    found, table, _ = cells(tmp_path, f"有{quote}。", [fact(quote, **fields)])
    assert cell_text(found[OWN], table.columns[0], {}) == text


def test_the_screen_table_is_aligned(db):
    table = compare(db, Selection(("station.count", "fund.input")))
    lines = as_table(table, member_labels(db)).splitlines()
    column = width(lines[1].split("  ")[0]) + 2
    assert all(_at(line, column) != " " for line in lines[:2])
    assert "（万元）" in lines[0]
    assert "9,000余 #" in lines[2]


def _at(line: str, place: int) -> str:
    """The character at a place of the terminal."""
    for n in range(len(line)):
        if width(line[:n]) == place:
            return line[n]
    return " "
