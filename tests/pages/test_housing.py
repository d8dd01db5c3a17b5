"""The page of the homes and the home of a case, as the roles that find them."""

from datetime import timedelta

import pytest

from core.codes import Combination, Role, Step
from core.home_search import ApplicationTold, OfferTold
from core.homelessness import count, week_six
from db import actions, queries
from db.engine import reading
from db.models import AuditRow
from pages.shared.charts import csv_file
from pages.shared.frame import today
from pages.shared.homeless_count import listed
from tests.factories import person, put_account, put_staff
from tests.factories_homes import home_case, line
from tests.factories_support import COORDINATOR, WORKER, put_course, put_home, put_supported_case
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
TODAY = today()
SINCE = TODAY - timedelta(days=100)
LEAD = person(Role.PROJECT_LEAD)


def homeless(name="Vilma Vildspor", situation="family_friends", since=SINCE, **columns):
    case = put_supported_case(
        name, step=Step.SUPPORT, referral_date=since, start_date=since, **columns
    )
    put_course(case.id, start_date=since)
    put_home(case.id, situation=situation, from_date=since)
    return case


def apply(case, name="Boligkontoret", days=40):
    told = ApplicationTold(kind="allocation", name=name, applied_date=TODAY - timedelta(days=days))
    return actions.home_search.apply(case.id, told, by=LEAD, on=TODAY)


def put_offer(application):
    told = OfferTold(offered_date=TODAY - timedelta(days=9), description="1 rum")
    return actions.home_search.offer(application, told, by=LEAD, on=TODAY)


def staff():
    put_staff("Karen Kold", "coordinator", staff_id=COORDINATOR)
    put_staff("Ida Iversen", "support_worker", staff_id=WORKER, methods="CTI")


def worker():
    return put_account(Role.SUPPORT_WORKER, username="ida", staff_id=WORKER)


def field(app, kind, form, name):
    return next(
        each
        for each in getattr(app, kind)
        if (each.key or "").startswith(f"{form}.") and f".field.{name}." in each.key
    )


def press(app, label):
    return next(each for each in app.button if each.label == label).click().run()


def test_the_board_tells_who_waits_the_longest_first_and_what_is_going_on():
    staff()
    put_offer(apply(homeless(combination=Combination.SM_CTI)))
    homeless("Otto Odde")
    put_home(put_supported_case("Asta Ask").id, situation="own_home_at_risk", from_date=SINCE)
    app = open_as(put_account(Role.PROJECT_LEAD), "housing")
    assert not app.exception
    said = all_text(app)
    assert "2 unge venter på en bolig." in said
    assert "**CTI venter på boligen**" in said
    assert "søgt hos Boligkontoret" in said
    assert "venter på svar" in said
    assert "Ingen ansøgning er noteret" in said
    assert "I fare siden" in said
    assert "Ingen unge er flyttet i egen bolig efter afgørelsen endnu." in said


def test_the_home_page_tells_of_a_home_at_risk_and_leads_to_it():
    case = put_supported_case("Asta Ask")
    put_home(case.id, situation="own_home_at_risk", from_date=SINCE)
    app = open_as(put_account(Role.PROJECT_LEAD), "status")
    assert not app.exception
    assert "Boliger at holde øje med" in all_text(app)
    links = {link.proto.query_string for link in app.get("page_link")}
    assert f"case={case.number}&part=home" in links


def test_a_support_worker_sees_their_own_and_makes_no_count():
    staff()
    homeless()
    put_home(put_supported_case("Otto Odde").id, situation="hotel", from_date=SINCE)
    app = open_as(worker(), "housing", count=SINCE.isoformat())
    assert not app.exception
    said = all_text(app)
    assert "1 ung venter på en bolig." in said
    assert "Otto" not in said
    assert "Lav optællingen" not in {each.label for each in app.button}


def test_one_press_counts_the_homelessness_of_week_six():
    homeless("=Vilma", "night_shelter", since=week_six(TODAY) - timedelta(days=5))
    app = open_as(put_account(Role.PROJECT_LEAD), "housing")
    app = press(app, "Lav optællingen")
    assert not app.exception
    said = all_text(app)
    assert "1 ung var i hjemløshed." in said
    assert "| Natvarmestue eller værested om natten | 1 |" in said
    assert "| Sover på gaden, i en opgang eller lignende | 0 |" in said
    assert app.query_params["count"] == week_six(TODAY).isoformat()
    with reading() as session:
        done = session.query(AuditRow).filter(AuditRow.kind != "read")
        assert "count_homelessness" in {row.act for row in done}


