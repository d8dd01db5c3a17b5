"""How an item of the meeting checklist is put on a day: in own words, or in the program's."""

from datetime import date

from core.codes import Coded
from core.meetings import REVERSE
from core.words import code_key
from db import queries
from pages.shared.frame import t_plain


def item_words(item: str, on: date) -> str:
    """The words of an item, as plain text."""
    own = queries.checklist.wordings(on).get(item)
    return own or t_plain(code_key(Coded("checklist_item", item)))


def figure_words(item: str, on: date) -> str:
    """The same beside a figure of yes: an item that should be answered no says so."""
    words = item_words(item, on)
    return t_plain("results.reversed", item=words) if item in REVERSE else words
