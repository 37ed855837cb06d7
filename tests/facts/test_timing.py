"""Which time governs a figure: the nearest before it, in its sentence, its paragraph, its report."""

from __future__ import annotations

import pytest
from specification import cases, marked_facts, read, report, told

from schemas.records import Fact

# The report is of July 2023. `-` in an answer would mean no fact; `none` means a fact without a time.

GOVERNS = """
@ 莆田市
none-given: 建成社工站【56个】。 => none
year: 2022年建成社工站【56个】。 => 2022
month: 2022年11月新建社工站【6个】。 => 2022-11
day: 2022年11月18日，新建社工站【6个】。 => 2022-11-18
month-range: 2022年1月至6月，开展活动【130场】。 => 2022-01/2022-06
half-year: 2022年上半年，开展活动【130场】。 => 2022-01/2022-06
quarter: 2022年第三季度，开展活动【75场】。 => 2022-07/2022-09
up-to: 截至2022年底，建成社工站【56个】。 => 2022-12
up-to-month-end: 截至2023年5月底，建成社工站【58个】。 => 2023-05
since: 2021年以来，累计投入社工站资金【860万元】。 => 2021/..
since-this-year: 今年以来，投入社工站资金【120万元】。 => 2023/..
this-year: 今年，投入社工站资金【120万元】。 => 2023
last-year: 去年，投入社工站资金【110万元】。 => 2022
year-before-last: 前年，投入社工站资金【90万元】。 => 2021
since-last-year: 去年以来，投入社工站资金【210万元】。 => 2022/..
this-year-month: 今年3月，培训社工【80人】。 => 2023-03
bare-month: 5月，培训社工【80人】。 => 2023-05
up-to-bare-month: 截至6月底，建成社工站【58个】。 => 2023-06
now: 目前，建成社工站【58个】。 => none
up-to-now: 截至目前，建成社工站【58个】。 => none
recent-years: 近年来，投入社工站资金【860万元】。 => none
two-years: 两年来，投入社工站资金【860万元】。 => none !! reckoned
five-year-plan: “十四五”期间，建成社工站【160个】。 => 2021/2025
two-years-in-order: 2021年投入【80万元】，2022年投入【110万元】。 => 2021 2022
three-pairs: 社工站2020年【10个】、2021年【32个】、2022年【56个】。 => 2020 2021 2022
year-in-brackets: 社工站【10个】（2020年）、【56个】（2022年）。 => 2020 2022
runs-through-list: 2022年，建成社工站【56个】，投入资金【110万元】，培训社工【320人】。 => 2022 2022 2022
runs-through-paragraph: 2022年，建成社工站56个。培训社工【320人】。 => 2022
not-into-next-paragraph: 2022年，建成社工站56个。¶培训社工【320人】。 => none
not-into-next-item: 一是2022年建成社工站56个。二是培训社工【320人】。 => none
not-into-next-section: （一）站点建设。2022年建成社工站56个。（二）人才培养。培训社工【320人】。 => none
now-closes-year: 2021年启动社工站建设，目前已建成【58个】。 => none
now-closes-in-next-sentence: 2021年启动社工站建设。目前，已建成【58个】。 => none
open-period-does-not-close: 2022年启动社工站项目，项目期内服务居民【2600人次】。 => 2022
section-opening: 截至2023年6月底：建成社工站【58个】；配备社工【140名】。 => 2023-06 2023-06
"""

COMPARISONS = """
@ 齐齐哈尔市
than-year: 比2021年增加社工站【12个】。 => none
than-last-year: 社工站【58个】，比上年增加【6个】。 => none none
year-then-than: 2022年建成社工站56个，较2021年增加【24个】。 => 2022
multiple-of-year: 2022年服务3.6万人次，是2021年的【1.8倍】。 => 2022
growth-over-same-period: 2023年上半年投入社工站资金120万元，同比增长【9%】。 => 2023-01/2023-06
from-to-years: 社工站由2021年的【32个】增加到2022年的【56个】。 => 2021 2022
from-last-year: 社工站从去年的【56个】增加到今年的【58个】。 => 2022 2023
from-beginning: 社工站从2020年底的【10个】增至目前的【58个】。 => 2020-12 none
after-base-year-this: 与2020年相比，2022年社工站增加【46个】。 => 2022
"""

