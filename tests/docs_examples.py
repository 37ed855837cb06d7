"""The examples of the documents: read, run, and written anew from the program (`make docs`).

A fenced block marked `console` shows commands after `$ ` and what they print. After the word may stand which
lines are shown: `console 1-6,-2-` shows the first six and the last two, and `…` for what lies between. Between
`<!-- codebook -->`, `<!-- breakdowns -->` or `<!-- accuracy -->` and `<!-- end -->` stand tables made from the codebook and the
agreement with the answer keys; between the marks of `benchmarks/tables.py` the figures of the last adopted `make bench`.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from benchmarks.record import read_record
from benchmarks.tables import MARKS
from pipeline.cli import main
from schemas.codebook import expand, load_codebook

ROOT = Path(__file__).parent.parent
DOCUMENTS = (ROOT / "README.md", ROOT / "README.zh.md", *sorted((ROOT / "docs").glob("*.md")))
CUT = "…"
IGNORED = {
    ".git", ".venv", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache"}
SETS = ("corpus", "corpus/dev", "corpus/test")
MEASURES = ("facts", "recall", "precision", "whole_f1", "indicator", "region", "time", "status")
_BLOCK = re.compile(r"^```console(?P<lines> [\d,-]+)?\n\$ youju (?P<command>.*)\n(?P<shown>(?:(?!```).*\n)*)```$", re.M)


def files() -> list[Path]:
    """Every file of the project, relative to it, without what is ignored; also where git is not at hand."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        found = [Path(name) for name in listed.stdout.splitlines()]
    else:
        found = [path.relative_to(ROOT) for path in ROOT.rglob("*")]
        found = [path for path in found if not IGNORED & set(path.parts) and path.suffix != ".pyc"]
        found = [path for path in found if path.parts[0] != "outputs" or path.name == "README.md"]
    return sorted(path for path in found if (ROOT / path).is_file())


class Example(NamedTuple):
    """A command of a document, the lines shown of what it prints, and those to show (`1-6,-2-`)."""

    command: str
    shown: tuple[str, ...]
    lines: str


def examples(text: str) -> Iterator[Example]:
    """The console blocks of a document."""
    for block in _BLOCK.finditer(text):
        yield Example(block["command"], tuple(block["shown"].splitlines()), (block["lines"] or "").strip())


FIRST = "run corpus/reports"


class Workspace:
    """A folder with the sample reports and their database, as after `make run`, and what its commands print."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._printed: dict[str, list[str]] = {}
        self.printed(FIRST)

    def printed(self, command: str) -> list[str]:
        """What `youju COMMAND` prints to stdout, without the folder's own path; each command runs once.

        Raises:
            RuntimeError: it ends in an error of usage, or in a trace.
        """
        if command not in self._printed:
            result = CliRunner().invoke(main, shlex.split(command))
            if result.exit_code not in (0, 1) or (result.exception and not isinstance(result.exception, SystemExit)):
                raise RuntimeError(f"youju {command}: {result.output} {result.exception!r}")
            lines = result.stdout.replace(f"{self._folder}/", "").splitlines()
            self._printed[command] = [line.rstrip() for line in lines]
        return self._printed[command]


@contextmanager
def workspace() -> Iterator[Workspace]:
    """A workspace in a folder that is gone afterwards, the current one meanwhile."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        for part in SETS:
            shutil.copytree(ROOT / part / "reports", folder / part / "reports")
            shutil.copytree(ROOT / part / "keys", folder / part / "keys")
        os.chdir(folder)
        try:
            yield Workspace(folder)
        finally:
            os.chdir(before)


def cut(output: list[str], lines: str) -> list[str]:
    """The lines of `output` to show, `…` for each stretch left out."""
    if not lines:
        return output
    kept: list[str] = []
    done = 0
    for part in lines.split(","):
        first, last = re.fullmatch(r"(-?\d+)-(\d*)", part).groups()  # type: ignore[union-attr]
        start = len(output) + int(first) if first.startswith("-") else int(first) - 1
        start = max(start, done)
        if start > done:
            kept.append(CUT)
        done = min(int(last), len(output)) if last else len(output)
        kept += output[start:done]
    return [*kept, CUT] if done < len(output) else kept


def codebook_table() -> str:
    """The indicators as a table: code, label, definition, kinds of unit, breakdowns."""
    rows = [f"| `{row.code}` | {row.label} | {row.definition} | {', '.join(row.dimensions)} | "
            f"{', '.join(f'`{dim}`' for dim in row.dims)} |" for row in load_codebook().indicator]
    head = ["| code | 指标 | 定义 | dimensions | dims |", "| --- | --- | --- | --- | --- |"]
    return "\n".join(head + rows)


def breakdown_table() -> str:
    """The breakdowns with their members, each with the first words that tell it."""
    rows = ["| dims | members |", "| --- | --- |"]
    for dim in load_codebook().breakdown:
        told = (f"`{name}` {'、'.join(expand(words[0])[:2])}" for name, words in dim.members.items())
        rows.append(f"| `{dim.name}` | {'; '.join(told)} |")
    return "\n".join(rows)


def accuracy_table(old: str) -> str:
    """`old` with the rows of the three sample sets measured anew; other rows stay as they are."""
    rows = old.strip().splitlines()
    for number, row in enumerate(rows):
        name = row.split("|")[1].strip().strip("`") if row.count("|") > 1 else ""
        if name in SETS:
            result = CliRunner().invoke(
                main, ["evaluate", "--keys", str(ROOT / name / "keys"), str(ROOT / name / "reports"), "--json"])
            totals = json.loads(result.stdout.splitlines()[-1])
            cells = [f"{totals[key]:,}" if key == "facts" else f"{totals[key]:.3f}" for key in MEASURES]
            rows[number] = f"| `{name}` | {' | '.join(cells)} |"
    return "\n".join(rows)


def replace_between(text: str, mark: str, make: Callable[[str], str]) -> str:
    """`text` with what stands between `<!-- mark -->` and `<!-- end -->` made anew."""
    pattern = re.compile(rf"(<!-- {mark} -->\n)(.*?)(\n?<!-- end -->)", re.S)
    return pattern.sub(lambda m: m[1] + make(m[2]) + "\n<!-- end -->", text)


def with_benchmarks(text: str) -> str:
    """A document with the figures of the benchmarks as they were last adopted."""
    record = read_record()
    for mark, table in MARKS.items():
        text = replace_between(text, mark, lambda _, table=table: table(record))  # type: ignore[misc]
    return text


def refreshed(text: str, place: Workspace) -> str:
    """A document with its examples and tables as the program gives them now."""
    def block(match: re.Match[str]) -> str:
        output = cut(place.printed(match["command"]), (match["lines"] or "").strip())
        body = "".join(line + "\n" for line in output)
        return f"```console{match['lines'] or ''}\n$ youju {match['command']}\n{body}```"

    text = _BLOCK.sub(block, text)
    text = replace_between(text, "codebook", lambda _: codebook_table())
    text = replace_between(text, "breakdowns", lambda _: breakdown_table())
    return with_benchmarks(replace_between(text, "accuracy", accuracy_table))


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python -m tests.docs_examples --write")
    with workspace() as place:
        for path in DOCUMENTS:
            old = path.read_text(encoding="utf-8")
            new = refreshed(old, place)
            if new != old:
                path.write_text(new, encoding="utf-8")
                print(path.relative_to(ROOT))
