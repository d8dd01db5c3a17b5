"""Adgangslog as leader and as administrator: lines, samples, one young person, and the alarm."""

from datetime import timedelta

import pytest

from core.access_log import month_of
from core.codes import Role
from core.records.access_log import Finding, LineKind
from db import actions, queries
from db.engine import current_store
from db.models import AuditRow
from pages.shared.frame import today
from tests.db.test_access_log import NOON, new_line, put_lines
from tests.factories import put_account, put_case
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
HOSTILE = "<script>alert(1)</script> [x](javascript:1) $$ **fed** :red[x]\n# Stor"
LAST_MONTH = month_of(month_of(today()) - timedelta(days=1))


def field(app, kind, label):
    return next(one for one in getattr(app, kind) if one.label == label)


def put_looks():
    """A leader, a coordinator, a case, and last month's look-ups of them."""
    lead = put_account(Role.PROJECT_LEAD, name="Birgitte Lygtebro")
    worker = put_account(Role.COORDINATOR, username="åse", name="Åse Ørred")
    case, at = put_case(), NOON.replace(year=LAST_MONTH.year, month=LAST_MONTH.month)
    put_lines(
        [
            new_line(by=worker, case=case, time=at, page="network_meeting"),
            new_line(
                LineKind.SEARCH,
                by=worker,
                time=at,
                page="young_people",
                facts={"text": [None, HOSTILE]},
            ),
            new_line(
                LineKind.CHANGE,
                by=worker,
                case=case,
                time=at,
                page="cases",
                facts={"wishes": [HOSTILE, "Nyt"]},
            ),
            new_line(LineKind.REFUSED, by=worker, case=case, time=at, page="accounts"),
        ]
    )
    return lead, worker, case


@pytest.mark.asvs("16.2.1", "16.4.1")
def test_the_leader_reads_every_line_in_plain_words_and_hostile_text_is_only_text():
    lead, _, case = put_looks()
    app = open_as(lead, "access_log")
    assert not app.exception
    said = all_text(app)
    assert f"Åse Ørred åbnede „Netværksmøde“ for forløb {case.number}" in said
    assert "Åse Ørred søgte på „Unge“" in said
    assert "Åse Ørred blev afvist på „Konti“" in said
    assert "→ Nyt" in said
    assert "<script>" not in said
    assert "**fed**" not in said
    assert "\n# Stor" not in said
    field(app, "text_input", "Forløbsnummer").set_value("0x1").run()
    assert "Forløbsnummeret er et tal" in all_text(app)
    field(app, "text_input", "Forløbsnummer").set_value(str(case.number)).run()
    field(app, "selectbox", "Hvad").set_value("change").run()
    assert not app.exception
    assert "søgte" not in all_text(app)
    assert "ændrede" in all_text(app)


@pytest.mark.asvs("16.4.2")
def test_the_administrator_is_not_told_which_young_person_nor_what_was_sought():
    _, _, case = put_looks()
    app = open_as(put_account(Role.ADMINISTRATOR, username="dorthe"), "access_log")
    said = all_text(app)
    assert "Åse Ørred blev afvist på „Konti“ for et forløb" in said
    for secret in (str(case.number), "Vilma", "Stor", "Nyt", "søgte", "Netværksmøde"):
        assert secret not in said
    assert "Forløbsnummer" not in [each.label for each in app.text_input]
    app.query_params["part"] = "person"
    app.run()
    assert not app.exception


def test_a_sample_is_drawn_opened_and_signed_off_and_a_breach_reminds_of_the_duty():
    lead, worker, _ = put_looks()
    app = open_as(lead, "access_log", part="samples")
    field(app, "button", "Træk stikprøver").click().run()
    (review,) = queries.access_reviews.reviews(by=lead)
    sample = next(
        each
        for each in queries.access_reviews.samples(review.id, by=lead)
        if each.account_id == worker.account_id
    )
    app.query_params.update({"review": review.id, "sample": sample.id})
    app.run()
    field(app, "radio", "Hvad viser opslaget?").set_value("breach").run()
    assert "inden 72 timer" in all_text(app)
    field(app, "button", "Gem vurdering").click().run()
    assert any("skal udfyldes" in each.value for each in app.error)
    assert field(app, "radio", "Hvad viser opslaget?").value == "breach"
    field(app, "text_area", "Bemærkning").set_value("Kendte ikke den unge.").run()
    field(app, "button", "Gem vurdering").click().run()
    assert not app.exception
    assert "Brud på reglerne: 1" in all_text(app)
    found = queries.access_reviews.samples(review.id, by=lead)
    assert [each.finding for each in found if each.id == sample.id] == [Finding.BREACH]


def test_the_look_ups_of_one_young_person_are_days_and_purposes_without_names():
    lead, _, case = put_looks()
    app = open_as(lead, "access_log", part="person", case=str(case.number))
    assert not app.exception
    said = all_text(app)
    assert "Vilma Vildspor" in said
    assert "Samarbejde og netværksmøder" in said
    assert "Åse" not in said
    app.query_params["case"] = "999"
    app.run()
    assert app.error
    assert not app.exception


@pytest.mark.asvs("16.4.2")
def test_a_broken_log_is_told_on_the_home_page_and_on_the_page_of_the_log():
    lead, worker, _ = put_looks()
    home, others = open_as(lead, "status"), open_as(worker, "status")
    assert "Loggen er ikke" not in all_text(home)
    with current_store().sessions(bind=current_store().engine) as session, session.begin():
        session.query(AuditRow).filter_by(sequence=1).update({"name": "Bo Blæst"})
    actions.access_log.look_over()
    assert "Loggen er ikke, som den skal være" in all_text(home.run())
    assert "Loggen er ikke" not in all_text(others.run())
    home.query_params["part"] = "keeping"
    home.switch_page("pages/access_log.py").run()
    assert not home.exception
    assert "Linje 1" in all_text(home)
    assert "accept-log" in all_text(home)
