"""The masthead of a page: navigation, headline, and the line that tells when and by whom it was published.

A headline of news or of a public account names neither a kind of document nor a place (巷子里的新邻居); what shows it
to be one is the line of publication below it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from schemas.records import Block

DEEPEST = 5
"""How many blocks below the page's furniture the line of publication may stand."""
FORM = 24
"""How many blocks the furniture above a headline may take."""
LONGEST = 48
"""No headline is longer, in characters."""
SITE = 20
"""The name of a site above its navigation is no longer than this, in characters."""
_DAY = re.compile(
    r"(?<!\d)(?:(?:19|20)\d{2}(?:\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[-./]\d{1,2}[-./]\d{1,2}(?!\d))"
    r"|\d{1,2}(?P<by>[-./])\d{1,2}(?P=by)(?:19|20)\d{2}(?!\d))"
)
_BESIDE = re.compile(
    r"来源|发布|(?<!工)作者|记者|编辑|责编|字号|字体|浏览|阅读|点击|打印|原创|通讯员|(?<!\d)\d{1,2}[:：]\d{2}(?!\d)|[报网]\s*[（(]?$|第\s*\d{1,2}\s*版|\d{1,2}\s*版"
)
_ISSUER = re.compile(r"[一-龥（）“”]{2,24}(?:[局厅办委部处]|办公室|中心|协会)\s*(?:主办|编印|编制|编|印发|印)")
"""Who edits a bulletin, beside its date."""
_PATH = re.compile(r"(?:您的|您现在的|你的|当前)?(?:位置|所在位置)[：:]|首页|\S\s*[>＞»›→]\s*\S")
"""Where on the site the page stands: 首页 > 政务公开."""
_ON_PATHS = ("位置", "首页", *">＞»›→")
"""One of these stands in every such line, and in few others."""
_FIELD = re.compile(
    r"\W{0,3}(?:索\s*引\s*号|文\s*号|有\s?效\s?性|公文种类|(?:发布|发文|公开|制作|信息)(?:机构|机关|单位|部门|形式|方式|类别|时限|来源)|发文字号|主题词"
    r"|(?:主题|信息|体裁|组配|服务对象)分类|(?:成文|发文|发布|公开|生成|生效|废止|失效)(?:日期|时间)|(?:信息)?(?:有效性|时效)|责任部门|体裁|[名标]\s*[称题]"
    r"|关键词|内容概述)\s*[：:|]"
)
"""A field of the form above a government's page, alone on its line or before its value."""
_NAME = re.compile(r"\W{0,3}(?:名\s*称|标\s*题)\s*[：:|]\s*(?=\S{8})")
_RULE = re.compile(r"[|\s:：\-]{5,}")
"""The line of a table under its head: --- | ---."""
_LIBRARY = re.compile(
    r"上传(?:人|者|时间|日期)|文档(?:编号|格式|大小|简介)|页数[：:]|会员(?:分享|上传)|全部预览|资源描述|版权说明：|下载(?:本|此)?文[档件]|第\s?\d{1,4}\s?页\s?(?:[/／]\s?)?共"
    r"|(?:^|\s)栏目[：:]|人气[：:]|^【(?:概述|正文|导语|摘要)】$|GMT\+8|Processed in|统一刊号|邮发代号|主管主办"
)
"""What a library of papers or a forum says about the paper it holds: the day is that of its copy."""
_INVITES = re.compile(
    "(?:点击|轻触|关注|长按|扫码|扫一扫|识别)[^，。]{0,6}(?:蓝字|关注|我们|二维码|上方|下方|阅读原文)|蓝字[^，。]{0,4}关注"
    "|字[体号][：:]|打印(?:本页|页面|正文|文章)|关闭窗口"
)
"""What an account says to its readers above and below a post, and a page's buttons."""
_FOOT = re.compile(
    "(?:上一[篇条页]|下一[篇条页]|相关(?:链接|阅读|新闻|文章|信息)|推荐阅读|延伸阅读|往期|扫一扫|分享(?:到|至)|版权|网站(?:地图|标识码)|主办|承办"
    "|技术支持|[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新](?:ICP|公网)|阅读|点赞|在看|浏览|打印|返回|关闭|责任编辑|责编|[（(]?编辑)"
)
_POSTED_AT = re.compile(
    r"(?:(?:发表于|发布于|IP属地[：:]?)\s*|(?<=[：:]\d\d)\s*)"
    r"(北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南"
    r"|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾)(?=\s|$)"
)
"""From where an account posted, which the platform adds: 发表于河北, 12:00 浙江."""


@lru_cache(maxsize=256)  # the same lines are asked about by all that look for a head or a foot
def invites(line: str) -> bool:
    """Whether a line only speaks to the reader of the page: to follow an account, to print.

    >>> invites("点击上方蓝字关注我们"), invites("【字体：大 中 小】 打印"), invites("社工站请你来关注身边的老人")
    (True, True, False)
    """
    return len(line) <= 30 and _INVITES.search(line) is not None


