"""Web pages: the article in reading order, tables with headers, line and column as place.

Scripts, styles and navigation are left out; what stands outside the article becomes furniture, so that its
numbers can be accounted for. Nothing is fetched and nothing is run.
"""

from __future__ import annotations

import hashlib
import html as entities
import re
from array import array
from collections import defaultdict
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Final, NamedTuple

from pipeline.readers.errors import ReadError
from pipeline.readers.html_places import Places
from pipeline.readers.limits import LIMITS
from pipeline.readers.lines import BLANKS, SourceLine
from pipeline.readers.rebuild import rebuild
from pipeline.readers.shapes import em_width
from pipeline.readers.tables import header_rows, headers, unit_line
from pipeline.readers.txt import decode
from schemas.records import BlockKind, Document, Furniture

_SILENT: Final = frozenset(
    ("script", "style", "noscript", "template", "svg", "head", "select", "button", "iframe")
)
_MARGINAL: Final = frozenset(("nav", "header", "footer", "aside", "form"))
_BOXES: Final = frozenset(("div", "article", "main", "section", "td", "body"))
_VOID: Final = frozenset(
    ("br", "img", "hr", "input", "meta", "link", "col", "source", "wbr", "area", "base", "embed")
)
_INLINE: Final = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "label",
        "img",
    ]
)
_IMPLIED: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")),
    "tr": (("tr",), ("table",)),
    "li": (("li",), ("ul", "ol")),
    "p": (("p",), ("td", "div", "table", "body")),
}
"""For a start tag: the elements it ends, and those it does not reach out of."""
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_SPACES: Final = re.compile(r"[ \t\r\n\f]+")
_DEEPEST: Final = 2000


@dataclass(slots=True)
class Piece:
    """A paragraph, heading or cell: its characters, and where in the page it stands."""

    first: int
    """The number of its first character among the `Places` of the page."""

    boxes: tuple[int, ...]
    level: int = 0
    marginal: bool = False
    cell: tuple[int, int, int, int, int] | None = None
    """Table, row, column, rows and columns spanned."""
    text: str = ""
    linked: int = 0

    @property
    def prose(self) -> int:
        """Characters that are no link, where there are enough of them to be text."""
        own = len(self.text) - self.linked
        return own if own > self.linked and (own >= 20 or self.cell) else 0


class Open(NamedTuple):
    """An element that is not closed yet."""

    tag: str
    number: int


def read_html(path: Path, data: bytes) -> Document:
    """Read a saved web page.

    Raises:
        ReadError: `encoding`, `no_text`, `too_large`, `too_deep`.
    """
    text, notes = _decode(path, data)
    parser = _Parser(path)
    parser.feed(text)
    parser.close()
    parser.end_piece()
    pieces = [piece for piece in parser.pieces if piece.text.strip(BLANKS)]
    places = parser.places
    del text, parser  # neither is held while the document is made
    if not pieces:
        raise ReadError(path, "no_text")
    return _document(path.name, hashlib.sha256(data).hexdigest(), pieces, places, _article(pieces), notes)


def _decode(path: Path, data: bytes) -> tuple[str, tuple[str, ...]]:
    named = _CHARSET.search(data[:4096])
    if named:
        name = named.group(1).decode("ascii").lower()
        try:
            return data.decode("gb18030" if name.startswith("gb") else name), ()
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(path, data)


