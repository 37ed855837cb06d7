"""Many documents at a time: find them, read and extract each, and let no bad one stop the rest.

With one worker everything runs in this process. With more, each worker is a process of its own behind a
pipe: when one dies (out of memory, a crash inside a PDF library) its document is tried once more in a fresh
process and then reported, and no other document is touched. Outcomes come in the order of the paths.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from schemas.records import Document, Extraction

SUFFIXES = frozenset({".txt", ".md", ".docx", ".pdf", ".html", ".htm"})
"""What is taken from a folder; a file named on the command line is always tried."""

AHEAD = 4
"""Documents a worker may be ahead of the oldest unfinished one; bounds what waits in memory."""


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
    if workers <= 1 or len(paths) <= 1:
        yield from (read_one(path, codebook) for path in paths)
        return
    with _Pool(min(workers, len(paths)), codebook) as pool:
        yield from pool.outcomes(paths)


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    task: int = -1
    """Index of the document it works on; -1 when idle."""


class _Pool:
    """Worker processes fed one document at a time."""

    def __init__(self, size: int, codebook: Path | None) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._codebook = codebook
        self._workers = [self._start() for _ in range(size)]

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
            worker.process.join()

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._codebook))
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def outcomes(self, paths: Sequence[Path]) -> Iterator[Outcome]:
        """The outcome of every path, in order; documents are handed out as workers fall idle."""
        waiting = deque(range(len(paths)))
        tried: dict[int, int] = {}
        done: dict[int, Outcome] = {}
        for index in range(len(paths)):
            while index not in done:
                self._hand_out(waiting, paths, index + AHEAD * len(self._workers))
                for task, outcome in self._collect(paths):
                    tried[task] = tried.get(task, 0) + 1
                    if outcome is None and tried[task] < 2:
                        waiting.appendleft(task)
                    else:
                        done[task] = outcome or Failure(paths[task], "处理进程异常退出，已重试一次")
            yield done.pop(index)

    def _hand_out(self, waiting: deque[int], paths: Sequence[Path], horizon: int) -> None:
        for place, worker in enumerate(self._workers):
            if worker.task < 0 and waiting and waiting[0] <= horizon:
                if not worker.process.is_alive():
                    worker.pipe.close()
                    worker = self._workers[place] = self._start()
                worker.task = waiting.popleft()
                with contextlib.suppress(OSError):  # it died meanwhile: its pipe reads as closed below
                    worker.pipe.send(paths[worker.task])

    def _collect(self, paths: Sequence[Path]) -> Iterator[tuple[int, Outcome | None]]:
        """Finished tasks; None for the outcome of one whose worker died."""
        busy = {worker.pipe: place for place, worker in enumerate(self._workers) if worker.task >= 0}
        for pipe in wait(list(busy)):
            place = busy[pipe]  # type: ignore[index]
            worker = self._workers[place]
            try:
                outcome = worker.pipe.recv()
            except (EOFError, OSError):
                outcome = None
                worker.pipe.close()
                worker.process.join()
                self._workers[place] = self._start()
            task, worker.task = worker.task, -1
            yield task, outcome


def _serve(pipe: Connection, codebook: Path | None) -> None:
    """A worker's life: a path in, an outcome out, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle; it ends its workers
    while True:
        try:
            path = pipe.recv()
        except EOFError:
            os._exit(0)
        pipe.send(read_one(path, codebook))
