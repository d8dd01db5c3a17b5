"""Printed consent forms: made, signed, declined, put aside."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from core.codes import Role, Step
from core.consent import GuardianOfAdult
from core.consent_forms import AlreadySigned, FormSettled, FormTold, PartyTold, Signature
from core.errors import ChangedByOther, NotAllowed, NotFound, WrongStep
from core.records.consenting import PaperState
from db import queries
from db.actions import consent_forms
from db.engine import reading
from db.models import AuditRow
from tests.factories import ON, person, put_case
from tests.factories_network import put_started

LEAD = person()
CHILD = date(2010, 1, 1)
TOLD = FormTold(
    parties=(
        PartyTold("a", "Vestre Skole", "school", ("education_employment",)),
        PartyTold("b", "Jens Job", "employment_officer", ("economy", "housing")),
    ),
    purpose="En fælles plan",
    valid_to=ON + timedelta(days=300),
)


def make(case, by=LEAD):
    return consent_forms.make(case.id, TOLD, by=by, on=ON)


def sign(form_id, *givers, seen=1, by=LEAD, parties=(0, 1)):
    signature = Signature(day=ON, givers=givers or ("young_person",), parties=parties)
    consent_forms.sign(form_id, signature, seen_version=seen, by=by, on=ON)


def decline(form_id, seen=1, by=LEAD):
    no = Signature(day=ON, givers=("young_person",))
    consent_forms.decline(form_id, no, seen_version=seen, by=by, on=ON)


def form_of(case):
    (form,) = queries.consent_forms.forms(case.id, by=LEAD)
    return form


def consents_of(case):
    return queries.network.file_of(case.id, by=LEAD).consents


def test_a_form_waits_and_nothing_may_be_shared_on_it(store):
    case = put_started()
    make(case)
    form = form_of(case)
    assert (form.state, form.made_date, form.by_name) == (PaperState.WAITING, ON, "Karen Kold")
    assert [each.party for each in form.parties] == ["Vestre Skole", "Jens Job"]
    assert form.parties[1].information_types == ("economy", "housing")
    assert consents_of(case) == ()


def test_a_signature_makes_a_consent_for_every_party_at_once(store):
    case = put_started()
    form_id = make(case)
    sign(form_id)
    form = form_of(case)
    assert (form.state, form.settled_date, form.given_by) == (
        PaperState.SIGNED, ON, ("young_person",),
    )  # fmt: skip
    made = {each.party: each for each in consents_of(case)}
    assert set(made) == {"Vestre Skole", "Jens Job"}
    officer = made["Jens Job"]
    assert (officer.party_role, officer.form, officer.consent_form_id) == (
        "employment_officer", "paper", form_id,
    )  # fmt: skip
    assert officer.information_types == ("economy", "housing")
    assert (officer.purpose, officer.valid_to) == ("En fælles plan", TOLD.valid_to)


def test_only_those_who_got_a_yes_are_shared_with(store):
    case = put_started()
    sign(make(case), parties=(1,))
    assert [each.party for each in consents_of(case)] == ["Jens Job"]


def test_a_signature_that_is_refused_leaves_the_form_and_the_consents_as_they_were(store):
    case = put_started()
    form_id = make(case)
    with pytest.raises(GuardianOfAdult):
        sign(form_id, "young_person", "guardian")
    assert (form_of(case).state, form_of(case).version) == (PaperState.WAITING, 1)
    assert consents_of(case) == ()


def test_under_eighteen_both_sign_on_one_day_or_one_after_the_other(store):
    case = put_started(birth_date=CHILD)
    form_id = make(case)
    sign(form_id)
    sign(form_id, "guardian", seen=2)
    assert form_of(case).given_by == ("young_person", "guardian")
    given = {(each.party, each.given_by) for each in consents_of(case)}
    assert len(given) == 4
    with pytest.raises(AlreadySigned):
        sign(form_id, "guardian", seen=3)
    assert len(consents_of(case)) == 4


def test_a_no_is_kept_and_makes_no_consent(store):
    case = put_started()
    form_id = make(case)
    decline(form_id)
    form = form_of(case)
    assert (form.state, form.settled_date, form.given_by) == (
        PaperState.DECLINED, ON, ("young_person",),
    )  # fmt: skip
    assert consents_of(case) == ()
    with pytest.raises(FormSettled):
        sign(form_id, seen=2)


def test_a_form_put_aside_cannot_be_signed(store):
    case = put_started()
    form_id = make(case)
    consent_forms.drop(form_id, seen_version=1, by=LEAD, on=ON)
    assert form_of(case).state is PaperState.DROPPED
    with pytest.raises(FormSettled):
        sign(form_id, seen=2)


def test_two_people_answering_one_form_hear_of_each_other(store):
    case = put_started()
    form_id = make(case)
    decline(form_id)
    with pytest.raises(ChangedByOther):
        sign(form_id)
    assert consents_of(case) == ()


def test_every_consent_of_a_signature_has_its_line_in_the_log(store):
    case = put_started()
    sign(make(case))
    with reading() as session:
        lines = session.scalars(select(AuditRow).where(AuditRow.case_id == case.id)).all()
        tables = [line.table_name for line in lines]
        told = [json.loads(line.changes) for line in lines if line.table_name == "consents"]
    assert tables.count("consents") == 2
    assert tables.count("consent_forms") == 2
    assert {each["party"][1] for each in told} == {"Vestre Skole", "Jens Job"}


def test_who_may_not_record_consents_makes_and_signs_no_form(store):
    case = put_case(step=Step.ASSESSMENT)
    worker = person(Role.SUPPORT_WORKER, staff_id="bo", allocates=True)
    stranger = person(Role.COORDINATOR, staff_id="other")
    form_id = make(case)
    assigned = put_started()
    with pytest.raises(NotAllowed):
        make(case, by=worker)
    with pytest.raises(NotAllowed):
        sign(form_id, by=worker)
    with pytest.raises(NotFound):
        make(assigned, by=stranger)
    make(assigned)
    assert queries.consent_forms.forms(assigned.id, by=stranger) == ()
    assert len(queries.consent_forms.forms(case.id, by=worker)) == 1


def test_a_closed_case_gets_no_form(store):
    with pytest.raises(WrongStep):
        make(put_case(step=Step.CLOSED))
