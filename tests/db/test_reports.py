"""The two individual reports: drafts, submitting, the facts they keep, and who writes which."""

from datetime import date, timedelta

import pytest

from core.codes import Role, Step
from core.errors import ChangedByOther, MissingValue, NotAllowed, NotFound, WrongStep
from core.records.overview import DueKind
from core.records.reports import ReportKind, ReportState, Told
from core.reports import ReportLocked, ReportNotSubmitted, ReportOverlaps, ReportUnderWay
from db import actions, queries
from db.models import ContactRow, GoalRow, StatusRow, new_id
from tests.factories import ON, person, put, put_case, put_staff
from tests.factories_dialogue import put_report, put_scores
from tests.factories_overview import put_agreement, put_measurement, put_meeting
from tests.factories_support import put_course

pytestmark = pytest.mark.usefixtures("store")
LEAD = person(Role.PROJECT_LEAD)
KAREN = person(Role.COORDINATOR, staff_id="karen", name="Karen Kold")
BO = person(Role.SUPPORT_WORKER, staff_id="bo", name="Bo Bro", account_id="bo")
DAYS = (date(2026, 2, 1), ON)
WHOLE = Told(what_next="Et kortere møde", need="less")
COLLAB, SUPPORT = ReportKind.COLLAB, ReportKind.SUPPORT


def _case(**columns):
    values = {"step": Step.SUPPORT, "coordinator_id": "karen", "start_date": date(2026, 1, 5)}
    put_staff("Bo Bro", "support_worker", staff_id="bo", methods="CTI;ICM")
    case = put_case(**{"referral_date": date(2025, 12, 1), **values, **columns})
    put_course(case.id, worker_id="bo", start_date=date(2026, 1, 20))
    return case


def _begin(case, kind=COLLAB, *, days=DAYS, told=WHOLE, submit=False, by=KAREN, on=ON):
    return actions.reports.begin_report(case.id, kind, days, told, submit=submit, by=by, on=on)


def _change(report, *, days=DAYS, told=WHOLE, submit=False, by=KAREN, on=ON, seen=None):
    version = report.version if seen is None else seen
    actions.reports.change_report(
        report.id, days, told, submit=submit, seen_version=version, by=by, on=on
    )


def _reports(case, by=LEAD):
    return queries.reports.reports(case.id, by=by)


def _contact(case, day, *, method="SM", activity="coordination", minutes=30):
    put(
        ContactRow(
            id=new_id(),
            case_id=case.id,
            worker_id="karen",
            date=day,
            method=method,
            activity=activity,
            minutes=minutes,
        )
    )


def test_a_draft_is_kept_changed_submitted_and_then_locked():
    case = _case()
    _begin(case, told=Told(went_well="Alle kom"))
    (draft,) = _reports(case)
    assert (draft.state, draft.told.went_well) == (ReportState.DRAFT, "Alle kom")
    _change(draft, submit=True)
    (sent,) = _reports(case)
    assert (sent.state, sent.submitted_date, sent.by_name) == (
        ReportState.SUBMITTED,
        ON,
        "Karen Kold",
    )
    with pytest.raises(ReportLocked):
        _change(sent)


def test_what_is_missing_is_refused_only_when_it_is_submitted():
    case = _case()
    with pytest.raises(MissingValue) as refused:
        _begin(case, told=Told(need="same"), submit=True)
    assert refused.value.field == "what_next"
    assert _reports(case) == ()
    _begin(case, told=Told())
    assert len(_reports(case)) == 1


def test_one_draft_at_a_time_but_one_of_each_kind():
    case = _case()
    _begin(case)
    with pytest.raises(ReportUnderWay):
        _begin(case)
    _begin(case, SUPPORT, by=BO)
    assert {report.kind for report in _reports(case)} == {COLLAB, SUPPORT}


def test_no_day_is_reported_twice_in_one_kind():
    case = _case()
    put_report(case.id, from_date=date(2026, 2, 1), to_date=date(2026, 4, 30))
    with pytest.raises(ReportOverlaps):
        _begin(case, submit=True)
    _begin(case, days=(date(2026, 5, 1), ON), submit=True)
    _begin(case, SUPPORT, by=BO, submit=True)


def test_a_stale_page_is_told_and_changes_nothing():
    case = _case()
    _begin(case)
    (draft,) = _reports(case)
    _change(draft, told=Told(went_well="Først"))
    with pytest.raises(ChangedByOther) as refused:
        _change(draft, told=Told(went_well="Sidst"))
    assert refused.value.changes["went_well"] == "Først"
    assert _reports(case)[0].told.went_well == "Først"


def test_a_submitted_report_is_reopened_with_a_reason_that_stays():
    case = _case()
    _begin(case, submit=True)
    (sent,) = _reports(case)
    with pytest.raises(MissingValue):
        actions.reports.reopen_report(sent.id, reason=" ", seen_version=1, by=KAREN, on=ON)
    actions.reports.reopen_report(sent.id, reason="Forkert bolig", seen_version=1, by=KAREN, on=ON)
    (again,) = _reports(case)
    assert (again.state, again.reopened_reason) == (ReportState.DRAFT, "Forkert bolig")
    with pytest.raises(ReportNotSubmitted):
        actions.reports.reopen_report(
            again.id, reason="Igen", seen_version=again.version, by=KAREN, on=ON
        )
    story = queries.timeline.story(case.id, by=LEAD, on=ON)
    assert "report_reopened" in {each.kind for each in story.happenings}
    assert "report_submitted" not in {each.kind for each in story.happenings}


