"""What a figure counts: the noun beside it, the verb that governs it, the list it stands in."""

from __future__ import annotations

import pytest
from specification import cases, marked_facts, report

from schemas.records import Fact

NOUNS = """
# --- the noun after the measure word ---
after-station: 全市建成【137个】社工站。 => station.count
after-stations-of-a-level: 全市已有【62个】乡镇（街道）社工站投入运行。 => station.count
after-people: 各站共有【418名】社会工作者。 => staff.social_workers
after-long-noun: 新增【56名】持证社会工作专业人才。 => staff.certified
after-volunteer-team: 组建【212支】社区志愿服务队。 => org.volunteer_teams
after-agency: 培育【17家】民办社工机构。 => org.agencies
after-project: 实施【38个】社会工作服务项目。 => project.count
after-verb-cuts-noun: 【26名】社会工作者参加本次督导。 => staff.social_workers
after-incubator: 建成【6个】社会组织孵化基地。 => org.incubators
after-community-orgs: 备案【843个】社区社会组织。 => org.community_orgs
after-goods: 送去【1300只】口罩和慰问信。 => service.goods
after-questionnaire: 回收【2600份】调查问卷。 => service.records
# --- the noun before the figure ---
before-station: 全市社工站达【137个】。 => station.count
before-with-number-word: 社工站数量增至【141个】。 => station.count
before-colon: 社工站：【137个】；志愿者：【5200名】。 => station.count staff.volunteers
before-colon-and-plan: 个案服务：计划【20个】，实际开展【23个】。 => service.cases service.cases
before-half-width-stop: 站点服务用房充足.现有社工【46名】.全年走访老人【820户】. => staff.social_workers service.visits
full-time-workers-stand-in-stations: 专职社工【418名】。 => staff.station
before-volunteers: 注册志愿者已突破【32万人】。 => staff.volunteers
before-area: 服务用房面积合计【7600平方米】。 => station.area
before-hours: 累计服务时长【4.6万小时】。 => service.hours
before-case: 累计开展个案【327个】。 => service.cases
before-group: 开展小组活动【214场】。 => service.groups
before-activity: 组织社区活动【1620场次】。 => service.activities
before-training: 举办社工培训班【23期】。 => training.sessions
before-population: 辖区常住人口【36.8万人】。 => admin.population
before-archive: 建立困难群众档案【8100份】。 => service.records
before-chinese-count: 全市建成社工站一百二十六个，即【126个】。 => station.count
# --- the nearer and the more specific noun wins ---
nearer-of-two: 社工站内设个案室，配备电脑【46台】。 => station.equipment
people-in-station: 社工站工作人员【268人】。 => staff.station
station-resident-social-worker: 驻站社工【153名】。 => staff.station
supervisor-not-worker: 现有本土社工督导【24名】。 => staff.supervisors
group-not-committee: 成立社会工作领导小组【14个】。 => other
volunteer-station-not-social: 建成学雷锋志愿服务站【318个】。 => org.volunteer_stations
elder-care-station-not-social: 社工协助运营养老服务站【41个】。 => other
money-for-stations: 为社工站投入资金【860万元】。 => fund.input
equipment-for-stations: 为社工站购置办公设备【74台】。 => station.equipment
projects-of-stations: 社工站实施服务项目【52个】。 => project.count
activities-of-stations: 社工站开展活动【930场】。 => service.activities
noun-after-beats-noun-before: 社工站引入【12家】社工机构。 => org.agencies
"""

