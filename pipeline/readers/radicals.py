"""Characters that look like Han and are not: Kangxi radicals, radical supplement, compatibility ideographs.

Some PDF makers write ⼯ (U+2F2F) where the reader sees 工 (U+5DE5), and no search finds it. They are folded
one to one. No other compatibility character is: NFKC would also rewrite ㎡, ①, Ⅱ and the full-width comma.
"""

from __future__ import annotations

import unicodedata
from typing import Final

# Unicode's EquivalentUnifiedIdeograph.txt, the radicals of simplified characters.
_SUPPLEMENT: Final = {
    "⺟": "母", "⺠": "民", "⻁": "虎", "⻄": "西", "⻅": "见", "⻆": "角", "⻉": "贝", "⻋": "车", "⻓": "长",
    "⻔": "门", "⻘": "青", "⻙": "韦", "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食", "⻢": "马", "⻣": "骨",
    "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻧": "卤", "⻨": "麦", "⻩": "黄", "⻬": "齐", "⻮": "齿", "⻰": "龙",
    "⻳": "龟",
}  # fmt: skip


def _table() -> dict[str, str]:
    table = dict(_SUPPLEMENT)
    for first, last in ((0x2F00, 0x2FD5), (0xF900, 0xFAD9), (0x2F800, 0x2FA1D)):
        for code in range(first, last + 1):
            folded = unicodedata.normalize("NFKC", chr(code))
            if len(folded) == 1 and folded != chr(code):
                table[chr(code)] = folded
    return table


FOLD: Final = _table()
"""Look-alike to Han, one character to one."""
