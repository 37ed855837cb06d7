"""Lines that belong to no paragraph but their own: items behind a bullet, labels, where a page says who published it.

Pure questions on one string, as in `shapes`.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.readers.shapes import CLAUSE_MARKS, em_width

_BULLET: Final = re.compile(
    "(?:[•※\u25a0-\u25c9\u25cc-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]|[○◯●](?![一二三四五六七八九〇○年月日]))"
)
"""■ ● ★ ✅ and the pictures of a phone's keyboard; not the ○ of 二○二三年, nor arrows and signs of units."""
_LABEL: Final = re.compile(
    r"【|(?!其中|如下)[\u4e00-\u9fff]{2,8}(?<!如下)(?:\d{1,2}|[（(][^（()）]{1,8}[）)])?[：:](?=[^\s：:])"
)
_OPENING: Final = re.compile(
    r"(?:截至|截止|据(?:统计|了解|悉|介绍)|今年以来|近年来|下一步|目前[，,])|\d{1,3}[楼#][ \u3000]"
)
"""Words that open a sentence, and what was said at one floor of a forum."""
_STAMP: Final = r"(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)(?:\s*\d{1,2}:\d\d(?::\d\d)?)?"
_IMPRINT: Final = re.compile(
    rf"""(?P<stamp>{_STAMP})
      | (?P<label>(?:来源|作者|编辑|责编|审核|校对|记者|字体|字号|发布(?:时间|日期|机构|者|人)|发表于|原创)(?:[：:]|\s|(?=\d|$)))
      | (?P<count>(?:阅读|浏览|点击|查看|点赞|在看|转发|评论|分享)(?:量|数|次数)?\s?[：:]?\s?[\d,.]+\s?[万次]?)
    """,
    re.VERBOSE,
)
WIDEST: Final = 50.0
"""No line that only tells the publication of a page is wider, in ems."""


def is_item(text: str) -> bool:
    """Whether `text` opens with a bullet or picture that the writer set before an item.

    >>> [is_item(t) for t in ("■ 个案12例", "✅ 再建3个站点", "○二三年", "℃以上", "→下一页")]
    [True, True, False, False, False]
    """
    return _BULLET.match(text) is not None


def opens(text: str) -> bool:
    """Whether `text` looks like the start of a paragraph; a line cut in mid-sentence may look so by chance.

    >>> [opens(t) for t in ("合计：12万元", "【相关阅读】某市", "截至目前，建站3个", "告如下：", "其中：持证3人")]
    [True, True, True, False, False]
    """
    return bool(_LABEL.match(text) or _OPENING.match(text)) or is_imprint(text)


def is_imprint(text: str) -> bool:
    """Whether `text` tells when and by whom a page was published, how often it was read, and nothing else.

    >>> [is_imprint(t) for t in ("来源：石桥发布　2023-05-06 09:20", "阅读 1,204　点赞 31", "2023年5月6日")]
    [True, True, False]
    """
    if em_width(text) > WIDEST or any(c in CLAUSE_MARKS for c in text.replace(",", "")):
        return False
    return len({m.group() for m in _IMPRINT.finditer(text)}) >= 2


def ends_with_picture(text: str) -> bool:
    """Whether a picture or a drawn-out tone ends `text` as a full stop would.

    >>> [ends_with_picture(t) for t in ("欢迎来站里坐坐😊", "加油(大家都在)🌞", "快来吧~", "服务15~", "3颗")]
    [True, True, True, False, False]
    """
    end = text.rstrip("”’」』）)》】\"'\ufe0f")
    if end.endswith(("~", "～")):
        return not end[-2:-1].isdigit()
    return bool(end) and end[-1] not in "○◯●※" and _BULLET.match(end[-1]) is not None
