"""Everything with the outside world, and the program's Python interface.

>>> from pathlib import Path
>>> from pipeline import extract, load_codebook, read_text
>>> document = read_text("a.txt", "昭通市民政局工作报告\\n截至2022年6月，全市共建成社工站146个。\\n")
>>> [(f.indicator, f.region, f.value, f.quote) for f in extract(document, load_codebook()).facts]
[('station.count', '昭通市', Decimal('146'), '146个')]
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "Document": "schemas.records", "Extraction": "schemas.records", "Fact": "schemas.records",
    "Finding": "schemas.records", "load_codebook": "schemas.codebook", "load_divisions": "schemas.divisions",
    "extract": "extractors.facts", "read": "pipeline.readers", "ReadError": "pipeline.readers",
    "read_text": ("pipeline.readers.txt", "from_text"), "read_all": "pipeline.batch",
    "find_documents": "pipeline.batch", "Failure": "pipeline.batch", "Reading": "pipeline.batch",
    "run_reports": ("pipeline.run", "run"), "open_store": "pipeline.store", "load_facts": "pipeline.load",
    "Selection": "pipeline.compare", "compare_regions": ("pipeline.compare", "compare"),
    "verify_store": ("pipeline.verify", "verify"), "search_store": ("pipeline.search", "search"),
    "evaluate_facts": ("pipeline.evaluate", "evaluate"), "fact_row": "pipeline.rows",
}
"""The public names. They are imported when first asked for, so that the command line starts at once.

A function whose module has its own name (`pipeline.compare.compare`) goes by a longer one here.
"""

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
    home = _HOMES[name]
    module, attribute = home if isinstance(home, tuple) else (home, name)
    return getattr(import_module(module), attribute)