NAMES = """
@ 莆田市
examination-name: 通过2022年全国社会工作者职业水平考试的有【86人】。 => 2022
examination-name-yields: 今年，组织2022年社工考试补考，通过【12人】。 => 2023
document-name: 落实《2021年社会工作要点》，建成社工站【56个】。 => 2021
document-number: 根据闽民发〔2021〕36号要求，建成社工站【56个】。 => none
project-name: 实施2022年福彩公益金项目【9个】。 => 2022
open-year-over-name: 2023年，使用2022年福利彩票公益金项目资金【90万元】。 => 2023
"""

AFTER = """
@ 莆田市
after-unveiled: 首批【8个】社工站于2021年5月挂牌。 => 2021-05
after-at: 全市【56个】社工站在2022年底投入运行。 => 2022-12
after-not-over-comma: 建成社工站【56个】，于2022年7月通过验收。 => none
after-yields-to-before: 2021年选定【8个】社工站于2022年5月挂牌。 => 2021
since-after: 社工站【8个】自2021年起运行。 => 2021/..
"""

FORMS = """
@ 莆田市
start-then-full: 2021年，全市启动社工站建设，2022年实现全覆盖，建成社工站【56个】。 => 2022
since-event: 自2020年9月试点以来，社工站累计服务居民【2.6万人次】。 => 2020-09/..
years-with-zhi: 2020至2022年，累计投入社工站资金【860万元】。 => 2020/2022
years-with-dash: 2020—2022年累计投入社工站资金【860万元】。 => 2020/2022
up-to-day: 截至2023年6月30日，建成社工站【58个】。 => 2023-06-30
up-to-written-otherwise: 截止2022年12月，全市持证社工【1240人】。 => 2022-12
by-year-end: 到2022年末，持证社工达【1240人】。 => 2022-12
fiscal-year: 2022年度，举办培训【12期】。 => 2022
months-of-year: 2022年1—10月，服务居民【1.8万人次】。 => 2022-01/2022-10
months-bare: 1至6月，服务居民【9600人次】。 => 2023-01/2023-06
months-bare-dash: 1-6月份，服务居民【9600人次】。 => 2023-01/2023-06
half-year-bare: 上半年，服务居民【9600人次】。 => 2023-01/2023-06
end-of-last-year: 去年底，建成社工站【56个】。 => 2022-12
half-of-last-year: 去年下半年，新增社工站【6个】。 => 2022-07/2022-12
years-dealt-out: 2021、2022年分别投入社工站资金【80万元】、【110万元】。 => 2021 2022
years-dealt-out-with-and: 2021年和2022年分别培训社工【180人】和【320人】。 => 2021 2022
years-together: 2021年、2022年共投入社工站资金【190万元】。 => 2021/2022
last-three-years: 近三年投入社工站资金【300万元】。 => none
thirteenth-plan: “十三五”期间，培育社工机构【26家】。 => 2016/2020
since-plan-began: “十四五”以来，培育社工机构【12家】。 => 2021/..
holiday: 国庆期间，社工走访老人【320户】。 => none
epidemic: 疫情期间，社工服务居民【1.2万人次】。 => none
first-and-second-year: 社工站建设第一年，投入资金【60万元】，第二年投入【80万元】。 => none none
past-paper-then-now: 2022年3月，市民政局印发方案，要求全面推进。截至目前，建成社工站【58个】。 => none
past-paper-runs-on: 2022年3月，市民政局印发方案。全市建成社工站【58个】。 => 2022-03
from-year-on: 从2021年起，市财政每年安排社工站经费【200万元】。 => 2021/..
since-from-to: 自2021年以来，持证社工从【860人】增加到【1240人】。 => 2021/.. 2021/..
from-end-of-to-now: 持证社工由2020年底的【860人】增加到目前的【1240人】。 => 2020-12 none
compared-net: 持证社工1240人，比2020年净增【380人】。 => none
this-then-last: 今年新增持证社工【80人】，去年新增【120人】。 => 2023 2022
this-year-months: 今年1月至5月，新增持证社工【80人】。 => 2023-01/2023-05
since-then-whole-last-year: 今年以来，开展个案【120个】；去年全年开展个案【210个】。 => 2023/.. 2022
since-month: 3月份以来，社工走访【860户】。 => 2023-03/..
from-month: 自5月起，社工走访【860户】。 => 2023-05/..
across-years: 2022年7月至2023年6月，社工走访【1860户】。 => 2022-07/2023-06
months-with-dash: 2022年7月—12月，社工走访【960户】。 => 2022-07/2022-12
days-across-months: 2022年6月15日至7月15日，社工走访【360户】。 => 2022-06-15/2022-07-15
deadline-past: 2022年6月底前，完成建站【30个】。 => ../2022-06
following-year: 2020年建成首批社工站【10个】，次年新增【22个】。 => 2020 2021
same-year: 2022年建成社工站【56个】，同年培训社工【320人】。 => 2022 2022
that-year: 2022年，建成社工站56个，当年投入【110万元】。 => 2022
same-period: 同期，培训社工【320人】。 => none
bracket-after-with-up-to: 建成社工站【56个】（截至2022年底）。 => 2022-12
bracket-before: （截至2022年底）建成社工站【56个】。 => 2022-12
stations-of-a-year: 2022年的【56个】社工站全部通过评估。 => 2022
this-fiscal-year: 本年度，投入社工站资金【120万元】。 => 2023
since-beginning: 年初以来，社工走访【860户】。 => 2023-01/..
within-year: 年内，新建社工站【6个】。 => 2023
this-month: 本月，社工走访【86户】。 => 2023-07
last-month: 上月，社工走访【86户】。 => 2023-06
examination-of-year: 2022年社工考试中，全市【86人】通过。 => 2022
two-dates-in-a-sentence: 2022年10月，省里下达社工站资金80万元，2023年2月又下达【60万元】。 => 2023-02
growth-keeps-year: 社工站2021年服务【1.1万人次】，2022年服务【1.8万人次】，增长【64%】。 => 2021 2022 2022
deadline-day: 2021年12月31日前，建成社工站【32个】。 => ../2021-12-31
eve-of-festival: 春节前夕，社工慰问老人【120户】。 => none
whole-year: 全年投入社工站资金【110万元】。 => 2023
quarter-bare: 一季度，开展活动【46场】。 => 2023-01/2023-03
year-in-han: 二〇二二年，开展活动【146场】。 => 2022
heading-in-sentence: 2022年开展社工活动情况：个案【120个】，小组【64个】。 => 2022 2022
@ 通海县
whole-year-under-its-heading: 四、2024年工作计划¶全年培训社工【200人次】。 => 2024
compared-with-the-end-of-a-plan: 2020年末，社工总量【9200人】，较“十二五”末增长【1.4倍】，其中持证【2318人】。 => 2020-12 2020-12 2020-12
heading-of-next-year: 四、2024年工作计划¶新建社工室【15个】。 => 2024
since-launch: 自2021年启动以来，先后投入社工站资金【1260万元】。 => 2021/..
within-the-year-named: 2024年，以规范化建设为重点，年内新建社工站【12个】。 => 2024
one-year-long: 一年来，社工站服务群众【11.2万人次】。 => none
years-span-then-now: 2019年至2021年，持证社工从【3862人】增加到【7415人】；今年又有【1.6万人】报考。 => 2019/2021 2019/2021 2023
end-of-next-june: 明年6月底前，社工站达到【80个】。 => ../2024-06
@ 肇庆市
ahead-of-time: 至2022年9月底，全市社工站建成运营，提前3个月完成任务，共聘用社工【894名】。 => 2022-09
first-months: 2023年前3个月，社工走访【860户】。 => 2023-01/2023-03
"""

