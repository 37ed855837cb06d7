"""Many documents at a time: find them, read and extract each, and let no bad one stop the rest.

Outcomes come in the order of the paths, whatever the number of workers. Formats that C libraries take apart are
read in a child process, and so are long texts; what happens to it costs its own document at most.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

from pipeline.pool import TRIES, each
from schemas.records import Document, Extraction

SUFFIXES = frozenset({".txt", ".docx", ".pdf", ".html", ".htm", ".ofd", ".doc", ".wps"})
"""What is taken from a folder (no `.md`: that is its README); a file named outright is always tried."""

SHORT_TEXT: Final = 300_000
"""Characters up to which facts are extracted in this process; longer texts may need gigabytes."""
SHORT_SECONDS: Final = 120
"""CPU time that a short text may take; it takes two seconds at most, unless a rule runs wild on it."""
EXTRACT_SECONDS: Final = 900
EXTRACT_MEMORY: Final = 4 * 2**30
FEW: Final = 12
"""Up to so many documents one process is as fast as several, which first have to start."""

_LOST = {"timeout": "抽取超时", "crashed": "抽取进程异常退出", "too_large": "抽取所需内存超限", "too_deep": "嵌套层次过深"}

UNCONFIRMED: Final = ("txt", "html", "docx", "doc")
"""Media whose figures want neither a second reader nor a recogniser's word (`confirm`)."""

Used = TypeVar("Used")
Stage = Literal["read", "extract", "store"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document that was read and understood."""

    path: Path
    document: Document
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be used: why, in Chinese, at which stage, and how often it was tried."""

    path: Path
    cause: str
    stage: Stage = "read"
    attempts: int = 1
    sha256: str = ""
    """Of the file's bytes; empty where they could not be read."""

    def __str__(self) -> str:
        return f"{self.path}：{self.cause}"


Outcome = Reading | Failure


def find_documents(paths: Iterable[Path]) -> list[Path]:
    """Files as given, and below each folder those of a known kind in the order of their names; none twice.

    Hidden files and Word's lock files (`~$…`) are left out.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if not path.is_dir():
            found[path] = None
            continue
        for file in sorted(path.rglob("*")):
            hidden = any(part.startswith((".", "~$")) for part in file.relative_to(path).parts)
            if file.suffix.lower() in SUFFIXES and not hidden and file.is_file():
                found[file] = None
    return list(found)


def fitting_workers(documents: Sequence[Path]) -> int:
    """As many processes as cores that this one may use (a job of a cluster has some of them only), one for a small job."""
    return usable_cores() if len(documents) > FEW else 1


def usable_cores() -> int:
    """Cores that this process may run on."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS, not on Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_one(path: Path, codebook: Path | None = None) -> Outcome:
    """Read one file and extract its facts; whatever goes wrong becomes a `Failure`, never an exception."""
    outcome: Outcome = _read_one(path, codebook, None)
    return outcome


def read_or_use(path: Path, codebook: Path | None, use: Callable[[Document], Used]) -> Outcome | Used:
    """As `read_one`, but of a long document that no second reader confirms `use` is made in the child that read it.

    `use` and what it gives are pickled.
    """
    outcome: Outcome | Used = _read_one(path, codebook, use)
    return outcome


def _read_one(path: Path, codebook: Path | None, use: Callable[[Document], Any] | None) -> Any:
    from pipeline.confirm import confirmed
    from pipeline.doubtful import told_doubtful
    from pipeline.readers.isolation import Then, read_then, run_isolated
    from pipeline.timelimit import limited
    from schemas.codebook import load_codebook

    if path.exists() and not path.is_file():
        return Failure(path, "不是普通文件")
    stage: Stage = "read"
    try:
        then = Then(SHORT_TEXT, UNCONFIRMED, pickle.dumps(use), EXTRACT_SECONDS, EXTRACT_MEMORY) if use else None
        document = read_then(path, then)
        if not isinstance(document, Document):
            return document
        stage = "extract"
        if len(document.text) <= SHORT_TEXT:
            with limited(SHORT_SECONDS):
                extraction = _extract(document, codebook)
        else:
            extraction = run_isolated(_extract, document, codebook, timeout=EXTRACT_SECONDS, memory=EXTRACT_MEMORY)
        extraction = told_doubtful(extraction, load_codebook(codebook))
        return Reading(path, document, confirmed(path, document, extraction))
    except Exception as error:  # one document's defect must not end the batch
        return failure_of(path, error, stage)


def failure_of(path: Path, error: Exception, stage: Stage) -> Failure:
    """What is said of a document that an error kept from being used."""
    from pipeline.readers import ReadError
    from pipeline.readers.isolation import ChildError, UseError
    from pipeline.timelimit import OverdueError

    match error:
        case ReadError():
            return Failure(path, str(error).removeprefix(f"{error.path.name}："))
        case ChildError():
            at: Stage = "extract" if isinstance(error, UseError) else stage
            return Failure(path, _LOST.get(error.cause, f"处理出错（{error.detail}）"), at)
        case OverdueError():
            return Failure(path, f"{_LOST['timeout']}（{error}）", stage)
        case MemoryError():
            return Failure(path, "内存不足", stage)
    return Failure(path, f"处理出错（{type(error).__name__}：{error}）", stage)


def _extract(document: Document, codebook: Path | None) -> Extraction:
    from extractors.facts import extract
    from schemas.codebook import load_codebook

    return extract(document, load_codebook(codebook))


def read_all(paths: Sequence[Path], codebook: Path | None = None, workers: int = 1) -> Iterator[Outcome]:
    """The outcome of every path, in order, whatever the number of workers."""
    yield from each(partial(read_one, codebook=codebook), paths, workers, died)


def died(path: Path) -> Failure:
    """What is said of a document that ended its process twice."""
    return Failure(path, "处理进程异常退出，已重试一次", "extract", TRIES)
