"""Case meetings as each role sees them: plan, pick, fill in, follow up; background beside growth."""

from datetime import timedelta

import pytest

from core.case_learning import DecisionTold
from core.case_reviews import ReviewTold
from core.codes import Role, Step
from db import actions, queries
from db.models import DimensionRow, MeasurementRow, new_id
from pages.shared.frame import today
from tests.factories import person, put, put_account, put_case, put_staff
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
LEAD = person(Role.PROJECT_LEAD)
DAY = timedelta(days=1)


def field(app, kind, label):
    return next(one for one in getattr(app, kind) if one.label == label)


def press(app, label):
    return field(app, "button", label).click().run()


def running(name="Vilma Vildspor", **columns):
    begun = today() - 60 * DAY
    return put_case(name, step=Step.COLLABORATION, start_date=begun, referral_date=begun, **columns)


def plan(*cases):
    told = ReviewTold(date=today(), theme="Når starten trækker ud")
    review_id = actions.case_reviews.plan(told, by=LEAD)
    if cases:
        case_ids = [case.id for case in cases]
        actions.case_picking.pick(review_id, case_ids, by=LEAD, on=today())
    return review_id


def one(review_id):
    return queries.case_reviews.one(review_id, by=LEAD)


def test_before_the_first_meeting_it_is_said_whose_turn_it_is():
    said = all_text(open_as(put_account(Role.PROJECT_LEAD), "case_reviews"))
    assert "Planlæg det første." in said
    karen = put_account(Role.COORDINATOR, username="karen2", staff_id=put_staff())
    assert "En projektleder planlægger det første." in all_text(open_as(karen, "case_reviews"))


def test_a_meeting_is_planned_a_case_picked_and_its_sheet_filled_in():
    running()
    app = open_as(put_account(Role.PROJECT_LEAD), "case_reviews", review="new")
    field(app, "date_input", "Dato").set_value(today())
    field(app, "text_input", "Tema").set_value("Når starten trækker ud")
    press(app, "Gem mødet")
    assert not app.exception
    field(app, "button_group", "Hvordan skal forløbene vælges?").set_value("hand").run()
    field(app, "selectbox", "Forløb").select_index(0)
    press(app, "Tag forløbet med")
    press(app, "Vilma Vildspor · forløb 1001")
    field(app, "text_area", "Hvad virkede?").set_value("Den 650304-1234 sagde ja")
    press(app, "Gem svarene")
    assert any("kan være et CPR-nummer" in error.value for error in app.error)
    assert field(app, "text_area", "Hvad virkede?").value == "Den 650304-1234 sagde ja"
    field(app, "text_area", "Hvad virkede?").set_value("Den faste aftale")
    press(app, "Gem svarene")
    assert not app.exception
    (review,) = queries.case_reviews.every(by=LEAD)
    assert review.picks[0].answers == {"worked": "Den faste aftale"}


def test_lots_are_drawn_and_told_with_their_key():
    review_id = plan()
    for number in range(3):
        running(f"Ung {number}")
    app = open_as(put_account(Role.PROJECT_LEAD), "case_reviews", review=review_id)
    field(app, "button_group", "Hvordan skal forløbene vælges?").set_value("chance").run()
    press(app, "Træk lod")
    assert not app.exception
    (draw,) = one(review_id).draws
    assert f"2 af 3 (alle forløb i gang). Nøgle {draw.seed}" in all_text(app)


def test_a_worker_is_told_of_others_cases_without_their_names():
    karen = put_staff()
    review_id = plan(running(coordinator_id=karen), running("Otto Odde"))
    actions.case_learning.learn(review_id, text="Få med er bedre end sent.", by=LEAD)
    here = put_account(Role.COORDINATOR, staff_id=karen)
    other = next(each for each in one(review_id).picks if each.name == "Otto Odde")
    for part in ({}, {"part": "group"}, {"part": "learning"}, {"sheet": other.id}):
        app = open_as(here, "case_reviews", review=review_id, **part)
        assert not app.exception
        assert "Otto" not in all_text(app) + "".join(each.label for each in app.button)
        if part.get("part") == "learning":
            assert "Få med er bedre end sent" in all_text(app)


def test_who_is_to_see_to_it_says_what_came_of_a_decision():
    karen = put_staff()
    told = DecisionTold(text="Lave en dagsorden", responsible_id=karen, due_date=today() - DAY)
    decision_id = actions.case_learning.decide(plan(), told, by=LEAD)
    here = put_account(Role.SUPPORT_WORKER, staff_id=karen)
    app = open_as(here, "case_reviews", decision=decision_id)
    assert "skulle have fulgt op" in all_text(app)
    press(app, "Opgiv beslutningen")
    assert any("skal udfyldes" in error.value for error in app.error)
    field(app, "text_area", "Hvad kom der ud af det?").set_value("Den ligger klar")
    press(app, "Det er gjort")
    assert not app.exception
    (review,) = queries.case_reviews.every(by=LEAD)
    assert review.decisions[0].outcome == "Den ligger klar"


def test_background_beside_development_leads_to_the_young_people_and_hides_when_asked():
    case = running()
    for days, score in ((50, 2), (10, 4)):
        day = today() - days * DAY
        put(MeasurementRow(id=new_id(), case_id=case.id, date=day, crime=score))
    put(DimensionRow(id=new_id(), case_id=case.id, dimension="economy", need="much"))
    asked = {"view": "cross", "background": "need.economy", "behind": "much.crime"}
    lead = put_account(Role.PROJECT_LEAD)
    app = open_as(lead, "case_reviews", **asked)
    assert not app.exception
    grid = "".join(str(each.proto) for each in app.get("html"))
    assert "Stort behov" in grid
    assert "1 af 1" in grid
    assert any("Vilma" in str(each.proto) for each in app.get("page_link"))
    app = open_as(lead, "case_reviews", small="hidden", **asked)
    assert not app.exception
    hidden = "".join(str(each.proto) for each in app.get("html"))
    assert "1 af 1" not in hidden
    assert not app.get("page_link")
