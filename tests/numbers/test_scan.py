"""Every number once: quantities, times and mentions, none lost and none twice."""

from __future__ import annotations

import re
from dataclasses import asdict
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from extractors.numbers import Scan, scan
from extractors.quantities import find_quantities
from schemas.records import Mention, Quantity, TimeValue
from schemas.trusted import changed
from schemas.units import load_mentions

# sentence => mention reason
TABLE = """
一、总体情况 => 一、 heading
二、主要做法和成效 => 二、 heading
十一、下步打算 => 十一、 heading
（一）健全工作机制 => （一） heading
(三)强化保障 => (三) heading
1.加强组织领导 => 1. heading
2、完善制度 => 2、 heading
3．强化督导 => 3． heading
（2）落实经费 => （2） heading
①健全制度 => ① heading
一是健全机制 => 一是 heading
二是强化保障 => 二是 heading
十是加强宣传 => 十是 heading
主要做法：一是健全机制 => 一是 heading
取得实效。三要强化保障 => 三 heading
滇民发〔2023〕18号 => 滇民发〔2023〕18号 document_number
川办函﹝2019﹞7号 => 川办函﹝2019﹞7号 document_number
市委发（2020）16号 => 市委发（2020）16号 document_number
民发[2021]3号 => 民发[2021]3号 document_number
（黔民函〔2022〕104 号）要求 => 黔民函〔2022〕104 号 document_number
某府发〔2021〕号 => 某府发〔2021〕号 document_number
联系电话13912345678 => 13912345678 phone
电话：0879-2123456 => 0879-2123456 phone
开通12349服务热线 => 12349 phone
咨询热线400-800-1234 => 400-800-1234 phone
- 41 - => 41 page
—7— => 7 page
见第12页 => 12 page
推动“五社联动” => 五社联动 slogan
推进五社联动机制 => 五社联动 slogan
落实“六有”标准 => 六有 slogan
发挥社区“两委”作用 => 两委 structure
构建“2345”服务体系 => 2345 slogan
形成“1+10+X”三级体系 => 1+10+X slogan
推行“1+N”模式 => 1+N slogan
探索“1+3综合+专项”路径 => 1+3 slogan
打造N+1平台 => 1 slogan
探索“一核双社N次方”模式 => 一核双社N次方 slogan
按照“一年建站、两年规范、三年提升”目标 => 一年建站、两年规范、三年提升 slogan
实行一户一策 => 一户一策 slogan
做到一站一品 => 一站一品 slogan
落实“三个一批”计划 => 三个一批 slogan
健全县乡村三级网络 => 三级 structure
市县两级联动 => 两级 structure
打造六大品牌 => 六大 structure
围绕8大板块 => 8大 structure
从3个方面推进 => 3个方面 structure
从三个维度发力 => 三个维度 structure
我讲三点意见 => 三点 structure
签订三方协议 => 三方 structure
抗击“6.18”疫情 => 6.18 name
借助“99公益日”筹款 => 99 name
评为5A级机构 => 5A name
开通5G网络 => 5G name
贯彻党的二十大精神 => 二十大 name
十九届六中全会 => 十九届六中全会 name
位于幸福路18号 => 18号 name
防控COVID19 => 19 name
六一儿童节前夕 => 六一 name
《三字经新读》 => 三字经新读 name
五龙乡平寨村 => 五龙 name
九江市民政局 => 九江 name
平台升级到3.0版 => 3.0 version
系统V2.1上线 => 2.1 version
第一批项目 => 第一 ordinal
第3期培训 => 3 ordinal
位列第二 => 第二 ordinal
引入第三方评估 => 第三 ordinal
进入全省前10名 => 10 ordinal
见附件2 => 2 ordinal
材料三——各地情况 => 三 ordinal
面向70岁以上老人 => 70岁以上 age
服务0-3岁婴幼儿 => 0-3岁 age
看望八旬老人 => 八旬 age
吸纳90后社工 => 90后 age
六十周岁以上 => 六十周岁以上 age
以3年为一个周期 => 3年 duration
为期3个月 => 3个月 duration
服务期3-5年 => 3-5年 duration
连续三年居首 => 三年 duration
办结时限5个工作日 => 5个工作日 duration
建站10周年 => 10周年 duration
会议15时30分开始 => 15时30分 date
上午9:30开会 => 9:30 date
民政部令第66号 => 第66号 document_number
评为四星级站点 => 四 name
20世纪90年代 => 20世纪90年代 date
每周五值班 => 五 date
XX区社工站 => XX template
XX街道办事处 => XX template
**市高位推动 => ** template
XX年建站 => XX template
按1:10配备 => 1:10 unlinked
提供7×24小时服务 => 7×24小时 word
单位：万元 => 万 word
统一挂牌 => 统一 word
进一步推进 => 进一步 word
一些地方 => 一些 word
一定差距 => 一定 word
十分重视 => 十分 word
以防万一 => 万一 word
一方面加强 => 一方面 word
保障三农 => 三农 structure
一批人才 => 一批 word
一系列制度 => 一系列 word
一站式服务 => 一站式 word
一体化推进 => 一体化 word
一线社工 => 一线 word
一次性补助 => 一次性 word
一般项目 => 一般 word
一对一帮扶 => 一对一 word
一如既往 => 一如既往 word
千方百计 => 千方百计 word
千家万户 => 千家万户 word
老百姓满意 => 百姓 word
零距离服务 => 零距离 word
下一步打算 => 下一步 word
最后一公里 => 最后一公里 word
唯一渠道 => 唯一 word
每一个社工 => 一个 word
需要一个过程 => 一个过程 word
一盘棋谋划 => 一盘棋 word
一老一小服务 => 一老一小 slogan
成百上千居民 => 成百上千 word
"""
ROWS = [re.match(r"(.*) => (.*) (\w+)$", line).groups() for line in TABLE.strip().splitlines()]  # type: ignore[union-attr]


