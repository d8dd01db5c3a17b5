"""The review of fidelity in a real store: drafts, submission, lock, opening again, what is due."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from core.codes import Role
from core.errors import ChangedByOther, MissingValue, NotAllowed, UnknownCode
from core.fidelity_questions import questions_on
from core.fidelity_review import (
    CommentsMissing,
    QuarterNotOpen,
    QuestionsOpen,
    ReviewClosed,
    ReviewIsDraft,
)
from core.quarters import quarter
from core.records.fidelity_review import Answer, ReviewState
from core.records.programme import ProgrammeKind
from db import actions, queries
from db.engine import reading
from db.models import AuditRow, FidelityEventRow, FidelityRow
from db.queries import tallies
from tests.factories import person, put, put_case
from tests.factories_fidelity_review import LEAD, put_review, put_submitted, put_theme, review

pytestmark = pytest.mark.usefixtures("store")

Q3 = quarter(date(2026, 8, 1))
ON = date(2026, 10, 5)
OTHERS = [role for role in Role if role is not Role.PROJECT_LEAD]


def rows(kind=FidelityRow):
    with reading() as session:
        return list(session.scalars(select(kind)))


def submit(found, by=LEAD, on=ON):
    actions.fidelity_reviews.submit(found.id, seen_version=found.version, by=by, on=on)


def reopen(found, reason="Et svar var forkert.", by=LEAD):
    actions.fidelity_reviews.reopen(found.id, reason=reason, seen_version=found.version, by=by)


def lock(found, by=LEAD):
    actions.fidelity_reviews.lock(found.id, seen_version=found.version, by=by)


def test_a_theme_is_kept_with_all_that_was_written_and_counts_nowhere():
    put_theme(Q3, "supervision", 2, note="Aflyst to gange", evidence="Kalenderen", comment="Ferie")
    part = review(Q3).parts["supervision"]
    assert part.answers["sup_peers"] == Answer(
        score=2, note="Aflyst to gange", evidence="Kalenderen", comment="Ferie"
    )
    assert review(Q3).state is ReviewState.DRAFT
    assert rows() == []


def test_a_theme_can_be_left_half_answered_and_changed():
    put_theme(Q3, "supervision", None)
    assert review(Q3).answers["sup_peers"] == Answer()
    put_theme(Q3, "supervision", 4, seen_version=1)
    assert review(Q3).answers["sup_peers"].score == 4
    assert len(queries.fidelity_reviews.every_review(by=LEAD)) == 1


def test_two_themes_are_answered_at_once_but_not_the_same_one():
    put_theme(Q3, "supervision"), put_theme(Q3, "leadership")
    other = person(Role.PROJECT_LEAD, name="Anna Ankerplads")
    put_theme(Q3, "supervision", 1, seen_version=1, by=other)
    for seen in (0, 1):
        with pytest.raises(ChangedByOther) as refused:
            put_theme(Q3, "supervision", 4, seen_version=seen)
        assert refused.value.facts["name"] == "Anna Ankerplads"
    assert review(Q3).answers["sup_peers"].score == 1


def test_who_submits_must_have_seen_what_was_saved_last():
    found = put_review(Q3)
    put_theme(Q3, "supervision", 1, seen_version=1)
    with pytest.raises(ChangedByOther):
        submit(found)
    assert rows() == []


def test_a_theme_of_another_time_or_list_is_refused():
    with pytest.raises(QuarterNotOpen):
        put_theme(Q3, "supervision", on=date(2026, 8, 31))
    with pytest.raises(UnknownCode):
        actions.fidelity_reviews.save_theme(Q3, "weather", {}, seen_version=0, by=LEAD, on=ON)
    assert queries.fidelity_reviews.every_review(by=LEAD) == ()


def test_submission_lets_every_score_count_in_its_quarter():
    put_submitted(Q3, 3, on=ON)
    every = [each.code for under in questions_on(Q3.to_date).values() for each in under]
    assert sorted(row.question for row in rows()) == sorted(every)
    assert {(row.date, row.score) for row in rows()} == {(Q3.to_date, 3)}
    found = tallies.figures(Q3, by=LEAD)["fidelity"]
    assert found["supervision"] == {"n": 3, "mean": 3.0}
    assert {each.date for each in queries.fidelity_reviews.scores(by=LEAD)} == {Q3.to_date}
    assert review(Q3).submitted_by == "Lise Lygte"


def test_an_early_submission_counts_on_its_own_day():
    put_submitted(Q3, on=date(2026, 9, 3))
    assert {row.date for row in rows()} == {date(2026, 9, 3)}


def test_unanswered_questions_stop_the_submission_and_a_theme_set_aside_does_not():
    put_theme(Q3, "icm", None)
    found = put_review(Q3, but=("icm",))
    with pytest.raises(QuestionsOpen) as refused:
        submit(found)
    assert refused.value.facts["n"] == 5
    actions.fidelity_reviews.save_theme(
        Q3,
        "icm",
        {"icm_start": Answer(score=4)},
        set_aside=True,
        reason="Vi bruger ikke ICM",
        seen_version=1,
        by=LEAD,
        on=ON,
    )
    submit(review(Q3))
    assert not [row for row in rows() if row.theme == "icm"]
    assert review(Q3).set_aside == {"icm": "Vi bruger ikke ICM"}


def test_where_the_records_differ_a_comment_is_asked_for():
    """Six young people without measurements and meetings, and a judgement that all is well."""
    for _ in range(6):
        put_case(decision="accepted", decision_date=date(2026, 1, 5), start_date=date(2026, 6, 20))
    found = put_review(Q3, but=("core_elements_h",))
    put_theme(Q3, "core_elements_h", 3)
    with pytest.raises(CommentsMissing) as refused:
        submit(review(Q3))
    assert refused.value.facts["n"] == 2
    put_theme(Q3, "core_elements_h", 3, seen_version=1, comment="De står i en anden kalender")
    submit(review(found.quarter))
    assert review(Q3).state is ReviewState.SUBMITTED


def test_what_is_submitted_can_not_be_changed():
    found = put_submitted(Q3)
    with pytest.raises(ReviewClosed):
        put_theme(Q3, "supervision", 1, seen_version=1)
    with pytest.raises(ReviewClosed):
        submit(found)
    lock(found)
    assert review(Q3).state is ReviewState.LOCKED
    with pytest.raises(ReviewClosed):
        put_theme(Q3, "supervision", 1, seen_version=1)


def test_a_locked_review_is_opened_with_a_reason_and_what_it_held_is_kept():
    lock(put_submitted(Q3, 2))
    with pytest.raises(MissingValue):
        reopen(review(Q3), " ")
    reopen(review(Q3))
    found = review(Q3)
    assert found.state is ReviewState.DRAFT
    assert [event.kind for event in found.events] == ["submitted", "locked", "reopened"]
    assert found.events[-1].reason == "Et svar var forkert."
    held = json.loads(next(row.held for row in rows(FidelityEventRow) if row.kind == "reopened"))
    assert held["supervision"]["answers"]["sup_peers"]["score"] == 2


def test_scores_count_until_they_are_submitted_again_and_never_twice():
    reopen(put_submitted(Q3, 2))
    put_theme(Q3, "supervision", 4, seen_version=1)
    assert {row.score for row in rows()} == {2}
    submit(review(Q3))
    assert {row.score for row in rows() if row.theme == "supervision"} == {4}
    assert len(rows()) == len({row.question for row in rows()})


def test_imported_scores_of_the_same_questions_give_way_and_others_stay():
    kept = {"theme": "Ledelse", "question": "Tid til opgaven", "score": 1}
    put(
        FidelityRow(date=Q3.to_date, theme="supervision", question="sup_regular", score=1),
        FidelityRow(date=Q3.to_date, **kept),
        FidelityRow(date=date(2026, 6, 30), theme="cti", question="cti_phases", score=1),
    )
    put_submitted(Q3, 3)
    assert [row.score for row in rows() if row.question == "sup_regular"] == [3]
    assert [row.score for row in rows() if row.question == "Tid til opgaven"] == [1]
    assert sorted(row.score for row in rows() if row.question == "cti_phases") == [1, 3]


def test_a_draft_is_neither_locked_nor_opened():
    found = put_review(Q3)
    for act in (lock, reopen):
        with pytest.raises(ReviewIsDraft):
            act(found)


def test_only_the_project_leader_reviews():
    found = put_submitted(Q3)
    nobody = [person(role) for role in OTHERS]
    for other in nobody:
        assert queries.fidelity_reviews.every_review(by=other) == ()
        assert queries.fidelity_reviews.scores(by=other) == ()
        for act in (submit, lock, reopen):
            with pytest.raises(NotAllowed):
                act(found, by=other)
        with pytest.raises(NotAllowed):
            put_theme(Q3, "supervision", seen_version=1, by=other)


def test_every_change_leaves_a_line_with_what_it_was():
    put_theme(Q3, "supervision", 2)
    put_theme(Q3, "supervision", 3, seen_version=1)
    with reading() as session:
        lines = session.query(AuditRow).filter(AuditRow.table_name == "fidelity_answers").all()
    assert {line.act for line in lines} == {"review_fidelity"}
    assert {tuple(json.loads(line.changes).get("score", ())) for line in lines} == {
        (None, 2),
        (2, 3),
    }


def test_the_review_of_the_last_closed_quarter_is_due_until_it_is_submitted():
    assert queries.fidelity_reviews.dues(on=ON) == ()
    put_case(referral_date=date(2026, 9, 1))
    (due,) = queries.fidelity_reviews.dues(on=ON)
    assert (due.kind, due.page) == (ProgrammeKind.FIDELITY, "fidelity")
    assert due.due_date == date(2026, 10, 31)
    assert dict(due.address) == {"quarter": "2026-3"}
    assert not due.overdue(date(2026, 10, 31))
    assert due.overdue(date(2026, 11, 1))
    put_review(Q3)
    assert queries.fidelity_reviews.dues(on=ON)
    submit(review(Q3))
    assert queries.fidelity_reviews.dues(on=ON) == ()


def test_nothing_is_due_of_a_quarter_before_the_first_young_person():
    put_case(referral_date=date(2026, 10, 2))
    assert queries.fidelity_reviews.dues(on=ON) == ()
