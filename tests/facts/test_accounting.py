"""What holds for any text: no number lost or told twice, every fact proves itself from the source, masked
figures have no value, the layout decides nothing, and the cost grows with the length."""

from __future__ import annotations

import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from specification import gap, read, report

from extractors.facts import extract
from extractors.quantities import parse_quantity
from pipeline.readers.txt import from_text
from schemas.codebook import load_codebook
from schemas.records import Extraction, Fact

SENTENCES = (
    "截至{y}年{m}月底，全市已建成社工站{n}个，其中县级{k}个、乡镇（街道）{n}个。",
    "累计投入资金{n}余万元，其中福彩公益金{k}.{k}万元，占比{k}%。",
    "{y}年以来，开展个案{n}个、小组{k}个，服务群众近{n}人次。",
    "其中，{place}建成社工站{n}个，配备社工{n}名，持证率达{k}%。",
    "{place}、{place}分别投入{n}万元、{k}万元。",
    "每个社工站配备不少于{k}名社工，补助标准为每站{k}-{n}万元。",
    "计划到2025年，新增持证社工{n}名，社工站达到{n}个。",
    "根据《关于{y}年社会工作要点的通知》（民发〔{y}〕{n}号），推动“五社联动”。",
    "服务老人**人次，走访{n}户，支出经费×××万元。",
    "报考人数{n}人，是{y}年的{k}.{k}倍，同比增长{k}%。",
    "（{k}）联系电话0871-6{n}{n}，邮编65{n}。",
    "探索“1+{k}+N”模式，举办培训{k}期，{n}人参加，平均年龄{k}岁。",
    "募集善款约{n},{n}元，链接物资折合{k}万元以上。",
)
PLACES = ("牟定县", "姚安县", "楚雄市", "禄丰市", "武定县")
HOME = "楚雄彝族自治州"
FURNITURE = ("- 3 -", "—12—", "第4页 共9页")


def sentence(template: str, random: random.Random) -> str:
    """A template with its figures and places filled in."""
    fill = {
        "y": lambda: str(random.randint(2018, 2023)),
        "m": lambda: str(random.randint(1, 12)),
        "k": lambda: str(random.randint(1, 99)),
        "n": lambda: str(random.randint(100, 999)),
        "place": lambda: random.choice(PLACES),
    }
    return re.sub(r"\{(\w+)\}", lambda m: fill[m[1]](), template)


def body(random: random.Random, paragraphs: int, sentences: int = 3) -> str:
    """Paragraphs of sentences about social-work stations."""
    return "\n".join(
        "".join(sentence(random.choice(SENTENCES), random) for _ in range(sentences))
        for _ in range(paragraphs)
    )


bodies = st.builds(body, st.randoms(use_true_random=False), st.integers(1, 5))
noise = st.text(
    "0123456789０８一二百万余近约%％年月日个人元次号（）()，。、：-—~*×X〔〕[]“”+.，,: \n\t　", max_size=90
)
paged = st.builds(
    lambda body, marks: "\n".join(f"{p}\n{m}" for p, m in zip(body.split("\n"), marks * 9, strict=False)),
    bodies,
    st.lists(st.sampled_from(FURNITURE), min_size=1, max_size=3),
)
texts = st.one_of(bodies, paged, noise, st.builds(lambda a, b: f"{a}\n{b}", bodies, noise)).map(
    lambda text: report(text, HOME)
)
any_text = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@any_text
@given(texts)
def test_every_number_is_accounted_for_exactly_once(text: str) -> None:
    covered: Counter[int] = Counter()
    for row in read(text).numbers:
        covered.update(range(row.start, row.end))
    digits = {m.start() for m in re.finditer(r"[0-9０-９]", text)}
    assert {text[i - 5 : i + 5] for i in digits if covered[i] != 1} == set()


@any_text
@given(texts)
def test_every_row_is_a_fact_or_has_a_reason(text: str) -> None:
    extraction = read(text)
    ids = [fact.id for fact in extraction.facts]
    assert len(ids) == len(set(ids))
    assert Counter(row.fact for row in extraction.numbers if row.fact) == Counter(ids)
    assert all((row.fact is None) != (row.reason is None) for row in extraction.numbers)


@any_text
@given(texts)
def test_every_quote_is_the_source_at_its_place(text: str) -> None:
    document = from_text("汇报.txt", text)
    extraction = extract(document, load_codebook())
    for row in (*extraction.facts, *extraction.numbers):
        assert text[row.start : row.end] == row.quote
    for fact in extraction.facts:
        assert (fact.locator.start, fact.locator.end, fact.locator.quote) == (
            fact.start,
            fact.end,
            fact.quote,
        )
        assert document.source_span(fact.span) == (fact.start, fact.end)
        assert fact.sentence.start <= fact.span.start < fact.sentence.end


@any_text
@given(texts)
def test_every_value_is_what_its_quote_says(text: str) -> None:
    for fact in read(text).facts:
        parsed = parse_quantity(fact.quote, fact.unit)
        assert parsed is not None, fact.quote
        assert (parsed.value, parsed.low, parsed.high) == (fact.value, fact.low, fact.high)
        assert parsed.unit == fact.unit


@any_text
@given(texts)
def test_a_masked_figure_never_has_a_value(text: str) -> None:
    for fact in read(text).facts:
        if re.search(r"[*＊×X]", fact.quote):
            assert (fact.qualifier, fact.value) == ("masked", None)
        assert fact.value is not None or fact.qualifier in ("masked", "range")


@any_text
@given(bodies)
def test_evidence_lies_in_the_text(body: str) -> None:
    text = report(body, HOME)
    for fact in read(text).facts:
        for evidence in fact.evidence:
            assert evidence.span is None or 0 <= evidence.span.start < evidence.span.end <= len(text)
        assert 0 <= fact.confidence <= 1


