"""Linking a figure to what it counts.

Every word of the codebook near a figure speaks for its indicators, the louder the closer its grammatical tie:
the noun after the measure word (137个社工站), the noun before the figure (社工站达137个), the verb that governs
it (培训395人次), what a list leaves out (初级2786人，中级607人), and last the clauses around it. The indicator
with the highest sum wins; the losers are kept as rivals. Weights of words are data (the codebook); weights of
ties are the table below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extractors.phrases import Phrase
from extractors.terms import Hit, visible, within
from schemas.codebook import Codebook, Indicator, Role, Term
from schemas.cues import Cues
from schemas.records import Quantity, Span

# How much a word says, by its tie to the figure. Tuned on the development half of the corpus.
TIES: dict[str, dict[Role, float]] = {
    "noun_after": {"head": 5.0, "verb": 4.0},
    "role_after": {"head": 5.5, "verb": 4.0},  # 12名…组成督导团队, 担任站长
    "object_after": {"head": 3.6, "verb": 2.5},  # 185个镇街中已有178个建成社工站
    "modifier_after": {"head": 1.5, "verb": 4.0},
    "clause_after": {"head": 1.2, "verb": 2.5},
    "agent_after": {"head": 1.2, "verb": 5.0},  # 22人通过考试
    "noun_before": {"head": 5.0, "verb": 4.0},
    "noun_before_full": {"head": 1.8, "verb": 4.0},  # the figure already has its noun after it
    "modifier_before": {"head": 1.5, "verb": 4.0},
    "listed": {"head": 2.5, "verb": 3.6},
    "listed_second": {"head": 2.0, "verb": 2.0},  # the item has a verb of its own
    "listed_elided": {"head": 4.2, "verb": 3.8},
    "subject_clause": {"head": 4.0, "verb": 2.0},  # 社工室从无到有，达到396个
    "earlier_clause": {"head": 1.0, "verb": 1.6},
    "next_clause": {"head": 0.6, "verb": 2.2},
}
QUALIFIED = 0.6
"""What is left of a division counted with a qualifier: 10个示范街道 is no number of streets."""
GENERIC = 0.8
"""A head lighter than this (对象, 人员) names nothing by itself: what stands before the figure still counts."""
WEAK = 4.0
"""Below this sum a figure in a list may take the noun of the next item."""
FOLLOWS = 2.2
"""What the figure before it adds to an indicator that follows it."""
TAKEN_UP = 14
"""How long a lead may be whose figure takes up the sentence before, in characters."""
FIRM = 4.0
"""Below this sum a telling unit (场) says more than the words around."""
FIRM_HEAD = 0.85
"""A head at least this heavy is the figure's own noun beyond doubt."""
PLAIN_HEAD = 1.2
"""A head at least this heavy needs no verb from the item before it in a list."""
_NEAR = frozenset(
    {"noun_after", "role_after", "modifier_after", "noun_before", "noun_before_full", "modifier_before"}
)
THRESHOLD = 3.0
"""Below this sum the words say too little: the figure is `other`."""
BASE_UNIT = {
    "money": "元",
    "person": "人",
    "person_time": "人次",
    "count": "个",
    "household": "户",
    "item": "份",
    "event": "次",
    "area": "平方米",
    "duration": "小时",
}
"""The unit of a number that is written without one, by the dimension of what it counts."""
AGAINST = 0.35
"""What is left of a sum when one of the indicator's `unless` words stands in the phrase."""


FOR = 1.3
"""What one of the indicator's `supports` words makes of a sum."""


@dataclass(slots=True)
class Link:
    """What a figure counts: the winner (None below the threshold), its words, and the losers."""

    code: str | None
    score: float = 0.0
    words: list[tuple[Span, str]] = field(default_factory=list)
    rivals: list[tuple[str, float]] = field(default_factory=list)
    inherited: int = -1
    fallback: bool = False
    weight: float = 0.0
    """The codebook's weight of its strongest word."""

    @property
    def confidence(self) -> float:
        """Share of the winner in the sum of winner and best rival."""
        best = self.rivals[0][1] if self.rivals else 0.0
        return round(self.score / (self.score + best), 3) if self.score else 0.0


