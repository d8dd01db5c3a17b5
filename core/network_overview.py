"""The network overview: the team and the rest of the network, and how they are reached.

What a row tells about the young person beside its contact details stands with it, so that a copy
made for somebody can leave out what they may not know.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from core.records.network import NetworkPerson
from core.sharing import told_by_role

CONTACT, FAMILY = "contact_details", "family_network"


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One line of the overview; `tells` are the types of information that it holds."""

    id: str
    name: str | None
    sphere: str | None
    relation: str | None
    role: str | None
    organisation: str | None
    phone: str | None
    email: str | None
    chosen_adult: bool
    draw_on: str | None
    tells: frozenset[str]


def overview_rows(people: Iterable[NetworkPerson]) -> tuple[OverviewRow, ...]:
    """The lines: the chosen adult, then the team, then the private network, then the rest.

    Within each of them in the order the people came in.
    """
    return tuple(
        OverviewRow(
            id=one.id,
            name=one.name,
            sphere=one.sphere,
            relation=one.relation,
            role=one.participant_role,
            organisation=one.organisation,
            phone=one.phone,
            email=one.email,
            chosen_adult=one.chosen_adult,
            draw_on=one.draw_on,
            tells=told_of(one),
        )
        for one in sorted(people, key=_place)
    )


def staff_row(id_: str, name: str, relation: str, role: str | None = None) -> OverviewRow:
    """The line of somebody of the staff; `role` is theirs at meetings, where there is a code."""
    kind = told_by_role(role) if role else frozenset[str]()
    return OverviewRow(
        *(id_, name, "professional", relation, role),
        organisation=None,
        phone=None,
        email=None,
        chosen_adult=False,
        draw_on=None,
        tells=kind | {CONTACT},
    )


def told_of(person: NetworkPerson) -> frozenset[str]:
    """What a line about the person tells of the young person: how to reach whom, and why."""
    if person.sphere == "professional":
        return told_by_role(person.participant_role) | {CONTACT}
    return frozenset({CONTACT, FAMILY})


def _place(person: NetworkPerson) -> tuple[bool, int]:
    order = {"professional": 0, "private": 1}
    return not person.chosen_adult, order.get(person.sphere or "", len(order))
