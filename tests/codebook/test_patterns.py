"""A pattern of many words finds what the words side by side find, the longer first."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.codebook import expand
from schemas.cues import load_cues
from schemas.patterns import any_of

WORD = st.text(alphabet="每站人年.|(", min_size=1, max_size=4)


@given(words=st.lists(WORD, min_size=1, max_size=8), text=st.text(alphabet="每站人年.|(的", max_size=12))
def test_a_tree_finds_what_the_words_side_by_side_find(words: list[str], text: str) -> None:
    plain = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    assert [m.span() for m in re.finditer(any_of(words), text)] == [m.span() for m in re.finditer(plain, text)]
    assert re.sub(f"(?:{any_of(words)})的", "", text) == re.sub(f"(?:{plain})的", "", text)


@pytest.mark.parametrize(("text", "found"), [("县城", False), ("县里", True), ("县级", True), ("县级城", True)])
def test_a_condition_holds_where_its_word_ends(text: str, found: bool) -> None:
    assert bool(re.match(any_of(["县", "县级"], {"县": "(?!城)"}), text)) is found


def test_a_cue_inside_a_word_that_only_looks_like_one_is_none() -> None:
    rows = [row for row in load_cues().cue if row.pseudo]
    assert rows
    for row in rows:
        for word in (word for entry in row.pseudo for word in expand(entry)):
            match = row.pattern.match(word)
            assert match is None or not row.is_cue(match), word
