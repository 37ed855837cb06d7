"""A report's date for a reader, with what told it."""

from __future__ import annotations

DATE_RULES = {
    "yearbook": "年鉴的上一年",
    "title year": "标题说是哪一年的总结",
    "dateline": "标题下的日期或发布日期",
    "signature": "落款的日期",
    "title span": "标题里规划期的第一年",
    "title mention": "标题里的年份",
    "own number": "本文件的发文字号",
    "cited": "规划、方案引用的最新文件，或最早提到的年份",
    "lead": "开头的日期",
    "address": "网页地址里的日期",
    "latest year": "全文说到的最晚年份",
    "file name": "文件名里的日期",
    "year ahead": "只有展望的年份",
}
UNKNOWN = "不明：标题、落款、正文和文件名都没有说；今年、去年一类的话因此没有年份"


def told_date(date: str, rule: str, words: str) -> str:
    """`2023-07 ←「2023年7月」标题下的日期`; `words` are those of the text, or the file's name.

    >>> told_date("2023-07", "signature", "2023年7月")
    '2023-07 ←「2023年7月」落款的日期'
    >>> told_date("", "", "")[:2]
    '不明'
    """
    if not date:
        return UNKNOWN
    return f"{date} ←「{words}」{DATE_RULES.get(rule, rule)}" if rule else date
