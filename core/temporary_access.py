"""Opening a case that is not one's own, for a few hours and a purpose that is said (R22).

For when a young person is in trouble and whoever has them can not be reached. It opens the case for
reading (`core.permissions.OPENED_ACTS`), everybody it concerns is told, and it ends by itself.
Access by need and with a stated purpose: the data protection authority's catalogue of measures.
"""

from core.codes import Role
from core.errors import RuleBroken
from core.permissions import Act, Scope, may, scopes
from core.records.people import Person, Reach
from core.records.temporary_access import TemporaryAccess
from core.texts import LINE, required_text

LEAST_WORDS = 4
"""A purpose of fewer words says nothing to who reads it afterwards; practice."""


class PurposeTooShort(RuleBroken):
    """The purpose has too few words (facts: least)."""

    code = "purpose_too_short"


class WithinReach(RuleBroken):
    """The person sees the case already (facts: number)."""

    code = "within_reach"


class OnlyTheLead(RuleBroken):
    """Who has a protected identity is shown by the project leader alone (facts: case)."""

    code = "only_the_lead"
    reached_out = True


def checked_purpose(purpose: str | None) -> str:
    """The purpose in words. Raises MissingValue, TooLong or PurposeTooShort."""
    told = required_text("purpose", purpose, LINE)
    if len([word for word in told.split() if len(word) > 1]) < LEAST_WORDS:
        raise PurposeTooShort("purpose", least=LEAST_WORDS)
    return told


def check_opening(by: Person, reach: Reach, number: int, *, protected: bool) -> None:
    """Raises WithinReach or OnlyTheLead.

    A project leader sees every case, of the areas they are limited to where they are, and opens one
    of those only for a name that is protected.
    """
    leads = Role.PROJECT_LEAD in by.roles
    if protected and not leads:
        raise OnlyTheLead("number", case=number)
    needs_it = protected and not by.stands_for.intersection(reach.staff_ids)
    if may(by, Act.SEE_CASE, reach) and not needs_it:
        raise WithinReach("number", number=str(number))


def leads(by: Person) -> bool:
    """Whether the person looks after all openings."""
    return Scope.ALL in scopes(by, Act.REVIEW_OPENINGS)


def concerns(by: Person, access: TemporaryAccess) -> bool:
    """Whether the person is told of the opening and takes note of it."""
    if access.account_id == by.account_id:
        return False
    return leads(by) or access.coordinator_id in by.stands_for


def noted(by: Person, access: TemporaryAccess) -> bool:
    """Whether the person, or somebody in the same place, has taken note."""
    return access.lead_seen if leads(by) else access.coordinator_seen
