"""Commands that ask the database. Each imports what it needs when it runs, so that `--help` answers at once."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from pipeline.cli_options import (
    db_option,
    format_option,
    machine_option,
    needing,
    open_database,
    open_reviewed,
    status_option,
    time_option,
)


@click.command(help="按地区对比指标。每格取一条事实，附其编号；选取规则见 docs/commands.md。")
@click.argument("indicators", nargs=-1, required=True, metavar="INDICATOR...")
@db_option
@time_option
@status_option
@click.option("--statistic", type=click.Choice(["level", "share", "growth", "multiple"]), default="level",
              show_default=True, help="数量、占比、增幅或倍数。")
@click.option("--dims", multiple=True, metavar="DIM=MEMBER", help="只取这一分项，如 level=township；可重复。")
@click.option("--under", default="", metavar="REGION", help="只列此地区及其下级（名称或区划代码）。")
@click.option("--by-year", is_flag=True, help="一个指标逐年对比：行是地区，列是年份。")
@click.option("--rank", is_flag=True, help="按第一个指标从大到小排名。")
@machine_option
@format_option("table", "csv", "json")
@click.option("-o", "--output", metavar="FILE", help="写到文件，格式由扩展名定：.xlsx、.csv、.sdmx.csv、.json、.html（带图）、.parquet。",
              type=click.Path(dir_okay=False, path_type=Path))
def compare(indicators: tuple[str, ...], db_path: Path, time: str, status: str, statistic: str,
            dims: tuple[str, ...], under: str, by_year: bool, rank: bool, machine: bool, form: str,
            output: Path | None) -> None:
    from pipeline import compare as comparing
    from pipeline import render, tables

    db = open_reviewed(db_path, machine)
    try:
        selection = comparing.Selection(indicators, status, statistic, time, pairs(dims),
                                        comparing.find_region(db, under) if under else "")
        comparison = (comparing.compare_years if by_year else comparing.compare)(db, selection)
        if rank:
            comparison = comparing.ranked(comparison)
        labels = render.member_labels(db)
        if output:
            with needing("report" if output.suffix.lower() == ".html" else "parquet"):
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


@click.command(help="显示一条事实：标出数字的原句、文件、行或页、地区、时间、状态和依据。编号可只给开头几位。")
@click.argument("fact_id")
@db_option
def show(fact_id: str, db_path: Path) -> None:
    from pipeline.show import show as show_fact

    try:
        click.echo(show_fact(open_database(db_path), fact_id))
    except LookupError as error:
        raise click.UsageError(str(error.args[0])) from error


@click.command(help="重读每个来源文件，证明每条事实仍与原文逐字相符、重读得出同一个数。有一条不符即退出码 1。")
@db_option
def verify(db_path: Path) -> None:
    from pipeline.verify import verify as verify_facts

    verdict = verify_facts(open_database(db_path))
    for fault in verdict.faults:
        click.echo(str(fault))
    if not verdict.facts:
        click.echo("没有可核对的数据")
    else:
        click.echo(f"事实 {verdict.facts} 条：相符 {verdict.proved}，不符 {verdict.failed}，"
                   f"待重新抽取 {verdict.stale}")
    sys.exit(0 if verdict.clean else 1)


@click.command(help="列出核对了什么、发现哪些疑点：合计不符、前后矛盾、超过 100% 的占比等。有待核的错误时退出码为 1。")
@db_option
@click.option("--confirm", default="", metavar="ID", help="把一个疑点记为属实。")
@click.option("--dismiss", default="", metavar="ID", help="排除一个疑点，须说明理由。")
@click.option("--reopen", default="", metavar="ID", help="把一个疑点改回待核。")
@click.option("--reason", default="", metavar="TEXT", help="理由。")
@click.option("--rules", metavar="FILE", help="先加上本单位的规则（TOML）重新核对。",
              type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--all", "every", is_flag=True, help="以 JSON 列出每一项核对及其算式，不只疑点。")
@format_option("table", "json")
def check(db_path: Path, confirm: str, dismiss: str, reopen: str, reason: str, rules: Path | None, every: bool,
          form: str) -> None:
    from datetime import UTC, datetime

    from pipeline import findings
    from pipeline.checking import check_store
    from pipeline.rows import write_lines
    from schemas.codebook import load_codebook
    from schemas.plausibility import load_rules

    db = open_database(db_path)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        if rules:
            check_store(db, load_codebook(), load_rules(rules))
        for name, state in ((confirm, "confirmed"), (dismiss, "dismissed"), (reopen, "open")):
            if name:
                findings.decide(db, name, state, reason, now)
    except (LookupError, ValueError) as error:
        raise click.UsageError(str(error.args[0])) from error
    rows = findings.finding_rows(db)
    if form == "json" or every:
        write_lines(findings.check_rows(db) if every else rows, sys.stdout)
    else:
        click.echo(findings.printed(db))
    sys.exit(1 if any(row["severity"] == "error" and row["state"] == "open" for row in rows) else 0)


@click.command(help="一个地区的全部指标，每行一个。REGION 是名称或区划代码。")
@click.argument("region")
@db_option
@time_option
@status_option
@format_option("table", "json")
def profile(region: str, db_path: Path, time: str, status: str, form: str) -> None:
    from pipeline import profile as profiles
    from pipeline import render
    from pipeline.compare import find_region

    db = open_reviewed(db_path)
    try:
        comparison = profiles.profile(db, find_region(db, region), status=status, time=time)
    except (LookupError, ValueError) as error:
        raise click.UsageError(str(error.args[0])) from error
    if form == "json":
        click.echo(render.as_json(comparison))
    else:
        click.echo(profiles.profile_table(comparison, render.member_labels(db)))


@click.command(help="本级数与下级合计：下级报齐才给合计，否则列出缺谁。")
@click.argument("region")
@click.argument("indicators", nargs=-1, required=True, metavar="INDICATOR...")
@db_option
@time_option
@status_option
def rollup(region: str, indicators: tuple[str, ...], db_path: Path, time: str, status: str) -> None:
    from pipeline import rollup as rolling
    from pipeline.compare import find_region
    from pipeline.render import member_labels

    db = open_reviewed(db_path)
    try:
        rows = rolling.roll_up(db, find_region(db, region), indicators, time=time, status=status)
    except (LookupError, ValueError) as error:
        raise click.UsageError(str(error.args[0])) from error
    click.echo(rolling.roll_up_table(rows, member_labels(db)))


@click.command(help="派生指标（站均人员、持证率等）：附分子、分母两条事实；不给 CODE 则列出全部。")
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@db_option
@time_option
@click.option("--under", default="", metavar="REGION", help="只列此地区及其下级（名称或区划代码）。")
@format_option("table", "json")
def derive(codes: tuple[str, ...], db_path: Path, time: str, under: str, form: str) -> None:
    from pipeline import derive as deriving
    from pipeline.compare import find_region
    from pipeline.rows import write_lines

    db = open_reviewed(db_path)
    try:
        results = deriving.derive(db, codes, time=time, under=find_region(db, under) if under else "")
    except (LookupError, ValueError) as error:
        raise click.UsageError(str(error.args[0])) from error
    if form == "json":
        write_lines(deriving.as_rows(results), sys.stdout)
    else:
        click.echo(deriving.as_table(results))


@click.command(help="谁报告了什么：每个指标有多少地区报告，分层级，多少被隐去。")
@db_option
@time_option
@status_option
@format_option("table", "json")
def coverage(db_path: Path, time: str, status: str, form: str) -> None:
    from pipeline import profile as profiles
    from pipeline.rows import write_lines

    try:
        rows = profiles.coverage(open_reviewed(db_path), status=status, time=time)
    except ValueError as error:
        raise click.UsageError(str(error.args[0])) from error
    if form == "json":
        write_lines(rows, sys.stdout)
    else:
        click.echo(profiles.coverage_table(rows))


@click.command(help="在全部句子中查找词语（多个词以空格分开，须同时出现），并列出句中的事实。")
@click.argument("words", nargs=-1, required=True)
@db_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="最多列出多少句。")
@format_option("text", "json")
def search(words: tuple[str, ...], db_path: Path, limit: int, form: str) -> None:
    from pipeline.rows import write_lines
    from pipeline.search import search as search_sentences
    from pipeline.summary import hit

    rows = search_sentences(open_database(db_path), " ".join(words), limit)
    if form == "json":
        write_lines(rows, sys.stdout)
        return
    for row in rows:
        click.echo(hit(row))
    if not rows:
        click.echo("没有找到", err=True)


@click.command(help="列出各次运行：时间、版本、指标字典、文件数、事实数和变化。")
@db_option
def runs(db_path: Path) -> None:
    from pipeline import diff as differences

    click.echo(differences.runs_table(differences.runs(open_database(db_path))))


@click.command(help="列出最近一次没有成功的文件：环节、次数、原因。")
@db_option
@format_option("table", "json")
def failures(db_path: Path, form: str) -> None:
    from pipeline import failures as failing
    from pipeline.rows import write_lines

    rows = failing.failure_rows(open_database(db_path))
    if form == "json":
        write_lines(rows, sys.stdout)
    else:
        click.echo(failing.failures_table(rows))


@click.command(help="两次运行之间哪些事实新增、减少、变更，以及原因。")
@click.argument("first", type=int, metavar="RUN")
@click.argument("last", type=int, metavar="RUN")
@db_option
@format_option("table", "json")
def diff(first: int, last: int, db_path: Path, form: str) -> None:
    from pipeline import diff as differences
    from pipeline.rows import write_lines

    try:
        changes = differences.difference(open_database(db_path), first, last)
    except LookupError as error:
        raise click.UsageError(str(error.args[0])) from error
    if form == "json":
        write_lines(differences.as_rows(changes), sys.stdout)
    else:
        click.echo(differences.as_table(changes))


@click.command(help="输出记录的 JSON Schema。")
@click.argument("record", type=click.Choice(["fact", "number", "finding"]), default="fact")
def schema(record: str) -> None:
    from pipeline.rows import json_schema

    click.echo(json.dumps(json_schema(record), ensure_ascii=False, indent=2))


@click.command(help="把全部事实写成 Parquet，各列类型明确，代码为文本。PATH 是 .parquet 文件；"
                    "是文件夹则按省和年份分成多个文件，供 DuckDB、Spark 分析。")
@click.argument("path", type=click.Path(path_type=Path))
@db_option
def export(path: Path, db_path: Path) -> None:
    from pipeline import dataset, parquet
    from pipeline.tables import replacing

    db = open_database(db_path)
    with needing("parquet"):
        if path.suffix.lower() == ".parquet" and not path.is_dir():
            with replacing(path) as draft:
                count = parquet.write_facts(parquet.fact_rows(db), draft)
            click.echo(f"写出事实 {count} 条：{path}")
        elif not path.suffix or path.is_dir():
            try:
                count, files = dataset.write_dataset(db, path)
            except FileExistsError as error:
                raise click.UsageError(str(error)) from error
            click.echo(f"写出事实 {count} 条，{files} 个文件：{path}")
        else:
            raise click.UsageError(f"{path}：只能写 .parquet 文件，或不带扩展名的文件夹")


def pairs(options: tuple[str, ...]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for option in options:
        name, equals, member = option.partition("=")
        if not (name and equals and member):
            raise click.UsageError(f"--dims 应写作 分组=成员，如 level=township；收到 {option!r}。")
        pairs[name] = member
    return pairs
