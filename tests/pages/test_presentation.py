"""The presentation: one released figure on each screen, turned by keys that are in the address."""

from datetime import timedelta

import pytest

from core.codes import Role, Step
from core.releases import half_year
from db.models import SettingRow, new_id
from pages.shared.frame import today
from tests.factories import put, put_account, put_case
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")


def last_half_year():
    return half_year(half_year(today()).from_date - timedelta(days=1))


def put_served(number):
    first = last_half_year().from_date
    for place in range(number):
        put_case(
            f"Vilma {place}",
            step=Step.COLLABORATION,
            combination="SM",
            referral_date=first,
            start_date=first + timedelta(days=9),
        )


def opened(role=Role.STEERING_GROUP, **query):
    return open_as(put_account(role), "presentation", **query)


def screen(app):
    (found,) = [one.proto.body for one in app.get("html") if one.proto.body.startswith("<section")]
    return found


def place(app):
    (found,) = [
        one.proto.body
        for one in app.get("html")
        if one.proto.body.startswith('<p class="ungespor-place')
    ]
    return found


def said(app, part):
    """A part of the address."""
    return "".join(app.query_params[part])


def press(app, label):
    next(one for one in app.button if one.label == label).click()
    return app.run()


def test_the_first_screen_tells_how_many_young_people_large_and_alone():
    put_served(7)
    app = opened()
    assert not app.exception
    assert '<p class="figure">7</p>' in screen(app)
    assert "unge i forløb i perioden" in screen(app)
    assert ">1 af " in place(app)


def test_it_is_turned_and_the_screen_stands_in_the_address():
    put_served(7)
    app = press(opened(), "Næste")
    assert said(app, "screen") == "2"
    assert "forløb er begyndt" in screen(app)
    app = press(app, "Forrige")
    assert said(app, "screen") == "1"
    assert said(app, "from") == last_half_year().from_date.isoformat()


def test_a_remote_turns_too_and_nothing_lies_beyond_the_ends():
    put_served(7)
    app = press(opened(), "End")
    last = said(app, "screen")
    assert "Ikke vist" in screen(app)
    assert said(press(app, "PageDown"), "screen") == last
    assert said(press(app, "Home"), "screen") == "1"
    assert said(press(app, "PageUp"), "screen") == "1"


@pytest.mark.parametrize("number", ["0", "-3", "999", "to", "²", "9" * 5000])
def test_an_address_with_no_screen_of_ours_shows_one_that_is(number):
    put_served(7)
    app = opened(screen=number)
    assert not app.exception
    assert screen(app)


@pytest.mark.parametrize("days", [("2026-02-30", "2026-06-30"), ("2031-01-01", "2031-06-30")])
def test_days_that_are_not_offered_are_not_shown(days):
    put_served(7)
    app = opened(**{"from": days[0], "to": days[1]})
    assert f". halvår {last_half_year().from_date.year}" in screen(app)


def test_every_screen_names_the_municipality():
    put(SettingRow(id=new_id(), name="municipality", value="Svanevig <b>", valid_from=today()))
    put_served(7)
    app = opened()
    assert "Svanevig &lt;b&gt; · " in screen(app)


def test_no_young_person_is_named_and_small_figures_are_hidden():
    put_served(7)
    app = press(opened(), "End")
    assert "Vilma" not in all_text(app) + screen(app)


def test_where_nothing_can_be_shown_it_says_so():
    put_served(2)
    assert "Der er endnu ingen afsluttede halvår" in all_text(opened())