class Linker:
    """Links the figures of one sentence at a time; holds the codebook's rows by dimension."""

    def __init__(self, codebook: Codebook, cues: Cues) -> None:
        self.codebook = codebook
        self.cues = cues
        self._fits: dict[tuple[str, str], frozenset[str]] = {}
        self._agents = frozenset(row.code for row in codebook.indicator if row.agent)
        self._follows = {code: row.code for row in codebook.indicator for code in row.follows}
        self._fallback = {unit: row.code for row in codebook.indicator for unit in row.fallback}
        self._order = {code: n for n, code in enumerate(codebook.indicators)}

    def fits(self, quantity: Quantity) -> frozenset[str]:
        """Codes whose dimension and unit admit the quantity."""
        key = (quantity.dimension, quantity.unit)
        if key not in self._fits:
            self._fits[key] = frozenset(
                row.code
                for row in self.codebook.indicator
                if (quantity.dimension in row.dimensions or quantity.dimension == "bare")
                and (not row.units or quantity.unit in row.units or not quantity.unit)
            )
        return self._fits[key]

    @property
    def all_codes(self) -> frozenset[str]:
        """Every code of the codebook."""
        return frozenset(self._order)

    def visible(self, hits: list[Hit]) -> list[Hit]:
        """The hits of all indicators, the longer word swallowing the shorter inside it."""
        return visible(hits, self.all_codes)

    def link(
        self,
        text: str,
        quantities: list[Quantity],
        around: list[Phrase],
        hits: list[Hit],
        previous: list[tuple[Quantity, Link]] | None = None,
    ) -> list[Link]:
        """One link for each quantity of a sentence, in order.

        `hits` are the sentence's words, sorted; `previous` are the figures of the sentence before in the
        paragraph, one of which a sentence may take up without naming it again (全市持证社工900人。甲县300人，乙县200人).
        """
        links: list[Link] = []
        for i, (quantity, phrase) in enumerate(zip(quantities, around, strict=True)):
            fits = self._of_money(hits, phrase) if quantity.dimension == "bare" else self.fits(quantity)
            sums = self._sums(text, i, quantities, around, hits, fits)
            if phrase.listed >= 0:
                sums.follow(links[phrase.listed].code, self._follows)
            link = self._decide(text, phrase, sums)
            if text[quantity.span.end : quantity.span.end + 1] == "每":
                link = Link(None)  # 10万人以上每站20万元: the figure is a condition
            elif link.code and _is_small_word(quantity) and not sums.own(link.code):
                link = Link(None, rivals=[(link.code, link.score), *link.rivals])
            link = self._inherit(i, quantities, around, links, link, fits, text)
            link = self._take_up(text, quantity, phrase, link, previous or [], fits)
            links.append(self._fall_back(text, quantity, phrase, link))
        return self._coordinated(text, quantities, links)

    def _of_money(self, hits: list[Hit], phrase: Phrase) -> frozenset[str]:
        """Codes for a bare number: of money where a verb of money leads to it (投入30万打造…), else all."""
        led = {
            t.code
            for h in within(hits, phrase.lead)
            for t in h.terms
            if t.role == "verb" and t.weight >= GENERIC
        }
        money = frozenset(row.code for row in self.codebook.indicator if "money" in row.dimensions)
        return money if led & money else self.all_codes

    def _coordinated(self, text: str, quantities: list[Quantity], links: list[Link]) -> list[Link]:
        """Figures that share the noun of the next one: 51个乡镇（街道）和5个农场社工站, 城市2名、农村1名专业人才."""
        for i in range(len(links) - 2, -1, -1):
            between = text[quantities[i].span.end : quantities[i + 1].span.start]
            if links[i + 1].inherited >= 0 or not re.fullmatch(
                r"[^，。；、]{1,12}[和及与]|、[^，。；、]{0,10}", between
            ):
                continue
            weak = between[0] == "、" and links[i].score < WEAK <= links[i + 1].score
            weak = weak and quantities[i].unit == quantities[i + 1].unit
            if weak or self._divides(links[i], links[i + 1].code):
                links[i] = replace(links[i], code=links[i + 1].code)
        return links

    # --- one figure ---

    def _sums(
        self,
        text: str,
        i: int,
        quantities: list[Quantity],
        around: list[Phrase],
        hits: list[Hit],
        fits: frozenset[str],
    ) -> Sums:
        phrase, at = around[i], quantities[i].span
        sums = Sums(text, at, fits, self.cues, self._agents)
        noun_end = self._noun_end(text, phrase.tail)
        noun = visible(within(hits, Span(phrase.tail.start, noun_end)), fits)
        of = text.find("的", phrase.tail.start + 1, noun_end)
        if of >= 0 and any(sums.is_head(h, GENERIC) and h.end <= of for h in noun):
            noun = [h for h in noun if h.end <= of]  # 7个乡镇的山区县: seven townships
        has_noun = any(sums.is_head(h, GENERIC) for h in noun)
        foreign = not noun and _opens_noun(text, phrase.tail.start, noun_end)
        sums.speak(noun, "modifier_after", "noun_after")
        after = visible(within(hits, Span(noun_end, phrase.tail.end)), fits)
        role = self.cues.roles.match(text, noun_end)
        formed = text[: at.start].endswith("由") and self.cues.roles.search(text, noun_end, phrase.clause.end)
        made = self.cues.made.match(text, noun_end)
        sums.speak(after, "clause_after", "role_after" if role else "object_after" if made else "")
        sums.speak(visible(within(hits, phrase.rest), fits), "clause_after", factor=0.9)
        lead = visible(within(hits, phrase.lead), fits)
        partitive = text[phrase.lead.start : at.start].endswith("的") and not self.cues.dated.search(
            text, phrase.lead.start, at.start
        )
        whose = (
            "modifier_before"
            if partitive
            else "role_after"
            if formed
            else "noun_before_full"
            if has_noun or foreign
            else "noun_before"
        )
        sums.speak(lead, "modifier_before", whose)
        own = noun + ([] if partitive else lead)
        headed = foreign or any(sums.is_head(h, 0) for h in own)
        deeds = lead + [h for h in after if any(t.code in self._agents for t in h.terms)]
        driven = any(t.role == "verb" for h in deeds for t in h.terms) or any(
            sums.is_head(h, PLAIN_HEAD) for h in own
        )
        firm = foreign or any(sums.is_head(h, FIRM_HEAD) for h in own)
        k, factor = phrase.listed, 1.0
        while k >= 0 and factor > 0.3:
            if firm and quantities[k].dimension != quantities[i].dimension:
                break  # a figure with its own noun takes nothing from an item that counts something else
            tie = "listed_second" if driven else "listed" if headed else "listed_elided"
            item = visible(within(hits, around[k].lead), fits)
            sums.speak(item, tie, factor=factor)
            named = any(sums.is_head(h, 0) for h in item)
            k, factor = -1 if named and not headed else around[k].listed, factor * 0.75
        lone = (
            not headed
            and not driven
            and not self.cues.fillers.sub("", text[phrase.lead.start : at.start]).strip()
        )
        if lone and phrase.before and phrase.parent < 0 and not _counts(quantities, phrase.before[0]):
            sums.speak(visible(within(hits, phrase.before[0]), fits), "earlier_clause", "subject_clause")
        for distance, clause in enumerate(phrase.before[:3]):
            sums.speak(visible(within(hits, clause), fits), "earlier_clause", factor=0.7**distance)
        sums.speak(visible(within(hits, phrase.after), fits), "next_clause")
        return sums

    def _decide(self, text: str, phrase: Phrase, sums: Sums) -> Link:
        near = text[phrase.lead.start : self._noun_end(text, phrase.tail)]
        family = sums.family()
        ranked = []
        for code in sums.best:
            row, score = self.codebook.indicators[code], sums.total(code)
            against = any(word in near for word in row.unless)
            if any(word in near for word in row.supports):
                score *= FOR
            if against or (family and family != code and family.startswith(row.not_of or ("\0",))):
                score *= AGAINST
            ranked.append((-round(score, 3), self._order[code], code))
        ranked.sort()
        if not ranked or -ranked[0][0] < THRESHOLD:
            return Link(None, rivals=[(code, -score) for score, _, code in ranked[:3]])
        score, _, code = ranked[0]
        words = [(Span(hit.start, hit.end), hit.word) for _, hit in sums.best[code].values()]
        weight = max(t.weight for _, hit in sums.best[code].values() for t in hit.terms if t.code == code)
        return Link(code, -score, words, [(c, -s) for s, _, c in ranked[1:4]], weight=weight)

    def _inherit(
        self,
        i: int,
        quantities: list[Quantity],
        around: list[Phrase],
        links: list[Link],
        link: Link,
        fits: frozenset[str],
        text: str,
    ) -> Link:
        """A part without words of its own counts what its whole, or the item before it, counts.

        So does a part that only names a division of the whole: 社工站302个（其中：乡镇140个，社区162个）.
        """
        phrase, quantity = around[i], quantities[i]
        bare = not text[phrase.lead.start : phrase.lead.end].strip("共计约达 ：:")
        for source in (phrase.parent, phrase.listed):
            if source < 0:
                continue
            whole = links[source]
            part = source == phrase.parent
            if (whole.code or "").startswith("admin.") and link.code is None and link.rivals:
                better = next((c for c, _ in link.rivals if not c.startswith("admin.")), None)
                if better:
                    return Link(better, THRESHOLD, rivals=link.rivals[1:], inherited=source)
            yields = (
                link.code is None
                or (part and bare and not phrase.tail)
                or ((part or links[source].inherited >= 0) and self._divides(link, whole.code))
            )
            same = quantities[source].dimension == quantity.dimension or quantity.dimension == "bare"
            if yields and whole.code in fits and (same or part):
                return Link(
                    whole.code,
                    whole.score * 0.8,
                    whole.words,
                    link.rivals,
                    inherited=source,
                    weight=whole.weight,
                )
        return link

    def _take_up(
        self,
        text: str,
        quantity: Quantity,
        phrase: Phrase,
        link: Link,
        previous: list[tuple[Quantity, Link]],
        fits: frozenset[str],
    ) -> Link:
        """A figure without words of its own at the head of a sentence counts what the sentence before counted."""
        told = [l for q, l in previous if q.unit == quantity.unit and l.code in fits]
        if not told or phrase.listed >= 0 or phrase.parent >= 0:
            return link
        lead = text[phrase.lead.start : quantity.span.start]
        part = lead.startswith("其中") and self._divides(link, told[-1].code)
        noun = _opens_noun(text, phrase.tail.start, self._noun_end(text, phrase.tail))
        if not part and (link.code is not None or noun or len(lead) > TAKEN_UP):
            return link
        return replace(told[-1], score=told[-1].score * 0.7, rivals=link.rivals)

    def _fall_back(self, text: str, quantity: Quantity, phrase: Phrase, link: Link) -> Link:
        """Money, and figures of a telling unit, that no word assigns."""
        code = self.codebook.money if quantity.dimension == "money" else self._fallback.get(quantity.unit)
        near = text[phrase.lead.start : phrase.tail.end]
        if code and any(word in near for word in self.codebook.indicators[code].unless):
            return link
        firm = 0.0 if quantity.dimension == "money" else FIRM
        if not code or _is_small_word(quantity) or (link.code is not None and link.score >= firm):
            return link
        return Link(code, THRESHOLD, rivals=link.rivals, fallback=True)

    def _divides(self, link: Link, whole: str | None) -> bool:
        """The words found only name a member of the whole's breakdown (乡镇 of 社工站, 社会工作师 of 考试通过)."""
        if link.code is None or whole is None or link.code == whole:
            return False
        if link.code.startswith("admin.") and not whole.startswith("admin."):
            return True
        members = [
            w
            for name in self.codebook.indicators[whole].dims
            for w, _ in self.codebook.dims_by_name[name].words
        ]
        kin = link.code.split(".")[0] == whole.split(".")[0] or len(link.words) == 1
        return kin and any(member in word for member in members for _, word in link.words)

    def _noun_end(self, text: str, tail: Span) -> int:
        """Where the noun phrase after the figure ends: at the first verb or particle that cannot be in it."""
        match = self.cues.stops.search(text, tail.start, tail.end)
        return match.start() if match else tail.end


