"""What the pages write down of who looked at what."""

import pytest
from streamlit.testing.v1 import AppTest

from core.codes import Role
from db.engine import current_store
from db.models import AuditRow
from tests.factories import put_account, put_case, put_session, put_staff
from tests.pages.app import ENTRY, all_text, open_as

pytestmark = pytest.mark.usefixtures("store")


def _lines(by, *kinds):
    with current_store().sessions() as session:
        query = session.query(AuditRow).filter(
            AuditRow.account_id == by.account_id, AuditRow.kind.in_(kinds)
        )
        return [
            (row.kind, row.table_name, row.case_id) for row in query.order_by(AuditRow.sequence)
        ]


@pytest.mark.asvs("16.2.1", "16.3.2")
def test_a_page_opened_is_one_look_however_often_it_runs_and_a_search_is_a_line_too():
    case, lead = put_case("Vilma Vildspor"), put_account(Role.PROJECT_LEAD)
    app = open_as(lead, "young_person", case=str(case.number))
    app.run()
    app.run()
    assert _lines(lead, "read").count(("read", "young_person", case.id)) == 1
    app.switch_page("pages/young_people.py").run()
    app.text_input(key="young_people.search").input("Vild").run()
    app.run()
    assert _lines(lead, "search") == [("search", "young_people", None)]


@pytest.mark.asvs("16.3.2")
def test_a_look_at_a_case_that_is_not_ones_own_or_a_page_one_may_not_see_is_a_refused_line():
    case = put_case("Vilma Vildspor", coordinator_id=put_staff("Karen Kold"))
    other = put_account(Role.COORDINATOR, staff_id=put_staff("Bo Blæst"))
    app = open_as(other, "young_person", case=str(case.number))
    assert "Vilma" not in all_text(app)
    assert _lines(other, "refused") == [("refused", "young_person", case.id)]
    past_the_menu = AppTest.from_file(str(ENTRY.parent / "pages" / "accounts.py"))
    past_the_menu.user = {"name": put_session(other)}
    past_the_menu.run()
    assert _lines(other, "refused")[1:] == [("refused", "accounts", None)]


@pytest.mark.asvs("16.5.3")
def test_where_the_look_can_not_be_written_nothing_is_shown():
    case, lead = put_case("Vilma Vildspor"), put_account(Role.PROJECT_LEAD)
    with current_store().engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE audit RENAME TO elsewhere")
    app = open_as(lead, "")
    app.query_params["case"] = str(case.number)
    app.switch_page("pages/young_person.py").run()
    assert "Vilma" not in all_text(app)
