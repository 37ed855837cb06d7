"""What rebuilding does to a text, case by case, and the laws its map obeys."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.readers.txt import from_text
from schemas.records import Document

LONG = (
    "今年以来石桥县民政局扎实推进乡镇社工站建设，全县建成站点17个，配备驻站社工43名，其中持证社工9名。"
    "各站点平均面积不少于60平方米，累计投入福彩公益金128.5万元，服务困难群众4,620余人次，"
    "开展小组活动36场，入户走访1,980户，群众满意度达到97.5%。下一步将把服务延伸到每个村庄和社区。"
)
"""An invented paragraph: figures, brackets and sentence ends, no line of it like a heading."""


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def wrapped(text: str, width: int) -> list[str]:
    return [text[i : i + width] for i in range(0, len(text), width)]


def check_map(document: Document) -> None:
    """The laws: one place a character, rising; the character there is the one in the text."""
    assert len(document.origin) == len(document.text)
    assert all(a < b for a, b in pairwise(document.origin))
    for char, place in zip(document.text, document.origin, strict=True):
        there = document.source[place]
        assert char == there or (char in " \n" and (there.isspace() or there == "|"))
    ends = [(block.start, block.end) for block in document.blocks]
    assert all(document.text[end:nxt] == "\n" for (_, end), (nxt, _) in pairwise(ends))


CASES = {
    "one paragraph a line": ("甲站服务12人。\n乙站服务15人。\n", ["甲站服务12人。", "乙站服务15人。"]),
    "CRLF": ("甲站服务12人。\r\n乙站服务15人。", ["甲站服务12人。", "乙站服务15人。"]),
    "CR alone": ("甲站服务12人。\r乙站服务15人。", ["甲站服务12人。", "乙站服务15人。"]),
    "byte order mark": ("\ufeff甲站服务12人。", ["甲站服务12人。"]),
    "zero width": ("甲站服\u200b务12人。", ["甲站服务12人。"]),
    "spaces beside digits": ("共招募社工 25人、投入 9 万元。", ["共招募社工25人、投入9万元。"]),
    "no-break and ideographic spaces": ("投入\u00a025\u3000万元。", ["投入25万元。"]),
    "space before 余": ("服务 3600 余人次。", ["服务3600余人次。"]),
    "spaces all through a figure": ("投入 4.5 万 余 元。", ["投入4.5万余元。"]),
    "label after a date": ("日期：2022-06-30 来源：某局", ["日期：2022-06-30 来源：某局"]),
    "publication line": (
        "来源：石桥发布　2023-05-06 18:05　阅读 412",
        ["来源：石桥发布 2023-05-06 18:05 阅读412"],
    ),
    "name before a stamp": ("石桥社工 2023-01-13 19:06 发表于某省", ["石桥社工 2023-01-13 19:06 发表于某省"]),
    "wide space before a figure": ("【志愿服务】　全县有志愿者1.2万人。", ["【志愿服务】 全县有志愿者1.2万人。"]),
    "space after percent": ("其中 95% 充实到基层。", ["其中95%充实到基层。"]),
    "space before full stop": ("缓解了压力 。", ["缓解了压力。"]),
    "spaced range": ("每站 1 - 2 名。", ["每站1-2名。"]),
    "masked figure": ("服务** 人次。", ["服务**人次。"]),
    "two numbers stay two": ("对比 2021 2022 年数据。", ["对比2021 2022年数据。"]),
    "Latin words stay apart": ("使用 WPS Office 处理。", ["使用 WPS Office 处理。"]),
    "Han phrases stay apart": ("凝心聚力 开拓创新\n某县民政局", ["凝心聚力 开拓创新", "某县民政局"]),
    "row set with spaces": ("石桥镇 12 35 260", ["石桥镇 12 35 260"]),
    "row set with tabs": ("石桥镇\t12\t35", ["石桥镇 12 35"]),
    "blank line in mid-sentence": (
        "为落实上级要求，全县成立了由局长任组长，各股室负责人为成员，分管副\n\n局长任副组长的专班。",
        ["为落实上级要求，全县成立了由局长任组长，各股室负责人为成员，分管副局长任副组长的专班。"],
    ),
    "comma at the end of a line": ("全县共有站点12个，\n覆盖率100%。", ["全县共有站点12个，覆盖率100%。"]),
    "open bracket": (
        "采用双站长制（即由乡镇\n\n干部兼任），效果良好。",
        ["采用双站长制（即由乡镇干部兼任），效果良好。"],
    ),
    "list items are not joined": ("1.建站12个\n2.培训30人", ["1.建站12个", "2.培训30人"]),
    "cells a line each are not joined": ("乡镇\n站点\n石桥镇\n12", ["乡镇", "站点", "石桥镇", "12"]),
    "rows of one length that name their year": (
        "\n".join(f"20{n}年：报考人数{n}.43万，同比增长{n}.01%" for n in range(16, 22)),
        [f"20{n}年：报考人数{n}.43万，同比增长{n}.01%" for n in range(16, 22)],
    ),
    "items behind bullets": (
        "■ 全站有专职社工九人，另外聘请了督导一人，其中持证社工七人，本地人六人\n■ 志愿者86人，其中大学生9人\n● 个案14个",
        ["■ 全站有专职社工九人，另外聘请了督导一人，其中持证社工七人，本地人六人", "■ 志愿者86人，其中大学生9人", "● 个案14个"],
    ),
    "pictures and drawn-out tones end a line": (
        "新的一年，我们的家门口又多了好几位愿意停下来，听一听彼此的老邻居🌞\n志愿服务时长1,930小时\n"
        "冬天到了，站里的炉子也热了，各位街坊邻居有空都来站里坐一坐，烤烤火吧~\n🏠【走家串户】",
        ["新的一年，我们的家门口又多了好几位愿意停下来，听一听彼此的老邻居🌞", "志愿服务时长1,930小时",
         "冬天到了，站里的炉子也热了，各位街坊邻居有空都来站里坐一坐，烤烤火吧~", "🏠【走家串户】"],
    ),
    "labelled lines": (
        "收入：63.2万元（购买服务58万元，个人捐赠3.1万元，其他收入2.1万元）\n支出：60.4万元",
        ["收入：63.2万元（购买服务58万元，个人捐赠3.1万元，其他收入2.1万元）", "支出：60.4万元"],
    ),
    "a label by chance, where a sentence was cut": (
        "为落实上级部署，全县成立了专班，先后召开各类会议12次，现将有关工作情况报\n告如下：建站12个。",
        ["为落实上级部署，全县成立了专班，先后召开各类会议12次，现将有关工作情况报告如下：建站12个。"],
    ),
    "a new sentence after one without a full stop": (
        "局领导带队到各个乡镇的社工站点实地督导，对所发现的各类问题当场指导\n\n截至目前，各站走访153人。",
        ["局领导带队到各个乡镇的社工站点实地督导，对所发现的各类问题当场指导", "截至目前，各站走访153人。"],
    ),
    "where and when a page appeared": (
        "本期的图文、排版都由站里的年轻社工一人完成，由街道民政办公室的老师把关\n阅读 2,015　点赞 31　在看 9\n往期推荐",
        ["本期的图文、排版都由站里的年轻社工一人完成，由街道民政办公室的老师把关", "阅读 2,015 点赞 31 在看 9", "往期推荐"],
    ),
    "bookmark of a converter": ("[bookmark: _Toc12]关于建站的意见\n正文。", ["关于建站的意见", "正文。"]),
    "page number inside a line": ("打造“一站一品”- 65 -新模式。", ["打造“一站一品”新模式。"]),
    "em dashes of a year range stay": ("规划（2021—2025年）印发。", ["规划（2021—2025年）印发。"]),
    "Markdown marks": ("# 建站经验\n\n## 甲县\n\n正文在此。", ["建站经验", "甲县", "正文在此。"]),
}


@pytest.mark.parametrize(("source", "blocks"), CASES.values(), ids=CASES.keys())
def test_text(source: str, blocks: list[str]) -> None:
    document = from_text("a.txt", source)
    check_map(document)
    assert document.text.split("\n") == blocks


KINDS = {
    "title, body, date": (
        "石桥县社工站建设情况汇报\n石桥县民政局\n（2022年7月8日）\n现将情况汇报如下。",
        ["title", "title", "title", "paragraph"],
    ),
    "headings": (
        "现将情况汇报如下。\n一、基本情况\n全县建站12个。\n（一）队伍\n有社工30名。",
        ["paragraph", "heading", "paragraph", "heading", "paragraph"],
    ),
    "run-in heading": ("甲。\n（一）高位推动。一是成立专班，二是印发方案。", ["paragraph", "paragraph"]),
    "heading with a full stop": (
        "甲。\n一、在“实”字上下功夫。\n建站12个。",
        ["paragraph", "heading", "paragraph"],
    ),
    "next report of a compilation": (
        "成效明显。\n强基础 补短板\n青禾县民政局\n青禾县有站点9个。",
        ["paragraph", "title", "title", "paragraph"],
    ),
    "Markdown": ("# 经验\n正文。\n## 甲县\n正文。", ["heading", "paragraph", "heading", "paragraph"]),
    "caption of a table": (
        "如下表。\n表1 各镇投入（单位：万元）\n石桥镇12",
        ["paragraph", "caption", "paragraph"],
    ),
    "salutation": ("同志们：\n现在开会。", ["paragraph", "paragraph"]),
}


@pytest.mark.parametrize(("source", "expected"), KINDS.values(), ids=KINDS.keys())
def test_kinds(source: str, expected: list[str]) -> None:
    document = from_text("a.txt", source)
    check_map(document)
    assert [block.kind for block in document.blocks] == expected


def test_levels_of_markdown_headings() -> None:
    document = from_text("a.md", "# 经验\n正文。\n### 甲县\n正文。")
    assert [block.level for block in document.blocks] == [1, 0, 3, 0]


TABLES = {
    "Markdown": "|乡镇|站点|\n|---|---:|\n|石桥镇|12|\n|青禾乡|3|",
    "tabs": "乡镇\t站点\n石桥镇\t12\n青禾乡\t3",
    "tabs, a last column that is mostly empty": "乡镇\t站点\t\n石桥镇\t12\t新\n青禾乡\t3\t",
    "runs of spaces": "乡镇   站点\n石桥镇   12\n青禾乡   3",
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_table_in_plain_text(table: str) -> None:
    document = from_text("a.txt", f"表1 各镇情况（单位：个）\n{table}\n以上数据由各镇报送。")
    check_map(document)
    cells = [
        (document.text[b.start : b.end], b.row, b.column, b.header) for b in document.blocks if b.table == 0
    ]
    assert cells[2:4] == [("石桥镇", 1, 0, "乡镇|单位：个"), ("12", 1, 1, "站点|石桥镇|单位：个")]
    assert sum(column < 2 for _, _, column, _ in cells) == 6


def test_empty_corner_of_a_table_set_with_tabs() -> None:
    document = from_text("a.txt", "\t2021年\t2022年\n石桥镇\t3\t12\n青禾乡\t1\t4")
    assert document.blocks[4].header == "2022年|石桥镇"


def test_table_with_single_spaces_needs_more_lines() -> None:
    rows = "乡镇 站点 人数\n石桥镇 12 35\n青禾乡 3 9"
    assert from_text("a.txt", rows).blocks[-1].header == "人数|青禾乡"
    assert from_text("a.txt", "石桥镇 12 35\n完。").blocks[0].kind == "paragraph"


def test_rows_leave_out_the_columns_they_share_with_the_row_above() -> None:
    document = from_text("a.txt", """一级指标　二级指标　三级指标　　年度指标值　实际完成值
