"""Whose figures these are, as it stands on all that is shown or handed out."""

from db import queries
from pages.shared.frame import t_plain, today


def place() -> str:
    """The municipality's name, and that the data are invented where they are."""
    named = queries.settings.in_force(today()).municipality
    demo = t_plain("exhibit.document.demo") if queries.store.is_demo() else ""
    return " · ".join(filter(None, (named, demo))) or t_plain("app.name")
