"""Is a figure the subject's at all: reports and sections on other subjects keep their figures to themselves."""

from __future__ import annotations

import pytest
from specification import cases, marked_facts, told

# Whole files; `home` is the file's name. Answers: codes.
TABLE = """
@ 汇报.txt
station-report: 宿州市社工站建设情况汇报¶社工站走访老人【320户】，开展活动【46场】，投入【86万元】。 => service.visits service.activities fund.input
title-tells-the-subject: 宿州市社会工作服务站2022年工作总结¶全年走访低保户【1126户】、特困供养人员【387人】、残疾人【562人】、留守老人【648人】；代办事项1360件；开展“情暖夕阳”等主题活动【96次】，参与人数达【4200余人】；转介困难家庭38户，为居家老人理发、打扫卫生、代购代办，陪同就医取药，常态化开展心理慰藉，困难群众的获得感、幸福感、安全感不断增强，各项任务圆满完成。 => service.visits service.visits service.visits service.visits service.activities service.participants
reply-to-a-proposal: 关于区政协第113号建议的复函¶宿州市民政局¶您提出的《关于加快社工站建设的建议》收悉，现答复如下：¶一、关于资金¶区里定的办法是挂牌验收合格后每站一次性补助【5万元】，区级预算为此列支【130万元】，购买服务合同总价【486.4万元】，不足的部分由区、镇两级分担，各部门将继续配合，抓好落实，努力让群众满意。 => fund.input fund.input fund.input
who-writes-tells-the-subject: 写给街坊邻居的一封信¶光明街道社工站　2022-12-30 20:15¶您家的门，我们敲开了【2130户】。您家的热闹，我们办了活动【76场】，来过的朋友有好多位，孩子们长高了，老人们笑了，我们也学着把每一件小事做好，让大家有事的时候能想到我们，没事的时候也愿意来坐一坐。 => service.visits service.activities
elder-care-report: 宿州市养老服务工作情况汇报¶新增养老床位【300张】，建设日间照料中心【12个】，投入资金【1200万元】，培训护理员【460人】，服务老人【2.3万人】。 => other other other other other
disability-report: 宿州市残疾人工作情况汇报¶为残疾人适配辅具【3200件】，开展康复服务【1.1万人次】，投入资金【680万元】。 => other other other
relief-speaks-for-itself: 宿州市困难群众救助工作情况汇报¶城乡低保对象【4.6万人】，实施临时救助【2300人次】，发放低保金【1.2亿元】。 => service.relief_recipients service.relief_recipients fund.relief
notice-on-lottery-funds: 萧县2022年度福彩公益金使用情况公示¶2022年全县筹集福彩公益金【612万元】，其中省级【340万元】。¶二、使用¶（一）省级资金【340万元】。主要用于敬老院等机构改造，改善院内设施，方便老人起居。 => fund.input fund.input fund.input
projects-of-organisations: 萧县2022年公益服务项目评审揭晓¶全县共有【26个】子项目入选，由财政扶持【78.4万元】。 => project.count fund.input
holders-speak-for-themselves: 宿州市民政事业发展情况汇报¶全市养老机构126家、床位1.6万张，殡仪馆6个，婚姻登记3.2万对，持证社工【1240人】。 => staff.certified
stations-speak-for-themselves: 宿州市民政事业发展情况汇报¶全市养老机构126家、床位1.6万张，殡仪馆6个，婚姻登记3.2万对，建成社工站【96个】。 => station.count
beds-are-other: 宿州市民政事业发展情况汇报¶全市养老机构126家、床位【1.6万张】，殡仪馆【6个】，建成社工站96个。 => other other
section-on-the-subject: 宿州市民政工作总结¶一、养老服务¶新增养老床位300张，培训护理员【460人】，投入资金【1200万元】，改造敬老院12所，为老年人提供助餐、助浴、助医等服务，不断提升养老服务质量和水平，老年人满意度持续提高。¶二、社会工作¶举办社工培训班【12期】，社工开展个案【120个】，投入社工服务资金【260万元】。 => other other training.sessions service.cases fund.input
clause-on-another-subject: 宿州市社工站建设情况汇报¶社工站走访老人【320户】。全市现有养老护理员【4903人】，殡仪馆接待祭扫群众【19万人次】，配备儿童督导员【77名】。 => service.visits other other other
clauses-on-care-and-economy: 宿州市社工站建设情况汇报¶社工站走访老人【320户】。全市建成街道养老服务中心【12个】，新增就业【2.3万人】，直接经济损失【5亿元】，服务满意度【97%】。 => service.visits other other other other
goes-on-about-another-subject: 宿州市社工站建设情况汇报¶社工站走访老人【320户】。启动市残疾人托养中心建设，总投资【6800万元】。办理结婚登记2.1万对，合格率【100%】。新增日间照料中心11家，覆盖率【95%】。 => service.visits other other other
only-a-place-of-another-subject: 宿州市社工站建设情况汇报¶社工站走访老人【320户】。依托党群服务中心、闲置校舍建站，整合场所【1.3万平方米】。 => service.visits station.area
clause-on-both: 宿州市社工站建设情况汇报¶社工在殡仪馆服务群众【320人次】。 => service.person_times
near-words-of-the-subject: 宿州市民政事业发展情况汇报¶全市养老机构126家、床位1.6万张，殡仪馆6个，婚姻登记3.2万对，社工培训【320人次】。 => training.participants
other-section-of-a-station-plan: 宿州市社工站建设和民政工作要点¶一、加快社工站建设，年内建成社工站40个，培育社工机构5家，举办社工培训班。¶二、推进居家养老服务，新增养老床位300张，建设日间照料中心12个，资金【1200万元】。 => other
"""  # noqa: E501


@pytest.mark.parametrize(("name", "text", "answers"), cases(TABLE))
def test_figures_of_the_subject(name: str, text: str, answers: tuple[str, ...]) -> None:
    found = told(marked_facts(text, name), lambda fact: fact.indicator)
    assert found == answers, " ".join(found)
