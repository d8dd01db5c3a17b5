"""What three pages show of everything is kept, and is what each row asked for itself would give."""

from dataclasses import replace

import pytest

from core import home_waiting
from core.codes import Method, Role
from core.notices import of_when
from core.permissions import Act, may
from core.records.notices import NoticeKind
from core.records.people import Person
from db import queries
from db.demo import fill
from db.engine import close_store, open_store, reading
from db.models import AccountRow
from db.queries.acting import person_of
from db.queries.home_picture import home_cases
from tests import databases
from tests.factories import ON, person

LEAD = person(Role.PROJECT_LEAD)
OTHERS = ("north", "coordinator", "worker")


@pytest.fixture(scope="module")
def readers(tmp_path_factory):
    """A project leader of the demo, one limited to an area, a coordinator and a support worker."""
    open_store(databases.laid(tmp_path_factory.mktemp("boards") / "demo.duckdb"))
    fill(on=ON)
    with reading() as session:
        everybody = [
            person_of(session, row)
            for row in session.query(AccountRow).order_by(AccountRow.username)
        ]

    def first(role: Role) -> Person:
        return next(each for each in everybody if role in each.roles)

    area = next(each.reach.area for each in home_cases() if each.reach.area)
    yield {
        "lead": first(Role.PROJECT_LEAD),
        "north": replace(first(Role.PROJECT_LEAD), areas=frozenset({area})),
        "coordinator": first(Role.COORDINATOR),
        "worker": first(Role.SUPPORT_WORKER),
    }
    close_store()


@pytest.mark.parametrize("who", ["lead", *OTHERS])
def test_who_waits_for_a_home_and_whose_is_at_risk_is_what_each_case_allows(readers, who):
    by, cases = readers[who], home_cases()
    seen = {each.number for each in cases if may(by, Act.SEE_CASE, each.reach)}
    waiting, at_risk = home_waiting.waiting(cases, ON), home_waiting.at_risk(cases, ON)
    found = queries.homes.waiting(by=by, on=ON)
    assert found == tuple(each for each in waiting if each.case.number in seen)
    assert (found == waiting) == (who == "lead")
    risky = tuple(each for each in at_risk if each.case.number in seen)
    assert queries.homes.at_risk(by=by, on=ON) == risky


@pytest.mark.parametrize("who", ["lead", *OTHERS])
def test_the_board_of_caseloads_and_its_sums_are_those_of_its_lines(readers, who):
    by = readers[who]
    loads = queries.caseloads.board(by=by, on=ON)
    lines = queries.overview.caseloads(by=by, on=ON)
    assert sorted(line.name for load in loads for line in load.lines) == sorted(
        line.name for line in lines
    )
    assert [load.fullest for load in loads] == sorted((x.fullest for x in loads), reverse=True)
    summed = queries.caseloads.summary(by=by, on=ON)
    assert summed.over == sum(load.over for load in loads)
    assert summed.beside == any(line.beside for line in lines)
    assert dict(summed.free) == {
        method: sum(line.free for line in lines if line.method is method) for method in Method
    }


@pytest.mark.parametrize("everybody", [True, False])
@pytest.mark.parametrize("who", ["lead", *OTHERS])
def test_the_piles_of_notices_are_those_told_of_by_kind_in_the_same_order(readers, who, everybody):
    by = readers[who]
    ask = queries.notices.everybodys if everybody else queries.notices.of_person
    told = ask(by=by, on=ON)
    found = queries.notices.piles(everybody=everybody, by=by, on=ON)
    assert found[None].notices == told
    for kind in NoticeKind:
        own = tuple(each for each in told if each.kind is kind)
        assert (kind in found) == bool(own)
        if own:
            assert found[kind].notices == own
            assert found[kind].of_when == of_when(own)
    assert queries.notices.piles(everybody=everybody, by=by, on=ON) is found


def test_one_reader_never_gets_the_notices_of_another(readers):
    found = {
        who: queries.notices.piles(everybody=True, by=by, on=ON)[None].notices
        for who, by in readers.items()
    }
    everything = [id(each) for each in found["lead"]]
    assert {id(each) for each in found["north"]} < set(everything)
    for who in ("coordinator", "worker"):
        account = readers[who].account_id
        assert all(each.why(account) for each in found[who])