@pytest.mark.parametrize(("sentence", "quote", "reason"), ROWS)
def test_a_number_that_counts_nothing_is_told_with_its_reason(sentence: str, quote: str, reason: str) -> None:
    found = scan(sentence, "2022-06")
    assert (quote, reason) in [(m.quote, m.reason) for m in found.mentions]
    assert not found.quantities


PATTERNS = [(row, e) for row in load_mentions().pattern for e in row.examples]
COUNTERS = [(row, e) for row in load_mentions().pattern for e in row.counter]


@pytest.mark.parametrize(("row", "example"), PATTERNS, ids=[e for _, e in PATTERNS])
def test_every_pattern_reads_its_examples(row: object, example: str) -> None:
    sentence, quote = example.split(" => ")
    assert quote in [m.quote for m in scan(sentence).mentions if m.reason == row.reason]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("row", "example"), COUNTERS, ids=[e for _, e in COUNTERS])
def test_no_pattern_reads_its_counterexamples(row: object, example: str) -> None:
    assert not [m.quote for m in scan(example).mentions if m.reason == row.reason]  # type: ignore[attr-defined]


WORDS = [(row.reason, word) for row in load_mentions().words for word in row.words]


@pytest.mark.parametrize(("reason", "word"), WORDS, ids=[w for _, w in WORDS])
def test_a_fixed_word_is_no_quantity(reason: str, word: str) -> None:
    found = scan(f"我县{word}")
    assert [q.quote for q in found.quantities] == []
    assert word in "".join(m.quote for m in found.mentions) or any(m.quote in word for m in found.mentions)