VERBS = """
@ 遵义市
training-people: 全年培训【395人次】。 => training.participants
training-people-after: 累计培训社工【2100人次】。 => training.participants
trained-up: 培养本土社会工作人才【86名】。 => staff.trained
recruited: 面向社会公开招聘社工【120名】。 => staff.recruited
served-people: 服务困难群众【2.3万人】。 => service.people
served-times: 累计服务群众【18.4万人次】。 => service.person_times
benefiting: 【1.2万名】老人从中受益。 => service.people
visited-households: 入户走访困难家庭【5600户】。 => service.visits
visited-older: 探访独居老人【3400人次】。 => service.visits
money-linked: 链接慈善资源【420万元】。 => fund.linked
money-raised: 募集善款【63.5万元】。 => fund.linked
money-relief: 发放临时救助金【208万元】。 => fund.relief
money-allotted: 下拨福彩公益金【345万元】。 => fund.input
money-donated: 爱心企业捐赠【15万元】。 => fund.linked
registered: 【2680人】报名参加全国社会工作者职业水平考试。 => exam.registered
registered-before: 报考人数【2680人】。 => exam.registered
passed-agent: 【312人】通过考试。 => exam.passed
passed-bare: 通过【312人】。 => exam.passed
certified-holders: 持有社会工作者职业资格证书的有【980人】。 => staff.certified
agent-of-training: 【320名】社工参加岗前培训。 => training.participants
agent-of-activity: 吸引居民【4100余人次】参与。 => service.participants
supervision-sessions: 开展实地督导【96次】。 => supervision.sessions
supervised-people: 督导培训【1250人次】。 => supervision.participants
staff-posted: 每站配备【3名】专职社工。 => staff.station
station-after-already: 应建【215个】，已建【203个】。 => station.count station.count
relief-taken-in: 新纳入低保【640户】、特困供养【82人】。 => service.relief_recipients service.relief_recipients
object-after-made: 全市132个乡镇（街道）中已有【120个】建成社工站。 => station.count
of-townships-count: 全市【132个】乡镇（街道）中已有120个建成社工站。 => admin.townships
publicity: 开展政策宣传【240场次】。 => service.activities
mutual-visit-not-service: 组织骨干赴成都交流学习【45人次】。 => training.participants
"""

LISTS = """
@ 洛阳市
grades: 其中助理社会工作师【540人】，社会工作师【180人】，高级社会工作师【6人】。 => staff.certified staff.certified staff.certified
elided-grades: 全市持证社工【726人】，其中初级【540人】、中级【180人】、高级【6人】。 => staff.certified staff.certified staff.certified staff.certified
elided-head-three: 开展个案【120个】、小组【64个】、社区活动【310场】。 => service.cases service.groups service.activities
elided-station: 建成社工站市级【1个】、县级【14个】、乡镇级【172个】。 => station.count station.count station.count
bracket-parts: 建成社工站【302个】（其中：乡镇（街道）【140个】，社区【162个】）。 => station.count[level=all] station.count[level=township] station.count[level=community]
bracket-parts-without-among: 建成社工站【302个】（乡镇【140个】、社区【162个】）。 => station.count[level=all] station.count[level=township] station.count[level=community]
among-parts: 共有社工站【187个】，其中示范站【20个】。 => station.count station.count[kind=demonstration]
among-other-noun: 共有社工站【187个】，其中由社工机构运营的【95个】。 => station.count station.count
among-people-of-station: 社工站工作人员【480人】，其中持证社工【226人】。 => staff.station staff.certified
in-stations-among: 在【172个】社工站中，示范站【30个】，一般站【142个】。 => station.count station.count[kind=demonstration] station.count[kind=regular]
money-parts: 投入资金【900万元】，其中省级财政【500万元】、市级福彩公益金【400万元】。 => fund.input fund.input[source=fiscal] fund.input[source=lottery]
money-part-wages: 投入资金【900万元】，其中工资【320万元】。 => fund.input fund.input
places-list: 栾川县【14个】、嵩县【16个】、汝阳县【13个】社工站全部挂牌。 => station.count station.count station.count
place-list-after-head: 已建社工站：栾川县【14个】、嵩县【16个】。 => station.count station.count
respectively-two: 个案和小组分别开展【120个】和【64个】。 => service.cases service.groups !! respectively
respectively-places: 孟津区、新安县分别建成社工站【11个】、【12个】。 => station.count station.count
two-verbs: 开展活动【310场】，服务居民【2.4万人次】。 => service.activities service.person_times
mixed-units: 走访老人【620户】【1100人次】。 => service.visits service.visits
activity-then-participants: 举办活动【46场】，参与居民【3100人次】。 => service.activities service.participants
training-then-participants: 举办培训【12期】、【860人次】。 => training.sessions training.participants
relief-then-money: 实施临时救助【682户】，支出【204万元】。 => service.relief_recipients fund.relief
coordinated-level: 建成【51个】乡镇（街道）和【5个】农场社工站。 => station.count station.count
population-list: 服务儿童【1200人次】、老年人【3400人次】、残疾人【560人次】。 => service.person_times[population=children] service.person_times[population=older] service.person_times[population=disabled]
semicolon-parts: 全市建成社工站【190个】；配备社工【420名】；投入资金【1300万元】。 => station.count staff.station fund.input
taken-up-next-sentence: 全市持证社工【900人】。其中栾川县【120人】，嵩县【96人】。 => staff.certified staff.certified staff.certified
taken-up-other-unit: 全市持证社工【900人】。投入【300万元】。 => staff.certified fund.input
villages-parts: 全市建成社工室【980个】，其中城市社区【320个】、行政村【660个】。 => station.count station.count station.count
"""  # noqa: E501

