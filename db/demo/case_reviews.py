"""A case meeting that was held, with all that came of it, and one that is planned."""

from collections.abc import Sequence
from datetime import date
from random import Random

from core.case_lots import draw
from core.codes import Method
from core.records.case_reviews import DecisionState, PickedBy, ReviewState
from db.demo.days import plus, workday
from db.demo.life import Life
from db.demo.rows import Rows, moment
from db.demo.staff import Employed, Staff
from db.models import (
    CaseReviewAnswerRow,
    CaseReviewDecisionRow,
    CaseReviewDrawRow,
    CaseReviewLearningRow,
    CaseReviewPersonRow,
    CaseReviewPickRow,
    CaseReviewRow,
)

HELD, PLANNED = -41, 12
"""Days from the day of the fill."""
LONG = 120
"""Days in course from which there is something to talk about."""

ANSWERS = (
    {
        "worked": "Én fast aftale om ugen i hjemmet. Den blev holdt, også når resten sejlede.",
        "did_not_work": "Vi ventede tre måneder med netværksmødet, fordi alle ville have alle med.",
        "again": "Begynde med det, der betyder mest for den unge, og tage papirerne bagefter.",
        "otherwise": "Holde det første møde med dem, der kan, og invitere resten til det næste.",
    },
    {
        "worked": "Koordinator og bostøtte talte sammen hver mandag, så intet blev tabt.",
        "did_not_work": "Økonomien blev først taget op, da der var restance.",
        "again": "Den ugentlige samtale mellem koordinator og bostøtte.",
        "otherwise": "Lægge budget sammen med den unge i den første måned efter indflytning.",
    },
    {
        "worked": "Den unges egen voksne var med fra begyndelsen og blev ved, da humøret faldt.",
        "did_not_work": "Skiftet af kontaktperson i jobcenteret kostede to måneder.",
        "otherwise": "Bede om en overlevering med den unge til stede, når nogen skifter.",
    },
)
LEARNINGS = (
    "Det første netværksmøde skal ligge inden for en måned. Få med er bedre end sent.",
    "Budget og faste udgifter hører til den første måned i egen bolig.",
    "Når en medarbejder skifter, skal overleveringen ske sammen med den unge.",
)
DECISIONS = (
    (
        "Lave en fast dagsorden for det første netværksmøde, så det kan holdes hurtigt.",
        -12,
        (DecisionState.DONE, -15, "Dagsordenen ligger klar og er brugt tre gange."),
    ),
    ("Aftale en overlevering med jobcenteret, når en kontaktperson skifter.", -4, None),
    ("Sætte budgetsamtalen ind i planen for CTI's første fase.", 18, None),
)
"""What, the day counted from the day of the fill, and what became of it."""


def write_case_reviews(rows: Rows, lives: Sequence[Life], staff: Staff, on: date) -> None:
    """Both meetings; neither where too few young people have been there long enough."""
    day = workday(plus(on, HELD))
    known = [each for each in lives if _long_there(each, day)]
    if len(known) > len(ANSWERS):
        dice = Random(f"case reviews {len(lives)}")
        _write_held(rows, known, staff, day, on, dice)
        _write_planned(rows, lives, staff, on, dice)


def _long_there(life: Life, day: date) -> bool:
    start, end = life.course.start, life.course.end
    return start is not None and plus(start, LONG) <= day and (end is None or end > day)


def _write_held(
    rows: Rows, known: Sequence[Life], staff: Staff, day: date, on: date, dice: Random
) -> None:
    people = [staff.lead, *staff.coordinators[:2], *staff.support_workers[:2]]
    review_id = _review(rows, day, "Når starten trækker ud", ReviewState.CLOSED, people)
    supported = next((each for each in known if each.method is Method.CTI), known[0])
    picks = [_pick(rows, review_id, day, supported, PickedBy.HAND)]
    others = [each for each in known if each is not supported]
    picks += _lots(rows, review_id, day, others, dice, staff.lead.name)
    for pick_id, answers in zip(picks, ANSWERS, strict=True):
        for question, text in answers.items():
            rows.add(CaseReviewAnswerRow, day, pick_id=pick_id, question=question, text=text)
    for text in LEARNINGS:
        rows.add(CaseReviewLearningRow, day, review_id=review_id, text=text)
    for (text, due, became), who in zip(DECISIONS, people, strict=False):
        state, settled, outcome = became or (DecisionState.OPEN, None, None)
        rows.add(
            CaseReviewDecisionRow,
            day,
            review_id=review_id,
            text=text,
            responsible_id=who.id,
            due_date=plus(on, due),
            state=state.value,
            settled_date=None if settled is None else plus(on, settled),
            outcome=outcome,
        )


def _write_planned(rows: Rows, lives: Sequence[Life], staff: Staff, on: date, dice: Random) -> None:
    day = workday(plus(on, PLANNED))
    people = [staff.lead, *staff.coordinators[:2], *staff.support_workers[2:3]]
    theme = "Unge, der går frem: hvad gjorde forskellen?"
    review_id = _review(rows, day, theme, ReviewState.PLANNED, people)
    running = [each for each in lives if each.course.start and _long_there(each, on)]
    _lots(rows, review_id, on, running, dice, staff.lead.name)


def _review(
    rows: Rows, day: date, theme: str, state: ReviewState, people: Sequence[Employed]
) -> str:
    review_id = rows.add(CaseReviewRow, day, date=day, theme=theme, state=state.value)
    for each in people:
        rows.add(CaseReviewPersonRow, day, review_id=review_id, staff_id=each.id)
    return review_id


def _lots(
    rows: Rows, review_id: str, day: date, between: Sequence[Life], dice: Random, by_name: str
) -> list[str]:
    """Two cases drawn by lot; returns their picks."""
    by_number = {each.number: each for each in between}
    seed = dice.randrange(10**6)
    draw_id = rows.add(
        CaseReviewDrawRow,
        day,
        review_id=review_id,
        time=moment(day),
        by_name=by_name,
        wanted=2,
        seed=seed,
        pool=";".join(map(str, sorted(by_number))),
    )
    return [
        _pick(rows, review_id, day, by_number[number], PickedBy.CHANCE, draw_id)
        for number in draw(by_number, 2, seed)
    ]


def _pick(
    rows: Rows, review_id: str, day: date, life: Life, how: PickedBy, draw_id: str | None = None
) -> str:
    return rows.add(
        CaseReviewPickRow,
        day,
        review_id=review_id,
        case_id=life.case_id,
        how=how.value,
        draw_id=draw_id,
    )