产出指标　数量指标　个案（个）　　20　　　　18
　　　　　　　　　　小组（个）　　12　　　　12
　　　　　质量指标　持证率（%）　≥40　　　　43""")
    last = [(document.text[b.start : b.end], b.header) for b in document.blocks if b.table == 0 and b.row == 2]
    assert last == [
        ("小组（个）", "三级指标"),
        ("12", "年度指标值|小组（个）"),
        ("12", "实际完成值|小组（个）"),
    ]


def test_a_column_of_units_tells_the_unit_of_its_row() -> None:
    document = from_text("a.txt", "指标名称　单位　2020年　2025年\n社工站覆盖率　%　10.7　100\n社会工作人才　人　620　1200")
    assert document.blocks[-1].header == "2025年|社会工作人才|单位：人"


def test_rows_of_a_bulletin_are_numbered_and_grouped_and_lack_figures() -> None:
    document = from_text("a.txt", """指标　　　　　　　　单位　　2024年　　2023年
一、社会救助
低保对象　　　　　　人　　　1204　　　1310
二、社会工作
1.乡镇社工站　　　　个　　　18　　　　—
　其中：示范站　　　个　　　　　　　　　2
2.志愿者　　　　　　万人　　3.2　　　 2.9
注：志愿者数取自系统，2023年　为年末数。""")
    figures = [(document.text[b.start : b.end], b.header) for b in document.blocks if b.kind == "cell" and b.column > 1]
    assert figures[2:] == [
        ("1204", "2024年|低保对象|单位：人"),
        ("1310", "2023年|低保对象|单位：人"),
        ("18", "2024年|1.乡镇社工站|单位：个"),
        ("—", "2023年|1.乡镇社工站|单位：个"),
        ("2", "2023年|其中：示范站|单位：个"),
        ("3.2", "2024年|2.志愿者|单位：万人"),
        ("2.9", "2023年|2.志愿者|单位：万人"),
    ]
    assert document.text.endswith("注：志愿者数取自系统，2023年 为年末数。")


def test_a_row_that_stands_under_no_column_ends_the_table() -> None:
    document = from_text("a.txt", "指标　　　　2024年　　2023年\n站点　　　　18　　　　12\n　　　　　　　　　人员　　　　　　　　　　　　　43")
    assert document.blocks[-1].kind == "paragraph"


NO_TABLES = {
    "contents": "一、基本情况\t3\n二、主要做法\t5",
    "titles": "强基础  补短板\n石桥县  民政局",
    "one line": "石桥镇\t12",
    "sentences": "今年投入12万元，\t建站3个。\n去年投入8万元，\t建站2个。",
}


@pytest.mark.parametrize("source", NO_TABLES.values(), ids=NO_TABLES.keys())
def test_no_table(source: str) -> None:
    assert all(block.kind != "cell" for block in from_text("a.txt", source).blocks)


# --- wrapped text -----------------------------------------------------------------------------------

PAGES = """ 材料一
石桥县社工站建设情况汇报

