"""Two small reports of invented figures, stored."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from sqlite_utils import Database
from store_samples import fact, reading, store

sys.path.append(str(Path(__file__).parents[1] / "readers"))  # makepdf, hostile

ZHAOTONG = """昭通市社工站建设情况
全市已建成社工站146个，配备社工约320人。
鲁甸县某镇社工站服务老人50人次。投入资金9000余万元，每站2万元。
到2025年建成社工站200个。
"""
YUNNAN = """云南省社会工作情况通报
昭通市建成社工站140个，红河州建成社工站88个。
全省持证社工8408人，昭通市服务群众**人次。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the two reports as files."""
    path = tmp_path / "reports"
    path.mkdir()
    (path / "昭通.txt").write_text(ZHAOTONG, encoding="utf-8")
    (path / "云南.txt").write_text(YUNNAN, encoding="utf-8")
    return path


@pytest.fixture
def zhaotong(folder: Path):
    """The city's own report."""
    return reading(folder / "昭通.txt", [
        fact("146个", time="2022"),
        fact("约320人", "staff.station", qualifier="about"),
        fact("50人次", "service.person_times", place="某镇", region="昭通市"),
        fact("9000余万元", "fund.input", qualifier="more_than", value=90_000_000, unit="元"),
        fact("2万元", "fund.input", per="station", unit="元"),
        fact("200个", status="target", time="2025"),
    ])


@pytest.fixture
def yunnan(folder: Path):
    """The province's report, which mentions two of its prefectures."""
    return reading(folder / "云南.txt", [
        fact("140个", region="昭通市", time="2022-12"),
        fact("88个", region="红河哈尼族彝族自治州", time="2022-12"),
        fact("8408人", "staff.certified", dims={"grade": "all"}),
        fact("**人次", "service.person_times", region="昭通市", qualifier="masked", value=None, unit="人次"),
    ], region="云南省", date="2022-12-31")


@pytest.fixture
def db(tmp_path: Path, zhaotong, yunnan) -> Database:
    """A database with both."""
    return store(tmp_path / "youju.db", zhaotong, yunnan)[0]
