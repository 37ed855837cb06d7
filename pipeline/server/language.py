"""The language of the page: Chinese as it stands in the code, English from one catalogue.

A text is looked up by its Chinese. What the catalogue does not know stays as it is: names of divisions, labels of an
office's own codebook, words of a report.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline import render

LANGUAGES = {"zh": "中文", "en": "English"}
COOKIE = "youju_language"
CATALOGUE = Path(__file__).with_name("messages.toml")

_chosen: ContextVar[str] = ContextVar("language", default="zh")


def choose(cookies: Mapping[str, str]) -> None:
    """Take the language of a request from its cookie; it holds until the request is answered."""
    _chosen.set(named if (named := cookies.get(COOKIE, "")) in LANGUAGES else "zh")


def language() -> str:
    """The language in use: zh or en."""
    return _chosen.get()


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, str]:
    """English by Chinese, all tables of the file together."""
    tables = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))
    return {chinese: english for table in tables.values() for chinese, english in table.items()}


def say(text: str, /, **values: Any) -> str:
    """A text in the language in use, with its `{places}` filled in.

    >>> say("第 {n} 页", n=3)
    '第 3 页'
    """
    found = catalogue().get(text, text) if language() == "en" else text
    return found.format(**values) if values else found


def told(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Values with their labels, these in the language in use."""
    return [(value, say(label)) for value, label in pairs]


def figure(value: float | None, low: float | None, high: float | None, qualifier: str) -> str:
    """A figure as its source bounds it, in the language in use.

    >>> figure(2200, None, None, "more_than")
    '2,200余'
    """
    return render.figure(value, low, high, qualifier, say=say)


def amount(value: float | None, low: float | None, high: float | None, qualifier: str, unit: str) -> str:
    """A figure with its unit.

    >>> amount(2200, None, None, "more_than", "人")
    '2,200余人'
    """
    return say("{}{}").format(figure(value, low, high, qualifier), say(unit))
