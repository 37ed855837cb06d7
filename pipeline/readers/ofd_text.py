"""What one page of an OFD draws: its characters with their places, its straight strokes.

OFD measures in millimetres from the upper left corner; here all becomes points from the lower left, so that
an OFD page is laid out like a page of a PDF.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, NamedTuple

from lxml import etree

from pipeline.readers.ooxml import local
from pipeline.readers.pdf_chars import Char, turned_char
from pipeline.readers.pdf_forms import Matrix, Rect, point, times
from pipeline.readers.pdf_strokes import straight
from pipeline.readers.pdf_tables import Point, Stroke
from pipeline.readers.radicals import FOLD
from pipeline.readers.spaces import INVISIBLE, SPACE

_POINT: Final = 72 / 25.4
_ASCENT: Final = 0.88
_DESCENT: Final = 0.12
"""How far glyphs reach above and below the baseline, in ems: the font's own measure is not looked up."""
_DEEPEST: Final = 16
"""Composite objects in each other; more is a loop."""
_OBJECTS: Final = 500_000
_WHITE: Final = 250
_TOKEN: Final = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_ARGUMENTS: Final = {"S": 2, "M": 2, "L": 2, "C": 0}


class TooMuchError(Exception):
    """A page draws more characters or objects than is allowed."""


class Sheet(NamedTuple):
    """The area of a page in millimetres."""

    x: float
    y: float
    width: float
    height: float

    def point(self, x: float, y: float) -> Point:
        """A place of the page in points from its lower left corner."""
        return (x - self.x) * _POINT, (self.height - (y - self.y)) * _POINT


class Glyph(NamedTuple):
    """A character before the page is laid out: how it is turned, None for an odd angle; whether it is white."""

    char: Char
    turn: int | None
    white: bool


@dataclass(slots=True)
class Drawing:
    """What has been drawn on a page so far; `painted`: something lies there that white text may stand on."""

    sheet: Sheet
    units: Mapping[str, etree._Element]
    """Composite graphics by their id."""
    limit: int
    glyphs: list[Glyph] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    hidden: int = 0
    unmapped: int = 0
    painted: bool = False
    objects: int = 0

    def draw(self, parent: etree._Element, outer: Matrix | None = None, depth: int = 0) -> None:
        """Everything in a layer, a block or a composite graphic.

        Raises:
            TooMuchError: more than `limit` characters, or very many objects.
        """
        for element in parent:
            self.objects += 1
            if self.objects > _OBJECTS or depth > _DEEPEST:
                raise TooMuchError
            kind = local(element.tag)
            if kind == "TextObject":
                self._text(element, _placed(element, outer))
            elif element.get("Visible") == "false":
                continue
            elif kind == "PathObject":
                self._path(element, _placed(element, outer))
            elif kind == "ImageObject":
                self.painted = True
            elif kind == "CompositeObject":
                unit = self.units.get(element.get("ResourceID") or "")
                content = unit.find("{*}Content") if unit is not None else None
                if content is not None:
                    self.draw(content, _placed(element, outer), depth + 1)
            elif kind in ("Layer", "PageBlock"):
                self.draw(element, outer, depth)

    def _text(self, element: etree._Element, matrix: Matrix) -> None:
        seen, white = _is_seen(element), _is_white(element)
        size = _number(element.get("Size"), 3.5)
        scale = _number(element.get("HScale"), 1.0)
        direction = _number(element.get("CharDirection"), 0.0)
        x = y = 0.0
        spaced = False
        for code in element.iterfind("{*}TextCode"):
            text = (code.text or "").strip("\r\n\t")
            if len(self.glyphs) + len(text) > self.limit:
                raise TooMuchError
            x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
            for char, (dx, dy), width in _run(code, text, size, scale):
                if char in SPACE:
                    spaced = True
                elif char not in INVISIBLE:
                    self.unmapped += "\ue000" <= char <= "\uf8ff" or char == "\ufffd"
                    if not seen or not self._put(char, _glyph_box(x + dx, y + dy, size, width, direction), matrix,
                                                 direction, white, spaced):
                        self.hidden += 1
                    spaced = False

    def _put(self, char: str, corners: Sequence[Point], matrix: Matrix, direction: float, white: bool,
             spaced: bool) -> bool:
        """Put a character on the page; False where it stands outside."""
        points = [self.sheet.point(*point(*corner, matrix)) for corner in corners]
        xs, ys = [p[0] for p in points[1:]], [p[1] for p in points[1:]]
        box: Rect = (min(xs), min(ys), max(xs), max(ys))
        centre, middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        if not (0 <= centre <= self.sheet.width * _POINT and 0 <= middle <= self.sheet.height * _POINT):
            return False
        quarters = (math.degrees(math.atan2(-matrix[1], matrix[0])) - direction) / 90
        turn = round(quarters) % 4 if abs(quarters - round(quarters)) <= 0.06 else None
        order = len(self.glyphs)
        text = FOLD.get(char, char)
        self.glyphs.append(Glyph(turned_char(text, box, *points[0], turn or 0, order, spaced), turn, white))
        return True

    def _path(self, element: etree._Element, matrix: Matrix) -> None:
        stroked, filled = element.get("Stroke") != "false", element.get("Fill") == "true"
        self.painted = self.painted or filled
        data = element.findtext("{*}AbbreviatedData") or ""
        if not (stroked or filled) or len(data) > 200_000:
            return
        outline = [[self.sheet.point(*point(*place, matrix)) for place in part] for part in _outline(data)]
        self.strokes += straight(outline, stroked)


