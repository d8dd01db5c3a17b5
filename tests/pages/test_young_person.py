"""One young person's whole way, for each role."""

import json
from datetime import timedelta

import pytest

from core.codes import MeetingState, Role, Step
from core.records.reports import ReportKind, ReportState
from db import queries
from pages.shared.frame import today
from tests.factories import put_account, put_case, put_staff
from tests.factories_dialogue import put_report, put_scores
from tests.factories_overview import put_agreement, put_meeting, put_override
from tests.factories_support import put_course
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
ON = today()
REFUSED = "Forløbet findes ikke, eller du har ikke adgang til det."


def _case(**columns):
    return put_case(
        **{
            "name": "Vilma Vildspor",
            "step": Step.COLLABORATION,
            "coordinator_id": "karen",
            "referral_date": ON - timedelta(days=90),
            "referrer_name": "Rie Ring",
            "referral_reason": "Sover på *sofaer* hos venner",
            "taken_up_date": ON - timedelta(days=80),
            "decision": "accepted",
            "decision_date": ON - timedelta(days=70),
            "start_date": ON - timedelta(days=60),
            "combination": "SM",
            **columns,
        }
    )


def _open(case, by=None):
    return open_as(by or put_account(Role.PROJECT_LEAD), "young_person", case=str(case.number))


def _links(app):
    return [link.proto.label for link in app.get("page_link")]


def test_what_is_due_the_seven_steps_and_the_way_are_all_there():
    case = _case()
    put_agreement(case.id, ON - timedelta(days=1), goal="Egen *bolig*")
    app = _open(case)
    shown, links = all_text(app), _links(app)
    assert any(label.startswith("Følg op på en aftale") for label in links)
    assert "Trin 1 · Opsporing og henvisning: færdig" in links
    assert "Trin 3 · Opstart i Samarbejdsmodellen: set, mangler noget" in links
    assert "Trin 4 · Opstart af bostøtte: ikke relevant" in shown
    assert "Henvist af Rie Ring" in shown
    assert r"Sover på \*sofaer\* hos venner" in shown
    assert shown.index("Samarbejdsmodellen begyndte") < shown.index("Henvist af Rie Ring")


def test_each_step_leads_to_its_stage():
    case = _case()
    links = {link.proto.label: link.proto for link in _open(case).get("page_link")}
    step = links["Trin 2 · Udredning og visitation: færdig"]
    assert (step.page, step.query_string) == ("assessment", f"case={case.number}")


def test_a_meeting_ahead_is_told_as_planned():
    case = _case()
    put_meeting(case.id, ON + timedelta(days=20), state=MeetingState.PLANNED)
    assert ": Planlagt: Netværksmøde" in all_text(_open(case))


def test_support_that_begins_later_is_marked_as_coming():
    case = _case(step=Step.SUPPORT, combination="SM_CTI")
    put_course(case.id, start_date=ON + timedelta(days=5))
    assert "(kommende) CTI begyndte" in all_text(_open(case))


def test_a_rule_set_aside_is_visible_with_its_reason():
    put_staff("Bo Bro", "support_worker", staff_id="bo")
    case = _case(step=Step.SUPPORT)
    course = put_course(case.id, worker_id="bo")
    put_override(case.id, subject_id=course.id, staff_id="bo")
    shown = all_text(_open(case))
    assert "Fraveget regel: Medarbejderen har flere unge, end loftet tillader" in shown
    assert r"Ingen anden er ledig\." in shown


def test_a_closed_case_has_its_way_and_nothing_to_do():
    case = _case(step=Step.CLOSED, end_date=ON, closure_reason="planned")
    shown = all_text(_open(case))
    assert "Der er intet at gøre lige nu." in shown
    assert "Forløbet blev afsluttet: Afsluttet som planlagt" in shown


def test_a_long_text_is_cut_and_a_text_of_many_lines_stays_one_point():
    case = _case(referral_reason="linje\n# " + "x" * 900)
    shown = all_text(_open(case))
    assert "…" in shown
    assert "x" * 400 not in shown
    assert "\n# " not in shown


