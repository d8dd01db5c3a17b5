"""Show a CPR number to who asks for it; each time leaves a line in the log (R22)."""

from core.errors import NotAllowed, NotFound
from core.permissions import Act, check_may
from core.records.access_log import LineKind
from core.records.people import Person
from core.redaction import Detail, Place, knows
from db.audit import find, note_act
from db.engine import transaction
from db.models import CaseRow, YoungPersonRow
from db.queries.visible import reach_of

ACT = Act.SEE_CPR


def show(case_id: str, *, by: Person) -> str:
    """The ten digits. Raises NotFound, also where there is no number, or NotAllowed.

    The line is written before anything is shown; it holds no digit.
    """
    with transaction(small=True) as session:
        case = find(session, CaseRow, case_id)
        young = find(session, YoungPersonRow, case.young_person_id)
        reach = reach_of(session, case)
        check_may(by, ACT, reach)
        protected = bool(young.protected_identity)
        if not knows(by, reach, Detail.CPR, Place.OWN_PAGE, protected=protected):
            raise NotAllowed
        if young.cpr is None:
            raise NotFound
        note_act(session, by, ACT, "cpr", {}, case_id=case_id, kind=LineKind.READ)
        return young.cpr
