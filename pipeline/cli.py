"""The command `youju`: the group, and the commands in the order of the work."""

from __future__ import annotations

import click

from pipeline import cli_database as database
from pipeline import cli_documents as documents
from pipeline.codebook_commands import codebook, explain
from pipeline.regions_commands import regions


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
             help="有据：从政府工作报告中取出数字，每个数都能回到原文。")
@click.version_option(package_name="youju", prog_name="youju")
def main() -> None:
    """Group of the commands."""


for command in (
    documents.run, documents.extract, documents.numbers, database.compare, database.show, database.profile,
    database.rollup, database.derive, database.coverage, database.search, database.verify, database.check, documents.evaluate,
    database.runs, database.diff, database.schema, explain, codebook, regions,
):
    main.add_command(command)

if __name__ == "__main__":
    main()
