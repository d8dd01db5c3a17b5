"""The staff survey in a real store, and that nothing in it leads from an account to an answer."""

import re
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import inspect, text

from core.codes import Role
from core.errors import ChangedByOther, NotAllowed, NotFound, RuleBroken
from core.records.surveys import Shown
from core.survey_statements import asked_on
from core.surveys import AlreadyAnswered, RoundNotOpen, RoundOver, SurveyAnswer
from db import actions, queries
from db.engine import close_store, open_store, reading
from tests import databases
from tests.factories import ON, person, put_account, put_session, put_staff

DAY = timedelta(days=1)
LAST = ON + 14 * DAY
LEAD = person(Role.PROJECT_LEAD)
CODES = asked_on(ON)
NAMES = ("Anna Asp", "Bo Birk", "Carl Ceder", "Dina Dild", "Emil Eg", "Freja Fyr")


def begin(first=ON, last=LAST):
    return actions.surveys.open_round("start", first, last, by=LEAD, on=ON)


def put_people(count=None):
    """Accounts with a place in the staff list and a session, as all who work here have."""
    people = []
    for number, name in enumerate(NAMES[:count]):
        staff_id = put_staff(name, staff_id=f"staff{number}")
        one = put_account(Role.COORDINATOR, username=f"u{number}", name=name, staff_id=staff_id)
        put_session(one)
        people.append(one)
    return people


def alike(answer):
    return dict.fromkeys(CODES, answer)


def say(round_id, who, answer, on=ON):
    given = answer if isinstance(answer, dict) else alike(answer)
    actions.surveys.answer(round_id, given, by=who, on=on)


def told(on=LAST + DAY):
    return queries.surveys.results(by=LEAD, on=on)


# ---------------------------------------------------------------- rounds and answers


@pytest.mark.usefixtures("store")
def test_a_round_is_answered_and_told_when_it_is_over():
    round_id, people = begin(), put_people()
    for who, answer in zip(people, ["agree"] * 3 + ["disagree"] * 3, strict=True):
        say(round_id, who, answer)
    assert told(LAST) == ()
    (found,) = told()
    assert found.round.answered == 6
    assert {(each.shown, each.n, each.count) for each in found.results} == {(Shown.EXACT, 6, 3)}
    assert [each.statement for each in found.results] == list(CODES)


@pytest.mark.usefixtures("store")
def test_a_threshold_that_is_lowered_later_tells_no_more_of_an_old_round():
    admin, later = person(Role.ADMINISTRATOR), LAST + 2 * DAY
    for seen, (k, since) in enumerate([(8, ON), (3, later)]):
        actions.settings.set_from(
            {"suppression_k": k}, valid_from=since, seen_version=seen, by=admin, on=ON
        )
    round_id = begin()
    for who in put_people():
        say(round_id, who, "agree")
    (found,) = told(later)
    assert {each.shown for each in found.results} == {Shown.HIDDEN}


@pytest.mark.usefixtures("store")
def test_nobody_answers_twice_or_outside_the_days():
    round_id, (who,) = begin(ON + DAY), put_people(1)
    with pytest.raises(RoundNotOpen):
        say(round_id, who, "agree")
    say(round_id, who, "agree", ON + DAY)
    with pytest.raises(AlreadyAnswered):
        say(round_id, who, "disagree", ON + DAY)
    assert queries.surveys.has_answered(round_id, by=who)
    assert not queries.surveys.has_answered(round_id, by=LEAD)


@pytest.mark.usefixtures("store")
def test_an_answer_that_is_refused_counts_nothing():
    round_id, (who,) = begin(), put_people(1)
    before = whole_store()
    with pytest.raises(RuleBroken):
        say(round_id, who, alike("agree") | {CODES[-1]: None})
    assert whole_store() == before


@pytest.mark.usefixtures("store")
def test_a_round_that_was_closed_can_not_be_answered_prolonged_or_closed_again():
    round_id, (who,) = begin(), put_people(1)
    actions.surveys.prolong(round_id, LAST + DAY, seen_version=1, by=LEAD, on=ON)
    with pytest.raises(ChangedByOther):
        actions.surveys.close(round_id, seen_version=1, by=LEAD, on=ON)
    actions.surveys.close(round_id, seen_version=2, by=LEAD, on=ON)
    with pytest.raises(RoundNotOpen):
        say(round_id, who, "agree")
    for again in (
        lambda: actions.surveys.close(round_id, seen_version=3, by=LEAD, on=ON),
        lambda: actions.surveys.prolong(round_id, LAST, seen_version=3, by=LEAD, on=ON),
    ):
        with pytest.raises(RoundOver):
            again()


