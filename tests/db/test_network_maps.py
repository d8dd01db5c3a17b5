"""Moving people on the map, keeping it, and what is received already: on a real store."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from core.codes import Role, Step
from core.errors import ChangedByOther, NotAllowed, NotFound, WrongStep
from core.interventions import InterventionEnded, InterventionTold
from core.network import MapEmpty, MapUnchanged, NotChosen, NothingMoved
from core.network_compare import Shift, compare
from core.network_map import on_map
from db import actions, queries
from db.engine import reading
from db.models import AuditRow, NetworkMapRow
from tests.factories import ON, person
from tests.factories_network import network_told, put_started

pytestmark = pytest.mark.usefixtures("store")
LEAD = person()
WORKER = person(Role.SUPPORT_WORKER, staff_id="bo", allocates=True)
NEXT_MONTH = date(2026, 6, 4)


def people(case):
    return {known.name: known for known in queries.network.file_of(case.id, by=LEAD).people}


def add(case, name="Molly Mor", **told):
    return actions.network.add_person(case.id, network_told(name, **told), by=LEAD, on=ON)


def place(person_id, version=1, by=LEAD, **to):
    actions.network.place_person(person_id, **to, seen_version=version, by=by, on=ON)


def keep(case, note=None, by=LEAD, on=ON):
    return actions.network_maps.keep_map(case.id, note, by=by, on=on)


def kept(case, by=LEAD):
    return queries.network_maps.kept_maps(case.id, by=by)


def received(case, by=LEAD):
    return queries.interventions.interventions_of(case.id, by=by)


def test_somebody_is_moved_and_the_log_says_from_where():
    case = put_started()
    molly = add(case, closeness="3")
    place(molly, closeness=2)
    place(molly, 2, sphere="professional")
    one = people(case)["Molly Mor"]
    assert (one.closeness, one.sphere, one.version) == (2, "professional", 3)
    with reading() as session:
        lines = session.scalars(select(AuditRow).where(AuditRow.row_id == molly)).all()
    changes = {line.row_version: json.loads(line.changes) for line in lines}
    assert changes[2] == {"closeness": [3, 2]}
    assert changes[3] == {"sphere": ["private", "professional"]}


def test_a_move_from_a_stale_page_or_to_the_same_place_changes_nothing():
    case = put_started()
    molly = add(case, closeness="3")
    with pytest.raises(NothingMoved):
        place(molly, closeness=3)
    place(molly, closeness=2)
    with pytest.raises(ChangedByOther):
        place(molly, closeness=1)
    assert (people(case)["Molly Mor"].closeness, people(case)["Molly Mor"].version) == (2, 2)


def test_what_somebody_helps_with_is_kept_and_taken_back():
    case = put_started()
    molly = add(case)
    actions.network.tell_draw_on(molly, " at køre ", seen_version=1, by=LEAD)
    assert people(case)["Molly Mor"].draw_on == "at køre"
    actions.network.tell_draw_on(molly, "", seen_version=2, by=LEAD)
    assert people(case)["Molly Mor"].draw_on is None


def test_the_chosen_adult_can_be_taken_back_but_only_from_whoever_is_it():
    case = put_started()
    molly, ove = add(case, chosen_adult=True), add(case, "Ove Onkel")
    actions.network.take_back_adult(molly, seen_version=1, by=LEAD)
    assert not any(known.chosen_adult for known in people(case).values())
    with pytest.raises(NotChosen):
        actions.network.take_back_adult(ove, seen_version=1, by=LEAD)


def test_role_organisation_and_help_are_kept_with_a_person():
    case = put_started()
    add(case, participant_role="school", organisation="FGU", draw_on="råd")
    one = people(case)["Molly Mor"]
    assert (one.participant_role, one.organisation, one.draw_on) == ("school", "FGU", "råd")


def test_a_kept_map_stays_as_it_was_and_holds_nothing_to_reach_people_by():
    case = put_started()
    molly = add(case, phone="22123456", email="molly@example.dk", closeness="2", draw_on="råd")
    keep(case, " Ved første samtale ")
    place(molly, closeness=1)
    add(case, "Ove Onkel")
    (then,) = kept(case)
    assert (then.day, then.note, then.by_name) == (ON, "Ved første samtale", "Karen Kold")
    assert [(one.name, one.closeness, one.draw_on) for one in then.people] == [
        ("Molly Mor", 2, "råd")
    ]
    with reading() as session:
        document = session.scalars(select(NetworkMapRow.people)).one()
    assert "22" not in document.replace(molly, "")
    assert "example" not in document
    now = map(on_map, people(case).values())
    assert [change.shift for change in compare(then.people, now)] == [Shift.CAME, Shift.CLOSER]


def test_maps_are_told_newest_first_and_an_unchanged_one_is_not_kept_twice():
    case = put_started()
    add(case)
    keep(case)
    with pytest.raises(MapUnchanged) as refused:
        keep(case, on=NEXT_MONTH)
    assert refused.value.facts == {"date": ON}
    add(case, "Ove Onkel")
    keep(case, on=NEXT_MONTH)
    assert [one.day for one in kept(case)] == [NEXT_MONTH, ON]


def test_a_map_of_nobody_is_not_kept():
    with pytest.raises(MapEmpty):
        keep(put_started())


def test_who_may_not_write_moves_and_keeps_nothing_and_who_may_not_see_reads_nothing():
    case = put_started(coordinator_id=None)
    molly = add(case, closeness="2")
    keep(case)
    told = InterventionTold(name="Mentor")
    actions.interventions.add_intervention(case.id, told, by=LEAD, on=ON)
    for deed in (
        lambda: place(molly, closeness=1, by=WORKER),
        lambda: keep(case, by=WORKER),
        lambda: actions.interventions.add_intervention(case.id, told, by=WORKER, on=ON),
    ):
        with pytest.raises(NotAllowed):
            deed()
    stranger = person(Role.COORDINATOR, staff_id="stranger")
    assert kept(case, stranger) == received(case, stranger) == ()
    with pytest.raises(NotFound):
        place(molly, closeness=1, by=stranger)


def test_nothing_is_changed_in_a_closed_case():
    case = put_started(Step.CLOSED)
    with pytest.raises(WrongStep):
        keep(case)
    with pytest.raises(WrongStep):
        actions.interventions.add_intervention(
            case.id, InterventionTold(name="Mentor"), by=LEAD, on=ON
        )


def test_an_intervention_is_added_changed_ended_and_taken_out():
    case = put_started()
    mentor = actions.interventions.add_intervention(
        case.id,
        InterventionTold(name="Mentor", provider="Jobcenteret", from_date=ON),
        by=LEAD,
        on=ON,
    )
    told = InterventionTold(
        name="Mentor", information_type="health", from_date=ON, note="Ugentligt"
    )
    actions.interventions.change_intervention(mentor, told, seen_version=1, by=LEAD, on=ON)
    actions.interventions.end_intervention(mentor, NEXT_MONTH, seen_version=2, by=LEAD)
    (one,) = received(case)
    assert (one.information_type, one.provider, one.note) == ("health", None, "Ugentligt")
    assert (one.from_date, one.to_date, one.version) == (ON, NEXT_MONTH, 3)
    with pytest.raises(InterventionEnded):
        actions.interventions.end_intervention(mentor, NEXT_MONTH, seen_version=3, by=LEAD)
    actions.interventions.remove_intervention(mentor, seen_version=3, by=LEAD)
    assert received(case) == ()
    with reading() as session:
        lines = session.scalars(select(AuditRow).where(AuditRow.row_id == mentor)).all()
    assert json.loads(max(lines, key=lambda line: line.row_version).changes)["name"] == [
        "Mentor",
        None,
    ]


def test_interventions_are_told_the_longest_lasting_first_and_those_without_a_day_last():
    case = put_started()
    for name, first in (("Sidst", None), ("Ny", NEXT_MONTH), ("Gammel", ON)):
        actions.interventions.add_intervention(
            case.id, InterventionTold(name=name, from_date=first), by=LEAD, on=ON
        )
    assert [one.name for one in received(case)] == ["Gammel", "Ny", "Sidst"]
