"""A small pool of processes that outlives its workers.

Each worker is a process of its own behind a pipe and has one task at a time. When one dies (out of memory, a
crash inside a library) its task is tried once more in a fresh process and then given up; no other task is
touched. Results come in the order of the tasks, so the number of workers never shows in an output.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

AHEAD = 4
"""Tasks a worker may be ahead of the oldest unfinished one; bounds what waits in memory."""

TRIES = 2


def each(job: Callable[[Task], Result], tasks: Sequence[Task], workers: int,
         died: Callable[[Task], Result]) -> Iterator[Result]:
    """The result of `job` for every task, in order; `died` gives it for a task that kills its workers.

    With one worker everything runs in this process. With more, `job` and tasks are pickled; a job that may
    fail returns its failure, since an exception ends its worker.
    """
    if workers <= 1 or len(tasks) <= 1:
        yield from map(job, tasks)
        return
    pool = _Pool(job, min(workers, len(tasks)), died)
    try:
        yield from pool.results(tasks)
    finally:
        pool.close()


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    task: int = -1
    """Index of the task it works on; -1 when idle."""


class _Pool(Generic[Task, Result]):
    def __init__(self, job: Callable[[Task], Result], size: int, died: Callable[[Task], Result]) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._job, self._died = job, died
        self._workers = [self._start() for _ in range(size)]

    def close(self) -> None:
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
            worker.process.join()

    def results(self, tasks: Sequence[Task]) -> Iterator[Result]:
        waiting = deque(range(len(tasks)))
        tries = [0] * len(tasks)
        done: dict[int, Result] = {}
        for index in range(len(tasks)):
            while index not in done:
                self._hand_out(waiting, tasks, index + AHEAD * len(self._workers))
                for task, results in self._collect():
                    tries[task] += 1
                    if results:
                        done[task] = results[0]
                    elif tries[task] < TRIES:
                        waiting.appendleft(task)
                    else:
                        done[task] = self._died(tasks[task])
            yield done.pop(index)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._job))
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _hand_out(self, waiting: deque[int], tasks: Sequence[Task], horizon: int) -> None:
        for worker in self._workers:
            if worker.task < 0 and waiting and waiting[0] <= horizon:
                worker.task = waiting.popleft()
                with contextlib.suppress(OSError):  # it died while idle: its pipe then reads as closed
                    worker.pipe.send(tasks[worker.task])

    def _collect(self) -> Iterator[tuple[int, list[Result]]]:
        """Tasks that came to an end, each with its result, or with none where its worker died."""
        busy = [worker for worker in self._workers if worker.task >= 0]
        ready = wait([worker.pipe for worker in busy])
        for worker in busy:
            if worker.pipe not in ready:
                continue
            task, worker.task = worker.task, -1
            try:
                results = [worker.pipe.recv()]
            except (EOFError, OSError):
                results = []
                worker.pipe.close()
                worker.process.join()
                self._workers[self._workers.index(worker)] = self._start()
            yield task, results


def _serve(pipe: Connection, job: Callable[[Task], Result]) -> None:
    """A worker's life: a task in, a result out, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle; it ends its workers
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            os._exit(0)
        pipe.send(job(task))
