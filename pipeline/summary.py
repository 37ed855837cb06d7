"""What the commands tell people at their end, in Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline.compare import Comparison
from pipeline.render import SHORT, aligned
from pipeline.run import Result

SCREEN_ROWS = 30
LISTED = 20
SEVERITY = {"error": "错误", "warning": "警告", "info": "提示"}


def for_screen(table: Comparison) -> Comparison:
    """The comparison cut to the regions with most cells, where it is too long for a screen."""
    if len(table.rows) <= SCREEN_ROWS:
        return table
    fullest = sorted(table.rows, key=lambda row: (-len(row.cells), row.adcode))[:SCREEN_ROWS]
    note = f"共 {len(table.rows)} 个地区，这里列出数据最全的 {SCREEN_ROWS} 个，其余见表格文件"
    return replace(table, rows=tuple(sorted(fullest, key=lambda row: row.adcode)),
                   notes=(*table.notes, note))


def told(result: Result) -> str:
    """The counts of a run and the files it wrote."""
    c = result.counts
    added, removed, changed = (sum(getattr(s, name) for s in result.stored)
                               for name in ("added", "removed", "changed"))
    unchanged = f"（其中 {result.unchanged} 份未变，没有重读）" if result.unchanged else ""
    lines = [
        f"第 {result.run} 次运行：成功 {len(result.stored) + result.unchanged} 份{unchanged}，"
        f"失败 {len(result.failures)} 份；事实新增 {added}，减少 {removed}，变更 {changed}",
        f"库中共有文件 {c['documents']} 份，报告 {c['reports']} 篇，句子 {c['sentences']} 句，"
        f"数字 {c['numbers']} 个，事实 {c['facts']} 条，疑点 {c['findings']} 个",
        f"已写出：{'、'.join(str(path) for path in result.files)}" if result.files else
        f"已停下，余 {result.left} 份；再运行同一命令即从这里继续，届时核对并写出表格",
    ]
    return "\n".join(lines)


def complaints(result: Result) -> list[str]:
    """What a run has to tell of single files: copies, failures, what was noted while reading, files that are no more."""
    lines = [f"{path}：与 {twin} 内容相同，只存一份" for path, twin in result.same]
    lines += [str(failure) for failure in result.failures]
    lines += result.remarks[:LISTED]
    if len(result.remarks) > LISTED:
        lines.append(f"……共 {len(result.remarks)} 条读取说明，都在库中 documents 表的 notes 列")
    pruned = set(result.pruned)
    kept = "其事实仍在库中（youju run --prune 可移除）"
    lines += [f"{path}：来源文件已不在，{'其事实已从库中移除' if path in pruned else kept}" for path in result.missing[:LISTED]]
    if len(result.missing) > LISTED:
        lines.append(f"……共 {len(result.missing)} 份来源文件已不在")
    return lines


def findings_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """The findings, worst first, each with the beginnings of its facts' ids."""
    if not rows:
        return "没有疑点"
    lines = [[SEVERITY[row["severity"]], row["message"], row["doc"],
              " ".join(f"#{fact[:SHORT]}" for fact in row["facts"])] for row in rows]
    counts = "，".join(f"{label} {n}" for name, label in SEVERITY.items()
                      if (n := sum(row["severity"] == name for row in rows)))
    return aligned(["程度", "说明", "文件", "事实"], lines) + f"\n共 {len(rows)} 个疑点：{counts}"


def hit(row: Mapping[str, Any]) -> str:
    """A sentence found, and the facts in it."""
    where = f"{row['doc']}" + (f" 第 {row['page']} 页" if row["page"] else "")
    facts = [f"  #{fact['id'][:SHORT]} {fact['label'] or fact['indicator']} {fact['region'] or '地区隐去'} "
             f"{fact['quote']!r}" for fact in row["facts"]]
    return "\n".join([f"{row['marked'].strip()}（{where}）", *facts])
