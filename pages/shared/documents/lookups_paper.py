"""The look-ups at one young person on paper, for themselves: days and purposes, no employees.

The court of justice (C-579/21) gives a person the days and the purposes of look-ups, and not who
made them unless that is needed.
"""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from operator import attrgetter

from core.codes import Coded
from core.records.access_log import Lookup, LookupsOf
from core.words import code_key
from pages.shared.documents.paper import Block, Paper, Part
from pages.shared.documents.wording import Wording
from pages.shared.formats import day

W = "lookups_paper"


def lookups_paper(found: LookupsOf, *, language: str, place: str, on: date, months: int) -> Paper:
    """The paper of a day; `months` is how long look-ups are kept. A protected name is left out."""
    words = Wording(language)
    days = tuple(
        Block("fact", purposes, label=day(language, each))
        for each, purposes in purposes_by_day(found.lookups, language)
    )
    number = words.say("paper.case", number=str(found.number))
    return Paper(
        language=language,
        title=words.say(f"{W}.title"),
        place=place,
        lines=(number,) if found.protected else (found.name, number),
        parts=(
            Part(
                words.say(f"{W}.about"),
                tuple(
                    Block("text", words.say(f"{W}.{name}", n=months))
                    for name in ("which", "who", "how_long", "ask")
                ),
            ),
            Part(words.say(f"{W}.lookups"), days),
        ),
        made=words.say("exhibit.document.made", date=on),
        page=words.say("exhibit.document.page"),
        day=on,
    )


def purposes_by_day(lookups: Iterable[Lookup], language: str) -> tuple[tuple[date, str], ...]:
    """Each day with its purposes in words, newest first."""
    words = Wording(language)
    return tuple(
        (each, ", ".join(_said(lookup.purpose, words) for lookup in group))
        for each, group in groupby(lookups, key=attrgetter("date"))
    )


def _said(purpose: str, words: Wording) -> str:
    return words.say(code_key(Coded("access_purpose", purpose)))
