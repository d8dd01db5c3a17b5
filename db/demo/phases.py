"""What is written down of support: CTI's phases and contact building, ICM's agreement and reviews.

Dice and sentences of its own: the rest of the demo is drawn as it would be without it.
"""

from collections.abc import Sequence
from datetime import date
from random import Random

from core.calendar import add_months
from core.codes import Combination, Method
from core.icm import REVIEW_MONTHS
from core.support import Phase, PhaseSpan, cti_phases
from db.demo.bank import sentences
from db.demo.days import plus, workday
from db.demo.life import Life
from db.demo.rows import Rows
from db.demo.staff import Employed
from db.demo.stories import Flaw
from db.models import (
    CaseRow,
    ContactRow,
    IcmAgreementRow,
    IcmReviewRow,
    PauseRow,
    PhasePlanRow,
)

_AREAS = {
    Phase.TRANSITION: ("housing", "economy", "network"),
    Phase.TRY_OUT: ("daily_activities", "network", "mental_health", "economy"),
    Phase.TRANSFER: ("education_employment", "network", "housing"),
}
_OUT_DAYS, _NETWORK_DAYS = (4, 13, 24), (19, 40)
"""Days into the first phase with a visit, and with a meeting with the network."""
_BEFORE = (5, 12, 19)
"""Days after CTI was granted on which the worker comes by, before CTI begins."""


def write_followed(life: Life, course_id: str | None) -> None:
    """All of it, for one young person; `course_id` is the support course, where there is one."""
    dice = Random(f"support {life.number}")
    start, worker = life.course.support_start, life.worker
    if course_id is None or start is None or worker is None:
        return
    if life.method is Method.CTI:
        _write_building(life, dice, worker, start, course_id)
        for span in cti_phases(start):
            _write_phase(life, dice, span, course_id)
        _write_meetings(life, dice, worker, start)
        _write_pause(life, dice, start, course_id)
    elif life.story.flaw is not Flaw.ICM_NOT_FOLLOWED:
        _write_icm(life, dice, start, course_id)


def name_builders(rows: Rows, lives: Sequence[Life], workers: Sequence[Employed]) -> None:
    """Who waits for a home gets a worker of CTI who builds contact."""
    trained = [each for each in workers if Method.CTI in each.methods]
    cases = {row["id"]: row for row in rows.by_table[CaseRow]}
    for place, life in enumerate(each for each in lives if _waits(each)):
        since = workday(plus(life.course.start or life.on, 2), life.on)
        if since > life.on:
            continue
        worker = trained[place % len(trained)]
        cases[life.case_id] |= {"contact_worker_id": worker.id, "contact_since": since}
        for days in _BEFORE:
            day = workday(plus(since, days))
            if day <= life.on:
                _meet(life, Random(f"before {life.number} {days}"), worker, day)


def _waits(life: Life) -> bool:
    granted = life.story.combination is Combination.SM_CTI
    return granted and life.course.start is not None and life.course.support_start is None


def _last(life: Life) -> date:
    return min(life.course.support_end or life.on, life.on)


# ---------------------------------------------------------------- CTI


def _write_building(
    life: Life, dice: Random, worker: Employed, start: date, course_id: str
) -> None:
    begun = life.course.start
    if begun is None or plus(begun, _BEFORE[-1]) >= start:
        return
    for days in _BEFORE:
        _meet(life, dice, worker, workday(plus(begun, days)))
    made = workday(plus(begun, _BEFORE[0]))
    if made < start:
        life.rows.add(
            PhasePlanRow,
            made,
            case_id=life.case_id,
            course_id=course_id,
            phase=Phase.CONTACT.value,
            made_date=made,
            plan=_say(life, dice, "phase.plan.building"),
            closed_date=plus(start, -1),
            closing_note=_say(life, dice, "phase.note.building"),
        )


def _write_phase(life: Life, dice: Random, span: PhaseSpan, course_id: str) -> None:
    planned = workday(plus(span.first, dice.randint(0, 9)))
    areas = dice.sample(_AREAS[span.phase], dice.randint(1, 3))
    plan, note = (_say(life, dice, f"phase.{kind}.{span.phase.value}") for kind in ("plan", "note"))
    first = span.phase is Phase.TRANSITION
    told: dict[str, object] = {}
    if planned <= _last(life) and not (first and life.story.flaw is Flaw.NO_PHASE_PLAN):
        told = {"made_date": planned, "focus_areas": ";".join(areas), "plan": plan}
    closed = min(span.last, _last(life))
    over = span.last < life.on or life.course.support_end is not None
    if over and span.first <= closed and not (first and life.story.flaw is Flaw.PHASE_OPEN):
        told |= {"closed_date": closed, "closing_note": note}
    if told:
        life.rows.add(
            PhasePlanRow,
            span.first,
            case_id=life.case_id,
            course_id=course_id,
            phase=span.phase.value,
            **told,
        )


def _write_meetings(life: Life, dice: Random, worker: Employed, start: date) -> None:
    """What the first phase asks for at the least."""
    if life.story.flaw is Flaw.PHASE_OPEN:
        return
    for days in _OUT_DAYS + _NETWORK_DAYS:
        day = workday(plus(start, days))
        if day <= _last(life):
            _meet(life, dice, worker, day, with_network=days in _NETWORK_DAYS)


def _meet(
    life: Life, dice: Random, worker: Employed, day: date, *, with_network: bool = False
) -> None:
    life.rows.add(
        ContactRow,
        day,
        case_id=life.case_id,
        worker_id=worker.id,
        date=day,
        method=Method.CTI.value,
        activity="direct_contact",
        minutes=dice.randrange(40, 91, 5),
        mode="face_to_face",
        place=dice.choice(("home", "community")),
        with_network=with_network,
        note=None,
    )


def _write_pause(life: Life, dice: Random, start: date, course_id: str) -> None:
    began = plus(start, dice.randint(50, 75))
    ended = plus(began, dice.randint(9, 20))
    if life.story.flaw is None and dice.random() < 1 / 3 and ended < _last(life):
        life.rows.add(
            PauseRow,
            began,
            course_id=course_id,
            from_date=began,
            to_date=ended,
            reason="admitted",
            note=_say(life, dice, "pause.admitted"),
        )


# ---------------------------------------------------------------- ICM


def _write_icm(life: Life, dice: Random, start: date, course_id: str) -> None:
    agreed = workday(plus(start, dice.randint(2, 10)))
    if agreed > _last(life):
        return
    life.rows.add(
        IcmAgreementRow,
        agreed,
        course_id=course_id,
        agreed_date=agreed,
        goals=_say(life, dice, "icm.goals"),
        contacts=dice.choice((1, 1, 2)),
        per="week",
        young_person_words=_say(life, dice, "icm.words"),
    )
    day = workday(plus(add_months(start, REVIEW_MONTHS), -dice.randint(3, 12)))
    while day <= _last(life):
        ahead = add_months(day, REVIEW_MONTHS)
        life.rows.add(
            IcmReviewRow,
            day,
            course_id=course_id,
            review_date=day,
            still_needed=True,
            reason=_say(life, dice, "icm.review"),
            next_date=ahead,
        )
        day = workday(plus(ahead, -dice.randint(3, 12)))


def _say(life: Life, dice: Random, key: str) -> str:
    return dice.choice(sentences()[key]).format_map(life.words)
