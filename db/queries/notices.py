"""Questions about what is due and overdue for each person, in cases and in the programme.

Every answer comes from one picture of the store, made with a fixed number of statements and kept
until the store changes. Each notice carries whom it reaches, and nobody else gets it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.addressees import Roster, told_of
from core.notice_rules import RULES
from core.notices import Pile, counts, nearness, ordered
from core.notices import piles as sorted_in
from core.permissions import Act, Scope, everywhere, may, scopes
from core.records.notices import Counted, Notice, NoticeKind, Told, When
from core.records.overview import Standing
from core.records.people import Person
from core.records.programme import ProgrammeDue
from db.kept import Kept
from db.queries import (
    access_reviews,
    backups,
    case_reviews,
    fidelity_reviews,
    implementation,
    knowledge_sharing,
    ngo_agreements,
    overview,
    programme_dues,
    roster,
    temporary_access,
    voices,
)
from db.queries.case_endings import consents_running_out, retention_over, undecided_retention
from db.queries.rows import gathered


class Dues(Protocol):
    """A part of the programme that says what is due in it."""

    def __call__(self, *, on: date) -> tuple[ProgrammeDue, ...]:
        """One row for each thing; nobody's rights are asked."""
        ...


PROGRAMME: tuple[Dues, ...] = (
    fidelity_reviews.dues,
    programme_dues.project_report,
    programme_dues.time,
    implementation.dues,
    knowledge_sharing.dues,
    ngo_agreements.dues,
    case_reviews.dues,
    voices.dues,
    access_reviews.dues,
    temporary_access.dues,
)
"""Who is asked what is due in the programme; a further part of it is a line here."""


READERS = 64
"""Of so many people the sorted notices are kept: more than look at them between two saves."""


@dataclass(frozen=True, slots=True)
class _Picture:
    """All notices of one state of the store, the most pressing first."""

    notices: tuple[Notice, ...]
    of_account: Mapping[str, tuple[Notice, ...]]
    counted: Mapping[str, tuple[Counted, ...]]


def of_person(*, by: Person, on: date) -> tuple[Notice, ...]:
    """The person's own notices, the most pressing first."""
    return _picture(on, backups.signals()).of_account.get(by.account_id, ())


def everybodys(*, by: Person, on: date) -> tuple[Notice, ...]:
    """Everybody's about the cases that the person sees, for who sees all; others get their own."""
    if Scope.ALL not in scopes(by, Act.SEE_CASE):
        return of_person(by=by, on=on)
    found = _picture(on, backups.signals()).notices
    if everywhere(by, Act.SEE_CASE):
        return found
    return tuple(each for each in found if not each.reach or may(by, Act.SEE_CASE, each.reach))


def piles(*, everybody: bool, by: Person, on: date) -> Mapping[NoticeKind | None, Pile]:
    """Everybody's or the person's own, by kind, with all of them under None."""
    return _piles(everybody, by, on, backups.signals())


def _sort(
    everybody: bool,
    by: Person,
    on: date,
    _signals: tuple[str, ...],
) -> Mapping[NoticeKind | None, Pile]:
    ask = everybodys if everybody else of_person
    return sorted_in(ask(by=by, on=on))


_piles = Kept(_sort, most=READERS)


def counts_of(account_id: str, on: date) -> tuple[Counted, ...]:
    """What an account's digest of the week says: numbers by kind, without anybody in them."""
    return _picture(on, backups.signals()).counted.get(account_id, ())


@Kept
def _picture(on: date, signals: tuple[str, ...]) -> _Picture:
    here = roster.of_day(on)
    told_now = (_undated(name, "data", here, on) for name in signals)
    found = ordered(
        [*told_now, *_of_cases(here, on), *_of_endings(here, on), *_of_programme(here, on)]
    )
    if not all(each.told for each in found):
        found = (*found, _undated("unreached", "accounts", here, on))
    of_account = gathered((told.account_id, each) for each in found for told in each.told)
    counted = {account_id: counts(own) for account_id, own in of_account.items()}
    return _Picture(found, of_account, counted)


def _of_cases(here: Roster, on: date) -> Iterator[Notice]:
    for standing in overview.every_standing(on):
        whom: dict[tuple[str, Act | None], tuple[Told, ...]] = {}
        for due in standing.dues:
            rule = RULES[due.kind]
            if not rule.tells(due.due_date, on):
                continue
            asked = (rule.to, rule.act)
            if asked not in whom:
                whom[asked] = told_of(rule, here, reach=standing.facts.reach)
            when = nearness(due.due_date, on, late=due.overdue)
            yield Notice(
                rule.name,
                rule.kind,
                due.due_date,
                when,
                whom[asked],
                name=standing.facts.name,
                reach=standing.facts.reach,
                case=standing,
                due=due,
            )


def _of_endings(here: Roster, on: date) -> Iterator[Notice]:
    """Consents that run out, and closed cases at the end of their time."""
    open_ones = {each.facts.id: each for each in overview.every_standing(on)}
    for case_id, party, valid_to in consents_running_out(on):
        if case_id in open_ones:
            yield _consent(here, open_ones[case_id], party, valid_to, on)
    rule = RULES["retention"]
    for number, name, last_day, reach in retention_over(on):
        yield Notice(
            rule.name,
            rule.kind,
            last_day,
            nearness(last_day, on),
            told_of(rule, here, reach=reach),
            page="young_person",
            address={"case": str(number)},
            name=name,
            reach=reach,
        )
    if undecided_retention(on):
        yield _undated("retention_unset", "settings", here, on)


def _consent(here: Roster, case: Standing, party: str, valid_to: date, on: date) -> Notice:
    rule = RULES["consent"]
    return Notice(
        rule.name,
        rule.kind,
        valid_to,
        nearness(valid_to, on),
        told_of(rule, here, reach=case.facts.reach),
        page="network_meeting",
        address={"case": str(case.facts.number), "part": "consent"},
        name=case.facts.name,
        reach=case.facts.reach,
        what=party,
    )


def _of_programme(here: Roster, on: date) -> Iterator[Notice]:
    for ask in PROGRAMME:
        for due in ask(on=on):
            rule = RULES[due.kind]
            if rule.tells(due.due_date, on):
                yield Notice(
                    rule.name,
                    rule.kind,
                    due.due_date,
                    nearness(due.due_date, on),
                    told_of(rule, here, staff_id=due.staff_id, page=due.page),
                    page=due.page,
                    address=due.address,
                    name=roster.staff_names().get(due.staff_id or "", ""),
                    what=due.what,
                )


def _undated(name: str, page: str, here: Roster, on: date) -> Notice:
    """A notice without a last day of its own: it is told this week until it is done."""
    rule = RULES[name]
    return Notice(rule.name, rule.kind, on, When.WEEK, told_of(rule, here), page=page)


def whose(notice: Notice, account_id: str) -> str:
    """The name of the member of staff whose the notice is; empty where that account has it."""
    told = notice.why(account_id)
    return roster.staff_names().get(told.staff_id or "", "") if told is not None else ""


def names_told(notice: Notice, on: date) -> tuple[str, ...]:
    """The names of those whom the notice reaches."""
    names = _names(on)
    return tuple(names[each.account_id] for each in notice.told)


@Kept
def _names(on: date) -> Mapping[str, str]:
    return {each.account_id: each.name for each in roster.of_day(on).people}
