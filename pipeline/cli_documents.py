"""Commands that read documents. Each imports what it needs when it runs, so that `--help` answers at once."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TextIO

import click

from pipeline.cli_options import (
    Paths,
    check_codebook,
    codebook_option,
    db_option,
    end,
    needing,
    open_reviewed,
    outcomes,
    output_option,
    paths_argument,
    progress,
    readings,
    workers_option,
)

if TYPE_CHECKING:
    from pipeline.batch import Outcome


@click.command(help="读取、抽取、核对、入库，写出指标表；最后在屏幕上列出对比表。已入库而未变的文件不重读；"
                    "中断后再运行同一命令即继续。有文件失败时退出码为 1。")
@paths_argument
@db_option
@click.option("--out", default="outputs", show_default=True, metavar="DIR", help="表格写到这个文件夹。",
              type=click.Path(file_okay=False, path_type=Path))
@workers_option
@codebook_option
@click.option("--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True,
              help="在本机各进程中处理，或交给 Ray 集群（须装 youju[scale]）。")
@click.option("--address", default="", metavar="ADDRESS",
              help="已启动的 Ray 集群：auto 或 主机:端口；不给则只在本机启动 Ray。")
@click.option("--html", is_flag=True, help="另写 report.html：各指标的表和图，一个文件，不用联网，点数字见原句。")
@click.option("--retry", is_flag=True, help="多次失败、已不再重试的文件也再试。")
@click.option("--prune", is_flag=True, help="来源文件已删除的，从库中移除其事实。")
def run(paths: Paths, db_path: Path, out: Path, workers: int | None, codebook: Path | None, engine: Literal["local", "ray"],
        address: str, html: bool, retry: bool, prune: bool) -> None:
    from importlib.metadata import version

    from pipeline.batch import find_documents
    from pipeline.engine import Engine
    from pipeline.faults import StoppedError
    from pipeline.render import as_table, member_labels
    from pipeline.run import overview
    from pipeline.run import run as run_all
    from pipeline.store import StoreError
    from pipeline.summary import complaints, for_screen, told
    from pipeline.tables import write

    if address and engine != "ray":
        raise click.UsageError("--address 只与 --engine ray 同用。")
    if not find_documents(paths):
        raise click.UsageError("没有找到可读的文件（TXT、DOCX、PDF、OFD、HTML）。")
    check_codebook(codebook)
    if html:  # better said before the work than after it
        with needing("report"):
            import vl_convert  # noqa: F401

            import pipeline.html_report.charts  # noqa: F401
    try:
        result = run_all(paths, db_path, out, codebook=codebook, workers=workers, version=version("youju"),
                         retry=retry, prune=prune, progress=progress, engine=Engine(engine, address),
                         stopping=lambda: click.echo("\n收到停止请求：做完手头的文件就停；再按一次立即停", err=True))
    except StoreError as error:
        raise click.UsageError(str(error)) from error
    except StoppedError as error:
        click.echo(str(error), err=True)
        sys.exit(130)
    for line in complaints(result):
        click.echo(line, err=True)
    if result.left:
        click.echo(told(result))
        sys.exit(130)
    db = open_reviewed(db_path)
    if html:
        write(db, overview(db, 1000), member_labels(db), out / "report.html")
        result.files = [*result.files, out / "report.html"]
    table = for_screen(overview(db, 4))
    if table.rows:
        click.echo(as_table(table, member_labels(db)))
        click.echo()
    click.echo(told(result))
    sys.exit(1 if result.failures else 0)


@click.command(help="抽取事实，每行一条 JSON。PATH 是文件或文件夹。有文件失败时退出码为 1。")
@paths_argument
@output_option
@workers_option
@codebook_option
def extract(paths: Paths, stream: TextIO, workers: int | None, codebook: Path | None) -> None:
    _print(paths, "facts", stream, workers, codebook)


@click.command(help="列出文件中的每一个数字：成为哪条事实，或为何不是。每行一条 JSON。")
@paths_argument
@output_option
@workers_option
@codebook_option
def numbers(paths: Paths, stream: TextIO, workers: int | None, codebook: Path | None) -> None:
    _print(paths, "numbers", stream, workers, codebook)


def _print(paths: Paths, kind: Literal["facts", "numbers"], stream: TextIO, workers: int | None, codebook: Path | None) -> None:
    from shutil import copyfileobj

    from pipeline.printing import printed

    failed: list[Outcome] = []
    for document in outcomes(paths, codebook, workers, failed, partial(printed, kind=kind)):
        with document.lines.open(encoding="utf-8", newline="") as lines:
            copyfileobj(lines, stream)
    end(stream, failed)


@click.command(help="与标准答案比对：各字段的正确率和 whole_f1。PATH 是报告，或已抽取的 .jsonl。")
@paths_argument
@click.option("--keys", required=True, metavar="DIR", help="答案文件夹，每份报告一个 <文件名>.jsonl。",
              type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--errors", is_flag=True, help="逐条列出错误。")
@click.option("--json", "as_json", is_flag=True, help="最后一行以 JSON 给出总计。")
@click.option("--reliability", is_flag=True, help="最后给出可靠性表：置信度说几成，实际几成完全正确。")
@click.option("--write-floors", "floors", metavar="FILE", help="把这次的总计写作今后不得低于的底线；低于原底线时拒绝。",
              type=click.Path(dir_okay=False, path_type=Path))
@click.option("--lower", is_flag=True, help="与 --write-floors 同用：允许降低原底线。")
@workers_option
@codebook_option
def evaluate(paths: Paths, keys: Path, errors: bool, as_json: bool, reliability: bool, floors: Path | None,
             lower: bool, workers: int | None, codebook: Path | None) -> None:
    from pipeline import evaluate as evaluation
    from pipeline.floors import write_floors
    from pipeline.reliability import reliability as reliability_of
    from pipeline.rows import dumps, fact_row

    failed: list[Outcome] = []
    facts = [row for path in paths if path.suffix == ".jsonl" for row in evaluation.read_rows(path)]
    reports = tuple(path for path in paths if path.suffix != ".jsonl")
    if reports:
        facts += [fact_row(fact) for reading in readings(reports, codebook, workers, failed)
                  for fact in reading.extraction.facts]
    scores, total = evaluation.evaluate(keys, facts)
    if not scores:
        raise click.UsageError(f"{keys}：没有答案文件（*.jsonl）。")
    for score in scores:
        for error in score.errors if errors else ():
            click.echo(error)
        click.echo(str(score))
    click.echo(str(total))
    if reliability:
        judged = [(fact["confidence"], right) for fact, right in evaluation.judged(keys, facts)]
        click.echo("\n".join(["", *reliability_of(judged).lines()]))
    if as_json:
        click.echo(dumps(total.figures))
    if floors:
        try:
            write_floors(floors, keys.resolve().parent.name, paths[0], keys, total.figures, lower=lower)
        except ValueError as error:
            raise click.ClickException(f"{floors}：会降低底线，未写入（{error}）。确要降低，请加 --lower。") from error
    end(sys.stdout, failed)
