"""The comparisons as queries that can be opened, linked to and downloaded. They only read what the rule chose.

Each gives no row while facts have changed that were not chosen from again: better none than a wrong one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pipeline.render import QUALIFIER


class Query(NamedTuple):
    """A query with its Chinese title and the parameters that it asks for."""

    name: str
    title: str
    description: str
    parameters: tuple[str, ...]
    sql: str


_CURRENT = "NOT EXISTS (SELECT 1 FROM chosen_stale)"
_PERIOD = "c.period = coalesce(nullif(:年份, ''), '*')"
_LEVEL = "c.status = 'actual' AND c.statistic = 'level'"


def _kept(which: str) -> str:
    """The class of units of each column, that which most regions use: 人 and 人次 do not mix."""
    return f"""WITH kept AS (
  SELECT indicator, unit_class FROM (
    SELECT c.indicator, c.unit_class, row_number() OVER (
             PARTITION BY c.indicator ORDER BY count(DISTINCT c.adcode) DESC, c.unit_class) AS place
      FROM chosen AS c WHERE {which} AND {_LEVEL} AND {_PERIOD} GROUP BY c.indicator, c.unit_class)
   WHERE place = 1)"""


_SAME = "JOIN kept ON kept.indicator = c.indicator AND kept.unit_class = c.unit_class"
def _named(column: str, names: Mapping[str, str]) -> str:
    """A column of codes as its Chinese names."""
    cases = " ".join(f"WHEN '{code}' THEN '{label}'" for code, label in names.items())
    return f"CASE {column} {cases} END"


def _plain(column: str) -> str:
    """A number without a needless .0."""
    return f"iif({column} = CAST({column} AS INTEGER), CAST({column} AS INTEGER), {column})"


_FIGURE = f"""{_plain('c.value')} AS 数值, {_plain('c.low')} AS 下限, {_plain('c.high')} AS 上限, c.unit AS 单位,
       {_named('c.qualifier', QUALIFIER)} AS 限定,
       (SELECT group_concat(m.label, '、') FROM json_each(c.dims) AS j
          JOIN members AS m ON m.dim = j.key AND m.member = j.value) AS 分组,
       c.time AS 时间, CASE c.own WHEN 1 THEN '本地区' ELSE '他处提及' END AS 来自,
       CASE c.conflict WHEN 1 THEN '※' ELSE '' END AS 另有不同数字, c.id AS 事实编号"""

QUERIES = (
    Query("compare", "地区对比：一个指标，各地区", "指标填代码，如 station.count；年份留空则不限。已隐去的数排在最后，没有值。",
          ("指标", "年份"), f"""
{_kept("c.indicator = :指标")}
SELECT r.name AS 地区, c.adcode AS 区划代码, {_FIGURE}
  FROM chosen AS c JOIN regions AS r ON r.adcode = c.adcode {_SAME}
 WHERE c.indicator = :指标 AND {_LEVEL} AND {_PERIOD} AND {_CURRENT}
 ORDER BY c.value IS NULL, c.value DESC, c.adcode"""),
    Query("profile", "地区概况：一个地区，各指标", "地区填区划代码，如 530600；年份留空则不限。", ("地区", "年份"), f"""
{_kept("c.indicator IN (SELECT c.indicator FROM chosen AS c WHERE c.adcode = :地区)")}
SELECT coalesce(i.label, c.indicator) AS 指标, c.indicator AS 代码, {_FIGURE}
  FROM chosen AS c JOIN indicators AS i ON i.code = c.indicator {_SAME}
 WHERE c.adcode = :地区 AND {_LEVEL} AND {_PERIOD} AND {_CURRENT}
 ORDER BY i.position IS NULL, i.position"""),
    Query("years", "逐年变化：一个地区，一个指标", "地区填区划代码，指标填代码。", ("地区", "指标"), f"""
SELECT c.period AS 年份, {_FIGURE}
  FROM chosen AS c
 WHERE c.adcode = :地区 AND c.indicator = :指标 AND {_LEVEL} AND c.period NOT IN ('*', '') AND {_CURRENT}
 ORDER BY c.period, c.unit_class"""),
    Query("coverage", "谁报告了什么：各指标有多少地区", "年份留空则不限。", ("年份",), f"""
{_kept("1")}
SELECT coalesce(i.label, c.indicator) AS 指标, c.indicator AS 代码, count(DISTINCT c.adcode) AS 地区数,
       count(DISTINCT iif(r.level = 'province', c.adcode, NULL)) AS 省级, count(DISTINCT iif(r.level = 'prefecture', c.adcode, NULL)) AS 市州级,
       count(DISTINCT iif(r.level = 'county', c.adcode, NULL)) AS 县级, sum(c.qualifier = 'masked') AS 已隐去, sum(c.conflict) AS 有不同数字
  FROM chosen AS c JOIN regions AS r ON r.adcode = c.adcode JOIN indicators AS i ON i.code = c.indicator {_SAME}
 WHERE {_LEVEL} AND {_PERIOD} AND {_CURRENT}
 GROUP BY c.indicator ORDER BY 地区数 DESC, i.position"""),
    Query("evidence", "原文：一条事实的句子、文件和位置", "编号即事实编号，十二位。", ("编号",), """
SELECT f.region AS 地区, coalesce(i.label, f.indicator) AS 指标, f.quote AS 原文, s.text AS 句子, f.doc AS 文件, f.page AS 页, f.line AS 行,
       p.title AS 报告, d.path AS 路径
  FROM facts AS f JOIN indicators AS i ON i.code = f.indicator JOIN documents AS d ON d.id = f.document
  LEFT JOIN sentences AS s ON s.id = f.sentence LEFT JOIN reports AS p ON p.id = f.report
 WHERE f.id = :编号"""),
)
"""In the order in which they are listed."""
