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
from core.records.notices import Counted, Notice, NoticeKind, When
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
    programme_dues,
    roster,
    temporary_access,
    voices,
)
from db.queries.case_endings import consents_running_out, retention_over, undecided_retention
from db.queries.case_notices import CasesTold, RunningOut
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
    return _counted(account_id, on, backups.signals())


def _count(account_id: str, on: date, signals: tuple[str, ...]) -> tuple[Counted, ...]:
    return counts(_picture(on, signals).of_account.get(account_id, ()))


_counted = Kept(_count, most=READERS)


@Kept
def _picture(on: date, signals: tuple[str, ...]) -> _Picture:
    here = roster.of_day(on)
    told_now = (_undated(name, "data", here, on) for name in signals)
    of_cases = _cases_told.on(on, here, _running_out(on))
    found = ordered([*told_now, *of_cases, *_of_closed_cases(on), *_of_programme(on)])
    if not all(each.told for each in found):
        found = (*found, _undated("unreached", "accounts", here, on))
    return _Picture(
        found, gathered((told.account_id, each) for each in found for told in each.told)
    )


_cases_told = CasesTold()
"""One for the process: asked by `_picture` alone, which makes one answer at a time."""


@Kept
def _running_out(on: date) -> RunningOut:
    return gathered(
        (case_id, (party, valid_to)) for case_id, party, valid_to in consents_running_out(on)
    )


@Kept
def _of_closed_cases(on: date) -> tuple[Notice, ...]:
    """Closed cases at the end of their time."""
    here, rule = roster.of_day(on), RULES["retention"]
    found = [
        Notice(
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
        for number, name, last_day, reach in retention_over(on)
    ]
    if undecided_retention(on):
        found.append(_undated("retention_unset", "settings", here, on))
    return tuple(found)


def _of_programme(on: date) -> Iterator[Notice]:
    for place in range(len(PROGRAMME)):
        yield from _part(place, on)


def _make_part(place: int, on: date) -> tuple[Notice, ...]:
    here, names = roster.of_day(on), roster.staff_names()
    return tuple(
        Notice(
            rule.name,
            rule.kind,
            due.due_date,
            nearness(due.due_date, on),
            told_of(rule, here, staff_id=due.staff_id, page=due.page),
            page=due.page,
            address=due.address,
            name=names.get(due.staff_id or "", ""),
            what=due.what,
        )
        for due in PROGRAMME[place](on=on)
        if (rule := RULES[due.kind]).tells(due.due_date, on)
    )


_part = Kept(_make_part, most=len(PROGRAMME))


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
