"""Runs of the program in processes of their own, on generated reports, for tests with real faults."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from store_samples import dump

from pipeline.runlog import log_path
from pipeline.store import open_store

ROOT = Path(__file__).parents[2]
CITIES = ("昭通市", "曲靖市", "保山市", "丽江市", "普洱市", "临沧市")


def write_reports(folder: Path, count: int) -> list[Path]:
    """Plain-text reports, each with figures of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{n:03}.txt" for n in range(count)]
    for n, path in enumerate(paths):
        city = CITIES[n % len(CITIES)]
        lines = [f"{city}民政局关于社工站建设情况的报告", "（2022年6月30日）", "一、建设情况",
                 f"截至2022年6月，全市共建成社工站{n + 20}个，配备工作人员{3 * n + 60}名。"]
        lines += [f"{m}. 第{m}季度投入资金{n + m + 10}万元，服务群众{100 * m + n}人次。" for m in range(1, 5)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return paths


def words(folder: Path, db: Path, *more: object) -> list[str]:
    """The command line of a run over a folder."""
    return [sys.executable, "-m", "pipeline.cli", "run", str(folder), "--db", str(db), "--out", str(db.parent / "out"),
            *map(str, more)]


def start(folder: Path, db: Path, *more: object, stderr_to: int = subprocess.PIPE,
          preexec_fn: Callable[[], None] | None = None, **options: object) -> subprocess.Popen[str]:
    """Begin a run, which hears Ctrl-C also where these tests run in the background and do not."""
    return subprocess.Popen(words(folder, db, *more), cwd=ROOT, text=True, stdout=subprocess.PIPE,  # type: ignore[call-overload,no-any-return]
                            stderr=stderr_to, preexec_fn=_heard(preexec_fn), **options)


def _heard(more: Callable[[], None] | None) -> Callable[[], None]:
    def prepare() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        if more:
            more()

    return prepare


def run(folder: Path, db: Path, *more: object, **options: object) -> tuple[int, str]:
    """A whole run: its exit code, and what it wrote to stdout and stderr."""
    process = start(folder, db, *more, **options)
    out, err = process.communicate(timeout=300)
    return process.returncode, out + err


def log(db: Path, event: str = "") -> list[dict[str, object]]:
    """The lines of the log so far; only those of one event where it is given. One that is being written is none yet."""
    path = log_path(db)
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")[:-1] if path.exists() else []
    return [row for row in map(json.loads, lines) if event in ("", row["event"])]


def wait_for(process: subprocess.Popen[str], db: Path, count: int, event: str = "stored") -> None:
    """Wait until the log tells of so many events (documents stored), or the process is over."""
    until = time.monotonic() + 120
    while process.poll() is None and len(log(db, event)) < count:
        assert time.monotonic() < until
        time.sleep(0.005)


def content(db: Path) -> dict[str, object]:
    """All rows about documents."""
    return dict(dump(open_store(db)))
