"""What is not covered is not in a document made for somebody (R12), and no CPR number is (R21)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codes import MeetingState, all_codes
from core.documents import BUILDERS, document
from core.recipients import called, key_of, recipients
from core.records.documents import LeftOut
from core.records.network import NetworkPerson, Participant
from core.shared_documents import (
    COORDINATOR,
    KINDS,
    NotCovered,
    NotForThem,
    NothingToTell,
    check_given,
)
from core.sharing import Ground, Recipient, basis, needed_of, needed_of_types
from tests.factories_shared import (
    ADULT,
    OFFICER,
    ON,
    SCHOOL,
    YOUNG,
    agreement,
    covering,
    goal,
    meeting,
    source,
)

TYPES = all_codes("information_type")
DOMAINS = (None, *all_codes("life_domain"))
CPR = "650306-1234"


def told(kind, made_from, recipient):
    return repr(document(kind, made_from, recipient).sections)


def marked(place):
    """A goal and an agreement whose texts say which goal they belong to."""
    return goal(
        f"g{place}",
        f"MÅL{place}X",
        agreement(
            f"a{place}",
            f"AFTALE{place}X",
            f"HVEM{place}X",
            meeting_id="m1",
            follow_up_by=f"FØLG{place}X",
        ),
        own_words=f"ORD{place}X",
    )


PLANS = st.lists(
    st.tuples(
        st.sampled_from(DOMAINS),
        st.none() | st.sampled_from(TYPES),
        st.sampled_from(["open", "reached", "dropped"]),
        st.sampled_from(["open", "done", "not_done"]),
    ),
    max_size=6,
)
CONSENTS = st.lists(
    st.tuples(
        st.sampled_from([each.role for each in (OFFICER, ADULT, SCHOOL)]),
        st.lists(st.sampled_from(TYPES), min_size=1, unique=True),
    ),
    max_size=3,
)


def plan_of(rows):
    return [
        replace(
            marked(place),
            life_domain=domain,
            information_type=type_,
            status=status,
            agreements=tuple(replace(each, status=settled) for each in marked(place).agreements),
        )
        for place, (domain, type_, status, settled) in enumerate(rows)
    ]


@given(
    PLANS, CONSENTS, st.sampled_from((OFFICER, ADULT, SCHOOL)), st.sampled_from(list(BUILDERS)),
    st.none() | st.lists(st.sampled_from(TYPES), unique=True).map(tuple),
)  # fmt: skip
def test_nothing_that_the_ground_does_not_reach_stands_in_any_document(
    rows, given_consents, recipient, kind, minutes_types
):
    goals = plan_of(rows)
    consents = tuple(covering(*types, role=role) for role, types in given_consents)
    met = meeting(minutes="REFERATX", minutes_types=minutes_types, considerations_note="HENSYNX")
    made_from = source(*goals, about=met, consents=consents, meetings=(met,))
    ground = basis(consents, recipient, born=made_from.born, on=ON)
    said = told(kind, made_from, recipient)
    for place, each in enumerate(goals):
        if ground.ground is Ground.NONE or not ground.reaches(needed_of(each)):
            for word in ("MÅL", "AFTALE", "HVEM", "ORD", "FØLG"):
                assert f"{word}{place}X" not in said
    if ground.ground is Ground.NONE or not ground.reaches(needed_of_types(minutes_types)):
        assert "REFERATX" not in said
    if "health" not in ground.types:
        assert "HENSYNX" not in said
    if ground.ground is Ground.NONE:
        for word in ("En plan for sommeren", "Vilma", "Molly", "Jens", "FGU"):
            assert word not in said


@given(PLANS, CONSENTS, st.sampled_from((OFFICER, ADULT, SCHOOL)))
def test_every_goal_is_either_told_or_counted_as_left_out(rows, given_consents, recipient):
    goals = plan_of(rows)
    consents = tuple(covering(*types, role=role) for role, types in given_consents)
    made = document("plan", source(*goals, consents=consents), recipient)
    kept = sum(len(section.aims) for section in made.sections)
    assert kept + sum(each.n for each in made.left_out) == len(goals)
    assert not set(made.kept_back) & made.basis.types


@given(PLANS)
def test_the_young_person_sees_everything_and_nothing_is_left_out(rows):
    goals = plan_of(rows)
    made = document("plan", source(*goals), YOUNG)
    assert made.left_out == ()
    assert all(each.text in repr(made.sections) for each in goals)


@pytest.mark.parametrize("kind", BUILDERS)
@pytest.mark.parametrize("recipient", [YOUNG, Recipient(COORDINATOR)])
def test_a_cpr_number_that_somebody_typed_is_in_no_document(kind, recipient):
    met = meeting(
        minutes=CPR, purpose=CPR, agenda=CPR, place=CPR, wishes=CPR, not_invited=CPR,
        considerations_note=CPR,
        participants=(Participant("p", "other", f"Ole {CPR}", True, True, True),),
    )  # fmt: skip
    plan = goal(
        "g",
        CPR,
        agreement("a", CPR, f"Ole {CPR}", meeting_id="m1", follow_up_by=CPR),
        own_words=CPR,
    )
    people = (NetworkPerson("k", 1, f"Mor {CPR}", "private", None, 1, True, "6503061234", None),)
    made_from = source(plan, about=met, meetings=(met,), people=people)
    said = told(kind, made_from, recipient)
    assert "1234" not in said
    assert "•" in said


def test_the_plan_for_the_officer_holds_what_the_consent_covers_and_says_what_is_left_out():
    plan = (
        goal("g1", "Begynde på FGU"),
        goal("g2", "Sove bedre", domain="mental_health"),
        goal("g3", "Noget andet", domain=None),
    )
    made = document("plan", source(*plan, consents=(covering("education_employment"),)), OFFICER)
    assert [aim.text for aim in made.sections[0].aims] == ["Begynde på FGU"]
    assert set(made.left_out) == {LeftOut("goals", ("health",), 1), LeftOut("goals", (), 1)}
    assert made.told == ("education_employment",)
    assert "education_employment" not in made.kept_back


def test_the_cases_own_support_worker_is_told_all_and_one_from_elsewhere_nothing():
    own, other = Recipient("support_worker", "Ida Iversen"), Recipient("support_worker", "Per Pil")
    from_ = source(goal("g1", "Begynde på FGU"))
    from_ = replace(from_, file=replace(from_.file, team=("Karen Kold", "Ida Iversen")))
    assert document("plan", from_, own).basis.ground is Ground.TEAM
    assert document("plan", from_, other).basis.ground is Ground.NONE


def test_the_guardian_sees_all_until_the_young_person_is_eighteen_and_nothing_after():
    guardian, plan = Recipient("guardian", "Molly Mor"), goal("g", "Sove", domain="mental_health")
    child = document("plan", source(plan, born=date(2010, 1, 1)), guardian)
    assert child.basis.ground is Ground.CUSTODY
    assert "Sove" in repr(child.sections)
    grown = document("plan", source(plan, born=date(2006, 3, 5)), guardian)
    with pytest.raises(NotCovered):
        check_given(grown, who="Molly Mor")


def test_own_plan_puts_the_steps_in_the_order_of_their_days_and_says_which_are_ones_own():
    plan = (
        goal("g1", "A", agreement("a1", "Sidst", "Karen Kold", follow_up_date=date(2026, 7, 1))),
        goal("g2", "B", agreement("a2", "Først", "vilma", follow_up_date=date(2026, 5, 9))),
    )
    made = document("plan_plain", source(*plan), YOUNG)
    steps = next(section.steps for section in made.sections if section.name == "steps")
    assert [(each.text, each.own) for each in steps] == [("Først", True), ("Sidst", False)]


def test_whom_to_call_comes_with_the_number_only_where_contact_details_may_be_told():
    people = (
        NetworkPerson("k", 1, "Molly Mor", "private", "mor", 1, True, "+45 22 12 34 56", None),
    )
    own = told("plan_plain", source(goal(), people=people), YOUNG)
    assert "+45 22 12 34 56" in own
    shared = source(
        goal(), people=people, consents=(covering("education_employment", role="chosen_adult"),)
    )
    assert "+45 22 12 34 56" not in told("plan_plain", shared, ADULT)


def test_minutes_are_told_only_to_who_may_know_what_they_are_about():
    met = meeting(minutes="Vi talte om søvn.", minutes_types=("health",))
    made_from = source(
        goal("g", "FGU", agreement(meeting_id="m1")),
        about=met,
        meetings=(met,),
        consents=(covering("education_employment"), covering("health", role="school")),
    )
    officer = document("minutes", made_from, OFFICER)
    assert "søvn" not in repr(officer.sections)
    assert LeftOut("minutes", ("health",), 1) in officer.left_out
    assert "Ringe til FGU" in repr(officer.sections)
    assert "søvn" in told("minutes", made_from, SCHOOL)


def test_who_was_not_there_is_told_of_the_others_only_what_their_roles_may_tell():
    doctor = Participant("p", "psychiatric_adviser", "Pia Psyk", True, True, True)
    met = meeting(participants=(*meeting().participants, doctor))
    made_from = source(
        about=met, meetings=(met,), consents=(covering("education_employment", role="school"),)
    )
    made = document("minutes", made_from, SCHOOL)
    assert "Pia" not in repr(made.sections)
    assert "Jens Job" in repr(made.sections)
    assert LeftOut("people", ("health",), 1) in made.left_out


def test_the_script_keeps_whom_the_young_person_does_not_want_there_between_the_two():
    met = meeting(MeetingState.PLANNED, not_invited="Far", considerations_note="Angst i store rum")
    shared = source(
        about=met, meetings=(met,), consents=(covering("family_network", role="chosen_adult"),)
    )
    adult = told("meeting_script", shared, ADULT)
    assert "Far" not in adult
    assert "Angst" not in adult
    assert "En plan for sommeren" in adult
    own = told("meeting_script", shared, YOUNG)
    assert "Far" in own
    assert "Angst" in own


def test_a_document_for_nobody_in_particular_and_one_without_matter_are_refused():
    with pytest.raises(NotForThem):
        check_given(document("plan", source(goal()), Recipient(COORDINATOR)), who="Karen")
    with pytest.raises(NotForThem):
        check_given(document("meeting_script", source(about=meeting()), OFFICER), who="Jens")
    with pytest.raises(NothingToTell):
        check_given(document("plan", source(), YOUNG), who="Vilma")
    hidden = source(
        goal(domain="crime"),
        consents=(covering("housing"),),
        meetings=(meeting(next_meeting_date=date(2026, 6, 1)),),
    )
    with pytest.raises(NotCovered):
        check_given(document("plan", hidden, OFFICER), who="Jens")


def test_every_kind_has_a_builder():
    assert set(BUILDERS) == set(KINDS)


# -------------------------------------------------------- recipients


def test_recipients_are_everybody_around_once_the_young_person_first():
    people = (
        NetworkPerson("k1", 1, "Molly Mor", "private", "mor", 1, True, None, None),
        NetworkPerson(
            "k2", 1, "Sanne Skole", "professional", "lærer", 2, False, None, None, "school"
        ),
        NetworkPerson("k3", 1, "Fætter Frede", "private", "fætter", 2, False, None, None),
    )
    consents = (
        covering("housing", role="other", party="Boligselskabet"),
        covering("housing", party="jens  job"),
    )
    whole = source(consents=consents, people=people, meetings=(meeting(),)).file
    found = recipients(whole, name="Vilma Vildspor", on=ON)
    assert found[0] == YOUNG
    assert found[1] == ADULT
    assert set(found[2:]) == {
        OFFICER, SCHOOL, Recipient("other", "Boligselskabet"),
    }  # fmt: skip
    assert len({key_of(each) for each in found}) == len(found)


def test_the_key_of_a_recipient_holds_no_name():
    assert "vilma" not in key_of(YOUNG)
    assert key_of(YOUNG) == key_of(Recipient("young_person", " vilma  VILDSPOR"))


def test_somebody_is_called_by_whole_or_first_name():
    assert called("Vilma", "Vilma Vildspor")
    assert called("vilma vildspor", "Vilma Vildspor")
    assert not called("Vil", "Vilma Vildspor")
    assert not called("", "")
