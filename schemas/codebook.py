"""Codebooks: what an office counts, as rows of data.

A codebook is a TOML file. Each `[[indicator]]` is a code of the table with the words that name it in prose.
Words may use braces: `{社工|社会工作}{站|室}` stands for four words, `{服务|}站` for 服务站 and 站. A word may
carry a weight after a slash: `培训/1.5`; without one it weighs 1. `通过~考试` leaves a gap of up to 16 characters;
`通过#` must stand right before its figure.
"""

from __future__ import annotations

import hashlib
import itertools
import re
import tomllib
from collections.abc import Iterator
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

Role = Literal["head", "verb"]
_BRACES = re.compile(r"\{([^{}]*)\}")
_WEIGHT = re.compile(r"/(\d+(?:\.\d+)?)$")


class Row(BaseModel):
    """A row of a data file: frozen, and an unknown key is a mistake in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Term(Row):
    """A word of an indicator: a head names the thing counted, a verb the deed that counts it."""

    word: str
    code: str
    role: Role
    weight: float = 1.0
    adjacent: bool = False
    """The word must stand right before the figure, connectors aside."""


class Dim(Row):
    """A breakdown of an indicator: each member with the words that tell it, strongest first."""

    name: str
    members: dict[str, tuple[str, ...]]
    near: bool = True
    """The words must stand in the figure's own phrase; otherwise anywhere in its clause."""

    @cached_property
    def words(self) -> tuple[tuple[str, str], ...]:
        """(word, member) pairs, longest word first."""
        pairs = [(w, member) for member, row in self.members.items() for entry in row for w in expand(entry)]
        return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


class Indicator(Row):
    """One code of the codebook."""

    code: str = Field(pattern=r"^[a-z_]+(\.[a-z_]+)?$")
    label: str
    definition: str
    dimensions: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    """Only these base units, where the dimensions alone would be too wide."""
    heads: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    """Words that, in the figure's own phrase, speak against this indicator."""
    not_of: tuple[str, ...] = ()
    """Families of codes whose noun beside the figure speaks against this one: 12名社工开展服务 counts staff."""
    agent: bool = False
    """People before its verb are its figure: 22人通过考试, 30名社工参加培训."""
    fallback: tuple[str, ...] = ()
    """Units whose figures it takes in a report on the subject where no word assigns them otherwise (场)."""
    anywhere: bool = False
    """Its words speak for themselves: it is claimed in reports on other subjects too."""
    norm_per: str = ""
    """What a norm is for each one of where it does not say (办公场所不少于20平方米: each station)."""
    names: tuple[str, ...] = ()
    """Words that name the indicator as the whole of a share (占持证社工的…)."""
    dims: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    """Sums that must hold, e.g. `station.count[level=all] = sum(station.count[level])`."""
    examples: tuple[str, ...] = ()
    """Sentences with one figure in 【】 that this indicator claims."""
    counterexamples: tuple[str, ...] = ()
    """Sentences with one figure in 【】 that it must leave alone."""

    @field_validator("examples", "counterexamples")
    @classmethod
    def _marked(cls, sentences: tuple[str, ...]) -> tuple[str, ...]:
        for sentence in sentences:
            if sentence.count("【") != 1 or sentence.count("】") != 1:
                raise ValueError(f"例句须用【】标出一个数字：{sentence}")
        return sentences

    def terms(self) -> Iterator[Term]:
        """Every word of the indicator, braces expanded.

        A head that holds one of its verbs (入户走访) is that verb too, since it hides it.
        """
        verbs = {term.word: term.weight for term in self._terms("verb", self.verbs)}
        yield from self._terms("verb", self.verbs)
        for term in self._terms("head", self.heads):
            yield term
            inside = [weight for verb, weight in verbs.items() if verb in term.word and "~" not in verb]
            if inside and term.word not in verbs:
                yield term.model_copy(update={"role": "verb", "weight": max(inside)})

    def _terms(self, role: Role, entries: tuple[str, ...]) -> Iterator[Term]:
        for entry in entries:
            weight = _WEIGHT.search(entry)
            plain = _WEIGHT.sub("", entry)
            for word in expand(plain.removesuffix("#")):
                yield Term(
                    word=word, code=self.code, role=role, weight=float(weight[1]) if weight else 1.0,
                    adjacent=plain.endswith("#"),
                )


class Codebook(Row):
    """A set of indicators about one subject."""

    name: str
    label: str
    version: str
    subject: tuple[str, ...]
    """Words that tell that a report is about this subject."""
    money: str = ""
    """The indicator of an amount of money in a report on the subject that no word assigns otherwise."""
    breakdown: tuple[Dim, ...] = ()
    indicator: tuple[Indicator, ...]
    digest: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> Codebook:
        codes = [row.code for row in self.indicator]
        for code in {c for c in codes if codes.count(c) > 1}:
            raise ValueError(f"指标代码重复：{code}")
        known = {dim.name for dim in self.breakdown}
        for row in self.indicator:
            if missing := set(row.dims) - known:
                raise ValueError(f"指标 {row.code} 用了未定义的分组：{'、'.join(sorted(missing))}")
        return self

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Indicators by code, in the file's order."""
        return {row.code: row for row in self.indicator}

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """All words of all indicators."""
        return tuple(term for row in self.indicator for term in row.terms())

    @cached_property
    def dims_by_name(self) -> dict[str, Dim]:
        """Breakdowns by name."""
        return {dim.name: dim for dim in self.breakdown}


class CodebookError(ValueError):
    """A codebook file that cannot be used; the message names the file and what is wrong, in Chinese."""


def expand(entry: str) -> list[str]:
    """The words a braced entry stands for.

    >>> expand("{社工|社会工作}{站|室}")
    ['社工站', '社工室', '社会工作站', '社会工作室']
    """
    parts = _BRACES.split(entry)
    choices = [part.split("|") if i % 2 else [part] for i, part in enumerate(parts)]
    return list(dict.fromkeys("".join(words) for words in itertools.product(*choices)))


@lru_cache(maxsize=8)
def load_codebook(path: Path | None = None) -> Codebook:
    """Read and validate a codebook; without a path the one the program ships.

    Raises:
        CodebookError: the file is missing, no TOML, or breaks a rule above.
    """
    try:
        data = (
            path.read_bytes()
            if path
            else (files("schemas") / "data" / "codebooks" / "social_work_station.toml").read_bytes()
        )
    except OSError as error:
        raise CodebookError(f"{path}：读不到指标字典（{error.strerror}）") from error
    try:
        return Codebook(**tomllib.loads(data.decode("utf-8")), digest=hashlib.sha256(data).hexdigest()[:16])
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CodebookError(f"{path}：不是有效的 UTF-8 TOML 文件（{error}）") from error
    except ValidationError as error:
        causes = "；".join(f"{'.'.join(map(str, e['loc']))}：{e['msg']}" for e in error.errors())
        raise CodebookError(f"{path}：指标字典有误：{causes}") from error
