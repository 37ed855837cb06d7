"""What the styles and the numbering of a Word file say of a paragraph: level, hidden, automatic number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from pipeline.readers.ooxml import local

_HEADING: Final = re.compile(r"(?:heading|标题)\s*(\d)$", re.IGNORECASE)
_DIGITS: Final = "〇一二三四五六七八九"


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first descendant along `names`, by local name."""
    for name in names:
        if element is None:
            return None
        element = next((e for e in element if local(e.tag) == name), None)
    return element


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute by its local name."""
    if element is None:
        return None
    return next((str(v) for k, v in element.attrib.items() if local(k) == name), None)


def whole(text: str | None, default: int = 0, most: int = 10_000) -> int:
    """A whole number from an attribute; the default where it is missing, broken or beyond reason.

    >>> [whole(t) for t in ("12", "-1", "x", None, "99999999999")]
    [12, 0, 0, 0, 0]
    """
    if text is None or not (text.isascii() and text.isdigit()) or len(text) > 9:
        return default
    return int(text) if int(text) <= most else default


def is_on(element: etree._Element | None) -> bool:
    """Whether a toggle such as `<w:vanish/>` is there and not switched off."""
    return element is not None and (value(element) or "1") not in ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Style:
    """What a style settles; `level` 0 for body text, `number` (list, level) or None."""

    name: str = ""
    level: int = 0
    title: bool = False
    contents: bool = False
    hidden: bool = False
    number: tuple[str, int] | None = None


def read_styles(root: etree._Element | None) -> dict[str, Style]:
    """The styles of `styles.xml` by id, what they inherit filled in."""
    if root is None:
        return {}
    raw = {value(e, "styleId") or "": e for e in root if local(e.tag) == "style"}
    done: dict[str, Style] = {}
    for key in raw:
        chain: list[str] = []
        while key in raw and key not in done and key not in chain:
            chain.append(key)
            key = value(child(raw[key], "basedOn")) or ""
        parent = done.get(key, Style())
        for one in reversed(chain):
            parent = done[one] = _style(raw[one], parent)
    return done


def _style(element: etree._Element, parent: Style) -> Style:
    name = value(child(element, "name")) or ""
    heading = _HEADING.match(name)
    outline = value(child(element, "pPr", "outlineLvl"))
    level = int(heading.group(1)) if heading else parent.level
    if outline is not None:
        level = whole(outline, 9, 9) + 1 if whole(outline, 9, 9) < 9 else 0
    vanish = child(element, "rPr", "vanish")
    return Style(
        name=name,
        level=level,
        title=name.lower() in ("title", "标题", "subtitle", "副标题"),
        contents=name.lower().startswith(("toc ", "目录")),
        hidden=is_on(vanish) if vanish is not None else parent.hidden,
        number=number_of(child(element, "pPr", "numPr")) or parent.number,
    )


def number_of(element: etree._Element | None) -> tuple[str, int] | None:
    """(list id, level) of a `numPr`; list "0" means that numbering is switched off here."""
    if element is None:
        return None
    key, level = value(child(element, "numId")), value(child(element, "ilvl"))
    return (key, whole(level, 0, 8)) if key else None


@dataclass(slots=True)
class Level:
    """One level of a list: the first number, its format (`numFmt`), its template (`%1、`)."""

    start: int = 1
    form: str = "decimal"
    template: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of `numbering.xml`, and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)
    """List id to the id of the abstract list whose count it shares."""
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    overridden: dict[str, set[int]] = field(default_factory=dict)

    @classmethod
    def read(cls, root: etree._Element | None) -> Numbering:
        """From the root of `numbering.xml`, or of nothing."""
        numbering = cls()
        if root is None:
            return numbering
        lists = [e for e in root if local(e.tag) == "abstractNum"]
        abstract = {value(e, "abstractNumId") or "": dict(_levels(e)) for e in lists}
        for num in (e for e in root if local(e.tag) == "num"):
            key, base = value(num, "numId") or "", value(child(num, "abstractNumId")) or ""
            levels = dict(abstract.get(base, {}))
            for override in (e for e in num if local(e.tag) == "lvlOverride"):
                at = whole(value(override, "ilvl"), 0, 8)
                levels.update(dict(_levels(override)))
                start = value(child(override, "startOverride"))
                if start is not None:
                    old = levels.get(at, Level())
                    levels[at] = Level(whole(start, 1), old.form, old.template)
                    numbering.overridden.setdefault(key, set()).add(at)
            numbering.levels[key] = levels
            numbering.shared[key] = base
        return numbering

    def label(self, key: str, at: int) -> str:
        """Count one paragraph of list `key` at level `at` and give its number as printed; "" for a bullet."""
        levels = self.levels.get(key)
        if levels is None or at not in levels:
            return ""
        counts = self.counts.setdefault(self.shared[key], {})
        if at in self.overridden.get(key, ()):
            self.overridden[key].discard(at)
            counts.pop(at, None)
        counts[at] = counts.get(at, levels[at].start - 1) + 1
        for deeper in [n for n in counts if n > at]:
            del counts[deeper]
        if levels[at].form in ("bullet", "none"):
            return ""

        def count(match: re.Match[str]) -> str:
            level = levels.get(int(match.group(1)) - 1, Level())
            return figure(counts.get(int(match.group(1)) - 1, level.start), level.form)

        return re.sub(r"%([1-9])", count, levels[at].template)


def _levels(element: etree._Element) -> Iterator[tuple[int, Level]]:
    for lvl in (e for e in element if local(e.tag) == "lvl"):
        form = value(child(lvl, "numFmt")) or "decimal"
        template = value(child(lvl, "lvlText")) or ""
        start = whole(value(child(lvl, "start")), 1)
        yield whole(value(lvl, "ilvl"), 0, 8), Level(start, form, template)


def figure(number: int, form: str) -> str:
    """A counter as Word prints it in the `numFmt` `form`.

    >>> [figure(12, f) for f in ("decimal", "chineseCountingThousand", "lowerLetter", "upperRoman")]
    ['12', '十二', 'l', 'XII']
    """
    if "chinese" in form.lower() or form in ("ideographTraditional", "japaneseCounting", "taiwaneseCounting"):
        return _chinese(number)
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and number > 0:
        roman = _roman(number)
        return roman if form == "upperRoman" else roman.lower()
    if form.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(0x245F + number)
    if form == "decimalFullWidth":
        return "".join(chr(ord(c) + 0xFEE0) for c in str(number))
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _chinese(number: int) -> str:
    if not 0 < number < 100:
        return "".join(_DIGITS[int(c)] for c in str(number))
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    out = ""
    for size, sign in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        out += sign * (number // size)
        number %= size
    return out