def test_without_a_case_in_the_address_there_is_one_to_choose():
    _case()
    app = open_as(put_account(Role.PROJECT_LEAD), "young_person")
    assert any("Vilma Vildspor" in button.label for button in app.button)


def test_what_is_open_stands_first_where_a_case_is_chosen():
    put_case("Rune Rask", step=Step.CLOSED, referral_date=ON - timedelta(days=400))
    put_case("Vilma Vildspor", step=Step.SUPPORT, referral_date=ON - timedelta(days=30))
    app = open_as(put_account(Role.PROJECT_LEAD), "young_person")
    named = [button.label for button in app.button if "forløb" in button.label]
    assert [label.split(" · ")[0] for label in named] == ["Vilma Vildspor", "Rune Rask"]


@pytest.mark.parametrize("number", ["9999", "x", "-1", "1001;"])
def test_a_case_that_is_not_there_is_refused_and_nothing_else_is_shown(number):
    _case()
    app = open_as(put_account(Role.COORDINATOR, staff_id="other"), "young_person", case=number)
    assert REFUSED in all_text(app)
    assert "Vilma" not in all_text(app) + str(_links(app))


@pytest.mark.parametrize(
    ("role", "staff_id", "sees"),
    [
        (Role.PROJECT_LEAD, None, True),
        (Role.COORDINATOR, "karen", True),
        (Role.SUPPORT_WORKER, "karen", True),
        (Role.COORDINATOR, "other", False),
        (Role.SUPPORT_WORKER, "other", False),
    ],
)
def test_the_case_opens_for_those_around_it_and_for_nobody_else(role, staff_id, sees):
    case = _case()
    shown = all_text(_open(case, put_account(role, staff_id=staff_id)))
    assert ("Vilma Vildspor" in shown) is sees
    assert ("De syv trin" in shown) is sees
    assert (REFUSED in shown) is not sees


@pytest.mark.parametrize("role", [Role.REFERRER, Role.STEERING_GROUP, Role.ADMINISTRATOR])
def test_other_roles_do_not_reach_the_page(role):
    case = _case()
    app = open_as(put_account(role, staff_id="karen"), page="")
    assert "young_person" not in {link.proto.page for link in app.get("page_link")}
    assert str(case.number) not in all_text(app)


# ---------------------------------------------------------------- the development

BEFORE, NOW = ON - timedelta(days=50), ON - timedelta(days=2)


def _part(case, part, by=None, **query):
    by = by or put_account(Role.PROJECT_LEAD)
    return open_as(by, "young_person", case=str(case.number), part=part, **query)


def _table(app):
    return [[str(cell) for cell in row] for row in app.table[0].value.to_numpy()]


def _view(app, view):
    (found,) = (each for each in app.segmented_control if "development" in each.key)
    return found.set_value(view).run()


def test_without_measurements_the_day_of_the_first_and_the_way_there_are_told():
    app = _part(_case(start_date=ON), "development")
    assert "Næste måling senest" in all_text(app)
    assert "Der er ingen målinger endnu." in all_text(app)
    assert "Tal om, hvordan det går" in _links(app)
    assert not app.get("echarts_chart")


def test_first_and_latest_stand_in_the_table_beside_the_radar_with_a_word_for_the_change():
    case = _case()
    put_scores(case.id, BEFORE, crime=5, mental_health=2, physical_health=3, substance_use=4)
    put_scores(case.id, NOW, crime=4, mental_health=3, physical_health=3, scored_by="worker")
    app = _part(case, "development")
    table = {row[0]: row[1:] for row in _table(app)}
    assert table["Kriminalitet"] == ["5", "4", "Tilbage"]
    assert table["Psykisk helbred"] == ["2", "3", "Frem"]
    assert table["Fysisk helbred"] == ["3", "3", "Uændret"]
    assert table["Rusmidler"] == ["4", "–", "Målt én gang"]
    assert table["Husholdning og økonomi"] == ["–", "–", "Ikke målt endnu"]
    assert "1 frem, 1 uændret, 1 tilbage" in all_text(app)
    assert len(app.get("echarts_chart")) == 1


