"""The same fact told twice, in a report, across reports and across files: the same, compatible, in conflict.

Two figures are one fact where they are totals of one stock (all township stations of a prefecture, at dates that
overlap) or stand at the same place of the same sentence told again with other digits. Only the little that this
needs of each fact is kept (`Tale`), so that a national database fits.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from hashlib import sha256
from itertools import combinations
from typing import NamedTuple

from pipeline.checks.intervals import Interval, total
from pipeline.checks.material import Material, Passage, Told, plain
from pipeline.checks.parts import whole_groups
from pipeline.checks.result import Check
from pipeline.checks.totals import is_total
from pipeline.periods import bounds
from pipeline.units import unit_class
from schemas.codebook import Codebook
from schemas.plausibility import Rules

SHORTEST = 12
"""Characters a sentence must have to be known again."""
TEMPLATE = 25
"""Characters it must have without its digits, to be the same sentence with other digits."""
SHARED = 0.6
"""Share of the sentences with figures of the smaller report from which two reports are one told twice."""
FEWEST = 4
ONLY = ("", "level=township")
"""What stations without a level are where a report tells of no other level."""
LARGE = 10
"""From this value on equal figures of one indicator and region are one fact told again."""
MOST = 40
"""Tellings of one fact that are compared pair by pair, and reports that may share a sentence."""

Subject = tuple[str, ...]


class Tale(NamedTuple):
    """A fact as it is told somewhere. `when`: first and last day it may speak of, empty where unknown."""

    ids: tuple[str, ...]
    doc: str
    sentence: int
    report: tuple[str, int]
    title: str
    region: str
    words: str
    bounds: Interval
    when: tuple[str, str]
    subject: Subject
    """Of a total of a stock; empty for other figures."""
    template: str
    """The sentence without its digits and the figure's place in it, hashed; empty where too short."""
    figure: Subject
    """All that is told of it but its time; empty for small numbers, which meet by chance."""


class Collection:
    """Tales of many documents, then what they say together."""

    def __init__(self, book: Codebook, rules: Rules) -> None:
        self.book, self.rules = book, rules
        self.tales: list[Tale] = []
        self.sentences: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self.sizes: Counter[tuple[str, int]] = Counter()
        self.titles: dict[tuple[str, int], tuple[str, str]] = {}

    def add(self, material: Material) -> None:
        """Take in a document."""
        tales: list[Tale] = []
        for passage in material.passages:
            first = passage.told[0]
            report = (first.document, first.fact.report)
            title = first.report.title if first.report else ""
            self.titles.setdefault(report, (title, first.fact.doc))
            plainer = re.sub(r"\s", "", passage.text)
            if len(plainer) >= SHORTEST:
                self.sizes[report] += 1
                self.sentences[_hash(plainer)].append(report)
            masked = re.sub(r"[0-9０-９.．,，\s]", "", passage.text)
            for i, told in enumerate(passage.told):
                if told.bounds is None or told.fact.indicator == "other":
                    continue
                template = _hash(f"{masked}\0{i}\0{told.fact.adcode}") if len(masked) >= TEMPLATE else ""
                tales.append(_tale([told], report, title, told.bounds, self._subject(passage, i), template))
            tales += self._derived(passage, report, title)
        self.tales += _settled(_levelled(tales))

    def checks(self) -> Iterator[Check]:
        """What was told more than once."""
        yield from self._reports()
        settled: set[frozenset[str]] = set()
        for key in ("subject", "template", "figure"):
            groups: dict[object, list[Tale]] = defaultdict(list)
            for tale in self.tales:
                if getattr(tale, key):
                    groups[getattr(tale, key)].append(tale)
            for group in groups.values():
                if key == "template":  # one report may use a phrase for two things; two rarely do
                    group = list({tale.report: tale for tale in group}.values())
                ids = frozenset(name for tale in group for name in tale.ids)
                if len(group) > 1 and ids not in settled:
                    settled.add(ids)
                    yield self._judge(group)

    def _subject(self, passage: Passage, i: int) -> Subject:
        """What a total is a total of; empty for what is none."""
        if not is_total(passage, i, self.rules):
            return ()
        fact = passage.told[i].fact
        return _key(passage.told[i], {n: m for n, m in fact.dims.items() if m != "all"}, "all" in fact.dims.values())

    def _derived(self, passage: Passage, report: tuple[str, int], title: str) -> Iterator[Tale]:
        """Parts of a full list that are of one kind, added up: 乡镇131个、街道10个 are 141 township stations."""
        for group in whole_groups(passage, self.book, self.rules):
            kinds: dict[str, list[Told]] = defaultdict(list)
            for told in (passage.told[i] for i in group.parts):
                if told.fact.indicator in self.rules.stock and not told.fact.place and told.fact.dims and plain(told.fact):
                    kinds[repr(sorted(told.fact.dims.items()))].append(told)
            for members in kinds.values():
                parts = [m.bounds for m in members if m.bounds]
                whole = len(parts) == len(members) and len({m.fact.adcode for m in members}) == 1
                if whole and members[0].fact.adcode:
                    yield _tale(members, report, title, total(parts),
                                _key(members[0], members[0].fact.dims, False), "")

    def _judge(self, group: list[Tale]) -> Check:
        distinct = list({(t.bounds, t.when): t for t in group}.values())[:MOST]
        clashes = [(a, b) for a, b in combinations(distinct, 2)
                   if not a.bounds.meets(b.bounds) and _same_days(a, b) and not set(a.ids) & set(b.ids)]
        indicator = self.book.indicators.get(group[0].subject[0]) if group[0].subject else None
        told = "；".join(f"{t.words}（{t.title or t.doc}）" for t in _shown(clashes, distinct))
        if clashes:
            label = indicator.label if indicator else "同一句话中的数字"
            slip = "（相差一万倍，疑为单位之误）" if any(_slip(a, b) for a, b in clashes) else ""
            involved = list(dict.fromkeys(name for pair in clashes for tale in pair for name in tale.ids))
            return Check(kind="repeat", verdict="inconsistent", formula=told, severity="warning",
                         message=f"{group[0].region}{label}前后不一{slip}", facts=tuple(involved), doc=clashes[0][0].doc)
        same = len({t.bounds for t in distinct}) == 1
        ids = tuple(dict.fromkeys(name for tale in group for name in tale.ids))
        return Check(kind="repeat", verdict="consistent" if same else "cannot_tell", formula=told, facts=ids,
                     doc=group[0].doc)

    def _reports(self) -> Iterator[Check]:
        """Whole reports told twice."""
        shared: Counter[tuple[tuple[str, int], tuple[str, int]]] = Counter()
        for reports in self.sentences.values():
            once = sorted(set(reports))
            if 1 < len(once) <= MOST:
                shared.update(combinations(once, 2))
        first: dict[tuple[str, int], str] = {}
        for tale in self.tales:
            first.setdefault(tale.report, tale.ids[0])
        for (a, b), count in sorted(shared.items()):
            size = min(self.sizes[a], self.sizes[b])
            if count >= FEWEST and count >= SHARED * size:
                names = "、".join(f"《{self.titles[r][0] or self.titles[r][1]}》" for r in (a, b))
                yield Check(kind="report_repeat", verdict="consistent", doc=self.titles[a][1],
                            formula=f"{names}：{count} 句相同（较短的一篇有 {size} 句带数字）",
                            facts=tuple(first[r] for r in (a, b) if r in first))


