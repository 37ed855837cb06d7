"""PDFs written by hand, so that a test knows where each character stands: no tool, no embedded font.

The font is one of the standard Chinese ones that readers supply; its encoding is Unicode, so pdfium reads
the text back without a character map.
"""

from __future__ import annotations

from dataclasses import dataclass, field

FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
    b"/DW 1000/W[1 95 500]/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/Ascent 880"
    b"/Descent -120/FontBBox[0 -120 1000 880]/CapHeight 880/ItalicAngle 0/StemV 80>>>>]>>"
)


@dataclass
class Page:
    """A page under construction: content operators, and entries of the page dictionary."""

    content: list[str] = field(default_factory=list)
    extra: str = ""

    def text(
        self, x: float, y: float, text: str, size: float = 12, turn: int = 0, operators: str = ""
    ) -> Page:
        """Write `text` with its baseline from (x, y), turned by quarter turns."""
        a, b, c, d = ((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0))[turn]
        code = text.encode("utf-16-be").hex()
        self.content.append(f"q BT {operators} /F1 {size} Tf {a} {b} {c} {d} {x} {y} Tm <{code}> Tj ET Q")
        return self

    def lines(
        self, lines: list[str], x: float = 90, y: float = 760, size: float = 12, leading: float = 20
    ) -> Page:
        """Write lines downwards; ideographic spaces at their start are an indent."""
        for number, line in enumerate(lines):
            indent = len(line) - len(line.lstrip("\u3000"))
            self.text(x + indent * size, y - number * leading, line.lstrip("\u3000"), size)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """A stroked line."""
        self.content.append(f"q 0.5 w {x0} {y0} m {x1} {y1} l S Q")
        return self

    def table(self, rows: list[list[str]], xs: list[float], top: float, high: float = 20) -> Page:
        """A ruled table; None for a cell merges it with the one above, "<" with the one to its left."""
        for r, row in enumerate(rows):
            upper, lower = top - r * high, top - (r + 1) * high
            for c, cell in enumerate(row):
                if cell != "^":
                    self.rule(xs[c], upper, xs[c + 1], upper)
                if cell != "<":
                    self.rule(xs[c], upper, xs[c], lower)
                if cell not in ("^", "<"):
                    self.text(xs[c] + 3, lower + 6, cell, 10)
            self.rule(xs[-1], upper, xs[-1], lower)
        self.rule(xs[0], top - len(rows) * high, xs[-1], top - len(rows) * high)
        return self


def build(*pages: Page) -> bytes:
    """The bytes of a PDF of these pages (A4)."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        FONT,
    ]
    for i, page in enumerate(pages):
        bodies.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * i} 0 R"
            f"/Resources<</Font<</F1 3 0 R>>>>{page.extra}>>".encode()
        )
        data = "\n".join(page.content).encode()
        bodies.append(b"<</Length %d>>stream\n%s\nendstream" % (len(data), data))
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    xref = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, xref)