def test_one_measurement_is_no_change():
    case = _case()
    put_scores(case.id, NOW, crime=1, mental_health=1, physical_health=4)
    app = _part(case, "development")
    shown = all_text(app) + str(_table(app))
    assert not any(word in shown for word in ("Tilbage", "Uændret", "'Frem'", "frem,"))


def test_one_measurement_draws_no_line_of_one_point_and_is_called_the_first_everywhere():
    case = _case()
    put_scores(case.id, NOW, crime=1, mental_health=3, physical_health=4, scored_by="joint")
    app = _part(case, "development")
    assert not app.get("image")
    assert "Linjen for hvert livsområde kommer" in all_text(app)
    assert "Hvem har sat tallet: sammen." in all_text(app)
    (radar,) = app.get("echarts_chart")
    drawn = json.loads(radar.proto.spec)["series"][0]["data"]
    assert [line["name"] for line in drawn] == ["Første gang"]


def test_days_that_differ_stand_beside_their_scores():
    case = _case()
    put_scores(case.id, BEFORE, crime=5)
    put_scores(case.id, NOW, mental_health=2)
    table = {row[0]: row[1] for row in _table(_part(case, "development"))}
    assert str(BEFORE.year) in table["Kriminalitet"]
    assert table["Kriminalitet"] != table["Psykisk helbred"]


def test_two_domains_make_no_radar_and_the_table_still_stands():
    case = _case()
    put_scores(case.id, NOW, crime=5, mental_health=2)
    app = _part(case, "development")
    assert not app.get("echarts_chart")
    assert app.table


def test_where_all_is_low_less_is_shown_and_nothing_warns():
    case = _case()
    put_scores(case.id, BEFORE, crime=1, mental_health=2, physical_health=3)
    put_scores(case.id, NOW, crime=2, mental_health=1, physical_health=1)
    app = _part(case, "development")
    assert not app.get("echarts_chart")
    assert not app.table
    assert not app.error
    assert not app.warning
    assert "ét område ad gangen" in all_text(app)
    _view(app, "improved")
    assert [row[0] for row in _table(app)] == ["Kriminalitet"]
    _view(app, "all")
    assert app.get("echarts_chart")


def test_without_progress_the_gentle_view_says_so_without_a_table():
    case = _case()
    put_scores(case.id, BEFORE, crime=4)
    put_scores(case.id, NOW, crime=3)
    app = _view(_part(case, "development"), "improved")
    assert not app.table
    assert "Næste gang kan det se anderledes ud." in all_text(app)


def test_the_lines_are_told_in_words_with_days_and_who_scored():
    case = _case()
    put_scores(case.id, BEFORE, crime=4, scored_by="young_person")
    put_scores(case.id, NOW, crime=3, scored_by=None)
    (image,) = _part(case, "development").get("image")
    told = str(image.proto)
    assert "Kriminalitet fra 1 til 5: 4 den" in told.encode().decode("unicode_escape")
    assert "(Den unge)" in told


@pytest.mark.parametrize(
    ("role", "staff_id"),
    [(Role.PROJECT_LEAD, None), (Role.COORDINATOR, "karen"), (Role.SUPPORT_WORKER, "karen")],
)
def test_every_part_opens_for_each_role_around_the_young_person(role, staff_id):
    case = _case()
    put_scores(case.id, NOW, crime=4, mental_health=3, physical_health=3)
    put_report(case.id)
    by = put_account(role, staff_id=staff_id)
    for part in ("overview", "development", "reports"):
        app = _part(case, part, by)
        assert not app.exception
        assert "Vilma Vildspor" in all_text(app)


