"""Why a figure was understood as it was: `youju explain FILE:OFFSET`.

Everything told here is taken from the extraction itself (the fact, its evidence, its rivals) and from the rows
of the codebook; nothing is decided again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from extractors.confidence import traits_of
from extractors.facts import figures_of
from extractors.figures import Figure
from extractors.links import THRESHOLD
from extractors.quantities import parse_quantity
from extractors.terms import TermFinder, visible, wide, within
from pipeline.dated import told_date
from pipeline.doubtful import alternatives
from pipeline.render import QUALIFIER, STATISTIC, STATUS, figure, flat
from schemas.codebook import Codebook, Indicator, Term, expand
from schemas.confidence import load_calibration
from schemas.records import Document, Evidence, Extraction, Fact, NumberRow, Reason, Report

REASONS: dict[Reason, str] = {
    "date": "日期或时间", "document_number": "文号", "ordinal": "序数（第几）", "heading": "标题或条目的编号",
    "page": "页码", "slogan": "口号、工作法的名称", "structure": "说明结构的数（三级、四类）", "phone": "电话号码",
    "name": "名称的一部分", "version": "版本号", "age": "年龄", "duration": "期限或时长，没有指标计量它",
    "word": "词语的一部分", "template": "填空的样式", "unlinked": "程序没有看懂它说的是什么",
}
DIMENSIONS = {
    "money": "金额", "person": "人数", "person_time": "人次", "household": "户数", "count": "个数",
    "event": "次数", "item": "件数", "area": "面积", "duration": "时长", "share": "百分比", "point": "百分点",
    "multiple": "倍数", "length": "长度", "age": "年龄", "bare": "没有单位", "other": "其他",
}
REGION_RULES = {
    "report": "报告所属的地区", "named": "句中写明的地区", "whole": "指本级或上级全体", "total": "合计，回到报告所属的地区",
    "joint": "几个地区合计，归最小的共同上级", "township": "县级以下的地点，归它所在的县", "dealt out": "由「分别」依次对应",
    "passing": "顺带提到的地区",
}
STATUS_RULES = {
    "default": "没有计划或标准的字样", "future time": "所说的时间在报告之后", "section of plans": "在讲计划的章节里",
    "document of plans": "在讲计划的文件里", "grant in a document of plans": "在规划、方案一类文件里讲补助",
    "floor": "下限（不少于、至少）", "ceiling": "上限（不超过、以内）", "rule after": "后面跟着「标准」「要求」",
    "reward for a certificate": "按证书发奖的规定", "target cue": "计划的字样", "standard cue": "标准的字样",
    "actual cue": "结果的字样",
}
ROLES = {"head": "名词（heads）", "verb": "动词（verbs）"}


class NoNumberError(LookupError):
    """No number stands at the offset; the message names the nearest one, in Chinese."""


def parse_place(place: str) -> tuple[Path, int]:
    """`报告.txt:120` as a path and an offset.

    >>> parse_place("a/报告.txt:120")[1]
    120

    Raises:
        ValueError: it is no such place (message in Chinese).
    """
    path, _, offset = place.rpartition(":")
    if not path or not (offset.isascii() and offset.isdigit()):
        raise ValueError(f"应写作 文件:位置，如 报告.txt:120；收到 {place!r}")
    return Path(path), int(offset)


def explain(document: Document, extraction: Extraction, codebook: Codebook, offset: int) -> str:
    """What the program made of the number at an offset of the source, in Chinese, one line a matter.

    Raises:
        NoNumberError: no number stands there.
    """
    number = number_at(extraction, offset)
    fact = next((fact for fact in extraction.facts if fact.id == number.fact), None) if number.fact else None
    lines = list(_fact_lines(document, extraction, codebook, fact) if fact else _idle_lines(document, number))
    return "\n".join(f"{label}\t{flat(text)}" for label, text in lines)


def number_at(extraction: Extraction, offset: int) -> NumberRow:
    """The number whose characters hold the offset.

    Raises:
        NoNumberError: as `explain`.
    """
    found = [row for row in extraction.numbers if row.start <= offset < row.end]
    if found:
        return min(found, key=lambda row: (row.fact is None, row.end - row.start))
    if not extraction.numbers:
        raise NoNumberError(f"{extraction.doc} 里没有数字")
    near = min(extraction.numbers, key=lambda row: min(abs(row.start - offset), abs(row.end - 1 - offset)))
    raise NoNumberError(f"第 {offset} 字处没有数字；最近的是第 {near.start}—{near.end} 字的「{flat(near.quote)}」")


# --- what is told ---


def _idle_lines(document: Document, number: NumberRow) -> Iterator[tuple[str, str]]:
    start, end = number.start, number.end
    before, after = document.source[max(0, start - 30) : start], document.source[end : end + 30]
    yield "原文", f"…{before}【{number.quote}】{after}…"
    yield "位置", f"{document.name}，第 {start}—{end} 字"
    yield "结果", f"不是工作数字：{REASONS[number.reason] if number.reason else '未说明'}（{number.reason}）"


def _fact_lines(
    document: Document, extraction: Extraction, codebook: Codebook, fact: Fact
) -> Iterator[tuple[str, str]]:
    yield "句子", _marked(document, fact)
    yield "位置", f"{fact.doc}，{_place(fact)}第 {fact.start}—{fact.end} 字"
    yield "数字", _parsed(fact)
    yield "结果", f"事实 {fact.id}，{STATISTIC[fact.statistic]}"
    read = next(each for each in figures_of(document, codebook) if each.quantity.span == fact.span)
    yield from _indicator_lines(document, codebook, fact, read)
    region = f"{fact.region}（{fact.adcode}）" if fact.region else "原文隐去或不明"
    yield "地区", region + (f"；地点 {fact.place}" if fact.place else "")
    yield from _evidence_lines(document, fact, "region", REGION_RULES)
    yield "时间", fact.time or "没有：句子和管着它的话都没有说到时间"
    yield from _evidence_lines(document, fact, "time", {})
    yield "　报告日期", _report_date(document, extraction.reports[fact.report])
    yield "状态", STATUS[fact.status]
    cues = list(_evidence_lines(document, fact, "status", STATUS_RULES))
    yield from cues or [("　依据", STATUS_RULES["default"])]
    if fact.per:
        yield "每", fact.per
        yield from _evidence_lines(document, fact, "per", {})
    if fact.dims:
        yield "分组", "、".join(f"{name}={member}" for name, member in fact.dims.items())
    whole = next((f for f in extraction.facts if f.id == fact.part_of), None)
    if fact.indicator in codebook.indicators:
        yield from _confidence_lines(document, extraction, codebook, fact, read)
    if whole:
        yield "从属", f"是「{whole.quote}」（第 {whole.start} 字，{whole.id}）的一部分"


def _confidence_lines(
    document: Document, extraction: Extraction, codebook: Codebook, fact: Fact, read: Figure
) -> Iterator[tuple[str, str]]:
    """The number, and what it is made of: the traits of the reading with their points, the heaviest first."""
    known = load_calibration()
    yield "置信度", f"{fact.confidence:.2f}：样例中这样的读法约有 {fact.confidence:.0%} 完全正确"
    traits = sorted((known.traits[each] for each in traits_of(document, read)), key=lambda row: -abs(row.points))
    yield "　起点", f"{known.base:+.2f}"
    for trait in traits:
        yield "　减分" if trait.points < 0 else "　加分", f"{trait.points:+.2f}　{trait.label}（{trait.id}）"
    if fact.confidence < known.threshold:
        others = "；".join(alternatives(fact, extraction.reports[fact.report], codebook))
        yield "　待核", f"低于 {known.threshold:g}，列为疑点" + (f"；也可能{others}" if others else "")


def _report_date(document: Document, report: Report) -> str:
    evidence = report.dated
    if evidence is None:
        return told_date(report.date, "", "")
    if evidence.span is None:
        return told_date(report.date, evidence.rule, document.name)
    words, start = document.text[slice(*evidence.span)], document.source_span(evidence.span).start
    return told_date(report.date, evidence.rule, words) + f"（第 {start} 字）"


def _indicator_lines(
    document: Document, codebook: Codebook, fact: Fact, read: Figure
) -> Iterator[tuple[str, str]]:
    row = codebook.indicators.get(fact.indicator)
    if row is None:
        yield "指标", f"未归入任何指标（other）：没有一个指标的得分达到 {THRESHOLD:g}，或得分的词与本主题无关"
    else:
        yield "指标", f"{row.label}（{row.code}），得分 {read.link.score:.1f}"
        told = dict.fromkeys(f"{_words(document, e)}{_row_told(codebook, row, e.rule.partition(' ← ')[2])}"
                             for e in fact.evidence if e.field == "indicator")
        for line in told or ["没有它自己的词：按单位或金额的缺省归入"]:
            yield "　依据", line
    for rival in fact.rivals:
        code, _, lost = rival.rpartition(":")
        yield "　落选", f"{codebook.indicators[code].label}（{code}），得分 {float(lost):.1f}{_spoke(document, codebook, fact, code)}"


def _row_told(codebook: Codebook, row: Indicator, word: str) -> str:
    """The entry of the codebook that a word comes from: its role, its weight, as the file has it; else its rate."""
    for term in row.terms():
        if term.word == word:
            entries = row.heads if term.role == "head" else row.verbs
            entry = next((e for e in entries if word in _words_of(e)), word)
            return f"{ROLES[term.role]}，权重 {term.weight:g}，字典条目 {entry!r}"
    rate = codebook.rate_of(word)
    return f"比率（rate），字典条目 {'、'.join(rate.words)}" if rate else f"规则「{word}」"


def _words_of(entry: str) -> list[str]:
    """An entry's words; its weight and its mark of adjacency stand at its end."""
    return [re.sub(r"#?(/[\d.]+)?$", "", word) for word in expand(entry)]


