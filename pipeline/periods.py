"""First and last days of the EDTF values that facts carry."""

from __future__ import annotations

import calendar
import re

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?")
# ISO 8601-2 sub-year groupings: quarters 33 to 36, half-years 40 and 41.
_GROUPS = {**{33 + q: (3 * q + 1, 3 * q + 3) for q in range(4)}, 40: (1, 6), 41: (7, 12)}


def bounds(edtf: str) -> tuple[str, str]:
    """First and last day of an EDTF value, ISO; an end that is open or not understood is empty.

    >>> bounds("2022-02"), bounds("2022-01/2022-06"), bounds("2021/..")
    (('2022-02-01', '2022-02-28'), ('2022-01-01', '2022-06-30'), ('2021-01-01', ''))
    """
    first, slash, last = edtf.strip().partition("/")
    return _days(first)[0], _days(last if slash else first)[1]


def _days(date: str) -> tuple[str, str]:
    match = _DATE.fullmatch(date)
    if not match:
        return "", ""
    year, month, day = match.groups()
    if day:
        return date[:10], date[:10]
    if not month:
        return f"{year}-01-01", f"{year}-12-31"
    first, last = _GROUPS.get(int(month), (int(month), int(month)))
    if not 1 <= last <= 12:
        return "", ""
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{calendar.monthrange(int(year), last)[1]:02}"


def as_of(time: str, report_date: str, *, actual: bool = True) -> str:
    """The day a figure speaks of: its time's last day, no later than its report; else the report's day.

    A target's day lies ahead of its report and stays.

    >>> as_of("2021", "2021-08-01"), as_of("2021/..", "2022-06"), as_of("", "")
    ('2021-08-01', '2022-06-30', '')
    """
    reported = bounds(report_date)[1]
    first, last = bounds(time)
    if not last:
        return reported or first
    return min(last, reported) if actual and reported else last
