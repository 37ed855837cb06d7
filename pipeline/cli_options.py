"""What the commands share: options, opening the database, reading documents with progress and complaints."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pipeline.batch import Outcome, Reading

MANY = 20
"""From this many documents on progress shows even where stderr is no terminal."""

Command = TypeVar("Command", bound=Callable[..., Any])
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
    "--workers", type=click.IntRange(1, 256), metavar="N",
    help="同时处理的进程数；不给则文件多时与处理器核数相同，文件少时为 1。")
time_option = click.option("--time", default="", metavar="EDTF", help="只取截至日在此时间内的数，如 2021、2022-06。")
status_option = click.option(
    "--status", type=click.Choice(["actual", "target", "standard"]), default="actual", show_default=True,
    help="实际、目标或标准。")
output_option = click.option(
    "-o", "--output", "stream", default="-", metavar="FILE", help="写到文件，不给则写到标准输出。",
    type=click.File("w", encoding="utf-8", atomic=True))


machine_option = click.option("--machine", is_flag=True, help="只看机器的结果，不用核对中的决定。")


def format_option(*forms: str) -> Callable[[Command], Command]:
    """The option `--format` with these choices, the first the default."""
    return click.option("--format", "form", type=click.Choice(forms), default=forms[0], show_default=True,
                        help="输出格式。")


def open_database(path: Path) -> Database:
    """Open the database, or end with a usage error that says what is wrong."""
    from pipeline.store import StoreError, open_store

    try:
        return open_store(path)
    except StoreError as error:
        raise click.UsageError(str(error)) from error


def open_reviewed(path: Path, machine: bool = False) -> Database:
    """The same for tables: with what people decided laid over the facts, unless only the machine's are asked for."""
    from pipeline.reviewed import lay_over

    db = open_database(path)
    if not machine:
        lay_over(db)
    return db


@contextmanager
def needing(extra: str) -> Iterator[None]:
    """Tell which extra to install where a library of it is missing."""
    try:
        yield
    except ImportError as error:
        raise click.UsageError(f"缺少 {error.name}，请安装：pip install 'youju[{extra}]'") from error


def check_codebook(path: Path | None) -> None:
    """Refuse a codebook with mistakes before any document is read."""
    from schemas.codebook import CodebookError, load_codebook

    try:
        load_codebook(path)
    except CodebookError as error:
        raise click.UsageError(str(error)) from error


def readings(paths: Paths, codebook: Path | None, workers: int | None, failed: list[Outcome]) -> Iterator[Reading]:
    """The documents that could be read; each other one is told on stderr and kept in `failed`."""
    from pipeline.batch import read_all

    yield from outcomes(paths, codebook, workers, failed, read_all)


def outcomes(paths: Paths, codebook: Path | None, workers: int | None, failed: list[Outcome],
             work: Callable[..., Iterable[Any]]) -> Iterator[Any]:
    """What `work` gives of the documents, with progress; each one that failed is told on stderr and kept in `failed`.

    `work` takes the documents, the codebook and the number of workers, by the names `paths`, `codebook` and `workers`.
    """
    from pipeline.batch import Failure, find_documents, fitting_workers

    documents = find_documents(paths)
    if not documents:
        raise click.UsageError("没有找到可读的文件（TXT、DOCX、PDF、HTML）。")
    check_codebook(codebook)
    done = work(paths=documents, codebook=codebook, workers=workers or fitting_workers(documents))
    for outcome in progress(done, len(documents)):
        if isinstance(outcome, Failure):
            failed.append(outcome)
            click.echo(str(outcome), err=True)
        else:
            yield outcome


def progress(outcomes: Iterable[Any], total: int) -> Iterator[Any]:
    """Progress on stderr, for people and for long jobs: rate, time remaining, failures."""
    if not ((total > 1 and sys.stderr.isatty()) or total >= MANY):
        yield from outcomes
        return
    from tqdm import tqdm

    from pipeline.batch import Failure

    bar = tqdm(outcomes, total=total, unit="份", file=sys.stderr, leave=False,
               mininterval=0.5 if sys.stderr.isatty() else 10)
    failed = 0
    for outcome in bar:
        if isinstance(outcome, Failure):
            failed += 1
            bar.set_postfix_str(f"失败 {failed}", refresh=False)
        yield outcome


def end(stream: Any, failed: list[Outcome]) -> None:
    """Exit 1 where documents failed; the file under -o is still completed."""
    stream.flush()
    if failed:
        sys.exit(1)
