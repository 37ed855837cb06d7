"""Where a name of a division ends and a word begins: the neighbours that decide.

`edge` says of a bare name that it is taken only where the text breaks before it (counties, and words such as
日照). The words themselves are data: `schemas/data/place_names.toml`.
"""

from __future__ import annotations

import re

from schemas.divisions import load_name_rules, township_counties

VERBS_OF_PLACE = frozenset(("助力", "援助", "支援", "帮扶", "走进", "落户", "进驻", "抵达", "奔赴", "来到", "深入", "获悉"))
"""After these a place is named."""
LEVEL_ENDINGS = "省市州盟县区旗"
AFTER_LEVEL = ("级", "、", "（", "(", "直", "内", *LEVEL_ENDINGS)
LIES_IN = re.compile("(?:(?:分布|集中|散布|扎堆|坐落)(?:在|于)|位于|地处)$")
"""主要分布在甲县南部, 位于雁江区: where something lies, and no subject unless a figure follows."""
LIES = re.compile("(?:位于|坐落[在于]|地处)[一-龥]{0,8}$")
LIES_FAR = 12
"""How far before a township the words may begin that something lies there, in characters."""
ROAD = re.compile(
    r"[东西南北中]?[一二三四五六七八九十]?(?:环路|大道|大街|路|街|巷|胡同)(?![道网线径子况政程基]|段?工程)"
)
TOWNSHIP_AFTER = re.compile(
    r"(?:镇(?![村乡街级（(域])|(?:[一-龥]{1,4}族)?乡(?![镇村级（(土贤])|苏木|农场|林场|街道|社区"
    r"|村(?![级（(民社居委镇、两]))"
)
TOWNSHIP_END = re.compile(
    "镇(?![村乡街级域]|(?<=城镇)(?:人口|居民|职工|常住|户籍|户口|低保|困难|失业|新增|登记|企业|老年))|乡(?![镇村级土贤])|街道|苏木"
)

_LONGER = re.compile("镇|乡|街|村|路|巷|苏木|农场|林场|社区|大道|胡同")
"""One of these stands within `_REACH` characters behind a name that a road's or township's goes on from."""
_REACH = 8


def breaks_before(text: str, at: int) -> bool:
    """Whether the text plainly breaks before `at`: punctuation, or a word such as 在 that a name follows."""
    if at == 0:
        return True
    rules, before = load_name_rules(), text[at - 1]
    if not "一" <= before <= "鿿":
        return not before.isalnum() or before.isdigit()
    if text[at - 2 : at] in VERBS_OF_PLACE:
        return True
    return before in rules.boundary and text[at - 1 : at + 1] not in rules.no_boundary


def cuts_word(text: str, after: int, name: str) -> bool:
    """Whether the level at the end of the full `name` belongs to the word after it: 上海市|民, 新建县|级."""
    rules = load_name_rules()
    if text.startswith(rules.suffix_words, after - 1) and not text.startswith(
        rules.suffix_words_but, after - 1
    ):
        return True
    if len(name) == 2 and text.startswith("级", after):
        return True
    return (  # 整合资源|县级力量; where the text breaks before it, or the town's country follows, it is the name
        name[:-1] in rules.chain_only
        and text.startswith(("级", "区", "市", "（", "(", "直", "城"), after)
        and not (text.startswith("城乡", after) or breaks_before(text, after - len(name)))
    )


def ends_well(text: str, after: int, name: str, edge: bool) -> bool:
    """Whether the bare `name` may end here: no other level follows (昭通|县), nor the rest of a word."""
    rules = load_name_rules()
    if edge and text.startswith(rules.feature_words, after):
        return text.startswith(rules.feature_words_but, after)
    tails = rules.not_before.get(name, ()) + rules.not_before_last.get(name[-1], ())
    if tails and text.startswith(tails, after):
        return False
    follow = text[after : after + 1]
    if not follow or follow not in LEVEL_ENDINGS:
        return True
    return text.startswith(AFTER_LEVEL, after + 1) or (
        text.startswith(rules.suffix_words, after) and not text.startswith(rules.suffix_words_but, after)
    )


def longer_name_ends(text: str, at: int, after: int, stop: int, edge: bool) -> int:
    """Where the name of a road or a township ends that begins with the bare name at `at`, else 0."""
    if not _LONGER.search(text, after, min(stop, after + _REACH)):
        return 0
    if road := ROAD.match(text, after, stop):
        return road.end()
    township = TOWNSHIP_AFTER.match(text, after, stop)
    # 昆明社区 is Kunming's communities, 和平社区 one community.
    if township and (edge or township.group() not in ("社区", "街道", "村")):
        return township.end()
    # 文安|驿镇: a township whose name begins like a county.
    longer = TOWNSHIP_END.search(text, after, min(stop, after + 4))
    return longer.end() if longer and township_counties(text[at : longer.end()]) else 0
