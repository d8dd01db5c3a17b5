"""The staff survey in three rounds, the youth panel's advice, courses and supervision of staff."""

from collections.abc import Sequence
from datetime import date
from random import Random

from core.codes import Method
from core.competences import NEEDED_COURSES
from core.permissions import MAY, Act
from core.survey_statements import asked_on
from core.surveys import SurveyAnswer
from db.demo.days import plus, workday, workday_before
from db.demo.rows import Rows
from db.demo.staff import Employed, Staff
from db.models import (
    AccountRoleRow,
    PanelAdviceRow,
    StaffCompetenceRow,
    SupervisedRow,
    SupervisionRow,
    SurveyCountRow,
    SurveyRoundRow,
    SurveyTicketRow,
)
from db.queries.surveys import count_id, ticket_id

_ROUNDS = (
    ("start", -480, -460, 9, (2, 4, 2, 2, 1, 1)),
    ("middle", -200, -180, 10, (4, 5, 1, 1, 0, 1)),
    ("end", -6, 15, 6, (4, 4, 1, 1, 0, 1)),
)
"""Kind, first and last day from the day of the fill, how many answered, how answers are spread."""

_ADVICE = (
    (
        -150,
        "Brevet om det første møde",
        "Brevet er for langt og lyder, som om man har gjort noget forkert. Skriv, hvem der kommer.",
        "Merete Papirsø",
        "done",
        "Brevet er nu på en halv side og siger først, hvem der kommer.",
        -100,
    ),
    (
        -95,
        "Mødernes tidspunkt",
        "Læg ikke møder før klokken ti. Vi kommer ikke, og så ser det ud, som om vi er ligeglade.",
        "Birgitte Lygtebro",
        "done",
        "Møder med unge begynder tidligst klokken ti, hvis den unge ikke ønsker andet.",
        -60,
    ),
    (
        -95,
        "Kontakt om aftenen",
        "Der skal være nogen, man kan skrive til efter klokken 16.",
        "Birgitte Lygtebro",
        "not_followed",
        "Der er ikke penge til en aftenvagt i år. Styregruppen ser på det igen til efteråret.",
        -60,
    ),
    (
        -58,
        "Målene i aftaleskemaet",
        "Skriv målene, som vi siger dem. Man kan ikke arbejde for et mål, man ikke forstår.",
        "Solveig Måneskov",
        "in_progress",
        None,
        None,
    ),
    (
        -20,
        "Nøglen til den nye bolig",
        "Sig mindst en uge før, hvornår man kan flytte ind, og kom med den første dag.",
        "Jonna Drivtømmer",
        "received",
        None,
        None,
    ),
)
"""Meeting, topic, advice, responsible, state, what was done, and when the panel was told."""
_FOLLOW_UP = 42

_WITHOUT_COURSE = frozenset({"Trine Havblik", "Henrik Fyrlys"})
_SUPERVISOR = "Ebba Tangskov"
_EVERY, _HELD = 28, 12
"""Days between two supervisions in the group, and how many were held."""
_ABSENT = frozenset({("Ruben Ravstrand", 0), ("Ruben Ravstrand", 1)})
"""Who missed which of the latest supervisions, counted back from the newest."""
_LATEST = 9
"""Days from the latest supervision to the day of the fill."""


def write_voices(rows: Rows, staff: Staff, seed: int, on: date) -> None:
    """All that is said and recorded here; draws from dice of its own."""
    dice = Random(f"{seed} voices")
    invited = _invited(rows)
    for kind, first, last, answered, spread in _ROUNDS:
        _write_round(rows, kind, (plus(on, first), plus(on, last)), invited, answered, spread, dice)
    for advice in _ADVICE:
        _write_advice(rows, advice, on)
    employed = [*staff.coordinators, *staff.support_workers]
    coordinators = {each.id for each in staff.coordinators}
    for each in employed:
        _write_competences(rows, each, coordinator=each.id in coordinators, on=on, dice=dice)
    _write_supervision(rows, employed, on)


def _invited(rows: Rows) -> list[str]:
    roles = {role.value for role in MAY[Act.ANSWER_SURVEY]}
    told = rows.by_table[AccountRoleRow]
    return [each["account_id"] for each in told if each["role"] in roles]


def _write_round(
    rows: Rows,
    kind: str,
    days: tuple[date, date],
    invited: Sequence[str],
    answered: int,
    spread: Sequence[int],
    dice: Random,
) -> None:
    """Those who answer are the last of the list, so that the first accounts told still can."""
    first, last = days
    codes = asked_on(first)
    key = rows.add(
        SurveyRoundRow,
        first,
        kind=kind,
        from_date=first,
        to_date=last,
        invited=len(invited),
        statements=";".join(codes),
    )
    for account in invited[-answered:]:
        id_ = ticket_id(key, account)
        rows.add(SurveyTicketRow, first, id=id_, round_id=key, account_id=account)
    for code in codes:
        given = dice.choices(list(SurveyAnswer), spread, k=answered)
        for answer in SurveyAnswer:
            rows.add(
                SurveyCountRow,
                first,
                id=count_id(key, code, answer),
                round_id=key,
                statement=code,
                answer=answer.value,
                count=given.count(answer),
            )


def _write_advice(
    rows: Rows, advice: tuple[int, str, str, str, str, str | None, int | None], on: date
) -> None:
    ago, topic, words, responsible, state, outcome, told = advice
    held = workday_before(plus(on, ago))
    rows.add(
        PanelAdviceRow,
        held,
        held_date=held,
        topic=topic,
        advice=words,
        responsible=responsible,
        follow_up_date=workday(plus(held, _FOLLOW_UP)),
        state=state,
        outcome=outcome,
        told_date=workday_before(plus(on, told)) if told is not None else None,
    )


def _write_competences(
    rows: Rows, each: Employed, *, coordinator: bool, on: date, dice: Random
) -> None:
    educations = ("social_worker",) if coordinator else ("social_educator", "social_worker")
    _write_competence(rows, each, dice.choice(educations), plus(on, -dice.randint(1500, 5000)))
    methods = {Method.SM.value} if coordinator else each.methods
    for needed in NEEDED_COURSES:
        if needed.method.value in methods and each.name not in _WITHOUT_COURSE:
            _write_competence(rows, each, needed.course, plus(on, -dice.randint(300, 900)))
    if dice.random() < 0.5:  # noqa: PLR2004 — about half have it
        _write_competence(rows, each, "course_mi", plus(on, -dice.randint(100, 900)))


def _write_competence(rows: Rows, each: Employed, competence: str, day: date) -> None:
    held = workday_before(day)
    rows.add(StaffCompetenceRow, held, staff_id=each.id, competence=competence, from_date=held)


def _write_supervision(rows: Rows, employed: Sequence[Employed], on: date) -> None:
    for back in reversed(range(_HELD)):
        held = workday_before(plus(on, -_LATEST - _EVERY * back))
        key = rows.add(SupervisionRow, held, held_date=held, form="group", supervisor=_SUPERVISOR)
        for each in employed:
            if (each.name, back) not in _ABSENT:
                rows.add(SupervisedRow, held, supervision_id=key, staff_id=each.id)