@pytest.mark.usefixtures("store")
def test_staff_answer_and_project_leaders_alone_run_and_see():
    round_id = begin()
    worker = put_account(Role.SUPPORT_WORKER)
    for forbidden in (
        lambda: actions.surveys.open_round("end", LAST + DAY, None, by=worker, on=ON),
        lambda: actions.surveys.close(round_id, seen_version=1, by=worker, on=ON),
        lambda: queries.surveys.results(by=worker, on=ON),
        lambda: queries.surveys.every_round(by=worker),
        lambda: say(round_id, person(Role.STEERING_GROUP), "agree"),
        lambda: queries.surveys.open_round(by=person(Role.REFERRER), on=ON),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
    with pytest.raises(NotFound):
        say("no such round", worker, "agree")
    assert queries.surveys.open_round(by=worker, on=ON).id == round_id


@pytest.mark.usefixtures("store")
def test_a_round_says_how_many_could_answer():
    put_people(2)
    put_account(Role.REFERRER, username="lotte")
    put_account(Role.COORDINATOR, Role.SUPPORT_WORKER, username="both")
    begin()
    assert [each.invited for each in queries.surveys.every_round(by=LEAD)] == [3]


# ---------------------------------------------------------------- nothing leads to an answer

ID = re.compile(r"[0-9a-f]{32}")
FIRST = ("agree", "disagree", "partly_agree", "neither", "not_relevant", "partly_disagree")
"""What the six people answer, one after the other."""


TRACES = {"duckdb": "rowid", "postgresql": "xmin::text::bigint AS written"}
"""What a database knows of a row besides its columns: its place, or the write it came in."""
PLACES = {"duckdb": "rowid", "postgresql": "ctid"}
PLACED_ANEW = {"postgresql": ("survey_counts",)}
"""Tables whose rows move with each write, wherever there is room; they are read by their keys."""


def whole_store():
    """Every table of the store, every column, and where a row lies or in which write it came."""
    with reading() as session:
        found = {
            name: [dict(row) for row in session.execute(_every_row(session, name)).mappings()]
            for name in sorted(inspect(session.connection()).get_table_names())
        }
    rows = [row for each in found.values() for row in each if "written" in row]
    writes = sorted({row["written"] for row in rows})
    for row in rows:
        row["written"] = writes.index(row["written"])
    return found


def _every_row(session, name):
    dialect = session.get_bind().dialect.name
    order = "id" if name in PLACED_ANEW.get(dialect, ()) else PLACES[dialect]
    return text(f'SELECT {TRACES[dialect]}, * FROM "{name}" ORDER BY {order}')


def alike_but_for_keys_and_times(tables):
    """The same with made keys numbered as they are met, without times of day and what is sealed."""
    numbers = {}

    def plain(value):
        if isinstance(value, datetime):
            return "a time"
        if isinstance(value, str) and value.startswith("s1."):
            return "sealed"
        if isinstance(value, str):
            return ID.sub(lambda key: str(numbers.setdefault(key[0], len(numbers))), value)
        return value

    return {
        name: [{column: plain(value) for column, value in row.items()} for row in rows]
        for name, rows in tables.items()
    }


def answered_store(folder, answers):
    """A store in which the same people answered in the same order; all its tables."""
    folder.mkdir()
    open_store(databases.laid(folder / "store.duckdb"))
    people, round_id = put_people(), begin()
    actions.drafts.keep("contact_form.new", {"note": "ring"}, seen_version=0, by=people[0])
    for who, answer in zip(people, answers, strict=True):
        say(round_id, who, answer)
    found = whole_store()
    close_store()
    return found


def test_two_stores_in_which_the_same_people_swapped_their_answers_are_equal_in_every_table(
    tmp_path,
):
    first, swapped, other = (
        alike_but_for_keys_and_times(answered_store(tmp_path / name, answers))
        for name, answers in (
            ("first", FIRST),
            ("swapped", FIRST[::-1]),
            ("other", ("agree", *FIRST[:-1])),
        )
    )
    assert set(first) >= {"accounts", "audit", "drafts", "sessions", "survey_counts"}
    assert first == swapped
    different = {name for name in first if first[name] != other[name]}
    assert different == {"survey_counts"}, "the comparison sees that other answers were given"


@pytest.mark.usefixtures("store")
def test_no_row_of_any_table_holds_both_a_person_and_an_answer():
    people, round_id = put_people(), begin()
    before = whole_store()
    for who, answer in zip(people, FIRST, strict=True):
        say(round_id, who, answer)
    after = whole_store()
    people_in = re.compile(
        "|".join([*NAMES, *(f"{who.account_id}|{who.staff_id}" for who in people)])
    )
    answer_in = re.compile(rf"(?<![a-z_])({'|'.join(SurveyAnswer)})(?![a-z_])")
    for name, rows in after.items():
        for row in rows:
            held = " ".join(str(value) for value in row.values())
            assert not (people_in.search(held) and answer_in.search(held)), (name, row)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"survey_counts", "survey_tickets"}


@pytest.mark.usefixtures("store")
def test_tickets_and_counts_tell_no_time_and_counts_lie_as_they_lay_before_anybody_answered():
    people, round_id = put_people(), begin()
    before = whole_store()["survey_counts"]
    for who, answer in zip(people, FIRST, strict=True):
        say(round_id, who, answer)
    after = whole_store()
    times = (date, datetime)
    for table in ("survey_counts", "survey_tickets"):
        assert not any(isinstance(value, times) for row in after[table] for value in row.values())
    assert [row["id"] for row in after["survey_counts"]] == [row["id"] for row in before]
    assert len({row.get("written") for row in after["survey_counts"]}) == 1
    assert {row["version"] for row in after["survey_counts"]} == {1}
    assert sum(row["count"] for row in after["survey_counts"]) == len(people) * len(CODES)
    assert [row["id"] for row in after["survey_tickets"]] == [
        f"{round_id}:{who.account_id}" for who in people
    ]
