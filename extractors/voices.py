"""The voices of the words around a figure: how loudly each speaks for the indicators it is a word of.

The closer a word's grammatical tie to the figure, the louder: the noun after the measure word (137个社工站), the
noun before the figure (社工站达137个), the verb that governs it (培训395人次), what a list leaves out (初级2786人，
中级607人), and last the clauses around it. Weights of words are data (the codebook); weights of ties are the table
of `extractors.ties`.
"""

from __future__ import annotations

import re

from extractors.leads import BY, DONE, OF_THEM, STATED, TO, leads_bare, leads_empty, there_are
from extractors.links import is_division
from extractors.nouns import MANNER, WHICH, counted, deed_as_noun, kind_behind, noun_end, opens_noun
from extractors.passage import Passage
from extractors.phrases import IN_NAME, NEAREST
from extractors.terms import Hit, Words, heaviest, is_head
from extractors.ties import (
    AGENT_AFTER,
    CLAUSE_AFTER,
    DEED_AFTER,
    EARLIER_CLAUSE,
    FOLLOWS,
    FOLLOWS_ALONE,
    LISTED,
    LISTED_ELIDED,
    LISTED_SECOND,
    LONE_OBJECT_AFTER,
    MODIFIER_AFTER,
    MODIFIER_BEFORE,
    NEXT_CLAUSE,
    NOUN_AFTER,
    NOUN_BEFORE,
    NOUN_BEFORE_FULL,
    OBJECT_AFTER,
    QUALIFIED,
    ROLE_AFTER,
    SELDOM,
    SUBJECT_CLAUSE,
    UNDER_HEADING,
    Parts,
    Tie,
)
from schemas.codebook import Role
from schemas.cues import Cues
from schemas.records import Span, span_of

LABEL = 0.7
"""The lightest head that touches a figure and is what it counts, where only manners follow."""
GENERIC = 0.8
"""A head lighter than this (对象, 人员) names nothing by itself: what stands before the figure still counts."""
FIRM_HEAD = 0.85
"""A head at least this heavy is the figure's own noun beyond doubt."""
PLAIN_HEAD = 1.2
"""A head at least this heavy needs no verb from the item before it in a list."""
PLAIN_FOLLOWER = 1.4
"""Weight from which on a word of an indicator that only follows others tells it by itself: 参训, but not 参加."""
TELLING = 1.0
"""Weight from which on a word tells its indicator by itself."""
_AMONG = re.compile("[^，。；：\\d]{2,12}[者员人]当?中|(?P<which>[^，。；：]{2,24}中)")
_FRONTED = re.compile("(?:像|和|与)[^，。；]{0,8}一?样的|像?[这那]样的|(?:类似|诸如此类|此类|这类)的?")
"""What opens a clause that says what the next one counts."""
_STATES = re.compile("(?:目前|现|共|总共|一共|还|另)?有")
_MERE_MONEY = re.compile("(?:资金|现金|款项|钱款|经费|资助金)(?:约|共|近|达)?")
_CONDITION = re.compile(
    "(?:以上|以下|以内|及以上)?的(?:乡|镇|街|村|社区|县|区|站|地方|单位|机构|家庭|(?=[要可应须需至不]))|(?<=以[上下内])(?:的(?=[可应须需要至不，])|或者?|且|，)"
)
"""常住人口3万人以上的乡镇不少于3名, 人口5万以上的可增至4名: a condition, whose words are none of what it asks."""
_CONDITION_OPENS = frozenset("以及的或且，")
BARS = "｜|"
_NEXT_LABEL = re.compile("[^｜|\\d，。]{1,12}[｜|]")
"""个案服务｜14个 小组服务｜6个: behind the figure stands the label of the next."""
GAP = 0.09
"""How fast a head before the figure fades, for each character between that is no mere connector."""
FADE_LISTED, FADE_CLAUSE = 0.75, 0.7
"""How fast the items before it in a list, and the clauses before it, fade."""
_FADED = tuple(FADE_CLAUSE**distance for distance in range(NEAREST))
"""What is left of the clauses before it, the nearest first."""


