"""Who is meant by a name: the report's context decides, and nobody guesses."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.places import find_places, resolve
from schemas.divisions import Level, load_divisions

TABLE = load_divisions()

CASES: list[tuple[str, str, Level | None, str | None]] = [
    # name, context, prefer, division
    ("昭通", "530000", None, "昭通市"),
    ("昭通", "100000", None, "昭通市"),
    ("文山", "530000", None, None),
    ("文山", "530000", "prefecture", "文山壮族苗族自治州"),
    ("文山", "530000", "county", "文山市"),
    ("红河", "530000", "prefecture", "红河哈尼族彝族自治州"),
    ("红河", "532500", "prefecture", "红河哈尼族彝族自治州"),
    ("河南", "530000", None, "河南省"),
    ("河南", "630000", None, "河南省"),
    ("海南", "530000", None, "海南省"),
    ("海南", "460000", None, "海南省"),
    ("海南", "630000", None, None),
    ("海南", "630000", "prefecture", "海南藏族自治州"),
    ("吉林", "530000", None, "吉林省"),
    ("吉林", "220000", None, None),
    ("吉林", "220000", "prefecture", "吉林市"),
    ("西安", "530000", None, "西安市"),
    ("朝阳区", "110000", None, "朝阳区"),
    ("朝阳区", "110108", None, "朝阳区"),
    ("朝阳区", "530000", None, None),
    ("鼓楼区", "320000", None, None),
    ("鼓楼区", "320100", None, "鼓楼区"),
    ("鼓楼区", "320102", None, "鼓楼区"),
    ("江北区", "500000", None, "江北区"),
    ("江北区", "530000", None, "江北区"),
    ("青山区", "150200", None, "青山区"),
    ("铜仁市", "520000", None, "铜仁市"),
    ("巢湖市", "340000", None, "巢湖市"),
    ("双江", "530900", None, "双江拉祜族佤族布朗族傣族自治县"),
    ("东乡县", "622900", None, "东乡族自治县"),
    ("中山", "530000", None, "中山市"),
    ("邵阳", "430000", None, None),
    ("邵阳", "430000", "prefecture", "邵阳市"),
    ("通州区", "110000", None, "通州区"),
    ("白云区", "520000", None, "白云区"),
    ("沾益", "530300", None, "沾益区"),
]


@pytest.mark.parametrize(("name", "context", "prefer", "expected"), CASES)
def test_resolve(name: str, context: str, prefer: Level | None, expected: str | None) -> None:
    (mention,) = find_places(f"其中，{name}共有站点。")
    found = resolve(mention, context, prefer=prefer)
    assert (found.name if found else None) == expected
    if found and context != "100000" and any(TABLE.is_within(d.adcode, context) for d in mention.candidates):
        assert TABLE.is_within(found.adcode, context) or found.level == "province"


@pytest.mark.parametrize(
    ("name", "context", "year", "expected"),
    [
        ("沾益", "530300", 2012, "530328"),
        ("沾益", "530300", 2020, "530303"),
        ("铜仁市", "522200", 2009, "522201"),
        ("铜仁市", "520000", 2020, "520600"),
        ("江北区", "500000", 2021, "500105"),
        ("巢湖市", "340000", 2009, "341400"),
        ("巢湖市", "340000", 2015, "340181"),
        ("襄阳", "420000", 2022, "420600"),
    ],
)
def test_a_report_of_a_year_means_what_there_was(name: str, context: str, year: int, expected: str) -> None:
    (mention,) = find_places(f"其中，{name}共有站点。", year=year)
    found = resolve(mention, context, year=year)
    assert found is not None
    assert found.adcode == expected


def test_every_official_name_is_found_and_is_itself_given_its_parent() -> None:
    for division in TABLE:
        if division.level == "country":
            continue
        outer = TABLE.by_code(division.parent)
        year = division.valid_to and division.valid_to - 1
        for text in (f"经查，{division.name}、某地上报。", f"经查，{outer.name}{division.name}、某地上报。"):
            mentions = [m for m in find_places(text, year=year) if m.quote.endswith(division.name)]
            if not mentions and division.name in ONLY_IN_CHAINS and outer.name not in text:
                continue
            assert len(mentions) == 1, (text, find_places(text))
            found = resolve(mentions[0], division.parent, year=year)
            assert found is not None, text
            assert division.name in (found.name, TABLE.as_of(found, year or 2026).name), text
            assert found.current or found.adcode == division.adcode, text


ONLY_IN_CHAINS = frozenset(
    ("城区", "郊区", "矿区", "东区", "西区", "老城区", "新城区", "新市区", "城中区", "城东区", "城西区",
     "城北区", "城厢区", "会同县", "市中区", "站前区", "北市区", "南市区", "和县")
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([d.name for d in TABLE if d.level != "country"]),
            st.sampled_from(["、", "，", "和", "共有站点", "12个", "市民", "路", "区", "级", "在", "新", "山"]),
        ),
        max_size=12,
    ).map("".join)
)
def test_mentions_are_slices_in_order(text: str) -> None:
    floor = 0
    for mention in find_places(text):
        assert floor <= mention.span.start < mention.span.end <= len(text)
        assert mention.quote == text[mention.span.start : mention.span.end]
        assert mention.candidates
        floor = mention.span.end


def test_cost_is_linear() -> None:
    piece = "红河筹集88万、昭通42万，昆明市西山区和上海市民政局在中山路座谈，整合资源，振兴乡村。"
    find_places(piece)
    small, large = piece * 1000, piece * 25000  # 44,000 and 1,100,000 characters
    slow = min(_seconds(small) for _ in range(3)) / len(small)
    assert _seconds(large) / len(large) < 6 * slow


def test_cost_is_linear_on_a_wall_of_names() -> None:
    text = "".join(d.name for d in TABLE) * 20
    assert _seconds(text) < 5


def _seconds(text: str) -> float:
    began = time.process_time()
    find_places(text)
    return time.process_time() - began