@any_text
@given(texts)
def test_every_record_is_what_its_class_says(text: str) -> None:
    """They are made without validation (`schemas.trusted`): it is done here."""
    extraction = read(text)
    locators = [fact.locator for fact in extraction.facts]
    evidence = [row for fact in extraction.facts for row in fact.evidence]
    rows = (*extraction.sections, *extraction.numbers, *extraction.facts, *locators, *evidence)
    for row in rows:
        assert list(row.__dict__) == list(type(row).model_fields)
        assert type(row).model_validate(row.model_dump()) == row


def test_the_winner_is_none_of_its_rivals() -> None:
    for fact in read(report("全市建成社工站100个，其中县级1个、乡镇（街道）99个。")).facts:
        assert fact.indicator not in [rival.split(":")[0] for rival in fact.rivals]


def test_the_same_text_gives_the_same_facts() -> None:
    text = report(body(random.Random(11), 12), HOME)
    first, again = (extract(from_text("汇报.txt", text), load_codebook()) for _ in range(2))
    assert first == again
    other = extract(from_text("别的.txt", text), load_codebook())
    assert [f.start for f in other.facts] == [f.start for f in first.facts]
    assert not {f.id for f in other.facts} & {f.id for f in first.facts}


def test_an_added_paragraph_leaves_the_ids_before_it() -> None:
    text = report(body(random.Random(12), 6), HOME)
    before, after = read(text), read(text + "社工站共有志愿者310名。\n")
    assert [f.id for f in after.facts][: len(before.facts)] == [f.id for f in before.facts]


# --- the layout decides nothing ---


def meaning(extraction: Extraction) -> list[tuple[object, ...]]:
    return [_meaning(fact) for fact in extraction.facts]


def _meaning(fact: Fact) -> tuple[object, ...]:
    quote = re.sub(r"\s", "", fact.quote)
    number = fact.value, fact.low, fact.high, fact.unit, fact.qualifier, fact.per
    return (
        quote,
        fact.indicator,
        *number,
        fact.region,
        fact.place,
        fact.time,
        fact.status,
        tuple(fact.dims.items()),
    )


def wrapped(body: str, width: int, indent: str) -> str:
    """Each paragraph with its indent, broken every `width` characters."""
    lines: list[str] = []
    for paragraph in body.split("\n"):
        whole = indent + paragraph
        lines += [whole[i : i + width] for i in range(0, len(whole), width)]
    return "\n".join(lines)


def spaced(text: str) -> str:
    """A space wherever a digit meets a Chinese character."""
    return re.sub(r"(?<=[一-龥])(?=\d)|(?<=\d)(?=[一-龥])", " ", text)


LAYOUTS: dict[str, Callable[[str], str]] = {
    "wrapped-at-24": lambda body: wrapped(body, 24, "　　"),
    "wrapped-at-31": lambda body: wrapped(body, 31, "　　"),
    "wrapped-at-40": lambda body: wrapped(body, 40, "　　"),
    "wrapped-without-indent": lambda body: wrapped(body, 33, ""),
    "spaces-around-digits": spaced,
    "spaced-and-wrapped": lambda body: wrapped(spaced(body), 35, "　　"),
    "indented": lambda body: "\n".join(f"　　{line}" for line in body.split("\n")),
    "blank-lines": lambda body: body.replace("\n", "\n\n"),
    "crlf": lambda body: body.replace("\n", "\r\n"),
    "half-width-punctuation": lambda body: body.translate(str.maketrans("，；：（）", ",;:()")),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
@pytest.mark.parametrize("seed", range(6))
def test_the_layout_changes_no_fact(layout: Callable[[str], str], seed: int) -> None:
    plain = body(random.Random(seed), 8, 5)
    assert meaning(read(report(layout(plain), HOME))) == meaning(read(report(plain, HOME)))


@pytest.mark.parametrize(
    ("mask", "cut"),
    [
        ("**", "*\n*"),
        ("××", "×\n×"),
        pytest.param(
            "XX",
            "X\nX",
            marks=gap("mask-cut"),
        ),
    ],
    ids=["asterisks", "crosses", "letters"],
)
def test_a_mask_broken_by_a_line_end_is_one(mask: str, cut: str) -> None:
    lines = "社工站建设扎实推进全市各县区均已完成任务，\n" * 5
    whole = report(f"{lines}社工站走访困难群众家庭和留守儿童共{mask}户，服务不断深入。")
    broken = report(f"{lines}社工站走访困难群众家庭和留守儿童共{cut}户，服务不断深入。")
    assert meaning(read(broken)) == meaning(read(whole))


# --- the cost ---


def test_twice_the_text_takes_about_twice_the_time() -> None:
    def seconds(paragraphs: int) -> float:
        document = from_text("汇报.txt", report(body(random.Random(7), paragraphs), HOME))
        runs = []
        for _ in range(3):
            start = time.process_time()
            extract(document, load_codebook())
            runs.append(time.process_time() - start)
        return statistics.median(runs)

    seconds(5)
    assert min(seconds(32) / seconds(16) for _ in range(3)) < 2.6


def test_one_endless_sentence_costs_what_its_length_costs() -> None:
    def seconds(items: int) -> float:
        listed = "、".join(f"{random.Random(i).choice(PLACES)}{i + 10}个" for i in range(items))
        document = from_text("汇报.txt", report(f"全州建成社工站{listed}，服务居民。", HOME))
        start = time.process_time()
        extract(document, load_codebook())
        return time.process_time() - start

    seconds(200)
    assert min(seconds(800) / seconds(200) for _ in range(2)) < 6