class Voices:
    """For each indicator the strongest head and the strongest verb that speak for it at one figure."""

    __slots__ = (
        "_bonus", "_gaps", "_lesser", "_near", "_noun", "at", "best", "cues", "fits", "heard", "noun_end", "parts", "text",
    )  # fmt: skip

    def __init__(self, text: str, at: Span, words: Words, fits: frozenset[str], cues: Cues, parts: Parts) -> None:
        self.text, self.at, self.fits, self.cues, self.parts = text, at, fits, cues, parts
        self.heard = words.sight(fits).heard
        self.best: dict[str, dict[Role, tuple[float, Hit]]] = {}
        self._noun: tuple[float, str] = (0.0, "")
        self._near: set[str] = set()
        self._bonus: dict[str, float] = {}
        self._gaps: dict[int, int] = {}
        self._lesser: tuple[str, ...] = ()
        self.noun_end = at.end
        """Where the noun phrase after the figure ends."""

    def speak(self, found: list[Hit], tie: Tie, last: Tie | None = None, factor: float = 1.0) -> None:
        """Count the hits under a tie; the last head of the stretch under the tie `last`."""
        if not found:
            return
        first, end = _last_head(found) if last else (-1, -1)
        best = self.best
        for hit in found:
            start, stop, entry = hit
            if stop - start == 1 and start != self.at[1]:
                continue
            own = last if last and stop > first and start < end else tie
            for code, role, heaviness, adjacent in entry.rows:
                if adjacent and not self._stands_right(adjacent, hit):
                    continue
                if role == "verb":
                    agent = own is CLAUSE_AFTER and code in self.parts.agents
                    weight = (AGENT_AFTER if agent else own).verb * heaviness * factor
                else:
                    weight = own.head * heaviness * factor
                    if own.noun:
                        weight = self._of_noun(code, weight, heaviness, hit, own)
                if own.near:
                    self._near.add(code)
                roles = best.get(code)
                if roles is None:
                    best[code] = {role: (weight, hit)}
                elif role not in roles or weight > roles[role][0]:
                    roles[role] = (weight, hit)

    def _of_noun(self, code: str, weight: float, heaviness: float, hit: Hit, tie: Tie) -> float:
        """What a head weighs as the figure's own noun."""
        if tie is not NOUN_AFTER:
            gap = self.gap(hit.end)
            weight /= 1 + GAP * gap
            if gap > 1 and code.startswith("admin."):
                weight *= QUALIFIED  # 社区食堂26个: no communities
        elif hit.start > self.at.end and code.startswith("admin.") and not IN_NAME.match(self.text, self.at.end, hit.start):
            weight *= QUALIFIED  # but 80个乡镇（街道、片区管委会）
        if tie is not NOUN_BEFORE_FULL and heaviness >= GENERIC:
            self._noun = max(self._noun, (weight, code))
        return weight

    def _stands_right(self, adjacent: str, hit: Hit) -> bool:
        """A word that must touch the figure does."""
        if adjacent == "before":
            return hit.end <= self.at.start and not self.gap(hit.end)
        return hit.start == self.at.end

    def gap(self, end: int) -> int:
        """Characters between a head and its figure that are no mere connectors (达, 共, 数量为)."""
        start = self.at.start
        if start <= end:
            return 0
        if end not in self._gaps:
            self._gaps[end] = len(self.cues.fillers.sub("", self.text[end:start]))
        return self._gaps[end]

    def follow(self, code: str | None, since: int, followers: frozenset[str]) -> None:
        """The figure before it in the list, which ends at `since`, makes an indicator likely; what only follows
        another (参加 after 活动) tells little against it."""
        if code is None or code not in self.fits:
            return
        heard = (h for c, roles in self.best.items() if c != code for _, h in roles.values())
        rows = (r for h in heard if since <= h.start <= max(self.noun_end, self.at.end) for r in h.entry.rows if r[0] != code)
        told = any(row[2] >= (PLAIN_FOLLOWER if row[0] in followers else TELLING) for row in rows)
        self._bonus[code] = FOLLOWS if told else FOLLOWS_ALONE

    def total(self, code: str) -> float:
        """Head and verb together; a word that is both speaks once."""
        roles = self.best[code]
        if len(roles) == 1:
            ((loudness, _),) = roles.values()
        else:
            (first, one), (second, other) = roles.values()
            apart = one[0] >= other[1] or other[0] >= one[1]
            loudness = first + second if apart else max(first, second)
        if code in self._lesser:
            loudness *= SELDOM
        return loudness + self._bonus[code] if code in self._bonus else loudness

    def lessen(self, codes: tuple[str, ...]) -> None:
        """The indicators that seldom count in the figure's dimension."""
        self._lesser = codes

    def light(self, code: str) -> bool:
        """The code's noun stands in the figure's own phrase, and is a light one."""
        head = self.best[code].get("head")
        return head is not None and code in self._near and 0 <= head[1].entry.head < GENERIC

    def own(self, code: str) -> bool:
        """A word of the code stands in the figure's own phrase."""
        return code in self._near

    @property
    def noun(self) -> str:
        """The code of the figure's own noun, the strongest head beside it; empty without one."""
        return self._noun[1]


