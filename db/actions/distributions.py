"""Register that documents were given, and that a file was made (R12, R22)."""

from datetime import date

from sqlalchemy.orm import Session

from core.codes import Coded, Step
from core.documents import document
from core.errors import NotFound
from core.handing_out import HandingOut, PlanChanged, checked
from core.pathway import ACCEPTED_STEPS
from core.permissions import Act, check_may
from core.plan_versions import edition
from core.recipients import key_of, recipients
from core.records.access_log import LineKind
from core.records.documents import SharedDocument, Source
from core.records.network import Goal, Meeting, NetworkFile
from core.records.people import Person
from core.records.sharing import PlanVersion
from core.shared_documents import KINDS, NotCovered, NothingToTell, Subject, check_given
from core.sharing import Recipient
from db.actions.plan_versions import freeze
from db.actions.reached import reached_case
from db.audit import add, find, note, note_act
from db.engine import transaction
from db.models import CaseRow, DistributionRow, StaffRow, YoungPersonRow
from db.queries.documents import versions_of
from db.queries.naming import name_for, readable
from db.queries.network import file_within
from db.queries.visible import reach_of
from db.several import joined

ACT = Act.SHARE_DOCUMENTS
STEPS = ACCEPTED_STEPS | {Step.CLOSED}
"""After the closure too: the plan tells who does what in the time that follows."""


def hand_out(
    case_id: str, told: HandingOut, *, seen_plan: int | None = None, by: Person, on: date
) -> None:
    """Register that a document was given to each recipient; the plan is frozen as it is.

    `seen_plan` is the plan's edition when the documents were made. Raises PlanChanged, and the
    refusals of `core.shared_documents.check_given` for the first recipient who can not have it.
    """
    with transaction() as session:
        case = reached_case(session, case_id, act=ACT, by=by, steps=STEPS)
        channel, day = checked(told, on=on)
        file = readable(file_within(session, case), case_id, by=by)
        if told.subject_id is None and seen_plan != edition(file.goals):
            raise PlanChanged
        subject_id, goals, meeting = _subject(session, told, file, by, on)
        source = _source(session, case, file, readable(goals, case_id, by=by), meeting, by, day)
        made = [_checked_document(told.document, source, each) for each in told.recipients]
        rows = [add(session, _row(case_id, subject_id, each, channel, day, by)) for each in made]
        note(session, by, ACT, *rows)


def made_file(case_id: str, kind: str, recipient: Recipient, ending: str, *, by: Person) -> None:
    """Leave a line of a file that was made: what, for which role, in which form."""
    with transaction() as session:
        case = find(session, CaseRow, case_id)
        check_may(by, ACT, reach_of(session, case))
        facts = {"document": [None, kind], "role": [None, recipient.role], "form": [None, ending]}
        note_act(session, by, ACT, "documents", facts, case_id=case_id, kind=LineKind.EXPORT)


def _subject(
    session: Session, told: HandingOut, file: NetworkFile, by: Person, on: date
) -> tuple[str, tuple[Goal, ...], Meeting | None]:
    """What the document is about, by its id, and the plan that belongs to it."""
    if KINDS[told.document].subject is Subject.MEETING:
        meeting = next((each for each in file.meetings if each.id == told.subject_id), None)
        if meeting is None:
            raise NotFound
        return meeting.id, file.goals, meeting
    version = _version(session, told, file, by, on)
    return version.id, version.goals, None


def _version(
    session: Session, told: HandingOut, file: NetworkFile, by: Person, on: date
) -> PlanVersion:
    if told.subject_id is None:
        version = freeze(session, file.case_id, by=by, on=on)
    else:
        kept = versions_of(session, file.case_id)
        version = next((each for each in kept if each.id == told.subject_id), None)
    if version is None:
        raise NotFound if told.subject_id else NothingToTell
    return version


def _source(
    session: Session,
    case: CaseRow,
    file: NetworkFile,
    goals: tuple[Goal, ...],
    meeting: Meeting | None,
    by: Person,
    day: date,
) -> Source:
    young = session.get_one(YoungPersonRow, case.young_person_id)
    coordinator = session.get(StaffRow, case.coordinator_id) if case.coordinator_id else None
    return Source(
        name=name_for(by, session, case, young),
        number=case.number,
        protected=bool(young.protected_identity),
        born=young.birth_date,
        coordinator=coordinator.name if coordinator else None,
        file=file,
        goals=goals,
        meeting=meeting,
        on=day,
    )


def _checked_document(kind: str, source: Source, recipient: Recipient) -> SharedDocument:
    who = recipient.name or Coded("participant_role", recipient.role)
    listed = recipients(source.file, name=source.name, on=source.on, meeting=source.meeting)
    if key_of(recipient) not in map(key_of, listed):
        raise NotCovered(who=who)
    made = document(kind, source, recipient)
    check_given(made, who=who)
    return made


def _row(
    case_id: str, subject_id: str, made: SharedDocument, channel: str, day: date, by: Person
) -> DistributionRow:
    return DistributionRow(
        case_id=case_id,
        document=made.kind,
        subject_id=subject_id,
        recipient_role=made.recipient.role,
        recipient_name=made.recipient.name,
        date=day,
        channel=channel,
        basis=made.basis.ground.value,
        consent_ids=joined(made.basis.consents),
        information_types=joined(made.told),
        left_out=joined(made.kept_back),
        by_id=by.account_id,
        by_name=by.name,
    )
