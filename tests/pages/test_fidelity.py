"""The page of the fidelity review: a theme answered and kept, submitted, locked, compared."""

import pytest

from core.codes import Role
from core.quarters import last_closed, quarter_code
from core.records.fidelity_review import ReviewState
from db.models import FidelityRow
from pages.shared.frame import today
from tests.factories import put, put_account
from tests.factories_fidelity_review import put_review, put_submitted, put_theme, review
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def lead(store):
    return put_account(Role.PROJECT_LEAD, username="lise", name="Lise Lygte")


@pytest.fixture
def quarter():
    return last_closed(today())


def opened(lead, quarter, **address):
    return open_as(lead, "fidelity", quarter=quarter_code(quarter), **address)


def radio(app, label):
    return next(one for one in app.radio if one.label == label)


def press(app, label):
    return next(one for one in app.button if one.label == label).click().run()


REGULAR = "Får koordinatorer og bostøttemedarbejdere fast supervision?"


def test_a_theme_is_answered_in_sentences_and_what_is_left_open_stays_open(lead, quarter):
    app = opened(lead, quarter, theme="supervision")
    assert not app.exception
    assert radio(app, REGULAR).value is None
    radio(app, REGULAR).set_value(2).run()
    app = press(app, "Gem svarene")
    assert not app.exception
    assert "Svarene er gemt." in all_text(app)
    assert "1 af 3 besvaret" in all_text(app)
    assert radio(app, REGULAR).value == 2
    answers = review(quarter).parts["supervision"].answers
    assert [answers[code].score for code in ("sup_regular", "sup_method")] == [2, None]


def test_what_was_written_earlier_is_still_there_after_a_save_that_did_not_show_it(lead, quarter):
    put_theme(quarter, "supervision", 2, note="Aflyst to gange.", comment="Ferie.")
    app = opened(lead, quarter, theme="supervision")
    assert [area.value for area in app.text_area if area.label.startswith("Note")] == [
        "Aflyst to gange."
    ] * 3
    radio(app, REGULAR).set_value(4).run()
    app = press(app, "Gem svarene")
    answer = review(quarter).answers["sup_regular"]
    assert (answer.score, answer.note, answer.comment) == (4, "Aflyst to gange.", "Ferie.")


def test_a_method_that_is_not_used_is_set_aside_with_a_reason_only(lead, quarter):
    app = opened(lead, quarter, theme="icm")
    app.checkbox[0].check().run()
    assert not app.radio
    app = press(app, "Gem svarene")
    assert any("skal udfyldes" in error.value for error in app.error)
    assert app.checkbox[0].value
    app.text_area[0].set_value("Vi bruger kun CTI.")
    app = press(app, "Gem svarene")
    assert not app.exception
    assert review(quarter).set_aside == {"icm": "Vi bruger kun CTI."}


def test_a_review_is_submitted_locked_and_opened_again_from_the_overview(lead, quarter):
    put_review(quarter, but=("cti",))
    app = press(opened(lead, quarter), "Send vurderingen ind")
    assert any("8 spørgsmål mangler et svar: CTI" in error.value for error in app.error)
    put_theme(quarter, "cti")
    app = press(app.run(), "Send vurderingen ind")
    assert not app.exception
    assert "Sendt ind" in all_text(app)
    app = press(app, "Lås vurderingen")
    assert review(quarter).state is ReviewState.LOCKED
    app.text_area[0].set_value("Et svar var forkert.")
    app = press(app, "Åbn igen")
    assert review(quarter).state is ReviewState.DRAFT
    assert r"åbnet igen af Lise Lygte. Et svar var forkert\." in all_text(app)


def test_the_overview_compares_quarters_and_the_published_means(lead, quarter):
    earlier = last_closed(quarter.from_date)
    put_submitted(earlier, 2), put_submitted(quarter, 3)
    app = opened(lead, quarter)
    assert not app.exception
    told = all_text(app)
    assert "| Organisering | 2,0 | 3,0 |" in told
    assert "For få til at sige" in told
    assert "n = 10 kommuner" in told
    assert "Spørgsmål og beskrivelser er vores egne" in told
    app = opened(lead, quarter, theme="supervision")
    told = all_text(app)
    assert "**3** · Der er faste tider for alle" in told
    assert "Tidligere: 2" in told
    assert not app.radio


def test_imported_themes_stand_under_their_own_words_and_a_wrong_address_leads_to_the_overview(
    lead, quarter
):
    earlier = last_closed(quarter.from_date)
    for day in (earlier.to_date, quarter.to_date):
        put(FidelityRow(date=day, theme="*Organisering*", question="Tid", score=2))
    put(FidelityRow(date=quarter.to_date, theme="organisation", question="org_social", score=4))
    app = open_as(lead, "fidelity", quarter="2999-9", theme="no_such_theme")
    assert not app.exception
    assert "| Organisering |  | 4,0 |" in all_text(app)
    assert "| Organisering | 2,0 | 2,0 |" in all_text(app)
    lines = next(one for one in app.selectbox if one.label.startswith("Vis et tema"))
    assert lines.options == ["Organisering"]
