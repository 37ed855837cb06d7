"""Group annotated sentences into short reports, half of them for development, half for the test.

`corpus/sentences/*.md` hold groups: a line `## region=长沙市 title=…（2023年7月）`, then a paragraph a line;
`wrap=28` before the title makes the report a hard-wrapped dump.
Which half a paragraph falls into is decided by a digest of its text, never by hand.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from corpus.annotated import SourceError, parse_line
from corpus.source import NOTICE, Source

HALVES = ("dev", "test")
GROUP = re.compile(r"## region=(?P<region>\S+) (?:wrap=(?P<wrap>\d+) )?title=(?P<title>.+)")


def half_of(text: str) -> str:
    """`dev` or `test`, by the digest of the plain text."""
    return HALVES[hashlib.sha256(text.encode()).digest()[0] % 2]


def read_sentences(path: Path) -> dict[str, list[Source]]:
    """The mini-reports of one file, by half.

    Raises:
        SourceError: with the file's name and line.
    """
    out: dict[str, list[Source]] = {half: [] for half in HALVES}
    pair: dict[str, Source] = {}
    number = 0
    for count, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("//"):
            continue
        try:
            if line.startswith("## "):
                found = GROUP.fullmatch(line)
                if not found:
                    raise SourceError("a group needs region= and title=")
                number += 1
                pair = {half: _opened(f"{path.stem}_{number:02d}_{half}", found) for half in HALVES}
                for half in HALVES:
                    out[half].append(pair[half])
                continue
            chosen = pair[half_of(parse_line(line, {}).text)]
            chosen.add(line, {"region": chosen.header["region"]}, hashes=False)
        except (SourceError, KeyError, AssertionError, ValueError) as error:
            raise SourceError(f"{path.name}:{count}: {error}") from error
    return out


def _opened(name: str, group: re.Match[str]) -> Source:
    header = {"region": group["region"]} | ({"wrap": group["wrap"]} if group["wrap"] else {})
    source = Source(name, header)
    source.add(f"# {group['title']}", {}, hashes=False)
    source.add(NOTICE, {}, hashes=False)
    return source
