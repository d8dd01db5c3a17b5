"""Consents on file."""

import pytest

from core.codes import Role, Step
from core.consent import AlreadyWithdrawn, GuardianOfAdult, RoleAlreadySaid
from core.errors import ChangedByOther, NotAllowed, NotFound, WrongStep
from db import queries
from db.actions import consents
from tests.factories import ON, person, put_case
from tests.factories_network import consent_told, put_consent, put_started

LEAD = person()


def withdraw(consent_id, *, seen=1, by=LEAD, day=ON):
    consents.withdraw(consent_id, withdrawn_date=day, seen_version=seen, by=by, on=ON)


def test_a_consent_is_put_on_file_whole(store):
    case = put_started()
    consents.add_consent(case.id, consent_told(), by=LEAD, on=ON)
    (kept,) = queries.network.file_of(case.id, by=LEAD).consents
    assert kept.party == "Jobcenteret"
    assert kept.information_types == ("housing", "economy")
    assert kept.withdrawn_date is None
    assert (kept.party_role, kept.form, kept.consent_form_id) == (
        "employment_officer", "paper", None,
    )  # fmt: skip


def test_the_role_of_an_imported_consents_party_can_be_said_once(store):
    case = put_started()
    consent_id = put_consent(case.id)
    consents.say_role(consent_id, party_role="school", seen_version=1, by=LEAD, on=ON)
    (kept,) = queries.network.file_of(case.id, by=LEAD).consents
    assert kept.party_role == "school"
    with pytest.raises(RoleAlreadySaid):
        consents.say_role(consent_id, party_role="employer", seen_version=2, by=LEAD, on=ON)


def test_a_withdrawn_consent_stays_on_file_as_withdrawn(store):
    case = put_started()
    consent_id = put_consent(case.id)
    withdraw(consent_id)
    (kept,) = queries.network.file_of(case.id, by=LEAD).consents
    assert (kept.withdrawn_date, kept.version) == (ON, 2)
    with pytest.raises(AlreadyWithdrawn):
        withdraw(consent_id, seen=2)


def test_two_people_withdrawing_at_once_hear_of_each_other(store):
    consent_id = put_consent(put_started().id)
    withdraw(consent_id)
    with pytest.raises(ChangedByOther):
        withdraw(consent_id)


def test_a_guardian_cannot_consent_for_a_young_person_of_age_in_the_store(store):
    case = put_started()
    with pytest.raises(GuardianOfAdult):
        consents.add_consent(case.id, consent_told(given_by="guardian"), by=LEAD, on=ON)
    assert queries.network.file_of(case.id, by=LEAD).consents == ()


def test_a_consent_can_be_withdrawn_after_the_closure_but_not_added(store):
    case = put_case(step=Step.CLOSED)
    consent_id = put_consent(case.id)
    withdraw(consent_id)
    with pytest.raises(WrongStep):
        consents.add_consent(case.id, consent_told(), by=LEAD, on=ON)


def test_a_support_worker_reads_but_does_not_write_consents(store):
    case = put_case(step=Step.ASSESSMENT)
    worker = person(Role.SUPPORT_WORKER, staff_id="bo", allocates=True)
    with pytest.raises(NotAllowed):
        consents.add_consent(case.id, consent_told(), by=worker, on=ON)
    with pytest.raises(NotAllowed):
        withdraw(put_consent(case.id), by=worker)


def test_a_stranger_does_not_find_the_case(store):
    case = put_started()
    stranger = person(Role.COORDINATOR, staff_id="other")
    assert queries.network.file_of(case.id, by=stranger) is None
    with pytest.raises(NotFound):
        consents.add_consent(case.id, consent_told(), by=stranger, on=ON)
