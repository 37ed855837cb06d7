"""Agreement with answer keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.evaluate import agrees, evaluate, score
from pipeline.floors import below, digest, read_floors, write_floors

KEY: dict[str, Any] = {
    "doc": "a.txt", "start": 10, "end": 14, "core": [11, 13], "quote": "约30个", "indicator": "station.count",
    "statistic": "level", "value": 30, "low": None, "high": None, "unit": "个", "qualifier": "about",
    "per": None, "status": "actual", "region": "昭通市", "place": "", "time": "2021", "dims": {}, "req": 1}


def key(**fields: Any) -> dict[str, Any]:
    return {**KEY, **fields}


def got(**fields: Any) -> dict[str, Any]:
    row = {**KEY, **fields}
    return {name: value for name, value in row.items() if name not in ("core", "req", "any")}


@pytest.mark.parametrize(("field", "want", "have", "right"), [
    ("value", {"value": 0.1}, {"value": 0.1 + 1e-15}, True),
    ("value", {"value": 30}, {"value": None}, False),
    ("value", {"value": None}, {"value": 0}, False),
    ("value", {"value": None, "low": 1, "high": 2}, {"value": None, "low": 1, "high": 3}, False),
    ("value", {"any": {"value": [31]}}, {"value": 31}, True),
    ("unit", {"unit": "名"}, {"unit": "人"}, True),
    ("unit", {"unit": "个"}, {"unit": "所"}, True),
    ("unit", {"unit": "人"}, {"unit": "人次"}, False),
    ("time", {"time": ""}, {"time": "1999"}, True),
    ("time", {"time": "2021"}, {"time": "../2021"}, True),
    ("time", {"time": "2021"}, {"time": ""}, False),
    ("time", {"any": {"time": ["2021-12"]}}, {"time": "2021-12"}, True),
    ("per", {"per": None}, {"per": ""}, True),
    ("region", {"region": None}, {"region": "昭通市"}, False),
    ("indicator", {"any": {"indicator": ["other"]}}, {"indicator": "other"}, True),
])
def test_a_field_agrees(field, want, have, right):
    assert agrees(field, key(**want), got(**have)) is right


def write(folder: Path, rows: list[dict[str, Any]], doc: str = "a.txt", scope: Any = None) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{doc}.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    if scope is not None:
        (folder / f"{doc}.scope.json").write_text(json.dumps(scope))
    return path


@pytest.mark.parametrize(("keys", "facts", "count"), [
    pytest.param([key()], [got()], (1, 1, 1, 1), id="right"),
    pytest.param([key()], [], (1, 0, 0, 0), id="missed"),
    pytest.param([], [got()], (0, 1, 0, 0), id="extra"),
    pytest.param([key()], [got(region=None)], (1, 1, 1, 0), id="hit but not whole"),
    pytest.param([key()], [got(per="station", qualifier="exact")], (1, 1, 1, 1), id="per, qualifier not whole"),
    pytest.param([key()], [got(start=12)], (1, 1, 0, 0), id="first digit not covered"),
    pytest.param([key(req=0)], [got()], (0, 0, 0, 0), id="borderline found"),
    pytest.param([key(req=0)], [], (0, 0, 0, 0), id="borderline missed"),
    pytest.param([key()], [got(), got(indicator="other")], (1, 1, 1, 1), id="other is not counted"),
    pytest.param([key()], [got(), got(end=20)], (1, 2, 1, 1), id="one to one, nearest span"),
    pytest.param([key()], [got(), got(start=99, end=100)], (1, 1, 1, 1), id="out of scope"),
])
def test_counts(tmp_path, keys, facts, count):
    c = score(write(tmp_path, keys, scope=[[0, 50]]), facts).count
    assert (c["key"], c["got"], c["hit"], c["whole"]) == count


def test_figures_and_errors(tmp_path):
    rows = [key(), key(start=20, end=22, core=[20, 21], quote="5个", value=5, time="")]
    write(tmp_path, rows)
    scores, total = evaluate(tmp_path, [got(doc="x/a.txt", region="曲靖市"), got(start=30, end=33)])
    assert total.figures == {
        "facts": 2, "recall": 0.5, "precision": 0.5, "f1": 0.5, "whole_f1": 0.0, "value": 1.0, "unit": 1.0,
        "qualifier": 1.0, "indicator": 1.0, "statistic": 1.0, "per": 1.0, "status": 1.0, "region": 0.0,
        "time": 1.0}
    assert str(scores[0]).startswith("a.txt: facts=2 recall=0.5 precision=0.5 f1=0.5 whole_f1=0.0 value=1.0")
    assert total.errors == [
        "a.txt:10 region: want '昭通市' got '曲靖市' in '约30个'",
        "a.txt:20 missed: '5个' station.count 昭通市",
        "a.txt:30 extra: '约30个' station.count 昭通市"]


@pytest.mark.parametrize(("quotes", "found", "hits"), [
    (["3个", "5个", "3个"], ["3个", "5个", "3个"], 3),
    (["3个", "5个", "3个"], ["5个", "3个"], 2),
    (["3 个", "约5个"], ["3个", "5个"], 2),
    (["3个"], ["13个"], 0),
    (["3个", "5个"], ["5个", "3个"], 1),
])
def test_figures_of_word_and_pdf_files_are_paired_in_reading_order(tmp_path, quotes, found, hits):
    keys = []
    for n, quote in enumerate(quotes):
        at = next(i for i, c in enumerate(quote) if c.isdigit())
        keys.append(key(start=100 * n, end=100 * n + len(quote), core=[100 * n + at, 100 * n + at + 1],
                        quote=quote))
    facts = [got(start=7 * n, end=7 * n + 2, quote=quote) for n, quote in enumerate(found)]
    assert score(write(tmp_path, keys, "a.docx"), facts).count["hit"] == hits


def test_floors_are_pinned_to_their_material(tmp_path):
    documents, floors = tmp_path / "docs", tmp_path / "floors.toml"
    documents.mkdir()
    (documents / "a.txt").write_text("三个", encoding="utf-8")
    write(tmp_path / "keys", [key()])
    _, total = evaluate(tmp_path / "keys", [got()])
    write_floors(floors, "one", documents, tmp_path / "keys", total.figures)
    write_floors(floors, "two", documents, tmp_path / "keys", total.figures)
    pinned = read_floors(floors)
    assert list(pinned) == ["one", "two"]
    assert pinned["one"]["digest"] == digest(documents, tmp_path / "keys")
    assert below(pinned["one"], total.figures) == []
    assert below(pinned["one"], {**total.figures, "whole_f1": 0.99}) == ["whole_f1: 1.0 > 0.99"]
    with pytest.raises(ValueError, match=r"whole_f1: 1\.0 > 0\.99"):
        write_floors(floors, "one", documents, tmp_path / "keys", {**total.figures, "whole_f1": 0.99})
    assert read_floors(floors) == pinned
    write_floors(floors, "one", documents, tmp_path / "keys", {**total.figures, "whole_f1": 0.99}, lower=True)
    assert read_floors(floors)["one"]["whole_f1"] == 0.99
    (documents / "a.txt").write_text("四个", encoding="utf-8")
    assert pinned["one"]["digest"] != digest(documents, tmp_path / "keys")


def test_reliability_holds_confidence_against_what_was_right(tmp_path):
    keys = [key(start=100 * n, end=100 * n + 4, core=[100 * n + 1, 100 * n + 3]) for n in range(4)]
    facts = [got(start=100 * n, end=100 * n + 4, confidence=sure, **wrong) for n, (sure, wrong) in enumerate([
        (0.9, {}), (0.94, {"region": "昆明市"}), (0.62, {"time": "1999"}), (0.97, {})])]
    facts += [got(start=900, end=904, confidence=0.66), got(start=950, end=954, confidence=0.0, indicator="other")]
    write(tmp_path / "keys", keys)
    (tmp_path / "facts.jsonl").write_text("".join(json.dumps(row) + "\n" for row in facts), encoding="utf-8")
    told = CliRunner().invoke(main, ["evaluate", "--keys", str(tmp_path / "keys"), str(tmp_path / "facts.jsonl"), "--reliability"])
    assert told.stdout.splitlines()[-7:] == [
        "| --- | ---: | ---: | ---: |",
        "| 0.60—0.70 | 2 | 0.640 | 0.000 |",
        "| 0.90—0.95 | 2 | 0.920 | 0.500 |",
        "| 0.95—1.00 | 1 | 0.970 | 1.000 |",
        "| 合计 | 5 | 0.818 | 0.400 |",
        "",
        "期望校准误差（ECE）0.4300",
    ]
