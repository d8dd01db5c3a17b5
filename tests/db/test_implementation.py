"""The implementation in a real store: history, stale saves, rounds, who may read and write."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from core.codes import Role
from core.cooperation import AgreementTold, checked_agreement
from core.errors import ChangedByOther, MissingValue, NotAllowed, NotFound, RuleBroken
from core.implementation import AnswerUnchanged, checked_question, rule_of
from core.implementation_dues import MONTHS
from core.organisation import ChoiceTold, checked_choice
from core.records.implementation import ImplementationState, Outcome, Owner
from core.small_tests import RoundTaken, SmallTestTold, checked_test
from db import actions, queries
from db.engine import reading
from db.models import AuditRow
from tests.factories import ON, person, put_staff
from tests.factories_implementation import (
    agreement_told,
    answer_told,
    choice_told,
    small_test_told,
)
from tests.factories_implementation_demo import put_demo

pytestmark = pytest.mark.usefixtures("store")
DAY = timedelta(days=1)
LEAD = person(Role.PROJECT_LEAD, name="Lise Lygte")
STEERING = person(Role.STEERING_GROUP)


def save(told, seen_version=0, by=LEAD, question="all_partners"):
    actions.implementation.answer(question, told, seen_version=seen_version, by=by, on=ON)


def known(by=LEAD):
    return queries.implementation.everything(by=by)


def change_test(test_id, told, seen_version=1):
    actions.small_tests.change_test(test_id, told, seen_version=seen_version, by=LEAD, on=ON)


def test_every_change_of_an_answer_stays_with_who_when_what_and_why():
    karen = put_staff("Karen Kold")
    save(answer_told(owner_id=karen, due_date=ON))
    save(answer_told("in_place", owner_name="En leder", reason="Aftalt."), 1)
    found = known().answers["all_partners"]
    assert (found.state, found.owner) == (ImplementationState.IN_PLACE, Owner(None, "En leder"))
    last, first = found.changes
    assert last.fields == {
        "state": ("under_way", "in_place"),
        "owner": ("Karen Kold", "En leder"),
        "due_date": (ON.isoformat(), None),
    }
    assert (last.by_name, last.reason) == ("Lise Lygte", "Aftalt.")
    assert first.fields["state"] == ("not_begun", "under_way")


def test_an_answer_and_its_change_have_a_line_in_the_log_each():
    save(answer_told(owner_name="En leder"))
    with reading() as session:
        tables = [line.table_name for line in session.query(AuditRow)]
    assert sorted(tables) == ["implementation_answers", "implementation_changes"]


def test_a_refused_answer_leaves_nothing_behind():
    for told, kind in (
        (answer_told("not_relevant"), MissingValue),
        (answer_told(owner_id="nobody"), NotFound),
        (answer_told("not_begun"), AnswerUnchanged),
    ):
        with pytest.raises(kind):
            save(told)
    assert known().answers == {}
    with reading() as session:
        assert session.query(AuditRow).count() == 0


def test_a_stale_answer_is_refused_and_says_who_was_first():
    save(answer_told(evidence="Et referat."))
    save(answer_told(evidence="To referater.", owner_id=put_staff("Karen Kold")), 1)
    for seen_version in (0, 1):
        with pytest.raises(ChangedByOther) as refused:
            save(answer_told("in_place"), seen_version)
        assert refused.value.facts["name"] == "Lise Lygte"
        assert refused.value.changes["owner_id"] == "Karen Kold"
    assert refused.value.changes["evidence"] == "To referater."
    assert len(known().answers["all_partners"].changes) == 2


def test_eight_at_once_do_not_answer_a_question_twice():
    def answer(number):
        try:
            save(answer_told(evidence=f"Referat {number}"))
        except RuleBroken as refusal:
            return type(refusal)
        return None

    with ThreadPoolExecutor(8) as threads:
        assert sorted(map(str, threads.map(answer, range(8)))).count("None") == 1
    assert len(known().answers["all_partners"].changes) == 1


def test_an_agreement_is_made_renewed_and_ended():
    made = actions.cooperation.make_agreement(agreement_told(renew_by=ON), by=LEAD, on=ON)
    assert [each.what for each in queries.implementation.dues(on=ON)] == ["Jobcenter Papirsø"]
    renewed = agreement_told(renew_by=ON + 365 * DAY)
    actions.cooperation.change_agreement(made, renewed, seen_version=1, by=LEAD, on=ON)
    assert queries.implementation.dues(on=ON) == ()
    with pytest.raises(ChangedByOther):
        actions.cooperation.change_agreement(made, renewed, seen_version=1, by=LEAD, on=ON)
    actions.cooperation.end_agreement(
        made, ended_date=ON, reason="Lukket.", seen_version=2, by=LEAD, on=ON
    )
    (found,) = known().agreements
    assert (found.ended_date, found.ended_reason) == (ON, "Lukket.")


def test_a_choice_follows_another_and_a_stale_one_is_refused():
    actions.organisation.choose("form", choice_told("narrow"), seen_version=0, by=LEAD)
    actions.organisation.choose("form", choice_told("broad"), seen_version=1, by=LEAD)
    actions.organisation.choose("time", choice_told("full_time"), seen_version=0, by=LEAD)
    with pytest.raises(ChangedByOther):
        actions.organisation.choose("form", choice_told("narrow"), seen_version=1, by=LEAD)
    assert [each.option for each in known().choices] == ["narrow", "broad", "full_time"]


def test_a_test_is_written_step_by_step_decided_and_continued_once():
    karen = put_staff("Karen Kold")
    first = actions.small_tests.begin_test(small_test_told(1, owner_id=karen), by=LEAD, on=ON)
    change_test(first, small_test_told(4, owner_id=karen, outcome="adapt"))
    told = {"aim": "Og om morgenen?", "due_date": ON, "by": LEAD, "on": ON}
    second = actions.small_tests.begin_next_round(first, seen_version=2, **told)
    with pytest.raises(RoundTaken):
        actions.small_tests.begin_next_round(first, seen_version=3, **told)
    with pytest.raises(RoundTaken):
        change_test(first, small_test_told(4, outcome="abandon"), 3)
    after, before = known().tests
    assert (after.id, after.round, after.continues_id) == (second, 2, first)
    assert (after.title, after.owner) == (before.title, Owner(karen, "Karen Kold"))
    assert before.outcome is Outcome.ADAPT
    assert [each.address["test"] for each in queries.implementation.dues(on=ON)] == [second]


def test_the_steering_group_reads_it_and_writes_nothing():
    save(answer_told())
    assert known(STEERING).answers["all_partners"].state is ImplementationState.UNDER_WAY
    for write in (
        lambda: save(answer_told("in_place"), 1, STEERING),
        lambda: actions.cooperation.make_agreement(agreement_told(), by=STEERING, on=ON),
        lambda: actions.organisation.choose("form", choice_told(), seen_version=0, by=STEERING),
        lambda: actions.small_tests.begin_test(small_test_told(), by=STEERING, on=ON),
    ):
        with pytest.raises(NotAllowed):
            write()


@pytest.mark.parametrize("on", [ON, date(2026, 12, 27), date(2028, 2, 29)])
def test_what_the_demo_tells_would_be_taken_by_the_rules(on):
    told = put_demo(on)
    for each in told.answers.values():
        checked_question(each.question, on)
        assert each.changes[0].fields["state"][1] == each.state
        needs_reason = rule_of(each.state).needs_reason
        assert each.changes[0].reason or not needs_reason
    for each in told.agreements:
        names = ("partner", "organisation", "ours", "theirs", "signed_date", "renew_by")
        checked_agreement(AgreementTold(**{name: getattr(each, name) for name in names}), on)
    for each in told.choices:
        typed = ChoiceTold(
            option=each.option, valid_from=each.valid_from, reason=each.reason, counter=each.counter
        )
        checked_choice(each.aspect, typed)
    for each in told.tests:
        typed = SmallTestTold(
            title=each.title, aim=each.aim, steps=each.steps, outcome=each.outcome
        )
        checked_test(typed, on)
    assert {each.kind for each in queries.implementation.dues(on=on)} == set(MONTHS)


@pytest.mark.parametrize(
    "role", [Role.COORDINATOR, Role.SUPPORT_WORKER, Role.REFERRER, Role.ADMINISTRATOR]
)
def test_others_are_told_nothing(role):
    assert known(person(role)) is None
