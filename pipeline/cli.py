"""The command `youju`: the group, and the commands in the order of the work."""

from __future__ import annotations

import errno
import gc
import os
import sys
from typing import Any

import click

from pipeline import cli_database as database
from pipeline import cli_documents as documents
from pipeline.codebook_commands import codebook, explain
from pipeline.regions_commands import regions
from pipeline.serve_commands import decisions, serve

# What else is installed has no say in how records are made, and is not looked through for plugins at each start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _stores() -> set[Any]:
    """The databases open now; asked by name of what is loaded, so that `--help` does not load SQLite."""
    store = sys.modules.get("pipeline.store")
    return store.opened_stores() if store else set()


class _Commands(click.Group):
    """A group that tells what goes wrong around the program (disk, permissions, database) in words."""

    def invoke(self, ctx: click.Context) -> Any:
        before = _stores()
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader of a pipe has seen enough
                raise
            self._tell(error, str(error.filename or "写出结果"))
        except Exception as error:
            # Asked by name of what is loaded, so that `--help` does not load SQLite.
            sqlite, faults = sys.modules.get("sqlite3"), sys.modules.get("pipeline.faults")
            if faults and isinstance(error, faults.RunError):
                raise click.ClickException(str(error)) from error
            if sqlite is None or not isinstance(error, sqlite.OperationalError):
                raise
            self._tell(error, str(ctx.params.get("db_path", "数据库")))
        finally:
            for db in _stores() - before:
                db.close()  # or SQLite leaves its -wal and -shm files beside the database
            gc.freeze()  # at its end Python looks once more for cycles in all that was loaded: a tenth of a second

    def _tell(self, error: Any, place: str) -> None:
        from pathlib import Path

        from pipeline.faults import told

        raise click.ClickException(told(error, Path(place))) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
             help="有据：从政府工作报告中取出数字，每个数都能回到原文。")
@click.version_option(package_name="youju", prog_name="youju")
def main() -> None:
    """Group of the commands."""


for command in (
    documents.run, documents.extract, documents.numbers, database.compare, database.show, database.profile,
    database.rollup, database.derive, database.coverage, database.search, database.verify, database.check, documents.evaluate,
    database.export, database.runs, database.failures, database.diff, database.schema, explain, codebook, regions, serve, decisions,
):
    main.add_command(command)

if __name__ == "__main__":
    main()