def _last_head(found: list[Hit]) -> tuple[int, int]:
    """Where the last head of a stretch stands; (-1, -1) where there is none."""
    for start, end, entry in reversed(found):
        if entry.head >= 0:
            return start, end
    return -1, -1


def listen(
    passage: Passage, i: int, fits: frozenset[str], cues: Cues, parts: Parts, since: int = 0
) -> Voices:
    """All voices at the i-th figure of a sentence, for the codes that fit it; `since`: where the noun of the figure
    before it ends."""
    voices = Voices(passage.text, passage.quantities[i].span, passage.hits, fits, cues, parts)
    own, deeds, foreign = _own_phrase(passage, i, voices, cues, since)
    own = own or _before_bracket(passage, i, voices, cues)
    weight = heaviest(own)
    headed = foreign or weight >= 0
    firm = foreign or weight >= FIRM_HEAD
    driven = weight >= PLAIN_HEAD or any(hit[2].verb for hit in deeds)
    _from_list(passage, i, voices, headed=headed, firm=firm, driven=driven)
    _from_clauses(passage, i, voices, cues, lone=not headed and (not driven or _is_fronted(passage, i) or _is_among(passage, i)))
    if passage.heading and not headed and not driven and passage.around[i].parent < 0:
        voices.speak(passage.heading_words(passage.heading).sight(fits).seen(passage.heading), UNDER_HEADING)
    return voices


def _own_phrase(
    passage: Passage, i: int, voices: Voices, cues: Cues, since: int
) -> tuple[list[Hit], list[Hit], bool]:
    """The figure's own phrase speaks; gives its nouns, its deeds, and whether its noun is none of the codebook's."""
    text, phrase, at = passage.text, passage.around[i], passage.quantities[i].span
    held = deed_as_noun(phrase, voices.heard) if passage.quantities[i].dimension == "event" else 0
    end = voices.noun_end = held or noun_end(text, phrase.tail, cues)
    begin = phrase.tail.start
    noun = voices.heard(span_of(Span, (begin, end)))
    of = text.find("的", begin + 1, min(phrase.tail.end, begin + WHICH))
    if of >= 0 and any(is_head(h, GENERIC) and h.end <= of for h in noun):
        noun = [h for h in noun if h.end <= of]  # 7个乡镇的山区县: seven townships
    elif of > begin + 1 and (kind := kind_behind(text, phrase.tail, of, cues)) and any(map(is_head, told := voices.heard(kind))):
        noun, end, voices.noun_end = told, kind.end, kind.end
    noun = counted(text, noun, end, cues, GENERIC) if noun else noun
    bare = passage.quantities[i].dimension == "bare"
    barred = text[at.start - 1] in BARS and _NEXT_LABEL.match(text, at.end) is not None
    if noun and (barred or (bare and text[at.end].isspace() and _is_labelled(passage, i, voices))):
        noun, end = [], phrase.tail.start  # 注册人数超612万 标识组织1386家: the noun is the next figure's
    elif noun and all(h.entry.verb for h in noun) and _is_labelled(passage, i, voices):
        noun, end = [], phrase.tail.start  # 志愿者43名结对巡访: they do so
    elif noun and text[begin] in "和及与" and passage.quantities[i].dimension == "person" and text[begin + 1] not in "谐平睦善":
        noun, end = [], begin  # 社工2名和义工9名
    elif not noun and begin < phrase.tail.end and MANNER.match(text, begin) and _is_labelled(passage, i, voices, LABEL):
        end = phrase.tail.start  # 社工12名轮流值班
    attended = passage.quantities[i].dimension == "person" and cues.present.match(text, end) is not None
    if attended:
        noun = []  # 社工、志愿者等40人出席: who they were, not how many of them there are
    foreign = not noun and (opens_noun(text, phrase.tail.start, end) or counts_another(voices, phrase.lead))
    voices.speak(noun, MODIFIER_AFTER, NOUN_AFTER)
    # A verb that opens with a noun's stop (拿|到社工证书) crosses the end of the noun, and comes after it.
    after = [h for h in voices.heard(phrase.tail) if h.end > end] if end < phrase.tail.end else []
    if after:
        made = cues.made.match(text, end) and (OBJECT_AFTER if noun else LONE_OBJECT_AFTER)
        voices.speak(after, CLAUSE_AFTER, ROLE_AFTER if cues.roles.match(text, end) else made)
        if DONE.match(text, end) and _is_done_to(passage, i):
            done = [h for h in after if any(row[0] in voices.parts.patients for row in h.entry.rows)]
            voices.speak(done, DEED_AFTER)
    if phrase.rest.start < phrase.rest.end:
        voices.speak(voices.heard(phrase.rest), CLAUSE_AFTER, factor=0.9)

    opens = passage.hits.opens_longer
    lead = [hit for hit in voices.heard(phrase.lead) if not opens(hit) and not _each(text, hit)]
    before = text[at.start - 1]
    named = before == "的" or (before in "有达到" and bool(OF_THEM.search(text, phrase.lead.start, at.start)))
    partitive = named and not cues.dated.search(text, phrase.lead.start, at.start)
    if attended or (partitive and BY.search(text, phrase.lead.start, at.start)):
        lead = []
    formed = before == "由" and cues.roles.search(text, end, phrase.clause.end)
    full = foreign or heaviest(noun) >= GENERIC
    tie = ROLE_AFTER if formed else NOUN_BEFORE_FULL if full else NOUN_BEFORE
    if partitive:
        among = [hit for hit in lead if text.startswith("中", hit.end)]  # 持证人员中真正在岗的只有69人
        voices.speak(among, MODIFIER_BEFORE, NOUN_BEFORE)
    voices.speak(lead, MODIFIER_BEFORE, MODIFIER_BEFORE if partitive or (since < at.start and _is_of_another(lead, since)) else tie)
    deeds = lead + [h for h in after if any(row[0] in voices.parts.agents for row in h.entry.rows)]
    return noun + ([] if partitive else lead), deeds, foreign