# The report is still of July 2023: what a time is meant to be in its sentence.
MEANT = """
@ 阜阳市
from-event-to: 从2019年启动社工站建设至2022年，培育社工机构【26家】。 => 2019/2022
from-days-going-on: 培训从4月10日持续到4月14日，参训社工【126名】。 => 2023-04-10/2023-04-14
from-to-with-figures: 社工站从2019年的【12个】增加到2022年的【56个】。 => 2019 2022
year-before-last-year: 去年，社工站由上年的【32个】增加到【56个】。 => 2021 2022
year-before-this-year: 今年，社工站由上年的【32个】增加到56个。 => 2022
share-from-a-year: 持证率由2021年的【21%】提高到2023年的【58%】。 => 2021 2023
share-reaching-that-of-a-year: 服务量达到2021年的【150%】。 => none
share-of-a-year: 服务量是2021年的【150%】。 => none
since-a-long-event: 自2019年全市首个乡镇社工站揭牌运营以来，累计服务居民【2.6万人次】。 => 2019/..
since-a-quoted-event: 自2019年“双百工程”实施至今，培育社工机构【26家】。 => 2019/..
since-with-a-comma: 2019年试点，实施以来培育社工机构【26家】。 => 2019
aim-of-the-year: 1—6月，社工站链接资源86万元，完成全年目标的【72%】。 => 2023-01/2023-06
record-since: 今年报名【2100人】，创2008年开考以来新高，其中初级【1490人】。 => 2023 2023
record-since-then: 今年报名人数为2008年有考试以来最多的一年，报考【1860人】。 => 2023
compared-with-and: 今年报名【2100人】，和去年同期比增加【460人】。 => 2023 2023
aim-as-a-verb: 今年计划投入社工站资金【120万元】。 => 2023
existing: 社工站于2021年11月挂牌，现有驻站社工【3名】。 => none
existing-in-the-next-sentence: 2021年11月，社工站挂牌运营。现有驻站社工【3名】，其中持证【2名】。 => none none
existing-as-an-adjective: 2022年，依托现有阵地建成社工站【6个】。 => 2022
realised: 2022年，实现共建社工站【6个】。 => 2022
by-now: 2021年启动社工站建设，现已建成【58个】。 => none
when-written: 2021年启动社工站建设，截至发稿，已建成【58个】。 => none
examination-after: 全市【864人】报名参加2023年全国社会工作者职业资格考试。 => 2023
examination-after-of-this-year: 有【63人】报名参加今年的社工考试。 => 2023
examination-after-in-the-next-clause: 全市持证社工【864人】，2023年社会工作者职业资格考试已开始报名。 => none
event-of-a-place: 8月2日，2023年安徽省社会工作主题宣传周启动，培训社工【120人】。 => 2023-08-02
years-dealt-out-twice: 2021年、2022年分别新建社工站【12个】、【36个】，投入资金【80万元】、【110万元】。 => 2021 2022 2021 2022
three-years-dealt-out: 2020、2021、2022年分别培训社工【80人】、【120人】和【180人】。 => 2020 2021 2022
years-together-three: 2020年、2021年和2022年共投入社工站资金【290万元】。 => 2020/2022
years-apart: 2019年和2022年，各举办社工大赛，参赛社工【90人】。 => 2022
months-together: 5月、6月，社工走访老人【320户】。 => 2023-05/2023-06
row-cut-short: 2021、2022年分别投入社工站资金【80万元】。 => 2021/2022
dealt-out-to-the-semicolon: 2021年、2022年分别建站【12个】、【36个】；培训社工【80人】。 => 2021 2022 2021/2022
following-year-of-the-year-named: 2020年试点建站10个，次年扩大到【32个】。 => 2021
each-month-of-the-year: 每年3月，开展社工主题宣传【12场】。 => none
both-years: 今明两年，新建社工站【24个】。 => 2023/2024
end-of-short-year: 21年底，全市建成社工站【32个】。 => 2021-12
quarter-end: 一季度末，全市建成社工站【57个】。 => 2023-03
"""

