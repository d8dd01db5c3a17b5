"""Questions about how true practice is to the method, quarter by quarter; for project leaders.

The indicators are computed once for each quarter and kept until the store changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from core.fidelity.judging import Beside, beside, differing
from core.fidelity.measured import Key, Measured, Practice, measured
from core.fidelity.window import Window
from core.permissions import Act, check_may
from core.quarters import quarters_to
from core.records.people import Person
from core.tallies import Period
from db.engine import reading
from db.kept import Kept
from db.models import CaseRow, YoungPersonRow
from db.queries import settings
from db.queries.fidelity_practice import practice
from db.queries.naming import LISTED_NAME
from db.queries.visible import visible_to

QUARTERS = 8
"""How far back a trend looks, the quarter itself included."""


@dataclass(frozen=True, slots=True)
class Missed:
    """One that was not kept: a young person's, with number and name, or a worker's.

    `kept` of `of` are 0 and 1 but for days of a worker; `number` is None for a worker.
    """

    day: date
    name: str
    number: int | None
    kept: int
    of: int
    granted: int


def indicators(quarter: Period, *, by: Person, on: date) -> Mapping[Key, Measured]:
    """Every indicator of the quarter, or of what has passed of it; none before it begins.

    Raises NotAllowed.
    """
    check_may(by, Act.REVIEW_FIDELITY)
    return _indicators(quarter, on)


def trend(key: Key, quarter: Period, *, by: Person, on: date) -> Sequence[Measured | None]:
    """One indicator over eight quarters, the asked one last. Raises NotAllowed."""
    check_may(by, Act.REVIEW_FIDELITY)
    return [_indicators(each, on).get(key) for each in quarters_to(quarter, QUARTERS)]


def missed(key: Key, quarter: Period, *, by: Person, on: date) -> tuple[Missed, ...]:
    """Whoever is behind what was not kept and may be seen, by day. Raises NotAllowed."""
    check_may(by, Act.REVIEW_FIDELITY)
    found = _indicators(quarter, on).get(key)
    if found is None or not found.missed:
        return ()
    workers = {worker.id: worker.name for worker in _practice().workers}
    cases = _cases([each.whose for each in found.missed], by)
    return tuple(
        Missed(
            each.day,
            workers.get(each.whose) or cases[each.whose][1],
            cases[each.whose][0] if each.whose in cases else None,
            each.kept,
            each.of,
            each.granted,
        )
        for each in found.missed
        if each.whose in workers or each.whose in cases
    )


def beside_question(
    question: str, judged: int | None, quarter: Period, *, by: Person, on: date
) -> tuple[Beside, ...]:
    """What the records say of a question of the review, beside what is judged of it.

    Raises NotAllowed.
    """
    check_may(by, Act.REVIEW_FIDELITY)
    return beside(question, judged, _indicators(quarter, on), _looked_at(quarter, on))


def differing_in(quarter: Period, scores: Mapping[str, int | None], on: date) -> frozenset[str]:
    """The questions whose judgement disagrees with the records; nobody's rights are asked."""
    return differing(scores, _indicators(quarter, on), _looked_at(quarter, on))


def _looked_at(quarter: Period, on: date) -> date:
    return min(quarter.to_date, on)


def _cases(case_ids: Sequence[str], by: Person) -> Mapping[str, tuple[int, str]]:
    query = (
        select(CaseRow.id, CaseRow.number, LISTED_NAME.label("name"))
        .join(YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id)
        .where(CaseRow.id.in_(case_ids), visible_to(by))
    )
    with reading() as session:
        return {case_id: (number, name) for case_id, number, name in session.execute(query)}


def _measured(quarter: Period, on: date) -> Mapping[Key, Measured]:
    if on < quarter.from_date:
        return {}
    last = _looked_at(quarter, on)
    return measured(_practice(), Window(quarter.from_date, last, settings.in_force(last)))


_quarters = Kept(_measured, most=QUARTERS * 3)


def _indicators(quarter: Period, on: date) -> Mapping[Key, Measured]:
    """A quarter that is over is the same on every later day."""
    over = quarter.to_date < on
    return _quarters(quarter, quarter.to_date if over else on)


@Kept
def _practice() -> Practice:
    return practice()
