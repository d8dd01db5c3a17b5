"""Retention: numbers for administrators, approval and holds for project leaders."""

from datetime import date

import pytest

from core.codes import Role, Step
from db.models import RetentionHoldRow, SettingRow, new_id
from tests.factories import put, put_account, put_case
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
ENDED = date(2015, 1, 10)


def test_a_project_leader_looks_ticks_and_approves_and_an_administrator_only_looks():
    put(SettingRow(id=new_id(), name="retention_months", value="60", valid_from=date(2021, 1, 1)))
    put_case("Vilma Vildspor", step=Step.CLOSED, end_date=ENDED, start_date=ENDED)
    administrator = put_account(Role.ADMINISTRATOR, username="anker")
    app = open_as(administrator, "retention")
    assert not app.button
    assert "Vilma" not in all_text(app)
    app = open_as(put_account(Role.PROJECT_LEAD), "retention")
    assert "**1 forløb** bliver anonymiseret." in all_text(app)
    app.button[0].click().run()
    assert "Sæt et flueben, når du har set det igennem." in all_text(app)
    app.checkbox[0].check().run()
    app.button[0].click().run()
    assert "Det er gjort. Det står i loggen." in all_text(app)
    assert "Der er ikke noget at godkende i dag." in all_text(app)


def test_many_holds_are_turned_and_one_of_a_later_page_is_ended_there():
    held = [
        put_case(f"Ung {n}", step=Step.CLOSED, end_date=ENDED, start_date=ENDED) for n in range(12)
    ]
    day = date(2025, 3, 1)
    put(
        *(
            RetentionHoldRow(
                id=new_id(),
                case_id=one.id,
                version=1,
                reason=f"Sag {n}",
                from_date=day,
                by_name="Lone",
            )
            for n, one in enumerate(held)
        )
    )
    app = open_as(put_account(Role.PROJECT_LEAD), "retention")
    assert all_text(app).count("Sag ") == 10
    app.button(key="paging.holds.on").click().run()
    assert all_text(app).count("Sag ") == 2
    first = next(each for each in app.button if each.label.startswith("Bevar ikke"))
    first.click().run()
    assert all_text(app).count("Sag ") == 2
    next(each for each in app.button if each.label == "Bevar det ikke længere").click().run()
    assert not app.exception
    assert all_text(app).count("Sag ") == 1
