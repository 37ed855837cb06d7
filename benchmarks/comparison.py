"""A comparison of 20 indicators over all counties in one year among a million invented facts; a workbook of it.

Usage: python -m benchmarks.comparison [--facts N] [--without-pandas] [--db FILE]

Printed are the selection in SQL, the whole of `compare`, the same selection made by pandas from a table in memory
(paired with SQL in one process of the peers' environment), and the memory of a process that writes a workbook of over
400,000 cells. Exit 1 where pandas chooses other facts or a goal is missed by far.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from sqlite_utils import Database

from benchmarks.environment import peers_python
from benchmarks.invented import build, indicators
from benchmarks.record import Comparison, Pandas
from pipeline.compare import Selection, compare
from pipeline.store import open_store

YEAR = "2022"
GOAL_MS, GOAL_MB = 100, 100
ROUNDS = 7
# sqlite-utils loads pandas wherever it is installed, which is no part of what is measured. The kernel's own count of
# the process is asked for: that of `wait` holds what its parent had when it began.
WRITER = """import sys
sys.modules["pandas"] = None
from pipeline.cli import main
main(sys.argv[1:], standalone_mode=False)
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))"""
HERE = Path(__file__).parent


def selection_sql() -> tuple[str, list[str]]:
    """The cells of the comparison, each with its figure and fact."""
    codes = indicators()
    return (f"""SELECT indicator, unit_class, adcode, value, id FROM chosen
                 WHERE indicator IN ({', '.join('?' * len(codes))}) AND status = 'actual' AND statistic = 'level' AND period = ?""",
            [*codes, YEAR])


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds that some work takes, median of the rounds: of the clock, and of the processor."""
    spent = []
    for _ in range(ROUNDS):
        clock, cpu = time.perf_counter(), time.process_time()
        work()
        spent.append((1000 * (time.perf_counter() - clock), 1000 * (time.process_time() - cpu)))
    return statistics.median(a for a, _ in spent), statistics.median(b for _, b in spent)


def against_pandas(db_path: Path) -> Pandas | None:
    """Print and give the ratio to pandas in one process, and whether both choose the same facts; None without pandas."""
    try:
        python = peers_python()
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"pandas: {error}", file=sys.stderr)
        return None
    query, parameters = selection_sql()
    asked = {"db": str(db_path), "sql": query, "parameters": parameters, "indicators": indicators(), "year": YEAR, "rounds": ROUNDS}
    done = subprocess.run([python, str(HERE / "comparison_pandas.py")], input=json.dumps(asked), capture_output=True, text=True)
    if done.returncode:
        print(f"pandas: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    told = json.loads(done.stdout)
    print(f"pandas {told['version']}: {told['pandas']:.0f} ms from a table in memory ({told['memory']:.0f} MB, loaded in "
          f"{told['load']:.0f} s), SQLite {told['sqlite']:.0f} ms from the file, ratio {told['ratio']:.1f}; "
          f"{told['cells']:,} cells, the same facts: {'yes' if told['same'] else 'NO'}")
    return Pandas(version=told["version"], pandas_ms=told["pandas"], sqlite_ms=told["sqlite"], ratio=told["ratio"],
                  same=told["same"])


def workbook(db_path: Path, folder: Path) -> tuple[int, float, float]:
    """Print and give the cells, megabytes of memory and seconds of a workbook, written by a process of its own."""
    path = folder / "t.xlsx"
    arguments = ["compare", *indicators()[:4], "--time", YEAR, "--db", str(db_path), "-o", str(path)]
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", WRITER, *arguments], capture_output=True, text=True, check=True)
    spent, memory = time.perf_counter() - start, int(done.stdout) / 1024
    with ZipFile(path) as book:
        cells = sum(book.read(name).count(b"<c r=") for name in book.namelist() if name.startswith("xl/worksheets/"))
    print(f"workbook of {cells:,} cells: {memory:.0f} MB for the whole process (goal {GOAL_MB}), {spent:.1f} s, "
          f"{path.stat().st_size / 1e6:.1f} MB on disk")
    return cells, memory, spent


def open_or_build(path: Path, facts: int) -> Database:
    """The invented database at a path."""
    return open_store(path) if path.is_file() else build(path, facts)


def measure(facts: int, given: Path | None = None, pandas: bool = True) -> Comparison:
    """Print and give all; the database is built where none is given."""
    with TemporaryDirectory() as folder:
        path = given or Path(folder) / "youju.db"
        db = open_or_build(path, facts)
        query, parameters = selection_sql()
        clock, cpu = measured(lambda: db.conn.execute(query, parameters).fetchall())
        cells, count = len(db.conn.execute(query, parameters).fetchall()), db.table("facts").count
        print(f"{count:,} facts, {cells:,} cells: selection in SQL {clock:.0f} ms, {cpu:.0f} ms of processor (goal {GOAL_MS})")
        whole, cpu_whole = measured(lambda: compare(db, Selection(indicators(), time=YEAR), others=False))
        print(f"compare() with an object for each cell: {whole:.0f} ms, {cpu_whole:.0f} ms of processor")
        held = against_pandas(path) if pandas else None
        written, memory, seconds = workbook(path, Path(folder))
    return Comparison(facts=count, cells=cells, select_ms=cpu, compare_ms=cpu_whole, pandas=held, workbook_cells=written,
                      workbook_mb=memory, workbook_s=seconds)


def figures(quick: bool) -> Comparison:
    """Print and give all."""
    return measure(30_000 if quick else 1_000_000)


def main() -> int:
    """Print the figures; 1 where a goal is missed by far or pandas chooses otherwise."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--without-pandas", action="store_true")
    parser.add_argument("--db", type=Path)
    options = parser.parse_args()
    got = measure(options.facts, options.db, not options.without_pandas)
    other = got.pandas is not None and not got.pandas.same
    return int(other or got.select_ms > 2 * GOAL_MS or got.workbook_mb > GOAL_MB)


if __name__ == "__main__":
    sys.exit(main())
