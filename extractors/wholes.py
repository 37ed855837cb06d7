"""Words for a division as a whole: 全市, 我州, 全疆."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemas.divisions import Division
from schemas.records import Span

WHOLE = re.compile(
    r"(?:[全我该][国省市州盟县旗区]|全疆)(?!域|场|级|第[一二三四五]|首|头[一两二三四几个批]|前列|率先|领先|名列|唯一|性|志愿服务信息|社会工作者职业|统一|文明|先进|优秀|助残|示范|范围|数得着|少有|罕见|仅有的|最(?:大|早|小|多|少|美|好|先|高|低))"
)

_NAME = re.compile("“[^“”，。；：\\d]{4,24}(?:地区|城市|区|市|县|单位|工程|项目|计划|活动|奖|称号|示范|试点|实验)”")
"""“全国社会工作服务示范地区”, but not what somebody says."""


def is_whole(division: Division, word: str) -> bool:
    """Whether a word for a whole fits a division by its kind: 全市 a city, 全疆 Xinjiang."""
    return division.name.endswith(word[-1]) or (word[-1] == "疆" and division.name.startswith("新疆"))


def as_a_whole(text: str, at: int, division: Division) -> bool:
    """广东全省, 福州全市: behind the name of a division stands the word for its whole."""
    whole = WHOLE.match(text, at) if text.startswith("全", at) else None
    return whole is not None and is_whole(division, whole[0])


def wholes_in(text: str, sentence: Span) -> Iterator[re.Match[str]]:
    """The words for a whole in a sentence, but for those in a quoted name (“全国社会工作服务示范地区”)."""
    for match in WHOLE.finditer(text, *sentence):
        opened = text.rfind("“", sentence.start, match.start())
        if opened < 0 or not _NAME.match(text, opened):
            yield match
