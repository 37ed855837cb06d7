"""Which time governs a figure.

A time governs what follows it in its sentence and in the sentences of its paragraph, until another time, 目前,
or a new item (一是, （二）) begins; a time after the figure in its clause governs it where none stands before it
there (8个站点于2021年5月授牌). The base of a comparison (是2021年的1.8倍) governs nothing; the year in the name of
a document or an examination governs only where nothing else does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from extractors.ahead import next_steps
from extractors.elapsed import Told
from extractors.examinations import Exam, counts_candidates, sits
from extractors.expired import AGO, ended_before
from extractors.moments import COMPARED, PRESENT, names_year
from extractors.phrases import RATIOS
from extractors.rulings import Ruling
from schemas.cues import load_cues
from schemas.records import Quantity, Span, TimeValue
from schemas.trusted import changed

_AS_OF = re.compile("截[至止]|.{1,12}[底末]$")
_EPISODE = re.compile("(?:疫情|防控|抗疫|洪灾|汛期|灾情|台风|地震|春节|国庆|中秋|端午|重阳|[寒暑]假|假期)(?:防控|防汛)?(?:期间|前夕)")
_DUE = re.compile("[^，。；、\\d的]{0,6}?(?:建成|建好|完成|投入|投用|启用|实现|覆盖|挂牌|到位|开工|运营|建齐|补齐)")
"""剩余6个年底前建成: the time right behind a figure is its own."""
_IN_USE = re.compile(
    "(?:[前底末])?(?:全部|正式|已经?|陆续|都|即|先后)?"
    "(?:建成|建好|完成|投用|投入(?:使用|运营|运行)|启用|挂牌|揭牌|授牌|到位|运营|运行|落成)"
)
"""首批5个站2020年10月运行; 第一批6个，2021年底建成: what is told right behind the figure is its own."""
_NOUN = re.compile("[一-龥]{0,10}")
_CLOSES = re.compile("[，；。\n]")
_SEASON = re.compile("[。\n](?:今年|当年|这年)?(?:入?[春夏秋冬](?:天|季|日|以后|以来|，)|汛期|暑[假期]|寒假|春节|端午|中秋|国庆|重阳|开学)")
_TERM = "期内"
"""周期内总服务8426人次, 项目期内: in the time that the report is about."""
_EACH = re.compile("每年|年均|历年|[三五]年(?:累计|共)")
_DEED = re.compile(
    "(?<=[，。；])建(?!成)|考取|新?选聘|聘请|新建|评出|评选|入选|收到|征集|给予|慰问|举办|开展|培训|组织|走访|发放|新增|支出|投入"
    "|招募|完成|救助|募集|链接|报名|通过|接待|化解|开班|办班|受训|停发|补发|惠及"
)
_OCCASION = re.compile(r"[^，。；\d]{0,12}期间|[^，。；]{0,30}(?:活动|救助|行动)中")
"""龙虾节期间, 春运等活动中: what is told of an occasion is not of the day up to which things stand."""
_BESIDE = re.compile(r"、[^，。；、\d]{0,8}")
_STANDING = re.compile("累计|共有|现有|已建|建成|全覆盖|在册|登记|注册")
_SCENE = re.compile(
    r"[\s　]*(?:(?:启动|揭牌|授牌|开班|开幕|发布|捐赠|签约|颁奖|表彰)?仪式(?:上|现场|中|结束后)|活动(?:现场|当天|当日)|现场[，共]|当[天日][，共])"
)
_HEARSAY = re.compile(
    r"[\s　]*(?:据(?:统计|了解|悉|介绍)|[^，。；\d]{2,16}(?<!主)(?:指出|介绍说?|表示|说))，"
    r"(?:目前|截至目前)?(?:[全我该][省市州县区旗盟国]|[一-龥]{2,6}[市州县区旗盟])(?!.{0,30}(?:此次|本次|当天|活动[现当]))"
)
"""据统计，全市共有; 局长指出，全县有: what stands, whatever day it was told."""
_AT_FIRST = re.compile("之初|最初|当初|起初")
_ALL_TOLD = re.compile("累计|先后|共计")
"""2021年以来，…，现有社工12名，累计服务3.1万人次: since then again."""
_FROM = re.compile("[由从][^，。；\\d]{0,12}$")
_RAISED, _RAISED_TO = load_cues().raised, load_cues().raised_to
_IS_DONE = re.compile(r"[^。；\n]{0,60}?[一-龥]了(?![解然])")
"""到2025年…。设岗86个，改变了有人无岗的状况: done, and not by then."""
_MONTH = re.compile(r"\d{4}-\d\d")
_OPENING = 3
"""How far behind the beginning of a sentence a time still opens it, in characters."""
_MONTHLY = re.compile(r"(\d{4})-\d\d(?:-\d\d)?(?:/\.\.|/\1-\d\d)?$")
_PLAN_YEARS = re.compile("“?十[一二三四五]五")
_THIS_YEAR = re.compile(r"\d{4}/\.\.")
_THIS_YEAR_SAID = re.compile("[今去]年|[一两二]年|\\d{1,2}月")
_HALF = re.compile(r"\d{4}-0[17]/\d{4}-(?:06|12)")
_YEARS = re.compile(r"\d{4}/\d{4}")
_AT = "于在自至"
_CHANGE = re.compile("[从由]")
_TAKEN = re.compile(r"(?:参加|报考|报名|通过)$")
_REACH = 24
BESIDE = 3
"""How many times on either side of a figure are looked at for one that touches it."""


@dataclass(slots=True)
class TimeScope:
    """The time that is open while a report is read, sentence by sentence."""

    period: TimeValue | None = None
    """What the whole report is about, where nothing nearer tells."""
    open: TimeValue | None = None
    heading: TimeValue | None = None
    """The year that the heading over the sentence names."""
    year: TimeValue | None = None
    """The last whole year that the paragraph told."""
    told: Told = field(default_factory=Told)
    event: TimeValue | None = None
    """The last day that the report told."""

    listed: TimeValue | None = None
    """What the sentence that opened a list named (到2025年，主要目标如下：)."""
    exam: Exam | None = None
    """The examination told of last, in this paragraph or else of the report's year."""
    sat: Exam | None = None
    """The examination of the report's year told of last."""
    now: str = ""
    """The report's year."""

    def enter(self, fresh: bool, item: bool = False) -> None:
        """A sentence begins; `fresh` where it opens a paragraph or an item, `item` where it begins as one of a list."""
        if fresh:
            self.exam = self.sat or self.exam
            self.listed = self.listed if item else None
            self.open, self.year = self.listed, None
            above = self.heading or self.period
            above = self.listed or above
            self.told.year, self.told.month = above.edtf[:4] if above and _is_year(above) else "", ""
            self.told.headed = above is self.heading is not None
            if self.period and _YEARS.fullmatch(self.period.edtf):
                self.told.plan = self.period.edtf

    def of(self, text: str, quantity: Quantity, ruling: Ruling, clause: Span) -> TimeValue | None:
        """The time that governs a figure of a sentence; `clause` is the figure's own."""
        if quantity.span.start in ruling.dealt:
            return ruling.dealt[quantity.span.start]
        found = self._of_examination(text, quantity, ruling, clause, self._governs(text, quantity, ruling, clause))
        since = max(found.span.end, quantity.span.start - 200) if found else 0
        if found and found is not self.heading and _MONTHLY.match(found.edtf) and _SEASON.search(text, since, quantity.span.start):
            return changed(found, {"edtf": found.edtf[:4], "kind": "point"})  # 3月…。夏天发大水，: when exactly is not told
        if found and _PLAN_YEARS.match(found.quote) and _YEARS.fullmatch(found.edtf) and found.edtf[5:] <= self.now:
            return _end_of_plan(text, clause, found, quantity)
        if found and found.span.end <= quantity.span.start and _raised(text, clause, found, quantity):
            if found.kind == "point" or (found is self.period and _AT_FIRST.search(text, clause.start, quantity.span.start)):
                return None
            if found.quote.endswith("起") and found.edtf[4:] in ("/..", "-01/.."):  # 从1月起，由847元提高到903元
                return changed(found, {"edtf": str(int(found.edtf[:4]) - 1), "kind": "point"})
        return found

    def _governs(self, text: str, quantity: Quantity, ruling: Ruling, clause: Span) -> TimeValue | None:
        start, end = quantity.span
        if self.period and text.find(_TERM, max(clause.start, start - _REACH), start) >= 0:
            return self.period
        if ruling.all:
            time = _touching(text, quantity, ruling.all, clause)
            if time:
                return time
        for bracket, time in reversed(ruling.enclosed):
            if bracket.start < time.span.start < start < bracket.end and time.edtf:
                return time
        exam = ruling.exam.year if ruling.exam and ruling.exam.year.span.end <= start else None
        exam = exam if exam and any(t.span == exam.span for t in ruling.weak) else None
        if ruling.strong or ruling.founded:
            due = next((t for t in ruling.strong if t.span.start == end and t.edtf), None)
            if due and _DUE.match(text, due.span.end):
                return due
            before = _last_before(ruling.strong, start)
            while before and ended_before(text, before, quantity, earlier := _last_before(ruling.strong, before.span.start)):
                before = earlier
            if not before or before.span.start < clause.start:
                after = _dated_after(text, end, min(clause.end, end + _REACH), ruling) or _in_use(text, end, clause, ruling)
                if after:
                    return after
            if before and exam and before.span.end < exam.span.start and text.find("；", before.span.end, exam.span.start) >= 0:
                return exam  # 去年培训52期；今年6月社工考试，报名1250人
            if before and before.span.end < clause.start and _AS_OF.match(before.quote) and _OCCASION.match(text, *clause):
                return self._around() or before
            if before and not before.edtf and _ALL_TOLD.match(text, clause.start):
                since = next((t for t in ruling.strong if t.kind == "since" and t.edtf and t.span.start < before.span.start), None)
                before = since or before
            if before:
                return self._year_meant(before, ruling) or (before if before.edtf else None)
        if exam and self.open and len(self.open.edtf) > 4:  # 上半年…。今年社工考试，报考1250人
            return exam
        still = self._still_open(text, clause)
        if still and still.edtf:
            return still
        if ruling.weak:
            named = [t for t in ruling.weak if t.span.end <= start and t.edtf]
            if not named:  # 2864人报名参加2025年社工考试
                reach = min(clause.end, end + _REACH)
                named = [t for t in ruling.weak if end <= t.span.start < reach and t.edtf][:1]
            if named:
                return named[-1]
        return None if self._is_episode(text, quantity) else self.period

    def _of_examination(
        self, text: str, quantity: Quantity, ruling: Ruling, clause: Span, found: TimeValue | None
    ) -> TimeValue | None:
        """The days of an examination are not those of its results, which are of its year; so are those told of
        where nothing else governs, as long as the report is of that year."""
        exam = ruling.exam if ruling.exam and ruling.exam.year.span.end <= quantity.span.start else self.exam
        if not exam:
            return found
        if found is None:
            return exam.year if exam.year.edtf == self.now[:4] and counts_candidates(text, clause, quantity) else None
        held = found.edtf in exam.days and not found.quote.startswith("截")  # 截至6月底: no day of the examination
        return exam.year if held and not sits(text, clause, found.span) else found

    def _year_meant(self, time: TimeValue, ruling: Ruling) -> TimeValue | None:
        """全年, 年内 under 二、2025年重点任务 are of that year, 半年来 in a report on half a year is of that half."""
        if not time.edtf and time.quote.startswith("半年") and self.period and _HALF.fullmatch(self.period.edtf):
            return self.period
        if not time.quote.startswith(("全年", "年内")):
            return None
        year = self.heading or self.period
        again = any(t.edtf[:4] == time.edtf for t in ruling.all if t.span.start < time.span.start)
        if year and len(year.edtf) == 4 and (self.heading or (time.edtf > year.edtf and not again)):
            return year
        return None

    def _is_episode(self, text: str, quantity: Quantity) -> bool:
        """疫情期间 in a report on some years is one of them, and nobody says which."""
        if not self.period or len({part[:4] for part in self.period.edtf.split("/")}) == 1:
            return False
        reach = max(0, quantity.span.start - 120)
        start = max(reach, text.rfind("。", reach, quantity.span.start))
        return bool(_EPISODE.search(text, start, quantity.span.start))

    def _around(self) -> TimeValue | None:
        """The one year that the paragraph, its heading or the report is about."""
        for time in (self.year, self.heading, self.period):
            if time and _is_year(time):
                return time
        return None

    def _still_open(self, text: str, clause: Span) -> TimeValue | None:
        """What the sentences before left open: a day up to which things stand (截至12月底) governs no deeds told after
        it, nor 今年以来 a later sentence, where paragraph, heading or title name the year."""
        if _EACH.match(text, clause.start):
            return None
        if self.open and self.open.edtf[:4] > self.now and not self.told.ahead and _IS_DONE.match(text, clause.start):
            return None
        if self.open and "0" < self.open.edtf[:4] < self.now and next_steps(text, clause):
            return None  # 2021年，安排120万元。下一步，力争
        year = self._around() if self.open else None
        if not self.open or not year or self.open.edtf[:4] != year.edtf[:4]:
            return self.open
        if _THIS_YEAR.fullmatch(self.open.edtf):
            return None if year is not self.year else year
        deed = _AS_OF.match(self.open.quote) is not None
        if deed and not _OCCASION.match(text, text.rfind("。", 0, clause.start) + 1, clause.end):
            deed = bool(_DEED.search(text, *clause)) and not _STANDING.search(text, *clause)
        return year if deed else self.open

    def scene(self, text: str, sentence: Span) -> None:
        """启动仪式上, 活动现场: the day of the event goes on, whatever was told between; with 据统计，全市共有 it ends.
        To be asked where an event was told."""
        if _SCENE.match(text, sentence.start, sentence.end):
            self.open = self.event
        elif self.open is self.event and _HEARSAY.match(text, sentence.start, sentence.end):
            self.open = None

    def leave(self, ruling: Ruling, *, opens: bool = False, announces: bool = False, idle: int) -> None:
        """The sentence ends; its last time stays open, and the year it told; where it `opens` a list, for each of
        its items, and where it `announces` one (去年，我们做了三件事。), if that is no single day. From `idle` on it has no
        figures; a month told in the middle of that (换届9月底结束。) is of what is told there alone."""
        self.exam = ruling.exam or self.exam
        self.sat = self.exam if self.exam and self.exam.year.edtf == self.now[:4] else self.sat
        if opens:
            self.listed = ruling.strong[-1] if ruling.strong else None
        elif announces and ruling.strong and (len(ruling.strong[-1].edtf) == 4 or ruling.strong[-1].kind in ("since", "span")):
            self.listed = ruling.strong[-1]
        strong = [t for t in ruling.strong if t is not ruling.aside and not AGO.search(t.quote)]
        if not strong:
            return
        staying = (t for t in reversed(strong) if not (_MONTH.fullmatch(t.edtf) and (t.span.start > idle + _OPENING or t.quote == "年初")))
        self.open = next(staying, self.open)
        for time in strong:
            if len(time.edtf) >= 10 and time.edtf[4] == time.edtf[7]:
                self.told.day = time
            if len(time.edtf) == 10 and time.kind == "point" and not _AS_OF.match(time.quote):
                self.event = time
            if len(time.edtf) >= 7 and time.kind == "point" and not _AS_OF.match(time.quote):
                self.told.month = time.edtf
            if len(time.edtf) == 4 and time.kind == "point":
                self.year = time
            if time.kind == "since" and time.edtf[:4].isdigit() and not _THIS_YEAR_SAID.match(time.quote):
                self.told.since = time.edtf
            if names_year(time):
                self.told.year = time.edtf.split("/")[-1]
            elif not time.edtf and PRESENT.search(time.quote):
                self.told.year = ""
            if _YEARS.fullmatch(time.edtf):
                self.told.plan = time.edtf


