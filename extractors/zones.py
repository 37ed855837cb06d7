"""Economic zones (高新区, 经开区): no divisions of their own; their figures are of the division around them."""

from __future__ import annotations

import re

from extractors.places import PlaceMention
from schemas.divisions import Division
from schemas.records import Span

_ZONE = re.compile(
    r"(?:(?<=[，；。：（、\n和及与])|(?<=其中))(?!其中|各|全|在|对|的|以|将|由)[一-龥]{0,5}?"
    r"(?:经济技术开发区|高新技术产业开发区|经济开发区|开发区|高新区|经开区|新区|管理区|起步区|度假区|产业园区|工业园区)"
    r"(?=[、\d]|和|及|与|分别|社工|社会工作|建|设|有|共|投|安排|开展|服务|完成|新|已|的?各)"
)
ZONE_END = re.compile("发区|新区|开区|理区|步区|假区|园区")
"""Every zone's name ends so: most sentences hold none, and are not searched for one."""


def in_zone(text: str, at: int) -> bool:
    """Whether a zone is named right before `at` (起步区|崔寨街道): its townships are run by it, not by their county."""
    return text.endswith(("开发区", "高新区", "经开区", "起步区", "管理区", "度假区"), 0, at)


def is_zone(name: str) -> bool:
    """Whether a name is a zone's."""
    return _ZONE.match(f"，{name}1", 1) is not None


def zones_in(text: str, home: Division | None, sentence: Span) -> tuple[PlaceMention, ...]:
    """Economic zones as mentions of the report's own division (武进区3个、高新区1个)."""
    if home is None or not ZONE_END.search(text, *sentence):
        return ()
    return tuple(
        PlaceMention(Span(*m.span()), m[0], (home,), "full")
        for m in _ZONE.finditer(text, sentence.start, sentence.end)
    )


def with_zones(
    mentions: tuple[PlaceMention, ...], zones: tuple[PlaceMention, ...]
) -> tuple[PlaceMention, ...]:
    """Both in order; a division of that name (浦东新区) is no zone, and the name in a zone's no division."""
    if not zones:
        return mentions
    zones = tuple(
        z
        for z in zones
        if not any(m.span.end == z.span.end or m.span.start < z.span.start < m.span.end for m in mentions)
    )
    kept = [m for m in mentions if not any(z.span.start <= m.span.start < z.span.end for z in zones)]
    return tuple(sorted((*kept, *zones), key=lambda m: m.span.start))
