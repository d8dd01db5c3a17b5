"""Feedback over time, the youth panel, courses and supervision, and what is due of them."""

from datetime import date, timedelta

import pytest

from core.codes import Role
from core.competences import CompetenceTold, SupervisionTold
from core.errors import ChangedByOther, MissingValue, NotAllowed, NotFound
from core.records.programme import ProgrammeKind
from core.records.voices import Group, Question
from core.youth_panel import AdviceTold
from db import actions, queries
from db.engine import reading
from db.models import AuditRow, MeetingFeedbackRow, MeetingRow, new_id
from tests.factories import ON, person, put, put_case, put_staff

pytestmark = pytest.mark.usefixtures("store")
DAY = timedelta(days=1)
LEAD = person(Role.PROJECT_LEAD)


def advice(**values):
    usual = {
        "held_date": ON - 30 * DAY,
        "topic": "Et brev",
        "advice": "Skriv kortere",
        "responsible": "Karen Kold",
        "follow_up_date": ON - DAY,
    }
    return AdviceTold(**{**usual, **values})


def course(code="course_sm", since=ON - 100 * DAY):
    return CompetenceTold(competence=code, from_date=since)


def held(*staff_ids, day=ON - DAY):
    return SupervisionTold(held_date=day, form="group", supervisor="Ebba", staff_ids=staff_ids)


def dues(on=ON):
    return [(each.kind, each.due_date) for each in queries.voices.dues(on=on)]


# ---------------------------------------------------------------- feedback


def put_meeting(case, day):
    row = MeetingRow(
        id=new_id(), version=1, case_id=case.id, date=day, kind="network", state="held"
    )
    put(row)
    return row.id


def give(meeting_id, role, score=None, **texts):
    put(
        MeetingFeedbackRow(
            id=new_id(),
            version=1,
            meeting_id=meeting_id,
            role=role,
            date=ON,
            score=score,
            by_name="Karen",
            **texts,
        )
    )


def test_scores_are_brought_together_by_group_and_half_year_and_few_are_hidden():
    case = put_case()
    now, earlier = (put_meeting(case, day) for day in (ON, date(2025, 12, 31)))
    for role, score in [("school", 4), ("contact_person", 5), ("support_worker", 3)]:
        give(now, role, score)
    give(now, "guardian", 5), give(now, "chosen_adult", 4), give(earlier, "guardian", 1)
    give(now, "school", None, went_well="Godt")
    found = {
        (each.group, each.period.from_date): (each.n, each.mean)
        for each in queries.voices.scores(k=3, by=LEAD, on=ON)
        if each.n
    }
    assert found == {(Group.PROFESSIONALS, date(2026, 1, 1)): (3, 4.0)}
    assert len(queries.voices.scores(k=3, by=LEAD, on=ON)) == 6 * len(Group)


def test_words_are_told_without_order_of_time_and_only_of_enough():
    meeting = put_meeting(put_case(), ON)
    for text in ("Åbent", "Godt", "Ærligt", "Godt"):
        give(meeting, "young_person", 4, went_well=text)
    give(meeting, "young_person", 2, to_change="Kortere")
    told = queries.voices.quotes(Group.YOUNG_PEOPLE, Question.WENT_WELL, k=4, by=LEAD, on=ON)
    assert told == (("Godt", 2), ("Ærligt", 1), ("Åbent", 1))
    for group, question in (
        (Group.YOUNG_PEOPLE, Question.TO_CHANGE),
        (Group.PROFESSIONALS, Question.WENT_WELL),
    ):
        assert queries.voices.quotes(group, question, k=4, by=LEAD, on=ON) == ()


def test_others_than_project_leaders_see_no_voices():
    worker = person(Role.COORDINATOR, staff_id="me")
    for ask in (
        lambda: queries.voices.scores(k=3, by=worker, on=ON),
        lambda: queries.youth_panel.all_advice(by=worker),
        lambda: actions.youth_panel.record(advice(), by=worker, on=ON),
    ):
        with pytest.raises(NotAllowed):
            ask()


# ---------------------------------------------------------------- the youth panel


def test_advice_is_due_until_the_panel_was_told_what_came_of_it():
    made = actions.youth_panel.record(advice(), by=LEAD, on=ON)
    assert dues() == [(ProgrammeKind.YOUTH_PANEL, ON - DAY)]
    (due,) = queries.voices.dues(on=ON)
    assert (due.what, dict(due.address)) == ("Et brev", {"part": "panel", "advice": made})
    assert dues(ON - 60 * DAY) == []
    done = advice(state="done", outcome="Rettet")
    actions.youth_panel.change(made, done, seen_version=1, by=LEAD, on=ON)
    assert len(dues()) == 1
    told = advice(state="done", outcome="Rettet", told_date=ON)
    actions.youth_panel.change(made, told, seen_version=2, by=LEAD, on=ON)
    assert dues() == []


