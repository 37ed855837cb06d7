"""Facts as a Parquet dataset: folders by province and year, as DuckDB, Spark and pyarrow find them (extra `[parquet]`).

    DIR/province=530000/year=2022/facts.parquet

`province` is the code of the fact's province (100000 for the country), `year` that of the day it speaks of (`as_of`).
What is unknown stands under `__HIVE_DEFAULT_PARTITION__`, which these programs read as null.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from sqlite_utils import Database

from pipeline.parquet import FACT_COLUMNS, fact_schema, write_rows

UNKNOWN: Final = "__HIVE_DEFAULT_PARTITION__"

_PROVINCE: Final = "CASE WHEN f.adcode IS NOT NULL AND f.adcode != '' THEN substr(f.adcode, 1, 2) || '0000' END"
_YEAR: Final = "CASE WHEN f.as_of GLOB '[0-9][0-9][0-9][0-9]-*' THEN substr(f.as_of, 1, 4) END"


def partitioned_rows(db: Database) -> Iterator[dict[str, Any]]:
    """All facts with the columns of `FACT_COLUMNS`, and `province` and `year` (text, or None), which they are sorted by.

    Within a partition they come in the order of their files and of the text.
    """
    columns = ", ".join(f'f."{name}"' for name in FACT_COLUMNS)
    return db.query(f"""SELECT {_PROVINCE} AS province, {_YEAR} AS year, {columns}
                        FROM facts AS f JOIN documents AS d ON d.id = f.document
                        ORDER BY 1, 2, d.path, f.start, f.id""")


def write_dataset(db: Database, folder: Path) -> tuple[int, int]:
    """Write all facts below `folder`, in place of what an earlier export left there; how many facts, in how many files.

    The same facts give the same bytes.

    Raises:
        FileExistsError: the folder holds something else.
    """
    if folder.exists() and not _is_dataset(folder):
        raise FileExistsError(f"{folder}：文件夹中有别的东西，请换一个空文件夹")
    draft = folder.with_name(f".{folder.name}.{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    facts = files = 0
    try:
        draft.mkdir(parents=True)
        for (province, year), rows in groupby(partitioned_rows(db), lambda row: (row["province"], row["year"])):
            place = draft / f"province={province or UNKNOWN}" / f"year={year or UNKNOWN}"
            place.mkdir(parents=True)
            facts += write_rows(rows, fact_schema(), place / "facts.parquet")
            files += 1
        if folder.exists():
            shutil.rmtree(folder)
        draft.replace(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return facts, files


def _is_dataset(folder: Path) -> bool:
    return folder.is_dir() and all(path.name.startswith("province=") for path in folder.iterdir())
