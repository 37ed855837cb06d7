"""The time of an examination: its days govern what was done on them, and its year what came of it.

6月10日至11日开考, 设考点3个; 经核定, 420人合格: of that year, whenever the result was told.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.leads import BY_PLACE
from schemas.records import Quantity, Span, TimeValue
from schemas.trusted import changed

_NAME = re.compile(
    r"的?(?:全国|全省|全市|全区|本年度)?(?:社会工作|社工|助理社|高级社|中级社)(?:(?!培训|辅导)[^，。；、\d]){0,12}考试(?![院中前培辅])(?!于|在\d|将于|定于)"
)
"""6月的社工考试: a month that is part of its name."""
REACH = 200
"""How far back the start of a sentence is looked for, in characters."""
_HELD = re.compile("考试|开考|考[点场]")
_DAYS = re.compile(r"\d{4}-\d\d(?:$|-\d\d)")
_CLAUSES = re.compile("[^，。；\\n]*(?:，[^，。；\\n]*)?")
_OF = ("考试", "考试于", "考试在", "考试定于")
_THEN = re.compile("(?:(?!考前|培训|辅导)[^。；]){0,24}(?:考试|开考|考[点场生])")
"""What stands around the day of an examination: 考试于6月10日举行, 6月10日，考试开考."""
_AS_OF = re.compile("截|[底末初]$")
_WITHIN_A_YEAR = re.compile(r"\d{4}(?:-|$)")
_RESULT = re.compile("合格|过线|[放揭]榜|榜上有名|闯过|过关|通过(?!率?审|评估|验收|[了《“])|上岸|取证|拿到|考取|取得[^，。；]{0,8}证|成绩")
_SITTING = re.compile("参考|考生|考点|考场|报考|报名|缴费|实考|开考|应考|赴考|考试|[较比]上年|[较比]去年|增[长加幅]|占全")
_PRESENT = re.compile("参考|考生|考点|考场|缴费|实考|开考|应考|赴考|到考")
"""Said in a later sentence, it is still of the day; how many had put their names down is of the year."""
_CANDIDATES = re.compile(f"{_RESULT.pattern}|报考|报名(?=参加|人数|[\\d达约近共])|参考率|参考人数|应考|考生")
_STOCK = re.compile("累计(?!报[考名])|目前|截[至止]|现有|(?<!占.)(?<!占..)(?<!占...)总[量数]|历年|近.年|以来|持证")


def named_by_month(text: str, time: TimeValue) -> TimeValue:
    """今年6月的社工考试 is the examination of this year."""
    if time.kind == "point" and len(time.edtf) == 7 and _NAME.match(text, time.span.end):
        return changed(time, {"edtf": time.edtf[:4]})
    return time


class Exam(NamedTuple):
    """An examination told of: its year, and the days and months told of it, EDTF."""

    year: TimeValue
    days: tuple[str, ...]


def held_in(text: str, sentence: Span, times: list[TimeValue]) -> Exam | None:
    """The examination that a sentence tells of, where it tells its time; what names the year goes first."""
    if not times or not _HELD.search(text, *sentence):
        return None
    told = [
        t for t in times
        if t.kind in ("point", "span") and _WITHIN_A_YEAR.match(t.edtf) and not _AS_OF.search(t.quote) and _beside(text, t.span)
    ]  # fmt: skip
    if not told:
        return None
    own = (t for t in told if _NAME.match(text, t.span.end))  # 去年培训52期；今年6月社工考试
    year = next(own, None) or next((t for t in told if len(t.edtf) == 4), told[0])
    year = changed(year, {"edtf": year.edtf[:4], "kind": "point"})
    days = (t for t in told if _DAYS.match(t.edtf) and t.edtf.startswith(year.edtf))
    return Exam(year, tuple(t.edtf for t in days if _THEN.match(text, t.span.end) or text.endswith(_OF, 0, t.span.start)))


def _beside(text: str, time: Span) -> bool:
    """An examination is named in the time's own clause or the next one: 6月10日，考试开考; not 通过考试的奖励800元，去年支出46万元."""
    end = _CLAUSES.match(text, time.end)
    start = max(text.rfind(mark, 0, time.start) for mark in "，。；\n") + 1
    return _HELD.search(text, start, end.end() if end else time.end) is not None


def is_result(text: str, clause: Span) -> bool:
    """Whether the sentence of a clause tells, up to its end, what came of an examination."""
    return bool(_RESULT.search(text, _sentence_start(text, clause), clause.end))


def sits(text: str, clause: Span, day: Span) -> bool:
    """Whether a clause tells who sat an examination, on a day told at `day`, or holds that day; not what came of it."""
    if is_result(text, clause):
        return False
    words = _SITTING if day.start >= _sentence_start(text, clause) else _PRESENT
    return clause.start <= day.start < clause.end or words.search(text, *clause) is not None


def counts_candidates(text: str, clause: Span, quantity: Quantity) -> bool:
    """Whether the sentence of a clause counts, up to its end, who sat or passed one examination, not who has passed any so
    far; so does one that only counts people in a paragraph about that (按县区排，甲县183人居首)."""
    start = _sentence_start(text, clause)
    if _STOCK.search(text, start, clause.end):
        return False
    if quantity.dimension in ("person", "share"):
        paragraph = text.rfind("\n", 0, start) + 1
        start = max(0 if BY_PLACE.match(text, paragraph) else paragraph, start - REACH)
    return _CANDIDATES.search(text, start, clause.end) is not None


def _sentence_start(text: str, clause: Span) -> int:
    reach = max(0, clause.start - REACH)
    return max(text.rfind(mark, reach, clause.start) + 1 for mark in "。\n") or clause.start
