"""Floors of quality: figures that an evaluation must not fall below, pinned to their material.

The file is TOML, a table for each set: `documents` and `keys` (folders, relative to the project), `digest` of
their contents, and the figures. When the material changes the digest no longer fits and the floors must be
written anew by `youju evaluate … --write-floors FILE`, which refuses to lower one unless told to.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.batch import SUFFIXES

FLOORS = ("recall", "precision", "f1", "whole_f1", "qualifier", "per")
"""The figures pinned: a field within `whole` shows there; qualifier and per are not within it."""


def digest(documents: Path, keys: Path) -> str:
    """SHA-256 over the names and bytes of all documents and keys."""
    files = [path for path in documents.rglob("*") if path.suffix.lower() in SUFFIXES]
    files += [path for path in keys.rglob("*") if path.suffix in (".jsonl", ".json")]
    total = hashlib.sha256()
    for path in sorted(set(files), key=lambda path: path.as_posix()):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def read_floors(path: Path) -> dict[str, dict[str, Any]]:
    """The sets of a floors file by name."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def below(floors: Mapping[str, Any], figures: Mapping[str, float]) -> list[str]:
    """Each figure that fell below its floor, as `name: floor > figure`."""
    return [f"{name}: {floors[name]} > {figures.get(name, 0.0)}"
            for name in FLOORS if name in floors and figures.get(name, 0.0) < floors[name]]


def write_floors(path: Path, name: str, documents: Path, keys: Path, figures: Mapping[str, float], *,
                 lower: bool = False) -> None:
    """Pin the figures of a set; the other sets of the file stay as they are.

    Raises ValueError, with nothing written, when a floor would fall and `lower` is not given.
    """
    sets = read_floors(path) if path.exists() else {}
    fallen = below(sets.get(name, {}), figures)
    if fallen and not lower:
        raise ValueError("；".join(fallen))
    sets[name] = {"documents": documents.as_posix(), "keys": keys.as_posix(),
                  "digest": digest(documents, keys), **{f: figures[f] for f in FLOORS}}
    path.write_text("\n".join(_lines(sets)), encoding="utf-8")


def _lines(sets: Mapping[str, Mapping[str, Any]]) -> Iterable[str]:
    yield "# Floors of quality. Written by `youju evaluate --write-floors`; lower them only on purpose."
    for name, values in sets.items():
        yield f"\n[{name}]"
        yield from (f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {value}"
                    for key, value in values.items())
    yield ""
