"""Who sees which lines of the log, what a look is for, who signs off what."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.access_log import (
    KINDS_SEEN,
    PURPOSES,
    MonthNotOver,
    OwnLookup,
    check_month_over,
    check_reviewer,
    checked_note,
    kept_from,
    kinds_seen,
    month_end,
    month_of,
    purpose_of,
)
from core.codes import Role
from core.errors import MissingValue, NotAllowed
from core.permissions import PAGES
from core.records.access_log import Finding, LineKind
from core.settings import SETTINGS
from core.words import LANGUAGES, has_phrase
from db.log.chain import Flaw
from db.models import Base
from tests.factories import person

DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))


def test_the_kinds_of_lines_are_those_of_the_chain():
    assert {kind.value for kind in LineKind} == {kind.value for kind in LineKind}


@pytest.mark.asvs("16.4.2")
@pytest.mark.parametrize("role", Role)
def test_only_leaders_read_all_lines_and_administrators_those_about_no_case(role):
    told = {Role.PROJECT_LEAD: set(LineKind), Role.ADMINISTRATOR: {"session", "refused"}}
    told[Role.ADMINISTRATOR] |= {LineKind.EXPORT, LineKind.SYSTEM}
    assert kinds_seen(person(role)) == told.get(role, set())
    assert len(KINDS_SEEN) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_page_flaw_and_purpose_has_its_words(language):
    assert set(PAGES) <= set(PURPOSES)
    codes = {purpose_of(subject, written=False) for subject in (*PURPOSES, "?")}
    codes.add(purpose_of("young_person", written=True))
    tables = {mapper.class_.__tablename__ for mapper in Base.registry.mappers}
    keys = {
        *(f"code.access_purpose.{code}" for code in codes),
        *(f"access_log.thing.{table}" for table in tables),
        *(f"access_log.flaw.{flaw.value}" for flaw in Flaw),
    }
    assert {key for key in keys if not has_phrase(language, key)} == set()


def test_nobody_reviews_their_own_and_administrators_only_the_leaders():
    lead, office = person(Role.PROJECT_LEAD), person(Role.ADMINISTRATOR, account_id="office")
    check_reviewer(lead, "another", of_leader=False)
    check_reviewer(lead, None, of_leader=False)
    check_reviewer(office, lead.account_id, of_leader=True)
    with pytest.raises(OwnLookup):
        check_reviewer(lead, lead.account_id, of_leader=True)
    for by, of_leader in ((office, False), (person(Role.COORDINATOR), True)):
        with pytest.raises(NotAllowed):
            check_reviewer(by, "another", of_leader=of_leader)


@pytest.mark.parametrize("finding", [Finding.ASKED, Finding.BREACH])
def test_what_is_not_in_order_needs_a_note(finding):
    assert checked_note(Finding.IN_ORDER, "  ") is None
    assert checked_note(finding, " Talt med hende. ") == "Talt med hende."
    with pytest.raises(MissingValue):
        checked_note(finding, " \n ")


@given(day=DAYS)
def test_a_month_is_over_on_the_day_after_its_last_and_not_before(day):
    month = month_of(day)
    check_month_over(month, month_end(month) + timedelta(days=1))
    with pytest.raises(MonthNotOver):
        check_month_over(month, month_end(month))


@given(day=DAYS, months=st.integers(SETTINGS["log_months"].least, SETTINGS["log_months"].most))
def test_lines_of_the_last_year_are_never_too_old_whatever_is_set(day, months):
    assert kept_from(months, day) <= day - timedelta(days=365)
