"""How sure a reading is: what speaks for and against it, and whether the number is true.

Of the samples for work (`corpus`, `corpus/dev`) alone; how true the number is on `corpus/test` is told in the documents.
"""

from __future__ import annotations

from math import log
from pathlib import Path

import pytest
from specification import cases, read, report, unmark

from corpus import calibrate
from extractors.confidence import traits_of
from extractors.facts import figures_of
from pipeline.evaluate import judged
from pipeline.readers.txt import from_text
from pipeline.reliability import reliability
from schemas.codebook import load_codebook
from schemas.confidence import Calibration, Trait, load_calibration

FLOOR = 0.03
"""No more may lie between confidence and truth, in the mean, on the samples for work: `make confidence` after a change."""

# Answers: the traits of each marked figure that the row is about; one with `-` before it must not be there.
TRAITS = """
@ 湖州市
words-touch: 2023年6月，全市建成社工站【137个】。 => -words_apart,-faint_words,-no_words,-near_rival
words-apart: 全市持证社工达到【900人】。 => words_apart
money-of-nothing: 社工站各镇【30万元】。 => no_words,money
people: 全市持证社工【900人】。 => people,untimed
ratio: 社工站覆盖率达【95%】。 => ratio,-people
rounded: 全市持证社工【900余人】。 => vague
exact: 全市持证社工【900人】。 => -vague
timed-beside: 2023年6月底全市建成社工站【137个】。 => timed_beside,-untimed
time-passed-over: 自2021年启动的试点目前建成社工站【12个】。 => time_passed_over,-untimed
below-the-county: 德清县新市镇建成社工站【2个】。 => township
region-carried: 德清县今年加快建设。建成社工站【12个】。 => region_carried
region-named: 德清县建成社工站【12个】。 => -region_carried,-township
told-as-a-plan: 计划建成社工站【12个】。 => status_told
told-as-nothing: 建成社工站【12个】。 => -status_told
for-each: 每个社工站配备社工【2名】。 => per_each
part: 社工站12个，其中乡镇【8个】。 => part
general-word: 设服务点【12个】。 => generic_word
"""


def traits(text: str, home: str) -> list[set[str]]:
    """The traits of the marked figures."""
    plain, spans = unmark(text)
    document = from_text("汇报.txt", plain)
    told = {figure.quantity.span.start: set(traits_of(document, figure))
            for figure in figures_of(document, load_codebook())}
    return [told[min(at for at in told if start <= at < end)] for start, end in spans]


@pytest.mark.parametrize(("home", "text", "answers"), cases(TRAITS))
def test_what_speaks_for_and_against_a_reading(home: str, text: str, answers: tuple[str, ...]) -> None:
    for found, answer in zip(traits(report(text, home), home), answers, strict=True):
        wanted = {name for name in answer.split(",") if not name.startswith("-")}
        assert wanted <= found, found
        assert not found & {name[1:] for name in answer.split(",") if name.startswith("-")}, found


def test_a_figure_that_counts_nothing_known_claims_nothing() -> None:
    (fact,) = read(report("购买苹果18斤。")).facts
    assert (fact.indicator, fact.confidence) == ("other", 0)


def test_confidence_is_the_sum_of_its_traits_as_a_share() -> None:
    made = Calibration(threshold=0.5, base=log(9), trait=(
        Trait(id="a", field="time", label="甲", points=-log(9)), Trait(id="b", field="value", label="乙", points=log(11))))
    assert [made.confidence(ids) for ids in ((), ("a",), ("b",), ("a", "b"))] == [0.9, 0.5, 0.99, 0.92]
    assert [trait.id for trait in made.doubts(("a", "b"))] == ["a"]


def test_below_the_line_the_gravest_doubt_comes_first() -> None:
    text = report("德清县加快建设。社工站资助困难学生30名，每人每年近1200元。")
    (fact,) = [f for f in read(text).facts if f.indicator == "fund.linked"]
    doubts = [e.rule for e in fact.evidence if e.field == "confidence"]
    points = [load_calibration().traits[rule].points for rule in doubts]
    assert fact.confidence < load_calibration().threshold
    assert points == sorted(points)
    assert points[-1] < 0


