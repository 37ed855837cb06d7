"""Reports, sections and sentences of a text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from specification import gap, report

from extractors.segments import Segments, segment
from pipeline.readers.txt import from_text
from schemas.records import Document

FILLER = "全市大力推进社工站建设，社会工作人才队伍不断壮大，各县市区均成立管理机构，制度建设不断完善，服务不断深入。"


def cut(text: str) -> tuple[Document, Segments]:
    document = from_text("汇编.txt", text)
    return document, segment(document)


def titles(text: str) -> list[str]:
    return [r.title for r in cut(text)[1].reports]


def sentences(text: str) -> list[str]:
    document, segments = cut(text)
    return [document.text[s.span.start : s.span.end].strip() for s in segments.sentences]


def sections(text: str) -> list[tuple[int, str]]:
    return [(s.level, s.title) for s in cut(text)[1].sections]


# --- reports ---

TITLES = [
    ("plain", f"保山市社工站建设情况汇报\n{FILLER}", ["保山市社工站建设情况汇报"]),
    (
        "body-line",
        f"关于社工站建设的报告\n保山市民政局\n（2022年4月）\n{FILLER}",
        ["关于社工站建设的报告 保山市民政局"],
    ),
    (
        "two-line-title",
        f"守正创新 服务为民\n保山市社工站建设经验材料\n{FILLER}",
        ["守正创新 服务为民 保山市社工站建设经验材料"],
    ),
    ("no-title", FILLER, [""]),
    (
        "two-reports",
        f"保山市社工站建设情况汇报\n{FILLER}\n玉溪市社工站建设情况汇报\n{FILLER}",
        ["保山市社工站建设情况汇报", "玉溪市社工站建设情况汇报"],
    ),
    (
        "three-reports",
        "\n".join(
            f"{place}社工站建设情况汇报\n（2022年4月）\n{FILLER}\n{FILLER}"
            for place in ("保山市", "玉溪市", "昭通市")
        ),
        ["保山市社工站建设情况汇报", "玉溪市社工站建设情况汇报", "昭通市社工站建设情况汇报"],
    ),
    (
        "part-numbers",
        f"材料一\n保山市社工站建设情况汇报\n{FILLER}\n材料二\n玉溪市社工站建设情况汇报\n{FILLER}",
        ["材料一 保山市社工站建设情况汇报", "材料二 玉溪市社工站建设情况汇报"],
    ),
    (
        "heading-is-no-report",
        f"保山市社工站建设情况汇报\n{FILLER}\n一、工作开展情况\n{FILLER}\n二、下步工作计划\n{FILLER}",
        ["保山市社工站建设情况汇报"],
    ),
    (
        "signature-is-no-report",
        f"保山市社工站建设情况汇报\n{FILLER}\n保山市民政局\n2022年4月8日",
        ["保山市社工站建设情况汇报"],
    ),
    (
        "signature-before-title",
        f"保山市社工站建设情况汇报\n{FILLER}\n保山市民政局\n2022年4月8日\n玉溪市社工站建设情况汇报\n{FILLER}",
        ["保山市社工站建设情况汇报", "玉溪市社工站建设情况汇报"],
    ),
    (
        "attachment",
        f"保山市社工站建设情况汇报\n{FILLER}\n附件1：社工站建设情况说明\n{FILLER}",
        ["保山市社工站建设情况汇报", "附件1：社工站建设情况说明"],
    ),
]


TITLE_GAPS = [
    pytest.param(
        f"立足本土，专业赋能——保山市社工站建设经验\n保山市民政局\n（2022年4月）\n{FILLER}",
        ["立足本土，专业赋能——保山市社工站建设经验 保山市民政局"],
        id="comma-in-title",
        marks=gap("title-comma"),
    ),
    pytest.param(
        f"保山市社工站建设情况汇报\n（2022年4月）\n{FILLER}\n人才队伍情况\n{FILLER}",
        ["保山市社工站建设情况汇报"],
        id="bare-heading",
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"), [*(pytest.param(*row[1:], id=row[0]) for row in TITLES), *TITLE_GAPS]
)
def test_reports_of_a_file(text: str, expected: list[str]) -> None:
    assert titles(text) == expected


# --- sections ---

SECTIONS = [
    (
        "chinese",
        "一、站点建设\n建成社工站8个。\n二、人才培养\n培训社工30人。",
        [(3, "一、站点建设"), (3, "二、人才培养")],
    ),
    (
        "nested",
        "一、站点建设\n（一）城区\n建成社工站8个。\n（二）乡镇\n建成6个。",
        [(3, "一、站点建设"), (4, "（一）城区"), (4, "（二）乡镇")],
    ),
    ("half-width-brackets", "(一)城区\n建成社工站8个。", [(4, "(一)城区")]),
    (
        "arabic",
        "1.站点建设\n建成社工站8个。\n2．人才培养\n培训30人。",
        [(5, "1.站点建设"), (5, "2．人才培养")],
    ),
    ("decimal-is-no-mark", "社工站投入如下。\n1.5万元用于培训。", []),
    ("circled", "①站点建设。建成社工站8个。", [(6, "①站点建设")]),
    (
        "run-in",
        "（一）站点建设。建成社工站8个。（二）人才培养。培训30人。",
        [(4, "（一）站点建设"), (4, "（二）人才培养")],
    ),
    ("items", "一是建站。建成社工站8个。二是培训。培训30人。", [(7, "一是建站"), (7, "二是培训")]),
    (
        "items-after-colon",
        "主要做法：一是建成社工站8个。二是培训30人。",
        [(7, "一是建成社工站8个"), (7, "二是培训30人")],
    ),
    ("in-respect-of", "在站点建设方面，建成社工站8个。", [(7, "在站点建设方面，建成社工站8个")]),
    ("year-is-no-mark", "2022年建成社工站8个。", []),
    ("chapter", "第一章 总则\n建成社工站8个。", [(1, "第一章 总则")]),
    ("one-station-is-no-mark", "一个社工站服务一方居民。", []),
    (
        "chapters",
        "第一章 背景\n第一节 成就\n一、站点\n第二节 挑战\n第二章 任务",
        [(1, "第一章 背景"), (2, "第一节 成就"), (3, "一、站点"), (2, "第二节 挑战"), (1, "第二章 任务")],
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"), [row[1:] for row in SECTIONS], ids=[row[0] for row in SECTIONS]
)
def test_sections_of_a_report(text: str, expected: list[tuple[int, str]]) -> None:
    assert sections(report(text)) == expected


def test_a_section_lasts_until_one_of_its_level_or_above() -> None:
    document, segments = cut(
        report("一、站点\n（一）城区\n建站8个。\n（二）乡镇\n建站6个。\n二、人才\n培训30人。")
    )
    spans = {s.title: document.text[s.span.start : s.span.end] for s in segments.sections}
    assert "建站6个" in spans["一、站点"]
    assert "培训30人" not in spans["一、站点"]
    assert "建站6个" not in spans["（一）城区"]


def test_a_sentence_knows_its_innermost_section() -> None:
    document, segments = cut(report("一、站点\n（一）城区\n建站8个。\n二、人才\n培训30人。"))
    inside = {
        document.text[s.span.start : s.span.end].strip(): segments.sections[s.section].title
        for s in segments.sentences
        if s.section >= 0
    }
    assert (inside["建站8个。"], inside["培训30人。"]) == ("（一）城区", "二、人才")


# --- sentences ---

SENTENCES = [
    ("stops", "建站8个。培训30人！还有吗？有。", ["建站8个。", "培训30人！", "还有吗？", "有。"]),
    ("semicolon-joins", "建站8个；培训30人。", ["建站8个；培训30人。"]),
    ("closing-quote", "他说：“建站8个。”培训30人。", ["他说：“建站8个。”", "培训30人。"]),
    (
        "bracket-not-cut",
        "建站8个（城区3个。乡镇5个。），培训30人。",
        ["建站8个（城区3个。乡镇5个。），培训30人。"],
    ),
    (
        "half-width-bracket",
        "建站8个(城区3个。乡镇5个)，培训30人。",
        ["建站8个(城区3个。乡镇5个)，培训30人。"],
    ),
    ("bracket-never-closed", "建站8个（城区3个。培训30人。", ["建站8个（城区3个。培训30人。"]),
    ("decimal-point", "投入3.5万元。培训30人。", ["投入3.5万元。", "培训30人。"]),
    ("no-stop-at-end", "建站8个。培训30人", ["建站8个。", "培训30人"]),
    ("ellipsis", "走访老人、儿童……共30人。", ["走访老人、儿童……共30人。"]),
]


@pytest.mark.parametrize(
    ("text", "expected"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES]
)
def test_sentences_of_a_paragraph(text: str, expected: list[str]) -> None:
    assert sentences(report(text))[2:] == expected


@settings(max_examples=60, deadline=None)
@given(st.text("建站8个。，；！？（）()“”一二、是年2023\n 【】…", max_size=120))
def test_every_character_of_a_block_is_in_one_sentence(body: str) -> None:
    document, segments = cut(report(body))
    covered = [0] * len(document.text)
    for sentence in segments.sentences:
        for i in range(*sentence.span):
            covered[i] += 1
    for block in document.blocks:
        assert set(covered[block.start : block.end]) <= {1}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["保山市社工站建设情况汇报", FILLER, "一、站点", "（2022年4月）", "材料一", "建站8个。", ""]
        ),
        max_size=12,
    )
)
def test_reports_are_in_order_and_part_the_text(lines: list[str]) -> None:
    document, segments = cut("\n".join(lines) or FILLER)
    if not document.text:
        return
    edges = [r.span for r in segments.reports]
    assert edges[0].start == 0
    assert edges[-1].end == document.blocks[-1].end
    assert all(a.start < b.start and a.end <= b.start for a, b in pairwise(edges))