def test_the_file_of_the_count_holds_no_formula_and_no_cpr_number():
    found = count([home_case(name="=1+1", lines=(line("hotel", SINCE),))], TODAY)
    said = csv_file(listed(found)).decode()
    assert said.splitlines()[1].startswith(
        '"Hotel eller vandrerhjem, fordi en bolig mangler";"\'=1+1";"1001";'
    )
    assert len(said.splitlines()) == 2
    assert "CPR" not in said.upper()


def test_a_day_to_come_and_nonsense_in_the_address_show_the_board():
    for asked in ((TODAY + timedelta(days=1)).isoformat(), "6. februar"):
        app = open_as(put_account(Role.COORDINATOR, username=asked), "housing", count=asked)
        assert not app.exception
        assert "Ingen unge venter på en bolig." in all_text(app)


def test_a_worker_applies_answers_the_offer_and_the_days_follow():
    staff()
    case = homeless()
    ida = worker()
    app = open_as(ida, "support_phase", case=str(case.number), part="home", do="application.")
    field(app, "radio", "home_application_form", "kind").set_value("private")
    press(app, "Gem ansøgningen")
    assert any("skal udfyldes" in error.value for error in app.error)
    field(app, "text_input", "home_application_form", "name").set_value("Udlejer")
    app = press(app, "Gem ansøgningen")
    assert not app.exception
    assert "**Privat udlejer: Udlejer**" in all_text(app)
    app = press(app, "Ret eller fortryd ansøgningen")
    field(app, "text_input", "home_application_form", "name").set_value("En udlejer").run()
    app = press(app, "Gem ansøgningen")
    assert "**Privat udlejer: En udlejer**" in all_text(app)
    application = queries.homes.search(case.id, by=LEAD).applications[0]
    actions.home_search.end_application(
        application.id,
        ended_date=TODAY,
        reason="withdrawn",
        seen_version=application.version,
        by=LEAD,
        on=TODAY,
    )
    mending = {"part": "home", "do": f"mend_application.{application.id}"}
    app = open_as(ida, "support_phase", case=str(case.number), **mending)
    app = press(app, "Ansøgningen står stadig ved magt")
    assert "Ansøgningen står ved magt igen." in all_text(app)
    told = OfferTold(offered_date=TODAY, description="1 rum")
    offered = actions.home_search.offer(application.id, told, by=LEAD, on=TODAY)
    app = open_as(ida, "support_phase", case=str(case.number), part="home", do=f"answer.{offered}")
    field(app, "radio", "home_answer_form", "answer").set_value("accepted")
    app = press(app, "Gem svaret")
    assert not app.exception
    assert "Bolig anvist" in all_text(app)
    app = press(app, "Lejekontrakten er underskrevet")
    app = press(app, "Den unge er flyttet ind")
    assert not app.exception
    assert queries.housing.history(case.id, by=LEAD)[-1].lease_signed_date == TODAY
    assert "Ret svaret" not in {each.label for each in app.button}


def test_a_worker_writes_a_stay_down_and_the_page_tells_the_refund():
    staff()
    case = homeless(situation="shelter_110")
    app = open_as(worker(), "support_phase", case=str(case.number), part="home")
    assert any("Skriv opholdet på" in info.value for info in app.info)
    app = press(app, "Skriv et ophold på")
    field(app, "selectbox", "shelter_stay_form", "place_kind").select("hostel")
    field(app, "date_input", "shelter_stay_form", "from_date").set_value(SINCE)
    app = press(app, "Gem opholdet")
    assert not app.exception
    said = all_text(app)
    assert "Der er ingen afgørelse om § 85 a." in said
    assert "Dage tilbage: **0**" in said


def test_a_home_that_is_lost_asks_where_the_young_person_lives_now():
    staff()
    case = homeless(situation="own_home")
    app = open_as(worker(), "support_phase", case=str(case.number), part="home", do="event.")
    field(app, "radio", "home_event_form", "kind").set_value("eviction").run()
    field(app, "selectbox", "home_event_form", "reason").select("rent_arrears")
    field(app, "selectbox", "home_event_form", "lives_now").select("hotel")
    app = press(app, "Gem")
    assert not app.exception
    said = all_text(app)
    assert "Hotel eller vandrerhjem" in said
    assert "Udsættelse" in said
    app = press(app, "Ret eller fortryd")
    field(app, "text_area", "home_mending_form", "reason").set_value("Forkert ung.").run()
    app = press(app, "Fortryd")
    assert not app.exception
    assert "Det er taget tilbage." in all_text(app)
    assert "Udsættelse" not in all_text(app)
