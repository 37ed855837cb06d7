"""The same fact told again: in another report, another file, a whole report over again."""

from __future__ import annotations

import pytest
from check_samples import checks_of

CITY = "昭通市民政局关于社会工作站建设情况的报告\n（2022年6月30日）\n\n"
PROVINCE = "云南省民政厅关于社会工作站建设情况的通报\n（2022年6月30日）\n\n"
EARLIER = "昭通市民政局关于社会工作站建设情况的报告\n（2020年12月31日）\n\n"
TOLD = "全市共建成乡镇（街道）社工站146个。"

CASES = [
    ("a province says what the city says", [CITY + TOLD, PROVINCE + "昭通市共建成乡镇（街道）社工站146个。"], "consistent"),
    ("a province says otherwise", [CITY + TOLD, PROVINCE + "昭通市共建成乡镇（街道）社工站135个。"], "inconsistent"),
    ("the region's name alone before the figure",
     [CITY + TOLD, PROVINCE + "昭通135个乡镇（街道）社工站实现挂牌。"], "inconsistent"),
    ("a round figure that allows for it", [CITY + TOLD, PROVINCE + "昭通市共建成乡镇（街道）社工站140余个。"], "cannot_tell"),
    ("a round figure that does not", [CITY + TOLD, PROVINCE + "昭通市共建成乡镇（街道）社工站近100个。"], "inconsistent"),
    ("another date", [CITY + TOLD, EARLIER + "全市共建成乡镇（街道）社工站100个。"], "cannot_tell"),
    ("another level", [CITY + TOLD, PROVINCE + "昭通市共建成村（社区）社工室300个。"], None),
    ("another region", [CITY + TOLD, PROVINCE + "曲靖市共建成乡镇（街道）社工站135个。"], None),
    ("a target", [CITY + TOLD, PROVINCE + "到2025年，昭通市计划建成乡镇（街道）社工站200个。"], None),
    ("only some of them", [CITY + TOLD, PROVINCE + "督导昭通市乡镇（街道）社工站22个。"], None),
    ("a masked figure", [CITY + TOLD, PROVINCE + "昭通市共建成乡镇（街道）社工站**个。"], None),
]


@pytest.mark.parametrize(("texts", "verdict"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_fact_told_again(texts, verdict):
    assert {c.verdict for c in checks_of(*texts) if c.kind == "repeat"} == ({verdict} if verdict else set())


def test_a_conflict_names_both_reports_and_both_figures():
    (check,) = [c for c in checks_of(CITY + TOLD, PROVINCE + "昭通市共建成乡镇（街道）社工站135个。") if c.kind == "repeat"]
    assert check.message == "昭通市社工站点数前后不一"
    assert "146个（昭通市民政局" in check.formula
    assert "135个（云南省民政厅" in check.formula
    assert len(check.facts) == 2


def test_ten_thousand_times_as_much_is_called_a_slip_of_unit():
    found = checks_of(CITY + "全市共有注册志愿者12万人。", PROVINCE + "昭通市共有注册志愿者12人。")
    assert any("单位之误" in c.message for c in found if c.kind == "repeat")


BODY = [
    "全市共建成乡镇（街道）社工站146个，配备社工站工作人员320名。",
    "2021年全市投入社工站建设资金1200万元，争取福彩公益金350万元。",
    "全市累计开展社工个案服务415个，小组活动212场，社区活动930场。",
    "全市现有持证社工650人，其中中级社会工作师120人，高级社会工作师3人。",
    "2022年全市共有2030人报名参加社会工作者职业水平考试，创历史新高。",
]


def test_a_report_told_twice_is_recognised():
    twice = checks_of(CITY + "\n".join(BODY), PROVINCE + "\n".join(BODY))
    (whole,) = [c for c in twice if c.kind == "report_repeat"]
    assert "5 句相同" in whole.formula


def test_reports_that_share_a_sentence_are_two():
    other = [BODY[0], "曲靖市投入120万元开展社工培训，培训社工站工作人员88人。", "走访困难群众5120户，建立服务档案300份。",
             "链接慈善资源96万元，开展公益项目14个，惠及群众3100人。", "成立志愿服务队33支，开展志愿服务活动260场次。"]
    assert not [c for c in checks_of(CITY + "\n".join(BODY), PROVINCE + "\n".join(other)) if c.kind == "report_repeat"]


def test_a_figure_changed_in_one_of_two_copies_is_a_conflict():
    sentence = "全市累计开展社工个案服务415个，小组活动212场，社区活动930场，社工站服务困难群众五类人员。"
    found = checks_of(CITY + sentence, CITY + sentence.replace("212", "221"))
    assert [c.formula for c in found if c.verdict == "inconsistent" and "212" in c.formula and "221" in c.formula]
