"""Is a figure a result, a plan or a rule, and what is it for each one of."""

from __future__ import annotations

import pytest
from specification import cases, marked_facts, read, report, told

from schemas.records import Fact

# Answers: the status, with `/` what the amount is for each one of. The report is of July 2023.

TARGETS = """
@ 酒泉市
plan: 计划建设社工站【80个】。 => target
strive: 力争年底前建成社工站【80个】。 => target
by-future-year: 到2025年，建成社工站【80个】。 => target
will-build: 将新建社工站【12个】。 => target
intends: 拟投入社工站资金【300万元】。 => target
expected: 预计服务居民【2万人次】。 => target
goal: 目标是培育社工机构【10家】。 => target
before-deadline: 2023年底前建成社工站【80个】。 => target
past-deadline: 2022年底前建成社工站【60个】。 => actual
advice-taken: 根据委员的建议，今年新建社工站【12个】。 => actual
advice-given: 评估组建议，为全市增配社工【12名】。 => target
goal-missed: 未达到年初目标，主要原因是全市报考只有【705人】。 => actual
each-centre: 每个中心面积【300至800平方米】，选址在街道。 => actual/station
next-year: 明年投入社工站资金【400万元】。 => target
five-year-end: “十四五”末，社工人才总量达到【2000人】。 => target
section-of-plans: 三、下一步工作打算¶新建社工站【12个】，培训社工【300人】。 => target target
section-of-plans-with-result: 三、下一步工作打算¶在已建成社工站【62个】的基础上，新建【12个】。 => actual target
section-after-plans: 二、下一步打算¶新建社工站12个。¶三、典型经验¶建成社工站【62个】。 => actual
share-goal: 力争社工站覆盖率达到【100%】。 => target
list-under-goal: 力争到2025年建成社工站【80个】，持证社工达到【900人】，志愿者达到【5万人】。 => target target target
goal-then-result: 计划建设社工站【80个】，已建成【62个】。 => target actual
goal-then-actually: 年初计划培训社工300人，实际培训【346人】。 => actual
result-then-goal: 已建成社工站【62个】，年内力争达到【80个】。 => actual target
next-sentence-is-free: 计划建设社工站80个。目前已建成【62个】。 => actual
advice-to-strike-off: 今年已核查低保对象8730户，提出清退建议【219户】、新增【164户】，建立档案【5126份】。 => actual actual actual
goal-reached: 圆满完成目标任务，建成社工站【62个】。 => actual
"""

PSEUDO = """
@ 赤峰市
plan-as-name: 实施“三区”计划，派出社工【24名】。 => actual
plan-as-name-hand-in-hand: 依托“牵手计划”，孵化社工机构【3家】。 => actual
family-planning: 协助计划生育特殊家庭走访【120户】。 => actual
as-planned: 按计划开展社工培训【12期】。 => actual
programme: 社工人才支持计划选派【16人】。 => actual
standardised: 建成标准化社工站【30个】。 => actual
high-standard: 高标准建成社工站【30个】。 => actual
local-standard: 发布社会工作地方标准【2项】。 => actual
target-group: 服务目标人群【1200人】。 => actual
goal-led: 坚持目标引领，建成社工站【62个】。 => actual
will-as-object: 将【62个】社工站纳入管理。 => actual
will-handed: 将社工站【62个】交由社工机构运营。 => actual
ji-jiang-not-cue: 将社工服务延伸到【340个】村（社区）。 => actual
must-idea: 社工坚持“必须要到群众中去”，走访【800户】。 => actual
adopted-standard: 达到“六有”标准的社工站【30个】。 => actual
planning-done: 完成规划编制，建成社工站【62个】。 => actual
"""