class Sums:
    """The voices for each indicator at one figure: for each code the strongest head and the strongest verb."""

    def __init__(self, text: str, at: Span, fits: frozenset[str], cues: Cues, agents: frozenset[str]) -> None:
        self.text, self.at, self.fits, self.cues, self.agents = text, at, fits, cues, agents
        self.best: dict[str, dict[Role, tuple[float, Hit]]] = {}
        self._own: tuple[float, str] = (0.0, "")
        self._near: set[str] = set()
        self._bonus: dict[str, float] = {}

    def is_head(self, hit: Hit, weight: float) -> bool:
        """The hit is a head of at least this weight."""
        return any(t.role == "head" and t.weight >= weight for t in hit.terms)

    def speak(self, found: list[Hit], tie: str, last: str = "", factor: float = 1.0) -> None:
        """Count the hits under a tie; the last head of the stretch under the tie `last`."""
        final = next((h for h in reversed(found) if self.is_head(h, 0)), None) if last else None
        for hit in found:
            if hit.end - hit.start == 1 and hit.start != self.at.end:
                continue
            name = last if final and hit.end > final.start and hit.start < final.end else tie
            gap = 1 + 0.09 * self._gap(hit.end) if name.startswith("noun_before") else 1.0
            for term in hit.terms:
                if not self._stands_right(term, hit):
                    continue
                agent = name == "clause_after" and term.code in self.agents
                weight = TIES["agent_after" if agent else name][term.role] * term.weight * factor
                if term.role == "head":
                    weight /= gap
                    if name == "noun_after" and term.code.startswith("admin.") and hit.start > self.at.end:
                        weight *= QUALIFIED
                    if name in ("noun_before", "noun_after") and term.weight >= GENERIC:
                        self._own = max(self._own, (weight, term.code))
                if name in _NEAR:
                    self._near.add(term.code)
                self._keep(term.code, term.role, weight, hit)

    def _stands_right(self, term: Term, hit: Hit) -> bool:
        """A word that must touch the figure does."""
        if term.adjacent == "before":
            return hit.end <= self.at.start and not self._gap(hit.end)
        return term.adjacent != "after" or hit.start == self.at.end

    def _keep(self, code: str, role: Role, weight: float, hit: Hit) -> None:
        roles = self.best.setdefault(code, {})
        kept = roles.get(role)
        if kept is None or weight > kept[0]:
            roles[role] = (weight, hit)

    def total(self, code: str) -> float:
        """Head and verb together; a word that is both speaks once."""
        roles = self.best[code]
        if (
            len(roles) == 2
            and roles["head"][1].start < roles["verb"][1].end
            and (roles["verb"][1].start < roles["head"][1].end)
        ):
            return max(weight for weight, _ in roles.values()) + self._bonus.get(code, 0.0)
        return sum(weight for weight, _ in roles.values()) + self._bonus.get(code, 0.0)

    def follow(self, before: str | None, follows: dict[str, str]) -> None:
        """The figure before it in the list makes an indicator likely."""
        code = follows.get(before or "")
        if code in self.fits and code is not None:
            self._bonus[code] = FOLLOWS

    def own(self, code: str) -> bool:
        """A word of the code stands in the figure's own phrase."""
        return code in self._near

    def family(self) -> str:
        """The code of the figure's own noun, the strongest head beside it; empty without one."""
        return self._own[1]

    def _gap(self, end: int) -> int:
        """Characters between a head and its figure that are no mere connectors (达, 共, 数量为)."""
        start = self.at.start
        return len(self.cues.fillers.sub("", self.text[end:start])) if start > end else 0


