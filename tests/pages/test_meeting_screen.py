"""The meeting on a large screen: nothing else while it is shown, and everything saved at once."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import SpecialBlock
from streamlit.util import calc_hash

from core.codes import Role
from core.permissions import PAGES, may
from core.presenting import PRESENTABLE, Presentable
from db import actions, queries
from db.clock import today
from db.engine import transaction
from db.models import (
    AccountRow,
    CaseRow,
    MeetingRow,
    OverrideRow,
    ParticipantRow,
    YoungPersonRow,
    new_id,
)
from pages.shared.navigation import MENU
from tests.factories import put, put_account, put_case, put_session
from tests.factories_accounts import PASSWORD
from tests.factories_network import agreement_told, goal_told, network_told, put_consent
from tests.factories_screen import MONTH, put_goal_from_before, put_under_way
from tests.pages.app import ENTRY, all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
FOLDER = ENTRY.parent / "pages"
DOOR = FOLDER / "shared" / "door.py"
SCREEN = "meeting_screen"


def _run(session_id, page="", **query):
    """The app in that session, through its door, at an address as somebody may type it."""
    app = AppTest.from_file(str(DOOR), default_timeout=180)
    app.user = {"name": session_id}
    app._page_hash = calc_hash(page) if page else ""
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    app._page_hash = ""  # the next run is on the page that this one led to
    assert not app.exception
    return app


def _everything(app):
    """All that stands on the screen: words, labels, what is typed, what can be chosen."""
    fields = [*app.text_input, *app.text_area, *app.date_input, *app.button_group, *app.button]
    told = [f"{field.label} {field.value}" for field in fields]
    pills = [str(option) for group in app.button_group for option in group.options]
    html = [element.proto.body for element in app.get("html")]
    return "\n".join([all_text(app), *told, *pills, *html])


def _press(app, label):
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def _field(app, kind, form, name):
    return next(
        field
        for field in getattr(app, kind)
        if (field.key or "").startswith(f"{form}.") and f".field.{name}." in field.key
    )


def _pick(app, form, name, option):
    group = _field(app, "button_group", form, name)
    group.set_value(option).run()
    return app


# ---------------------------------------------------------------- the lock


def test_from_the_meeting_to_the_screen_and_with_the_password_to_the_form_of_the_held_meeting():
    here = put_under_way()
    session_id = put_session(here.me)
    app = _run(session_id, "network_meeting", **here.address, part="meetings")
    _press(app, "Vis på storskærm")
    assert "Vilma · dit møde" in _everything(app)
    _press(app, "Afslut på skærmen")
    assert "Vilma" not in all_text(app)
    app.text_input[0].set_value(PASSWORD)
    _press(app, "Afslut")
    assert app.title[0].value == "Netværksmøde"
    assert "Hvornår blev mødet holdt?" in [field.label for field in app.date_input]


@pytest.mark.parametrize("name", ["", "start", *(entry.name for entry in MENU)])
def test_while_a_session_presents_every_address_leads_to_the_screen_and_there_is_no_menu(name):
    here = put_under_way(Role.COORDINATOR, Role.PROJECT_LEAD, Role.ADMINISTRATOR)
    put_case("Nora Nattergal")
    app = _run(here.present(), name, case="1002", part="plan")
    shown = _everything(app)
    assert "Vilma · dit møde" in shown
    assert "Nora" not in shown
    assert "Log ud" not in shown
    assert [element for element in app.sidebar if not isinstance(element, SpecialBlock)] == []


@pytest.mark.parametrize("name", sorted(set(PAGES) - set(PRESENTABLE)))
def test_a_page_run_past_the_door_draws_nothing_while_the_session_presents(name):
    here = put_under_way(Role.COORDINATOR, Role.PROJECT_LEAD, Role.ADMINISTRATOR)
    app = AppTest.from_file(str(FOLDER / f"{name}.py"), default_timeout=180)
    app.user = {"name": here.present()}
    app.query_params["case"] = str(here.number)
    app.run()
    assert not app.exception
    assert _everything(app) == ""


def test_a_forged_case_or_meeting_in_the_address_shows_the_presented_one():
    here = put_under_way()
    other = put_under_way(username="other")
    with transaction() as session:
        case = session.get_one(CaseRow, other.case_id)
        session.get_one(YoungPersonRow, case.young_person_id).name = "Nora Nattergal"
    session_id = here.present()
    app = AppTest.from_file(str(FOLDER / f"{SCREEN}.py"), default_timeout=180)
    app.user = {"name": session_id}
    for key, value in other.address.items():
        app.query_params[key] = value
    app.run()
    assert "Vilma · dit møde" in _everything(app)
    assert "Nora" not in _everything(app)
    assert {key: app.query_params[key] for key in here.address} == here.address


def test_a_wrong_password_says_so_in_a_sentence_and_the_screen_stays():
    here = put_under_way()
    session_id = here.present()
    app = _press(_run(session_id), "Afslut på skærmen")
    app.text_input[0].set_value("forkert")
    _press(app, "Afslut")
    assert [error.value for error in app.error] == [
        "Adgangskoden passer ikke. Skærmen bliver, som den er."
    ]
    assert queries.accounts.signed_in(session_id).presenting is not None
    _press(app, "Bliv på skærmen")
    assert "Vilma · dit møde" in _everything(app)


def test_another_browser_of_the_same_account_goes_on_with_its_work():
    here = put_under_way()
    here.present()
    app = _run(put_session(here.me), "young_person", case=str(here.number))
    assert app.title[0].value == "Forløb"
    assert "Vilma Vildspor" in all_text(app)


def test_the_screen_opened_without_presenting_leads_back_to_the_meeting():
    here = put_under_way()
    app = _run(put_session(here.me), SCREEN, **here.address)
    assert app.title[0].value == "Netværksmøde"
    assert "Afslut på skærmen" not in [button.label for button in app.button]


@pytest.mark.parametrize("role", Role)
def test_only_who_may_hold_meetings_is_offered_the_screen(role):
    here = put_under_way()
    staff = here.me.staff_id if role is Role.SUPPORT_WORKER else None
    me = put_account(role, username="other", staff_id=staff)
    if not may(me, PAGES["network_meeting"]):
        return
    app = open_as(me, "network_meeting", **here.address, part="meetings")
    offered = "Vis på storskærm" in [button.label for button in app.button]
    assert offered == (role is Role.PROJECT_LEAD)


def test_a_meeting_that_lies_ahead_or_is_held_is_not_offered_for_the_screen():
    here = put_under_way()
    actions.meetings.change_plan(
        here.meeting_id,
        actions.meetings.MeetingPlan(
            kind="network", day=today() + timedelta(days=3), purpose="En plan"
        ),
        seen_version=1,
        by=here.me,
        on=today(),
    )
    app = open_as(here.me, "network_meeting", **here.address, part="meetings")
    assert "Vis på storskærm" not in [button.label for button in app.button]


def test_a_meeting_called_off_while_it_is_shown_can_still_be_left():
    here = put_under_way()
    session_id = here.present()
    actions.meetings.cancel(here.meeting_id, reason="Brand", seen_version=1, by=here.me, on=today())
    app = _run(session_id)
    assert "Mødet er ikke i gang mere." in all_text(app)
    _press(app, "Afslut på skærmen").text_input[0].set_value(PASSWORD)
    _press(app, "Afslut")
    assert app.title[0].value == "Netværksmøde"


def test_another_page_is_presented_with_a_row_in_the_table_and_nothing_else(monkeypatch):
    here = put_under_way()
    put_case("Nora Nattergal")
    table = {"young_person": Presentable(("case",), "young_people")}
    monkeypatch.setattr("core.presenting.PRESENTABLE", table)
    session_id = put_session(here.me)
    actions.presenting.begin(
        session_id, "young_person", {"case": str(here.number)}, by=here.me, on=today()
    )
    for name in ("", "young_people", "young_person", SCREEN):
        app = _run(session_id, name, case="1002")
        assert app.title[0].value == "Forløb"
        assert "Vilma Vildspor" in all_text(app)
        assert "Nora" not in all_text(app)


# ---------------------------------------------------------------- what is not on the screen

SECRETS = (
    "050366-1234",
    "650366-9876",
    "Nora",
    "Vildspor",
    "hemmelig",
    "40 12 34 56",
    "molly@example.org",
    "Molly Mor",
    "Jens Job",
)


def _plant(here):
    """Everything that staff know and the screen must not show."""
    put_case("Nora Nattergal")
    note = "hemmelig note om Nora, 650366-9876"
    with transaction() as session:
        case = session.get_one(CaseRow, here.case_id)
        case.referral_reason = case.wishes = case.resources = case.decision_reason = note
        young = session.get_one(YoungPersonRow, case.young_person_id)
        young.special_considerations, young.phone = note, "40 12 34 56"
    put(
        OverrideRow(
            id=new_id(),
            version=1,
            case_id=here.case_id,
            rule="R07",
            reason=note,
            date=today(),
            by_id="x",
            by_name="Hemmelig Leder",
        )
    )
    put_consent(here.case_id, purpose=note, party="hemmelig part", given_date=today())
    told = network_told(relation="hemmelig", phone="40 12 34 56", email="molly@example.org")
    actions.network.add_person(here.case_id, told, by=here.me, on=today())
    with transaction() as session:
        row = session.get_one(MeetingRow, here.meeting_id)
        row.purpose = row.wishes = row.considerations_note = row.not_invited = note
        row.minutes = row.no_next_meeting_reason = row.place = note
        for each in session.query(ParticipantRow).filter_by(meeting_id=here.meeting_id):
            each.email = "molly@example.org"
    goal = put_goal_from_before(here, own_words="Min kode er 050366-1234", text="Få et kort")
    wrong = agreement_told(
        text="Bestille kort til 050366-1234",
        responsible="Molly Mor",
        follow_up_date=today(),
        follow_up_by="Jens Job",
    )
    actions.goals.agree(goal, wrong, meeting_id=here.meeting_id, by=here.me)
    closed = actions.goals.set_goal(
        here.case_id, goal_told("hemmelig før", set_date=today() - MONTH), by=here.me, on=today()
    )
    actions.goals.close_goal(
        closed, status="dropped", closed_date=today(), seen_version=1, by=here.me, on=today()
    )


@pytest.mark.parametrize("view", ["since", "plan", "seats"])
@pytest.mark.parametrize("opens", [{}, {"goal": "new"}, {"leave": "1"}])
def test_no_number_no_staff_note_and_no_other_name_is_anywhere_on_the_screen(view, opens):
    here = put_under_way(agenda="Hvordan har du det, 050366-1234?\nBolig")
    _plant(here)
    app = _run(here.present(), SCREEN, view=view, **opens)
    shown = _everything(app)
    assert {"since": "Ringe til FGU", "plan": "Få et kort", "seats": "Tag fra bordet"}[
        view
    ] in shown or "leave" in opens
    assert [secret for secret in SECRETS if secret in shown] == []


def test_what_tells_a_number_is_not_opened_for_change_on_the_screen_by_its_address_either():
    here = put_under_way()
    goal = put_goal_from_before(here, text="Få et kort", own_words="Min kode er 050366-1234")
    agreed = agreement_told(text="Bestille til 050366-1234", follow_up_date=today())
    agreement = actions.goals.agree(goal, agreed, by=here.me)
    session_id = here.present()
    for subject in (goal, agreement):
        shown = _everything(_run(session_id, SCREEN, view="plan", change=subject))
        assert "050366" not in shown
        assert shown.count("Ret målet") == 0


def test_a_protected_name_is_nowhere_on_the_screen():
    here = put_under_way()
    with transaction() as session:
        case = session.get_one(CaseRow, here.case_id)
        session.get_one(YoungPersonRow, case.young_person_id).protected_identity = True
    goal = put_goal_from_before(here)
    mine = agreement_told(responsible="Vilma Vildspor", follow_up_date=today())
    actions.goals.agree(goal, mine, by=here.me)
    session_id = here.present()
    for view in ("since", "plan", "seats"):
        shown = _everything(_run(session_id, SCREEN, view=view, goal=goal))
        assert "Vilma" not in shown
        assert "Dig" in shown


# ---------------------------------------------------------------- the work at the table


def test_the_place_in_the_agenda_and_the_turn_are_kept_and_found_again_in_another_browser():
    here = put_under_way()
    app = _run(here.present())
    assert "Hvem har ordet?" in _everything(app)
    _press(_press(app, "Næste punkt"), "Næste punkt")
    _press(app, "Næste, der får ordet")
    _press(app, "Næste, der får ordet")
    assert here.meeting.agenda_place == 1
    assert "Molly har ordet" in _everything(app)
    again = _everything(_run(here.present()))
    assert "Molly har ordet" in again
    assert '<li class="now" aria-current="step">Bolig</li>' in again
    _press(app, "Tilbage")
    assert here.meeting.agenda_place == 0


def test_who_is_not_here_gets_no_turn_and_is_not_asked_to_do_anything():
    here = put_under_way()
    put_goal_from_before(here)
    session_id = here.present()
    goal = here.goals[0].id
    app = _run(session_id, SCREEN, view="seats")
    for each in here.meeting.participants[2:]:
        next(
            button for button in app.button if button.key == f"meeting_screen.leaves.{each.id}"
        ).click().run()
    assert [each.attended for each in here.meeting.participants] == [None, None, False, False]
    turns = [button.label for button in app.button if ".floor." in button.key]
    assert turns == ["**Vilma**", "**Molly** · Den unges voksne"]
    app = _run(session_id, SCREEN, view="plan", goal=goal)
    group = _field(app, "button_group", "screen_agreement_form", "who")
    assert [str(option) for option in group.options] == ["Vilma", "Molly", "Karla"]


def test_a_goal_in_own_words_gets_an_agreement_of_this_meeting_without_leaving_the_screen():
    here = put_under_way()
    app = _run(here.present())
    said = "Jeg vil bare ha min egen dør!"
    _field(app, "text_area", "screen_goal_form", "own_words").set_value(said)
    _field(app, "text_input", "screen_goal_form", "text").set_value("Egen bolig")
    _pick(app, "screen_goal_form", "area", "housing")
    _press(app, "Gem målet")
    (goal,) = here.goals
    assert (goal.own_words, goal.text) == (said, "Egen bolig")
    assert (goal.life_domain, goal.information_type) == (None, "housing")
    molly = here.meeting.participants[1]
    _field(app, "text_input", "screen_agreement_form", "text").set_value("Søge bolig")
    _pick(app, "screen_agreement_form", "who", molly.id)
    _press(app, "Om 14 dage")
    _pick(app, "screen_agreement_form", "follow_up_who", "chair")
    _press(app, "Gem aftalen")
    (agreed,) = here.goals[0].agreements
    assert agreed.meeting_id == here.meeting_id
    assert (agreed.text, agreed.responsible) == ("Søge bolig", "Molly Mor")
    assert agreed.follow_up_date == today() + timedelta(days=14)
    assert agreed.follow_up_by == "Karla Kompas"
    shown = _everything(app)
    assert "Molly · senest" in shown
    assert "Karla følger op" in shown


def test_a_goal_said_in_own_words_only_is_a_goal_too():
    here = put_under_way()
    app = _run(here.present())
    _field(app, "text_area", "screen_goal_form", "own_words").set_value("Ha fred")
    _press(app.run(), "Gem målet")
    assert [(goal.text, goal.own_words) for goal in here.goals] == [("Ha fred", "Ha fred")]


def test_an_agreement_without_who_or_when_is_refused_at_its_field_and_stays_as_typed():
    here = put_under_way()
    goal = put_goal_from_before(here)
    app = _run(here.present(), SCREEN, view="plan", goal=goal)
    _field(app, "text_input", "screen_agreement_form", "text").set_value("Søge bolig")
    _press(app.run(), "Gem aftalen")
    assert [error.value for error in app.error] == ["Skriv, hvem der er ansvarlig for aftalen."]
    assert len(here.goals[0].agreements) == 1
    assert _field(app, "text_input", "screen_agreement_form", "text").value == "Søge bolig"


def test_what_is_half_written_stands_there_again_in_a_new_session_and_the_leaver_is_told():
    here = put_under_way()
    goal = put_goal_from_before(here)
    app = _run(here.present(), SCREEN, view="plan", goal=goal)
    _field(app, "text_input", "screen_agreement_form", "text").set_value("Søge bolig").run()
    again = _run(here.present())
    assert _field(again, "text_input", "screen_agreement_form", "text").value == "Søge bolig"
    assert "Kladde fra kl." in all_text(again)
    _press(again, "Afslut på skærmen")
    assert "ikke gemt som mål eller aftale" in all_text(again)
    _press(again, "Bliv på skærmen")
    _press(again, "Luk uden at gemme")
    assert "screen_agreement_form" not in str([field.key for field in again.text_input])


def test_earlier_agreements_are_ticked_off_and_a_slip_is_undone():
    here = put_under_way()
    put_goal_from_before(here)
    app = _run(here.present())
    assert "Ringe til FGU" in all_text(app)
    assert "Jens · senest" in all_text(app)
    _press(app, "Det er gjort")
    agreed = here.goals[0].agreements[0]
    assert (agreed.status, agreed.done_date) == ("done", today())
    _press(app, "Fortryd")
    assert here.goals[0].agreements[0].status == "open"
    _press(app, "Det blev ikke til noget")
    assert here.goals[0].agreements[0].status == "not_done"


def test_goals_and_agreements_are_changed_where_they_stand():
    here = put_under_way()
    put_goal_from_before(here, life_domain="crime", information_type="housing", own_words="Ro")
    app = _run(here.present(), SCREEN, view="plan")
    _press(app, "Ret målet")
    _field(app, "text_input", "screen_goal_form", "text").set_value("Egen bolig")
    _press(app.run(), "Gem målet")
    goal = here.goals[0]
    assert (goal.text, goal.own_words, goal.set_date) == ("Egen bolig", "Ro", today() - MONTH)
    assert (goal.life_domain, goal.information_type) == ("crime", "housing")
    _press(app, "Ret aftalen")
    _field(app, "text_input", "screen_agreement_form", "text").set_value("Ringe i morgen")
    _press(app.run(), "Om 1 uge")
    _press(app, "Gem aftalen")
    agreed = here.goals[0].agreements[0]
    assert (agreed.text, agreed.responsible) == ("Ringe i morgen", "Jens Job")
    assert agreed.follow_up_date == today() + timedelta(days=7)


def test_the_screen_speaks_the_language_of_who_signed_in():
    here = put_under_way()
    with transaction() as session:
        session.get_one(AccountRow, here.me.account_id).language = "en"
    shown = _everything(_run(here.present()))
    assert "Vilma · your meeting" in shown
    assert "Leave the screen" in shown


def test_a_session_that_ended_shows_the_sign_in_and_nothing_of_the_meeting():
    here = put_under_way()
    session_id = here.present()
    actions.sessions.end(session_id)
    app = _run(session_id)
    assert "Vilma" not in _everything(app)
    assert put_session(here.me) != session_id
