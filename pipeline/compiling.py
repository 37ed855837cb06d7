"""Compile the extractors (`make run`, `make compiled`): python -m pipeline.compiling. Needs the extra `compiled` and a C compiler."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from schemas.compiled import ROOT, place_of, sources

_KEPT: Final = 3
"""Builds that stay: a program that is running may still import from one of older sources."""
_PATIENCE: Final = 1800
"""Seconds to wait for another that compiles the same."""
_GROUPS: Final = 4
"""C files, so that as many cores have something to do; facts come as fast from four as from one."""
_SCRIPT: Final = """
import glob, os, sys, mypyc.build, setuptools
parts = int(sys.argv.pop(1))
files = sorted(glob.glob("extractors/[!_]*.py"), key=lambda name: (-os.path.getsize(name), name))
groups = [(sorted(files[part::parts]), f"youju_{part}") for part in range(parts)]
modules = mypyc.build.mypycify(sorted(files), opt_level="1", debug_level="0", separate=groups)
for module in modules:
    module.extra_compile_args.append("-Wno-all")
setuptools.setup(name="youju", packages=[], py_modules=[], ext_modules=modules)
"""
"""Python adds -Wall; looking for what it warns of takes longer than the compiling, and the C is not ours to mend."""


class BuildError(Exception):
    """The modules could not be compiled; the message ends with what the tools said."""


def build() -> Path:
    """Compile the extractors, unless that is done; gives the folder in which they stand. Takes half a minute on two cores.

    Raises:
        BuildError: mypyc, setuptools, a C compiler or Python's headers are missing, or one refuses the sources.
        OSError: the folder cannot be written.
    """
    names = sources()
    place = Path(place_of(names))
    if place.is_dir():
        return place
    place.parent.mkdir(parents=True, exist_ok=True)
    with _alone(place.parent):
        if not place.is_dir():  # another may have done it meanwhile
            _build(names, place)
    return place


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One build at a time; a lock of SQLite's ends with its process and is known to every system."""
    with closing(sqlite3.connect(folder / "lock", timeout=_PATIENCE, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield


def _build(names: list[str], place: Path) -> None:
    with tempfile.TemporaryDirectory(dir=place.parent) as draft:
        for name in names:
            copy = Path(draft, name)
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(Path(ROOT, name).read_bytes())
        command = [sys.executable, "-c", _SCRIPT, str(_GROUPS), "build_ext", "--build-lib", "done",
                   "--parallel", str(os.cpu_count() or 1)]
        told = subprocess.run(command, cwd=draft, capture_output=True, encoding="utf-8", errors="replace")
        if told.returncode:
            raise BuildError((told.stdout + told.stderr)[-3000:])
        Path(draft, "done").replace(place)
    builds = sorted(filter(Path.is_dir, place.parent.iterdir()), key=lambda build: build.stat().st_mtime)
    for old in builds[:-_KEPT]:
        shutil.rmtree(old, ignore_errors=True)


if __name__ == "__main__":
    try:
        print(f"抽取模块已编译：{build()}")
    except (BuildError, OSError) as error:
        sys.exit(f"{error}\n抽取模块未能编译（原因见上）；程序照常以解释方式运行，结果相同")
