"""All benchmarks in one run: `python -m benchmarks [--quick] [--only PART ...] [--adopt]`, or `make bench`.

Each part runs in a process of its own and prints as it goes; in the end stand `outputs/benchmarks.json` and the curves in
`outputs/benchmarks.png`. A whole run takes some ten minutes of two idle cores, `--quick` (small sizes, to see that all
works; its figures mean nothing) one or two. JioNLP, Recognizers-Text and pandas live in an environment of their own,
made on demand; where it cannot be made, their rows are left out and told. All is measured interpreted, as youju comes, but
for the part `compiled`, the extraction after `make compiled`. `--adopt` takes the last whole run's figures
into the documents.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import record as records
from benchmarks.record import PARTS, Machine, Record, Took
from schemas.compiled import INTERPRETED


def load() -> float:
    """The load average of the last minute; 0 where the system does not tell."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else 0.0


def measured(parts: list[str], quick: bool) -> Record:
    """The figures of the parts; one that fails is told on stderr and left out."""
    found, took = {}, []
    for part in parts:
        print(f"\n--- {part}", flush=True)
        before, start = load(), time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            answer = Path(folder) / "figures.json"
            words = ["benchmarks.part", part, "quick" if quick else "whole", str(answer)]
            interpreted = "" if part == "compiled" else "1"
            done = subprocess.run([sys.executable, "-m", *words], cwd=records.ROOT, check=False,
                                  env={**os.environ, INTERPRETED: interpreted})
            if answer.is_file():
                found[part] = json.loads(answer.read_text(encoding="utf-8"))
            else:
                print(f"{part}: failed (exit {done.returncode})", file=sys.stderr)
        took.append(Took(part=part, seconds=round(time.perf_counter() - start, 1), before=before, after=load()))
    return Record(machine=Machine.here(), quick=quick, took=took, **found)


def adopt() -> None:
    """Take the last run's figures into the documents.

    Raises:
        SystemExit: there was none, or it was not whole.
    """
    from tests import docs_examples

    if not records.WRITTEN.is_file():
        raise SystemExit(f"{records.WRITTEN}: run `make bench` first")
    last = records.read_record(records.WRITTEN)
    if last.quick or last.lacks or (last.peers and last.peers.missing):
        raise SystemExit(f"the last run was not whole (quick: {last.quick}; lacking: {last.lacks}, {last.peers and last.peers.missing})")
    last.write(records.TOLD)
    shutil.copyfile(records.PICTURE, records.TOLD_PICTURE)
    for path in docs_examples.DOCUMENTS:
        text = path.read_text(encoding="utf-8")
        path.write_text(docs_examples.with_benchmarks(text), encoding="utf-8")


def main() -> int:
    """Measure, write, draw; 1 where a part failed or a bound does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--out", type=Path, default=records.WRITTEN, help="where the figures go (the picture beside them)")
    parser.add_argument("--adopt", action="store_true", help="measure nothing; the last run's figures go into the documents")
    options = parser.parse_args()
    if options.adopt:
        adopt()
        return 0
    from benchmarks.picture import draw

    record = measured(options.only, options.quick)
    record.write(options.out)
    drawn = draw(record, options.out.with_suffix(".png"))
    seconds = sum(part.seconds for part in record.took)
    print(f"\n{record.machine}; load average {record.load[0]}–{record.load[1]}; {seconds / 60:.1f} minutes")
    broken = [bound.what for bound in (record.readers.bounds if record.readers else []) if not bound.holds]
    failed = [part for part in record.lacks if part in options.only and part != "compiled"]
    print(*[options.out, *([options.out.with_suffix(".png")] if drawn else [])], sep="\n")
    if broken or failed:
        print(f"failed: {failed}; does not hold: {broken}", file=sys.stderr)
    return int(bool(failed) or (bool(broken) and not options.quick))


if __name__ == "__main__":
    sys.exit(main())
