"""A text in traditional characters is read as if it were simplified, and its quotes stay the source's."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.facts import extract
from extractors.quantities import parse_quantity
from pipeline.readers import read
from schemas.codebook import load_codebook

PAGE = """吳忠市鄉鎮(街道)社工站建設情況匯報
(2023年3月)
全市建成社會工作服務站16個,配備專業社工78名,服務羣衆3.2萬人次,投入資金230餘萬元,發展志願者1460名。
其中利通區社工站5個。
"""
MIRRORED = """吳忠市鄉(xiāng)鎮(zhèn)(街道)社工站建設(shè)情況(kuàng)匯報(bào)
(2023年3月)
全市建成社會(huì)工作服務(wù)站16個(gè),,配備(bèi)專業(yè)社工78名,,服務(wù)羣衆3.2萬人次,,投入資金230餘萬元。
"""


@pytest.fixture
def facts(tmp_path: Path, request: pytest.FixtureRequest):
    path = tmp_path / "匯報.txt"
    path.write_text(request.param, encoding="utf-8")
    return request.param, extract(read(path), load_codebook()).facts


@pytest.mark.parametrize("facts", [PAGE], indirect=True)
def test_facts_are_those_of_the_simplified_text(facts) -> None:
    _, found = facts
    assert [(f.indicator, int(f.value), f.unit, f.region) for f in found] == [
        ("station.count", 16, "个", "吴忠市"),
        ("staff.station", 78, "人", "吴忠市"),
        ("service.person_times", 32000, "人次", "吴忠市"),
        ("fund.input", 2300000, "元", "吴忠市"),
        ("staff.volunteers", 1460, "人", "吴忠市"),
        ("station.count", 5, "个", "利通区"),
    ]


@pytest.mark.parametrize("facts", [PAGE, MIRRORED], indirect=True)
def test_quotes_are_the_source_s_and_parse_to_the_value(facts) -> None:
    source, found = facts
    assert len(found) >= 4
    for fact in found:
        assert source[fact.start : fact.end] == fact.quote
        again = parse_quantity(fact.quote, fact.unit)
        assert again is not None
        assert (again.value, again.unit) == (fact.value, fact.unit)


@pytest.mark.parametrize("facts", [MIRRORED], indirect=True)
def test_the_pinyin_of_a_mirrored_page_is_furniture(facts) -> None:
    _, found = facts
    assert [(f.indicator, f.region) for f in found][:2] == [
        ("station.count", "吴忠市"),
        ("staff.station", "吴忠市"),
    ]


@pytest.mark.parametrize(
    "text", ["社工著手走訪，服务群众120人次。", "社工李喆走访120人次。（一）于2021年着手。"]
)
def test_a_few_such_characters_make_no_traditional_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / "汇报.txt"
    path.write_text(text, encoding="utf-8")
    assert read(path).text.startswith(text[:6])
