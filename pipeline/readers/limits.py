"""How big a file may be before it is refused. One record, so that an office can raise a limit knowingly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, lengths in characters, time in seconds."""

    file_bytes: int = 200 * 2**20
    characters: int = 20_000_000
    pages: int = 5_000
    page_characters: int = 200_000
    members: int = 5_000
    """Parts of a ZIP container."""
    part_bytes: int = 128 * 2**20
    """Declared size of one part, unpacked."""
    total_bytes: int = 512 * 2**20
    ratio: int = 300
    """Unpacked to packed size of a part over 1 MiB; text seldom passes 30."""
    seconds: int = 120
    conversion_seconds: int = 90
    """For LibreOffice to turn an old Word file into DOCX."""
    memory_bytes: int = 2 * 2**30
    ocr_pages: int = 300
    """Pages of one document whose pictures are recognised."""
    ocr_page_seconds: int = 120
    """For each of them, beside `seconds`; it takes some six where nothing else runs."""
    ocr_memory_bytes: int = 4 * 2**30


LIMITS: Final = Limits()
