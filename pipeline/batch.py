"""Many documents at a time: find them, read and extract each, and let no bad one stop the rest.

Outcomes come in the order of the paths, whatever the number of workers; a worker that dies costs its own
document at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.pool import each
from schemas.records import Document, Extraction

SUFFIXES = frozenset({".txt", ".docx", ".pdf", ".html", ".htm"})
"""What is taken from a folder (no `.md`: that is its README); a file named outright is always tried."""

@dataclass(frozen=True, slots=True)
class Reading:
    """A document that was read and understood."""

    path: Path
    document: Document
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be used, and why, in Chinese."""

    path: Path
    cause: str

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


def read_one(path: Path, codebook: Path | None = None) -> Outcome:
    """Read one file and extract its facts; whatever goes wrong becomes a `Failure`, never an exception."""
    from extractors.facts import extract
    from pipeline.readers import ReadError, read
    from schemas.codebook import load_codebook

    try:
        document = read(path)
        return Reading(path, document, extract(document, load_codebook(codebook)))
    except ReadError as error:
        return Failure(path, str(error).removeprefix(f"{error.path.name}："))
    except MemoryError:
        return Failure(path, "内存不足")
    except Exception as error:  # one document's defect must not end the batch
        return Failure(path, f"处理出错（{type(error).__name__}：{error}）")


def read_all(paths: Sequence[Path], codebook: Path | None = None, workers: int = 1) -> Iterator[Outcome]:
    """The outcome of every path, in order, whatever the number of workers."""
    yield from each(partial(read_one, codebook=codebook), paths, workers, died)


def died(path: Path) -> Failure:
    """What is said of a document that ended its process twice."""
    return Failure(path, "处理进程异常退出，已重试一次")
