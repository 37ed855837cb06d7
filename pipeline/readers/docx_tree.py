"""What holds what in a Word file: paragraphs and tables seen through wrappers, cells by their grid place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from pipeline.readers.docx_styles import child, is_on, value, whole
from pipeline.readers.ooxml import local

GONE: Final = frozenset(
    ("del", "moveFrom", "delText", "delInstrText", "instrText", "rPr", "pPr", "sdtPr", "rt")
)
"""Elements whose content is no text of the document as it stands."""


def flat(parent: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """The paragraphs and tables of a container, seen through content controls, insertions and the like."""
    stack: list[Iterator[etree._Element]] = [iter(parent)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
            continue
        name = local(element.tag)
        if name in ("p", "tbl"):
            yield element
        elif name == "AlternateContent":
            stack.append(iter(choice(element)))
        elif name not in GONE and name not in ("tcPr", "sectPr", "tblPr"):
            stack.append(iter(element))


def choice(element: etree._Element) -> list[etree._Element]:
    """The first branch of an AlternateContent: the fallback tells the same once more."""
    return [e for e in element if local(e.tag) in ("Choice", "Fallback")][:1]


def cell_grid(table: etree._Element) -> tuple[list[list[int]], list[etree._Element], int]:
    """The cells of a table by grid place, the cells themselves (merged ones once), the marked header rows."""
    grid: list[list[int]] = []
    cells: list[etree._Element] = []
    marked = 0
    for row in (e for e in rows(table, "tr")):
        if child(row, "trPr", "del") is not None:
            continue
        line: list[int] = [-1] * whole(value(child(row, "trPr", "gridBefore")), 0, 64)
        for cell in rows(row, "tc"):
            properties = child(cell, "tcPr")
            span = max(1, whole(value(child(properties, "gridSpan")), 1, 64))
            merge = child(properties, "vMerge")
            above = grid[-1][len(line)] if grid and len(line) < len(grid[-1]) else -1
            if merge is not None and value(merge) in (None, "continue") and above >= 0:
                line += [above] * span
            else:
                line += [len(cells)] * span
                cells.append(cell)
        if is_on(child(row, "trPr", "tblHeader")) and marked == len(grid):
            marked += 1
        grid.append(line)
    width = max((len(line) for line in grid), default=0)
    return [line + [-1] * (width - len(line)) for line in grid], cells, marked


def rows(parent: etree._Element, wanted: str) -> list[etree._Element]:
    """Rows of a table or cells of a row, seen through content controls and insertions."""
    found: list[etree._Element] = []
    stack = [iter(parent)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
            continue
        name = local(element.tag)
        if name == wanted:
            found.append(element)
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            stack.append(iter(element))
    return found


def first_places(grid: list[list[int]], cells: int) -> list[tuple[int, int]]:
    places = [(0, 0)] * cells
    for row in range(len(grid) - 1, -1, -1):
        for column in range(len(grid[row]) - 1, -1, -1):
            if grid[row][column] >= 0:
                places[grid[row][column]] = (row, column)
    return places
