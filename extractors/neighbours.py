"""What a figure takes from its neighbours when its own words leave open what it counts.

A part counts what its whole counts, an item of a list what the item before it counts, the head of a sentence what
the sentence before counted; figures joined by 和 or 、 share the noun of the last.
"""

from __future__ import annotations

from dataclasses import replace

from extractors import neighbour_words as said
from extractors.leads import leads_bare
from extractors.links import EARLIER, NONE, THRESHOLD, Kin, Link, is_division, is_small_word
from extractors.nouns import noun_end, opens_noun
from extractors.passage import Passage
from extractors.phrases import RATIOS
from extractors.terms import DRIVING
from schemas.codebook import Codebook
from schemas.cues import Cues
from schemas.records import Quantity

WEAK = FIRM = 4.0
"""Below this sum a figure in a list takes the noun of the next item, and a telling unit (场) says more than words."""
NEARLY = 2.5
"""From this sum on a noun tells what was named since divisions were counted."""
TAKEN_UP = 14
"""How long a lead may be whose figure takes up the sentence before, in characters."""
OWN = 6.0
"""From this sum on residents are told of themselves (与全省2600万人口相比), not as members of a whole."""
HANDED_DOWN, TAKEN = 0.8, 0.7
"""What is left of a sum that a figure takes from its whole or list, or from the sentence before."""
BACK = 12
"""How many items back in a list a figure looks."""


