"""What every question about one case begins with: the case, whose it is, and who is around it.

It is asked once for all of them: the top of the page, what the young person is called, and rights.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import InstrumentedAttribute

from core.records.people import Reach
from db.engine import reading
from db.kept import CASES, Kept
from db.models import CaseRow, StaffRow, SupportCourseRow, YoungPersonRow
from db.together import Part, Together


@dataclass(frozen=True, slots=True)
class OneCase:
    """One case with the rows around it; nobody's rights are asked."""

    row: Any
    """The columns `CASE`, as they are called there."""
    young: Any
    """The columns `YOUNG` of the young person."""
    coordinator_name: str | None
    reach: Reach


CASE = (
    CaseRow.id,
    CaseRow.number,
    CaseRow.version,
    CaseRow.step,
    CaseRow.variant,
    CaseRow.young_person_id,
    CaseRow.referral_date,
    CaseRow.referred_by_id,
    CaseRow.target_group,
    CaseRow.combination,
    CaseRow.coordinator_id,
    CaseRow.contact_worker_id,
    CaseRow.start_date,
    CaseRow.end_date,
)
YOUNG = (
    YoungPersonRow.id,
    YoungPersonRow.name,
    YoungPersonRow.birth_date,
    YoungPersonRow.protected_identity,
    YoungPersonRow.special_considerations,
    YoungPersonRow.municipality_area,
)


def _case_by(column: InstrumentedAttribute[Any]) -> Together:
    return Together(cases=Part(select(*CASE).where(column == bindparam("wanted"))))


_BY_NUMBER, _BY_ID = _case_by(CaseRow.number), _case_by(CaseRow.id)

SUPPORTS = Part(
    select(SupportCourseRow.worker_id).where(
        SupportCourseRow.case_id == bindparam("case_id"), SupportCourseRow.end_date.is_(None)
    )
)
"""Who gives support in the case now: as long as their course is open."""

_AROUND = Together(
    young=Part(select(*YOUNG).where(YoungPersonRow.id == bindparam("young_person_id"))),
    coordinator=Part(select(StaffRow.name).where(StaffRow.id == bindparam("coordinator_id"))),
    supports=SUPPORTS,
)


def one_case(wanted: int | str) -> OneCase | None:
    """The case with that number, or that id; None where there is none."""
    return _kept(wanted)


def _found(wanted: int | str) -> OneCase | None:
    with reading() as session:
        by = _BY_NUMBER if isinstance(wanted, int) else _BY_ID
        cases = by.of(session, wanted=wanted)["cases"]
        if not cases:
            return None
        row = cases[0]
        around = _AROUND.of(
            session,
            case_id=row.id,
            young_person_id=row.young_person_id,
            coordinator_id=row.coordinator_id,
        )
    young = next(iter(around["young"]), None)
    coordinator = next(iter(around["coordinator"]), None)
    workers = (support.worker_id for support in around["supports"])
    return OneCase(
        row=row,
        young=young,
        coordinator_name=coordinator.name if coordinator is not None else None,
        reach=reach_from(row, workers, young.municipality_area if young is not None else None),
    )


def _asked_for(found: OneCase | None) -> Iterator[tuple[int | str]]:
    """It answers for the number and for the id."""
    if found is not None:
        yield (found.row.number,)
        yield (found.row.id,)


_kept = Kept(_found, 2 * CASES, _asked_for)


def reach_from(case: Any, workers: Iterable[str], area: str | None) -> Reach:
    """The people around a case, from its row, those who give it support now, and its area."""
    return Reach(
        coordinator_id=case.coordinator_id,
        worker_ids=frozenset(workers),
        referred_by_id=case.referred_by_id,
        contact_worker_id=case.contact_worker_id,
        case_id=case.id,
        area=area,
    )
