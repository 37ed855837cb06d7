"""Linking a figure to what it counts.

Every word of the codebook near a figure speaks for its indicators, the louder the closer its grammatical tie:
the noun after the measure word (137个社工站), the noun before the figure (社工站达137个), the verb that governs
it (培训395人次), what a list leaves out (初级2786人，中级607人), and last the clauses around it. The indicator
with the highest sum wins; the losers are kept as rivals. Weights of words are data (the codebook); weights of
ties are the table below.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field

from extractors.phrases import Phrase
from extractors.terms import Hit
from schemas.codebook import Codebook, Indicator, Role
from schemas.cues import Cues
from schemas.records import Quantity, Span

# How much a word says, by its tie to the figure. Tuned on the development half of the corpus.
TIES: dict[str, dict[Role, float]] = {
    "noun_after": {"head": 5.0, "verb": 4.0},
    "modifier_after": {"head": 1.5, "verb": 4.0},
    "clause_after": {"head": 1.2, "verb": 4.0},
    "noun_before": {"head": 5.0, "verb": 4.0},
    "noun_before_full": {"head": 2.0, "verb": 4.0},  # the figure already has its noun after it
    "modifier_before": {"head": 1.5, "verb": 4.0},
    "listed": {"head": 2.5, "verb": 3.6},
    "listed_elided": {"head": 4.2, "verb": 3.8},
    "earlier_clause": {"head": 1.0, "verb": 1.6},
    "next_clause": {"head": 0.6, "verb": 1.5},
}
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


@dataclass(slots=True)
class Link:
    """What a figure counts: the winner (None below the threshold), its words, and the losers."""

    code: str | None
    score: float = 0.0
    words: list[tuple[Span, str]] = field(default_factory=list)
    rivals: list[tuple[str, float]] = field(default_factory=list)
    inherited: int = -1

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

    def link(
        self,
        text: str,
        quantities: list[Quantity],
        around: list[Phrase],
        hits: list[Hit],
        wanted: list[frozenset[str]] | None = None,
    ) -> list[Link]:
        """One link for each quantity of a sentence, in order. `hits` are the sentence's words, sorted."""
        links: list[Link] = []
        for i, (quantity, phrase) in enumerate(zip(quantities, around, strict=True)):
            fits = wanted[i] if wanted else self.fits(quantity)
            sums = self._sums(text, i, quantities, around, hits, fits)
            link = self._decide(text, phrase, sums)
            links.append(self._inherit(i, quantities, around, links, link, fits))
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
    ) -> dict[str, dict[Role, tuple[float, Hit]]]:
        sums: dict[str, dict[Role, tuple[float, Hit]]] = defaultdict(dict)
        phrase, quantity = around[i], quantities[i]

        def speak(
            found: list[Hit], tie: str, last: str = "", factor: float = 1.0, decay_to: int = -1
        ) -> None:
            final = next(
                (h for h in reversed(found) if any(t.role == "head" and t.code in fits for t in h.terms)),
                None,
            )
            for hit in found:
                name = last if last and hit is final else tie
                for term in hit.terms:
                    if term.code not in fits:
                        continue
                    weight = TIES[name][term.role] * term.weight * factor
                    if decay_to >= 0 and term.role == "head":
                        weight /= 1 + 0.06 * self._gap(text, hit.end, decay_to)
                    kept = sums[term.code].get(term.role)
                    if kept is None or weight > kept[0]:
                        sums[term.code][term.role] = (weight, hit)

        noun_end = self._noun_end(text, phrase.tail)
        noun = within(hits, Span(phrase.tail.start, noun_end))
        has_noun = any(t.role == "head" and t.code in fits for h in noun for t in h.terms)
        speak(noun, "modifier_after", "noun_after")
        speak(within(hits, Span(noun_end, phrase.tail.end)), "clause_after")
        speak(within(hits, phrase.rest), "clause_after", factor=0.9)
        lead = within(hits, phrase.lead)
        speak(
            lead,
            "modifier_before",
            "noun_before_full" if has_noun else "noun_before",
            decay_to=quantity.span.start,
        )
        has_lead = any(t.role == "head" and t.code in fits for h in lead for t in h.terms)
        k, factor = phrase.listed, 1.0
        while k >= 0 and factor > 0.3:
            tie = "listed" if has_noun or has_lead else "listed_elided"
            speak(within(hits, around[k].lead), tie, factor=factor)
            k, factor = around[k].listed, factor * 0.75
        for distance, clause in enumerate(phrase.before[:3]):
            speak(within(hits, clause), "earlier_clause", factor=0.7**distance)
        speak(within(hits, phrase.after), "next_clause")
        return sums

    def _decide(self, text: str, phrase: Phrase, sums: dict[str, dict[Role, tuple[float, Hit]]]) -> Link:
        near = text[phrase.lead.start : phrase.rest.end]
        ranked = []
        for code, roles in sums.items():
            score = sum(weight for weight, _ in roles.values())
            if any(word in near for word in self.codebook.indicators[code].unless):
                score *= AGAINST
            ranked.append((round(score, 3), code))
        ranked.sort(key=lambda pair: (-pair[0], list(self.codebook.indicators).index(pair[1])))
        if not ranked or ranked[0][0] < THRESHOLD:
            return Link(None, rivals=[(code, score) for score, code in ranked[:3]])
        score, code = ranked[0]
        words = [(Span(hit.start, hit.end), hit.word) for _, hit in sums[code].values()]
        return Link(code, score, words, [(c, s) for s, c in ranked[1:4]])

    def _inherit(
        self,
        i: int,
        quantities: list[Quantity],
        around: list[Phrase],
        links: list[Link],
        link: Link,
        fits: frozenset[str],
    ) -> Link:
        """A part without words of its own counts what its whole, or the item before it, counts."""
        phrase, quantity = around[i], quantities[i]
        for source in (phrase.parent, phrase.listed):
            if source < 0 or link.code is not None:
                continue
            whole = links[source]
            same = quantities[source].dimension == quantity.dimension or quantity.dimension == "bare"
            if whole.code in fits and (same or source == phrase.parent):
                return Link(whole.code, whole.score * 0.8, whole.words, link.rivals, inherited=source)
        return link

    # --- helpers ---

    def _noun_end(self, text: str, tail: Span) -> int:
        """Where the noun phrase after the figure ends: at the first verb or particle that cannot be in it."""
        match = self.cues.stops.search(text, tail.start, tail.end)
        return match.start() if match else tail.end

    def _gap(self, text: str, end: int, start: int) -> int:
        """Characters between a head and its figure that are no mere connectors (达, 共, 数量为)."""
        return len(self.cues.fillers.sub("", text[end:start])) if start > end else 0


def within(hits: list[Hit], span: Span) -> list[Hit]:
    """The hits that lie in a span; `hits` are sorted."""
    first = bisect_left(hits, span.start, key=lambda h: h.start)
    found = []
    for hit in hits[first:]:
        if hit.start >= span.end:
            break
        if hit.end <= span.end:
            found.append(hit)
    return found


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
