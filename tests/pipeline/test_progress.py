"""What a long run tells of itself while it works: how many are done, the rate, the time that remains, failures; on stderr."""

from __future__ import annotations

import fcntl
import os
import re
import select
import struct
import termios
from pathlib import Path

import runs

BAR = re.compile(r"\d+%\|.*\| (\d+)/(\d+) \[[\d:]+<([\d:?]+), +([\d.?]+)(?:份/s|s/份)(?:, 失败 (\d+))?\]")
"""Done, of how many, time that remains, rate, failures."""


def told_on_terminal(*words: object, folder: Path, db: Path) -> tuple[int, str, str]:
    """A run whose stderr is a terminal: its exit code, what the terminal saw, stdout."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    process = runs.start(folder, db, *words, stderr_to=theirs)
    os.close(theirs)
    seen = bytearray()
    while select.select([ours], [], [], 120)[0]:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    out, _ = process.communicate(timeout=60)
    return process.returncode, seen.decode(), out


def test_a_terminal_sees_rate_remaining_time_and_failures(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    runs.write_reports(folder, 120)
    (folder / "000_broken.docx").write_bytes(b"no word file" * 50)
    code, seen, out = told_on_terminal(folder=folder, db=tmp_path / "y.db")
    assert code == 1
    rows = [match.groups() for match in BAR.finditer(seen)]
    assert rows, seen
    assert {row[1] for row in rows} == {"121"}
    assert any(row[2] != "?" and row[3] != "?" and 0 < int(row[0]) < 121 for row in rows), "rate and time that remains"
    assert rows[-1][4] == "1", "failures"
    assert "份/s" not in out


def test_a_short_run_without_a_terminal_is_silent(tmp_path: Path) -> None:
    runs.write_reports(tmp_path / "reports", 3)
    process = runs.start(tmp_path / "reports", tmp_path / "y.db")
    _, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, "")


def test_a_long_run_without_a_terminal_tells_too(tmp_path: Path) -> None:
    runs.write_reports(tmp_path / "reports", 30)
    process = runs.start(tmp_path / "reports", tmp_path / "y.db")
    _, err = process.communicate(timeout=120)
    assert "/30 [" in err


def test_the_log_has_a_line_for_each_document_and_for_both_ends(tmp_path: Path) -> None:
    folder, db = tmp_path / "reports", tmp_path / "y.db"
    runs.write_reports(folder, 4)
    (folder / "broken.docx").write_bytes(b"no word file" * 50)
    assert runs.run(folder, db)[0] == 1
    assert runs.run(folder, db)[0] == 1
    events = [(row["run"], row["event"]) for row in runs.log(db)]
    assert events == [(1, "started"), *[(1, "stored")] * 4, (1, "failed"), (1, "checking"), (1, "ended"),
                      (2, "started"), *[(2, "unchanged")] * 4, (2, "failed"), (2, "checking"), (2, "ended")]
    stored, failed = runs.log(db, "stored")[0], runs.log(db, "failed")[0]
    assert {"time", "path", "facts", "seconds", "memory"} <= set(stored)
    assert (failed["stage"], failed["attempts"], bool(failed["cause"])) == ("read", 1, True)
