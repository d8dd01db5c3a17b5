"""The command line: `python -m db …`. Every command works on the store of UNGESPOR_DATABASE_URL."""

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from core.codes import Role, Variant
from core.exchange_limits import MOST_ROWS, most_rows
from core.exchange_words import sentence
from core.records.exchange import ImportReport, Problem, Written
from core.suppression import suppressed
from core.tallies import Period
from core.words import DEFAULT, phrase
from db import queries
from db.actions import accounts
from db.check import faults
from db.clock import today
from db.commands import backup as commands_backup
from db.commands import copying as commands_copying
from db.commands import encryption as commands_encryption
from db.commands import life as commands_life
from db.commands import log as commands_log
from db.commands import municipalities as commands_municipalities
from db.commands import signing_in as commands_signing_in
from db.commands.doctor import register as register_doctor
from db.commands.line import DAY, LanguageOption, answered, say
from db.engine import current_store, open_store
from db.exchange import check_new, export_to, import_from, template
from db.migrate import migrate, schema_version
from db.safekeeping.check_files import file_faults

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Ungespor's store: bring it up to date, import, export, check.",
)
users = typer.Typer(no_args_is_help=True, help="Accounts, for whoever runs the program.")
app.add_typer(users, name="user")
app.add_typer(commands_municipalities.app, name="municipality")
register_doctor(app)


@app.command("migrate")
@answered
def migrate_store(language: LanguageOption = DEFAULT) -> None:
    """Bring the store up to the newest version; a copy is kept beside it first."""
    store = open_store()
    applied = migrate(store)
    with store.engine.connect() as connection:
        version = schema_version(connection)
    say(language, "migrated" if applied else "up_to_date", version=version)


@app.command("import")
@answered
def import_lists(
    source: Annotated[Path, typer.Argument(help="A folder or .zip of NAME.csv files, or a .xlsx.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check only; write nothing.")] = False,
    any_size: Annotated[
        bool, typer.Option("--any-size", help="However long the lists are; needs memory.")
    ] = False,
    language: LanguageOption = DEFAULT,
) -> None:
    """Import a municipality's lists: all of them, or nothing and every problem by its place."""
    say(language, "reading", path=source)
    report = import_from(source, on=today(), dry_run=dry_run, any_size=any_size)
    tell(language, "problems", report.problems)
    tell(language, "warnings", report.warnings)
    if report.problems:
        say(language, "refused")
        raise typer.Exit(1)
    tell_sheets(language, report)
    say(language, "saved" if report.saved else "valid")


def tell(language: str, kind: str, problems: Iterable[Problem]) -> None:
    """Print the problems or warnings, each on a line of its own."""
    lines = [sentence(language, problem) for problem in problems]
    if lines:
        print(phrase(language, f"exchange.{kind}", n=len(lines)))
        print("\n".join(f"  {line}" for line in lines))


def tell_sheets(language: str, report: ImportReport) -> None:
    """Print what became of each sheet."""
    for name, written in report.sheets.items():
        label = phrase(language, f"exchange.sheet.{name}")
        say(language, "sheet_counts", sheet=label, **counts(written))


def counts(written: Written) -> dict[str, object]:
    """The numbers of one sheet as facts of a sentence."""
    return {
        "added": written.added,
        "changed": written.changed,
        "unchanged": written.unchanged,
    }


@app.command("export")
@answered
def export_store(
    target: Annotated[Path, typer.Argument(help="A new folder, or a name ending in .xlsx.")],
    with_cpr: Annotated[bool, typer.Option("--with-cpr", help="Include CPR numbers.")] = False,
    language: LanguageOption = DEFAULT,
) -> None:
    """Write all data out in the exchange format, ready to be imported elsewhere."""
    try:
        report = export_to(target, with_cpr=with_cpr)
    except OSError as error:
        say(language, "target_unwritable", path=target)
        raise typer.Exit(1) from error
    for name, rows in report.sheets.items():
        say(language, "sheet_rows", sheet=phrase(language, f"exchange.sheet.{name}"), rows=rows)
    say(language, "exported", path=target)
    if any(rows > most_rows(name) for name, rows in report.sheets.items()):
        say(language, "any_size", limit=MOST_ROWS)
    if not with_cpr:
        say(language, "without_cpr")