def _tale(told: Sequence[Told], report: tuple[str, int], title: str, limits: Interval, subject: Subject,
          template: str) -> Tale:
    fact = told[0].fact
    written = bounds(told[0].report.date) if told[0].report else ("", "")
    large = len(told) == 1 and fact.adcode and fact.value is not None and fact.value >= LARGE
    figure = (fact.indicator, fact.adcode or "", fact.place, fact.statistic, fact.status, fact.per or "",
              unit_class(fact.unit), str(fact.value), fact.qualifier) if large else ()
    return Tale(tuple(t.fact.id for t in told), fact.doc, fact.sentence.start, report, title, (fact.region or "") + fact.place,
                " + ".join(t.words for t in told), limits, _days(fact.time, written), subject, template, figure)


def _days(time: str, written: tuple[str, str]) -> tuple[str, str]:
    """The days a figure may speak of: those of its time, or its report's where that is open or not told."""
    first, last = bounds(time)
    if first and last:
        return first, last
    if last:
        return last, last
    return written if not first or not written[1] or first <= written[1] else ("", "")


def _same_days(a: Tale, b: Tale) -> bool:
    """The two may speak of one day; figures without any date are compared inside one report only."""
    if not all((*a.when, *b.when)):
        return a.report == b.report and a.when == b.when
    return a.when[0] <= b.when[1] and b.when[0] <= a.when[1]


def _key(told: Told, dims: dict[str, str], every: bool) -> Subject:
    fact = told.fact
    return (fact.indicator, fact.adcode or "", unit_class(fact.unit), "all" if every else "",
            *(f"{n}={m}" for n, m in sorted(dims.items())))


def _levelled(tales: list[Tale]) -> list[Tale]:
    """A total without a breakdown means the only one its report tells of: 全市81个社工站 beside 82个乡镇社工站."""
    told: dict[tuple[object, ...], set[Subject]] = defaultdict(set)
    for tale in tales:
        if tale.subject:
            told[(tale.report, *tale.subject[:3])].add(tale.subject[3:])
    levelled = []
    for tale in tales:
        others = told[(tale.report, *tale.subject[:3])] - {("",)} if tale.subject else set()
        if tale.subject[3:] == ("",) and others == {ONLY}:
            tale = tale._replace(subject=(*tale.subject[:3], *ONLY))
        levelled.append(tale)
    return levelled


def _settled(tales: list[Tale]) -> list[Tale]:
    """A sentence that gives one subject two values means two things: neither is compared."""
    values: dict[tuple[object, ...], set[Interval]] = defaultdict(set)
    for tale in tales:
        values[(tale.sentence, tale.subject)].add(tale.bounds)
    return [tale._replace(subject=()) if tale.subject and len(values[(tale.sentence, tale.subject)]) > 1 else tale
            for tale in tales]


def _shown(clashes: Iterable[tuple[Tale, Tale]], distinct: list[Tale]) -> list[Tale]:
    pairs = [tale for pair in clashes for tale in pair]
    return list({t.words: t for t in pairs}.values()) if pairs else distinct[:6]


def _slip(a: Tale, b: Tale) -> bool:
    low, high = sorted((a.bounds, b.bounds))
    return bool(low.low > 0) and high.meets(low.scaled(Decimal(10_000)))


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
