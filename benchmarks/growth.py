"""How the database and the work on it grow: `python -m benchmarks.growth [--sizes 300 1000 3000] [--base 300]`.

Extracts `--base` generated reports once, into shards, and stores them again and again under other names, with other
hashes and ids, up to each size. Prints for each size, in processor time of the one process that stores: merging a
document's shard, the checks, writing the tables; and bytes a document, and the process's peak memory.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.generated import write_documents
from benchmarks.record import Growth
from pipeline.batch import find_documents
from pipeline.checking import check_store
from pipeline.document_store import write_document
from pipeline.memory import peak_memory
from pipeline.pool import each
from pipeline.run import write_outputs
from pipeline.shards import Shard, code_digest
from pipeline.store import begin_run, open_store
from pipeline.worker import Done, Task, gone, job
from schemas.codebook import load_codebook

SIZES = (300, 1000, 3000)
_ID = re.compile(rb'"([0-9a-f]{12}|[0-9a-f]{64})"')


def copies(shards: list[Path], place: Path) -> Iterator[tuple[Path, Shard]]:
    """The shards for ever, each time under another name, with another hash and other ids, as other documents would have;
    one at a time stands at `place`."""
    for number in range(10**9):
        path, turn = shards[number % len(shards)], number // len(shards)

        def other(found: re.Match[bytes], turn: int = turn) -> bytes:
            return b'"%s"' % hashlib.sha256(b"%d%s" % (turn, found[1])).hexdigest()[:len(found[1])].encode()

        place.write_bytes(gzip.compress(_ID.sub(other, gzip.decompress(path.read_bytes())), 1))
        yield Path(f"/{turn}/{path.name}"), Shard(place)


def measure(sizes: tuple[int, ...], base: int, folder: Path) -> Iterator[Growth]:
    """Rows for growing sizes."""
    book = load_codebook()
    write_documents(folder / "reports", base)
    tasks = [Task(path) for path in find_documents([folder / "reports"])]
    outcomes = each(job(folder / "shards", None, book.digest, code_digest()), tasks, 2, gone)
    shards = [outcome.shard for outcome in outcomes if isinstance(outcome, Done)]
    shard_bytes = sum(path.stat().st_size for path in shards) / len(shards)
    db = open_store(folder / "y.db", create=True)
    run = begin_run(db, book, "growth", {}, "2026-01-01T00:00:00+00:00")
    stored, source = 0, copies(shards, folder / "one")
    for size in sizes:
        merge = 0.0
        for _ in range(size - stored):
            path, shard = next(source)
            merge += spent(lambda path=path, shard=shard: write_document(db, path, shard, book, "growth", run))  # type: ignore[misc]
        checks = spent(lambda: check_store(db, book))
        tables = spent(lambda: write_outputs(db, folder / "out"))
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        bytes_now = (folder / "y.db").stat().st_size
        yield Growth(documents=size, facts=db.table("facts").count, shard_bytes=shard_bytes, db_bytes=bytes_now / size,
                     merge_ms=1000 * merge / (size - stored), checks_s=checks, tables_s=tables, peak_mib=peak_memory() / 2**20)
        stored = size


def spent(work: Callable[[], object]) -> float:
    """Seconds of this process's processor time."""
    start = time.process_time()
    work()
    return time.process_time() - start


def rows(sizes: tuple[int, ...], base: int) -> list[Growth]:
    """Measure and print the table in Markdown."""
    print("| documents | facts | shard, bytes/doc | database, bytes/doc | merge, ms/doc | checks, s | tables, s | peak, MiB |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for row in measure(sizes, base, Path(folder)):
            print(f"| {row.documents:,} | {row.facts:,} | {row.shard_bytes:,.0f} | {row.db_bytes:,.0f} | {row.merge_ms:.1f} | "
                  f"{row.checks_s:.1f} | {row.tables_s:.1f} | {row.peak_mib:.0f} |", flush=True)
            found.append(row)
    return found


def figures(quick: bool) -> list[Growth]:
    """Print and give all."""
    return rows((20, 60), 20) if quick else rows(SIZES, 300)


def main() -> None:
    """Print the table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--base", type=int, default=300)
    args = parser.parse_args()
    rows(tuple(args.sizes), args.base)


if __name__ == "__main__":
    main()
