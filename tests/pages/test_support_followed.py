"""CTI's phases, ICM's agreement, contact building and a change of method, as they are done."""

from datetime import timedelta

import pytest

from core.codes import Combination, Method, Role, Step
from core.cti import ClosingTold
from core.support import cti_phases
from db import actions, queries
from pages.shared.frame import today
from tests.factories import person, put_account, put_staff
from tests.factories_support import COORDINATOR, WORKER, put_course, put_supported_case
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
TODAY = today()
BEFORE = TODAY - timedelta(days=200)
LEAD = person(Role.PROJECT_LEAD)


@pytest.fixture(autouse=True)
def _staff(store):
    put_staff("Karen Kold", "coordinator", staff_id=COORDINATOR)
    put_staff("Ida Iversen", "support_worker", staff_id=WORKER, methods="CTI;ICM")


def _case(combination, step=Step.SUPPORT):
    days = {"referral_date": BEFORE, "decision_date": BEFORE, "start_date": BEFORE}
    return put_supported_case(combination=combination, step=step, target_group="homeless", **days)


def _running(method, days):
    case = _case(Combination(f"SM_{method.value}"))
    put_course(case.id, method=method, start_date=TODAY - timedelta(days=days))
    return case


def _worker():
    return put_account(Role.SUPPORT_WORKER, username="ida", staff_id=WORKER)


def _coordinator():
    return put_account(Role.COORDINATOR, username="karen", staff_id=COORDINATOR)


def _open(case, by, **more):
    return open_as(by, "support_phase", case=str(case.number), part="support", **more)


def _field(app, kind, form, name):
    return next(
        field
        for field in getattr(app, kind)
        if (field.key or "").startswith(f"{form}.") and f".field.{name}." in field.key
    )


def _press(app, label):
    next(button for button in app.button if button.label == label).click()
    app.run()
    assert not app.exception
    return app


def _file(case):
    return queries.support_file.of_case(case.id, by=LEAD)


def test_a_worker_plans_a_phase_and_closes_it_at_its_end():
    case = _running(Method.CTI, days=80)
    app = _open(case, _worker())
    assert "kontakter med den unge" in all_text(app)
    _press(app, "Læg planen for 1\\. fase")
    _press(app, "Gem planen")
    assert "Vælg mindst 1 og højst 3 fokusområder." in all_text(app)
    _field(app, "button_group", "phase_plan_form", "focus_areas").set_value(["housing"]).run()
    _field(app, "text_area", "phase_plan_form", "plan").set_value("Hilse på naboen").run()
    _press(app, "Gem planen")
    told = all_text(app)
    assert "**Fokus:** Bolig" in told
    assert "Hilse på naboen" in told
    assert "men for sent" in told
    assert "do" not in app.query_params
    _press(app, "Afslut 1\\. fase med en note")
    _field(app, "text_area", "phase_closing_form", "closing_note").set_value("Det gik.").run()
    _press(app, "Gem noten")
    [plan] = _file(case).plans
    assert (plan.focus_areas, plan.closing_note) == (("housing",), "Det gik.")
    _press(app, "Åbn 1\\. fase igen")
    _field(app, "text_area", "phase_opening_form", "reason").set_value("For tidligt").run()
    _press(app, "Åbn fasen igen")
    assert _file(case).plans[0].closed_date is None
    assert "Afslut 1\\. fase med en note" in {each.label for each in app.button}


