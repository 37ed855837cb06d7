"""Is a report, a section, or a sentence about the codebook's subject at all?

A report on another subject (elderly care, disability) counts people and money too; its figures are no facts of
this codebook unless the words that claim them, or the words around them, speak of the subject.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from extractors.links import THRESHOLD, Link
from extractors.masthead import DEEPEST, is_published
from extractors.openings import ReportSpan
from extractors.phrases import RATIOS
from schemas.codebook import Codebook
from schemas.records import Quantity, Span

REPORT = 1 / 90
LED = 1 / 120
"""The same of a report whose first sentence names the subject."""
SECTION = 1 / 120
"""Subject words per character from which on a report, or a section of a mixed one, is about the subject."""
NEARLY = 0.6
"""A rival that comes this near the winner is taken where the winner may not be claimed, as a share of its sum."""
PLAIN = 0.9
"""Weight from which on a word is plain without its surroundings."""
FIRM_WORD = 1.3
"""Weight from which on a word names its own subject, whatever the clause before it is about."""
CLEAR = 8.0
"""Sum from which on the words of a figure that is no money leave no doubt, whatever the report is about
(上门服务特困老人420名)."""
TOP = 300
"""How far down a report who published it is looked for, in characters."""
_PLACE_OF = re.compile("(?:依托|利用|盘活|整合|借助|入驻|设在|建在|走进|来到|[在到进])[^，。；]{0,16}$")
"""依托党群服务中心, 利用闲置的敬老院: where something is done."""
_ASKED = re.compile(
    "[《“][^》”\n]{4,60}(?:提案|建议|议案)[》”](?=[^\n]{0,80}(?:收悉|收到|[函答]复|办理))"
    "|提出的?[《“][^》”\n]{4,60}[》”][^。\n]{0,12}(?:提案|建议|议案|收悉)"
)
"""What a reply answers: 您提出的《关于…的建议》收悉."""
REACH = 60
"""How far around a figure elsewhere the subject must be named, in characters."""


class Topic:
    """Where a text names the subject of the codebook."""

    def __init__(self, codebook: Codebook, text: str) -> None:
        self._codebook, self._text = codebook, text
        self._elsewhere, words = codebook.words_elsewhere, codebook.subject_words
        self._places = [m.start() for m in words.finditer(text)] if words else None
        self._mixed: tuple[Span, bool] = (Span(0, 0), False)
        """The sentence looked at last, and whether it names another subject."""

    def pervades(self, report: ReportSpan) -> bool:
        """The report is about the subject, by its words or, however seldom these say so, by what it is called or who
        published it (某街道社工站 2024-12-30 20:15)."""
        if self._is_dense(report.span, REPORT) or (self._opens_with_it(report) and self._is_dense(report.span, LED)):
            return True
        top = self._text[report.span.start : min(report.span.end, report.span.start + TOP)].split("\n")
        asked = _ASKED.search(self._text, report.span.start, min(report.span.end, report.span.start + 2 * TOP))
        said = (report.title, asked[0] if asked else "", *filter(is_published, (*report.lines, *top[:DEEPEST])))
        named = any(word in report.title for word in self._codebook.titles)
        return named or any(word in line for line in said for word in self._codebook.subject)

    def _opens_with_it(self, report: ReportSpan) -> bool:
        """The first sentence below the title names the subject, as the lead of a news item does."""
        stop = self._text.find("。", report.head.end, min(report.span.end, report.head.end + TOP))
        return stop >= 0 and self._places is not None and self._count(Span(report.head.end, stop)) > 0

    def fills(self, section: Span) -> bool:
        """A section of a mixed report is about the subject."""
        return self._is_dense(section, SECTION)

    def _is_dense(self, span: Span, density: float) -> bool:
        return self._places is None or self._count(span) >= (span.end - span.start) * density

    def check(self, link: Link, sentence: Span, on_topic: bool, quantity: Quantity, whole: Link | None = None) -> Link:
        """The link, or none where neither the report nor the words around the figure are about the subject.

        Indicators whose words speak for themselves (低保对象, 持证社工) are taken anywhere.
        """
        of_another = whole is not None and whole.void and quantity.dimension not in RATIOS and not _speaks_of(link, self._text, self._codebook)
        if link.code is not None and (of_another or self._is_elsewhere(sentence, quantity, link)):
            return Link(None, rivals=[(link.code, link.score)], void=True)
        if on_topic or link.code is None or self._places is None or _speaks(link, self._codebook):
            return link
        if link.fallback:
            return Link(None, rivals=link.rivals)
        near = Span(
            max(sentence.start, quantity.span.start - REACH), min(sentence.end, quantity.span.end + REACH)
        )
        if self._count(near) or (link.score >= CLEAR and quantity.dimension != "money"):
            return link
        plain = next(
            (
                code
                for code, score in link.rivals
                if score >= max(THRESHOLD, NEARLY * link.score) and self._codebook.indicators[code].anywhere
            ),
            None,
        )
        return Link(plain, THRESHOLD if plain else 0.0, rivals=[(link.code, link.score)])

    def _is_elsewhere(self, sentence: Span, quantity: Quantity, link: Link) -> bool:
        """The figure's clause is about another subject (养老护理员4903人), and does not name this one; so is one behind
        it that goes on with no plain word of its own (启动托养中心建设，总投资6800万元)."""
        if self._elsewhere is None:
            return False
        if self._mixed[0] != sentence:
            self._mixed = sentence, self._elsewhere.search(self._text, *sentence) is not None
        if not self._mixed[1]:
            return False
        start = max(self._text.rfind(mark, sentence.start, quantity.span.start) for mark in "，。；：") + 1
        ends = (self._text.find(mark, quantity.span.end, sentence.end) for mark in "，。；")
        end = min((at for at in ends if at >= 0), default=sentence.end)
        clause = Span(max(start, sentence.start), end)
        if self._count(clause):
            return False
        if self._tells_of_another(clause, link):
            return True
        if _speaks(link, self._codebook) or link.weight >= FIRM_WORD:
            return False
        run = max(self._text.rfind(mark, sentence.start, start) for mark in "。；：") + 1
        before = Span(max(run, sentence.start), start)
        return not self._count(before) and self._tells_of_another(before, link)

    def _tells_of_another(self, span: Span, link: Link) -> bool:
        """A word of another subject stands there, and not only for a place (依托党群服务中心) or in a word that links the
        figure (满意度问卷)."""
        assert self._elsewhere is not None
        own = [word for word, _ in link.words]
        found = (m for m in self._elsewhere.finditer(self._text, *span) if not any(w.start <= m.start() and m.end() < w.end for w in own))
        return any(not _PLACE_OF.search(self._text, span.start, m.start()) for m in found)

    def _count(self, span: Span) -> int:
        assert self._places is not None
        return bisect_left(self._places, span.end) - bisect_left(self._places, span.start)


def _speaks_of(link: Link, text: str, codebook: Codebook) -> bool:
    """A word that claims the figure names the subject itself: a part of the nurses is none of the holders, unless it
    says 社工."""
    return any(codebook.subject_words is not None and codebook.subject_words.search(text, *span) for span, _ in link.words)


def _speaks(link: Link, codebook: Codebook) -> bool:
    """The indicator may be claimed anywhere, and by a word that is plain enough."""
    assert link.code is not None
    return codebook.indicators[link.code].anywhere and link.weight >= PLAIN