def _is_small_word(quantity: Quantity) -> bool:
    """一个, 两家, 三项: as often a manner of speaking as a figure."""
    return (
        quantity.quote[:1] in "一二两三四五六七八九十几"
        and (quantity.value or 0) <= 10
        and quantity.dimension in ("count", "item", "other", "household")
    )


def _counts(quantities: list[Quantity], clause: Span) -> bool:
    """A clause holds a figure of its own."""
    return any(clause.start <= q.span.start < clause.end for q in quantities)


def _opens_noun(text: str, start: int, end: int) -> bool:
    """The figure is followed by a noun that is no word of the codebook (三个问题): what it counts is that."""
    return end - start >= 2 and "一" <= text[start] <= "鿿" and not text[start:end].startswith("的")


def dims_of(indicator: Indicator, codebook: Codebook, near: str, clause: str) -> dict[str, str]:
    """The breakdowns that the words around a figure make plain; the word that ends last in the phrase wins."""
    found: dict[str, str] = {}
    for name in indicator.dims:
        dim = codebook.dims_by_name[name]
        where = near if dim.near else clause
        best = (-1, 0, "")
        for word, member in dim.words:
            at = where.rfind(word)
            if at >= 0:
                best = max(best, (at + len(word), len(word), member))
        if best[2]:
            found[name] = best[2]
    return found
