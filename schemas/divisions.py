"""Administrative divisions of China, county level and above, as they are and as they were since 2007.

The table is `data/divisions.csv` (built by `pipeline.regions_import`), codes are GB/T 2260. A division that
was renamed, abolished or moved keeps its own entry with the year it ceased and the codes of its heirs; a code
that outlived its name (420600 襄樊市, now 襄阳市) stands for the present one.
"""

from __future__ import annotations

import csv
import gzip
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

Level = Literal["country", "province", "prefecture", "county"]
LEVELS: tuple[Level, ...] = ("country", "province", "prefecture", "county")
COUNTRY = "100000"
DATA = Path(__file__).parent / "data"


class Division(NamedTuple):
    """A division under one name.

    `short` is the bare name (昆明, 耿马), empty where it would be one character or mislead; `aliases` are
    other names, most of which say the level (耿马县, 红河州). `valid_from`, `valid_to`: the years it was set
    up and ceased under this name, None where before 2007 or still in force. `successors`: who holds its
    territory now, the main heir first.
    """

    adcode: str
    name: str
    level: Level
    parent: str
    valid_from: int | None = None
    valid_to: int | None = None
    short: str = ""
    aliases: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()

    @property
    def current(self) -> bool:
        """Whether it is in force under this name."""
        return self.valid_to is None

    def existed(self, year: int) -> bool:
        """Whether it was in force in some part of `year`."""
        return (self.valid_from or 0) <= year <= (self.valid_to or 9999)


class Divisions:
    """The table, with the questions one asks of it. Unknown codes raise `KeyError` unless said otherwise."""

    def __init__(self, rows: Iterable[Division]) -> None:
        self._codes: dict[str, Division] = {}
        self._names: dict[str, list[Division]] = {}
        self._children: dict[str, list[Division]] = {}
        self._former: dict[str, list[Division]] = {}
        self._holders: dict[str, frozenset[str]] = {}
        self._rows = tuple(rows)
        names = self._names
        for row in self._rows:
            if row.valid_to is None or row.adcode not in self._codes:
                self._codes[row.adcode] = row
            for name in (row.name, *row.aliases):
                names.setdefault(name, []).append(row)
            if row.short:
                names.setdefault(row.short, []).append(row)
            if row.valid_to is None:
                self._children.setdefault(row.parent, []).append(row)
            for heir in row.successors:
                self._former.setdefault(heir, []).append(row)

    def __iter__(self) -> Iterator[Division]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, code: object) -> bool:
        return code in self._codes

    def by_code(self, code: str) -> Division:
        """The division of a six-digit code, under its last name."""
        try:
            return self._codes[code]
        except KeyError:
            raise KeyError(f"没有行政区划代码 {code}") from None

    def by_name(self, name: str) -> tuple[Division, ...]:
        """All that bear a full name, bare name or alias, those in force first; empty where none does."""
        found = self._names.get(name, ())
        if len(found) < 2:
            return tuple(found)
        return tuple(sorted(found, key=lambda d: (not d.current, LEVELS.index(d.level), d.adcode)))

    def names(self) -> Iterator[str]:
        """Every full name, bare name and alias, once."""
        return iter(self._names)

    def ancestors(self, code: str) -> tuple[Division, ...]:
        """The divisions above, nearest first, up to 全国."""
        found, parent = [], self.by_code(code).parent
        while parent:
            found.append(self._codes[parent])
            parent = self._codes[parent].parent
        return tuple(found)

    def is_within(self, code: str, ancestor: str) -> bool:
        """Whether `code` is `ancestor` or lies in it, now or before either was changed."""
        holders = self._holders.get(ancestor)
        if holders is None:
            holders = self._holders[ancestor] = frozenset((ancestor, *self.heirs(ancestor)))
        division = self._codes[code]
        while division.adcode not in holders:
            if not division.parent:
                return False
            division = self._codes[division.parent]
        return True

    def children(self, code: str) -> tuple[Division, ...]:
        """The divisions in force directly below, by code."""
        return tuple(self._children.get(code, ()))

    def province_of(self, code: str) -> Division | None:
        """The province that holds `code`, or is it; None for the country."""
        chain = (self.by_code(code), *self.ancestors(code))
        return next((d for d in chain if d.level == "province"), None)

    def common_ancestor(self, codes: Iterable[str]) -> Division:
        """The smallest division that holds them all: itself for one code, at most 全国.

        Raises:
            ValueError: no code was given.
        """
        paths = [[self.by_code(code), *self.ancestors(code)] for code in codes]
        if not paths:
            raise ValueError("没有行政区划代码")
        shared = set.intersection(*({d.adcode for d in path} for path in paths))
        return next(d for d in paths[0] if d.adcode in shared)

    def heirs(self, code: str) -> tuple[str, ...]:
        """The codes in force that hold the territory of `code` now; empty while it is itself in force."""
        division = self._codes.get(code)
        if division is None or division.current:
            return ()
        found: dict[str, None] = {}
        for heir in division.successors:
            found.update(dict.fromkeys(self.heirs(heir) or (heir,)))
        return tuple(found)

    def superseded(self, former: Division, by: Division) -> bool:
        """Whether `by`, in force, holds the territory that `former` had, so that a shared name means `by`."""
        heirs = () if former.current else (self.heirs(former.adcode) or former.successors)
        return bool(heirs) and by.current and any(self.is_within(heir, by.adcode) for heir in heirs)

    def as_of(self, division: Division, year: int) -> Division:
        """What `division` was in `year`: its one forerunner of the same level then, or itself.

        沾益区 in 2012 is 沾益县; 湘西州 is itself.
        """
        while not division.existed(year) and (division.valid_from or 0) > year:
            before = [
                d for d in self._former.get(division.adcode, ())
                if d.level == division.level and d.valid_to == division.valid_from
            ]  # fmt: skip
            alike = [d for d in before if d.short and d.short == division.short] or before
            if len(alike) != 1:
                break
            division = alike[0]
        return division


