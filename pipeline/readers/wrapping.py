"""Is a text hard-wrapped, and how wide? Told from the distribution of line lengths, stretch by stretch.

Typeset lines are cut at a width in ems (a digit is half an em); tools that fold text count characters.
Whichever of the two measures makes the lines more alike is the one used.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.readers.lines import SourceLine
from pipeline.readers.shapes import CLAUSE_MARKS, em_width, ends_sentence, has_marker

LONGEST: Final = 62.0
"""No report is set wider than this many ems; a longer line is a paragraph, and parts two stretches."""
NARROWEST: Final = 10.0
_ROW: Final = re.compile(r"[^，。；：:、]{2,10}[：:](?=\S)")
"""A row of a list that names what it is of (2016年：…): rows of one length are not wrapped."""


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a stretch is wrapped: `width` of a full line, whether in ems or characters.

    `indented`: paragraphs open with an indent that is still there; `lost_indent`: their first lines are
    two ems short instead, the indent having been stripped. `blank`: usual blank lines between two lines.
    """

    width: float
    ems: bool
    indented: bool
    lost_indent: bool
    blank: int

    def room(self, line: SourceLine, next_text: str, first: bool = False) -> float:
        """Room at the end of `line` after the first word of what follows; negative: it is full."""
        width = line.width if self.ems else float(line.end - line.start)
        if self.indented:
            width += line.indent
        room = self.width - width - (_first_word(next_text) if self.ems else 1.0)
        return room - 2 if first and self.lost_indent else room


def wraps(source: str, lines: Sequence[SourceLine]) -> list[Wrap | None]:
    """For each line the wrap of its stretch, None where lines are paragraphs."""
    result: list[Wrap | None] = []
    stretch: list[SourceLine] = []
    for line in lines:
        if line.width > LONGEST or line.whole or line.kind:
            result += [_detect(source, stretch)] * len(stretch) + [None]
            stretch = []
        elif stretch and abs(stretch[-1].measure - line.measure) > 2:
            result += [_detect(source, stretch)] * len(stretch)
            stretch = [line]
        else:
            stretch.append(line)
    return result + [_detect(source, stretch)] * len(stretch)


def _detect(source: str, lines: Sequence[SourceLine]) -> Wrap | None:
    if len(lines) < 4:
        return None
    texts = [source[line.start : line.end] for line in lines]
    by_ems = _mode([line.width for line in lines])
    by_count = _mode([float(line.end - line.start) for line in lines])
    # Equal shares mean pure Han text, where the two measures are the same.
    ems = by_ems[1] >= by_count[1]
    width, _ = by_ems if ems else by_count
    sizes = [line.width if ems else float(line.end - line.start) for line in lines]
    full = [t for t, size in zip(texts, sizes, strict=True) if abs(size - width) <= 2.5]
    long = sum(size >= width / 2 for size in sizes)
    cut = sum(not ends_sentence(t) for t in full)
    prose = sum(any(c in CLAUSE_MARKS or c in "、（）“”" for c in t) for t in full)
    marked = sum(has_marker(t) or bool(_ROW.match(t)) for t in full)
    over = sum(size > width + 3 for size in sizes)
    if width < NARROWEST or len(full) < 3 or len(full) < 0.5 * long or over > 0.2 * long:
        return None
    if cut < 0.5 * len(full) or prose < 0.35 * len(full) or marked > 0.4 * len(full):
        return None
    indents = sum(line.indent >= 1.5 for line in lines)
    indented = 0 < indents < 0.6 * len(lines)
    return Wrap(width, ems, indented, not indented and _lost(texts, sizes, width), _usual_blank(lines))


def _mode(sizes: Sequence[float]) -> tuple[float, float]:
    """The size most lines have to within half a unit, and the share of long lines that have it."""
    counts = Counter(round(2 * size) for size in sizes)
    near = {k: counts[k - 1] + counts[k] + counts[k + 1] for k in counts}
    best = max(near, key=lambda k: (near[k], counts[k], k))
    long = sum(2 * size >= best / 2 for size in sizes)
    return best / 2, near[best] / max(1, long)


def _lost(texts: Sequence[str], sizes: Sequence[float], width: float) -> bool:
    """Whether most lines that open a paragraph are two ems short of the width."""
    opening = [
        size
        for i, size in enumerate(sizes)
        if i and size >= width - 4 and ends_sentence(texts[i - 1]) and sizes[i - 1] < width - 4
    ]
    short = sum(size <= width - 1.5 for size in opening)
    return short >= 1 and short >= 0.5 * len(opening)


def _usual_blank(lines: Sequence[SourceLine]) -> int:
    return Counter(line.blank for line in lines[1:]).most_common(1)[0][0]


def _first_word(text: str) -> float:
    """Width of what cannot be parted at the start of `text`: a number or a Latin word, else one character."""
    end = 0
    while end < len(text) and end < 24 and text[end].isascii() and (text[end].isalnum() or text[end] in ".%"):
        end += 1
    return em_width(text[:end]) if end else em_width(text[:1])