CLAUSES = """
@ 宜宾市
subject-clause: 社工站从无到有，达到【186个】。 => station.count
subject-clause-people: 社工人才队伍不断壮大，已达【2300人】。 => staff.social_workers
subject-not-over-noun: 社工站不断规范，志愿者达到【6100人】。 => staff.volunteers
verb-of-next-clause: 【46名】社工骨干，参加了省级培训。 => training.participants !! agent-next-clause
partitive: 社工站的【12名】负责人到省城学习。 => training.participants
partitive-of-town: 覆盖全市【185个】乡镇（街道）。 => admin.townships
partitive-percent-of: 全市【90%】的社工站配有督导。 => station.count
dated-de: 社工站由上年的【121个】增加到【165个】。 => station.count station.count
team-role: 【12名】资深社工组成督导团队。 => staff.supervisors
appointed: 聘请【8名】高校教师担任督导。 => staff.supervisors
from-to: 社工站从2021年的【35个】增至【186个】。 => station.count station.count
bare-number-money: 争取省财政支持近【500万】。 => fund.input
title-of-document-counts-nothing: 印发《社会工作服务站建设方案》，成立【3个】工作专班。 => other
fallback-times: 累计惠及【3.6万人次】。 => service.person_times
fallback-events: 在重阳节期间举办【28场】。 => service.activities
fallback-money: 市本级另外【120万元】。 => fund.input
"""

NO_FACTS = """
@ 榆林市
slogan: 探索【1+3+N】服务模式，推进社工站建设。 => -
five-social: 推动“【五社】联动”机制建设，开展社会工作服务。 => -
small-han-one: 确定社工站【一个】牵头部门。 => other
manner-of-speaking: 让社工走好【第一】步。 => -
document-number: 印发榆政民发【〔2022〕36号】文件，推进社工站建设。 => -
full-date: 社工站于【2022年6月30日】揭牌。 => -
heading-number: 【一、】社工站建设情况 => -
age: 社工平均年龄【32岁】。 => -
duration-of-building: 社工站建设周期【3年】。 => -
phone: 社工站联系电话【0912-3456789】。 => -
base-of-rate: 全市每【万】人拥有社工12名。 => -
other-noun: 社工排查安全隐患问题【36个】。 => other
road: 社工站位于人民路【18号】。 => -
template: 统一使用“【XX】区XX街道社会工作站”名称。 => -
"""

