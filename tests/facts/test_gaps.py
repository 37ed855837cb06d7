"""The list of known gaps is the gaps that rows show, no more: a cause goes when its last row is closed."""

from __future__ import annotations

import re
from pathlib import Path

from gaps import GAPS


def test_every_cause_has_a_row_and_every_row_a_cause() -> None:
    texts = [path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py")]
    shown = {cause for text in texts for cause in re.findall(r" !! ([a-z-]+)$", text, re.M)}
    shown |= {cause for text in texts for cause in re.findall(r'gap\("([a-z-]+)"\)', text)}
    assert shown == set(GAPS)
