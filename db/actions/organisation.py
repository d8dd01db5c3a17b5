"""Choose how the work is organised, from a day on; earlier choices stay."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from core.errors import ChangedByOther
from core.organisation import ChoiceTold, checked_choice
from core.permissions import Act, check_may
from core.records.implementation import OrganisationChoice
from core.records.people import Person
from db.audit import add, note
from db.clock import now
from db.engine import transaction
from db.models import OrganisationChoiceRow
from db.queries.implementation_rows import choices_of

ACT = Act.WRITE_IMPLEMENTATION


def choose(aspect: str, told: ChoiceTold, *, seen_version: int, by: Person) -> None:
    """Keep what is chosen for one aspect from a day on, and why.

    `seen_version` is how many choices of the aspect the person had seen.
    """
    with transaction() as session:
        check_may(by, ACT)
        _check_seen(session, aspect, seen_version)
        checked = checked_choice(aspect, told)
        row = OrganisationChoiceRow(
            aspect=aspect,
            option=checked.option,
            valid_from=checked.valid_from,
            reason=checked.reason,
            counter=checked.counter,
            time=now(),
            by_name=by.name,
        )
        note(session, by, ACT, add(session, row))


def _check_seen(session: Session, aspect: str, seen_version: int) -> None:
    made = [each for each in choices_of(session) if each.aspect == aspect]
    if len(made) != seen_version:
        raise _changed_by_other(made)


def _changed_by_other(made: Sequence[OrganisationChoice]) -> ChangedByOther:
    last = made[-1] if made else None
    return ChangedByOther(
        name=last.by_name if last else "?",
        when=last.time if last else now(),
        changes={"reason": last.reason} if last else {},
        version=len(made),
    )