@app.command("template")
@answered
def write_template(
    target: Annotated[Path, typer.Argument(help="A new file; its name ends in .xlsx.")],
    language: LanguageOption = DEFAULT,
) -> None:
    """Write the empty workbook that a municipality fills in and imports."""
    check_new(target)
    try:
        target.write_bytes(template(language))
    except OSError as error:
        say(language, "target_unwritable", path=target)
        raise typer.Exit(1) from error
    say(language, "exported", path=target)


@app.command("demo")
@answered
def fill_demo(
    seed: Annotated[int, typer.Option(help="Another number makes other people.")] = 2026,
    if_empty: Annotated[
        bool, typer.Option("--if-empty", help="Leave a store with people in it as it is.")
    ] = False,
    published: Annotated[
        bool, typer.Option("--published", help="The figures of the report of 2017.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Put the demo that is there aside, and begin anew.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    language: LanguageOption = DEFAULT,
) -> None:
    """Fill an empty store with invented people."""
    import db.demo as demo  # noqa: PLC0415, PLR0402 — only this command needs Faker

    if if_empty and queries.store.has_people():
        return
    if again and queries.store.is_demo():
        if not yes and not typer.confirm(phrase(language, "exchange.line.demo_again")):
            raise typer.Exit(1)
        say(language, "demo_aside", path=demo.put_aside())
    if published:
        demo.fill_published(seed=seed)
    else:
        demo.fill(on=today(), seed=seed)
    say(language, "demo_filled", password=demo.PASSWORD)
    for username, role, name in demo.accounts():
        say(language, "demo_account", username=username, name=name, role=Role(role))


@app.command("tallies")
@answered
def print_tallies(
    from_date: Annotated[datetime, typer.Option("--from", formats=DAY, help="The first day.")],
    to_date: Annotated[datetime, typer.Option("--to", formats=DAY, help="The last day.")],
    variant: Annotated[Variant | None, typer.Option(help="H or U; both without it.")] = None,
    suppress: Annotated[
        int | None, typer.Option(help="Hide counts below this (never below 3).")
    ] = None,
    language: LanguageOption = DEFAULT,  # noqa: ARG001 — `answered` reads it
) -> None:
    """Print the programme's figures of a period as one JSON object, and nothing else."""
    current_store()
    period = Period(from_date.date(), to_date.date())
    figures = queries.tallies.figures(period, variant, by=None)
    if suppress is not None:
        figures = suppressed(figures, suppress)
    print(json.dumps(dict(figures), ensure_ascii=False))


@app.command("check")
@answered
def check_store(
    deep: Annotated[bool, typer.Option("--deep", help="Read the whole file and backups.")] = False,
    language: LanguageOption = DEFAULT,
) -> None:
    """Look for all that does not hold: rows, log, file, backups; exit code 1 where there is any."""
    found = [*file_faults(current_store(), deep=deep), *faults(today())]
    for fault in found:
        say(language, fault.code, **fault.facts)
    if found:
        raise typer.Exit(1)
    say(language, "in_order")


@users.command("add")
@answered
def add_user(
    username: str,
    name: Annotated[str, typer.Option(help="The person's name.")],
    role: Annotated[list[Role], typer.Option(help="May be given several times.")],
    staff_id: Annotated[str | None, typer.Option(help="Their row in the staff list.")] = None,
    organisation: Annotated[str | None, typer.Option(help="For referrers.")] = None,
    allocates: Annotated[
        bool, typer.Option("--allocates", help="Sees young people whom nobody has yet.")
    ] = False,
    language: LanguageOption = DEFAULT,
) -> None:
    """Make an account and print its first password."""
    current_store()
    password = accounts.create(
        username=username,
        name=name,
        roles=[each.value for each in role],
        by=None,
        staff_id=staff_id,
        organisation=organisation,
        allocates=allocates,
    )
    say(language, "user_made", username=username, password=password)


@users.command("reset")
@answered
def reset_user(username: str, language: LanguageOption = DEFAULT) -> None:
    """Give an account a new first password and print it; its sessions end."""
    current_store()
    password = accounts.reset_by_operator(username)
    say(language, "user_reset", username=username, password=password)


commands_log.register(app)
commands_life.register(app)
commands_backup.register(app)
commands_encryption.register(app)
commands_copying.register(app)
commands_signing_in.register(users)

if __name__ == "__main__":
    app()
