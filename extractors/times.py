"""Times: found in a text and written as EDTF (ISO 8601-2)."""

from __future__ import annotations

from extractors.dates import Anchor, Moment
from extractors.gaps import squeeze
from extractors.numbers import time_of, walk
from schemas.records import TimeValue


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
