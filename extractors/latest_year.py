"""The latest year a text speaks of as present: what dates a report that does not say when it was written."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.terms import wide
from schemas.records import Span

YEAR = re.compile(r"[12](?<!\d\d)(?:(?<=2)0[0-3]|(?<=1)99)\d(?=\s*[年全])(?=\s*年|全年)")
_AHEAD = re.compile(r"(?:到|(?<!截)至|—|-|－|~|力争|建议|规划|计划|拟|将于|将在|—\s*)$")
_IN_STEPS = re.compile("分批|分步|分年度?|逐年推进")
"""分批创建，2021年20个、2022年40个: what is planned year by year."""
_DEADLINE = re.compile(r"\s*年\s*(?:\d{1,2}\s*月)?\s*(?:\d{1,2}\s*日)?[底末]?\s*前")
_PLANNED = re.compile(r"\s*年[^。\n]{0,10}(?:计划|拟|将|力争|预计|打算|要|再|目标|我们想|希望|争取|准备)")
QUOTED = re.compile(r"[《〔\[﹝（(](?:(?<=《)[^》\n]{0,80}》|(?<!《)\s*\d{4}\s*[〕\]﹞）)])")
_SINCE = re.compile(
    r"\s*年(?:\s*\d{1,2}\s*月)?(?:[^，。；\n]{0,24}?(?:以来|至今)|[^，。；\n]{0,8}?算起|[初末底]?起|"
    r"[^，。；：\n]{0,6}?(?:启动|发起|创办|开办|成立)的)"
)
_FROM = re.compile(r"[从自]\s*(?:19|20)\d{2}\s*年[^，。；\n]{0,16}[到至]$")
"""从2008年开考到2010年: both are behind us."""
_FILED = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?:[-._年]?(0[1-9]|1[0-2]|(?<=[-._年])[1-9])(?:[-._月]?(0[1-9]|[12]\d|3[01]|(?<=[-._月])[1-9]))?)?(?!\d)"
)
_THIS_YEARS_MONTHS = re.compile("今年(?:上半年|[一二三]季度|\\d{1,2}月|以来)")
_RELATIVE = re.compile("今年|去年|明年|本月")
"""Words that need a day on which they were said."""
CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九０１２３４５６７８９", "00012345678901234567" + "89")


class Dated(NamedTuple):
    """A report's date in EDTF, the rule that told it, and its words; `span` None: in the file's name.

    Where nothing tells, `edtf` and `rule` are empty.
    """

    edtf: str = ""
    rule: str = ""
    span: Span | None = None


def latest_year(text: str, name: str = "") -> Dated:
    """The latest year of a text, without years of document names and numbers, years since when something is so,
    and years it only looks ahead to; failing that, the date in the file's name."""
    plain = QUOTED.sub(lambda m: " " * len(m[0]), text)
    past: list[Dated] = []
    planned: list[Dated] = []
    begun = 0
    goal = -1
    for match in YEAR.finditer(plain):
        year = Dated(match[0], "latest year", Span(*match.span()))
        spanned = _FROM.search(plain, max(0, match.start() - 30), match.start())
        if not spanned and _AHEAD.search(plain, max(0, match.start() - 4), match.start()):
            goal = match.start()
        elif goal > (stop := plain.rfind("。", 0, match.start())) or _IN_STEPS.search(plain, stop + 1, match.start()):
            continue  # 到2022年底…，2023年底…: the second year is a goal too
        elif _DEADLINE.match(plain, match.end()) or _PLANNED.match(plain, match.end()):
            planned.append(year._replace(rule="year ahead"))
            goal = match.start()
        elif _SINCE.match(plain, match.end()):
            begun = max(begun, int(match[0]))  # of that year or of any after it
        else:
            past.append(year)
    told, filed = _latest(past), _of_name(name)
    if told and _is_summed_up(plain, told.edtf):
        told = told._replace(edtf=str(int(told.edtf) + 1))
    speaks = filed is not None and (len(filed.edtf) > 4 or _RELATIVE.search(text) is not None)
    if told and filed and speaks and int(filed.edtf[:4]) == int(told.edtf) + 1:
        return filed
    told, filed = (d if d and int(d.edtf[:4]) >= begun else None for d in (told, filed))
    return told or filed or (_latest(planned) if not begun else None) or Dated()


def _is_summed_up(text: str, year: str) -> bool:
    """Whether a year is told as a whole one beside this year's months: 截至今年6月…。2023年投入1460万元，比2022年增长66%."""
    if not _THIS_YEARS_MONTHS.search(text) or re.search(rf"{year}\s*年(?:\s*\d{{1,2}}\s*月|以来|上半年|[一二三]季度)", text):
        return False
    return re.search(rf"{year}年[^，。；]{{2,16}}，?(?:比|较){int(year) - 1}年", text) is not None


def _latest(years: list[Dated]) -> Dated | None:
    """The latest year, where it was named first."""
    return max(years, key=lambda year: int(year.edtf), default=None)


def _of_name(name: str) -> Dated | None:
    """The last date in the file's name: 2021, 2021-03, 20210312."""
    dated = [m for m in _FILED.finditer(wide(name).translate(CHINESE_DIGITS)) if 1990 <= int(m[1]) < 2040]
    return Dated("-".join(part for part in dated[-1].groups() if part), "file name") if dated else None
