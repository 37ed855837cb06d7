"""A sum of parts is a total only where all parts are there."""

from __future__ import annotations

import pytest
from store_samples import ADCODE, fact, reading, store

from pipeline.rollup import roll_up, roll_up_table
from schemas.divisions import load_divisions

PARTS = {d.name: d.adcode for d in load_divisions().children("530600") if d.current}


def stored(tmp_path, monkeypatch, quotes, own="146个"):
    """昭通市's own figure and one for each of its counties, as `quotes` gives them."""
    for name, code in PARTS.items():
        monkeypatch.setitem(ADCODE, name, code)
    path = tmp_path / "all.txt"
    path.write_text("昭通市报告\n全市" + own + "，" + "，".join(f"{n}有{q}" for n, q in quotes.items()) + "。\n",
                    encoding="utf-8")
    facts, seen = [fact(own)], {own: 1}
    for name, quote in quotes.items():
        seen[quote] = seen.get(quote, 0) + 1
        masked = {"value": None, "unit": "个", "qualifier": "masked"} if "*" in quote else {}
        about = {"qualifier": "about"} if "约" in quote else {}
        facts.append(fact(quote, nth=seen[quote], region=name, **masked, **about))
    db, _ = store(tmp_path / "youju.db", reading(path, facts))
    (row,) = roll_up(db, "530600", ["station.count"])
    return row


def all_parts(**changed):
    return {name: changed.get(name, "10个") for name in PARTS if changed.get(name, "10个")}


@pytest.mark.parametrize(("changed", "total", "missing", "bounded"), [
    ({}, 10 * len(PARTS), (), False),
    ({"昭阳区": "约10个"}, 10 * len(PARTS), (), True),
    ({"昭阳区": ""}, None, ("昭阳区",), False),
    ({"昭阳区": "**个"}, None, ("昭阳区",), False),
])
def test_a_sum_needs_every_part(tmp_path, monkeypatch, changed, total, missing, bounded):
    row = stored(tmp_path, monkeypatch, all_parts(**changed))
    assert (row.total, row.missing, row.bounded) == (total, missing, bounded)
    assert row.own is not None
    assert row.own.value == 146
    table = roll_up_table([row], {})
    assert ("昭阳区" in table) is bool(missing)


def test_a_county_has_no_parts(db):
    with pytest.raises(LookupError, match="没有下级"):
        roll_up(db, "530602", ["station.count"])
