"""A comparison as SDMX-CSV 2.0 (SDMX 3.0): one observation a row, identifiers only, what statistical systems load.

The structure is `YOUJU:INDICATORS(1.0.0)`: dimensions, the measure `OBS_VALUE`, then attributes, as in `COMPONENTS`.
A masked figure is an observation without a value and with the status Q (suppressed), a range one with the status O and
its ends in attributes; neither is ever 0. A region that does not report has no observation.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

from pipeline.cells import cell_rows
from pipeline.compare import Comparison
from pipeline.periods import bounds

STRUCTURE_ID = "YOUJU:INDICATORS(1.0.0)"
COMPONENTS = {
    "REF_AREA": "dimension: GB/T 2260 code of the division",
    "INDICATOR": "dimension: code of the codebook",
    "STATISTIC": "dimension: level, share, growth, multiple",
    "STATUS": "dimension: actual, target, standard",
    "TIME_PERIOD": "dimension: the figure's own period, or the day it speaks of where that is open or unknown",
    "OBS_VALUE": "measure, in base units",
    "UNIT_MEASURE": "attribute: base unit",
    "OBS_STATUS": "attribute, CL_OBS_STATUS: A normal, Q suppressed, O no single value (a range)",
    "QUALIFIER": "attribute: exact, about, nearly, more_than, at_least, at_most, range, masked",
    "LOWER_BOUND": "attribute: lower end of a range",
    "UPPER_BOUND": "attribute: upper end of a range",
    "BREAKDOWN": "attribute: dimension=member, separated by semicolons",
    "TIME_EDTF": "attribute: the time as EDTF has it",
    "OWN_REPORT": "attribute: true where the region's own report says so",
    "CONFLICT": "attribute: true where another figure of equal standing differs",
    "REVIEWED": "attribute: true where people have accepted, corrected or added the figure",
    "FACT_ID": "attribute: the fact, for `youju show`",
}
"""The columns after STRUCTURE, STRUCTURE_ID and ACTION, and what they are."""

_PERIOD = re.compile(r"(\d{4})(?:-(\d\d)(-\d\d)?)?")
_GROUPS = {33: "Q1", 34: "Q2", 35: "Q3", 36: "Q4", 40: "S1", 41: "S2"}


def as_sdmx_csv(comparison: Comparison) -> str:
    """The comparison as SDMX-CSV text; every row has the action I (information)."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(["STRUCTURE", "STRUCTURE_ID", "ACTION", *COMPONENTS])
    for row in cell_rows(comparison):
        observation = _observation(row)
        writer.writerow(["datastructure", STRUCTURE_ID, "I", *(observation[name] for name in COMPONENTS)])
    return stream.getvalue()


def _observation(row: dict[str, Any]) -> dict[str, Any]:
    status = "A" if row["value"] is not None else "Q" if row["qualifier"] == "masked" else "O"
    return {
        "REF_AREA": row["adcode"], "INDICATOR": row["indicator"], "STATISTIC": row["statistic"], "STATUS": row["status"],
        "TIME_PERIOD": time_period(row["time"]) or row["as_of"], "OBS_VALUE": _number(row["value"]),
        "UNIT_MEASURE": row["unit"], "OBS_STATUS": status, "QUALIFIER": row["qualifier"],
        "LOWER_BOUND": _number(row["low"]), "UPPER_BOUND": _number(row["high"]),
        "BREAKDOWN": ";".join(f"{dim}={member}" for dim, member in json.loads(row["dims"]).items()),
        "TIME_EDTF": row["time"], "OWN_REPORT": str(row["own"]).lower(), "CONFLICT": str(row["conflict"]).lower(),
        "REVIEWED": str(row["reviewed"] > 0).lower(), "FACT_ID": row["fact"]}


def time_period(edtf: str) -> str:
    """An EDTF value as an SDMX time period; empty where it is open, uncertain or not whole months.

    >>> time_period("2022-06"), time_period("2022-34"), time_period("2022-01/2022-06"), time_period("2021/..")
    ('2022-06', '2022-Q2', '2022-01-01/P6M', '')
    """
    if match := _PERIOD.fullmatch(edtf):
        group = _GROUPS.get(int(match[2] or 0))
        return f"{match[1]}-{group}" if group else edtf
    first, last = bounds(edtf)
    begin, slash, end = edtf.partition("/")
    if not (slash and first and last and len(begin) in (4, 7) and len(end) in (4, 7)):
        return ""
    months = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7]) + 1
    return f"{first}/P{months}M" if months > 0 else ""


def _number(value: float | None) -> str:
    """A number without exponent or needless digits; empty for none.

    >>> _number(27000000.0), _number(0.5), _number(None)
    ('27000000', '0.5', '')
    """
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else f"{value:.12f}".rstrip("0")
