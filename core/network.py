"""The network around the young person: who belongs to it, and the one chosen adult."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.errors import RuleBroken, UnknownCode
from core.records.network import NetworkPerson
from core.texts import LINE, NAME, check_code, optional_text, required_text

CLOSENESS = (1, 2, 3)
"""How close to the young person: 1 is closest."""


class TwoChosenAdults(RuleBroken):
    """Somebody else is marked as the chosen adult (facts: name)."""

    code = "two_chosen_adults"


class AlreadyChosen(RuleBroken):
    """The person is the chosen adult already."""

    code = "already_chosen"


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
    )


def _closeness(value: str | None) -> str | None:
    if value is not None and value not in {str(ring) for ring in CLOSENESS}:
        raise UnknownCode("closeness", value=value)
    return value


def check_one_chosen_adult(people: Iterable[NetworkPerson], *, but: str | None = None) -> None:
    """Raises TwoChosenAdults where somebody (other than `but`) has the mark."""
    for known in people:
        if known.chosen_adult and known.id != but:
            raise TwoChosenAdults("chosen_adult", name=known.name or "?")