# --- figures as reports string them together ---
STRINGS = """
@ 湖州市
total-and-holders: 全市社工总数达到【2.1万人】，其中持证【3100人】。 => staff.social_workers staff.certified
workers-supervisors-volunteers: 现有专业社工【620人】、督导【28人】、志愿者【1.2万人】。 => staff.social_workers staff.supervisors staff.volunteers
station-of-each-level: 建成1个县级社工总站、【18个】乡镇社工站和【246个】村级社工点。 => station.count[level=township] station.count[level=community]
county-general-station: 建成【1个】县级社工总站、18个乡镇社工站。 => station.count[level=county]
five-levels-of-stations: 市级社会工作指导中心【1个】、区县社工总站【7个】、镇街社工站【98个】、村居社工室【760个】。 => station.count[level=city] station.count[level=county] station.count[level=township] station.count[level=community]
linked-then-benefiting: 累计链接社会资源【180余万元】，惠及困难群众【1.6万人次】。 => fund.linked service.person_times
reception-and-problems: 共接待来访咨询【2600人次】，解决问题【430件】。 => service.person_times other
volunteers-recruited-are-volunteers: 招募志愿者【320名】。 => staff.volunteers
graduates-recruited: 公开招录【46名】大学毕业生到社工站工作。 => staff.recruited
posts-set-up: 设置社工岗位【120个】。 => staff.recruited
average-area: 社工站平均面积【86平方米】。 => station.area
stations-of-an-area: 其中办公面积50平方米以上的社工站【68个】。 => station.count
arranged-yearly: 每年安排不少于【200万元】用于社工站运转。 => fund.input
post-allowance-is-input: 发放社工岗位补贴【38万元】。 => fund.input
one-off-reward-is-input: 向社工发放一次性奖励【26.4万元】。 => fund.input
consolation-money-is-relief: 为困难老人发放慰问金【12万元】。 => fund.relief
files-for-people: 为【630名】困境儿童建立档案。 => service.records
files-counted: 为困境儿童建立“一人一档”【630份】。 => service.records
people-provided-with: 为【1200名】老年人提供居家服务。 => service.people
bare-number-of-people: 惠及【3.2万】群众。 => service.people
visits-of-two-groups: 走访摸排特困人员【820人】、留守儿童【1360人】。 => service.visits service.visits
households-helped-to-apply: 协助【96户】困难家庭申请低保。 => service.relief_recipients
information-checked: 协助核查低保对象信息【5600条】。 => service.records
counselling: 开展心理疏导【320人次】。 => service.person_times
clinic-and-people: 为老人义诊【18场】，服务【900余人】。 => service.activities service.people
publicity-and-leaflets: 开展普法宣传活动【42场】，发放宣传资料【1.3万份】。 => service.activities service.goods
batches-and-person-times: 组织社工赴长沙、广州等地学习【6批】【84人次】。 => training.sessions training.participants !! list-units
online-training: 举办线上培训【8期】，参训人员达【1300人次】。 => training.sessions training.participants
lectures-by-experts: 邀请专家授课【12场】。 => training.sessions
supervised-workers: 选派督导老师【16名】，开展督导【240次】，覆盖社工【680人次】。 => staff.supervisors supervision.sessions supervision.participants
incubated-orgs-and-teams: 孵化社区社会组织【86家】，培育志愿服务队【143支】。 => org.community_orgs org.volunteer_teams
agencies-that-run: 依托【12家】社工机构承接运营。 => org.agencies
orgs-that-run: 社工站由【3家】社会组织承接运营。 => org.community_orgs
venture-projects-and-money: 实施公益创投项目【26个】，投入资金【210万元】。 => project.count fund.input
divisions-of-the-city: 全市辖【5个】县（区）、【69个】乡镇（街道）、【1180个】村（社区）。 => admin.counties admin.townships admin.villages
covered-townships-and-villages: 覆盖【69个】乡镇（街道）、【420个】村（社区）。 => admin.townships admin.villages
townships-in-which: 在【69个】乡镇（街道）设立社工站。 => admin.townships
full-cover-of-stations: 实现【69个】乡镇（街道）社工站全覆盖。 => station.count
older-among-population: 现有常住人口340万，其中60岁以上老年人【82万人】。 => admin.population
registered-passed-rate: 考试报名【2680人】，通过【312人】，通过率【11.6%】。 => exam.registered exam.passed exam.registered
registered-by-grade: 全市报考【2680人】，其中初级【2100人】、中级【560人】、高级【20人】。 => exam.registered[grade=all] exam.registered[grade=assistant] exam.registered[grade=intermediate] exam.registered[grade=senior]
newly-and-total: 新增持证社工【312人】，总量达到【1240人】。 => staff.certified staff.certified
qualification-listed-twice: 取得社会工作师资格【180人】、助理社会工作师资格【540人】。 => staff.certified staff.certified
cases-and-groups-by-own-unit: 共开展个案服务【327例】、小组工作【64组】。 => service.cases service.groups
cases-groups-activities-together: 开展个案、小组、社区活动【580场次】。 => service.activities
meals-delivered: 社工站为居家老人配送餐食【1.8万份】。 => service.goods
premises-and-equipment: 落实场地【3200平方米】、办公设备【180套】。 => station.area station.equipment
demonstration-projects-and-money: 争取中央财政支持社会组织示范项目【2个】、资金【100万元】。 => project.count fund.input
lottery-money-draws-social-money: 福彩公益金投入【320万元】，带动社会资金【150万元】。 => fund.input fund.linked
services-bought: 政府购买社工服务金额达【1860万元】。 => fund.input
hours-volunteers-teams: 志愿服务时长累计【26万小时】，注册志愿者【12万名】、志愿服务团体【860个】。 => service.hours staff.volunteers org.volunteer_teams
agencies-and-their-people: 全市共有社工服务机构【46家】，从业人员【520人】。 => org.agencies staff.social_workers
holders-and-their-share: 拥有中级社会工作师【180人】，占全市持证社工的【25%】。 => staff.certified staff.certified
disputes-are-other: 社工介入矛盾纠纷调解【130起】。 => other
meetings-are-other: 召开社工站建设推进会【3次】。 => other
documents-issued-are-other: 先后出台社工站文件【6份】。 => other
press-reports-are-other: 社工站获得媒体报道【48次】。 => other
equipment-of-each-station: 每个社工站配备电脑【2台】、打印机【1台】、文件柜【3个】。 => station.equipment station.equipment station.equipment
visits-people-populations: 入户走访【5600户】，服务【1.1万人】，其中老人【4200人】、儿童【1800人】。 => service.visits service.people service.people[population=older] service.people[population=children]
"""  # noqa: E501

