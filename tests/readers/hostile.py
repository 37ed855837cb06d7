"""Hostile and broken files, made on the spot: name to bytes, with the causes a reader may name."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator

from corpus.ofd import OfdPage, container, document_parts

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def document_xml(body: str, head: str = "") -> bytes:
    return f'{head}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode()


def package(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as container:
        for name, data in {"[Content_Types].xml": TYPES, **parts}.items():
            container.writestr(name, data)
    return buffer.getvalue()


def docx(body: str, head: str = "") -> bytes:
    return package({"word/document.xml": document_xml(body, head)})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf(*objects: bytes, trailer: bytes = b"<</Root 1 0 R/Size 9>>") -> bytes:
    """A PDF of the given objects, numbered from 1."""
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    xref = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, xref)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), extra, data)


PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def page_pdf(content: bytes, extra: bytes = b"", resources: bytes = b"") -> bytes:
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%s>>>>"
        % resources
    )
    return pdf(CATALOG, PAGES, page, stream(content, extra), FONT, b"null")


def text_pdf(content: bytes = b"BT /F1 12 Tf 72 700 Td (Served 1204 people) Tj ET") -> bytes:
    return page_pdf(content)


def ole(*names: str, stream: bytes = b"") -> bytes:
    """A container of the old Office with streams of these names, all of them `stream`."""
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<H", 2 * len(name) + 2).ljust(52, b"\0")
        + struct.pack("<III", 2, max(4096, len(stream)), 0)
        for name in names
    )
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0"))
    struct.pack_into("<H", head, 30, 9)
    struct.pack_into("<I", head, 48, 0)
    struct.pack_into("<I", head, 76, 1)
    table = struct.pack("<II", 0xFFFFFFFE, 0xFFFFFFFD).ljust(512, b"\xff")
    return bytes(head) + entries.ljust(512, b"\0") + table + stream


ENTITY_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "0123456789">'
    + "".join(f'<!ENTITY a{i} "{("&a" + (str(i - 1) if i else "") + ";") * 10}">' for i in range(9))
    + "]>"
)
EXTERNAL = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def encrypted_zip(data: bytes) -> bytes:
    """The same container with the encryption flag of every member set."""
    out = bytearray(data)
    at = 0
    while (at := out.find(b"PK\x03\x04", at)) >= 0:
        out[at + 6] |= 1
        at += 4
    at = 0
    while (at := out.find(b"PK\x01\x02", at)) >= 0:
        out[at + 8] |= 1
        at += 4
    return bytes(out)


def lying_zip() -> bytes:
    """A container whose directory claims 4 GB for a small part."""
    out = bytearray(docx(paragraph("一")))
    at = out.rfind(b"PK\x01\x02")
    struct.pack_into("<I", out, at + 24, 0xFFFFFFF0)
    return bytes(out)


def files() -> Iterator[tuple[str, bytes, set[str]]]:
    """(file name, content, causes any of which is right)."""
    noise = random.Random(7).randbytes(4096)
    good = docx(paragraph("全县建站12个。"))
    yield "empty.txt", b"", {"empty"}
    yield "blank.txt", b" \r\n\t\n" * 50, {"empty"}
    yield "empty.pdf", b"", {"empty"}
    yield "empty.docx", b"", {"empty"}
    yield "noise.txt", noise, {"wrong_type", "encoding"}
    yield "noise.pdf", noise, {"wrong_type"}
    yield "noise.docx", noise, {"wrong_type"}
    yield "image.pdf", b"\x89PNG\r\n\x1a\n" + noise, {"wrong_type"}
    yield "word_named.pdf", good, {"wrong_type"}
    yield "pdf_named.docx", text_pdf(), {"wrong_type"}
    yield "no_stream.doc", ole("WordDocument"), {"damaged"}
    yield "noise.doc", ole("WordDocument", stream=random.Random(9).randbytes(8192)), {"damaged", "no_text"}
    yield "password.doc", ole("WordDocument", stream=b"\xec\xa5" + b"\0" * 8 + b"\x00\x01" + b"\0" * 4096), {"encrypted"}
    yield "book.doc", ole("Workbook"), {"wrong_type"}
    yield "book.xls", ole("Workbook"), {"unsupported"}
    yield "old_named.docx", ole("WordDocument"), {"wrong_type"}
    yield "password.docx", ole("EncryptionInfo", "EncryptedPackage"), {"encrypted"}
    yield "members_encrypted.docx", encrypted_zip(good), {"encrypted"}
    yield "truncated.docx", good[: len(good) // 2], {"truncated"}
    yield "no_body.docx", package({"word/styles.xml": document_xml("")}), {"wrong_type"}
    yield "bad_xml.docx", package({"word/document.xml": b"<w:document"}), {"damaged"}
    at = good.rfind(b"word/document.xml", 0, good.rfind(b"PK\x01\x02")) + 20
    yield "bad_deflate.docx", good[:at] + b"\xff" * 10 + good[at + 10 :], {"damaged"}
    yield "entity_bomb.docx", docx(paragraph("&a8;"), ENTITY_BOMB), {"entity"}
    yield "external_entity.docx", docx(paragraph("&x;"), EXTERNAL), {"entity"}
    yield "deep.docx", docx("<w:sdt><w:sdtContent>" * 3000 + "</w:sdtContent></w:sdt>" * 3000), {"too_deep"}
    yield "no_text.docx", docx("<w:p/>"), {"no_text"}
    yield "zip_bomb.docx", docx(paragraph("0" * 60_000_000)), {"bomb"}
    yield (
        "many_members.docx",
        package({"word/document.xml": b"", **{f"word/{i}": b"" for i in range(6000)}}),
        {"bomb"},
    )
    yield "lying.docx", lying_zip(), {"bomb", "damaged", "truncated"}
    yield "traversal.docx", package({"../../evil.txt": b"x", "word/x": b""}), {"wrong_type"}
    yield "truncated.pdf", text_pdf()[:300], {"truncated"}
    yield "no_pages.pdf", pdf(CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"), {"no_text", "damaged"}
    yield "page_loop.pdf", pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"), {"no_text", "damaged"}
    yield "page_count.pdf", pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", b"<<>>"), {
        "too_large", "no_text", "damaged",
    }  # fmt: skip
    yield "no_text.pdf", page_pdf(b"0 0 m 100 100 l S"), {"no_text"}
    yield "no_root.pdf", pdf(CATALOG, trailer=b"<</Size 2>>"), {"no_text", "damaged"}
    yield "garbage_content.pdf", page_pdf(noise), {"no_text"}
    flate = zlib.compress(b" " * 300_000_000, 9)
    yield (
        "flate_bomb.pdf",
        page_pdf(flate, b"/Filter/FlateDecode"),
        {"no_text", "too_large", "crashed", "timeout"},
    )
    glyphs = b"".join(b"1 0 0 1 5 %.3f Tm (%010d) Tj " % (n / 30, n) for n in range(24_000))
    glyphs = b"BT /F1 1 Tf " + glyphs + b"ET"
    yield "glyphs.pdf", page_pdf(zlib.compress(glyphs), b"/Filter/FlateDecode"), {"too_large"}
    form = stream(
        b"/X0 Do /X0 Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X0 6 0 R>>>>"
    )
    page = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X0 6 0 R>>>>>>"
    nested = pdf(CATALOG, PAGES, page, stream(b"/X0 Do"), FONT, form)
    yield "nested_form.pdf", nested, {"no_text", "crashed", "timeout", "damaged"}
    locked = b"<</Root 1 0 R/Size 9/Encrypt 6 0 R/ID[<00><00>]>>"
    rule = b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"41" * 32, b"42" * 32)
    yield "password.pdf", pdf(CATALOG, PAGES, b"<<>>", stream(b""), FONT, rule, trailer=locked), {"encrypted"}
    yield "deep.html", b"<html>" + b"<div>" * 100_000, {"too_deep"}
    yield "scripts.html", b"<!DOCTYPE html><html><script>alert(12)</script></html>", {"no_text"}
    yield "utf16_broken.txt", b"\xff\xfe\x00\xd8\x00\xd8", {"encoding"}
    yield from ofd_files()


def ofd(content: str, head: str = "", resources: str = "") -> bytes:
    """An OFD whose only page holds `content`; `head` stands before the root of the page."""
    page = OfdPage([content])
    parts = document_parts("Doc_0", [page], resources=resources)
    name = "Doc_0/Pages/Page_0/Content.xml"
    parts[name] = head + page.xml().partition("?>")[2] if head else page.xml()
    return container(parts, ["Doc_0/Document.xml"])


def ofd_files() -> Iterator[tuple[str, bytes, set[str]]]:
    """The same for OFD."""
    text = '<ofd:TextObject Size="4"><ofd:TextCode X="0" Y="4"{}>{}</ofd:TextCode></ofd:TextObject>'
    good = ofd(text.format("", "建站12个"))
    link = '<ofd:CompositeObject ResourceID="7"/>'
    unit = '<ofd:CompositeGraphicUnit ID="7"><ofd:Content>{}</ofd:Content></ofd:CompositeGraphicUnit>'
    pages = document_parts("Doc_0", [OfdPage()])
    listed = '<ofd:Page ID="9" BaseLoc="Pages/Page_0/Content.xml"/>' * 6000
    many = pages | {"Doc_0/Document.xml": pages["Doc_0/Document.xml"].replace("</ofd:Pages>", listed + "</ofd:Pages>")}
    yield "empty.ofd", package({"OFD.xml": b"<OFD/>"}), {"no_text"}
    yield "truncated.ofd", good[: len(good) // 2], {"truncated"}
    yield "ofd_named.docx", good, {"wrong_type"}
    yield "members_encrypted.ofd", encrypted_zip(good), {"encrypted"}
    yield "encrypted.ofd", package({"OFD.xml": b"<OFD/>", "Encryptions.xml": b"<x/>"}), {"encrypted"}
    yield "bad_xml.ofd", package({"OFD.xml": b"<OFD"}), {"damaged"}
    yield "entity_bomb.ofd", ofd(text.format("", "&a8;"), ENTITY_BOMB), {"entity"}
    yield "external_entity.ofd", ofd(text.format("", "&x;"), EXTERNAL), {"entity"}
    yield "deep.ofd", ofd("<ofd:PageBlock>" * 3000 + "</ofd:PageBlock>" * 3000), {"too_deep"}
    yield "zip_bomb.ofd", ofd(text.format("", "0" * 60_000_000)), {"bomb"}
    yield "many_characters.ofd", ofd(text.format(' DeltaX="g 2000000000 0"', "12" * 150_000)), {"too_large"}
    yield "many_pages.ofd", container(many, ["Doc_0/Document.xml"]), {"too_large"}
    yield "graphics_in_themselves.ofd", ofd(link, resources=unit.format(link * 9)), {"too_large"}
    yield "outside.ofd", container({}, ["../../../etc/passwd", "/etc/passwd"]), {"no_text"}
    yield "no_numbers.ofd", ofd(text.format(' DeltaX="g x 1 nan"', "")), {"no_text"}