STANDARDS = """
@ 遵义市
floor: 每个社工站配备不少于【2名】社工。 => standard/station
floor-touching: 每个社工站配备【不少于2名】社工。 => standard/station
not-below: 社工站场所面积不低于【50平方米】。 => standard/station
at-least: 每站至少配备【1名】持证社工。 => standard/station
ceiling: 项目管理费不超过资金总额的【5%】。 => standard
principle: 原则上每个社工站配备社工【3名】。 => standard/station
should: 社工站应配备专职社工【2名】。 => standard/station
owed-by-all: 已建社工站应配社工【144名】，实际到岗【97名】。 => standard actual
must: 社工站必须设置功能室【4个】。 => standard
norms-of-a-list: 社工站全年服务量不得少于以下标准：入户探访【280户次】，个案【9个】。 => standard/station standard/station
norms-of-a-part: 各地要确保每个社工站配备驻站社工不少于【3名】，其中持证人员【1名以上】。 => standard/station standard/station
top-at-a-time: 培训班线下参训【320人次】，线上直播最高同时在线【900余人】。 => actual actual
station-that-passes: 对验收合格的站一次性奖补【3万元】。 => standard/station
yearly-told-by-the-verb: 建成市级培训基地，年培训【600人次】。 => actual/year
no-more-than-begun: 今年将出台薪酬指导意见，年内新增持证社工【2000人】。 => target
list-goes-on: 每站每年走访不少于【400户次】，入户探访【600人次】。 => standard/station standard/station
standard-is: 补助标准为每站【5万元】。 => standard/station
by-standard: 按照每个社工站【5万元】的标准给予补助。 => standard/station
by-each: 按每站【5万元】给予补助。 => standard/station
person-month: 补贴标准为每人每月【300元】。 => standard/person
reward-certificate: 对取得中级社会工作师证书的给予【3000元】一次性奖励。 => standard/person
reward-two-grades: 对取得初级、中级证书的社工分别给予【1000元】、【2000元】奖励。 => standard/person standard/person
reward-to-a-grade: 报销报名费，并给予初级【600元】、中级【1200元】一次性奖励。 => standard/person standard/person
enough-for-many-people: 服务人口超过5万的站配备社工不少于【4人】，不足5万的不少于【2人】。 => standard/station standard/station
no-fewer: 每个站社工不能少于【2人】。 => standard/station
part-behind-another: 二、建设标准¶每站【60平方米】，社工【2名】以上，其中至少【1名】持证。 => standard/station standard/station standard/station
task-and-what-there-is: 我们市的任务是【5000人】，现在只有【2100人】。 => target actual
three-things-to-take-up: 下半年要抓三件事。第一，再招【80名】社工。第二，组织【500人】参加培训。 => target target
arranged-for-half-a-year: 二、下半年安排¶再建社工站【20个】。 => target
each-centre: 每个社工中心使用面积不低于【80平方米】，专职社工不少于【3名】。 => standard/station standard/station
crash-course: 组织考前冲刺班【2期】。 => actual
more-than-planned: 全年开展个案【102个】，比年初计划多开展【6个】。 => actual actual
done-after-what-is-due: 到2026年，社工达到【800人】。在福利院设置社工岗位【86个】，改变了有事没人办的状况。 => target actual
goals-and-what-came-of-them: 一、年度目标¶全县开展个案【48个】。¶二、绩效目标完成情况¶全县开展个案【55个】。 => target actual
reward-three-grades: 对考取助理、社工师、高级社工师的给予【1000元】、【2000元】、【5000元】奖励。 => standard/person standard/person standard/person
reward-paid-out: 对取得证书的社工兑现奖励，共发放奖金【36万元】。 => actual
range-rule: 每站每年补助【5-8万元】。 => actual/station
training-floor: 社工每人每年培训不少于【3次】。 => standard/person
list-shares-rule: 按照市级【3万元】、县级【2万元】的标准补助每个社工站。 => standard standard
rule-then-result: 要求每站配备2名社工，目前已配备【310名】。 => actual
semicolon-ends-rule: 社工站原则上配备2名社工；全市共有社工【420名】。 => actual
rule-next-sentence: 社工站原则上配备2名社工。全市共有社工【420名】。 => actual
above-as-result: 社工站覆盖率达到【95%以上】。 => actual
above-in-rule: 原则上场所面积【50平方米以上】。 => standard/station
"""

