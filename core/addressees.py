"""Whom a notice reaches: whoever has it and may do it, else their deputy, else the project leader.

- Nobody has it: those who allocate young people, else the project leaders.
- Whoever has it is away: they see it, marked, and so does their deputy.
- No deputy, or one who is away too, has no account or may not do it: the project leaders.
- Whoever has it has left, has no open account or may not do it: the project leaders.

Nobody is told of a case that they may not see.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from core.codes import Role
from core.notice_rules import Addressee, NoticeRule
from core.permissions import PAGES, Act, may
from core.records.notices import Told, Why
from core.records.people import Person, Reach


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody with an open account on one day, who of the staff is away, and who has left.

    `away` holds each absent member of staff with the deputy's id, None where nobody is named.
    """

    people: tuple[Person, ...]
    away: Mapping[str, str | None]
    left: frozenset[str]
    by_staff: Mapping[str, Person]
    leads: tuple[Person, ...]
    allocators: tuple[Person, ...]

    def here(self, person: Person) -> bool:
        """Whether the person works today, as far as is known."""
        return person.staff_id is None or not (
            person.staff_id in self.away or person.staff_id in self.left
        )


def roster(
    people: Iterable[Person], away: Mapping[str, str | None], left: Collection[str] = ()
) -> Roster:
    """The roster of a day. Project leaders who are at work come before those who are not."""
    everybody = tuple(people)
    found = Roster(
        everybody,
        away,
        frozenset(left),
        {each.staff_id: each for each in everybody if each.staff_id is not None},
        (),
        (),
    )
    leads = [each for each in everybody if Role.PROJECT_LEAD in each.roles]
    at_work = [each for each in leads if found.here(each)]
    allocators = tuple(each for each in everybody if each.allocates and found.here(each))
    return Roster(everybody, away, found.left, found.by_staff, tuple(at_work or leads), allocators)


def told_of(
    rule: NoticeRule,
    roster: Roster,
    *,
    reach: Reach | None = None,
    staff_id: str | None = None,
    page: str = "",
) -> tuple[Told, ...]:
    """Who is told: each account once. `reach` is the case's, `staff_id` whose it is else.

    Empty only where there is no open account that may do it.
    """
    act = rule.act or PAGES[page]
    if rule.to is Addressee.OFFICE:
        return _once(Told(each.account_id, Why.OWN) for each in roster.people if may(each, act))
    having = _having(rule.to, reach, staff_id)
    if rule.to is Addressee.LEAD or (reach is None and not having):
        return _leads(roster, act, reach, Why.OWN, None)
    if not having:
        return _nobodys(roster, act, reach)
    return _once(told for each in having for told in _in_place_of(each, roster, act, reach))


def _having(to: Addressee, reach: Reach | None, staff_id: str | None) -> tuple[str, ...]:
    """The members of staff whose it is."""
    if reach is None:
        return (staff_id,) if staff_id is not None else ()
    coordinator = (reach.coordinator_id,) if reach.coordinator_id is not None else ()
    builder = (reach.contact_worker_id,) if reach.contact_worker_id is not None else ()
    workers = tuple(sorted(reach.worker_ids)) or builder
    return {
        Addressee.COORDINATOR: coordinator,
        Addressee.WORKER: workers or coordinator,
        Addressee.TEAM: coordinator + workers,
    }.get(to, ())


def _in_place_of(staff_id: str, roster: Roster, act: Act, reach: Reach | None) -> tuple[Told, ...]:
    person = roster.by_staff.get(staff_id)
    if person is None or staff_id in roster.left or not _able(person, act, reach):
        return _leads(roster, act, reach, Why.INSTEAD, staff_id)
    if staff_id not in roster.away:
        return (Told(person.account_id, Why.OWN, staff_id),)
    own = Told(person.account_id, Why.AWAY, staff_id)
    deputy = _deputy(roster.away[staff_id], roster)
    if deputy is not None and reach is not None and _able(deputy, act, reach):
        return (Told(deputy.account_id, Why.DEPUTY, staff_id), own)
    return (*_leads(roster, act, reach, Why.INSTEAD, staff_id), own)


def _deputy(deputy_id: str | None, roster: Roster) -> Person | None:
    deputy = roster.by_staff.get(deputy_id) if deputy_id is not None else None
    return deputy if deputy is not None and roster.here(deputy) else None


def _able(person: Person, act: Act, reach: Reach | None) -> bool:
    return may(person, act, reach) and (reach is None or may(person, Act.SEE_CASE, reach))


def _nobodys(roster: Roster, act: Act, reach: Reach | None) -> tuple[Told, ...]:
    able = [each for each in roster.allocators if _able(each, act, reach)]
    if able:
        return tuple(Told(each.account_id, Why.NOBODY) for each in able)
    return _leads(roster, act, reach, Why.NOBODY, None)


def _leads(
    roster: Roster, act: Act, reach: Reach | None, why: Why, staff_id: str | None
) -> tuple[Told, ...]:
    """The project leaders; where there is none with an account, whoever is left that may do it."""
    able = [each for each in roster.leads if _able(each, act, reach)]
    if not able and reach is not None:
        able = [each for each in roster.people if roster.here(each) and _able(each, act, reach)]
    return tuple(Told(each.account_id, why, staff_id) for each in able)


def _once(told: Iterable[Told]) -> tuple[Told, ...]:
    """Each account once; whose own it is comes before whose it is for another reason."""
    order = {why: place for place, why in enumerate(Why)}
    found: dict[str, Told] = {}
    for each in told:
        known = found.get(each.account_id)
        if known is None or order[each.why] < order[known.why]:
            found[each.account_id] = each
    return tuple(found.values())
