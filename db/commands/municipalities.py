"""`python -m db municipality …`: several municipalities on one machine."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from core.words import DEFAULT, phrase
from db.commands.line import DAY, LanguageOption, answered
from db.municipalities import places, running
from db.municipalities.joining import TalliesUnreadable, as_csv, joined, written
from db.municipalities.proxy import nginx

BELOW = 5
"""What is hidden where nobody says otherwise; as on the page Resultater."""

app = typer.Typer(no_args_is_help=True, help="Several municipalities on one machine.")


def say(language: str, key: str, **facts: object) -> None:
    """Print one sentence."""
    typer.echo(phrase(language, f"municipalities.line.{key}", **facts))


@app.command("add")
@answered
def add(
    name: Annotated[str, typer.Argument(help="The first part of its address: small letters.")],
    domain: Annotated[str, typer.Option(help="What comes after it, such as ungespor.example.")],
    language: LanguageOption = DEFAULT,
) -> None:
    """Give a municipality a folder, settings, keys and an empty store of its own."""
    made = places.add(name, domain)
    _each(language, (made,), ["migrate"])
    say(language, "added", name=name, folder=made.folder, port=made.port)


@app.command("list")
@answered
def list_them(language: LanguageOption = DEFAULT) -> None:
    """Which there are, where they lie, and at which port."""
    for each in places.all_of_them():
        say(language, "one", name=each.name, folder=each.folder, port=each.port)


@app.command("each", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
@answered
def each(
    context: typer.Context,
    only: Annotated[list[str] | None, typer.Option(help="These alone; may be repeated.")] = None,
    language: LanguageOption = DEFAULT,
) -> None:
    """Run a command of `python -m db` in each, such as `migrate`, `backup` or `check --deep`.

    Exit code 1 where it failed in one.
    """
    them = tuple(places.one(name) for name in only) if only else places.all_of_them()
    _each(language, them, context.args)


@app.command("serve")
@answered
def serve(language: LanguageOption = DEFAULT) -> None:
    """Serve them all, a process each; one that dies is started again."""
    them = places.all_of_them()
    say(language, "served", n=len(them))
    raise typer.Exit(running.serve(them))


@app.command("nginx")
@answered
def print_nginx(
    domain: Annotated[str, typer.Argument(help="What comes after their names.")],
    language: LanguageOption = DEFAULT,  # noqa: ARG001 — `answered` reads it
) -> None:
    """Print nginx' settings for all of them."""
    typer.echo(nginx(places.all_of_them(), domain), nl=False)


@app.command("tallies")
@answered
def tallies(
    folder: Annotated[Path, typer.Argument(help="Where the files go, one for each.")],
    from_date: Annotated[datetime, typer.Option("--from", formats=DAY, help="The first day.")],
    to_date: Annotated[datetime, typer.Option("--to", formats=DAY, help="The last day.")],
    below: Annotated[int, typer.Option(min=3, help="Hide counts below this.")] = BELOW,
    language: LanguageOption = DEFAULT,
) -> None:
    """Have each hand over its figures of a period, suppressed by itself."""
    first, last = from_date.date(), to_date.date()
    asked = ["tallies", "--from", str(first), "--to", str(last), "--suppress", str(below)]
    folder.mkdir(parents=True, exist_ok=True)
    failed = False
    for done in running.in_each(places.all_of_them(), asked):
        name = done.municipality.name
        if done.code:
            failed = True
            say(language, "failed", name=name, said=done.said)
            continue
        file = folder / f"{name}.json"
        file.write_text(written(name, first, last, below, json.loads(done.out)), encoding="utf-8")
        say(language, "handed_over", name=name, file=file)
    raise typer.Exit(int(failed))


@app.command("compare")
@answered
def compare(
    files: Annotated[list[Path], typer.Argument(help="What the municipalities handed over.")],
    to: Annotated[Path, typer.Option(help="The table, a CSV file.")],
    language: LanguageOption = DEFAULT,
) -> None:
    """Join the figures of several municipalities into one table."""
    names, rows = joined(files)
    table = as_csv(names, rows, phrase(language, "municipalities.total"))
    try:
        to.write_text(table, encoding="utf-8", newline="")
    except OSError as fault:
        raise TalliesUnreadable(file=to.name) from fault
    say(language, "compared", n=len(names), file=to)


def _each(language: str, them: tuple[places.Municipality, ...], words: list[str]) -> None:
    failed = False
    for done in running.in_each(them, words):
        failed = failed or done.code != 0
        key = "failed" if done.code else "done"
        say(language, key, name=done.municipality.name, said=done.said)
        sys.stdout.flush()
    if failed:
        raise typer.Exit(1)
