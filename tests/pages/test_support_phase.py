"""Stage 4 as each role sees it, and its refusals."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core.codes import Combination, Method, Role, Step
from core.support import cti_phases
from db import queries
from db.engine import reading
from db.models import CaseRow, OverrideRow
from pages.shared.frame import today
from tests.factories import person, put_account, put_session, put_staff
from tests.factories_support import (
    COORDINATOR,
    WORKER,
    put_course,
    put_courses,
    put_home,
    put_supported_case,
)
from tests.pages.app import ENTRY, all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
TODAY = today()
BEFORE = TODAY - timedelta(days=200)
LEAD = person(Role.PROJECT_LEAD)


@pytest.fixture(autouse=True)
def _staff(store):
    put_staff("Karen Kold", "coordinator", staff_id=COORDINATOR)
    put_staff("Ida Iversen", "support_worker", staff_id=WORKER, methods="CTI;ICM")


def _case(combination=Combination.SM_ICM, step=Step.COLLABORATION, **columns):
    return put_supported_case(
        combination=combination, step=step, referral_date=BEFORE, start_date=BEFORE, **columns
    )


def _running(method=Method.CTI, *, days=10, **columns):
    case = _case(Combination(f"SM_{method.value}"), Step.SUPPORT)
    put_course(case.id, method=method, start_date=TODAY - timedelta(days=days), **columns)
    return case


def _lead():
    return put_account(Role.PROJECT_LEAD, username="lead", name="Lone Lund")


def _coordinator():
    return put_account(Role.COORDINATOR, username="karen", staff_id=COORDINATOR)


def _worker():
    return put_account(Role.SUPPORT_WORKER, username="ida", staff_id=WORKER)


def _open(case, by, **more):
    return open_as(by, "support_phase", case=str(case.number), **more)


def _field(app, kind, form, name):
    return next(
        field
        for field in getattr(app, kind)
        if (field.key or "").startswith(f"{form}.") and f".field.{name}." in field.key
    )


def _press(app, label):
    next(button for button in app.button if button.label == label).click()
    return app.run()


def _stored(case):
    with reading() as session:
        return session.get(CaseRow, case.id)


@pytest.mark.parametrize("role", [Role.REFERRER, Role.ADMINISTRATOR, Role.STEERING_GROUP])
def test_roles_without_cases_are_refused(role):
    case = _running()
    app = AppTest.from_file(str(ENTRY.parent / "pages" / "support_phase.py"), default_timeout=180)
    app.user = {"name": put_session(put_account(role))}
    app.query_params["case"] = str(case.number)
    app.run()
    assert "Det har du ikke adgang til." in all_text(app)
    assert "Vilma" not in all_text(app)


def test_a_support_worker_of_somebody_else_does_not_see_the_case():
    case = _running(worker_id="jens")
    assert "Forløbet findes ikke" in all_text(_open(case, _worker()))


def test_without_a_case_the_page_lists_those_that_are_admitted():
    _running()
    app = open_as(_lead(), "support_phase")
    assert not app.exception
    assert "Støtteforløb" in all_text(app)


def test_a_case_that_is_not_admitted_is_too_soon():
    case = _case(step=Step.ASSESSMENT)
    assert "ikke optaget endnu" in all_text(_open(case, _lead()))


def test_a_coordinator_starts_icm():
    case = _case()
    app = _open(case, _coordinator())
    assert not app.exception
    _field(app, "selectbox", "start_support_form", "worker_id").set_value(WORKER).run()
    _press(app, "Start støtteforløbet")
    assert not app.exception
    assert "Støtteforløbet er sat i gang." in all_text(app)
    assert "ICM med Ida Iversen" in all_text(app)
    assert _stored(case).step == Step.SUPPORT


def test_a_full_worker_is_refused_to_a_coordinator_with_a_sentence_and_what_was_typed_stays():
    put_courses(8, method=Method.ICM)
    case = _case()
    app = _open(case, _coordinator())
    picker = _field(app, "selectbox", "start_support_form", "worker_id")
    assert picker.options == ["Ida Iversen: 8 af 8, ingen ledige pladser"]
    picker.set_value(WORKER).run()
    _press(app, "Start støtteforløbet")
    assert "Ida Iversen har allerede 8 af 8 unge i ICM" in all_text(app)
    assert _field(app, "selectbox", "start_support_form", "worker_id").value == WORKER
    assert _stored(case).step == Step.COLLABORATION


def test_a_project_leader_sets_the_cap_aside_and_the_page_says_so():
    put_courses(8, method=Method.ICM)
    case = _case()
    app = _open(case, _lead())
    _field(app, "selectbox", "start_support_form", "worker_id").set_value(WORKER).run()
    _field(app, "text_area", "start_support_form", "cap_reason").set_value("Ferie").run()
    until = TODAY + timedelta(days=30)
    _field(app, "date_input", "start_support_form", "cap_until").set_value(until).run()
    _press(app, "Start støtteforløbet")
    assert not app.exception
    assert "Loftet er fraveget for Ida Iversen" in all_text(app)
    with reading() as session:
        assert session.query(OverrideRow).one().valid_to == until


def test_cti_without_a_home_is_refused_and_the_page_leads_to_the_home():
    case = _case(Combination.SM_CTI)
    app = _open(case, _coordinator())
    assert "ingen bolig noteret" in all_text(app)
    _field(app, "selectbox", "start_support_form", "worker_id").set_value(WORKER).run()
    _press(app, "Start støtteforløbet")
    assert "CTI kan først begynde" in all_text(app)
    assert _stored(case).step == Step.COLLABORATION


def test_a_project_leader_begins_cti_without_a_home_with_a_reason():
    case = _case(Combination.SM_CTI)
    app = _open(case, _lead())
    _field(app, "selectbox", "start_support_form", "worker_id").set_value(WORKER).run()
    _field(app, "text_area", "start_support_form", "home_reason").set_value("Om en uge").run()
    _press(app, "Start støtteforløbet")
    assert "CTI begyndte uden bolig. Lone Lund tillod det" in all_text(app)


def test_the_three_phases_of_cti_are_shown_and_todays_is_marked():
    case = _running(days=100)
    app = _open(case, _worker())
    assert not app.exception
    labels = [each.label for each in app.expander]
    for phase, state in (("1", "noget mangler"), ("2", "i gang"), ("3", "ikke begyndt")):
        assert any(each.startswith(f"{phase}\\. fase") and state in each for each in labels)
    spans = cti_phases(TODAY - timedelta(days=100))
    assert spans[1].first <= TODAY <= spans[1].last


def test_a_late_course_and_an_overdue_hand_over_are_said():
    told = all_text(_open(_running(days=300), _worker()))
    assert "CTI skulle være slut" in told
    assert "der er ingen aftale endnu" in told


def test_a_worker_writes_down_the_hand_over():
    case = _running(days=250)
    app = _open(case, _worker())
    _press(app, "Gem aftalen")
    assert "Overdragelsen blev aftalt" in all_text(app)


def test_a_worker_pauses_and_the_page_says_that_the_planned_end_stands():
    case = _running(days=60)
    app = _open(case, _worker())
    _field(app, "radio", "pause_form", "reason").set_value("admitted").run()
    _press(app, "Gem pausen")
    told = all_text(app)
    assert not app.exception
    assert "pausen er ikke slut" in told
    assert "En pause flytter intet" in told
    _press(app, "Afslut pausen")
    assert "Pausen er slut." in all_text(app)


def test_a_worker_does_not_choose_workers():
    app = _open(_running(), _worker())
    assert "Skift medarbejder" not in [button.label for button in app.button]


def test_a_coordinator_changes_the_worker():
    put_staff("Jens Juul", "support_worker", staff_id="jens", methods="CTI")
    case = _running()
    app = _open(case, _coordinator())
    _field(app, "selectbox", "change_worker_form", "worker_id").set_value("jens").run()
    _field(app, "text_area", "change_worker_form", "reason").set_value("Barsel").run()
    _press(app, "Skift medarbejder")
    told = all_text(app)
    assert not app.exception
    assert "Ida Iversen gav støtteforløbet videre til Jens Juul" in told


def test_samarbejdsmodellen_alone_has_no_support_to_start():
    told = all_text(_open(_case(Combination.SM), _coordinator()))
    assert "uden bostøtte" in told


# ---------------------------------------------------------------- home


def test_a_worker_writes_the_home_down_and_moves_the_young_person_in():
    case = _running()
    put_home(case.id, situation="shelter_110", from_date=BEFORE)
    app = _open(case, _worker(), part="home")
    assert "Herberg" in all_text(app)
    lease = _field(app, "date_input", "way_home_form", "lease_signed_date")
    lease.set_value(TODAY).run()
    _press(app, "Gem datoerne")
    assert "Lejekontrakt underskrevet" in all_text(app)
    _press(app, "Den unge er flyttet ind")
    assert not app.exception
    assert _stored(case).step == Step.MOVED_IN
    assert queries.housing.history(case.id, by=LEAD)[-1].lease_signed_date == TODAY


def test_the_first_situation_is_written_down():
    case = _running()
    app = _open(case, _worker(), part="home")
    _field(app, "selectbox", "new_situation_form", "situation").set_value("hotel").run()
    _press(app, "Gem boligsituationen")
    assert "Hotel eller vandrerhjem" in all_text(app)


# ---------------------------------------------------------------- contacts


def test_a_worker_records_a_contact_and_corrects_it():
    case = _running()
    worker = _worker()
    app = _open(case, worker, part="contacts")
    _field(app, "radio", "contact_form", "mode").set_value("face_to_face").run()
    _field(app, "radio", "contact_form", "place").set_value("home").run()
    _field(app, "number_input", "contact_form", "minutes").set_value(45).run()
    _press(app, "Gem kontakten")
    assert not app.exception
    told = all_text(app)
    assert "Samvær og samtale" in told
    assert "45 min" in told
    [line] = queries.support.contacts(case.id, by=LEAD)
    app = _open(case, worker, part="contacts", contact=line.id)
    _field(app, "number_input", "correct_contact_form", "minutes").set_value(30).run()
    _press(app, "Gem rettelsen")
    assert not app.exception
    [line] = queries.support.contacts(case.id, by=LEAD)
    assert (line.minutes, line.version) == (30, 2)


def test_a_contact_without_minutes_is_refused_at_the_field():
    case = _running()
    app = _open(case, _worker(), part="contacts")
    _field(app, "radio", "contact_form", "mode").set_value("phone").run()
    _press(app, "Gem kontakten")
    assert "Feltet skal udfyldes." in all_text(app)
    assert queries.support.contacts(case.id, by=LEAD) == []


def test_a_project_leader_sees_contacts_but_records_none():
    app = _open(_running(), _lead(), part="contacts")
    assert "Kontakter registreres af" in all_text(app)


def test_a_note_is_shown_as_it_was_typed():
    case = _running()
    app = _open(case, _worker(), part="contacts")
    _field(app, "radio", "contact_form", "mode").set_value("sms").run()
    _field(app, "number_input", "contact_form", "minutes").set_value(5).run()
    _field(app, "text_area", "contact_form", "note").set_value("<b>*Hej*</b>").run()
    _press(app, "Gem kontakten")
    assert "\\<b\\>\\*Hej\\*\\</b\\>" in all_text(app).replace("\\/", "/")


def test_a_closed_case_is_read_only():
    case = _case(step=Step.CLOSED, end_date=TODAY)
    for part in ("support", "home", "contacts"):
        app = _open(
            case,
            _lead() if part == "support" else put_account(Role.PROJECT_LEAD, username=part),
            part=part,
        )
        assert not app.exception
        assert "Du kan se det, men ikke ændre det" in all_text(app)
        assert not app.button


def test_a_course_that_begins_later_offers_a_change_of_day_and_of_worker():
    case = _case(step=Step.SUPPORT)
    put_course(case.id, method=Method.ICM, start_date=TODAY + timedelta(days=14))
    app = _open(case, _coordinator())
    assert not app.exception
    assert "Begynder" in all_text(app)
    labels = [button.label for button in app.button]
    assert labels == ["Flyt startdagen", "Skift medarbejder"]
    later = TODAY + timedelta(days=21)
    _field(app, "date_input", "move_start_form", "start_date").set_value(later)
    _field(app, "text_area", "move_start_form", "reason").set_value("Lejligheden er ikke klar")
    _press(app.run(), "Flyt startdagen")
    assert "Startdagen er flyttet." in all_text(app)
    ending = open_as(_lead(), "closure", case=str(case.number))
    assert not ending.exception
    assert "Det kan afsluttes fra den dag" in all_text(ending)


def test_days_from_an_imported_history_that_lie_ahead_do_not_break_the_page():
    case = _running()
    ahead = TODAY + timedelta(days=30)
    put_home(case.id, situation="shelter_110", from_date=ahead, lease_signed_date=ahead)
    app = _open(case, _worker(), part="home")
    assert not app.exception
    _press(app, "Gem datoerne")
    assert "Datoen ligger i fremtiden" in all_text(app)
