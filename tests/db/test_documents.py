"""Plan versions and distributions in the store: frozen once, given only on a ground, all noted."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from core.codes import Role, Step
from core.errors import NobodyChosen, NotFound, WrongStep
from core.handing_out import HandingOut, PlanChanged
from core.meetings import Invitation
from core.plan_versions import edition
from core.shared_documents import NotCovered, NotForThem, NothingToTell
from core.sharing import Recipient
from db import queries
from db.actions import consents, distributions, goals, meetings
from db.engine import reading
from db.models import AuditRow, DistributionRow, PlanVersionRow
from tests.factories import ON, person, put_case
from tests.factories_network import (
    OFFICER,
    START,
    YOUNG,
    agreement_told,
    goal_told,
    held_told,
    plan_told,
    put_consent,
    put_started,
)

LEAD = person()
VILMA, JENS = (
    Recipient("young_person", "Vilma Vildspor"),
    Recipient("employment_officer", "Jens Job"),
)
LATER = ON + timedelta(days=7)


def set_goal(case, text="Blive på FGU til sommer", domain="education_employment"):
    told = goal_told(text, set_date=START, life_domain=domain)
    goal_id = goals.set_goal(case.id, told, by=LEAD, on=ON)
    goals.agree(goal_id, agreement_told(), by=LEAD)
    return goal_id


def covered(**columns):
    """A case with a meeting ahead, a goal, and a consent for the officer."""
    case = put_started(**columns)
    put_consent(case.id, information_types="education_employment", party_role="employment_officer")
    set_goal(case)
    meetings.plan(case.id, plan_told(), (YOUNG, OFFICER), by=LEAD, on=ON)
    return case


def plan_now(case):
    return edition(queries.network.file_of(case.id, by=LEAD).goals)


def give(case, *recipients, document="plan", subject_id=None, day=ON, by=LEAD, on=ON, seen=None):
    told = HandingOut(
        document=document,
        subject_id=subject_id,
        recipients=recipients or (VILMA,),
        channel="handed_over",
        day=day,
    )
    seen = plan_now(case) if seen is None else seen
    distributions.hand_out(case.id, told, seen_plan=seen, by=by, on=on)


def kept(case):
    return queries.documents.documents_of(case.id, by=LEAD)


def hold(case, *, on=ON):
    meeting = queries.network.file_of(case.id, by=LEAD).meetings[0]
    present = [each.id for each in meeting.participants]
    held = held_told(*present, day=on)
    meetings.hold(meeting.id, held, seen_version=meeting.version, by=LEAD, on=on)
    return meeting.id


def test_giving_the_plan_freezes_it_and_keeps_who_got_what_on_what_ground(store):
    case = covered()
    set_goal(case, "Sove om natten", "mental_health")
    give(case, VILMA, JENS)
    file = kept(case)
    (version,) = file.versions
    assert (version.number, version.day, version.by_name) == (1, ON, "Karen Kold")
    own, officer = sorted(file.given, key=lambda each: each.role, reverse=True)
    assert (own.ground, own.left_out) == ("own", ())
    assert (officer.ground, officer.types) == ("consent", ("education_employment",))
    assert officer.left_out == ("health",)
    assert {own.subject_id, officer.subject_id} == {version.id}
    with reading() as session:
        row = session.scalars(
            select(DistributionRow).where(DistributionRow.recipient_role == JENS.role)
        ).one()
        assert row.consent_ids
        lines = session.scalars(
            select(AuditRow).where(AuditRow.table_name == "distributions")
        ).all()
        assert [(each.act, each.case_id) for each in lines] == [("share_documents", case.id)] * 2


def test_a_version_is_never_changed_and_a_new_one_is_made_only_where_the_plan_differs(store):
    case = covered()
    give(case)
    give(case, JENS)
    assert len(kept(case).versions) == 1
    frozen = kept(case).versions[0]
    goal = queries.network.file_of(case.id, by=LEAD).goals[0]
    agreement = goal.agreements[0]
    moved = agreement_told(follow_up_date=date(2026, 6, 15))
    goals.change_agreement(agreement.id, moved, seen_version=1, by=LEAD)
    give(case)
    second, first = kept(case).versions
    assert first == frozen
    assert second.number == 2
    assert second.goals[0].agreements[0].follow_up_date == date(2026, 6, 15)
    with reading() as session:
        assert all(row.version == 1 for row in session.scalars(select(PlanVersionRow)))


def test_closing_a_meeting_freezes_the_plan_with_the_meeting_and_not_twice(store):
    case = covered()
    meeting_id = hold(case)
    (version,) = kept(case).versions
    assert version.meeting_id == meeting_id
    give(case)
    assert kept(case).versions == (version,)


def test_a_meeting_without_any_goal_leaves_no_version(store):
    case = put_started()
    put_consent(case.id)
    meetings.plan(case.id, plan_told(), (YOUNG, OFFICER), by=LEAD, on=ON)
    hold(case)
    assert kept(case).versions == ()


def test_without_a_ground_nothing_is_given_and_nothing_is_written(store):
    case = covered()
    nobody = Recipient("school", "Sanne Skole")
    meeting = queries.network.file_of(case.id, by=LEAD).meetings[0]
    meetings.invite(meeting.id, Invitation("school", "Sanne Skole"), seen_version=1, by=LEAD, on=ON)
    with pytest.raises(NotCovered):
        give(case, VILMA, nobody)
    assert kept(case).given == ()
    assert kept(case).versions == ()


def test_a_consent_that_is_taken_back_no_longer_lets_the_plan_through(store):
    case = covered()
    consent = queries.network.file_of(case.id, by=LEAD).consents[0]
    give(case, JENS)
    consents.withdraw(consent.id, withdrawn_date=ON, seen_version=1, by=LEAD, on=ON)
    with pytest.raises(NotCovered):
        give(case, JENS)
    give(case, JENS, day=ON - timedelta(days=1))
    assert len(kept(case).given) == 2


def test_somebody_nobody_knows_can_not_be_given_a_thing_not_even_as_the_young_person(store):
    case = covered()
    with pytest.raises(NotCovered):
        give(case, Recipient("young_person", "Somebody Else"))
    with pytest.raises(NotCovered):
        give(case, Recipient("coordinator"))
    with pytest.raises(NotForThem):
        give(case, JENS, document="plan_plain")
    with pytest.raises(NobodyChosen):
        distributions.hand_out(
            case.id,
            HandingOut(document="plan", subject_id=None, recipients=(), channel="letter", day=ON),
            by=LEAD,
            on=ON,
        )


def test_a_plan_that_changed_since_the_documents_were_made_is_not_registered(store):
    case = covered()
    seen = plan_now(case)
    set_goal(case, "Få et sted at bo", None)
    with pytest.raises(PlanChanged):
        give(case, seen=seen)
    give(case)


def test_an_older_version_can_be_registered_after_the_plan_has_moved_on(store):
    case = covered()
    give(case)
    old = kept(case).versions[0]
    set_goal(case, "Få et sted at bo", None)
    give(case, JENS, subject_id=old.id, seen=0)
    assert {each.subject_id for each in kept(case).given} == {old.id}
    assert len(kept(case).versions) == 1


def test_an_empty_plan_and_a_version_of_somebody_else_are_refused(store):
    case, other = put_started(), covered()
    with pytest.raises(NothingToTell):
        give(case)
    give(other)
    with pytest.raises(NotFound):
        give(case, subject_id=kept(other).versions[0].id)
    meeting = queries.network.file_of(other.id, by=LEAD).meetings[0]
    with pytest.raises(NotFound):
        give(case, document="meeting_script", subject_id=meeting.id)


def test_the_script_and_the_minutes_are_about_their_meeting(store):
    case = covered()
    meeting = queries.network.file_of(case.id, by=LEAD).meetings[0]
    give(case, document="meeting_script", subject_id=meeting.id)
    with pytest.raises(NothingToTell):
        give(case, document="minutes", subject_id=meeting.id)
    hold(case)
    give(case, JENS, document="minutes", subject_id=meeting.id)
    assert {each.document for each in kept(case).given} == {"meeting_script", "minutes"}


def test_only_who_coordinates_the_young_person_gives_documents(store):
    case = covered()
    with pytest.raises(NotFound):
        give(case, by=person(Role.COORDINATOR, staff_id="other"))
    give(case, by=person(Role.COORDINATOR, staff_id=case.coordinator_id))
    assert queries.documents.documents_of(case.id, by=person(Role.STEERING_GROUP)).given == ()
    with pytest.raises(NotFound):
        distributions.made_file(case.id, "plan", VILMA, "pdf", by=person(Role.SUPPORT_WORKER))


def test_a_closed_case_can_still_be_given_and_one_not_begun_can_not(store):
    closed = put_started(step=Step.CLOSED, end_date=ON)
    with pytest.raises(NothingToTell):
        give(closed)
    with pytest.raises(WrongStep):
        give(put_case(step=Step.ASSESSMENT))


def test_a_file_that_is_made_leaves_a_line_without_any_name(store):
    case = covered()
    distributions.made_file(case.id, "plan", JENS, "docx", by=LEAD)
    with reading() as session:
        line = session.scalars(select(AuditRow).where(AuditRow.table_name == "documents")).one()
    assert line.case_id == case.id
    assert json.loads(line.changes) == {
        "document": [None, "plan"],
        "role": [None, "employment_officer"],
        "form": [None, "docx"],
    }