def test_a_stale_change_of_advice_is_refused_and_what_is_taken_back_stays_in_the_log():
    made = actions.youth_panel.record(advice(), by=LEAD, on=ON)
    actions.youth_panel.change(made, advice(topic="Et mål"), seen_version=1, by=LEAD, on=ON)
    with pytest.raises(ChangedByOther):
        actions.youth_panel.change(made, advice(), seen_version=1, by=LEAD, on=ON)
    actions.youth_panel.take_back(made, seen_version=2, by=LEAD)
    assert queries.youth_panel.all_advice(by=LEAD) == ()
    with reading() as session:
        assert len([row for row in session.query(AuditRow) if row.row_id == made]) == 3


# ---------------------------------------------------------------- courses and supervision


def test_a_worker_adds_and_sees_their_own_and_a_project_leader_all():
    own, other = put_staff("Karen Kold"), put_staff("Otto Odde")
    karen = person(Role.COORDINATOR, staff_id=own)
    actions.competences.record(own, course(), by=karen, on=ON)
    actions.competences.record(other, course("social_worker"), by=LEAD, on=ON)
    with pytest.raises(NotAllowed):
        actions.competences.record(other, course(), by=karen, on=ON)
    with pytest.raises(NotAllowed):
        queries.competences.competences_of(other, by=karen)
    assert [each.member.id for each in queries.competences.overview(by=karen, on=ON)] == [own]
    everybody = queries.competences.overview(by=LEAD, on=ON)
    assert [(each.member.name, bool(each.lacking), each.educated) for each in everybody] == [
        ("Karen Kold", False, False),
        ("Otto Odde", True, True),
    ]


def test_a_worker_who_takes_back_a_course_lacks_it_again():
    own = put_staff()
    karen = person(Role.COORDINATOR, staff_id=own)
    made = actions.competences.record(own, course(), by=karen, on=ON)
    with pytest.raises(MissingValue):
        actions.competences.take_back(None, seen_version=1, by=karen)
    with pytest.raises(NotAllowed):
        actions.competences.take_back(
            made, seen_version=1, by=person(Role.COORDINATOR, staff_id="other")
        )
    actions.competences.take_back(made, seen_version=1, by=karen)
    assert [bool(each.lacking) for each in queries.competences.overview(by=karen, on=ON)] == [True]


def test_a_worker_records_no_supervision_of_others_nor_takes_theirs_back():
    own, other = put_staff("Karen Kold"), put_staff("Otto Odde")
    karen = person(Role.COORDINATOR, staff_id=own)
    with pytest.raises(NotAllowed):
        actions.competences.hold_supervision(held(own, other), by=karen, on=ON)
    made = actions.competences.hold_supervision(held(own, other), by=LEAD, on=ON)
    with pytest.raises(NotAllowed):
        actions.competences.take_back_supervision(made, seen_version=1, by=karen)
    with pytest.raises(NotFound):
        actions.competences.hold_supervision(held("nobody"), by=LEAD, on=ON)
    assert [each.id for each in queries.competences.supervisions_of(own, by=karen)] == [made]
    actions.competences.take_back_supervision(made, seen_version=1, by=LEAD)
    assert queries.competences.supervisions(by=LEAD) == ()


def test_supervision_is_due_for_each_who_has_not_had_it():
    own, other = put_staff("Karen Kold"), put_staff("Otto Odde")
    assert dues() == []
    actions.competences.hold_supervision(held(own, other, day=ON - 50 * DAY), by=LEAD, on=ON)
    actions.competences.hold_supervision(held(own, day=ON - 35 * DAY), by=LEAD, on=ON)
    found = queries.voices.dues(on=ON)
    assert [(each.staff_id, each.overdue(ON)) for each in found] == [(other, True), (own, False)]
    assert {each.page for each in found} == {"competences"}


def test_an_open_round_of_the_survey_is_due_when_it_ends():
    actions.surveys.open_round("start", ON, ON + 9 * DAY, by=LEAD, on=ON)
    assert dues() == [(ProgrammeKind.STAFF_SURVEY, ON + 9 * DAY)]
    assert {each.staff_id for each in queries.voices.dues(on=ON)} == {None}
    assert dues(ON + 10 * DAY) == []
