"""What belongs to the page and not to the text: page numbers, running heads, leftovers of a converter.

Nothing is thrown away: each stretch comes back as `Furniture` with its offsets, so that every number in
it can still be accounted for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final, Literal

from pipeline.readers.lines import SourceLine
from schemas.records import Furniture

_DASH = "-‐‑–—－―·•~～"
_PAGE_LINE: Final = re.compile(
    rf"""(?:
      [{_DASH}]{{1,3}}\s{{0,3}}\d{{1,4}}\s{{0,3}}[{_DASH}]{{1,3}}    # - 58 -
    | 第\s?\d{{1,4}}\s?页(?:[\s　,，/]*共\s?\d{{1,4}}\s?页)?       # 第3页 共9页
    | \d{{1,4}}\s?/\s?\d{{1,4}}                                   # 3/9
    | [Pp]age\s\d{{1,4}}(?:\sof\s\d{{1,4}})?
    )$""",
    re.VERBOSE,
)
_LONE: Final = re.compile(r"\d{1,3}$")
# Inside a line the number stands between two spaced dashes, and neither neighbour may be a digit.
_INLINE: Final = re.compile(r"(?<![\d\s])[ ]?(?:- \d{1,4} -|— ?\d{1,4} ?—|－ ?\d{1,4} ?－)(?![\s]?\d)")
_BOOKMARK: Final = re.compile(r"\[bookmark: ?\w{1,40}\]")
_DIGITS: Final = re.compile(r"\d+")

# A mirror's pinyin behind a character, 鄉(xiāng)鎮(zhèn), and its doubled commas.
_READING: Final = re.compile(
    "(?<=[㐀-鿿])[(（](?=[a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ])[a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6}[)）]|(?<=,),|(?<=，)，"
)
_TONES: Final = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]|,,|，，")
READINGS: Final = 5
"""From so many on in a text they are a mirror's, and not the writer's."""

Kind = Literal["page", "running_head", "caption", "watermark", "reading"]


def find(source: str, lines: Sequence[SourceLine]) -> list[Furniture]:
    """The furniture of a plain text, in order: whole lines, and stretches inside lines."""
    texts = [source[line.start : line.end] for line in lines]
    kinds: dict[int, Kind] = {i: "page" for i, text in enumerate(texts) if _PAGE_LINE.match(text)}
    kinds |= dict.fromkeys(_lone_numbers(lines, texts), "page")
    kinds |= dict.fromkeys(_running_heads(lines, texts, kinds), "running_head")
    found = [Furniture(lines[i].start, lines[i].end, texts[i], kind) for i, kind in kinds.items()]
    for i, (line, text) in enumerate(zip(lines, texts, strict=True)):
        if i not in kinds and not line.kind:
            found += _inside(line, text)
    return sorted([*found, *_readings(source)])


def _readings(source: str) -> list[Furniture]:
    """The pinyin and doubled commas of a mirrored page."""
    if not _TONES.search(source):
        return []
    found = [Furniture(m.start(), m.end(), m.group(), "reading") for m in _READING.finditer(source)]
    return found if len(found) >= READINGS else []


def _inside(line: SourceLine, text: str) -> list[Furniture]:
    marks: list[tuple[re.Pattern[str], Kind]] = [(_INLINE, "page"), (_BOOKMARK, "watermark")]
    return [
        Furniture(line.start + m.start(), line.start + m.end(), m.group(), kind)
        for pattern, kind in marks
        if "-" in text or "—" in text or "－" in text or "[" in text
        for m in pattern.finditer(text)
        if kind != "page" or (m.start() > 0 and m.end() < len(text))
    ]


def _lone_numbers(lines: Sequence[SourceLine], texts: Sequence[str]) -> list[int]:
    """Lines of digits alone that count pages: next to a form feed, or rising by one through the file.

    A number on a line by itself may as well be a cell of a table, so a single one proves nothing.
    """
    lone = [i for i, text in enumerate(texts) if _LONE.match(text) and not lines[i].kind]
    pages: set[int] = set()
    pages.update(i for i in lone if _at_page_edge(i, lines))
    chains: dict[int, list[int]] = {}
    for i in lone:
        number = int(texts[i])
        chain = chains.pop(number - 1, [])
        chain = [*chain, i] if chain and i - chain[-1] >= 5 else [i]
        chains[number] = chain
        if len(chain) >= 3:
            pages.update(chain)
    return sorted(pages)


def _running_heads(lines: Sequence[SourceLine], texts: Sequence[str], pages: dict[int, Kind]) -> list[int]:
    """Short lines that come back at least three times, each time beside a page number or page break."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, (line, text) in enumerate(zip(lines, texts, strict=True)):
        if line.width <= 30 and i not in pages and not line.kind and text[-1] not in "。，；：":
            places[_DIGITS.sub("0", text)].append(i)
    heads: list[int] = []
    # The first line of a file is its title, even where the heads repeat it.
    for where in places.values():
        if len(where) < 3:
            continue
        beside = [i for i in where if _beside_break(i, lines, pages)]
        if len(beside) >= 3 and len(beside) >= 0.8 * len(where):
            heads += [i for i in where if i]
    return heads


def _beside_break(i: int, lines: Sequence[SourceLine], pages: dict[int, Kind]) -> bool:
    return i - 1 in pages or i + 1 in pages or _at_page_edge(i, lines)


def _at_page_edge(i: int, lines: Sequence[SourceLine]) -> bool:
    """Whether line `i` is the first or last of its page, in a file that has page breaks."""
    if lines[0].page == lines[-1].page:
        return False
    first = i == 0 or lines[i - 1].page != lines[i].page
    return first or i + 1 == len(lines) or lines[i + 1].page != lines[i].page
