"""Quantities: value, bounds, unit and qualifier of every way of writing one."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal

import pytest
from pydantic import TypeAdapter

from extractors.quantities import find_quantities, parse_quantity
from schemas.records import Quantity
from schemas.units import load_units

# quote, value or low..high or - (masked), base unit or -, qualifier
TABLE = """
12个 12 个 exact
3家 3 家 exact
4所 4 所 exact
6处 6 处 exact
9支 9 支 exact
31宗 31 宗 exact
5名 5 人 exact
8位 8 人 exact
60人 60 人 exact
120人次 120 人次 exact
120人/次 120 人次 exact
45户 45 户 exact
45户次 45 户次 exact
7场 7 场 exact
7场次 7 场次 exact
14次 14 次 exact
2期 2 期 exact
3批 3 批 exact
3批次 3 批次 exact
16节 16 节 exact
500份 500 份 exact
26件 26 件 exact
18套 18 套 exact
3000只 3000 只 exact
40条 40 条 exact
11张 11 张 exact
200册 200 册 exact
820包 820 包 exact
26台 26 台 exact
15间 15 间 exact
2座 2 座 exact
9项 9 项 exact
6类 6 类 exact
4种 4 种 exact
8县 8 县 exact
2市 2 市 exact
13个县（市、区） 13 个 prefix
36个乡镇（街道） 36 个 prefix
500元 500 元 exact
2万元 20000 元 exact
1.5万元 15000 元 exact
3.1亿元 310000000 元 exact
2亿5000万元 250000000 元 exact
12.345万元 123450 元 exact
1,234.5元 1234.5 元 exact
１００元 100 元 exact
４．５万元 45000 元 exact
800块钱 800 元 exact
5角 0.5 元 exact
3万美元 30000 美元 exact
200欧元 200 欧元 exact
120平方米 120 平方米 exact
120平米 120 平方米 exact
120平方 120 平方米 exact
120㎡ 120 平方米 exact
1.2万平方米 12000 平方米 exact
3平方公里 3 平方公里 exact
15亩 15 亩 exact
46公里 46 公里 exact
46km 46 公里 exact
30米 30 米 exact
60厘米 60 厘米 exact
500公斤 500 公斤 exact
800斤 400 公斤 exact
3.5吨 3.5 吨 exact
4小时 4 小时 exact
4个小时 4 小时 exact
1个半小时 1.5 小时 exact
1.38亿小时 138000000 小时 exact
48学时 48 课时 exact
48课时 48 课时 exact
3天 3 天 exact
3年 3 年 exact
两年半 2.5 年 exact
3个月 3 个月 exact
5个工作日 5 个工作日 exact
6周 6 周 exact
15分钟 15 分钟 exact
92.5分 92.5 分 exact
70岁 70 岁 exact
60周岁 60 岁 exact
95% 95 % exact
95％ 95 % exact
12.5% 12.5 % exact
0.3% 0.3 % exact
3‰ 0.3 % exact
九成 90 % exact
3成 30 % exact
三成半 35 % exact
七成六 76 % exact
八五折 85 % exact
75折 75 % exact
9.9折 99 % exact
百分之五 5 % exact
百分之九十五 95 % exact
百分之95.5 95.5 % exact
百分之一百二十点五 120.5 % exact
百分之百 100 % exact
千分之三 0.3 % exact
万分之五 0.05 % exact
四分之三 75 % exact
五分之一 20 % exact
4.5个百分点 4.5 个百分点 exact
2个百分点 2 个百分点 exact
1.6倍 1.6 倍 exact
3倍 3 倍 exact
两番 2 番 exact
1600余人 1600 人 more_than
1600多人 1600 人 more_than
900余户 900 户 more_than
9000余万元 90000000 元 more_than
2200余万元 22000000 元 more_than
3亿多元 300000000 元 more_than
80余万人次 800000 人次 more_than
158万余次 1580000 次 more_than
1.3万多人 13000 人 more_than
大约3名 3 人 about
31.5万余人 315000 人 more_than
2200余平方米 2200 平方米 more_than
80平方米以上 80 平方米 more_than
50平方米以下 50 平方米 at_most
60余场次 60 场次 more_than
50人以上 50 人 more_than
40名以上 40 人 more_than
2名及以上 2 人 more_than
5万元以上 50000 元 more_than
一倍以上 1 倍 more_than
一倍多 1 倍 more_than
三分之二以上 66.66666666666666666666666667 % more_than
90%以上 90 % more_than
超过2万 20000 - more_than
超2万人 20000 人 more_than
超过28亿元 2800000000 元 more_than
突破100家 100 家 more_than
逾300万元 3000000 元 more_than
高于80% 80 % more_than
上百人 100 人 more_than
上千场 1000 场 more_than
上万户 10000 户 more_than
超过60%以上 60 % more_than
约5400人 5400 人 about
大约30家 30 家 about
约为20% 20 % about
5400人左右 5400 人 about
30个上下 30 个 about
10来个 10 个 about
近500万 5000000 - nearly
近2000人 2000 人 nearly
将近30家 30 家 nearly
接近90% 90 % nearly
近万余人 10000 人 nearly
近百名 100 人 nearly
近10余家 10 家 nearly
不少于2万元 20000 元 at_least
不低于2万元 20000 元 at_least
不得少于3名 3 人 at_least
至少1名 1 人 at_least
最少5场 5 场 at_least
不少于3名以上 3 人 at_least
≥60平方米 60 平方米 at_least
5%以内 5 % at_most
3天以内 3 天 at_most
20人以下 20 人 at_most
不超过5% 5 % at_most
不得超过10万元 100000 元 at_most
最多3次 3 次 at_most
最高5000元 5000 元 at_most
不足100人 100 人 at_most
不到三成 30 % at_most
1-2个 1..2 个 range
1—2个 1..2 个 range
1–2个 1..2 个 range
1~2个 1..2 个 range
1～2个 1..2 个 range
1至2个 1..2 个 range
1到2个 1..2 个 range
3——5名 3..5 人 range
600—1000元 600..1000 元 range
20-30万元 200000..300000 元 range
20万-30万元 200000..300000 元 range
20万元-30万元 200000..300000 元 range
5000元至1万元 5000..10000 元 range
5000-1万元 5000..10000 元 range
1.5-2亿元 150000000..200000000 元 range
5%-10% 5..10 % range
5-10% 5..10 % range
80%至90% 80..90 % range
3至5年 3..5 年 range
两到三名 2..3 人 range
三至五人 3..5 人 range
2个至3个 2..3 个 range
100-120余人 100..120 人 range
约3-5家 3..5 家 range
三五个 3..5 个 range
七八名 7..8 人 range
七八十人 70..80 人 range
两三百户 200..300 户 range
十五六个 15..16 个 range
数十名 20..90 人 range
数百人次 200..900 人次 range
几十家 20..90 家 range
几百万元 2000000..9000000 元 range
十几名 11..19 人 range
二十几个 21..29 个 range
十几万元 110000..190000 元 range
一个 1 个 exact
两个 2 个 exact
二个 2 个 exact
五个 5 个 exact
十个 10 个 exact
十二个 12 个 exact
二十一家 21 家 exact
一百零八名 108 人 exact
三百五十户 350 户 exact
一千二百人次 1200 人次 exact
两千三百元 2300 元 exact
八百万元 8000000 元 exact
一亿零五百万元 105000000 元 exact
三点五万元 35000 元 exact
一支 1 支 exact
一次 1 次 exact
两期 2 期 exact
三名 3 人 exact
十余名 10 人 more_than
百余人 100 人 more_than
三十多家 30 家 more_than
两百余场 200 场 more_than
五十多万元 500000 元 more_than
十来家 10 家 about
二十来个 20 个 about
三万余人次 30000 人次 more_than
廿五名 25 人 exact
3万4000人 34000 人 exact
3千人 3000 人 exact
5百万元 5000000 元 exact
1千万元 10000000 元 exact
3万5千人 35000 人 exact
7万5千4百元 75400 元 exact
5亿1万4千6百元 500014600 元 exact
贰拾万元 200000 元 exact
壹佰伍拾元整 150 元 exact
叁仟伍佰元 3500 元 exact
大于等于5名 5 人 at_least
小于等于10% 10 % at_most
2名或以上 2 人 more_than
1/3 33.33333333333333333333333333 % exact
超过1/2 50 % more_than
208万 2080000 - exact
3.1亿 310000000 - exact
35.47万 354700 - exact
300余 300 - more_than
约1500 1500 - about
**个 - 个 masked
**万元 - 元 masked
**人 - 人 masked
**人次 - 人次 masked
**多人 - 人 masked
**余万元 - 元 masked
***户 - 户 masked
近*倍 - 倍 masked
XX个 - 个 masked
XX万元 - 元 masked
XX余人 - 人 masked
XXX场 - 场 masked
××家 - 家 masked
××万元 - 元 masked
**% - % masked
百分之** - % masked
**-**个 - 个 masked
不少于**名 - 人 masked
**以上学时 - 课时 masked
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]


