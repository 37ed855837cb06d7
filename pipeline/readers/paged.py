"""From the pages a reader wrote to a `Document`: running heads parted from the text, a box for every character."""

from __future__ import annotations

import hashlib
import re
from array import array
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal, overload

from pipeline.readers.errors import ReadError
from pipeline.readers.lines import SourceLine
from pipeline.readers.pdf_writer import PAGE_NUMBER, Outer, Writer
from pipeline.readers.rebuild import rebuild
from schemas.records import Box, Document, Furniture, Media

_DIGITS: Final = re.compile(r"\d+")


def paged_document(path: Path, data: bytes, media: Media, writer: Writer, notes: Sequence[str]) -> Document:
    """The document that `writer` has written, page by page.

    Raises:
        ReadError: `no_text`.
    """
    writer.release()
    source = "".join(writer.pieces)
    lines, furniture = _without_margins(writer, source)
    if not lines:
        raise ReadError(path, "no_text", "；".join(notes))
    rebuilt = rebuild(source, lines, [*writer.furniture, *furniture])
    return Document(
        name=path.name, media=media, sha256=hashlib.sha256(data).hexdigest(), source=source,
        text=rebuilt.text, origin=rebuilt.origin, blocks=rebuilt.blocks, furniture=rebuilt.furniture,
        notes=tuple(notes), places=writer.places, boxes=Boxes(writer.pages, writer.edges),
        recognized=tuple(writer.sure),
    )  # fmt: skip


class Boxes(Sequence[Box]):
    """A box for every character, kept as bare numbers: half a million of them take 10 MB, not 90."""

    def __init__(self, pages: array[int], edges: array[float]) -> None:
        self._pages, self._edges = pages, edges

    def __len__(self) -> int:
        return len(self._pages)

    @overload
    def __getitem__(self, at: int) -> Box: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Box, ...]: ...

    def __getitem__(self, at: int | slice) -> Box | tuple[Box, ...]:
        if isinstance(at, slice):
            return tuple(self[i] for i in range(*at.indices(len(self))))
        page = self._pages[at]
        at = at % len(self)
        return Box(page, *(round(edge, 2) for edge in self._edges[4 * at : 4 * at + 4]))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Boxes) and (self._pages, self._edges) == (other._pages, other._edges)

    __hash__ = None  # type: ignore[assignment]


def _without_margins(writer: Writer, source: str) -> tuple[list[SourceLine], list[Furniture]]:
    """Part the lines from running heads, footers and page numbers: same place, same words but for digits."""
    heads: dict[tuple[str, int], list[Outer]] = defaultdict(list)
    for outer in writer.outer:
        heads[_DIGITS.sub("0", outer.text), round(outer.y0 / 6)].append(outer)
    marginal = {o.line for o in writer.outer if PAGE_NUMBER.match(o.text) and o.apart > 1.6}
    enough = max(2, min(3, writer.page_count // 3))
    for (text, _), same in heads.items():
        # Reports repeat themselves, line by line even; a head must stand apart or not read like prose.
        likely = [o for o in same if o.apart > 2.2 or not o.prose]
        if len({o.page for o in likely}) >= enough and len(text) <= 40 and text.strip("0"):
            marginal |= {o.line for o in likely}
    furniture: list[Furniture] = []
    for at in sorted(marginal):
        line = writer.lines[at]
        text = source[line.start : line.end]
        kind: Literal["page", "running_head"] = "page" if PAGE_NUMBER.match(text) else "running_head"
        furniture.append(Furniture(line.start, line.end, text, kind))
    return [line for at, line in enumerate(writer.lines) if at not in marginal], furniture
