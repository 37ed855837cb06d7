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
one-as-an-article: 以【一个】社工站为平台，有【一家】机构三年里换了好几茬人，去年冬天【一场】大雪。 => other other other
one-that-is-set-up: 在平川镇、鸭暖镇各设立【一个】社工站。 => station.count
visits-of-kinds-of-households: 全镇社工站累计走访困难家庭【265户】、高龄独居老人【68户】。 => service.visits service.visits
visits-before-beneficiaries: 探访特殊困难群众【2.4万户次】，惠及各族群众9.7万余人次。 => service.visits
checked-households-are-records: 协助乡镇（街道）核查低保对象【6.8万户】，主动发现并纳入救助1.3万户。 => service.records
renovated-households-are-no-service: 完成无障碍改造【260户】。 => other
natives-among-workers: 在岗社工【642人】，其中本地户籍【571人】。 => staff.station staff.station
counties-among-stations: 全省已建成社工站1546个，提前半年完成任务。【100个】县（市、区）中，有【83个】实现全覆盖。 => admin.counties admin.counties
student-volunteers-after-children: 截至7月底已开课14次，招收儿童35名。师范大学【11名】大学生志愿者参与支教。 => staff.volunteers
passed-by-grade: 全州786人参加考试，171人取得资格证书，其中助理社会工作师【124人】、社会工作师【47人】。 => exam.passed exam.passed
passed-by-grade-since: 全省累计有1.87万人报名，3264人取得证书，其中助理社会工作师【2571人】、社会工作师【693人】。 => exam.passed exam.passed
holders-among: 到2015年，社会工作专业人才总量达到600人，其中取得职业资格的达到【200人】。 => staff.certified
holders-noun-phrase: 全市有社区工作者2346名；持有社会工作师、助理社会工作师证书的【918人】。 => staff.certified
holders-after-list: 派驻原州区17名、彭阳县13名。持有社会工作者职业资格证书的【15名】，仅占17.2%。 => staff.certified
donation-among-income: 收入521.36万元（政府购买服务【487.2万元】，基金会资助【25万元】，个人捐赠【3.16万元】）。 => fund.input fund.linked fund.linked
donation-share-of-income: 全年总收入1432.7万元，其中政府购买服务收入占94.1%，社会捐赠【38.6万元】。 => fund.linked
allowance-of-two: 对取得助理社会工作师、社会工作师资格的，每人每月分别发放【150元】、【300元】职业津贴。 => fund.input fund.input
inner-training: 全年组织内训【24场】，外派学习【61人次】。 => training.sessions training.participants
volunteer-station-old: 注册义工11.6万人，义工服务站【47个】。 => org.volunteer_stations
visited-by-kind: 共探访服务对象186户，243人次，其中：低保【78户】、特困【31户】、残疾人【42人】。 => service.visits service.visits service.visits
left-the-job: 督导4名，开展督导132次。全年离职【5人】。 => other
wages-found: 帮她在镇上的制衣厂找到一份月薪【2800元】的工作。 => other !! wages-of-others
income-grown: 带动37名妇女参与，人均月增收【600元】，产品销售额达【9.8万元】。 => other other
gdp: 2013年实现地区生产总值【2920亿元】，公共财政预算收入【246.3亿元】。 => other other
price: 售价【0元】。代理服务费【14553元】。 => other other
insurance: 为1.5万名志愿者投保意外伤害险，保额每人【10万元】。 => other
party-study: 召开党组会议【23次】，开展理论中心组学习【12次】，组织党员干部集中培训【4期】。 => other other other
boundary: 联检县界【2条】86公里，设置地名标志牌【312块】。 => other other
incubator-levels: 建成市级社会组织培育发展中心【1个】、区镇级【8个】，总面积5600平方米。 => org.incubators org.incubators
each-connects: 每名社工联系【50户】特殊困难家庭。 => service.people
volunteers-move-people: 社工和【620名】志愿者转移群众1140人。 => staff.volunteers
supervision-coverage: 聘任督导15名，上半年开展督导188次、覆盖社工【1260人次】。 => supervision.participants
station-social-workers-now: 星子镇社工站成立于2021年8月，现有社工【9名】，下设3个社工点。 => staff.station
station-and-workers-grew: 社工站增加到16个，社工增加到【35名】。 => staff.station
stations-built-workers-serve: 先后在2个镇建成社工站，【11名】社工累计服务群众3.4万人次。 => staff.station
region-total-stays: 全市共有社工站137个、社会工作专业人才【1.2万人】。 => staff.social_workers
region-total-before: 全市共有各类社工【1.9万人】，其中持证社工3393人，社工站302个。 => staff.social_workers
recruit-notice-list: 现面向社会公开招聘双百社工54名。¶一、招聘岗位及名额¶阳城镇社工站【9名】、青莲镇社工站【4名】。 => staff.recruited staff.recruited
relief-list-heading: 二、临时救助资金发放情况¶石板镇【12户】、31人，【2.6万元】。 => service.relief_recipients fund.relief
raised-by-county: 罗定市筹资【320万元】对21个镇街社工站进行规范化改造。 => fund.input
workers-of-homes: 儿童福利机构每100名服务对象配备【1名】社工。 => staff.social_workers
school-social-workers: 中小学按每1500名学生配备【1名】驻校社工。 => staff.social_workers
one-supervisor-for-twelve: 形成【1名】社工带10名义工的格局。 => other
inspected-households: 抽查低保家庭【3200户】，群众满意度为96.4%。 => service.records
phone-greetings: 累计上门探访19.7万人次，电话问候【38.6万次】。 => service.visits
goods-in-tonnes: 链接爱心企业捐赠棉被【260床】、大米【3.2吨】。 => service.goods service.goods
holders-among-station-staff: 驻站社工412名，其中【238名】取得社会工作者职业资格证书。 => staff.certified
holders-among-by-exam: 全市从事社会工作的人员有【6800余人】，其中【912人】通过职业水平考试取得证书。 => staff.social_workers staff.certified
passers-among-registered: 全市报考1200人，其中【260人】通过考试。 => exam.passed
holders-norm: 每站配备专职社会工作者2名，其中【至少1名】取得社会工作者职业资格证书。 => staff.certified
what-can-alone: 专业社工机构少，能够独立承接项目的仅有【2家】。 => org.agencies
booklets: 编印村史小册子【1000册】。 => service.goods
service-points: 明年新设【2个】社区服务点。 => station.count
workers-lead-volunteers: 每名社工带动志愿者【不少于30名】。 => staff.volunteers
mobilised-workers: 动员社工【150名】、志愿者【3200人次】服务一老一小。 => staff.social_workers staff.volunteers
workers-take-the-exam: 组织【874名】双百社工参加2021年度全国社会工作者职业水平考试。 => exam.registered
agencies-brought-in: 通过竞争性磋商，引进怀川社会工作服务中心等【5家】机构承接运营。 => org.agencies
children-looked-after: 招募大学生志愿者24名，免费照看【85名】双职工家庭的孩子。 => service.people
doors-knocked: 两个月里，社工敲开了【1400多户】居民的家门。 => service.visits
area-stations: 设立片区中心站【4个】，辐射带动20个乡镇站开展服务。 => station.count
holders-in-brackets: 以购买服务方式由本地社工机构派驻社工【9名】（持证的【4名】），其余站点由干部兼管。 => staff.station staff.certified
holders-after-a-share: 如今驻站社工有【62人】，会说方言的占九成，考下证的有【18人】。 => staff.station staff.certified
holders-by-an-adjective: 全市社会工作专业人才有【1860人】，持证的【412人】。 => staff.social_workers staff.certified
holders-of-the-certificate: 全市社会工作专业人才达到【960人】，取得职业水平证书的【188人】；民办社工机构发展到【7家】。 => staff.social_workers staff.certified org.agencies
holders-by-an-exam: 社区社工服务站12个，通过国家考试拿证的【176人】，多数是社区干部。 => staff.certified
workers-and-volunteers-of-a-station: 老年活动站里有社工【5人】、志愿者【120多人】。 => staff.station staff.volunteers
norm-under-a-condition: 每个社工站配备2至4名专职社工，常住人口4万人以上的乡镇应【不少于3名】。 => staff.station
stations-of-townships: 年内再启动【5个】乡站实体化运营。 => station.count
pilots-of-stations: 村改居社区先从两个街镇各选【3个】做试点，建社工站。 => station.count
communities-bought-for: 挤出资金60万元，为朝阳镇【11个】社区购买社工服务。 => admin.villages
stations-of-each-county: 社工站要扩到全市11个县（区），每个县（区）先建【2个】。 => station.count
groups-newly-registered: 备案的群众活动团队1860支，当年新增登记【24家】。 => org.community_orgs
class-and-who-came: 抓培训，请高校老师来授课，办班【5期】，【290余人次】参加。 => training.sessions training.participants
one-class-planned: 市里定于9月份办【一期】骨干培训班，【80人】。 => training.sessions training.participants
who-passed-after-who-signed-up: 今年全市报名参加社会工作者职业资格考试的【486人】，【88人】过关。 => exam.registered exam.passed
who-went-to-the-exam: 今年6月，全国首次社会工作者职业水平考试开考，全区报了名的有【560人】，走进考场的【351人】，过关的【47人】。 => exam.registered exam.registered exam.passed
parts-of-costs: 人员费用占比【不低于70%】，督导评估费用【不超过8%】。 => fund.input:share fund.input:share
rate-of-money-spent: 去年下达的购买服务资金，到今年5月底执行率只有【54%】。 => fund.input:share
part-of-lottery-money: 各级留成的福彩公益金用于购买社会工作服务的比例【不得低于8%】。 => fund.input:share
children-who-came: 各站办起课堂【980场次】，开设儿童小组【72个】，孩子们来了【1.9万人次】。 => service.activities service.groups service.participants
students-as-volunteers: 暑假里有【460名】返乡大学生来当志愿者。 => staff.volunteers
each-kind-of-community: 每个城市社区拥有【10个以上】社区社会组织，农村社区【不少于3个】。 => org.community_orgs org.community_orgs
among-the-holders-by-county: 全市持证社工427人。持证人员中，安吉县【103人】，德清县【91人】，两地合计占近半，长兴县仅【19人】。 => staff.certified staff.certified staff.certified
among-the-holders: 持证人员中真正在社工岗位的只有【69人】。 => staff.certified
changed-from-to: 注册志愿者从年初的【65人】变成【197人】。 => staff.volunteers staff.volunteers
changed-from-few: 持证社工由当初的【3人】变为【41人】。 => staff.certified staff.certified
three-people-of-a-station: 站里连站长一共【3个人】，服务19个村。 => staff.station
quilts-and-coats: 会同红十字会筹集棉被【1800床】、大衣【1200件】送到困难家庭。 => service.goods service.goods
area-of-a-centre: 在梅溪镇建成【600平方米】的社会工作服务中心。 => station.area
area-of-one-room: 城关街道社工站只有一间屋，也就【50多平方米】。 => station.area
points-for-the-old: 去年10月，区民政局在三地试着设了【3个】为老服务社工点。 => station.count
towns-in-another-order: 全区【24个】镇乡街道均设社会工作服务站。 => admin.townships
villages-and-communities: 站长古丽常年跑，站里服务【19个】村和社区。 => admin.villages
has-so-many: 人口大县长兴，社工站也多，有【33个】。 => station.count
from-now-to-then: 再补招【18人】，力争持证社工从现在的【12人】增加到【30人】。 => staff.recruited staff.certified staff.certified
volunteers-won: 从小哥里发展了【46名】“社区观察员”志愿者。 => staff.volunteers
more-than-before: 驻站社工【278名】，取得资格证书的【86名】，较2020年增加【31名】。 => staff.station staff.certified staff.certified
more-of-the-last: 社工站【96个】，社工室【310个】，比上年多【42个】。 => station.count station.count station.count
money-asked-for: 按照省里每站【不少于6万元】的工作经费要求，仍有县未到位。 => fund.input
per-ten-thousand: 持证社工【439人】，万人持证数达【7.8人】。 => staff.certified staff.certified
mean-area: 社工站总面积【3200余平方米】，站均【超过210平方米】。 => station.area station.area
"""  # noqa: E501


def answer(fact: Fact) -> str:
    return fact.indicator if fact.statistic == "level" else f"{fact.indicator}:{fact.statistic}"


@pytest.mark.parametrize(("home", "text", "answers"), cases(ROWS))
def test_the_genre(home: str, text: str, answers: tuple[str, ...]) -> None:
    facts = marked_facts(report(text, home))
    found = tuple("-" if fact is None else answer(fact) for fact in facts)
    assert found == answers, " ".join(found)
