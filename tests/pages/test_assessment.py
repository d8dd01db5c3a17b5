from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from core.codes import Role, Step, all_codes
from db.engine import reading
from db.models import CaseRow, DimensionRow, HousingRow, OverrideRow, YoungPersonRow
from tests.factories import put_account, put_case, put_session, put_staff
from tests.factories_assessment import put_assessed_case
from tests.pages.app import ENTRY, all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
PAGE = ENTRY.parent / "pages" / "assessment.py"
DIMENSIONS = all_codes("life_dimension")


def _field(app, kind, form, name):
    start = f"{form}."
    return next(
        field
        for field in getattr(app, kind)
        if (field.key or "").startswith(start) and f".field.{name}." in field.key
    )


def _button(app, label):
    return next(button for button in app.button if button.label == label)


def _open(case, *, by=None, part=None):
    asked = {"case": str(case.number)} | ({"part": part} if part else {})
    return open_as(by or put_account(Role.PROJECT_LEAD), "assessment", **asked)


def _case(case):
    with reading() as session:
        return session.get(CaseRow, case.id)


def _all(kind):
    with reading() as session:
        return session.query(kind).all()


def _decide(app, *, combination="SM_CTI", reason="Har brug for støtte i egen bolig."):
    _field(app, "radio", "decision_form", "decision").set_value("accepted").run()
    _field(app, "radio", "decision_form", "combination").set_value(combination).run()
    _field(app, "selectbox", "decision_form", "legal_basis").set_value("section_85a")
    _field(app, "text_area", "decision_form", "reason").set_value(reason).run()
    return app


def test_from_an_empty_assessment_to_the_decision():
    case = put_case("Vilma Vildspor", step=Step.ASSESSMENT)
    lead = put_account(Role.PROJECT_LEAD)

    app = _open(case, by=lead)
    assert "1. Livsområder (mangler 8)" in app.button_group[0].options[0]
    for name in DIMENSIONS:
        _field(app, "radio", "dimensions_form", f"need_{name}").set_value("some")
    _field(app, "text_area", "dimensions_form", "words_housing").set_value("Sofa hos en ven.")
    _button(app, "Gem livsområderne").click().run()
    assert "Livsområderne er gemt." in all_text(app)
    assert len(_all(DimensionRow)) == 8

    assert "Hvor bor den unge?" in all_text(app)
    _field(app, "selectbox", "situation_form", "situation").set_value("family_friends")
    _field(app, "date_input", "situation_form", "from_date").set_value("2026-04-01")
    _button(app, "Gem boligsituationen").click().run()
    assert len(_all(HousingRow)) == 1

    _field(app, "radio", "group_form", "target_group").set_value("homeless")
    _field(app, "radio", "group_form", "expected_need").set_value("nine_months")
    _button(app, "Gem, og se mulighederne").click().run()
    assert "Anbefaling: Samarbejdsmodellen med CTI" in all_text(app)

    _button(_decide(app), "Gem afgørelsen").click().run()
    assert not app.exception
    assert "Afgørelsen er gemt." in all_text(app)
    assert "Vilma Vildspor blev optaget" in all_text(app)
    assert (_case(case).step, _case(case).combination) == ("start_up", "SM_CTI")


def test_wishes_and_considerations_are_saved_and_stand_at_the_top():
    case = put_assessed_case()
    app = _open(case, part="home")
    _field(app, "text_area", "wishes_form", "wishes").set_value("Egen bolig.")
    _field(app, "text_area", "wishes_form", "special_considerations").set_value("Korte møder.")
    _button(app, "Gem ønsker og hensyn").click().run()
    assert "Særlige hensyn: Korte møder" in all_text(app)
    assert _all(YoungPersonRow)[0].special_considerations == "Korte møder."


def test_the_part_in_the_address_is_the_one_that_opens():
    case = put_case(step=Step.ASSESSMENT)
    assert "De tre muligheder" in all_text(_open(case, part="decision"))
    assert "Hvor bor den unge?" in all_text(_open(case, part="home"))
    assert "Spørg til alle otte livsområder." in all_text(_open(case, part="nonsense"))