PER = """
@ 宜宾市
each-station: 每个社工站投入【5万元】。 => actual/station
each-station-short: 每站配备社工【3名】。 => actual/station
each-person: 社工人均工资【4200元】。 => actual/person
each-county: 每个县（区）安排社工站资金【30万元】。 => actual/county
each-township: 每个乡镇（街道）补助社工站【6万元】。 => actual/township
each-community: 每个社区配备社工【1名】。 => actual/community
each-village: 每个村安排社工经费【1万元】。 => actual/village
each-year: 每年投入社工站经费【500万元】。 => actual/year
each-month: 社工每月走访【40户】。 => actual/month
station-outranks-year: 每站每年投入【5万元】。 => actual/station
each-project: 每个项目资助社工机构【3万元】。 => actual/project
total-is-for-none: 每站5万元，共投入【310万元】。 => actual
each-list-shared: 每站配备社工【2名】、志愿者【10名】。 => actual/station actual/station
not-far: 每个社工站设立服务台，全市投入【310万元】。 => actual
averaged: 平均每站服务居民【1200人次】。 => actual/station
slash-year: 补贴【3000元/人】。 => actual/person
slash-station-year: 社工站运营经费【8万元/站】。 => actual/station
one-station: 三个站都有人管，一个站【4名】社工，一个社工一年【5.8万元】。 => actual/station actual/person
each-of-what-was-named: 资助社工项目8个，每个【1—2万元】。 => actual/project
each-of-what-was-named-before: 遴选示范社工站6个，每个奖补【3万元】。 => actual/station
each-in-several: 在9个县区各建成社工站【1个】。 => actual/county
each-with-a-bound: 各乡镇开展社区活动【不少于6场】。 => standard/township
some-communities: 城市社区至少有社工【2名】。 => standard/community
community-station: 每个社区社工站配备社工【2名】。 => actual/station
average-area: 社工站平均面积由【72平方米】扩大到【130平方米】。 => actual/station actual/station
head-of-a-list: 每站每年须完成：（1）走访【不少于300户】；（2）小组【4个】，每场活动参与【不少于20人】；（3）发展志愿者【20人以上】。 => standard/station standard/station standard standard/station
each-station-over-semicolons: 每个社工站每年开展个案不少于【12个】；探访【200户】；小组【4个】。 => standard/station actual/station actual/station
head-of-a-list-of-paragraphs: 2.服务指标（每站/年）：¶（1）建档【160户】¶（2）个案【6个】 => standard/station standard/station
head-without-marks: 每个社工站每年应完成：入户探访【500户次以上】；开展个案【不少于8个】。 => standard/station standard/station
bigger-ones: 每站配备专职社工【2名】，5万人以上的乡镇不少于【3名】。 => actual/station standard/station
part-of-each: 每站配备专职社工【2名】，其中持证【1名】。 => actual/station actual/station
part-of-a-total: 社工站总投入450万元，每站【30万元】，其中福彩公益金【120万元】。 => actual/station actual
other-grade: 站长月薪【4100元】，普通社工【3300元】。 => actual/person actual/person
other-place: 甲镇每站【8万元】，乙镇仅为【5万元】。 => actual/station actual/station
share-is-for-no-one: 每站年度经费【20万元】，驻站社工持证率【不低于50%】。 => actual/station standard
not-over-the-semicolon: 平均每个社区备案社会组织【9.6家】；注册志愿者【6.4万人】。 => actual/community actual
not-over-the-semicolon-to-a-station: 取得社会工作师证书的每月补【300元】；江北区【19个】社工站由机构承接。 => standard/month actual
not-out-of-quotation-marks: 按照“每个乡镇至少一站”的要求，已建成社工站【43个】。 => actual
not-all-have: 14个社工站均已运行，持证社工【187人】。 => actual
given-to-stations: 对省级示范社工站另行奖励【2万元】。 => standard/station
relief-standard: 农村低保标准由【4100元】提高到【4800元】。 => actual/person standard/person
"""  # noqa: E501

