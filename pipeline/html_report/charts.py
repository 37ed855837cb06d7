"""The charts of the page, as Vega-Lite made by Altair. Their data are filled in by the page, as the reader chooses.

Each takes the rows of `points` under the name `cells`; no chart has titles of axes, which its heading tells.
"""

from __future__ import annotations

from typing import Any

import altair as alt

from pipeline.html_report.points import STATES

FONT = '"Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif'
COLORS = ("#1f5fa8", "#8fb8de", "#58a48c", "#f2b134", "#8a8f98", "#f0f1f3")
"""One for each of `STATES`."""
OWN, MENTIONED = STATES[:2]
TOOLTIP = [alt.Tooltip("name:N", title="地区"), alt.Tooltip("text:N", title="数值"), alt.Tooltip("time:N", title="时间"),
           alt.Tooltip("source:N", title="来自")]
_SOURCES = alt.Scale(domain=[OWN, MENTIONED], range=["#1f5fa8", "#8fb8de"])
_CELLS = alt.NamedData("cells")


def charts() -> dict[str, Any]:
    """Every chart of the page by name, as Vega-Lite."""
    drawn = {"bars": _bars(), "series": _series(), "tiles": _tiles(), "matrix": _matrix()}
    return {name: _styled(chart).to_dict() for name, chart in drawn.items()}


def _styled(chart: Any) -> Any:
    return (chart.configure(font=FONT, background="#ffffff").configure_view(stroke=None)
            .configure_axis(labelFontSize=13, labelLimit=240, gridColor="#e4e7eb", domainColor="#9aa2ad", labelColor="#1b1f24")
            .configure_legend(labelFontSize=13, titleFontSize=13, symbolSize=110, labelLimit=260))


def _bars() -> Any:
    """A bar for each region, its figure at the end; hollow where it is a part only; a range is a bar from its lower to its upper end."""
    most = alt.param(name="most", value=1)
    base = alt.Chart(_CELLS).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(domain=False, ticks=False)),
        tooltip=TOOLTIP)
    bars = base.mark_bar(cursor="pointer", height={"band": 0.72}).encode(
        x=alt.X("x0:Q", axis=None, scale=alt.Scale(domain=[0, alt.ExprRef("most")], nice=False)), x2="x1:Q",
        fill=alt.Fill("source:N", title=None, scale=_SOURCES, legend=alt.Legend(orient="top", symbolOpacity=1)),
        stroke=alt.Stroke("source:N", title=None, scale=_SOURCES),
        fillOpacity=alt.condition("datum.part", alt.value(0.12), alt.value(1)))
    told = base.mark_text(align="left", dx=5, fontSize=13, cursor="pointer").encode(x="x1:Q", text="text:N")
    return alt.layer(bars, told).add_params(most).properties(width="container", height=alt.Step(24))


def _series() -> Any:
    """A line for each region over the years; a hollow point is a part only."""
    base = alt.Chart(_CELLS).encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("x1:Q", title=None, scale=alt.Scale(zero=True)),
        color=alt.Color("name:N", sort=None, title=None, scale=alt.Scale(scheme="tableau10"),
                        legend=alt.Legend(orient="right", symbolLimit=10, symbolType="circle", symbolStrokeWidth=3)))
    lines = base.mark_line(strokeWidth=2, opacity=0.75)
    points = base.mark_point(size=90, strokeWidth=2, cursor="pointer").encode(
        fill=alt.condition("datum.part", alt.value("#ffffff"), alt.Color("name:N", legend=None, sort=None)),
        tooltip=[TOOLTIP[0], alt.Tooltip("year:O", title="年份"), *TOOLTIP[1:]])
    return alt.layer(lines, points).properties(width="container", height=400)


def _tiles() -> Any:
    """The provinces, the darker the larger the figure (`share` of the largest, -1 for none); below it how many regions of the province have one."""
    base = alt.Chart(_CELLS).encode(
        x=alt.X("col:O", axis=None, scale=alt.Scale(paddingInner=0.05)),
        y=alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0.05)))
    ink = alt.condition("datum.share > 0.63", alt.value("#ffffff"), alt.value("#1b1f24"))
    squares = base.mark_rect(cornerRadius=5, stroke="#c4c9d1", cursor="pointer").encode(
        color=alt.condition(
            "datum.share < 0", alt.value("#f0f1f3"),
            alt.Color("share:Q", legend=None, scale=alt.Scale(domain=[0, 1], range=["#dbe9f6", "#0b3f7a"]))),
        tooltip=[alt.Tooltip("short:N", title="地区"), alt.Tooltip("text:N", title="数值"), alt.Tooltip("parts:N", title="下级")])
    name = base.mark_text(dy=-17, fontSize=14, fontWeight="bold", cursor="pointer").encode(text="short:N", color=ink)
    told = base.mark_text(dy=2, fontSize=12, cursor="pointer", limit=98).encode(text="brief:N", color=ink)
    parts = base.mark_text(dy=20, fontSize=11, cursor="pointer").encode(text="parts:N", color=ink)
    return alt.layer(squares, name, told, parts).properties(width=alt.Step(104), height=alt.Step(72))


def _matrix() -> Any:
    """Regions down, indicators across: who reports what, and how."""
    return alt.Chart(_CELLS).mark_rect(stroke="#ffffff", strokeWidth=1.5, cursor="pointer").encode(
        x=alt.X("label:N", sort=None, title=None, axis=alt.Axis(orient="top", labelAngle=-45, ticks=False, domain=False)),
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False)),
        color=alt.Color("state:N", title=None, scale=alt.Scale(domain=list(STATES), range=list(COLORS)),
                        legend=alt.Legend(orient="top", direction="horizontal", columns=6)),
        tooltip=[TOOLTIP[0], alt.Tooltip("label:N", title="指标"), alt.Tooltip("state:N", title="情况"), TOOLTIP[1]],
    ).properties(width=alt.Step(38), height=alt.Step(20))
