"""The Ray engine on a real Ray of this machine: workers and machines are lost, no document is, the facts are the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import runs
from click.testing import CliRunner

from benchmarks.generated import write_documents
from pipeline import worker
from pipeline.batch import Failure
from pipeline.cli import main
from pipeline.cluster import _LOOPBACK, _QUIET, each_on_cluster
from pipeline.pool import TRIES
from pipeline.shards import code_digest
from pipeline.store import open_store
from schemas.codebook import load_codebook

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ray's clusters are of POSIX")

DOCUMENTS = 40
CODE, BOOK = code_digest(), load_codebook().digest


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Generated documents, and the database of a local run over them."""
    place = tmp_path_factory.mktemp("whole")
    assert len(write_documents(place / "reports", DOCUMENTS)) == 1
    assert runs.run(place / "reports", place / "local" / "y.db")[0] == 1
    return place / "reports", place / "local" / "y.db"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A cluster of two machines, both here."""
    os.environ.update(_QUIET | _LOOPBACK)
    from ray.cluster_utils import Cluster

    node = {"num_cpus": 1, "node_ip_address": "127.0.0.1", "object_store_memory": 80 * 2**20, "include_dashboard": False}
    made = Cluster(initialize_head=True, head_node_args=node)
    made.add_node(**node)
    yield made
    made.shutdown()


def children(parent: int) -> dict[int, str]:
    """The processes below one, with the command line of each."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    found: dict[int, str] = {}
    for _ in range(6):
        found |= {int(pid): args for pid, above, args in rows if int(above) == parent or int(above) in found}
    return found


def listening(processes: set[int]) -> set[str]:
    """The addresses on which processes listen for connections, as /proc writes them."""
    sockets = set()
    for pid in processes:
        for link in Path(f"/proc/{pid}/fd").glob("*"):
            try:
                sockets.add(os.readlink(link))
            except OSError:
                continue
    lines = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]]
    return {line[1].partition(":")[0] for line in lines if line[3] == "0A" and f"socket:[{line[9]}]" in sockets}


def same_as_local(db: Path, local: Path) -> None:
    """Both databases tell the same of the same documents, and the tables written from them are equal byte for byte."""
    assert runs.content(db) == runs.content(local)
    for name in ("facts.jsonl", "numbers.jsonl", "findings.jsonl", "indicators.csv", "facts.csv"):
        assert (db.parent / "out" / name).read_bytes() == (local.parent / "out" / name).read_bytes()
    last = runs.log(db, "ended")[-1]
    assert (last["stored"] + last["unchanged"], last["failed"]) == (DOCUMENTS - 1, 1)
    assert [row["doc"] for row in open_store(db).table("failures").rows] == [
        row["doc"] for row in open_store(local).table("failures").rows]


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes and ports in /proc")
def test_a_killed_worker_loses_nothing_and_no_port_is_open_to_others(tmp_path: Path, whole: tuple[Path, Path]) -> None:
    folder, local = whole
    db = tmp_path / "y.db"
    process = runs.start(folder, db, "--engine", "ray", "--workers", 2)
    runs.wait_for(process, db, 5)
    below = children(process.pid)
    assert listening({process.pid, *below}) <= {"0100007F", "0000000000000000FFFF00000100007F"}
    os.kill(next(pid for pid, args in below.items() if args.startswith("ray::_on_node")), signal.SIGKILL)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "ray" not in err.lower(), "what Ray says of itself is no message of ours"
    same_as_local(db, local)
    assert runs.log(db, "started")[0]["engine"] == "ray"
    until = time.monotonic() + 10
    while left := set(below) & set(children(1)):  # of ours, nothing is left running
        assert time.monotonic() < until, left
        time.sleep(0.2)


def doom(task: worker.Task, job: Any) -> worker.Outcome:
    """The real work, except that one document ends its process, and one is a defect that nobody caught."""
    if task.path.name == "001.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    if task.path.name == "002.txt":
        raise KeyError("x")
    return job(task)


def test_a_document_that_kills_its_workers_or_raises_costs_itself_only(tmp_path: Path, cluster: Any) -> None:
    import ray

    ray.cloudpickle.register_pickle_by_value(sys.modules[__name__])  # its machines do not have this file
    paths = runs.write_reports(tmp_path / "reports", 5)
    job = partial(doom, job=worker.job(tmp_path / "shards", None, BOOK, CODE))
    tasks = [worker.Task(path) for path in paths]
    outcomes = list(each_on_cluster(job, CODE, tasks, 0, cluster.address, lambda: False))
    assert [outcome.path for outcome in outcomes] == paths
    assert [type(outcome) for outcome in outcomes] == [worker.Done, Failure, Failure, worker.Done, worker.Done]
    assert (outcomes[1].cause, outcomes[1].attempts) == ("处理进程异常退出，已重试一次", TRIES)
    assert "KeyError" in outcomes[2].cause
    (other,) = each_on_cluster(job, "another", tasks[:1], 0, cluster.address, lambda: False)
    assert isinstance(other, worker.Halt), "a machine with another version of the program spoils no result"
    assert "另一版本" in other.cause


def test_asked_to_stop_it_finishes_what_it_is_at_and_goes_on_later(tmp_path: Path, cluster: Any, whole: tuple[Path, Path]) -> None:
    folder, local = whole
    db = tmp_path / "y.db"
    process = runs.start(folder, db, "--engine", "ray", "--address", cluster.address, start_new_session=True)
    runs.wait_for(process, db, 5)
    os.killpg(process.pid, signal.SIGINT)
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "再运行同一命令即从这里继续" in out
    assert 5 <= len(runs.log(db, "stored")) < DOCUMENTS - 1
    assert runs.run(folder, db)[0] == 1, "another engine may go on"
    same_as_local(db, local)


def at_work(raylet: int) -> dict[int, str]:
    """The workers of a machine while one of them reads a document; none between two documents."""
    workers = children(raylet)
    return workers if any(args.startswith("ray::_on_node") for args in workers.values()) else {}


def test_a_machine_lost_in_the_middle_loses_no_document(tmp_path: Path, cluster: Any, whole: tuple[Path, Path]) -> None:
    folder, local = whole
    db = tmp_path / "y.db"
    process = runs.start(folder, db, "--engine", "ray", "--address", cluster.address)
    runs.wait_for(process, db, 1)
    (node,) = cluster.worker_nodes
    raylet = node.all_processes["raylet"][0].process.pid
    until = time.monotonic() + 60
    while not (workers := at_work(raylet)) and process.poll() is None:
        assert time.monotonic() < until
    assert workers, "it was at work"
    cluster.remove_node(node, allow_graceful=False)
    for pid in workers:  # they go down with their machine
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    process.communicate(timeout=120)
    assert process.returncode == 1
    same_as_local(db, local)


def test_no_cluster_is_told(tmp_path: Path) -> None:
    runs.write_reports(tmp_path / "reports", 1)
    words = ["run", str(tmp_path / "reports"), "--db", str(tmp_path / "y.db"), "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(main, [*words, "--address", "auto"])
    assert result.exit_code == 2
    assert "--engine ray" in result.stderr
    result = CliRunner().invoke(main, [*words, "--engine", "ray", "--address", "127.0.0.1:9"])
    assert result.exit_code == 1
    assert "连不上 Ray 集群（127.0.0.1:9）" in result.stderr
