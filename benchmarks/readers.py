"""Measure the readers on documents made from sample text: `python -m benchmarks.readers [--pages N]`.

Makes a PDF by Chromium (one column, two columns, a ruled table) and a DOCX by python-docx, reads them back
and prints, for ours and for pdfplumber, pypdfium2 alone and python-docx in the same run: characters in order,
figures whole, pages (or characters) a CPU second, peak memory.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

SENTENCES = (
    "截至2022年6月底，全县建成社工站{a}个，配备驻站社工{b}名，其中持证社工{c}名。",
    "今年以来，累计投入福彩公益金{a}.6万元，服务特殊困难群众{b}余人次，开展小组活动{c}场次。",
    "各乡镇整合办公用房，平均场所面积不少于{a}平方米，统一配置电脑和档案柜，建档{b}份，占{c}%。",
)
FIGURE = re.compile(r"\d+(?:\.\d+)?")
STYLE = """@page{{size:A4;margin:25mm}}body{{font:12pt/1.7 "Noto Serif CJK SC"}}
p{{text-indent:2em;margin:0;text-align:justify}}table{{border-collapse:collapse;width:100%}}
td{{border:1px solid}}{extra}"""

TWO_COLUMNS = "div{column-count:2;column-gap:2em;break-after:page}"


def paragraphs(count: int, seed: int = 5) -> list[str]:
    """Invented paragraphs of some 250 characters."""
    pick = random.Random(seed)
    return [
        "".join(
            pick.choice(SENTENCES).format(
                a=pick.randint(2, 300), b=pick.randint(20, 3000), c=pick.randint(1, 90)
            )
            for _ in range(6)
        )
        for _ in range(count)
    ]


def print_pdf(html: str, target: Path, extra: str = "") -> None:
    """Print a page by Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("chromium 未安装")
    page = target.with_suffix(".html")
    page.write_text(f"<meta charset=utf-8><style>{STYLE.format(extra=extra)}</style>{html}", encoding="utf-8")
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
               f"--print-to-pdf={target}", page.as_uri()]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def ours(path: Path) -> str:
    from pipeline.readers import read

    return read(path).text


def by_pdfplumber(path: Path) -> str:
    import pdfplumber

    with pdfplumber.open(path) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def by_pdfium(path: Path) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def by_python_docx(path: Path) -> str:
    import docx

    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def measured(reader: Callable[[Path], str], path: Path) -> tuple[str, float, float]:
    """Text, CPU seconds, peak memory in MiB; in a process of its own, the imports not counted in the time."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_run, (reader, path))


def _run(reader: Callable[[Path], str], path: Path) -> tuple[str, float, float]:
    import logging

    import docx  # noqa: F401
    import pdfplumber  # noqa: F401

    logging.getLogger("pdfminer").setLevel(logging.ERROR)

    import pipeline.readers  # noqa: F401

    started = time.process_time()
    text = reader(path)
    return text, time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def report(name: str, reader: Callable[[Path], str], path: Path, wanted: list[str], size: int) -> None:
    """One row: paragraphs found whole and in order, figures whole, speed, memory."""
    text, seconds, peak = measured(reader, path)
    bare, at, whole = re.sub(r"\s", "", text), 0, 0
    for paragraph in wanted:
        found = bare.find(re.sub(r"\s", "", paragraph), at)
        if found >= 0:
            whole, at = whole + 1, found + len(paragraph)
    figures, got = Counter(FIGURE.findall("\n".join(wanted))), Counter(FIGURE.findall(text))
    share = sum((figures & got).values()) / sum(figures.values())
    print(
        f"{path.name:14} {name:12} paragraphs in order {whole / len(wanted):6.1%}  figures whole {share:7.2%}"
        f"  {size / seconds:9,.0f}/s  {peak:5.0f} MiB"
    )


def main() -> None:
    """Make the documents, read them, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100, help="about how many pages")
    pages = parser.parse_args().pages
    texts = paragraphs(4 * pages)
    body = "".join(f"<p>{text}</p>" for text in texts)
    with tempfile.TemporaryDirectory() as folder:
        plain, columns, ruled = (Path(folder) / f"{name}.pdf" for name in ("plain", "columns", "ruled"))
        print_pdf(body, plain)
        sheets = ["".join(f"<p>{t}</p>" for t in texts[i : i + 4]) for i in range(0, len(texts), 4)]
        print_pdf("".join(f"<div>{sheet}</div>" for sheet in sheets), columns, TWO_COLUMNS)
        cells = [[f"青禾{n}镇", f"{n * 7 + 3}", f"{n}.5", "运行平稳"] for n in range(30 * pages // 4)]
        rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in cells)
        print_pdf(f"<table>{rows}</table>", ruled)
        word = Path(folder) / "plain.docx"
        _write_docx(texts, word)
        for path, wanted in ((plain, texts), (columns, texts), (ruled, [c for row in cells for c in row])):
            import pypdfium2

            with pypdfium2.PdfDocument(path) as document:
                size = len(document)
            for name, reader in (("ours", ours), ("pdfplumber", by_pdfplumber), ("pypdfium2", by_pdfium)):
                report(name, reader, path, wanted, size)
        for name, reader in (("ours", ours), ("python-docx", by_python_docx)):
            report(name, reader, word, texts, sum(map(len, texts)))
    sys.stdout.flush()


def _write_docx(texts: list[str], target: Path) -> None:
    import docx

    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    document.save(str(target))


if __name__ == "__main__":
    main()
