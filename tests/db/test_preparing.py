"""Preparing a meeting and calling people to it, in the store."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from core.codes import MeetingState, Role, Step
from core.consent import ConsentMissing
from core.errors import BadEmail, ChangedByOther, DateInFuture, NobodyChosen, NotAllowed, NotFound
from core.invitations import holds_old
from core.meetings import Invitation, MeetingNotPlanned
from core.preparing import Wishes
from db import queries
from db.actions import invitations, meetings, preparing
from db.engine import reading
from db.models import AuditRow, DistributionRow
from tests.factories import ON, person
from tests.factories_network import OFFICER, YOUNG, held_told, plan_told, put_consent, put_started

pytestmark = pytest.mark.usefixtures("store")
LEAD = person()
LATER = ON + timedelta(days=14)


def _case(**columns):
    case = put_started(Step.COLLABORATION, **columns)
    put_consent(case.id)
    return case


def _planned(case, *invited, **told):
    plan = plan_told(told.pop("day", LATER), **told)
    return meetings.plan(case.id, plan, invited or (YOUNG, OFFICER), by=LEAD, on=ON)


def _read(case, meeting_id):
    listed = queries.network.file_of(case.id, by=LEAD).meetings
    return next(one for one in listed if one.id == meeting_id)


def _choose(case, meeting_id, keep, *new, not_invited=None, by=LEAD):
    preparing.choose_people(
        meeting_id,
        keep=keep,
        invite=new,
        not_invited=not_invited,
        seen_version=_read(case, meeting_id).version,
        by=by,
        on=ON,
    )


def _send(meeting_id, *ids, day=ON, channel="secure_mail", by=LEAD):
    invitations.mark_sent(meeting_id, ids, channel=channel, sent_date=day, by=by, on=ON)


def _change(case, meeting_id, **told):
    plan = plan_told(told.pop("day", LATER), **told)
    version = _read(case, meeting_id).version
    meetings.change_plan(meeting_id, plan, seen_version=version, by=LEAD, on=ON)


# ---------------------------------------------------------------- who comes


def test_ticks_put_people_on_the_list_and_take_them_off_in_one_save():
    case = _case()
    planned = _planned(case)
    young, officer = _read(case, planned).participants
    molly = Invitation("guardian", "Molly Mor", "network", "molly@example.org")
    _choose(case, planned, [young.id], molly, not_invited="Faren: de er uvenner")
    found = _read(case, planned)
    assert found.not_invited == "Faren: de er uvenner"
    listed = [(each.name, each.network_person_id, each.email) for each in found.participants]
    assert listed == [
        ("Vilma Vildspor", None, None),
        ("Molly Mor", "network", "molly@example.org"),
    ]
    assert officer.id not in {each.id for each in found.participants}


def test_the_log_keeps_who_was_taken_off():
    case = _case()
    planned = _planned(case)
    young, _ = _read(case, planned).participants
    _choose(case, planned, [young.id])
    with reading() as session:
        lines = session.scalars(select(AuditRow).where(AuditRow.table_name == "participants"))
        names = [json.loads(line.changes).get("name") for line in lines]
    assert ["Jens Job", None] in names


def test_a_participant_of_another_meeting_is_not_kept_here():
    case = _case()
    first, second = _planned(case), _planned(case)
    _, officer = _read(case, first).participants
    with pytest.raises(NotFound):
        _choose(case, second, [officer.id])
    assert len(_read(case, second).participants) == 2


def test_an_address_that_is_none_is_refused_and_nothing_is_written():
    case = _case()
    planned = _planned(case)
    with pytest.raises(BadEmail):
        _choose(case, planned, [], Invitation("school", "Sten", None, "sten at skole"))
    assert len(_read(case, planned).participants) == 2


def test_without_consent_nobody_but_the_young_person_can_be_ticked():
    case = put_started(Step.COLLABORATION)
    talk = meetings.plan(case.id, plan_told(LATER, kind="pre_meeting"), [YOUNG], by=LEAD, on=ON)
    young = _read(case, talk).participants[0].id
    with pytest.raises(ConsentMissing):
        _choose(case, talk, [young], OFFICER)
    _choose(case, talk, [young], not_invited="Ingen andre")


def test_a_held_meeting_is_not_prepared_any_more():
    case = _case()
    planned = _planned(case, day=ON)
    ids = [each.id for each in _read(case, planned).participants]
    meetings.hold(planned, held_told(*ids), seen_version=1, by=LEAD, on=ON)
    with pytest.raises(MeetingNotPlanned):
        _choose(case, planned, ids)
    with pytest.raises(MeetingNotPlanned):
        preparing.note_wishes(planned, Wishes(), seen_version=2, by=LEAD, on=ON)
    with pytest.raises(MeetingNotPlanned):
        preparing.mark_prepared(planned, ON, seen_version=2, by=LEAD, on=ON)


# ---------------------------------------------------------------- wishes


def test_wishes_and_the_day_it_was_talked_through_are_kept():
    case = _case()
    planned = _planned(case)
    told = Wishes(wishes="Kage", considerations=("breaks", "shorter"), note="Ti minutter")
    preparing.note_wishes(planned, told, seen_version=1, by=LEAD, on=ON)
    preparing.mark_prepared(planned, ON, seen_version=2, by=LEAD, on=ON)
    found = _read(case, planned)
    assert (found.wishes, found.considerations) == ("Kage", ("breaks", "shorter"))
    assert (found.considerations_note, found.prepared_date) == ("Ti minutter", ON)
    with pytest.raises(DateInFuture):
        preparing.mark_prepared(planned, LATER, seen_version=3, by=LEAD, on=ON)


def test_two_who_prepare_at_once_hear_of_each_other():
    case = _case()
    planned = _planned(case)
    preparing.note_wishes(planned, Wishes(wishes="Kage"), seen_version=1, by=LEAD, on=ON)
    with pytest.raises(ChangedByOther) as refused:
        preparing.note_wishes(planned, Wishes(wishes="Te"), seen_version=1, by=LEAD, on=ON)
    assert refused.value.changes == {"wishes": "Kage"}


# ---------------------------------------------------------------- invitations


def test_what_went_out_is_kept_with_its_day_and_who_got_it_on_what_ground():
    case = _case()
    put_consent(case.id, party="Jens Job", information_types="housing")
    planned = _planned(case)
    young, officer = _read(case, planned).participants
    _send(planned, young.id, officer.id)
    sent = _read(case, planned).participants
    assert [(each.sent_date, each.sent_version) for each in sent] == [(ON, 1), (ON, 1)]
    with reading() as session:
        received = {row.recipient_role: row for row in session.scalars(select(DistributionRow))}
    assert received["young_person"].basis == "own"
    assert received["young_person"].left_out is None
    told = received["employment_officer"]
    assert (told.document, told.subject_id, told.channel) == ("invitation", planned, "secure_mail")
    assert (told.basis, told.information_types) == ("consent", None)
    assert told.consent_ids
    assert "health" in told.left_out


@pytest.mark.parametrize(
    "told",
    [
        {"day": LATER + timedelta(days=1)},
        {"start_time": "14.00"},
        {"start_time": "10.00", "end_time": "11.00"},
        {"place": "Biblioteket"},
    ],
)
def test_another_day_time_or_place_makes_what_went_out_old(told):
    case = _case()
    planned = _planned(case)
    young, _ = _read(case, planned).participants
    _send(planned, young.id)
    _change(case, planned, **told)
    assert holds_old(_read(case, planned)) == (_read(case, planned).participants[0],)
    _send(planned, young.id)
    assert holds_old(_read(case, planned)) == ()
    assert _read(case, planned).participants[1].sent_date is None


def test_a_change_that_an_invitation_does_not_tell_of_leaves_it_as_it_is():
    case = _case()
    planned = _planned(case)
    _send(planned, *(each.id for each in _read(case, planned).participants))
    _change(case, planned, purpose="Noget andet", agenda="Bolig")
    preparing.note_wishes(planned, Wishes(wishes="Te"), seen_version=2, by=LEAD, on=ON)
    assert _read(case, planned).version == 3
    assert holds_old(_read(case, planned)) == ()


def test_called_off_it_is_told_to_those_who_were_called():
    case = _case()
    planned = _planned(case)
    young, _ = _read(case, planned).participants
    _send(planned, young.id)
    meetings.cancel(planned, reason="Syg", seen_version=1, by=LEAD, on=ON)
    assert [each.id for each in holds_old(_read(case, planned))] == [young.id]
    _send(planned, young.id)
    assert holds_old(_read(case, planned)) == ()


def test_the_version_counts_up_with_every_change_of_the_plan():
    case = _case()
    planned = _planned(case)
    seen = [_read(case, planned).version]
    for place in ("Biblioteket", "Kælderen"):
        _change(case, planned, place=place)
        seen.append(_read(case, planned).version)
    meetings.cancel(planned, reason="Syg", seen_version=seen[-1], by=LEAD, on=ON)
    seen.append(_read(case, planned).version)
    assert seen == sorted(set(seen))


def test_nobody_and_somebody_of_another_meeting_are_refused():
    case = _case()
    first, second = _planned(case), _planned(case)
    stranger = _read(case, first).participants[0].id
    with pytest.raises(NobodyChosen):
        _send(second)
    with pytest.raises(NotFound):
        _send(second, stranger)
    assert _read(case, first).participants[0].sent_date is None


def test_an_answer_is_kept_and_does_not_stand_in_the_way_of_another():
    case = _case()
    planned = _planned(case)
    young, officer = _read(case, planned).participants
    for each, told in ((young, "accepted"), (officer, "declined")):
        invitations.answer(each.id, told, answered_date=ON, seen_version=1, by=LEAD, on=ON)
    found = _read(case, planned)
    assert [each.answer for each in found.participants] == ["accepted", "declined"]
    assert found.participants[0].answered_date == ON
    assert found.version == 1
    with pytest.raises(ChangedByOther):
        invitations.answer(young.id, "tentative", answered_date=ON, seen_version=1, by=LEAD, on=ON)


def test_no_answer_is_taken_once_the_meeting_was_held():
    case = _case()
    planned = _planned(case, day=ON)
    ids = [each.id for each in _read(case, planned).participants]
    meetings.hold(planned, held_told(*ids), seen_version=1, by=LEAD, on=ON)
    with pytest.raises(MeetingNotPlanned):
        invitations.answer(ids[0], "accepted", answered_date=ON, seen_version=1, by=LEAD, on=ON)
    with pytest.raises(MeetingNotPlanned):
        _send(planned, ids[0])


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        (person(Role.COORDINATOR, staff_id="other"), NotFound),
        (person(Role.SUPPORT_WORKER, staff_id="bo", allocates=True), NotAllowed),
        (person(Role.STEERING_GROUP), NotFound),
    ],
)
def test_who_may_not_hold_meetings_prepares_and_sends_nothing(by, refusal):
    case = _case(coordinator_id=None)
    planned = _planned(case)
    first = _read(case, planned).participants[0]
    with pytest.raises(refusal):
        _choose(case, planned, [first.id], by=by)
    with pytest.raises(refusal):
        _send(planned, first.id, by=by)
    with pytest.raises(refusal):
        invitations.answer(first.id, "accepted", answered_date=ON, seen_version=1, by=by, on=ON)
    assert _read(case, planned).state is MeetingState.PLANNED


def test_a_coordinator_prepares_their_own():
    case = put_started(Step.COLLABORATION, coordinator_id="karen")
    put_consent(case.id, given_date=date(2026, 4, 1))
    karen = person(Role.COORDINATOR, staff_id="karen")
    planned = meetings.plan(case.id, plan_told(LATER), [YOUNG], by=karen, on=ON)
    preparing.mark_prepared(planned, ON, seen_version=1, by=karen, on=ON)
    assert _read(case, planned).prepared_date == ON