def expanded(delta: str | None, count: int) -> list[float]:
    """At most `count` steps of a `DeltaX` or `DeltaY`, in which `g n v` stands for n times v.

    The last step goes on where there are too few; none where the attribute is missing.

    >>> expanded("4.2 g 3 2.1", 9), expanded("g 2000000000 1", 2), expanded(None, 2)
    ([4.2, 2.1, 2.1, 2.1, 2.1, 2.1, 2.1, 2.1, 2.1], [1.0, 1.0], [])
    """
    steps = list(islice(_steps((delta or "").split()), count))
    return steps + [steps[-1]] * (count - len(steps)) if steps else []


def _steps(words: Sequence[str]) -> Iterator[float]:
    at = 0
    while at < len(words):
        if words[at] == "g":
            times_ = int(_number(words[at + 1], 0)) if at + 2 < len(words) else 0
            for _ in range(times_):
                yield _number(words[at + 2], 0.0)
            at += 3
        else:
            yield _number(words[at], 0.0)
            at += 1


def _run(code: etree._Element, text: str, size: float, scale: float) -> Iterator[tuple[str, Point, float]]:
    """Each character of a TextCode with its way from the first one and its width, all in object units."""
    steps = max(0, len(text) - 1)
    across, down = expanded(code.get("DeltaX"), steps), expanded(code.get("DeltaY"), steps)
    x = y = 0.0
    for at, char in enumerate(text):
        natural = size * scale * (0.5 if char.isascii() else 1.0)
        step = across[at] if at < len(across) else 0.0
        # Latin letters and digits are as wide as the step to the next; a wider step is a gap.
        width = step if char.isascii() and 0.2 * size < step < 0.75 * size else natural
        yield char, (x, y), width
        x += step if across else 0.0 if down else natural
        y += down[at] if at < len(down) else 0.0


def _glyph_box(x: float, y: float, size: float, width: float, direction: float) -> list[Point]:
    """The origin of a glyph and the corners of its box, turned clockwise by `direction` degrees about the origin."""
    c, s = math.cos(math.radians(direction)), math.sin(math.radians(direction))
    corners = [(0.0, 0.0), (0.0, -_ASCENT * size), (width, -_ASCENT * size), (0.0, _DESCENT * size),
               (width, _DESCENT * size)]  # fmt: skip
    return [(x + c * px - s * py, y + s * px + c * py) for px, py in corners]


def _outline(data: str) -> list[list[Point]]:
    """The parts of a path as points; empty where it is curved."""
    parts: list[list[Point]] = []
    tokens = _TOKEN.findall(data)
    at = 0
    while at < len(tokens):
        command = tokens[at]
        count = _ARGUMENTS.get(command)
        if count is None:
            return []
        numbers = [_number(token, 0.0) for token in tokens[at + 1 : at + 1 + count]]
        if len(numbers) < count:
            break
        if command == "C":
            if parts:
                parts[-1].append(parts[-1][0])
        elif command in "SM" or not parts:
            parts.append([(numbers[0], numbers[1])])
        else:
            parts[-1].append((numbers[0], numbers[1]))
        at += 1 + count
    return [part for part in parts if len(part) > 1]


def _placed(element: etree._Element, outer: Matrix | None) -> Matrix:
    """The matrix from the object's own units to those of the page."""
    left, top, _, _ = numbers(element.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
    shift: Matrix = (1, 0, 0, 1, left, top)
    own = numbers(element.get("CTM"), 6)
    inner = times((own[0], own[1], own[2], own[3], own[4], own[5]), shift) if own else shift
    return times(inner, outer)


def _is_seen(element: etree._Element) -> bool:
    colour = element.find("{*}FillColor")
    clear = element.get("Alpha") == "0" or (colour is not None and colour.get("Alpha") == "0")
    bare = element.get("Fill") == "false" and element.get("Stroke") != "true"
    return element.get("Visible") != "false" and not clear and not bare


def _is_white(element: etree._Element) -> bool:
    colour = element.find("{*}FillColor")
    value = numbers(colour.get("Value"), 3) if colour is not None else None
    return value is not None and all(shade >= _WHITE for shade in value)


def numbers(text: str | None, count: int) -> tuple[float, ...] | None:
    """The `count` finite numbers of an attribute; None where it does not hold so many.

    >>> numbers("0 0 210 297", 4), numbers("0 0 x", 3), numbers(None, 2)
    ((0.0, 0.0, 210.0, 297.0), None, None)
    """
    try:
        found = tuple(float(word) for word in (text or "").split())
    except ValueError:
        return None
    return found if len(found) == count and all(map(math.isfinite, found)) else None


def _number(text: str | None, default: float) -> float:
    found = numbers(text, 1)
    return found[0] if found else default
