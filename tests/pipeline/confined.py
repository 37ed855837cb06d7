"""Surroundings that fail, made with what the system allows: small and read-only disks, permissions, a clock that is turned.

Where file systems of one's own are refused (most containers), the same faults come from limits on the size of files,
from folders without permission, and from a stream that is full, so that nothing is skipped anywhere.
"""

from __future__ import annotations

import ctypes
import os
import resource
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import runs

_DROP_FROM_BOUNDS = 24
"""`PR_CAPBSET_DROP`."""
_OVERRIDES = (1, 2, 3)
"""`CAP_DAC_OVERRIDE`, `CAP_DAC_READ_SEARCH`, `CAP_FOWNER`: by these permissions do not hold for root."""


@lru_cache(maxsize=1)
def own_mounts() -> tuple[str, ...]:
    """The command that gives a process mounts of its own; empty where the system refuses."""
    for words in (("unshare", "-m"), ("unshare", "-rm")):
        if shutil.which("unshare") and subprocess.run(
                [*words, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False).returncode == 0:
            return words
    return ()


def on_small_disk(place: Path, size: str, *commands: list[str]) -> subprocess.CompletedProcess[str]:
    """Run commands one after the other with a file system of this size at `place`, each followed by `exit CODE`."""
    place.mkdir(exist_ok=True)
    script = [f"mount -t tmpfs -o size={size} none {shlex.quote(str(place))} || exit 99",
              *(f"{shlex.join(command)}; echo exit $?" for command in commands)]
    return subprocess.run([*own_mounts(), "sh", "-c", "\n".join(script)],
                          cwd=runs.ROOT, capture_output=True, text=True, timeout=300, check=False)


def files_of_at_most(size: int) -> Callable[[], None]:
    """For `preexec_fn`: writing beyond so many bytes of any file fails, as by a quota."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def bound_by_permissions() -> None:
    """For `preexec_fn`: permissions hold for the new program, whoever runs it."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        status = Path("/proc/self/status").read_text(encoding="ascii")
        effective = int(status.partition("CapEff:")[2].split()[0], 16)
        for capability in _OVERRIDES:
            if effective >> capability & 1 and libc.prctl(_DROP_FROM_BOUNDS, capability, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "root that permissions do not hold for")


@contextmanager
def without_permission(folder: Path) -> Iterator[None]:
    """Nothing can be written, made or removed in a folder (by programs that permissions hold for)."""
    places = [folder, *folder.rglob("*")]
    for place in places:
        place.chmod(0o555 if place.is_dir() else 0o444)
    try:
        yield
    finally:
        for place in places:
            place.chmod(0o755 if place.is_dir() else 0o644)


_HOLDER = """import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2:]:
    held.execute(statement).fetchall()
print("held", flush=True)
sys.stdin.read()
"""
WRITING = ("BEGIN IMMEDIATE",)
READING = ("BEGIN", "SELECT count(*) FROM documents")
ALONE = ("PRAGMA locking_mode = EXCLUSIVE", "PRAGMA journal_mode = DELETE", "BEGIN EXCLUSIVE")


class Holder:
    """Another program that has a database open and has carried out `statements` in it."""

    def __init__(self, db: Path, *statements: str) -> None:
        self._process = subprocess.Popen([sys.executable, "-c", _HOLDER, str(db), *statements], text=True,
                                         stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdout
        assert self._process.stdout.readline() == "held\n"

    def let_go(self) -> None:
        """End it; the system takes back what it held."""
        self._process.communicate()


@contextmanager
def held_by_another(db: Path, *statements: str) -> Iterator[None]:
    """A database that another program holds meanwhile."""
    holder = Holder(db, *statements)
    try:
        yield
    finally:
        holder.let_go()


def turned_clock(file: Path) -> dict[str, str]:
    """The environment of a program whose clock tells what stands in `file`: `+0` is now, `-10d` ten days earlier.

    Waiting and measuring go on as they do when a real clock is set: only the time of day is turned.
    """
    library = next(iter(sorted(Path("/usr/lib").glob("**/faketime/libfaketimeMT.so.1"))), None)
    assert library, "faketime is missing: apt-get install faketime"
    return {**os.environ, "LD_PRELOAD": str(library), "FAKETIME_TIMESTAMP_FILE": str(file), "FAKETIME_NO_CACHE": "1",
            "DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1"}


def sound(db: Path) -> list[str]:
    """The names of the documents stored, in a database that is sound."""
    connection = sqlite3.connect(db)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return [name for (name,) in connection.execute("SELECT doc FROM documents ORDER BY doc")]
    finally:
        connection.close()
