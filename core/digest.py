"""The week's digest: when it is sent, and what a mail says.

A mail says numbers, kinds and the address of the page. Nothing that a person typed and nothing that
names anybody can get in: the letter is made of `Counted` alone (R21).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.records.notices import Counted
from core.words import phrase

PAGE = "notices"


@dataclass(frozen=True, slots=True)
class Sending:
    """When the week's mails go out: from `hour` (Danish time) on `weekday` until `last_weekday`.

    Weekdays are counted from Monday, 0. A mail that could not be sent is tried again after
    `again_after`, `tries` times in all.
    """

    weekday: int
    hour: int
    last_weekday: int
    again_after: timedelta
    tries: int
    source: str


SENDING = Sending(
    weekday=0,
    hour=7,
    last_weekday=4,
    again_after=timedelta(hours=1),
    tries=24,
    source="practice: before the week's work begins; after Friday it would be about the past",
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail of plain text."""

    subject: str
    text: str


def week_of(day: date) -> date:
    """The Monday of the week."""
    return day - timedelta(days=day.weekday())


def time_to_send(local: datetime, sending: Sending = SENDING) -> bool:
    """Whether the week's mails may go out at that moment of Danish time."""
    if local.weekday() == sending.weekday:
        return local.hour >= sending.hour
    return sending.weekday < local.weekday() <= sending.last_weekday


def may_try_again(tries: int, last: datetime, now: datetime, sending: Sending = SENDING) -> bool:
    """Whether a mail that failed is tried again at that moment."""
    return tries < sending.tries and now - last >= sending.again_after


def letter(counted: Sequence[Counted], *, week: date, address: str, language: str) -> Letter:
    """The week's mail in the reader's language; `address` is where the app is opened."""
    number = str(week.isocalendar().week)
    lines = [line(each, language) for each in counted]
    told = [
        phrase(language, "digest.mail.heading", week=number),
        "\n".join(lines),
        phrase(language, "digest.mail.link", address=f"{address.rstrip('/')}/{PAGE}"),
        phrase(language, "digest.mail.foot"),
    ]
    return Letter(phrase(language, "digest.mail.subject", week=number), "\n\n".join(told) + "\n")


def line(each: Counted, language: str) -> str:
    """„Netværksmøder: 2 forsinket, 1 i denne uge“."""
    parts = [
        phrase(language, f"digest.{name}", n=count)
        for name, count in (("overdue", each.overdue), ("week", each.week))
        if count
    ]
    return phrase(language, "digest.line", what=each.kind, parts=", ".join(parts))
