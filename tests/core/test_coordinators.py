"""Who can coordinate, and when that takes a reason (R07)."""

import pytest

from core.codes import Method
from core.coordinators import CoordinatorOverCap, check_coordinator, override_reason_for
from core.errors import MissingValue, ReasonMissing, UnknownCode
from core.records.caseload import CaseloadLine


def line(active: int = 12, staff_id: str = "karen") -> CaseloadLine:
    return CaseloadLine(staff_id, "Karen Kold", Method.SM, active, 20, max(20 - active, 0))


def test_a_coordinator_with_room_needs_no_reason():
    assert override_reason_for(line(19), "Kender den unge") is None


@pytest.mark.parametrize("active", [20, 23])
def test_more_than_twenty_takes_a_reason_and_is_then_allowed(active):
    with pytest.raises(CoordinatorOverCap) as refused:
        override_reason_for(line(active), "  ")
    assert isinstance(refused.value, ReasonMissing)
    assert refused.value.facts == {"name": "Karen Kold", "active": active, "cap": 20}
    assert override_reason_for(line(active), "Kender den unge") == "Kender den unge"


def test_somebody_who_is_not_at_work_as_a_coordinator_is_refused():
    with pytest.raises(UnknownCode):
        check_coordinator("jens", [line()])
    with pytest.raises(MissingValue):
        check_coordinator(None, [line()])
    assert check_coordinator("karen", [line()]).name == "Karen Kold"
