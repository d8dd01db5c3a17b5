"""The data and knowledge-sharing model as a living table: what a row must hold, when it is due.

Who needs to know what, who is responsible, in which form and how often, and what the parties can,
may and must share (evaluation of cooperation with NGOs, section 6.2.3 and figure 6-3).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from core.alphabet import danish_order
from core.calendar import add_months
from core.codes import group_of
from core.errors import MissingValue, NotAllowed, RuleBroken
from core.permissions import Act, Scope, scopes
from core.records.knowledge_sharing import Need
from core.records.people import Person
from core.records.programme import ProgrammeDue, ProgrammeKind
from core.reference_rows import rows
from core.texts import (
    LINE,
    NAME,
    TEXT,
    check_code,
    check_order,
    optional_text,
    past_date,
    required_date,
    required_text,
)

PAGE = "knowledge_sharing"
TOLD_AHEAD_MONTHS = 1
"""So long before its last day a row is told of; practice."""

FIELDS = (
    "party",
    "need",
    "responsible_id",
    "responsible",
    "format",
    "frequency",
    "can_share",
    "may_share",
    "basis",
    "basis_note",
    "must_share",
    "from_date",
)
"""What is told of a row, in the order of the form."""


class SharingBasisMissing(RuleBroken):
    """It is said what may be shared, but not on what legal basis."""

    code = "sharing_basis_missing"


class ResponsibleTwice(RuleBroken):
    """Both a member of staff and somebody else is named as responsible."""

    code = "responsible_twice"


class NeedRetired(RuleBroken):
    """The row is no longer in use (facts: date)."""

    code = "need_retired"


class SuggestionTaken(RuleBroken):
    """The suggestion stands in the table already."""

    code = "suggestion_taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedTold:
    """A row as typed; one of `responsible_id` (staff) and `responsible` (anybody) is filled in."""

    party: str | None
    need: str | None
    responsible_id: str | None = None
    responsible: str | None = None
    format: str | None = None
    frequency: str | None = None
    can_share: str | None = None
    may_share: str | None = None
    basis: str | None = None
    basis_note: str | None = None
    must_share: str | None = None
    from_date: date | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A row to begin with; its words lie under `knowledge_suggestion.<code>`."""

    code: str
    format: str
    frequency: str
    basis: str
    source: str


@cache
def suggestions() -> tuple[Suggestion, ...]:
    """The rows that can be taken into the table, in their order."""
    return tuple(Suggestion(**row) for row in rows("knowledge_suggestions"))


def checked_need(told: NeedTold, on: date) -> NeedTold:
    """The row with cleaned texts. Raises the refusal of the first field that does not hold."""
    may_share = optional_text("may_share", told.may_share, TEXT)
    return NeedTold(
        party=required_text("party", told.party, LINE),
        need=required_text("need", told.need, TEXT),
        responsible_id=told.responsible_id,
        responsible=_responsible(told),
        format=check_code("format", "knowledge_format", told.format, on),
        frequency=check_code("frequency", "knowledge_frequency", told.frequency, on),
        can_share=optional_text("can_share", told.can_share, TEXT),
        may_share=may_share,
        basis=_basis(told, may_share, on),
        basis_note=optional_text("basis_note", told.basis_note, LINE),
        must_share=optional_text("must_share", told.must_share, TEXT),
        from_date=required_date("from_date", told.from_date),
    )


def _responsible(told: NeedTold) -> str | None:
    typed = optional_text("responsible", told.responsible, NAME)
    if told.responsible_id and typed:
        raise ResponsibleTwice("responsible")
    if not told.responsible_id and not typed:
        raise MissingValue("responsible_id")
    return typed


def _basis(told: NeedTold, may_share: str | None, on: date) -> str | None:
    """What may be shared rests on a basis: of the table, or in words."""
    typed = optional_text("basis_note", told.basis_note, LINE)
    if told.basis == "other" and not typed:
        raise SharingBasisMissing("basis_note")
    if told.basis:
        return check_code("basis", "knowledge_basis", told.basis, on)
    if may_share and not typed:
        raise SharingBasisMissing("basis")
    return None


def check_untaken(code: str | None, needs: Iterable[Need]) -> None:
    """Raises SuggestionTaken where a row in use was made of the suggestion."""
    if code and any(each.suggestion == code and not each.retired_date for each in needs):
        raise SuggestionTaken


def check_in_use(retired: date | None) -> None:
    """Raises NeedRetired."""
    if retired is not None:
        raise NeedRetired(date=retired)


def shared_day(day: date | None, began: date, on: date) -> date:
    """The day on which it was shared. Raises MissingValue, DateInFuture or DatesOutOfOrder."""
    shared = past_date("date", day, on)
    check_order("date", began, shared)
    return shared


def may_share(by: Person, responsible_id: str | None) -> bool:
    """A project leader records for every row; others for those they are responsible for."""
    allowed = scopes(by, Act.SHARE_KNOWLEDGE)
    own = responsible_id is not None and responsible_id in by.stands_for
    return Scope.ALL in allowed or (bool(allowed) and own)


def check_may_share(by: Person, responsible_id: str | None) -> None:
    """Raises NotAllowed."""
    if not may_share(by, responsible_id):
        raise NotAllowed


def next_due(need: Need) -> date | None:
    """The last day on which it is shared in time; None for what is shared when it happens.

    It counts from the day it was last shared, or from the row's first day.
    """
    unit, _, number = group_of("knowledge_frequency", need.frequency).partition(":")
    if need.retired_date is not None or not number:
        return None
    since = max(need.last_shared or need.from_date, need.from_date)
    if unit == "weeks":
        return since + timedelta(weeks=int(number))
    return add_months(since, int(number))


def in_order(needs: Iterable[Need]) -> tuple[Need, ...]:
    """The rows in use, what is due first, then what is shared when it happens."""
    used = [each for each in needs if each.retired_date is None]
    return tuple(sorted(used, key=_place))


def _place(need: Need) -> tuple[date, str, str]:
    return next_due(need) or date.max, danish_order(need.party), need.id


def dues(needs: Iterable[Need], on: date) -> tuple[ProgrammeDue, ...]:
    """What is overdue, or due within the next month."""
    horizon = add_months(on, TOLD_AHEAD_MONTHS)
    found = ((next_due(each), each) for each in in_order(needs))
    return tuple(
        ProgrammeDue(
            kind=ProgrammeKind.KNOWLEDGE_SHARING,
            due_date=day,
            page=PAGE,
            what=need.party,
            staff_id=need.responsible_id,
            address={"open": need.id},
        )
        for day, need in found
        if day is not None and day <= horizon
    )