def figures(found: Quantity) -> tuple[str, str, str]:
    value = str(found.value) if found.value is not None else "-" if found.low is None else f"{found.low}..{found.high}"
    return value, found.unit or "-", found.qualifier


def same(found: Quantity, value: str, unit: str, qualifier: str) -> bool:
    got = figures(found)
    close = got[0] == value if ".." in value or value == "-" else found.value == Decimal(value)
    return close and got[1] == unit and (got[2] == qualifier or qualifier == "prefix")


@pytest.mark.parametrize(("quote", "value", "unit", "qualifier"), ROWS)
def test_a_quantity_is_found_whole_in_a_sentence(quote: str, value: str, unit: str, qualifier: str) -> None:
    text = f"全县新增{quote}，成效明显。"
    found = [q for q in find_quantities(text) if q.span.start < 4 + len(quote)]
    assert len(found) == 1
    if qualifier != "prefix":
        assert (found[0].quote, found[0].span) == (quote, (4, 4 + len(quote)))
    assert text[slice(*found[0].span)] == found[0].quote
    assert same(found[0], value, unit, qualifier), figures(found[0])


@pytest.mark.parametrize(("quote", "value", "unit", "qualifier"), [r for r in ROWS if r[3] != "prefix"])
def test_the_quote_alone_parses_to_the_same(quote: str, value: str, unit: str, qualifier: str) -> None:
    parsed = parse_quantity(quote)
    assert parsed is not None
    assert same(parsed, value, unit, qualifier), figures(parsed)
    assert TypeAdapter(Quantity).validate_python(asdict(parsed)) == parsed
    assert (parsed.low is None) == (parsed.high is None)
    assert parsed.value is None or parsed.qualifier != "masked"


