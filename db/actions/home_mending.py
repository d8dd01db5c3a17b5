"""Correct or take back an application, an offer or an event of the home entered by mistake.

What is taken back leaves the page; that it was there, and why it went, stays in the story. The
days on the way home and the housing situation that followed from it go back with it.
"""

from datetime import date

from sqlalchemy.orm import Session

from core.home_events import EventTold, corrected_event
from core.home_mending import (
    APPLICATION_TAKEN_BACK,
    EVENT_TAKEN_BACK,
    OFFER_TAKEN_BACK,
    HomeEventFollowed,
    check_ended_by_mistake,
    check_newest,
    check_not_lived_in,
    check_not_moved_in,
    check_without_offers,
    checked_reason,
    corrected_application,
    corrected_offer,
    led_to,
    since_last_home,
    way_mended,
)
from core.home_search import ApplicationTold, OfferTold
from core.pathway import OPEN_STEPS
from core.permissions import Act
from core.records.people import Person
from db.actions.events import happened
from db.actions.housing import undo_situation
from db.actions.reached import fill, reached_case
from db.actions.ways_home import follow_answer, mend
from db.audit import add, claim, find, note, remove
from db.engine import transaction
from db.models import (
    CaseRow,
    HomeApplicationRow,
    HomeEventRow,
    HomeOfferRow,
    HousingRow,
    Keyed,
)
from db.queries.home_rows import (
    application_of,
    applications_of,
    event_of,
    events_of,
    offer_of,
    offers_of,
    stays_of,
)
from db.queries.housing import line_of, rows_of

ACT = Act.RECORD_HOUSING


def correct_application(
    application_id: str, told: ApplicationTold, *, seen_version: int, by: Person, on: date
) -> None:
    """Correct an application; the day on the waiting list follows. Raises MovedInSince."""
    with transaction() as session:
        row = find(session, HomeApplicationRow, application_id)
        case = _reached(session, row.case_id, by)
        claim(session, HomeApplicationRow, application_id, seen_version)
        known = application_of(row)
        offers = [offer_of(each) for each in offers_of(session, case.id)]
        checked = corrected_application(told, known, offers, on)
        moved = checked.applied_date != known.applied_date
        mended = _mended(session, case, row, checked.applied_date) if moved else []
        fill(
            row,
            kind=checked.kind,
            name=checked.name,
            applied_date=checked.applied_date,
            list_number=checked.list_number,
            note=checked.note,
        )
        note(session, by, ACT, row, *mended)


def stand_again(application_id: str, *, seen_version: int, by: Person) -> None:
    """An application that was ended by mistake stands again; the log keeps its end.

    Raises ApplicationStands or ApplicationLedHome.
    """
    with transaction() as session:
        row = find(session, HomeApplicationRow, application_id)
        case = _reached(session, row.case_id, by)
        claim(session, HomeApplicationRow, application_id, seen_version)
        offers = [offer_of(each) for each in offers_of(session, case.id)]
        check_ended_by_mistake(application_of(row), offers)
        row.ended_date = row.end_reason = None
        note(session, by, ACT, row)


def take_back_application(
    application_id: str, reason: str | None, *, seen_version: int, by: Person, on: date
) -> None:
    """Take an application back. Raises ApplicationHasOffers, MovedInSince or MissingValue."""
    with transaction() as session:
        row = find(session, HomeApplicationRow, application_id)
        case = _reached(session, row.case_id, by)
        claim(session, HomeApplicationRow, application_id, seen_version)
        check_without_offers(application_of(row), map(offer_of, offers_of(session, case.id)))
        why = checked_reason(reason)
        mended = _mended(session, case, row, None)
        told = happened(
            case.id, APPLICATION_TAKEN_BACK, day=on, reason=why, details=_was(row.name), by=by
        )
        remove(session, row)
        note(session, by, ACT, row, *mended, add(session, told))


