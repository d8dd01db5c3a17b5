"""The page of the implementation: the steering group reads, the project leader writes."""

from datetime import timedelta

import pytest

from core.codes import Role
from core.records.implementation import ImplementationState
from db import actions, queries
from pages.shared.frame import today
from tests.factories import person, put_account
from tests.factories_implementation import (
    agreement_told,
    answer_told,
    choice_told,
    small_test_told,
    steps,
)
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
LEAD = person(Role.PROJECT_LEAD, name="Lise Lygte")
WRITES = {"by": LEAD, "on": today()}
MONTH = timedelta(days=30)


def field(app, kind, label):
    return next(one for one in getattr(app, kind) if one.label == label)


def press(app, label):
    return field(app, "button", label).click().run()


def known():
    return queries.implementation.everything(by=LEAD)


def told_test(written):
    return small_test_told(steps=steps(written, first=today() - MONTH))


def lead():
    return put_account(Role.PROJECT_LEAD, username="lise", name="Lise Lygte")


def test_the_steering_group_reads_every_part_and_is_given_no_field():
    told = answer_told("in_place", owner_name="En leder", evidence="Et *referat*.")
    actions.implementation.answer("all_partners", told, seen_version=0, **WRITES)
    actions.cooperation.make_agreement(agreement_told(signed_date=today() - MONTH), **WRITES)
    actions.organisation.choose(
        "form", choice_told("broad", valid_from=today()), seen_version=0, by=LEAD
    )
    actions.small_tests.begin_test(told_test(1), **WRITES)
    app = open_as(put_account(Role.STEERING_GROUP), "implementation", step="1")
    assert not app.exception
    assert "1 af 32 spørgsmål er på plads." in all_text(app)
    assert "På plads · En leder" in all_text(app)
    question = next(one for one in app.button if one.label.startswith("Arbejder vi"))
    app = question.click().run()
    assert r"Et \*referat\*\." in all_text(app)
    for part, words in (
        ("agreements", "Jobcenter og beskæftigelse · Underskrevet"),
        ("organisation", "på tværs af forvaltninger, fra"),
        ("tests", "Prøves af"),
    ):
        app.query_params["part"] = part
        app.run()
        assert not app.exception
        assert words in all_text(app)
        assert not app.text_input
        assert not app.text_area


def test_a_question_is_answered_and_its_history_shown():
    app = open_as(lead(), "implementation", step="1", question="all_partners")
    field(app, "radio", "Hvor langt er vi?").set_value("under_way")
    field(app, "text_input", "Eller et navn, der ikke er på listen").set_value("En leder")
    field(app, "text_input", "Hvorfor ændres det? (kan undværes)").set_value("Aftalt i maj.")
    app = press(app, "Gem")
    assert not app.exception
    assert known().answers["all_partners"].state is ImplementationState.UNDER_WAY
    said = all_text(app)
    assert "Hvor langt: fra Ikke begyndt til I gang" in said
    assert "Ansvarlig: En leder" in said
    assert r"Hvorfor: Aftalt i maj\." in said


def test_a_refused_answer_says_why_at_its_field_and_keeps_what_was_typed():
    app = open_as(lead(), "implementation", step="1", question="all_partners")
    field(app, "radio", "Hvor langt er vi?").set_value("not_relevant")
    field(app, "text_area", "Hvad viser det? (kan undværes)").set_value("Et referat.")
    app = press(app, "Gem")
    assert [error.value for error in app.error] == ["Feltet skal udfyldes."]
    assert field(app, "text_area", "Hvad viser det? (kan undværes)").value == "Et referat."
    assert known().answers == {}


def test_an_agreement_is_made_for_the_partner_that_was_chosen():
    app = open_as(lead(), "implementation", part="agreements")
    app = press(app, "Kriminalforsorgen")
    field(app, "text_input", "Hvem er aftalen med?").set_value("KiF Papirsø")
    app = press(app, "Gem aftalen")
    assert not app.exception
    (made,) = known().agreements
    assert (made.partner, made.organisation) == ("prison_probation", "KiF Papirsø")
    assert "Ikke underskrevet endnu." in all_text(app)


def test_a_choice_needs_an_answer_to_its_drawbacks():
    app = open_as(lead(), "implementation", part="organisation", aspect="form")
    field(app, "selectbox", "Hvad vælger I?").set_value("broad")
    field(app, "text_area", "Hvorfor?").set_value("De unge har flere sager.")
    app = press(app, "Gem valget")
    assert [error.value for error in app.error] == ["Feltet skal udfyldes."]
    field(app, "text_area", "Hvad gør I ved ulemperne?").set_value("Faste møder.")
    app = press(app, "Gem valget")
    assert not app.exception
    assert r"Det gør vi ved ulemperne: Faste møder\." in all_text(app)


def test_a_round_of_a_test_is_decided_and_the_next_begun():
    made = actions.small_tests.begin_test(told_test(4), **WRITES)
    app = open_as(lead(), "implementation", part="tests", test=made)
    field(app, "button_group", "Hvad blev udfaldet? (kan vente)").set_value("adapt")
    app = press(app, "Gem")
    app = press(app, "Begynd næste runde")
    assert not app.exception
    assert [each.round for each in known().tests] == [2, 1]
    assert app.header[0].value == "Sms dagen før · runde 2"
