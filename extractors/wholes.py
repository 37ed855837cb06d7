"""Words for a division as a whole: 全市, 我州, 全疆."""

from __future__ import annotations

import re

from schemas.divisions import Division

WHOLE = re.compile(
    r"(?:[全我该][国省市州盟县旗区]|全疆)(?!域|场|级|第[一二三四五]|首|头[一两二三四几个批]|前列|率先|领先|名列|唯一|性|志愿服务信息|社会工作者职业|统一|文明|先进|优秀|助残|示范|范围|数得着|少有|罕见|仅有的|最(?:大|早|小|多|少|美|好|先|高|低))"
)


def is_whole(division: Division, word: str) -> bool:
    """Whether a word for a whole fits a division by its kind: 全市 a city, 全疆 Xinjiang."""
    return division.name.endswith(word[-1]) or (word[-1] == "疆" and division.name.startswith("新疆"))


def as_a_whole(text: str, at: int, division: Division) -> bool:
    """广东全省, 福州全市: behind the name of a division stands the word for its whole."""
    whole = WHOLE.match(text, at) if text.startswith("全", at) else None
    return whole is not None and is_whole(division, whole[0])
