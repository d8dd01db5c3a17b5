"""The conversation, whole and simple, for each role; and the page of its questions."""

from datetime import timedelta

import pytest

from core.codes import Role, Step
from db import actions, queries
from pages.shared.frame import today
from tests.factories import person, put_account, put_case
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
ON = today()
LEAD = person(Role.PROJECT_LEAD)


def _case(**columns):
    values = {
        "name": "Vilma Vildspor",
        "step": Step.COLLABORATION,
        "coordinator_id": "karen",
        "referral_date": ON - timedelta(days=90),
        "start_date": ON - timedelta(days=60),
    }
    return put_case(**{**values, **columns})


def _lead():
    return put_account(Role.PROJECT_LEAD)


def _open(case, part="simple", by=None, **query):
    return open_as(by or _lead(), "dialogue", case=str(case.number), part=part, **query)


def _scale(app, name):
    (found,) = (
        each
        for each in app.segmented_control
        if each.key.rpartition(".")[0].endswith(f".field.{name}")
    )
    return found


def _button(app, label, place=0):
    return [each for each in app.button if each.label == label][place]


def _go(app, label, place=0):
    """Press a button; the address it sets is taken along, as the browser does."""
    return _button(app, label, place).click().run()


def _labels(app):
    return [each.label for each in app.button]


def _asked(app):
    return [each.label for each in app.segmented_control]


def test_the_whole_form_saves_scores_and_answers():
    case = _case()
    app = _open(case, "whole")
    assert "Variant H" in all_text(app)
    _scale(app, "crime").set_value(5).run()
    _scale(app, "crime.law").set_value(4).run()
    app.radio[0].set_value("joint").run()
    _go(app, "Gem målingen")
    assert "Målingen er gemt." in all_text(app)
    (measured,) = queries.measurements.history(case.id, by=LEAD)
    assert (measured.scores["crime"], measured.scores["mental_health"]) == (5, None)
    (answer,) = queries.dialogue.answers(case.id, by=LEAD)[measured.id]
    assert (answer.item_id, answer.score) == ("crime.law", 4)


def test_a_measurement_without_a_score_is_refused_and_what_was_chosen_stays():
    case = _case()
    app = _open(case, "whole")
    _scale(app, "crime.law").set_value(4).run()
    app.radio[0].set_value("joint").run()
    _go(app, "Gem målingen")
    assert "Sæt tal på mindst ét livsområde." in all_text(app)
    assert _scale(app, "crime.law").value == 4
    assert queries.measurements.history(case.id, by=LEAD) == ()


def test_the_answers_point_to_a_score_and_never_set_it_by_themselves():
    case = _case()
    app = _open(case)
    _scale(app, "education_employment.learning").set_value(3).run()
    _scale(app, "education_employment.belonging").set_value(2).run()
    assert "Svarene peger på 3." in all_text(app)
    assert _scale(app, "education_employment").value is None
    _go(app, "Brug 3")
    assert _scale(app, "education_employment").value == 3
    assert "Svarene peger på" not in all_text(app)


def test_a_score_that_was_chosen_is_not_overridden_by_later_answers():
    case = _case()
    app = _open(case)
    _scale(app, "education_employment").set_value(5).run()
    _scale(app, "education_employment.learning").set_value(1).run()
    assert _scale(app, "education_employment").value == 5
    assert "Svarene peger på 1." in all_text(app)


def test_the_simple_view_asks_one_domain_at_a_time_in_words_and_with_little_else():
    app = _open(_case())
    shown = all_text(app)
    assert "Skole, uddannelse og job" in shown
    assert "Rusmidler" not in shown
    assert "Variant H" not in shown
    assert "**1** Meget svært" in _scale(app, "education_employment").options
    assert "Spring over" in _labels(app)
    assert "Tilbage" not in _labels(app)


def test_every_domain_can_be_skipped_and_the_summary_says_so():
    case = _case()
    app = _open(case)
    for _ in range(7):
        _go(app, "Spring over")
    assert "Det har du svaret" in all_text(app)
    assert all_text(app).count("Sprunget over") == 7
    app.radio[0].set_value("young_person").run()
    _go(app, "Gem målingen")
    assert "Sæt tal på mindst ét livsområde." in all_text(app)


def test_what_was_answered_stands_on_the_way_back_and_in_the_summary():
    case = _case()
    app = _open(case)
    _scale(app, "education_employment.learning").set_value(4).run()
    _go(app, "Næste")
    _scale(app, "household_economy").set_value(2).run()
    _go(app, "Tilbage")
    assert _scale(app, "education_employment.learning").value == 4
    _go(app, "Næste")
    assert _scale(app, "household_economy").value == 2
    _go(app, "Næste")
    for _ in range(5):
        _go(app, "Spring over")
    shown = all_text(app)
    assert "2 · Svært" in shown
    assert "Intet samlet tal endnu." in shown
    _go(app, "Brug 4")
    app.radio[0].set_value("joint").run()
    _go(app, "Gem målingen")
    (measured,) = queries.measurements.history(case.id, by=LEAD)
    assert measured.scored_by == "joint"
    assert {name: score for name, score in measured.scores.items() if score} == {
        "education_employment": 4,
        "household_economy": 2,
    }


