"""Who may know what of a case, and who received what."""

from datetime import date, timedelta

import pytest

from core.codes import Role
from core.meetings import Invitation
from core.ngo import NgoTold
from core.records.consenting import Source
from core.sharing import Ground, Recipient, basis
from db import queries
from db.actions import meetings, network, ngo, ngo_agreements
from db.models import (
    DistributionRow,
    NetworkPersonRow,
    SupportCourseRow,
    VolunteerRow,
    new_id,
)
from tests.factories import ON, person, put, put_staff
from tests.factories_network import (
    OFFICER,
    START,
    YOUNG,
    held_told,
    network_told,
    plan_told,
    put_consent,
    put_started,
)
from tests.factories_ngo import CLUB, agreement_told

LEAD = person()
STRANGER = person(Role.COORDINATOR, staff_id="other")
CHILD = date(2010, 1, 1)


def recipients(case, on=ON, by=LEAD):
    found = queries.sharing.recipients_of(case.id, by=by, on=on)
    return {(each.recipient.role, each.recipient.name): each for each in found}


def plan(case, *invitations, day=ON):
    return meetings.plan(case.id, plan_told(day), (YOUNG, *invitations), by=LEAD, on=ON)


def hold(case, meeting_id):
    file = queries.network.file_of(case.id, by=LEAD)
    ids = [p.id for one in file.meetings if one.id == meeting_id for p in one.participants]
    meetings.hold(meeting_id, held_told(*ids), seen_version=1, by=LEAD, on=ON)


def put_worker(case, name="Bo Bente", end_date=None):
    worker = put_staff(name, "support_worker")
    put(
        SupportCourseRow(
            id=new_id(),
            version=1,
            case_id=case.id,
            method="ICM",
            worker_id=worker,
            start_date=START,
            end_date=end_date,
        )
    )
    return worker


def put_received(case, **columns):
    values = {
        "id": new_id(),
        "version": 1,
        "case_id": case.id,
        "document": "plan",
        "subject_id": "plan",
        "recipient_role": "employment_officer",
        "recipient_name": "Jens Job",
        "date": ON,
        "channel": "secure_mail",
        "basis": "consent",
        "by_id": "account",
        "by_name": "Karen Kold",
    }
    put(DistributionRow(**{**values, **columns}))


def test_the_young_person_and_the_team_come_first_and_need_no_consent(store):
    case = put_started()
    put_worker(case)
    put_worker(case, "Ida Idag", end_date=ON)
    found = recipients(case)
    assert list(found) == [
        ("young_person", "Vilma Vildspor"),
        ("coordinator", "Karen Kold"),
        ("support_worker", "Bo Bente"),
    ]
    grounds = [each.basis.ground for each in found.values()]
    assert grounds == [Ground.OWN, Ground.TEAM, Ground.TEAM]


def test_participants_and_professionals_and_the_chosen_adult_come_once_each(store):
    case = put_started()
    put_consent(case.id, party="Jens Job", party_role="employment_officer")
    add = network.add_person
    add(case.id, network_told(chosen_adult=True), by=LEAD, on=ON)
    add(case.id, network_told("Sten Skole", sphere="professional"), by=LEAD, on=ON)
    add(case.id, network_told("Fætter Frede"), by=LEAD, on=ON)
    plan(case, OFFICER, Invitation("chosen_adult", "Molly  MOR"))
    found = recipients(case)
    assert set(found) == {
        ("young_person", "Vilma Vildspor"),
        ("coordinator", "Karen Kold"),
        ("employment_officer", "Jens Job"),
        ("chosen_adult", "Molly  MOR"),
        ("other", "Sten Skole"),
    }
    officer = found["employment_officer", "Jens Job"]
    assert (officer.source, officer.basis.ground) == (Source.MEETING, Ground.CONSENT)
    assert officer.basis.types == {"housing"}
    assert found["other", "Sten Skole"].source is Source.NETWORK


def test_only_the_next_and_the_last_meeting_count(store):
    case = put_started()
    put_consent(case.id)
    hold(case, plan(case, Invitation("school", "Sidst Skole")))
    plan(case, Invitation("school", "Snart Skole"), day=ON + timedelta(days=5))
    plan(case, Invitation("school", "Senere Skole"), day=ON + timedelta(days=90))
    names = {name for role, name in recipients(case) if role == "school"}
    assert names == {"Sidst Skole", "Snart Skole"}


def test_under_eighteen_whoever_has_custody_is_there_by_name_or_without(store):
    case = put_started(birth_date=CHILD)
    assert recipients(case)["guardian", None].basis.ground is Ground.CUSTODY
    put_consent(case.id)
    plan(case, Invitation("guardian", "Molly Mor"))
    found = recipients(case)
    assert ("guardian", None) not in found
    assert found["guardian", "Molly Mor"].basis.ground is Ground.CUSTODY


def test_of_age_a_parent_needs_a_consent(store):
    case = put_started()
    put_consent(case.id)
    plan(case, Invitation("guardian", "Molly Mor"))
    assert recipients(case)["guardian", "Molly Mor"].basis.ground is Ground.NONE


