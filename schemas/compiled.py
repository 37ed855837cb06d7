"""The extractors as machine code: imported instead of the source, as long as they are built from today's sources.

mypyc compiles the modules of `extractors/` as they stand (`pipeline.compiling`); nothing is written twice. They give the
same facts in less time, which a test proves on all samples. Without a build everything runs interpreted.
"""

from __future__ import annotations

import os
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from typing import Final

FOLDER: Final = os.path.join(sys.prefix, "youju-compiled")
"""Where builds stand, each in a folder named by the sources, the Python and the platform that it was made from."""
INTERPRETED: Final = "YOUJU_INTERPRETED"
"""With this variable set everything runs interpreted."""
ROOT: Final = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_ROOMS: Final = ("schemas", "extractors")


def folders() -> list[str]:
    """Where the modules of `extractors` are looked for before their sources: a build of them as they are, or nowhere.

    The package asks when it is imported itself, so that its modules come all from a build or all from their sources: a
    compiled module knows the others as they were compiled.
    """
    if not os.path.isdir(FOLDER) or os.environ.get(INTERPRETED):
        return []
    place = place_of(sources())
    if not os.path.isdir(place):
        return []
    sys.path.append(place)  # what the modules share stands beside their package
    return [os.path.join(place, "extractors")]


def sources() -> list[str]:
    """The code that decides what a build holds, relative to the project; types of `schemas/` are compiled in."""
    return sorted(f"{room}/{name}" for room in _ROOMS for name in os.listdir(os.path.join(ROOT, room))
                  if name.endswith(".py"))


def place_of(names: list[str]) -> str:
    """The folder of a build of these sources, as they are now."""
    from hashlib import sha256

    total = sha256(EXTENSION_SUFFIXES[0].encode())
    for name in names:
        with open(os.path.join(ROOT, name), "rb") as stream:
            total.update(name.encode() + b"\0" + sha256(stream.read()).digest())
    return os.path.join(FOLDER, total.hexdigest()[:16])
