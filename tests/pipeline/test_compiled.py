"""The compiled extractors give what the interpreted ones give, and are used only where they are of today's sources."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.compiling import build
from schemas import compiled

ROOT = Path(__file__).parents[2]
EXTRACT = """
import random, sys
from pathlib import Path
from pipeline import extract, load_codebook, read, read_text
import extractors.facts, extractors.measure
print(extractors.facts.__file__, extractors.measure.__file__)
book, pick = load_codebook(), random.Random(1)
def told(document):
    print(document.name, extract(document, book).model_dump_json())
for folder in ("corpus/reports", "corpus/dev/reports", "corpus/test/reports"):
    for path in sorted(Path(folder).iterdir()):
        document = read(path)
        told(document)
        lines = document.text.splitlines()  # and in an order that nobody meant, cut where nobody would cut
        pick.shuffle(lines)
        text = "\\n".join(line[pick.randrange(3):] for line in lines)
        if text.strip():
            told(read_text(path.stem + ".txt", text[: len(text) - pick.randrange(40)] or text))
"""
"""Prints where the extractors come from, then every extraction of the samples, and of the same in disorder."""


@pytest.fixture(scope="module")
def built() -> Path:
    """The extractors compiled with what this machine has; a missing compiler fails."""
    return build()


def extracted(*, root: Path = ROOT, before: str = "", code: str = EXTRACT, **variables: str) -> list[str]:
    """The lines that the code prints in a process of its own, run from a copy of the program at `root`."""
    known = {key: value for key, value in os.environ.items() if key != compiled.INTERPRETED}
    done = subprocess.run([sys.executable, "-c", before + code], cwd=root, check=True, capture_output=True, encoding="utf-8",
                          env={**known, "PYTHONPATH": str(root), **variables})
    return done.stdout.splitlines()


def test_all_samples_give_the_same_facts(built: Path) -> None:
    machine, interpreted = extracted(), extracted(**{compiled.INTERPRETED: "1"})
    assert machine[0].count(str(built)) == 2
    assert interpreted[0].split() == [str(ROOT / "extractors/facts.py"), str(ROOT / "extractors/measure.py")]
    assert len(machine) == len(interpreted) > 100
    for one, other in zip(machine[1:], interpreted[1:], strict=True):
        assert one == other


def test_a_run_with_several_processes_gives_the_same_facts(built: Path, tmp_path: Path) -> None:
    for folder, variables in (("machine", {}), ("interpreted", {compiled.INTERPRETED: "1"})):
        command = ["run", "corpus/dev/reports", "--workers", "2", "--db", f"{tmp_path / folder}/y.db", "--out", f"{tmp_path / folder}"]
        extracted(code=f"from pipeline.cli import main; main({command}, standalone_mode=False)", **variables)
    for name in ("facts.jsonl", "numbers.jsonl", "findings.jsonl", "indicators.csv", "facts.csv"):
        assert (tmp_path / "machine" / name).read_bytes() == (tmp_path / "interpreted" / name).read_bytes()


WHERE = "import pipeline, extractors.facts, extractors.status as s; print(extractors.facts.__file__, s.__file__)"


@pytest.mark.parametrize("changed", ["extractors/status.py", "schemas/records.py"])
def test_a_changed_source_is_never_hidden_by_an_older_build(built: Path, tmp_path: Path, changed: str) -> None:
    for room in ("schemas", "extractors", "pipeline"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    assert extracted(root=tmp_path, code=WHERE)[0].count(str(built)) == 2
    with (tmp_path / changed).open("a") as source:
        source.write("\n# another rule\n")
    assert extracted(root=tmp_path, code=WHERE)[0].count(str(tmp_path)) == 2


@pytest.mark.parametrize("first", ["extractors.quantities", "pipeline", "schemas.records"])
def test_whatever_is_imported_first_all_modules_are_compiled(built: Path, first: str) -> None:
    code = "import sys, extractors.facts; print([m.__file__ for n, m in sys.modules.items() if n.startswith('extractors.')])"
    (line,) = extracted(before=f"import {first}\n", code=code)
    assert line.count(str(built)) == line.count("extractors/") > 30


def test_without_a_compiler_the_set_up_goes_on_and_says_why(tmp_path: Path) -> None:
    for tool in ("sh", "make", "id", "touch"):
        (tmp_path / tool).symlink_to(shutil.which(tool) or pytest.fail(f"{tool} is missing"))
    known = {key: value for key, value in os.environ.items() if key != compiled.INTERPRETED}
    done = subprocess.run(["make", "quick", f"BIN={Path(sys.executable).parent}", "RUN_STAMP=Makefile"], cwd=ROOT, capture_output=True,
                          encoding="utf-8", env={**known, "PATH": str(tmp_path)})
    assert done.returncode == 0, done.stderr
    assert "A C compiler and Python's headers are missing." in done.stdout
    assert "the job runs all the same" in done.stdout


def test_what_stands_is_not_built_again(built: Path) -> None:
    before = built.stat().st_mtime_ns
    assert build() == built
    assert built.stat().st_mtime_ns == before
