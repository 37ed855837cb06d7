"""The documents tell the truth: commands exist, examples run, links lead somewhere, the twins say the same.

Examples are compared by their words, not by their figures, which every better rule may change; `make docs`
writes the figures anew.
"""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

import click
import docs_examples as documents
import pytest

from pipeline import extract, load_codebook, read_text
from pipeline.cli import main
from pipeline.readers.detect import _ENDINGS
from pipeline.rows import json_schema
from schemas.records import Qualifier, Reason, Statistic, Status

ROOT = documents.ROOT
PAGES = [ROOT / path for path in documents.files() if path.suffix == ".md" and path.parts[:2] not in (
    ("corpus", "src"), ("corpus", "sentences"))]
README, TWIN = (ROOT / name for name in ("README.md", "README.zh.md"))
FACTS = (ROOT / "docs" / "facts.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
TOLERANCE = 10
"""One word in so many may be another: a better rule moves a figure to another cell."""
_WORD = re.compile(r"[^\W\d_]+")
_ID = re.compile(r"#?\b[0-9a-f]{7,12}\b")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def tables(text: str, heading: str) -> Iterator[list[str]]:
    """The rows of the table under a heading, without their head."""
    part = text.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in part.splitlines() if row.startswith("|")]
    return iter(rows[2:])


# --- commands -------------------------------------------------------------------------------------


def leaves(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from leaves(command, f"{before}{name} ")
        else:
            yield before + name, command


@pytest.mark.parametrize(("name", "command"), list(leaves(main)), ids=[name for name, _ in leaves(main)])
def test_every_command_is_documented_with_its_arguments_and_options(name: str, command: click.Command) -> None:
    usage = re.search(rf"`youju {name}\b[^`]*`", COMMANDS)
    assert usage, f"docs/commands.md has no `youju {name} …`"
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert any(f"`{flag}" in COMMANDS or flag in usage[0] for flag in parameter.opts), parameter.opts


def test_no_command_is_documented_that_does_not_exist() -> None:
    names = {name for name, _ in leaves(main)} | set(main.commands)
    told = {match for page in PAGES for match in re.findall(r"(?:`|^\$? ?)youju ([a-z]+)", read(page), re.M)}
    assert told - {name.split()[0] for name in names} - {"reads"} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_make_targets_in_the_documents_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", read(ROOT / "Makefile"), re.M))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)\b(?! them| it)", read(page), re.M)) <= targets


# --- examples -------------------------------------------------------------------------------------


def words(lines: Iterable[str]) -> set[str]:
    """The words of an output, without figures, ids and cuts."""
    return set(_WORD.findall(_ID.sub(" ", "\n".join(line for line in lines if line != documents.CUT))))


def test_console_examples_print_what_is_shown() -> None:
    examples = [example for path in documents.DOCUMENTS for example in documents.examples(read(path))]
    assert examples
    strange = {}
    with documents.workspace() as place:  # one test, since the first run in it is what takes long
        for example in examples:
            shown, real = words(example.shown), words(place.printed(example.command))
            if not shown or len(shown - real) > len(shown) // TOLERANCE:
                strange[example.command] = sorted(shown - real)
    assert strange == {}, "make docs"


@pytest.mark.parametrize("page", [README, TWIN], ids=lambda page: page.name)
def test_python_examples_give_what_is_shown(page: Path) -> None:
    blocks = re.findall(r"```pycon\n(.*?)```", read(page), re.S)
    assert blocks
    for number, block in enumerate(blocks):
        test = doctest.DocTestParser().get_doctest(block, {}, f"{page.name} {number}", str(page), 0)
        assert doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test).failed == 0


@pytest.mark.parametrize(("output", "lines", "shown"), [
    ("abcdef", "", "abcdef"),
    ("abcdef", "1-2", "ab…"),
    ("abcdef", "1-2,-1-", "ab…f"),
    ("abcdef", "3-4", "…cd…"),
    ("ab", "1-2,-2-", "ab"),
    ("abc", "1-9", "abc"),
])  # fmt: skip
def test_examples_are_cut_where_they_say(output: str, lines: str, shown: str) -> None:
    assert "".join(documents.cut(list(output), lines)) == shown


# --- links and twins ------------------------------------------------------------------------------