MORE = """
@ 酒泉市
demanded-list: 今年是提质增效年，各级要抓好三件事。¶第一，抓队伍。市里办培训班【5期】，每站社工不少于【2名】。¶第二，抓示范。全市打造示范站【20个】。 => target standard/station target
demanded-list-by-a-meeting: 会议要求，各地做好两件事。¶一是建好阵地，新建社工站【16个】。¶二是建强队伍，培训社工【240人】。 => target target
list-of-what-was-done: 我们重点做好了三件事。¶一是新建社工站【16个】。¶二是培训社工【240人】。 => actual actual
section-of-the-rest-of-the-year: 三、确保下半年各项任务完成¶（一）抓培训。轮训社工【150人】。¶（二）抓示范。打造示范站【10个】。 => target target
what-a-meeting-asks: 会议要求，年内社工站覆盖率达到【60%】。 => target
by-what-a-meeting-asked: 根据会议要求，民政局招募社工【16名】，建成社工站【9个】。 => actual actual
beside-another-norm: 每个社工站每年开展个案不少于15个，发展志愿者【20名】，受理咨询【300人次】。 => standard/station standard/station
have-to-push-on: 各县要扎实推进站点建设，培训社工【300人】。 => target
from-now-on: 今后，每个社工站每年补助【6万元】。 => target/station
shortfalls-demand-nothing: 五、存在不足与下半年计划。¶一是资源不足，上半年仅链接资源【3.6万元】。 => actual
class-of-indicator: 数量指标：全年走访困难群众【1.7万户次】，完成率115%。 => actual
quota-by-any-of-its-words: 全市任务【60个】；完成年度任务【60个】；小组（年度目标数【20个】）22个；活动计划量【90场】，已开展93场。 => target actual target target
goal-of-nobody: 慈善超市目标值【30家】，共完成31家。 => target
agreed-and-done: 个案指标【60个】，实际完成【63个】；探访协议指标【1200人次】，已完成【1137人次】。 => target actual target actual
by-plan-end: 到“十四五”末，建成社工站【80个】。 => target
before-future-year: 2025年前建成社工站【80个】。 => target
ensure: 确保2023年社工站覆盖率达到【100%】。 => target
second-half-again: 下半年，再新建社工站【12个】。 => target
next-step: 下一步，投入【300万元】建设社工站。 => target
coming-years: 今后三年，每年培训社工【300人】。 => target/year
strive-each-station: 争取到2025年每个社工站配备社工【3名】。 => target/station
goal-to-realise: 要实现持证社工【1200人】的目标。 => target
goal-met-early: 提前完成建站【80个】的目标。 => actual
goal-exceeded: 建成社工站62个，超额完成年初确定的【60个】目标。 => target
short-of-goal: 与【80个】的目标还差18个。 => target
by-norm-result: 按照每个社工站2名的要求，配备社工【124名】。 => actual
by-norm-norm: 按照每个社工站【2名】的要求，配备社工124名。 => standard/station
by-rate-total: 按每站5万元标准下拨补助资金【310万元】。 => actual
all-above: 社工站面积均在【60平方米】以上。 => actual
all-floor: 社工站面积均不少于【60平方米】。 => standard/station
monthly-floor: 每月补贴不低于【300元】。 => standard/month
wage-floor: 社工薪酬不低于每人每月【3500元】。 => standard/person
wage-set: 明确社工站人员待遇每人每年【4.2万元】。 => standard/person
reward-for-grade-of-station: 给予省级示范站【3万元】、市级示范站【2万元】奖补。 => standard standard
reward-for-good-stations: 对优秀站点奖励【2万元】，良好站点奖励【1万元】。 => standard/station standard/station
reward-for-each-built: 每建成一个社工站，给予【5万元】补助。 => standard/station
far-from-what-is-asked: 全市每万人拥有社工【4.2人】，距离省里要求的【6人】还差1.8人。 => actual standard
a-floor-of-money-next-year: 2024年，全市计划新建站点【12个】；市、县两级投入资金【不低于500万元】。 => target target
aimed-at-and-done: 培训社工目标值【100人次】，完成值【112人次】。 => target actual
as-the-plan-has-it-in-detail: 方案写得很细：3万人以下的乡镇每站【2人】，3万至5万人的【3人】。 => standard/station standard/station
hard-conditions: 硬杠杠有四条：场所面积【150平方米以上】，专职社工【3名以上】。 => standard/station standard/station
to-be-held: 按计划，全年活动要做满【60场】。 => target
all-that-were-due: 两区应建的【11个】社工站已全部挂牌。 => actual
of-those-due: 建立健康档案【215份】，占应建档数的【91.1%】。 => actual actual
to-be-filled: 年内，各站社工要配齐【3名】，走访要走访够【800户】。 => target target
bottom-line: 底线是：每站持证社工【1名】，办公场所【60平方米】。 => standard/station standard/station
as-the-contract-says: 合同里写得清楚，每站每年个案【12个】。 => standard/station
what-was-to-be-built-and-is: 秦安县应建站点【26个】，建成【19个】；甘谷县应建【18个】，尚有【6个】未挂牌。 => standard actual standard actual
granted-above-a-mark: 考核得分85分以上的评为示范站，给予一次性奖补【2万元】。 => standard/station
reward-for-excellent: 对评为优秀的社工站，每个奖励【2万元】。 => standard/station
reward-for-each-holder: 每新增1名持证社工奖励【1000元】。 => standard/person
days-open-are-no-figure: 规定社工站每周开放不少于【5天】。 => -
matching-ratio-is-no-figure: 县级财政按照不低于【1:1】比例配套。 => -
floor-of-share: 按照社工站不低于购买服务经费的【10%】计提督导费。 => standard
should-then-actually: 应配备社工160名，实际配备【124名】。 => actual
scheme-says: 《方案》明确，到2025年建成社工站【80个】。 => target
scheme-says-floor: 《方案》明确，每站配备社工不少于【2名】。 => standard/station
scheme-issued-result: 印发《社工站建设三年行动计划》，建成社工站【62个】。 => actual
as-planned-result: 按照“每年建成三分之一”的计划，已建成社工站【62个】。 => actual
under-construction: 正在建设社工站【12个】。 => actual
waiting-to-be-built: 待建社工站【12个】。 => target
not-yet-built: 尚未建成社工站的乡镇【6个】。 => actual
still-without: 还有【6个】乡镇未建社工站。 => actual
will-serve: 社工站将为【2600名】老人提供服务。 => target
taken-into: 将【2600名】老人纳入社工服务范围。 => actual
serves-each-year: 社工站每年为【2600名】老人提供服务。 => actual/year
range-per-station: 每站有社工【2至3名】。 => actual/station
average-per-station: 平均每个社工站【2.6名】社工。 => actual/station
rate-to-reach: 社工持证率要达到【60%】。 => target
rate-should: 社工持证率应达到【60%】以上。 => standard
grant-for-each-new: 省级财政对每个新建站点补助【5万元】。 => standard/station
total-then-each: 省级财政共补助【310万元】，每站【5万元】。 => actual actual/station
norm-per-ten-thousand: 原则上每万人配备社工【5名】。 => standard !! norm-per
planned-then-begun: 今年计划新建12个社工站，目前开工建设【8个】。 => actual
next-year-by-number: 2024年，投入社工站资金【400万元】。 => target
section-of-problems: 四、存在的问题¶社工站人员不足，持证社工仅【86人】。 => actual
section-of-plans-then-done: 五、2023年工作打算¶力争新建社工站【6个】，目前已建成【62个】。 => target actual
section-of-arrangements: 五、下半年工作安排¶新建社工站【6个】。 => target
section-of-coming-year: 三、2024年重点工作¶新建社工站【6个】。 => target
section-of-year-reviewed: 一、2022年重点工作完成情况¶新建社工站【6个】。 => actual
section-of-shortfalls-and-plans: 五、存在不足与下半年计划¶备案的社工站中，开展活动的只有【49家】。 => actual
quota-then-done: 协议指标为个案【8个】，实际完成【9个】。 => target actual
ceiling-forbidden: 督导经费不得超过【1万元】。 => standard
run-in-heading-of-plans: （五）下步工作重点。新建社工站【6个】，培训社工【200人】。 => target target
proposal: 五、意见建议¶建议每站增加社工【1名】。 => target/station
proposal-to-province: 建议省级财政每年安排社工站经费【2000万元】。 => target/year
task-then-done: 目标任务：新建社工站【6个】。完成情况：新建社工站【8个】。 => target actual
task-number: 年度任务数【12个】，社工站建设完成率【75%】。 => target actual
budget-then-spent: 预算安排社工站经费【200万元】，实际支出【186万元】。 => actual actual
contract-then-done: 合同约定社工站服务【1200人次】，完成【1360人次】。 => standard actual
maximum-grant: 最高给予社工站【10万元】补助。 => standard
@ 甘肃省
lowest-is-a-result: 社工站建站率最低的只有【23%】。 => actual
rate-by-class: 按照一类县每站【3万元】、二类县每站【5万元】给予补助。 => standard/station standard/station
part-of-each: 每个站配备社工不少于【3人】，其中持证社工不少于【1人】。 => standard/station standard/station
norm-in-plans: 五、下一步打算¶到2023年底，新建社工站78个。每个站配备社工不少于【3人】。 => standard/station
per-year-ends-with-its-clause: 持证社工年均增长38.6%；今年又有【1.6万人】报考。 => actual
compared-per-station: 全国平均每个社工站【4.2人】，我省只有【2.6人】。 => actual/station actual/station
each-new-site: 市级按每个新建站点【3万元】、示范站【5万元】的标准给予一次性补助。 => standard/station standard/station
each-quarter: 每季度开展督导不少于【1次】。 => standard
@ 通辽市
per-ends-with-its-item: 一是力争站均经费达到5万元；二是举办业务培训【4期以上】。 => target
@ 文昌市
per-ends-at-semicolon: 2023年计划打造3个示范站，每站投入【20万元】；培育社会组织【17个】；持证率提高到【50%】。 => target/station target target
norms-after-each-station: 每个试点社工站须有不少于80平方米的办公场所，全年完成个案不少于【6个】。 => standard/station
each-room: 每个站配套设备经费【3万元】，每个社工室【0.5万元】。 => actual/station actual/station
@ 酒泉市
as-of-is-never-ahead: 截至2023年8月底，建成社工站【62个】。 => actual
within-years: 用三年时间培育社工机构【40家】。 => target
within-years-done: 用三年时间，全市已培育社工机构【40家】。 => actual
cancelled-then-done: 计划活动【18场】，因雨取消2场，线下完成【16场】。 => target actual
due-then-received: 应配套社工站经费【90万元】，到位【62万元】。 => standard actual
due-as-a-noun: 有【60个】乡镇建起社工站，占应建总数的【96%】。 => actual actual
tiers-by-size: 5万人以下的每站【8万元】，10万人以上的每站【12万元】。 => standard/station standard/station
standard-at-the-end-of-the-list: 按示范站【16万元】、一般站【10万元】的标准安排经费。 => standard standard
far-ceiling: 从不超过困难群众救助补助资金总支出【4%】的经费中列支。 => standard
standardised-after: 投入经费【80万元】实施标准化改造。 => actual
ahead-of-le: 三、下一步工作打算¶金塔县的“邻里帮”服务队带出了【60多名】志愿者。 => actual
plan-as-a-name-in-straight-quotes: 全市实施"三区"计划暨边远乡镇社工服务项目，选派社工【64名】。 => actual
least-in-the-name-of-relief: 新增认定最低生活保障对象【44户】、低保边缘家庭【9户】。 => actual actual
standards-of-relief-in-a-list: 今年分散供养标准每人每年【5200元】，集中供养每人每年【7300元】。 => standard/person standard/person
standards-raised-together: 发放低保金900万元，城乡最低生活保障标准由月人均【430元】、年人均【2600元】统一调至月人均【670元】。 => standard/person standard/person standard/person
proposals-that-were-handled: 承办代表建议30件（含重点督办建议【2项】），培训社工【80人】。 => actual actual
from-to-in-a-plan: 2024年将把社工服务点由【16个】扩大到【40个】。 => actual target
quota-in-brackets: 完成入户探访【15200人次】（指标【12000人次】），个案【105个】（计划【100个】）。 => actual standard actual target
quota-noun-before-brackets: 新增持证社工【412人】，完成年度目标（【800人】）的一半。 => actual target
yet-to-do-this-year: 年内还要创建省级示范站【2个】，新增持证社工【200名】。 => target target
again-this-year: 年内再聘督导【14名】。 => target
rewards-by-grade: 当年取证的，初级一次性奖【500元】，中级【1000元】，高级【3000元】。 => standard/person standard/person standard/person
allowance-by-grade: 新取得初、中、高级证书的社区工作者，每月职业津贴分别为【200元】、【400元】和【800元】。 => standard/month standard/month standard/month
section-of-demands: 四、主要服务要求¶每站派驻专职社工【3名】，共【57名】。 => standard/station standard/station
entitled-to: 考过社工证，最少能领【800元】，最多能领【4000元】。 => standard standard
more-each-month: 取得助理、中级证书的，每月分别增加【200元】、【400元】。 => standard/month standard/month
by-a-share: 各县落实运营经费，市级按【30%】给予奖补。 => standard
contract-agreed: 合同约定服务【1200人次】。 => standard
@ 肇庆市
should-number: 应建社工站【128个】，实建【119个】。 => standard actual
average-ends-with-its-clause: 平均每站【3.4名】社工；其中专职占【61%】。 => actual/station actual
quota-of-the-figure-before: 开展个案【183个】（指标【180个】）、小组【121个】（指标120个）。 => actual standard actual
must-complete: 每个社工站每年应完成：入户探访【600户次】，建立档案【200份】。 => standard/station standard/station
guide-price: 助理社会工作师、社会工作师年薪指导价分别为【4.8万元】、【6万元】。 => standard/person standard/person
heading-of-grants: 二、补助标准¶省级福彩公益金对新建站点每站补助【5万元】，对已建站点每站补助【2万元】，对省级示范站另行奖励【3万元】。 => standard/station standard/station standard/station
heading-of-grants-paid: 二、补助标准¶2022年共补助新建站点【58万元】。 => actual
posts-by-persons-served: 养老机构每100名服务对象配备【1名】社工。 => standard
will-all: 此次招聘完成后，全县【13个】乡镇社工站将全部挂牌运作。 => target
settled-grants: 新引进的5A级社工机构给予【5万元】开办补贴。 => standard
focus-this-year: 今年要重点抓好三件事：培育【10个】孵化基地。 => target
advice-of-people: 2022年，办理人民建议【672件】，办结率98.5%；【2.84万人】报名参加社工考试。 => actual actual
other-figures-are-no-norms: 表外指标：全年开展个案【310个】、小组【140个】。 => actual actual
list-of-norms: 各站须完成：（1）个案【6个】；（2）孵化社区社会组织【1-2个】。 => standard standard
entitled-each-month: 考出证的居委会干部，每月可加【120元】津贴。 => standard/month
rates-side-by-side: 对取得社会工作者证书的按月发津贴，初级每月【120元】，中级每月【210元】。 => standard/month standard/month
review-of-a-plan: 二、“十三五”发展回顾¶到2025年底，建成社工站【30个】。 => actual
result-in-brackets: 2024年打造孵化基地1个（已投用【600平方米】，在孵组织【18家】）。 => actual actual
want-to: 2024年，我们想做减法：项目压到18个，培养督导【6名】。 => target
target-of-the-next-year: 2024年，我们将继续落实“十四五”规划。新增持证社工【60名】，扶持社工机构【2—3家】。 => target target
later-year-as-an-aside: 三个镇的服务中心建成，明年八个镇全覆盖。参加创投，【14个】项目中标。 => actual
done-in-its-sentence: 到2025年实现社工站全覆盖。其中，古浪县已建成【32个】，为【3.6万人次】提供服务。 => actual actual
in-so-many-years: 确保用3年时间，完成建站任务，共建成社工站【89个】。 => target
only-so-many: 服务团将于2024年撤离，本地持证社工仅【19人】。 => actual
list-of-norms-without-marks: 每个社工站每年应完成：建档【200份】；培育志愿服务队【1支以上】。 => standard/station standard/station
from-the-present: 力争2024年持证社工从现在的【12人】增加到【30人】。 => actual target
ban-ends-with-its-clause: 购买服务的比例不得低于【8%】，市里今年已定【200万元】。 => standard actual
should-see: 应当看到，持证社工只有【426人】。 => actual
will-enjoy: 今后，持证社工每月将分别享受【260元】和130元的津贴。 => standard/month
by-the-plan: 根据规划，到2023年，持证社工达到【1.2万人】。 => target
suggestion-is-proposal: 建议每站配备社工【4名】。 => target/station
"""  # noqa: E501