# sentence => all numbers in order, each q, t or m
MIXED = """
截至2022年6月底，全县建成社工站12个，统一挂牌 => t截至2022年6月底 q12个 m统一
一是投入9000余万元，建站3个 => m一是 q9000余万元 q3个
（二）2021年，打造“五社联动”站点5个 => m（二） t2021年 m五社联动 q5个
按照滇民发〔2023〕18号要求每站2万元 => m滇民发〔2023〕18号 q2万元
近3年超过2万人报考 => t近3年 q超过2万人
服务**人次，全市**个站 => q**人次 q**个
杭州市XX区XX街道社工站 => mXX mXX
面向70岁以上的145位老人 => m70岁以上 q145位
9个万人以上安置点 => q9个 m万人以上
2.开展活动3场 => m2. q3场
1.5万人参加 => q1.5万人
第3期培训120人 => m3 q120人
十四五期间建站40个 => t十四五期间 q40个
去年6月，建成51个站 => t去年6月 q51个
今年5月底前完成20个，力争2023年达到30个 => t今年5月底前 q20个 t2023年 q30个
分两批补助219万元 => q两批 q219万元
**人通过**以上学时培训 => q**人 q**以上学时
"""


def listed(found: Scan) -> str:
    items = [(q.span, "q" + q.quote) for q in found.quantities] + [(t.span, "t" + t.quote) for t in found.times]
    return " ".join(quote for _, quote in sorted(items + [(m.span, "m" + m.quote) for m in found.mentions]))


@pytest.mark.parametrize(("sentence", "items"), [line.split(" => ") for line in MIXED.strip().splitlines()])
def test_all_numbers_of_a_sentence_are_settled_once(sentence: str, items: str) -> None:
    assert listed(scan(sentence, "2022-06")) == items


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "甲县3个。\n乙县投入2 万\n元。"
    found = scan(text, start=6)
    assert [q.quote for q in found.quantities] == ["2 万\n元"]
    assert text[slice(*found.quantities[0].span)] == "2 万\n元"
    assert [q.quote for q in scan(text, end=5).quantities] == ["3个"]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [("时间：2023-05-09\n50名儿童参加", ["50名"]), ("2023-5-9\n\n50名儿童参加", ["50名"]), ("补贴600-1\n000元", ["600-1\n000元"]),
     ("人才达到3万\n2019-01-20 10:15", ["3万"]), ("人才达到3万\n2019年1月20日", ["3万"]), ("人才达到3万\n2000余人", ["3万\n2000余人"])],
)  # fmt: skip
def test_a_number_never_joins_a_date_on_the_next_line(text: str, quotes: list[str]) -> None:
    assert [q.quote for q in scan(text).quantities] == quotes


def test_bold_and_rules_of_markdown_are_no_masks() -> None:
    found = scan("**重点工作**\n***\n* 个案服务\n建站5个")
    assert [q.quote for q in found.quantities] == ["5个"]


@pytest.mark.parametrize("cells", ["乡镇\n社工站\n12\n86", "站点数\t12\t86", "12\n个案数\n86"])
def test_a_number_alone_in_its_cell_is_a_quantity_without_unit(cells: str) -> None:
    assert [q.core for q in find_quantities(cells)] == [m.span() for m in re.finditer("12|86", cells)]


# --- what holds for any text ----------------------------------------------------------------------

PIECES = st.sampled_from(
    ["12", "2022年", "6月底", "一", "一是", "十", "万", "元", "人次", "个", "余", "多", "近", "约", "不少于", "以上",
     "-", "至", "、", "，", "。", "（", "）", "〔2021〕", "36号", "**", "XX", "×", "第", "三级", "统一", "%", "百分之", "分之", "1.5", "１２", "\n",
     " ", "\n\n", "社工站", "“", "”", "今年", "去年", "上半年", "十四五", "以来", "截至", "+", "X", "①", "点", "半", "几", "数",
     "廿", "〇", "0", "岁", ":", "/", "20世纪", "期间", "前", "壹", "拾", "负", "成", "折", "个月", "季度", "（一）", "《"]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)
ANCHORS = st.sampled_from(["", "2022", "2022-06"])
NUMBER = re.compile(r"[0-9０-９〇零一二三四五六七八九十百千万亿两]")
VALIDATE = {record: TypeAdapter(record) for record in (Quantity, TimeValue, Mention)}