def anchors(text: str) -> set[str]:
    """The anchors that headings make, as on GitHub."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in re.findall(r"^#+ (.*)$", text, re.M)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", read(page)):
        if target.startswith(("http://", "https://")):
            continue
        name, _, anchor = target.partition("#")
        there = (page.parent / name).resolve() if name else page
        assert there.exists(), target
        assert not anchor or anchor in anchors(read(there)), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_named_files_exist(page: Path) -> None:
    named = re.findall(r"`((?:schemas|extractors|pipeline|corpus|docs|tests|benchmarks)/[\w./-]+\w)`", read(page))
    assert [name for name in named if not (ROOT / name).exists() and not name.startswith("corpus/src/NAME")] == []


def test_the_index_names_every_document() -> None:
    index = read(ROOT / "docs" / "index.md")
    assert [path.name for path in (ROOT / "docs").glob("*.md") if f"({path.name})" not in index and path.name != "index.md"] == []


@pytest.mark.parametrize("find", [
    pytest.param(r"^(#+) ", id="headings"),
    pytest.param(r"^```.*?^```", id="blocks"),
    pytest.param(r"^\|(?=[ -])", id="rows of tables"),
    pytest.param(r"\]\(((?!README)[^)]+)\)", id="links"),
    pytest.param(r"`(youju [^`]+|make [^`]+)`", id="commands"),
])  # fmt: skip
def test_the_chinese_readme_is_a_full_twin(find: str) -> None:
    mine, theirs = (re.findall(find, read(page), re.M | re.S) for page in (README, TWIN))
    if find.startswith("^```"):  # comments in shell and rooms are translated
        mine, theirs = ([block for block in blocks if block.startswith(("```console", "```pycon"))] for blocks in (mine, theirs))
    assert mine == theirs


def test_the_stages_told_are_those_of_the_orchestrators() -> None:
    import extractors.facts
    import pipeline.run

    running = read(ROOT / "docs" / "architecture.md").split("## Running")[1].split("\n## ")[0]
    stages = re.findall(r"^\d\. (\w+)", pipeline.run.__doc__ or "", re.M)
    assert stages
    assert re.findall(r"^\d\. (\w+)", running, re.M) == stages
    part = read(ROOT / "docs" / "architecture.md").split("## Extracting")[1].split("\n## ")[0]
    assert re.findall(r"^\d\. \*\*(\w+)", part, re.M) == re.findall(r"^\d\. (\w+)", extractors.facts.__doc__ or "", re.M)


# --- what a fact is -------------------------------------------------------------------------------


def test_every_field_of_a_fact_is_explained() -> None:
    told = {name for row in tables(FACTS, "Fields") for name in re.findall(r"`(\w+)`", row[0])}
    assert told == set(json_schema("fact")["properties"])


@pytest.mark.parametrize("values", [Statistic, Status, Qualifier])
def test_every_value_is_explained(values: object) -> None:
    assert set(get_args(values)) <= {row[1].strip("`") for row in tables(FACTS, "Statistic, status, qualifier")}


REASONS = [(row[0].strip("`"), row[1].split("：")[0]) for row in tables(FACTS, "Numbers that are no facts")]


def test_every_reason_is_explained() -> None:
    assert {reason for reason, _ in REASONS} == set(get_args(Reason))


@pytest.mark.parametrize(("reason", "sentence"), REASONS)
def test_the_reasons_are_given_to_their_examples(reason: str, sentence: str) -> None:
    document = read_text("a.txt", f"昭通市社工站工作报告\n\n全市建成社工站9个。\n{sentence}。\n")
    numbers = extract(document, load_codebook()).numbers
    assert reason in {row.reason for row in numbers if row.start > document.source.index("9个")}


TIMES = [(row[0], row[1].strip("`")) for row in tables(FACTS, "Time")]


@pytest.mark.parametrize(("written", "edtf"), TIMES)
def test_times_are_written_as_told(written: str, edtf: str) -> None:
    from extractors.times import find_times

    for quote in re.split(r"[,;] ", written):
        found = [time.edtf for time in find_times(quote.removesuffix(" said in 2022"), anchor="2022-09")]
        assert found == ["" if edtf == "empty" else edtf], quote


def test_every_indicator_and_member_is_explained() -> None:
    book = load_codebook()
    told = {row[0].strip("`"): row[1] for row in tables(FACTS, "Codebook")}
    assert told == {row.code: row.label for row in book.indicator}
    members = {row[0].strip("`"): set(re.findall(r"`(\w+)`", row[1])) for row in tables(FACTS, "Breakdowns")}
    assert members == {dim.name: set(dim.members) for dim in book.breakdown}


def test_every_ending_has_a_reader() -> None:
    from pipeline.readers import READERS

    assert {ending for ending, media in _ENDINGS.items() if media not in READERS} == set()
