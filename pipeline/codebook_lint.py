"""Is a codebook sound, and does it do what its own example sentences say?

Every sentence is read as the one paragraph of a small report on the codebook's subject, by the same code that
reads reports.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from extractors.facts import OTHER, extract
from pipeline.readers.txt import from_text
from schemas.codebook import Codebook, Indicator
from schemas.records import Extraction, Fact
from schemas.units import Dimension, load_units

TITLE = "湖州市民政局关于{subject}情况的汇报（2023年7月）"
"""A report has a region, a subject and a date; the examples need not repeat them."""
_MARKS = re.compile("[【】]")
_CLAUSE = re.compile("[，,。；;]")
_RELATION_CODE = re.compile(r"[a-z_]+\.[a-z_]+")

Kind = Literal["error", "hint"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one row, in Chinese. `error`: the row does not do what it says; `hint`: it may not."""

    kind: Kind
    code: str
    message: str

    def __str__(self) -> str:
        return f"{'错误' if self.kind == 'error' else '提示'}  {self.code}：{self.message}"


def lint(codebook: Codebook) -> list[Fault]:
    """All faults of a codebook, row by row in its order."""
    faults = list(_book_faults(codebook))
    faults.extend(_rate_faults(codebook))
    shared = _shared_words(codebook)
    for row in codebook.indicator:
        faults.extend(_row_faults(codebook, row))
        faults.extend(Fault("hint", row.code, f"「{word}」同样也是 {'、'.join(others)} 的词，分不出高下")
                      for word, others in shared.get(row.code, ()))
        for sentence in row.examples:
            if told := example_fault(codebook, row.code, sentence, claims=True):
                faults.append(Fault("error", row.code, told))
        for sentence in row.counterexamples:
            if told := example_fault(codebook, row.code, sentence, claims=False):
                faults.append(Fault("error", row.code, told))
    return faults


# --- the examples ---


def example_fault(codebook: Codebook, code: str, sentence: str, *, claims: bool) -> str | None:
    """What goes wrong with an example, in Chinese; None where all is well.

    Args:
        sentence: one sentence with exactly one figure in 【】.
        claims: the figure must become a fact of `code`; otherwise it must not.
    """
    facts, extraction = marked_facts(codebook, sentence)
    codes = [fact.indicator for fact in facts]
    if claims and code not in codes:
        return f"应取而未取：{sentence}（{_became(codebook, facts, extraction)}）"
    if not claims and code in codes:
        return f"不应取而取：{sentence}"
    return None


def marked_facts(codebook: Codebook, sentence: str) -> tuple[list[Fact], Extraction]:
    """The facts of the figure in 【】, read as a paragraph of a small report, and all that was read."""
    opening = f"{TITLE.format(subject=subject_of(codebook))}\n\n"
    before, figure, _ = _MARKS.split(sentence)
    start = len(opening) + len(before)
    document = from_text("例句.txt", f"{opening}{_MARKS.sub('', sentence)}\n")
    extraction = extract(document, codebook)
    end = start + len(figure)
    return [fact for fact in extraction.facts if fact.start < end and start < fact.end], extraction


def subject_of(codebook: Codebook) -> str:
    """What a report on the codebook's subject is about: its label, where that names the subject."""
    named = not codebook.subject or any(word in codebook.label for word in codebook.subject)
    return codebook.label if named else codebook.subject[0]


def _became(codebook: Codebook, facts: list[Fact], extraction: Extraction) -> str:
    if not facts:
        return "标出的地方没有读到工作数字"
    code = facts[0].indicator
    if code == OTHER:
        rivals = "、".join(facts[0].rivals) or "没有一个指标的词"
        return f"未归入任何指标；得分不足的：{rivals}"
    return f"归入了 {code}「{codebook.indicators[code].label}」"


# --- the rows ---


def _book_faults(codebook: Codebook) -> Iterator[Fault]:
    if not codebook.subject:
        yield Fault("hint", codebook.name, "没有 subject（主题词）：任何报告都会被当作本主题的报告")
    elif subject_of(codebook) != codebook.label:
        yield Fault("hint", codebook.name, f"名称「{codebook.label}」里没有一个主题词")


def _rate_faults(codebook: Codebook) -> Iterator[Fault]:
    """Words of rates that an earlier row hides, and rates that no example shows."""
    before: list[str] = []
    for rate in codebook.rate:
        for word in rate.names:
            if hidden := next((other for other in before if other in word), None):
                yield Fault("error", rate.of, f"比率「{word}」轮不到：「{hidden}」在它前面，而先写的算数")
        before.extend(rate.names)
        leads = [_CLAUSE.split(s.partition("【")[0])[-1] for s in codebook.indicators[rate.of].examples]
        if not any(word in lead for lead in leads if "率" in lead or "比" in lead for word in rate.names):
            yield Fault("hint", rate.of, f"比率「{'、'.join(rate.words)}」没有例句，如：…{rate.names[0]}率达【95%】。")


def _row_faults(codebook: Codebook, row: Indicator) -> Iterator[Fault]:
    known = get_args(Dimension)
    units = {unit.unit or word for unit in load_units().unit for word in unit.words}
    words = {word for unit in load_units().unit for word in unit.words}
    if row.code == OTHER:
        yield Fault("error", row.code, "other 留给未归入任何指标的数字，不能作指标代码")
    if not row.dimensions:
        yield Fault("error", row.code, "没有 dimensions（量纲），取不到任何数字")
    for name in row.dimensions:
        if name not in known:
            yield Fault("error", row.code, f"没有「{name}」这种量纲；可用：{'、'.join(known)}")
    for unit in (*row.units, *row.fallback):
        if unit not in units | words:
            yield Fault("hint", row.code, f"程序不认得单位「{unit}」")
    if not row.heads and not row.verbs:
        yield Fault("error", row.code, "没有 heads 也没有 verbs，取不到任何数字")
    for code in {c for relation in row.relations for c in _RELATION_CODE.findall(relation)}:
        if code not in codebook.indicators:
            yield Fault("error", row.code, f"relations 里的指标 {code} 不在字典里")
    if not row.examples or not row.counterexamples:
        yield Fault("hint", row.code, "例句不全：examples（应取）和 counterexamples（不应取）各至少写一句")


def _shared_words(codebook: Codebook) -> dict[str, list[tuple[str, list[str]]]]:
    """Words of equal weight that two indicators of the same dimension share: by code, with the other codes."""
    owners: dict[tuple[str, str, float], list[str]] = defaultdict(list)
    for term in codebook.terms:
        key = (term.word, term.role, term.weight)
        if term.code not in owners[key]:
            owners[key].append(term.code)
    found: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for (word, _, _), codes in owners.items():
        first = codebook.indicators[codes[0]]
        rivals = [c for c in codes[1:] if set(codebook.indicators[c].dimensions) & set(first.dimensions)]
        if rivals:
            found[first.code].append((word, rivals))
    return found