def test_before_the_decision_there_are_no_parts():
    app = _open(_case(step=Step.ASSESSMENT))
    assert not app.segmented_control


# ---------------------------------------------------------------- the reports


def _write(app, name):
    (found,) = (each for each in app.text_area if f".field.{name}." in each.key)
    return found


def _press(app, label):
    next(each for each in app.button if each.label == label).click().run()


def _supported():
    case = _case(step=Step.SUPPORT, combination="SM_ICM")
    put_staff("Bo Bro", "support_worker", staff_id="bo", methods="ICM")
    put_course(case.id, worker_id="bo", start_date=ON - timedelta(days=40))
    return case


@pytest.mark.parametrize(
    ("role", "staff_id", "own", "others"),
    [
        (Role.COORDINATOR, "karen", "samarbejdet", "støtten"),
        (Role.SUPPORT_WORKER, "bo", "støtten", "samarbejdet"),
    ],
)
def test_each_worker_finds_the_report_that_is_theirs_and_reads_both(role, staff_id, own, others):
    case = _supported()
    for kind in ReportKind:
        put_report(case.id, kind=kind, what_next=f"Videre om {kind}")
    app = _part(case, "reports", put_account(role, staff_id=staff_id))
    labels = [each.label for each in app.button]
    assert f"Skriv indberetningen om {own}" in labels
    assert f"Skriv indberetningen om {others}" not in labels
    assert "Videre om collab" in all_text(app)
    assert "Videre om support" in all_text(app)
    assert labels.count("Åbn igen") == 1


def test_a_report_goes_from_the_form_to_a_draft_to_submitted_to_open_again():
    case = _case()
    lead = put_account(Role.PROJECT_LEAD)
    app = _part(case, "reports", lead, report="collab")
    assert "Det er noteret i perioden" in all_text(app)
    _write(app, "went_well").set_value("Alle *kom*").run()
    _press(app, "Gem som kladde")
    assert "Kladden er gemt." in all_text(app)
    assert r"Alle \*kom\*" in all_text(app)
    app = _part(case, "reports", lead, report="collab")
    assert _write(app, "went_well").value == "Alle *kom*"
    _press(app, "Send indberetningen")
    assert "Feltet skal udfyldes." in all_text(app)
    _write(app, "what_next").set_value("Et kort møde").run()
    app.radio[0].set_value("less").run()
    _press(app, "Send indberetningen")
    assert "Indberetningen er sendt og låst." in all_text(app)
    (sent,) = queries.reports.reports(case.id, by=lead)
    assert (sent.state, sent.told.went_well) == (ReportState.SUBMITTED, "Alle *kom*")
    (reason,) = (each for each in app.text_input if ".field.reason." in each.key)
    reason.set_value("Forkert bolig").run()
    _press(app, "Åbn igen")
    assert "Indberetningen er åbnet igen som kladde." in all_text(app)
    assert "Åbnet igen: Forkert bolig" in all_text(app)


def test_a_form_in_the_address_that_is_not_the_persons_own_is_not_drawn():
    case = _supported()
    app = _part(case, "reports", put_account(Role.SUPPORT_WORKER, staff_id="bo"), report="collab")
    assert not app.text_area


def test_a_report_that_is_due_leads_to_where_it_is_written():
    case = _case(start_date=ON - timedelta(days=200))
    app = _open(case)
    label = next(each for each in app.button if "Skriv indberetningen om samarbejdet" in each.label)
    label.click().run()
    assert "Indberetninger indtil nu" in all_text(app)


def test_where_there_is_nobody_to_choose_there_is_no_search():
    lead = put_account(Role.PROJECT_LEAD)
    assert not open_as(lead, "young_person").text_input
    _case()
    app = open_as(lead, "young_person")
    app.text_input[0].set_value("Xenia").run()
    assert [each.value for each in app.info] == ["Ingen passer til søgningen."]
    app.text_input[0].set_value("Vilma").run()
    assert not app.info
