"""The page on which a case is opened in an emergency, and what the case's pages then say."""

import json

import pytest
from sqlalchemy import select

from core.codes import Role, Step
from db.engine import reading, transaction
from db.models import AuditRow, YoungPersonRow
from tests.factories import ON, put_account, put_case, put_staff
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")


def test_a_case_is_opened_with_a_purpose_and_says_so_on_its_page():
    case = put_case(step=Step.COLLABORATION, coordinator_id=put_staff("Karen Kold"), start_date=ON)
    bo = put_account(Role.SUPPORT_WORKER, staff_id=put_staff("Bo Blæst", "support_worker"))
    app = open_as(bo, "temporary_access", case=str(case.number))
    key = f"temporary_access_form.{case.number}"
    app.text_area(key=f"{key}.field.purpose.0").input("Bange").run()
    app.button(key=f"{key}.save..0").click().run()
    assert "mindst 4 ord" in all_text(app)
    app.text_area(key=f"{key}.field.purpose.0").input("Ringede og var meget bange").run()
    app.button(key=f"{key}.save..0").click().run()
    assert "Forløbet er åbent" in all_text(app)
    app.switch_page("pages/young_person.py").run()
    app.query_params["case"] = str(case.number)
    app.run()
    said = all_text(app)
    assert "Vilma Vildspor" in said
    assert "åbnet forløbet i et nødstilfælde" in said


def test_a_refused_opening_is_written_into_the_log_with_the_case():
    case = put_case(step=Step.COLLABORATION, coordinator_id=put_staff("Karen Kold"), start_date=ON)
    with transaction() as session:
        session.get_one(YoungPersonRow, case.young_person_id).protected_identity = True
    bo = put_account(Role.SUPPORT_WORKER, staff_id=put_staff("Bo Blæst", "support_worker"))
    app = open_as(bo, "temporary_access")
    key = "temporary_access_form.new"
    app.text_input(key=f"{key}.field.number.0").input(str(case.number))
    app.text_area(key=f"{key}.field.purpose.0").input("Ringede og var meget bange").run()
    app.button(key=f"{key}.save..0").click().run()
    assert "kan kun projektlederen åbne" in all_text(app)
    with reading() as session:
        line = session.scalars(select(AuditRow).order_by(AuditRow.sequence.desc())).first()
    assert (line.kind, line.table_name, line.case_id) == ("refused", "temporary_access", case.id)
    assert json.loads(line.changes)["refusal"] == [None, "only_the_lead"]