class Neighbours:
    """The neighbourhood of the figures of one sentence."""

    def __init__(
        self,
        codebook: Codebook,
        cues: Cues,
        kin: Kin,
        passage: Passage,
        previous: list[tuple[Quantity, Link]],
    ) -> None:
        self._book, self._cues, self._kin = codebook, cues, kin
        self._passage = passage
        # Of the figures before, the last of each unit and indicator: no other is ever taken up.
        last = {(quantity.unit, link.code): n for n, (quantity, link) in enumerate(previous)}
        self._grades = bool(passage.starts) and said.BY_GRADE.search(passage.text, passage.start, passage.starts[-1]) is not None
        self._told = [(previous[n][0].unit, previous[n][1]) for n in sorted(last.values())]

    def complete(self, i: int, link: Link, links: list[Link], fits: frozenset[str]) -> Link:
        """The link of the i-th figure, completed by what stands around it; `links` are those before it."""
        link = self._inherit(i, self._unheard(i, link, links), links, fits)
        link = self._take_up(i, link, fits)
        return self._fall_back(i, link, links)

    def _unheard(self, i: int, link: Link, links: list[Link]) -> Link:
        """持证残疾人4127人，其中农村3902人: what the words before an earlier item could not tell of it, they tell of no later one."""
        k = i
        if link.code is None or not link.words:
            return link
        for _ in range(BACK):
            phrase = self._passage.around[k]
            if (k := phrase.listed if phrase.listed > phrase.parent else phrase.parent) < 0:
                break
            lead = self._passage.around[k].lead
            lost = links[k].code is None and not links[k].void and any(code == link.code for code, _ in links[k].rivals)
            if lost and all(lead.start <= span.start and span.end <= lead.end for span, _ in link.words):
                return Link(None, rivals=[(link.code, link.score), *link.rivals])
        return link

    def _inherit(self, i: int, link: Link, links: list[Link], fits: frozenset[str]) -> Link:
        """From its whole, or else from the item before it in the list.

        So does a part that only names a division of the whole: 社工站302个（其中：乡镇140个，社区162个）.
        """
        phrase, quantity = self._passage.around[i], self._passage.quantities[i]
        own = (phrase.lead.start, quantity.span.start)
        if phrase.parent >= 0 and links[phrase.parent].code in fits and said.REST.fullmatch(self._passage.text, *own):
            return replace(links[phrase.parent], score=links[phrase.parent].score * HANDED_DOWN, inherited=phrase.parent)
        more = self._same(i, link, links) or (self._grades and self._by_grade(i, link, links, fits)) or self._compared(i, link, links)
        if more := more or self._of_place(i, link, links) or self._by_attribute(i, links):
            return more
        for source in (phrase.parent, phrase.listed):
            counts_places = source >= 0 and links[source].code is None and self._passage.quantities[source].unit in self._kin.place_units
            grown = source >= 0 and self._passage.quantities[source].dimension in RATIOS and self._is_said_again(i)
            if (counts_places or grown) and source == phrase.listed:
                source = self._passage.around[source].listed  # 甲区74个，乙、丙两区合计104个
            if source < 0:
                continue
            whole, part = links[source], source == phrase.parent
            stock = self._kin.stocks.get((link.code or "", whole.code or "")) if part else None
            if stock:
                return replace(link, code=stock)  # 驻站社工412名，其中238名取得证书
            other = self._other_subject(whole, link)
            if other:
                return replace(other, inherited=source)
            if part and self._passage.quantities[source].unit == quantity.unit and self._says_which(i, link):
                link = Link(None, rivals=link.rivals)
            if part and quantity.dimension == "person" and link.words and all(span.end <= phrase.lead.start for span, _ in link.words):
                link = Link(None, rivals=[*link.rivals])  # 其中…大病患者112人: no word of its own
            if part and quantity.dimension == "count" and whole.code in fits and self._is_light(i, source, whole, link):
                return replace(whole, score=whole.score * HANDED_DOWN, rivals=[(link.code or "", link.score), *link.rivals], inherited=source)
            kept = part or whole.inherited != NONE or self._is_sibling(i, source, link)
            if not part and self._next_group(i, source, whole, link) and whole.code in fits:
                return replace(whole, score=whole.score * HANDED_DOWN, rivals=[(link.code or "", link.score), *link.rivals], inherited=source)
            divides = kept and self._divides(link, whole.code, phrase.lead.start) and not (is_division(link.code) and self._passage.has_each(i))
            divides = divides or (not part and self._lost_before(link, whole, source))
            alike = quantity.dimension in (self._passage.quantities[source].dimension, "bare")
            lead = self._passage.text[phrase.lead.start : quantity.span.start]
            counted = whole.code is not None and not self._book.indicators[whole.code].instant
            if not part and counted and whole.code in fits and self._graded(link, whole.code, lead):
                return replace(whole, score=whole.score * HANDED_DOWN, rivals=[(link.code or "", link.score), *link.rivals], inherited=source)
            if not part and not any(span.start >= phrase.lead.start for span, _ in link.words) and self._names_another(i, whole):
                return Link(None, rivals=link.rivals)
            if (link.code is None or divides) and whole.code in fits and (alike or part):
                return replace(
                    whole,
                    score=whole.score * HANDED_DOWN,
                    rivals=link.rivals,
                    inherited=source,
                    fallback=False,
                )
        return link

    def _is_light(self, i: int, source: int, whole: Link, link: Link) -> bool:
        """项目46个，其中为老服务19个: a light word of a part says which of the whole, and not what is counted."""
        rows = self._passage.quantities
        alike = rows[i].unit == rows[source].unit and link.code not in (None, whole.code)
        return alike and link.weight < DRIVING and not is_division(link.code) and not is_division(whole.code)

    def _is_said_again(self, i: int) -> bool:
        """2019年只有102家机构；到2022年底翻了一番多，达到248家: what grew is counted again behind by how much."""
        counted, text = self._passage.quantities[i].dimension not in RATIOS, self._passage.text
        return counted and leads_bare(text[slice(*self._passage.around[i].lead)], self._cues)

    def _names_another(self, i: int, whole: Link) -> bool:
        """社工站12个、养老院3家, 社工机构86家、32个养老服务中心: a place or body of its own, of another kind than the
        item before it, and no member of its breakdown."""
        text, quantity, phrase = self._passage.text, self._passage.quantities[i], self._passage.around[i]
        ends = self._cues.structure.things
        if self._cues.others.search(text, phrase.lead.start, quantity.span.start):
            return True
        if quantity.dimension not in ("count", "item", "other"):
            return False  # 其余各站1至2名
        for noun in (
            self._cues.fillers.sub("", text[phrase.lead.start : quantity.span.start]),
            text[phrase.tail.start : noun_end(text, phrase.tail, self._cues)].rstrip("和及与"),
        ):
            if len(noun) < said.SHORTEST or "每" in noun[:3] or not noun.endswith(ends) or noun.endswith("试点"):
                continue
            if any(word[-1] == noun[-1] for _, word in whole.words):
                continue
            dims = self._book.indicators[whole.code].dims if whole.code else ()
            if not any(self._book.dims_by_name[name].pattern.search(noun) for name in dims):
                return True
        return False

    def _says_which(self, i: int, link: Link) -> bool:
        """建成98个，其中委托25家机构运营的80个: 的 says which of the whole, and names nothing else."""
        text, quantity, phrase = self._passage.text, self._passage.quantities[i], self._passage.around[i]
        named = opens_noun(text, phrase.tail.start, noun_end(text, phrase.tail, self._cues))
        last = self._passage.quantities[i - 1].span.end
        others = all(span.start <= max(last, phrase.lead.start - 1) for span, _ in link.words)
        return text[quantity.span.start - 1] == "的" and others and not named

    def _same(self, i: int, link: Link, links: list[Link]) -> Link | None:
        """这一数字 is the figure of its unit that was told last, 总量 the last that is no part of another."""
        phrase, quantity = self._passage.around[i], self._passage.quantities[i]
        same = said.SAME.fullmatch(self._passage.text, phrase.lead.start, quantity.span.start)
        if not same or (link.code and (not same["sum"] or any(span.start >= phrase.lead.start for span, _ in link.words))):
            return None
        rows, around = self._passage.quantities, self._passage.around
        wholes = (n for n in range(i - 1, -1, -1) if around[n].parent < 0 or not same["sum"])
        k = next((n for n in wholes if rows[n].unit == quantity.unit and links[n].code), NONE)
        told = links[k] if k >= 0 else next((before for unit, before in reversed(self._told) if unit == quantity.unit), None)
        if told is None or told.code is None:
            return None
        return replace(told, score=told.score * TAKEN, rivals=link.rivals, inherited=k if k >= 0 else EARLIER)

    def _compared(self, i: int, link: Link, links: list[Link]) -> Link | None:
        """…96名，较2020年增加41名: so many more of what the figure before counts."""
        phrase, quantity = self._passage.around[i], self._passage.quantities[i]
        k = self._passage.whole_of(i - 1) if self._passage.text[phrase.clause.start - 2] == "）" else i - 1
        before = self._passage.quantities[i - 1] if i else None
        if before is None or before.unit != quantity.unit or links[k].code is None:
            return None
        more = said.MORE.fullmatch(self._passage.text, before.span.end, quantity.span.start)
        if not more or phrase.parent >= 0:
            return None
        if any(span.start >= more.start("own") >= 0 and span.end <= more.end("own") for span, _ in link.words):
            return None  # 志愿者比上年增加120人
        return replace(links[k], score=links[k].score * HANDED_DOWN, inherited=k)

    def _by_attribute(self, i: int, links: list[Link]) -> Link | None:
        """驻站社工40名，其中持证12名，占30%；女性31名: of the forty, as the holders are, and no holders themselves."""
        quantities, around = self._passage.quantities, self._passage.around
        lead = self._passage.text[around[i].lead.start : quantities[i].span.start].strip()
        if quantities[i].dimension != "person" or not lead or not self._cues.attribute.fullmatch(lead):
            return None
        k = i
        for _ in range(BACK):
            k = around[k].listed if k >= 0 and around[k].parent < 0 else k
        whole = around[k].parent if k >= 0 else NONE
        if whole < 0 or quantities[whole].dimension != "person" or links[whole].code is None:
            return None
        return replace(links[whole], score=links[whole].score * HANDED_DOWN, inherited=whole)

    def _by_grade(self, i: int, link: Link, links: list[Link], fits: frozenset[str]) -> Link | None:
        """报考1526人，增长35.6%；按级别分，初级1241人: a grade of what was counted before the share."""
        quantities, lead = self._passage.quantities, self._passage.around[i].lead
        reach = max(self._passage.start, lead.start - said.GRADE_BEFORE)
        if not said.BY_GRADE.search(self._passage.text, reach, quantities[i].span.start):
            return None
        for k in range(i - 1, max(-1, i - BACK), -1):
            whole = links[k]
            if quantities[k].dimension == quantities[i].dimension and whole.code in fits and self._graded(link, whole.code, ""):
                return replace(whole, score=whole.score * HANDED_DOWN, inherited=k)
        return None

    def _of_place(self, i: int, link: Link, links: list[Link]) -> Link | None:
        """甲县39人，占全市的七成，乙县仅3人: what was counted before the share is counted in another place."""
        phrase, quantity = self._passage.around[i], self._passage.quantities[i]
        beside = self._passage.quantities[phrase.listed] if phrase.listed >= 0 else None
        if link.code or not beside or beside.dimension not in RATIOS:
            return None
        if not said.PLACE_ONLY.fullmatch(self._passage.text, phrase.lead.start, quantity.span.start):
            return None
        units = [row.unit for row in self._passage.quantities]
        k = next((n for n in range(i - 1, -1, -1) if units[n] == quantity.unit and links[n].code), -1)
        return replace(links[k], score=links[k].score * HANDED_DOWN, inherited=k) if k >= 0 else None

    def _next_group(self, i: int, source: int, whole: Link, link: Link) -> bool:
        """走访低保户78户、特困户31户、留守儿童15人: the next group of people to whom the same was done, and no word of its
        own of what is done to them."""
        text, lead = self._passage.text, self._passage.around[i].lead
        if link.code in (None, whole.code) or not whole.words or text[lead.start - 1] != "、":
            return False
        dims = self._book.indicators[whole.code or ""].dims if whole.code else ()
        groups = self._book.dims_by_name["population"].pattern if "population" in dims else None
        if groups is None or not groups.search(text, *lead) or all(groups.search(word) for _, word in whole.words):
            return False
        return not any(term.role == "verb" for hit in self._passage.hits.within(lead) for term in hit.terms)

    def _lost_before(self, link: Link, whole: Link, source: int) -> bool:
        """低保户78户、特困31户、残疾人15户 visited: a word that did not decide its own figure decides no later one."""
        if not link.words or whole.code in (None, link.code) or is_division(whole.code):
            return False
        own = self._passage.around[source].lead
        return all(own.start <= span.start and span.end <= own.end for span, _ in link.words)

    def _is_sibling(self, i: int, source: int, link: Link) -> bool:
        """城市社区平均拥有社区社会组织14个、农村社区6个: another kind of what the item before it is told for."""
        text, around = self._passage.text, self._passage.around
        each = text.startswith("每", around[source].lead.start) and text[around[i].lead.start - 1] == "，"
        lead = text[around[i].lead.start : self._passage.quantities[i].span.start].strip()
        bare = len(link.words) == 1 and lead.rstrip("的有为达") == link.words[0][1]  # …的6120人，社会工作师2310人
        if len(link.words) != 1 or (text[around[i].lead.start - 1] != "、" and not each and not bare):
            return False
        return text.find(link.words[0][1][-2:], *around[source].lead) >= 0

    def _other_subject(self, whole: Link, link: Link) -> Link | None:
        """三亚辖4个区，均已建立社工站；其中吉阳区19个; 共103个县区。其中甲县站点最多，为153个: not districts, but what was
        named since."""
        if not is_division(whole.code) or link.code is not None:
            return None
        named = next((code for code, _ in link.rivals if not code.startswith("admin.")), None)
        return Link(named, THRESHOLD, rivals=link.rivals[1:]) if named else None

    def _take_up(self, i: int, link: Link, fits: frozenset[str]) -> Link:
        """A figure without words of its own at the head of a sentence counts what the sentence before counted."""
        text, phrase, quantity = self._passage.text, self._passage.around[i], self._passage.quantities[i]
        told = [before for unit, before in self._told if unit == quantity.unit and before.code in fits]
        if not told or phrase.parent >= 0:
            return link
        of_which = i and text.startswith("其中", self._passage.start) and self._says_which(i, link)
        if phrase.listed >= 0 and not of_which:
            return link
        link = Link(None, rivals=link.rivals) if of_which else link
        lead = text[phrase.lead.start : quantity.span.start]
        part = lead.startswith("其中") and self._divides(link, told[-1].code, phrase.lead.start)
        noun = opens_noun(text, phrase.tail.start, noun_end(text, phrase.tail, self._cues))
        graded = self._graded(link, told[-1].code, lead)
        if any(word in lead for word in self._book.indicators[told[-1].code or ""].unless) or said.OF_OTHERS.search(lead):
            return link
        if link.rivals and link.rivals[0][1] >= NEARLY and (other := self._other_subject(told[-1], link)):
            return replace(other, inherited=EARLIER)
        if not part and not graded and (link.code is not None or noun or len(lead) > TAKEN_UP):
            return link
        return replace(told[-1], score=told[-1].score * TAKEN, rivals=link.rivals, inherited=EARLIER)

    def _graded(self, link: Link, told: str | None, lead: str) -> bool:
        """按级别看，助理社会工作师4.1万人: a grade of what the sentence before counted, none said to be there now."""
        if told is None or link.code is None or link.code == told or said.NOW.search(lead):
            return False
        grades = (self._book.dims_by_name[name] for name in self._book.indicators[told].dims if name == "grade")
        members = {word for dim in grades for word, _ in dim.words}
        return len(link.words) == 1 and link.words[0][1] in members

    def _fall_back(self, i: int, link: Link, links: list[Link]) -> Link:
        """Money, and figures of a telling unit, that no word assigns."""
        quantity, phrase = self._passage.quantities[i], self._passage.around[i]
        money = quantity.dimension == "money"
        code = self._book.money if money else self._kin.by_unit.get(quantity.unit)
        if not code or is_small_word(quantity) or (link.code is not None and (money or link.score >= FIRM or self._counts_it(i, link))):
            return link
        text, lost = self._passage.text, phrase.listed >= 0 and links[phrase.listed].code is None
        if quantity.unit in said.LOOSE and (lost or opens_noun(text, phrase.tail.start, noun_end(text, phrase.tail, self._cues))):
            return link  # 1项地方标准, 国家级荣誉3项、省级8项: a noun that is none of the codebook's
        near = text[phrase.lead.start : phrase.tail.end]
        if any(word in near for word in self._book.indicators[code].unless):
            return link
        return Link(code, THRESHOLD, rivals=link.rivals, fallback=True)

    def _counts_it(self, i: int, link: Link) -> bool:
        """A word of the figure's own stands right behind it, or ends what stands there: 3场技能培训, 3场实务技能培训."""
        start, tail = self._passage.quantities[i].span.end, self._passage.around[i].tail
        return any(span.start == start or start < span.end == tail.end for span, _ in link.words)

    def share_nouns(self, links: list[Link]) -> list[Link]:
        """Figures that share the noun of the next one: 51个乡镇（街道）和5个农场社工站, 城市2名、农村1名专业人才."""
        quantities = self._passage.quantities
        for i in range(len(links) - 2, -1, -1):
            after = links[i + 1]
            if self._done_to(i, links[i], after):
                links[i] = replace(after, inherited=i + 1)
                continue
            if self._glued(i) and self._share_code(i, links):
                continue
            between = self._passage.text[quantities[i].span.end : quantities[i + 1].span.start]
            if after.inherited >= 0 or not said.JOINED.fullmatch(between):
                continue
            apart = "分别" in self._passage.text[slice(*self._passage.around[i].lead)]
            own = self._passage.around[i].lead.start  # 招募社工12名、志愿者30名: it has a noun itself
            named = any(own <= span.start and span.end == quantities[i].span.start for span, _ in links[i].words)
            weak = between[0] == "、" and ((links[i].score < WEAK <= after.score and not named) or apart)
            before = between[0] == "、" and any(span.end <= quantities[i].span.start for span, _ in links[i].words)
            divides = not before and self._divides(links[i], after.code, own)
            if divides or (weak and quantities[i].unit == quantities[i + 1].unit):
                links[i] = replace(links[i], code=after.code, score=max(links[i].score, after.score))
        return links

    def _done_to(self, i: int, link: Link, after: Link) -> bool:
        """对30名老人、12名儿童开展探访: the deed behind the last group is done to each of them."""
        text, quantities = self._passage.text, self._passage.quantities
        between = text[quantities[i].span.end : quantities[i + 1].span.start]
        row = self._book.indicators.get(after.code or "")
        if row is None or not row.patient or link.code in (None, after.code) or quantities[i].dimension != quantities[i + 1].dimension:
            return False
        if not said.GROUP.fullmatch(between) or not after.words or after.words[0][0].start < quantities[i + 1].span.end:
            return False
        groups = self._book.dims_by_name["population"].pattern if "population" in row.dims else None
        own = any(term.role == "verb" and hit.word != "为" for hit in self._passage.hits.within(self._passage.around[i].lead) for term in hit.terms)
        return not own and groups is not None and groups.search(between) is not None

    def _share_code(self, i: int, links: list[Link]) -> bool:
        """9168户15872人享受低保, 保华镇2户10人: one of the two is told by words, or, after the communities of a
        place, both are its residents."""
        first, second = links[i].code, links[i + 1].code
        own = any(span.start >= self._passage.quantities[i + 1].span.end for span, _ in links[i + 1].words)
        if first and second and first != second and (links[i + 1].score < links[i].score or not own) and self._admits(first, i + 1):
            links[i + 1] = replace(links[i], inherited=i)  # 在册对象9236户11517人: of the same
            return True
        if bool(first) == bool(second):
            before = self._passage.around[i].listed
            code = self._kin.follows.get(links[before].code or "") if before >= 0 and not first else None
            if code and self._admits(code, i + 1):
                links[i + 1] = Link(code, THRESHOLD, rivals=links[i + 1].rivals)
            return False
        source, target = (i, i + 1) if first else (i + 1, i)
        if not self._admits(links[source].code or "", target):
            return False
        links[target] = replace(links[source], inherited=source)
        return True

    def _admits(self, code: str, i: int) -> bool:
        return self._passage.quantities[i].dimension in self._book.indicators[code].dimensions

    def _glued(self, i: int) -> bool:
        """Households and people of one group, told without a word between them: 9236户11517人, 6210户、15872人."""
        first, second = self._passage.quantities[i], self._passage.quantities[i + 1]
        between = self._passage.text[first.span.end : second.span.start]
        told = between == "" or (between == "、" and second.dimension == "person")
        return told and first.dimension == "household" != second.dimension

    def _divides(self, link: Link, whole: str | None, since: int) -> bool:
        """The words found only name a member of the whole's breakdown (乡镇 of 社工站, 社会工作师 of 考试通过)."""
        if link.code is None or whole is None or link.code == whole:
            return False
        among = link.code == "admin.population" and link.score < OWN  # 其中本地户籍571人
        if (is_division(link.code) or among) and not is_division(whole):
            return True
        rows = (self._book.dims_by_name[name] for name in self._book.indicators[whole].dims)
        members = [word for dim in rows for word, _ in dim.words]
        own = [word for span, word in link.words if span.start >= since]
        kin = link.code.split(".")[0] == whole.split(".")[0] or len(own) == 1
        return kin and any(member in word for member in members for word in own)
