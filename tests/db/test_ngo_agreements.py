"""Agreements with NGOs in a real store: made, changed with a history, ended, and missing."""

from datetime import date, timedelta

import pytest

from core.codes import Role, Step
from core.errors import ChangedByOther, NotAllowed
from core.ngo import NgoTold
from core.ngo_agreement_checks import NgoAgreementEnded, NgoAgreementTwice
from core.volunteers import VolunteerTold
from db import actions, queries
from tests.db.statements import statements
from tests.factories import ON, person, put_case, put_staff
from tests.factories_ngo import CLUB, agreement_told

pytestmark = pytest.mark.usefixtures("store")
LEAD = person(Role.PROJECT_LEAD)
YESTERDAY = ON - timedelta(days=1)


def make(by=LEAD, **told):
    return actions.ngo_agreements.make_agreement(agreement_told(**told), by=by, on=ON)


def change(agreement_id, version=1, by=LEAD, **told):
    actions.ngo_agreements.change_agreement(
        agreement_id, agreement_told(**told), seen_version=version, by=by, on=ON
    )


def end(agreement_id, version=1):
    actions.ngo_agreements.end_agreement(
        agreement_id, ended_date=ON, reason="Lukket", seen_version=version, by=LEAD, on=ON
    )


def register(by=LEAD):
    return queries.ngo_agreements.agreements(by=by)


def missing(by=LEAD, on=ON):
    return [each.name for each in queries.ngo_agreements.missing(by=by, on=on)]


def put_volunteer(organisation, until=None):
    told = VolunteerTold(
        name="Frida",
        organisation=organisation,
        available_from=date(2026, 1, 1),
        available_to=until,
    )
    actions.volunteers.add_volunteer(told, by=LEAD)


def test_what_an_agreement_said_before_a_change_stays_in_its_history():
    made = make(note="Udkast", signed_date=None)
    change(made, information_types=("housing",), valid_to=date(2027, 1, 5))
    end(made, version=2)
    (one,) = register()
    assert (one.information_types, one.ended_date) == (("housing",), ON)
    assert [event.kind.value for event in one.events] == ["ended", "changed", "made"]
    assert one.events[1].was == {
        "information_types": "contact_details;education_employment",
        "signed_date": None,
        "valid_to": None,
        "note": "Udkast",
    }
    with pytest.raises(NgoAgreementEnded):
        change(made, version=3)


def test_what_somebody_else_has_changed_is_told_in_words_and_nothing_is_written():
    made = make()
    change(made, information_types=("housing", "economy"), gdpr_role="processor")
    with pytest.raises(ChangedByOther) as refused:
        change(made, note="Mit")
    types = refused.value.changes["information_types"]
    assert [each.code for each in types] == ["housing", "economy"]
    assert refused.value.changes["gdpr_role"].list == "gdpr_role"
    assert register()[0].note is None


def test_an_ngo_has_one_agreement_at_a_time_and_a_change_is_not_in_its_own_way():
    made = make(organisation=CLUB)
    with pytest.raises(NgoAgreementTwice):
        make(organisation="klub  kompas")
    change(made, contact="Kaja")
    make(organisation="klub kompas", signed_date=None)
    end(made, version=2)
    make(organisation="klub kompas", signed_date=ON)
    assert len(register()) == 3


def test_only_project_leaders_write_and_only_who_shares_knowledge_reads():
    made = make()
    worker = person(Role.SUPPORT_WORKER, staff_id="s")
    for write in (lambda: make(by=worker), lambda: change(made, by=worker)):
        with pytest.raises(NotAllowed):
            write()
    assert len(register(by=worker)) == 1
    steering = person(Role.STEERING_GROUP)
    put_volunteer("Café Papirsø")
    assert (register(by=steering), missing(by=steering)) == ((), [])
    assert missing(by=worker) == ["Café Papirsø"]


def test_ngos_with_volunteers_or_in_a_running_case_are_missing_until_they_have_an_agreement():
    put_volunteer(CLUB), put_volunteer("Var her før", until=YESTERDAY)
    put_volunteer("Café Papirsø", until=ON)
    case, closed = put_case(), put_case(step=Step.CLOSED, start_date=YESTERDAY, end_date=YESTERDAY)
    for where, name, last in (
        (case, "Mentorhuset", None),
        (case, "Er gået", YESTERDAY),
        (closed, "I en afsluttet sag", None),
    ):
        told = NgoTold(name=name, from_date=YESTERDAY, to_date=last)
        actions.ngo.name_ngo(where.id, told, by=LEAD)
    assert missing() == ["Café Papirsø", CLUB, "Mentorhuset"]
    made = make(organisation="KLUB kompas", valid_to=ON)
    assert missing() == ["Café Papirsø", "Mentorhuset"]
    assert CLUB in missing(on=ON + timedelta(days=1))
    end(made)
    assert CLUB in missing()


def test_what_is_to_be_renewed_is_told_and_a_rerun_asks_the_store_nothing(store):
    made = make(valid_to=ON)
    make(organisation="Uden slutdato")
    put_volunteer("Café Papirsø"), put_staff()
    (due,) = queries.ngo_agreements.dues(on=ON)
    assert (due.what, due.due_date, due.page) == (CLUB, ON, "knowledge_sharing")
    assert due.address == {"part": "agreements", "agreement": made}
    register(), missing()
    again = statements(store, lambda: (register(), missing(), queries.ngo_agreements.dues(on=ON)))
    assert again == 0