def test_the_facts_are_those_of_the_period_and_of_the_method():
    case = _case()
    put_meeting(case.id, date(2026, 1, 20))
    put_meeting(case.id, date(2026, 3, 3))
    put_meeting(case.id, date(2026, 3, 4), kind="individual")
    put_agreement(case.id, date(2026, 3, 10), status="done", goal="Egen bolig")
    put_agreement(case.id, date(2026, 6, 10), goal="Et job")
    put(
        GoalRow(
            id=new_id(),
            case_id=case.id,
            set_date=date(2026, 1, 6),
            text="Nøgle til postkassen",
            status="reached",
            closed_date=date(2026, 3, 1),
        ),
        StatusRow(id=new_id(), case_id=case.id, date=date(2026, 3, 1), in_education=True),
    )
    put_scores(case.id, date(2026, 2, 2), crime=4, mental_health=2)
    put_scores(case.id, date(2026, 4, 2), mental_health=3)
    _contact(case, date(2026, 1, 31))
    _contact(case, date(2026, 2, 1))
    _contact(case, ON, minutes=45)
    _contact(case, ON, method="CTI", activity="direct_contact", minutes=60)
    known = queries.reports.facts(case.id, COLLAB, first=DAYS[0], last=DAYS[1], by=LEAD)
    assert known.meetings == 1
    assert known.agreements == {"open": 0, "done": 1, "not_done": 0}
    assert (known.contacts, known.minutes) == (2, {"coordination": 75})
    assert known.scores == {"crime": 4, "mental_health": 3}
    assert (known.open_goals, known.reached_goals) == (
        ("Egen bolig", "Et job"),
        ("Nøgle til postkassen",),
    )
    assert (known.in_education, known.housing) == (True, None)
    support = queries.reports.facts(case.id, SUPPORT, first=DAYS[0], last=DAYS[1], by=LEAD)
    assert (support.contacts, support.minutes) == (1, {"direct_contact": 60})


def test_a_submitted_report_keeps_the_facts_of_its_day():
    case = _case()
    _contact(case, ON)
    _begin(case, submit=True)
    _contact(case, ON)
    assert _reports(case)[0].facts.contacts == 1
    assert queries.reports.facts(case.id, COLLAB, first=ON, last=ON, by=LEAD).contacts == 2


def test_a_new_report_begins_where_the_last_one_ended():
    case = _case()
    period = queries.reports.proposed_period(case.id, COLLAB, by=KAREN, on=ON)
    assert period == (date(2026, 2, 5), ON)
    put_report(case.id, to_date=date(2026, 4, 30))
    period = queries.reports.proposed_period(case.id, COLLAB, by=KAREN, on=ON)
    assert period == (date(2026, 5, 1), ON)


@pytest.mark.parametrize(("by", "own", "others"), [(KAREN, COLLAB, SUPPORT), (BO, SUPPORT, COLLAB)])
def test_each_worker_writes_their_own_report_and_reads_both(by, own, others):
    case = _case()
    assert queries.reports.writable(case.id, by=by) == (own,)
    _begin(case, own, by=by, submit=True)
    with pytest.raises(NotAllowed):
        _begin(case, others, by=by)
    put_report(case.id, kind=others)
    assert {report.kind for report in _reports(case, by)} == {COLLAB, SUPPORT}
    stranger = next(each for each in _reports(case) if each.kind is others)
    with pytest.raises(NotAllowed):
        actions.reports.reopen_report(
            stranger.id, reason="x", seen_version=stranger.version, by=by, on=ON
        )


def test_nobody_else_reads_or_writes():
    case = _case()
    put_report(case.id)
    for role in Role:
        if role is Role.PROJECT_LEAD:
            continue
        by = person(role, staff_id="other")
        assert _reports(case, by) == ()
        assert queries.reports.writable(case.id, by=by) == ()
        assert queries.reports.proposed_period(case.id, COLLAB, by=by, on=ON) is None
        assert queries.reports.facts(case.id, COLLAB, first=ON, last=ON, by=by) is None
        with pytest.raises(NotFound):
            _begin(case, by=by)


def test_a_case_without_support_has_no_report_on_support():
    case = put_case(step=Step.COLLABORATION, coordinator_id="karen", start_date=date(2026, 1, 5))
    assert queries.reports.writable(case.id, by=LEAD) == (COLLAB,)
    with pytest.raises(NotAllowed):
        _begin(case, SUPPORT, by=LEAD)


def test_no_report_before_the_young_person_is_accepted_and_the_last_one_after_the_end():
    with pytest.raises(WrongStep):
        _begin(put_case(step=Step.ASSESSMENT, coordinator_id="karen"))
    closed = _case(step=Step.CLOSED, end_date=ON)
    _begin(closed, submit=True)


def test_what_is_due_follows_the_reports_and_a_draft_is_not_enough():
    case = _case()
    put_measurement(case.id, ON)
    on = ON + timedelta(days=10)

    def late():
        standing = queries.overview.standing(case.number, by=LEAD, on=on)
        return [
            kind for kind in (DueKind.REPORT_COLLAB, DueKind.REPORT_SUPPORT) if standing.late(kind)
        ]

    assert late() == [DueKind.REPORT_COLLAB, DueKind.REPORT_SUPPORT]
    _begin(case, days=(date(2026, 1, 5), ON))
    assert DueKind.REPORT_COLLAB in late()
    _change(_reports(case)[0], days=(date(2026, 1, 5), ON), submit=True)
    assert late() == [DueKind.REPORT_SUPPORT]
    put_report(case.id, kind=SUPPORT, to_date=ON)
    assert late() == []
