"""The list page: the filters in the address, the search out of it, and pages of 25."""

from datetime import timedelta

import pytest

from core.codes import Role, Step
from db.engine import transaction
from db.models import YoungPersonRow
from pages.shared.frame import today
from tests.factories import put_account, put_case, put_staff
from tests.factories_support import put_course
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
ON = today()


def _names(app):
    return [
        link.proto.label.split("**")[1]
        for link in app.get("page_link")
        if link.proto.label.startswith("**")
    ]


def _open(by=None, **query):
    """The list with these filters in its address."""
    app = open_as(by or put_account(Role.PROJECT_LEAD), "young_people")
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()


def test_each_line_tells_name_number_age_step_people_and_what_comes_next():
    put_staff("Karen Kold", staff_id="karen")
    put_staff("Bo Bro", "support_worker", staff_id="bo")
    case = put_case(
        "Vilma Vildspor",
        step=Step.SUPPORT,
        combination="SM_ICM",
        coordinator_id="karen",
        start_date=ON,
        birth_date=ON.replace(year=ON.year - 19, day=1),
    )
    put_course(case.id, worker_id="bo", start_date=ON)
    app = _open()
    assert app.get("page_link")[0].proto.label == f"**Vilma Vildspor** · {case.number}"
    assert app.get("page_link")[0].proto.query_string == f"case={case.number}"
    shown = all_text(app)
    assert "19 år · Støtteforløb · ICM · Karen Kold / Bo Bro" in shown
    assert "Læg en plan for fasen i CTI · senest" in shown


def test_the_filters_of_the_address_are_in_force_and_told():
    put_staff("Karen Kold", staff_id="karen")
    put_case("Asta", step=Step.COLLABORATION, coordinator_id="karen", combination="SM")
    put_case("Bertil", step=Step.COLLABORATION, combination="SM")
    app = _open(worker="karen", step="collaboration", combination="SM")
    assert _names(app) == ["Asta"]
    shown = all_text(app)
    assert "Samarbejdsmodellen i gang · Karen Kold · Samarbejdsmodellen uden bostøtte" in shown
    assert "1 ung" in shown


def test_what_the_address_asks_for_and_nobody_knows_is_passed_over():
    put_case("Asta")
    app = _open(step="nonsense", worker="x", overdue="1;drop", sort="zz", page="-4")
    assert not app.exception
    assert _names(app) == ["Asta"]


def test_choosing_a_filter_writes_it_into_the_address_and_turns_to_the_first_page():
    put_case("Asta", step=Step.REFERRED)
    put_case("Bertil", step=Step.COLLABORATION)
    app = _open(page="7")
    app.session_state["young_people.filters"] = True
    app.run()
    app.selectbox(key="young_people.step").set_value("collaboration").run()
    assert _names(app) == ["Bertil"]
    assert dict(app.query_params) == {"step": "collaboration"}
    app.selectbox(key="young_people.step").set_value("").run()
    assert _names(app) == ["Asta", "Bertil"]
    assert "step" not in app.query_params


def test_one_click_clears_every_filter():
    put_case("Asta", step=Step.REFERRED)
    put_case("Bertil", step=Step.COLLABORATION)
    app = _open(step="referred", sort="age")
    app.button(key="young_people.clear").click().run()
    assert _names(app) == ["Asta", "Bertil"]
    assert dict(app.query_params) == {}


def test_the_search_finds_the_name_and_never_enters_the_address():
    put_case("Vilma Vildspor")
    put_case("Bo Bro")
    app = _open()
    app.text_input(key="young_people.search").set_value("vild").run()
    assert _names(app) == ["Vilma Vildspor"]
    assert "vild" not in str(dict(app.query_params)).lower()
    app.text_input(key="young_people.search").set_value("ingen hedder det").run()
    assert "Ingen unge passer til det, du har valgt." in all_text(app)


def test_where_nobody_is_yet_nothing_is_said_to_be_chosen_and_the_way_on_is_shown():
    app = _open()
    assert "Et forløb begynder med en henvisning." in all_text(app)
    assert "Ingen unge passer til det, du har valgt." not in all_text(app)
    assert "Henvis en ung" in [link.proto.label for link in app.get("page_link")]