# raw quotes as hard-wrapped files have them: ⏎ is a line end, ␣ a space
RAW = """
3194⏎⏎万元 31940000 元 exact
2200␣余⏎⏎万元 22000000 元 more_than
不少于␣2␣万元 20000 元 at_least
不少⏎于2万元 20000 元 at_least
9⏎⏎个 9 个 exact
5%以⏎⏎内 5 % at_most
5%⏎⏎以内 5 % at_most
40名⏎以上 40 人 more_than
4864平方⏎␣米 4864 平方米 exact
430⏎⏎人次 430 人次 exact
430人⏎次 430 人次 exact
11.4万⏎⏎个 114000 个 exact
近␣500万 5000000 - nearly
1␣-␣2␣个 1..2 个 range
600␣—␣⏎1000␣元 600..1000 元 range
百分⏎之九十五 95 % exact
二十⏎一家 21 家 exact
149.2␣万人 1492000 人 exact
4.5个百⏎分点 4.5 个百分点 exact
**␣万⏎元 - 元 masked
"""


@pytest.mark.parametrize(("raw", "value", "unit", "qualifier"), [line.split() for line in RAW.strip().splitlines()])
def test_white_space_inside_a_quote_changes_nothing(raw: str, value: str, unit: str, qualifier: str) -> None:
    quote = raw.replace("⏎", "\n").replace("␣", " ")
    parsed = parse_quantity(quote)
    assert parsed is not None
    assert same(parsed, value, unit, qualifier), figures(parsed)
    assert (parsed.quote, parsed.span) == (quote, (0, len(quote)))
    found = find_quantities(f"全县新增{quote}，成效明显。")
    assert [q.quote for q in found] == [quote]
    assert same(found[0], value, unit, qualifier)


@pytest.mark.parametrize(("quote", "value"), [("-3.5%", "-3.5"), ("负3.5%", "-3.5"), ("－2个百分点", "-2")])
def test_a_negative_share_parses(quote: str, value: str) -> None:
    parsed = parse_quantity(quote)
    assert parsed is not None
    assert parsed.value == Decimal(value)