# Whole files: what the kind of document says.
DOCUMENTS = """
@ 文件.txt
opinion: 关于推进乡镇社工站建设的实施意见¶绵阳市民政局¶（2021年3月）¶建成社工站【120个】，培育社工机构【20家】。 => target target
opinion-grants: 关于推进乡镇社工站建设的实施意见¶绵阳市民政局¶（2021年3月）¶市级财政对新建社工站给予【5万元】补助。 => standard/station
opinion-already: 关于推进乡镇社工站建设的实施意见¶绵阳市民政局¶（2021年3月）¶截至2020年底，已建成社工站【20个】。 => actual
scheme: 社会工作服务站建设方案¶绵阳市民政局¶（2021年3月）¶2022年建成社工站【80个】，2023年建成社工站【120个】。 => target target
to-be-built-in-each: 绵阳市社会工作服务行动计划¶（2021年3月）¶每个县（市、区）建成指导中心【1个】，每年安排福彩公益金【300万元】。 => target/county target/year
measures: 绵阳市乡镇社工站管理办法（试行）¶（2021年3月）¶第二条　2021年建成社工站【15个】。¶第四条　每个社工站配备社工【2至4名】。¶第九条　签约后拨付经费的【60%】。 => target standard/station standard
work-plan: 绵阳市2021年社会工作服务站工作计划¶新建社工站【30个】。 => target
plan-report-is-a-result: 绵阳市社工站三年行动计划落实情况汇报¶（2023年3月）¶建成社工站【120个】。 => actual
summary: 绵阳市2021年社会工作服务站工作总结¶新建社工站【30个】。 => actual
@ 文件.txt
notice-of-opinion: 关于印发《社会工作服务站建设实施意见》的通知¶锦州市民政局¶（2021年4月）¶每个站点配备【3至5名】工作人员，新建社工站补助建设经费【5万元】。 => standard/station standard/station !! plan-title
opinion-compared: 关于推进乡镇社工站建设的实施意见¶绵阳市民政局¶（2021年3月）¶2020年市级安排社工站经费【900万元】，比上年增长【30%】。 => actual actual
opinion-yearly: 关于推进乡镇社工站建设的实施意见¶绵阳市民政局¶（2021年3月）¶每年培养社工骨干【200名】。 => target/year
section-of-standards: 社会工作服务站建设实施意见¶锦州市民政局¶（2021年4月）¶二、建设标准¶每个站点配备【3至5名】工作人员。 => standard/station
reward-for-stars: 社会工作服务站建设实施意见¶锦州市民政局¶（2021年4月）¶对评为五星级的社工站奖励【3万元】。 => standard/station
existing-staff-will-train: 湖州市关于加强社会工作人才队伍建设的意见¶从2024年起，用3年时间将现有从业人员轮训一遍，每年举办培训班【2期】、培训【400人次】。 => target/year target/year
plan-that-looks-back: 湖州市民政事业发展规划¶（2021—2025年）¶社会工作稳步推进，各类救助资金累计支出【300亿元】。 => actual
existing-is-present: 湖州市关于加强社会工作人才队伍建设的意见¶全市现有持证社工【820人】。 => actual
recruit-notice: 湖州市2023年社工招聘公告¶公开招聘社工【54名】。¶一、招聘岗位及名额¶石板镇社工站【9名】、双江镇社工站【4名】。 => target target target
recruit-notice-present: 湖州市2023年社工招聘公告¶我市已建成社工站【54个】。 => actual
"""  # noqa: E501


