"""Turn a source into the file a user would have: TXT (plain or as an old PDF dump), DOCX, PDF."""

from __future__ import annotations

import html
import io
import random
import re
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from corpus.source import Block, Source

PAGE_NUMBERS = "@page{@bottom-center{content:'- ' counter(page) ' -'}}"
NO_LINE_START = "，。；：、！？）》”’%％"
CSS = """body{font-family:'Noto Serif CJK SC';font-size:12pt;line-height:1.8}
h1{text-align:center;font-size:18pt}h2{font-size:14pt}p{text-indent:2em;margin:0}table{border-collapse:collapse;width:100%}
td{border:1px solid #000;padding:2px 6px;text-align:center}@page{size:A4;margin:25mm}"""


def plain_txt(source: Source) -> tuple[str, list[dict[str, Any]]]:
    """One paragraph a line; header `indent: yes` adds two full-width spaces, `blank: yes` an empty line."""
    indent = "　　" if source.header.get("indent") == "yes" else ""
    gap = "\n\n" if source.header.get("blank") == "yes" else "\n"
    out: list[str] = []
    where: list[int] = []
    length = 0
    for block in source.blocks:
        lead = indent if block.kind == "paragraph" else ""
        out.append(lead + block.text + gap)
        where.extend(range(length + len(lead), length + len(lead) + len(block.text) + 1))
        length += len(out[-1])
    text = "".join(out)
    return text, moved(source.rows, where, text)


def wrapped_txt(source: Source, width: int) -> tuple[str, list[dict[str, Any]]]:
    """Hard-wrapped as PDF-to-text tools leave it: lines of `width` Han, blank lines between them, spaces
    around some digits, page numbers that may cut a sentence but never a figure."""
    chance = random.Random(source.name)
    inside = {i for row in source.rows for i in range(row["start"] + 1, row["end"])}
    per_page = int(source.header.get("page_lines", "22"))
    gap = "\n\n" if source.header.get("gap", "yes") == "yes" else "\n"
    raw: list[str] = []
    where = [0] * (len(source.text) + 1)
    size, lines, page, at = 0, 0, 1, 0

    def put(piece: str) -> None:
        nonlocal size
        raw.append(piece)
        size += len(piece)

    for block in source.blocks:
        column = 0.0
        for i, char in enumerate(block.text, start=at):
            before = source.text[i - 1] if i > at else ""
            joined = _word(before) and _word(char)
            if column >= width and not joined and char not in NO_LINE_START:
                column, lines = 0.0, lines + 1
                put(gap)
                if lines >= per_page and i not in inside:
                    put(f"- {page} -{gap} ")
                    lines, page = 0, page + 1
            elif _digit_edge(before, char) and not joined and chance.random() < 0.45:
                put(" ")
            where[i] = size
            put(char)
            column += 1.0 if ord(char) > 0x2000 else 0.5
        put(gap)
        lines += 1
        at += len(block.text) + 1
    text = "".join(raw)
    return text, moved(source.rows, where, text)


def _word(char: str) -> bool:
    return bool(char) and char.isascii() and (char.isalnum() or char in ".,%")


def _digit_edge(before: str, char: str) -> bool:
    """A digit beside a Han character."""
    han = any("一" <= c <= "鿿" for c in before + char)
    return bool(before) and han and before.isdigit() != char.isdigit()


def moved(rows: list[dict[str, Any]], where: list[int], text: str) -> list[dict[str, Any]]:
    """The rows with every offset i replaced by `where[i]`, and the quote that now stands there."""
    out = []
    for row in rows:
        start, end = where[row["start"]], where[row["end"] - 1] + 1
        core = [where[row["core"][0]], where[row["core"][1] - 1] + 1]
        out.append(row | {"start": start, "end": end, "core": core, "quote": text[start:end]})
    return out


def txt(source: Source) -> tuple[str, list[dict[str, Any]]]:
    """The report's text as it stands on disk, and its rows."""
    width = source.header.get("wrap")
    text, rows = wrapped_txt(source, int(width)) if width else plain_txt(source)
    if source.header.get("newline") == "crlf":
        where = [i + text.count("\n", 0, i) for i in range(len(text) + 1)]
        text = text.replace("\n", "\r\n")
        rows = moved(rows, where, text)
    return text, rows


def tables(blocks: list[Block]) -> list[Block | list[Block]]:
    """Neighbouring rows gathered into tables."""
    out: list[Block | list[Block]] = []
    for block in blocks:
        last = out[-1] if out else None
        if block.kind == "row" and isinstance(last, list):
            last.append(block)
        else:
            out.append([block] if block.kind == "row" else block)
    return out


def docx_bytes(source: Source) -> bytes:
    """A Word file with styles Heading 1 to 3 and real tables; the same bytes for the same source."""
    import docx

    document = docx.Document()
    for item in tables(source.blocks):
        if isinstance(item, list):
            table = document.add_table(rows=len(item), cols=len(item[0].cells), style="Table Grid")
            for cells, row in zip(table.rows, item, strict=True):
                for cell, text in zip(cells.cells, row.cells, strict=True):
                    cell.text = text
        elif item.kind == "heading":
            document.add_heading(item.text, level=item.level)
        else:
            document.add_paragraph(item.text)
    buffer = io.BytesIO()
    document.save(buffer)
    return _fixed_dates(buffer.getvalue())


def _fixed_dates(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            info = zipfile.ZipInfo(item.filename, (2020, 1, 1, 0, 0, 0))
            new.writestr(info, old.read(item), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def page_html(source: Source) -> str:
    """The report as a page for printing."""
    style = CSS + (PAGE_NUMBERS if source.header.get("footer") == "yes" else "")
    parts = [f"<!doctype html><meta charset='utf-8'><title>{source.name}</title><style>{style}</style>"]
    for item in tables(source.blocks):
        if isinstance(item, list):
            rows = ["".join(f"<td>{html.escape(c)}</td>" for c in row.cells) for row in item]
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            tag = f"h{min(item.level, 3)}" if item.kind == "heading" else "p"
            parts.append(f"<{tag}>{html.escape(item.text)}</{tag}>")
    return "\n".join(parts)


def write_pdf(source: Source, target: Path) -> None:
    """Print by Chromium without a window; needs Debian's `chromium` and `fonts-noto-cjk`."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise FileNotFoundError("chromium is missing: apt-get install chromium fonts-noto-cjk")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(page_html(source), encoding="utf-8")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        command = [chromium, *flags, "--no-pdf-header-footer", f"--print-to-pdf={target}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    if not re.match(rb"%PDF-", target.read_bytes()[:8]):
        raise RuntimeError(f"no PDF came out: {target}")