@pytest.mark.parametrize(
    ("quote", "unit", "dimension"),
    [
        ("近500万", "元", "money"), ("208万", "元", "money"), ("超过 2万", "人", "person"),
        ("35.47\n\n万", "人", "person"), ("128", "个", "count"),
    ],
)
def test_a_unit_known_from_elsewhere_is_taken_and_marked(quote: str, unit: str, dimension: str) -> None:
    parsed = parse_quantity(quote, unit=unit)
    assert parsed is not None
    assert (parsed.unit, parsed.dimension, parsed.inferred) == (unit, dimension, True)


def test_a_written_unit_is_never_overruled() -> None:
    parsed = parse_quantity("20人次", unit="人")
    assert parsed is not None
    assert (parsed.unit, parsed.inferred) == ("人次", False)


@pytest.mark.parametrize("quote", ["", "统一", "共5人", "5人参加", "3个5人", "社工", "，5人", "约", "万元", "-", "   "])
def test_what_is_not_exactly_one_quantity_is_none(quote: str) -> None:
    assert parse_quantity(quote) is None


# sentence => quotes found, in order
SENTENCES = """
共建成社工站302个（其中：乡镇140个，社区162个） => 302个 140个 162个
累计服务80余万人次，达到1.5万户，仅3人退出 => 80余万人次 1.5万户 3人
入户1200户（2600人），个案92个 => 1200户 2600人 92个
甲县投入345.5万、乙县254万，丙县208万用于建站 => 345.5万 254万 208万
持证社工3393人（初级2786人，中级607人） => 3393人 2786人 607人
举办培训6期1520人次 => 6期 1520人次
同比增长25.7%，提高3.2个百分点，是上年的1.79倍 => 25.7% 3.2个百分点 1.79倍
下辖8县2市共103个乡镇 => 8县 2市 103个
每站配备1名站长和2名社工 => 1名 2名
每个社工站2万元 => 2万元
给予2000元及1000元一次性奖励 => 2000元 1000元
不少于2名社工，办公面积不低于80平方米 => 不少于2名 不低于80平方米
分别整合资金9000余万元、2200余万元、1000余万元 => 9000余万元 2200余万元 1000余万元
组建五支队伍，开展三次督导 => 五支 三次
辖两市三县，49个乡镇 => 两市 三县 49个
投入30万全力打造 => 30万
共128，其中男53 => 128
全市10县市均已启动 => 10县市
建立二个孵化基地，创建三个品牌 => 二个 三个
开展活动58场、服务居民1.2万人次 => 58场 1.2万人次
100人到3个社区 => 100人 3个
在4所学校设点 => 4所
采购设备90余套，发放宣传单1.2万份 => 90余套 1.2万份
实现5个100%目标 => 5个 100%
本科以上学历占比达65.5% => 65.5%
2021年新增12个，2022年新增15个 => 12个 15个
滇民发〔2023〕18号明确每站3名社工 => 3名
联系人电话13800138000，服务150人 => 150人
同比增长-3.5% => -3.5%
同比负3.5% => 负3.5%
增长5%-10% => 5%-10%
陆良县设站5个 => 5个
收拾房间3间 => 3间
湖南、湖北两省实施 => 两省
总量翻了一番 => 一番
民政等八部门联合印发 => 八部门
每份3元5角，共投入42元 => 3元5角 42元
发放补贴¥5000，其中￥1.2万为奖金 => ¥5000 ￥1.2万
合同价RMB 300万元，另付RMB80万 => 300万元 80万
折合人民币86.5万，约人民币20万元 => 86.5万 20万元
捐款1.2亿人民币、6000新台币 => 1.2亿人民币 6000新台币
共4块钱，另付5分钱 => 4块钱 5分钱
甲县、乙县、丙县分别建成社工站12、36和8个 => 12 36 8个
捐赠瑞士法郎的账户收到2万瑞士法郎 => 2万瑞士法郎
补贴三十几万元、二百余万元、一千多万元 => 三十几万元 二百余万元 一千多万元
支出八毛钱、两角钱 => 八毛钱 两角钱
早餐五块三毛，制作展板3块 => 五块三毛 3块
"""


@pytest.mark.parametrize(("sentence", "quotes"), [line.split(" => ") for line in SENTENCES.strip().splitlines()])
def test_the_quantities_of_a_sentence(sentence: str, quotes: str) -> None:
    assert [q.quote for q in find_quantities(sentence)] == quotes.split()


