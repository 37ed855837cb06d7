"""What the tracked corpus promises: rebuilt alike, keys that point at their figures, every indicator shown."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from corpus.annotated import DIMS
from corpus.build import HERE, build
from corpus.groups import HALVES, read_sentences
from corpus.source import NOTICE, Source, read_source

ROOT = HERE.parent
SHARED = ROOT.parent / "shared" / "reports"
SOURCES = {source.doc: source for source in map(read_source, sorted((HERE / "src").glob("*.md")))}
KEYS = sorted(HERE.glob("keys/*.jsonl")) + sorted(HERE.glob("*/keys/*.jsonl"))
CODEBOOK = tomllib.loads((ROOT / "schemas/data/codebooks/social_work_station.toml").read_text(encoding="utf-8"))
INDICATORS = {row["code"] for row in CODEBOOK["indicator"]} | {"other"}
PERS = {None, "station", "person", "township", "community", "village", "county", "city", "year", "month", "project"}
QUALIFIERS = {"exact", "about", "nearly", "more_than", "at_least", "at_most", "range", "masked"}
TIME = re.compile(r"|\d{4}(-\d\d(-\d\d)?)?(/(\.\.|\d{4}(-\d\d(-\d\d)?)?))?|\.\./\d{4}")


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def text_of(key: Path) -> str:
    """The text a key points into: the TXT as decoded, for DOCX and PDF the authored text."""
    doc = key.name.removesuffix(".jsonl")
    if not doc.endswith(".txt"):
        return SOURCES[doc].text
    encoding = SOURCES[doc].header.get("encoding", "utf-8") if doc in SOURCES else "utf-8"
    return (key.parent.parent / "reports" / doc).read_bytes().decode(encoding)


def sentences(source: Source) -> list[str]:
    return [block.text for block in source.blocks[2:]]


ALL = [row for key in KEYS for row in rows(key)]
GROUPS = [read_sentences(path) for path in sorted((HERE / "sentences").glob("*.md"))]


def test_tracked_files_are_what_the_sources_build(tmp_path: Path) -> None:
    build(tmp_path, pdf=False)
    built = {p.relative_to(tmp_path) for p in tmp_path.rglob("*") if p.suffix in (".txt", ".jsonl")}
    tracked = {p.relative_to(HERE) for p in HERE.rglob("*") if p.suffix in (".txt", ".jsonl")}
    assert built == tracked
    assert [p for p in built if (tmp_path / p).read_bytes() != (HERE / p).read_bytes()] == []


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_key_points_at_its_figures(key: Path) -> None:
    text = text_of(key)
    end = 0
    for row in rows(key):
        assert row["doc"] == key.name.removesuffix(".jsonl")
        assert text[row["start"] : row["end"]] == row["quote"]
        assert row["start"] >= end
        assert row["start"] <= row["core"][0] < row["core"][1] <= row["end"]
        assert re.fullmatch(r"[\d０-９,.，〇零一二两三四五六七八九十百千*＊XxＸ×]", text[row["core"][0]])
        end = row["end"]


@pytest.mark.parametrize(
    ("field", "legal"),
    [
        ("indicator", INDICATORS),
        ("statistic", {"level", "share", "growth", "multiple"}),
        ("status", {"actual", "target", "standard"}),
        ("per", PERS),
        ("qualifier", QUALIFIERS),
        ("req", {0, 1}),
    ],
)
def test_fields_hold_legal_values_only(field: str, legal: set[Any]) -> None:
    assert {row[field] for row in ALL} <= legal


def test_dims_times_and_numbers_are_well_formed() -> None:
    for row in ALL:
        assert set(row["dims"]) <= set(DIMS)
        assert TIME.fullmatch(row["time"]), row
        assert (row["value"] is None) == (row["qualifier"] in ("range", "masked")), row
        assert (row["low"] is not None) == (row["qualifier"] == "range") == (row["high"] is not None), row
        assert row["statistic"] != "share" or row["unit"] in ("%", "个百分点"), row
        assert row["indicator"].startswith("fund.") <= (row["unit"] in ("元", "%", "倍", "个百分点")), row


def test_regions_are_divisions_of_the_table() -> None:
    with (ROOT / "schemas/data/divisions.csv").open(encoding="utf-8-sig") as lines:
        names = {row["name"] for row in csv.DictReader(lines)} | {"全国", None}
    assert {row["region"] for row in ALL} - names == set()


@pytest.mark.parametrize("report", sorted(HERE.rglob("*.txt")), ids=lambda p: p.name)
def test_report_says_that_it_is_a_sample(report: Path) -> None:
    encoding = SOURCES[report.name].header.get("encoding", "utf-8") if report.name in SOURCES else "utf-8"
    assert NOTICE in re.sub(r"\s", "", report.read_bytes().decode(encoding)).replace("youju", " youju ")


def test_every_source_says_that_it_is_a_sample() -> None:
    assert [s.doc for s in SOURCES.values() if NOTICE not in s.text] == []


def test_every_indicator_is_shown_at_least_six_times() -> None:
    shown = Counter(row["indicator"] for row in ALL if row["req"])
    assert {code: shown[code] for code in INDICATORS - {"other"} if shown[code] < 6} == {}


def test_both_halves_are_large_and_share_no_sentence() -> None:
    halves = {half: [s for group in GROUPS for source in group[half] for s in sentences(source)] for half in HALVES}
    assert sum(map(len, halves.values())) >= 400
    assert min(map(len, halves.values())) >= 180
    assert sum(len(source.rows) for group in GROUPS for half in HALVES for source in group[half]) >= 900
    assert set(halves["dev"]) & set(halves["test"]) == set()
    assert len(set(halves["dev"])) == len(halves["dev"])


@pytest.mark.skipif(not SHARED.is_dir(), reason="real reports are not on this machine")
def test_no_sentence_is_taken_from_a_real_report() -> None:
    def split(text: str) -> set[str]:
        return {s for s in re.split(r"[。；;！]", re.sub(r"\s", "", text)) if len(s) >= 16}

    real = {s for path in SHARED.glob("*.txt") for s in split(path.read_text(encoding="utf-8"))}
    ours = {s for source in SOURCES.values() for s in split(source.text)}
    ours |= {s for group in GROUPS for half in HALVES for source in group[half] for s in split(source.text)}
    assert ours & real == set()
