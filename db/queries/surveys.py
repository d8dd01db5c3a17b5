"""Questions about the staff survey: which round is open, and what the rounds that are over say."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.permissions import MAY, Act, check_may
from core.records.people import Person
from core.records.surveys import Round, RoundKind, RoundResults
from core.surveys import SurveyAnswer, least, result
from db.engine import reading
from db.kept import Kept, UntilWritten
from db.models import (
    AccountRoleRow,
    AccountRow,
    SurveyCountRow,
    SurveyRoundRow,
    SurveyTicketRow,
)
from db.queries import settings
from db.several import parted


def ticket_id(round_id: str, account_id: str) -> str:
    """The key of the row that says that an account has answered a round."""
    return f"{round_id}:{account_id}"


def count_id(round_id: str, statement: str, answer: SurveyAnswer) -> str:
    """The key of the count of an answer."""
    return f"{round_id}:{statement}:{answer.value}"


def open_round(*, by: Person, on: date) -> Round | None:
    """The round that can be answered on the day; None where there is none. Raises NotAllowed."""
    check_may(by, Act.ANSWER_SURVEY)
    return next(iter(rounds_open_on(on)), None)


def rounds_open_on(day: date) -> tuple[Round, ...]:
    """The rounds that can be answered on the day, nobody's rights asked: for use inside `db`."""
    return tuple(each for each in _rounds() if each.open(day))


def has_answered(round_id: str, *, by: Person) -> bool:
    """Whether the person has answered the round."""
    return _answered(round_id, by.account_id)


@UntilWritten
def _answered(round_id: str, account_id: str) -> bool:
    with reading() as session:
        return session.get(SurveyTicketRow, ticket_id(round_id, account_id)) is not None


def every_round(*, by: Person) -> tuple[Round, ...]:
    """All rounds, the newest first. Raises NotAllowed."""
    check_may(by, Act.SEE_VOICES)
    return _rounds()


def results(*, by: Person, on: date) -> tuple[RoundResults, ...]:
    """What may be told of the rounds that are over, the newest first. Raises NotAllowed.

    The threshold is the one that held when the round ended: a later one tells no more of it.
    """
    check_may(by, Act.SEE_VOICES)
    return _results(on)


@Kept
def _results(on: date) -> tuple[RoundResults, ...]:
    over = [each for each in _rounds() if each.over(on) and each.answered]
    with reading() as session:
        return tuple(_told(session, each) for each in over)


def _told(session: Session, asked: Round) -> RoundResults:
    k = settings.in_force(asked.last_day).suppression_k
    counted = _counted(session, asked.id)
    told = tuple(result(code, counted.get(code, {}), k) for code in asked.statements)
    return RoundResults(asked, least(k), told)


def _counted(session: Session, round_id: str) -> Mapping[str, Mapping[SurveyAnswer, int]]:
    counted: dict[str, dict[SurveyAnswer, int]] = {}
    for row in session.scalars(select(SurveyCountRow).where(SurveyCountRow.round_id == round_id)):
        counted.setdefault(row.statement, {})[SurveyAnswer(row.answer)] = row.count
    return counted


@Kept
def _rounds() -> tuple[Round, ...]:
    with reading() as session:
        return rounds_within(session)


def rounds_within(session: Session) -> tuple[Round, ...]:
    """All rounds, the newest first, within a transaction."""
    rows = session.scalars(
        select(SurveyRoundRow).order_by(SurveyRoundRow.from_date.desc(), SurveyRoundRow.id.desc())
    )
    answered = Counter(session.scalars(select(SurveyTicketRow.round_id)))
    return tuple(round_of(row, answered[row.id]) for row in rows)


def round_of(row: SurveyRoundRow, answered: int = 0) -> Round:
    """One round as a record."""
    return Round(
        id=row.id,
        version=row.version,
        kind=RoundKind(row.kind),
        from_date=row.from_date,
        to_date=row.to_date,
        closed_date=row.closed_date,
        statements=parted(row.statements),
        invited=row.invited,
        answered=answered,
    )


def invited_within(session: Session) -> int:
    """How many open accounts can answer, within a transaction."""
    roles = [role.value for role in MAY[Act.ANSWER_SURVEY]]
    query = (
        select(func.count(func.distinct(AccountRow.id)))
        .join(AccountRoleRow, AccountRoleRow.account_id == AccountRow.id)
        .where(AccountRow.closed_time.is_(None), AccountRoleRow.role.in_(roles))
    )
    return session.scalar(query) or 0
