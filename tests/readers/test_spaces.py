"""Which single spaces inside a line cut a word or a date and are closed, and which part two things and stay."""

from __future__ import annotations

import pytest

from pipeline.readers.txt import from_text

CUT = {
    "a word after a comma": ("全站有社工9人，其 中持证7人。", "全站有社工9人，其中持证7人。"),
    "a word after a mark": ("志 愿者86人，服务1.2万小时。", "志愿者86人，服务1.2万小时。"),
    "a word before a figure": ("今年来站里培训社 工30人，都是本地人。", "今年来站里培训社工30人，都是本地人。"),
    "a counter and what it counts": ("全县18 个 乡镇都有社工站，共43 名 社工。", "全县18个乡镇都有社工站，共43名社工。"),
    "a month": ("谈了两年，终于在1 0 月签了字。", "谈了两年，终于在10月签了字。"),
    "a day": ("报名时间为3月2 0日，逾期不候。", "报名时间为3月20日，逾期不候。"),
    "a year": ("截至20 22年，全县建站12个。", "截至2022年，全县建站12个。"),
}
KEPT = {
    "two numbers": "对比2021 2022年数据，建站数翻番。",
    "no month that could be none": "参见附件1 2月报表，不再重复。",
    "phrases of a title": "凝心聚力 开拓创新",
    "single characters of a title": "总 则",
    "names and offices": "（记者 林小舟 通讯员 周远）",
    "a slogan inside a sentence": "开展“五社联动聚合力 社工服务暖基层”活动，共12场。",
    "a wide space": "编者按　从去年起，社工站在县里铺开。",
}


@pytest.mark.parametrize(("source", "text"), CUT.values(), ids=CUT.keys())
def test_space_that_cuts_is_closed(source: str, text: str) -> None:
    document = from_text("a.txt", source)
    assert document.text == text
    assert [source[at] for at in document.origin] == list(text)


def test_line_end_between_a_number_and_its_unit_is_closed() -> None:
    source = "去年全县有报考补贴，报名317\n人，其中86人通过；共发放补贴12.6万\n元。"
    assert from_text("a.txt", source).text == source.replace("\n", "")


@pytest.mark.parametrize("source", KEPT.values(), ids=KEPT.keys())
def test_space_that_parts_is_kept(source: str) -> None:
    assert from_text("a.txt", source).text == source.replace("　", " ")
