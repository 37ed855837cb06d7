"""The date of a report: its title block, its signature, or the latest year it speaks of as present."""

from __future__ import annotations

import re

from extractors.terms import wide
from schemas.records import Span

_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九０１２３４５６７８９", "00012345678901234567" + "89")
_DATE = re.compile(
    r"(?P<y>(?:19|20)\d{2})\s*[年./-]\s*(?:(?P<m>\d{1,2})\s*(?:月|[./-])\s*(?:(?P<d>\d{1,2})\s*日?)?)?"
)
_YEAR = re.compile(r"(?<!\d)(?:20[0-3]\d|199\d)(?=\s*年)")
_AHEAD = re.compile(r"(?:到|至|—|-|－|~|力争|规划|前完成|—\s*)$")
_QUOTED = re.compile(r"《[^》\n]{0,80}》|[〔\[﹝（(]\s*\d{4}\s*[〕\]﹞）)]")


def report_date(text: str, span: Span, lines: tuple[str, ...], latest: str) -> str:
    """EDTF date of a report; empty where nothing tells.

    Order of trust: a date in the title block, a line of its own at the end, the year of the title, then `latest`,
    the latest year the whole file speaks of: the reports of one file are of one time.
    """
    body = text[span.start : span.end]
    tail = [t.strip() for t in body.rstrip().rsplit("\n", 4)[1:]]
    for line in (*lines, *reversed(tail)):
        edtf = _full(line.strip("（）() 　")) if len(line) < 40 else ""
        if len(edtf) > 4:
            return edtf
    for line in lines:
        if years := _YEAR.findall(line.translate(_CHINESE_DIGITS)):
            return str(max(years))
    return latest


def latest_year(text: str, name: str = "") -> str:
    """The latest year of a text, without years of document names and numbers, and years it only looks ahead
    to; failing that, the year in the file's name."""
    plain = _QUOTED.sub(lambda m: " " * len(m[0]), text)
    years = [m[0] for m in _YEAR.finditer(plain) if not _AHEAD.search(plain, max(0, m.start() - 4), m.start())]
    return max(years, default="") or _full(wide(name))[:4]


def _full(line: str) -> str:
    match = _DATE.search(line.translate(_CHINESE_DIGITS))
    if not match:
        return ""
    parts = [match["y"]]
    if match["m"] and 1 <= int(match["m"]) <= 12:
        parts.append(f"{int(match['m']):02d}")
        if match["d"] and 1 <= int(match["d"]) <= 31:
            parts.append(f"{int(match['d']):02d}")
    return "-".join(parts)
