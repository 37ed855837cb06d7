"""The environment of the peers, away from the program: `.venv/peers`, made on demand.

sqlite-utils would load pandas wherever it finds it, and Recognizers-Text wants old libraries.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

HOME = Path(__file__).parent.parent / ".venv" / "peers"
PACKAGES = (("pandas>=2.2",), ("--pre", "jionlp==1.5.31", "recognizers-text-number==1.0.2a2",
            "recognizers-text-number-with-unit==1.0.2a2", "emoji<2", "grapheme", "setuptools"))
"""Recognizers-Text, of which there are only early versions, asks for `emoji` and `grapheme` without saying so, and for an
old `emoji`."""


def peers_python() -> str:
    """The environment's interpreter; it is made where it is missing or was made for other packages.

    Raises:
        OSError: there is no place for it.
        subprocess.CalledProcessError: the packages cannot be had (no package index).
    """
    python, done = HOME / "bin" / "python", HOME / ".installed"
    wanted = "\n".join(" ".join(group) for group in PACKAGES)
    if not done.is_file() or done.read_text(encoding="utf-8") != wanted:
        print("setting up the peers' environment ...", file=sys.stderr)
        if not python.exists():
            venv.create(HOME, with_pip=True)
        for group in PACKAGES:
            subprocess.run([python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", *group],
                           check=True, capture_output=True)
        done.write_text(wanted, encoding="utf-8")
    return str(python)
