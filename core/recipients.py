"""Whom a document can be made for: the people around a young person, each once."""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from core.codes import MeetingState
from core.consent import in_force
from core.parties import plain
from core.records.network import Meeting, NetworkFile
from core.sharing import GUARDIAN, OWN, Recipient

CHOSEN_ADULT, OTHER = "chosen_adult", "other"
_NEAREST = (OWN, GUARDIAN, CHOSEN_ADULT)


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names are the same but for case and blanks; no name is like no other."""
    return bool(plain(one)) and plain(one) == plain(other)


def called(said: str | None, name: str) -> bool:
    """Whether somebody is meant by what is said: their whole name, or the first of it."""
    return same_name(said, name) or same_name(said, name.strip().partition(" ")[0])


def key_of(recipient: Recipient) -> str:
    """Twelve hexadecimal digits that tell recipients apart, without their name in them."""
    told = f"{recipient.role}\n{plain(recipient.name)}"
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def recipients(
    file: NetworkFile, *, name: str, on: date, meeting: Meeting | None = None
) -> tuple[Recipient, ...]:
    """The young person, who is nearest, who meets, who works with them, and consented parties.

    With a meeting the participants are its own; else those of the meetings ahead and of the last
    one that was held.
    """
    found: dict[str, Recipient] = {}
    for each in (Recipient(OWN, name), *_around(file, on, meeting)):
        found.setdefault(key_of(each), each)
    ordered = sorted(found.values(), key=_nearness)
    placed = {plain(each.name) for each in ordered if each.role != OTHER}
    return tuple(each for each in ordered if not _twice(each, placed, name))


def _twice(recipient: Recipient, placed: Collection[str], name: str) -> bool:
    """Whether somebody stands in the list already, under a role that says more of who they are."""
    if recipient.role == OWN:
        return not same_name(recipient.name, name)
    return recipient.role == OTHER and plain(recipient.name) in placed


def _nearness(recipient: Recipient) -> int:
    near = recipient.role in _NEAREST
    return _NEAREST.index(recipient.role) if near else len(_NEAREST)


def _around(file: NetworkFile, on: date, meeting: Meeting | None) -> Iterator[Recipient]:
    for known in file.people:
        if known.chosen_adult:
            yield Recipient(CHOSEN_ADULT, known.name)
        elif known.sphere == "professional" or known.participant_role == GUARDIAN:
            yield Recipient(known.participant_role or OTHER, known.name)
    for met in (meeting,) if meeting else _now(file.meetings):
        yield from (Recipient(each.role, each.name) for each in met.participants)
    named = {plain(known.name) for known in file.people}
    for consent in file.consents:
        if in_force(consent, on) and plain(consent.party) not in named:
            yield Recipient(consent.party_role or OTHER, consent.party)


def _now(meetings: Iterable[Meeting]) -> list[Meeting]:
    newest = sorted(meetings, key=lambda each: each.day, reverse=True)
    ahead = [each for each in newest if each.state is MeetingState.PLANNED]
    held = [each for each in newest if each.state is MeetingState.HELD]
    return [*ahead, *held[:1]]
