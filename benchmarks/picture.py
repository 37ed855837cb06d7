"""The curves of a run of the benchmarks as a picture."""

from __future__ import annotations

from pathlib import Path

from benchmarks.record import Record

CURVES = {"documents": "documents in a run (processor time)", "length": "bytes of one document (processor time)",
          "workers": "processes at once (time by the clock)"}


def draw(record: Record, path: Path) -> bool:
    """The curves side by side, both axes logarithmic: a straight line at 45 degrees is a cost that grows as the input.

    Whether there was any to draw.
    """
    import altair

    panels = []
    for part, title in CURVES.items():
        points = getattr(record, part) or []
        rows = [{"x": point.x, "y": round(point.seconds, 4)} for point in points]
        if len(rows) < 2:
            continue
        ticks = [row["x"] for row in rows]
        straight = [{"x": row["x"], "y": rows[0]["y"] * (row["x"] / ticks[0] if part != "workers" else ticks[0] / row["x"])}
                    for row in rows]
        x = altair.X("x:Q", scale=altair.Scale(type="log", domain=[ticks[0], ticks[-1]]), title=None,
                     axis=altair.Axis(values=ticks, format="~s"))
        y = altair.Y("y:Q", scale=altair.Scale(type="log"), title="seconds")
        ideal = altair.Chart(altair.Data(values=straight)).mark_line(strokeDash=[4, 4], color="#999").encode(x=x, y=y)
        shown = altair.Chart(altair.Data(values=rows), width=260, height=220, title=title).mark_line(point=True)
        panels.append(altair.layer(ideal, shown.encode(x=x, y=y)))
    if not panels:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    text = [str(record.machine), f"load average {record.load[0]}–{record.load[1]}; dashed: cost in proportion"]
    title = altair.TitleParams("youju: how the cost grows", subtitle=text)
    altair.hconcat(*panels, title=title).save(str(path), format="png", scale_factor=2)
    return True
