"""What all commands of `python -m db` share: the language, and what is said of a refusal."""

from collections.abc import Callable
from functools import wraps
from typing import Annotated, ParamSpec

import typer

from core.errors import RuleBroken
from core.words import DEFAULT, LANGUAGES, phrase, refusal_sentence
from db.engine import close_store

P = ParamSpec("P")
DAY = ["%Y-%m-%d", "%d-%m-%Y"]
"""How a day may be given."""


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise typer.BadParameter(" | ".join(LANGUAGES))
    return language


LanguageOption = Annotated[
    str,
    typer.Option(parser=_known, metavar="|".join(LANGUAGES), help="The language of the answers."),
]


def answered(command: Callable[P, None]) -> Callable[P, None]:
    """A refusal becomes its one sentence and exit code 1; the store is given back in any case."""

    @wraps(command)
    def run(*args: P.args, **options: P.kwargs) -> None:
        language = str(options.get("language", DEFAULT))
        try:
            command(*args, **options)
        except RuleBroken as refused:
            typer.echo(refusal_sentence(language, refused), err=True)
            raise typer.Exit(1) from refused
        finally:
            close_store()

    return run


def say(language: str, key: str, **facts: object) -> None:
    """Print one sentence."""
    typer.echo(phrase(language, f"exchange.line.{key}", **facts))
