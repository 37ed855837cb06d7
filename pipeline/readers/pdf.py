"""Text PDFs: pdfium's characters with their boxes, our own lines, columns and tables.

1. Each page: visible characters, ruled tables, lines in reading order (`pdf_page`).
2. Across pages: running heads and page numbers by their place.
3. Source, one line of the page a line; a box for every character; then `rebuild` as for any file.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal, overload

import pypdfium2

from pipeline.readers.errors import ReadError
from pipeline.readers.limits import LIMITS, Limits
from pipeline.readers.lines import SourceLine
from pipeline.readers.pdf_page import read_page
from pipeline.readers.pdf_writer import PAGE_NUMBER, Outer, Writer
from pipeline.readers.rebuild import rebuild
from schemas.records import Box, Document, Furniture

_PASSWORD: Final = 4
_DIGITS: Final = re.compile(r"\d+")


def read_pdf(path: Path, data: bytes, limits: Limits = LIMITS) -> Document:
    """Read a PDF that has text.

    Raises:
        ReadError: encrypted, truncated, damaged, too large, without text.
    """
    writer = Writer()
    notes = _read_pages(path, data, limits, writer)
    source = "".join(writer.pieces)
    lines, furniture = _without_margins(writer, source)
    if not lines:
        raise ReadError(path, "no_text", "；".join(notes))
    rebuilt = rebuild(source, lines, [*writer.furniture, *furniture])
    return Document(
        name=path.name, media="pdf", sha256=hashlib.sha256(data).hexdigest(), source=source,
        text=rebuilt.text, origin=rebuilt.origin, blocks=rebuilt.blocks, furniture=rebuilt.furniture,
        notes=tuple(notes), places=writer.places, boxes=Boxes(writer.pages, writer.edges),
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


def _read_pages(path: Path, data: bytes, limits: Limits, writer: Writer) -> list[str]:
    """Write every page to `writer` as it is read, so that none is kept; what is to be noted."""
    if b"%%EOF" not in data[-65536:]:
        raise ReadError(path, "truncated", "没有文件尾标记")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError(path, "encrypted" if error.err_code == _PASSWORD else "damaged") from error
    notes: list[str] = []
    bare: list[int] = []
    with document:
        if len(document) > limits.pages:
            raise ReadError(path, "too_large", f"{len(document)} 页")
        if pypdfium2.raw.FPDF_GetSecurityHandlerRevision(document.raw) != -1:
            notes.append("文件设有权限密码")
        for number in range(len(document)):
            page = read_page(path, document, number, limits, notes)
            if page is None or not page.parts:
                bare.append(number + 1)
            if page is not None:
                writer.page(page)
            if writer.size > limits.characters:
                raise ReadError(path, "too_large", f"超过 {limits.characters} 字")
        writer.page_count = len(document)
    if bare:
        notes.append(f"第 {'、'.join(map(str, bare[:20]))} 页没有文字")
    return notes


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