def test_choosing_a_part_puts_it_into_the_address():
    app = _open(put_case(step=Step.ASSESSMENT))
    app.button_group[0].set_value("home").run()
    assert not app.exception
    assert app.query_params["part"] in ("home", ["home"])
    assert "Hvor bor den unge?" in all_text(app)


def test_a_part_that_lacks_nothing_leads_on_to_the_next():
    app = _open(put_assessed_case(), part="life")
    for _ in ("home", "decision"):
        next(button for button in app.button if "Videre til" in button.label).click().run()
    assert "De tre muligheder" in all_text(app)


def test_what_is_said_of_all_three_is_said_once():
    case = put_assessed_case(birth_date=date(1990, 3, 5))
    shown = all_text(_open(case, part="decision"))
    assert shown.count("Indsatsen er lavet til unge på 17 til 24 år.") == 1


def test_the_three_stand_side_by_side_with_why_not():
    shown = all_text(_open(put_assessed_case(), part="decision"))
    for words in (
        "Samarbejdsmodellen uden bostøtte",
        "Unge i hjemløshed skal have bostøtte",
        "Støtten begynder først, når en bolig er anvist",
        "ICM er til langvarige behov",
    ):
        assert words in shown


def test_an_unfinished_assessment_is_refused_and_says_what_is_missing():
    case = put_assessed_case(dimensions=DIMENSIONS[1:], situation=None)
    app = _decide(_open(case, part="decision"))
    _button(app, "Gem afgørelsen").click().run()
    assert [error.value for error in app.error] == [
        "Udredningen er ikke færdig. Der mangler: Bolig, boligsituation."
    ]
    assert _field(app, "text_area", "decision_form", "reason").value
    assert _case(case).step == "assessment"


def test_a_soft_rule_asks_for_a_reason_and_is_set_aside_with_one():
    case = put_assessed_case()
    app = _decide(_open(case, part="decision"), combination="SM")
    _button(app, "Gem afgørelsen").click().run()
    assert "Skriv en begrundelse for at fravige reglen." in all_text(app)
    assert _case(case).step == "assessment"
    _field(app, "text_area", "decision_form", "override_reason").set_value(
        "Vil ikke have *bostøtte*."
    )
    app.run()
    _button(app, "Gem afgørelsen").click().run()
    assert "Regler, der er fraveget" in all_text(app)
    assert r"\*bostøtte\*" in all_text(app)
    assert [row.rule for row in _all(OverrideRow)] == ["R02"]


def test_own_words_without_a_need_are_refused_at_the_dimension_and_kept():
    case = put_case(step=Step.ASSESSMENT)
    app = _open(case)
    _field(app, "text_area", "dimensions_form", "words_economy").set_value("Har gæld.")
    app.run()
    _button(app, "Gem livsområderne").click().run()
    assert [error.value for error in app.error] == ["Feltet skal udfyldes."]
    assert _field(app, "text_area", "dimensions_form", "words_economy").value == "Har gæld."
    assert _all(DimensionRow) == []


def test_a_page_that_somebody_else_overtook_shows_what_is_saved_now():
    case = put_case(step=Step.ASSESSMENT)
    mine = _open(case, part="life")
    theirs = _open(
        case, by=put_account(Role.PROJECT_LEAD, username="bo", name="Bo Blå"), part="life"
    )
    for app, need in ((theirs, "none"), (mine, "much")):
        _field(app, "radio", "dimensions_form", "need_housing").set_value(need).run()
        _button(app, "Gem livsområderne").click().run()
    assert "Bo Blå har ændret det her" in all_text(mine)
    assert "Gemt: Intet behov." in all_text(mine)
    assert _field(mine, "radio", "dimensions_form", "need_housing").value == "much"
    assert [row.need for row in _all(DimensionRow)] == ["none"]


