"""The authoring format of the corpus: text with figures marked in place, so that no offset is typed by hand.

A figure is `【137个@station.count level=township】`; what stands before `@` stays in the report, the rest is
the answer. After the indicator come bare words (`target`, `standard`, `share`, `growth`, `multiple`,
`req0`) and settings: `r` region, `p` place, `t` time, `per`, `any.FIELD`, the dims (`level`, `kind`,
`grade`, `source`, `flow`, `population`), and `u`, `v`, `q`, `lo`, `hi` where the figure itself does not
say unit, value or bounds. `{t=2023-06 r=芒市}` changes the defaults for the rest of its paragraph, a line
`@ t=2023` for all that follows.
Value, unit and qualifier are read from the figure by `parse_quantity`, which knows nothing of the extractor.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

DIMS = ("level", "kind", "grade", "source", "flow", "population")
ALIASES = {"r": "region", "p": "place", "t": "time", "u": "unit", "q": "qualifier", "v": "value",
           "lo": "low", "hi": "high", "lv": "level", "pop": "population", "src": "source"}
WORDS = {"target": ("status", "target"), "standard": ("status", "standard"), "actual": ("status", "actual"),
         "share": ("statistic", "share"), "growth": ("statistic", "growth"),
         "multiple": ("statistic", "multiple"), "req0": ("req", "0")}
SETTINGS = {"region", "place", "time", "unit", "qualifier", "value", "low", "high", "per", *DIMS}
MARK = re.compile(r"【([^【】@]+)@([^【】]+)】|\{([^{}]*)\}")

BEFORE = {"at_least": ("不得少于", "不得低于", "不少于", "不低于", "不小于", "至少", "最低", "最少"),
          "at_most": ("不得超过", "不超过", "不足", "不到", "不高于", "不多于", "最高", "最多", "至多"),
          "more_than": ("超过", "突破", "多于", "高于", "超", "逾"),
          "nearly": ("将近", "接近", "近"), "about": ("大约", "大概", "约")}
AFTER = {"以上": "more_than", "以内": "at_most", "之内": "at_most", "以下": "at_most", "左右": "about"}
MULTIPLIER = {"": 1, "百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}
UNIT_OF = {"名": "人", "位": "人", "平米": "平方米", "㎡": "平方米", "％": "%"}
UNITS = {
    *"元人户个家场次期份倍所处支宗例件只条册套台间节班天组项类对张座块篇盒箱车批部把岁届门吨斤起面床轮款袋桶幅辆站队点分单车本条顶栋字艘%",
    "人次", "户次", "场次", "平方米", "小时", "平方公里", "个百分点", "学时", "课时", "批次", "公里", "本",
}
CHINESE = "〇零一二两三四五六七八九十百千"
NUMBER = rf"(?:\d[\d,，]*(?:\.\d+)?|[{CHINESE}]+|[*＊]+|[XxＸ×]+)"
SHAPE = re.compile(
    rf"(?P<pct>百分之)?(?P<low>{NUMBER})(?P<lowmul>[百千万亿%％]?)[元个名人]??(?:[-—–~～至到]+(?P<high>{NUMBER}))?"
    r"(?P<more>[余多+＋]?)(?P<mul>[百千万亿]?)(?P<more2>[余多+＋]?)(?P<unit>\D*)"
)

FRACTION = re.compile(
    "(?:(?P<whole>[三四五六七八九十千])分之(?P<a>[一二两三四五六七八九])|(?P<b>[一二两三四五六七八九])成)(?P<more>[多强]?)"
)
"""七成 is 70 %, 三分之一强 more than 33.33 %."""


class SourceError(ValueError):
    """An annotated source that says something impossible; the message names the place."""


@dataclass(frozen=True)
class Quantity:
    """A figure's number in the base unit: `value`, or both bounds of a range; neither when it is masked."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    qualifier: str


@dataclass
class Annotated:
    """Plain text and its answer-key rows, `start`, `end` and `core` into that text."""

    text: str
    rows: list[dict[str, Any]] = field(default_factory=list)


def chinese_number(text: str) -> Decimal:
    """`一百二十三` is 123; digits in a row (`二〇`) are read one by one."""
    digits = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
    if all(c in digits for c in text):
        return Decimal("".join(str(digits[c]) for c in text))
    total, current = 0, 0
    for c in text:
        if c in digits:
            current = digits[c]
        else:
            total += (current or 1) * {"十": 10, "百": 100, "千": 1000}[c]
            current = 0
    return Decimal(total + current)


def number(text: str) -> Decimal | None:
    """The value of an Arabic or Chinese number, None for a masked one."""
    if text[0] in "*＊XxＸ×":
        return None
    return Decimal(re.sub("[,，]", "", text)) if text[0].isdigit() else chinese_number(text)


