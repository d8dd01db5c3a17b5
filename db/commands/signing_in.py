"""`python -m db user emergency` and `user reset-factor`: for the day when nobody gets in."""

from typing import Annotated

import typer

from core.codes import Role
from core.words import DEFAULT, phrase
from db.actions import accounts, second_factors
from db.commands.line import LanguageOption, answered
from db.engine import current_store


def register(users: typer.Typer) -> None:
    """Add the commands to those about accounts."""
    users.command("emergency")(make_emergency)
    users.command("reset-factor")(reset_factor)


@answered
def make_emergency(
    username: str,
    name: Annotated[str, typer.Option(help="What the log and the alarms call it.")],
    language: LanguageOption = DEFAULT,
) -> None:
    """Make the emergency administrator and print its password, to be sealed and put away."""
    current_store()
    password = accounts.create(
        username=username, name=name, roles=[Role.ADMINISTRATOR], by=None, emergency=True
    )
    typer.echo(phrase(language, "emergency.line.made", username=username, password=password))


@answered
def reset_factor(username: str, language: LanguageOption = DEFAULT) -> None:
    """Take away an account's second factor; it is set up anew at the next sign-in."""
    current_store()
    second_factors.reset_by_operator(username)
    typer.echo(phrase(language, "emergency.line.factor_reset", username=username))
