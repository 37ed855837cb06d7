"""A small pool of processes that outlives its workers.

Each worker is a process of its own behind a pipe and has one task at a time. When one dies (out of memory, a
crash inside a library) its task is tried once more in a fresh process and then given up; no other task is
touched. One that has grown is replaced. Results come in the order of the tasks, so the number of workers never
shows in an output.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from pipeline.faults import RunError
from pipeline.memory import peak_memory

Task = TypeVar("Task")
Result = TypeVar("Result")

AHEAD = 16
"""Tasks a worker may be ahead of the oldest unfinished one; bounds what waits in memory."""

TRIES = 2

# A worker is forked from a server that has everything loaded: it is there in hundredths of a second, not in one.
_METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"

STILLBORN = 6
"""Workers in a row that may end before they are ready; it is no task's fault."""

GROWN = 250 * 2**20
"""Peak memory in bytes from which on a worker is replaced."""


def each(job: Callable[[Task], Result], tasks: Sequence[Task], workers: int, died: Callable[[Task], Result],
         stop: Callable[[], bool] = lambda: False) -> Generator[Result]:
    """The result of `job` for every task, in order; `died` gives it for a task that kills its workers.

    With one worker everything runs in this process. With more, `job` and tasks are pickled; a job that may
    fail returns its failure, since an exception ends its worker. Once `stop` is true no task is begun; those
    that were come to their end, and the results stop with them.

    Raises:
        RunError: no worker comes up.
    """
    if workers <= 1 or len(tasks) <= 1:
        for task in tasks:
            if stop():
                return
            yield job(task)
        return
    pool = _Pool(job, min(workers, len(tasks)), died, stop)
    try:
        yield from pool.results(tasks)
    finally:
        pool.close()


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    task: int = -1
    """Index of the task it works on; -1 when idle."""
    ready: bool = False


class _Pool(Generic[Task, Result]):
    def __init__(self, job: Callable[[Task], Result], size: int, died: Callable[[Task], Result],
                 stop: Callable[[], bool]) -> None:
        self._context: Any = multiprocessing.get_context(_METHOD)
        if _METHOD == "forkserver":
            self._context.set_forkserver_preload(["pipeline.preload"])
        self._job, self._died, self._stop = job, died, stop
        self._stillborn = 0
        self._workers = [self._start() for _ in range(size)]

    def close(self) -> None:
        for worker in self._workers:
            worker.pipe.close()
            worker.process.kill()
            worker.process.join()

    def results(self, tasks: Sequence[Task]) -> Iterator[Result]:
        waiting = deque(range(len(tasks)))
        tries = [0] * len(tasks)
        done: dict[int, Result] = {}
        for index in range(len(tasks)):
            while index not in done:
                self._hand_out(waiting, tasks, index + AHEAD * len(self._workers))
                if self._stop() and all(worker.task < 0 for worker in self._workers):
                    return
                for task, results in self._collect():
                    tries[task] += results is not None
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
            if worker.task < 0 and waiting and waiting[0] <= horizon and not self._stop():
                worker.task = waiting.popleft()
                with contextlib.suppress(OSError):  # it died while idle: its pipe then reads as closed
                    worker.pipe.send(tasks[worker.task])

    def _collect(self) -> Iterator[tuple[int, list[Result] | None]]:
        """Tasks that came to an end, each with its result, with `[]` where its worker died, None where it never lived."""
        busy = [worker for worker in self._workers if worker.task >= 0]
        heard = wait([worker.pipe for worker in busy])
        for worker in busy:
            if worker.pipe not in heard:
                continue
            results: list[Result] | None
            try:
                message = worker.pipe.recv()
                if message is None:
                    worker.ready, self._stillborn = True, 0
                    continue
                result, grown = message
                results = [result]
            except (EOFError, OSError):
                results, grown = [] if worker.ready else None, True
            task, worker.task = worker.task, -1
            if grown:
                self._replace(worker)
            yield task, results

    def _replace(self, worker: _Worker) -> None:
        worker.pipe.close()
        worker.process.join()
        self._stillborn += not worker.ready
        if self._stillborn >= STILLBORN:
            raise RunError(f"处理进程起不来（退出码 {worker.process.exitcode}）；可加 --workers 1 再试")
        self._workers[self._workers.index(worker)] = self._start()


def _serve(pipe: Connection, job: Callable[[Task], Result]) -> None:
    """A worker's life: ready, then a task in, a result out, until the pipe closes or the process has grown."""
    # To stop is the parent's to decide, and it lets us finish; when it dies, the pipe closes.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):
        pipe.send(None)  # ready
        while True:
            result = job(pipe.recv())
            grown = peak_memory() > GROWN
            pipe.send((result, grown))
            if grown:
                break
    os._exit(0)
