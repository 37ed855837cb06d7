"""The same fact told twice, in a report, across reports and across files: the same, compatible, in conflict.

Two figures are one fact where they are totals of one stock (all township stations of a prefecture, at dates that
overlap) or stand at the same place of the same sentence told again with other digits. Only the little that this
needs of each fact is kept (`Tale`), on disk, so that a national database fits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from hashlib import sha256
from itertools import combinations, groupby

from pipeline.checks.intervals import Interval, total
from pipeline.checks.material import Material, Passage, Told, plain
from pipeline.checks.parts import whole_groups
from pipeline.checks.result import Check
from pipeline.checks.tales import MOST, Key, Subject, Tale, Tales, Where
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
KEYS: tuple[Key, ...] = ("subject", "template", "figure")
"""What tales of one fact share, the surest first."""


class Collection:
    """Tales of many documents, then what they say together."""

    def __init__(self, book: Codebook, rules: Rules) -> None:
        self.book, self.rules = book, rules
        self._tales = Tales()

    def close(self) -> None:
        """Let go of what was taken in."""
        self._tales.close()

    def add(self, material: Material) -> None:
        """Take in a document, or reports of it."""
        for number, passages in groupby(material.passages, key=lambda passage: passage.told[0].fact.report):
            self._add((material.told[0].document, number), list(passages))

    def _add(self, report: Where, passages: Sequence[Passage]) -> None:
        first = passages[0].told[0]
        title = first.report.title if first.report else ""
        sentences: list[str] = []
        tales: list[Tale] = []
        for passage in passages:
            plainer = re.sub(r"\s", "", passage.text)
            if len(plainer) >= SHORTEST:
                sentences.append(_hash(plainer))
            masked = re.sub(r"[0-9０-９.．,，\s]", "", passage.text)
            for i, told in enumerate(passage.told):
                if told.bounds is None or told.fact.indicator == "other":
                    continue
                template = _hash(f"{masked}\0{i}\0{told.fact.adcode}") if len(masked) >= TEMPLATE else ""
                tales.append(_tale([told], report, title, told.bounds, self._subject(passage, i), template))
            tales += self._derived(passage, report, title)
        self._tales.add(report, title, first.fact.doc, sentences, _settled(_levelled(tales)))

    def checks(self) -> Iterator[Check]:
        """What was told more than once."""
        yield from self._reports()
        settled = set[str]()
        for key in KEYS:
            for group in self._tales.groups(key):
                if key == "template":  # one report may use a phrase for two things; two rarely do
                    group = list({tale.report: tale for tale in group}.values())
                ids = _hash("\0".join(sorted({name for tale in group for name in tale.ids})))
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
        for a, b, count in self._tales.pairs(FEWEST):
            one, other = self._tales.report(a), self._tales.report(b)
            size = min(one.sentences, other.sentences)
            if count >= SHARED * size:
                names = "、".join(f"《{told.title or told.doc}》" for told in (one, other))
                yield Check(kind="report_repeat", verdict="consistent", doc=one.doc,
                            formula=f"{names}：{count} 句相同（较短的一篇有 {size} 句带数字）",
                            facts=tuple(told.first for told in (one, other) if told.first))


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
