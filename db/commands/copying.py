"""The command that moves a store into another database: `python -m db copy FROM TO`."""

from typing import Annotated

import typer

from core.words import DEFAULT, phrase
from db.clock import today
from db.commands.line import LanguageOption, answered
from db.copying import copy_store


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("copy")(answered(copy))


def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="The address of a store.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="The address of an empty one.")],
    language: LanguageOption = DEFAULT,
) -> None:
    """Copy a store into another database, either way, and prove that both hold the same."""

    def tell(table: str, rows: int) -> None:
        if rows:
            typer.echo(phrase(language, "copying.table", table=table, rows=rows))

    done = copy_store(source, target, on=today(), progress=tell)
    rows = sum(done.rows.values())
    typer.echo(phrase(language, "copying.done", rows=rows, tallies=done.tallies))
    typer.echo(phrase(language, "copying.beside"))