def state(fact: Fact) -> str:
    return f"{fact.status}/{fact.per}" if fact.per else fact.status


@pytest.mark.parametrize(
    ("home", "text", "answers"),
    [*cases(TARGETS), *cases(PSEUDO), *cases(STANDARDS), *cases(PER), *cases(MORE)],
)
def test_status_in_a_report(home: str, text: str, answers: tuple[str, ...]) -> None:
    found = told(marked_facts(report(text, home)), state)
    assert found == answers, " ".join(found)


@pytest.mark.parametrize(("name", "text", "answers"), cases(DOCUMENTS))
def test_status_by_the_kind_of_document(name: str, text: str, answers: tuple[str, ...]) -> None:
    found = told(marked_facts(text, name), state)
    assert found == answers, " ".join(found)


BOUNDS = """
above-a-result: 社工站覆盖率达到【95%以上】。 => more_than
above-in-a-rule: 原则上每站配备社工【2名以上】。 => at_least
above-an-area: 原则上社工站场所面积【50平方米以上】。 => at_least
floor-touching: 每站【不少于2名】社工。 => at_least
floor-apart: 城市社区至少配备社工【2名】，农村社区至少有【1名】。 => at_least at_least
floor-over-a-measure: 社工报酬不低于每月【3300元】。 => at_least
ceiling-apart: 购买服务的比例不得超过上年支出总额的【3%】。 => at_most
ceiling-touching: 项目管理费【不超过5%】。 => at_most
more: 建成社工站【60余个】。 => more_than
nearly: 建成社工站【近60个】。 => nearly
about: 建成社工站【60个左右】。 => about
range: 每站配备社工【2-3名】。 => range
masked: 建成社工站【**个】。 => masked
"""


@pytest.mark.parametrize(("home", "text", "answers"), cases(BOUNDS))
def test_a_bound_is_said_of_results_and_rules_apart(home: str, text: str, answers: tuple[str, ...]) -> None:
    found = told(marked_facts(report(text, home)), lambda fact: fact.qualifier)
    assert found == answers, " ".join(found)


def test_a_fact_names_the_words_that_told_its_status() -> None:
    text = report("力争建成社工站80个。")
    (fact,) = read(text).facts
    (evidence,) = [e for e in fact.evidence if e.field == "status"]
    assert evidence.span is not None
    assert text[evidence.span.start : evidence.span.end] == "力争"
