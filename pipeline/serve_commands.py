"""Commands of the review: the page in the browser, and its decisions as an answer key."""

from __future__ import annotations

import getpass
import os
from contextlib import suppress
from pathlib import Path

import click

from pipeline.cli_options import db_option, open_database

LOCAL = ("127.0.0.1", "localhost", "::1")
SHORTEST = 12
"""Characters of a token; it is all that guards an open server."""


@click.command(help="在浏览器中核对：左边原文，右边记录，全用键盘。默认只有本机能打开；--host 开放时必须给 --token。")
@db_option
@click.option("--port", type=click.IntRange(0, 65535), default=8800, show_default=True, help="端口；0 为任一空闲端口。")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址。")
@click.option("--token", default="", envvar="YOUJU_TOKEN", metavar="TEXT",
              help="口令，至少 12 字；也可用环境变量 YOUJU_TOKEN，以免留在命令记录中。")
@click.option("--read-only", is_flag=True, help="只看，不能决定。")
@click.option("--user", default="", metavar="NAME", help="核对人；不给则用系统用户名，页面上可改。")
def serve(db_path: Path, port: int, host: str, token: str, read_only: bool, user: str) -> None:
    try:
        import uvicorn

        from pipeline.server.app import build
        from pipeline.server.listen import listen
        from pipeline.server.site import Site
    except ImportError as error:
        raise click.UsageError(f"缺少 {error.name}，请安装：pip install 'youju[serve]'") from error
    if host not in LOCAL and not token:
        raise click.UsageError("用 --host 对外开放时必须给 --token（或环境变量 YOUJU_TOKEN）")
    if token and len(token) < SHORTEST:
        raise click.UsageError(f"口令太短，至少 {SHORTEST} 字")
    open_database(db_path).conn.close()
    site = Site(db_path, user or _user(), read_only, token)
    try:
        listening = listen(host, port)
    except OSError as error:
        raise click.UsageError(f"{host}:{port} 不能监听（{error.strerror}）；换一个端口：--port") from error
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"核对页：http://{shown}:{listening.getsockname()[1]}/ （Ctrl+C 停止）")
    config = uvicorn.Config(build(site, local=host in LOCAL), log_level="warning", server_header=False)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run([listening])


@click.group(help="核对中的决定。")
def decisions() -> None:
    """Group of the commands about the ledger."""


@decisions.command(help="把决定写成标准答案，每份报告一个 <文件名>.jsonl，供 youju evaluate --keys 使用。已失效的不写。")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@db_option
def export(folder: Path, db_path: Path) -> None:
    from pipeline.decisions_key import export_keys

    open_database(db_path).conn.close()
    result = export_keys(db_path, folder)
    for path in result.files:
        click.echo(str(path))
    click.echo(f"写出 {result.written} 条，失效未写 {result.stale} 条")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return os.environ.get("USER", "核对人")
