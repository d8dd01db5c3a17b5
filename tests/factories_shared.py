"""Plain functions that make plans, meetings and the files that documents are made from."""

from dataclasses import replace
from datetime import date

from core.codes import MeetingState
from core.records.documents import Source
from core.records.network import (
    Agreement,
    Consent,
    Goal,
    Meeting,
    NetworkFile,
    NetworkPerson,
    Participant,
)
from core.sharing import Recipient

ON = date(2026, 5, 4)
SET = date(2026, 4, 1)
YOUNG, ADULT, OFFICER, SCHOOL = (
    Recipient("young_person", "Vilma Vildspor"),
    Recipient("chosen_adult", "Molly Mor"),
    Recipient("employment_officer", "Jens Job"),
    Recipient("school", "Sanne Skole"),
)


def agreement(
    id_: str = "a1", text: str = "Ringe til FGU", responsible: str = "Karen Kold", **told: object
) -> Agreement:
    """An open agreement, to be followed up on 1 June 2026."""
    values: dict[str, object] = {
        "follow_up_date": date(2026, 6, 1),
        "meeting_id": None,
        "status": "open",
        "done_date": None,
    }
    return Agreement(id_, 1, text, responsible, **{**values, **told})  # type: ignore[arg-type]


def goal(
    id_: str = "g1",
    text: str = "Blive på FGU til sommer",
    *agreements: Agreement,
    domain: str | None = "education_employment",
    **told: object,
) -> Goal:
    """An open goal in a life domain."""
    values: dict[str, object] = {"status": "open", "closed_date": None, "agreements": agreements}
    return Goal(id_, 1, SET, text, domain, **{**values, **told})  # type: ignore[arg-type]


def covering(*types: str, role: str = "employment_officer", party: str | None = None) -> Consent:
    """A consent for a role that covers those types, from 1 April 2026; the adult is named."""
    party = party or (ADULT.name if role == ADULT.role else "Jobcenteret")
    consent = Consent(
        f"c-{role}", 1, SET, "young_person", party, types, "Plan", None, None, None, None
    )
    return replace(consent, party_role=role)


def meeting(state: MeetingState = MeetingState.HELD, **told: object) -> Meeting:
    """A network meeting on 3 May 2026 with the young person, a chosen adult and an officer."""
    there = state is MeetingState.HELD
    present = tuple(
        Participant(f"p-{each.role}", each.role, each.name, True, there, there)
        for each in (YOUNG, ADULT, OFFICER)
    )
    bare = Meeting(
        "m1", 1, date(2026, 5, 3), "network", state, None, "Karen Kold", None, None, None,
        "14.30", "Rådhuset, lokale 2", "En plan for sommeren", "FGU\nBolig", present,
    )  # fmt: skip
    return replace(bare, **told)  # type: ignore[arg-type]


def file(
    *goals: Goal,
    consents: tuple[Consent, ...] = (),
    meetings: tuple[Meeting, ...] = (),
    people: tuple[NetworkPerson, ...] = (),
) -> NetworkFile:
    """A case of which only this is known."""
    return NetworkFile("case", 1, SET, "karen", SET, consents, people, meetings, goals, (), ())


def source(
    *goals: Goal, about: Meeting | None = None, born: date = date(2006, 3, 5), **told: object
) -> Source:
    """What documents are made from on 4 May 2026."""
    whole = file(*goals, **told)  # type: ignore[arg-type]
    return Source(
        name="Vilma Vildspor",
        born=born,
        coordinator="Karen Kold",
        file=whole,
        goals=goals,
        meeting=about,
        on=ON,
    )
