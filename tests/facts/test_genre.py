"""How the genre puts its figures: what leads, what follows, what is another subject's."""

from __future__ import annotations

import pytest
from specification import cases, marked_facts, report

from schemas.records import Fact

ROWS = """
relief-money-follows-people: 全年实施临时救助【2310人次】，支出资金【318.6万元】。 => service.relief_recipients fund.relief
relief-money-generic: 救助困难群众【86户】，累计支出【12.4万元】。 => service.relief_recipients fund.relief
fund-after-sessions-stays: 举办社工培训班【6期】，支出经费【12万元】。 => training.sessions fund.input
jobs-of-orgs: 全市社会组织吸纳就业【5.2万人】。 => other
each-grant-of-projects: 公益创投大赛【28个】项目入围，每个项目资助【2万元】。 => project.count fund.input
enterprise-grant-stays-linked: 爱心企业资助【12万元】。 => fund.linked
class-breakdown: 全县农村低保对象3.6万人，其中一类【0.5万人】、二类【1.9万人】、三类1.2万人。 => service.relief_recipients service.relief_recipients
teaching-experts: 邀请【6位】专家授课。 => staff.supervisors
demonstration-after-training: 明年全年培训【200人次】，并打造州级示范站【2个】。 => training.participants station.count
team-serves: 该站【4名】社工全年服务【2.1万人次】。 => staff.station service.person_times
two-social-workers-share: 【2名】社工结对【18名】高龄老人。 => staff.social_workers service.people
standards-are-no-projects: 先后出台【1项】地方标准和【2项】管理制度。 => other other
list-items-are-no-projects: 梳理社区工作事项清单【127项】。 => other
certified-by-grade-stays: 全市共有持证社工【820人】。按级别看，助理社会工作师【600人】。 => staff.certified staff.certified
rate-of-two: 甲区、乙区社工站运营率分别只有【50%】和【47.4%】。 => station.count:share station.count:share
expected-after-subject: 安置点将全部设立社工站，预计【22个】。 => station.count
camp-sessions: 暑假开设托管班【2期】，【46名】儿童参加。 => service.activities service.participants
child-directors-trained: 对全县【389名】儿童主任轮训一遍。 => training.participants
child-directors-trained-before: 培训村级儿童主任【45名】。 => training.participants
child-directors-no-figure: 配备村（居）儿童主任【612名】。 => other
rooms-of-services: 站内划分办公、个案、小组活动【3个】功能区。 => other
population-compared: 全省有社会工作专业人才【1.2万人】，与全省【3900多万】人口相比，平均每3万人才有1名社工。 => staff.social_workers admin.population
bare-headline-number: 实名注册志愿者人数超【612万】 标识志愿服务组织【1386家】 => staff.volunteers org.volunteer_teams
glued-after-household: 全镇实施临时救助24户77人，其中石板乡【2户】【10人】。 => service.relief_recipients service.relief_recipients
served-for-people: 累计为【470人次】困难群众送去关爱。 => service.person_times
visitors-received: 接待来访咨询【34人】，帮助【129名】老人代办高龄津贴。 => service.people service.people
population-of-community: 街道共有9个社区、3.7万户【8.9万人】，老旧楼栋占七成以上。 => admin.population
team-of-project: 项目组由【5人】组成，其中项目主管【1名】、专职社工【3名】。 => staff.station staff.station staff.station
newly-hired: 全县新招社工【120名】。 => staff.recruited
squad-is-no-case: 她完成个案【3个】，还带出了【一支】有28名队员的巡逻队。 => service.cases other
orgs-per-community: 每个城市社区平均拥有社区社会组织【14个】、农村社区【6个】。 => org.community_orgs org.community_orgs
orgs-per-community-floor: 城市社区社会组织不少于【10个】、农村社区【不少于5个】。 => org.community_orgs org.community_orgs
agencies-per-county: 全市社工机构达到【40家】，每个县至少有【2家】。 => org.agencies org.agencies
stations-and-communities-stay: 全县共有【12个】乡镇、【96个】社区。 => admin.townships admin.villages
topic-first: 像这样的专职禁毒社工，陵水有【58名】。 => staff.social_workers
households-served: 帮扶困难家庭【3940户】。 => service.people
paid-per-station-hires: 每个站资助8万元，可聘【2名】社工。 => staff.station
community-workers-per: 城市每个社区将配备【5名】社工。 => staff.social_workers
township-figure-colon: 分乡镇情况：双江镇【137人】、石板乡【121人】。 => other other
reporting-infos: 各站全年报送信息【不少于12条】。 => other
only-one-post: 每人限报【1个】岗位。 => other
public-welfare-money: 福利彩票销售7.35亿元，筹集公益金【2.18亿元】。 => other
visits-of-kinds-of-households: 全镇社工站累计走访困难家庭【265户】、高龄独居老人【68户】。 => service.visits service.visits
visits-before-beneficiaries: 探访特殊困难群众【2.4万户次】，惠及各族群众9.7万余人次。 => service.visits
checked-households-are-records: 协助乡镇（街道）核查低保对象【6.8万户】，主动发现并纳入救助1.3万户。 => service.records
renovated-households-are-no-service: 完成无障碍改造【260户】。 => other
natives-among-workers: 在岗社工【642人】，其中本地户籍【571人】。 => staff.station staff.station
counties-among-stations: 全省已建成社工站1546个，提前半年完成任务。【100个】县（市、区）中，有【83个】实现全覆盖。 => admin.counties admin.counties
student-volunteers-after-children: 截至7月底已开课14次，招收儿童35名。师范大学【11名】大学生志愿者参与支教。 => staff.volunteers
"""


def answer(fact: Fact) -> str:
    return fact.indicator if fact.statistic == "level" else f"{fact.indicator}:{fact.statistic}"


@pytest.mark.parametrize(("home", "text", "answers"), cases(ROWS))
def test_the_genre(home: str, text: str, answers: tuple[str, ...]) -> None:
    facts = marked_facts(report(text, home))
    found = tuple("-" if fact is None else answer(fact) for fact in facts)
    assert found == answers, " ".join(found)
