"""The pool on a Ray cluster (extra `[scale]`): one Ray task a document, outcomes in the order of the tasks.

Nothing but tasks and outcomes (a path, a hash, a few numbers) goes through Ray; documents and shards lie in folders
that every machine sees under the same path. A task whose worker dies is tried once more, as in the local pool; one
whose machine is lost is begun again elsewhere. Ray's own retries stay off, since they do not tell the two apart.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from pipeline.batch import Failure
from pipeline.faults import RunError
from pipeline.pool import TRIES
from pipeline.shards import code_digest
from pipeline.worker import Done, Halt, Outcome, Task, gone

MOVES: Final = 8
"""Machines that may be lost under one document before it is given up for this run."""
QUEUED: Final = 2
"""Tasks given to Ray for each processor, so that none waits for the next."""
AHEAD: Final = 256
"""Tasks for each processor that may be ahead of the oldest unfinished one."""
COUNTED: Final = 2.0
"""Seconds for which a count of the cluster's processors holds."""
CALLS: Final = 1000
"""Documents after which a worker is replaced; what a library leaks does not gather."""
KNOCK_SECONDS: Final = 10.0
"""How long a cluster's address may take to answer."""
SHARED_SECONDS: Final = 30.0
"""How long a shared folder may take to show here what another machine wrote."""
STORE_BYTES: Final = 80 * 2**20
"""Ray's shared memory on this machine; it has to hold no document."""

_QUIET: Final = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_DEDUP_LOGS_SKIP_REGEX": ".",
                 "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
"""No report to Ray's makers, no lines of Ray's on stderr: what befalls a document is told by its outcome."""
_LOOPBACK: Final = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}
"""Ray's name for: this machine alone, every port bound to 127.0.0.1."""


def each_on_cluster(job: Callable[[Task], Outcome], code: str, tasks: Sequence[Task], workers: int, address: str,
                    stop: Callable[[], bool]) -> Generator[Outcome]:
    """The outcome of `job` for every task, in order; the same contract as `pool.each`.

    Args:
        code: digest of the program's code, which every machine must have the same.
        workers: tasks at once; 0 for as many as there are processors.
        address: of a running cluster; empty to start Ray on this machine alone and to end it afterwards.

    Raises:
        RunError: Ray is not installed, there is no cluster, or its machines lack youju or a library.
    """
    with _connected(address, workers) as ray:
        yield from _Work(ray, job, code, tasks, workers, stop).outcomes()


@contextmanager
def _connected(address: str, workers: int) -> Iterator[Any]:
    for name, value in {**_QUIET, **({} if address else _LOOPBACK)}.items():
        os.environ.setdefault(name, value)
    try:
        import ray
    except ImportError as error:
        raise RunError("--engine ray 需要 Ray：pip install 'youju[scale]'") from error
    own = not ray.is_initialized()
    place: dict[str, Any] = {"address": address} if address else {
        "address": "local", "num_cpus": workers or None, "include_dashboard": False, "object_store_memory": STORE_BYTES,
        "_node_ip_address": "127.0.0.1"}
    if own:
        try:
            _knock(address)
            with _signals_kept():
                ray.init(**place, log_to_driver=False, logging_level=logging.ERROR)
        except (ConnectionError, RuntimeError, ValueError, OSError) as error:
            raise RunError(f"连不上 Ray 集群（{address or '本机'}）：{str(error).splitlines()[0]}") from error
    try:
        yield ray
    finally:
        if own:
            with _signals_kept():
                ray.shutdown()


def _knock(address: str) -> None:
    """Raise `OSError` where nobody listens at `host:port`; Ray itself would go on asking for minutes."""
    host, colon, port = address.rpartition(":")
    if colon and port.isdecimal():
        socket.create_connection((host.strip("[]"), int(port)), KNOCK_SECONDS).close()


@contextmanager
def _signals_kept() -> Iterator[None]:
    """Ray takes SIGTERM for itself; a wish to stop is ours to hear."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Work:
    """Tasks on their way through the cluster."""

    def __init__(self, ray: Any, job: Callable[[Task], Outcome], code: str, tasks: Sequence[Task], workers: int,
                 stop: Callable[[], bool]) -> None:
        self._ray, self._tasks, self._workers, self._stop = ray, tasks, workers, stop
        self._remote: Any = ray.remote(num_cpus=1, max_retries=0, max_calls=CALLS)(_on_node)
        self._job, self._code = job, code
        self._size, self._counted = 1, -COUNTED
        self._waiting = deque(range(len(tasks)))
        self._running: dict[Any, int] = {}
        self._done: dict[int, Outcome] = {}
        self._deaths: Counter[int] = Counter()
        self._moves: Counter[int] = Counter()

    def outcomes(self) -> Iterator[Outcome]:
        for index in range(len(self._tasks)):
            while index not in self._done:
                self._hand_out(index)
                if not self._running and self._stop():
                    return
                self._collect()
            yield self._done.pop(index)

    def _hand_out(self, oldest: int) -> None:
        if time.monotonic() > self._counted + COUNTED:  # machines come and go
            self._size = self._workers or max(1, int(self._ray.cluster_resources().get("CPU", 1)))
            self._counted = time.monotonic()
        room = self._size if self._workers else QUEUED * self._size
        while (self._waiting and len(self._running) < room and self._waiting[0] <= oldest + AHEAD * self._size
               and not self._stop()):
            index = self._waiting.popleft()
            self._running[self._remote.remote(self._job, self._tasks[index], self._code)] = index

    def _collect(self) -> None:
        errors = self._ray.exceptions
        ready, _ = self._ray.wait(list(self._running), timeout=0.5)
        for ref in ready:
            index = self._running.pop(ref)
            try:
                self._done[index] = _arrived(self._ray.get(ref))
            except (errors.WorkerCrashedError, errors.OutOfMemoryError):
                self._deaths[index] += 1
                self._again(index, self._deaths[index] < TRIES)
            except errors.RayTaskError as error:
                raise RunError(f"集群中有机器做不了这件事（每台都要装同一版本的 youju）：{error.cause}") from error
            except errors.RayError:  # the machine is gone, or the way to it
                self._moves[index] += 1
                self._again(index, self._moves[index] < MOVES)

    def _again(self, index: int, may: bool) -> None:
        if may:
            self._waiting.appendleft(index)
        else:
            self._done[index] = gone(self._tasks[index])


def _arrived(outcome: Outcome) -> Outcome:
    """The outcome, once its shard can be seen from here: a network file system may show it some seconds late."""
    until = time.monotonic() + SHARED_SECONDS
    while isinstance(outcome, Done) and not outcome.shard.is_file():
        if time.monotonic() > until:
            raise RunError(f"{outcome.shard}：从这台机器看不到；数据库旁的文件夹须共享，各台机器以同一路径读写")
        time.sleep(0.2)
        with contextlib.suppress(OSError):
            os.listdir(outcome.shard.parent)  # makes the client of the file system ask again
    return outcome


def _on_node(job: Callable[[Task], Outcome], task: Task, code: str) -> Outcome:
    """The work on one task in a worker of Ray's; whatever goes wrong is its outcome."""
    # The readers' child processes would otherwise begin by running Ray's worker script again.
    vars(sys.modules["__main__"]).pop("__file__", None)
    try:
        if code_digest() != code:
            return Halt(task.path, "集群中有机器的 youju 或所用的库是另一版本，请装成一样的")
        return job(task)
    except Exception as error:  # one document's defect must not end the batch
        return Failure(task.path, f"处理出错（{type(error).__name__}：{error}）", "extract")
