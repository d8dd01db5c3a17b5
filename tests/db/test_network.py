"""The network around the young person."""

import json

import pytest
from sqlalchemy import select

from core.codes import Role
from core.errors import BadEmail, BadPhone, ChangedByOther, MissingValue, NotAllowed, NotFound
from core.network import AlreadyChosen, TwoChosenAdults
from db import queries
from db.actions import network
from db.engine import reading
from db.models import AuditRow
from tests.factories import ON, person
from tests.factories_network import network_told, put_started

LEAD = person()


def people(case):
    return {known.name: known for known in queries.network.file_of(case.id, by=LEAD).people}


def add(case, name="Molly Mor", **told):
    return network.add_person(case.id, network_told(name, **told), by=LEAD, on=ON)


def test_somebody_in_the_network_is_kept_whole_the_closest_first(store):
    case = put_started()
    add(case, "Frida Fjern", closeness="3")
    add(case, closeness="1", phone="22123456", email="molly@example.dk")
    assert list(people(case)) == ["Molly Mor", "Frida Fjern"]
    molly = people(case)["Molly Mor"]
    assert (molly.closeness, molly.phone, molly.chosen_adult) == (1, "+45 22 12 34 56", False)


def test_a_second_chosen_adult_is_refused_and_nothing_is_written(store):
    case = put_started()
    add(case, chosen_adult=True)
    with pytest.raises(TwoChosenAdults):
        add(case, "Ove Onkel", chosen_adult=True)
    ove = add(case, "Ove Onkel")
    with pytest.raises(TwoChosenAdults):
        network.change_person(
            ove, network_told("Ove", chosen_adult=True), seen_version=1, by=LEAD, on=ON
        )
    assert not people(case)["Ove Onkel"].chosen_adult


def test_choosing_another_adult_moves_the_mark(store):
    case = put_started()
    molly, ove = add(case, chosen_adult=True), add(case, "Ove Onkel")
    network.choose_adult(ove, seen_version=1, by=LEAD)
    chosen = {name: known.chosen_adult for name, known in people(case).items()}
    assert chosen == {"Molly Mor": False, "Ove Onkel": True}
    with pytest.raises(ChangedByOther):
        network.choose_adult(molly, seen_version=1, by=LEAD)
    with pytest.raises(AlreadyChosen):
        network.choose_adult(ove, seen_version=2, by=LEAD)


def test_the_chosen_adult_can_be_changed_without_losing_the_mark(store):
    case = put_started()
    molly = add(case, chosen_adult=True)
    told = network_told("Molly Moster", chosen_adult=True)
    network.change_person(molly, told, seen_version=1, by=LEAD, on=ON)
    assert people(case)["Molly Moster"].chosen_adult


def test_somebody_removed_is_gone_but_the_log_says_who_it_was(store):
    case = put_started()
    molly = add(case)
    network.remove_person(molly, seen_version=1, by=LEAD)
    assert people(case) == {}
    with reading() as session:
        lines = session.scalars(select(AuditRow).where(AuditRow.row_id == molly)).all()
    last = json.loads(max(lines, key=lambda line: line.row_version).changes)
    assert last["name"] == ["Molly Mor", None]
    with pytest.raises(NotFound):
        network.remove_person(molly, seen_version=2, by=LEAD)


def test_a_removal_from_a_stale_page_is_refused(store):
    case = put_started()
    molly = add(case)
    network.change_person(molly, network_told("Molly Moster"), seen_version=1, by=LEAD, on=ON)
    with pytest.raises(ChangedByOther):
        network.remove_person(molly, seen_version=1, by=LEAD)


def test_what_is_no_telephone_and_what_is_no_address_is_refused(store):
    case = put_started()
    with pytest.raises(BadPhone):
        add(case, phone="ring bare")
    with pytest.raises(BadEmail):
        add(case, email="molly")
    with pytest.raises(MissingValue):
        add(case, " ")
    assert people(case) == {}


def test_a_support_worker_may_not_write_the_network(store):
    case = put_started(coordinator_id=None)
    worker = person(Role.SUPPORT_WORKER, staff_id="bo", allocates=True)
    with pytest.raises(NotAllowed):
        network.add_person(case.id, network_told(), by=worker, on=ON)
