"""Where a division is named and is no subject: in another name (an agency's, a system's, a slogan's), as a venue, as an example."""

from __future__ import annotations

import re

from schemas.records import Span

ORG_AFTER = re.compile(
    r"[^，。；、]{0,12}?(?:基金会|公司|大学(?!城|生)|学院|联合会|慈善总会|事务所|服务社|社会工作服务中心|研究院|电视台|日报)"
)
PARTNER_AFTER = re.compile(
    r"(?:(?:、[一-龥]{2,8}){0,4}等?(?:省区市|省市|省份|地市|地|省|市)?援[疆藏川滇黔甘青桂]|的?对口(?:帮扶|支援|协作|合作)|东西部协作|援建|(?:的)?(?:捐赠|援助|帮扶)资金)"
)
"""The division named pays or helps, and is not where the money went."""
AGENCY = re.compile(
    "(?:(?!民政|建成|设立|成立|投入|引|培育|举办|在|的|已|共|有|委|与|和)[一-龥]){2,8}"
    "(?:(?:社会工作|社工|社会|公益|志愿|社区)(?:综合)?(?:服务|发展|服务与发展|人才|事务)(?:中心|促进会)|社工(?:站点)?中心|事务所|服务社|公司|大学|学院|基金会)"
)
"""An agency, behind the division whose name it bears."""
EVENT = r"[“”·\d.]{0,8}(?:特大|大)?(?:地震(?![局台监])|奥运|亚运|世博|冬奥|洪灾|泥石流)"
"""玉树地震 bears the name of where it was."""
NAMESAKE = re.compile(EVENT + r"|湾|[^，。；、]{0,4}?(?:大学(?!城|生)|学院|师院|医院|医学院|日报|晚报|电视台|机场|公司)")
"""What bears the name of a place and is not it: 桂林医学院."""
OF_ALL = re.compile(
    r"“[^”\n]{1,20}”(?:计划|行动|项目|工程|活动|平台|品牌|大赛)"
    r"|(?:(?!通过|参加|报名|报考|取得|考取)[^，。；、：\d]){0,16}?(?:(?:信息|管理|服务|登记)(?:系统|平台|网)(?:[中上内里]|平台)?的?(?:实名)?(?:注册|登记|录入|填报|发布|认证|备案|记录|归集|采集|上传|新增|在册|在库)"
    r"|宣传[周月日]|活动[周月]|助残日|社工日|志愿者日|慈善日|(?:考试|大赛|竞赛|文明城[市区]|人大代表|政协委员|劳动模范|劳模)(?!的?社))"
)
"""全国志愿服务信息系统登记, 全国助残日, 全国人大代表: the name of what there is one of in the country or province."""
_VENUE_AFTER = re.compile("[^，。；]{0,12}?(?:举行|举办|召开|启动|开幕|开班)")
_HELD_BEFORE = re.compile(
    "(?:全[省市州盟县旗区]|[我本][省市州盟县旗区]|主办|承办)[^，。；]{0,40}[在于]\\s*$"
    "|(?:仪式|启动会|推进会|现场会|大会|发布会|宣传周|展示会|大赛)[在于]\\s*$"
)
_EXAMPLE = re.compile("[^，。；、：\\d]{2,30}等\\s?\\d{2,5}(?:个|家|所|名|位|人)")
_REGISTERED = re.compile(r"(?:成立|登记|注册|孵化|培育|引进|引入|委托|依托)了?(?:[^，。；\d]{2,24}、)?$")
_LISTED = re.compile(r"[一-龥“”]{2,10}?(?:、[^，。；\d]{3,24})?等?\s*\d+\s*家")
_KIND = re.compile("机构|组织|社会工|社工站|[县区市州旗]")


def among_agencies(text: str, start: int, end: int) -> bool:
    """Whether a place at `text[start:end]` opens the name of one of some agencies that are counted behind their names:
    登记成立了洪江市同行、鹤城阳光2家机构."""
    listed = _LISTED.match(text, end)
    if not listed or not _REGISTERED.search(text, max(0, start - 32), start):
        return False
    own = re.split("[、等\\d]", listed[0], maxsplit=1)[0]
    return not _KIND.search(own)


def in_slogan(text: str, start: int, end: int) -> bool:
    """The mention stands in a short quoted name: “爱在延平”."""
    opening = text.rfind("“", max(0, start - 8), start)
    closing = text.find("”", end, end + 6)
    return (
        opening >= 0 <= closing
        and closing - opening <= 12
        and "”" not in text[opening:start]
        and (closing > end or opening < start - 1)
    )


_DATELINE = re.compile("(?:\\d{1,2}月)?\\d{1,2}日[电讯]")


def is_venue(text: str, sentence: Span, start: int, end: int) -> bool:
    """Where something of the whole was held: 全州培训班在西海镇举办; or where a writer sits: 银川10月21日电."""
    if _DATELINE.match(text, end):
        return True
    return bool(_VENUE_AFTER.match(text, end) and _HELD_BEFORE.search(text, max(sentence.start, start - 60), start))


def example_of(text: str, end: int) -> bool:
    """The place that ends there opens the name of one of many: 认定甲县乙街道社工站等100个为示范站."""
    return _EXAMPLE.match(text, end) is not None
