"""Which of the times of a sentence can govern: strong ones, weak ones that stand in names, and those that govern nothing.

The base of a comparison, the day on which something was learnt and the month of a paper govern nothing; the year in the
name of a document or an examination governs only where nothing else does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.ahead import looks_ahead
from extractors.elapsed import NOTHING, Told
from extractors.examinations import Exam, held_in
from extractors.moments import (
    COMPARED,
    MEETING,
    SPOKEN,
    at_its_ends,
    dealt_out,
    joint,
    meant,
    modifies,
    rows_of,
    years_of,
)
from schemas.records import Quantity, Span, TimeValue

_LEARNT_AFTER = re.compile(
    "[，日]?(?:上午|下午)?[，]?(?:本报|本网|笔者|据)?"
    "(?:(?:记者)?(?:从|在)[^，。；\\d]{2,24}?(?:获悉|了解到?|得知|采访(?:时)?|问到|拿到|得到(?:的?消息|的?数据)?|获得(?:的?消息|的?数据))|来自[^，。；\\d]{2,16}的(?:数据|统计|消息))"
)
"""7月2日，记者从市民政局获悉: when it was told, not when it was so."""
_COMPARED_AFTER = re.compile(r"(?:度|底|末|同期)?的\s*(?:近|约|超|超过|将近)?\d|(?:度|同期)?相?比(?![例赛武拼])")
_QUOTED = re.compile("“[^“”，。：；]{6,40}”")
_BRACKET = re.compile("（[^（）\n]{2,120}）")
_NAMES = re.compile(r"《[^》\n]{0,80}》")
_ISSUED = re.compile(r"[^。；]{0,40}?(?:出台|印发|转发|制定|下发|联合发文|召开)[^。；]{0,50}?(?:一是|首先|一、|1\.|①)")
"""4月出台意见，一是设岗37个；二是…: the month is of the paper, not of what has been done by it."""
_RECORD = re.compile(r"[^，。；、]{0,6}(?:最[多高大好快]|之最|新高|新低|首次)")
"""创2008年开考以来新高 compares."""
_AIM = re.compile(r"(?<=全年)度?(?:总?目标|任务|指标|计划[的数])")
"""全年目标 is a name."""
_EVENT = re.compile(
    r"度?(?:[一-龥]{2,7}[省市县区州盟旗])?(?:全国|全[省市区州县盟旗]|中央|省级|国际|第[一二三四五六七八九十]+[届批次])?(?:社会工作|社工|助理社|高级社|中级社|职业|彩票|福彩|福利彩票)"
    r"[^，。；]{0,14}(?:考试|考前|资格|水平|宣传周|主题|公益金|项目|宣传[活月]|启动仪式)|年?政府工作报告"
)
_FOUNDED = re.compile(
    "(?:正式|全部|陆续|均|统一|同步|相继|先后)?(?:揭牌)?(?:成立|挂牌|揭牌|运营|投入使用|投用|通过(?:评估|验收)|结项|建成|登记|注册|设立|落成)"
)
_PLAN_NAME = re.compile("(?<=五)[”’」』]?(?:规划|纲要)(?!期|[^，。；]{0,6}以来|时期|末|初)")
"""“十二五”规划 is a name."""
_REST = re.compile("\\s*(?:(?:剩余|其余|余下|剩下|还有|尚有)[^，。；]{0,14})?")
"""剩余的3个镇今年底前建成: before the time by when the rest will be done."""
_AGED = re.compile("[^，。；\\d]{0,4}[\\d六七八九十]{1,3}(?:多岁|岁)")
"""今年26岁 dates nothing told after it."""
_FESTIVAL = re.compile("，?(?:是|为|正值|恰逢|适逢|迎来)[^，。；\\d]{0,16}(?:日|节|周)(?=[，。])")
"""3月19日是国际社工日。: the day of a festival, and of nothing told after it."""
_DONE = re.compile("建成|完成|已|达|实现|了|设立|启用|开展")


@dataclass(slots=True)
class Ruling:
    """The times of a sentence, in order: those that rule, and those that do where nothing else does."""

    strong: tuple[TimeValue, ...]
    weak: tuple[TimeValue, ...]
    all: tuple[TimeValue, ...] = ()
    founded: tuple[TimeValue, ...] = ()
    """When something was founded (于2020年10月成立): it governs figures before it, and none behind."""
    dealt: dict[int, TimeValue] = field(default_factory=dict)
    """Times that 分别 deals out, by where their figure starts."""
    aside: TimeValue | None = None
    """A later year, or one held against what is so now, that ends with its sentence."""
    enclosed: tuple[tuple[Span, TimeValue], ...] = ()
    """Times in a bracket with figures of its own, each with its bracket: they end with it."""
    exam: Exam | None = None
    """The examination that the sentence tells of."""


UNRULED = Ruling((), (), ())
"""Of a sentence that tells no time."""


def governing(
    text: str, sentence: Span, times: list[TimeValue], date: str,
    quantities: list[Quantity] | None = None, told: Told = NOTHING,
) -> Ruling:  # fmt: skip
    """The times of a sentence that can govern; `date` is the report's, against which 两年来 is reckoned; `told` what
    was told before."""
    if not times and not SPOKEN.search(text, *sentence):
        return UNRULED
    named = bool(times) and text.find("《", *sentence) >= 0
    names = [m.span() for m in _NAMES.finditer(text, sentence.start, sentence.end)] if named else []
    times = meant(text, sentence, times, date, told)
    if not times:
        return UNRULED
    strong: list[TimeValue] = []
    weak: list[TimeValue] = []
    for time in times:
        if COMPARED.search(text, max(sentence.start, time.span.start - 12), time.span.start):
            continue
        if time.kind == "since" and _RECORD.match(text, time.span.end):
            continue
        if time.kind == "point" and len(time.edtf) > 4 and _LEARNT_AFTER.match(text, time.span.end):
            continue
        if time.kind == "point" and len(time.edtf) > 4 and _ISSUED.match(text, time.span.end, sentence.end):
            continue
        if time.quote.endswith("年") and _AGED.match(text, time.span.end):
            continue
        if time.kind == "span" and MEETING.match(text, time.span.end):
            continue
        if len(time.edtf) == 10 and _FESTIVAL.match(text, time.span.end):
            continue
        if _COMPARED_AFTER.match(text, time.span.end) or _AIM.match(text, time.span.end):
            continue
        in_name = any(a <= time.span.start < b for a, b in names) or _EVENT.match(text, time.span.end)
        in_name = in_name or modifies(text, time) or _PLAN_NAME.match(text, time.span.end - text[time.span.end - 1 : time.span.end].count("”"))
        (weak if in_name else strong).append(time)
    dealt: dict[int, TimeValue] = {}
    for row in filter(None, map(years_of, strong)):
        dealt |= dealt_out(text, sentence, row, quantities or [])
    for time in strong:
        dealt |= at_its_ends(text, time, quantities or [])
    for row in rows_of(text, strong):
        dealt |= dealt_out(text, sentence, row, quantities or [])
        whole = joint(text, row)
        if whole:
            first = strong.index(row[0])
            strong[first : first + len(row)] = [whole]
    founded = tuple(t for t in strong if _is_founding(text, sentence, t))
    aside = _aside(text, sentence, times[-1], date)
    enclosed = _enclosed(text, sentence, strong, quantities or [])
    strong = [t for t in strong if t not in [time for _, time in enclosed]] if enclosed else strong
    exam = held_in(text, sentence, sorted([*strong, *weak], key=lambda t: t.span))
    return Ruling(tuple(t for t in strong if t not in founded), tuple(weak), tuple(times), founded, dealt, aside, enclosed, exam)


def _aside(text: str, sentence: Span, last: TimeValue, date: str) -> TimeValue | None:
    """A later year, or by when, told in the last clause only, after what has been done: 三个镇建成，明年八个镇全覆盖;
    已建成30%，今年底前将全覆盖. And what was so before: 现有829人，而2009年底仅有143人."""
    if text[last.span.start - 1] == "而" and last.span.start > sentence.start and last.edtf[:4] < date[:4]:
        return last
    later = last.kind == "point" and len(last.edtf) == 4 and last.edtf > date[:4]
    due = last.kind == "until" and last.edtf[3:] > date
    if not date or not (later or due):
        return None
    start = text.rfind("，", sentence.start, last.span.start)
    told = text[sentence.start : start] if start >= 0 and _REST.fullmatch(text, start + 1, last.span.start) else ""
    return last if _DONE.search(told) and not looks_ahead(told, 0, len(told)) else None


def _is_founding(text: str, sentence: Span, time: TimeValue) -> bool:
    """社工站于2020年10月成立, 成立于2020年: what is told of the station behind it is not of that month."""
    if time.kind != "point" or len(time.edtf) > 7:
        return False
    before = text[max(sentence.start, time.span.start - 3) : time.span.start]
    if len(time.edtf) == 7 and before.endswith("于") and text.startswith("启动", time.span.end):
        return True  # 于8月启动报名，全市报考121人; a year goes on
    return before.endswith(("立于", "建于", "办于")) or (before.endswith("于") and bool(_FOUNDED.match(text, time.span.end)))


def _enclosed(
    text: str, sentence: Span, times: list[TimeValue], quantities: list[Quantity]
) -> tuple[tuple[Span, TimeValue], ...]:
    """The times that stand in brackets, or in a few quoted words, which hold a figure too: 安排520万元（前年是260万元）,
    对照“2025年底每万人有14人”的要求."""
    if text.find("（", *sentence) < 0 and text.find("“", *sentence) < 0:
        return ()
    brackets = [Span(*m.span()) for form in (_BRACKET, _QUOTED) for m in form.finditer(text, *sentence)]
    own = [b for b in brackets if any(b.start < q.span.start < b.end for q in quantities)]
    return tuple((b, t) for b in own for t in times if b.start < t.span.start < b.end)
