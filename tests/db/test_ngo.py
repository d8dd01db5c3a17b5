"""NGOs in cases in a real store: from volunteers and by hand, their talks, what they may know."""

from datetime import date, timedelta

import pytest

from core.codes import Role, Step
from core.consent import ConsentTold
from core.errors import ChangedByOther, NotFound, UnknownCode
from core.ngo import NgoTold, TalkTold, key_of
from core.volunteers import VolunteerTold
from db import actions, queries
from db.models import GoalRow, new_id
from tests.db.statements import statements
from tests.factories import ON, person, put, put_case, put_staff
from tests.factories_ngo import agreement_told

pytestmark = pytest.mark.usefixtures("store")
LEAD = person(Role.PROJECT_LEAD)
CLUB = "Klub Kompas"
LATER, YESTERDAY = ON + timedelta(days=40), ON - timedelta(days=1)
HELD = TalkTold(talk="first_talk", outcome="held", day=ON, took_part=("young_person", "guardian"))


def put_match(case):
    told = VolunteerTold(name="Frida", organisation=CLUB, available_from=date(2026, 1, 1))
    volunteer = actions.volunteers.add_volunteer(told, by=LEAD)
    wish = actions.volunteers.wish(case.id, wished_date=ON, text=None, by=LEAD, on=ON)
    return actions.volunteers.match(wish, volunteer, from_date=ON, seen_version=1, by=LEAD)


def record(case, told=HELD, version=0, by=LEAD, name=CLUB):
    actions.ngo.record_talk(case.id, key_of(name), told, seen_version=version, by=by, on=LATER)


def ngos(case, on=LATER, by=LEAD):
    return queries.ngo.of_case(case.id, by=by, on=on)


def test_a_volunteer_brings_an_ngo_with_three_talks_and_the_closing_one_comes_at_the_end():
    case = put_case()
    match = put_match(case)
    (one,) = ngos(case)
    assert (one.name, [line.state.value for line in one.lines]) == (
        CLUB,
        ["overdue", "overdue", "later"],
    )
    record(case)
    actions.volunteers.end_match(
        match, to_date=ON, reason="Flyttede", seen_version=1, by=LEAD, on=ON
    )
    (one,) = ngos(case)
    assert [line.state.value for line in one.lines] == ["overdue", "held", "overdue"]
    assert one.lines[1].recorded.took_part == ("young_person", "guardian")


def test_an_ngo_named_by_hand_keeps_its_talks_when_its_name_is_corrected():
    case = put_case()
    named = actions.ngo.name_ngo(case.id, NgoTold(name="Mentorhus", from_date=ON), by=LEAD)
    record(case, name="Mentorhus")
    told = NgoTold(name="Mentorhuset Nordlys", from_date=ON, to_date=LATER)
    actions.ngo.change_ngo(named, told, seen_version=1, by=LEAD)
    (one,) = ngos(case)
    assert (one.name, one.to_date) == ("Mentorhuset Nordlys", LATER)
    assert [line.state.value for line in one.lines] == ["overdue", "held", "due"]
    with pytest.raises(ChangedByOther):
        actions.ngo.change_ngo(named, told, seen_version=1, by=LEAD)


def test_of_two_who_record_the_same_talk_the_second_is_told_of_the_first():
    case = put_case()
    put_match(case)
    record(case)
    with pytest.raises(ChangedByOther):
        record(case)
    record(case, TalkTold(talk="first_talk", outcome="not_relevant", reason="Fejl"), version=1)
    (one,) = ngos(case)
    assert (one.lines[1].recorded.not_relevant, one.lines[1].recorded.date) == ("Fejl", None)
    with pytest.raises(UnknownCode):
        record(case, name="En helt anden")


