"""The figures of `benchmarks/record.json` as the tables of the documents; each stands between `<!-- NAME -->` and `<!-- end -->`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from benchmarks.record import Peer, Point, Record

PEERS = {"jieba.posseg": ("`jieba.posseg`", "`jieba.posseg`"), "JioNLP": ("JioNLP, money + time", "JioNLP（找金额和时间）"),
         "Recognizers": ("Recognizers-Text, number + currency", "Recognizers-Text（找数字和货币）")}
"""How the peers are called in the two READMEs, by a part of their names in the record."""


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]], right: bool = True) -> str:
    rule = ["---", *(["---:" if right else "---"] * (len(heads) - 1))]
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in (heads, rule, *rows))


def _rough(value: float) -> str:
    """Three digits, no more was measured.

    >>> _rough(336417.2), _rough(58.31), _rough(0.8345)
    ('336,000', '58.3', '0.83')
    """
    if value < 1:
        return f"{value:.2f}"
    if value < 100:
        return f"{value:.3g}"
    digits = len(str(int(value))) - 3
    return f"{round(value / 10**digits) * 10**digits:,}"


def _count(value: float) -> str:
    return f"{value:,.0f}"


def speed(record: Record, chinese: bool) -> str:
    """The rows of the READMEs, with the machine and the day above them."""
    numbers, extraction, peers, comparison = record.numbers, record.extraction, record.peers, record.comparison
    readers, curve, compiled = record.readers, record.documents, record.compiled
    assert all((numbers, extraction, compiled, peers, comparison, comparison.pandas, readers, curve))
    many = next(row for row in readers.readings if row.reader == "youju" and row.file == "prose500.pdf")
    whole = curve[-1]

    def told(english: str, other: str) -> str:
        return other if chinese else english

    def times(ratio: float, peer: str) -> str:
        return told(f"{_rough(ratio)} × {peer}", f"{peer} 的 {_rough(ratio)} 倍".replace("） 的", "）的"))

    def against(peer: Peer) -> str:
        return next((times(peer.facts, names[chinese]) for part, names in PEERS.items() if part in peer.job), "")

    others = told("; ", "；").join(filter(None, map(against, peers.texts)))
    made, samples = extraction.made, extraction.samples

    def both(part: str) -> str:
        plain, fast = (getattr(found, part).ratio for found in (extraction, compiled))
        return times(plain, "`jieba.cut`") + told(f", compiled {_rough(fast)} ×", f"，编译后 {_rough(fast)} 倍")

    apart, dense = round(made.characters / made.found), round(samples.characters / samples.found)
    per_second = told("characters/s", "字/秒")
    rows = [
        (told("find and read every number of a text", "找出并读懂文中每一个数字"),
         f"{_rough(numbers.made.youju)} {per_second}", times(numbers.made.ratio, "`jieba.cut`")),
        (told(f"whole extraction, a fact every {apart} characters, as in reports of provinces",
              f"完整抽取，平均 {apart} 字一条事实，如省级报告"), f"{_rough(made.youju)} {per_second}", both("made")),
        (told(f"whole extraction of the samples, a fact every {dense} characters", f"完整抽取样例报告，平均 {dense} 字一条事实"),
         f"{_rough(samples.youju)} {per_second}", f"{both('samples')}{told('; ', '；')}{others}"),
        (told("PDFs with lines, tables, a place for every character", "读取 PDF：行、表格、每个字的位置"),
         told(f"{_rough(peers.pages)} pages/s; 500 pages within {many.peak:.0f} MiB",
              f"{_rough(peers.pages)} 页/秒；500 页的内存不过 {many.peak:.0f} MiB"), times(peers.pdf_ratio, "`pdfplumber`")),
        (told(f"choose the {_count(comparison.cells)} cells of 20 indicators, all counties, one year among {_count(comparison.facts)} facts",
              f"在 {_count(comparison.facts)} 条事实中选出 20 个指标、全部区县、一年的 {_count(comparison.cells)} 格"),
         told(f"{comparison.select_ms:.0f} ms", f"{comparison.select_ms:.0f} 毫秒"), times(comparison.pandas.ratio, "pandas")),
        (told(f"write a workbook of {_count(comparison.workbook_cells)} cells", f"写 {_count(comparison.workbook_cells)} 格的工作簿"),
         told(f"{comparison.workbook_s:.1f} s by the clock, within {comparison.workbook_mb:.0f} MB",
              f"按钟表 {comparison.workbook_s:.1f} 秒，内存不过 {comparison.workbook_mb:.0f} MB"), ""),
        (told(f"a whole run over {_count(whole.x)} documents, from files to tables", f"从文件到表格，完整运行 {_count(whole.x)} 份文件"),
         told(f"{whole.rate:.1f} documents a second of processor", f"处理器时间每秒 {whole.rate:.1f} 份"), ""),
    ]
    low, high = record.load
    m = record.machine
    head = told(f"{m.cpu}, {m.cores} cores, Python {m.python}, {m.date}, load average {low}–{high}; one process, processor time:",
                f"{m.cpu}，{m.cores} 核，Python {m.python}，{m.date}，平均负载 {low}–{high}；单进程，按处理器时间计：")
    heads = told("job|measured|speed against a peer in the same run", "工作|实测|与同次运行的同类相比").split("|")
    return f"{head}\n\n{_table(heads, rows, right=False)}"


def machine(record: Record) -> str:
    """Where and when, and how busy the machine was in each part."""
    rows = [(part.part, f"{part.seconds:.0f}", part.before, part.after) for part in record.took]
    total = sum(part.seconds for part in record.took)
    return (f"{record.machine}; {total / 60:.0f} minutes in all.\n\n"
            + _table(("part", "seconds", "load average before", "after"), rows))


def texts(record: Record) -> str:
    """The peers on the same texts and PDFs."""
    peers = record.peers
    assert peers
    rows = [(peer.job, _count(peer.rate), f"{peer.numbers:.2f} ×", f"{peer.facts:.2f} ×") for peer in peers.texts]
    pdfs = [("youju: text, lines, tables, places", f"{peers.pages:.1f}", "1.00 ×"),
            ("`pdfplumber.extract_text`", f"{peers.pdfplumber:.1f}", f"{peers.pdf_ratio:.2f} ×")]
    return "\n\n".join((
        f"{_count(peers.characters)} characters of sample reports:",
        _table(("job", "characters/s", "youju's numbers", "youju's facts"), rows),
        "The sample PDFs:", _table(("job", "pages/s", "youju"), pdfs)))


def made(record: Record) -> str:
    """Numbers and facts against `jieba.cut`, on text made from a seed and on the samples."""
    numbers, extraction, compiled = record.numbers, record.extraction, record.compiled
    assert all((numbers, extraction, compiled))
    pairs = (("every number of made text", numbers.made), ("whole extraction of made text", extraction.made),
             ("the same, compiled", compiled.made), ("whole extraction of the samples", extraction.samples),
             ("the same, compiled", compiled.samples))
    rows = [(what, _count(pair.characters), _count(pair.found), _count(pair.jieba), _count(pair.youju), f"{pair.ratio:.2f} ×")
            for what, pair in pairs]
    return _table(("job", "characters", "found", "`jieba.cut`, characters/s", "youju, characters/s", "ratio"), rows)


def readers(record: Record) -> str:
    """What each reader makes of each file."""
    assert record.readers
    rows = [(f"`{row.file}`", row.reader, f"{row.found:.2%}", f"{row.ordered:.2%}", f"{row.figures:.2%}",
             _count(row.speed) if row.speed >= 100 else f"{row.speed:.1f}", f"{row.peak:.0f}") for row in record.readers.readings]
    missed = [f"{bound.what}: {bound.told}" for bound in record.readers.bounds if not bound.holds]
    told = f"Of {len(record.readers.bounds)} bounds, not held in this run: {'; '.join(missed) or 'none'}."
    heads = ("file", "reader", "characters found", "in order", "figures whole", "pages/s (DOCX: characters/s)", "MiB")
    return f"{told}\n\n{_table(heads, rows)}"


def comparison(record: Record) -> str:
    """Choosing among a million facts, writing a workbook."""
    got = record.comparison
    assert got
    assert got.pandas
    return _table(("job", "measured"), [
        (f"choose {_count(got.cells)} cells among {_count(got.facts)} facts in SQL, ms of processor", f"{got.select_ms:.0f}"),
        ("the same as objects of `compare`, ms of processor", f"{got.compare_ms:.0f}"),
        (f"pandas {got.pandas.version} from a table in memory, ms by the clock", f"{got.pandas.pandas_ms:.0f}"),
        ("SQLite in the same process, ms by the clock", f"{got.pandas.sqlite_ms:.0f}"),
        ("times as fast as pandas", f"{got.pandas.ratio:.1f}"),
        ("the same facts chosen", "yes" if got.pandas.same else "NO"),
        (f"workbook of {_count(got.workbook_cells)} cells, MB of the whole process", f"{got.workbook_mb:.0f}"),
        ("the same, seconds by the clock", f"{got.workbook_s:.1f}"),
    ])


def _curve(x: str, seconds: str, rate: str, digits: int, points: Sequence[Point] | None) -> str:
    assert points
    rows = [(_count(point.x), f"{point.seconds:,.{digits}f}", _count(point.rate) if point.rate >= 1000 else f"{point.rate:.1f}")
            for point in points]
    return _table((x, seconds, rate), rows)


def growth(record: Record) -> str:
    """The growing database."""
    assert record.growth
    rows = [(_count(row.documents), _count(row.facts), _count(row.shard_bytes), _count(row.db_bytes), f"{row.merge_ms:.1f}",
             f"{row.checks_s:.1f}", f"{row.tables_s:.1f}", f"{row.peak_mib:.0f}") for row in record.growth]
    return _table(("documents", "facts", "shard, bytes a document", "database, bytes a document",
                   "storing, ms of processor a document", "checks, s", "tables, s", "peak of the process, MiB"), rows)


MARKS: dict[str, Callable[[Record], str]] = {
    "speed": lambda record: speed(record, chinese=False),
    "speed zh": lambda record: speed(record, chinese=True),
    "bench machine": machine,
    "bench texts": texts,
    "bench made": made,
    "bench readers": readers,
    "bench comparison": comparison,
    "bench documents": lambda record: _curve("documents", "processor s", "documents/s of processor", 1, record.documents),
    "bench length": lambda record: _curve("bytes of one document", "processor s", "bytes/s", 3, record.length),
    "bench workers": lambda record: _curve("workers", "s by the clock", "documents/s", 1, record.workers),
    "bench growth": growth,
}
"""What stands between which marks."""