TOLD_BEFORE = """
@ 阜阳市
month-of-the-year-told: 2021年3月启动建设，5月建成社工站【12个】，年底达到【56个】。 => 2021-05 2021-12
end-of-the-year-told: 2021年，全市启动建设。当年建成社工站【12个】。年底，持证社工达到【560人】。 => 2021 2021-12
whole-year-told: 2021年，全市启动建设。全年投入社工站资金【120万元】。6月，培训社工【80人】。 => 2021 2021-06
quarter-of-the-year-told: 2021年，全市启动建设。第三季度，开展活动【75场】。上半年，开展活动【60场】。 => 2021-07/2021-09 2021-01/2021-06
of-last-year: 去年，全市扎实推进。截至年底，建成社工站【56个】。10月，培训社工【80人】。 => 2022-12 2022-10
not-after-this-year: 2021年，全市启动建设。今年，建设提速，5月新建社工站【6个】。 => 2023-05
not-after-now: 2021年，全市启动建设。目前，站点全部运营，5月培训社工【80人】。 => 2023-05
not-after-since: 2021年以来，全市大力推进。5月，培训社工【80人】。 => 2023-05
not-into-the-next-paragraph: 2021年，全市启动建设。¶5月，培训社工【80人】。 => 2023-05
not-back-in-time: 截至2022年底，建成社工站【56个】。3月，培训社工【80人】。 => 2022-12 2023-03
not-as-of-lately: 2021年，全市启动建设。截至6月底，建成社工站【56个】。 => 2023-06
not-of-a-year-compared: 较2021年增加社工站12个，6月培训社工【80人】。 => 2023-06
not-what-lies-ahead: 2021年，全市启动建设。6月底前将新建社工站【6个】。 => ../2023-06
heading-tells-the-year: 一、2022年工作情况¶6月，培训社工【80人】。 => 2022-06
next-year-in-the-same-sentence: 明年培训班延伸到县，全年培训社工【200人次】。 => 2024
budget-of-the-year: 年初预算安排社工站资金【296万元】。 => 2023
year-of-a-multiple: 今年报考【9473人】，是2008年的近【16倍】，通过【1532人】。 => 2023 2023 2023
raised-from-to: 今年，每站补助标准由【3万元】提高到【5万元】。 => none 2023
raised-since: 自2021年以来，持证社工由【860人】增加到【1240人】。 => 2021/.. 2021/..
years-of-the-plan: “十三五”期间，全市大力推进。五年来，投入社工站资金【7350万元】。 => 2016/2020
since-a-month: 从7月份开始,为社工站投入资金【11.96万元】。 => 2023-07/..
deeds-after-the-stock: 2022年，全市稳步推进。至年末，持证社工【962人】。举办培训班【2期】。 => 2022-12 2022
stock-after-the-stock: 2022年，全市稳步推进。至年末，持证社工【962人】。建成社工站【56个】。 => 2022-12 2022-12
quarters-dealt-out: 今年第一季度、第二季度分别开展个案【60个】、【70个】。 => 2023-01/2023-03 2023-04/2023-06
quarters-together: 第一季度、第二季度共开展个案【130个】。 => 2023-01/2023-06
each-year-after-a-deadline: 2022年底，建成社工站【56个】。每年培训社工【60人】。 => 2022-12 none
founded-then-described: 社工站于2020年10月成立，面积【320平方米】，服务居民【2600人次】。 => none none
founded-behind: 首批【8个】社工站于2021年5月挂牌。 => 2021-05
founded-by-itself: 社工站成立于2020年，有志愿者【160名】。 => none
half-year-after-a-month: 去年12月，三都镇设站，配备社工4名。半年多来，入户走访【410户】，开展个案【12个】。 => 2022-12/.. 2022-12/..
year-after-a-month: 去年8月，三都镇设站。一年下来，入户走访【410户】。 => 2022-08/..
months-after-a-month: 3月，三都镇设站。运营4个月来，入户走访【410户】。 => 2023-03/..
up-to-now-after-a-month: 项目3月启动，到现在开展个案【12个】。 => 2023-03/..
a-while-that-does-not-fit: 5月，三都镇设站。一年下来，入户走访【410户】。 => none
a-while-after-nothing: 半年来，入户走访【410户】。 => none
a-while-not-from-the-paragraph-before: 去年12月，三都镇设站。¶半年多来，入户走访【410户】。 => none
these-days-close: 2021年启动建设。如今，有驻站社工【58名】。眼下，志愿者有【410名】。 => none none
three-years-count-either-way: 三年来，投入社工站资金【860万元】。 => none
since-an-event-without-a-year: 3月至5月，社工走访老人90户。自社工站运行以来，开展小组活动【72节】、社区活动【140场】。 => none none
since-an-event-of-the-plan: “十四五”期间，力争走在前列。规划实施以来，投入社工站资金【860万元】。 => 2021/..
half-width-commas: 2020年开始试点,到2022年底建成社工站【56个】,社工室【127个】。 => 2022-12 2022-12
from-then-with-half-width-commas: 从2020年开始试点,到2022年底建成社工站【56个】。 => 2022-12
day-of-the-event: 7月6日上午，社工周启动仪式在广场举行。社工站已有【56个】。¶启动仪式现场，【40名】志愿者发放宣传资料【1.2万份】。 => 2023-07-06 2023-07-06 2023-07-06
"""  # noqa: E501