def _spoke(document: Document, codebook: Codebook, fact: Fact, code: str) -> str:
    """The words of the sentence that spoke for a rival, and those that spoke against it."""
    text, row = wide(document.text), codebook.indicators[code]
    hits = visible(within(TermFinder(codebook).find(text), fact.sentence), frozenset({code}))
    near = sorted(hits, key=lambda hit: min(abs(hit.end - fact.span.start), abs(hit.start - fact.span.end)))
    words = dict.fromkeys(f"「{hit.word}」{_weights(hit.terms)}" for hit in near)
    against = [word for word in row.unless if word in text[fact.sentence.start : fact.sentence.end]]
    return (f"；句中它的词：{'、'.join(list(words)[:4])}" if words else "") + (
        f"；句中它的排除词：{'、'.join(against)}" if against else "")


def _weights(terms: tuple[Term, ...]) -> str:
    return "/".join(f"{term.weight:g}" for term in terms)


def _evidence_lines(
    document: Document, fact: Fact, field: str, rules: dict[str, str]
) -> Iterator[tuple[str, str]]:
    for evidence in fact.evidence:
        if evidence.field == field:
            words, rule = _words(document, evidence), rules.get(evidence.rule, evidence.rule)
            yield "　依据", words if words == f"「{rule}」" else f"{words}{rule}"


