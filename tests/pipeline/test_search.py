"""Search finds exactly the sentences that hold the words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database
from store_samples import fact, reading, store

from pipeline.search import fold, grams, mark, phrase, search

LETTERS = st.text(alphabet="社工站建设，。0１aＡ（*\" '-", min_size=1, max_size=6)


@given(st.lists(st.text(alphabet="社工站建设，。0１aＡ（*\" '-", min_size=1, max_size=12), max_size=8), LETTERS)
@settings(max_examples=200, deadline=None)
def test_a_phrase_of_pairs_is_a_substring(sentences, word):
    db = Database(memory=True)
    db.execute("CREATE VIRTUAL TABLE s USING fts5(grams, content='', tokenize='ascii')")
    for n, sentence in enumerate(sentences):
        db.execute("INSERT INTO s (rowid, grams) VALUES (?, ?)", [n, grams(sentence)])
    found = {row["rowid"] for row in db.query("SELECT rowid FROM s WHERE s MATCH ?", [phrase(word)])}
    assert found == {n for n, sentence in enumerate(sentences) if fold(word) in fold(sentence)}


@pytest.mark.parametrize(("words", "docs"), [
    ("社工", {"昭通.txt", "云南.txt"}),
    ("持证", {"云南.txt"}),
    ("某", {"昭通.txt"}),
    ("１４６个", {"昭通.txt"}),
    ("建成 88", {"云南.txt"}),
    ("没有的词", set()),
    ("  ", set()),
])
def test_words_of_any_length_are_found(db, words, docs):
    assert {row["doc"] for row in search(db, words)} == docs


def test_a_hit_brings_its_facts_and_marks_the_words(db):
    (row,) = search(db, "8408")
    assert row["marked"] == "全省持证社工【8408】人，昭通市服务群众**人次。"
    assert [each["indicator"] for each in row["facts"]] == ["staff.certified", "service.person_times"]
    assert row["line"] == 3


def test_a_replaced_document_is_no_longer_found(tmp_path, folder, db):
    path = folder / "云南.txt"
    path.write_text("云南省情况通报\n全省有7个。\n", encoding="utf-8")
    db, _ = store(tmp_path / "youju.db", reading(path, [fact("7个")], region="云南省"))
    assert search(db, "8408") == []
    assert len(search(db, "全省有7个")) == 1


@pytest.mark.parametrize(("text", "terms", "marked"), [
    ("社工站社工", ["社工"], "【社工】站【社工】"),
    ("社工站", ["社工", "工站"], "【社工站】"),
    ("aaa", ["aa"], "【aaa】"),
    ("站", ["社"], "站"),
])
def test_marks(text, terms, marked):
    assert mark(text, terms) == marked