def correct_offer(
    offer_id: str, told: OfferTold, *, seen_version: int, by: Person, on: date
) -> None:
    """Correct what was offered and when; the answer stands."""
    with transaction() as session:
        row = find(session, HomeOfferRow, offer_id)
        application = find(session, HomeApplicationRow, row.application_id)
        case = _reached(session, application.case_id, by)
        claim(session, HomeOfferRow, offer_id, seen_version)
        checked = corrected_offer(told, offer_of(row), application_of(application), on)
        fill(
            row,
            offered_date=checked.offered_date,
            description=checked.description,
            rent=checked.rent,
            answer_by=checked.answer_by,
        )
        note(session, by, ACT, row, case_id=case.id)


def take_back_offer(
    offer_id: str, reason: str | None, *, seen_version: int, by: Person, on: date
) -> None:
    """Take an offer back, with what followed from a yes. Raises MovedInSince or MissingValue."""
    with transaction() as session:
        row = find(session, HomeOfferRow, offer_id)
        application = find(session, HomeApplicationRow, row.application_id)
        case = _reached(session, application.case_id, by)
        claim(session, HomeOfferRow, offer_id, seen_version)
        before = offer_of(row)
        check_not_lived_in(before, map(line_of, rows_of(session, case.id)))
        why = checked_reason(reason)
        followed = follow_answer(session, case, application, before, None)
        was = _was(before.description)
        told = happened(case.id, OFFER_TAKEN_BACK, day=on, reason=why, details=was, by=by)
        remove(session, row)
        note(session, by, ACT, row, *followed, add(session, told), case_id=case.id)


def correct_event(event_id: str, told: EventTold, *, seen_version: int, by: Person) -> None:
    """Correct why it happened and the note; what happened and when stand."""
    with transaction() as session:
        row = find(session, HomeEventRow, event_id)
        _reached(session, row.case_id, by)
        claim(session, HomeEventRow, event_id, seen_version)
        row.reason, row.note = corrected_event(told, row.kind, row.date)
        note(session, by, ACT, row)


def take_back_event(
    event_id: str, reason: str | None, *, seen_version: int, by: Person, on: date
) -> None:
    """Take back the newest event with the housing situation that followed from it.

    Raises HomeEventFollowed or MissingValue.
    """
    with transaction() as session:
        row = find(session, HomeEventRow, event_id)
        case = _reached(session, row.case_id, by)
        claim(session, HomeEventRow, event_id, seen_version)
        undone = _undone(session, case, row)
        why = checked_reason(reason)
        told = happened(
            case.id, EVENT_TAKEN_BACK, day=on, reason=why, details=_was(row.kind), by=by
        )
        remove(session, row)
        note(session, by, ACT, row, *undone, add(session, told))


def _undone(session: Session, case: CaseRow, row: HomeEventRow) -> list[Keyed]:
    """The housing rows that go back with the event. Raises HomeEventFollowed."""
    event = event_of(row)
    events = [event_of(each) for each in events_of(session, case.id)]
    rows = rows_of(session, case.id)
    check_newest(event, events)
    wrote = led_to(event, events, [line_of(each) for each in rows])
    if wrote is None:
        return []
    if len(rows) == 1 or any(event.day <= each.from_date for each in stays_of(session, case.id)):
        raise HomeEventFollowed
    return [*undo_situation(session, case, rows[-1], rows[-2])]


def _mended(
    session: Session, case: CaseRow, row: HomeApplicationRow, instead: date | None
) -> list[HousingRow]:
    """The housing rows whose day on the waiting list followed from the application."""
    lines = [line_of(each) for each in rows_of(session, case.id)]
    check_not_moved_in(row.applied_date, lines)
    known = applications_of(session, case.id)
    others = since_last_home((each.applied_date for each in known if each is not row), lines)
    gone = row.applied_date
    return mend(session, case, lambda line: way_mended(line, gone, instead, others))


def _was(text: str) -> dict[str, str]:
    return {"before": text}


def _reached(session: Session, case_id: str, by: Person) -> CaseRow:
    return reached_case(session, case_id, act=ACT, by=by, steps=OPEN_STEPS)
