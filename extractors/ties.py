"""How loudly a word speaks by its grammatical tie to the figure, as a noun and as a verb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Tie:
    """How much a word says by its tie to the figure: as a noun, and as a verb.

    `noun`: the tie of the figure's own noun. `near`: it lies within the figure's own phrase.
    """

    head: float
    verb: float
    noun: bool = False
    near: bool = False


class Parts(NamedTuple):
    """Indicators by the part that the people before a verb play in its deed: who does it, to whom it is done."""

    agents: frozenset[str]
    patients: frozenset[str]


# Tuned on the development half of the samples.
NOUN_AFTER = Tie(5.0, 4.0, noun=True, near=True)
ROLE_AFTER = Tie(5.5, 4.0, near=True)  # 12名…组成督导团队, 担任站长
DEED_AFTER = Tie(7.0, 7.0, near=True)  # 对63名老人开展探访
OBJECT_AFTER = Tie(3.6, 2.5)  # 已有210个村建立社工室
LONE_OBJECT_AFTER = Tie(4.8, 2.5)  # 185个镇街中已有178个建成社工站
MODIFIER_AFTER = Tie(1.5, 4.0, near=True)
CLAUSE_AFTER = Tie(1.2, 2.5)
AGENT_AFTER = Tie(1.2, 5.0)  # 22人通过考试
NOUN_BEFORE = Tie(5.0, 4.0, noun=True, near=True)
NOUN_BEFORE_FULL = Tie(1.8, 4.0, noun=True, near=True)  # the figure already has its noun after it
MODIFIER_BEFORE = Tie(1.5, 4.0, near=True)
LISTED = Tie(2.5, 3.6)
LISTED_SECOND = Tie(2.0, 2.0)  # the item has a verb of its own
LISTED_ELIDED = Tie(4.2, 3.8)
SUBJECT_CLAUSE = Tie(4.0, 2.0)  # 社工室从无到有，达到396个
EARLIER_CLAUSE = Tie(1.0, 1.6)
NEXT_CLAUSE = Tie(0.6, 2.2)
UNDER_HEADING = Tie(2.0, 2.6)  # 一、招聘岗位及名额: 城关镇9名
QUALIFIED = 0.6
"""What is left of a division counted with a qualifier: 10个示范街道 is no number of streets."""
SELDOM = 0.6
"""What is left of the sum of an indicator that seldom counts in a dimension: households served."""
FOLLOWS = 2.2
"""What the figure before it adds to an indicator that follows it."""
FOLLOWS_ALONE = 6.0
"""What it adds where no word of the figure's own tells another (临时救助2310人次，支出资金318.6万元)."""
