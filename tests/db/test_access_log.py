"""The log as it is read, sampled and deleted: who is told what, and that nothing else goes."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.access_log import AlreadyDrawn, OwnLookup
from core.case_lots import draw as lots
from core.codes import Role
from core.errors import ChangedByOther, MissingValue, NotAllowed
from core.permissions import Act
from core.records.access_log import Finding, LineKind, LogWanted, Lookup
from core.records.programme import ProgrammeKind
from db import actions, queries
from db.clock import local
from db.engine import current_store, transaction
from db.errors import StoreReadOnly
from db.log.chain import CUT, append
from db.log.chain_check import breaks
from db.models import AccessReviewRow, AccessSampleRow, AuditRow, SettingRow, new_id
from db.queries.access_log import PAGE_SIZE
from db.queries.access_log_keeping import WORKED_DAYS
from db.safekeeping import nightly
from tests.factories import person, put, put_account, put_case

pytestmark = pytest.mark.usefixtures("store")
ON = date(2026, 6, 10)
MAY = date(2026, 5, 1)
FIRST, LAST = (datetime(year, 1, 1, tzinfo=UTC).replace(tzinfo=None) for year in (2020, 2040))
NOON = datetime(2026, 5, 6, 10, tzinfo=UTC)
LEAD = person(Role.PROJECT_LEAD, name="Birgitte Lygtebro", account_id="lead")
OFFICE = person(Role.ADMINISTRATOR, account_id="office")


def put_line(*told, **more):
    row = new_line(*told, **more)
    put_lines([row])
    return row


def new_line(kind=LineKind.READ, *, by=LEAD, page="young_person", case=None, time=NOON, **more):
    facts = more.pop("facts", {})
    return AuditRow(
        id=new_id(),
        time=time,
        account_id=by.account_id,
        name=by.name,
        act=Act.SEE_CASE.value,
        table_name=page,
        row_id=new_id(),
        case_id=case.id if case else None,
        changes=json.dumps(facts, ensure_ascii=False),
        kind=kind.value,
        **more,
    )


def put_lines(rows):
    with transaction() as session:
        for row in rows:
            append(session, row)
            session.flush()


def log(by=LEAD, **wanted):
    return queries.access_log.lines(LogWanted(**wanted), by=by)


def numbers(page):
    return [line.sequence for line in page.lines]


# ---------------------------------------------------------------- reading


@pytest.mark.asvs("16.2.1", "16.2.2")
def test_a_line_tells_who_when_what_case_purpose_before_and_after():
    case = put_case()
    actions.looks.saw("network_meeting", {"case": str(case.number)}, by=LEAD, purpose="Vikar")
    line = log().lines[0]
    assert (line.name, line.account_id, line.kind) == (LEAD.name, "lead", LineKind.READ)
    assert (line.subject, line.case_number, line.purpose) == (
        "network_meeting",
        case.number,
        "Vikar",
    )
    assert abs(datetime.now(UTC) - line.time) < timedelta(minutes=5)
    actions.looks.refused("accounts", {}, by=person(Role.COORDINATOR, name="Åse"))
    assert (log().lines[0].kind, log().lines[0].name) == (LineKind.REFUSED, "Åse")


@pytest.mark.asvs("16.4.2")
def test_an_administrator_reads_no_case_no_change_no_search_and_nobody_else_anything():
    case = put_case()
    for kind in LineKind:
        put_line(kind, case=case, facts={"wishes": [None, "Vilma"]}, purpose="Vilma")
    seen = log(OFFICE).lines
    assert {line.kind for line in seen} == {"session", "refused", "export", "system"}
    about = [line for line in seen if line.kind in {LineKind.REFUSED, LineKind.EXPORT}]
    assert {(line.case_number, line.facts, line.purpose) for line in about} == {(None, None, None)}
    assert log(OFFICE, case_number=case.number).lines == ()
    assert log(OFFICE, kind=LineKind.READ).lines == ()
    for role in set(Role) - {Role.PROJECT_LEAD, Role.ADMINISTRATOR}:
        with pytest.raises(NotAllowed):
            log(person(role))


def test_pages_follow_each_other_without_gap_or_overlap_whatever_is_asked_for():
    other = person(Role.COORDINATOR, account_id="other")
    put_lines(
        new_line(by=other if number % 30 == 0 else LEAD, time=NOON + timedelta(minutes=number))
        for number in range(2 * PAGE_SIZE + 30)
    )
    first = log()
    second = log(before=numbers(first)[-1])
    third = log(before=numbers(second)[-1])
    found = numbers(first) + numbers(second) + numbers(third)
    assert found == sorted(set(found), reverse=True)
    assert len(found) == 2 * PAGE_SIZE + 30
    assert (first.newer, first.older, third.newer, third.older) == (False, True, True, False)
    back = log(after=numbers(third)[0])
    assert numbers(back) == numbers(second)
    assert (back.newer, back.older) == (True, True)
    assert len(log(account_id="other").lines) == 5
    assert log(before=10**12).lines == first.lines


def test_days_are_danish_days():
    late = put_line(time=datetime(2026, 5, 5, 22, 30, tzinfo=UTC))
    assert numbers(log(first=date(2026, 5, 6), last=date(2026, 5, 6))) == [late.sequence]
    assert log(last=date(2026, 5, 5)).lines == ()
    assert len(log(last=date.max).lines) == 1


@pytest.mark.asvs("16.4.1")
@settings(max_examples=15)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_a_line_tells_whatever_was_written_as_it_was_written(text):
    put_line(facts={text: [text, None], "odd": 5})
    assert dict(log().lines[0].facts) == {text: (text, None)}


def test_a_look_up_is_told_with_its_day_and_purpose_and_without_whoever_made_it():
    case, other = put_case(), put_case("Otto Odde")
    for page in ("young_person", "contacts"):
        put_line(page=page, case=case)
    put_line(page="status", case=case, purpose="Vikar for Åse", time=NOON + timedelta(days=1))
    put_line(LineKind.EXPORT, page="documents", case=case, time=NOON + timedelta(days=2))
    put_line(LineKind.REFUSED, case=case, time=NOON + timedelta(days=3))
    put_line(case=other)
    found = queries.access_log.lookups_of([case.id])
    assert found == (
        Lookup(date(2026, 5, 8), "cooperation"),
        Lookup(date(2026, 5, 7), "temporary"),
        Lookup(date(2026, 5, 6), "follow_up"),
    )
    at = queries.access_log.lookups_at(case.number, by=LEAD)
    assert (at.name, at.lookups) == ("Vilma Vildspor", found)
    assert queries.access_log.lookups_of([]) == ()
    with pytest.raises(NotAllowed):
        queries.access_log.lookups_at(case.number, by=OFFICE)


# ---------------------------------------------------------------- samples


def put_month():
    """Look-ups of May by a worker and the leader, and their accounts."""
    lead, worker = put_account(Role.PROJECT_LEAD), put_account(Role.COORDINATOR, username="åse")
    case = put_case()
    put_lines(
        new_line(by=worker, case=case if number % 2 else None, time=NOON + timedelta(hours=number))
        for number in range(25)
    )
    put_line(LineKind.EXPORT, by=worker, page="export", facts={"cpr": [None, True]})
    put_line(by=lead, case=case)
    put_line(by=lead, case=case, time=NOON + timedelta(days=60))
    return lead, worker


def test_a_draw_can_be_checked_and_is_made_once():
    lead, _ = put_month()
    review_id = actions.access_log.draw(MAY, by=None, on=ON)
    with pytest.raises(AlreadyDrawn):
        actions.access_log.draw(MAY, by=lead, on=ON)
    (review,) = queries.access_reviews.reviews(by=lead)
    samples = queries.access_reviews.samples(review_id, by=lead)
    pool = [
        line.sequence
        for line in (*log(before=29).lines, *log(after=0).lines)
        if review.first <= line.sequence <= review.last
        and (line.about_case or line.kind is not LineKind.READ)
    ]
    assert len(set(pool)) == review.pool == 14
    drawn = {number for each in samples for number in each.sequences}
    assert set(lots(pool, review.wanted, review.seed)) <= drawn
    assert {code for each in samples for code in each.rules} >= {"outside", "cpr_export", "by_lot"}
    assert review.open == len(samples)
    assert log().lines[0].act == Act.REVIEW_ACCESS


@pytest.mark.asvs("16.4.2")
def test_a_finding_is_signed_by_another_and_stays_in_the_log():
    lead, worker = put_month()
    review_id = actions.access_log.draw(MAY, by=lead, on=ON)
    samples = queries.access_reviews.samples(review_id, by=lead)
    theirs = next(each for each in samples if each.account_id == worker.account_id)
    own = next(each for each in samples if each.account_id == lead.account_id)

    def sign(sample, finding, note=None, by=lead, seen=1):
        actions.access_log.sign_off(sample.id, finding, note_text=note, seen_version=seen, by=by)

    with pytest.raises(OwnLookup):
        sign(own, Finding.IN_ORDER)
    with pytest.raises(NotAllowed):
        sign(theirs, Finding.IN_ORDER, by=OFFICE)
    for finding in (None, Finding.BREACH):
        with pytest.raises(MissingValue):
            sign(theirs, finding)
    sign(theirs, Finding.BREACH, "Ukendt for teamet.")
    with pytest.raises(ChangedByOther):
        sign(theirs, Finding.IN_ORDER)
    sign(own, Finding.IN_ORDER, by=OFFICE)
    (review,) = queries.access_reviews.reviews(by=lead)
    assert (review.counted[Finding.BREACH], review.open) == (1, len(samples) - 2)
    (seen,) = [
        each
        for each in queries.access_reviews.samples(review_id, by=OFFICE)
        if each.account_id == lead.account_id
    ]
    assert (seen.line.case_number, seen.line.facts) == (None, None)
    assert {each.account_id for each in queries.access_reviews.samples(review_id, by=OFFICE)} == {
        lead.account_id
    }
    with pytest.raises(NotAllowed):
        queries.access_reviews.lines_behind(theirs, by=OFFICE)


def test_samples_not_gone_through_are_told_to_the_leader_until_they_are():
    lead, worker = put_month()
    due = queries.access_reviews.dues(on=ON)
    assert [(each.kind, each.due_date) for each in due] == [
        (ProgrammeKind.ACCESS_REVIEW, date(2026, 6, 30))
    ]
    told = queries.notices.of_person(by=lead, on=date(2026, 7, 1))
    assert "access_review" in {each.rule for each in told}
    assert "access_review" not in {
        each.rule for each in queries.notices.of_person(by=worker, on=date(2026, 7, 1))
    }
    review_id = actions.access_log.draw(MAY, by=lead, on=ON)
    for each in queries.access_reviews.samples(review_id, by=lead):
        by = OFFICE if each.account_id == lead.account_id else lead
        actions.access_log.sign_off(
            each.id, Finding.IN_ORDER, note_text=None, seen_version=1, by=by
        )
    assert queries.access_reviews.dues(on=date(2026, 6, 30)) == ()


# ---------------------------------------------------------------- deleted when its time has come


def put_reviews(*months):
    for month in months:
        review = AccessReviewRow(
            id=new_id(), month=month, drawn_time=NOON, seed=1, wanted=20, pool=1
        )
        sample = AccessSampleRow(review_id=review.id, sequences="1", rules="by_lot")
        put(review, sample)


def put_a_week(on=ON):
    """A line on each of the days before, as where people work."""
    noon = datetime.combine(on, NOON.timetz())
    put_lines(new_line(time=noon - timedelta(days=each)) for each in range(WORKED_DAYS, 0, -1))


def test_only_a_beginning_of_the_log_is_deleted_and_the_chain_stays_whole():
    for months in (80, 70, 61, 30, 1):
        put_line(time=NOON - timedelta(days=30 * months))
    put_a_week()
    put_reviews(date(2021, 5, 1), date(2021, 6, 1))
    due = queries.access_log_keeping.cut_on(ON)
    assert (due.lines, due.before) == (3, date(2021, 6, 10))
    assert actions.access_log.cut(on=ON) == 3
    assert breaks(current_store()) == ()
    (left,) = queries.access_reviews.reviews(by=LEAD)
    assert (left.month, left.open) == (date(2021, 6, 1), 1)
    assert queries.access_log_keeping.cut_on(ON).lines == 0
    assert actions.access_log.cut(on=ON) == 0
    line = log().lines[0]
    assert (line.subject, line.kind, line.facts["lines"]) == (CUT, LineKind.SYSTEM, (None, 3))
    put(SettingRow(name="log_months", value="24", valid_from=ON))
    assert actions.access_log.cut(on=ON) == 1
    assert breaks(current_store()) == ()


def kept():
    with current_store().sessions() as session:
        return {row.id: row.time for row in session.query(AuditRow)}


@settings(max_examples=12)
@given(ages=st.lists(st.integers(0, 3000), max_size=12))
def test_whatever_the_ages_of_the_lines_only_old_ones_before_all_others_go(ages):
    yesterday = datetime(2026, 6, 9, tzinfo=UTC)
    put_lines(new_line(time=yesterday - timedelta(days=age)) for age in ages)
    put_a_week()
    before = kept()
    gone = actions.access_log.cut(on=ON)
    lost = [before[each] for each in before.keys() - kept().keys()]
    assert len(lost) == gone
    assert all(time < datetime(2021, 6, 10, tzinfo=UTC) for time in lost)
    assert breaks(current_store()) == ()


def test_a_clock_that_runs_years_ahead_deletes_nothing():
    put_line(time=NOON - timedelta(days=3000))
    put_a_week()
    ahead = ON.replace(year=ON.year + 9)
    for day in range(WORKED_DAYS - 1):
        put_line(time=datetime.combine(ahead + timedelta(days=day), NOON.timetz()))
        assert actions.access_log.cut(on=ahead + timedelta(days=day)) == 0
    assert actions.access_log.cut(on=ON) == 1


@pytest.mark.asvs("16.4.2")
def test_nothing_is_deleted_or_signed_while_the_log_does_not_hold_and_the_page_says_where():
    put_line(time=NOON - timedelta(days=3000))
    put_line()
    assert actions.access_log.look_over() == 0
    sound = queries.access_log.state(by=OFFICE).sound_time
    with current_store().sessions() as session, session.begin():
        session.query(AuditRow).filter_by(sequence=2).update({"name": "Bo Blæst"})
    assert actions.access_log.look_over() == 1
    with pytest.raises(StoreReadOnly):
        actions.access_log.cut(on=ON)
    with pytest.raises(StoreReadOnly):
        actions.access_log.draw(MAY, by=LEAD, on=ON)
    state = queries.access_log.state(by=OFFICE)
    assert [(each.sequence, each.flaw, each.time) for each in state.breaks] == [(2, "edited", NOON)]
    assert state.sound_time == sound < state.checked_time
    assert (queries.access_log.alarm(by=OFFICE), queries.access_log.alarm(by=LEAD)) == (1, 1)
    assert queries.access_log.alarm(by=person(Role.COORDINATOR)) == 0


# ---------------------------------------------------------------- the night


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_night_looks_the_log_over_draws_and_deletes_and_a_round_that_breaks_hinders_no_other():
    today = local().date()
    lines = [today - timedelta(days=40), today - timedelta(days=5000)]
    for day in reversed(lines):
        put_line(time=datetime.combine(day, NOON.timetz()))
    put_a_week(today)
    done = []

    def breaking():
        done.append("breaking")
        raise StoreReadOnly

    nightly.night((breaking, *nightly.ROUNDS))
    assert done == ["breaking"]
    assert queries.access_log.state(by=LEAD).checked_time is not None
    assert queries.access_pool.undrawn(today) == ()
    assert CUT in {line.subject for line in log().lines}


@given(moment=st.datetimes(FIRST, LAST, timezones=st.just(local().tzinfo)))
def test_the_next_night_begins_at_three_within_a_day(moment):
    left = nightly.seconds_left(moment)
    assert 0 < left <= 25 * 3600
    at = datetime.fromtimestamp(moment.timestamp() + left, local().tzinfo)
    assert (at.hour, at.minute) == (3, 0)
