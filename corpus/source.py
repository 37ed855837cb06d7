"""Read an annotated source file: a header of `key: value` lines, `---`, then one paragraph a line."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from corpus.annotated import SourceError, parse_line, parse_settings, shifted

NOTICE = "样例：本文由 youju 编写，数字均为虚构"


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading of depth `level`, or a table row with its `cells`."""

    kind: Literal["paragraph", "heading", "row"]
    text: str
    level: int = 0
    cells: tuple[str, ...] = ()


@dataclass
class Source:
    """A report before it gets its file format; `rows` point into `text`, one block a line."""

    name: str
    header: dict[str, str]
    blocks: list[Block] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in self.blocks)

    @property
    def doc(self) -> str:
        return f"{self.name}.{self.header.get('format', 'txt')}"

    def add(self, line: str, defaults: dict[str, Any], *, hashes: bool) -> None:
        """Append one line of the source, marks stripped, its rows moved to their place in `text`."""
        found = parse_line(line, defaults)
        base = len(self.text) + 1 if self.blocks else 0
        text, cut = found.text, 0
        if text.startswith("|"):
            cells = tuple(cell.strip() for cell in text[1:-1].split("|"))
            joined = "\t".join(cells)
            for one in found.rows:
                cell = text[: one["start"]].count("|") - 1
                if cells[cell] != one["quote"]:
                    raise SourceError(f"a table cell must hold its figure alone: {cells[cell]}")
                start = sum(len(c) + 1 for c in cells[:cell])
                self.rows.append(shifted(one, base + start - one["start"]))
            self.blocks.append(Block("row", joined, cells=cells))
            return
        level = len(text) - len(text.lstrip("#"))
        if level and not hashes:
            cut = level + 1
        self.blocks.append(Block("heading" if level else "paragraph", text[cut:], level=level))
        self.rows.extend(shifted(one, base - cut) for one in found.rows)


def parse_header(text: str) -> dict[str, str]:
    """`format: docx` lines as a dictionary."""
    pairs = (line.partition(":") for line in text.splitlines() if line.strip())
    return {key.strip(): value.strip() for key, _, value in pairs}


def read_source(path: Path) -> Source:
    """Parse one file of `corpus/src`.

    Raises:
        SourceError: with the file's name and line.
    """
    head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    source = Source(path.stem, parse_header(head))
    defaults: dict[str, Any] = {"region": source.header["region"]}
    hashes = source.header.get("hashes") == "yes"
    for count, line in enumerate(body.splitlines(), start=head.count("\n") + 3):
        try:
            if line == "@" or line.startswith("@ "):
                defaults = {"region": source.header["region"]} | parse_settings(line[1:])
            elif line.strip():
                source.add(line.strip(), defaults, hashes=hashes)
        except (SourceError, AssertionError, ValueError) as error:
            raise SourceError(f"{path.name}:{count}: {error}") from error
    return source
