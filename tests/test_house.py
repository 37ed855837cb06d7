"""The rules of the house, tested: which rooms there are, who may import whom, how long a file may be.

What exceeds a bound is listed with its size as a strict known gap: the list can shrink, never grow unseen.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import docs_examples
import pytest

ROOT = Path(__file__).parent.parent
FILES = docs_examples.files()
CODE = [path for path in FILES if path.suffix == ".py"]
TEXT = [path for path in FILES if path.suffix in (".py", ".md", ".toml", ".csv", ".txt", ".html", ".css", ".js", "")]
ROOMS = {"schemas", "extractors", "pipeline", "corpus", "tests", "docs", "benchmarks", "outputs", ".ci"}
PRODUCT = ("schemas", "extractors", "pipeline")

FILE_LINES = 400
LONG_FILES = {
    "tests/numbers/test_quantities.py": "one table of spellings",
}
FUNCTION_LINES = 60
LONG_FUNCTIONS = {
    "pipeline/readers/pdf_chars.py:page_chars",
    "tests/readers/hostile.py:files",
}
SILENT = {"pipeline/cli_database.py": ["pairs"], "pipeline/readers/docx_tree.py": ["first_places"]}
"""Public names that say nothing of themselves yet."""


def source(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def known(names: list[str], gaps: object) -> list[object]:
    """The names as parameters, those among `gaps` as strict xfail."""
    return [pytest.param(name, marks=pytest.mark.xfail(strict=True, reason="known gap") if name in gaps else ())  # type: ignore[operator]
            for name in names]


# --- rooms ----------------------------------------------------------------------------------------


def test_there_are_no_other_rooms() -> None:
    assert {path.parts[0] for path in FILES if len(path.parts) > 1} <= ROOMS


def test_the_package_holds_the_three_rooms_of_the_product() -> None:
    project = tomllib.loads(source(Path("pyproject.toml")))
    assert tuple(project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == PRODUCT
    assert tuple(project["tool"]["mypy"]["packages"]) == PRODUCT
    assert project["tool"]["mypy"]["strict"] is True


def test_import_contracts_are_kept() -> None:
    script = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([script, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout[-2000:]
    assert " 0 broken" in result.stdout


def test_outputs_are_not_tracked() -> None:
    assert [path for path in FILES if path.parts[0] == "outputs"] == [Path("outputs/README.md")]


@pytest.mark.parametrize("path", [path for path in CODE if path.parts[0] == "extractors"], ids=str)
def test_extractors_neither_open_files_nor_print(path: Path) -> None:
    calls = {node.func.id for node in ast.walk(ast.parse(source(path)))
             if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert calls & {"open", "print", "input", "eval", "exec", "__import__"} == set()


def test_only_the_command_line_knows_click_and_tqdm() -> None:
    users = {path.name for path in CODE if path.parts[0] in PRODUCT
             and re.search(r"^\s*(?:import|from) (?:click|tqdm)\b", source(path), re.M)}
    assert {name for name in users if not re.match(r"cli|\w+_commands\.py$", name)} == set()


def test_modules_of_the_tests_have_names_of_their_own() -> None:
    """Two of one name in two folders, and one of them is imported for both."""
    names = Counter(path.name for path in CODE if path.parts[0] == "tests" and path.name not in ("conftest.py", "__init__.py"))
    assert [name for name, count in names.items() if count > 1] == []


# --- sizes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", known([str(path) for path in CODE], LONG_FILES))
def test_files_have_one_purpose_and_fit_a_sitting(name: str) -> None:
    assert len(source(Path(name)).splitlines()) <= FILE_LINES


def functions() -> dict[str, int]:
    """`file:function` with its length in lines."""
    return {f"{path}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
            for path in CODE for node in ast.walk(ast.parse(source(path)))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_functions_fit_a_screen() -> None:
    assert {name for name, length in functions().items() if length > FUNCTION_LINES} == LONG_FUNCTIONS


def test_known_gaps_are_of_files_that_exist() -> None:
    assert set(LONG_FILES) <= {str(path) for path in CODE}


@pytest.mark.parametrize("path", [path for path in CODE if source(path).strip()], ids=str)
def test_every_file_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(source(path)))


def silent(path: Path) -> list[str]:
    """Public functions and classes of a module without a docstring; a command has its help text."""
    nodes = [node for node in ast.parse(source(path)).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return [node.name for node in nodes if not node.name.startswith("_") and not ast.get_docstring(node)
            and not any("command" in (told := ast.unparse(mark)) or "group" in told for mark in node.decorator_list)]


def test_public_names_say_what_they_are() -> None:
    found = {str(path): silent(path) for path in CODE if path.parts[0] in PRODUCT}
    assert {path: names for path, names in found.items() if names} == SILENT


# --- words ----------------------------------------------------------------------------------------

FORBIDDEN = {
    "a path of one machine": r"/(?:work|root|Users|mnt)/\w|/home/(?!user\b)\w|[A-Z]:\\\\",
    "a mark of unfinished work": r"\b(?:TODO|FIXME|XXX+|HACK)\b(?![市区县街])",
    "a merge left over": r"^(?:<{7}|>{7}) ",
    "a mock": r"unittest\.mock|\bMagicMock\b|\bmonkeypatch\.setattr\([^)]*lambda",
}
MINIFIED = ("htmx.min.js",)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_files_hold_no(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what], re.M)
    found = {str(path): hit[0] for path in TEXT
             if path.name not in MINIFIED and path != Path("tests/test_house.py")
             and (hit := pattern.search((ROOT / path).read_bytes().decode("utf-8", "replace")))}
    assert found == {}


def test_what_comes_from_others_is_named_with_its_licence() -> None:
    notice = source(Path("NOTICE"))
    named = re.findall(r"\b(?:schemas|pipeline|corpus)/[\w./-]+\w", notice)
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert [str(path) for path in FILES if ".min." in path.name and str(path) not in notice] == []


def test_no_tracked_file_is_huge() -> None:
    assert {str(path) for path in FILES if (ROOT / path).stat().st_size > 2**20} == set()