def test_sorted_otherwise_an_empty_list_has_still_nothing_chosen():
    app = _open(sort="due")
    assert "Et forløb begynder med en henvisning." in all_text(app)


def test_the_list_turns_its_pages_and_the_address_follows():
    for place in range(28):
        put_case(f"Ung {place:02}")
    app = _open()
    assert len(_names(app)) == 25
    assert "Side 1 af 2" in all_text(app)
    app.button(key="paging.page.on").click().run()
    assert _names(app) == ["Ung 25", "Ung 26", "Ung 27"]
    assert app.query_params["page"] == "2"
    assert app.button(key="paging.page.on").disabled


def _way_back(app, case):
    """Where the page of a young person, opened from the list, leads back to."""
    app.query_params.clear()
    app.query_params["case"] = str(case.number)
    app.switch_page("pages/young_person.py").run()
    (found,) = [
        link.proto.query_string
        for link in app.get("page_link")
        if link.proto.label == "Vælg en anden ung"
    ]
    return found


def test_the_way_back_from_a_young_person_leads_to_where_the_list_was_left():
    cases = [put_case(f"Ung {place:02}") for place in range(58)]
    app = _open(sort="age", page="3")
    assert _way_back(app, cases[55]) == "sort=age&page=3"
    app.query_params.clear()
    app.switch_page("pages/young_people.py").run()
    assert _way_back(app, cases[0]) == ""


def test_the_way_back_from_what_was_searched_for_leads_to_the_whole_list():
    cases = [put_case(f"Ung {place:02}") for place in range(58)]
    app = _open(sort="age")
    app.text_input(key="young_people.search").set_value("ung").run()
    app.button(key="paging.page.on").click().run()
    assert _way_back(app, cases[0]) == "sort=age"


def test_workers_of_one_name_are_told_apart():
    for staff_id in ("one", "two"):
        put_staff("Karen Kold", staff_id=staff_id)
        put_case(f"Ung {staff_id}", step=Step.COLLABORATION, coordinator_id=staff_id)
    app = _open()
    app.session_state["young_people.filters"] = True
    app.run()
    options = app.selectbox(key="young_people.worker").options
    assert len(set(options)) == len(options) == 3


def test_a_filter_by_lateness_shows_what_is_late():
    put_case("Asta", step=Step.REFERRED, referral_date=ON - timedelta(days=60))
    put_case("Bertil", step=Step.REFERRED, referral_date=ON)
    app = _open(overdue="take_up")
    assert _names(app) == ["Asta"]
    assert "forsinket siden" in all_text(app)


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.PROJECT_LEAD, ["Asta", "Bertil"]),
        (Role.COORDINATOR, ["Asta"]),
        (Role.SUPPORT_WORKER, ["Asta"]),
    ],
)
def test_each_role_lists_the_young_people_it_sees(role, seen):
    put_case("Asta", step=Step.COLLABORATION, coordinator_id="mine")
    put_case("Bertil", step=Step.COLLABORATION, coordinator_id="other")
    by = put_account(role, staff_id="mine")
    assert _names(_open(by)) == seen
    assert set(_names(_open(by, worker="other"))) <= set(seen)


@pytest.mark.parametrize("role", [Role.REFERRER, Role.STEERING_GROUP, Role.ADMINISTRATOR])
def test_other_roles_do_not_reach_the_list(role):
    put_case("Vilma Vildspor")
    app = open_as(put_account(role), page="")
    assert "young_people" not in {link.proto.page for link in app.get("page_link")}
    assert "Vilma" not in all_text(app)


def test_a_hidden_name_tells_the_number_once():
    case = put_case("Vilma Vildspor")
    with transaction() as session:
        session.get_one(YoungPersonRow, case.young_person_id).protected_identity = True
    (label,) = [
        each.proto.label
        for each in _open().get("page_link")
        if str(case.number) in each.proto.label
    ]
    assert label == f"**•••** · {case.number}"