def test_a_meeting_is_told_seat_by_seat_on_its_own_day(store):
    case = put_started()
    put_worker(case)
    put_consent(case.id, party="Jens Job", party_role="employment_officer", valid_to=ON)
    put_consent(case.id, party="Vestre Skole", party_role="school")
    day = ON + timedelta(days=1)
    meeting_id = plan(
        case,
        OFFICER,
        Invitation("support_worker", "Bo Bente"),
        Invitation("support_worker", "Ib Isbryder"),
        day=day,
    )
    seats = queries.sharing.at_meeting(case.id, meeting_id, by=LEAD)
    grounds = {each.recipient.name: each.basis.ground for each in seats}
    assert grounds == {
        "Vilma Vildspor": Ground.OWN,
        "Jens Job": Ground.NONE,
        "Bo Bente": Ground.TEAM,
        "Ib Isbryder": Ground.NONE,
    }
    assert all(each.participant_id for each in seats)


def test_the_workplace_of_somebody_in_the_network_tells_which_party_they_are(store):
    case = put_started()
    put_consent(case.id, party="Vestre Skole", party_role="school", information_types="health")
    put(
        NetworkPersonRow(
            id=new_id(),
            version=1,
            case_id=case.id,
            name="Sten Skole",
            sphere="professional",
            participant_role="school",
            organisation="Østre Skole",
        )
    )
    plan(case, Invitation("school", "Sten Skole"))
    assert recipients(case)["school", "Sten Skole"].basis.ground is Ground.NONE


def test_somebody_about_to_be_invited_is_told_of_before(store):
    case = put_started()
    put_consent(case.id, party="Jens Job", party_role="employment_officer")
    ask = queries.sharing.invited
    officer = ask(case.id, "employment_officer", "Jens Job", by=LEAD, on=ON)
    school = ask(case.id, "school", "Sten Skole", by=LEAD, on=ON)
    assert officer.basis.ground is Ground.CONSENT
    assert school.recipient == Recipient("school", "Sten Skole")
    assert school.basis.ground is Ground.NONE
    assert ask(case.id, "school", "Sten Skole", by=STRANGER, on=ON) is None


def test_somebody_outside_the_consents_can_be_invited_and_is_told_nothing(store):
    case = put_started()
    put_consent(case.id, party="Vestre Skole", party_role="school")
    meeting_id = plan(case)
    meetings.invite(meeting_id, OFFICER, seen_version=1, by=LEAD, on=ON)
    officer = queries.sharing.at_meeting(case.id, meeting_id, by=LEAD)[-1]
    assert officer.recipient.role == "employment_officer"
    assert officer.basis.ground is Ground.NONE


def test_what_was_received_is_told_with_the_consents_it_rested_on(store):
    case, other = put_started(), put_started()
    consent_id = put_consent(case.id, party="Jobcenteret", withdrawn_date=ON)
    put_received(case, date=ON - timedelta(days=1), consent_ids=f"{consent_id};gone")
    put_received(
        case,
        information_types="housing;economy",
        left_out="health",
        basis="law",
        document="minutes",
    )
    put_received(other)
    late, early = queries.sharing.received(case.id, by=LEAD)
    assert (late.document, late.told, late.left_out) == (
        "minutes", ("housing", "economy"), ("health",),
    )  # fmt: skip
    assert late.ground is Ground.LAW
    assert [each.party for each in early.consents] == ["Jobcenteret"]


@pytest.mark.parametrize("ask", ["recipients", "meeting", "received"])
def test_a_stranger_is_told_nothing_of_who_may_know(store, ask):
    case = put_started()
    put_consent(case.id)
    meeting_id = plan(case)
    put_received(case)
    found = {
        "recipients": lambda: queries.sharing.recipients_of(case.id, by=STRANGER, on=ON),
        "meeting": lambda: queries.sharing.at_meeting(case.id, meeting_id, by=STRANGER),
        "received": lambda: queries.sharing.received(case.id, by=STRANGER),
    }[ask]()
    assert found == ()


def test_a_meeting_of_another_case_is_not_told(store):
    case, other = put_started(), put_started()
    put_consent(case.id)
    assert queries.sharing.at_meeting(other.id, plan(case), by=LEAD) == ()


def test_the_file_names_the_team_the_coordinator_first(store):
    case = put_started()
    put_worker(case)
    assert queries.network.file_of(case.id, by=LEAD).team == ("Karen Kold", "Bo Bente")
    nobody = put_started(coordinator_id=None)
    assert queries.network.file_of(nobody.id, by=LEAD).team == ()


def test_an_ngo_at_the_table_is_told_only_what_its_agreement_covers_too(store):
    """Known by its agreement, by its volunteers, or because it is named on a case."""
    case = put_started()
    for party in (CLUB, "Frida Fri"):
        put_consent(case.id, party=party, information_types="health;contact_details")

    def types(name=CLUB):
        file = queries.network.file_of(case.id, by=LEAD)
        return basis(file.consents, Recipient("other", name), born=None, on=ON).types

    assert types() == types("Frida Fri") == {"health", "contact_details"}
    ngo.name_ngo(case.id, NgoTold(name=CLUB.upper(), from_date=ON), by=LEAD)
    assert types() == frozenset()
    assert types("Frida Fri") == {"health", "contact_details"}
    put(VolunteerRow(name="Frida Fri", organisation=CLUB, available_from=ON, places=1))
    assert types("Frida Fri") == frozenset()
    ngo_agreements.make_agreement(
        agreement_told(information_types=("contact_details",)), by=LEAD, on=ON
    )
    assert types() == types("Frida Fri") == {"contact_details"}