class _Parser(HTMLParser):
    """Cuts the page into pieces as its tags go by."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=False)
        self.path = path
        self.pieces: list[Piece] = []
        self.places = Places()
        self.open: list[Open] = []
        self.piece: Piece | None = None
        self.numbers = 0
        self.tables: list[list[int]] = []
        """For each open table: its number, row, column, and the spans of the open cell."""
        self.silent = self.marginal = self.links = self.table_count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if tag not in _INLINE:
            self.end_piece()
        if tag in _VOID:
            return
        self._end_implied(tag)
        self.numbers += 1
        self.open.append(Open(tag, self.numbers))
        if len(self.open) > _DEEPEST:
            raise ReadError(self.path, "too_deep")
        self.silent += tag in _SILENT
        self.marginal += tag in _MARGINAL
        self.links += tag == "a"
        if tag == "table":
            self.tables.append([self.table_count, -1, -1, 1, 1])
            self.table_count += 1
        elif tag == "tr" and self.tables:
            self.tables[-1][1:3] = [self.tables[-1][1] + 1, -1]
        elif tag in ("td", "th") and self.tables:
            spans = {name: value for name, value in attrs if name in ("rowspan", "colspan")}
            wide, high = _count(spans.get("colspan")), _count(spans.get("rowspan"))
            self.tables[-1][2:] = [self.tables[-1][2] + 1, high, wide]

    def _end_implied(self, tag: str) -> None:
        """Close what `tag` ends without an end tag: a cell ends the cell before it, but none of an outer table."""
        ended, within = _IMPLIED.get(tag, ((), ()))
        for depth, element in enumerate(reversed(self.open[-40:]), 1):
            if element.tag in ended:
                for _ in range(depth):
                    self._close(self.open[-1].tag)
                return
            if element.tag in within:
                return

    def handle_endtag(self, tag: str) -> None:
        """Close an element and what was left open in it."""
        if tag not in _INLINE:
            self.end_piece()
        if any(element.tag == tag for element in self.open[-40:]):
            while self.open and self.open[-1].tag != tag:
                self._close(self.open[-1].tag)
            self._close(tag)

    def _close(self, tag: str) -> None:
        self.open.pop()
        self.silent -= tag in _SILENT
        self.marginal -= tag in _MARGINAL
        self.links -= tag == "a"
        if tag == "table" and self.tables:
            self.tables.pop()

    def handle_data(self, data: str) -> None:
        """Text as it stands, white space run together."""
        if self.silent:
            return
        line, column = self.getpos()
        for char in data:
            self._add(" " if char in " \t\r\n\f" else char, line, column)
            line, column = (line + 1, 0) if char == "\n" else (line, column + 1)

    def handle_entityref(self, name: str) -> None:
        """A named character."""
        self._entity(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """A numbered character."""
        self._entity(f"&#{name};")

    def _entity(self, written: str) -> None:
        if not self.silent:
            for char in entities.unescape(written):
                self._add(char, *self.getpos())

    def _add(self, char: str, line: int, column: int) -> None:
        piece = self.piece
        if piece is None:
            if char == " ":
                return
            piece = self.piece = self._new()
        if char == " " and piece.text.endswith(" "):
            return
        piece.text += char
        self.places.append(line, column)
        piece.linked += self.links > 0
        if len(self.places) > LIMITS.characters:
            raise ReadError(self.path, "too_large")

    def _new(self) -> Piece:
        level = next((int(e.tag[1]) for e in self.open[::-1][:6] if re.fullmatch("h[1-6]", e.tag)), 0)
        in_cell = self.tables and any(e.tag in ("td", "th") for e in self.open)
        table = self.tables[-1] if in_cell else None
        cell = (table[0], table[1], table[2], table[3], table[4]) if table else None
        return Piece(len(self.places), tuple(e.number for e in self.open if e.tag in _BOXES), level, self.marginal > 0, cell)

    def end_piece(self) -> None:
        """A block ends here."""
        if self.piece is not None:
            self.pieces.append(self.piece)
            self.piece = None


def _count(text: str | None) -> int:
    return min(int(text), 200) if text and text.isdecimal() and int(text) > 0 else 1


def _article(pieces: list[Piece]) -> range:
    """Which pieces are the article: the innermost element with four fifths of the prose, and its heading."""
    weights: dict[int, int] = defaultdict(int)
    total = 0
    for piece in pieces:
        if not piece.marginal:
            total += piece.prose
            for box in piece.boxes:
                weights[box] += piece.prose
    heavy = [box for box, weight in weights.items() if weight >= 0.8 * total > 0]
    if not heavy:
        return range(len(pieces))
    inner = max(heavy)
    inside = [i for i, piece in enumerate(pieces) if inner in piece.boxes]
    heads = [i for i in range(inside[0]) if pieces[i].level in (1, 2) and not pieces[i].marginal]
    return range(heads[-1] if heads else inside[0], inside[-1] + 1)


def _document(
    name: str, sha256: str, pieces: list[Piece], runs: Places, article: range, notes: tuple[str, ...]
) -> Document:
    chars: list[str] = []
    places: array[int] = array("i")
    lines: list[SourceLine] = []
    furniture: list[Furniture] = []
    tables = _headers(pieces, article)
    size = 0
    for i, piece in enumerate(pieces):
        text = piece.text.rstrip(BLANKS)
        left = len(text) - len(text.lstrip(BLANKS))
        places.extend(range(piece.first, piece.first + len(text)))
        places.append(-1)
        chars.append(text + "\n")
        start, end = size + left, size + len(text)
        size += len(text) + 1
        if i not in article or piece.marginal:
            furniture.append(Furniture(start, end, text[left:], "running_head"))
        elif i in tables and piece.cell:
            table, row, column, header = tables[i]
            line = SourceLine(start, end, 0, 0, 0, 0, "cell", 0, True, 0.0, table, row, column, header)
            lines.append(line)
        else:
            kind: BlockKind | None = "title" if piece.level == 1 else "heading" if piece.level else None
            lines.append(
                SourceLine(start, end, 0, em_width(text[left:]), kind=kind, level=piece.level, whole=True)
            )
    source = "".join(chars)
    rebuilt = rebuild(source, lines, furniture)
    return Document(
        name=name, media="html", sha256=sha256, source=source, text=rebuilt.text, origin=rebuilt.origin,
        blocks=rebuilt.blocks, furniture=rebuilt.furniture, notes=notes, places=places, runs=runs,
    )  # fmt: skip


def _headers(pieces: list[Piece], article: range) -> dict[int, tuple[int, int, int, str]]:
    """(table, row, column, header) of the pieces that are cells; tables that only lay out the page have none."""
    members: dict[int, list[int]] = defaultdict(list)
    for i in article:
        cell = pieces[i].cell
        if cell:
            members[cell[0]].append(i)
    found: dict[int, tuple[int, int, int, str]] = {}
    number = 0
    for inside in members.values():
        grid, order = _grid([pieces[i] for i in inside])
        texts = [_SPACES.sub(" ", pieces[inside[k]].text).strip(BLANKS) for k in range(len(inside))]
        wide = max(map(len, grid), default=0)
        if wide < 2 or len(grid) < 2 or any(len(text) > 200 for text in texts):
            continue
        unit = unit_line(pieces[inside[0] - 1].text) if inside[0] else ""
        head = headers(grid, texts, header_rows(grid, texts), unit)
        for k, i in enumerate(inside):
            found[i] = (number, *order[k], head[k])
        number += 1
    return found


def _grid(cells: list[Piece]) -> tuple[list[list[int]], list[tuple[int, int]]]:
    """The grid of a table's cells, spans filled in, and the place of each cell."""
    grid: list[list[int]] = []
    order: list[tuple[int, int]] = []
    seen: dict[tuple[int, int], tuple[int, int]] = {}
    for number, piece in enumerate(cells):
        _, row, column, high, wide = piece.cell or (0, 0, 0, 1, 1)
        if (row, column) in seen:
            order.append(seen[row, column])
            continue
        while len(grid) < row + high:
            grid.append([])
        at = 0
        while at < len(grid[row]) and grid[row][at] >= 0:
            at += 1
        for r in range(row, row + high):
            grid[r] += [-1] * (at + wide - len(grid[r]))
            grid[r][at : at + wide] = [number] * wide
        seen[row, column] = (row, at)
        order.append((row, at))
    width = max(map(len, grid), default=0)
    return [line + [-1] * (width - len(line)) for line in grid], order
