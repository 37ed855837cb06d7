"""Times: found in a text or parsed from a quote, and written as EDTF (ISO 8601-2)."""

from __future__ import annotations

from extractors.dates import Anchor, Moment
from extractors.gaps import bare, squeeze
from extractors.numbers import time_of, walk
from schemas.records import Span, TimeValue
from schemas.trusted import changed

__all__ = ["find_times", "parse_time"]


def find_times(text: str, anchor: str = "") -> tuple[TimeValue, ...]:
    """All time expressions of `text` in order; `anchor` is the report's date in EDTF, against which 今年 is read.

    >>> [(t.quote, t.edtf, t.kind) for t in find_times("截至2022年6月底，今年以来新建3个", anchor="2022-06")]
    [('截至2022年6月底', '2022-06', 'point'), ('今年以来', '2022/..', 'since')]
    >>> [t.edtf for t in find_times("2021—2025年，去年6月，1至6月，近年来", anchor="2022")]
    ['2021/2025', '2021-06', '2022-01/2022-06', '']
    """
    piece = squeeze(text, 0, len(text))
    return tuple(
        time_of(text, piece, item) for item in walk(piece.text, Anchor.of(anchor)) if isinstance(item, Moment)
    )


def parse_time(quote: str, anchor: str = "") -> TimeValue | None:
    """The one time expression that `quote` is, from its first to its last character; None if it is none or more.

    White space inside counts for nothing.

    >>> parse_time("2022年\\n6月底").edtf, parse_time("去年12月", "2022-03").edtf
    ('2022-06', '2021-12')
    >>> parse_time("今年").edtf, parse_time("2022年12个") is None
    ('', True)
    """
    text = bare(quote)
    found = find_times(text, anchor)
    if len(found) != 1 or found[0].span != (0, len(text)):
        return None
    return changed(found[0], {"quote": quote, "span": Span(0, len(quote))})
