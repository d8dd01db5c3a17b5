"""Questions about sharing: who may know what of a case, and who received what."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.codes import MeetingState, Role
from core.consent import under_age
from core.parties import plain
from core.records.consenting import Received, ReceivedOn, RecipientView, Source
from core.records.network import Meeting, NetworkFile, NetworkPerson, Participant
from core.records.people import Person
from core.sharing import GUARDIAN, OWN, SUPPORT_WORKER, Ground, Recipient, as_colleague, basis
from db.engine import reading
from db.kept import kept_by_case
from db.models import CaseRow, ConsentRow, DistributionRow, StaffRow, YoungPersonRow
from db.queries.naming import readable
from db.queries.network import file_of
from db.queries.visible import reach_of, sees
from db.several import parted

CHOSEN_ADULT, OTHER, PROFESSIONAL = "chosen_adult", "other", "professional"
COORDINATOR = Role.COORDINATOR.value
"""No role among the participants of a meeting: the coordinator is told of by the account's role."""


def recipients_of(case_id: str, *, by: Person, on: date) -> tuple[RecipientView, ...]:
    """Everybody a document of the case can be made for, and what each may know on the day.

    The young person, who has custody, the team, the participants of the next and the last meeting,
    the network's professionals and the chosen adult; each once. None where the case is not seen.
    """
    file = file_of(case_id, by=by)
    if file is None:
        return ()
    young, born, team = _young_and_team(case_id)
    around = (*_of_meetings(file, on), *_of_network(file))
    known = list(_once([young, *team, *around]))
    has_guardian = any(each.recipient.role == GUARDIAN for each in known)
    if under_age(born, on) and not has_guardian:
        known.insert(1, _seen(Recipient(GUARDIAN), Source.CASE))
    return readable(_with_basis(known, file, born, on), case_id, by=by)


def at_meeting(case_id: str, meeting_id: str, *, by: Person) -> tuple[RecipientView, ...]:
    """Those invited to a meeting, in their order, and what each may know on its day."""
    file = file_of(case_id, by=by)
    meeting = _meeting(file, meeting_id)
    if file is None or meeting is None:
        return ()
    _, born, _ = _young_and_team(case_id)
    seated = [_seated(each, file) for each in meeting.participants]
    return _with_basis(seated, file, born, meeting.day)


def invited(
    case_id: str, role: str, name: str | None, *, by: Person, on: date
) -> RecipientView | None:
    """Somebody who may be invited, and what they may know on the day; None: case not seen."""
    file = file_of(case_id, by=by)
    if file is None:
        return None
    _, born, _ = _young_and_team(case_id)
    seat = _seated(Participant("", role, name, None, None, None), file)
    return _with_basis([seat], file, born, on)[0]


def received(case_id: str, *, by: Person) -> tuple[Received, ...]:
    """Who received which document of the case, the latest first."""
    return readable(_received_of(case_id), case_id, by=by) if sees(by, case_id) else ()


@kept_by_case
def _received_of(case_id: str) -> tuple[Received, ...]:
    with reading() as session:
        consents = {
            row.id: ReceivedOn(row.party, row.given_date, row.given_by, row.legal_basis)
            for row in session.scalars(select(ConsentRow).where(ConsentRow.case_id == case_id))
        }
        rows = session.scalars(
            select(DistributionRow)
            .where(DistributionRow.case_id == case_id)
            .order_by(DistributionRow.date.desc(), DistributionRow.id.desc())
        )
        return tuple(_received(row, consents) for row in rows)


def _received(row: DistributionRow, consents: dict[str, ReceivedOn]) -> Received:
    return Received(
        id=row.id,
        date=row.date,
        document=row.document,
        channel=row.channel,
        role=row.recipient_role,
        name=row.recipient_name,
        ground=Ground(row.basis),
        consents=tuple(consents[each] for each in parted(row.consent_ids) if each in consents),
        told=parted(row.information_types),
        left_out=parted(row.left_out),
    )


# ---------------------------------------------------------------- who they are


def _seen(
    recipient: Recipient, source: Source, known_id: str | None = None, seat: str | None = None
) -> RecipientView:
    """Somebody whose ground is still to be found."""
    return RecipientView(recipient, _UNKNOWN, source, known_id, seat)


_UNKNOWN = basis((), Recipient(OTHER), born=None, on=date.min)


def _young_and_team(case_id: str) -> tuple[RecipientView, date | None, list[RecipientView]]:
    with reading() as session:
        case = session.get_one(CaseRow, case_id)
        young = session.get_one(YoungPersonRow, case.young_person_id)
        own = _seen(Recipient(OWN, young.name), Source.CASE)
        return own, young.birth_date, list(_team(session, case))


def _team(session: Session, case: CaseRow) -> Iterator[RecipientView]:
    reach = reach_of(session, case)
    rows = session.scalars(select(StaffRow).where(StaffRow.id.in_(reach.staff_ids)))
    for row in sorted(rows, key=lambda row: reach.staff_ids.index(row.id)):
        role = COORDINATOR if row.id == reach.coordinator_id else SUPPORT_WORKER
        yield _seen(Recipient(role, row.name, row.organisation, on_team=True), Source.TEAM)


def _of_meetings(file: NetworkFile, on: date) -> Iterator[RecipientView]:
    ahead = [one for one in file.meetings if one.state is MeetingState.PLANNED and one.day >= on]
    held = [one for one in file.meetings if one.state is MeetingState.HELD]
    for meeting in (*ahead[-1:], *held[:1]):
        for each in meeting.participants:
            yield _seated(each, file)


def _seated(each: Participant, file: NetworkFile) -> RecipientView:
    known = _known(each, file.people)
    organisation = known.organisation if known else None
    recipient = as_colleague(Recipient(each.role, each.name, organisation), file.team)
    return _seen(recipient, Source.MEETING, known.id if known else None, each.id)


def _known(each: Participant, people: Iterable[NetworkPerson]) -> NetworkPerson | None:
    for known in people:
        by_name = bool(each.name) and plain(known.name) == plain(each.name)
        if known.id == each.network_person_id or (each.network_person_id is None and by_name):
            return known
    return None


def _of_network(file: NetworkFile) -> Iterator[RecipientView]:
    for known in file.people:
        if known.chosen_adult or known.sphere == PROFESSIONAL:
            role = CHOSEN_ADULT if known.chosen_adult else known.participant_role or OTHER
            recipient = Recipient(role, known.name, known.organisation)
            yield _seen(recipient, Source.NETWORK, known.id)


def _once(known: Iterable[RecipientView]) -> Iterator[RecipientView]:
    """Each role and name once, each person of the network, the young person: as first found."""
    told: set[object] = set()
    for each in known:
        role, name = each.recipient.role, plain(each.recipient.name)
        marks = {(role, name if role != OWN else ""), each.known_id or each}
        if not marks & told:
            told |= marks
            yield each


def _meeting(file: NetworkFile | None, meeting_id: str) -> Meeting | None:
    return next((one for one in file.meetings if one.id == meeting_id), None) if file else None


def _with_basis(
    known: Iterable[RecipientView], file: NetworkFile, born: date | None, on: date
) -> tuple[RecipientView, ...]:
    return tuple(
        replace(each, basis=basis(file.consents, each.recipient, born=born, on=on))
        for each in known
    )