def _words(document: Document, evidence: Evidence) -> str:
    if evidence.span is None:
        return ""
    start = document.source_span(evidence.span).start
    return f"「{document.text[evidence.span.start : evidence.span.end]}」（第 {start} 字）"


def _marked(document: Document, fact: Fact) -> str:
    (start, end), (first, last) = fact.sentence, fact.span
    return f"{document.text[start:first]}【{document.text[first:last]}】{document.text[last:end]}"


def _place(fact: Fact) -> str:
    where = fact.locator
    if where.page is not None:
        return f"第 {where.page} 页，"
    return f"第 {where.line} 行，" if where.line is not None else f"{where.block}，" if where.block else ""


def _parsed(fact: Fact) -> str:
    """The quantity as it was read: value, unit, bound, dimension."""
    quantity = parse_quantity(fact.quote, fact.unit)
    dimension = DIMENSIONS.get(quantity.dimension, quantity.dimension) if quantity else "不明"
    inferred = "（原文没有写单位，取自所说的事）" if quantity and quantity.inferred else ""
    value, low, high = (None if n is None else float(n) for n in (fact.value, fact.low, fact.high))
    amount = figure(value, low, high, fact.qualifier)
    return f"「{fact.quote}」读作 {amount}{fact.unit}{inferred}；{QUALIFIER[fact.qualifier]}；量纲：{dimension}"
