"""Build the sample reports and their answer keys: `python -m corpus.build [--pdf] [--out DIR]`.

TXT, DOCX, OFD and keys are written each time; PDFs with `--pdf` only, for they need Chromium and carry its clock.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from corpus import render
from corpus.groups import read_sentences
from corpus.ofd import ofd_bytes
from corpus.source import Source, read_source

HERE = Path(__file__).parent


def key_lines(doc: str, rows: list[dict[str, Any]], *, ordered: bool) -> str:
    """The answer key of one document as JSON lines; DOCX, OFD and PDF rows carry their running `order`."""
    lines = []
    for order, row in enumerate(sorted(rows, key=lambda r: r["start"])):
        line = {"doc": doc} | row | ({"order": order} if ordered else {})
        lines.append(json.dumps(line, ensure_ascii=False) + "\n")
    return "".join(lines)


def build_one(source: Source, reports: Path, keys: Path, *, pdf: bool) -> None:
    """Write one report and its key."""
    kind = source.header.get("format", "txt")
    text, rows = (source.text, source.rows) if kind != "txt" else render.txt(source)
    if kind == "txt":
        (reports / source.doc).write_bytes(text.encode(source.header.get("encoding", "utf-8")))
    elif kind == "docx":
        (reports / source.doc).write_bytes(render.docx_bytes(source))
    elif kind == "ofd":
        (reports / source.doc).write_bytes(ofd_bytes(source))
    elif pdf:
        render.write_pdf(source, reports / source.doc)
    lines = key_lines(source.doc, rows, ordered=kind != "txt")
    (keys / f"{source.doc}.jsonl").write_text(lines, encoding="utf-8")


def build(out: Path, *, pdf: bool) -> int:
    """Build everything below `out`; the number of documents."""
    jobs: list[tuple[Source, str]] = [(read_source(p), "") for p in sorted((HERE / "src").glob("*.md"))]
    for path in sorted((HERE / "sentences").glob("*.md")):
        for half, sources in read_sentences(path).items():
            jobs.extend((source, half) for source in sources if len(source.blocks) > 2)
    for source, half in jobs:
        folders = [out / half / name for name in ("reports", "keys")]
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
        build_one(source, *folders, pdf=pdf)
    return len(jobs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pdf", action="store_true", help="print the PDFs anew")
    parser.add_argument("--out", type=Path, default=HERE)
    args = parser.parse_args()
    print(f"{build(args.out, pdf=args.pdf)} documents")


if __name__ == "__main__":
    main()
