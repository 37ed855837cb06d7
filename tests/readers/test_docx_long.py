"""Long Word files: their XML is taken in pieces, which changes nothing but the memory it takes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hostile import WORD, document_xml, docx, package, paragraph
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from test_docx import CONTAINERS, p, run

from pipeline.readers import ReadError, ooxml, read
from pipeline.readers.docx_styles import child

MAIN = "word/document.xml"
ROOT = Path(__file__).parents[2]
LONG = paragraph("全县建成社工站12个。") * 2000
"""More than two pieces."""
CHILDREN = [*(body for body, _ in CONTAINERS.values()), "<!-- 注 -->", "<?x 注?>", "字", "<w:bookmarkEnd/>", "<w:sectPr/>",
            "<w:body>" + p(run("正文中的正文")) + "</w:body>"]


def told(elements: list[etree._Element]) -> list[bytes]:
    return [etree.tostring(element, with_tail=False) for element in elements]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(CHILDREN), max_size=12), st.integers(1, 400), st.sampled_from(["utf-8", "utf-16", "gb18030"]))
def test_in_pieces_a_part_says_what_it_says_as_a_whole(body: list[str], piece: int, encoding: str) -> None:
    xml = document_xml("".join(body)).decode()
    data = package({MAIN: f'<?xml version="1.0" encoding="{encoding}"?>{xml}'.encode(encoding)})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ooxml, "_PIECE", piece)
        streamed = [etree.tostring(element, with_tail=False)
                    for element in ooxml.Package(Path("a.docx"), data).children(MAIN, "body")]
    whole = child(ooxml.Package(Path("a.docx"), data).xml(MAIN), "body")
    assert whole is not None
    assert streamed == told(list(whole))


BROKEN = {
    "cut off": (LONG + "<w:p>", "damaged"),
    "crossed": (LONG + "<w:p><w:r></w:p></w:r>", "damaged"),
    "no such entity": (LONG + paragraph("&x;") + LONG, "entity"),
    "nested too deep": (LONG + "<w:sdt>" * 300, "too_deep"),
    "a document of its own after an error": (
        LONG + paragraph("&x;") + " " * 2**16 + document_xml(paragraph("另有8个。")).decode() + LONG, "entity"),
    "something after the root": (LONG + "</w:body></w:document>" + LONG, "damaged"),
}


@pytest.mark.parametrize(("body", "cause"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_broken_far_behind_is_refused_by_name(tmp_path: Path, body: str, cause: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(body))
    with pytest.raises(ReadError) as caught:
        read(path)
    assert caught.value.cause == cause


@pytest.mark.parametrize("xml", [f'<w:document xmlns:w="{WORD}"/>', "<body><p><r><t>12个</t></r></p></body>"])
def test_without_a_body_it_is_no_word_file(tmp_path: Path, xml: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(package({MAIN: xml.encode()}))
    with pytest.raises(ReadError) as caught:
        read(path)
    assert caught.value.cause == "wrong_type"


READ = """import sys
from pathlib import Path
import pipeline.readers.docx
from pipeline.memory import peak_memory
from pipeline.readers import read
before = peak_memory()
document = read(Path(sys.argv[1]))
print(len(document.text), peak_memory() - before)"""


def test_a_long_word_file_takes_little_memory(tmp_path: Path) -> None:
    look = '<w:rFonts w:ascii="仿宋" w:eastAsia="仿宋" w:hAnsi="仿宋"/><w:b/><w:sz w:val="32"/><w:szCs w:val="32"/>'
    lines = (f"{n}号站点服务群众{n}人次，开展活动{n}场，走访慰问困难老人、儿童和残疾人，群众反映良好。" for n in range(25_000))
    path = tmp_path / "a.docx"
    path.write_bytes(docx("".join(p(run(line[:9], look) + run(line[9:], look)) for line in lines)))
    done = subprocess.run([sys.executable, "-c", READ, str(path)], cwd=ROOT, capture_output=True, text=True, check=True)
    size, memory = map(int, done.stdout.split())
    assert size > 1_000_000
    assert memory < 70 * size  # 200 where the tree and every character were held
