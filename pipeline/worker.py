"""One document of a run, from a path to a shard: what a worker process does."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pydantic_core import PydanticSerializationError

from pipeline.batch import Failure, Reading, Stage, died, failure_of, read_or_use
from pipeline.faults import told
from pipeline.longtext import Written, into_shard, is_long, read_long, use_long
from pipeline.memory import peak_memory
from pipeline.shards import records_of, shard_path, stands, write_shard


class GivenUp(NamedTuple):
    """A file that failed as often as it may: how, and with which bytes."""

    sha256: str
    stage: Stage
    cause: str
    attempts: int


class Task(NamedTuple):
    """A document to see to. `known` is the hash of what the database holds of it from this very program."""

    path: Path
    known: str = ""
    given_up: GivenUp | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A document whose shard stands."""

    path: Path
    sha256: str
    shard: Path
    seconds: float
    memory: int = field(default=0, compare=False)
    """Bytes that the worker, or its child for a long text, has held at most so far."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A document that the database holds as it is."""

    path: Path


@dataclass(frozen=True, slots=True)
class Halt:
    """No document's fault: what keeps the work from going on (a full disk), in Chinese."""

    path: Path
    cause: str


Outcome = Done | Unchanged | Failure | Halt


def job(shards: Path, codebook: Path | None, digest: str, code: str, base: Path = Path()) -> Callable[[Task], Outcome]:
    """The work on one task, for `pool.each` and for a cluster.

    `digest` is the codebook's, `code` that of the program; shards go below the folder `shards`. `base` is the folder
    that relative paths start from.
    """
    return partial(_work, shards=shards, codebook=codebook, digest=digest, code=code, base=base)


def _work(task: Task, shards: Path, codebook: Path | None, digest: str, code: str, base: Path) -> Outcome:
    outcome = _work_on(task._replace(path=base / task.path), shards, codebook, digest, code)
    return replace(outcome, path=task.path)


def _work_on(task: Task, shards: Path, codebook: Path | None, digest: str, code: str) -> Outcome:
    began = time.monotonic()
    sha256 = _hash(task.path)
    if sha256 and sha256 == task.known:
        return Unchanged(task.path)
    if sha256 and task.given_up and task.given_up.sha256 == sha256:
        _, stage, cause, attempts = task.given_up
        return Failure(task.path, f"{cause}（已试 {attempts} 次，不再重试；--retry 可再试）", stage, 0, sha256)
    place_of = partial(_place, shards=shards, name=task.path.name, code=code, digest=digest)
    memory = 0
    if not stands(place_of(sha256)):
        wrote = _shard(task.path, codebook, place_of)
        if isinstance(wrote, OSError):
            return Halt(task.path, told(wrote, shards))
        if isinstance(wrote, Failure):
            return replace(wrote, sha256=wrote.sha256 or sha256)
        # The file may have changed since it was hashed: the shard is of the bytes that were read.
        sha256, memory = wrote.sha256, wrote.memory
    return Done(task.path, sha256, place_of(sha256), time.monotonic() - began, max(peak_memory(), memory))


def _place(sha256: str, shards: Path, name: str, code: str, digest: str) -> Path:
    return shard_path(shards, sha256, name, code, digest)


def _shard(path: Path, codebook: Path | None, place_of: Callable[[str], Path]) -> Written | Failure | OSError:
    """Read one file, extract its facts and write its shard."""
    use = partial(into_shard, place_of=place_of)
    if is_long(path):
        try:
            return read_long(path, codebook, use)
        except Exception as error:  # one document's defect must not end the batch
            return failure_of(path, error, "extract")
    outcome = read_or_use(path, codebook, partial(use_long, codebook=codebook, use=use))
    if not isinstance(outcome, Reading):
        return outcome
    sha256 = outcome.document.sha256
    try:
        write_shard(records_of(outcome), place_of(sha256))
    except OSError as error:
        return error
    except (PydanticSerializationError, ValueError) as error:
        return Failure(path, f"处理出错（{type(error).__name__}：{error}）", "extract", 1, sha256)
    return Written(sha256)


def gone(task: Task) -> Failure:
    """What is said of a document that ended its process twice."""
    return replace(died(task.path), sha256=_hash(task.path))


def _hash(path: Path) -> str:
    """SHA-256 of a regular file's bytes; empty where they cannot be read."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
