"""The boxes are true: on the sample PDFs the page shows ink under every character's box."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from pipeline.readers import read

REPORTS = sorted((Path(__file__).parents[2] / "corpus" / "reports").glob("*.pdf"))
SCALE = 2.0


@pytest.mark.parametrize("path", REPORTS, ids=[path.name for path in REPORTS])
def test_ink_under_every_box(path: Path) -> None:
    document = read(path)
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [page.render(scale=SCALE).to_pil().convert("L") for page in pdf]
    bare: list[str] = []
    for char, place in zip(document.text, document.origin, strict=True):
        if document.places[place] < 0:
            assert char in " \n"
            continue
        box = document.boxes[document.places[place]]
        image = pages[box.page - 1]
        edges = (box.left, image.height / SCALE - box.top, box.right, image.height / SCALE - box.bottom)
        crop = image.crop(tuple(round(edge * SCALE) for edge in edges))
        if crop.getextrema()[0] > 128:
            bare.append(char)
    assert len(bare) <= 0.001 * len(document.text), bare