def test_a_sure_reading_keeps_no_doubts() -> None:
    (fact,) = read(report("2023年6月底，全市建成社工站137个。")).facts
    assert fact.confidence >= 0.9
    assert [e for e in fact.evidence if e.field == "confidence"] == []


# --- learning ---


def made(doc: str, ids: tuple[str, ...], right: int, wrong: int) -> list[calibrate.Judged]:
    return [calibrate.Judged(doc, ids, True)] * right + [calibrate.Judged(doc, ids, False)] * wrong


def test_points_come_to_the_odds_that_the_samples_show() -> None:
    facts = made("a", (), 9000, 1000) + made("b", ("faint",), 6000, 4000)
    weights = calibrate.learn(facts, ["faint", "never"])
    assert weights.base == pytest.approx(log(9), abs=0.01)
    assert weights.points["faint"] == pytest.approx(log(1.5) - log(9), abs=0.01)
    assert weights.points["never"] == 0


def test_a_trait_of_few_facts_says_little() -> None:
    facts = made("a", (), 900, 100) + made("b", ("faint",), 0, 2)
    assert -2.2 < calibrate.learn(facts, ["faint"]).points["faint"] < 0


def test_what_is_written_by_hand_stays() -> None:
    before = calibrate.FILE.read_text(encoding="utf-8")
    known = load_calibration()
    weights = calibrate.Weights(2.0, dict.fromkeys(known.traits, -0.5))
    after = calibrate.written(before, made("a", ("vague",), 3, 1), weights)
    assert calibrate.written(after, made("a", ("vague",), 3, 1), weights) == after
    assert [line for line in after.splitlines() if not line.startswith(("base", "points", "facts"))] == [
        line for line in before.splitlines() if not line.startswith(("base", "points", "facts"))]
    assert "\npoints = -0.50\nfacts = 4\n" in after
    assert after.count("\nfacts = 0\n") == len(known.trait) - 1


# --- is it true? ---


@pytest.fixture(scope="module")
def samples() -> list[calibrate.Judged]:
    """All judged facts of the samples for work, with their traits."""
    return [fact for folder in calibrate.SETS for fact in calibrate.samples(folder)]


def test_confidence_is_true_on_the_samples_for_work(samples: list[calibrate.Judged]) -> None:
    known = load_calibration()
    assert reliability([(known.confidence(fact.traits), fact.right) for fact in samples]).error < FLOOR


def test_it_is_as_true_of_documents_that_it_was_not_learned_from(samples: list[calibrate.Judged]) -> None:
    assert reliability(calibrate.left_out(samples, list(load_calibration().traits))).error < FLOOR


def test_below_the_threshold_readings_are_wrong_far_more_often(samples: list[calibrate.Judged]) -> None:
    known = load_calibration()
    wrong = {low: [not fact.right for fact in samples if (known.confidence(fact.traits) < known.threshold) is low]
             for low in (True, False)}
    share = {low: sum(each) / len(each) for low, each in wrong.items()}
    assert 0 < len(wrong[True]) < len(samples) / 10
    assert share[True] > 2 * share[False]


def test_every_trait_is_seen_in_the_samples(samples: list[calibrate.Judged]) -> None:
    seen = {name for fact in samples for name in fact.traits}
    assert seen == set(load_calibration().traits)


def test_the_test_half_is_not_learned_from() -> None:
    assert not any("test" in Path(folder).parts[-1:] for folder in calibrate.SETS)
    assert {Path(folder).name for folder in calibrate.SETS} == {"corpus", "dev"}


def test_a_fact_that_no_key_has_is_wrong_and_other_is_not_judged(tmp_path: Path) -> None:
    row = {"doc": "a.txt", "start": 0, "end": 3, "core": [0, 2], "quote": "30个", "indicator": "station.count", "value": 30,
           "unit": "个", "statistic": "level", "status": "actual", "region": None, "time": ""}
    (tmp_path / "a.txt.jsonl").write_text("", encoding="utf-8")
    assert judged(tmp_path, [row, {**row, "indicator": "other"}]) == [(row, False)]
