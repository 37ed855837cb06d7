"""Documents made from sample text for the benchmark of the readers: PDFs by Chromium and LibreOffice, scans, DOCX."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

SENTENCES = (
    "截至2022年6月底，全县建成社工站{a}个，配备驻站社工{b}名，其中持证社工{c}名。",
    "今年以来，累计投入福彩公益金{a}.6万元，服务特殊困难群众{b}余人次，开展小组活动{c}场次。",
    "各乡镇整合办公用房，平均场所面积不少于{a}平方米，统一配置电脑和档案柜，建档{b}份，占{c}%。",
)
STYLE = """@page{{size:A4;margin:25mm}}body{{font:12pt/1.7 "Noto Serif CJK SC"}}
p{{text-indent:2em;margin:0;text-align:justify}}table{{border-collapse:collapse;width:100%}}
td{{border:{border};padding:1px 6px}}{extra}"""
TWO_COLUMNS = "div{column-count:2;column-gap:2em;break-after:page}"


class Sample(NamedTuple):
    """A file, what its text is (paragraphs or cells in order), how many pages (of a DOCX: characters) it has.

    `rows`: the rows of its table.
    """

    path: Path
    wanted: list[str]
    size: int
    rows: list[tuple[str, ...]]


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


def print_pdf(html: str, target: Path, extra: str = "", border: str = "1px solid") -> None:
    """Print a page by Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("chromium 未安装")
    page = target.with_suffix(".html")
    style = STYLE.format(extra=extra, border=border)
    page.write_text(f"<meta charset=utf-8><style>{style}</style>{html}", encoding="utf-8")
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
               f"--print-to-pdf={target}", page.as_uri()]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def pages_of(path: Path) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def prose(folder: Path, pages: int) -> Sample:
    """Paragraphs in one column."""
    texts = paragraphs(4 * pages)
    target = folder / f"prose{pages}.pdf"
    print_pdf("".join(f"<p>{text}</p>" for text in texts), target)
    return Sample(target, texts, pages_of(target), [])


def two_columns(folder: Path, pages: int) -> Sample:
    """Paragraphs in two columns."""
    texts = paragraphs(4 * pages)
    sheets = ["".join(f"<p>{t}</p>" for t in texts[i : i + 4]) for i in range(0, len(texts), 4)]
    target = folder / "columns.pdf"
    print_pdf("".join(f"<div>{sheet}</div>" for sheet in sheets), target, TWO_COLUMNS)
    return Sample(target, texts, pages_of(target), [])


def table(folder: Path, pages: int, ruled: bool) -> Sample:
    """One long table over many pages, ruled or set by alignment alone."""
    rows = [("乡镇", "站点数", "投入", "运行情况")]
    rows += [(f"青禾{n}镇", f"{n * 7 + 3}", f"{n}.5", "平稳") for n in range(30 * pages // 4)]
    body = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    target = folder / ("ruled.pdf" if ruled else "unruled.pdf")
    print_pdf(f"<table>{body}</table>", target, border="1px solid" if ruled else "none")
    return Sample(target, [cell for row in rows for cell in row], pages_of(target), rows)


def turned(sample: Sample) -> Sample:
    """The same with text that runs up the stored page, shown upright by the page's own rotation."""
    import pypdfium2

    target = sample.path.with_name("turned.pdf")
    with pypdfium2.PdfDocument(sample.path) as old, pypdfium2.PdfDocument.new() as new:
        for number in range(len(old)):
            width, height = old[number].get_size()
            page = new.new_page(height, width)
            drawn = old.page_as_xobject(number, new).as_pageobject()
            drawn.set_matrix(pypdfium2.PdfMatrix(0, 1, -1, 0, height, 0))
            page.insert_obj(drawn)
            page.gen_content()
            page.set_rotation(90)
        new.save(target)
    return sample._replace(path=target)


def scanned(sample: Sample, pages: int) -> Sample:
    """The first pages as a scanner gives them: pictures at 200 dpi, askew, noisy, unsharp."""
    import numpy
    import pypdfium2
    from PIL import Image, ImageFilter

    noise = numpy.random.default_rng(1)
    images = []
    with pypdfium2.PdfDocument(sample.path) as document:
        shown = "".join("".join(document[n].get_textpage().get_text_range().split()) for n in range(pages))
        for number in range(pages):
            image = document[number].render(scale=200 / 72).to_pil().convert("L")
            image = image.rotate(0.4, fillcolor=255, resample=Image.Resampling.BICUBIC)
            grains = noise.normal(0, 12, (image.height, image.width))
            image = Image.fromarray((numpy.asarray(image) + grains).clip(0, 255).astype("uint8"))
            images.append(image.filter(ImageFilter.GaussianBlur(0.6)))
    target = sample.path.with_name("scanned.pdf")
    images[0].save(target, save_all=True, append_images=images[1:], resolution=200, quality=75)
    whole = [text for text in sample.wanted if text in shown]
    return Sample(target, whole, pages, [])


def word(folder: Path, pages: int) -> Sample:
    """The same paragraphs as a Word file."""
    import docx

    texts = paragraphs(4 * pages)
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    document.save(str(folder / "prose.docx"))
    return Sample(folder / "prose.docx", texts, sum(map(len, texts)), [])


def by_libreoffice(sample: Sample) -> Sample | None:
    """A Word file as LibreOffice prints it; None where it is not installed."""
    program = shutil.which("soffice")
    if program is None:
        return None
    folder = sample.path.parent / "office"
    subprocess.run([program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
                    "--outdir", str(folder), str(sample.path)], check=True, capture_output=True, timeout=300)  # fmt: skip
    target = folder / "office.pdf"
    (folder / "prose.pdf").rename(target)
    return Sample(target, sample.wanted, pages_of(target), [])
