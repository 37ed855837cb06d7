"""Traditional characters and their simplified forms, one to one.

Reports reach us through mirrors that turned them into traditional characters. The vocabulary is in simplified
ones, so a text that is plainly traditional is read as if it were simplified: one character for one, so that
offsets stay and the quote remains the source's. The table is `data/traditional.txt`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

SHARE = 0.04
"""Share of traditional characters from which on a text is traditional; names in simplified texts stay far below."""
LEAST = 12
"""How many it must hold at least."""
KINDS = 8
"""How many different ones."""


@cache
def _table() -> dict[int, int]:
    lines = (files("schemas") / "data" / "traditional.txt").read_text(encoding="utf-8").splitlines()
    return str.maketrans(lines[1], lines[2])


def simplified(text: str) -> str:
    """The text in simplified characters, of the same length.

    >>> simplified("投入230餘萬元，配備社工78名")
    '投入230余万元，配备社工78名'
    """
    return text if text.isascii() else text.translate(_table())


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters.

    >>> is_traditional("全縣建成鄉鎮社會工作服務站，專業社工進村入戶，累計走訪困難羣衆"), is_traditional("于2021年著手")
    (True, False)
    """
    table = _table()
    if (
        sum(ord(char) in table for char in set(text)) < KINDS
    ):  # the set is quick to make, and settles most texts
        return False
    han = sum("一" <= char <= "鿿" for char in text)
    found = sum(ord(char) in table for char in text)
    return found >= LEAST and found >= SHARE * han
