"""Batches: in order, and no bad document stops the rest."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from pipeline.batch import find_documents, fitting_workers
from pipeline.pool import each


def work(task: int, folder: Path) -> int:
    """Square a number; 13 always ends its process, 7 only the first time, 5 takes longest."""
    if task == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if task == 7 and not (folder / "7").exists():
        (folder / "7").touch()
        os._exit(9)
    if task == 5:
        time.sleep(0.3)
    return task * task


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_order(tmp_path, workers):
    tasks = [5, 1, 2, 3, 4]
    assert list(each(partial(work, folder=tmp_path), tasks, workers, died=str)) == [25, 1, 4, 9, 16]


def test_a_killed_worker_costs_its_own_task_only(tmp_path):
    tasks = [1, 13, 2, 3, 13, 4, 6]
    results = list(each(partial(work, folder=tmp_path), tasks, 2, died="已退出 {}".format))
    assert results == [1, "已退出 13", 4, 9, "已退出 13", 16, 36]


def test_a_task_whose_worker_died_once_is_tried_again(tmp_path):
    assert list(each(partial(work, folder=tmp_path), [1, 7, 2], 2, died=str)) == [1, 49, 4]


HOG = """import os, sys
from pipeline.memory import peak_memory
from pipeline.pool import GROWN, each

def hog(task):
    held = b"x" * (300 * 2**20 if task == 2 else 1)
    return task, os.getpid(), peak_memory() > GROWN

if __name__ == "__main__":
    done = list(each(hog, range(8), 2, died=str))
    assert [task for task, _, _ in done] == list(range(8))
    (grown,) = {pid for _, pid, over in done if over}
    assert done[2][1] == grown, "the one that held much"
    assert [task for task, pid, over in done if pid == grown and task > 2] == [], "was given nothing more"
    print("well")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="memory is not measured there")
def test_a_worker_that_has_grown_is_replaced(tmp_path):
    (tmp_path / "hog.py").write_text(HOG, encoding="utf-8")
    done = subprocess.run([sys.executable, str(tmp_path / "hog.py")], capture_output=True, text=True, timeout=100, check=False)
    assert done.stdout == "well\n", done.stderr


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="cores are not given out there")
def test_as_many_processes_as_cores_that_may_be_used():
    before = os.sched_getaffinity(0)
    assert fitting_workers([Path("a")] * 100) == len(before)
    assert fitting_workers([Path("a")]) == 1, "small jobs are not divided"
    os.sched_setaffinity(0, {min(before)})
    try:
        assert fitting_workers([Path("a")] * 100) == 1
    finally:
        os.sched_setaffinity(0, before)


def test_workers_that_never_come_up_are_no_tasks_fault():
    script = ("from pipeline.faults import RunError\nfrom pipeline.pool import each\n"
              "try:\n    print(list(each(abs, [1, 2, 3], 2, died=str)))\nexcept RunError as error:\n    print(error)\n")
    # From standard input there is no file for a new process to begin with.
    done = subprocess.run([sys.executable, "-"], input=script, capture_output=True, text=True, timeout=100, check=False)
    assert done.stdout == "处理进程起不来（退出码 1）；可加 --workers 1 再试\n"


PROBE = """import sys, time
from pipeline.pool import each

def probe(task):
    return "pipeline.preload" in sys.modules, time.process_time()

if __name__ == "__main__":
    print(all(loaded and seconds < 0.5 for loaded, seconds in each(probe, range(8), 4, died=str)))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no forkserver")
def test_a_worker_has_everything_loaded_and_begins_within_half_a_second(tmp_path):
    (tmp_path / "probe.py").write_text(PROBE, encoding="utf-8")
    done = subprocess.run([sys.executable, str(tmp_path / "probe.py")], capture_output=True, text=True, timeout=100, check=False)
    assert done.stdout == "True\n", done.stderr


def test_folders_give_their_reports_in_order_and_none_twice(tmp_path):
    for name in ("b/2.txt", "a/1.docx", "a/keys/x.jsonl", "a/.hidden.txt", "a/~$1.docx", "c.PDF", "d.xyz"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = find_documents([tmp_path / "b" / "2.txt", tmp_path, tmp_path / "d.xyz"])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["b/2.txt", "a/1.docx", "c.PDF", "d.xyz"]