LONG = """
@ 黔东南苗族侗族自治州
overview-sentence: 目前，全州【16个】县（市）共建成社工站【218个】，其中县级总站【16个】、乡镇（街道）站【202个】，配备工作人员【640名】。 => admin.counties station.count station.count station.count staff.station
town-sentence: 凯里市先后投入资金【360万元】，在【18个】镇（街道）建成社工站【18个】、社工室【96个】，招聘专职社工【54名】。 => fund.input admin.townships station.count station.count staff.recruited
people-named-by-and-others: 通过“线上+线下”方式，组织社工骨干、站长等【420余人】参加能力提升培训。 => training.participants
visits-files-money: 截至目前，社工站累计走访慰问困难老人【3200余户】【5600余人】，建立服务档案【2800份】，链接帮扶资源折合【68万元】。 => service.visits service.visits service.records fund.linked
applicants-qualified-rate: 全州共有【2100名】考生报名参加考试，【286人】成绩合格，合格率【13.6%】。 => exam.registered exam.passed exam.registered
cases-by-kind: 社工站承接未成年人保护个案【46例】，其中监护缺失【12例】、困境儿童【34例】。 => service.cases service.cases service.cases
workers-lead-volunteers: 探索“社工+志愿者”服务，【38名】社工带动【1600名】志愿者开展服务【260场次】。 => staff.social_workers staff.volunteers service.activities
drowning-prevention: 社工站开展防溺水宣传【86场】、覆盖学生【2.6万人次】，发放宣传单【1.8万份】。 => service.activities service.person_times service.goods
appointed-as-supervisors: 选拔【20名】社工担任见习督导。 => staff.supervisors
formed-by-two-groups: 由【6名】高校教师、【12名】资深社工组成督导团队。 => staff.supervisors staff.supervisors
money-and-its-rate: 下拨运营经费【436万元】（每站【2万元】）。 => fund.input fund.input
money-parts-by-source: 其中，省级福彩公益金【218万元】，州级财政【109万元】，县级配套【109万元】，全部用于社工站建设。 => fund.input fund.input fund.input
share-of-a-sum: 购买服务资金【320万元】的【15%】用于督导。 => fund.input fund.input !! share-of-sum
run-by-two-kinds: 在18个社工站中，由社工机构运营的【12个】，乡镇自主运营的【6个】。 => station.count station.count
counties-after-mode: 采取政府购买服务方式建站的有【12个】县，直接聘用方式建站的有【4个】县。 => admin.counties admin.counties !! noun-after-loses
counties-that-buy: 有【12个】县采取政府购买服务方式运营社工站。 => admin.counties
supervisors-workers-volunteers: 社工站共有督导6名、社工【48名】、志愿者【360名】。 => staff.station staff.volunteers
people-and-times-between: 社工站“一站式”为【1.2万名】居民提供【3.6万人次】服务。 => service.people service.person_times
orgs-by-kind: 培育社区社会组织【210个】，其中志愿服务类【86个】、文体类【74个】。 => org.community_orgs org.community_orgs org.community_orgs
trained-and-terms: 对【640名】工作人员开展岗前培训【4期】。 => training.participants training.sessions
rooms-are-other: 社工站设置个案室、小组室、多功能室等功能室【640个】。 => other
participants-and-banners: 组织开展社工主题宣传周活动，参与群众【1.6万人次】，悬挂横幅【120条】。 => service.participants other
brands-are-other: 打造社工服务品牌【12个】。 => other !! other-noun
money-for-stations-counted: 投入【45万元】为【15个】社工站添置设备。 => fund.input station.count
applied-and-paid: 申请临时救助【128人次】，发放救助金【36万元】。 => service.relief_recipients fund.relief
households-then-people: 帮助困难群众申请低保【46户】【98人】、医疗救助【23人】。 => service.relief_recipients service.relief_recipients service.relief_recipients
groups-checked: 对低保对象、特困人员、留守儿童【8.6万人】进行核查建档。 => service.records
groups-visited: 走访低保户【3210户】、特困户【890户】、留守儿童【2310人】、高龄老人【4120人】。 => service.visits service.visits service.visits service.visits
each-group-visited: 社工对【320名】老人、【120名】困境儿童、【60名】残疾人开展了探访。 => service.visits service.visits service.visits
households-visited: 先后对【120户】低保家庭进行入户走访。 => service.visits
groups-by-deeds: 全年救助低保户【300户】、慰问老人【20人】、服务儿童【120人】。 => service.relief_recipients service.visits service.people
stations-guided: 对【18个】社工站开展实地督导。 => supervision.sessions
activities-for-people: 为【210名】老人开展健康讲座【6场】。 => service.people service.activities
four-nouns-in-a-row: 社工站【218个】、社工【640名】、资金【1600万元】、服务【12万人次】。 => station.count staff.station fund.input service.person_times
staff-clause-opens: 人员方面，每站配备3至5人，全州共【640人】。 => staff.station
stations-with-holders: 有持证社工的社工站达【160个】。 => station.count
holders-in-stations: 社工站拥有持证社工【286名】。 => staff.certified
agencies-from-to: 从事社工服务的机构由【12家】增加到【26家】。 => org.agencies org.agencies
registered-workers: 社会工作者登记注册【860人】，继续教育【620人次】。 => staff.social_workers training.participants !! other-noun
partner-agencies: 实施“牵手计划”，与省社工机构结对【6家】。 => org.agencies
questionnaires-twice: 发放调查问卷【1200份】，收回有效问卷【1136份】。 => service.records service.records
hotline-calls-are-other: 社工热线接听来电【2300个】。 => other
largest-and-smallest: 社工站面积最大的【300平方米】，最小的【60平方米】。 => station.area station.area
two-in-han: 【两名】社工常驻社工站。 => staff.station
three-levels-named: 建成州、县、乡三级社工站【218个】。 => station.count
in-the-name-of-a-document: 印发《关于建设【100个】社工站的通知》。 => other
@ 南充市
counties-by-kind: 全市辖【3区】【5县】【1市】，社工站全覆盖。 => admin.counties admin.counties admin.counties
divisions-by-their-own-word: 全市【7县（市）】【18乡镇】【215村】，建成社工站【65个】。 => admin.counties admin.townships admin.villages station.count
long-bracket-of-a-name: 【80个】乡镇（街道、片区管委会）建成社工站【65个】。 => admin.townships station.count
works-begin: 【11个】县（市、区）开工建设社工站【96个】。 => admin.counties station.count
wishes-are-other: 社工站为儿童圆梦“微心愿”【132个】。 => other
part-keeps-its-own-noun: 配备专职社工98名，其中中级社会工作师【21名】、助理社会工作师【54名】。 => staff.certified staff.certified
part-with-certificate: 每个站点配备3至5名工作人员，其中至少【1名】具有社会工作者职业资格。 => staff.certified !! part-own-noun
others-of-the-whole: 全市社工站配备社工219人（社会工作师38人，助理社会工作师92人，其他【89人】）。 => staff.station
flow-of-the-verb: 争取省级补助【1560万元】用于社工站建设。 => fund.input[flow=won] !! flow-verb
flow-of-the-part: 投入资金85.6万元，其中：省级补助【20万元】、县级配套【30万元】。 => fund.input[flow=allotted] fund.input[flow=arranged]
township-total-then-stations: 全市【105个】乡镇（街道）已建成社工站【98个】。 => admin.townships station.count
township-total-then-rate: 全市【105个】乡镇（街道）已建成社工站【98个】，覆盖率93%。 => admin.townships station.count
class-of-county-is-no-figure: 按照【一类】县每站3万元、【二类】县每站5万元的标准补助社工站。 => - - !! class-number
monthly-allowance-listed: 对在站工作的持证社工，每人每月分别发放【200元】、【300元】职业津贴。 => fund.input fund.input
ring-of-service-is-no-figure: 社工站服务半径【5公里】。 => -
@ 通辽市
rise-of-cases: 与去年同期相比，个案增加【6个】。 => service.cases
share-of-site-staff: 17个社工站共配备工作人员【51人】，其中大专以上学历【42人】。 => staff.station staff.station
@ 文昌市
households-covered-are-other: 社工开展亲子活动46场，覆盖家庭【860个】。 => other !! other-noun
problems-solved-are-other: 社工链接资源解决急难愁盼问题【780个】。 => other
shops-are-other: 社工站联合2个社区和【8家】商户成立“爱心联盟”。 => other !! other-noun
zone-in-a-bracket: 全市【53个】乡镇（街道、开发区）建成社工站【53个】。 => admin.townships station.count
relief-per-head: 社工为3名孤儿申请基本生活保障，人均每月【1050元】。 => fund.relief !! relief-rate
station-times: 全年督导【204站次】。 => supervision.sessions
first-then-new: 2021年8月建成首个社工站，2022年新增【5个】，今年又新增【6个】，目前共有【12个】，乡镇（街道）覆盖率达100%。 => station.count station.count station.count
case-records-are-records: 社工撰写个案服务记录【326份】。 => service.records
list-of-places-with-shares: 全市取证312人。其中东宝区112人，占27.5%；掇刀区【68人】，占23.6%；京山市【26人】，占19.9%。 => exam.passed exam.passed
list-of-places-in-a-sentence: 分区看，东宝区取证【112人】，掇刀区【68人】，京山市【26人】，钟祥市【19人】。 => exam.passed exam.passed exam.passed exam.passed
yearly-pairs: 2021年报名【2310人】，取证【246人】；2020年报名【1986人】，取证【198人】。 => exam.registered exam.passed exam.registered exam.passed
projects-and-contract-sum: 社工机构承接政府购买服务项目【62个】，合同金额【2380万元】。 => project.count fund.input
settled-cases-in-bracket: 开展专业个案【62个】（已结案【41个】）。 => service.cases service.cases
@ 肇庆市
stations-of-a-kind-behind-de: 月均开展活动不足2场的站点有【13个】，占28%。 => station.count
zone-among-districts: 端州区、鼎湖区、肇庆高新区分别建站【4个】、【7个】、【1个】。 => station.count station.count station.count
should-and-do: 全市应建站点【128个】，实建【119个】，在建【9个】；应配社工【384名】，实配【341名】。 => station.count station.count station.count staff.station staff.station
site-by-class: 建成29个社工站，其中A类站【6个】、B类站【23个】。 => station.count station.count
mixed-agents: 调研组召开座谈会【6场】，访谈社工【32名】，发放问卷【260份】。 => service.activities staff.social_workers service.records
"""  # noqa: E501

