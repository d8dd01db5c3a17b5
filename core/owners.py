"""Who is to do a piece of the programme: a member of staff, or a name that is typed."""

from core.errors import RuleBroken
from core.records.implementation import Owner
from core.texts import NAME, optional_text


class TwoOwners(RuleBroken):
    """A member of staff is chosen and a name typed: one of them must go."""

    code = "two_owners"


def checked_owner(staff_id: str | None, name: str | None) -> tuple[str | None, str | None]:
    """The id or the cleaned name, or neither. Raises TwoOwners or TooLong."""
    typed = optional_text("owner_name", name, NAME)
    if staff_id and typed:
        raise TwoOwners("owner_name")
    return staff_id or None, typed


def owner_name(owner: Owner | None) -> str | None:
    """The name to show; None where nobody has it."""
    return owner.name if owner is not None else None
