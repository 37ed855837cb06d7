"""Where the documents of a run are worked on: in processes of this machine, or on a Ray cluster."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from pipeline import worker
from pipeline.batch import fitting_workers
from pipeline.pool import each

Name = Literal["local", "ray"]


class Engine(NamedTuple):
    """`address` is that of a running Ray cluster (`auto`, `host:port`); empty for one on this machine alone.

    The facts do not depend on the engine: both do the same job on the same tasks and give the outcomes in the same
    order, and one process stores them.
    """

    name: Name = "local"
    address: str = ""

    def workers(self, asked: int | None, documents: Sequence[Path]) -> int:
        """How many documents to work on at once; 0 for as many as the cluster has processors."""
        if self.name == "ray":
            return asked or 0
        return asked or fitting_workers(documents)

    def outcomes(self, shards: Path, codebook: Path | None, digest: str, code: str, tasks: Sequence[worker.Task],
                 workers: int, stop: Callable[[], bool]) -> Generator[worker.Outcome]:
        """The outcome of every task, in order; `shards`, `codebook`, `digest` and `code` as `worker.job` takes them.

        Raises:
            RunError: there is no cluster, or it cannot do the work.
        """
        if self.name == "local":
            return each(worker.job(shards, codebook, digest, code), tasks, workers, worker.gone, stop)
        from pipeline.cluster import each_on_cluster

        # Machines share folders, not where a command was given.
        job = worker.job(shards.resolve(), codebook.resolve() if codebook else None, digest, code, Path.cwd())
        return each_on_cluster(job, code, tasks, workers, self.address, stop)
