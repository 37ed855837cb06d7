"""Which division a figure is about.

The report's own division is the default. A division named in a sentence takes over from where it stands, where
it lies inside the default one; it stays until the item or paragraph ends, another is named, or the report speaks
of the whole again (全市, 我州). Several divisions named together share a figure (it belongs to the smallest
division that holds them all) unless 分别 deals the figures out in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import attrgetter

from extractors.place_matches import holds_place
from extractors.place_words import LIES, LIES_FAR, LIES_IN, TOWNSHIP_END
from extractors.places import (
    PlaceMention,
    TownshipMention,
    find_townships,
    joined,
    places_in,
    resolve,
)
from extractors.proper_names import (
    AGENCY,
    NAMESAKE,
    OF_ALL,
    ORG_AFTER,
    PARTNER_AFTER,
    among_agencies,
    example_of,
    in_slogan,
    is_venue,
)
from extractors.remembered import Remembered
from extractors.speakers import speaker_of
from extractors.subjects import (
    Subject,
    after_brackets,
    after_parts,
    joined_towns,
    of_counties,
    of_the_rest,
    totals,
)
from extractors.wholes import as_a_whole, is_whole, wholes_in
from extractors.zones import ZONE_END, in_zone, is_zone, with_zones, zones_in
from schemas.divisions import COUNTRY, Division, load_divisions
from schemas.records import Span

_MAY_NAME = re.compile(f"[全我该][国省市州盟县旗区]|全疆|{TOWNSHIP_END.pattern}|{ZONE_END.pattern}")
"""What a word for the whole, a township or a zone holds."""
_ABOVE_BEFORE = re.compile(r"(?:^|[，。；：、！？\n“（　 \d月日而但]|目前|截至目前|[底末年]|以来)$")
_MEASURED_BY = re.compile("(?<![合共计])(?:占[到了据]?|居|[高低多少]于|超过?|领跑|位列|相当于)$")
"""占全市的36%, 高于全省平均: the whole is what something is measured by."""
_LOOK_BEFORE = re.compile(r"(?:放在|放眼|纵观|从|就|以)$")
_LOOK_AFTER = re.compile(r"[来]?看|而言|来说|，|范围")
"""放在全国看, 就全省而言: the view is widened."""
_SUBJECT_BEFORE = re.compile(
    r"(?:^|[，。；][而但可]|[，。；：、！？\n“（　 \d月日]|[一二三四五六七八九十]是|其中|例如|比如|如|仅|以及|和|及|与|在|对|由|为|支持|指导|"
    r"推动|选取|选择|打造|依托|下拨|拨付|目前|截至目前|底|末|今年|去年|年|以来|以|全市|全省|全州|帮助|协助|覆盖|涉及|深入|组织|来自|向|给|联合|[的率]有|的是|最[一-龥]{1,2}的|东道主)$"
)
_NO_SUBJECT_AFTER = re.compile(
    r"[、和与及等的驻]|(?:资深|高级|专业)?(?:督导|专家|[讲导]师|教授|学者|同行)|[^，。]{0,10}(?:公司|基金会|大学|学院|协会|中心|机构|支持|援助|帮扶|对口|派|捐|入驻)"
)
_DEALT_AFTER = re.compile("，?(?:分别|依次|各[有为达]|则分别|也分别)")
"""排在后两位的慈溪和海曙分别为…: so many to each."""
_IN = re.compile("(?:^|[，。；：\n　])在$")
_COUNTED_AFTER = re.compile("[^，。；]{0,12}(?:统计|公布|发布)")
_PREDICATE = re.compile("(?:去年|今年|前年|已|共|累计|投入|建成|则|就|每|达|均|[一-龥]{0,8}?[\\d])")
_SUPERIOR_AFTER = re.compile(
    r"委|民政|财政|人民政府|政府|厅|局|级|社(?!会工作(?:者|服务|专业|人|从)|工(?:人|站|机|总|达|有|共))|福彩|慈善|有关|相关|的?(?:要求|部署|统一)|各|首|第|率|范|优|先|十|百|最"
)
"""A superior division as an office that asks or pays, or a rank in it: no subject of figures."""
_GUEST_BEFORE = re.compile(r"(?:引进|引入|邀请|聘请|对接|学习|借鉴|来自|比)$")
"""The division named is where help comes from, or a measure, not the subject."""
_BY_THE_WAY = re.compile("率先|入选|获评|荣获|被(?:评|列|确定|命名|授予)")
"""金川区率先建站4个: told by the way in what is told of the whole."""
_TOWNS_AFTER = re.compile(r"(?:等)?(?:\d{1,2}个?|[两三四五六七八九十]{1,2}个)[^，。；、\d县市区]{0,6}(?:乡镇|镇|乡|街道|村|苏木)")
"""猴桥、明光3个边境镇: townships that bear the names of divisions; not 云浮18个镇街."""
_JOINED = ("、", "和", "及", "与")
_AMONG_OTHERS = re.compile(r"等(?:地|多地|县|区|市|\d)")
"""桑珠孜区等地9个: of several, only one of which is named."""
_ITEM = re.compile("；(?:[一二三四五六七八九十]是|第[一二三四五六七八九十]，|其[一二三四]，)")
# What must stand before is asked after the first character: a pattern that opens with one is searched for fast.
_OFFICE = re.compile(
    "([省市州县区旗])(?:(?<=[。；，\n].)|(?<=今年.)|(?<=去年.))"
    "(?:级财政|财政|级福彩|本级|级(?=今年|去年|再|共|累计|安排|投入|配套|下拨|统筹)|民政局|民政厅|民政部门|委、|政府|人民政府|残联|妇联|总工会|慈善总会|红十字会)"
)
_FIGURE = re.compile(r"\d(?![\d.,]*(?:年|月|日|点(?!位)|时|[:：]\d|[-—/.]\d))")
_ITEM_MARKS = " 　\n■●◆▲★○□◇△☆•·—-－*（(【[）)】].．、0123456789０１２３４５６７８９一二三四五六七八九十"
_CLAUSE_END = re.compile("[，；。]")
_NAMES = re.compile(r"《[^》\n]{0,80}》")


@dataclass(slots=True)
class RegionScope:
    """The subject that is open while one report is read, sentence by sentence."""

    home: Division | None
    masked: bool
    townships: Remembered[str]
    """Sub-county names whose county the report itself told: 西山乡 -> adcode."""
    latest: Remembered[Division]
    """The divisions named as subjects, by the level their names end in: 全区 is said of the last."""
    section: Division | None = None
    """The division that the heading over the sentence names (一、保山市), inside the report's own."""
    open: Subject | None = None
    _at: Division | None = None
    """The division spoken of so far in the sentence at hand."""

    def enter(self, fresh: bool, section: Division | None = None) -> None:
        """A sentence begins under a heading that names `section`; `fresh` where it opens a paragraph or an item."""
        self.section = section
        if fresh:
            self.open = None

    def subjects(self, text: str, sentence: Span) -> list[Subject]:
        """The subjects of a sentence in order, the first at its start; the last stays open."""
        first = self.open or self._at_start(sentence)
        names, words = holds_place(text, *sentence), _MAY_NAME.search(text, *sentence) is not None
        speaker = speaker_of(text, sentence, self.home) if self.home else None
        if speaker:
            first = replace(speaker, at=first.at) if speaker.at == sentence.start else first
        if not names and not words and not speaker and not (self.open and self._is_elsewhere([self.open])):
            self.open = first  # in most sentences nothing stands that could change the subject
            return [first]
        towns = find_townships(text, sentence.start, sentence.end) if words else ()
        named = places_in(text, self.home, sentence.start, sentence.end, towns) if names else ()
        zones = zones_in(text, self.home, sentence) if words else ()
        marks = self._of_names(text, sentence, joined(text, with_zones(named, zones)), first.division)
        marks.extend([speaker] if speaker and speaker.at > sentence.start else [])
        for match in wholes_in(text, sentence) if words else ():
            whole = self._whole(text, match, sentence, marks)
            marks = sorted([*marks, whole], key=attrgetter("at")) if whole else marks
        marks.extend(after_parts(text, sentence, first, marks))
        marks.extend(totals(text, sentence, self.home, marks))
        if marks or self.open:
            marks.extend(self._resets(text, sentence, marks))
        found_towns = [subject for town in towns for subject in self._township(text, sentence, town, marks)]
        marks.extend(found_towns)
        marks.extend(joined_towns(text, found_towns))
        found = after_brackets(text, sentence, [first, *sorted(marks, key=attrgetter("at"))])
        left = self._left_open(text, sentence, found, marks)
        self.open = replace(left, several=()) if left.several else left  # what is dealt out later is not among them
        for mark in marks:
            if mark.rule == "named" and mark.division:
                self.latest.note(mark.division.name[-1], mark.at, mark.division)
        return found

    def _of_names(
        self, text: str, sentence: Span, groups: list[list[PlaceMention]], at_first: Division | None
    ) -> list[Subject]:
        """The subjects that the places named open; none inside the title of a book or paper."""
        marks: list[Subject] = []
        self._at = at_first
        titled = groups and text.find("《", *sentence) >= 0
        titles = [m.span() for m in _NAMES.finditer(text, sentence.start, sentence.end)] if titled else []
        for mentions in groups:
            if any(a <= mentions[0].span.start < b for a, b in titles):
                continue
            marks.extend(self._named(text, sentence, mentions))
            self._at = marks[-1].division if marks else self._at
        return marks

    def _at_start(self, sentence: Span) -> Subject:
        """What a sentence is about where nothing is open: the heading's division, or the report's."""
        if self.section:
            return Subject(sentence.start, self.section, rule="heading")
        return Subject(sentence.start, self.home)

    def _is_elsewhere(self, subjects: list[Subject]) -> bool:
        """One of the subjects is of another level than the report's own division."""
        if self.home is None:
            return False
        return any(s.division.level != self.home.level for s in subjects if s.division)

    def _left_open(self, text: str, sentence: Span, found: list[Subject], marks: list[Subject]) -> Subject:
        """What the next sentence goes on with: the last named; after a list of several (西吉县17名、彭阳县13名) whatever
        the sentence began with, after one named without a figure at its end what was spoken of before."""
        named = {m.division.adcode for m in marks if m.division and m.rule == "named" and m.division != self.home}
        last = found[-1]
        if len(named) > 1 and last.division and last.division.adcode in named:
            return found[0]
        if last.rule not in ("named", "township"):
            return last
        aside = self.open is not None and _BY_THE_WAY.search(text, last.at, min(last.at + 24, sentence.end))
        if found[0].division == self.home and self.home and (aside or _FIGURE.search(text, sentence.start, last.at)):
            return found[0]
        begun = max(text.rfind(mark, sentence.start, last.at) for mark in "，；") + 1
        if last.span and text.startswith("呢", last.span.end):
            return last  # 省里有6800多人，而佛山呢？
        if not begun or _FIGURE.search(text, begun, sentence.end) or not _FIGURE.search(text, sentence.start, begun):
            return last
        return next(s for s in reversed(found) if s.at < begun)  # 覆盖率达到75%，贵池区率先实现全覆盖: said by the way

    def _resets(self, text: str, sentence: Span, marks: list[Subject]) -> Iterator[Subject]:
        """Where the report's own division speaks again: a new item (；二是), its own office (市财政, 省厅)."""
        if self.home is None or self.section:
            return
        items = marks and text.find("；", *sentence) >= 0
        for match in _ITEM.finditer(text, sentence.start, sentence.end) if items else ():
            if any(m.at < match.start() for m in marks):
                yield Subject(match.end(), self.home, span=Span(*match.span()), rule="item")
        if not self._is_elsewhere([*marks, self.open] if self.open else marks):
            return
        yield from of_the_rest(text, sentence, self.home, self.open, marks)
        for match in _OFFICE.finditer(text, sentence.start, sentence.end):
            last = next((m for m in reversed(marks) if m.at < match.start()), self.open)
            own = self.home.name.endswith(match[1])
            if own and last and last.division and last.division.level != self.home.level:
                yield Subject(match.start(), self.home, span=Span(*match.span()), rule="office")

    # --- one mention ---

    def _named(self, text: str, sentence: Span, mentions: list[PlaceMention]) -> list[Subject]:
        """The subject that one mention, or several joined by 、, open; none where they are no subject."""
        first, last = mentions[0], mentions[-1]
        divisions = [d for m in mentions if (d := of_counties(text, last.span.end, m, self.home) or self._resolve(m)) is not None]
        if not divisions:
            return []
        before = text[max(sentence.start, first.span.start - 6) : first.span.start]
        at_start = _opens(text, sentence, first.span.start) or bool(_SUBJECT_BEFORE.search(before))
        at_start = at_start or (len(mentions) > 1 and bool(_DEALT_AFTER.match(text, last.span.end)))
        if as_a_whole(text, last.span.end, divisions[-1]) and not _MEASURED_BY.search(before) and not _GUEST_BEFORE.search(before):
            return [Subject(first.span.start, divisions[-1], span=first.span, rule="named")]  # 广东全省
        if first.form == "short" and not first.chained and not at_start:
            return []
        if (ORG_AFTER.match(text, last.span.end) or AGENCY.match(text, last.span.end)) and (self.home is None or not self._inside(divisions[0])):
            return []
        if last.form == "short" and (len(mentions) > 1 or before[-1:] in _JOINED) and _TOWNS_AFTER.match(text, last.span.end):
            return []
        if PARTNER_AFTER.match(text, last.span.end) or in_slogan(text, first.span.start, last.span.end):
            return []
        if among_agencies(text, first.span.start, last.span.end):
            return []
        if NAMESAKE.match(text, last.span.end) or is_venue(text, sentence, first.span.start, last.span.end):
            return []
        if example_of(text, last.span.end):
            return []
        if len(divisions) > 1:
            return self._several(text, sentence, mentions, divisions)
        division = divisions[0]
        if self.home and division.adcode == self.home.adcode:
            if AGENCY.match(text, last.span.end):
                return []  # 由阜新市暖阳社会工作服务中心运营: whose name it bears
            place = first.quote if is_zone(first.quote) else ""
            return [Subject(first.span.start, division, place=place, span=first.span, rule="named")]
        if _GUEST_BEFORE.search(before):
            return []
        if LIES_IN.search(before) and not _FIGURE.search(text, last.span.end, _clause_end(text, last.span.end, sentence)):
            return []
        if not self._inside(division):
            named = not OF_ALL.match(text, last.span.end) and self._foreign(text, sentence, first, division, before)
            return [Subject(first.span.start, division, span=first.span, rule="named")] if named else []
        if self.home and _AMONG_OTHERS.match(text, last.span.end):
            return [Subject(first.span.start, self.home, place=first.quote, span=first.span, rule="joint")]
        return [Subject(first.span.start, division, span=first.span, rule="named")]

    def _foreign(
        self, text: str, sentence: Span, mention: PlaceMention, division: Division, before: str
    ) -> bool:
        """A division outside the report's own that is plainly the subject: it opens a clause, with its level, and
        is no partner, no superior and no part of an organisation's name."""
        if self.masked or self.home is None:
            return False
        if _IN.search(before) and text.startswith("，", mention.span.end):
            return True  # 在广东，报考的有9860人
        if mention.form == "short" and not mention.chained and not self._goes_on_abroad(text, sentence, mention, before):
            return False
        superior = load_divisions().is_within(self.home.adcode, division.adcode)
        if superior and before.endswith("据") and _COUNTED_AFTER.match(text, mention.span.end):
            return True
        if superior and _SUPERIOR_AFTER.match(text, mention.span.end):
            return False
        opens = _opens(text, sentence, mention.span.start) or before[-1:] in "，。；：" or before.endswith("其中")
        opens = opens or (before[-1:] == "、" and self._abroad())
        after = text[mention.span.end : mention.span.end + 12]
        return opens and not _NO_SUBJECT_AFTER.match(after)

    def _goes_on_abroad(self, text: str, sentence: Span, mention: PlaceMention, before: str) -> bool:
        """A bare name opens a sentence, or a clause where another division is already spoken of, and its verb or
        figure follows: 西昌去年投入320万元; …，汕尾1500元."""
        if not _PREDICATE.match(text, mention.span.end):
            return False
        return _opens(text, sentence, mention.span.start) or (self._abroad() and before[-1:] in "，；：、")

    def _abroad(self) -> bool:
        """The division last named lies outside the report's own."""
        return self._at is not None and not self._inside(self._at)

    def _several(
        self, text: str, sentence: Span, mentions: list[PlaceMention], divisions: list[Division]
    ) -> list[Subject]:
        inside = [d for d in divisions if self._inside(d)]
        if inside and len(inside) < len(divisions):
            return []
        first, after = mentions[0], text[mentions[-1].span.end : mentions[-1].span.end + 12]
        if not inside:  # 广东梅州、汕尾都发一次性奖励, in a digest
            named = first.chained or first.form != "short"
            if self.masked or not named or not _opens(text, sentence, first.span.start) or _NO_SUBJECT_AFTER.match(after):
                return []
        table = load_divisions()
        common = table.common_ancestor([d.adcode for d in divisions])
        names = "、".join(m.quote for m in mentions)
        span = Span(mentions[0].span.start, mentions[-1].span.end)
        return [Subject(span.start, common, place=names, span=span, rule="joint", several=tuple(divisions))]

    def _township(
        self, text: str, sentence: Span, mention: TownshipMention, marks: list[Subject]
    ) -> list[Subject]:
        """A township: `place`, and the county it lies in where the text or the table tells it beyond doubt."""
        if is_venue(text, sentence, *mention.span) or example_of(text, mention.span.end):
            return []
        if LIES.search(text, max(sentence.start, mention.span.start - LIES_FAR), mention.span.start):
            return []
        near = next(
            (m for m in reversed(marks) if m.span and 0 <= mention.span.start - m.span.end <= 1), None
        )
        if near and near.division and near.division.level == "county":
            self.townships.note(mention.quote, mention.span.start, near.division.adcode)
            return [
                Subject(
                    mention.span.start, near.division, place=mention.quote, span=near.span, rule="township"
                )
            ]
        table = load_divisions()
        zone = self.home if in_zone(text, mention.span.start) else None
        code = zone.adcode if zone else self.townships.before(mention.quote, mention.span.start)
        if code is None:
            inside = [c for c in mention.counties if self.home and table.is_within(c, self.home.adcode)]
            code = inside[0] if len(inside) == 1 else None
        current = marks[-1].division if marks else self.open.division if self.open else self.home
        division = table.by_code(code) if code else current
        before = text[max(0, mention.span.start - 4) : mention.span.start]
        if not _SUBJECT_BEFORE.search(before) and code is None:
            return []
        return [
            Subject(mention.span.start, division, place=mention.quote, span=mention.span, rule="township")
        ]

    def _whole(self, text: str, match: re.Match[str], sentence: Span, marks: list[Subject]) -> Subject | None:
        """全市, 我州: the division of that kind that the text is in; one above the report's own only as a subject."""
        if self.masked:
            return Subject(match.start(), None, span=Span(*match.span()), rule="whole")
        table = load_divisions()
        current = next((m.division for m in reversed(marks) if m.division and m.at < match.start()), None)
        current = current or (self.open.division if self.open else None)
        listed = len({m.division for m in marks if m.rule == "named" and m.at < match.start()}) > 1
        speaking = (self.home,) if listed and self.home and is_whole(self.home, match[0]) else (current, self.section, self.home)
        lines = [[d, *table.ancestors(d.adcode)] for d in speaking if d]  # 太谷区28人、介休市31人，全市合计205人: no 介休
        found: Division | None
        if "国" in match[0]:
            found = table.by_code(COUNTRY)
        else:
            found = (
                next((d for line in lines for d in line if is_whole(d, match[0])), None)
                or self.latest.before(match[0][-1], sentence.start)
                or self.home
            )
        other = self.home is not None and found is not None and found.adcode != self.home.adcode
        above = other and self.home and found and table.is_within(self.home.adcode, found.adcode)
        before = text[max(sentence.start, match.start() - 4) : match.start()]
        if _MEASURED_BY.search(before):
            return None
        looked_at = _LOOK_BEFORE.search(before) and _LOOK_AFTER.match(text, match.end())
        if above and not _ABOVE_BEFORE.search(before) and not looked_at:
            return None
        if above and OF_ALL.match(text, match.end()):
            return None
        return Subject(match.start(), found, span=Span(*match.span()), rule="whole")

    def _resolve(self, mention: PlaceMention) -> Division | None:
        wide = self.home is None or self.home.level in ("country", "province")
        return resolve(
            mention, self.home.adcode if self.home else COUNTRY, prefer="prefecture" if wide else None
        )

    def _inside(self, division: Division) -> bool:
        if self.masked:
            return False
        return self.home is None or load_divisions().is_within(division.adcode, self.home.adcode)


def _opens(text: str, sentence: Span, at: int) -> bool:
    """Whether nothing but the mark of an item stands before `at` in its sentence."""
    return at == sentence.start or (at - sentence.start < 8 and not text[sentence.start : at].strip(_ITEM_MARKS))


def _clause_end(text: str, at: int, sentence: Span) -> int:
    """Where the clause ends that `at` stands in."""
    mark = _CLAUSE_END.search(text, at, sentence.end)
    return mark.start() if mark else sentence.end
