"""Codebooks: what an office counts, as rows of data.

A codebook is a TOML file. Each `[[indicator]]` is a code of the table with the words that name it in prose.
Each `[[rate]]` says what a rate (持证率, 覆盖率) is a share of.
Words may use braces: `{社工|社会工作}{站|室}` stands for four words, `{服务|}站` for 服务站 and 站. A word may
carry a weight after a slash: `培训/1.5`; without one it weighs 1. `通过~考试` leaves a gap of up to 16 characters;
`通过#` must stand right before its figure, `#通过` right behind it.

An indicator's example sentences stand in its row, or in `NAME.examples.toml` beside `NAME.toml`: a table
`["CODE"]` with `examples` and `counterexamples`. They decide no figure; `youju codebook lint` runs them.
"""

from __future__ import annotations

import hashlib
import itertools
import re
import tomllib
from collections.abc import Iterator
from functools import cached_property, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails

from schemas.patterns import any_of

Role = Literal["head", "verb"]
_BRACES = re.compile(r"\{([^{}]*)\}")
_EXAMPLE = re.compile(r"[^【】]*【[^【】]+】[^【】]*")
_WEIGHT = re.compile(r"/(\d+(?:\.\d+)?)$")


class Row(BaseModel):
    """A row of a data file: frozen, and an unknown key is a mistake in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Term(NamedTuple):
    """A word of an indicator: a head names the thing counted, a verb the deed that counts it."""

    word: str
    code: str
    role: Role
    weight: float = 1.0
    adjacent: Literal["", "before", "after"] = ""
    """The word must stand right before the figure, connectors aside, or right after it."""


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

    @cached_property
    def by_last(self) -> dict[str, list[tuple[str, str]]]:
        """The pairs by the last character of their word, longest word first."""
        table: dict[str, list[tuple[str, str]]] = {}
        for word, member in sorted(self.words, key=lambda pair: (len(pair[0]), pair[1]), reverse=True):
            table.setdefault(word[-1], []).append((word, member))
        return table

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of the words: most stretches hold none."""
        return re.compile(any_of(word for word, _ in self.words))


