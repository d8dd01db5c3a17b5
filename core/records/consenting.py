"""Consent forms, those a document can be made for, and who received what."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.sharing import Basis, Ground, Recipient


class PaperState(StrEnum):
    """Where a printed consent form stands; the moves are in `core.consent_forms`."""

    WAITING = "waiting"
    SIGNED = "signed"
    DECLINED = "declined"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class FormParty:
    """One party of a form, and what it may know if the young person says yes."""

    party: str
    party_role: str
    information_types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConsentForm:
    """A printed form. `given_by`: who signed, or who said no; the first did on `settled_date`."""

    id: str
    version: int
    made_date: date
    purpose: str
    valid_to: date | None
    parties: tuple[FormParty, ...]
    state: PaperState
    settled_date: date | None
    given_by: tuple[str, ...]
    by_name: str


class Source(StrEnum):
    """From where somebody is known as a recipient."""

    CASE = "case"
    """The young person, and whoever has custody."""
    TEAM = "team"
    NETWORK = "network"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class RecipientView:
    """Somebody a document can be made for, and on what ground they may know what.

    `known_id` and `participant_id` lead to the network person and the participant, where one is.
    """

    recipient: Recipient
    basis: Basis
    source: Source
    known_id: str | None = None
    participant_id: str | None = None


@dataclass(frozen=True, slots=True)
class ReceivedOn:
    """The consent, or other legal basis, that somebody received something on."""

    party: str
    given_date: date
    given_by: str
    legal_basis: str | None


@dataclass(frozen=True, slots=True)
class Received:
    """Somebody received a document: types are codes of `information_type`."""

    id: str
    date: date
    document: str
    channel: str
    role: str
    name: str | None
    ground: Ground
    consents: tuple[ReceivedOn, ...]
    told: tuple[str, ...]
    left_out: tuple[str, ...]
