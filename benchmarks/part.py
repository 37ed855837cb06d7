"""One part of the benchmarks in this process: `python -m benchmarks.part PART quick|whole FILE`; `benchmarks` starts it."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

from benchmarks.record import PARTS


def main(part: str, size: str, answer: str) -> None:
    """Measure, print, and write the figures as JSON."""
    module = import_module(PARTS[part])
    got = (getattr(module, part, None) or module.figures)(size == "quick")
    rows = [row.model_dump() for row in got] if isinstance(got, list) else got and got.model_dump()
    Path(answer).write_text(json.dumps(rows), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