def due(plan: TimeValue, clause: str) -> TimeValue:
    """When an aim of a plan for some years is due: by its last; what is to be done each year, in all of them."""
    return plan if "每年" in clause else changed(plan, {"edtf": plan.edtf.split("/")[-1], "kind": "point"})


def with_its_whole(
    text: str, time: TimeValue | None, whole: TimeValue | None, quantity: Quantity, part: Quantity
) -> TimeValue | None:
    """The time of a part: its own where one is told behind the whole's figure, else that of its whole
    (增加到2022年的412万元，其中县级265万元)."""
    own = time is not None and quantity.span.end <= time.span.start < part.span.start + _REACH
    beside = whole is not None and whole.span.end <= quantity.span.start <= whole.span.end + BESIDE
    apart = text.find("；", quantity.span.end, part.span.start) >= 0
    of_its_day = whole is not None and time is not None and len(whole.edtf) > 7 and time.edtf == whole.edtf[:4]  # who sat an examination
    return whole if (beside or of_its_day) and not own and not apart else time


def with_its_list(
    text: str, time: TimeValue | None, told: TimeValue | None, before: Quantity, quantity: Quantity
) -> TimeValue | None:
    """从2016年的8个、160万元，扩展到…: the year is of both; `before` is the figure that it touches, or the next after that."""
    if told is None or not text.startswith("的", told.span.end) or (time is not None and time.span.start >= told.span.start):
        return time
    return told if _BESIDE.fullmatch(text, before.span.end, quantity.span.start) else time