# --- breakdowns: only what the words make plain ---
BREAKDOWNS = """
@ 常德市
level-city: 建成市级社工总站【1个】。 => station.count[level=city] !! level-word
level-county: 建成县级社工总站【9个】。 => station.count[level=county]
level-township: 建成乡镇（街道）社工站【168个】。 => station.count[level=township]
level-community: 建成村（社区）社工室【960个】。 => station.count[level=community]
level-school: 建成学校社工站【12个】。 => station.count[level=school]
level-none: 建成社工站【168个】。 => station.count[level=None]
level-not-from-next-clause: 建成社工站【168个】，覆盖所有乡镇（街道）。 => station.count[level=None]
level-all-with-parts: 建成社工站【180个】，其中县级【9个】、乡镇【168个】、村级【3个】。 => station.count[level=all] station.count[level=county] station.count[level=township] station.count[level=community]
kind-demonstration: 打造示范社工站【20个】。 => station.count[kind=demonstration]
kind-pilot: 确定试点社工站【6个】。 => station.count[kind=pilot]
grade-of-three: 现有助理社会工作师【540人】、社会工作师【180人】、高级社会工作师【6人】。 => staff.certified[grade=assistant] staff.certified[grade=intermediate] staff.certified[grade=senior]
grade-none: 现有持证社工【726人】。 => staff.certified[grade=None]
grade-both-is-none: 现有初级、中级社会工作师【720人】。 => staff.certified[grade=None] !! dims-two
source-fiscal: 市财政投入社工站资金【300万元】。 => fund.input[source=fiscal,flow=invested]
source-lottery: 下拨福彩公益金【300万元】。 => fund.input[source=lottery,flow=allotted]
source-charity: 慈善捐赠社工站【30万元】。 => fund.linked[source=charity]
flow-arranged: 市财政预算安排社工站经费【200万元】。 => fund.input[source=fiscal,flow=arranged]
flow-pooled: 整合各类资金【260万元】用于社工站建设。 => fund.input[source=mixed,flow=pooled]
flow-won: 争取省级福彩公益金【345万元】。 => fund.input[source=lottery,flow=won]
flow-spent: 社工站支出资金【142万元】。 => fund.input[flow=spent]
flow-reward: 对优秀社工站奖励资金【20万元】。 => fund.input[flow=reward]
population-children: 服务留守儿童【1200人】。 => service.people[population=children]
population-older: 探访独居老人【1200人次】。 => service.visits[population=older]
population-disabled: 服务残疾人【560人次】。 => service.person_times[population=disabled]
population-low-income: 走访低保户【560户】。 => service.visits[population=low_income]
population-several-is-none: 服务老年人、儿童、残疾人【1.2万人次】。 => service.person_times[population=None] !! dims-two
population-none: 服务群众【1.2万人次】。 => service.person_times[population=None]
kind-paid: 报名缴费【2100人】。 => exam.registered[kind=paid]
"""  # noqa: E501


