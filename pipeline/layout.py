"""The tables of the database: every column with its type and its Chinese name.

Names are ASCII so that SQL needs no quoting habits; the Chinese names go into the table `labels`, where a
browser of the database and the exports take them from.
"""

from __future__ import annotations

from typing import Any, NamedTuple
from zlib import crc32

from sqlite_utils import Database

from pipeline import choice

REACH = {
    "whole": "the region's whole",
    "part": "a part of it, by a breakdown or because the text says so (其中)",
    "aside": "of less than the region, of several together, or for each station or person: never in its cell",
}
"""The values of `facts.reach`: how far a figure stands for its region."""


class Column(NamedTuple):
    """A column: name, type, Chinese name."""

    name: str
    type: type
    label: str


class Table(NamedTuple):
    """A table: name, Chinese name, columns, key, foreign keys `(column, table, column)`, indexes."""

    name: str
    label: str
    columns: tuple[Column, ...]
    key: str | None = None
    foreign: tuple[tuple[str, str, str], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    required: tuple[str, ...] = ()


_DOCUMENT = ("document", "documents", "id")
_TEXT_SPAN = (Column("text_start", int, "正文起点"), Column("text_end", int, "正文终点"))
_SOURCE_SPAN = (Column("start", int, "原文起点"), Column("end", int, "原文终点"))

TABLES = (
    Table("indicators", "指标", (
        Column("code", str, "代码"), Column("label", str, "指标"), Column("definition", str, "定义"),
        Column("units", str, "单位"), Column("dims", str, "分组"), Column("position", int, "次序"),
    ), "code"),
    Table("members", "分组成员", (
        Column("dim", str, "分组"), Column("member", str, "成员"), Column("label", str, "中文名"),
    ), None, (), (("dim", "member"),)),
    Table("regions", "行政区划", (
        Column("adcode", str, "区划代码"), Column("name", str, "名称"), Column("level", str, "层级"),
        Column("parent", str, "上级代码"),
    ), "adcode", indexes=(("name",), ("parent",))),
    Table("documents", "文件", (
        Column("id", str, "文件编号"), Column("doc", str, "文件名"), Column("path", str, "路径"),
        Column("sha256", str, "SHA-256"), Column("media", str, "格式"), Column("chars", int, "字数"),
        Column("ocr", int, "识别字数"),
        Column("notes", str, "读取说明"), Column("codebook", str, "指标字典摘要"),
        Column("version", str, "程序版本"),
    ), "id", indexes=(("sha256",), ("doc",)), required=("doc", "path", "sha256")),
    Table("reports", "报告", (
        Column("id", str, "报告编号"), Column("document", str, "文件编号"), Column("position", int, "次序"),
        Column("title", str, "标题"), Column("body", str, "发文机关"), Column("region", str, "地区"),
        Column("adcode", str, "区划代码"), Column("date", str, "日期"), Column("dated", str, "日期依据"),
        *_TEXT_SPAN,
    ), "id", (_DOCUMENT, ("adcode", "regions", "adcode")), (("document",), ("adcode",)), ("document",)),
    Table("sections", "章节", (
        Column("id", str, "章节编号"), Column("document", str, "文件编号"), Column("position", int, "次序"),
        Column("parent", str, "上级章节"), Column("level", int, "层级"), Column("title", str, "标题"),
        *_TEXT_SPAN,
    ), "id", (_DOCUMENT, ("parent", "sections", "id")), (("document",),), ("document",)),
    Table("sentences", "句子", (
        Column("n", int, "行号"), Column("id", str, "句子编号"), Column("document", str, "文件编号"),
        Column("report", str, "报告编号"), Column("section", str, "章节编号"), Column("text", str, "句子"),
        *_TEXT_SPAN, *_SOURCE_SPAN, Column("source_sha", str, "原文摘要"),
    ), "n", (_DOCUMENT, ("report", "reports", "id"), ("section", "sections", "id")), (("document",),),
        ("id", "document")),
    Table("facts", "事实", (
        Column("id", str, "事实编号"), Column("document", str, "文件编号"), Column("doc", str, "文件名"),
        *_SOURCE_SPAN, Column("quote", str, "原文"), Column("indicator", str, "指标代码"),
        Column("statistic", str, "统计方式"), Column("value", float, "数值"), Column("low", float, "下限"),
        Column("high", float, "上限"), Column("unit", str, "单位"), Column("qualifier", str, "限定"),
        Column("per", str, "每"), Column("status", str, "状态"), Column("region", str, "地区"),
        Column("adcode", str, "区划代码"), Column("place", str, "地点"), Column("time", str, "时间"),
        Column("dims", str, "分组"), Column("confidence", float, "置信度"), Column("ocr", float, "识别把握"), Column("part_of", str, "属于"),
        Column("report", str, "报告编号"), Column("sentence", str, "句子编号"), *_TEXT_SPAN,
        Column("sentence_start", int, "句子起点"), Column("sentence_end", int, "句子终点"),
        Column("line", int, "行"), Column("page", int, "页"), Column("block", str, "段落位置"),
        Column("boxes", str, "版面坐标"), Column("evidence", str, "依据"), Column("rivals", str, "落选指标"),
        Column("own", int, "本地区报告"), Column("reach", str, "口径"), Column("parts", int, "分项数"), Column("as_of", str, "截至日"),
        Column("unit_class", str, "单位类"), Column("reviewed", int, "核对"),
    ), "id", (
        _DOCUMENT, ("indicator", "indicators", "code"), ("adcode", "regions", "adcode"),
        ("report", "reports", "id"), ("sentence", "sentences", "id"),
    ), (("document",), ("indicator", "status", "statistic", "as_of"), ("indicator", "id"), ("adcode", "indicator"), ("sentence",)),
        ("document", "doc", "start", "end", "quote", "indicator")),
    Table("numbers", "数字", (
        Column("document", str, "文件编号"), Column("doc", str, "文件名"), *_SOURCE_SPAN,
        Column("quote", str, "原文"), Column("fact", str, "事实编号"), Column("reason", str, "非事实原因"),
    ), None, (_DOCUMENT, ("fact", "facts", "id")), (("document",), ("fact",), ("reason",)), ("document",)),
    Table("findings", "疑点", (
        Column("id", str, "疑点编号"), Column("document", str, "文件编号"), Column("doc", str, "文件名"),
        Column("kind", str, "类别"), Column("severity", str, "程度"), Column("message", str, "说明"),
    ), "id", (_DOCUMENT,), (("document",), ("severity",))),
    Table("finding_facts", "疑点涉及的事实", (
        Column("finding", str, "疑点编号"), Column("fact", str, "事实编号"), Column("position", int, "次序"),
    ), None, (("finding", "findings", "id"), ("fact", "facts", "id")), (("finding",), ("fact",))),
    Table("finding_states", "疑点处理", (
        Column("finding", str, "疑点编号"), Column("state", str, "处理"), Column("reason", str, "理由"),
        Column("changed", str, "时间"),
    ), "finding"),
    Table("checks", "核对", (
        Column("n", int, "次序"), Column("kind", str, "类别"), Column("verdict", str, "结论"),
        Column("severity", str, "程度"), Column("doc", str, "文件名"), Column("formula", str, "算式"),
        Column("message", str, "说明"), Column("facts", str, "涉及的事实"),
    ), "n", (), (("kind", "verdict"),)),
    Table("runs", "运行", (
        Column("id", int, "运行编号"), Column("started", str, "开始时间"), Column("state", str, "状态"),
        Column("version", str, "程序版本"),
        Column("codebook", str, "指标字典摘要"), Column("options", str, "选项"),
        Column("documents", int, "文件数"), Column("failed", int, "失败数"), Column("facts", int, "事实数"),
        Column("added", int, "新增"), Column("removed", int, "减少"), Column("changed", int, "变更"),
    ), "id"),
    Table("failures", "失败的文件", (
        Column("document", str, "文件编号"), Column("doc", str, "文件名"), Column("path", str, "路径"),
        Column("sha256", str, "SHA-256"), Column("stage", str, "环节"), Column("cause", str, "原因"),
        Column("attempts", int, "尝试次数"), Column("run", int, "运行编号"), Column("codebook", str, "指标字典摘要"),
        Column("version", str, "程序版本"),
    ), "document", (("run", "runs", "id"),)),
    Table("changes", "变更", (
        Column("run", int, "运行编号"), Column("fact", str, "事实编号"), Column("kind", str, "变更类别"),
        Column("cause", str, "原因"), Column("before", str, "此前"), Column("after", str, "此后"),
    ), None, (("run", "runs", "id"),), (("run",), ("fact",))),
    Table("labels", "列名", (
        Column("table", str, "表"), Column("column", str, "列"), Column("label", str, "中文名"),
    )),
)


def stamp() -> int:
    """A number that changes with any table or column; SQLite keeps it as `user_version`."""
    names = [(table.name, table.key, [(c.name, c.type.__name__) for c in table.columns]) for table in TABLES]
    return crc32(repr((names, choice.tables())).encode()) & 0x7FFF_FFFF


def create(db: Database) -> None:
    """Create the tables that are missing, with keys, indexes and labels."""
    db.execute(f"PRAGMA user_version = {stamp()}")
    for table in TABLES:
        if db.table(table.name).exists():
            continue
        db.table(table.name).create(
            {column.name: column.type for column in table.columns}, pk=table.key,
            foreign_keys=table.foreign, not_null=set(table.required),
        )
        for columns in table.indexes:
            db.table(table.name).create_index(columns)
    if not db.table("search").exists():
        db.table("sentences").create_index(["id"], unique=True, if_not_exists=True)
        # Contentless: the index holds bigrams only, the sentences stand once, in their table.
        db.execute("CREATE VIRTUAL TABLE search USING fts5(grams, content='', tokenize='ascii')")
    if not db.table("chosen").exists():
        for statement in choice.tables():
            db.execute(statement)
        # What no cell may hold is counted beside every comparison.
        db.execute("""CREATE INDEX idx_facts_unplaced ON facts (indicator, status, statistic, as_of, adcode, reach)
                       WHERE adcode IS NULL OR reach = 'aside'""")
    if not db.table("labels").count:
        db.table("labels").insert_all(_labels())


def _labels() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for table in TABLES:
        rows.append({"table": table.name, "column": "", "label": table.label})
        rows += [{"table": table.name, "column": c.name, "label": c.label} for c in table.columns]
    return rows