def test_a_rejection_asks_for_a_ground_and_no_combination():
    case = put_case(step=Step.ASSESSMENT)
    app = _open(case, part="decision")
    _field(app, "radio", "decision_form", "decision").set_value("rejected").run()
    assert not [radio for radio in app.radio if ".field.combination." in (radio.key or "")]
    _field(app, "selectbox", "decision_form", "reject_reason").set_value("other_municipality")
    _field(app, "selectbox", "decision_form", "legal_basis").set_value("other")
    _field(app, "text_area", "decision_form", "reason").set_value("Bor i Odense.").run()
    _button(app, "Gem afgørelsen").click().run()
    assert "Vilma Vildspor blev ikke optaget" in all_text(app)
    assert _case(case).decision == "rejected"


def test_a_referral_nobody_took_up_is_not_assessed():
    app = _open(put_case(step=Step.REFERRED))
    assert "Henvisningen er ikke taget op endnu." in all_text(app)
    assert not app.radio


def _put_accepted():
    return put_assessed_case(
        step=Step.START_UP,
        combination="SM_CTI",
        decision="accepted",
        decision_date=date(2026, 4, 10),
    )


def test_the_combination_changes_later_and_both_are_shown():
    case = _put_accepted()
    app = _open(case)
    _field(app, "radio", "change_form", "combination").set_value("SM_ICM").run()
    _field(app, "selectbox", "change_form", "reason_code").set_value("needs_grew")
    _field(app, "text_area", "change_form", "reason").set_value("Klarer ikke hverdagen.").run()
    _button(app, "Skift indsats").click().run()
    assert "fra Samarbejdsmodellen med CTI til Samarbejdsmodellen med ICM" in all_text(app)
    assert _case(case).combination == "SM_ICM"


# ---------------------------------------------------------------- who may


@pytest.mark.parametrize("role", [Role.STEERING_GROUP, Role.REFERRER, Role.ADMINISTRATOR])
def test_who_does_not_assess_is_told_so_and_sees_nothing(role):
    case = put_assessed_case()
    app = AppTest.from_file(str(PAGE), default_timeout=180)
    app.user = {"name": put_session(put_account(role))}
    app.query_params["case"] = str(case.number)
    app.run()
    assert "Det har du ikke adgang til." in all_text(app)
    assert "Vilma" not in all_text(app)


def test_nobody_sees_nothing():
    put_assessed_case()
    app = open_as(None, "assessment")
    assert "Vilma" not in all_text(app)


def test_a_coordinator_without_visitation_does_not_find_an_unassigned_case():
    case = put_assessed_case()
    by = put_account(Role.COORDINATOR, staff_id=put_staff())
    app = _open(case, by=by)
    assert "Forløbet findes ikke" in all_text(app)
    assert "Vilma" not in all_text(app)


@pytest.mark.parametrize("part", ["life", "home", "decision"])
def test_a_coordinator_with_visitation_opens_every_part(part):
    by = put_account(Role.COORDINATOR, staff_id=put_staff(), allocates=True)
    app = _open(put_assessed_case(), by=by, part=part)
    assert not app.exception
    assert "Vilma" in all_text(app)


def test_a_support_worker_is_told_who_decides():
    by = put_account(Role.SUPPORT_WORKER, staff_id=put_staff(role="support_worker"), allocates=True)
    app = _open(put_assessed_case(), by=by, part="decision")
    assert "En koordinator eller en projektleder træffer afgørelsen." in all_text(app)
    assert not [radio for radio in app.radio if ".field.decision." in (radio.key or "")]


def test_a_support_worker_sees_a_decision_but_no_way_to_change_it():
    by = put_account(Role.SUPPORT_WORKER, staff_id=put_staff(role="support_worker"), allocates=True)
    app = _open(_put_accepted(), by=by)
    assert "Vilma Vildspor blev optaget" in all_text(app)
    assert not app.radio


@pytest.mark.parametrize("part", ["life", "home", "decision"])
def test_the_page_speaks_english_to_who_wants_it(part):
    app = _open(put_assessed_case(), by=put_account(Role.PROJECT_LEAD, language="en"), part=part)
    assert not app.exception
    assert "Assessment and eligibility" in all_text(app)