def parse_quantity(quote: str, *, rule: bool) -> Quantity:
    """Read qualifier, number and unit of a marked figure.

    `rule`: the figure stands in a norm, so 以上 means at least.

    Raises:
        SourceError: some character of the figure has no meaning here.
    """
    text = re.sub(r"\s", "", quote).translate(str.maketrans("０１２３４５６７８９．", "0123456789."))
    qualifier = "exact"
    for name, words in BEFORE.items():
        for word in words:
            if qualifier == "exact" and text.startswith(word):
                qualifier, text = name, text.removeprefix(word)
    for word, name in AFTER.items():
        if text.endswith(word):
            qualifier, text = ("at_least" if rule and word == "以上" else name), text.removesuffix(word)
    if fraction := FRACTION.fullmatch(text):
        whole = chinese_number(fraction["whole"]) if fraction["whole"] else Decimal(10)
        share = (100 * chinese_number(fraction["a"] or fraction["b"]) / whole).quantize(Decimal("0.01"))
        return Quantity(share, None, None, "%", "more_than" if fraction["more"] else qualifier)
    found = SHAPE.fullmatch(text)
    if not found:
        raise SourceError(f"not a quantity: {quote}")
    unit = found["unit"] or ("%" if found["pct"] or found["lowmul"] in ("%", "％") else "")
    unit = re.sub("（.*）", "", UNIT_OF.get(unit, unit))
    if unit and unit not in UNITS:
        raise SourceError(f"unknown unit {unit!r} in {quote}")
    if found["more"] or found["more2"]:
        qualifier = "more_than"
    scale = MULTIPLIER[found["mul"]]
    lowmul = "" if found["lowmul"] in ("%", "％") else found["lowmul"]
    first = number(found["low"])
    if first is None:
        return Quantity(None, None, None, unit, "masked")
    if found["high"]:
        second = number(found["high"])
        assert second is not None
        low_scale = MULTIPLIER[lowmul] if lowmul else scale
        return Quantity(None, first * low_scale, second * scale, unit, "range")
    return Quantity(first * MULTIPLIER[lowmul] * scale, None, None, unit, qualifier)


def parse_settings(text: str) -> dict[str, Any]:
    """`t=2023 target any.time=2022,2024` as a dictionary of full field names."""
    out: dict[str, Any] = {}
    for token in text.split():
        if token in WORDS:
            name, value = WORDS[token]
            out[name] = value
            continue
        name, sep, value = token.partition("=")
        if name.startswith("any.") and sep:
            out.setdefault("any", {})[name[4:]] = [None if v == "null" else v for v in value.split(",")]
            continue
        name = ALIASES.get(name, name)
        if not sep or name not in SETTINGS:
            raise SourceError(f"unknown setting {token!r}")
        out[name] = value
    return out


def row(quote: str, start: int, indicator: str, settings: dict[str, Any]) -> dict[str, Any]:
    """One line of the answer key, its offsets beginning at `start`."""
    status = settings.get("status", "actual")
    got = parse_quantity(quote, rule=status == "standard")
    numbers = list(re.finditer(rf"[０-９]+|{NUMBER}", quote))
    last = numbers[-1] if got.qualifier == "range" else numbers[0]
    region = settings.get("region") or None
    out: dict[str, Any] = {
        "start": start,
        "end": start + len(quote),
        "core": [start + numbers[0].start(), start + last.end()],
        "quote": quote,
        "indicator": indicator,
        "statistic": settings.get("statistic", "level"),
        "value": plain(got.value if "value" not in settings else Decimal(settings["value"])),
        "low": plain(got.low if "low" not in settings else Decimal(settings["low"])),
        "high": plain(got.high if "high" not in settings else Decimal(settings["high"])),
        "unit": settings.get("unit", got.unit),
        "qualifier": settings.get("qualifier", got.qualifier),
        "per": settings.get("per") or None,
        "status": status,
        "region": None if region == "null" else region,
        "place": settings.get("place", ""),
        "time": settings.get("time", ""),
        "dims": {name: settings[name] for name in DIMS if settings.get(name)},
        "req": 0 if indicator == "other" else int(settings.get("req", 1)),
    }
    if "any" in settings:
        out["any"] = settings["any"]
    if not out["unit"]:
        raise SourceError(f"no unit for {quote}: add u=")
    return out


def plain(value: Decimal | None) -> int | float | None:
    """A JSON number without a needless `.0`."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def parse_line(line: str, defaults: dict[str, Any]) -> Annotated:
    """Strip the marks of one paragraph; `defaults` hold at its beginning."""
    pieces: list[str] = []
    rows: list[dict[str, Any]] = []
    here, length, done = dict(defaults), 0, 0
    for mark in MARK.finditer(line):
        before = line[done : mark.start()]
        pieces.append(before)
        length += len(before)
        done = mark.end()
        if mark[3] is not None:
            here = here | parse_settings(mark[3]) if mark[3].strip() else dict(defaults)
            continue
        indicator, _, rest = mark[2].partition(" ")
        rows.append(row(mark[1], length, indicator, here | parse_settings(rest)))
        pieces.append(mark[1])
        length += len(mark[1])
    pieces.append(line[done:])
    text = "".join(pieces)
    if re.search("[【】{}]", text):
        raise SourceError(f"stray mark in: {text[:60]}")
    return Annotated(text, rows)


def shifted(found: dict[str, Any], by: int) -> dict[str, Any]:
    """The row moved `by` code points to the right."""
    return found | {"start": found["start"] + by, "end": found["end"] + by,
                    "core": [found["core"][0] + by, found["core"][1] + by]}
