"""The demo store: invented people whose histories obey the rules, but for the planted warnings."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import inspect, select

from core.cadence import due
from core.calendar import add_months, age_on
from core.caseload import Workload, free_places
from core.codes import Method, Role, Step, Variant, valid_codes
from core.consent import gap
from core.duties_of_homes import PROMPTS as PROMPTS_OF_HOMES
from core.errors import RuleBroken
from core.history import COLUMNS, findings
from core.milestones import PROMPTS
from core.network import roles
from core.network_compare import compare
from core.network_map import on_map
from core.passwords import check_password
from core.pathway import ACCEPTED_STEPS, stands_on
from core.plan_versions import changes, from_text
from core.records.overview import DueKind
from core.settings import Settings
from core.sharing import Recipient, basis
from core.support import planned_end
from db import check, demo
from db.demo.bank import sentences
from db.demo.filling import _everything
from db.demo.stories import STORIES, Flaw, told
from db.engine import Store, close_store, open_store, reading
from db.footing import FEW, footings
from db.hashing import matches
from db.identifiers import check_cpr, check_email, check_phone
from db.models import (
    AccountRow,
    AgreementRow,
    AuditRow,
    Base,
    CaseRow,
    DialogueAnswerRow,
    DimensionRow,
    DistributionRow,
    FidelityRow,
    GoalRow,
    HousingRow,
    InterventionRow,
    MeasurementRow,
    MeetingRow,
    NetworkMapRow,
    NetworkPersonRow,
    ParticipantRow,
    PauseRow,
    PlanVersionRow,
    ReportRow,
    StaffRow,
    StatusRow,
    StoreRow,
    SupportCourseRow,
    YoungPersonRow,
)
from db.queries.network import consents_of, people_of
from db.queries.network_maps import maps_of
from db.queries.open_cases import facts_of_open_cases
from db.queries.store import is_demo
from tests import databases
from tests.factories import put_staff

ON = date(2026, 5, 4)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Any:
    store = open_store(databases.laid(tmp_path_factory.mktemp("demo") / "demo.duckdb"))
    demo.fill(on=ON)
    url = store.url
    close_store()
    return url


@pytest.fixture
def opened(filled: str) -> Any:
    yield open_store(filled)
    close_store()


def rows(kind: type[Any]) -> list[Any]:
    with reading() as session:
        return list(session.scalars(select(kind)))


def late() -> dict[str, set[int]]:
    found = defaultdict(set)
    for facts in facts_of_open_cases(ON):
        for each in due(facts, ON, Settings()):
            if each.overdue:
                found[each.reason].add(facts.number)
    return found


# ---------------------------------------------------------------- who is there


def test_sixty_young_people_stand_on_every_step(opened: Store):
    steps = Counter(Step(case.step) for case in rows(CaseRow))
    assert set(steps) == set(Step)
    assert sum(steps.values()) == len(rows(YoungPersonRow)) == 60


def test_both_variants_are_open_in_several_steps(opened: Store):
    open_ones = {(case.variant, case.step) for case in rows(CaseRow) if case.step in ACCEPTED_STEPS}
    assert {variant for variant, _ in open_ones} == set(Variant)
    assert len({step for variant, step in open_ones if variant == Variant.U}) >= 2


def test_twelve_members_of_staff_and_an_account_for_every_role(opened: Store):
    methods = Counter(row.methods for row in rows(StaffRow) if row.role == "support_worker")
    assert len(rows(StaffRow)) == 12
    assert methods == {"CTI": 2, "ICM": 2, "CTI;ICM": 1}
    assert {role for _, role, _ in demo.accounts()} == {role.value for role in Role}


def test_the_accounts_told_are_the_accounts_in_the_store(opened: Store):
    stored = {(row.username, row.name) for row in rows(AccountRow)}
    assert stored == {(username, name) for username, _, name in demo.accounts()}
    assert all(row.username.isascii() and row.username.islower() for row in rows(AccountRow))
    assert not any(row.must_change_password for row in rows(AccountRow))


def test_a_project_leader_and_one_coordinator_allocate(opened: Store):
    roles = {username: role for username, role, _ in demo.accounts()}
    allocating = [roles[row.username] for row in rows(AccountRow) if row.allocates]
    assert sorted(allocating) == ["coordinator", "project_lead"]


def test_every_account_signs_in_with_the_one_password(opened: Store):
    hashes = {row.password_hash for row in rows(AccountRow)}
    assert len(hashes) == 1
    assert matches(demo.PASSWORD, hashes.pop())
    for username, _, _ in demo.accounts():
        check_password("password", demo.PASSWORD, username=username)


def test_nobody_real_can_be_hit(opened: Store):
    for young in rows(YoungPersonRow):
        assert young.phone.startswith("+45 00")
        assert (young.email or "@example.org").endswith("@example.org")
        if young.cpr:
            born = young.birth_date
            assert young.cpr[:6] == f"{born.day + 60}{born:%m%y}"
            assert check_cpr("cpr", young.cpr) == young.cpr


def test_numbers_and_addresses_would_be_taken_by_the_import(opened: Store):
    people = rows(YoungPersonRow) + rows(NetworkPersonRow)
    assert all(check_phone("phone", each.phone) for each in people if each.phone)
    assert all(check_email("email", each.email) == each.email for each in people if each.email)


def test_no_two_young_people_share_a_name_or_a_cpr_number(opened: Store):
    people = rows(YoungPersonRow)
    numbers = [young.cpr for young in people if young.cpr]
    assert len({young.name for young in people}) == len(people)
    assert len(set(numbers)) == len(numbers)


# ---------------------------------------------------------------- the rules


def test_every_case_stands_where_its_records_put_it(opened: Store):
    with reading() as session:
        footing = footings(session, ON)
    assert {case.id: Step(case.step) for case in rows(CaseRow)} == {
        case_id: stands_on(each) for case_id, each in footing.items()
    }


@pytest.mark.parametrize("number", [1, FEW, FEW + 1])
def test_the_footing_of_some_cases_is_the_same_as_among_all(opened: Store, number: int):
    made_up = [f"none {each}" for each in range(number)]
    with reading() as session:
        everyone = footings(session, ON)
        some = dict(list(everyone.items())[:3])
        assert footings(session, ON, {*some, *made_up[3:]}) == some


def test_there_are_no_orphans_and_no_faults(opened: Store):
    assert check.faults(ON) == []


def test_the_histories_give_no_warning_when_imported(opened: Store):
    tables = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
    history = {
        sheet: [
            {"row": place, **{name: getattr(row, name) for name in names}}
            for place, row in enumerate(rows(tables[sheet]))
        ]
        for sheet, names in COLUMNS.items()
    }
    assert list(findings(history, ON)) == []


def test_no_caseload_was_ever_over_its_cap(opened: Store):
    check_caps(
        [
            (each.worker_id, Method(each.method), each.start_date, each.end_date)
            for each in rows(SupportCourseRow)
        ]
        + [
            (case.coordinator_id, Method.SM, case.start_date, case.end_date)
            for case in rows(CaseRow)
            if case.coordinator_id
        ]
    )


def check_caps(spans: list[tuple[str, Method, date, date | None]]) -> None:
    for worker, _, day, _ in spans:
        active = Counter(
            method
            for other, method, start, end in spans
            if other == worker and start <= day <= (end or date.max)
        )
        before = Workload("", dict(active))
        for method, n in active.items():
            # One fewer must leave a place for the one that is there.
            less = Workload("", {**before.active, method: n - 1})
            assert free_places(method, less, Settings(), day) > 0


def test_the_first_coordinator_is_near_twenty(opened: Store):
    active = Counter(
        case.coordinator_id for case in rows(CaseRow) if case.coordinator_id and not case.end_date
    )
    assert 16 <= max(active.values()) <= 20


def test_every_course_past_its_start_has_the_consents_it_needs(opened: Store):
    born = {young.id: young.birth_date for young in rows(YoungPersonRow)}
    for case in rows(CaseRow):
        if case.step in ACCEPTED_STEPS - {Step.START_UP}:
            with reading() as session:
                assert gap(consents_of(session, case.id), born[case.young_person_id], ON) is None


def test_nobody_meets_before_a_consent(opened: Store):
    for case in rows(CaseRow):
        with reading() as session:
            given = [each.given_date for each in consents_of(session, case.id)]
        met = [
            each.date
            for each in rows(MeetingRow)
            if each.case_id == case.id and each.kind == "network"
        ]
        assert not met or min(given) <= min(*met, ON)


def test_cti_begins_with_a_home_and_lasts_nine_months_at_the_most(opened: Store):
    homes = defaultdict(list)
    for row in rows(HousingRow):
        homes[row.case_id] += [day for day in (row.allocated_date, row.lease_signed_date) if day]
    for course in rows(SupportCourseRow):
        if course.method == "CTI":
            assert min(homes[course.case_id]) <= course.start_date
            assert (course.end_date or course.start_date) <= planned_end(course.start_date)


def test_a_cti_course_that_ran_its_time_was_handed_over_a_month_before(opened: Store):
    for course in rows(SupportCourseRow):
        if course.method == "CTI" and course.end_reason == "planned":
            assert course.handover_agreed_date <= add_months(planned_end(course.start_date), -1)


def test_what_ended_ended_with_a_decision_and_with_the_people_involved(opened: Store):
    assert all(each.follow_on_support for each in rows(SupportCourseRow) if each.end_date)
    closed = [case for case in rows(CaseRow) if case.step == Step.CLOSED]
    assert all(case.closure_reason and case.closure_note for case in closed)
    assert all(case.closure_young_person_involved is not None for case in closed)
    running = {each.case_id for each in rows(SupportCourseRow) if not each.end_date}
    assert not running & {case.id for case in closed}


def test_agreements_stand_inside_their_goal_and_settled_ones_have_a_day(opened: Store):
    goals = {goal.id: goal for goal in rows(GoalRow)}
    for each in rows(AgreementRow):
        assert each.responsible
        assert each.follow_up_date >= goals[each.goal_id].set_date
        assert (each.done_date is not None) == (each.status != "open")
        assert (each.done_date or ON) <= ON


def test_nothing_recorded_lies_ahead_but_what_is_planned(opened: Store):
    for kind in (MeasurementRow, StatusRow, FidelityRow):
        assert max(each.date for each in rows(kind)) <= ON
    held = [each for each in rows(MeetingRow) if each.state == "held"]
    assert max(each.date for each in held) <= ON
    assert all(each.date <= ON.replace(year=2027) for each in rows(MeetingRow))


def test_nobody_is_said_to_have_spoken_who_was_not_there(opened: Store):
    assert not [each for each in rows(ParticipantRow) if each.active and not each.attended]


def test_codes_are_valid_on_their_days(opened: Store):
    for each in rows(StatusRow):
        assert each.employment in valid_codes("employment", each.date)
        assert each.education_type is None or each.education_type in valid_codes(
            "education_type", each.date
        )
    for each in rows(HousingRow):
        assert each.situation in valid_codes("housing_situation", each.from_date)
    for each in rows(PauseRow):
        assert each.reason in valid_codes("pause_reason", each.from_date)


def test_the_reports_of_a_case_follow_each_other_and_no_day_is_told_twice(opened: Store):
    by_kind = defaultdict(list)
    for each in rows(ReportRow):
        assert each.from_date <= each.to_date <= ON
        assert each.what_next
        by_kind[each.case_id, each.kind].append((each.from_date, each.to_date))
    assert {kind for _, kind in by_kind} == {"collab", "support"}
    for spans in by_kind.values():
        ordered = sorted(spans)
        for (_, until), (since, _) in pairwise(ordered):
            assert until < since


def test_the_answers_are_those_of_a_conversation_and_near_its_scores(opened: Store):
    scores = {each.id: each for each in rows(MeasurementRow)}
    answers = rows(DialogueAnswerRow)
    assert answers
    for each in answers:
        assert 1 <= each.score <= 5
        assert abs(each.score - getattr(scores[each.measurement_id], each.domain)) <= 1


def test_the_history_reaches_a_year_and_a_half_back(opened: Store):
    oldest = min(case.referral_date for case in rows(CaseRow))
    assert timedelta(days=400) < ON - oldest < timedelta(days=580)


def test_case_numbers_follow_the_referrals(opened: Store):
    cases = sorted(rows(CaseRow), key=lambda case: case.number)
    assert [case.number for case in cases] == list(range(1001, 1061))
    assert [case.referral_date for case in cases] == sorted(case.referral_date for case in cases)
    assert {row.id: row.value for row in rows(StoreRow)}["last_case_number"] == "1060"


# ---------------------------------------------------------------- the warnings

REASONS = {
    Flaw.REFERRAL_WAITS: {"take_up"},
    Flaw.ASSESSMENT_WAITS: {"decision"},
    Flaw.NO_COORDINATOR: {"coordinator", "support_start"},
    Flaw.HOME_WAITS: {"home"},
    Flaw.SUPPORT_WAITS: {"support_start"},
    Flaw.NO_APPLICATION: {"home_application"},
    Flaw.OFFER_WAITS: {"home_offer"},
    Flaw.MEETING_GAP: {"meeting_gap"},
    Flaw.FEW_MEETINGS: {"meeting_year"},
    Flaw.MEETING_NOT_HELD: {"meeting_planned"},
    Flaw.PROFESSIONALS_ONLY: {"professionals_only"},
    Flaw.MEASUREMENT_LATE: {"measurement"},
    Flaw.REPORT_LATE: {"report_collab", "report_support"},
    Flaw.AGREEMENT_LATE: {"agreement", "reminder"},
    Flaw.CTI_LATE: {"cti_end"},
    Flaw.NO_HANDOVER: {"cti_handover"},
    Flaw.NO_PHASE_PLAN: {"cti_plan"},
    Flaw.PHASE_OPEN: {"cti_meetings", "cti_closing"},
    Flaw.ICM_NOT_FOLLOWED: {"icm_agreement", "icm_review"},
    Flaw.AGE_OUTSIDE: {"too_old"},
}
NEVER_LATE = PROMPTS | PROMPTS_OF_HOMES | {DueKind.CLOSING_PLAN}


def test_every_flaw_is_planted_and_shows_as_late(opened: Store):
    assert set(REASONS) == set(Flaw) == {story.flaw for story in STORIES if story.flaw}
    assert set(late()) == set().union(*REASONS.values())


def test_nothing_else_is_late(opened: Store):
    planted = Counter(reason for story in told(60) if story.flaw for reason in REASONS[story.flaw])
    assert {reason: len(numbers) for reason, numbers in late().items()} == planted


def test_every_kind_of_overdue_is_there(opened: Store):
    kinds = {
        each.kind
        for facts in facts_of_open_cases(ON)
        for each in due(facts, ON, Settings())
        if each.overdue
    }
    assert kinds == set(DueKind) - NEVER_LATE


def test_one_team_met_without_the_young_person(opened: Store):
    assert sum(bool(each.professionals_only_pre_meeting) for each in rows(MeetingRow)) == 1


def test_one_young_person_is_outside_the_ages(opened: Store):
    born = {young.id: young.birth_date for young in rows(YoungPersonRow)}
    spans = {"H": range(17, 25), "U": range(15, 24)}
    outside = [
        case
        for case in rows(CaseRow)
        if case.end_date is None
        and age_on(born[case.young_person_id], ON) not in spans[case.variant]
    ]
    assert len(outside) == 1


# ---------------------------------------------------------------- the network


def test_a_network_has_so_many_people_that_a_map_is_worth_drawing(opened: Store):
    sizes = Counter(row.case_id for row in rows(NetworkPersonRow))
    assert min(sizes.values()) >= 8
    assert max(sizes.values()) <= 14
    known = rows(NetworkPersonRow)
    assert {row.closeness for row in known} == {1, 2, 3}
    assert any(row.draw_on for row in known)
    assert {row.participant_role for row in known} - {None} <= set(roles(ON))


def test_some_have_two_earlier_maps_that_differ_from_each_other_and_from_now(opened: Store):
    kept = defaultdict(list)
    for row in rows(NetworkMapRow):
        kept[row.case_id].append(row)
    assert kept
    starts = {case.id: case.start_date for case in rows(CaseRow)}
    for case_id, maps in kept.items():
        first, second = sorted(maps, key=lambda row: row.date)
        assert starts[case_id] < first.date < second.date <= ON
        with reading() as session:
            then = [one.people for one in reversed(maps_of(session, case_id))]
            now = tuple(on_map(one) for one in people_of(session, case_id))
        assert all(compare(one, other) for one, other in pairwise([*then, now]))


def test_everybody_in_a_course_receives_something_already(opened: Store):
    received = {row.case_id for row in rows(InterventionRow)}
    assert received == {case.id for case in rows(CaseRow) if case.start_date}
    for row in rows(InterventionRow):
        assert row.information_type in valid_codes("information_type", ON)
        assert row.to_date is None or row.from_date <= row.to_date


# ---------------------------------------------------------------- the words


def test_no_sentence_comes_back_too_often(opened: Store):
    for column in (
        DimensionRow.own_words,
        GoalRow.text,
        AgreementRow.text,
        CaseRow.referral_reason,
    ):
        with reading() as session:
            words = [text for text in session.scalars(select(column)) if text]
        assert Counter(words).most_common(1)[0][1] <= max(3, len(words) // 25)


def test_every_sentence_is_filled_in(opened: Store):
    with reading() as session:
        for mapper in Base.registry.mappers:
            for row in session.scalars(select(mapper.class_)):
                texts = [value for value in vars(row).values() if isinstance(value, str)]
                shown = [text for text in texts if not text.startswith(('{"', '[{"'))]
                assert not [text for text in shown if "{" in text or text.startswith(" ")]


def test_every_sentence_ends_like_one():
    for key, texts in sentences().items():
        if not key.startswith(("agenda", "place")):
            assert all(text.endswith((".", "?", "!")) for text in texts), key
        assert len(set(texts)) == len(texts), key


# ---------------------------------------------------------------- filling


def test_the_store_is_marked_and_the_fill_leaves_one_line_of_a_change(opened: Store):
    assert is_demo()
    changed = [line.table_name for line in rows(AuditRow) if line.kind == "change"]
    assert changed == ["store"]


def test_a_store_with_somebody_in_it_is_refused_and_left_alone(store: Store):
    put_staff()
    with pytest.raises(RuleBroken) as refused:
        demo.fill(on=ON)
    assert refused.value.code == "store_not_empty"
    assert len(rows(StaffRow)) == 1
    assert not is_demo()


def test_the_same_seed_and_day_give_the_same_rows():
    first, second = (_everything(ON, 7, 60, None).by_table for _ in range(2))
    for table in first:
        hidden = {"password_hash"}
        assert [{k: v for k, v in row.items() if k not in hidden} for row in first[table]] == [
            {k: v for k, v in row.items() if k not in hidden} for row in second[table]
        ]


def test_another_seed_gives_other_people():
    names = [
        {row["name"] for row in _everything(ON, seed, 60, None).by_table[YoungPersonRow]}
        for seed in (1, 2)
    ]
    assert names[0] != names[1]


def test_progress_is_told_to_the_end(store: Store):
    heard: list[tuple[int, int]] = []
    demo.fill(on=ON, young_people=20, progress=lambda done, of: heard.append((done, of)))
    assert heard[-1] == (20, 20)


@hypothesis_settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    on=st.dates(date(2025, 7, 1), date(2029, 12, 31)),
    seed=st.integers(0, 10_000),
    young_people=st.sampled_from([60, 60, 150]),
)
def test_on_any_day_the_caps_hold_and_every_code_is_valid(on: date, seed: int, young_people: int):
    made = _everything(on, seed, young_people, None).by_table
    check_caps(
        [
            (each["worker_id"], Method(each["method"]), each["start_date"], each.get("end_date"))
            for each in made[SupportCourseRow]
        ]
        + [
            (case["coordinator_id"], Method.SM, case["start_date"], case.get("end_date"))
            for case in made[CaseRow]
            if case["coordinator_id"]
        ]
    )
    assert all(
        each["employment"] in valid_codes("employment", each["date"]) for each in made[StatusRow]
    )


@pytest.mark.parametrize(
    ("on", "seed"),
    [
        (date(2026, 12, 27), 3),
        (date(2027, 1, 1), 4),
        (date(2028, 2, 29), 5),
        (date(2026, 8, 1), 6),
        (date(2026, 11, 22), 7),
    ],
)
def test_on_any_day_only_what_was_planted_is_late(tmp_path: Path, on: date, seed: int):
    open_store(databases.laid(tmp_path / "other.duckdb"))
    try:
        demo.fill(on=on, seed=seed)
        with reading() as session:
            footing = footings(session, on)
            stored = {case.id: case.step for case in session.scalars(select(CaseRow))}
        assert all(stands_on(each) == stored[case_id] for case_id, each in footing.items())
        planted = Counter(
            reason for story in told(60) if story.flaw for reason in REASONS[story.flaw]
        )
        found = Counter(
            each.reason
            for facts in facts_of_open_cases(on)
            for each in due(facts, on, Settings())
            if each.overdue
        )
        assert found == planted
    finally:
        close_store()


def test_the_columns_written_are_columns_of_the_tables():
    for table, values in _everything(ON, 7, 60, None).by_table.items():
        assert {name for row in values for name in row} <= {
            column.key for column in inspect(table).columns
        }


def test_a_large_store_keeps_the_caps_too():
    made = _everything(ON, 7, 1500, None).by_table
    courses = made[SupportCourseRow]
    for worker in {each["worker_id"] for each in courses}:
        check_caps(
            [
                (worker, Method(each["method"]), each["start_date"], each.get("end_date"))
                for each in courses
                if each["worker_id"] == worker
            ]
        )
    busiest = Counter(
        case["coordinator_id"]
        for case in made[CaseRow]
        if case["coordinator_id"] and not case.get("end_date")
    )
    assert max(busiest.values()) <= 20


# -------------------------------------------------------- documents


def test_plans_are_frozen_after_their_meetings_each_version_another_than_the_one_before(
    opened: Store,
):
    by_case = defaultdict(list)
    for row in rows(PlanVersionRow):
        by_case[row.case_id].append(row)
    assert max(len(versions) for versions in by_case.values()) > 2
    for versions in by_case.values():
        ordered = sorted(versions, key=lambda row: row.number)
        assert [row.number for row in ordered] == list(range(1, len(ordered) + 1))
        assert [row.date for row in ordered] == sorted(row.date for row in ordered)
        for before, after in pairwise(ordered):
            assert changes(from_text(before.content), from_text(after.content))


def test_nobody_was_given_a_plan_without_a_ground_or_more_than_it_covers(opened: Store):
    given = rows(DistributionRow)
    assert {row.basis for row in given} == {"own", "consent"}
    with reading() as session:
        for row in given:
            who = Recipient(row.recipient_role, row.recipient_name)
            ground = basis(consents_of(session, row.case_id), who, born=None, on=row.date)
            assert ground.ground.value == row.basis
            assert set((row.information_types or "").split(";")) - {""} <= ground.types
            assert not set((row.left_out or "").split(";")) & ground.types
    assert any(row.left_out for row in given)