# A figure cut by the end of its line or by a lone space is one; two figures below each other, or in columns, stay two.
@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("共服务困难群众12\n071人次", [12071]), ("共服务困难群众12\n 071人次", [12071]), ("累计发放1,\n234份", [1234]),
        ("投入3.\n5亿元", [350000000]), ("覆盖老人12\n345户", [12345]), ("12\n071\n13", [12, 13]), ("老人12\n71人", [1271]),
        ("共45\n2.培训30人", [45, 30]), ("见图12\n345人", [345]), ("共2022\n345人", [345]), ("设站12\n345", [345]), ("共12 071人", [12071]),
        ("共建站1\n26个", [126]), ("共建站1 26个", [126]), ("培训12 6人", [126]), ("投入2 3 0 0余万元", [23000000]), ("投入1,2 00万元", [12000000]),
        ("近2 . 4 万人次", [24000]), ("约2.\n4万人次", [24000]), ("投入12 000元", [12000]), ("石桥镇 12 35个", [35]), ("表3 12个站", [12]),
        ("设站12  36个", [36]), ("达到6.8万\n2022年新增9万人", [68000, 90000]), ("达到3万\n2022年新增9万人", [30000, 90000]),
        ("服务1，234人", [1234]), ("服务1，234，567人次", [1234567]), ("见1，2个站", [2]), ("共1，234。", [1]),
        ("小组3个，服务18\n95%\n社区活动", [3, 95]), ("小组服务18\n个案5个", [5]),
        ("达到3万4000人", [34000]), ("投入000元", []), ("编号00126个", []), ("０126人", []),
    ],
)
def test_a_figure_cut_by_the_line_end_is_joined(text: str, values: list[int]) -> None:
    assert [q.value for q in find_quantities(text)] == values


@pytest.mark.parametrize(("text", "told"), [
    ("分别建成12、36和8个", ["12 个", "36 个", "8 个"]), ("分别投入1.5、3万元", ["15000 元", "30000 元"]),
    ("2021年、2022年分别为37.5、62%", ["37.5 %", "62 %"]), ("分别为近12、36个", ["12 个", "36 个"]),
    ("建成12、36个", ["36 个"]), ("分别走访。完成12、36个", ["36 个"]),
])
def test_a_list_that_is_dealt_out_shares_the_unit_of_its_last(text: str, told: list[str]) -> None:
    assert [f"{q.value} {q.unit}" for q in find_quantities(text)] == told


@pytest.mark.parametrize(
    ("text", "core"),
    [("9000余万元", "9000"), ("不少于20平方米", "20"), ("345.5万", "345.5"), ("1-2个", "1-2"), ("**万元", "**"), ("两期", "两"),
     ("八百万元", "八百"), ("11.4万\n\n个", "11.4"), ("３万元", "３")],
)
def test_the_core_is_the_digits_alone(text: str, core: str) -> None:
    found = find_quantities(text)
    assert [text[slice(*q.core)] for q in found] == [core]


EXAMPLES = [(row, text) for row in load_units().unit for text in row.examples]
COUNTERS = [(row, text) for row in load_units().unit for text in row.counter]


@pytest.mark.parametrize(("row", "example"), EXAMPLES, ids=[e for _, e in EXAMPLES])
def test_every_unit_reads_its_examples(row: object, example: str) -> None:
    sentence, wanted = example.split(" => ")
    assert wanted in [f"{q.value:f} {q.unit}" for q in find_quantities(sentence) if q.value is not None]


@pytest.mark.parametrize(("row", "example"), COUNTERS, ids=[e for _, e in COUNTERS])
def test_no_unit_reads_its_counterexamples(row: object, example: str) -> None:
    units = {*row.words, row.unit}  # type: ignore[attr-defined]
    found = find_quantities(example)
    assert not [q.quote for q in found if q.word in units and (not row.unit or q.unit == row.unit)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("3元5角", "3.5", "元"), ("12元5角3分", "12.53", "元"), ("五块三毛", "5.3", "元"), ("两块两毛五", "2.25", "元"), ("3块", "3", "块"),
     ("票价三块，", "3", "元"), ("花了三块牌子", "3", "块"), ("三块钱", "3", "元"), ("5元3个", "5", "元")],
)
def test_yuan_and_its_coins_are_one_amount(text: str, value: str, unit: str) -> None:
    first = find_quantities(text)[0]
    assert (first.value, first.unit) == (Decimal(value), unit)
