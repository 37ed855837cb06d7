"""People and families counted one by one with the word for things: 45个娃娃, 留守儿童52个, 26个困难家庭."""

from __future__ import annotations

import re

from schemas.cues import load_cues
from schemas.patterns import any_of
from schemas.records import Evidence, Quantity, Span
from schemas.trusted import changed

THING = "个"
"""The measure word of things, said of people in everyday speech."""
RULE = "按名词所指计数"
"""The rule of a unit that the noun tells."""
_HEARD = load_cues().structure
_PEOPLE, _FAMILIES = any_of(_HEARD.people), any_of(_HEARD.families)
_OF_THEM = any_of(_HEARD.of_people)
_KIND = "(?:农村|城乡|乡村|城市|进城|返乡|社区矫正|家庭困难|在校|居家|[^\\W\\d_A-Za-z的了乡镇县区市村站家校队组省街班点社服走访慰帮陪暑寒假培]){0,6}?"
"""What kind of people: 困境, 独居, but nothing else that 个 could count (3个村的老人)."""
_LINK = "[^\\W\\d_A-Za-z了到在去来回过把被给向从为是有能都也没着参报走学获受完住返升转做办进收用]{0,6}?"
_BEHIND = re.compile(f"{_KIND}(?:(?P<family>{_FAMILIES})|(?:{_PEOPLE}))(?!{_LINK}(?:{_OF_THEM}))")
"""The noun behind the figure, unless it only opens the name of something of theirs: 12个儿童之家."""
_BEFORE = re.compile(f"(?:(?P<family>{_FAMILIES})|(?:{_PEOPLE}))(?:共?有|达到?|共|为|近|约|：)?$")
_POSTS = re.compile("面向|针对|岗位|名额|编制")
"""Before a noun for whom so many places are: 面向高校毕业生52个."""
_CLOSED = re.compile("[^\\w“《]|以上|左右|$")
"""Behind a figure whose noun stands before it there is none."""
REACH = 8
"""How far before a figure the noun may begin, in characters."""
FEW = 2
"""So many of them are somebody's children or parents in a story: 独自抚养2个孩子."""
_SPELT = frozenset("一两三四五六七八九")


def counted(text: str, quantity: Quantity) -> tuple[Quantity, Evidence | None]:
    """A figure with 个 that counts people or families in their own unit (人, 户), and the noun that tells; any other as
    it is. `text` is the wide one.

    >>> from extractors.quantities import find_quantities
    >>> text = "走访45个留守娃娃，建成12个儿童之家。"
    >>> [counted(text, quantity)[0].unit for quantity in find_quantities(text)]
    ['人', '个']
    """
    start, end = quantity.span
    few = quantity.value is not None and (quantity.value <= FEW or (quantity.value < 10 and quantity.quote[0] in _SPELT))
    noun = None if few else _BEHIND.match(text, end)
    if noun is None and not few and _CLOSED.match(text, end):
        noun = _BEFORE.search(text, start - REACH if start > REACH else 0, start)
        noun = noun if noun and not _POSTS.search(text, max(0, start - 2 * REACH), start) else None
    if noun is None:
        return quantity, None
    unit, dimension = ("户", "household") if noun["family"] else ("人", "person")
    return changed(quantity, {"unit": unit, "dimension": dimension}), Evidence(field="unit", span=Span(*noun.span()), rule=RULE)
