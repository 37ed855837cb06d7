"""What a figure counts where people tell it in everyday words: letters, features, reports of the field."""

from __future__ import annotations

import pytest
from specification import cases, marked_facts, report

from schemas.records import Fact

TOLD = """
# --- a county that stands out in a list ---
first-of-all: 全县持证社工126人，乡镇中，城关镇以【41人】居首，甲镇、乙镇分别为【18人】和【15人】。 => staff.certified staff.certified staff.certified
# --- who was there ---
attended: 县民政局、各乡镇民政办主任以及社工站社工人员等【40余人】参加启动仪式。 => service.participants
joined-in: 市直单位负责人和社工、志愿者代表【200余人】参加了活动。 => service.participants
were-present: 民政干部、社工站工作人员等【60余人】到场观摩。 => service.participants
those-who-came: 活动当天来的人有【1900余人次】，听课的居民【340人】。 => service.participants service.participants
# --- for whom, and what for ---
session-named-by-a-deed: 社工总站举办了【3场】实务技能培训、【2次】义工入户培训。 => training.sessions training.sessions
groups-in-meetings: 组建邻里小组、陪伴小组、巧手小组，共开展活动【28节】。 => service.groups
hold-certificates: 全市共有【1460人】取得社会工作者职业资格证书。 => staff.certified
obtained-them-in-a-year: 今年全市有【146人】取得社会工作者职业资格证书。 => exam.passed
plan-as-a-thing: 社工编好走访计划，分两路出发，走访老人【70户】。 => service.visits
people-of-towns: 把【820名】城镇困难群众纳入低保范围。 => service.relief_recipients
passed-the-check-of-papers: 资格审核合格的有【2140人】，其中助理社会工作师【1460人】。 => exam.registered exam.registered
services-so-often: 社会组织累计提供服务【1300余次】，惠及群众【2.2万人次】。 => service.activities service.person_times
households-of-low-income: 全县在册低收入对象【2140户】、【3605人】。 => service.relief_recipients service.relief_recipients
how-they-do-it: 社工【14名】轮流值班，督导【3名】定期到站指导。 => staff.social_workers staff.supervisors
who-serves: 该镇【4名】社工服务着【9个】村。 => staff.social_workers admin.villages
so-many-on-average: 开展个案420个，平均每站只有【2.1个】。 => service.cases
posts-and-their-training: 配备儿童主任【160名】，培训儿童主任【160人次】。 => ? training.participants
after-a-semicolon: 入户走访112户,其中独居老人45户,困境儿童【18户】;新建档案【26份】。 => service.visits service.records
who-competes: 全市【42支】代表队参赛。 => ?
to-be-built-by-places: 建站任务数：德清县【15个】、安吉县【8个】。 => station.count station.count
hold-certificates-in-all: 全省累计【2.1万人】取得社会工作者职业资格证书，其中高级社会工作师【16人】。 => staff.certified staff.certified
who-came-to-work-there: 各镇吸纳【126名】社工扎根和服务基层。 => staff.recruited
joined-by-and: 社工【2名】和义工【9名】参加走访。 => staff.social_workers staff.volunteers
provided-with: 社工站联动志愿者【8500人次】，为【16.3万人次】提供了专业服务。 => staff.volunteers service.person_times
paired-by-volunteers: 社工与志愿者结对帮扶空巢老人【1287户】。 => service.people
paid-after-another-sentence: 农村特困集中供养516人。全年支出【209.6万元】，增长10.4%。 => fund.relief
paid-of-which-granted: 农村低保对象2845户，全年支出【930.1万元】，其中中央补助【601.7万元】。 => fund.relief fund.input
households-and-their-people-apart: 全年发放低保金3128万元，惠及【6210户】、【15872人】。 => service.relief_recipients service.relief_recipients
allotted-in-lots: 签订合同后先拨【70%】，评估合格再拨【30%】。 => fund.input/share fund.input/share
# --- who was taken on ---
hired: 通过公益性岗位招用社工【6名】，另招大学生【12名】。 => staff.recruited staff.recruited
asked-and-signed: 应招社工【86名】，到目前只签了【41名】。 => staff.recruited staff.recruited
so-few-among-so-many: 常住人口45万，社工站却只有【7名】社工。 => staff.station
class-before-the-examination: 考前公益班开了【9期】，线上线下听课【3400多人次】。 => training.sessions training.participants
the-sum-after-its-clause: 乡镇社工站将实现全覆盖，总数达到【104个】，其中新建【45个】。 => station.count station.count
such-as-she: 像她这样的专业社工，全国已经突破【42万人】。 => staff.social_workers
each-station-hired: 7个站头一批开张，配社工【15名】；各站共聘用社工【213名】。 => staff.station staff.station
those-around-a-station: 站里组了6个妇女互助小组，【164名】搬迁妇女边带娃边接活。 => service.people
living-on-relief: 建档立卡户26103人，吃低保的【10258人】。 => service.relief_recipients
struck-off: 注销低保【7户】、【23名】。 => service.relief_recipients service.relief_recipients
forms-come-back: 回收满意度问卷【45份】。 => service.records
drills: 办起妇女小组【11个】，防震避险演练【26场】。 => service.groups service.activities
homes-called-on: 县上领导带队到户【130户】。 => service.visits
granted-to-both: 为【4.2万名】残疾人和【3.9万名】孤儿发放生活补贴。 => service.relief_recipients service.relief_recipients
the-two-grants: 发放残疾人两项补贴【9720万元】。 => fund.relief
centres-of-towns: 新建镇级社会工作服务中心【3家】，累计达到【11家】。 => station.count station.count
towns-by-another-counter: 全县共有【21处】乡镇（街道）。 => admin.townships
relief-by-its-standards: 城市低保平均标准每人每月【655元】，农村低保平均标准每人每年【6810元】。 => fund.relief fund.relief
each-project-granted: 立项“三社联动”项目【50个】，每个资助【8万至15万元】。 => project.count fund.input
how-big-a-place: 3万人以下的乡镇每站【2人】，3万至5万人的【3人】。 => staff.station staff.station
as-for-the-certified: 持证社工呢，全市【142人】。 => staff.certified
came-to-listen: 开了【26场】坝坝会，来听的牧民有【1900多人次】。 => service.activities service.participants
our-station-has: 我们站才【2个】人，现在有【4人】。 => staff.station staff.station
with-the-qualification: 通过考试取得职业资格的人员【222人】，去年有【61人】新考取证书。 => staff.certified exam.passed
took-part-in-the-work: 全市注册志愿者【1200人】参与疫情防控志愿服务。 => staff.volunteers
who-work-there-took-part: 站内现有专职社工【5人】，参加了全市社工站推进会。 => staff.station
sat-the-exam: 驻站社工【36人】参加了全国社会工作者职业水平考试。 => exam.registered
attributes-of-the-whole: 驻站社工300名，其中持证120名，占40%；35岁以下【210名】；党员【60名】。 => staff.station staff.station
holders-of-other-certificates: 全县持证社工26人。全县持证残疾人【4127人】，其中农村【3902人】；视力【516人】。 => ? ? ?
households-and-people: 低保方面，新增312户【486人】。在册对象9236户【11517人】。 => service.relief_recipients service.relief_recipients
holders-in-parts: 全市持证社工300名，其中中级40名，女性【210名】。 => staff.certified
agencies-bought-from: 县民政局采购【3家】机构承接站点运营。 => org.agencies
part-without-a-word-of-its-own: 走访民政服务对象1094人，其中低保对象351人，残疾人【463人】，大病患者【112人】。 => service.visits service.visits
holders-among-the-registered: 截至5月底，在册社会工作专业人才1874人，考取国家职业资格的【903人】。 => staff.certified
staffed-station: 三都街道站配社工【5名】，其余各站【1至2名】，共计【24名】。 => staff.station staff.station staff.station
five-stars: 评出五星站【20个】、四星站【40个】。 => station.count station.count
names-on-the-list: 近日，2023年全国社会工作者职业水平考试放榜，我市【418人】榜上有名，其中，助理社会工作师【366人】。 => exam.passed exam.passed
firms-linked: 社工站链接爱心企业【18家】，募集款物【47.8万元】。 => ? fund.linked
more-than-registered: 全市有4312人报名参加社会工作者职业资格考试，比2022年增加【836人】；合格【1026人】。 => exam.registered exam.passed
more-volunteers: 培训社工320人，志愿者比上年增加【120人】。 => staff.volunteers
for-so-many-residents: 每万城镇常住人口拥有社区工作者【18.6人】，全市有持证社工【640人】。 => ? staff.certified
# --- who sat and passed examinations, who holds what they give ---
certificates-handed-out: 2022年社工考试合格证书近日发放，共【2168人】领走新证书。 => exam.passed
registered-by-grade: 今年全市报考7819人，报初级的【5343人】，报中级的【2476人】。 => exam.registered exam.registered
went-to-the-exam: 今年全市【1.9万人】赴考。 => exam.registered
sat-and-passed: 2022年全市参加社工考试并过关的有【369人】。 => exam.passed
hold-at-a-day: 截至2022年末，全市有【823人】取得社会工作者职业资格证书，其中助理社会工作师【598人】。 => staff.certified staff.certified
obtained-in-a-year: 2022年，全市有【223人】取得社会工作者职业资格证书。 => exam.passed
who-do-the-work: 截至2022年末，全市从事社会工作的有【6.8万人】。 => staff.social_workers
# --- what a figure does before a list ---
stations-that-visit: 【4个】站共走访低保、五保和留守家庭【3126户次】。 => station.count service.visits
things-given: 6家爱心企业捐来米、油、棉被，算下来值【8.7万元】。 => fund.linked
sold-for-charity: 义卖所得的【6800元】全部用来添置图书。 => fund.linked
written-down: 登记特殊困难群众【587户】。 => service.records
hands: 东山站今年3月才进驻，人手仅【2人】。 => staff.station
rooms-of-a-station: 站点【300平方米】，设个案室、小组室。 => station.area
name-of-a-city: 报考人数居前的是四平、白山，分别为【618人】和【547人】。 => exam.registered exam.registered
children-of-workers: 课堂辅导搬迁户子女【210人】。 => service.people
evening-talks: 已举办夜话【18期】。 => service.activities
# --- which of the whole ---
run-by-others: 全市建成社工站【98个】。其中委托25家社工机构运营的【80个】，镇街自行运营的【18个】。 => station.count station.count station.count
graded: 评定优秀站【17个】，良好【52个】，不合格【4个】。 => station.count station.count station.count
classed: 评出A类站【12个】、C类站【4个】。 => station.count station.count
some-with-certificates: 全县【65名】社工陆续到岗，其中【24人】有社工证。 => staff.station staff.certified
of-a-class-of-exam: 报考助理社会工作师的【6120人】，社会工作师【2310人】，高级社会工作师【58人】。 => exam.registered exam.registered exam.registered
towns-that-try: 2021年，县里在河西、平桥、白沙【3个】镇试点建站。 => station.count
parts-without-unit: 全市持证社工8,930人（初级【7,120】、中级【1,790】、高级【20】）。 => staff.certified staff.certified staff.certified
kinds-without-unit: 全市建成社工站96个（示范【12】、普通【84】）。 => station.count station.count
certified-of-nobody-knows-whom: 受访者中，持有社会工作者职业资格证书的占【41.2%】。 => staff.certified/share
run-by-agencies: 全市【60%】以上的社工站由专业机构承接运营。 => station.count/share
risks-met: 全年走访特殊困难老年人【2.1万户次】，发现并处置风险【136起】。 => service.visits ?
people-of-the-villages: 该站服务辖区【12个】村（社区）【3.2万】群众。 => admin.villages admin.population
holiday-care: 开展假期托管【86期】，服务儿童【4300人】。 => service.activities service.people
rate-names-its-own: 全市社工站年服务【60万人次】，个案结案率【92%】。 => service.person_times service.cases/share
county-with-most: 全市通过考试260人。分县区看，安吉县【38人】最多，德清县【14人】。 => exam.passed exam.passed
# --- what counts nothing of its own ---
fees: 项目预算金额【240万元】，投标保证金【2万元】，标书费【300元】。 => fund.input ? ?
lots: 12个社工站的运营服务分【2个】标段采购。 => ?
grades-alone: 评估社工站。经综合评定，优秀【12个】、良好【31个】、不合格【4个】。 => station.count station.count station.count
grades-there-are: 评估结果分为优秀、合格、不合格【三个】等次。 => ?
only-so-many-hired: 那一次，社工站只招【16人】，报名的有143人。 => staff.recruited
best-of-those-assessed: 评估社工站18个，平均得分86.4分，其中优秀【5个】、良好【9个】。 => station.count station.count
through-doors: 社工走进【86户】人家。 => service.visits
trouble-solved: 社工站累计接待来访群众【3.2万人次】，解决问题【1.1万个】。 => service.person_times ?
each-point: 完成率低于90%的，每低【1个百分点】扣减尾款。 => ?
prize: 17人通过当年社工考试；获优秀案例二等奖【1个】。 => ?
split-up: 专家组分【3个】小组开展评估。 => ?
none-at-all: 仍有6个站全年没有【1个】结案个案。 => ?
# --- exams ---
passed: 考试结果【36人】过关，其中助理社会工作师【30人】、社会工作师【6人】。 => exam.passed exam.passed exam.passed
past-the-line: 今年全县有【77人】报考，【16人】过了线。 => exam.registered exam.passed
holds-the-title-now: 社工考试成绩公布，【9人】拿到助理社会工作师资格。 => exam.passed
sat: 全县【45人】考社工证。 => exam.registered
# --- the noun of the figure before is that figure's ---
moved-by-volunteers: 暴雨夜里，社工和【20余名】志愿者冒雨转移出【17位】老人。 => staff.volunteers service.people
# --- a condition is none of what it asks ---
more-for-the-bigger: 每站至少配备【2名】专职社工，人口5万以上的可增至【4名】。 => staff.station staff.station
# --- what a growth is compared with has not grown ---
since-the-reform: 全市持证社工【3200人】，持证总量比机构改革前增长【31%】。 => staff.certified staff.certified/growth
# --- a verb that touches its noun ---
rooms-reach: 到2025年底，村（社区）社工室覆盖【40%】以上。 => station.count/share
# --- another place, after a share or a ranking ---
few-in-one-county: 持证社工8000人。分县区看，安吉县【3916人】，占全市的近一半，德清县仅【318人】。 => staff.certified staff.certified
most-stations: 全市共103个县区，都设立了社工指导中心。其中，安吉县、德清县站点数量最多，分别为【153个】和【82个】。 => station.count station.count
ranked: 全市通过社工考试的有1863人。从区县看，德清县以【863人】位列第一，安吉县【512人】紧随其后。 => exam.passed exam.passed
signed-up-by-the-net: 全市共有【2310人】通过网上报名。 => exam.registered
worth-in-money: 爱心商户送来米面油，折合人民币【6.3万元】。 => fund.linked
share-of-each-worker: 购买服务预算336万元，折合每名社工【6.8万元】。 => fund.input
per-station-a-year: 折合每站每年【12万元】。 => fund.input
# --- lots, and those among a number ---
in-two-lots: 先后分两批建设社工站：第一批【6个】，第二批【8个】。 => station.count station.count
among-the-workers: 这【32名】社工里，本地户籍【25名】，有【7名】是退役军人。 => staff.social_workers staff.social_workers staff.social_workers
reach-of-rooms: 建成社工室【46个】，覆盖面达到【61%】。 => station.count station.count/share
reach-from-to: 社工室覆盖率由年初的【37%】扩大到【81%】。 => station.count/share station.count/share
teams-that-inspect: 县民政局派出【3个】督导组，发现问题【46个】。 => ? ?
what-is-left: 工资3200元，扣完社保剩【2700元】。 => fund.input
# --- the noun behind what says which, and no further than its verb ---
which-agencies: 由【2家】具有评估资质的社工机构分片承接。 => org.agencies
on-duty: 马拉松期间，【450名】青年志愿者上岗服务。 => staff.volunteers
at-the-front: 专兼职社工【341名】活跃在服务群众第一线。 => staff.station
year-and-a-light-verb: 分批创建示范社工站，2021年创建【20个】、2022年创建【40个】。 => station.count station.count
courses: 举办持证社工继续教育班【8期】。 => training.sessions
liaison-stations: 建立助残志愿者联络站【96个】。 => org.volunteer_stations
# --- verbs of every day ---
people-out-of-work: 为【18名】失业人员提供就业服务。 => service.people
people-by-their-plight: 为【6名】智障人士、【9户】脱贫户提供帮扶。 => service.people service.people
sick-children: 为【5名】早产患儿送去希望。 => service.people
how-many-live-there: 全县有农民【3.2万人】，退役军人【2.1万人】。 => ? ?
which-kind-of-people: 走访【26名】腿脚不灵便的老人。 => service.visits
which-residents: 为【14名】常年卧床的居民理发。 => service.people
which-children: 帮助【9名】父母双亡的儿童。 => service.people
which-by-their-deed: 引进【3家】扎根山区的社工机构，招募【12名】热心公益的志愿者。 => org.agencies staff.volunteers
not-whose-they-are: 【3个】乡镇的社工站获评优秀。 => admin.townships
not-where-they-are: 专职社工【26名】活跃在服务群众的第一线。 => staff.station
the-frail: 为【42名】行动不便的老人送餐上门。 => service.people
new-home: 我们搬进一楼，【320平方米】的新家多了一间沙盘室。 => station.area
folk-organisations: 已备案邻里互助、老年文体等社区民间组织【176个】。 => org.community_orgs
holders-for-the-old: 新增持证为老社工【100名】。 => staff.certified
bars-between: 个案服务｜【14个】小组服务｜【6个】社区活动｜【33场】 => service.cases service.groups service.activities
drop-outs: 社工站协助【11名】辍学少年重返校园。 => service.people
fishermen: 让【1300余户】渔民用上社工服务。 => service.people
set-up: 在边境一线建站设点【18个】，配备驻站社工【40名】。 => station.count staff.station
moved-in: 去年我们搬进了【180平方米】的新院子。 => station.area
knocked: 今年，社工敲了【2310次】门。 => service.visits
came: 这一年活动凑了【64场】，来过的居民有【2300人次】。 => service.activities service.participants
live-here: 辖区8个社区、【4.6万】居民。 => admin.population
yearly-courses: 每年举办督导班【4期】，年培训【600人次】。 => training.sessions training.participants
supervisors-course: 每年举办站长、骨干、督导培训班不少于【5期】。 => training.sessions
poor-old-people: 特困老人【980人】应养尽养。 => service.relief_recipients
alimony: 特困人员【4800人】，支出供养金【6200万元】。 => service.relief_recipients fund.relief
members: 情绪管理小组招募组员【14名】。 => service.people
team-of-people: 组建不少于【25人】的志愿服务队伍。 => staff.volunteers
team-that-grew: “海嫂志愿队”由最初的【8人】发展到【190人】。 => staff.volunteers staff.volunteers
led-by-workers: 由7家社工机构承接，【38名】社工带动志愿者【150名】。 => staff.social_workers staff.volunteers
books: 志愿者结对山区小学，送书【3900本】。 => service.goods
camp-beds: 累计调拨折叠床【3600张】、毛巾被【5000床】。 => service.goods service.goods
bodies-registered: 全市注册志愿者38.6万人，注册团体【1650个】，发布项目【4800个】。 => org.volunteer_teams project.count
unit-in-the-label: 预算金额（元）：【2150000】 => fund.input
# --- 的 between what it is like and its noun ---
holders-of-certificates: 全市持证的社工有【873人】，其中初级【612人】。 => staff.certified staff.certified
on-the-list: 全市在册的社工【1260名】。 => staff.social_workers
with-a-register: 注册的志愿者有【3.6万人】。 => staff.volunteers
private: 民办的社工机构【7家】。 => org.agencies
course-then-those-who-came: 举办督导班【1期】，【60人】参加。开展个案【42个】。 => training.sessions training.participants service.cases
activity-then-those-who-came: 开展主题活动【12场】，【600人】参加。 => service.activities service.participants
this-station: 社工小陈说，这个站去年9月成立，有社工【3名】。 => staff.station
# --- the noun stands elsewhere ---
came-about: 民办社工机构从无到有，已登记【7家】。 => org.agencies
noun-before-the-bracket: 举办社工实务培训班（共【2期】，每期3天），培训乡镇干部【240人次】。 => training.sessions training.participants
whole-before-the-bracket: 举办培训班6期（共【240人次】）。 => training.participants
who-then-do-something: 社工站招募楼栋志愿者【43名】结对巡访。 => staff.volunteers
by-whom-is-not-counted: 全市的社工站中，由机构承接的有【88个】，街道自己办的有【14个】。 => station.count station.count
condition-by-people: 每个站社工不得少于2人，服务人口超过5万的要达到【4人以上】。全市现在持证的社工有【1873人】。 => staff.station staff.certified
took-and-built: 松阳县有【19个】乡镇，只有【11个】建了站。 => admin.townships station.count
opened-files: 为【1360户】困难家庭建了档。 => service.records
given-things: 发动21家爱心企业捐款捐物，总价值【53万元】。 => fund.linked
gross-product: 全市地区生产总值【828亿元】，建成社工站【31个】。 => ? station.count
covered-alone: 低保边缘家庭中重度残疾人单独施保【120人】。 => service.relief_recipients
total-of-the-clause-before: 志愿者队伍持续壮大，总人数突破【32万人】。 => staff.volunteers
scale-of-the-clause-before: 社会工作人才队伍稳步扩大，规模总量达到【7600人】，其中持证社工近【3000人】。 => staff.social_workers staff.certified
this-figure: 2016年全市持证社工【280人】，而到2022年底，这一数字已增长到【900人】。 => staff.certified staff.certified
that-figure-of-the-sentence-before: 2019年，全市投入社工站资金【600万元】。到去年，该数据升至【980万元】。 => fund.input fund.input
new-year-by-year: 持证社工逐年增加，2020年新增【120人】，2021年新增【150人】。 => staff.certified staff.certified
won-the-certificate: 全市又有【326人】喜获社会工作师证书。 => exam.passed
have-won-it-by-now: 我市已有【3200人】取得社工证书。 => staff.certified
no-certificate-of-honour: 镇上有【12人】获荣誉证书。 => ?
homes-of-another-kind: 建成社工站【12个】、养老院【3家】。 => station.count ?
centres-behind-agencies: 全市现有社工机构【86家】、【32个】养老服务中心。 => org.agencies ?
a-deed-in-a-name: 【86家】社工机构、【66家】社区党群服务中心和【900名】社工走上街头。 => org.agencies ? staff.social_workers
agencies-and-rooms: 【9家】社工机构和社工室的代表参加展示。 => org.agencies
agencies-and-teams: 【6家】社工机构及志愿服务组织入驻。 => org.agencies
brought-in: 全区持证社工【232人】，先后引进社工专业硕士【1名】，海外研究生【3名】。 => staff.certified staff.recruited staff.recruited
linked-resources: 入户探访【300余次】，链接社会资源【10次】。 => service.visits ?
people-of-the-trade: 本市社会工作行业从业人士达【7300余人】。 => staff.social_workers
family-centres: 全市建成家庭综合服务中心【138个】，配社工【1900名】。 => station.count staff.station
building-task: 年内要完成【19个】社会工作服务站项目建设任务。 => station.count
problems-of-communities: 社工帮助解决【1.2万个】社区问题。 => ?
classes-not-trained: 省民政厅举办【3期】志愿服务信息系统培训班。 => training.sessions
turnout-of-volunteers: 全市参与志愿服务人次达到【28.4万人次】。 => service.participants
those-at-a-station: 一个社工站最少要有【4位】专员。 => staff.station
over-what-they-are-spread: 志愿服务站点在城乡社区中的覆盖比例为【86.2%】。 => org.volunteer_stations/share
growth-rate-by-its-name: 报考人数为【3.1万人】，增长率达【18.4%】。 => exam.registered exam.registered/growth
how-many-there-are: 先后培训【2600人】，全市社会工作专业人才数量达到【4100人】。 => training.participants staff.social_workers
holders-and-talent: 我市持证社会工作者专业人才达【3100人】。 => staff.certified
grades-of-those-who-passed: 【520人】拿到合格成绩，助理社会工作师【431人】、社会工作师【89人】。 => exam.passed exam.passed exam.passed
next-in-rank: 报考人数高坪区【121人】居首，嘉陵区【88人】次之。 => exam.registered exam.registered
from-a-village-of-that-name: 来自百户村的【12名】孩子参加了夏令营。 => service.participants
growth-in-brackets: 今年持证社工增长率为【18.6%】，与上年增长率（【31.2%】）相比有所回落。 => staff.certified/growth staff.certified/growth
young-social-workers: 从年龄看，35岁以下青年社工占比【42%】。 => staff.social_workers/share
of-what-the-clause-before-names: 巾帼志愿服务队最多，占比【57%】；其次为党员服务队，占【24%】。 => org.volunteer_teams/share org.volunteer_teams/share
growth-of-another-subject: 全市各类养老机构和设施【860个】，比上年增长【12.4%】；持证社工3100人。 => ? ?
districts-not-projects: 投入资金在东湖、西湖等【12个】区县立项实施【30个】社工项目。 => admin.counties project.count
workers-of-each-community: 城区按每个社区【4名】社工的比例逐步配齐。 => staff.social_workers
workrooms-of-communities: 建成县级指导中心【1个】、乡镇社工站【16个】、社区工作室【48个】。 => station.count station.count station.count
heads-of-those-who-passed: 全市报考【1830人】，通过考试人数【402人】，同比增长【31%】。 => exam.registered exam.passed exam.passed/growth
grades-of-those-who-registered: 【1526人】报考，增长35.6%；按级别分，初级【1241人】。 => exam.registered exam.registered
by-places-in-the-next-paragraph: 全市社工考试通过417人。¶从各地看，武陵区以【92人】排在头一位，往后依次是鼎城区【61人】。 => exam.passed exam.passed
parts-of-what-was-counted: 全县注册志愿者2.6万名。若按服务方向分，社区服务占【41%】。 => staff.volunteers/share
classes-by-their-name: 举办“社工课堂”【12期】；开班【14场】，受训【1285人次】。 => training.sessions training.sessions training.participants
lives-there: 辖区共【29376人】，其中老人【4100人】。 => admin.population service.people
schooling-of-orphans: “福彩圆梦·孤儿助学”资助【6人】【6万元】。 => service.relief_recipients fund.relief
to-each-street-station: 给每个街道站配【2名】社工。 => staff.station
signed-and-opened: 截至2月底，已完成选址【18个】，挂牌【11个】，招聘社工【15人】。 => station.count station.count staff.recruited
content-of-those-asked: 问卷显示，群众对社工站服务满意度达【96.5%】。 => ?
in-that-work: 全市【3.6万人】从事社会工作。 => staff.social_workers
volunteers-turn-to: 【2870名】大学生志愿者聚焦留守儿童开展服务。 => staff.volunteers
certificates-of-a-year: 2021年共有【286名】从业人员考取社会工作者职业水平证书。 => exam.passed
case-work-in-events: 走访困难人员【980人】、个案服务【34场次】。 => service.visits service.cases
# --- what is told of others, or is missing ---
honours-won: 【10名】社工获评“最美社工”，评选优秀志愿者【36名】。 => ? ?
titles-of-the-profession: 今年全市有【3名】社工取得高级社会工作师资格。 => exam.passed
posts-not-filled: 驻站社工到岗【486人】，缺口【159人】。 => staff.station ?
examiners: 全市持证社工687人。考试期间，共派出巡考、监考人员【84人】。 => ?
houses-of-community-services: 全市社区服务机构和设施【1256个】，养老服务机构35个。 => ?
sales-of-the-lottery: 全年销售福彩【8.12亿元】；投入公益金【1350万元】资助社工项目。 => ? fund.input
funds-of-communities: 社工站培育社区基金【57个】，链接善款【126万元】。 => ? fund.linked
pass-at-the-final-check: 社工站建设项目验收合格率【97.2%】。 => ?
# --- what says what is counted ---
like-this-one: 像这样的社工站，全市已建起【124个】。 => station.count
of-the-kind: 类似的社工服务项目，全区今年已实施【57个】。 => project.count
in-all-not-of-the-part: 社工人才总量达2500人，其中持证300人；两年后，总量将达到【6000人】。 => staff.social_workers
served-after-an-event: 开展社区活动312场，服务【3248人次】，志愿者参与【126人次】。 => service.person_times service.participants
trained-up-there: 选派社工人才【22名】，培养当地社工人才【11名】。 => staff.social_workers staff.trained
trained-up-as-supervisors: 培养社工人才【32人】，培养社会工作督导人才【10人】。 => staff.trained staff.supervisors
people-of-stations: 现有社工站23个，站室人员【41人】。 => staff.station
serve-the-whole-town: 一个乡镇社工站【2名】社工服务全镇【1.9万人】。 => staff.station service.people
stations-and-their-workers: 全县24个站【31名】社工；另有8个站，社工【12人】。 => staff.station staff.station
took-part-for-days: 【126名】持证社工参加了为期5天、共40课时的培训。 => training.participants
counties-that-recruit: 全市【9个】县（市、区）共招募驻村社工【312人】。 => admin.counties staff.recruited
money-beside-goods: 募集口罩8.6万只、消毒液12吨、资金【46.8万元】。 => fund.linked
held-against-in-order: 计划开展个案136个、小组72个、活动310场，实际分别完成【149个】、【78个】、【352场】。 => service.cases service.groups service.activities
grown-in-order: 登记社工机构21家、社工812人，2022年分别增至【30家】、【960人】。 => org.agencies staff.social_workers
registered-since: 登记社会组织1912个，其中社会团体634个。上半年新登记【42个】，注销【17个】。 => org.community_orgs org.community_orgs
workers-that-link: 街道引来一家社工机构，【14名】社工把律师、义工等资源链接起来。 => staff.social_workers
stations-against-drugs: 全市【22个】禁毒工作站的【50多名】专业社工在岗。 => station.count staff.social_workers
capital-of-the-people: 公益项目带来民间资本【700多万】；争取到【8万元】物资。 => fund.linked fund.linked
towns-with-stations: 社会工作服务站在【141个】乡镇（街道）实现全覆盖。 => admin.townships
bodies-of-the-trade: 社工机构有39家，社工行业组织成立了【45个】。 => org.community_orgs
rate-of-growth: 全市报考4.2万人，增长率是【27.6%】。 => exam.registered/growth
homes-of-workers: 社工之家【12个】已开门，布局“社工小屋”【24间】。 => station.count station.count
in-their-posts: 全市“持证上岗”社工【612名】，拥有助理社工师资格的【186人】。 => staff.certified staff.certified
sent-to-learn: 送训【42人】到省里，邀请高校专家【8名】坐镇指导。 => training.participants staff.supervisors
looked-after-at-home: 上门探望独居老人【426人次】，开展需求调查【3200户】。 => service.visits service.visits
kinds-of-a-network: 建成“社工站—社工室—社工点”网络，其中站【16个】、室【48个】、点【120个】。 => station.count station.count station.count
so-many-kinds: 社工站获得省级荣誉【3项】、市级【8项】，承接民政事务【6类】【32项】。 => ? ? ? ?
how-often-played: 开设线上课程【26节】，播放量【3.2万次】。 => training.sessions ?
shops-that-give: 慈善超市【6个】累计发放物资【2.6万件】。 => ? service.goods
groups-on-file: 为【216名】老人、【38名】孤残儿童建立档案。 => service.records service.records
there-are-in-all: 社工站中，政府购买服务51个、直接聘用17个；共有社工【214名】。 => staff.station
price-of-a-meal: 社工站开办食堂，每餐收费【8元】。 => ?
money-without-its-unit: 投入资金【120万元】，其中社工站建设【80万】、购买服务【40万】。 => fund.input fund.input fund.input
projects-without-the-unit: 投入福彩公益金，养老项目【327万元】（敬老院改造【327万】）、助残项目【34万】。 => fund.input fund.input fund.input
people-behind-the-number: 投入资金【1321万元】，使【3.2万】困难老人受惠。 => fund.input service.people
people-after-money: 投入【120万元】，志愿者达【12万】。 => fund.input staff.volunteers
goods-handed-out: 投入资金【120万元】，发放宣传单【1.6万】，救助困难群众【2.6万】。 => fund.input service.goods service.relief_recipients
among-who-passed: 我省【4万人】报考社工考试。考试通过者中，助理社会工作师【2890人】、社会工作师【605人】。 => exam.registered exam.passed exam.passed
among-volunteers: 志愿者中，党员【1200人】。 => staff.volunteers
kindred-parts: 志愿服务团队【860个】，其中学校【310个】、社会组织【120个】、社区【430个】。 => org.volunteer_teams org.volunteer_teams org.volunteer_teams org.volunteer_teams
people-of-their-own: 站内人员【86名】，其中驻站社工【52名】、志愿者【34名】。 => staff.station staff.station staff.volunteers
bases-for-training: 建成社工人才培训基地【5个】，每年培训【9800人次】。 => ? training.participants
matching-money-missing: 县级配套缺口【216万元】。 => fund.input
posts-of-workers: 购买【260个】岗位社工服务。 => staff.recruited
posts-by-employer: 设岗【946个】，其中社区【513个】、社工机构【321个】、学校【112个】。 => staff.recruited staff.recruited staff.recruited staff.recruited
parts-that-do-not-add-up: 设岗【946个】，其中社区【513个】、社工机构【21家】。 => staff.recruited staff.recruited org.agencies
counties-then-theirs: 建成社工站【86个】，其中城区【22个】，其余【9个】县区【64个】。 => station.count station.count admin.counties station.count
counties-that-reach: 建成社工站【86个】，其中【9个】县市全覆盖。 => station.count admin.counties
name-that-ends-so: 苏州市已建【86个】社工站。常州市已建【78个】，徐州市已建【69个】。 => station.count station.count station.count
level-behind-a-name: 长兴县市级社工站【9个】。 => station.count
fields-of-work: 养老服务领域配备社工【163名】，医院配有社工【26名】。 => staff.social_workers staff.social_workers
counties-in-brackets: 建成社工站【86个】，其中3个城区22个，【9个】县（市）【64个】。 => station.count admin.counties station.count
works-to-be-examined: 社工站已完工、待验收【17个】。 => station.count
works-examined: 社工站通过验收【17个】，未验收【4个】。 => station.count station.count
stations-inspected: 民政局组织检查、验收社工站【17个】。 => supervision.sessions
# --- which of them, and how many since ---
of-those-which-meet-it: 全市社工站中，达到优秀标准的【44个】，合格的【8个】。 => station.count station.count
of-bodies-by-class: 在全市的社工机构中，获得4A等级的【9家】，3A等级的【16家】。 => org.agencies org.agencies
of-holders-by-place: 全区持证社工中，从事一线服务的【126人】，在机关工作的【87人】。 => staff.certified staff.certified
of-homes-none-of-ours: 在全市的养老院中，四星级的【9家】，三星级的【12家】。 => ? ?
first-and-next-of-a-list: 全市持证社工1176人，吴兴区最多，为【243人】，长兴县次之，为【168人】。 => staff.certified staff.certified
doubled-to: 2019年，全市只有102家社工机构；到2022年底，翻了一番多，达到【248家】。 => org.agencies
light-word-of-a-part: 各站落地服务项目46个，其中为老服务【19个】、儿童关爱【15个】。 => project.count project.count
heavy-word-of-a-part: 各站落地服务46次，其中小组活动【19次】。 => service.groups
staff-some-of-them-certified: 按工作部署，现有专职社工【11名】，其中持有社工证的【8名】。 => staff.station staff.certified
trained-in-the-subject: 配备社工52名，其中持证20人，社会工作相关专业【11人】。 => staff.station
some-others-joined: 每个社工站配备1名站长、【2至3名】社工、若干名志愿者。 => staff.station
points-that-serve: 牧区流动服务点【4处】每月服务牧民约【300人次】。 => station.count service.person_times
such-in-quotes: 像她这样的“双百”社工，全市共有【642名】。 => staff.station
# --- what they took part in ---
came-to-a-training: 培训为期3天，来自各乡镇的【86名】社工参加。 => training.participants
stationed-came-to-it: 培训为期5天，【126名】驻站社工全程参加。 => training.participants
came-to-a-supervision: 督导会上，【15名】驻站社工参加。 => supervision.participants
came-to-a-gathering: 培训结束后开展联谊活动，【86名】社工参加。 => service.participants
came-to-learn: 省厅举办社会工作业务培训，来自各市的【110余名】骨干到会。 => training.participants
the-public-at-a-lecture: 邀请专家开展讲座，辖区【200余名】居民参加。 => service.participants
got-their-papers: 全市有【1087名】考生参加了社工考试，【214名】考生如愿拿到证书。 => exam.registered exam.passed
of-supervisors-those-certified: 社会工作督导【45名】，其中取得上海市督导资格的【17名】。 => staff.supervisors staff.supervisors
# --- given and asked for ---
raised-beside-public-money: 计划向上争取资金【500万元】，向社会募集资金【200万元】，向财政申请【600万元】。 => fund.input fund.linked fund.input
worth-of-what-was-given: 社工站获捐图书【2400册】、书桌【60套】，总值【8.6万元】。 => service.goods service.goods fund.linked
books-bought: 购置教材【3000套】，添置电脑【12台】。 => service.goods station.equipment
a-camp: “小社工”体验营已开营【9期】，【216名】小朋友参加。 => service.activities service.participants
societies-of-mutual-help: 镇社工站培育茶农互助社【9家】。 => org.community_orgs
paired-by-mothers: “社工妈妈”结对【128名】孤困儿童。 => service.people
rate-of-what-was-set-up: 依托社区设施设立志愿服务站点，覆盖率【100%】。 => org.volunteer_stations/share
workers-of-communities: 全市有【两成以上】社区工作者是党员。 => ?
held-in-all: 今年【67人】取得证书。至此，全市拥有社工师、助理社工师共【152人】。 => exam.passed staff.certified
since-the-beginning: 现有【4名】驻站社工（中级【1名】、初级【3名】），较成立之初增加【2名】。 => staff.station staff.certified staff.certified staff.station
villages-and-their-rooms: 全县17个乡镇（街道）建起社会工作服务中心【17个】，【192个】村（居）建起社会工作服务所【192个】。 => station.count admin.villages station.count
pay-of-holders: 取得社会工作师证书的在岗人员每月发放补贴【120元】。 => fund.input
own-means-of-many-kinds: 自筹困难群众救助、养老、福彩公益金等多方面资金约【160万元】。 => fund.input
bring-service-home: 【6名】专业社工送服务上门。 => staff.social_workers
students-are-so-many-of-them: 全市持证社工【4518人】，【六成】是90后大学生。 => staff.certified staff.certified/share
for-every-ten-thousand: 按每【1万人】配备【10名】专业社工测算。 => ? staff.station
lessons-by-number: 开展小组活动第2-【4节】，第【3至5期】已完成。 => - -
"""  # noqa: E501


def _tell(fact: Fact | None) -> str:
    if fact is None:
        return "-"
    if fact.indicator == "other":
        return "?"
    return fact.indicator if fact.statistic == "level" else f"{fact.indicator}/{fact.statistic}"


@pytest.mark.parametrize(("home", "text", "answers"), cases(TOLD))
def test_everyday_words(home: str, text: str, answers: tuple[str, ...]) -> None:
    assert tuple(map(_tell, marked_facts(report(text, home)))) == answers