def _raised(text: str, clause: Span, time: TimeValue, quantity: Quantity) -> bool:
    """今年，标准由3700元提高到4300元: the first was so before this year, nobody says when."""
    start = max(clause.start, time.span.end)
    return bool(_RAISED.match(text, quantity.span.end)) and bool(_FROM.search(text, start, quantity.span.start))


def _end_of_plan(text: str, clause: Span, plan: TimeValue, quantity: Quantity) -> TimeValue:
    """“十三五”期间，标准由235元提高到460元: as it was the year before, and as it was in the last."""
    start = quantity.span.start
    if _RAISED.match(text, quantity.span.end) and _FROM.search(text, clause.start, start):
        return changed(plan, {"edtf": str(int(plan.edtf[:4]) - 1), "kind": "point"})
    if (to := _RAISED_TO.search(text, clause.start, start)) and _CHANGE.search(text, clause.start, to.start()):
        return changed(plan, {"edtf": plan.edtf[5:], "kind": "point"})
    return plan


def _is_year(time: TimeValue) -> bool:
    """A year or a part of one, and no day up to which things stand."""
    years = {part[:4] for part in time.edtf.split("/")}
    return time.kind in ("point", "span") and len(years) == 1 and not _AS_OF.match(time.quote)


def _touching(text: str, quantity: Quantity, times: tuple[TimeValue, ...], clause: Span) -> TimeValue | None:
    """A time that touches a figure: 2021年的21%, 10个（2020年）."""
    start, end = quantity.span
    k = bisect_left(times, start, key=_start)
    for time in times[max(0, k - BESIDE) : k + BESIDE]:  # only a neighbour can touch the figure
        if not time.edtf:
            continue
        first, last = time.span
        if last == start and COMPARED.search(text, max(0, first - 2), first):
            return time  # 较2019年初39家增长156%
        if text.startswith("的", last) and last + 1 == start:
            if quantity.dimension not in RATIOS or _changed(text, clause, time):
                return time
        elif first == end + 1 and _bracketed(text, time):
            return time
    return None


