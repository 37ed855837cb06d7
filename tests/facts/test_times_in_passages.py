"""Which time governs a figure where the words that tell it stand sentences before: lists, stretches, examinations."""

from __future__ import annotations

import pytest
from specification import cases, marked_facts, report, told
from test_timing import time_of

# The report is of July 2023; `none` means a fact without a time.

LISTS = """
@ 阜阳市
year-over-a-list: 去年，我们主要抓了三件事。一是建站点，新建社工站【30个】。二是聚人才，全年培训社工【600人】。 => 2022 2022
year-over-a-list-in-paragraphs: 2021年，全市社工站建设取得明显进展。¶一是建站点。新建社工站【30个】。¶二是聚人才。全年培训社工【600人】。 => 2021 2021
year-over-a-list-of-first-and-second: 2021年，我市推进以下工作。第一，新建社工站【30个】。第二，年底持证社工达【960人】。 => 2021 2021-12
since-over-a-list: 2021年以来，我市主要做法如下。一是新建社工站【30个】。二是投入资金【860万元】。 => 2021/.. 2021/..
as-of-what-is-told-below: 现将截至2022年9月底建站情况通报如下。¶一、总体情况¶建成社工站【118个】。¶二、资金¶颍上县投入【320万元】。 => 2022-09 2022-09
year-over-a-list-ends: 去年，我们主要抓了两件事。一是新建社工站【30个】。二是培训社工【600人】。¶三、问题¶每站社工【1.2人】。 => 2022 2022 none
year-with-its-own-figure-over-no-list: 2021年，建成社工站56个。一是新建社工站【30个】。 => none
day-of-a-meeting-over-a-list: 5月12日，市民政局召开推进会，明确了三项任务。一是新建社工站【30个】。 => none
whole-year-in-an-item-that-is-run-in: 三、2024年工作打算¶（一）改造家庭【80户】。（二）发展志愿者【50名】，全年服务【1000人次】。 => 2024 2024 2024
year-within-the-list: 去年，我们主要抓了两件事。一是新建社工站【30个】。二是今年起投入资金【90万元】。 => 2022 2023/..
an-item-ends-its-time: 三、下半年计划¶（一）8月底前建站【3个】；（二）培训社工【2期】；（三）年底持证【120人】。 => ../2023-08 2023-07/2023-12 2023-12
an-item-whose-month-touches-its-mark: 三、下半年工作计划¶1.8月底前建成【3个】站；2.培训社工【2期】。 => ../2023-08 2023-07/2023-12
a-year-goes-on-in-the-next-item: 一是2022年新建社工站【3个】；二是培训社工【80人】。 => 2022 2022
"""

STRETCHES = """
@ 阜阳市
years-of-the-plan: “十三五”时期，社会工作从试点走向覆盖。到2020年底，持证社工达到【960人】。五年间，投入社工站资金【3200万元】。 => 2020-12 2016/2020
years-since-a-beginning: 2018年我市出台奖励办法，五年间兑现奖励【82万元】。 => 2018/2022
years-since-a-beginning-before: 2020年，我市出台奖励办法。三年间，兑现奖励【82万元】。 => 2020/2022
years-up-to-this-one: 2021年，我市出台奖励办法。三年间，兑现奖励【82万元】。 => 2021/2023
years-as-told: 2018年—2022年累计投入【5600万元】，五年间培训社工【1.1万人次】。 => 2018/2022 2018/2022
years-that-do-not-fit: 2015年，我市出台奖励办法。三年间，兑现奖励【82万元】。 => none
years-from-nothing: 三年间，兑现奖励【82万元】。 => none
"""

DEADLINES = """
@ 阜阳市
deadline-that-ends-with-its-sentence: 目前，全市已建成社工室【260个】，今年底前将实现全覆盖。在岗社工【640人】。 => none none
year-end-after-next-june: 确保明年6月底前社工站全覆盖，年底前打造示范站【9个】。 => ../2024-12
year-end-after-this-september: 9月底前建成社工站【56个】，年底前打造示范站【9个】。 => ../2023-09 ../2023-12
"""

