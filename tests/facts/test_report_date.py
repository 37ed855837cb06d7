"""The date of a report, with the rule and the words that told it."""

from __future__ import annotations

import pytest
from specification import cases, read

from pipeline.dated import DATE_RULES
from pipeline.readers.txt import from_text

# After `=>`: the date, the rule (blanks as `-`), the words (blanks as `_`); `@` names the file. `unknown` for no date.

DATES = """
@ 汇报.txt
dateline: 宁德市社工站建设情况汇报¶（2022年5月）¶全市建成社工站30个。 => 2022-05 dateline 2022年5月
dateline-day: 宁德市社工站建设情况汇报¶宁德市民政局¶2022年5月18日¶全市建成社工站30个。 => 2022-05-18 dateline 2022年5月18日
dateline-han: 宁德市社工站建设情况汇报¶二〇二二年五月¶全市建成社工站30个。 => 2022-05 dateline 二〇二二年五月
dateline-in-the-title: 宁德市社工站建设情况汇报（2022年5月）¶全市建成社工站30个。 => 2022-05 dateline 2022年5月
dateline-numeric: 宁德市社工站建设情况汇报¶2022-05-18¶全市建成社工站30个。 => 2022-05-18 dateline 2022-05-18
no-date-in-a-row-of-figures: 宁德市社工站建设情况汇报¶（2022年5月）¶低保人数 万人 2061.3 => 2022-05 dateline 2022年5月
dateline-with-blanks: 宁德市社工站建设情况汇报¶（2022 年 5 月）¶全市建成社工站30个。 => 2022-05 dateline 2022年_5月
publication: 首页 > 民政动态¶宁德市社工站实现全覆盖¶2022-05-18 09:26 来源：宁德市民政局 作者：王某 浏览：231次¶全市建成社工站30个。 => 2022-05-18 dateline 2022-05-18
publication-labelled: 宁德市社工站实现全覆盖¶发布时间：2022年5月18日 字号：大 中 小¶全市建成社工站30个。 => 2022-05-18 dateline 2022年5月18日
publication-with-slashes: 宁德市社工站实现全覆盖¶时间：2022/5/18 点击：77¶全市建成社工站30个。 => 2022-05-18 dateline 2022/5/18
publication-in-an-index: 宁德市社工站建设情况汇报¶索引号：003-2022-0018 发文日期：2022年5月18日¶全市建成社工站30个。 => 2022-05-18 dateline 2022年5月18日
publication-below-a-headline: 山脚下的“双语”服务队¶小站日记　2022-05-18 19:06　发表于福建¶宁德市建成社工站30个。 => 2022-05-18 dateline 2022-05-18
review-posted-in-january: 年终盘点 | 2022，谢谢每一次开门¶小站日记 2023-01-09 19:06¶宁德市建成社工站30个。 => 2022 title-year 2022
report-posted-in-january: 同心社工2022年度报告 ｜ 慢慢来¶同心社工 2023年1月9日 12:00¶宁德市建成社工站30个。 => 2022 title-year 2022
five-year-plan: 宁德市“十三五”民政事业发展规划¶“十二五”期间，社工由2010年的12人增加到300人。到2020年建成社工站120个。 => 2016 title-span 十三五
counted-from: 宁德市社工站建设情况汇报¶从2019年试点算起，建成社工站30个。 => unknown
clock-of-a-site: 2025年1月21日 福建宁德 星期二¶宁德社工站年底要到30个¶时间：2022-06-15 09:21:17 来源：宁德市人民政府¶全市建成社工站30个。 => 2022-06-15 dateline 2022-06-15
signature: 宁德市社工站建设情况汇报¶全市建成社工站30个。¶宁德市民政局¶2021年12月3日 => 2021-12-03 signature 2021年12月3日
signature-han: 宁德市社工站建设情况汇报¶全市建成社工站30个。¶宁德市民政局¶二〇二一年十二月三日 => 2021-12-03 signature 二〇二一年十二月三日
signature-in-brackets: 宁德市社工站建设情况汇报¶全市建成社工站30个。¶（宁德市民政局 2021年12月） => 2021-12 signature 2021年12月
dateline-over-signature: 宁德市社工站建设情况汇报¶（2021年11月）¶全市建成社工站30个。¶宁德市民政局¶2021年12月3日 => 2021-11 dateline 2021年11月
summary-over-signature: 宁德市2021年社工站工作总结¶全市建成社工站30个。¶宁德市民政局¶2022年1月8日 => 2021 title-year 2021
summary-over-publication: 宁德市2021年社工站工作总结¶发布时间：2022-01-08 16:30 来源：宁德市民政局¶全市建成社工站30个。 => 2021 title-year 2021
summary-and-plan: 宁德市民政局2021年工作总结和2022年工作打算¶全市建成社工站30个。 => 2021 title-year 2021
summary-month: 宁德市社工站工作简报（2022年5月）¶全市建成社工站30个。 => 2022-05 dateline 2022年5月
title-span: 宁德市社工站三年建设方案（2021—2023年）¶到2023年建成社工站120个。 => 2021 title-span 2021—2023年
yearbook: 宁德年鉴（2022）· 民政¶¶2021年，全市建成社工站30个。 => 2021 yearbook 年鉴（2022
title-mention: 宁德市2022年社工站建设情况¶全市建成社工站30个。 => 2022 title-mention 2022
form-above-the-title: 索引号：003-2023/0031　公文种类：其他¶发布机构：市民政局　发布日期：2023-02-08 17:42¶宁德市民政局2022年工作总结及2023年工作打算¶全市建成社工站30个。 => 2022 title-year 2022
own-number: 宁民〔2021〕36号¶宁德市民政局关于加强社工站建设的通知¶各县（市、区）民政局：¶每站配备社工不少于2名。 => 2021 own-number 2021
number-of-another: 宁德市民政局关于加强社工站建设的汇报¶根据闽民〔2020〕36号文件，全市建成社工站30个。 => unknown
cited-by-a-plan: 宁德市社工站建设实施方案¶根据《关于加强社工站建设的意见》（闽民〔2021〕36号）和闽民〔2020〕8号，到2025年建成社工站120个。 => 2021 cited 2021
plan-without-papers: 宁德市社工站建设实施方案¶2021年建成社工站40个，2023年建成社工站120个。 => 2021 cited 2021
lead: 宁德市社工站实现全覆盖¶本报讯 2022年5月18日，宁德市召开社工站现场会。全市建成社工站30个，较2020年增加18个。 => 2022-05-18 lead 2022年5月18日
lead-of-old-times: 宁德市社工站实现全覆盖¶2018年5月18日，宁德市首个社工站揭牌。2022年，全市建成社工站30个。 => 2022 latest-year 2022
address: 宁德市社工站实现全覆盖¶全市建成社工站30个。¶文章来源：http://mzj.example/xwdt/2022/0518/7712.html => 2022-05-18 address 2022/0518
address-run-together: 宁德市社工站实现全覆盖¶全市建成社工站30个。¶https://mzj.example/xwdt/202205/t20220518_7712.htm => 2022-05-18 address 20220518
latest-year: 宁德市社工站建设情况汇报¶2019年启动建设。2021年扩大试点，建成社工站30个。 => 2021 latest-year 2021
plans-are-not-the-date: 宁德市社工站建设情况汇报¶2021年扩大试点。到2025年建成社工站120个。 => 2021 latest-year 2021
advice-is-not-the-date: 宁德市社工站调研报告¶2021年扩大试点，建成社工站30个。建议2023年新增岗位15个。 => 2021 latest-year 2021
papers-are-not-the-date: 宁德市社工站建设情况汇报¶2021年扩大试点，落实《2023年工作要点》，建成社工站30个。 => 2021 latest-year 2021
only-a-beginning: 宁德市社工站建设情况汇报¶2019年以来，建成社工站30个。 => unknown
begun-then: 宁德市社工站建设情况汇报¶2019年启动的社工站项目，今年建成社工站30个。 => unknown
beginning-after-the-latest: 宁德市社工站建设情况汇报¶2019年试点。2021年以来，建成社工站30个。 => unknown
only-ahead: 宁德市社工站建设情况汇报¶2025年将建成社工站120个。 => 2025 year-ahead 2025
only-a-goal: 宁德市社工站建设情况汇报¶到2025年建成社工站120个。 => unknown
nothing-known: 宁德市社工站建设情况汇报¶全市建成社工站30个。 => unknown
month-without-a-year: 宁德市社工站建设情况汇报¶记者5月18日获悉，全市建成社工站30个。 => unknown
@ 2022年宁德市汇报.txt
file-name: 宁德市社工站建设情况汇报¶全市建成社工站30个。 => 2022 file-name
file-name-the-year-after: 宁德市社工站建设情况汇报¶去年，即2021年，建成社工站30个。 => 2022 file-name
file-name-of-a-report-on-the-year: 宁德市社工站建设情况汇报¶2021年建成社工站30个。 => 2021 latest-year 2021
text-over-file-name: 宁德市社工站建设情况汇报¶2019年建成社工站30个。 => 2019 latest-year 2019
text-after-file-name: 宁德市社工站建设情况汇报¶2023年建成社工站30个。 => 2023 latest-year 2023
beginning-and-file-name: 宁德市社工站建设情况汇报¶2019年以来，建成社工站30个。 => 2022 file-name
@ 宁德市汇报20220518.txt
file-name-day: 宁德市社工站建设情况汇报¶全市建成社工站30个。 => 2022-05-18 file-name
@ nd_2022-05.txt
file-name-month: 宁德市社工站建设情况汇报¶全市建成社工站30个。 => 2022-05 file-name
@ 35090220220.txt
file-name-of-other-digits: 宁德市社工站建设情况汇报¶全市建成社工站30个。 => unknown
"""  # noqa: E501


