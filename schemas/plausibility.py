"""What the checks know, as rows of data: words of prose that tell how figures belong together, and rules of
plausibility, each with sentences that it flags and sentences that it leaves alone.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import Field, ValidationError, field_validator, model_validator

from schemas.codebook import Row, expand
from schemas.records import Severity, Statistic

Level = Literal["country", "province", "prefecture", "county"]
_SIDE = re.compile(r"([a-z_.]+)(?:\[([a-z_]+)=([a-z_]+)\])?")


class Side(NamedTuple):
    """An indicator, and the member of a breakdown where one is meant."""

    indicator: str
    dim: str = ""
    member: str = ""


def side(text: str) -> Side:
    """Read `station.count[level=township]`.

    Raises:
        ValueError: it has another form.
    """
    match = _SIDE.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"应写作“指标”或“指标[分组=成员]”：{text}")
    return Side(match[1], match[2] or "", match[3] or "")


class Rule(Row):
    """A rule of plausibility. `flagged` and `clean` are reports of a line or two, titles left out."""

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    severity: Severity = "warning"
    message: str
    flagged: tuple[str, ...] = ()
    clean: tuple[str, ...] = ()


class Bound(Rule):
    """Values of an indicator beyond which something is likely wrong, such as 元 for 万元."""

    indicator: str = ""
    """Empty: any."""
    statistic: Statistic = "level"
    per: str = ""
    unit: str = ""
    level: tuple[Level, ...] = ()
    """Only for regions of these levels; a figure on a place inside a region never counts."""
    low: Decimal | None = None
    high: Decimal | None = None
    unless: tuple[str, ...] = ()
    """Words in the figure's clause that excuse it: 完成任务的120%."""

    @model_validator(mode="after")
    def _bounded(self) -> Bound:
        if self.low is None and self.high is None:
            raise ValueError("low 与 high 至少给出一个")
        return self


class Order(Rule):
    """What cannot be more than something else, in one report about one region."""

    small: str
    large: str

    @field_validator("small", "large")
    @classmethod
    def _side(cls, text: str) -> str:
        side(text)
        return text


class Jump(Rule):
    """By what factor a total may change from one year to the next."""

    indicators: tuple[str, ...]
    factor: Decimal = Field(gt=1)


class Dated(Rule):
    """A result dated after the report that tells it."""


class Zero(Rule):
    """A result of nought, which may be a mask filled in by a machine."""

    unless: tuple[str, ...] = ()
    """Words beside it with which a nought is what one expects."""


class Partition(Row):
    """Names that divide a whole so that none overlaps: 行政村, 社区. Tried in order, the first that fits wins.

    `complete`: all members together are the whole.
    """

    name: str
    members: tuple[tuple[str, ...], ...]
    complete: bool = False

    def member(self, label: str) -> int:
        """Which member a label names, -1 for none."""
        return next((n for n, words in enumerate(self.members) if any(word in label for word in words)), -1)


class Rate(Row):
    """A word for a rate, with what it is a rate of: 持证率 is `part` over one of `wholes`."""

    words: tuple[str, ...]
    part: str
    wholes: tuple[str, ...]

    @field_validator("part")
    @classmethod
    def _part(cls, text: str) -> str:
        side(text)
        return text

    @field_validator("wholes")
    @classmethod
    def _wholes(cls, texts: tuple[str, ...]) -> tuple[str, ...]:
        for text in texts:
            side(text)
        return texts


class Words(Row):
    """Words of prose that the checks go by; an entry may use braces."""

    change: tuple[str, ...]
    """A figure so introduced is a change and no amount: 新增, 比上年."""
    whole: tuple[str, ...]
    """The figure is the region's total: 全市共, 已建成."""
    partial: tuple[str, ...]
    """It is only some of them: 试点, 督导."""

    @cached_property
    def changing(self) -> re.Pattern[str]:
        return _any(self.change)

    @cached_property
    def total(self) -> re.Pattern[str]:
        return _any(self.whole)

    @cached_property
    def some(self) -> re.Pattern[str]:
        return _any(self.partial)


def _any(entries: tuple[str, ...]) -> re.Pattern[str]:
    words = {word for entry in entries for word in expand(entry)}
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))) or r"(?!)")


class Rules(Row):
    """Everything above."""

    words: Words
    stock: tuple[str, ...]
    """Indicators of which a region has one total at a time."""
    partition: tuple[Partition, ...] = ()
    rate: tuple[Rate, ...] = ()
    bound: tuple[Bound, ...] = ()
    order: tuple[Order, ...] = ()
    jump: tuple[Jump, ...] = ()
    dated: tuple[Dated, ...] = ()
    zero: tuple[Zero, ...] = ()

    @model_validator(mode="after")
    def _once(self) -> Rules:
        names = [rule.id for rule in self.rules]
        for name in {n for n in names if names.count(n) > 1}:
            raise ValueError(f"规则编号重复：{name}")
        return self

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of plausibility."""
        return (*self.bound, *self.order, *self.jump, *self.dated, *self.zero)


class RulesError(ValueError):
    """A rules file that cannot be used; the message names the file and what is wrong, in Chinese."""


@lru_cache(maxsize=8)
def load_rules(own: Path | None = None) -> Rules:
    """The rules the program ships, with an office's own behind them; a row of the same id takes its place.

    Raises:
        RulesError: the file is missing, no TOML, or breaks a rule above.
    """
    shipped = tomllib.loads((files("schemas") / "data" / "plausibility.toml").read_text(encoding="utf-8"))
    if own is None:
        return Rules(**shipped)
    try:
        added = tomllib.loads(own.read_bytes().decode("utf-8"))
        return Rules(**_joined(shipped, added))
    except OSError as error:
        raise RulesError(f"{own}：读不到规则文件（{error.strerror}）") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RulesError(f"{own}：不是有效的 UTF-8 TOML 文件（{error}）") from error
    except ValidationError as error:
        causes = "；".join(f"{'.'.join(map(str, e['loc']))}：{e['msg']}" for e in error.errors())
        raise RulesError(f"{own}：规则有误：{causes}") from error


def _joined(shipped: dict[str, object], added: dict[str, object]) -> dict[str, object]:
    """Lists of rows end to end, rows of the same id replaced; anything else of the office's own wins."""
    joined = dict(shipped)
    for name, value in added.items():
        before = shipped.get(name)
        if isinstance(before, list) and isinstance(value, list):
            ids = {row.get("id") for row in value if isinstance(row, dict)} - {None}
            joined[name] = [r for r in before if not (isinstance(r, dict) and r.get("id") in ids)] + value
        else:
            joined[name] = value
    return joined
