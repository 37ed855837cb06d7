"""Reading a codebook file: what it may say, and how its mistakes are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.codebook import CodebookError, load_codebook

HEAD = 'name = "t"\nlabel = "康复"\nversion = "1"\nsubject = ["康复"]\n'
ROW = '[[indicator]]\ncode = "site.count"\nlabel = "站"\ndefinition = "站"\ndimensions = ["count"]\nheads = ["康复站"]\n'


@pytest.fixture
def write(tmp_path: Path):
    def put(text: str | bytes, examples: str | None = None) -> Path:
        path = tmp_path / "book.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        if examples is not None:
            (tmp_path / "book.examples.toml").write_text(examples, encoding="utf-8")
        load_codebook.cache_clear()
        return path

    return put


def test_sentences_stand_in_the_row_or_in_a_file_beside(write):
    path = write(HEAD + ROW + 'examples = ["康复站【3个】。"]\n',
                 '["site.count"]\nexamples = ["共【4个】康复站。"]\ncounterexamples = ["康复师【4名】。"]\n')
    row = load_codebook(path).indicators["site.count"]
    assert row.examples == ("康复站【3个】。", "共【4个】康复站。")
    assert row.counterexamples == ("康复师【4名】。",)


def test_braces_stand_for_words_in_what_speaks_for_or_against(write):
    row = load_codebook(write(HEAD + ROW + 'unless = ["{志愿|养老}服务站"]\nbeside = ["康复{员|师}"]\n')).indicators["site.count"]
    assert (row.unless, row.beside) == (("志愿服务站", "养老服务站"), ("康复员", "康复师"))


def test_the_digest_is_the_rules_own_not_the_examples(write):
    before = load_codebook(write(HEAD + ROW)).digest
    assert load_codebook(write(HEAD + ROW, '["site.count"]\nexamples = ["康复站【4个】。"]\n')).digest == before
    assert load_codebook(write(HEAD + ROW + 'verbs = ["建站"]\n')).digest != before


def test_a_byte_order_mark_from_notepad_does_no_harm(write):
    assert load_codebook(write("\ufeff".encode() + (HEAD + ROW).encode())).name == "t"


@pytest.mark.parametrize(("text", "examples", "told"), [
    ("这不是", None, "不是有效的 UTF-8 TOML 文件"),
    ("名称".encode("gb18030"), None, "不是有效的 UTF-8 TOML 文件"),
    ("", None, "缺少这一项"),
    (HEAD + ROW + 'haeds = ["x"]\n', None, "指标 site.count.haeds：没有这个键"),
    (HEAD + ROW.replace("site.count", "Site-Count"), None, "只能是小写字母"),
    (HEAD + ROW.replace('label = "站"\n', ""), None, "指标 site.count.label：缺少这一项"),
    (HEAD + ROW.replace('["康复站"]', '"康复站"'), None, "指标 site.count.heads：应是列表"),
    (HEAD + ROW + ROW, None, "指标代码重复：site.count"),
    (HEAD + ROW + 'dims = ["level"]\n', None, "未定义的分组：level"),
    (HEAD + 'money = "fund.inptu"\n' + ROW, None, "money 所指的指标 fund.inptu 不在字典里"),
    (HEAD + ROW + '[[rate]]\nwords = ["覆盖"]\nof = "site.cuont"\n', None, "比率「覆盖」的 of：指标 site.cuont 不在字典里"),
    (HEAD + ROW + '[[rate]]\nwords = []\nof = "site.count"\n', None, "第 1 个比率.words：至少要有一项"),
    (HEAD + ROW + '[[rate]]\nwords = ["覆盖"]\n', None, "第 1 个比率.of：缺少这一项"),
    (HEAD + ROW + 'examples = ["康复站3个。"]\n', None, "例句须用【】标出一个数字"),
    (HEAD + ROW + 'examples = ["康复站【3个】、【4家】。"]\n', None, "例句须用【】标出一个数字"),
    (HEAD + ROW + 'examples = ["康复站】3个【。"]\n', None, "例句须用【】标出一个数字"),
    (HEAD + ROW, '["site.cuont"]\nexamples = []\n', "没有指标 site.cuont"),
    (HEAD + ROW, '["site.count"]\nexample = []\n', "只能有 examples 和 counterexamples"),
    (HEAD + ROW, '["site.count"]\nexamples = "康复站【3个】。"\n', "应是列表"),
    (HEAD + ROW, "[", "book.examples.toml：不是有效的"),
])
def test_mistakes_are_told_with_file_and_place(write, text, examples, told):
    with pytest.raises(CodebookError) as error:
        load_codebook(write(text, examples))
    assert told in str(error.value)
    assert "book" in str(error.value)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(CodebookError, match="读不到指标字典"):
        load_codebook(tmp_path / "none.toml")
