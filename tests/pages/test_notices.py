"""The page of notices as each role, its filters, and the box of the week."""

from datetime import timedelta

import pytest

from core.codes import Role, Step
from db import actions
from pages.shared.frame import today
from tests.factories import put_account, put_case, put_staff
from tests.factories_network import put_consent
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
ON = today()
KAREN, IDA = "karen", "ida"


def links(app):
    return {link.proto.label: link.proto for link in app.get("page_link")}


def labels(app):
    return "\n".join(links(app))


def press(app, label):
    return next(button for button in app.button if button.label == label).click().run()


def put_late_case(name="Vilma Vildspor"):
    since = ON - timedelta(days=200)
    step = Step.COLLABORATION
    return put_case(name, step=step, referral_date=since, start_date=since, coordinator_id=KAREN)


def put_karen():
    put_staff("Karen Kold", "coordinator", staff_id=KAREN)
    return put_account(Role.COORDINATOR, username=KAREN, staff_id=KAREN)


def put_lead():
    return put_account(Role.PROJECT_LEAD, username="lead", name="Lone Lund")


def test_a_coordinator_sees_what_is_late_with_a_link_to_where_it_is_done():
    here, case = put_karen(), put_late_case()
    put_consent(case.id, party="Jobcentret", valid_to=ON + timedelta(days=20))
    app = open_as(here, "notices")
    assert not app.exception
    assert "Forsinket · " in all_text(app)
    meeting = next(link for label, link in links(app).items() if "netværksmøde" in label)
    assert meeting.query_string == f"case={case.number}&part=meetings"
    told = next(link for label, link in links(app).items() if "Samtykket til Jobcentret" in label)
    assert told.query_string == f"case={case.number}&part=consent"
    assert "Lone" not in labels(app)


def test_a_kind_is_shown_alone_and_the_way_back_is_the_same_press():
    here, case = put_karen(), put_late_case()
    put_consent(case.id, party="Jobcentret", valid_to=ON + timedelta(days=20))
    app = open_as(here, "notices", kind="consent")
    shown = [label for label in links(app) if "Vilma" in label]
    assert len(shown) == 1
    app.button_group[0].set_value(None).run()
    assert len([label for label in links(app) if "Vilma" in label]) > 1
    assert "kind" not in app.query_params


def test_a_project_leader_sees_their_own_and_on_asking_everybodys_by_pages():
    put_karen()
    for place in range(12):
        put_late_case(f"Ung {place}")
    lead = put_lead()
    assert "Ung 3" not in labels(open_as(lead, "notices"))
    app = open_as(lead, "notices", whose="all")
    press(app, "Næste")
    assert "Ung " in labels(app)
    assert "til Karen Kold" in labels(app)
    assert "Side 2 af" in all_text(app)


def test_the_other_roles_find_what_is_theirs():
    put_case("Bo Birk", step=Step.CLOSED, end_date=ON)
    referrer = put_account(Role.REFERRER, username="lotte")
    put_case("Asta Ask", referred_by_id=referrer.account_id)
    app = open_as(referrer, "notices")
    assert "En af dine henvisninger venter på svar" in labels(app)
    admin = put_account(Role.ADMINISTRATOR, username="admin")
    app = open_as(admin, "notices")
    assert "kommunen har ikke sat en frist" in labels(app)
    assert "Bo Birk" not in labels(app)
    app = open_as(put_account(Role.STEERING_GROUP, username="board"), "notices")
    assert "Styregruppen får tal og rapporter" in all_text(app)


def test_the_week_is_shown_after_each_sign_in_until_it_is_seen():
    here = put_karen()
    put_late_case()
    app = open_as(here, "")
    assert "Din uge" in all_text(app)
    assert "Netværksmøder: 1 forsinket" in all_text(app)
    assert "Din uge" in all_text(open_as(here, ""))
    press(app, "Set")
    assert "Din uge" not in all_text(app)
    assert "Din uge" not in all_text(open_as(here, ""))


def test_an_address_is_kept_on_ones_own_account_and_a_bad_one_is_said_at_its_field():
    here = put_karen()
    app = open_as(here, "my_account")
    field = next(one for one in app.text_input if one.label.startswith("Mailadresse"))
    field.set_value("karen@").run()
    press(app, "Gem mailadresse")
    assert app.error
    field = next(one for one in app.text_input if one.label.startswith("Mailadresse"))
    assert field.value == "karen@"
    field.set_value("karen@eksempel.dk").run()
    press(app, "Gem mailadresse")
    assert "Mailadressen er gemt." in all_text(app)
    actions.own_account.set_email(None, seen_version=2, by=here)
