"""Practice in figures on the page of fidelity: all of it, one indicator, beside a judgement."""

import pytest

from core.codes import Role
from core.quarters import quarter_code
from core.tallies import Period
from tests.factories import put_account
from tests.factories_fidelity import FIRST, LAST
from tests.factories_fidelity_review import put_theme
from tests.factories_practice import BAD, good_practice
from tests.factories_practice_store import put_practice
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
QUARTER = Period(FIRST, LAST)


@pytest.fixture
def lead(store):
    put_practice(BAD["measured_in_time"](good_practice()))
    return put_account(Role.PROJECT_LEAD, username="lise", name="Lise Lygte")


def opened(lead, **address):
    app = open_as(lead, "fidelity", quarter=quarter_code(QUARTER), **address)
    assert not app.exception
    return app


def test_every_indicator_stands_with_its_share_and_how_sure_it_is(lead):
    said = all_text(opened(lead, part="practice"))
    assert "til og med 30\\.\u00a0september 2026" in said
    assert "0 % (0 af 8 unge, 0–32 %)" in said
    assert "100 % (1 af 1 alder, 21–100 %)" in said


def test_an_indicator_says_how_it_is_counted_and_who_is_behind(lead):
    app = opened(lead, part="practice", indicator="measured_in_time")
    assert "Den første skal tages senest 1 måned efter starten" in all_text(app)
    assert "Variant U: 0" in all_text(app)
    links = [each.proto.label for each in app.get("page_link")]
    assert "Ung 1 · 1\\.\u00a0juli 2026" in links


def test_an_indicator_that_there_is_not_is_said_so(lead):
    app = opened(lead, part="practice", indicator="nothing")
    assert "Intet at se i kvartalet" in all_text(app)


def test_a_judgement_far_from_the_records_is_asked_why(lead):
    put_theme(QUARTER, "core_elements_h", 4)
    app = opened(lead, theme="core_elements_h")
    said = [warning.value for warning in app.warning]
    assert said == ["Vurderingen er højere end det registrerede: Målt til tiden. Skriv hvorfor."]
    assert [area.label for area in app.text_area] == [
        "Svaret og registreringerne siger ikke det samme. Hvorfor?"
    ]
