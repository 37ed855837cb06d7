"""The command `youju`. Each command imports what it needs when it runs, so that `--help` answers at once."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pipeline.batch import Outcome, Reading

MANY = 20
"""From this many documents on progress shows even where stderr is no terminal."""

Paths = tuple[Path, ...]

paths_argument = click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(exists=True, path_type=Path))
db_option = click.option(
    "--db", "db_path", default="outputs/youju.db", show_default=True, metavar="FILE", help="数据库文件。",
    type=click.Path(dir_okay=False, path_type=Path))
codebook_option = click.option(
    "--codebook", metavar="FILE", help="指标字典（TOML）；不给则用自带的社工站指标。",
    type=click.Path(exists=True, dir_okay=False, path_type=Path))
workers_option = click.option(
    "--workers", type=click.IntRange(1, 256), default=1, show_default=True, metavar="N",
    help="同时处理的进程数。")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
             help="有据：从政府工作报告中取出数字，每个数都能回到原文。")
@click.version_option(package_name="youju", prog_name="youju")
def main() -> None:
    """Group of the commands."""


@main.command(help="读取、抽取、核对、入库，写出指标表；最后在屏幕上列出对比表。有文件失败时退出码为 1。")
@paths_argument
@db_option
@click.option("--out", default="outputs", show_default=True, metavar="DIR", help="表格写到这个文件夹。",
              type=click.Path(file_okay=False, path_type=Path))
@workers_option
@codebook_option
def run(paths: Paths, db_path: Path, out: Path, workers: int, codebook: Path | None) -> None:
    from importlib.metadata import version

    from pipeline.batch import find_documents
    from pipeline.render import as_table, member_labels
    from pipeline.run import overview
    from pipeline.run import run as run_all
    from pipeline.summary import for_screen, told

    if not find_documents(paths):
        raise click.UsageError("没有找到可读的文件（TXT、DOCX、PDF、HTML）。")
    _load_codebook(codebook)
    result = run_all(paths, db_path, out, codebook=codebook, workers=workers, version=version("youju"),
                     progress=_progress)
    for path, twin in result.same:
        click.echo(f"{path}：与 {twin} 内容相同，只存一份", err=True)
    for failure in result.failures:
        click.echo(str(failure), err=True)
    db = _open(db_path)
    table = for_screen(overview(db, 4))
    if table.rows:
        click.echo(as_table(table, member_labels(db)))
        click.echo()
    click.echo(told(result))
    sys.exit(1 if result.failures else 0)


@main.command(help="抽取事实，每行一条 JSON。PATH 是文件或文件夹。有文件失败时退出码为 1。")
@paths_argument
@click.option("-o", "--output", "stream", default="-", metavar="FILE", help="写到文件，不给则写到标准输出。",
              type=click.File("w", encoding="utf-8", atomic=True))
@workers_option
@codebook_option
def extract(paths: Paths, stream: TextIO, workers: int, codebook: Path | None) -> None:
    from pipeline.rows import fact_row, write_lines

    failed: list[Outcome] = []
    for reading in _readings(paths, codebook, workers, failed):
        write_lines(map(fact_row, reading.extraction.facts), stream)
    _end(stream, failed)


@main.command(help="列出文件中的每一个数字：成为哪条事实，或为何不是。每行一条 JSON。")
@paths_argument
@click.option("-o", "--output", "stream", default="-", metavar="FILE", help="写到文件，不给则写到标准输出。",
              type=click.File("w", encoding="utf-8", atomic=True))
@workers_option
@codebook_option
def numbers(paths: Paths, stream: TextIO, workers: int, codebook: Path | None) -> None:
    from pipeline.rows import number_row, write_lines

    failed: list[Outcome] = []
    for reading in _readings(paths, codebook, workers, failed):
        write_lines(map(number_row, reading.extraction.numbers), stream)
    _end(stream, failed)


@main.command(help="按地区对比指标。每格取一条事实，附其编号；选取规则见 docs/commands.md。")
@click.argument("indicators", nargs=-1, required=True, metavar="INDICATOR...")
@db_option
@click.option("--time", default="", metavar="EDTF", help="只取截至日在此时间内的数，如 2021、2022-06。")
@click.option("--status", type=click.Choice(["actual", "target", "standard"]), default="actual",
              show_default=True, help="实际、目标或标准。")
@click.option("--statistic", type=click.Choice(["level", "share", "growth", "multiple"]), default="level",
              show_default=True, help="数量、占比、增幅或倍数。")
@click.option("--dims", multiple=True, metavar="DIM=MEMBER", help="只取这一分项，如 level=township；可重复。")
@click.option("--under", default="", metavar="REGION", help="只列此地区及其下级（名称或区划代码）。")
@click.option("--by-year", is_flag=True, help="一个指标逐年对比：行是地区，列是年份。")
@click.option("--rank", is_flag=True, help="按第一个指标从大到小排名。")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table",
              show_default=True, help="输出格式。")
@click.option("-o", "--output", metavar="FILE", help="写到 .xlsx、.csv 或 .json 文件，格式由扩展名定。",
              type=click.Path(dir_okay=False, path_type=Path))
def compare(indicators: tuple[str, ...], db_path: Path, time: str, status: str, statistic: str,
            dims: tuple[str, ...], under: str, by_year: bool, rank: bool, form: str,
            output: Path | None) -> None:
    from pipeline import compare as comparing
    from pipeline import render, tables

    db = _open(db_path)
    try:
        selection = comparing.Selection(indicators, status, statistic, time, _pairs(dims),
                                        comparing.find_region(db, under) if under else "")
        comparison = (comparing.compare_years if by_year else comparing.compare)(db, selection)
        if rank:
            comparison = comparing.ranked(comparison)
        labels = render.member_labels(db)
        if output:
            tables.write(db, comparison, labels, output)
            return
    except (LookupError, ValueError) as error:
        raise click.UsageError(str(error.args[0])) from error
    if not comparison.rows:
        click.echo("没有符合条件的数据", err=True)
    if form == "json":
        click.echo(render.as_json(comparison))
    elif form == "csv":
        click.echo("\ufeff" + render.as_csv(comparison, labels), nl=False)
    else:
        click.echo(render.as_table(comparison, labels))


@main.command(help="显示一条事实：标出数字的原句、文件、行或页、地区、时间、状态和依据。编号可只给开头几位。")
@click.argument("fact_id")
@db_option
def show(fact_id: str, db_path: Path) -> None:
    from pipeline.show import show as show_fact

    try:
        click.echo(show_fact(_open(db_path), fact_id))
    except LookupError as error:
        raise click.UsageError(str(error.args[0])) from error


@main.command(help="重读每个来源文件，证明每条事实仍与原文逐字相符、重读得出同一个数。有一条不符即退出码 1。")
@db_option
def verify(db_path: Path) -> None:
    from pipeline.verify import verify as verify_facts

    verdict = verify_facts(_open(db_path))
    for fault in verdict.faults:
        click.echo(str(fault))
    if not verdict.facts:
        click.echo("没有可核对的数据")
    else:
        click.echo(f"事实 {verdict.facts} 条：相符 {verdict.proved}，不符 {verdict.failed}，"
                   f"待重新抽取 {verdict.stale}")
    sys.exit(0 if verdict.clean else 1)


@main.command(help="列出疑点：互相矛盾、超过 100% 的占比等。有未解决的错误时退出码为 1。")
@db_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True,
              help="输出格式。")
def check(db_path: Path, form: str) -> None:
    from pipeline.rows import write_lines
    from pipeline.run import finding_rows
    from pipeline.summary import findings_table

    rows = finding_rows(_open(db_path))
    if form == "json":
        write_lines(rows, sys.stdout)
    else:
        click.echo(findings_table(rows))
    sys.exit(1 if any(row["severity"] == "error" for row in rows) else 0)


@main.command(help="与标准答案比对：各字段的正确率和 whole_f1。PATH 是报告，或已抽取的 .jsonl。")
@paths_argument
@click.option("--keys", required=True, metavar="DIR", help="答案文件夹，每份报告一个 <文件名>.jsonl。",
              type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--errors", is_flag=True, help="逐条列出错误。")
@click.option("--json", "as_json", is_flag=True, help="最后一行以 JSON 给出总计。")
@click.option("--write-floors", "floors", metavar="FILE", help="把这次的总计写作今后不得低于的底线。",
              type=click.Path(dir_okay=False, path_type=Path))
@workers_option
@codebook_option
def evaluate(paths: Paths, keys: Path, errors: bool, as_json: bool, floors: Path | None, workers: int,
             codebook: Path | None) -> None:
    from pipeline import evaluate as evaluation
    from pipeline.floors import write_floors
    from pipeline.rows import dumps, fact_row

    failed: list[Outcome] = []
    facts = [row for path in paths if path.suffix == ".jsonl" for row in evaluation.read_rows(path)]
    reports = tuple(path for path in paths if path.suffix != ".jsonl")
    if reports:
        facts += [fact_row(fact) for reading in _readings(reports, codebook, workers, failed)
                  for fact in reading.extraction.facts]
    scores, total = evaluation.evaluate(keys, facts)
    if not scores:
        raise click.UsageError(f"{keys}：没有答案文件（*.jsonl）。")
    for score in scores:
        for error in score.errors if errors else ():
            click.echo(error)
        click.echo(str(score))
    click.echo(str(total))
    if as_json:
        click.echo(dumps(total.figures))
    if floors:
        write_floors(floors, keys.resolve().parent.name, paths[0], keys, total.figures)
    _end(sys.stdout, failed)


@main.command(help="在全部句子中查找词语（多个词以空格分开，须同时出现），并列出句中的事实。")
@click.argument("words", nargs=-1, required=True)
@db_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="最多列出多少句。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="输出格式。")
def search(words: tuple[str, ...], db_path: Path, limit: int, form: str) -> None:
    from pipeline.rows import write_lines
    from pipeline.search import search as search_sentences
    from pipeline.summary import hit

    rows = search_sentences(_open(db_path), " ".join(words), limit)
    if form == "json":
        write_lines(rows, sys.stdout)
        return
    for row in rows:
        click.echo(hit(row))
    if not rows:
        click.echo("没有找到", err=True)


@main.command(help="一个地区的全部指标，每行一个。REGION 是名称或区划代码。")
@click.argument("region")
@db_option
@click.option("--time", default="", metavar="EDTF", help="只取截至日在此时间内的数。")
@click.option("--status", type=click.Choice(["actual", "target", "standard"]), default="actual",
              show_default=True, help="实际、目标或标准。")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True,
              help="输出格式。")
def profile(region: str, db_path: Path, time: str, status: str, form: str) -> None:
    from pipeline import profile as profiles
    from pipeline import render
    from pipeline.compare import find_region

    db = _open(db_path)
    try:
        comparison = profiles.profile(db, find_region(db, region), status=status, time=time)
    except (LookupError, ValueError) as error:
        raise click.UsageError(str(error.args[0])) from error
    if form == "json":
        click.echo(render.as_json(comparison))
    else:
        click.echo(profiles.profile_table(comparison, render.member_labels(db)))


@main.command(help="本级数与下级合计：下级报齐才给合计，否则列出缺谁。")
@click.argument("region")
@click.argument("indicators", nargs=-1, required=True, metavar="INDICATOR...")
@db_option
@click.option("--time", default="", metavar="EDTF", help="只取截至日在此时间内的数。")
@click.option("--status", type=click.Choice(["actual", "target", "standard"]), default="actual",
              show_default=True, help="实际、目标或标准。")
def rollup(region: str, indicators: tuple[str, ...], db_path: Path, time: str, status: str) -> None:
    from pipeline import rollup as rolling
    from pipeline.compare import find_region
    from pipeline.render import member_labels

    db = _open(db_path)
    try:
        rows = rolling.roll_up(db, find_region(db, region), indicators, time=time, status=status)
    except (LookupError, ValueError) as error:
        raise click.UsageError(str(error.args[0])) from error
    click.echo(rolling.roll_up_table(rows, member_labels(db)))


@main.command(help="谁报告了什么：每个指标有多少地区报告，分层级，多少被隐去。")
@db_option
@click.option("--time", default="", metavar="EDTF", help="只取截至日在此时间内的数。")
@click.option("--status", type=click.Choice(["actual", "target", "standard"]), default="actual",
              show_default=True, help="实际、目标或标准。")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True,
              help="输出格式。")
def coverage(db_path: Path, time: str, status: str, form: str) -> None:
    from pipeline import profile as profiles
    from pipeline.rows import write_lines

    try:
        rows = profiles.coverage(_open(db_path), status=status, time=time)
    except ValueError as error:
        raise click.UsageError(str(error.args[0])) from error
    if form == "json":
        write_lines(rows, sys.stdout)
    else:
        click.echo(profiles.coverage_table(rows))


@main.command(help="列出各次运行：时间、版本、指标字典、文件数、事实数和变化。")
@db_option
def runs(db_path: Path) -> None:
    from pipeline import diff as differences

    click.echo(differences.runs_table(differences.runs(_open(db_path))))


@main.command(help="两次运行之间哪些事实新增、减少、变更，以及原因。")
@click.argument("first", type=int, metavar="RUN")
@click.argument("last", type=int, metavar="RUN")
@db_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True,
              help="输出格式。")
def diff(first: int, last: int, db_path: Path, form: str) -> None:
    from pipeline import diff as differences
    from pipeline.rows import write_lines

    try:
        changes = differences.difference(_open(db_path), first, last)
    except LookupError as error:
        raise click.UsageError(str(error.args[0])) from error
    if form == "json":
        write_lines(differences.as_rows(changes), sys.stdout)
    else:
        click.echo(differences.as_table(changes))


@main.command(help="输出记录的 JSON Schema。")
@click.argument("record", type=click.Choice(["fact", "number", "finding"]), default="fact")
def schema(record: str) -> None:
    import json

    from pipeline.rows import json_schema

    click.echo(json.dumps(json_schema(record), ensure_ascii=False, indent=2))


def _open(path: Path) -> Database:
    """Open the database, or end with a usage error that says what is wrong."""
    from pipeline.store import StoreError, open_store

    try:
        return open_store(path)
    except StoreError as error:
        raise click.UsageError(str(error)) from error


def _load_codebook(path: Path | None) -> None:
    """Refuse a codebook with mistakes before any document is read."""
    from schemas.codebook import CodebookError, load_codebook

    try:
        load_codebook(path)
    except CodebookError as error:
        raise click.UsageError(str(error)) from error


def _readings(paths: Paths, codebook: Path | None, workers: int, failed: list[Outcome]) -> Iterator[Reading]:
    """The documents that could be read; each other one is told on stderr and kept in `failed`."""
    from pipeline.batch import Failure, find_documents, read_all

    documents = find_documents(paths)
    if not documents:
        raise click.UsageError("没有找到可读的文件（TXT、DOCX、PDF、HTML）。")
    _load_codebook(codebook)
    for outcome in _progress(read_all(documents, codebook, workers), len(documents)):
        if isinstance(outcome, Failure):
            failed.append(outcome)
            click.echo(str(outcome), err=True)
        else:
            yield outcome


def _progress(outcomes: Iterable[Outcome], total: int) -> Iterable[Outcome]:
    """Progress on stderr, for people and for long jobs."""
    from tqdm import tqdm

    shown = (total > 1 and sys.stderr.isatty()) or total >= MANY
    return tqdm(outcomes, total=total, unit="份", disable=not shown, file=sys.stderr, leave=False,
                mininterval=0.5 if sys.stderr.isatty() else 10)


def _pairs(options: tuple[str, ...]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for option in options:
        name, equals, member = option.partition("=")
        if not (name and equals and member):
            raise click.UsageError(f"--dims 应写作 分组=成员，如 level=township；收到 {option!r}。")
        pairs[name] = member
    return pairs


def _end(stream: Any, failed: list[Outcome]) -> None:
    """Exit 1 where documents failed; the file under -o is still completed."""
    stream.flush()
    if failed:
        sys.exit(1)


if __name__ == "__main__":
    main()
