"""The page of the contacts, as each role."""

from datetime import timedelta

import pytest

from core.codes import Role, Step
from db import queries
from db.engine import reading
from db.models import ContactRow
from pages.shared.frame import today
from tests.factories import put_account, put_case, put_staff
from tests.factories_support import COORDINATOR, WORKER, put_course, put_supported_case
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def ida(store):
    put_staff("Karen Kold", "coordinator", staff_id=COORDINATOR)
    put_staff("Ida Iversen", "support_worker", staff_id=WORKER, methods="CTI")
    return put_account(Role.SUPPORT_WORKER, name="Ida Iversen", staff_id=WORKER)


@pytest.fixture
def case(ida):
    since = today() - timedelta(days=200)
    row = put_supported_case(step=Step.SUPPORT, referral_date=since, start_date=since)
    put_course(row.id, start_date=since)
    return row


def pills(app, label):
    return next(one for one in app.button_group if one.label == label)


def press(app, label):
    return next(one for one in app.button if one.label == label).click().run()


def rows():
    with reading() as session:
        return session.query(ContactRow).order_by(ContactRow.id).all()


def record(app, case, what="direct_contact|phone||15|"):
    pills(app, "Hvem?").set_value(case.id).run()
    pills(app, "Hvad?").set_value(what).run()
    return press(app, "Gem kontakten")


def test_three_taps_record_a_usual_contact_of_today(ida, case):
    app = record(open_as(ida, "contacts"), case)
    assert not app.exception
    [row] = rows()
    assert (row.date, row.minutes, row.mode, row.method) == (today(), 15, "phone", "CTI")
    assert "15 min." in str([each.label for each in app.button])


def test_a_quarter_of_an_hour_is_told_with_one_decimal_rounded_up(ida, case):
    app = record(open_as(ida, "contacts"), case)
    assert "0,3 timer" in all_text(app)


def test_the_latest_is_taken_back_with_one_press(ida, case):
    app = record(open_as(ida, "contacts"), case)
    press(app, "Fortryd den seneste")
    assert not app.exception
    assert rows() == []


def test_repeat_fills_in_what_was_done_last(ida, case):
    app = record(open_as(ida, "contacts"), case)
    again = next(one for one in app.button if one.label.startswith("Gentag"))
    again.click().run()
    press(app, "Gem kontakten")
    first, second = rows()
    assert (first.mode, first.minutes) == (second.mode, second.minutes)


def test_yesterday_driving_and_a_note_are_one_fold_away(ida, case):
    app = open_as(ida, "contacts")
    pills(app, "Hvem?").set_value(case.id).run()
    pills(app, "Hvad?").set_value("coordination|||30|").run()
    pills(app, "Hvornår?").set_value("yesterday").run()
    pills(app, "Kørsel i alt (kan undværes)").set_value("45").run()
    press(app, "Gem kontakten")
    assert not app.exception
    assert [(row.date, row.activity, row.minutes) for row in rows()] == [
        (today() - timedelta(days=1), "coordination", 30),
        (today() - timedelta(days=1), "driving", 45),
    ]


def test_nothing_chosen_is_told_at_its_field_and_nothing_is_saved(ida, case):
    app = press(open_as(ida, "contacts"), "Gem kontakten")
    assert any("skal udfyldes" in error.value for error in app.error)
    app = open_as(ida, "contacts")
    pills(app, "Hvem?").set_value(case.id).run()
    press(app, "Gem kontakten")
    assert any("skal udfyldes" in error.value for error in app.error)
    assert rows() == []


def test_a_contact_is_corrected_from_the_week_and_the_correction_is_told(ida, case):
    app = record(open_as(ida, "contacts"), case)
    [row] = rows()
    app = open_as(ida, "contacts", contact=row.id)
    app.number_input[0].set_value(25)
    press(app, "Gem rettelsen")
    assert not app.exception
    assert [each.minutes for each in rows()] == [25]
    assert "Rettet" in all_text(app)


def test_a_contact_is_deleted_from_the_week(ida, case):
    record(open_as(ida, "contacts"), case)
    [row] = rows()
    app = press(open_as(ida, "contacts", contact=row.id), "Slet kontakten")
    assert not app.exception
    assert rows() == []


@pytest.mark.parametrize("week", ["2026-13-40", "<b>", "9999-12-31", "0001-01-01", "2026-05-04"])
def test_a_week_that_is_none_is_this_week_or_an_empty_one(ida, case, week):
    app = open_as(ida, "contacts", week=week)
    assert not app.exception


def test_a_project_leader_sees_who_recorded_nothing_and_status_says_it_too(case):
    lead = put_account(Role.PROJECT_LEAD, username="lead", name="Lone Leder")
    said = all_text(open_as(lead, "contacts"))
    assert "2 medarbejdere har ingen registreringer i" in said
    assert "Ida Iversen" in said
    links = [each.proto.label for each in open_as(lead, "status").get("page_link")]
    assert any("har ingen registreringer i" in label for label in links)


def test_a_worker_without_young_people_is_told_so(ida):
    assert "Du er ikke koordinator eller" in all_text(open_as(ida, "contacts"))
    assert queries.contacts.own_young_people(by=ida) == ()


def test_the_names_of_a_long_list_are_folded_away(store):
    begun = today() - timedelta(days=120)
    for number in range(20):
        put_staff(f"Medarbejder {number:02}", staff_id=f"staff{number}")
        put_case(
            step=Step.COLLABORATION,
            coordinator_id=f"staff{number}",
            referral_date=begun,
            start_date=begun,
        )
    app = open_as(put_account(Role.PROJECT_LEAD, username="lead"), "contacts")
    assert "20 medarbejdere har ingen registreringer i" in all_text(app)
    folds = [each for each in app.expander if each.label == "Se 5 navne mere"]
    assert folds
    assert folds[0].caption[0].value.count("Medarbejder") == 5