EXAMINATIONS = """
@ 阜阳市
page-of-an-examination: 2023年社工考试，全市报考1420人。¶去年通过考试的110人，奖励已经兑现。¶界首市报名【186人】，太和县【240人】。 => 2023 2023
by-places-below-it: 2023年社工考试，全市报考1420人。¶从各地看，太和县以【240人】领先，界首市【186人】。 => 2023 2023
promised-to-all: 到2025年，全市持证社工达到【3000人】。对考取证书的社工一次性奖励【700元】。 => 2025 none
parts-of-who-sat-it: 6月10日至11日，2023年度社工考试举行，【1420人】报名，其中初级【1100人】。 => 2023-06-10/2023-06-11 2023-06-10/2023-06-11
an-examination-after-last-year: 去年培训【4800人次】；今年6月社工考试，我市报名【1.42万人】。 => 2022 2023
month-of-an-examination: 今年6月的社工考试，【41人】报名，【12人】拿到证书。 => 2023 2023
month-of-the-examination-in-full: 6月全国社会工作者职业资格考试，【12人】通过。 => 2023
days-of-an-examination: 今年的社工考试于6月10日至11日举行，参考【1420人】。按参考人数算，通过率【29%】。 => 2023-06-10/2023-06-11 2023
days-of-an-examination-then-what-it-led-to: 6月10日至11日，社会工作者职业资格考试开考。经核定，全市【420人】合格，其中初级【360人】。 => 2023 2023
examination-of-a-year-in-an-earlier-paragraph: 日前，2023年度全国社会工作者职业资格考试成绩公布。¶经核定，全市共【420人】合格。 => 2023
this-years-examination-after-the-half-year: 上半年，培训社工【510人】。今年社工考试，全市报考【1250人】。 => 2023-01/2023-06 2023
campaign-of-the-whole-city: 3月21日上午，2023年全市社会工作主题宣传周启动，发放折页【6000份】。 => 2023-03-21
sitting-then-the-courses-for-it: 社工考试6月10日开考，全市【820人】参考，我们办了冲刺班【4期】。 => 2023-06-10 2023
sitting-then-the-next-sentence: 6月10日至11日，社工考试开考，【820名】考生走进考场。送考前网课【36节】。 => 2023-06-10/2023-06-11 2023
courses-for-an-examination: 为做好2023年度社工考试，市民政局4月举办考前培训【3期】，培训【460人】。 => 2023-04 2023-04
training-after-an-examination: 6月10日，社工考试开考。¶7月，培训社工【80人】。 => 2023-07
day-of-a-ceremony: 6月10日，社工站揭牌，培训合格学员【30人】上岗。 => 2023-06-10
"""

STEPS = """
@ 阜阳市
a-year-ago: 截至2023年6月，建成社工站【116个】，而一年前还只有【49个】。 => 2023-06 2022
a-year-ago-ends-with-its-part: 截至2023年6月，建站【116个】，而一年前还只有49个；其中颍东区【16个】。 => 2023-06 2023-06
years-ago: 三年前，全市只有社工站【4个】。 => 2020
years-ago-without-a-figure: 三年前他还是一名教师。如今，站里有社工【4名】。 => none
second-year: 2020年，我们建站【3个】。第二年铺开到全市，投入资金【168万元】。 => 2020 2021
second-year-running: 2022年，建站【3个】，连续第二年获评先进，投入资金【16万元】。 => 2022 2022
figure-before-its-deadline: 已经建好站点13个，剩下的【6个】年底前建成。 => ../2023-12
figure-before-its-year: 首批【20个】今年建成，其余【36个】明年全部建成。 => 2023 2024
bare-year-of-a-post: 2022年，我们服务【1.2万人次】。¶2023，再立小目标：督导扩到【30名】。 => 2022 2023
"""

BRACKETS = """
@ 阜阳市
part-of-the-figure-before-the-bracket: 现有社工【14人】（年初16人，6月离职2人），其中中级【3人】。 => none none
year-in-quoted-words-with-their-figure: 对照“2025年底每站有社工6人”的要求，各县招聘社工【310人】。 => none
year-in-a-bracket-with-its-figure: 今年安排【520万元】（前年是【260万元】）。每站建设经费【20万元】，分两次拨付。 => 2023 2021 2023
months-in-a-bracket: 2022年末，站内有社工【4人】（年初5人，6月离职1人），其中中级【1人】。合同金额【29万元】。 => 2022-12 2022-12 2022-12
month-alone-in-a-bracket: 举办培训（2022年5月）【3期】，参训【160人】。 => 2022-05 2022-05
"""

SEASONS = """
@ 阜阳市
season-after-a-month: 2022年3月，招募志愿者【160人】。夏天发大水，志愿者又上堤巡查，转移群众【320人】。 => 2022-03 2022
season-of-this-year: 今年5月，走访老人【160人】。入夏以后，送清凉【320人次】。 => 2023-05 2023
"""

DEEDS = """
@ 阜阳市
chosen-after-the-stock: 2022年，全市推进队伍建设。至12月底持证社工【5200人】。新选聘督导【16名】，建督导工作室【5个】。 => 2022-12 2022 2022
contest-after-the-stock: 2022年，志愿服务升温。截至11月底，注册志愿者【28万人】。首届项目大赛收到作品【139个】，【20个】入选。 => 2022-11 2022 2022
"""

