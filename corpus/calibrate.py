"""Learn how sure readings are: `python -m corpus.calibrate [--check]` (`make confidence`).

Of every fact of `corpus` and `corpus/dev` that a key judges it is known which traits its reading has
(`extractors.confidence`) and whether it was wholly right. A logistic regression with a ridge on the points gives each
trait its weight; they are written into `schemas/data/confidence.toml`, whose other keys stay. `corpus/test` is never
looked at. The same samples and rules give the same file, to the byte.

What is told at the end was measured with every document left out in turn (in tenths): how true the confidence is of
documents that it was not learned from.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from math import exp
from pathlib import Path
from typing import NamedTuple

import schemas
from extractors.confidence import traits_of
from extractors.facts import extract, figures_of
from pipeline.batch import find_documents
from pipeline.evaluate import judged
from pipeline.readers import read
from pipeline.reliability import reliability
from pipeline.rows import fact_row
from schemas.codebook import load_codebook
from schemas.confidence import load_calibration

HERE = Path(__file__).parent
SETS = (HERE, HERE / "dev")
FILE = Path(schemas.__file__).parent / "data" / "confidence.toml"
RIDGE = 2.0
"""How hard points are drawn to nought: a trait of few facts says little."""
ROUNDS = 50
TENTHS = 10


class Judged(NamedTuple):
    """A fact of the samples: its document, its traits, and whether it was wholly right."""

    doc: str
    traits: tuple[str, ...]
    right: bool


class Weights(NamedTuple):
    """Log-odds without any trait, and what each trait adds."""

    base: float
    points: dict[str, float]

    def confidence(self, traits: Sequence[str]) -> float:
        """As `Calibration.confidence`, not rounded."""
        return 1 / (1 + exp(-(self.base + sum(self.points[each] for each in traits))))


def samples(folder: Path) -> Iterator[Judged]:
    """The judged facts of a set (`reports` and `keys`), in the order of its documents."""
    book = load_codebook()
    rows, traits = [], {}
    for path in find_documents([folder / "reports"]):
        document = read(path)
        told = {figure.quantity.span: tuple(traits_of(document, figure)) for figure in figures_of(document, book)}
        for fact in extract(document, book).facts:
            rows.append(fact_row(fact))
            traits[fact.id] = told[fact.span]
    for fact_told, right in judged(folder / "keys", rows):
        yield Judged(fact_told["doc"], traits[fact_told["id"]], right)


def learn(facts: Sequence[Judged], names: Sequence[str]) -> Weights:
    """The weights that make the facts likeliest, by Newton's method; a trait that no fact has gets none."""
    places = {name: n for n, name in enumerate(names, 1)}
    rows = [([0, *(places[each] for each in fact.traits)], fact.right) for fact in facts]
    weights = [0.0] * (len(names) + 1)
    for _ in range(ROUNDS):
        slope = [0.0, *(-RIDGE * weight for weight in weights[1:])]
        curve = [[RIDGE * (i == j > 0) for j in range(len(weights))] for i in range(len(weights))]
        for held, right in rows:
            sure = 1 / (1 + exp(-sum(weights[i] for i in held)))
            for i in held:
                slope[i] += right - sure
                for j in held:
                    curve[i][j] += sure * (1 - sure)
        step = _solved(curve, slope)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-10:
            break
    return Weights(weights[0], {name: weights[n] for name, n in places.items()})


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of linear equations, by elimination with the largest pivot."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k, row in enumerate(rows):
            if k != i and row[i]:
                part = row[i] / rows[i][i]
                rows[k] = [a - part * b for a, b in zip(row, rows[i], strict=True)]
    return [row[-1] / row[i] for i, row in enumerate(rows)]


def left_out(facts: Sequence[Judged], names: Sequence[str]) -> list[tuple[float, bool]]:
    """The confidence of each fact by weights learned without its document's tenth, and whether it was right."""
    docs = sorted({fact.doc for fact in facts})
    found = []
    for tenth in range(TENTHS):
        out = set(docs[tenth::TENTHS])
        weights = learn([fact for fact in facts if fact.doc not in out], names)
        found += [(weights.confidence(fact.traits), fact.right) for fact in facts if fact.doc in out]
    return found


def written(text: str, facts: Sequence[Judged], weights: Weights) -> str:
    """The file with the learned numbers in it; what was written by hand stays."""
    head, *rows = text.split("[[trait]]\n")
    head = re.sub(r"^base = .*$", f"base = {weights.base:.2f}", head, flags=re.MULTILINE)
    head = re.sub(r"^facts = .*$", f"facts = {len(facts)}", head, flags=re.MULTILINE)
    told = []
    for row in rows:
        kept = [line for line in row.splitlines() if line and not line.startswith(("points =", "facts ="))]
        name = kept[0].partition('"')[2].rstrip('"')
        held = sum(name in fact.traits for fact in facts)
        told.append("\n".join(["[[trait]]", *kept, f"points = {weights.points[name]:.2f}", f"facts = {held}", ""]))
    return head + "\n".join(told)


def main() -> None:
    """Learn, write, and tell how true the confidence is of documents left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the file would change")
    check = parser.parse_args().check
    facts = [fact for folder in SETS for fact in samples(folder)]
    names = list(load_calibration().traits)
    before = FILE.read_text(encoding="utf-8")
    after = written(before, facts, learn(facts, names))
    print("\n".join(reliability(left_out(facts, names)).lines()))
    if check and after != before:
        raise SystemExit(f"{FILE.name} is not what the samples teach today: make confidence")
    FILE.write_text(after, encoding="utf-8")


if __name__ == "__main__":
    main()