_FORUM = re.compile(r"发表于\s.{0,60}(?:楼层|阅读模式|只看该作者)|本帖最后由")
"""When a forum's user posted a text."""


def is_forum(line: str) -> bool:
    """Whether a line tells when a forum's user posted the text below it.

    >>> is_forum("发表于 2013-6-5 10:12 | 显示全部楼层 |阅读模式")
    True
    """
    return len(line) <= 120 and _FORUM.search(line) is not None


@lru_cache(maxsize=256)
def is_library(line: str) -> bool:
    """Whether a line is of the library or forum that holds a paper, and tells nothing of the paper's own day.

    >>> is_library("上传人：li****3 文档编号：2210 上传时间：2024-01-02"), is_library("2024年1月2日")
    (True, False)
    """
    return len(line) <= 120 and (_LIBRARY.search(line) is not None or is_forum(line))


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
    if not day or is_library(line):
        return False
    rest = line[: day.start()] + line[day.end() :]
    if _DAY.search(rest):
        return False  # from one day to another
    return bool(_BESIDE.search(rest) or _ISSUER.fullmatch(rest.strip())) or not re.search(r"[一-龥]{7}", rest)


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


def is_foot(line: str) -> bool:
    """Whether a line belongs to the page below its text.

    >>> is_foot("扫一扫在手机打开当前页"), is_foot("下一篇：某县社工站建设情况汇报"), is_foot("某县民政局")
    (True, True, False)
    """
    return invites(line) or is_library(line) or _FOOT.match(line.strip()) is not None


def is_field(line: str) -> bool:
    """Whether a line is a field of the form above a government's page.

    >>> is_field("索引号：0031/2021-0034"), is_field("发布会上的一组数字")
    (True, False)
    """
    return _FIELD.match(line) is not None


def named(text: str, blocks: tuple[Block, ...]) -> tuple[int, int] | None:
    """(the field of a form that names the paper below it, block after the form), where a page has that for a headline."""
    below = below_furniture(text, blocks)
    return next(((k, below) for k in range(below) if _NAME.match(_line(text, blocks, k))), None)


def _is_furniture(line: str) -> bool:
    return is_path(line) or invites(line) or is_library(line) or _RULE.fullmatch(line) is not None


def below_furniture(text: str, blocks: tuple[Block, ...]) -> int:
    """The number of blocks above the headline that belong to the page: navigation with the site's name above it,
    the fields of a form with their values, an account's words to its readers."""
    k = last = 0
    while k < min(len(blocks), FORM) and blocks[k].kind != "cell":
        line = _line(text, blocks, k)
        if _is_furniture(line):
            last = k + 1
        elif _FIELD.match(line) and last == k:
            alone = line[-1] in "：:" and k + 1 < len(blocks) and not _FIELD.match(_line(text, blocks, k + 1))
            k += alone
            last = k + 1
        elif len(line) > SITE or (k and last == 0) or k - last >= 2:
            break
        k += 1
    return min(last, len(blocks) - 1)


def _line(text: str, blocks: tuple[Block, ...], k: int) -> str:
    return text[blocks[k].start : blocks[k].end].strip()


def masthead(text: str, blocks: tuple[Block, ...]) -> tuple[int, int] | None:
    """(first block of the headline, block after the line of publication) at the top of a page, where there is one."""
    top = below_furniture(text, blocks)
    k = _publication(text, blocks, top)
    if k is None:
        return None
    first = next((n for n in range(top, k) if _is_headline(_line(text, blocks, n))), k)
    return (first, k + 1) if first < k else None


def posted(text: str, blocks: tuple[Block, ...]) -> tuple[int, int] | None:
    """(line of publication, block after the headline) of a post whose account stands above its headline."""
    k = _publication(text, blocks, top := below_furniture(text, blocks))
    if k is None or k > top:
        return None
    n = k + 1
    while n < len(blocks) and invites(_line(text, blocks, n)):
        n += 1
    if n + 1 >= len(blocks) or blocks[n].kind == "cell":
        return None
    line, below = _line(text, blocks, n), n + 1
    while below + 1 < len(blocks) and _line(text, blocks, below).startswith("——"):
        below += 1  # its second line
    short = 6 <= len(line) <= LONGEST and not re.search("[。；]|[，：、]$", line) and len(_line(text, blocks, below)) >= len(line)
    return (k, below) if short and _is_headline(line) and not is_published(line) else None


def _publication(text: str, blocks: tuple[Block, ...], top: int) -> int | None:
    """The block of the line of publication, before any sentence."""
    for k in range(top, min(top + DEEPEST + 1, len(blocks))):
        line = _line(text, blocks, k)
        if blocks[k].kind == "cell" or line.endswith(("。", "；", "”。")):
            return None
        if is_published(line):
            return k
    return None


def _is_headline(line: str) -> bool:
    """No navigation, no field of a form (索引号：…), nothing that a page says to its readers."""
    return not _is_furniture(line) and not _FIELD.match(line)
