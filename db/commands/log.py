"""`python -m db accept-log`: go on after the log was found not to hold."""

from typing import Annotated

import typer

from core.words import DEFAULT, phrase
from db.actions.log_accepting import accept
from db.commands.line import LanguageOption, answered
from db.engine import current_store
from db.log.chain import Break


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("accept-log")(accept_log)


@answered
def accept_log(
    reason: Annotated[str, typer.Option(help="What was found out, for those who read it later.")],
    language: LanguageOption = DEFAULT,
) -> None:
    """Write down what does not hold in the log and why work may go on."""
    for each in accept(current_store(), reason):
        typer.echo(told(language, each))
    typer.echo(phrase(language, "log.line.accepted"))


def told(language: str, each: Break) -> str:
    """The sentence of a break."""
    return phrase(language, f"log.flaw.{each.flaw}", number=str(each.sequence))
