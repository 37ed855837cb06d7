"""Words of structure and status, as rows of data."""

from __future__ import annotations

import re
import tomllib
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Literal

from pydantic import field_validator

from schemas.codebook import Row, expand
from schemas.patterns import any_of


class Cue(Row):
    """A row of status cues, read as ConText does: a category, its words, what looks like it and is not
    (`pseudo`), and what ends its reach (`terminators`)."""

    category: Literal["target", "standard", "actual"]
    words: tuple[str, ...]
    lists: bool = False
    """Where its sentence announces a list, what the items tell is of that category too."""
    pseudo: tuple[str, ...] = ()
    terminators: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Pseudo-cues first, so that they swallow the cue inside them; `is_cue` tells which was found."""
        pseudo = (any_of(_expanded(self.pseudo)),) if self.pseudo else ()
        return re.compile("|".join((*pseudo, any_of(_expanded(self.words)))))

    @cached_property
    def _cues(self) -> frozenset[str]:
        return frozenset(_expanded(self.words)) - frozenset(_expanded(self.pseudo))

    def is_cue(self, match: re.Match[str]) -> bool:
        """What the pattern found is a cue, and not what only looks like one."""
        return match[0] in self._cues

    def heard(self, text: str, start: int, end: int) -> bool:
        """Whether a stretch holds a cue of this row."""
        return any(map(self.is_cue, self.pattern.finditer(text, start, end)))

    @cached_property
    def end(self) -> re.Pattern[str]:
        """What ends the reach of a cue."""
        return re.compile(any_of(self.terminators) if self.terminators else r"(?!)")


class Structure(Row):
    """Connectors and phrase ends."""

    fillers: tuple[str, ...]
    stops: tuple[str, ...]
    inner_stops: tuple[str, ...]
    made_nouns: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()
    roles: tuple[str, ...]
    made: tuple[str, ...]
    dated: tuple[str, ...]
    rates_of_figures: tuple[str, ...]
    others: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    growth: tuple[str, ...]
    growth_rates: tuple[str, ...]
    results: tuple[str, ...]
    raised: tuple[str, ...]
    deeds: tuple[str, ...]
    present: tuple[str, ...]
    occasions: tuple[str, ...]
    people: tuple[str, ...]
    families: tuple[str, ...]
    of_people: tuple[str, ...]
    attributes: tuple[str, ...]


class Per(Row):
    """What an amount is for each one of, by the words that say so (每个社工站, 人均)."""

    code: Literal[
        "station", "person", "county", "township", "community", "village", "city", "project", "month", "year"
    ]
    words: tuple[str, ...]
    period: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of the words."""
        return re.compile(any_of(_expanded(self.words)))