def _is_done_to(passage: Passage, i: int) -> bool:
    """对 stands before the figure, or before the list it ends: 对63名老人、20名儿童开展探访."""
    for _ in range(2 * NEAREST):
        if TO.search(passage.text, passage.around[i].lead.start, passage.quantities[i].span.start):
            return True
        if (i := passage.around[i].listed if passage.text[passage.around[i].lead.start - 1] in "、和及与" else -1) < 0:
            break
    return False


def _before_bracket(passage: Passage, i: int, voices: Voices, cues: Cues) -> list[Hit]:
    """举办培训班（共2期，每期3天）: the first figure in a bracket behind a noun without one counts that noun."""
    text, (start, end), clause = passage.text, passage.around[i].lead, passage.around[i].clause
    if text[start - 1] != "（" or start <= clause.start or passage.around[i].parent >= 0:
        return []
    if cues.fillers.sub("", text[start:end]).strip() or (i and passage.quantities[i - 1].span.end > clause.start):
        return []
    found = [hit for hit in voices.heard(span_of(Span, (clause.start, start - 1))) if hit.end == start - 1]
    voices.speak(found, MODIFIER_BEFORE, NOUN_BEFORE_FULL if voices.best else SUBJECT_CLAUSE)
    return found


def counts_another(voices: Voices, lead: Span) -> bool:
    """解决问题1.1万个: the noun right before the figure is none of the codebook's."""
    noun = voices.cues.others.search(voices.text, *lead)
    return noun is not None and not any(is_head(h) and h.end > noun.start() for h in voices.heard(lead))


def _is_of_another(lead: list[Hit], since: int) -> bool:
    """20余名志愿者转移出17位老人: the last noun before the second figure is the first one's."""
    return _last_head(lead)[0] >= 0 and _last_head(lead)[1] <= since


def _each(text: str, hit: Hit) -> bool:
    """每个县（区）先建2个: divisions that each have so many are not counted."""
    told = text[hit[0] - 1] == "每" or text.startswith("每个", hit[0] - 2)
    return told and all(is_division(row[0]) for row in hit.entry.rows)


def _is_labelled(passage: Passage, i: int, voices: Voices, least: float = GENERIC) -> bool:
    """A noun of this weight at least touches a figure from before."""
    lead = passage.around[i].lead
    heads = [h for h in voices.heard(lead) if is_head(h, least)]
    return bool(heads) and not voices.gap(heads[-1].end)


