"""`python -m db doctor`: whether this installation is set up to hold sensitive data."""

import typer

from core.words import DEFAULT, phrase
from db.commands.line import LanguageOption
from db.doctor import Level, examine, this_one


def register(app: typer.Typer) -> None:
    """Put the command beside the others."""
    app.command("doctor")(doctor)


def doctor(language: LanguageOption = DEFAULT) -> None:
    """Look at keys, files, TLS, backups, disk, clock, packages; exit code 1 where one is wrong."""
    findings = list(examine(this_one()))
    for finding in findings:
        level = phrase(language, f"doctor.level.{finding.level}")
        said = phrase(language, f"doctor.{finding.name}.{finding.level}", **finding.facts)
        typer.echo(f"{level:<8}{said}")
    if any(finding.level is Level.WRONG for finding in findings):
        raise typer.Exit(1)