def _dated_after(text: str, end: int, reach: int, ruling: Ruling) -> TimeValue | None:
    """A day told behind a figure that ends at `end`, up to `reach`: 8个站点于2021年5月授牌, 42人参加2022年培训."""
    first = bisect_left(ruling.strong, end, key=_start)
    behind = ruling.strong[first : bisect_left(ruling.strong, reach, lo=first, key=_start)]
    for after in (*behind, *ruling.founded):
        start = after.span.start
        if start == end and after.edtf and after.kind == "since" and text[start] in "自从":
            return after  # 8个自2021年起运行
        if not end <= start < reach or not after.edtf or after.kind != "point":
            continue
        if text[start - 1] in _AT or _TAKEN.search(text, max(0, start - 2), start):
            return after
    return None


def _in_use(text: str, end: int, clause: Span, ruling: Ruling) -> TimeValue | None:
    """The time behind a figure that ends at `end`, its noun and at most a comma, since when the counted are in use."""
    first = bisect_left(ruling.strong, end, key=_start)
    if first == len(ruling.strong) or not ruling.strong[first].edtf:
        return None
    time = ruling.strong[first]
    if time.kind not in ("point", "until") or time.span.start > clause.end + 1 or not _NOUN.fullmatch(text, end, min(time.span.start, clause.end)):
        return None
    used = _IN_USE.match(text, time.span.end)
    return time if used and (time.span.start < clause.end or _CLOSES.match(text, used.end())) else None


def _start(time: TimeValue) -> int:
    return time.span.start


def _last_before(times: tuple[TimeValue, ...], at: int) -> TimeValue | None:
    """The last time that ends by `at`, over those that name none and do not say "now"; a year nobody can name (去年 in a
    report without a date) is one."""
    for k in range(bisect_left(times, at, key=_start) - 1, -1, -1):
        time = times[k]
        if time.span.end <= at and (time.edtf or time.kind != "none" or PRESENT.search(time.quote) or time.quote.endswith("半年")):
            return time
    return None


def _changed(text: str, clause: Span, time: TimeValue) -> bool:
    """由2021年的21%提高到2023年的58%: both years have their figure; 达到2021年的150% has its base."""
    at = time.span.start
    return text[at - 1] in "从由自" or (
        text[at - 1] in "到至为" and bool(_CHANGE.search(text, clause.start, at))
    )


def _bracketed(text: str, time: TimeValue) -> bool:
    """A time alone in brackets: 10个（2020年）."""
    return text[time.span.start - 1] in "（(" and text[time.span.end : time.span.end + 1] in ("）", ")")
