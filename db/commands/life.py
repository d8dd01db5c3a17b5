"""`python -m db anonymise-again`: after a copy was put back without `restore`, as on a server."""

import typer

from core.words import DEFAULT
from db.commands.line import LanguageOption, answered, say
from db.engine import current_store
from db.life import GoneListNowhere, apply_gone, gone_file


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("anonymise-again")(anonymise_again)


@answered
def anonymise_again(language: LanguageOption = DEFAULT) -> None:
    """Anonymise who stands in the list of who is anonymised and is in the store by name."""
    store = current_store()
    if gone_file(store.url) is None:
        raise GoneListNowhere
    say(language, "gone_again", n=apply_gone(store))
