"""Units as the tables treat them: which may stand in one column, and how amounts are shown."""

from __future__ import annotations

COUNTED = "count"
"""The class of every counting word: 个, 家, 所, 场, 期 … count things one by one."""

_CLASSES = {
    "元": "元", "人": "人", "名": "人", "位": "人", "人次": "人次", "户": "户", "户次": "户",
    "平方米": "平方米", "小时": "小时", "%": "%", "个百分点": "%", "倍": "倍", "天": "天",
}

SCALES = {"元": ("万元", 10_000)}
"""Base units that tables show in a larger unit: how offices write them."""


def unit_class(unit: str | None) -> str:
    """The class of a unit; units of different classes never stand in one column.

    >>> unit_class("名"), unit_class("人次"), unit_class("所")
    ('人', '人次', 'count')
    """
    return _CLASSES.get(unit or "", COUNTED)
