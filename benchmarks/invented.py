"""An invented database of any size: every county's yearly report with figures from a fixed seed.

The facts go in as rows of the database, for what is measured here begins there; their texts are short, all else is as
wide as in the store.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from pipeline.choice import refresh
from pipeline.region_rows import region_rows
from pipeline.store import begin_run, open_store
from pipeline.units import unit_class
from schemas.codebook import load_codebook
from schemas.divisions import Division, load_divisions

YEARS = tuple(range(2019, 2024))
INDICATORS = 20
UNITS = {"fund.input": "元", "fund.linked": "元", "fund.relief": "元", "station.area": "平方米"}
EVIDENCE = json.dumps([{"field": "indicator", "quote": "社工站", "start": 10, "end": 13, "rule": "station.count ← 社工站"}] * 3,
                      ensure_ascii=False)


def counties() -> list[Division]:
    """All counties in force."""
    return [division for division in load_divisions() if division.level == "county" and division.current]


def indicators() -> tuple[str, ...]:
    """The indicators that the facts are about."""
    return tuple(load_codebook().indicators)[:INDICATORS]


def build(path: Path, facts: int) -> Database:
    """A database with about so many facts, spread over all counties, five years and twenty indicators."""
    places, codes = counties(), indicators()
    each = max(1, round(facts / len(places) / len(YEARS)))
    db = open_store(path, create=True)
    begin_run(db, load_codebook(), "benchmark", {}, "2024-01-01T00:00:00+00:00")
    db.execute("PRAGMA foreign_keys = OFF")  # rows made to fit each other need no proof of it
    with db.atomic():
        db.table("regions").insert_all(region_rows({place.adcode: place.name for place in places}), pk="adcode", ignore=True)
        documents = [(place, year) for place in places for year in YEARS]
        db.table("documents").insert_all({
            "id": f"{place.adcode}-{year}", "doc": f"{place.name}{year}.txt", "path": f"/{place.adcode}/{year}.txt",
            "sha256": f"{place.adcode}{year}", "media": "txt", "chars": 5000, "notes": "[]", "codebook": "", "version": ""}
            for place, year in documents)
        db.table("reports").insert_all({
            "id": f"{place.adcode}-{year}-r0", "document": f"{place.adcode}-{year}", "position": 0,
            "title": f"{place.name}{year}年社会工作报告", "body": "", "region": place.name, "adcode": place.adcode,
            "date": f"{year}-12-20", "text_start": 0, "text_end": 5000} for place, year in documents)
        db.table("sentences").insert_all(sentence for place, year in documents for sentence in _sentences(place, year, each))
        names = [column.name for column in db.table("facts").columns]
        quoted = ", ".join(f'"{name}"' for name in names)
        db.conn.executemany(
            f"INSERT INTO facts ({quoted}) VALUES ({', '.join('?' * len(names))})",
            (tuple(row.get(name) for name in names) for place, year in documents for row in _facts(place, year, each, codes)))
    refresh(db)
    db.execute("ANALYZE")
    db.conn.commit()
    return db


def _sentences(place: Division, year: int, count: int) -> Iterator[dict[str, Any]]:
    """One sentence for every five facts."""
    for n in range(0, count, 5):
        yield {"id": f"{place.adcode}-{year}-s{n // 5}", "document": f"{place.adcode}-{year}",
               "report": f"{place.adcode}-{year}-r0", "section": None, "text": f"{year}年，{place.name}第{n // 5}项工作中有若干数字。",
               "text_start": n * 20, "text_end": n * 20 + 30, "start": n * 20, "end": n * 20 + 30, "source_sha": ""}


def _facts(place: Division, year: int, count: int, codes: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    chance = random.Random(f"{place.adcode}{year}")
    for n in range(count):
        code, draw = codes[n % len(codes)], chance.random()
        masked, value = draw > 0.97, float(chance.randrange(1, 100_000))
        unit = UNITS.get(code, "人次" if draw < 0.02 else "人" if "staff" in code or "exam" in code else "个")
        parts = chance.choice((0, 1, 1, 1, 2, 2))
        month = chance.randrange(1, 13)
        place_told = "某镇" if chance.random() < 0.1 else ""
        yield {
            "id": hashlib.sha256(f"{place.adcode}{year}{n}".encode()).hexdigest()[:12],
            "document": f"{place.adcode}-{year}", "doc": f"{place.name}{year}.txt", "start": n * 20, "end": n * 20 + 6,
            "quote": f"{value:.0f}{unit}", "indicator": code, "statistic": "level" if chance.random() < 0.9 else "share",
            "value": None if masked else value, "unit": unit, "qualifier": "masked" if masked else "exact",
            "status": chance.choices(("actual", "target", "standard"), (85, 10, 5))[0], "region": place.name,
            "adcode": place.adcode if chance.random() < 0.98 else None, "place": place_told,
            "time": chance.choice((str(year), f"{year}-{month:02}", "")),
            "dims": '{"level": "township"}' if parts == 2 else "{}", "confidence": 0.9,
            "report": f"{place.adcode}-{year}-r0", "sentence": f"{place.adcode}-{year}-s{n // 5}",
            "text_start": n * 20, "text_end": n * 20 + 6, "sentence_start": n // 5 * 100, "sentence_end": n // 5 * 100 + 30,
            "line": n, "boxes": "[]", "evidence": EVIDENCE, "rivals": "[]", "own": int(chance.random() < 0.9),
            "reach": "aside" if place_told else "part" if parts > 1 else "whole", "parts": parts,
            "as_of": f"{year}-{month:02}-28", "unit_class": unit_class(unit)}