def answer(fact: Fact, wanted: str) -> str:
    """The fact's code, with the breakdowns that `wanted` names."""
    names = [part.split("=")[0] for part in wanted.partition("[")[2].rstrip("]").split(",") if part]
    if not names:
        return fact.indicator
    return f"{fact.indicator}[{','.join(f'{name}={fact.dims.get(name)}' for name in names)}]"


def check(home: str, text: str, answers: tuple[str, ...]) -> None:
    facts = marked_facts(report(text, home))
    found = tuple("-" if f is None else answer(f, a) for f, a in zip(facts, answers, strict=True))
    assert found == answers, " ".join(found)


@pytest.mark.parametrize(("home", "text", "answers"), cases(NOUNS))
def test_nouns_beside_the_figure(home: str, text: str, answers: tuple[str, ...]) -> None:
    check(home, text, answers)


@pytest.mark.parametrize(("home", "text", "answers"), cases(VERBS))
def test_verbs_that_govern(home: str, text: str, answers: tuple[str, ...]) -> None:
    check(home, text, answers)


@pytest.mark.parametrize(("home", "text", "answers"), cases(LISTS))
def test_lists_and_parts(home: str, text: str, answers: tuple[str, ...]) -> None:
    check(home, text, answers)


@pytest.mark.parametrize(("home", "text", "answers"), cases(CLAUSES))
def test_clauses_around(home: str, text: str, answers: tuple[str, ...]) -> None:
    check(home, text, answers)


@pytest.mark.parametrize(("home", "text", "answers"), [*cases(STRINGS), *cases(LONG)])
def test_figures_strung_together(home: str, text: str, answers: tuple[str, ...]) -> None:
    check(home, text, answers)


@pytest.mark.parametrize(("home", "text", "answers"), cases(BREAKDOWNS))
def test_breakdowns(home: str, text: str, answers: tuple[str, ...]) -> None:
    check(home, text, answers)


@pytest.mark.parametrize(("home", "text", "answers"), cases(NO_FACTS))
def test_what_counts_nothing(home: str, text: str, answers: tuple[str, ...]) -> None:
    check(home, text, answers)
