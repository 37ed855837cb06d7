"""Is the confidence true? Of the facts with a confidence of about 0.9, nine in ten should be wholly right.

Read like a reliability diagram: facts are put into bins by their confidence; in each the mean confidence is held
against the share that was wholly right. The expected calibration error (ECE) is the mean of the gaps, weighted by the
number of facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
"""Bounds of the bins; each holds its lower one, the last both."""
Judged = Sequence[tuple[float, bool]]
"""Confidence of a fact, and whether it was wholly right."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Facts of about one confidence: how many, their mean confidence, the share that was wholly right."""

    low: float
    high: float
    facts: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """The bins that hold facts, and their expected calibration error."""

    bins: tuple[Bin, ...]

    @property
    def facts(self) -> int:
        """How many facts were judged."""
        return sum(each.facts for each in self.bins)

    @property
    def error(self) -> float:
        """The expected calibration error, 0 to 1; 0 without facts."""
        return sum(each.facts * abs(each.confidence - each.right) for each in self.bins) / max(1, self.facts)

    def lines(self) -> Iterator[str]:
        """A table in Markdown, headed in Chinese, and the error below it."""
        yield "| 置信度 | 事实 | 平均置信度 | 完全正确 |"
        yield "| --- | ---: | ---: | ---: |"
        for each in self.bins:
            yield f"| {each.low:.2f}—{each.high:.2f} | {each.facts} | {each.confidence:.3f} | {each.right:.3f} |"
        facts = max(1, self.facts)
        sure = sum(each.facts * each.confidence for each in self.bins) / facts
        right = sum(each.facts * each.right for each in self.bins) / facts
        yield f"| 合计 | {self.facts} | {sure:.3f} | {right:.3f} |"
        yield ""
        yield f"期望校准误差（ECE）{self.error:.4f}"


def reliability(judged: Judged) -> Reliability:
    """The reliability of confidences.

    >>> told = reliability([(0.9, True), (0.92, True), (0.6, False), (1.0, True)])
    >>> [(each.low, each.facts, each.right) for each in told.bins], round(told.error, 3)
    ([(0.6, 1, 0.0), (0.9, 2, 1.0), (0.95, 1, 1.0)], 0.195)
    """
    bins = []
    for low, high in pairwise(EDGES):
        held = [(sure, right) for sure, right in judged if low <= sure < high or sure == high == EDGES[-1]]
        if held:
            mean = sum(sure for sure, _ in held) / len(held)
            bins.append(Bin(low, high, len(held), mean, sum(right for _, right in held) / len(held)))
    return Reliability(tuple(bins))
