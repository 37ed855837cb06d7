"""What leads to a figure and names nothing counted: connectors, a time, a place, a plan, who has or does it."""

from __future__ import annotations

import re

from schemas.cues import Cues, load_cues

OF_THEM = re.compile("的(?:仅|只|共|现)?(?:有|达到?)$")
"""能够独立承接项目的仅有2家: what the clause before named."""
BY = re.compile("由[^，。；：、\\d]{2,14}的(?:仅|只|共|现)?(?:有|达到?)?$")
"""站点中由机构承接的有88个: who does it is not counted."""
TO = re.compile("[对为给替][^，。；：、的\\d]{0,12}(?:、[^，。；：的\\d]{1,30})?$")
"""对辖区63名老人: those to whom what follows is done."""
DONE = re.compile("(?:全部|逐一|逐户|分别|集中|定期|先后|已)?(?:开展|进行|实施|建立|建起|建档|落实|予以|做|发放)")
"""Behind people to whom something is done: 对63名老人开展探访, 为98名儿童建立档案."""
_HAS = re.compile("[一-龥]{2,4}(?:现|共|仅|已|就)?有|(?:全[国省市州县区旗]|[一-龥]{2,4}[省市州县区旗])(?:目前|现|已经?|共|仅|就)*(?:有|达到?|超过?)?")
"""像这样的社工，陵水有58名; 像她这样的社工，全国已经突破42万人: a place that has them."""
_WHEN = re.compile(
    "^(?:第?[一二三四]季度|[上下]半年|今年|去年|全年|本月|年内|\\d{1,2}月份?|\\d{4}年)(?:共|已|再|又)?"
    "(?:举办|开展|完成|组织|创建|新建|建成|建设|新增|净增|增加|[做办开接]了?)?"
)
"""三季度举办4期, 2021年创建20个: a time and a light verb name nothing counted."""
_CAME_ABOUT = re.compile("(?:已经?|共|现|新|先后|累计|正式|依法|在?民政部门)*(?:登记|注册|成立|组建|备案|落户|揭牌)(?:了|有|达|到|的)*")
"""机构从无到有，已登记7家: the clause before tells what."""
STATED = "达到有计破过近了"
"""What says how many there are of something ends with one of these."""
_THERE_ARE = re.compile("(?:总?人?数量?|总量|规模|总规模)?(?:目前|现|已|均)?(?:达到?|共有|总计有?|突破|超过|接近)了?")
_EMPTY = re.compile(
    "(?:(?:其中)?[一-龥]{1,10}[省市州盟县区旗乡镇]|[一-龥]{2,8}街道|第[一二三四五六]批|首批|(?:其余|余下|剩余|余)的?|"
    f"(?:{load_cues().quota.words}|应|实际|完成|开展)+)[为达到至共有约]*$"
)
"""A lead that only names a place, a plan or its outcome names nothing counted: 已建社工站：甲县14个; 个案：计划20个."""


BY_PLACE = re.compile(
    "[ 　\n]*若?(?:从|按|分)[^，。；\\d]{0,4}?(?:各[地县区市]|地区|区域|县区|县市|区县|州市|地方)[^，。；\\d]{0,6}?(?:看|分|排|排名|统计)[，：]"
)
"""Opens a paragraph that tells by places what the one above counted: 从各地看，甲县以92人排在头一位."""


def leads_bare(lead: str, cues: Cues) -> bool:
    """Nothing but connectors, or who has them: what the clause before named is counted."""
    if not cues.fillers.sub("", _WHEN.sub("", lead)).strip():
        return True
    return bool(_HAS.fullmatch(lead) or OF_THEM.search(lead) or _CAME_ABOUT.fullmatch(lead))


def leads_empty(lead: str) -> bool:
    """Nothing but a place, a plan or what came of it."""
    return _EMPTY.match(lead) is not None


def there_are(text: str, end: int, at: int) -> bool:
    """Between a noun that ends at `end` and its figure at `at`: so many of it there are (社工达到4100人), nothing is done to
    them. `end` is -1 where there is no noun."""
    return end >= 0 and _THERE_ARE.fullmatch(text, end, at) is not None
