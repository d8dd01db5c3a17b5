"""Correcting what is held of a young person, with a reason; and what they do not agree with."""

from dataclasses import dataclass, replace
from datetime import date

from core.errors import RuleBroken
from core.texts import LINE, NAME, TEXT, birth_date, optional_text, required_text


class ProtectedElsewhere(RuleBroken):
    """Name and address are protected, and the person does not work on the case."""

    code = "protected_elsewhere"


class NothingCorrected(RuleBroken):
    """Everything stands as it stood."""

    code = "nothing_corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What is held of a young person; `new_cpr` None leaves the CPR number as it is."""

    name: str | None
    birth_date: date | None
    new_cpr: str | None = None
    phone: str | None = None
    email: str | None = None
    municipality_area: str | None = None
    protected_identity: bool | None = None


@dataclass(frozen=True, slots=True)
class StatementTold:
    """What the young person does not agree with, in their own words."""

    about: str | None
    text: str | None


def checked(told: Corrected, on: date) -> Corrected:
    """The same with cleaned texts. Raises the refusal of the first field that does not hold.

    Numbers and addresses are checked in `db.identifiers`.
    """
    return replace(
        told,
        name=required_text("name", told.name, NAME),
        birth_date=birth_date("birth_date", told.birth_date, on) if told.birth_date else None,
        new_cpr=optional_text("new_cpr", told.new_cpr),
        phone=optional_text("phone", told.phone),
        email=optional_text("email", told.email),
        municipality_area=optional_text("municipality_area", told.municipality_area, LINE),
    )


def checked_statement(told: StatementTold) -> StatementTold:
    """The same with cleaned texts. Raises MissingValue or TooLong."""
    return StatementTold(
        required_text("about", told.about, LINE), required_text("text", told.text, TEXT)
    )