def _from_list(passage: Passage, i: int, voices: Voices, *, headed: bool, firm: bool, driven: bool) -> None:
    """What the items before it in the list say, the nearest first."""
    k, factor, text = passage.around[i].listed, 1.0, passage.text
    own = firm and passage.around[i].parent >= 0  # a part with its own noun: 其中中级社会工作师21名
    staffed = headed and any(code.startswith("staff.") for code in voices.best)
    lead = passage.around[i].lead
    mere = headed and k >= 0 and text[lead.start - 1] == "、" and _MERE_MONEY.fullmatch(text, lead.start, voices.at.start)
    if mere:
        headed = firm = False  # 募集口罩8.6万只、资金46.8万元: what the verb of the list says, however far before
    stated = headed and k >= 0 and text[voices.at.start - 1] in STATED and text[lead.start - 1] in "，；"
    if headed and k >= 0 and text[lead.start - 1] == "；" and _STATES.match(text, lead.start, voices.at.start):
        return  # 直接聘用17个；共有社工214名
    if stated and there_are(text, _last_head(voices.heard(lead))[1], voices.at.start):
        return
    tie = LISTED_SECOND if driven or own else LISTED if headed else LISTED_ELIDED
    while k >= 0 and factor > 0.3:
        end = passage.quantities[k].span.end
        if text[end : end + 1] in _CONDITION_OPENS and _CONDITION.match(text, end):
            k = passage.around[k].listed
            continue
        if firm and passage.quantities[k].dimension != passage.quantities[i].dimension:
            return  # a figure with its own noun takes nothing from an item that counts something else
        item = [h for h in voices.heard(passage.around[k].lead) if not (staffed and h.entry.residents)]  # 常住人口45万，社工站7名社工
        voices.speak(item, tie, factor=factor)
        if not headed and any((is_head(h) and not mere) or h.entry.driver for h in item):
            return
        k, factor = passage.around[k].listed, factor if mere else factor * FADE_LISTED


def _from_clauses(passage: Passage, i: int, voices: Voices, cues: Cues, *, lone: bool) -> None:
    """What the clauses around say; where the figure stands alone, the clause before it is its subject."""
    phrase = passage.around[i]
    alone = lone and phrase.before and phrase.parent < 0 and not passage.counts(phrase.before[0])
    if alone and (_is_bare(passage, i, cues) or _is_fronted(passage, i) or _is_among(passage, i)):
        voices.speak(voices.heard(phrase.before[0]), EARLIER_CLAUSE, SUBJECT_CLAUSE)
    for clause, factor in zip(phrase.before, _FADED, strict=False):
        voices.speak(voices.heard(clause), EARLIER_CLAUSE, factor=factor)
    start, end = phrase.after
    if start < end and passage.text[start - 1] == "！" and not phrase.before:
        voices.speak(voices.heard(phrase.after), EARLIER_CLAUSE, SUBJECT_CLAUSE)
    if start < end and not lone and passage.text[start] == "其" and voices.noun:
        return  # 专职社工11名，其中持证的8名: what a part is tells nothing of its whole
    if start < end and not passage.owns(i, phrase.after):
        voices.speak(voices.heard(phrase.after), NEXT_CLAUSE)


def _is_fronted(passage: Passage, i: int) -> bool:
    """像这样的社工站，全市已建起124个."""
    before = passage.around[i].before
    return bool(before) and _FRONTED.match(passage.text, before[0].start) is not None


def _is_among(passage: Passage, i: int) -> bool:
    """考试通过者中，助理社会工作师2890人: the clause before tells of whom the grade is. 社工站中，达到优秀标准的44个: 的 says which."""
    before = passage.around[i].before
    among = _AMONG.fullmatch(passage.text, *before[0]) if before else None
    return among is not None and (among["which"] is None or passage.text[passage.quantities[i].span.start - 1] == "的")


def _is_bare(passage: Passage, i: int, cues: Cues) -> bool:
    """Nothing but connectors leads to the figure, or after a colon a place or a plan."""
    phrase = passage.around[i]
    lead = passage.text[phrase.lead.start : passage.quantities[i].span.start].strip()
    headed = passage.text.startswith(("：", "中，", "里，", "呢，"), phrase.before[0].end - (passage.text[phrase.before[0].end] == "，"))
    return leads_bare(lead, cues) or bool(headed and leads_empty(lead))
