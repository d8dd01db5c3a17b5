"""What an invitation may tell whom, and who has an old one (R12, R21).

An invitation says when and where. Why and about whom it says to those only who may know everything.
"""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from core.codes import MeetingState
from core.errors import NobodyChosen
from core.masking import without_cpr
from core.records.network import Meeting, Participant
from core.sharing import ALL_TYPES, Basis, Ground
from core.texts import check_code, past_date

_PART = 3
"""A part of a name must have so many letters to be looked for: «Bo» is also a word."""


class Wording(StrEnum):
    """How an invitation is worded."""

    OWN = "own"
    """To the young person: their own meeting."""
    FULL = "full"
    """To who may know everything: whose meeting, why, and the agenda."""
    NAMED = "named"
    """To who may know something: whose meeting."""
    BARE = "bare"
    """To who is outside the consent: when and where, and no more."""


def wording(basis: Basis) -> Wording:
    """How an invitation to somebody with this basis is worded."""
    if basis.ground is Ground.OWN:
        return Wording.OWN
    if basis.ground is Ground.NONE:
        return Wording.BARE
    return Wording.FULL if basis.reaches(ALL_TYPES) else Wording.NAMED


def neutral(text: str | None, *, name: str, instead: str) -> str:
    """A text for strangers' eyes: no CPR number, and the young person's name replaced."""
    shown = without_cpr(text or "")
    parts = [part for part in name.split() if len(part) >= _PART]
    for part in (name, *sorted(parts, key=len, reverse=True)):
        shown = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", instead, shown, flags=re.IGNORECASE)
        shown = re.sub(
            rf"(?<!\w){re.escape(part)}s(?!\w)", f"{instead}s", shown, flags=re.IGNORECASE
        )
    return shown


def outdated(meeting: Meeting, participant: Participant) -> bool:
    """Whether what was sent to somebody no longer fits: day, time or place changed since."""
    sent = participant.sent_version
    return sent is not None and sent < meeting.call_version


def holds_old(meeting: Meeting) -> tuple[Participant, ...]:
    """Who has an invitation that no longer fits; of a meeting ahead or called off."""
    if meeting.state is MeetingState.HELD:
        return ()
    return tuple(each for each in meeting.participants if outdated(meeting, each))


def not_sent(meeting: Meeting) -> tuple[Participant, ...]:
    """Who was never sent anything."""
    return tuple(each for each in meeting.participants if each.sent_date is None)


def checked_answer(answer: str | None, on: date) -> str:
    """The answer. Raises MissingValue or UnknownCode."""
    return check_code("answer", "attendance_answer", answer, on)


def checked_sending(
    chosen: Iterable[str], *, channel: str | None, day: date | None, on: date
) -> tuple[frozenset[str], str, date]:
    """To whom, how and when. Raises NobodyChosen and the refusals of the fields."""
    recipients = frozenset(chosen)
    if not recipients:
        raise NobodyChosen("recipients")
    how = check_code("channel", "distribution_channel", channel, on)
    return recipients, how, past_date("sent_date", day, on)
