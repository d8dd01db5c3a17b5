"""All open cases of one state of the store, found by id, by number and by who has them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from core.records.overview import Standing
from db.queries.rows import gathered

ByStaff = Mapping[str | None, tuple[Standing, ...]]
"""The cases of each member of staff, by number; under None those that nobody has."""


@dataclass(frozen=True, slots=True)
class OpenPicture:
    """Every one of them by number, which is the order of all that is in here."""

    by_id: Mapping[str, Standing]
    standings: tuple[Standing, ...]
    by_number: Mapping[int, Standing]
    of_staff: ByStaff

    @property
    def staff_ids(self) -> frozenset[str]:
        """Everybody who has one."""
        return frozenset(staff_id for staff_id in self.of_staff if staff_id is not None)

    def brought_up(self, touched: Collection[str], now: Iterable[Standing]) -> "OpenPicture":
        """The picture after those cases were written about; `now` are the open ones of them."""
        new = {each.facts.id: each for each in now}
        before = [self.by_id[id_] for id_ in touched if id_ in self.by_id]
        if self.by_id.keys() & set(touched) != new.keys():
            return pictured(
                [s for s in self.standings if s.facts.id not in touched] + [*new.values()]
            )
        by_id = {**self.by_id, **new}
        return OpenPicture(
            by_id,
            tuple(by_id.values()),
            {**self.by_number, **{each.facts.number: each for each in new.values()}},
            _moved(self.of_staff, before, new),
        )


def pictured(standings: Iterable[Standing]) -> OpenPicture:
    """The picture of these cases."""
    ordered = sorted(standings, key=_number)
    return OpenPicture(
        {each.facts.id: each for each in ordered},
        tuple(ordered),
        {each.facts.number: each for each in ordered},
        gathered((staff_id, each) for each in ordered for staff_id in _whose(each)),
    )


def _moved(of_staff: ByStaff, before: Iterable[Standing], new: Mapping[str, Standing]) -> ByStaff:
    """The cases of each member of staff, where those of some have changed."""
    added = gathered((staff_id, each) for each in new.values() for staff_id in _whose(each))
    around = {staff_id for each in before for staff_id in _whose(each)} | set(added)
    found = dict(of_staff)
    for staff_id in around:
        kept = (each for each in of_staff.get(staff_id, ()) if each.facts.id not in new)
        found[staff_id] = tuple(sorted([*kept, *added.get(staff_id, ())], key=_number))
    return {staff_id: cases for staff_id, cases in found.items() if cases}


def _whose(standing: Standing) -> tuple[str | None, ...]:
    return standing.facts.reach.staff_ids or (None,)


def _number(standing: Standing) -> int:
    return standing.facts.number
