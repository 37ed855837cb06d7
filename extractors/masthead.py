"""The masthead of a page: navigation, headline, and the line that tells when and by whom it was published.

A headline of news or of a public account names neither a kind of document nor a place (巷子里的新邻居); what shows it
to be one is the line of publication below it.
"""

from __future__ import annotations

import re

from schemas.records import Block

DEEPEST = 5
"""How many blocks down the line of publication may stand."""
_DAY = re.compile(
    r"(?<!\d)(?:19|20)\d{2}(?:\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[-./]\d{1,2}[-./]\d{1,2}(?!\d))"
)
_BESIDE = re.compile(
    r"来源|发布|作者|记者|编辑|责编|字号|字体|浏览|阅读|点击|打印|原创|通讯员|(?<!\d)\d{1,2}[:：]\d{2}(?!\d)|[报网]\s*[（(]?$|第\s*\d{1,2}\s*版|\d{1,2}\s*版"
)
_PATH = re.compile(r"(?:您的|您现在的|你的|当前)?(?:位置|所在位置)[：:]|首页|\S\s*[>＞»›→]\s*\S")
"""Where on the site the page stands: 首页 > 政务公开."""
_ON_PATHS = ("位置", "首页", *">＞»›→")
"""One of these stands in every such line, and in few others."""
_FIELD = re.compile(r"(?:索引号|文号|公文种类|发布机构|发文机关|发文单位|主题词|主题分类|信息分类|有效性|责任部门|公开方式|体裁|名称)\s*[：:]")
_POSTED_AT = re.compile(
    r"(?:(?:发表于|发布于|IP属地[：:]?)\s*|(?<=[:：]\d\d)\s*)(北京|天津|上海|重庆|[一-龥]{2,3}?)\s*$"
)
"""From where an account posted, which the platform adds: 发表于河北, 12:00 浙江."""


def is_path(line: str) -> bool:
    """Whether a line is the page's navigation.

    >>> is_path("当前位置：首页 > 新闻中心"), is_path("石榴花开")
    (True, False)
    """
    return any(map(line.__contains__, _ON_PATHS)) and _PATH.search(line) is not None


def is_published(line: str) -> bool:
    """Whether a line tells when a page was published, and nothing else in a sentence.

    >>> is_published("青石日报 2021-03-04 09:12 阅读 310"), is_published("2021年3月4日，全市召开会议。")
    (True, False)
    """
    line = line.strip()
    if len(line) > 80 or line.endswith(("。", "；", "，", "！", "？")):
        return False
    day = _DAY.search(line)
    if not day:
        return False
    rest = line[: day.start()] + line[day.end() :]
    return bool(_BESIDE.search(rest)) or not re.search(r"[一-龥]{7}", rest)


def posted_from(line: str) -> str:
    """The name of the place that a platform adds to the line of publication, else "".

    >>> posted_from("小站日记 2023-01-13 19:06 发表于河北"), posted_from("2023-01-13 19:06 来源：某报")
    ('河北', '')
    """
    found = _POSTED_AT.search(line) if is_published(line) else None
    return found[1] if found else ""


def without_post(line: str) -> str:
    """A line of publication without the place that the platform adds."""
    return line[: m.start()] if (m := _POSTED_AT.search(line)) and is_published(line) else line


def _is_headline(line: str) -> bool:
    """No navigation and no field of a form (索引号：…)."""
    return not is_path(line) and not _FIELD.match(line.strip())


def masthead(text: str, blocks: tuple[Block, ...]) -> tuple[int, int] | None:
    """(first block of the headline, block after the line of publication) at the top of a page, where there is one."""
    for k, block in enumerate(blocks[: DEEPEST + 1]):
        line = text[block.start : block.end].strip()
        if block.kind == "cell" or line.endswith(("。", "；", "”。")):
            return None
        if k and is_published(line):
            first = next((n for n in range(k) if _is_headline(text[blocks[n].start : blocks[n].end])), k)
            return (first, k + 1) if first < k else None
    return None