class Rate(Row):
    """What a percentage is a share of, by the words of its rate: 社工持证率 is a share of the certified."""

    words: tuple[str, ...] = Field(min_length=1)
    """What the rate's name holds (持证 in 持证率, 持证比例); of two rows that fit the first in the file counts."""
    of: str
    """The indicator whose share it is."""
    unless: tuple[str, ...] = ()
    """What the name of another's rate holds: 年检通过率, where 通过 is of examinations."""
    named: bool = False
    """A noun of the codebook before it says of what instead: 社工室覆盖率, 机构覆盖率."""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The words, braces expanded."""
        return tuple(name for word in self.words for name in expand(word))

    def named_at(self, name: str) -> int:
        """Where in a rate's name its word begins: 3 in 社工室覆盖率; -1 where it holds none."""
        return max(map(name.rfind, self.names))


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
    instant: bool = False
    """How many there are on a day (XBRL's period type); what is not is counted over a time."""
    follows: tuple[str, ...] = ()
    """Codes after whose figures in the same list it is likely: 临时救助682户，支出204万元."""
    seldom: tuple[str, ...] = ()
    """Dimensions in which it seldom counts: households served."""
    stock_of: str = ""
    stock_among: tuple[str, ...] = ()
    """A code that, told of a part of one of those, means this one: of 412 workers 238 got a certificate."""
    supports: tuple[str, ...] = ()
    """Words that, in the figure's own phrase, speak for this indicator: 累计…取得证书 tells holders."""
    beside: tuple[str, ...] = ()
    """Words that, anywhere before the figure in its sentence, speak for this indicator."""
    not_of: tuple[str, ...] = ()
    """Families of codes whose noun beside the figure speaks against this one: 12名社工开展服务 counts staff."""
    agent: bool = False
    """People before its verb are its figure: 22人通过考试, 30名社工参加培训."""
    patient: bool = False
    """Those to whom its deed is done are its figure: 对63名老人开展探访, 为98名儿童建立档案."""
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

    @field_validator("unless", "supports", "beside")
    @classmethod
    def _one_by_one(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        """Braces expanded: they are looked for as they stand."""
        return tuple(word for entry in words for word in expand(entry))

    @field_validator("examples", "counterexamples")
    @classmethod
    def _marked(cls, sentences: tuple[str, ...]) -> tuple[str, ...]:
        for sentence in sentences:
            if not _EXAMPLE.fullmatch(sentence):
                raise ValueError(f"例句须用【】标出一个数字：{sentence}")
        return sentences

    def terms(self) -> Iterator[Term]:
        """Every word of the indicator, braces expanded.

        A head that holds one of its verbs (入户走访) is that verb too, since it hides it.
        """
        told = tuple(self._terms("verb", self.verbs))
        verbs = {term.word: term.weight for term in told}
        heads = list(self._terms("head", self.heads))
        all_heads = "\n".join([term.word for term in heads])
        plain = [verb for verb in verbs if "~" not in verb and verb in all_heads]
        yield from told
        for term in heads:
            yield term
            inside = [verbs[verb] for verb in plain if verb in term.word]
            if inside and term.word not in verbs:
                yield term._replace(role="verb", weight=max(inside))

    def _terms(self, role: Role, entries: tuple[str, ...]) -> Iterator[Term]:
        for entry in entries:
            weight = _WEIGHT.search(entry)
            plain = _WEIGHT.sub("", entry)
            adjacent: Literal["", "before", "after"] = (
                "before" if plain.endswith("#") else "after" if plain.startswith("#") else ""
            )
            heaviness = float(weight[1]) if weight else 1.0
            for word in expand(plain.strip("#")):
                yield Term(word, self.code, role, heaviness, adjacent)


class Codebook(Row):
    """A set of indicators about one subject."""

    name: str
    label: str
    version: str
    subject: tuple[str, ...]
    """Words that tell that a report is about this subject."""
    titles: tuple[str, ...] = ()
    """Words that tell so where the title says them, and say nothing in its sentences."""
    elsewhere: tuple[str, ...] = ()
    """Words of other subjects: a figure whose clause holds one, and none of this subject, is none of this codebook."""
    attributes: tuple[str, ...] = ()
    """Words that open a noun with 的 as well as without: 持证的社工 is told by 持证社工."""
    money: str = ""
    """The indicator of an amount of money in a report on the subject that no word assigns otherwise."""
    breakdown: tuple[Dim, ...] = ()
    rate: tuple[Rate, ...] = ()
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
        if self.money and self.money not in codes:
            raise ValueError(f"money 所指的指标 {self.money} 不在字典里")
        for rate in self.rate:
            if rate.of not in codes:
                raise ValueError(f"比率「{'、'.join(rate.words)}」的 of：指标 {rate.of} 不在字典里")
        return self

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Indicators by code, in the file's order."""
        return {row.code: row for row in self.indicator}

    def rate_of(self, name: str) -> Rate | None:
        """The row of a rate by its name (社工持证率, 持证社工比例); None where no row fits."""
        for row in self.rate:
            if row.named_at(name) >= 0 and not (row.unless and any(word in name for word in row.unless)):
                return row
        return None

    def is_of_another(self, name: str) -> bool:
        """A rate's name holds the word of a row, and what makes it another's (验收合格率)."""
        return any(row.named_at(name) >= 0 and any(word in name for word in row.unless) for row in self.rate)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """All words of all indicators, nouns with an attribute also with 的 behind it."""
        return tuple(form for row in self.indicator for term in row.terms() for form in self._forms(term))

    def _forms(self, term: Term) -> Iterator[Term]:
        yield term
        opens = self._attributes and self._attributes.match(term.word) if term.role == "head" else None
        if opens:
            yield term._replace(word=f"{opens[0]}的{term.word[opens.end() :]}")

    @cached_property
    def _attributes(self) -> re.Pattern[str] | None:
        """An attribute before two characters of noun at least."""
        return re.compile(rf"(?:{any_of(self.attributes)})(?=[^的~].)") if self.attributes else None

    @cached_property
    def subject_words(self) -> re.Pattern[str] | None:
        """Any word that tells that a report is about this subject; None where the codebook has none."""
        return re.compile(any_of(self.subject)) if self.subject else None

    @cached_property
    def words_elsewhere(self) -> re.Pattern[str] | None:
        """Any word of other subjects; None where the codebook has none."""
        return re.compile(any_of(self.elsewhere)) if self.elsewhere else None

    @cached_property
    def instants(self) -> frozenset[str]:
        """Codes of what there is on a day."""
        return frozenset(row.code for row in self.indicator if row.instant)

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
    """Read and validate a codebook, the sentences of its examples file included; without a path the one the
    program ships. The digest is that of the codebook's own bytes: examples change no fact.

    Raises:
        CodebookError: a file is missing, no TOML, or breaks a rule above.
    """
    file: Path | Traversable = path or files("schemas") / "data" / "codebooks" / "social_work_station.toml"
    data = _read(file)
    book = _parse(file, data)
    beside = _beside(file, f"{file.name.removesuffix('.toml')}.examples.toml")
    if beside.is_file():
        book = _with_examples(book, _parse(beside, _read(beside)), beside)
    try:
        return Codebook(**{**book, "digest": hashlib.sha256(data).hexdigest()[:16]})
    except ValidationError as error:
        causes = "；".join(f"{_where(book, e['loc'])}：{_told(e)}" for e in error.errors())
        raise CodebookError(f"{file}：指标字典有误：{causes}") from error


def _beside(file: Path | Traversable, name: str) -> Path | Traversable:
    return file.parent / name if isinstance(file, Path) else files("schemas") / "data" / "codebooks" / name


def _read(file: Path | Traversable) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CodebookError(f"{file}：读不到指标字典（{error.strerror}）") from error


def _parse(file: Path | Traversable, data: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CodebookError(f"{file}：不是有效的 UTF-8 TOML 文件（{error}）") from error


def _with_examples(
    book: dict[str, Any], examples: dict[str, Any], file: Path | Traversable
) -> dict[str, Any]:
    """The rows of a codebook with the sentences of its examples file behind their own."""
    rows = [dict(row) for row in book.get("indicator", ()) if isinstance(row, dict)]
    by_code = {row.get("code"): row for row in rows}
    for code, lists in examples.items():
        if code not in by_code:
            raise CodebookError(f"{file}：字典里没有指标 {code}")
        if not isinstance(lists, dict) or set(lists) - {"examples", "counterexamples"}:
            raise CodebookError(f"{file}：{code} 之下只能有 examples 和 counterexamples")
        for key, sentences in lists.items():
            if not isinstance(sentences, list):
                raise CodebookError(f"{file}：{code} 的 {key} 应是列表")
            by_code[code][key] = [*by_code[code].get(key, ()), *sentences]
    return {**book, "indicator": rows}


def _where(book: dict[str, Any], loc: tuple[int | str, ...]) -> str:
    """The place of a mistake as its writer knows it: the code of the row, not its number."""
    if len(loc) > 1 and loc[0] == "indicator" and isinstance(loc[1], int):
        row = book["indicator"][loc[1]]
        code = row.get("code") if isinstance(row, dict) else None
        return ".".join([f"指标 {code or f'第 {loc[1] + 1} 个'}", *map(str, loc[2:])])
    if len(loc) > 1 and loc[0] == "rate" and isinstance(loc[1], int):
        return ".".join([f"第 {loc[1] + 1} 个比率", *map(str, loc[2:])])
    return ".".join(map(str, loc)) or "文件"


_CAUSES = {
    "extra_forbidden": "没有这个键（拼写有误？）",
    "missing": "缺少这一项",
    "string_type": "应是文字",
    "tuple_type": "应是列表",
    "bool_type": "应是 true 或 false",
    "bool_parsing": "应是 true 或 false",
    "dict_type": "应是表",
    "model_type": "应是表",
    "too_short": "至少要有一项",
    "string_pattern_mismatch": "只能是小写字母、下划线和至多一个点，如 bed.count",
}


def _told(error: ErrorDetails) -> str:
    """The cause in Chinese; our own messages are Chinese already."""
    return _CAUSES.get(error["type"], error["msg"].removeprefix("Value error, "))
