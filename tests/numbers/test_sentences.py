"""What a sentence of a report holds, whole: every quantity, time and mention, in order.

A row is `sentence => item; item`; an item is `Q quote value unit qualifier` (value `low..high`, `-` where masked; unit `-` where
none is written), `T quote EDTF kind` or `M quote reason`. ⏎ is a line end. The report is of June 2022.
"""

from __future__ import annotations

import pytest

from extractors.numbers import Scan, scan
from schemas.records import Quantity

ROWS = """
截至2022年⏎6月底，共建成社工站1⏎26个 => T 截至2022年⏎6月底 2022-06 point; Q 1⏎26个 126 个 exact
投入资金2 3 0 0余万元 => Q 2 3 0 0余万元 23000000 元 more_than
累计投入1,2 00万元 => Q 1,2 00万元 12000000 元 exact
募集善款3.⏎6亿元 => Q 3.⏎6亿元 360000000 元 exact
发放补贴四百八⏎十二万元 => Q 四百八⏎十二万元 4820000 元 exact
服务困难群众近 2 . 4 万人次 => Q 近 2 . 4 万人次 24000 人次 nearly
配备社工一百零八名 => Q 一百零八名 108 人 exact
为二千四百余户家庭建档 => Q 二千四百余户家庭 2400 户 more_than
服务六万三千余人次 => Q 六万三千余人次 63000 人次 more_than
受益群众达十余万人 => Q 十余万人 100000 人 more_than
已签约3名，比上年的231人多出2名 => Q 3名 3 人 exact; T 上年 2021 point; Q 231人 231 人 exact; Q 2名 2 人 exact
志愿者三十来名 => Q 三十来名 30 人 about
老年人七八十位 => Q 七八十位 70..80 人 range
每站三五名社工 => Q 三五名 3..5 人 range
社工两三百人 => Q 两三百人 200..300 人 range
走访上千户 => Q 上千户 1000 户 more_than
上百名志愿者 => Q 上百名 100 人 more_than
数百场活动 => Q 数百场 200..900 场 range
数以千计的居民 => M 千 word
成千上万的群众 => M 成千上万 word
几十个社区 => Q 几十个 20..90 个 range
十几家机构 => Q 十几家 11..19 家 range
二十几个村 => Q 二十几个 21..29 个 range
近百名党员 => Q 近百名 100 人 nearly
近千人次 => Q 近千人次 1000 人次 nearly
近两万人 => Q 近两万人 20000 人 nearly
将近300户 => Q 将近300户 300 户 nearly
接近六成的街道 => Q 接近六成 60 % nearly
超八成社工站 => Q 超八成 80 % more_than
逾九成 => Q 逾九成 90 % more_than
百分之九十五以上 => Q 百分之九十五以上 95 % more_than
百分之百 => Q 百分之百 100 % exact
千分之三点五 => Q 千分之三点五 0.35 % exact
3.5‰ => Q 3.5‰ 0.35 % exact
提高2.3个百分点 => Q 2.3个百分点 2.3 个百分点 exact
下降0.8个百分点 => Q 0.8个百分点 0.8 个百分点 exact
由37%提高到62% => Q 37% 37 % exact; Q 62% 62 % exact
同比增长1.2倍 => Q 1.2倍 1.2 倍 exact
是上年的2.5倍 => T 上年 2021 point; Q 2.5倍 2.5 倍 exact
翻了一番 => Q 一番 1 番 exact
翻两番 => Q 两番 2 番 exact
增加了一倍多 => Q 一倍多 1 倍 more_than
增长近四成 => Q 近四成 40 % nearly
打八折 => Q 八折 80 % exact
每人每月800—1200元 => Q 800—1200元 800..1200 元 range
600至1 000元/月 => Q 600至1 000元 600..1000 元 range
20—30万元 => Q 20—30万元 200000..300000 元 range
1.5—2万元 => Q 1.5—2万元 15000..20000 元 range
3至5名 => Q 3至5名 3..5 人 range
3到5年 => M 3到5年 duration
每站2~3人 => Q 2~3人 2..3 人 range
60㎡—100㎡ => Q 60㎡—100㎡ 60..100 平方米 range
80到120平方米 => Q 80到120平方米 80..120 平方米 range
5-8个 => Q 5-8个 5..8 个 range
5%-8% => Q 5%-8% 5..8 % range
5—8％ => Q 5—8％ 5..8 % range
10余—20余场 => Q 10余—20余场 10..20 场 range
300~500元/人 => Q 300~500元 300..500 元 range
不少于10-15平方米 => Q 不少于10-15平方米 10..15 平方米 range
不低于本地最低工资标准的1.2倍 => Q 1.2倍 1.2 倍 exact
至少配备2名 => Q 2名 2 人 exact
最多不超过5人 => Q 不超过5人 5 人 at_most
不超过3万元 => Q 不超过3万元 30000 元 at_most
5万元以内 => Q 5万元以内 50000 元 at_most
10万元以下 => Q 10万元以下 100000 元 at_most
50人以上 => Q 50人以上 50 人 more_than
70%以上 => Q 70%以上 70 % more_than
18周岁以下 => M 18周岁以下 age
60岁以上老年人 => M 60岁以上 age
满3年 => M 3年 duration
3年以上工作经验 => M 3年以上 duration
左右：约50个左右 => Q 约50个左右 50 个 about
大约120人 => Q 大约120人 120 人 about
共计1200人上下 => Q 1200人上下 1200 人 about
总额达1.2亿元之多 => Q 1.2亿元 120000000 元 exact
突破100万人次 => Q 突破100万人次 1000000 人次 more_than
达到40个 => Q 40个 40 个 exact
达40余个 => Q 40余个 40 个 more_than
多达300余人 => Q 300余人 300 人 more_than
高达98.6% => Q 98.6% 98.6 % exact
仅有12个 => Q 12个 12 个 exact
**万元 => Q **万元 - 元 masked
***人 => Q ***人 - 人 masked
XX户 => Q XX户 - 户 masked
×个社工站 => Q ×个 - 个 masked
近**万人次 => Q 近**万人次 - 人次 masked
约XX名 => Q 约XX名 - 人 masked
**县建成**个 => M ** template; Q **个 - 个 masked
服务**多人次 => Q **多人次 - 人次 masked
***.**万元 => Q ***.**万元 - 元 masked
3万4000元 => Q 3万4000元 34000 元 exact
1亿2000万元 => Q 1亿2000万元 120000000 元 exact
2千500元 => Q 2千500元 2500 元 exact
5百余人 => Q 5百余人 500 人 more_than
7千余户 => Q 7千余户 7000 户 more_than
3.1亿 => Q 3.1亿 310000000 - exact
149.2 万人 => Q 149.2 万人 1492000 人 exact
1.38亿小时 => Q 1.38亿小时 138000000 小时 exact
100万小时 => Q 100万小时 1000000 小时 exact
1,234,567.89元 => Q 1,234,567.89元 1234567.89 元 exact
1，234人 => M 1 unlinked; Q 234人 234 人 exact
１２，３４５元 => Q １２，３４５元 12345 元 exact
０.５万元 => Q ０.５万元 5000 元 exact
2.0版平台 => M 2.0 version
V3.1系统 => M 3.1 version
零点五个百分点 => Q 零点五个百分点 0.5 个百分点 exact
十二点五万元 => Q 十二点五万元 125000 元 exact
三点六亿 => Q 三点六亿 360000000 - exact
一万五千亿 => Q 一万五千亿 1500000000000 - exact
两百零五万六千元 => Q 两百零五万六千元 2056000 元 exact
廿三家 => Q 廿三家 23 家 exact
卅户 => Q 卅户 30 户 exact
壹佰万元整 => Q 壹佰万元整 1000000 元 exact
伍万元 => Q 伍万元 50000 元 exact
人民币20万元 => Q 20万元 200000 元 exact
¥5000 => Q ¥5000 5000 元 exact
￥1.2万 => Q ￥1.2万 12000 元 exact
RMB 300万元 => Q 300万元 3000000 元 exact
5万元人民币 => Q 5万元人民币 50000 元 exact
8万美元 => Q 8万美元 80000 美元 exact
30余万港币 => Q 30余万港币 300000 港元 more_than
25元5角 => Q 25元5角 25.5 元 exact
3块钱 => Q 3块钱 3 元 exact
一元 => Q 一元 1 元 exact
一次性补助5万元 => M 一次性 word; Q 5万元 50000 元 exact
一名社工 => Q 一名 1 人 exact
一家机构 => Q 一家 1 家 exact
一户一档 => M 一户一档 slogan
一对一帮扶 => M 一对一 word
一站式服务 => M 一站式 word
一体化 => M 一体化 word
一批社工站 => M 一批 word
一期工程 => M 一 word
一线社工 => M 一线 word
十分重要 => M 十分 word
万众一心 => M 万众 word; M 一心 word
百姓 => M 百姓 word
千方百计 => M 千方百计 word
第一批 => M 第一 ordinal
第三季度 => T 第三季度 2022-07/2022-09 span
第12期 => M 12 ordinal
首批12个 => Q 12个 12 个 exact
三社联动 => M 三社联动 slogan
五社联动 => M 五社联动 slogan
两委 => M 两委 structure
三区计划 => M 三区计划 structure
两不愁三保障 => M 两不愁三保障 structure
“两邻”理念 => M 两邻 slogan
六有标准 => M 六有 slogan
“1+6+N” => M 1+6+N slogan
“12345”热线 => M 12345 slogan
“3+X”模式 => M 3+X slogan
“一老一小” => M 一老一小 slogan
四个全覆盖 => M 四 slogan
三级网络 => M 三级 structure
3A等级 => M 3A name
“99公益日” => M 99 name
“3·15”宣传 => M 3·15 name
“7·20”特大暴雨 => M 7·20 name
12345政务服务便民热线 => M 12345 phone
电话：0731-84502233 => M 0731-84502233 phone
滇民发〔2021〕36号 => M 滇民发〔2021〕36号 document_number
（云府办〔2022〕8号） => M 云府办〔2022〕8号 document_number
民发[2021]5号文件 => M 民发[2021]5号 document_number
中发（2021）16号 => M 中发（2021）16号 document_number
GB/T 36000-2015 => M GB/T 36000-2015 document_number
附件1 => M 1 ordinal
2、完善机制 => M 2、 heading
3.2 指标完成 => M 3.2 heading
二要抓好 => M 二 heading
其一，机制 => M 其一 word
http://www.mca.gov.cn/2021/12.html => M 2021 name; M 12 name
3×24小时 => M 3×24小时 word
7×8小时 => M 7×8小时 word
5路公交 => M 5路 name
8号楼201室 => M 8号 name; M 201 name
9:30至11:30 => M 9:30 date; M 11:30 date
14时30分 => M 14时30分 date
一年级 => M 一 word
“十四五”规划 => T 十四五 2021/2025 span
海拔3000米 => Q 3000米 3000 米 exact
相距20公里 => Q 20公里 20 公里 exact
面积1.2万平方公里 => Q 1.2万平方公里 12000 平方公里 exact
耕地3000亩 => Q 3000亩 3000 亩 exact
每3个月1次 => M 3个月 duration; Q 1次 1 次 exact
每季度不少于1次 => Q 不少于1次 1 次 at_least
每月2次 => Q 2次 2 次 exact
每周3天 => Q 3天 3 天 exact
每年不少于2场 => Q 不少于2场 2 场 at_least
人均36课时 => Q 36课时 36 课时 exact
人均0.6平方米 => Q 0.6平方米 0.6 平方米 exact
每万人拥有5名 => M 万人 structure; Q 5名 5 人 exact
每千名老人配备1名 => M 千名 structure; Q 1名 1 人 exact
平均年龄32.5岁 => M 32.5岁 age
25-40岁 => M 25-40岁 age
90后社工 => M 90后 age
00后 => M 00后 age
35周岁以下占60% => M 35周岁以下 age; Q 60% 60 % exact
男性12人、女性36人 => Q 12人 12 人 exact; Q 36人 36 人 exact
社工、志愿者共120余人 => Q 120余人 120 人 more_than
社工12人、志愿者86人、专家3名 => Q 12人 12 人 exact; Q 86人 86 人 exact; Q 3名 3 人 exact
12个县(市、区) => Q 12个 12 个 exact
126个乡镇（街道、场） => Q 126个 126 个 exact
4个100% => Q 4个 4 个 exact; Q 100% 100 % exact
两个100%全覆盖 => M 两 slogan; Q 100% 100 % exact
100%全覆盖 => Q 100% 100 % exact
“两个覆盖” => M 两个覆盖 slogan
覆盖率100% => Q 100% 100 % exact
2人/站 => Q 2人 2 人 exact
每站3万元/年 => Q 3万元 30000 元 exact
5万元/站 => Q 5万元 50000 元 exact
50元/人/天 => Q 50元 50 元 exact
3人·次 => Q 3人·次 3 人次 exact
12.（个） => M 12. heading
100个/次 => Q 100个 100 个 exact
3、5、8月 => M 3 date; M 5 date; T 8月 2022-08 point
5日前 => M 5日前 date
30天内 => Q 30天 30 天 exact
7个工作日 => M 7个工作日 duration
15分钟生活圈 => M 15分钟 duration
24小时值守 => M 24小时 word
200课时 => Q 200课时 200 课时 exact
16学时 => Q 16学时 16 课时 exact
5期培训班 => Q 5期 5 期 exact
一期、二期 => M 一 ordinal; M 二 ordinal
12场/次 => Q 12场/次 12 场次 exact
2.1万场次 => Q 2.1万场次 21000 场次 exact
28场次讲座 => Q 28场次 28 场次 exact
60小时/人 => Q 60小时 60 小时 exact
甲县、乙县分别建成社工站12、36个 => Q 12 12 个 exact; Q 36个 36 个 exact
分别投入1.5、3万元 => Q 1.5 15000 元 exact; Q 3万元 30000 元 exact
至少配备2名社工 => Q 2名 2 人 exact
最多安排3人值守 => Q 3人 3 人 exact
¥5000元 => Q 5000元 5000 元 exact
补贴￥1.2万 => Q ￥1.2万 12000 元 exact
服务1，234人 => Q 1，234人 1234 人 exact
24小时服务热线 => M 24小时 word
开通24小时值守电话 => M 24小时 word
两个全覆盖 => M 两 slogan
四个100%达标 => M 四 slogan; Q 100% 100 % exact
一期、二期项目 => M 一 ordinal; M 二 ordinal
5、9月集中走访 => M 5 date; T 9月 2022-09 point
开放时间8:30-17:30 => M 8:30 date; M 17:30 date
MZ/T 058-2014标准 => M MZ/T 058-2014 document_number
邮编：650000 => M 650000 name
社工站（室、点）共126个 => Q 126个 126 个 exact
建成站点126余个，其中市级1个、县级12个 => Q 126余个 126 个 more_than; Q 1个 1 个 exact; Q 12个 12 个 exact
拨付2021—2023年资金300万元 => T 2021—2023年 2021/2023 span; Q 300万元 3000000 元 exact
第十二届社工宣传周 => M 十二届 name
新增“全科社工”86名 => Q 86名 86 人 exact
全年开展3至4次 => T 全年 2022 point; Q 3至4次 3..4 次 range
由每月1500元提高到2200元 => Q 1500元 1500 元 exact; Q 2200元 2200 元 exact
由12个增加到36个，增长2倍 => Q 12个 12 个 exact; Q 36个 36 个 exact; Q 2倍 2 倍 exact
达到每万人8.6名 => M 万人 structure; Q 8.6名 8.6 人 exact
完成率达102.5% => Q 102.5% 102.5 % exact
居全省第2位 => M 2 ordinal
参训率98%以上 => Q 98%以上 98 % more_than
比上年增加1.2个百分点 => T 上年 2021 point; Q 1.2个百分点 1.2 个百分点 exact
“百社千人”计划 => M 百社千人 slogan
“千社万家”行动 => M 千社万家 slogan
“三社联动”示范点3个 => M 三社联动 slogan; Q 3个 3 个 exact
“五个一”工程 => M 五个一 slogan
“1名督导+3名社工” => Q 1名 1 人 exact; Q 3名 3 人 exact
1个中心、12个站、86个点 => Q 1个 1 个 exact; Q 12个 12 个 exact; Q 86个 86 个 exact
“6+1+N”服务模式覆盖12个镇 => M 6+1+N slogan; Q 12个 12 个 exact
二类地区每站8万元 => Q 二类 2 类 exact; Q 8万元 80000 元 exact
共计叁佰贰拾万元 => Q 叁佰贰拾万元 3200000 元 exact
九成以上站点 => Q 九成以上 90 % more_than
六到八成 => Q 六到八成 60..80 % range
十之八九 => M 十 word; M 八九 word
三五成群 => M 三五 word
七八个社工 => Q 七八个 7..8 个 range
一两次 => Q 一两次 1..2 次 range
两三年 => M 两三年 duration
四五十人 => Q 四五十人 40..50 人 range
百余场次 => Q 百余场次 100 场次 more_than
千余元 => Q 千余元 1000 元 more_than
万余人 => Q 万余人 10000 人 more_than
亿元级 => M 亿 word
"""


def amount(quantity: Quantity) -> str:
    """The value, both ends, or `-` where it is masked."""
    if quantity.low is not None:
        return f"{quantity.low}..{quantity.high}"
    return "-" if quantity.value is None else str(quantity.value)


def told(found: Scan) -> str:
    """The items of a scan as a row writes them."""
    items = [
        (
            q.span,
            f"Q {q.quote} {amount(q)} {q.unit or '-'} {q.qualifier}",
        )
        for q in found.quantities
    ]
    items += [(t.span, f"T {t.quote} {t.edtf or '-'} {t.kind}") for t in found.times]
    items += [(m.span, f"M {m.quote} {m.reason}") for m in found.mentions]
    return "; ".join(text for _, text in sorted(items)).replace("\n", "⏎")


@pytest.mark.parametrize(("sentence", "items"), [row.split(" => ") for row in ROWS.strip().splitlines()])
def test_everything_in_a_sentence(sentence: str, items: str) -> None:
    assert told(scan(sentence.replace("⏎", "\n"), "2022-06")) == items
