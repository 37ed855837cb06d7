"""A comparison in long form: one row for each cell, as Parquet and SDMX-CSV have it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pipeline.compare import Comparison

COLUMNS = {
    "adcode": "区划代码", "region": "地区", "rank": "名次", "indicator": "指标代码", "label": "指标", "year": "年份",
    "value": "数值", "low": "下限", "high": "上限", "unit": "单位", "qualifier": "限定", "time": "时间",
    "as_of": "截至日", "status": "状态", "statistic": "统计方式", "dims": "分组", "own": "本地区报告",
    "conflict": "另有不同数字", "reviewed": "核对", "fact": "事实编号", "others": "备查事实"}
"""The columns of the rows with their Chinese names."""


def cell_rows(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """The cells, region by region, with the columns of `COLUMNS`; figures in base units.

    `year` is set where the columns are years, `rank` in a ranking. A region that does not report has no row.
    """
    chosen = comparison.selection
    for row in comparison.rows:
        for column in comparison.columns:
            cell = row.cells.get(column.code)
            if cell is None:
                continue
            by_year = column.code not in chosen.indicators
            yield {
                "adcode": row.adcode, "region": row.region, "rank": row.rank,
                "indicator": chosen.indicators[0] if by_year else column.code, "label": column.label,
                "year": int(column.code) if by_year else None,
                "value": cell.value, "low": cell.low, "high": cell.high, "unit": cell.unit,
                "qualifier": cell.qualifier, "time": cell.time, "as_of": cell.as_of, "status": chosen.status,
                "statistic": chosen.statistic, "dims": json.dumps(dict(cell.dims), ensure_ascii=False, sort_keys=True),
                "own": cell.own, "conflict": cell.conflict, "reviewed": cell.reviewed, "fact": cell.fact, "others": list(cell.others)}
