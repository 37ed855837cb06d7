"""What is filled into a PDF's form or written onto its pages is read where it is seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile import CATALOG, PAGES, pdf, stream
from makepdf import FONT

from pipeline.readers import read

KINDS = {
    "form field": "/Subtype/Widget/FT/Tx/T(a)/V<FEFF5EFA7AD9>/DA(/F1 12 Tf 0 g)",
    "text box": "/Subtype/FreeText/DA(/F1 12 Tf)",
    "stamp": "/Subtype/Stamp",
    "sticky note": "/Subtype/Text",
}
PRINTED, HIDDEN = 4, 2


def shown(text: str) -> bytes:
    return f"/F1 12 Tf 2 5 Td <{text.encode('utf-16-be').hex()}> Tj".encode()


@pytest.mark.parametrize(("kind", "flags", "read_too"), [
    ("form field", PRINTED, True), ("text box", PRINTED, True), ("stamp", PRINTED, True),
    ("form field", HIDDEN, False), ("text box", HIDDEN, False), ("sticky note", PRINTED, False),
])
def test_annotations(tmp_path: Path, kind: str, flags: int, read_too: bool) -> None:
    fonts = b"/Resources<</Font<</F1 5 0 R>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[6 0 R]%s>>" % fonts
    annotation = f"<</Type/Annot/Rect[90 600 290 620]/F {flags}{KINDS[kind]}/AP<</N 7 0 R>>>>".encode()
    look = stream(b"q BT " + shown("建站17个") + b" ET Q", b"/Type/XObject/Subtype/Form/BBox[0 0 200 20]" + fonts)
    catalog = CATALOG[:-2] + b"/AcroForm<</Fields[6 0 R]>>>>" if kind == "form field" else CATALOG
    content = stream(b"BT 1 0 0 1 90 695 Tm " + shown("投入28万元") + b" ET")
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(catalog, PAGES, page, content, FONT, annotation, look))
    document = read(path)
    assert document.text == ("投入28万元\n建站17个" if read_too else "投入28万元")
    if read_too:
        assert document.boxes[-1].bottom == pytest.approx(603, abs=2)