石桥县民政局

    今年以来，我县把社工站建设作为民生实事，先后
投入 86.5万元，建成站点 14 个，配备驻站社工 31

名，服务困难群众 2700
余人次。
一、主要做法
（一）建强阵地。全县统一标识，每站面积不少于
- 12 -
40平方米，平均达到 55平方米，群众办事更加方便。
二、存在问题
专业人才不足。"""

STRIPPED = [
    "去年以来我县高度重视社工站建设，先",
    "后投入资金并统一标识，建成站点共计十",
    "四个，配备驻站社工31名，服务困难群众",
    "2700余人次，群众满意度不断提升，成效",
    "明显。",
    "下一步我县将继续加大投入，配齐配强",
    "专业社工，推动站点提档升级，为困难群",
    "众提供更好的服务，打通最后一米。",
    "二、广泛宣传引导，提高群众对社工的",
    "认识",
    "广泛宣传引导，组织社工进村入户，让",
    "更多群众知道社工、信任社工、找社工，",
    "参与志愿服务。",
    "凝聚各方力量",
    "青禾县民政局",
    "青禾县现有站点9个，配备社工二十名，",
    "服务群众三千人次。",
]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n\r\n"])
def test_wrapped_lines_whose_indent_was_stripped(between: str) -> None:
    document = from_text("a.txt", between.join(STRIPPED))
    check_map(document)
    assert [(kind, text[:8]) for kind, text in kinds(document)] == [
        ("paragraph", "去年以来我县高度"),
        ("paragraph", "下一步我县将继续"),
        ("heading", "二、广泛宣传引导"),
        ("paragraph", "广泛宣传引导，组"),
        ("title", "凝聚各方力量"),
        ("title", "青禾县民政局"),
        ("paragraph", "青禾县现有站点9"),
    ]
    assert document.text.split("\n")[2] == "二、广泛宣传引导，提高群众对社工的认识"


def test_blank_line_after_a_short_line_of_a_wrapped_text_ends_its_paragraph() -> None:
    head = "来源：石桥发布　2023-05-06 18:05　阅读 412"
    document = from_text("a.txt", "\n".join([head, "", *wrapped(LONG, 27)]))
    assert document.text.split("\n")[1] == LONG


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_title_as_wide_as_the_text_stands_alone(between: str) -> None:
    title = "石桥县民政局关于推进乡镇社会工作服务站建设工作情况的报告"
    document = from_text("a.txt", between.join([title, *wrapped(LONG, 28)]))
    assert kinds(document) == [("title", title), ("paragraph", LONG)]


def test_lines_of_very_different_lengths_are_not_wrapped() -> None:
    lines = ["阅读角、棋牌室和小院全天开放", "邻里节、重阳节服务老人860人", "邻里食堂、助浴点共开了12个",
             "在各个村的便民服务中心、农家书屋和卫生室，一共建起了志愿服务驿站37个", "持证社工增加到13名",
             "全县在册的社区志愿者，现有两千八百多人", "法律、心理、康复三支队伍进村"]  # fmt: skip
    assert from_text("a.txt", "\n".join(lines)).text.split("\n") == lines


def test_page_number_between_wrapped_lines_is_furniture() -> None:
    lines = wrapped(LONG, 22)
    document = from_text("a.txt", "\n".join([*lines[:3], "- 58 -", *lines[3:]]))
    assert document.text == LONG
    assert [(f.text, f.kind) for f in document.furniture] == [("- 58 -", "page")]
    place = document.furniture[0]
    assert document.source[place.start : place.end] == "- 58 -"


def test_caption_that_cuts_a_sentence_is_lifted_out() -> None:
    source = (
        "全县先后投入38万元，委托专业机构承接运营，目前两个站点均已挂牌并正\n\n\n\n"
        "石桥县青禾镇社工站\n\n式投入使用。\n\n下一步扩大覆盖。"
    )
    document = from_text("a.txt", source)
    check_map(document)
    assert document.text.split("\n")[0].endswith("均已挂牌并正式投入使用。")
    assert [(f.text, f.kind) for f in document.furniture] == [("石桥县青禾镇社工站", "caption")]


def test_running_head_beside_form_feeds_is_furniture() -> None:
    pages = [f"石桥县民政局2022年工作总结\n第{n}部分的情况都很好。\n{n}" for n in range(1, 5)]
    document = from_text("a.txt", "\f".join(pages))
    assert document.text.split("\n") == [
        "石桥县民政局2022年工作总结",
        *(f"第{n}部分的情况都很好。" for n in range(1, 5)),
    ]
    assert [f.kind for f in document.furniture] == ["page", *["running_head", "page"] * 3]


@settings(deadline=None, max_examples=60)
@given(width=st.integers(12, 40), blank=st.booleans())
def test_any_width_gives_the_same_text(width: int, blank: bool) -> None:
    document = from_text("a.txt", ("\n\n" if blank else "\n").join(wrapped(LONG, width)))
    check_map(document)
    assert document.text == LONG


@settings(deadline=None, max_examples=60)
@given(
    st.integers(14, 36),
    st.sets(st.integers(1, 9), max_size=4),
    st.sampled_from(["- {} -", "—  {}  —", "第{}页"]),
)
def test_page_numbers_anywhere_change_nothing(width: int, where: set[int], form: str) -> None:
    lines = wrapped(LONG, width)
    for at in sorted(where, reverse=True):
        if at < len(lines):
            lines.insert(at, form.format(at + 40))
    document = from_text("a.txt", "\n".join(lines))
    check_map(document)
    assert document.text == LONG


ALPHABET = (
    "|县镇站社工人次服务投入了的，。；：、（）“”《》一二三0123456789.%余万元 \u3000\u00a0\n\r\f\t-—#*ab\u200b"
)


@settings(deadline=None, max_examples=300)
@given(st.text(ALPHABET, max_size=200))
def test_laws_of_the_map_hold_for_any_text(source: str) -> None:
    document = from_text("a.txt", source)
    check_map(document)
    covered = set(document.origin) | {i for f in document.furniture for i in range(f.start, f.end)}
    lost = {c for i, c in enumerate(source) if i not in covered and not c.isspace()}
    assert lost <= set("#|-:\u200b\x1f"), "nothing but marks of Markdown disappears"


@settings(deadline=None, max_examples=100)
@given(st.lists(st.text("县镇站社工服务了的人次", min_size=5, max_size=40), min_size=2, max_size=8))
def test_paragraphs_a_line_are_kept(lines: list[str]) -> None:
    sentences = [line + "。" for line in lines]
    assume(len(set(map(len, sentences))) > 1)
    assert from_text("a.txt", "\n".join(sentences)).text == "\n".join(sentences)
