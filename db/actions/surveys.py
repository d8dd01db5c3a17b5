"""Open, prolong and close a round of the staff survey, and answer it."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import case, func, select, update
from sqlalchemy.orm import Session

from core.errors import NotFound
from core.permissions import Act, check_may
from core.records.people import Person
from core.survey_statements import asked_on
from core.surveys import (
    AlreadyAnswered,
    SurveyAnswer,
    check_not_over,
    check_open,
    checked_answers,
    checked_days,
    checked_end,
    checked_kind,
)
from db.audit import add, claim, find, note
from db.engine import transaction
from db.models import SurveyCountRow, SurveyRoundRow, SurveyTicketRow
from db.queries.surveys import count_id, invited_within, round_of, rounds_within, ticket_id
from db.several import parted

ACT = Act.RUN_SURVEYS


def open_round(
    kind: str | None, from_date: date | None, to_date: date | None, *, by: Person, on: date
) -> str:
    """Plan a round with the statements of its first day; returns its id.

    Raises MissingValue, UnknownCode, RoundInPast, DatesOutOfOrder or RoundsOverlap.
    """
    with transaction() as session:
        check_may(by, ACT)
        checked = checked_kind(kind)
        first, last = checked_days(from_date, to_date, rounds_within(session), on)
        row = SurveyRoundRow(
            kind=checked.value,
            from_date=first,
            to_date=last,
            invited=invited_within(session),
            statements=";".join(asked_on(first)),
        )
        note(session, by, ACT, add(session, row))
        _begin_counts(session, row)
        return row.id


def prolong(
    round_id: str, to_date: date | None, *, seen_version: int, by: Person, on: date
) -> None:
    """Give a round that is not over another last day."""
    with transaction() as session:
        check_may(by, ACT)
        row = claim(session, SurveyRoundRow, round_id, seen_version)
        row.to_date = checked_end(round_of(row), to_date, rounds_within(session), on)
        note(session, by, ACT, row)


def close(round_id: str, *, seen_version: int, by: Person, on: date) -> None:
    """End a round now and for good: what is told of it must not change by one answer."""
    with transaction() as session:
        check_may(by, ACT)
        row = claim(session, SurveyRoundRow, round_id, seen_version)
        check_not_over(round_of(row), on)
        row.closed_date = on
        note(session, by, ACT, row)


def answer(round_id: str, given: Mapping[str, str | None], *, by: Person, on: date) -> None:
    """Count the answers, and that the person has answered; nothing joins the two (`core.surveys`).

    There is no line in the log: with its time it would stand beside the answer. Raises
    RoundNotOpen, AlreadyAnswered, MissingValue or UnknownCode.
    """
    with transaction() as session:
        row = find(session, SurveyRoundRow, round_id)
        check_may(by, Act.ANSWER_SURVEY)
        asked = round_of(row)
        check_open(asked, on)
        ticket = ticket_id(row.id, by.account_id)
        if session.get(SurveyTicketRow, ticket) is not None:
            raise AlreadyAnswered
        chosen = checked_answers(given, asked.statements)
        _count(session, row.id, [count_id(row.id, *each) for each in chosen.items()])
        add(session, SurveyTicketRow(id=ticket, round_id=row.id, account_id=by.account_id))
        session.info["changed"] = True


def _count(session: Session, round_id: str, keys: Sequence[str]) -> None:
    """Add one to these counts, and write all of the round with them.

    A server keeps beside a row which write it came from, and the ticket comes from the same one.
    Raises NotFound where one of the keys is not there.
    """
    counts = select(func.count()).where(SurveyCountRow.id.in_(keys))
    if session.scalar(counts) != len(keys):
        raise NotFound
    added = case((SurveyCountRow.id.in_(keys), 1), else_=0)
    session.execute(
        update(SurveyCountRow)
        .where(SurveyCountRow.round_id == round_id)
        .values(count=SurveyCountRow.count + added)
    )


def _begin_counts(session: Session, row: SurveyRoundRow) -> None:
    """All counts at 0, so that no answer is the first to be written."""
    for statement in parted(row.statements):
        for chosen in SurveyAnswer:
            key = count_id(row.id, statement, chosen)
            columns = {"round_id": row.id, "statement": statement, "answer": chosen.value}
            add(session, SurveyCountRow(id=key, count=0, **columns))