def read_divisions(path: Path) -> Divisions:
    """The table of a CSV file in the form of `data/divisions.csv`.

    Raises:
        ValueError: a line lacks a field or has a bad code, level or year.
    """
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        return Divisions(_division(line, path, number) for number, line in enumerate(lines, 2))


def _division(line: list[str], path: Path, number: int) -> Division:
    try:
        adcode, name, level, parent, valid_from, valid_to, short, aliases, successors = line
        if len(adcode) != 6 or not adcode.isdigit() or not name or level not in LEVELS:
            raise ValueError
        return Division(
            adcode, name, level, parent,
            int(valid_from) if valid_from else None, int(valid_to) if valid_to else None, short,
            tuple(aliases.split("|")) if aliases else (), tuple(successors.split("|")) if successors else (),
        )  # fmt: skip
    except ValueError:
        raise ValueError(f"{path.name} 第 {number} 行不是行政区划：{','.join(line)}") from None


@cache
def load_divisions() -> Divisions:
    """The table that comes with the program, read once."""
    return read_divisions(DATA / "divisions.csv")


@cache
def townships() -> dict[str, str]:
    """Codes of the counties, in one string, for each full name of a township, and 满春街道 for 满春街街道."""
    lines = gzip.decompress((DATA / "townships.csv.gz").read_bytes()).decode().splitlines()
    listed = dict(line.split(",") for line in lines)  # no field is quoted; `csv` takes as long as the rest of a start
    street = "街街道"
    short = {f"{n.removesuffix(street)}街道": codes for n, codes in listed.items() if n.endswith(street)}
    return short | listed


def township_counties(name: str) -> tuple[str, ...]:
    """Codes of the counties that have a township, town, street or sumu of that full name (竹基镇, 永昌街道).

    The list is of 2023; a city without counties stands for its county.
    """
    return tuple(townships().get(name, "").split())


class NameRules(NamedTuple):
    """When a name in running text is a place (`data/place_names.toml`)."""

    chain_only: frozenset[str]
    edge: frozenset[str]
    boundary: frozenset[str]
    no_boundary: frozenset[str]
    not_after: dict[str, str]
    not_before: dict[str, tuple[str, ...]]
    not_before_last: dict[str, tuple[str, ...]]
    suffix_words: tuple[str, ...]
    suffix_words_but: tuple[str, ...]
    feature_words: tuple[str, ...]
    feature_words_but: tuple[str, ...]
    township_edge: frozenset[str]
    township_never: frozenset[str]


@cache
def load_name_rules() -> NameRules:
    """The rules for names in running text, read once."""
    raw = tomllib.loads((DATA / "place_names.toml").read_text("utf-8"))
    return NameRules(
        frozenset(raw["chain_only"]["names"]),
        frozenset(raw["edge"]["names"]),
        frozenset(raw["boundary"]["characters"]),
        frozenset(raw["boundary"]["not_in"]),
        raw["not_after"],
        {name: tuple(tails) for name, tails in raw["not_before"].items()},
        {last: tuple(tails) for last, tails in raw["not_before_last"].items()},
        tuple(raw["suffix_words"]["words"]),
        tuple(raw["suffix_words"]["but"]),
        tuple(raw["features"]["words"]),
        tuple(raw["features"]["but"]),
        frozenset(raw["townships"]["edge"]),
        frozenset(raw["townships"]["never"]),
    )
