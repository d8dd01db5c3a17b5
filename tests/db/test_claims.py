"""Who may not change something is told so, and not what others changed of it meanwhile."""

import pytest

from core.codes import Role, Step
from core.errors import NotAllowed, NotFound
from core.housing import WayHome
from db import actions
from db.engine import Store
from db.models import (
    AgreementRow,
    ContactRow,
    GoalRow,
    HousingRow,
    SupportCourseRow,
)
from tests.factories import ON, person, put, put_account, put_case, put_staff
from tests.factories_network import goal_told, put_consent

pytestmark = pytest.mark.usefixtures("store")
STRANGER = person(Role.COORDINATOR, staff_id="stranger")
STALE = 9
"""No version that a row has: whoever may change it is told that it has changed."""


@pytest.fixture
def case_id(store: Store) -> str:
    """A case of somebody else, with a row of each kind."""
    put_staff("Karen Kold", staff_id="karen")
    case_id = put_case(step=Step.SUPPORT, coordinator_id="karen", start_date=ON).id
    course = {"method": "CTI", "worker_id": "karen", "start_date": ON}
    contact = {"worker_id": "karen", "date": ON, "method": "SM", "activity": "direct_contact"}
    put(
        SupportCourseRow(id="course", case_id=case_id, **course),
        ContactRow(id="contact", case_id=case_id, minutes=15, **contact),
        GoalRow(id="goal", case_id=case_id, set_date=ON, text="En hemmelighed"),
        HousingRow(id="home", case_id=case_id, from_date=ON, situation="own_home"),
    )
    agreement = {"text": "x", "responsible": "Karen", "follow_up_date": ON}
    put(AgreementRow(id="agreement", goal_id="goal", **agreement))
    put_consent(case_id, id="consent")
    return case_id


@pytest.mark.parametrize(
    "change",
    [
        lambda by: actions.goals.change_goal("goal", goal_told(), by=by, on=ON, seen_version=STALE),
        lambda by: actions.goals.reopen_agreement("agreement", by=by, seen_version=STALE),
        lambda by: actions.support.agree_handover(
            "course", agreed_date=ON, by=by, on=ON, seen_version=STALE
        ),
        lambda by: actions.consents.withdraw(
            "consent", withdrawn_date=ON, by=by, on=ON, seen_version=STALE
        ),
        lambda by: actions.housing.record_way_home(
            "home", WayHome(), by=by, on=ON, seen_version=STALE
        ),
        lambda by: actions.contacts.remove_contacts(["contact"], by=by, seen_versions=STALE),
    ],
)
@pytest.mark.usefixtures("case_id")
def test_what_others_changed_of_a_row_of_a_case_is_told_to_nobody_out_of_reach(change):
    with pytest.raises(NotFound):
        change(STRANGER)


def test_what_others_changed_of_a_case_is_told_to_nobody_out_of_reach(case_id):
    with pytest.raises(NotFound):
        actions.coordinators.change(
            case_id,
            coordinator_id="stranger",
            changed_date=ON,
            reason="x",
            seen_version=STALE,
            by=STRANGER,
            on=ON,
        )


def test_what_others_changed_of_an_account_is_told_to_who_manages_accounts_only():
    account_id = put_account(Role.ADMINISTRATOR, username="anna").account_id
    with pytest.raises(NotAllowed):
        actions.accounts.set_email(account_id, None, seen_version=STALE, by=STRANGER)
    with pytest.raises(NotAllowed):
        actions.sign_ons.unlink("nobody", seen_version=STALE, by=STRANGER)
