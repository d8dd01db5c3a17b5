"""Who can take a case on as its coordinator, and when that takes a reason (R07)."""

from collections.abc import Iterable

from core.errors import MissingValue, ReasonMissing, RuleBroken, UnknownCode
from core.records.caseload import CaseloadLine
from core.texts import TEXT, optional_text


class CoordinatorAssigned(RuleBroken):
    """The case has its coordinator; another takes over by a change."""

    code = "coordinator_assigned"


class SameCoordinator(RuleBroken):
    """The case is this coordinator's already."""

    code = "same_coordinator"


class CoordinatorOverCap(ReasonMissing):
    """One more goes over the recommended number and takes a reason (facts: name, active, cap)."""

    code = "coordinator_over_cap"


def check_coordinator(coordinator_id: str | None, lines: Iterable[CaseloadLine]) -> CaseloadLine:
    """The coordinator's line among those at work. Raises MissingValue or UnknownCode."""
    if coordinator_id is None:
        raise MissingValue("coordinator_id")
    for line in lines:
        if line.staff_id == coordinator_id:
            return line
    raise UnknownCode("coordinator_id", value=coordinator_id)


def override_reason_for(line: CaseloadLine, reason: str | None) -> str | None:
    """The reason for one more than the recommended number; None where there is room.

    About 20 is what the guide recommends, not a core element (2018 p. 21): with a reason it may be
    passed. Raises CoordinatorOverCap.
    """
    if line.free > 0:
        return None
    told = optional_text("override_reason", reason, TEXT)
    if told is None:
        raise CoordinatorOverCap(
            "override_reason", name=line.name, active=line.active, cap=line.cap
        )
    return told
