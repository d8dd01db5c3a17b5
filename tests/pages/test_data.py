"""The Data page: lists are looked through before they come in, and all data go out."""

import pytest
from sqlalchemy import func, select
from streamlit.testing.v1 import AppTest

from core.codes import Role
from core.permissions import PAGES, may
from core.records.access_log import LineKind
from db.clock import now
from db.engine import reading
from db.exchange import template
from db.models import AuditRow, StaffRow, YoungPersonRow
from db.safekeeping.backup_errors import BackupUnwritten
from db.safekeeping.backup_rounds import Outcome, rounds
from tests.factories import person, put, put_account, put_session
from tests.pages.app import ENTRY, all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
CSV = "text/csv"
GOOD = "id;name;role\nM1;Ib Isbryder;coordinator\n"
FAULTY = "Id;Navn;Rolle;Sko\nM1;*Ib*;chef;39\n;Bo;coordinator;40\n"


def data_page(role=Role.ADMINISTRATOR):
    app = open_as(put_account(role), "data")
    assert not app.exception
    return app


def upload(app, **files):
    sent = [(f"{name}.csv", text.encode(), CSV) for name, text in files.items()]
    app.file_uploader[0].set_value(sent).run()
    assert not app.exception
    return app


def press(app, label):
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception
    return app


def labels(elements):
    return [one.label for one in elements]


def staff():
    with reading() as session:
        return session.scalars(select(StaffRow.name).order_by(StaffRow.id)).all()


def acts():
    with reading() as session:
        return session.scalar(
            select(func.count())
            .select_from(AuditRow)
            .where(AuditRow.act == "exchange_data", AuditRow.kind != LineKind.READ)
        )


def test_only_administrators_find_the_page():
    assert {role for role in Role if may(person(role), PAGES["data"])} == {Role.ADMINISTRATOR}
    for role in (Role.PROJECT_LEAD, Role.COORDINATOR, Role.STEERING_GROUP):
        app = AppTest.from_file(str(ENTRY.parent / "pages" / "data.py"), default_timeout=180)
        app.user = {"name": put_session(put_account(role, username=role))}
        app.run()
        assert "Det har du ikke adgang til." in all_text(app)
        assert not app.file_uploader
        assert not app.get("download_button")


def test_a_faulty_list_is_told_at_its_places_and_nothing_comes_in():
    app = upload(data_page(), Medarbejdere=FAULTY)
    assert any("Der er 2 fejl" in one.value for one in app.error)
    assert any("Der er 1 advarsel" in one.value for one in app.warning)
    rows = app.table[0].value.to_dict("records")
    assert [(row["Ark"], row["Række"], row["Kolonne"], row["Værdi"]) for row in rows] == [
        ("Medarbejdere", "3", "Id", ""),
        ("Medarbejdere", "2", "Rolle", "chef"),
    ]
    assert "skal udfyldes" in rows[0]["Hvad er galt"]
    assert app.table[1].value.to_dict("records")[0]["Kolonne"] == "Sko"
    assert "Hent ind nu" not in labels(app.button)
    assert staff() == []


def test_a_mended_list_takes_the_place_of_the_faulty_one_and_comes_in_when_confirmed():
    app = upload(data_page(), staff=FAULTY)
    app.file_uploader[0].set_value(
        [("staff.csv", FAULTY.encode(), CSV), ("staff.csv", GOOD.encode(), CSV)]
    ).run()
    assert not app.error
    assert app.table[0].value.to_dict("records") == [
        {"Ark": "Medarbejdere", "Nye": "1", "Ændrede": "0", "Uændrede": "0"}
    ]
    assert staff() == []
    press(app, "Hent ind nu")
    assert "1 nye rækker" in all_text(app)
    assert staff() == ["Ib Isbryder"]
    assert acts() == 1
    assert "Hent ind nu" not in labels(app.button)


def test_lists_already_here_are_said_to_be_so():
    app = press(upload(data_page(), staff=GOOD), "Hent ind nu")
    upload(app, staff=GOOD)
    assert any("findes allerede" in one.value for one in app.info)
    assert "Hent ind nu" not in labels(app.button)
    press(app, "Fjern filerne")
    assert not app.table


def test_what_was_not_previewed_does_not_come_in():
    app = upload(data_page(), staff=GOOD)
    put(StaffRow(id="M1", name="Ib", role="coordinator"))
    press(app, "Hent ind nu")
    assert any("Databasen er ændret" in one.value for one in app.error)
    assert staff() == ["Ib"]
    assert app.table[0].value.to_dict("records")[0]["Ændrede"] == "1"
    press(app, "Hent ind nu")
    assert staff() == ["Ib Isbryder"]


def test_a_text_of_the_list_is_shown_as_it_stands():
    app = upload(data_page(), staff="id;name;role\nM1;Ib;**chef** [x](y)\n")
    assert app.table[0].value.to_dict("records")[0]["Værdi"] == r"\*\*chef\*\* \[x\]\(y\)"


def test_many_problems_are_counted_and_the_first_are_shown():
    lines = "".join(f"M{n};Ib;chef\n" for n in range(60))
    app = upload(data_page(), staff=f"id;name;role\n{lines}")
    assert any("Der er 60 fejl" in one.value for one in app.error)
    assert len(app.table[0].value) == 50
    assert "de første 50 af 60" in all_text(app)


def test_a_file_that_is_none_gets_its_sentence():
    app = data_page()
    app.file_uploader[0].set_value([("x.xlsx", b"%PDF-1.7", "application/pdf")]).run()
    assert not app.exception
    assert "kan ikke læses som en Excel" in app.table[0].value.to_dict("records")[0]["Hvad er galt"]


def test_the_template_and_the_list_of_problems_are_there_to_download():
    app = upload(data_page(), staff=FAULTY)
    assert labels(app.get("download_button")) == [
        "Hent tom skabelon (Excel)",
        "Hent hele listen (CSV)",
    ]
    assert template("da")[:2] == b"PK"


def test_all_data_are_made_ready_when_asked_and_cpr_only_when_ticked():
    put(YoungPersonRow(id="U1", name="Vilma", cpr="7403070014"))
    app = press(data_page(), "Gør filen klar")
    assert [label for label in labels(app.get("download_button")) if "ungespor" in label]
    assert acts() == 1
    app.checkbox[0].check().run()
    assert any("CPR-numre" in one.value for one in app.warning)
    assert not [label for label in labels(app.get("download_button")) if "ungespor" in label]
    press(app, "Gør filen klar")
    assert any("cpr" in label for label in labels(app.get("download_button")))
    assert acts() == 2


def test_the_page_speaks_english_too():
    admin = put_account(Role.ADMINISTRATOR, language="en")
    app = upload(open_as(admin, "data"), staff=FAULTY)
    assert any("There are 2 errors" in one.value for one in app.error)


@pytest.mark.duckdb_only("a server has backups of its own")
def test_administrators_see_how_backups_stand_and_loudly_that_one_failed(monkeypatch):
    monkeypatch.setattr(rounds, "outcome", Outcome(now(), BackupUnwritten(path="/mnt/backup")))
    app = data_page()
    said = all_text(app)
    assert "Ingen endnu" in said
    assert "tidligst" in said
    (loud,) = [one.value for one in app.error]
    assert "Den seneste sikkerhedskopi lykkedes ikke" in loud
    assert "/mnt/backup" in loud.replace("\\", "")
