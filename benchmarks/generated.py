"""Any number of generated reports, the same for a seed: `python -m benchmarks.generated DIR [--count N]`.

Each is made from a sample report of `corpus/src`: its title, a choice of its paragraphs, a prefecture put in place
of its own division, other years, every figure with a unit drawn anew. Of a hundred files about 60 are TXT, 25 DOCX, 14 PDF (text
only, laid out by hand), and one is broken: no file of its kind, cut off, empty, or without any text.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import count
from pathlib import Path

from corpus.render import docx_bytes
from corpus.source import Block, Source, read_source
from schemas.divisions import load_divisions
from tests.readers.makepdf import Page, build

SOURCES = Path(__file__).parent.parent / "corpus" / "src"
SEED = 9
SHARES = (("txt", 60), ("docx", 85), ("pdf", 99), ("broken", 100))
"""Formats, each up to so many of a hundred."""
PER_FOLDER = 1000
LINE, LINES = 34, 34
"""Characters to a line and lines to a page of the PDFs."""

_FIGURE = re.compile(r"(?<![\d.〔-])[1-9]\d*(?:\.\d+)?(?=余?[万亿]?余?(?:个|名|人|元|场|次|户|件|家|期|份|支|%|平方米))")

_YEAR = re.compile(r"20[012]\d(?=[年〕])")


def write_documents(folder: Path, count: int, seed: int = SEED) -> list[Path]:
    """Write `count` files below `folder`, a thousand to a subfolder; the paths of those that are broken."""
    broken = []
    for number in range(count):
        place = folder / f"{number // PER_FOLDER:03}"
        place.mkdir(parents=True, exist_ok=True)
        name, data, bad = document(number, seed)
        (place / name).write_bytes(data)
        if bad:
            broken.append(place / name)
    return broken


def document(number: int, seed: int = SEED) -> tuple[str, bytes, bool]:
    """The name and bytes of one document, and whether it is broken."""
    rng = random.Random(f"{seed}/{number}")
    share = (number * 37) % 100  # every hundred has each kind in its share, well mixed
    kind = next(kind for kind, most in SHARES if share < most)
    if kind == "broken":
        name, data = BROKEN[number // 100 % len(BROKEN)](_report(rng, number))
        return f"{number:06}{name}", data, True
    return f"{number:06}.{kind}", WRITERS[kind](_report(rng, number)), False


def long_text(size: int, seed: int = SEED) -> bytes:
    """Generated reports one after the other in one text, up to so many bytes."""
    text = bytearray()
    for number in count():
        text += WRITERS["txt"](_report(random.Random(f"{seed}/{number}"), number)) + b"\n"
        if len(text) >= size:
            break
    return bytes(text)


def _report(rng: random.Random, number: int) -> Source:
    """A report of a prefecture: a choice of the paragraphs of a sample, with figures of its own."""
    sample = rng.choice(_samples())
    home, city = sample.header["region"], rng.choice(_prefectures())
    head, body = sample.blocks[:3], [block for block in sample.blocks[3:] if block.kind != "row"]
    first = rng.randrange(max(1, len(body) - 4))
    kept = body[first:first + rng.randint(4, 24)]
    later = rng.randint(-6, 2)
    blocks = [Block(block.kind, _changed(block.text, (home, city), later, rng), block.level) for block in (*head, *kept)]
    # Two drawn alike would be one document, stored once.
    return Source(f"{number:06}", sample.header, [*blocks, Block("paragraph", f"材料编号：{number:06}")])


def _changed(text: str, names: tuple[str, str], later: int, rng: random.Random) -> str:
    """The text for another place (`names`: the old and the new), `later` by so many years, its figures drawn anew."""
    def drawn(match: re.Match[str]) -> str:
        whole, dot, part = match[0].partition(".")
        first = str(rng.randint(1, 9))
        return first + "".join(rng.choices("0123456789", k=len(whole) - 1)) + dot + "".join(rng.choices("123456789", k=len(part)))

    text = text.replace(*names) if names[0] != "null" else text
    return _FIGURE.sub(drawn, _YEAR.sub(lambda match: str(int(match[0]) + later), text))


@lru_cache(maxsize=1)
def _samples() -> list[Source]:
    return [source for source in map(read_source, sorted(SOURCES.glob("*.md"))) if len(source.blocks) > 6]


@lru_cache(maxsize=1)
def _prefectures() -> list[str]:
    return sorted(row.name for row in load_divisions() if row.level == "prefecture" and row.current and row.name[-1] == "市")


def _txt(report: Source) -> bytes:
    return (report.text + "\n").encode()


def _pdf(report: Source) -> bytes:
    lines = [piece for block in report.blocks for piece in _wrapped("　　" + block.text)]
    return build(*(Page().lines(lines[at:at + LINES]) for at in range(0, len(lines), LINES)))


def _wrapped(text: str) -> Sequence[str]:
    return [text[at:at + LINE] for at in range(0, len(text), LINE)]


WRITERS: dict[str, Callable[[Source], bytes]] = {"txt": _txt, "docx": docx_bytes, "pdf": _pdf}
BROKEN: tuple[Callable[[Source], tuple[str, bytes]], ...] = (
    lambda report: ("_not_word.docx", _txt(report)),
    lambda report: ("_cut_off.docx", docx_bytes(report)[:2000]),
    lambda report: ("_cut_off.pdf", _pdf(report)[:300]),
    lambda report: ("_empty.txt", b""),
    lambda report: ("_no_text.pdf", build(Page())),
    lambda report: ("_picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8),
)


def main() -> None:
    """Write the files and say how many."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    args = parser.parse_args()
    broken = write_documents(args.folder, args.count)
    print(f"{args.count} documents in {args.folder}, {len(broken)} of them broken")


if __name__ == "__main__":
    main()
