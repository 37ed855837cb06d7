"""Which figures are parts of which: brackets, 其中, 在…中."""

from __future__ import annotations

import pytest
from specification import cases, marked_facts, report

# Answers: for each figure the number of the figure it is a part of, `-` where it is nobody's part.
TABLE = """
@ 宣城市
bracket: 建成社工站【72个】（乡镇【60个】、社区【12个】）。 => - 1 1
bracket-among: 建成社工站【72个】（其中：乡镇【60个】，社区【12个】）。 => - 1 1
half-width-bracket: 建成社工站【72个】(乡镇【60个】,社区【12个】)。 => - 1 1
among: 全市持证社工【726人】，其中初级【540人】、中级【180人】、高级【6人】。 => - 1 1 1
among-colon: 全市持证社工【726人】，其中：初级【540人】，中级【186人】。 => - 1 1
among-money: 投入社工站资金【900万元】，其中市级【500万元】、县级【400万元】。 => - 1 1
among-places: 建成社工站【72个】，其中宁国市【18个】、泾县【11个】。 => - 1 1
in-stations: 在【72个】社工站中，示范站【10个】，一般站【62个】。 => - 1 1
nothing-among: 建成社工站【72个】，培训社工【320人】。 => - -
other-thing-among: 建成社工站【72个】，其中配备社工【216名】。 => - -
share-among: 持证社工【226人】，其中中级占【25%】。 => - -
after-the-list: 到位社工站资金【1860万元】，其中市级【1000万元】、区级【860万元】，支出【1423万元】。 => - 1 1 - !! part-end
after-semicolon: 建成社工站【72个】，其中示范站【10个】；培训社工【320人】。 => - 1 -
after-semicolon-same-thing: 建成社工站【72个】，其中示范站【10个】；新建社工站【6个】。 => - 1 -
next-sentence: 建成社工站【72个】。其中示范站【10个】。 => - 1 !! part-sentence
two-brackets: 建成社工站【72个】（示范站【10个】），持证社工【226人】（中级【56人】）。 => - 1 - 3
name-in-brackets: 全市【98个】乡镇（街道）建成社工站【72个】。 => - -
bracket-of-time: 建成社工站【72个】（截至2022年底），其中示范站【10个】。 => - 1
among-and-who-they-are: 驻站社工【300名】，其中持证【120名】，女性【230名】，本科以上学历【180名】。 => - - 1 1
"""


@pytest.mark.parametrize(("home", "text", "answers"), cases(TABLE))
def test_whole_of_a_part(home: str, text: str, answers: tuple[str, ...]) -> None:
    facts = marked_facts(report(text, home))
    numbers = {fact.id: str(n) for n, fact in enumerate(facts, 1) if fact}
    found = tuple(numbers.get(fact.part_of or "", "-") if fact else "?" for fact in facts)
    assert found == answers, " ".join(found)
