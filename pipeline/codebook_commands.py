"""`youju codebook`: check a codebook of one's own, or begin one. `youju explain`: which of its rows decided."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.group(help="指标字典：检查一份，或新写一份。")
def codebook() -> None:
    """Group of the commands on codebooks."""


@codebook.command(help="检查指标字典：格式、用词，并逐句试例句。有错误时退出码为 1。不给 FILE 则检查自带的。")
@click.argument("file", required=False, metavar="[FILE]",
                type=click.Path(exists=True, dir_okay=False, path_type=Path))
def lint(file: Path | None) -> None:
    from pipeline.codebook_lint import lint as faults_of
    from schemas.codebook import CodebookError, load_codebook

    try:
        book = load_codebook(file)
    except CodebookError as error:
        click.echo(str(error))
        sys.exit(1)
    faults = faults_of(book)
    for fault in faults:
        click.echo(str(fault))
    errors = sum(fault.kind == "error" for fault in faults)
    sentences = sum(len(row.examples) + len(row.counterexamples) for row in book.indicator)
    click.echo(f"「{book.label}」：{len(book.indicator)} 个指标，{sentences} 句例句，"
               f"{errors} 处错误，{len(faults) - errors} 处提示")
    sys.exit(1 if errors else 0)


@codebook.command(help="新写一份带注释的指标字典，作为起点。FILE 已存在时不覆盖。")
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
def init(file: Path) -> None:
    from importlib.resources import files

    if file.suffix != ".toml":
        raise click.UsageError(f"指标字典的文件名应以 .toml 结尾；收到 {file.name}。")
    try:
        with file.open("x", encoding="utf-8") as stream:
            stream.write((files("schemas") / "data" / "codebook_starter.toml").read_text(encoding="utf-8"))
    except FileExistsError as error:
        raise click.UsageError(f"{file} 已存在，没有覆盖。") from error
    except OSError as error:
        raise click.UsageError(f"{file}：写不进去（{error.strerror}）。") from error
    click.echo(f"已写出 {file}；改好后运行 youju codebook lint {file}")


@click.command(help="说明一个数字为何这样理解：读作什么，哪些词、哪一行规则起了作用，谁落选了。"
                    "PLACE 写作 文件:位置，位置是原文第几个字（从 0 数起，facts 中的 start）。")
@click.argument("place", metavar="PLACE")
@click.option("--codebook", metavar="FILE", help="指标字典（TOML）；不给则用自带的社工站指标。",
              type=click.Path(exists=True, dir_okay=False, path_type=Path))
def explain(place: str, codebook: Path | None) -> None:
    from extractors.facts import extract
    from pipeline import explain as explaining
    from pipeline.readers import ReadError, read
    from schemas.codebook import CodebookError, load_codebook

    try:
        path, offset = explaining.parse_place(place)
        book = load_codebook(codebook)
        document = read(path)
        told = explaining.explain(document, extract(document, book), book, offset)
    except (ValueError, LookupError, CodebookError, ReadError) as error:
        raise click.UsageError(str(error.args[0]) if isinstance(error, LookupError) else str(error)) from error
    click.echo(told)
