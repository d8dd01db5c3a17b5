import pytest

from core.codes import Role
from core.settings import Settings
from db import actions, queries
from pages.shared.frame import today
from tests.factories import person, put_account, put_case, put_staff
from tests.factories_accounts import PASSWORD, put_account_with_password
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
ADMIN = person(Role.ADMINISTRATOR)


def field(app, kind, label):
    return next(one for one in getattr(app, kind) if one.label == label)


def press(app, label):
    return field(app, "button", label).click().run()


def test_an_administrator_makes_an_account_and_sees_its_password_until_it_is_passed_on():
    app = open_as(put_account(Role.ADMINISTRATOR), "accounts", account="new")
    field(app, "text_input", "Brugernavn").set_value("vilde")
    field(app, "text_input", "Navn").set_value("Vilde Vind")
    field(app, "button_group", "Roller").set_value(["project_lead"])
    press(app, "Opret konto")
    assert not app.exception
    password = app.code[0].value
    assert actions.sessions.sign_in("vilde", password)
    app.run()
    assert app.code[0].value == password
    press(app, "Jeg har givet den videre")
    assert not app.code


def test_the_first_administrator_is_told_to_begin_with_the_staff():
    admin = put_account(Role.ADMINISTRATOR)
    app = open_as(admin, "accounts")
    assert "Begynd med at skrive koordinatorer" in all_text(app)
    assert "Medarbejdere" in [each.proto.label for each in app.get("page_link")]
    put_account(Role.REFERRER, username="rie")
    assert "Begynd med at skrive koordinatorer" not in all_text(open_as(admin, "accounts"))


@pytest.mark.parametrize(
    ("page", "name", "said"),
    [
        ("accounts", "account", "Kontoen findes ikke."),
        ("staff", "staff", "Medarbejderen findes ikke."),
    ],
)
def test_an_address_of_somebody_who_is_not_there_says_so_and_offers_no_form(page, name, said):
    app = open_as(put_account(Role.ADMINISTRATOR), page, **{name: "gone"})
    assert not app.text_input
    assert [each.value for each in app.error] == [said]


def test_a_refused_account_keeps_what_was_typed_and_says_why_at_its_field():
    app = open_as(put_account(Role.ADMINISTRATOR), "accounts", account="new")
    field(app, "text_input", "Brugernavn").set_value("to ord")
    field(app, "button_group", "Roller").set_value(["referrer"])
    press(app, "Opret konto")
    assert any("Et brugernavn har" in error.value for error in app.error)
    assert field(app, "text_input", "Brugernavn").value == "to ord"


def test_an_account_is_changed_closed_and_opened_again():
    admin = put_account(Role.ADMINISTRATOR)
    other = put_account(Role.REFERRER, username="vilde", name="Vilde Vind")
    app = open_as(admin, "accounts", account=other.account_id)
    field(app, "text_input", "Navn").set_value("Vilde Vinter")
    press(app, "Gem ændringer")
    press(app, "Luk kontoen")
    assert not app.exception
    closed = next(one for one in queries.accounts.everybody(by=ADMIN) if one.username == "vilde")
    assert closed.name == "Vilde Vinter"
    assert closed.closed_time is not None
    press(app, "Åbn kontoen igen")
    assert actions.sessions.sign_in("vilde", app.code[0].value)


@pytest.mark.asvs("8.4.1")
def test_the_parts_of_an_opened_account_stand_below_its_name():
    other = put_account(Role.REFERRER, username="vilde", name="Vilde Vind")
    app = open_as(put_account(Role.ADMINISTRATOR), "accounts", account=other.account_id)
    assert [each.value for each in app.header] == ["Vilde Vind \\(vilde\\)"]
    assert "Adgang" in [each.value for each in app.subheader]


