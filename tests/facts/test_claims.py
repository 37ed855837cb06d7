"""How far the words reach that speak for an indicator: 津贴 of whom, 选派 whither, 选聘 of whom, the kinds of a service."""

from __future__ import annotations

import pytest
from specification import cases, marked_facts, report, told

ALLOWANCES = """
@ 阜阳市
paid-to-workers: 对持证社工按月发放津贴【86万元】。 => fund.input
of-posts: 县财政每年列支社工岗位津贴【42万元】。 => fund.input
of-grades: 初级、中级、高级社工师每月津贴分别为【100元】、【200元】、【400元】。 => fund.input fund.input fund.input
of-supervisors: 督导每次发放津贴【300元】。 => fund.input
of-the-very-old: 为90岁以上老人发放长寿津贴【36.8万元】。 => fund.relief
of-centenarians: 发放百岁老人津贴【5.4万元】。 => fund.relief
of-orphans: 孤儿生活津贴每人每月【1200元】。 => fund.relief
of-the-poor-old: 经济困难老年人服务津贴支出【64万元】。 => fund.relief
applied-for: 社工协助12名老人申领高龄津贴【1.4万元】。 => fund.relief
"""

SENT = """
@ 阜阳市
to-a-station: 选派【20人】到社工站工作。 => staff.station
stationed: 派出【15名】社工分片驻守各站点。 => staff.station
to-move-in: 选派【27名】社工入驻各镇社工站。 => staff.station
to-stations-named-before: 向9个乡镇社工站选派【36名】社会工作者。 => staff.station
as-head-of-a-station: 县民政局选派【6名】干部担任社工站站长。 => staff.station
to-another-region: 先后派出两批【19名】社工赴灾区。 => staff.social_workers
to-a-contest: 选派【18名】社工参加全省社工技能大赛。 => service.participants
contestants: 选派【5名】选手参加比赛。 => service.participants
to-a-course: 选派【30名】骨干赴省城参加培训。 => training.participants
experts: 派出专家【6名】对社工站进行评估。 => staff.supervisors
doctors: 选派【7名】医生下乡义诊。 => other
a-party: 派出工作组4个，入户调查困难家庭【820户】。 => service.visits
"""

GRANTED = """
@ 阜阳市
children: 资助困境儿童【120名】。 => service.people
pupils-through-others: 社工联系企业，资助辖区【18名】留守儿童上学。 => service.people
times: 累计资助困难大学生【640人次】。 => service.person_times
workers-to-learn: 资助社工【24名】参加继续教育。 => training.participants
organisations: 资助社会组织【26家】。 => org.community_orgs
projects: 资助公益项目【31个】。 => project.count
building: 省福彩公益金资助社工站建设【120万元】。 => fund.input
"""

HIRED = """
@ 阜阳市
from-graduates: 从高校毕业生中选聘【40名】社工到乡镇社工站工作。 => staff.recruited
openly: 公开选聘社区工作者【88名】。 => staff.recruited
for-stations: 选聘乡镇社工站社工【52人】。 => staff.recruited
as-station-staff: 择优选聘【33人】为驻站社工。 => staff.recruited
supervisors: 选聘督导【16名】。 => staff.supervisors
teachers-as-supervisors: 选聘【12名】高校教师担任督导。 => staff.supervisors
teachers-made-supervisors: 选聘【5名】大学老师做督导。 => staff.supervisors !! made-a-role
experts: 选聘专家【8名】组成评审组。 => staff.supervisors
lecturers: 选聘讲师【10名】，开展培训【18场】。 => staff.supervisors training.sessions
volunteers: 选聘志愿者【300名】。 => staff.volunteers
agencies: 选聘社工机构【6家】承接运营。 => org.agencies
"""

KINDS = """
@ 阜阳市
visits-among-services: 提供探访、慰问、陪伴等服务【860人次】。 => service.person_times
cases-among-services: 开展个案辅导、小组活动、社区宣传等服务【6300余人次】。 => service.person_times
training-among-services: 提供政策咨询、培训、救助申请等服务【560人次】。 => service.person_times
for-whom: 为老年人提供代办代购、心理慰藉、入户探访等服务【2.3万人次】。 => service.person_times
services-of-a-kind: 社工为困境儿童提供学业辅导、走访慰问等关爱服务【730人次】。 => service.person_times
services-in-forms: 以入户探访、电话问候等形式提供服务【2600人次】。 => service.person_times
services-about: 围绕探访、培训、督导等内容提供服务【1.1万人次】。 => service.person_times
then-visits-alone: 开展巡访、慰问、生活照料等服务共【1.2万人次】，入户走访【3600户次】。 => service.person_times service.visits
activities-of-kinds: 开展走访、慰问等活动【38场】，受益【1900人次】。 => service.activities service.person_times
households-are-visits: 提供入户走访、探视等【420户次】。 => service.visits
visits-to-several: 累计探访独居老人、留守儿童等【1.6万人次】。 => service.visits
visits-alone: 开展入户走访【320户次】。 => service.visits
visits-then-services: 开展探访慰问【320人次】，陪伴服务【150人次】。 => service.visits service.person_times
"""


@pytest.mark.parametrize(
    ("home", "text", "answers"), [*cases(ALLOWANCES), *cases(SENT), *cases(GRANTED), *cases(HIRED), *cases(KINDS)]
)
def test_words_claim_what_they_should(home: str, text: str, answers: tuple[str, ...]) -> None:
    assert told(marked_facts(report(text, home)), lambda fact: fact.indicator) == answers
