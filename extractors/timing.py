"""Which time governs a figure.

A time governs what follows it in its sentence and in the sentences of its paragraph, until another time, 目前,
or a new item (一是, （二）) begins; a time after the figure in its clause governs it where none stands before it
there (8个站点于2021年5月授牌). The base of a comparison (是2021年的1.8倍) governs nothing; the year in the name of
a document or an examination governs only where nothing else does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.phrases import RATIOS
from schemas.records import Quantity, Span, TimeValue

_COMPARED = re.compile(r"(?:比|较|与|同|相比|相较|对比)$")
_COMPARED_AFTER = re.compile(r"(?:度|底|末|同期)?的\s*\d|(?:度|同期)?相比")
_NAMES = re.compile(r"《[^》\n]{0,80}》")
_EVENT = re.compile(
    r"度?(?:全国|全省|中央|省级|国际|第[一二三四五六七八九十]+[届批次])?(?:社会工作|社工|助理社|高级社|中级社|职业|彩票|福彩|福利彩票)"
    r"[^，。；]{0,14}(?:考试|考前|资格|水平|宣传周|主题|公益金|项目)|年?政府工作报告"
)
_YEARS_UP_TO_NOW = re.compile(
    r"(?:近|过去|最近)?\s*([一二两三四五六七八九十]|\d{1,2})\s*年(?:多)?(?:以来|来)"
)
_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_WITHIN_YEAR = re.compile("年内|全年|全年度|上半年|下半年|年底|年末|年底前|年初|当年")
_NAMED_YEAR = re.compile(r"(?:到|至|截至)?\s*((?:19|20)\d\d)\s*年")
_SINCE_EVENT = re.compile(r"[^，。；：、\d]{1,12}?(?:以来|至今)")
"""自2021年启动以来, 去年建成以来: open since then."""
_AT = "于在自至"
_PRESENT = re.compile(r"目前|现在|现阶段|当前|近|至今|一直")
"""Words that say "now" close an open time; others without a time of their own (项目期内) leave it open."""
_REACH = 24


@dataclass(frozen=True, slots=True)
class Ruling:
    """The times of a sentence, in order: those that rule, and those that do where nothing else does."""

    strong: tuple[TimeValue, ...]
    weak: tuple[TimeValue, ...]
    all: tuple[TimeValue, ...] = ()


_NONE = Ruling((), (), ())


@dataclass(slots=True)
class TimeScope:
    """The time that is open while a report is read, sentence by sentence."""

    period: TimeValue | None = None
    """What the whole report is about, where nothing nearer tells."""
    open: TimeValue | None = None

    def enter(self, fresh: bool) -> None:
        """A sentence begins; `fresh` where it opens a paragraph or an item."""
        if fresh:
            self.open = None

    def of(self, text: str, quantity: Quantity, ruling: Ruling, clause: Span) -> TimeValue | None:
        """The time that governs a figure of a sentence; `clause` is the figure's own."""
        for time in ruling.all if quantity.dimension not in RATIOS else ():
            if text[time.span.end : quantity.span.start] == "的" and time.edtf:
                return time
        before = [t for t in ruling.strong if t.span.end <= quantity.span.start]
        while before and not before[-1].edtf and not _PRESENT.search(before[-1].quote):
            before.pop()
        own = before and before[-1].span.start >= clause.start
        if not own:
            reach = min(clause.end, quantity.span.end + _REACH)
            for after in ruling.strong:
                near = quantity.span.end <= after.span.start < reach
                if near and after.edtf and after.kind == "point" and text[after.span.start - 1] in _AT:
                    return after
        if before:
            return before[-1] if before[-1].edtf else None
        if self.open and self.open.edtf:
            return self.open
        named = [t for t in ruling.weak if t.span.end <= quantity.span.start and t.edtf]
        return named[-1] if named else self.period

    def leave(self, ruling: Ruling) -> None:
        """The sentence ends; its last time stays open."""
        if ruling.strong:
            self.open = ruling.strong[-1]


def governing(text: str, sentence: Span, times: list[TimeValue], date: str) -> Ruling:
    """The times of a sentence that can govern; `date` is the report's, against which 两年来 is reckoned."""
    if not times:
        return _NONE
    names = [m.span() for m in _NAMES.finditer(text, sentence.start, sentence.end)]
    times = _in_named_year(times, date)
    strong: list[TimeValue] = []
    weak: list[TimeValue] = []
    for time in times:
        if _COMPARED.search(text, max(sentence.start, time.span.start - 2), time.span.start):
            continue
        if _COMPARED_AFTER.match(text, time.span.end):
            continue
        since = _SINCE_EVENT.match(text, time.span.end)
        if since and time.kind == "point" and time.edtf:
            time = time.model_copy(update={"edtf": f"{time.edtf}/..", "kind": "since"})
        named = any(a <= time.span.start < b for a, b in names) or bool(_EVENT.match(text, time.span.end))
        (weak if named else strong).append(_reckoned(time, date))
    return Ruling(tuple(strong), tuple(weak), tuple(times))


def _in_named_year(times: list[TimeValue], date: str) -> list[TimeValue]:
    """年内, 全年 after a year that its sentence names are in that year: 2025年，…，年内创建10个.

    Only where the report's date is known: without it such words have no time to be moved.
    """
    found: list[TimeValue] = []
    year = ""
    for time in times:
        if date and year and _WITHIN_YEAR.fullmatch(time.quote) and time.edtf.startswith(date[:4]):
            time = time.model_copy(update={"edtf": time.edtf.replace(date[:4], year)})
        named = _NAMED_YEAR.match(time.quote)
        year = named[1] if named else year
        found.append(time)
    return found


def _reckoned(time: TimeValue, date: str) -> TimeValue:
    """两年来, 近3年来 said at a known date: open since that many years before; 全年 said in a first quarter is
    the year before."""
    if time.quote.startswith("全年") and date[5:7] in ("01", "02", "03") and time.edtf == date[:4]:
        return time.model_copy(update={"edtf": str(int(date[:4]) - 1)})
    match = _YEARS_UP_TO_NOW.search(time.quote) if not time.edtf and date else None
    if not match:
        return time
    years = _DIGITS.get(match[1]) or int(match[1])
    return time.model_copy(update={"edtf": f"{int(date[:4]) - years}/..", "kind": "since"})