@pytest.mark.parametrize(("name", "text", "answers"), cases(DATES))
def test_date_with_its_evidence(name: str, text: str, answers: tuple[str, ...]) -> None:
    source = text.replace("¶", "\n")
    text = from_text(name, source).text
    report = read(source, name).reports[0]
    told = report.dated
    if told is None:
        assert (report.date, answers) == ("", ("unknown",))
        return
    words = "_".join(text[slice(*told.span)].split()) if told.span else ""
    assert tuple(filter(None, (report.date, told.rule.replace(" ", "-"), words))) == answers
    assert told.field == "date"


def test_every_rule_has_its_words_in_chinese_and_a_case() -> None:
    rules = {case.values[2][1].replace("-", " ") for case in cases(DATES) if len(case.values[2]) > 1}
    assert set(DATE_RULES) == rules


def test_two_reports_of_a_file_have_their_own_dates() -> None:
    work = "全市大力推进社工站建设，社会工作人才队伍不断壮大，各县市区均成立管理机构，制度建设不断完善，服务不断深入。"
    text = f"保山市社工站建设情况汇报\n{work}\n保山市民政局\n2021年4月8日\n玉溪市社工站建设情况汇报\n{work}\n玉溪市民政局\n2022年4月9日\n"
    dated = [report.dated for report in read(text).reports]
    assert [text[slice(*told.span)] for told in dated if told and told.span] == ["2021年4月8日", "2022年4月9日"]