def test_a_worker_agrees_goals_and_rhythm_in_icm_and_reviews_them():
    case = _running(Method.ICM, days=100)
    app = _open(case, _worker())
    told = "\n".join(each.value for each in app.warning)
    assert "skulle være aftalt med den unge" in told
    assert "Det skulle være gennemgået" in told
    _press(app, "Skriv aftalen")
    _field(app, "text_area", "icm_agreement_form", "goals").set_value("Sove hjemme").run()
    _field(app, "number_input", "icm_agreement_form", "contacts").set_value(2).run()
    _press(app, "Gem aftalen")
    assert "2 kontakter om ugen" in all_text(app)
    _press(app, "Skriv gennemgangen")
    _field(app, "radio", "icm_review_form", "still_needed").set_value("no").run()
    _field(app, "text_area", "icm_review_form", "reason").set_value("Det går selv").run()
    _press(app, "Gem gennemgangen")
    assert "Den tætte støtte er ikke nødvendig længere" in all_text(app)
    assert not app.warning
    _press(app, "Ret den seneste gennemgang")
    _field(app, "radio", "icm_review_form", "still_needed").set_value("yes").run()
    _press(app, "Gem gennemgangen")
    assert [each.still_needed for each in _file(case).reviews] == [True]
    _press(app, "Ret aftalen")
    _field(app, "text_area", "icm_agreement_form", "goals").set_value("Bo hjemme").run()
    _press(app, "Gem aftalen")
    assert [each.goals for each in _file(case).agreements] == ["Bo hjemme"]


def test_a_coordinator_changes_the_method_and_both_courses_stand_on_the_page():
    case = _running(Method.CTI, days=100)
    app = _open(case, _coordinator())
    _press(app, "Skift til ICM")
    _field(app, "selectbox", "method_form", "worker_id").set_value(WORKER).run()
    _field(app, "selectbox", "method_form", "reason_code").set_value("needs_grew").run()
    _field(app, "text_area", "method_form", "reason").set_value("Behovet er vokset").run()
    _press(app, "Skift metode")
    told = all_text(app)
    assert "Den unge får nu ICM." in told
    assert "ICM med Ida Iversen" in told
    assert "Støtten skiftede til ICM" in told
    assert "CTI sluttede før de ni måneder" not in told
    assert len(queries.support.courses(case.id, by=LEAD)) == 2


def test_cti_without_a_home_is_refused_where_the_coordinator_reads_it():
    case = _running(Method.ICM, days=30)
    app = _open(case, _coordinator(), do="method")
    _field(app, "selectbox", "method_form", "worker_id").set_value(WORKER).run()
    _field(app, "selectbox", "method_form", "reason_code").set_value("needs_fell").run()
    _field(app, "text_area", "method_form", "reason").set_value("Klarer mere selv").run()
    _press(app, "Skift metode")
    assert "CTI kan først begynde" in "\n".join(each.value for each in app.error)


def test_a_coordinator_chooses_who_builds_contact_while_the_home_is_found():
    case = _case(Combination.SM_CTI, Step.COLLABORATION)
    app = _open(case, _coordinator())
    _press(app, "Vælg, hvem der skaber kontakten")
    _field(app, "selectbox", "contact_worker_form", "worker_id").set_value(WORKER).run()
    _press(app, "Gem medarbejderen")
    assert "Ida Iversen skaber kontakten" in all_text(app)
    seen = _open(case, _worker(), do="plan.phase0_contact_building")
    _field(seen, "text_area", "phase_plan_form", "plan").set_value("Kaffe hver uge").run()
    _press(seen, "Gem planen")
    assert "Kaffe hver uge" in all_text(seen)
    _press(app, "Stop kontaktskabelsen")
    _field(app, "text_area", "contact_stop_form", "reason").set_value("Flyttet").run()
    _press(app, "Stop kontaktskabelsen")
    assert "Der er ikke valgt en medarbejder endnu" in all_text(app)


def test_the_plan_and_note_of_an_ended_course_can_still_be_read():
    start = TODAY - timedelta(days=120)
    case = _case(Combination.SM_CTI, Step.SUPPORT_ENDED)
    put_course(case.id, start_date=start, end_date=TODAY, end_reason="dropped_out")
    first = cti_phases(start)[0]
    note = ClosingTold(closed_date=first.last, closing_note="Boligen kom på plads.")
    course = queries.support.courses(case.id, by=LEAD)[0]
    actions.phases.close_phase(
        case.id, course.id, first.phase, note, seen_version=0, by=LEAD, on=TODAY
    )
    app = _open(case, _coordinator())
    assert not app.exception
    assert any("faser, aftaler og noter" in each.label for each in app.expander)
