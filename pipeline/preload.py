"""Imported by the server that the pool's workers are forked from: what every document needs is loaded once.

A worker then begins its first document at once, and what was loaded is memory that all of them share.
"""

from __future__ import annotations

import gc
from pathlib import Path

import pipeline.timelimit
import pipeline.worker  # noqa: F401
from extractors.facts import extract
from pipeline import read_text
from pipeline.batch import Reading
from pipeline.confirm import confirmed
from pipeline.doubtful import told_doubtful
from pipeline.shards import record_line, records_of
from schemas.codebook import load_codebook

_EXAMPLE = """昭通市民政局关于社工站建设情况的报告
（2022年6月30日）
截至6月底，全市建成社工站146个，其中鲁甸县12个，占8.2%，投入资金300余万元。
"""

# Reads the tables, and builds and compiles what is when first used.
_path, _document, _codebook = Path("a.txt"), read_text("a.txt", _EXAMPLE), load_codebook(None)
_extraction = confirmed(_path, _document, told_doubtful(extract(_document, _codebook), _codebook))
for _record in records_of(Reading(_path, _document, _extraction)):
    record_line(_record)
gc.freeze()