def check(text: str, found: Scan) -> None:
    items = sorted([*found.quantities, *found.times, *found.mentions], key=lambda i: i.span)
    for item in items:
        assert text[slice(*item.span)] == item.quote
        VALIDATE[type(item)].validate_python(asdict(item))
    for left, right in pairwise(items):
        assert left.span.end <= right.span.start
    covered = {i for item in items for i in range(*item.span)}
    assert [m.group() for m in NUMBER.finditer(text) if m.start() not in covered] == []
    for q in found.quantities:
        assert q.span.start <= q.core.start < q.core.end <= q.span.end
        assert q.low is None or q.high is None or q.low < q.high


@settings(max_examples=400, deadline=None)
@given(TEXTS, ANCHORS)
def test_no_number_is_lost_or_taken_twice(text: str, anchor: str) -> None:
    check(text, scan(text, anchor))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789０〇一二三十百千万亿两个人元年月日第%.．,，、 \n*X余多近约-至—()（）〔〕“”+:/", max_size=80))
def test_no_text_is_too_strange(text: str) -> None:
    check(text, scan(text, "2022"))


EXPRESSIONS = st.sampled_from(
    ["9000余万元", "不少于2万元", "近500万", "80余万人次", "1-2个", "5%以内", "40名以上", "三百五十名", "1.38亿小时", "百分之九十五",
     "4.5个百分点", "2200余平方米", "十余名", "20-30万元", "**万元", "超过1.5万个", "一倍以上", "60余场次"]
)


def gapped(draw: st.DrawFn, quote: str) -> str:
    """`quote` with white space anywhere but inside an Arabic number; no line opens with a dash or a numeral."""
    parts = [quote[0]]
    for left, right in pairwise(quote):
        glued = re.fullmatch(r"[0-9.,%*]{2}", left + right)
        gaps = ["", " "] if right == "-" or NUMBER.match(right) else ["", "", " ", "\n", "\n\n", "　"]
        parts.append(("" if glued else draw(st.sampled_from(gaps))) + right)
    return "".join(parts)


@settings(deadline=None)
@given(EXPRESSIONS, st.data())
def test_white_space_inside_changes_nothing_but_offsets(quote: str, data: st.DataObject) -> None:
    spaced = gapped(data.draw, quote)  # type: ignore[arg-type]
    plain, found = (find_quantities(f"新增{q}，居首") for q in (quote, spaced))
    assert [q.quote for q in found] == [spaced]
    figures = [{k: v for k, v in asdict(q).items() if k not in ("span", "core", "quote")} for q in (*plain, *found)]
    assert figures[0] == figures[1]


CLAUSES = ["建站12个。", "2022年6月底，", "投入3万元；", "一是健全，", "统一挂牌。", "滇民发〔2023〕18号，", "**人次，"]


@given(st.lists(st.sampled_from(CLAUSES), max_size=12), ANCHORS)
def test_a_text_is_scanned_as_its_sentences_are(sentences: list[str], anchor: str) -> None:
    text = "".join(sentences)
    offsets = [sum(map(len, sentences[:i])) for i in range(len(sentences) + 1)]
    one_by_one = [scan(text, anchor, a, b) for a, b in pairwise(offsets)]
    whole = scan(text, anchor)
    assert whole.quantities == tuple(q for s in one_by_one for q in s.quantities)
    assert whole.times == tuple(t for s in one_by_one for t in s.times)
    assert whole.mentions == tuple(m for s in one_by_one for m in s.mentions)


def test_records_built_fast_are_equal_to_validated_ones() -> None:
    found = scan("截至2022年6月底，统一建站12个")
    quantity, time, mention = found.quantities[0], found.times[0], found.mentions[0]
    for item in (quantity, time, mention):
        assert VALIDATE[type(item)].validate_python(asdict(item)) == item
    assert changed(quantity, {"unit": "家"}).unit == "家"
    assert len({quantity, changed(quantity, {})}) == 1