LEARNT = """
@ 阜阳市
learnt-on-a-day: 7月2日，记者从市民政局获悉，全市报考【1900人】，新建社工站【6个】。 => none none
learnt-on-a-day-of-this-month: 记者7月2日从市民政局了解到，今年新建社工站【6个】。 => 2023
when-the-rest-is-due: 站点已覆盖10个镇，剩余的3个今年底前建成。站里配有社工【34人】。 => none
since-it-was-opened: 自2022年8月投用，已办理个案【47件】。 => 2022-08/..
what-comes-next-is-of-no-past-year: 2021年，市财政安排经费120万元。下一步，力争持证社工突破【4000人】。 => none
a-festival-is-no-day-of-figures: 2023年3月21日是国际社工日。全市共有社工【1217人】。 => none
no-day-of-an-examination: 今年6月的社工考试，全市报了1126人。截至6月底，全市有社工机构【8家】。 => 2023-06
the-half-year-again: 截至5月底，低保对象【3126户】。半年累计支出低保金【1352.7万元】。 => 2023-05 none
an-opening-of-the-year: 年初省里启动项目，我市入选。尖山社区试设站点，招用社工【6名】。 => none
"""

SPANS = """
@ 阜阳市
raised-over-a-plan-that-goes-on: “十四五”期间，低保标准由每人每月【635元】提高到【860元】。 => 2021/2025 2021/2025
raised-over-a-plan: “十二五”期间，低保标准由每人每月【235元】提高到【460元】。 => 2010 2015
years-added-up: 2019年投入【95万元】，2020年投入【130万元】，两年合计【225万元】。 => 2019 2020 2019/2020
years-on-the-way: 资金从2018年的【95万元】增至2020年的【130万元】，3年累计【340万元】。 => 2018 2020 2018/2020
years-that-are-not-those: 2018年投入【95万元】，2020年投入【130万元】，两年合计【225万元】。 => 2018 2020 2020
first-and-last-of-some-years: 2020—2022年，社工机构从【12家】发展到【40家】，三年共承接项目【36个】。 => 2020 2022 2020/2022
year-of-a-list: 项目从2016年的【8个】、【160万元】，扩展到今年的【22个】、【510万元】。 => 2016 2016 2023 2023
year-to-come-and-what-there-is: 预计2025年实现社工站全覆盖。去年，一个街道配备社工【2名】；全市现有站点【11个】。 => 2022 none
no-month-of-the-report: 社工站有社工【3名】，包联【13个】村。站长说，上半年，站里服务【1126人次】。 => none none 2023-01/2023-06
since-then-not-dealt: 2018年以来，持证社工由【312人】增加到【871人】。 => 2018/.. 2018/..
enrolled-for-an-examination: 2023年全国社工考试于6月10日至11日举行。报考总人数为【4.2万人】。 => 2023
in-order-of-those-who-passed: 2023年社工考试成绩公布，全市402人过关。按县区排，阜南县【96人】居首。 => 2023
no-examination-in-last-years-money: 今年社工考试，报考【518人】。通过考试的奖励800元，去年区财政支出46万元。¶太和县报考【320人】。 => 2023 2023
month-of-a-heading: 一、6月份工作回顾¶1、新开个案【3个】。¶2、端午节前后办了活动【4场】。¶二、下月打算¶小组【2个】。 => 2023-06 2023-06 2023-08
held-against-another-year: 2022年，投入福彩公益金【4500万元】，占2021年筹集额的【62.5%】；社工培训支出【260万元】。 => 2022 2022 2022
inside-a-clause-that-closes: 截至2023年5月，登记慈善组织【64家】；慈善总会2022年底净资产达【870万元】；志愿者【31万人】。 => 2023-05 2022-12 2023-05
held-against-it-and-told: 全市社工机构达【90家】，较2020年初【36家】增长150%。 => none 2020-01
total-of-an-examination: 近日，2023年度社会工作者职业资格考试成绩揭晓，全市累计报考【1830人】，通过考试人数【402人】。 => 2023 2023
year-before-in-the-name-of-a-sum: 2023年以来，发放低保金【2.1亿元】，标准占居民上年度人均支出的38%。按标准的【25%】增发。 => 2023/.. 2023/..
in-so-many-years: 再过3年，全市将拥有【2600名】社工。5年后，持证社工将达【3000人】。 => 2026 2028
month-to-come-after-last-years: 2022年举办培训【3期】，余下【1期】将于8月完成。 => 2022 2023-08
begun-in-a-year: 于2022年启动“社工+”项目，服务群众【3200人次】。 => 2022
begun-in-a-month: 以2022年社工考试为契机，于8月启动报名，全市报考【121人】。 => 2022
"""


@pytest.mark.parametrize(
    ("home", "text", "answers"),
    [
        *cases(LISTS), *cases(STRETCHES), *cases(DEADLINES), *cases(EXAMINATIONS), *cases(DEEDS), *cases(STEPS),
        *cases(BRACKETS), *cases(SEASONS), *cases(LEARNT), *cases(SPANS),
    ],
)
def test_time_told_before(home: str, text: str, answers: tuple[str, ...]) -> None:
    found = told(marked_facts(report(text, home)), time_of)
    assert found == answers, " ".join(found)