def test_a_new_browser_goes_on_where_the_conversation_was():
    case, lead = _case(), _lead()
    app = _open(case, by=lead)
    _scale(app, "education_employment").set_value(4).run()
    _go(app, "Næste")
    _scale(app, "household_economy").set_value(2).run()
    again = _open(case, by=lead, at="3")
    _scale(again, "social_network").set_value(1).run()
    third = _open(case, "whole", by=lead)
    found = {
        name: _scale(third, name).value
        for name in ("education_employment", "household_economy", "social_network")
    }
    assert found == {"education_employment": 4, "household_economy": 2, "social_network": 1}


def test_another_page_in_between_loses_nothing():
    case = _case()
    app = _open(case)
    _scale(app, "education_employment").set_value(4).run()
    _go(app, "Næste")
    _scale(app, "household_economy").set_value(2).run()
    app.switch_page("pages/status.py").run()
    app.switch_page("pages/dialogue.py").run()
    app.query_params["case"], app.query_params["part"] = str(case.number), "simple"
    app.query_params["at"] = "3"
    app.run()
    _scale(app, "social_network").set_value(1).run()
    _go(app, "Tilbage")
    assert _scale(app, "household_economy").value == 2
    _go(app, "Tilbage")
    assert _scale(app, "education_employment").value == 4


@pytest.mark.parametrize("at", ["0", "-1", "99", "x", "१", "8"])
def test_an_address_with_any_screen_draws_one(at):
    app = _open(_case(), at=at)
    assert not app.exception
    assert "Emne" in str([each.proto.text for each in app.get("progress")]) or "svaret" in all_text(
        app
    )


def test_retired_and_reworded_questions_are_asked_as_they_are_now():
    case = _case()
    told = {"valid_from": ON, "by": LEAD, "on": ON}
    actions.dialogue_items.retire_item("crime.law", seen_version=0, **told)
    actions.dialogue_items.reword_item("crime.company", "Er *du* tryg?", seen_version=1, **told)
    app = _open(case, at="6")
    assert _asked(app)[1:] == [r"Er \*du\* tryg?", "Hvor er du samlet set?"]


@pytest.mark.parametrize("step", [Step.ASSESSMENT, Step.CLOSED, Step.REJECTED])
def test_there_is_no_conversation_before_the_decision_or_after_the_end(step):
    app = _open(_case(step=step))
    assert not app.segmented_control
    assert "Gem målingen" not in _labels(app)


@pytest.mark.parametrize(
    ("role", "staff_id", "sees"),
    [
        (Role.COORDINATOR, "karen", True),
        (Role.SUPPORT_WORKER, "karen", True),
        (Role.COORDINATOR, "other", False),
        (Role.SUPPORT_WORKER, "other", False),
    ],
)
def test_the_conversation_opens_for_those_around_the_young_person(role, staff_id, sees):
    app = _open(_case(), by=put_account(role, staff_id=staff_id))
    assert ("Vilma Vildspor" in all_text(app)) is sees
    assert bool(app.segmented_control) is sees


# ---------------------------------------------------------------- the questions


def _field(app, kind, form, name):
    (found,) = (
        each
        for each in getattr(app, kind)
        if each.key.startswith(form) and f".field.{name}." in each.key
    )
    return found


def test_a_project_leader_adds_a_question():
    app = open_as(_lead(), "dialogue_items")
    _field(app, "selectbox", "add_item_form", "domain").set_value("crime").run()
    _go(app, "Tilføj spørgsmålet")
    assert "Feltet skal udfyldes." in all_text(app)
    _field(app, "text_input", "add_item_form", "wording").set_value("Er *du* tryg?").run()
    _go(app, "Tilføj spørgsmålet")
    assert "Spørgsmålet er tilføjet." in all_text(app)
    assert r"Er \*du\* tryg?" in all_text(app)
    assert queries.dialogue.items(ON)["crime"][-1].wording == "Er *du* tryg?"


def test_a_project_leader_rewords_and_retires_a_question():
    app = open_as(_lead(), "dialogue_items", item="crime.law")
    _field(app, "text_input", "reword_item_form", "wording").set_value(
        "Sker der noget ulovligt?"
    ).run()
    _go(app, "Gem de nye ord")
    assert "Sker der noget ulovligt?" in all_text(app)
    app.query_params["item"] = "crime.law"
    app.run()
    _go(app, "Lad spørgsmålet udgå")
    assert "Udgået" in all_text(app)
    app.query_params["item"] = "crime.law"
    app.run()
    _go(app, "Stil spørgsmålet igen")
    assert [item.id for item in queries.dialogue.items(ON)["crime"]] == [
        "crime.law",
        "crime.company",
    ]


def test_what_is_decided_for_later_is_told():
    later = ON + timedelta(days=30)
    told = {"valid_from": later, "by": LEAD, "on": ON}
    actions.dialogue_items.reword_item("crime.law", "Nye ord", seen_version=0, **told)
    actions.dialogue_items.retire_item("crime.company", seen_version=1, **told)
    actions.dialogue_items.add_item("crime", "Er du tryg?", seen_version=2, **told)
    shown = all_text(open_as(_lead(), "dialogue_items"))
    assert "Nye ord" in shown
    assert "Udgår fra" in shown
    assert "Stilles fra" in shown


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROJECT_LEAD])
def test_the_questions_are_not_in_the_menu_of_others(role):
    app = open_as(put_account(role, staff_id="karen"), page="")
    assert "Spørgsmål i samtalen" not in str(app.get("page_link"))
    assert "dialogue_items" not in {link.proto.page for link in app.get("page_link")}
