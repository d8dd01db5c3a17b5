"""The network around the young person: who belongs to it, and the one chosen adult."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.codes import valid_codes
from core.errors import RuleBroken, UnknownCode
from core.records.network import NetworkPerson
from core.texts import LINE, NAME, check_code, optional_text, required_text

CLOSENESS = (1, 2, 3)
"""How close to the young person: 1 is closest."""
NOT_IN_A_NETWORK = frozenset({"young_person", "chosen_adult"})
"""Roles at meetings that nobody has by belonging to the network: the one is the young person, the
other a mark that is set by itself."""


def roles(on: date) -> tuple[str, ...]:
    """The roles at meetings that somebody in the network can have on the day."""
    return tuple(
        code for code in valid_codes("participant_role", on) if code not in NOT_IN_A_NETWORK
    )


class TwoChosenAdults(RuleBroken):
    """Somebody else is marked as the chosen adult (facts: name)."""

    code = "two_chosen_adults"


class AlreadyChosen(RuleBroken):
    """The person is the chosen adult already."""

    code = "already_chosen"


class NotChosen(RuleBroken):
    """The person is not the chosen adult."""

    code = "not_chosen"


class NothingMoved(RuleBroken):
    """The person stands there already."""

    code = "nothing_moved"


class MapUnchanged(RuleBroken):
    """The map is the one that was kept last (facts: date)."""

    code = "map_unchanged"


class MapEmpty(RuleBroken):
    """There is nobody on the map."""

    code = "map_empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkTold:
    """A network person as typed; closeness as the text of its number."""

    name: str | None
    sphere: str | None
    relation: str | None = None
    closeness: str | None = None
    chosen_adult: bool = False
    phone: str | None = None
    email: str | None = None
    participant_role: str | None = None
    organisation: str | None = None
    draw_on: str | None = None


def checked(told: NetworkTold, on: date) -> NetworkTold:
    """The person with cleaned texts. Raises the refusal of the first field that does not hold."""
    return NetworkTold(
        name=required_text("name", told.name, NAME),
        sphere=check_code("sphere", "sphere", told.sphere, on),
        relation=optional_text("relation", told.relation, LINE),
        closeness=_closeness(told.closeness),
        chosen_adult=told.chosen_adult,
        phone=optional_text("phone", told.phone, LINE),
        email=optional_text("email", told.email, LINE),
        participant_role=_role(told.participant_role, on),
        organisation=optional_text("organisation", told.organisation, LINE),
        draw_on=optional_text("draw_on", told.draw_on, LINE),
    )


def _role(value: str | None, on: date) -> str | None:
    if value is None:
        return None
    role = check_code("participant_role", "participant_role", value, on)
    if role in NOT_IN_A_NETWORK:
        raise UnknownCode("participant_role", value=role)
    return role


def _closeness(value: str | None) -> str | None:
    if value is not None and value not in {str(ring) for ring in CLOSENESS}:
        raise UnknownCode("closeness", value=value)
    return value


def check_place(
    before: tuple[str | None, int | None], sphere: str | None, closeness: int | None, on: date
) -> tuple[str | None, int | None]:
    """The side and ring to move to; None leaves either as it is.

    Raises UnknownCode, or NothingMoved where the person stands there already.
    """
    if sphere is not None:
        check_code("sphere", "sphere", sphere, on)
    if closeness is not None and closeness not in CLOSENESS:
        raise UnknownCode("closeness", value=closeness)
    after = (sphere or before[0], closeness or before[1])
    if after == before:
        raise NothingMoved
    return after


def check_one_chosen_adult(people: Iterable[NetworkPerson], *, but: str | None = None) -> None:
    """Raises TwoChosenAdults where somebody (other than `but`) has the mark."""
    for known in people:
        if known.chosen_adult and known.id != but:
            raise TwoChosenAdults("chosen_adult", name=known.name or "?")
