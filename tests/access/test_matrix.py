"""Every page as everybody, over a WebSocket of our own: what comes out is led back to its case.

Not what the screen shows is looked at but every byte that the server sends.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from core.permissions import PAGES, may
from tests.access.conftest import House, Planted
from tests.access.planting import Case, Visitor, number_of
from tests.access.wire import told

CASE_PAGES = (
    "young_person",
    "dialogue",
    "referral",
    "assessment",
    "network_meeting",
    "network_map",
    "about_me",
    "meeting_screen",
    "support_phase",
    "closure",
)
MARKS = re.compile(rb"([g-p]{4}zz)", re.IGNORECASE)
NAMES = re.compile(rb"navnq([g-p]{4}zz)", re.IGNORECASE)
PHONES = re.compile(rb"4599(\d{4})77")
EMAILS = re.compile(rb"kanarie([g-p]{4}zz)@", re.IGNORECASE)
CPR = re.compile(rb"650306\W{0,3}\d{4}")
NO, NOT_THERE = b"Det har du ikke adgang til.", "Forløbet findes ikke".encode()


@dataclass(frozen=True)
class Heard:
    """What one visit brought, led back to the cases it tells of."""

    visitor: Visitor
    page: str
    asked: Case | None
    marks: frozenset[int]
    named: frozenset[int]
    """Whose name, telephone or e-mail address was said."""
    cprs: int
    refused: bool
    not_there: bool
    length: int

    def __str__(self) -> str:
        return f"{self.visitor.name} on {self.page}?case={self.asked and self.asked.number}"


def _heard(house: House, visitor: Visitor, page: str, asked: Case | None) -> Heard:
    query = f"case={asked.number}" if asked else ""
    data = told(house.port, visitor.cookie, page, query)
    numbers = {int(each) for each in PHONES.findall(data)}
    named = {number_of(each) for kind in (NAMES, EMAILS) for each in kind.findall(data)}
    return Heard(
        visitor,
        page,
        asked,
        frozenset(number_of(each) for each in MARKS.findall(data)) | numbers,
        frozenset(named | numbers),
        len(CPR.findall(data)),
        NO in data,
        NOT_THERE in data,
        len(data),
    )


def _asked(planted: Planted, visitor: Visitor) -> Iterator[Case]:
    """A case of one's own, one of somebody else's, and two with protected identities."""
    cases = planted.cases
    kinds = (
        [each for each in cases if visitor.works_on(each) and not each.protected],
        [each for each in cases if not visitor.sees(each)],
        [each for each in cases if visitor.works_on(each) and each.protected],
        [each for each in cases if each.around and not visitor.works_on(each) and each.protected],
    )
    yield from (kind[0] for kind in kinds if kind)


@pytest.fixture(scope="module")
def walk(house: House) -> list[Heard]:
    """Every page as everybody; the pages about a case with four kinds of cases too."""
    heard = []
    for visitor in house.planted.visitors:
        heard += [_heard(house, visitor, page, None) for page in PAGES]
        here = visitor.person
        if here is None:
            continue
        pages = [page for page in CASE_PAGES if may(here, PAGES[page])]
        for case in _asked(house.planted, visitor):
            heard += [_heard(house, visitor, page, case) for page in pages]
    return heard


@pytest.mark.asvs("8.2.1", "8.3.1")
def test_nobody_is_sent_the_sign_in_and_nothing_else_at_every_address(walk):
    mine = [each for each in walk if each.visitor.person is None]
    assert {each.page for each in mine} == set(PAGES)
    assert not any(each.marks or each.cprs for each in mine)
    assert max(each.length for each in mine) < 60_000


@pytest.mark.asvs("8.2.1", "8.3.1")
def test_a_page_that_is_not_for_a_role_sends_its_refusal_and_nothing_of_anybody(walk):
    closed = [
        each
        for each in walk
        if each.visitor.person and not may(each.visitor.person, PAGES[each.page])
    ]
    assert len(closed) > 100
    for each in closed:
        assert each.refused, str(each)
        assert not each.marks, str(each)


@pytest.mark.asvs("8.2.2")
def test_no_page_sends_a_word_about_a_case_out_of_reach(walk, house):
    cases = {each.number: each for each in house.planted.cases}
    for each in walk:
        out_of_reach = {n for n in each.marks & cases.keys() if not each.visitor.sees(cases[n])}
        assert not out_of_reach, str(each)
    assert sum(len(each.marks) for each in walk) > 1000


@pytest.mark.asvs("8.4.1")
def test_a_project_leader_of_one_area_is_sent_nothing_of_a_case_of_another_on_any_page(walk, house):
    area = {each.number: each.area for each in house.planted.cases}
    mine = [each for each in walk if each.visitor.name == "nord"]
    assert {each.page for each in mine} == set(PAGES)
    assert {area[n] for each in mine for n in each.marks & area.keys()} == {"nord"}
    everybodys = {n for each in walk for n in each.marks & area.keys()}
    assert {"nord", "syd"} <= {area[number] for number in everybodys}


@pytest.mark.asvs("8.2.2")
def test_the_number_of_anothers_case_in_the_address_is_answered_as_if_there_were_none(walk):
    tried = [each for each in walk if each.asked and not each.visitor.sees(each.asked)]
    assert len({each.page for each in tried if each.not_there}) == len(CASE_PAGES)
    for each in tried:
        if may(each.visitor.person, PAGES["young_person"]):
            assert each.not_there, str(each)
        assert each.asked.number not in each.marks, str(each)


@pytest.mark.asvs("8.2.3", "15.3.1")
def test_a_protected_name_is_sent_to_the_pages_of_who_works_on_the_case_alone(walk, house):
    protected = {each.number for each in house.planted.cases if each.protected}
    named = 0
    for each in walk:
        own = each.asked is not None and each.visitor.works_on(each.asked)
        may_know = {each.asked.number} if own else set()
        assert not (each.named & protected) - may_know, str(each)
        named += bool(each.named & may_know & protected)
    assert named > 10
    print(f"{len(walk)} visits, {sum(each.length for each in walk)} bytes, {named} with the name")


@pytest.mark.asvs("14.2.6", "14.3.2", "8.2.3")
def test_no_page_sends_a_cpr_number_that_nobody_asked_for(walk):
    assert [str(each) for each in walk if each.cprs] == []