HEADINGS = """
@ 阜阳市
year-summed-up-is-not-ahead: 一、今年以来的主要工作¶建成社工站【6个】。¶二、下一步打算¶新建社工站【9个】。 => 2023/.. none
half-year: 一、上半年工作情况¶建成社工站【6个】。 => 2023-01/2023-06
half-year-to-come: 一、上半年工作情况¶建成社工站【6个】。¶二、下半年工作打算¶新建社工站【9个】。 => 2023-01/2023-06 2023-07/2023-12
since: 一、今年以来的主要工作¶建成社工站【6个】。 => 2023/..
span-of-years: 一、2019—2021年工作回顾¶建成社工站【36个】。 => 2019/2021
plan-of-five-years: 二、“十四五”时期目标¶建成社工站【160个】。 => 2021/2025
nearer-over-heading: 一、上半年工作情况¶2022年建成社工站50个，今年建成【6个】。 => 2023
two-years-in-a-heading: 一、2022年工作和2023年打算¶建成社工站【6个】。 => none
sub-heading-keeps-it: 一、2022年工作情况¶（一）站点建设¶建成社工站【6个】。 => 2022
"""

# Whole files: where the report's own date comes from, read by what 今年 means in it.
ANCHORS = """
@ 汇报.txt
dateline: 宁德市社工站建设情况汇报¶（2022年5月）¶今年投入社工站资金【80万元】。 => 2022
dateline-han: 宁德市社工站建设情况汇报¶二〇二二年五月¶今年投入社工站资金【80万元】。 => 2022
dateline-day: 宁德市社工站建设情况汇报¶（2022年5月18日）¶5月，投入社工站资金【80万元】。 => 2022-05
signature: 宁德市社工站建设情况汇报¶今年投入社工站资金【80万元】。¶宁德市民政局¶2021年12月3日 => 2021
title-year: 宁德市2020年社工站工作总结¶今年投入社工站资金【80万元】。 => 2020
title-year-over-signature: 宁德市2020年社工站工作总结¶今年投入社工站资金【80万元】。¶宁德市民政局¶2021年1月8日 => 2020
latest-year-of-text: 宁德市社工站建设情况汇报¶2019年启动建设。2021年扩大试点。今年投入社工站资金【80万元】。 => 2021
plans-are-not-the-date: 宁德市社工站建设情况汇报¶2021年扩大试点。今年投入社工站资金【80万元】。到2025年实现全覆盖。 => 2021
nothing-known: 宁德市社工站建设情况汇报¶今年投入社工站资金【80万元】。 => none
month-that-was: 宁德市社工站建设情况汇报¶（2022年1月12日）¶10月到11月，社工走访老人【80户】。5月起，培训社工【60人】。 => 2021-10/2021-11 2021-05/..
month-that-is-planned: 宁德市社工站建设情况汇报¶（2022年1月12日）¶二、下一步工作打算¶10月，走访老人【80户】。 => 2022-10
@ 2022年宁德市汇报.txt
file-name: 宁德市社工站建设情况汇报¶今年投入社工站资金【80万元】。 => 2022
@ 总结.txt
period-of-title: 宁德市2020年社工站工作总结¶建成社工站【30个】。 => 2020
period-of-title-half: 宁德市2022年上半年社工站工作总结¶建成社工站【30个】。 => 2022-01/2022-06
period-of-opening: 宁德市社工站工作汇报¶2021年以来，宁德市大力推进社工站建设，现将有关情况汇报如下。¶（一）站点建设。建成社工站【30个】。 => 2021/..
period-of-a-yearly-plan: 宁德市2022年社工站工作计划¶建成社工站【30个】。 => 2022
period-of-a-plan-with-its-past: 宁德市民政局2022年社会工作要点¶全市现有社工站【30个】。2021年培训社工【80人】。新建社工站【12个】。 => none 2021 2021
period-of-a-dated-plan: 宁德市民政局2022年社会工作要点（2022年1月）¶新建社工站【12个】。 => 2022
period-of-a-bulletin-with-its-points: 福安市社工站工作简报¶2021年第7期 2021年8月2日¶本月要点¶7月，开展活动【31场】。¶走访老人【112户】。 => 2021-07 2021-07
period-not-of-a-scheme: 宁德市2022年社工站建设实施方案¶每站配备社工【2名】。 => none
period-of-the-aims-of-a-plan-of-years: 宁德市社工站建设计划（2022—2024年）¶建成社工站【30个】。每站配备社工【不少于2名】。 => 2024 none
period-of-an-assessment: 福安市社工站终期评估报告¶评估时间：2024年1月8日¶一、概况¶对2023年度项目进行评估。¶年内离职社工【12人】，全年督导【226次】。 => 2023 2023
this-year-after-a-comparison: 福安市2021年民政事业统计公报¶社会组织比上年增长7%。持证社工1153人；当年取得证书【246人】。 => 2021
one-year-of-a-summary: 福安市民政局2021年工作总结¶一年来，走访困难群众【6820户】。 => 2021
period-of-statistics: 福安市2020年民政事业发展统计公报¶“十三五”期间，民政事业稳步发展。¶共有特困人员【214人】。 => 2020
list-after-a-colon: 福安市社工站建设规划¶到2025年，主要目标如下：¶——站点。社工站达到【120个】。¶——队伍。持证社工【900人】。 => 2025 2025
list-after-a-colon-ends: 福安市社工站建设规划¶到2025年，主要目标如下：¶——站点。社工站达到【120个】。¶三、经费保障¶安排经费【80万元】。 => 2025 none
period-of-a-bulletin: 福安市社工站工作简报¶2021年第7期 2021年8月2日¶7月，开展活动【31场】。¶走访老人【112户】。¶本月新接个案【2个】。 => 2021-07 2021-07 2021-07
period-of-a-bulletin-of-its-date: 福安市社工站工作简报¶2021年8月2日¶走访老人【112户】。¶本月新接个案【2个】。 => none 2021-08
two-reports-two-dates: 宁德市社工站建设情况汇报¶（2022年5月）¶今年投入社工站资金【80万元】，社会工作人才队伍不断壮大，各县市区均成立社工站管理机构，制度建设不断完善，服务不断深入。¶三明市社工站建设情况汇报¶（2021年3月）¶今年投入社工站资金【60万元】，社会工作人才队伍不断壮大。 => 2022 2021
period-of-a-month-in-the-title: 宁德市社工站2022年8月工作情况¶开展个案【11个】。¶走访老人【342户】。 => 2022-08 2022-08
period-of-a-title-with-its-date: 宁德市社工站工作情况（2022年8月）¶建成社工站【30个】。 => none
period-of-summary-and-plan: 宁德市民政局2022年工作总结及2023年工作计划¶培训社工【80人】。¶二、2023年工作计划¶新建社工站【12个】。 => 2022 2023
period-of-the-title-over-this-year: 宁德市2022年社工站工作总结¶今年以来，全市大力推进。¶培训社工【80人】。 => 2022
period-of-this-year-at-its-end: 宁德市社工站工作汇报¶（2022年12月）¶今年以来，全市大力推进。¶培训社工【80人】。 => 2022
period-of-this-year-so-far: 宁德市社工站工作汇报¶（2022年7月）¶今年以来，全市大力推进。¶培训社工【80人】。 => 2022/..
period-not-of-the-title-ahead: 宁德市2022年社工站工作总结¶培训社工【80人】。¶二、下一步打算¶新建社工站【12个】。 => 2022 none
yearbook: 宁德年鉴（2019）·社会工作¶2018年，全市稳步推进。¶队伍建设。年末，持证社工【962人】。全年投入社工站资金【318万元】。 => 2018-12 2018
one-year-that-is-out: 宁德市社工站工作汇报¶（2022年12月）¶一年来，服务群众【11.2万人次】。 => 2022
one-year-just-over: 宁德市社工站工作汇报¶（2023年2月）¶一年来，服务群众【11.2万人次】。 => 2022
year-end-just-over: 宁德市社工站工作汇报¶（2023年1月）¶截至年底，建成社工站【56个】。 => 2022-12
new-year-ahead: 宁德市社工站工作汇报¶（2022年12月）¶新的一年，计划新建社工站【12个】。 => 2023
yesterday: 宁德市社工站揭牌¶2023年7月8日¶昨日，社工站揭牌，志愿者【40名】到场。 => 2023-07-07
learnt-yesterday: 宁德市社工站实现全覆盖¶2023年7月8日¶记者昨日从市民政局获悉，全市建成社工站【56个】。 => none
period-of-a-half-year-over-its-quarter: 宁德市2021年上半年社工站工作总结¶建成社工站【30个】。二季度开展活动【40场】。 => 2021-01/2021-06 2021-04/2021-06
dateline-over-a-deadline: 宁德市社工站建设情况汇报¶2022年8月¶到2025年，力争建成社工站【60个】。 => 2025
period-of-a-project-by-days: 宁德市社工服务项目结项报告¶项目周期：2021年9月1日至2022年8月31日¶开展个案【12个】。 => 2021-09/2022-08
aims-of-each-year-of-a-plan: 宁德市社工站建设计划（2022—2024年）¶每年举办培训班【2期】。 => 2022/2024
whole-year-of-a-plan-in-its-first-quarter: 宁德市2022年社会工作要点¶2022年2月10日¶全年培训社工【320人】。 => 2022
period-of-a-project: 宁德市社工服务项目结项报告¶项目周期：2021年9月至2022年8月¶开展个案【12个】。疫情防控期间，走访老人【86户】。 => 2021-09/2022-08 none
period-up-to-a-day-in-the-title: 宁德市社工站建设情况（截至2022年6月30日）¶建成社工站【30个】。 => 2022-06-30
period-of-some-years-looked-back-on: 关于宁德市2019—2021年社工站项目执行情况的报告¶三年来，投入社工站资金【1200万元】。今年培训社工【80人】。 => 2019/2021 2021
dated-headlines: 宁德市社工站实现全覆盖¶2021年5月18日¶今年投入社工站资金【80万元】，社会工作人才队伍不断壮大，制度建设不断完善，服务不断深入。¶“幸福家”项目走进社区暖人心¶2022-06-09 东南晚报¶今年投入社工站资金【60万元】，社会工作人才队伍不断壮大，各县市区均成立社工站管理机构，制度建设不断完善。 => 2021 2022
signed-reports: 保山市社工站建设情况汇报¶全市大力推进社工站建设，社会工作人才队伍不断壮大，各县市区均成立管理机构，制度建设不断完善，服务不断深入。今年投入社工站资金【72万元】。¶保山市民政局¶2021年4月8日¶玉溪市社工站建设情况汇报¶全市大力推进社工站建设，社会工作人才队伍不断壮大，各县市区均成立管理机构，制度建设不断完善，服务不断深入。今年投入社工站资金【75万元】。¶玉溪市民政局¶2022年4月9日 => 2021 2022
signed-reports-dates-above: 保山市社工站建设情况汇报¶（2021年4月8日）¶全市大力推进社工站建设，社会工作人才队伍不断壮大，各县市区均成立管理机构，制度建设不断完善，服务不断深入。今年投入社工站资金【72万元】。¶玉溪市社工站建设情况汇报¶（2022年4月9日）¶全市大力推进社工站建设，社会工作人才队伍不断壮大，各县市区均成立管理机构，制度建设不断完善，服务不断深入。今年投入社工站资金【75万元】。 => 2021 2022
"""  # noqa: E501


def time_of(fact: Fact) -> str:
    return fact.time or "none"


@pytest.mark.parametrize(
    ("home", "text", "answers"),
    [*cases(GOVERNS), *cases(COMPARISONS), *cases(NAMES), *cases(AFTER), *cases(FORMS), *cases(MEANT), *cases(TOLD_BEFORE), *cases(HEADINGS)],
)
def test_time_that_governs(home: str, text: str, answers: tuple[str, ...]) -> None:
    found = told(marked_facts(report(text, home)), time_of)
    assert found == answers, " ".join(found)


@pytest.mark.parametrize(("name", "text", "answers"), cases(ANCHORS))
def test_date_and_period_of_a_report(name: str, text: str, answers: tuple[str, ...]) -> None:
    found = told(marked_facts(text, name), time_of)
    assert found == answers, " ".join(found)


def test_a_fact_names_the_words_that_told_its_time() -> None:
    text = report("截至2022年底，建成社工站56个。")
    (fact,) = read(text).facts
    (evidence,) = [e for e in fact.evidence if e.field == "time"]
    assert evidence.span is not None
    assert text[evidence.span.start : evidence.span.end] == evidence.rule == "截至2022年底"