class Headings(Row):
    """Words in headings: what turns to what is to come, to goals, to what falls short; `plans`, at the end of a
    title, are the papers that lay down what is to come."""

    ahead: tuple[str, ...]
    goals: tuple[str, ...]
    shortfalls: tuple[str, ...]
    plans: tuple[str, ...]

    @field_validator("ahead", "goals", "shortfalls", "plans")
    @classmethod
    def _plain(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        return _expanded(words)


class Quota(Row):
    """What was set or agreed before: the nouns that say so, by the standing they give to a figure in brackets behind
    them (（指标60个）), what may stand before them, and what between them and the figure."""

    target: tuple[str, ...]
    standard: tuple[str, ...]
    set_by: tuple[str, ...]
    measures: tuple[str, ...]
    done: tuple[str, ...]
    """Verbs that tell what came of it: 个案指标60个，实际完成63个."""

    @cached_property
    def nouns(self) -> str:
        """A pattern of any of the nouns."""
        return any_of((*self.target, *self.standard))

    @cached_property
    def words(self) -> str:
        """The same, or of the words of their measure."""
        return any_of((*self.target, *self.standard, *self.measures))

    @cached_property
    def label(self) -> re.Pattern[str]:
        """What leads to a figure that was set, to the end of what stands before it; its group is the last noun."""
        nouns, measures = self.nouns, any_of(self.measures)
        return re.compile(f"(?:{any_of(self.set_by)})?(?:{nouns})?({nouns})(?:{measures})?(?:为|是|：|（)?$")

    @cached_property
    def fulfilled(self) -> re.Pattern[str]:
        """What came of it, right behind its figure: …60个，实际完成63个; …35万人次的110%."""
        beside = r"(?:/\d+[^，。；\d/ ]{1,3})?"  # 指标8个/48节
        return re.compile(rf"{beside}[^，。；\d]{{0,4}}(?:，|[ \t\u3000]+)(?:实际|已|共|最终)?(?:{any_of(self.done)})|的[\d.]+[%％倍]")


class Cues(Row):
    """The file of cues."""

    structure: Structure
    headings: Headings
    quota: Quota
    cue: tuple[Cue, ...]
    per: tuple[Per, ...]

    @cached_property
    def any_cue(self) -> re.Pattern[str]:
        """Any word of any cue: where it finds none, no cue speaks."""
        return re.compile(any_of(word for row in self.cue for word in _expanded(row.words)))

    def heard(self, text: str, start: int, end: int, category: str) -> bool:
        """Whether a stretch holds a cue of a category, whatever ends its reach."""
        rows = (row for row in self.cue if row.category == category)
        return self.any_cue.search(text, start, end) is not None and any(row.heard(text, start, end) for row in rows)

    def announced(self, text: str, start: int, end: int) -> bool:
        """Whether a sentence that announces a list asks for what its items tell."""
        rows = (row for row in self.cue if row.lists)
        return self.any_cue.search(text, start, end) is not None and any(row.heard(text, start, end) for row in rows)

    @cached_property
    def any_per(self) -> re.Pattern[str]:
        """Any word that says what an amount is for each one of."""
        return re.compile(any_of(word for row in self.per for word in _expanded(row.words)))

    @cached_property
    def growth(self) -> re.Pattern[str]:
        """What leads to a ratio of growth, at the end of what stands before it (同比增长近9%, 增幅达9%)."""
        verbs, rates = any_of(self.structure.growth), any_of(self.structure.growth_rates)
        more = "(?<!平均)(?<!水平)(?:多|少)(?:了|出了?)$"  # 比上年的231人多出81%
        return re.compile(f"(?:{verbs})(?:了|约|近|率|为|是|幅)*$|(?:{rates})(?:为|是|达|达到|高达|约|超过|近|分别)*$|{more}")

    @cached_property
    def attribute(self) -> re.Pattern[str]:
        """The whole lead of a figure that says which people of a whole it counts."""
        words = any_of(_expanded(self.structure.attributes))
        return re.compile(rf"(?:其中|，|、|；|的)?\d*(?:{words})(?:的|者|社工|人员|人数|工作者)?(?:有|为|达|占)?")

    @cached_property
    def raised(self) -> re.Pattern[str]:
        """What leads from a figure that was to the one that is: 由16个扩大到40个."""
        return re.compile(rf"[^，。；\d]{{0,4}}(?:{any_of(self.structure.raised)})[^，。；\d]{{0,4}}[到至为]")

    @cached_property
    def raised_to(self) -> re.Pattern[str]:
        """The same, at the end of what stands before the figure that is."""
        return re.compile(f"(?:{any_of(self.structure.raised)})[到至为]$")

    @cached_property
    def rates_of_figures(self) -> re.Pattern[str]:
        """Rates of the figure before them, whatever it counts (支出1423万元，执行率76.5%)."""
        return re.compile(any_of(self.structure.rates_of_figures))

    @cached_property
    def fillers(self) -> re.Pattern[str]:
        """Connectors between a thing and its figure."""
        return re.compile(any_of(_expanded(self.structure.fillers)))

    @cached_property
    def stops(self) -> re.Pattern[str]:
        """Ends of the noun phrase after a figure, wherever they stand in it."""
        inside: dict[str, str] = {}
        for word in self.structure.stops:
            tails = [compound[len(word) :] for compound in self.structure.compounds if compound.startswith(word)]
            if tails:
                inside[word] = f"(?!{any_of(tails)})"
        return re.compile(any_of(self.structure.stops, inside))

    @cached_property
    def inner_stops(self) -> re.Pattern[str]:
        """Words that may open the noun phrase after a figure, and end it further in."""
        words = any_of(word for word in self.structure.inner_stops if word not in self.structure.stops)
        return re.compile(f"(?:{words})(?!{any_of(self.structure.made_nouns)})")

    @cached_property
    def others(self) -> re.Pattern[str]:
        """A noun of no codebook at the end of what leads to a figure."""
        return re.compile(f"(?:{any_of(self.structure.others)})[”』」]?(?:达|共|约|近|超|等|共计|累计|达到)*$")

    @cached_property
    def roles(self) -> re.Pattern[str]:
        """Verbs that give the people before them their part: 组成督导团队."""
        return re.compile(any_of(self.structure.roles))

    @cached_property
    def made(self) -> re.Pattern[str]:
        """Verbs after a figure whose object it counts: 已有178个建成社工站."""
        return re.compile(any_of(self.structure.made))

    @cached_property
    def present(self) -> re.Pattern[str]:
        """People were at an occasion: 出席, 参加了启动仪式, 全程参加。"""
        occasion = rf"参[加与]了?[^，。；、服]{{0,14}}?(?:{any_of(self.structure.occasions)})(?=[，。；])"
        here = "(?:全程|全部|踊跃|积极|现场|分批)?(?:参加|参与)了?(?=[，。；\n])"
        return re.compile(f"(?:{any_of(self.structure.present)}|{occasion}|{here})")

    @cached_property
    def dated(self) -> re.Pattern[str]:
        """A lead that ends in a time and 的 names a time, no part of a whole: 由上年的121个."""
        return re.compile(rf"(?:{any_of(self.structure.dated)})的$")


def _expanded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(w for entry in words for w in expand(entry))


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    """The cues the program ships."""
    return Cues(**tomllib.loads((files("schemas") / "data" / "cues.toml").read_text(encoding="utf-8")))
