"""An invented report that adds up stays clean, whatever its figures; one part off by one is found, and only that."""

from __future__ import annotations

from collections import Counter

from check_samples import checks_of
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checks import KINDS

COUNT = st.integers(min_value=21, max_value=900)
SMALL = st.integers(min_value=2, max_value=20)
PARTS = ("乡镇", "街道", "社区", "男", "女", "行政村", "居委会", "助理", "中级", "高级")


@st.composite
def figures(draw) -> dict[str, int]:
    """Parts, and wholes that are their sums."""
    parts = {name: draw(COUNT) for name in PARTS}
    parts["高级"] = draw(SMALL)
    parts |= {"站": draw(SMALL), "万": draw(SMALL), "上期": draw(COUNT), "增": draw(COUNT)}
    return parts | {
        "社工站": parts["乡镇"] + parts["街道"] + parts["社区"], "人": parts["男"] + parts["女"],
        "村": parts["行政村"] + parts["居委会"], "报考": parts["助理"] + parts["中级"] + parts["高级"],
        "共": parts["站"] * parts["万"], "本期": parts["上期"] + parts["增"]}


def report(f: dict[str, int]) -> str:
    """A report that tells these figures, with the ratios that follow from them."""
    return "\n".join([
        f"全市共建成社工站{f['社工站']}个（乡镇{f['乡镇']}个、街道{f['街道']}个、社区{f['社区']}个）。",
        f"从事社会工作的专业人才{f['人']}人，其中男{f['男']}人，女{f['女']}人。",
        f"社工站覆盖村（社区）{f['村']}个，其中行政村{f['行政村']}个，居委会{f['居委会']}个。",
        f"今年成功缴费{f['报考']}人，其中报考助理社会工作师{f['助理']}人、中级社会工作师{f['中级']}人、"
        f"高级社会工作师{f['高级']}人。",
        f"对{f['站']}个示范社工站给予每站{f['万']}万元补助，共{f['共']}万元。",
        f"社工机构从{f['上期']}家增加到{f['本期']}家，增加{f['增']}家。",
    ])


def contradictions(text: str) -> Counter[str]:
    return Counter(check.kind for check in checks_of(text) if check.finding() and check.kind in KINDS)


def verdicts(text: str) -> Counter[tuple[str, str]]:
    return Counter((check.kind, check.verdict) for check in checks_of(text))


@settings(max_examples=20, deadline=None)
@given(figures())
def test_a_report_that_adds_up_is_clean_and_not_for_lack_of_checks(f):
    found = verdicts(report(f))
    assert contradictions(report(f)) == {}
    assert found[("sum", "consistent")] == 4
    assert found[("per_each", "consistent")] == found[("difference", "consistent")] == 1


@settings(max_examples=40, deadline=None)
@given(figures(), st.sampled_from(PARTS), st.sampled_from([-1, 1]))
def test_one_part_off_by_one_fails_its_own_sum_and_no_other(f, part, by):
    assert contradictions(report({**f, part: f[part] + by})) == {"sum": 1}


@settings(max_examples=20, deadline=None)
@given(figures(), st.sampled_from([("共", "per_each"), ("增", "difference"), ("本期", "difference")]),
       st.sampled_from([-2, 2]))
def test_one_result_off_fails_its_own_check_and_no_other(f, change, by):
    name, kind = change
    assert contradictions(report({**f, name: f[name] + by})) == {kind: 1}
