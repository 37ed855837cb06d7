"""What a figure is held against: its neighbours of one place in one report, and of a very long report the nearest only."""

from __future__ import annotations

import time

from extractors.facts import extract
from pipeline.checks import Material, run_checks, told_of
from pipeline.checks.material import REACH
from pipeline.readers.txt import from_text
from schemas.codebook import load_codebook
from schemas.plausibility import load_rules

BOOK, RULES = load_codebook(), load_rules()


def material(count: int) -> Material:
    """A report that tells so often how many stations there are."""
    lines = [f"{n % 12 + 1}月，全市社工站{n % 90 + 10}个，持证社工{n % 50 + 10}人。" for n in range(count)]
    document = from_text("a.txt", "昭通市社工站工作报告\n\n" + "\n".join(lines) + "\n")
    return Material(told_of(extract(document, BOOK), document))


def test_figures_of_one_place_are_beside_each_other() -> None:
    made = material(5)
    fact = made.told[0].fact
    assert [passage.told[i].fact for passage, i in made.beside(fact)] == [told.fact for told in made.told]
    assert [passage.told[i].fact.quote for passage, i in made.levels(fact, "station.count")] == [f"{n}个" for n in range(10, 15)]
    assert list(made.levels(fact, "fund.input")) == []
    assert list(made.levels(fact.model_copy(update={"place": "某镇"}), "station.count")) == []


def test_of_a_very_long_report_the_nearest_are() -> None:
    made = material(3 * REACH)
    spans = [told.fact.span for told in made.told if told.fact.indicator == "station.count"]
    middle = next(told.fact for told in made.told if told.fact.span == spans[len(spans) // 2])
    beside = [passage.told[i].fact.span for passage, i in made.levels(middle, "station.count")]
    at = spans.index(middle.span)
    assert beside == spans[at - REACH:at + REACH]


def rate_checks(count: int) -> float:
    """Processor seconds of the checks of a report with so many rates whose whole is sought."""
    lines = [f"全市社工{n % 90 + 100}人，其中持证社工{n % 50 + 10}人，持证率{n % 40 + 7}%。" for n in range(count)]
    document = from_text("a.txt", "昭通市社工站工作报告\n\n" + "\n".join(lines) + "\n")
    told = told_of(extract(document, BOOK), document)
    start = time.process_time()
    assert list(run_checks([told], BOOK, RULES))
    return time.process_time() - start


def test_checks_cost_what_the_length_of_the_report_costs() -> None:
    short = 2 * REACH  # beyond it every figure has all the neighbours it can have
    ratios = []
    for _ in range(3):
        ratios.append(rate_checks(2 * short) / rate_checks(short))
        if ratios[-1] < 3:
            break
    assert min(ratios) < 3, ratios