def test_an_account_is_limited_to_areas_that_are_in_use_and_keeps_them_when_it_is_saved_again():
    put_case(area="Nord")
    put_case(area="nord ")
    put_case(area="Syd")
    other = put_account(Role.PROJECT_LEAD, username="vilde", name="Vilde Vind")
    app = open_as(put_account(Role.ADMINISTRATOR), "accounts", account=other.account_id)
    areas = field(app, "multiselect", "Kun unge i områderne")
    assert [each.strip().lower() for each in areas.options] == ["nord", "syd"]
    areas.select(areas.options[0])
    press(app, "Gem ændringer")
    press(app, "Gem ændringer")
    assert not app.exception
    here = next(one for one in queries.accounts.everybody(by=ADMIN) if one.username == "vilde")
    assert [each.lower() for each in here.areas] == ["nord"]


def test_the_last_administrator_is_told_so():
    admin = put_account(Role.ADMINISTRATOR)
    app = open_as(admin, "accounts", account=admin.account_id)
    press(app, "Luk kontoen")
    assert any("mindst én administrator" in error.value for error in app.error)


def test_a_persons_text_is_shown_as_it_stands():
    admin = put_account(Role.ADMINISTRATOR, name="**Karen** <b>Kold</b>")
    app = open_as(admin, "my_account")
    assert r"\*\*Karen\*\*" in all_text(app)


def test_staff_are_added_and_listed():
    app = open_as(put_account(Role.ADMINISTRATOR), "staff", staff="new")
    field(app, "text_input", "Navn").set_value("Bo Bjerg")
    field(app, "radio", "Rolle").set_value("support_worker")
    press(app, "Tilføj medarbejder")
    assert any("CTI, ICM eller begge" in error.value for error in app.error)
    field(app, "button_group", "Bostøttemetoder").set_value(["CTI"])
    press(app, "Tilføj medarbejder")
    assert not app.exception
    assert [one.name for one in queries.accounts.staff(by=ADMIN)] == ["Bo Bjerg"]


def test_namesakes_in_the_staff_list_are_told_apart():
    put_staff("Bo Bjerg")
    put_staff("Bo Bjerg")
    app = open_as(put_account(Role.ADMINISTRATOR), "accounts", account="new")
    options = field(app, "selectbox", "Hvem i listen over medarbejdere").options
    assert len(set(options)) == len(options) == 2


def test_settings_are_changed_from_today_and_stand_in_the_history():
    app = open_as(put_account(Role.ADMINISTRATOR, name="Lone Leder"), "settings")
    field(app, "number_input", "Mindste antal, der vises i opgørelser").set_value(7)
    press(app, "Gem indstillinger")
    assert not app.exception
    assert queries.settings.in_force(today()) == Settings(suppression_k=7)
    assert "Lone Leder" in str(app.table[0].value)


def test_the_settings_stand_in_groups_each_under_its_heading():
    app = open_as(put_account(Role.ADMINISTRATOR), "settings")
    assert [one.value for one in app.header] == [
        "Metoder og pladser",
        "Målinger og indberetninger",
        "Tal, der vises",
        "Timepriser",
        "Hvor længe noget gemmes",
        "Hvornår gælder det?",
        "Ændringer",
    ]


def test_the_municipality_is_named_and_its_name_taken_away():
    admin = put_account(Role.ADMINISTRATOR)
    app = open_as(admin, "settings")
    field(app, "text_input", "Kommunens navn").set_value("Svanevig Kommune")
    press(app, "Gem indstillinger")
    assert queries.settings.in_force(today()).municipality == "Svanevig Kommune"
    field(app, "text_input", "Kommunens navn").set_value("")
    press(app, "Gem indstillinger")
    assert not app.exception
    assert queries.settings.in_force(today()).municipality == ""
    assert "ikke oplyst" in str(app.table[0].value)


def test_a_person_changes_password_and_language():
    here = put_account_with_password(Role.REFERRER)
    app = open_as(here, "my_account")
    field(app, "radio", "Skærmens sprog").set_value("en")
    press(app, "Gem sprog")
    assert app.title[0].value == "My account"
    field(app, "text_input", "Present password").set_value(PASSWORD)
    field(app, "text_input", "New password (at least 12 characters)").set_value("kort")
    field(app, "text_input", "The new password again").set_value("kort")
    press(app, "Change password")
    assert "at least 12 characters" in app.error[0].value