def test_the_list_holds_what_is_missing_in_ones_own_cases_and_is_kept(store):
    staff_id = put_staff()
    own, other = put_case("Vilma Vildspor", coordinator_id=staff_id), put_case("Otto Odde")
    put_match(own), put_match(other)
    karen = person(Role.COORDINATOR, staff_id=staff_id)
    told = queries.ngo.missing(by=karen, on=LATER)
    assert [(each.young_person, each.talk) for each in told] == [
        ("Vilma Vildspor", "referral_talk"),
        ("Vilma Vildspor", "first_talk"),
    ]
    assert all(each.overdue(LATER) for each in told)
    assert len(queries.ngo.missing(by=LEAD, on=LATER)) == 4
    assert statements(store, lambda: queries.ngo.missing(by=LEAD, on=LATER)) == 0
    assert queries.ngo.missing(by=person(Role.STEERING_GROUP), on=LATER) == ()


def test_how_many_young_people_there_are_changes_nothing_of_how_often_the_store_is_asked(store):
    put_match(put_case())
    few = statements(store, lambda: queries.ngo.missing(by=LEAD, on=LATER))
    for number in range(5):
        put_match(put_case(f"Ung {number}"))
    assert statements(store, lambda: queries.ngo.missing(by=LEAD, on=LATER)) == few > 0


def test_a_case_that_ended_ends_its_ngo_and_is_told_of_for_three_months():
    case = put_case(step=Step.CLOSED, start_date=ON, end_date=ON)
    actions.ngo.name_ngo(case.id, NgoTold(name=CLUB, from_date=ON), by=LEAD)
    assert [one.to_date for one in ngos(case)] == [ON]
    assert len(queries.ngo.missing(by=LEAD, on=ON + timedelta(days=90))) == 3
    assert queries.ngo.missing(by=LEAD, on=ON + timedelta(days=91)) == ()


def test_nobody_records_or_reads_about_somebody_elses_young_person():
    case = put_case(coordinator_id=put_staff())
    put_match(case)
    other = person(Role.SUPPORT_WORKER, staff_id="other")
    with pytest.raises(NotFound):
        record(case, by=other)
    assert ngos(case, by=other) == ()
    assert queries.ngo.told_to(case.id, CLUB, by=other, on=ON) is None


def test_the_sheet_holds_what_consent_and_agreement_cover_while_the_ngo_is_there_and_no_cpr_number():
    case = put_case()
    told = NgoTold(name=CLUB, from_date=YESTERDAY)
    named = actions.ngo.name_ngo(case.id, told, by=LEAD)
    for domain in ("education_employment", "crime"):
        goal = f"{domain} 640306-1234"
        put(
            GoalRow(
                id=new_id(), case_id=case.id, set_date=ON, text=goal, life_domain=domain,
                status="open",
            )
        )  # fmt: skip
    assert queries.ngo.told_to(case.id, CLUB, by=LEAD, on=ON).lines == ()
    consent = ConsentTold(
        given_date=ON,
        given_by="young_person",
        party=CLUB,
        party_role="other",
        information_types=("education_employment",),
        legal_basis="consent",
        purpose="Fritid",
        form="paper",
    )
    given = actions.consents.add_consent(case.id, consent, by=LEAD, on=ON)
    alone = queries.ngo.told_to(case.id, CLUB, by=LEAD, on=ON)
    assert (alone.lines, alone.unagreed) == ((), ("education_employment",))
    actions.ngo_agreements.make_agreement(agreement_told(), by=LEAD, on=ON)
    found = queries.ngo.told_to(case.id, CLUB, by=LEAD, on=ON)
    assert [line.text for line in found.lines] == ["education_employment ••••••-••••"]
    gone = NgoTold(name=CLUB, from_date=YESTERDAY, to_date=YESTERDAY)
    actions.ngo.change_ngo(named, gone, seen_version=1, by=LEAD)
    assert queries.ngo.told_to(case.id, CLUB, by=LEAD, on=ON).types == ()
    actions.ngo.change_ngo(named, told, seen_version=2, by=LEAD)
    assert queries.ngo.told_to(case.id, CLUB, by=LEAD, on=ON).types
    actions.consents.withdraw(given, withdrawn_date=ON, seen_version=1, by=LEAD, on=ON)
    assert queries.ngo.told_to(case.id, CLUB, by=LEAD, on=ON).types == ()
